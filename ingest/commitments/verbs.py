"""The verb that decides a sentence, and the sentence that decides a provision."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.model import Strength
from ingest.commitments.actors import (
    extend,
    find_actor,
    find_agent,
    find_named_before,
    find_subject,
    means_again,
)
from ingest.commitments.sentences import Span, sentences
from ingest.commitments.tables import Decides, Patterns, Place, Row

_ORDER = {strength: rank for rank, strength in enumerate(Strength)}
_TRIED = 12  # words of a sentence that are tried as its verb before an actor
_LONGEST = 6000  # characters of one provision that are read: no provision's verb comes later


@dataclass(frozen=True, slots=True)
class Reading:
    """What some words commit to: the row that says so, the verb, the actor, the sentence."""

    row: Row
    verb: Span
    actor: Span | None
    sentence: Span

    @property
    def strength(self) -> Strength:
        """How strongly."""
        return self.row.strength


def stronger(one: Strength, other: Strength) -> bool:
    """Tell whether ``one`` commits more strongly than ``other``."""
    return _ORDER[one] < _ORDER[other]


def read_sentences(text: str, low: str, span: Span, patterns: Patterns) -> list[Reading]:
    """Read every sentence of a stretch that decides something, in text order."""
    start, end = span[0], min(span[1], span[0] + _LONGEST)
    spans = sentences(text, start, end, lines=patterns.table.lines)
    if not spans:
        return []
    starts = [a for a, _ in spans]
    hits: list[list[re.Match[str]]] = [[] for _ in spans]
    for match in patterns.verbs.finditer(low, start, end):
        if match.lastgroup != "skip" and match.end() > match.start():
            hits[max(0, bisect_right(starts, match.start()) - 1)].append(match)
    found: list[Reading] = []
    named: Span | None = None
    for sentence, matches in zip(spans, hits, strict=True):
        reading = _second(low, sentence, matches, patterns) if patterns.table.second else None
        reading = reading or _decide(low, sentence, matches, patterns, named)
        reading = reading or _predicate(low, sentence, patterns)
        if reading is not None:
            named = reading.actor or named
            found.append(reading)
    return found


def read_opening(low: str, span: Span, patterns: Patterns) -> Reading | None:
    """Read the opening verb of an operative paragraph of a statement or resolution."""
    match = patterns.opening.match(low, *span) if patterns.opening else None
    if match is None:
        return None
    row = _row(match, patterns)
    return Reading(row, _verb(match, row), None, span)


def decide(readings: Sequence[Reading]) -> Reading | None:
    """The strongest sentence of a provision, the first of equals."""
    return min(readings, key=lambda r: _ORDER[r.strength], default=None)


def _row(match: re.Match[str], patterns: Patterns) -> Row:
    return patterns.rows[match.lastgroup or ""]


def _decide(
    low: str, sentence: Span, matches: list[re.Match[str]], patterns: Patterns, named: Span | None
) -> Reading | None:
    rows = [(_row(match, patterns), match) for match in matches]
    if not rows:
        return None
    chosen = [pair for pair in rows if pair[0].place is Place.PENAL] or rows
    first, last = chosen[0], chosen[-1]
    match patterns.table.decides:
        case Decides.FIRST:
            row, match = first
        case Decides.LAST:
            row, match = last
        case Decides.STRONGEST:
            strongest = min(chosen, key=lambda pair: _ORDER[pair[0].strength])
            row, match = first if first[0].place is Place.SCOPE else strongest
    verb = _verb(match, row)
    if row.place is Place.SCOPE:
        return Reading(row, verb, None, sentence)
    if means_again(low, sentence, verb[0], patterns):
        return Reading(row, verb, named or find_named_before(low, sentence, patterns), sentence)
    return Reading(
        row, verb, find_actor(low, sentence, verb, patterns, penal=row.place is Place.PENAL), sentence
    )


def _verb(match: re.Match[str], row: Row) -> Span:
    if not row.last_word:
        return match.start(), match.end() - len(match.group()) + len(match.group().rstrip())
    return match.end() - len(match.group().rsplit(None, 1)[-1]), match.end()


def _second(low: str, sentence: Span, matches: list[re.Match[str]], patterns: Patterns) -> Reading | None:
    """A plain verb directly behind the subject: what comes later is in a clause of its own."""
    actor = find_subject(low, sentence, sentence[1], patterns)
    if actor is None or patterns.predicate is None or actor[0] != sentence[0]:
        return None
    verb = patterns.predicate.match(low, actor[1] + 1, sentence[1])
    if verb is None or (matches and matches[0].start() <= verb.start()):
        return None
    return Reading(_row(verb, patterns), verb.span(), actor, sentence)


def _predicate(low: str, sentence: Span, patterns: Patterns) -> Reading | None:
    """A plain statement of what an authority or a party does is what it has to do."""
    if patterns.predicate is None:
        return None
    actor = find_subject(low, sentence, sentence[1], patterns)
    if actor is None and patterns.table.decides is Decides.LAST:
        actor = find_agent(low, sentence, patterns)
    if actor is None:
        return _inverted(low, sentence, patterns, patterns.predicate)
    verbs = list(patterns.predicate.finditer(low, actor[1], sentence[1]))
    if not verbs:
        return None
    verb = verbs[-1] if patterns.table.decides is Decides.LAST else verbs[0]
    return Reading(_row(verb, patterns), verb.span(), extend(low, actor, verb.start(), patterns), sentence)


def _inverted(low: str, sentence: Span, patterns: Patterns, predicate: re.Pattern[str]) -> Reading | None:
    """A plain statement whose actor stands behind the verb."""
    if patterns.after is None:
        return None
    for verb in islice(predicate.finditer(low, *sentence), _TRIED):
        actor = patterns.after.match(low, verb.end(), sentence[1])
        if actor is not None:
            return Reading(_row(verb, patterns), verb.span(), actor.span("actor"), sentence)
    return None
