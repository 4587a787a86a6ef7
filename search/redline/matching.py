"""Which provision of one version became which of the other, by their words.

In this order, each step looking only at what the earlier ones left:

1. *alike as a whole*: a provision with all that is inside it, word for word, that stands once on each side;
2. *alike in their own words*: the greatest likeness first (:func:`measure_likeness`), the same number
   counting a little, so that of two like candidates the one in place is taken;
3. *what holds the same*: a chapter, or an article that is nothing but its paragraphs, goes with the one
   that holds the counterparts of what it holds;
4. *in the same place*: between the same neighbours in the same provision, the same number, or the same words;
5. *the same few words elsewhere*: an entry of a schedule that stands once on each side.

``python -m evaluation.redline`` measures it on authentic texts with changes of which it knows the truth.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.eid import last_num
from search.redline.units import ROOT, Unit

ALIKE = 0.5
"""Likeness from which two provisions anywhere are versions of one."""
ALIKE_IN_PLACE = 0.3
"""The same where they have one number and stand between the same neighbours."""
HOLDS_THE_SAME = 0.4
"""Share of the words of two provisions that are in counterparts, from which these are counterparts too."""

# Words that stand in more provisions than this find no candidates: "the", "shall", "禁毒".
_COMMON = 24
_CANDIDATES = 6
# Words of a provision that are enough to know it again anywhere in another document.
_TELLING = 6
_SAME_NUMBER = 0.08
_SAME_PARENT = 0.05

Feature = str | tuple[str, str]


@dataclass(slots=True)
class Matching:
    """Counterparts by number of the unit, both ways, and how alike each pair is (0 to 1)."""

    to_b: dict[int, int] = field(default_factory=dict)
    to_a: dict[int, int] = field(default_factory=dict)
    likeness: dict[int, float] = field(default_factory=dict)

    def add(self, a: int, b: int, likeness: float) -> None:
        """Take two units for counterparts."""
        self.to_b[a], self.to_a[b], self.likeness[a] = b, a, likeness


def match_units(a: Sequence[Unit], b: Sequence[Unit]) -> Matching:
    """Find the counterparts of two documents; each unit has one at most, the roots each other."""
    found = Matching()
    found.add(ROOT, ROOT, 1.0)
    _match_wholes(a, b, found)
    # What is left: of provisions whose counterparts are known nothing need be weighed.
    measure = Likeness(
        (unit for unit in a if unit.number not in found.to_b),
        (unit for unit in b if unit.number not in found.to_a),
    )
    _match_alike(a, b, found, measure)
    _match_holders(a, b, found)
    _match_places(a, b, found, measure)
    _match_holders(a, b, found)
    _match_few_words(a, b, found)
    return found


class Likeness:
    """How alike the words of two units are: weighted Dice over words and pairs of words, 0 to 1.

    A word counts by how rare it is in the two documents. Pairs of words keep the order in, and serve as
    words in scripts without spaces.
    """

    def __init__(self, a: Iterable[Unit], b: Iterable[Unit]) -> None:
        self.features: tuple[dict[int, frozenset[Feature]], ...] = (
            {unit.number: _features(unit.body) for unit in a},
            {unit.number: _features(unit.body) for unit in b},
        )
        counts = Counter(feature for side in self.features for each in side.values() for feature in each)
        units = sum(map(len, self.features))
        weigh = {count: math.log(1 + units / count) for count in set(counts.values())}
        self.weights = {feature: weigh[count] for feature, count in counts.items()}
        self.totals = tuple(
            {number: sum(map(self.weights.__getitem__, each)) for number, each in side.items()}
            for side in self.features
        )

    def __call__(self, a: int, b: int) -> float:
        """Likeness of a unit of the first document and one of the second."""
        mine, theirs = self.features[0][a], self.features[1][b]
        total = self.totals[0][a] + self.totals[1][b]
        if not total:
            return 1.0 if mine == theirs else 0.0
        return 2 * sum(map(self.weights.__getitem__, mine & theirs)) / total


def _features(body: Sequence[str]) -> frozenset[Feature]:
    words = [key for key in body if key[0].isalnum()]
    return frozenset([*words, *pairwise(words)])


def _match_wholes(a: Sequence[Unit], b: Sequence[Unit], found: Matching) -> None:
    """Step 1. Of copies of one text, those with the same eId; all in turn where both have as many."""
    wholes_a, wholes_b = _hash_wholes(a), _hash_wholes(b)
    at_b: defaultdict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(wholes_b):
        at_b[key].append(number)
    at_a: defaultdict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(wholes_a):
        at_a[key].append(number)
    for unit in a[1:]:  # those outside first: what is inside them goes with them
        if unit.number in found.to_b:
            continue
        here = [n for n in at_a[wholes_a[unit.number]] if n not in found.to_b]
        there = [n for n in at_b.get(wholes_a[unit.number], ()) if n not in found.to_a and n != ROOT]
        same = next((n for n in there if _eid(b[n]) == _eid(unit)), None)
        if same is not None:
            _pair_wholes(a, b, unit.number, same, found)
        elif there and len(here) == len(there) and _is_telling(a, unit):
            for one, other in zip(here, there, strict=True):
                _pair_wholes(a, b, one, other, found)


def _is_telling(units: Sequence[Unit], unit: Unit) -> bool:
    return sum(len(each.body) for each in units[unit.number : unit.last + 1]) >= _TELLING


def _hash_wholes(units: Sequence[Unit]) -> list[int]:
    """What stands for the words of a unit and all that is inside it, its own label left out."""
    hashes = [0] * len(units)
    for unit in reversed(units):
        inside = tuple((units[n].label, hashes[n]) for n in unit.children)
        kind = unit.provision.kind if unit.provision else None
        hashes[unit.number] = hash((kind, unit.body, inside))
    return hashes


def _pair_wholes(a: Sequence[Unit], b: Sequence[Unit], one: int, other: int, found: Matching) -> None:
    for here, there in zip(range(one, a[one].last + 1), range(other, b[other].last + 1), strict=True):
        if here not in found.to_b and there not in found.to_a:
            found.add(here, there, 1.0)


def _match_alike(a: Sequence[Unit], b: Sequence[Unit], found: Matching, measure: Likeness) -> None:
    """Step 2."""
    left_a = [unit for unit in a if unit.number not in found.to_b and unit.body]
    left_b = [unit for unit in b if unit.number not in found.to_a and unit.body]
    holders: defaultdict[Feature, list[int]] = defaultdict(list)
    for unit in left_b:
        for feature in measure.features[1][unit.number]:
            holders[feature].append(unit.number)
    pairs: list[tuple[float, int, int, float]] = []
    for unit in left_a:
        shared: defaultdict[int, float] = defaultdict(float)
        for feature in measure.features[0][unit.number]:
            numbers = holders.get(feature, ())
            if len(numbers) <= _COMMON:
                for number in numbers:
                    shared[number] += measure.weights[feature]
        for number in sorted(shared, key=lambda n: (-shared[n], n))[:_CANDIDATES]:
            likeness = measure(unit.number, number)
            if likeness >= ALIKE:
                rated = likeness + _place_bonus(unit, b[number], found)
                pairs.append((rated, unit.number, number, likeness))
    for _, one, other, likeness in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if one not in found.to_b and other not in found.to_a:
            found.add(one, other, likeness)


def _place_bonus(one: Unit, other: Unit, found: Matching) -> float:
    bonus = _SAME_NUMBER if _eid(one) == _eid(other) else 0.0
    return bonus + (_SAME_PARENT if found.to_b.get(one.parent) == other.parent else 0.0)


def _match_holders(a: Sequence[Unit], b: Sequence[Unit], found: Matching) -> None:
    """Step 3, from the inside out."""
    sizes_a, sizes_b = _measure_sizes(a), _measure_sizes(b)
    for unit in reversed(a[1:]):
        if unit.number in found.to_b or not unit.children:
            continue
        common: Counter[int] = Counter()
        for inside in range(unit.number + 1, unit.last + 1):
            there = found.to_b.get(inside)
            above = b[there].parent if there is not None else ROOT
            while above > ROOT:
                common[above] += 1 + min(len(a[inside].body), len(b[there].body)) if there is not None else 0
                above = b[above].parent
        for number, words in common.most_common():
            share = 2 * words / (sizes_a[unit.number] + sizes_b[number])
            if number not in found.to_a and _kind(unit) == _kind(b[number]) and share >= HOLDS_THE_SAME:
                found.add(unit.number, number, min(1.0, share))
                break


def _measure_sizes(units: Sequence[Unit]) -> list[int]:
    sizes = [1 + len(unit.body) for unit in units]
    for unit in reversed(units[1:]):
        sizes[unit.parent] += sizes[unit.number]
    return sizes


def _match_places(a: Sequence[Unit], b: Sequence[Unit], found: Matching, measure: Likeness) -> None:
    """Step 4, from the outside in: what is matched here makes room inside it."""
    for unit in a:
        there = found.to_b.get(unit.number)
        if there is None:
            continue
        for left_a, left_b in _gaps(unit.children, b[there].children, found):
            for one in left_a:
                free = [b[other] for other in left_b if other not in found.to_a]
                best = max((_rate_in_place(a[one], other, measure) for other in free), default=(0.0, 0, 0.0))
                if best[0] > 0:
                    found.add(one, -best[1], best[2])


def _rate_in_place(one: Unit, other: Unit, measure: Likeness) -> tuple[float, int, float]:
    """How well two units in one gap go together (0: not at all), minus the number of the other, likeness."""
    if _kind(one) != _kind(other):
        return 0.0, -other.number, 0.0
    likeness = measure(one.number, other.number)
    if one.body == other.body:
        return 2.0 + _same_number(one, other), -other.number, 1.0
    if _same_number(one, other) and likeness >= ALIKE_IN_PLACE:
        return 1.0 + likeness, -other.number, likeness
    return (likeness if likeness >= ALIKE else 0.0), -other.number, likeness


def _gaps(
    children_a: Sequence[int], children_b: Sequence[int], found: Matching
) -> Iterable[tuple[list[int], list[int]]]:
    """Children without a counterpart, by the counterparts between which they stand."""
    mine: defaultdict[int, list[int]] = defaultdict(list)
    before = ROOT
    inside_b = set(children_b)
    for number in children_a:
        there = found.to_b.get(number)
        if there is None:
            mine[before].append(number)
        elif there in inside_b:
            before = there
    theirs: defaultdict[int, list[int]] = defaultdict(list)
    before = ROOT
    inside_a = set(children_a)
    for number in children_b:
        if number not in found.to_a:
            theirs[before].append(number)
        elif found.to_a[number] in inside_a:
            before = number
    return [(mine[place], theirs[place]) for place in mine if place in theirs]


def _match_few_words(a: Sequence[Unit], b: Sequence[Unit], found: Matching) -> None:
    """Step 5."""
    left: tuple[defaultdict[tuple[object, ...], list[int]], ...] = (defaultdict(list), defaultdict(list))
    for side, units, known in ((left[0], a, found.to_b), (left[1], b, found.to_a)):
        for unit in units:
            if unit.number not in known and _says_something(unit.body):
                side[_kind(unit), unit.body].append(unit.number)
    for key, here in left[0].items():
        there = left[1].get(key, [])
        if len(here) == len(there) == 1:
            found.add(here[0], there[0], 1.0)


def _says_something(body: Sequence[str]) -> bool:
    """Whether words tell a provision from others: not "Repealed" or "(a) and" but a name.

    >>> _says_something(("Omitted", ".")), _says_something(("raw", "opium"))
    (False, True)
    """
    words = [key for key in body if key[0].isalpha()]
    return len(words) >= 2


def _kind(unit: Unit) -> object:
    return unit.provision.kind if unit.provision else None


def _eid(unit: Unit) -> str:
    return unit.provision.eid if unit.provision else ""


def _same_number(one: Unit, other: Unit) -> bool:
    if one.provision is None or other.provision is None:
        return one.provision is other.provision
    return last_num(one.provision.eid) == last_num(other.provision.eid)
