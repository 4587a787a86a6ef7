"""From features to probabilities: which of its candidates is a provision's counterpart, if any.

A score s is a weighted sum of features. Provision i of one document chooses among those of the other,
or none, with P(j | i) = exp(s_ij) / (exp(s_none) + sum_k exp(s_ik)), and j chooses likewise; the
probability of the pair is the geometric mean of both. Weights are fitted by maximum likelihood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.comparison.cells import Cells, Reals


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight per feature, and the score of having no counterpart."""

    features: tuple[float, ...]
    none: float


def choose(cells: Cells, scores: Reals, none: float) -> tuple[Reals, Reals]:
    """P(column | row) and P(row | column) of each cell."""
    high, wide = cells.shape
    return (
        _softmax(scores, cells.rows, high, none),
        _softmax(scores, cells.columns, wide, none),
    )


def estimate(cells: Cells, features: Reals, weights: Weights) -> Reals:
    """The probability of each cell that the two are counterparts."""
    scores = features @ np.array(weights.features, np.float32)
    by_row, by_column = choose(cells, scores, weights.none)
    found: Reals = np.sqrt(by_row * by_column)
    return found


def _softmax(scores: Reals, groups: np.ndarray, number: int, none: float) -> Reals:
    top = np.full(number, none, np.float32)
    np.maximum.at(top, groups, scores)
    powers = np.exp(scores - top[groups])
    total = np.exp(none - top) + np.bincount(groups, powers, number)
    share: Reals = (powers / total[groups]).astype(np.float32)
    return share


def fit(
    examples: Sequence[tuple[Cells, Reals, np.ndarray]], start: Weights, penalty: float = 1e-3
) -> Weights:
    """Weights of greatest likelihood; an example is cells, features and which cells are right (bool)."""
    from scipy.optimize import minimize

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, none = parameters[:-1], parameters[-1]
        value, gradient = penalty * float(parameters @ parameters), 2 * penalty * parameters
        for cells, features, right in examples:
            scores = features.astype(np.float64) @ weights
            scale = 1.0 / sum(cells.shape)
            for groups, number in ((cells.rows, cells.shape[0]), (cells.columns, cells.shape[1])):
                share = _softmax(scores, groups, number, none).astype(np.float64)
                rest = np.maximum(1 - np.bincount(groups, share, number), 1e-12)
                chosen = np.bincount(groups[right], minlength=number) > 0
                value -= scale * (np.log(np.maximum(share[right], 1e-12)).sum() + np.log(rest[~chosen]).sum())
                pull = share - right
                gradient[:-1] += scale * (features.T @ pull)
                gradient[-1] += scale * (rest.sum() - (~chosen).sum())
        return value, gradient

    found = minimize(loss, np.array([*start.features, start.none]), jac=True, method="L-BFGS-B")
    return Weights(tuple(float(x) for x in found.x[:-1]), float(found.x[-1]))
