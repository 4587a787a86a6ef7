"""Commitments of a document: the tree of provisions, chapeaux, recitals and final clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import Commitment, Evidence, Force, Provision, Strength
from corpus.model import ProvisionKind as K
from ingest.commitments.parts import PARTS, Parts, read_parts
from ingest.commitments.sentences import Span, begin, lower, own_spans
from ingest.commitments.tables import Patterns, Place, patterns
from ingest.commitments.verbs import Reading, decide, read_opening, read_sentences, stronger

_OPERATIVE = frozenset({K.ARTICLE, K.SECTION, K.PARAGRAPH, K.SUBPARAGRAPH, K.POINT, K.INDENT})
_FULL_STOP = (".", "。", "।", "．", "။", "។", "۔", "”.", '".')
_COLON = (":", "：", ":-", ":–", ":—", ".—", ".-", *_FULL_STOP)
_TWO_SCRIPTS = frozenset({"uz"})  # languages with a table per script, Latin and Cyrillic
_CYRILLIC = re.compile("[А-яЁёЎўҚқҒғҲҳ]")
_MOST_SECTIONS = 12  # of a statement; a statute has more
_LONGEST_CHAPEAU = 4000  # characters before the first operative provision in which actors are named


@dataclass(frozen=True, slots=True)
class _Governing:
    """What a chapeau gives to its items; ``open`` where its sentence runs on into them.

    A chapeau such as "Each Party:" has no verb (``reading`` is None) and gives its actor alone.
    """

    reading: Reading | None
    open: bool
    actor: Span | None = None


def read_commitments(text: str, provisions: Sequence[Provision], language: str) -> tuple[Commitment, ...]:
    """Return what each leaf of the operative text, and each recital, commits to.

    ``language`` is that of the document, for provisions whose own has no table. A provision in
    which nothing decides has no commitment; one that is known to commit nobody (a definition, a
    final clause) has strength *none*. The items of a chapeau inherit its verb and its actor.
    """
    reader = _Reader(text, provisions, language)
    return tuple(reader.commitments())


class _Reader:
    """One document while it is read."""

    def __init__(self, text: str, provisions: Sequence[Provision], language: str) -> None:
        self._text = text
        self._low = lower(text)
        self._language = language
        self._provisions = provisions
        self._by_eid = {p.eid: p for p in provisions}
        self._children: dict[str | None, list[Provision]] = {}
        for provision in provisions:
            if provision.kind in _OPERATIVE:
                self._children.setdefault(provision.parent, []).append(provision)
        self._cyrillic = language in _TWO_SCRIPTS and len(_CYRILLIC.findall(text)) > len(text) / 3
        self._statement = _is_statement(provisions)
        self._governing: dict[str, _Governing | None] = {}
        self._adopters: dict[str, Span | None] = {}

    def commitments(self) -> Iterator[Commitment]:
        for provision in self._provisions:
            table = self._table(provision.language) or self._table(self._language)
            if table is None:
                continue
            if provision.kind is K.RECITAL:
                yield self._recital(provision, table)
            elif provision.kind in _OPERATIVE:
                reading = self._operative(provision, table)
                if reading is not None:
                    own = own_spans(self._text, provision, self._children.get(provision.eid, []))[0]
                    yield _commitment(provision, reading, table, read_parts(self._low, reading, own, table))

    def _table(self, language: str) -> Patterns | None:
        """The table of a language, of the Cyrillic one of its two scripts where the text is in it."""
        return patterns(f"{language}-Cyrl" if language in _TWO_SCRIPTS and self._cyrillic else language)

    def _recital(self, provision: Provision, table: Patterns) -> Commitment:
        start = begin(self._text, provision)
        verb = None
        match = table.opening.match(self._low, start, provision.end) if table.opening else None
        if match is not None and table.rows[match.lastgroup or ""].strength is Strength.NOTE:
            verb = Evidence(match.start(), match.end())
        actor = self._adopter(table)
        return Commitment(
            document_id=provision.document_id,
            eid=provision.eid,
            force=Force.PREAMBULAR,
            strength=Strength.NOTE,
            verb=verb,
            actor=None if actor is None else Evidence(*actor),
            guessed=table.table.guessed,
        )

    def _operative(self, provision: Provision, table: Patterns) -> Reading | None:
        children = self._children.get(provision.eid, [])
        spans = own_spans(self._text, provision, children)
        heading = self._heading(provision, table)
        if children and not self._stands_alone(spans[0]):
            return None
        if heading is not None and heading.strength is Strength.NONE:
            return heading if spans[0][1] > spans[0][0] else None
        if not any(self._text[a:b].strip() for a, b in spans):
            return None
        if table.whole is not None and (match := table.whole.match(self._low, *spans[0])):
            return Reading(table.rows[match.lastgroup or ""], match.span(), None, spans[0])
        above = self._above(provision, table)
        own = decide(read_sentences(self._text, self._low, spans[0], table))
        if above is not None and above.reading is None:
            return _acted_by(own, spans[0], above.actor)
        if above is not None and above.reading is not None and above.open:
            if own is not None and _takes_over(own, spans[0], above.reading):
                return _acted_by(own, spans[0], above.reading.actor)
            opening = self._opening(spans[0], table)
            # "Cooperation may include ... encouraging States to": the item says more than the chapeau.
            calls = opening is not None and opening.strength is Strength.ENCOURAGE
            if opening is not None and calls and stronger(opening.strength, above.reading.strength):
                return replace(opening, actor=above.reading.actor)
            return above.reading
        opening = self._opening(spans[0], table)
        if opening is not None:
            adopter = self._adopter(table)
            return Reading(opening.row, opening.verb, adopter, opening.sentence)
        if own is not None:
            return own
        if above is not None:
            return above.reading
        return heading

    def _opening(self, span: Span, table: Patterns) -> Reading | None:
        return read_opening(self._low, span, table) if self._statement else None

    def _stands_alone(self, span: Span) -> bool:
        """Tell whether a chapeau is a sentence of its own, not one that its items complete."""
        return self._text[span[0] : span[1]].rstrip().endswith(_FULL_STOP)

    def _heading(self, provision: Provision, table: Patterns) -> Reading | None:
        """What the heading of a provision, or of one above it, says of all that it heads."""
        at: Provision | None = provision
        while at is not None:
            if at.heading:
                low = lower(at.heading)
                for row, pattern in table.headings:
                    if match := pattern.search(low):
                        start = self._low.find(low, at.start, at.end)
                        verb = (
                            (start + match.start(), start + match.end())
                            if start >= 0
                            else (at.start, at.start)
                        )
                        return Reading(row, verb, None, verb)
            at = self._by_eid.get(at.parent) if at.parent else None
        return None

    def _above(self, provision: Provision, table: Patterns) -> _Governing | None:
        """What the nearest chapeau above decides for a provision."""
        parent = self._by_eid.get(provision.parent) if provision.parent else None
        while parent is not None and parent.kind in _OPERATIVE:
            if parent.eid not in self._governing:
                self._governing[parent.eid] = self._govern(parent, table)
            governing = self._governing[parent.eid]
            if governing is not None:
                return governing
            parent = self._by_eid.get(parent.parent) if parent.parent else None
        return None

    def _govern(self, parent: Provision, table: Patterns) -> _Governing | None:
        children = self._children.get(parent.eid, [])
        chapeau, *tails = own_spans(self._text, parent, children)
        readings = read_sentences(self._text, self._low, chapeau, table)
        if not self._text[slice(*chapeau)].rstrip().endswith(_COLON):
            # Words of a heading that was not known as one state nothing.
            readings = [reading for reading in readings if reading.row.place is not Place.PREDICATE]
        if readings:
            above = self._above(parent, table)
            last = readings[-1]
            if above is not None and above.reading is not None and above.open:
                if not _takes_over(last, chapeau, above.reading):
                    return _Governing(above.reading, True)
                last = _acted_by(last, chapeau, above.reading.actor) or last
            if above is not None and above.reading is None:
                last = _acted_by(last, chapeau, above.actor) or last
            return _Governing(last, not self._stands_alone(chapeau))
        # "Whoever (a) ...; (b) ... shall be punished": the verb follows the items.
        if self._text[slice(*chapeau)].strip():
            for span in [*tails, *(own_spans(self._text, c, [])[0] for c in children[-1:])]:
                for reading in read_sentences(self._text, self._low, span, table):
                    if reading.row.place is Place.PENAL or span in tails:
                        return _Governing(reading, True)
        if (actor := _named_alone(self._low, chapeau, table)) is not None:
            return _Governing(None, True, actor)
        return None

    def _adopter(self, table: Patterns) -> Span | None:
        """Who adopts the statement or concludes the treaty, named before its operative text."""
        language = table.table.language
        if language not in self._adopters:
            first = next((p.start for p in self._provisions if p.kind in _OPERATIVE), len(self._text))
            match = None
            if table.chapeau is not None:
                match = table.chapeau.search(self._low, 0, min(first, _LONGEST_CHAPEAU))
            self._adopters[language] = match.span(match.lastgroup or 0) if match is not None else None
        return self._adopters[language]


def _is_statement(provisions: Sequence[Provision]) -> bool:
    """Tell whether a document has the form of a statement: paragraphs, no articles, few sections.

    Only there does a paragraph open with the verb that commits ("Encourage ...").
    """
    sections = sum(provision.kind is K.SECTION for provision in provisions)
    return sections <= _MOST_SECTIONS and not any(p.kind is K.ARTICLE for p in provisions)


def _named_alone(low: str, chapeau: Span, table: Patterns) -> Span | None:
    """The actor of a chapeau that names nobody and nothing else: "Each Party:"."""
    match = table.subject.match(low, *chapeau) if table.subject is not None else None
    if match is None or low[match.end() : chapeau[1]].strip(" :,—–-\n"):
        return None
    return match.span()


def _acted_by(own: Reading | None, span: Span, actor: Span | None) -> Reading | None:
    """The reading of an item whose verb comes first ("(b) May take ..."), with the chapeau's actor."""
    if own is None or own.actor is not None or own.verb[0] - span[0] > 1:
        return own
    return replace(own, actor=actor)


def _takes_over(own: Reading, span: Span, above: Reading) -> bool:
    """Tell whether an item decides for itself although a chapeau's sentence runs on into it."""
    if above.strength is Strength.NONE:
        return False
    at_once = own.verb[0] - span[0] <= 1
    subject = own.actor is not None and own.actor[0] - span[0] <= 1 and own.sentence[0] - span[0] <= 1
    return at_once or subject


def _commitment(provision: Provision, reading: Reading, table: Patterns, parts: Parts) -> Commitment:
    actor = reading.actor if reading.strength is not Strength.NONE else None
    rules = table.table.parts
    return Commitment(
        document_id=provision.document_id,
        eid=provision.eid,
        force=Force.OPERATIVE,
        strength=reading.strength,
        verb=Evidence(*reading.verb),
        actor=_evidence(actor),
        guessed=table.table.guessed,
        action=_evidence(parts.action),
        deadline=_evidence(parts.deadline),
        partner=_evidence(parts.partner),
        guesses=tuple(name for name in PARTS if getattr(parts, name)) if rules and rules.guessed else (),
    )


def _evidence(span: Span | None) -> Evidence | None:
    return None if span is None else Evidence(*span)
