"""Precision, recall and F1 of alignments against known counterparts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from evaluation.alignment.gold import Pairs, restrict
from evaluation.alignment.material import Material
from evaluation.alignment.synthetic import Change, change
from search.align.split import Part, part_of_article
from search.compare import match_mutually
from search.comparison.features import Features
from search.comparison.pairing import Model, Pair, Reason, pair_up

BASELINE_THRESHOLD = 0.30


@dataclass(frozen=True, slots=True)
class Count:
    """Pairs that were found, those of them that are right, and those that there are."""

    right: int = 0
    found: int = 0
    known: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.found + other.found, self.known + other.known)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found; 1 where there is nothing."""
        return self.right / self.known if self.known else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both.

        >>> Count(right=1, found=2, known=4).f1
        0.3333333333333333
        """
        return 2 * self.right / (self.found + self.known) if self.found + self.known else 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """One pair measured: whole units and the lowest level, ours and the mutual nearest beside it.

    ``unseen`` counts the lowest level in articles that the encoder was not trained on; ``scored`` are
    our scores with why, and whether each is right.
    """

    material: Material
    change: Change
    units: Count
    nodes: Count
    units_baseline: Count
    nodes_baseline: Count
    unseen: Count
    scored: tuple[tuple[float, Reason, bool], ...]
    order: float


def measure(
    material: Material, how: Change = Change.NONE, seed: int = 0, model: Model | None = None
) -> Result:
    """Align a pair, the second version changed, and count."""
    a, b = material.a.features, change(material.b.features, how, seed)
    gold = keep(material.gold, a, b)
    whole = restrict(gold, a.outline, b.outline)
    pairing = pair_up(a, b, model=model)
    instrument = material.a.document.instrument_id

    def fresh(eid: str) -> bool:
        return not material.pair.seen or part_of_article(instrument, eid) is not Part.TRAINING

    unit_of = {node.eid: node.unit for node in a.outline.nodes}
    return Result(
        material,
        how,
        count(pairing.units, whole),
        count(pairing.nodes, gold),
        _baseline(a, b, whole, units=True),
        _baseline(a, b, gold, units=False),
        count(
            [pair for pair in pairing.nodes if fresh(unit_of[pair.eid_a])],
            frozenset(pair for pair in gold if fresh(unit_of[pair[0]])),
        ),
        tuple((pair.score, pair.reason, (pair.eid_a, pair.eid_b) in gold) for pair in pairing.nodes),
        pairing.order,
    )


def keep(gold: Pairs, a: Features, b: Features) -> Pairs:
    """Return the known pairs of which both sides are still there."""
    here, there = ({node.eid for node in side.outline.nodes} for side in (a, b))
    return frozenset(pair for pair in gold if pair[0] in here and pair[1] in there)


def count(pairs: Iterable[Pair], gold: Pairs) -> Count:
    """Count what was found; a provision joined to its neighbour's counterpart is a pair like others."""
    found = {(pair.eid_a, pair.eid_b) for pair in pairs if pair.reason is not Reason.SIMILAR}
    return Count(len(found & gold), len(found), len(gold))


def total(results: Iterable[Result], which: Callable[[Result], Count]) -> Count:
    """Add up over pairs."""
    return sum((which(result) for result in results), Count())


def reliability(
    results: Sequence[Result], bounds: Sequence[float] = (0.4, 0.6, 0.8, 0.9, 0.95, 0.99, 1.001)
) -> list[tuple[float, float, int, float, float]]:
    """Per band of scores: its bounds, how many pairs, their mean score and the share that is right."""
    scored = [(score, right) for result in results for score, _, right in result.scored]
    rows = []
    for low, high in pairwise(bounds):
        band = [(score, right) for score, right in scored if low <= score < high]
        if band:
            scores, right = zip(*band, strict=True)
            rows.append((low, min(high, 1.0), len(band), float(np.mean(scores)), float(np.mean(right))))
    return rows


def _baseline(a: Features, b: Features, gold: Pairs, *, units: bool) -> Count:
    """Mutual nearest neighbours of the same vectors: the method as it was."""
    one, other = (side.outline.units if units else side.outline.nodes for side in (a, b))
    rows = (a.unit_vectors, b.unit_vectors) if units else (a.node_vectors, b.node_vectors)
    found = {(one[i].eid, other[j].eid) for i, j, _ in match_mutually(*rows, BASELINE_THRESHOLD)}
    return Count(len(found & gold), len(found), len(gold))
