"""Which provisions of two documents are counterparts: units first, then the nodes in them.

Twice the same steps: probabilities from what the two say; then, a few times over, from that and from how
surely their neighbours are paired; then the best pairs, each provision once. Where one document
follows the other, what is left over on both sides at one spot, equally many, is paired by place
alone: titles, "[Repealed]". Last, a provision left over that says what the counterpart of its neighbour
says is joined to it: one text has in two paragraphs what the other has in one.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np
from scipy import sparse

from search.comparison.cells import Cells, Reals, node_cells, order_of, support, unit_cells
from search.comparison.features import Features
from search.comparison.likelihood import Weights, estimate
from search.comparison.outline import Node
from search.comparison.resemblance import find_resembling

WEIGHTS_FILE = Path(__file__).with_name("weights.json")

ROUNDS = 6
# Below this a pair is not shown: measured on the tuning pairs, half of what lies there is wrong.
THRESHOLD = 0.4
_DIFFERENT = 0.6  # texts in less of one order than this are no versions of one another
_ORDERLY = 0.8
_FIT = 0.1  # how much better lengths must agree, in logarithms
# Known counterparts are one to one, so that they cannot tell how often a joined provision is right: of
# 20 on the tuning pairs that were judged by hand, about half.
JOINED = 0.5
_JOIN_SHARE = 0.15  # of a pair that competes with the neighbour's


class Reason(StrEnum):
    """Why two provisions stand side by side."""

    MEANING = "meaning"
    PLACE = "place"  # nothing in the words speaks for it, only what stands around them
    JOINED = "joined"  # the counterpart of a neighbour says this too
    PERSON = "person"
    SIMILAR = "similar"  # no counterparts, but the nearest that two different texts have to each other


@dataclass(frozen=True, slots=True)
class Pair:
    """Two provisions taken for counterparts; ``score`` is the probability that they are, 0 to 1.

    Of what is only similar it is the cosine.
    """

    eid_a: str
    eid_b: str
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Pairing:
    """The counterparts of two documents: of whole units, and of nodes.

    ``order`` says how far the second document follows the first (0 to 1).
    """

    units: tuple[Pair, ...]
    nodes: tuple[Pair, ...]
    order: float


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of both levels, without and with the neighbours, and the scores of what is told by place."""

    units: Weights
    units_beside: Weights
    nodes: Weights
    nodes_beside: Weights
    by_place: float


@functools.cache
def load_model() -> Model:
    """Return the weights that ship, as ``python -m evaluation.alignment --fit`` wrote them."""
    stored = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    weights = {
        name: Weights(tuple(stored[name]["features"]), stored[name]["none"])
        for name in ("units", "units_beside", "nodes", "nodes_beside")
    }
    return Model(**weights, by_place=stored["by_place"])


def pair_up(
    a: Features,
    b: Features,
    verdicts: Mapping[tuple[str, str], bool] | None = None,
    model: Model | None = None,
) -> Pairing:
    """Return the counterparts of two documents.

    ``verdicts`` are what persons said of (eId of a, eId of b): they go before all that is computed.
    """
    model, verdicts = model or load_model(), verdicts or {}
    cells = unit_cells(a, b)
    likely = settle(cells, model.units, model.units_beside)
    order = order_of(cells, likely)
    units = decide_units(cells, likely, a, b, model, verdicts)
    inner = node_cells(a, b, spread_units(cells, likely, units, a, b))
    within = settle(inner, model.nodes, model.nodes_beside)
    sizes = (a.node_sizes, b.node_sizes)
    nodes = _decide(inner, within, a.outline.nodes, b.outline.nodes, order, model, verdicts, sizes)
    heads = _pair_heads(units, nodes, verdicts)
    if order < _DIFFERENT:
        taken = {pair.eid_a for pair in units}, {pair.eid_b for pair in units}
        alike = find_resembling(a, b, taken, verdicts)
        units = (*units, *(Pair(one, other, near, Reason.SIMILAR) for one, other, near in alike))
    return Pairing(units, (*nodes, *heads), order)


