"""To do what, by when and with whom: the parts of a sentence whose verb is known.

Rather none than a wrong one. The *action* is the main predicate with its object. It begins behind an
auxiliary ("shall", "may") or, where the deciding verb says itself what is done, with that verb; it ends
before conditions, deadlines, partners that stand apart, and lists. An item whose chapeau has a predicate
of its own shares the chapeau's action; one whose chapeau ends with its auxiliary, or says nothing
("include"), is the action. The *deadline* is by when or how often, with what it is counted from.
The *partner* is with whom, without the words that join it ("in consultation with").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Strength
from ingest.commitments.sentences import Span, sentences
from ingest.commitments.tables import PartPatterns, Patterns, Place
from ingest.commitments.verbs import Reading

PARTS = ("action", "deadline", "partner")
"""The names of the parts, as :class:`corpus.model.Commitment` has them."""

_LONGEST = 600  # characters of an action: what runs on longer is not understood
_LONGEST_DEADLINE = 220
_UNLED = 60  # characters of a predicate that may begin with its sentence
_AROUND = " \t\n\r\u3000,;:.，。；：、،؛।—–-_"
_INSERTED = re.compile(r"\s*[,،]([^,.;:،؛]{1,160})[,،]\s*")  # ", if its law permits,"
_NEAR = 6  # characters between two parts that follow each other
_JOINED = re.compile(
    r",? ?(?:and|but|or|и|но)?,?\s?(?:(?:in any (?:case|event)|at the latest|wherever \w+),?\s?)?|"
    r"、?[又且]?"
)
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a commitment says beside who and how strongly; each None where the words do not say."""

    action: Span | None = None
    deadline: Span | None = None
    partner: Span | None = None


def read_parts(low: str, reading: Reading, own: Span, patterns: Patterns) -> Parts:
    """Return the parts of a commitment.

    ``low`` is the document's text in lower case, ``own`` the provision's own words, which do not hold the
    verb where a chapeau gives it.
    """
    table = patterns.parts
    if table is None or reading.strength in (Strength.NONE, Strength.NOTE):
        return Parts()
    return _Clause(low, reading, own, patterns, table).parts()


