"""What speaks for the areas in a provision: its meaning, its words, and what stands above it.

One row per provision that holds passages, in blocks (:data:`search.area_model.BLOCKS`):

``meaning``
    mean of the provision's passage vectors, the language's mean taken out, of length 1;
``closeness``, ``margin``
    per area, similarity of its nearest passage to the area's direction (:mod:`search.prototypes`), a
    z-score within the language, and what it has more than the best other area;
``signals``, ``signals_above``
    per area, ln(1 + number of different signal terms) in the provision, and in what stands above it;
``concepts``, ``concepts_above``
    per concept of the thesaurus, ln(1 + number of places);
``cues``, ``cues_above``
    per cue (:mod:`corpus.areas.cues`), ln(1 + number of places);
``form``
    recital or not, item of a list or not, ln of its size, whether the text has the form of a statement.

Above a provision stand the headings and the words that lead in to a list or close it: an item often
says nothing that could be understood without them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.areas import Area, find_signals, load_areas
from corpus.areas.cues import find_cues, load_cues
from corpus.model import Provision, ProvisionKind
from corpus.thesaurus import find_concepts, load_thesaurus

Row = NDArray[np.float32]
Span = tuple[int, int]
Found = tuple[int, int, int]
"""The number of a signal's area, a concept or a cue in its list, and where it begins and ends."""

_LEAD_IN = 600
"""Characters of a chapeau that are read, and of the words that close its list."""
_HIGHER = 240
_MOST_ABOVE = 6
_ITEMS = frozenset((ProvisionKind.SUBPARAGRAPH, ProvisionKind.POINT, ProvisionKind.INDENT))
# A statement has few sections and no articles.
_MOST_SECTIONS = 12


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a stretch of text say: (number in its list, start, end) of each find."""

    signals: tuple[Found, ...]
    concepts: tuple[Found, ...]
    cues: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists that the columns of the blocks stand for."""

    areas: tuple[Area, ...]
    concepts: Mapping[str, int]
    cues: Mapping[str, int]

    @classmethod
    def shipped(cls) -> Lists:
        """Return the lists of this program."""
        return cls(
            load_areas(),
            {entry.id: number for number, entry in enumerate(load_thesaurus())},
            {cue: number for number, cue in enumerate(load_cues())},
        )

    def widths(self, dimension: int) -> dict[str, int]:
        """Return how many columns each block has."""
        areas, concepts, cues = len(self.areas), len(self.concepts), len(self.cues)
        return {
            "meaning": dimension,
            "closeness": areas,
            "margin": areas,
            "signals": areas,
            "signals_above": areas,
            "concepts": concepts,
            "concepts_above": concepts,
            "cues": cues,
            "cues_above": cues,
            "form": 4,
        }


def is_statement(provisions: Sequence[Provision]) -> bool:
    """Tell whether a text has the form of a statement: few sections, no articles."""
    sections = sum(each.kind is ProvisionKind.SECTION for each in provisions)
    return sections <= _MOST_SECTIONS and not any(each.kind is ProvisionKind.ARTICLE for each in provisions)


def read_words(text: str, language: str, lists: Lists) -> Words:
    """Find signal terms, concepts and cues in a text."""
    return Words(
        tuple(
            sorted(
                (
                    (number, start, end)
                    for number, area in enumerate(lists.areas)
                    for start, end in find_signals(text, area, language)
                ),
                key=lambda found: found[1],
            )
        ),
        tuple(
            (lists.concepts[each.concept.id], each.start, each.end) for each in find_concepts(text, language)
        ),
        tuple((lists.cues[each.id], each.start, each.end) for each in find_cues(text, language)),
    )


def within(found: Sequence[Found], spans: Sequence[Span]) -> list[Found]:
    """Return what lies within any of the spans; ``found`` is in order of beginnings."""
    starts = [start for _, start, _ in found]
    chosen = []
    for start, end in spans:
        chosen += [
            each for each in found[bisect_left(starts, start) : bisect_right(starts, end)] if each[2] <= end
        ]
    return chosen


class Surroundings:
    """The provisions of a document as a tree: what stands above each, in spans of the text."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._by_eid = {each.eid: each for each in provisions}
        self._children: defaultdict[str, list[Provision]] = defaultdict(list)
        for each in provisions:
            if each.parent is not None:
                self._children[each.parent].append(each)

    def own(self, provision: Provision) -> list[Span]:
        """Return the stretches of a provision that none of its parts holds."""
        spans, at = [], provision.start
        for child in sorted(self._children.get(provision.eid, ()), key=lambda each: each.start):
            if child.start > at:
                spans.append((at, child.start))
            at = max(at, child.end)
        if at < provision.end:
            spans.append((at, provision.end))
        return spans

    def above(self, provision: Provision) -> list[Span]:
        """Return what stands above a provision: the words around its list, and higher headings."""
        spans: list[Span] = []
        above, bound = provision.parent, _LEAD_IN
        for _ in range(_MOST_ABOVE):
            holder = self._by_eid.get(above) if above is not None else None
            if holder is None:
                break
            if own := self.own(holder):
                start, end = own[0]
                spans.append((start, min(end, start + bound)))
                if len(own) > 1 and bound == _LEAD_IN:
                    start, end = own[-1]
                    spans.append((max(start, end - bound), end))
            above, bound = holder.parent, _HIGHER
        return sorted(spans)


def count(found: Sequence[Found], size: int, text: str | None = None) -> Row:
    """Return ln(1 + how often) per number; with ``text``, how many different words."""
    row = np.zeros(size, np.float32)
    if text is None:
        for number, _, _ in found:
            row[number] += 1
    else:
        for number, _ in {(number, text[start:end].casefold()) for number, start, end in found}:
            row[number] += 1
    return np.log1p(row)


def describe(
    text: str,
    provision: Provision,
    surroundings: Surroundings,
    words: Words,
    lists: Lists,
    *,
    statement: bool,
) -> dict[str, Row]:
    """Return the blocks of a provision that come from its words and its place."""
    here, above = [(provision.start, provision.end)], surroundings.above(provision)
    areas, concepts, cues = len(lists.areas), len(lists.concepts), len(lists.cues)
    form = np.array(
        [
            provision.kind is ProvisionKind.RECITAL,
            provision.kind in _ITEMS,
            np.log1p(provision.end - provision.start) / 6,
            statement,
        ],
        np.float32,
    )
    return {
        "signals": count(within(words.signals, here), areas, text),
        "signals_above": count(within(words.signals, above), areas, text),
        "concepts": count(within(words.concepts, here), concepts),
        "concepts_above": count(within(words.concepts, above), concepts),
        "cues": count(within(words.cues, here), cues),
        "cues_above": count(within(words.cues, above), cues),
        "form": form,
    }
