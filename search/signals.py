"""Where the terms of the areas stand in a document, passage by passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from corpus.areas import Area, find_signals
from corpus.model import Evidence, Passage
from search.passages import BETWEEN_HEADINGS


def find_headed(context: str, areas: Sequence[Area], language: str) -> frozenset[int]:
    """The numbers of the areas that the headings above a passage signal, the document's title left out."""
    _, *rest = BETWEEN_HEADINGS.split(context)
    if not rest:
        return frozenset()
    headings = "\n".join(rest)
    return frozenset(number for number, area in enumerate(areas) if find_signals(headings, area, language))


def locate_signals(
    text: str, passages: Sequence[Passage], areas: Sequence[Area], language: str
) -> list[dict[int, list[Evidence]]]:
    """For each passage, by the number of the area, the spans of the document that signal it.

    The document is read once per area, not once per passage. ``passages`` are in text order; a span
    counts for the passage that it lies in.
    """
    found: list[dict[int, list[Evidence]]] = [{} for _ in passages]
    starts = [passage.start for passage in passages]
    for number, area in enumerate(areas):
        for start, end in find_signals(text, area, language):
            at = bisect_right(starts, start) - 1
            if at >= 0 and end <= passages[at].end:
                found[at].setdefault(number, []).append(Evidence(start, end))
    return found
