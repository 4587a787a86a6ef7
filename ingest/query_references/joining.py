"""Putting together what a query says: which number goes with which name, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.citations.grammar import Level
from ingest.query_references.names import Named
from ingest.query_references.phrases import Match, is_run
from ingest.query_references.text import Text
from ingest.query_references.units import Place, read_bare
from ingest.query_references.words import fillers

_YEAR = re.compile(r"(?:1[89]|20|25)\d\d")
_EDGES = " \t,.;:!?\"'«»“”„()[]《》「」『』【】、，。-/|"
_STRAY = 1  # letters beside a reference that say nothing where words run together

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A place and the words that say of which instrument it is."""

    place: Place
    named: Named

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the words of both stand."""
        return (*self.place.spans, (self.named.start, self.named.end))


def pair(places: Sequence[Place], named: Sequence[Named]) -> Iterator[Pair]:
    """Give each place the name that stands nearest, before rather than after at equal distance."""
    for place in places:
        distances = [
            (max(name.start - place.end, place.start - name.end, 0), place.start > name.start, index)
            for index, name in enumerate(named)
        ]
        yield Pair(place, named[min(distances)[2]])


def complete(
    places: tuple[Place, ...], text: Text, named: Sequence[Named], states: Sequence[Match[str]]
) -> tuple[Place, ...]:
    """Give a paragraph without its article the number that stands alone: "ч. 2 228 УК РФ"."""
    if len(places) != 1 or places[0].levels[0] is Level.UNIT:
        return places
    inner = places[0]
    bare = read_only_number(text, named, states, inner.spans)
    if bare is None or bare.levels[-1] >= inner.levels[0]:
        return places
    return (
        replace(
            inner,
            path=bare.path + inner.path,
            levels=bare.levels + inner.levels,
            start=min(bare.start, inner.start),
            end=max(bare.end, inner.end),
            spans=bare.spans + inner.spans,
            mark=bare.mark,
        ),
    )


def read_only_number(
    text: Text, named: Sequence[Named], states: Sequence[Match[str]], besides: Sequence[Span] = ()
) -> Place | None:
    """Return the number that is all that a query says beside one name: "TCK 188", "УК РФ 228.1"."""
    if len(named) != 1:
        return None
    spans = [(named[0].start, named[0].end), *((state.start, state.end) for state in states), *besides]
    rest = text.blank(spans).replace("\ue000", " ")
    start = len(rest) - len(rest.lstrip(_EDGES))
    end = len(rest.rstrip(_EDGES))
    if "(" in rest[start:end] and rest[end : end + 1] == ")":
        end += 1
    return read_bare(rest, start, end) if start < end else None


def is_whole(text: Text, spans: Sequence[Span], states: Sequence[Match[str]]) -> bool:
    """Whether nothing but function words, States and years stands outside of ``spans``."""
    covered = [*spans, *((state.start, state.end) for state in states)]
    for word in text.words:
        if word.text in fillers() or _YEAR.fullmatch(word.text) is not None:
            continue
        around = [span for span in covered if span[0] < word.end and word.start < span[1]]
        if not around:
            return False
        # Where words run together, one word may hold the reference and much else.
        left = min(span[0] for span in around) - word.start
        right = word.end - max(span[1] for span in around)
        if is_run(text.plain[word.start : word.end]) and max(left, right) > _STRAY:
            return False
    return True