def _pair_heads(
    units: Sequence[Pair], nodes: Sequence[Pair], verdicts: Mapping[tuple[str, str], bool]
) -> list[Pair]:
    """Pairs of the opening words of units that are counterparts, where those are left over on both sides.

    What is said of a whole article need not show in the few words before its paragraphs.
    """
    taken_a, taken_b = {pair.eid_a for pair in nodes}, {pair.eid_b for pair in nodes}
    return [
        pair
        for pair in units
        if pair.eid_a not in taken_a
        and pair.eid_b not in taken_b
        and verdicts.get((pair.eid_a, pair.eid_b)) is not False
    ]


def settle(cells: Cells, alone: Weights, beside: Weights) -> Reals:
    """The probability of each cell, once its neighbours are known too."""
    found = estimate(cells, cells.features, alone)
    for _ in range(ROUNDS):
        found = estimate(cells, with_neighbours(cells, found), beside)
    return found


def with_neighbours(cells: Cells, probabilities: Reals) -> Reals:
    """The features of the cells with two more: support, and support in documents of one order."""
    beside = support(cells, probabilities)
    whole: Reals = np.column_stack([cells.features, beside, beside * order_of(cells, probabilities)])
    return whole


def decide_units(
    cells: Cells,
    likely: Reals,
    a: Features,
    b: Features,
    model: Model,
    verdicts: Mapping[tuple[str, str], bool] | None = None,
) -> tuple[Pair, ...]:
    """The counterparts among whole units, from the probabilities of their cells."""
    order = order_of(cells, likely)
    sizes = (a.unit_sizes, b.unit_sizes)
    return _decide(cells, likely, a.outline.units, b.outline.units, order, model, verdicts or {}, sizes)


def _decide(
    cells: Cells,
    likely: Reals,
    a: Sequence[Node],
    b: Sequence[Node],
    order: float,
    model: Model,
    verdicts: Mapping[tuple[str, str], bool],
    sizes: tuple[Reals, Reals],
) -> tuple[Pair, ...]:
    said = _locate(verdicts, a, b)
    told = {pair for pair, same in said.items() if same}
    denied = said.keys() - told
    likely = _silence(cells, likely, told, denied)
    pairs: dict[tuple[int, int], tuple[float, Reason]] = dict.fromkeys(told, (1.0, Reason.PERSON))
    for i, (j, cell) in choose_pairs(cells, likely).items():
        pairs[i, j] = (float(likely[cell]), Reason.MEANING)
    if order >= _ORDERLY:
        for i, j in fill(list(pairs), a, b):
            if (i, j) not in denied:
                pairs[i, j] = (model.by_place, Reason.PLACE)
    for i, j in _join(cells, likely, set(pairs), sizes):
        pairs[i, j] = (JOINED, Reason.JOINED)
    return tuple(Pair(a[i].eid, b[j].eid, score, reason) for (i, j), (score, reason) in sorted(pairs.items()))


def _locate(
    verdicts: Mapping[tuple[str, str], bool], a: Sequence[Node], b: Sequence[Node]
) -> dict[tuple[int, int], bool]:
    if not verdicts:
        return {}
    here, there = ({node.eid: row for row, node in enumerate(side)} for side in (a, b))
    return {
        (here[one], there[other]): same
        for (one, other), same in verdicts.items()
        if one in here and other in there
    }


def _silence(cells: Cells, likely: Reals, told: Set[tuple[int, int]], denied: Set[tuple[int, int]]) -> Reals:
    """The probabilities without what persons settled: their pairs, and all else of those provisions."""
    if not told and not denied:
        return likely
    settled = np.isin(cells.rows, [i for i, _ in told]) | np.isin(cells.columns, [j for _, j in told])
    wide = cells.shape[1]
    settled |= np.isin(cells.rows * wide + cells.columns, [i * wide + j for i, j in denied])
    return np.where(settled, np.float32(0), likely)