class _Clause:
    """The sentence of one commitment while it is read."""

    def __init__(
        self, low: str, reading: Reading, own: Span, patterns: Patterns, table: PartPatterns
    ) -> None:
        self._low = low
        self._verb = reading.verb
        self._reading = reading
        self._table = table
        self._sentence = reading.sentence[0], min(reading.sentence[1], reading.sentence[0] + 4000)
        condition = patterns.condition
        self._conditional = condition is not None and condition.match(low, *self._sentence) is not None
        inherited = not own[0] <= reading.verb[0] < own[1]
        first = sentences(low, own[0], min(own[1], own[0] + 2000), lines=patterns.table.lines)
        self._item = first[0] if inherited and first else None
        # What is said behind "if" or "who" is not said of the commitment.
        behind = table.aside.search(low, self._verb[1], self._sentence[1]) if table.aside else None
        self._reach = behind.start() if behind else self._sentence[1]

    def parts(self) -> Parts:
        deadline = self._deadline()
        partner, cut = self._partner()
        action = self._action(deadline, cut)
        by_item = action is not None and self._item is not None and _within(action, self._item)
        if deadline is None and self._item is not None:
            deadline = self._deadline_of(self._item, anywhere=by_item)
            if deadline is not None and by_item:
                action = self._trim(self._item[0], self._item[1], deadline, cut)
        return Parts(action, deadline, partner)

    # By when -------------------------------------------------------------------------------------

    def _deadline(self) -> Span | None:
        if self._table.deadline is None or self._reading.row.place is Place.PENAL:
            return None
        found: Span | None = None
        for match in self._table.deadline.finditer(self._low, *self._sentence):
            span = _tidy(self._low, match.span())
            if span is None or span[1] - span[0] > _LONGEST_DEADLINE:
                continue
            if found is not None:
                if _JOINED.fullmatch(self._low, found[1], span[0]):
                    found = found[0], span[1]
                break
            if self._says_when(span):
                found = span
        return found

    def _says_when(self, span: Span) -> bool:
        if span[0] >= self._verb[0]:
            return span[0] < self._reach
        if self._table.before:
            return span[0] >= self._behind_conditions()
        actor = self._reading.actor
        if actor is not None and actor[1] <= span[0] and span[0] - actor[1] <= _NEAR:
            return True
        # Directly before the verb ("and within 30 days shall place"), or first of all.
        return self._verb[0] - span[1] <= 2 or (span[0] - self._sentence[0] <= 2 and not self._conditional)

    def _deadline_of(self, item: Span, *, anywhere: bool) -> Span | None:
        if self._table.deadline is None or self._reading.row.place is Place.PENAL:
            return None
        match = self._table.deadline.search(self._low, *item)
        if match is None or (not anywhere and match.start() - item[0] > 2):
            return None
        if self._table.aside and self._table.aside.search(self._low, item[0], match.start()):
            return None
        span = _tidy(self._low, match.span())
        return span if span is not None and span[1] - span[0] <= _LONGEST_DEADLINE else None

    # With whom -----------------------------------------------------------------------------------

    def _partner(self) -> tuple[Span | None, Span | None]:
        """The partner, and the words that the action stops before (None: they belong to it)."""
        stretches = [(self._verb[0], self._reach), (self._sentence[0], self._verb[0])]
        if self._table.before:
            stretches = [(self._behind_conditions(), self._verb[1])]
        if self._item is not None:
            stretches.append(self._item)
        for start, end in stretches:
            if end == self._verb[0] and self._conditional and not self._table.before:
                continue
            for pattern, apart in ((self._table.partner, True), (self._table.partner_object, False)):
                match = pattern.search(self._low, start, end) if pattern is not None else None
                span = _tidy(self._low, match.span("partner")) if match is not None else None
                if match is not None and span is not None:
                    return span, match.span() if apart else None
        return None, None

    # To do what ----------------------------------------------------------------------------------

    def _action(self, deadline: Span | None, cut: Span | None) -> Span | None:
        start, end = self._predicate()
        if self._item is not None and self._says_nothing(start, end):
            return self._trim(*self._item, deadline, cut)
        return self._trim(start, end, deadline, cut)

    def _predicate(self) -> Span:
        """Where the predicate stands, before anything is cut from it."""
        auxiliary = self._table.auxiliary
        if self._table.before:
            return self._main_clause(), self._closing()
        helps = auxiliary.match(self._low, *self._verb) if auxiliary is not None else None
        if helps is None:
            lead = self._table.negation
            negated = (
                lead.search(self._low, max(self._sentence[0], self._verb[0] - 12), self._verb[0])
                if lead
                else None
            )
            return negated.start() if negated else self._verb[0], self._sentence[1]
        start = helps.end()
        if self._table.turned and not _LETTERS.search(self._low, start, self._sentence[1]):
            return self._sentence[0], self._verb[0]
        return start, self._sentence[1]

    def _closing(self) -> int:
        """Where a predicate ends that its auxiliary follows; what punishes is said with the verb itself."""
        auxiliary = self._table.auxiliary
        if auxiliary is not None and self._reading.row.place is not Place.PENAL:
            for match in auxiliary.finditer(self._low, *self._verb):
                if match.end() == self._verb[1]:
                    return match.start()
        return self._verb[1]

    def _says_nothing(self, start: int, end: int) -> bool:
        words = self._low[start:end].strip(_AROUND)
        if not _LETTERS.search(words):
            return True
        return self._table.bare is not None and self._table.bare.fullmatch(words) is not None

    def _main_clause(self) -> int:
        """Where the predicate begins in a sentence whose verb closes it: behind the actor and conditions."""
        start = self._sentence[0]
        actor = self._reading.actor
        if actor is not None and start <= actor[0] and actor[1] <= self._verb[0]:
            start = actor[1]
            particle = self._table.particle
            match = particle.match(self._low, start, self._verb[0]) if particle is not None else None
            start = match.end() if match is not None else start
        if self._table.lead is not None:
            for match in self._table.lead.finditer(self._low, start, self._closing()):
                start = match.end()
        return start

    def _behind_conditions(self) -> int:
        """Where what is said of the commitment begins in a sentence whose verb closes it."""
        start = self._sentence[0]
        actor = self._reading.actor
        if actor is not None and start <= actor[0] and actor[1] <= self._verb[0]:
            start = actor[1]
        if self._table.aside is not None:
            for match in self._table.aside.finditer(self._low, start, self._verb[0]):
                start = match.end()
        return start

    def _trim(self, start: int, end: int, deadline: Span | None, cut: Span | None) -> Span | None:
        """Leave out what stands before the action and what follows it."""
        apart = [span for span in (deadline, cut) if span is not None]
        if self._table.before:
            known = start > self._sentence[0]
            for span in apart:
                if start <= span[0] and span[1] < end:
                    start = span[1]
                    particle = self._table.particle
                    match = particle.match(self._low, start, end) if particle is not None else None
                    start = match.end() if match is not None else start
            if not known and end - start > _UNLED:
                return None  # where the predicate begins is not sure
        else:
            start = self._skip(start, end, apart)
            # "be promptly informed of ...": a verb alone says nothing, so what is inserted stays within.
            ends = [span[0] for span in apart if start < span[0] < end and self._says(start, span[0])]
            stop = self._table.stop.search(self._low, start + 1, end) if self._table.stop else None
            end = min([end, *ends, *([stop.start()] if stop else [])])
        words = self._low[start:end]
        if self._table.dangling is not None and (loose := self._table.dangling.search(words.rstrip(_AROUND))):
            end = start + loose.start()
        action = _tidy(self._low, (start, end))
        if action is None or action[1] - action[0] > _LONGEST or "\n\n\n" in self._low[slice(*action)]:
            return None
        return action

    def _says(self, start: int, end: int) -> bool:
        """Tell whether some words are more than a verb without its object; scripts without spaces are."""
        words = self._low[start:end].strip(_AROUND)
        return " " in words or not words.isascii()

    def _skip(self, start: int, end: int, apart: list[Span]) -> int:
        """Pass over what is inserted between an auxiliary and its predicate."""
        inserted: re.Pattern[str] | None = _INSERTED
        for _ in range(6):
            before = start
            start += len(self._low[start:end]) - len(self._low[start:end].lstrip(" \n\u3000"))
            actor = self._reading.actor
            for span in [*apart, *([actor] if actor is not None else [])]:
                if span[0] - _NEAR <= start < span[1] and not _LETTERS.search(self._low, start, span[0]):
                    start, inserted = span[1], None
                    start += len(self._low[start:end]) - len(self._low[start:end].lstrip(" ,、，"))
            for pattern in (self._table.lead, inserted):
                match = pattern.match(self._low, start, end) if pattern is not None else None
                if match is not None:
                    start, inserted = match.end(), None if pattern is inserted else inserted
            if start == before:
                break
        return start


def _within(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _tidy(low: str, span: Span) -> Span | None:
    """The span without space and stops at its ends; None where nothing is left that says anything."""
    words = low[span[0] : span[1]]
    start = span[0] + len(words) - len(words.lstrip(_AROUND))
    end = span[1] - (len(words) - len(words.rstrip(_AROUND)))
    return (start, end) if start < end and re.search(r"\w", low[start:end]) else None
