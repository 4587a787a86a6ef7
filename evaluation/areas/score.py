"""Scores of assignments against gold: precision, recall, F1 per area and language, and reliability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.bool_]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of what was to be found."""

    support: int
    proposed: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the proposals that are right; 0 without proposals."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was proposed; 0 without gold."""
        return self.right / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.support + self.proposed) if self.support + self.proposed else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs whose probability lies in a tenth: how many, their mean, and the share that is right."""

    low: float
    high: float
    pairs: int
    mean: float
    share: float


def score_columns(gold: Labels, proposed: Labels) -> list[Score]:
    """One score per column; both of shape (provisions, areas)."""
    return [
        Score(int(gold[:, j].sum()), int(proposed[:, j].sum()), int((gold[:, j] & proposed[:, j]).sum()))
        for j in range(gold.shape[1])
    ]


def pool(scores: Sequence[Score]) -> Score:
    """All of them counted together (micro average)."""
    return Score(
        sum(each.support for each in scores),
        sum(each.proposed for each in scores),
        sum(each.right for each in scores),
    )


def average(scores: Sequence[Score], least: int = 1) -> float:
    """Mean F1 of the areas with at least ``least`` provisions in the gold (macro average).

    >>> average([Score(2, 2, 2), Score(4, 0, 0), Score(0, 1, 0)])
    0.5
    """
    counted = [each.f1 for each in scores if each.support >= least]
    return sum(counted) / len(counted) if counted else 0.0


def find_reliability(gold: Labels, probabilities: Scores, bins: int = 10) -> list[Bin]:
    """Compare probabilities with the share that is right, in bins of equal width."""
    found = []
    number = np.minimum((probabilities * bins).astype(int), bins - 1)
    for at in range(bins):
        here = number == at
        if here.any():
            found.append(
                Bin(
                    at / bins,
                    (at + 1) / bins,
                    int(here.sum()),
                    float(probabilities[here].mean()),
                    float(gold[here].mean()),
                )
            )
    return found


def find_calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance between probability and share, by pairs."""
    pairs = sum(each.pairs for each in bins)
    return sum(each.pairs * abs(each.mean - each.share) for each in bins) / pairs if pairs else 0.0


def by_group(groups: Sequence[str], gold: Labels, proposed: Labels) -> Mapping[str, Score]:
    """The pooled score of each group (a language) of provisions."""
    names = np.array(groups)
    return {
        name: pool(score_columns(gold[names == name], proposed[names == name]))
        for name in sorted(set(groups))
    }
