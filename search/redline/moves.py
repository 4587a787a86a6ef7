"""Which counterparts stand elsewhere than before: what is left when the longest common order stays."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from corpus.model import ProvisionKind
from search.redline.matching import Matching
from search.redline.units import ROOT, Unit


def find_moved(a: Sequence[Unit], b: Sequence[Unit], found: Matching) -> frozenset[int]:
    """The units of ``a`` that moved, without what only went along inside one that did.

    The heaviest run of counterparts (by what they say) that follow each other in both texts stays, so that
    of an article that went past ten others it is the one that moved. What went from one provision to
    another that are both in both texts moved, too, even if no words lie between its places; what is only
    nested deeper or less deep did not.
    """
    pairs = [(unit.number, found.to_b[unit.number]) for unit in a[1:] if unit.number in found.to_b]
    staying = _keep_order(pairs, [_weigh(a[one]) for one, _ in pairs])
    displaced = {one for one, _ in pairs if one not in staying}
    moved = set()
    along: dict[int, list[tuple[int, int]]] = {}
    for one, other in pairs:
        above, above_there = a[one].parent, b[other].parent
        together = found.to_b.get(above) == above_there
        if not together and _went_elsewhere(b, found.to_b.get(above, ROOT), above_there):
            moved.add(one)
        elif one in displaced:
            if together and above in displaced:
                along.setdefault(above, []).append((one, other))
            else:
                moved.add(one)
    # Inside what moved or went along, the order of its own parts is looked at by itself.
    for inside in along.values():
        staying_inside = _keep_order(inside, [_weigh(a[one]) for one, _ in inside])
        moved |= {one for one, _ in inside if one not in staying_inside}
    return frozenset(moved)


def _weigh(unit: Unit) -> int:
    # Where a footnote stands says nothing: it gives way to the text around it.
    footnote = unit.provision is not None and unit.provision.kind is ProvisionKind.FOOTNOTE
    # By the logarithm, so that neither one long article outweighs three that it went past, nor a few
    # empty headings an article: moves told rightly 0.91, by words 0.83, each alike 0.88 (evaluation.redline).
    return 1 if footnote else 10 + int(10 * math.log1p(len(unit.body)))


def _went_elsewhere(b: Sequence[Unit], before: int, after: int) -> bool:
    """Whether two units of the second text, those around something before and after, lie apart."""
    if ROOT in (before, after):
        return False
    return not (before <= after <= b[before].last or after <= before <= b[after].last)


def _keep_order(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> set[int]:
    """The firsts of the heaviest run of pairs, in the order of the firsts, whose seconds rise.

    >>> sorted(_keep_order([(1, 4), (2, 1), (3, 2)], [1, 1, 1]))
    [2, 3]
    """
    # For each last second, the weight of the heaviest run that ends there; only those are kept that no
    # other beats with a smaller second, so that both rise together.
    ends: list[int] = []
    heaviest: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, ((_, second), weight) in enumerate(zip(pairs, weights, strict=True)):
        place = bisect_right(ends, second)
        total = weight + (heaviest[place - 1] if place else 0)
        before.append(at[place - 1] if place else -1)
        past = place
        while past < len(ends) and heaviest[past] <= total:
            past += 1
        ends[place:past], heaviest[place:past], at[place:past] = [second], [total], [number]
    kept = set()
    number = at[-1] if at else -1
    while number >= 0:
        kept.add(pairs[number][0])
        number = before[number]
    return kept
