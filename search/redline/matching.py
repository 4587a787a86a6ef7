"""Which provision of one version became which of the other, by their words.

In this order, each step looking only at what the earlier ones left:

1. *alike as a whole*: a provision with all that is inside it, word for word, that stands once on each side;
2. *alike in their own words*, beyond doubt: no other is nearly as much alike (:class:`Likeness`);
3. *what holds the same*: a chapter, or an article that is nothing but its paragraphs, goes with the one
   that holds the counterparts of what it holds;
4. *in the same place*: between the same neighbours in the same provision, the same words, or the same number
   and words somewhat alike;
5. the same again with what was in doubt, the greatest likeness first, the same number counting a little;
   of copies all in turn where both sides have as many;
6. *the same few words elsewhere*: an entry of a schedule that stands once on each side.

What is in doubt comes last because laws repeat themselves: "shall be punished likewise" belongs to its
article, wherever else it stands.

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
_CLEARLY = 0.15
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
    wholes = (_hash_wholes(a), _hash_wholes(b))
    _match_wholes(a, b, wholes, found, copies=False)
    # What is left: of provisions whose counterparts are known nothing need be weighed.
    measure = Likeness(
        (unit for unit in a if unit.number not in found.to_b),
        (unit for unit in b if unit.number not in found.to_a),
    )
    for beyond_doubt in (True, False):
        _match_alike(a, b, found, measure, beyond_doubt=beyond_doubt)
        _match_holders(a, b, found)
        _match_places(a, b, found, measure)
        if beyond_doubt:
            _match_wholes(a, b, wholes, found, copies=True)
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
        sides = [Counter(feature for each in side.values() for feature in each) for side in self.features]
        # How rare on the side where it is less so: what both sides have is no commoner for that.
        counts = sides[0] | sides[1]
        units = max(map(len, self.features))
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


def _match_wholes(
    a: Sequence[Unit],
    b: Sequence[Unit],
    wholes: tuple[Sequence[int], Sequence[int]],
    found: Matching,
    *,
    copies: bool,
) -> None:
    """Step 1; with ``copies`` also what stands as often on both sides, in turn."""
    sides: tuple[defaultdict[int, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for side, keys, known in zip(sides, wholes, (found.to_b, found.to_a), strict=True):
        for number, key in enumerate(keys):
            if number not in known:
                side[key].append(number)
    for unit in a[1:]:  # those outside first: what is inside them goes with them
        here = [n for n in sides[0].get(wholes[0][unit.number], ()) if n not in found.to_b]
        there = [n for n in sides[1].get(wholes[0][unit.number], ()) if n not in found.to_a]
        if unit.number not in here or len(here) != len(there) or not _is_telling(a, unit):
            continue
        if copies or len(here) == 1:
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


def _match_alike(
    a: Sequence[Unit], b: Sequence[Unit], found: Matching, measure: Likeness, *, beyond_doubt: bool
) -> None:
    """Step 2, and 5 where it is not ``beyond_doubt``."""
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
    if beyond_doubt:
        pairs = _leave_doubts(pairs)
    for _, one, other, likeness in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if one not in found.to_b and other not in found.to_a:
            found.add(one, other, likeness)


def _leave_doubts(pairs: Sequence[tuple[float, int, int, float]]) -> list[tuple[float, int, int, float]]:
    """The pairs of which each is by far the likest of the other."""
    by_a: defaultdict[int, list[float]] = defaultdict(list)
    by_b: defaultdict[int, list[float]] = defaultdict(list)
    for _, one, other, likeness in pairs:
        by_a[one].append(likeness)
        by_b[other].append(likeness)

    def is_clear(likeness: float, rivals: list[float]) -> bool:
        return sum(rival > likeness - _CLEARLY for rival in rivals) == 1

    return [pair for pair in pairs if is_clear(pair[3], by_a[pair[1]]) and is_clear(pair[3], by_b[pair[2]])]


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