def choose_pairs(cells: Cells, likely: Reals, threshold: float = THRESHOLD) -> dict[int, tuple[int, int]]:
    """The most likely pairs, each provision in one at most: row of a to row of b and number of the cell."""
    order = np.argsort(-likely, kind="stable")
    order = order[likely[order] >= threshold]
    found: dict[int, tuple[int, int]] = {}
    taken: set[int] = set()
    for cell, i, j in zip(
        order.tolist(), cells.rows[order].tolist(), cells.columns[order].tolist(), strict=True
    ):
        if i not in found and j not in taken:
            found[i] = (j, cell)
            taken.add(j)
    return found


def fill(pairs: Sequence[tuple[int, int]], a: Sequence[Node], b: Sequence[Node]) -> list[tuple[int, int]]:
    """Pairs of what is left over between the same two pairs, where both sides have equally much.

    >>> node = lambda eid: Node(eid, eid, ((0, 1),), False, 0, None)
    >>> fill([(0, 0), (2, 2)], [node("a"), node("b"), node("c")], [node("d"), node("e"), node("f")])
    [(1, 1)]
    """
    taken = {j for _, j in pairs}
    found: list[tuple[int, int]] = []
    anchors = [(-1, -1), *sorted(pairs), (len(a), len(b))]
    for (i, j), (next_i, next_j) in pairwise(anchors):
        here, there = range(i + 1, next_i), range(j + 1, next_j)
        if not here or len(here) != len(there) or taken.intersection(there):
            continue
        if all(
            a[x].grouping == b[y].grouping and a[x].depth == b[y].depth
            for x, y in zip(here, there, strict=True)
        ):
            found += zip(here, there, strict=True)
    return found


def _join(
    cells: Cells, likely: Reals, pairs: set[tuple[int, int]], sizes: tuple[Reals, Reals]
) -> list[tuple[int, int]]:
    """What is left over, competes for the counterpart of a neighbour, and makes the lengths of both fit."""
    taken_a, taken_b = {i for i, _ in pairs}, {j for _, j in pairs}
    ratio = float((sizes[0].sum() + 50) / (sizes[1].sum() + 50))
    found = []
    for i, j, share in zip(cells.rows.tolist(), cells.columns.tolist(), likely.tolist(), strict=True):
        free_a, free_b = i not in taken_a, j not in taken_b
        if free_a == free_b or share < _JOIN_SHARE:
            continue
        beside = ((i - 1, j), (i + 1, j)) if free_a else ((i, j - 1), (i, j + 1))
        for x, y in beside:
            if (x, y) not in pairs:
                continue
            here, there = float(sizes[0][x]), ratio * float(sizes[1][y])
            more_here = float(sizes[0][i]) if free_a else 0.0
            more_there = 0.0 if free_a else ratio * float(sizes[1][j])
            if _misfit(here + more_here, there + more_there) < _misfit(here, there) - _FIT:
                found.append((share, i, j, free_a))
                break
    chosen: list[tuple[int, int]] = []
    used: set[tuple[bool, int]] = set()
    for _, i, j, free_a in sorted(found, reverse=True):
        key = (free_a, i if free_a else j)
        if key not in used:
            used.add(key)
            chosen.append((i, j))
    return chosen


def _misfit(one: float, other: float) -> float:
    return abs(log((one + 10) / (other + 10)))


def spread_units(
    cells: Cells, likely: Reals, units: Sequence[Pair], a: Features, b: Features
) -> sparse.csr_matrix:
    """The probabilities of units as a matrix, those of pairs that were told by other means among them."""
    found = sparse.lil_matrix(cells.shape, dtype=np.float32)
    keep = likely > 0.02
    matrix = sparse.csr_matrix((likely[keep], (cells.rows[keep], cells.columns[keep])), cells.shape)
    numbers_a, numbers_b = a.outline.unit_numbers(), b.outline.unit_numbers()
    for pair in units:
        if pair.reason is not Reason.MEANING:
            found[numbers_a[pair.eid_a], numbers_b[pair.eid_b]] = pair.score
    return matrix.maximum(found.tocsr())
