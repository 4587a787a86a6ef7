"""How alike two provisions are, feature by feature: a row per pair that may be counterparts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from search.comparison.features import KINDS, Features
from search.encoders.protocol import Vectors

Numbers = NDArray[np.int64]
Reals = NDArray[np.float32]

_NEIGHBOURS = 6
_FAR = 0.15  # of a unit: what is further apart than this has moved, and no distance says more
_REACH = 3
"""Neighbours on either side whose pairings speak for a pair."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Pairs (row of a, row of b) that may be counterparts, with their features; others may not be."""

    rows: Numbers
    columns: Numbers
    shape: tuple[int, int]
    features: Reals


def unit_cells(a: Features, b: Features) -> Cells:
    """All pairs of units: titles of chapters with titles, units with units."""
    grouping_a, grouping_b = (
        np.array([unit.grouping for unit in side.outline.units], bool) for side in (a, b)
    )
    rows, columns = np.nonzero(grouping_a[:, None] == grouping_b[None, :])
    near = _near(a.unit_vectors, b.unit_vectors)
    features = [near[rows, columns]]
    for kind in KINDS:
        features += _overlap(a.unit_tokens[kind], b.unit_tokens[kind], rows, columns)
    features.append(_length_gap(a.unit_sizes, b.unit_sizes, rows, columns))
    features.append(_unknown(a.unit_vectors, b.unit_vectors, rows, columns))
    return Cells(rows, columns, near.shape, np.stack(features, axis=1).astype(np.float32))


def node_cells(a: Features, b: Features, units: sparse.csr_matrix) -> Cells:
    """Pairs of nodes of units that are likely counterparts, and for each node those nearest to it anywhere.

    ``units`` holds the probabilities of the units.
    """
    shape = (len(a.parents), len(b.parents))
    near = _near(a.node_vectors, b.node_vectors)
    between = np.asarray(units.todense(), np.float32)
    parents = between[a.parents[:, None], b.parents[None, :]]
    wanted = parents > 0.02
    for matrix, mask in ((near, wanted), (near.T, wanted.T)):
        most = min(_NEIGHBOURS, matrix.shape[1])
        if most:
            nearest = np.argpartition(-matrix, most - 1, axis=1)[:, :most]
            np.put_along_axis(mask, nearest, True, axis=1)
    grouping_a, grouping_b = (
        np.array([node.grouping for node in side.outline.nodes], bool) for side in (a, b)
    )
    wanted &= grouping_a[:, None] == grouping_b[None, :]
    rows, columns = np.nonzero(wanted)
    features = [near[rows, columns]]
    for kind in KINDS:
        features += _overlap(a.node_tokens[kind], b.node_tokens[kind], rows, columns)
    features.append(_length_gap(a.node_sizes, b.node_sizes, rows, columns))
    features.append(_unknown(a.node_vectors, b.node_vectors, rows, columns))
    features.append(parents[rows, columns])
    head_a, head_b = (np.array([node.depth == 0 for node in side.outline.nodes], bool) for side in (a, b))
    features.append((head_a[rows] == head_b[columns]).astype(np.float32))
    features.append(np.minimum(np.abs(a.places[rows] - b.places[columns]), _FAR) * parents[rows, columns])
    return Cells(rows, columns, shape, np.stack(features, axis=1).astype(np.float32))


def support(cells: Cells, probabilities: Reals) -> Reals:
    """How surely the neighbours of a pair, in step before and behind it, are counterparts too (0 to 1).

    This is all that order counts for: where two texts go through the same things in the same order the
    neighbours of a right pair are right pairs, also when a whole chapter has moved; where they do
    not, there is nothing to be found here.
    """
    high, wide = cells.shape
    padded = np.zeros((high + 2 * _REACH, wide + 2 * _REACH + 2), np.float32)
    padded[cells.rows + _REACH, cells.columns + _REACH + 1] = probabilities
    found = np.zeros(len(cells.rows), np.float32)
    whole = np.zeros(len(cells.rows), np.float32)
    for step in range(1, _REACH + 1):
        for sign in (-1, 1):
            rows = cells.rows + _REACH + sign * step
            columns = cells.columns + _REACH + 1 + sign * step
            inside = (rows >= _REACH) & (rows < high + _REACH)
            inside &= (columns > _REACH) & (columns <= wide + _REACH)
            best = padded[rows, columns]
            if step > 1:
                # One side may have one more on the way.
                best = np.maximum(
                    best, 0.8 * np.maximum(padded[rows, columns - 1], padded[rows, columns + 1])
                )
            found += best / np.float32(step)
            whole += inside.astype(np.float32) / np.float32(step)
    strength: Reals = (found / np.maximum(whole, 1.0)).astype(np.float32)
    return strength


def order_of(cells: Cells, probabilities: Reals) -> float:
    """How far the second text follows the order of the first (0 to 1), by the pairs that are likely.

    It is the share of likely pairs whose next one in the first text is one to three places on in the
    second, less where pairs are few: 1 for versions of one text, near 0 for laws that share subjects.
    """
    likely = probabilities > 0.5
    if likely.sum() < 2:
        return 0.0
    order = np.argsort(cells.rows[likely], kind="stable")
    steps = np.diff(cells.columns[likely][order])
    share = float(((steps >= 1) & (steps <= _REACH)).mean())
    # A few pairs among many provisions say nothing of order, whichever way they stand.
    return share * min(1.0, 2 * float(likely.sum()) / max(1, min(cells.shape)))


def _near(a: Vectors, b: Vectors) -> Reals:
    near: Reals = a @ b.T
    return near


def _length_gap(a: Reals, b: Reals, rows: Numbers, columns: Numbers) -> Reals:
    """By what factor one is longer than it should be, in logarithms; the documents say what is usual."""
    usual = np.log((a.sum() + 50) / (b.sum() + 50))
    gap: Reals = np.abs(np.log((a[rows] + 10) / (b[columns] + 10)) - usual).astype(np.float32)
    return np.minimum(gap, 3.0)


def _unknown(a: Vectors, b: Vectors, rows: Numbers, columns: Numbers) -> Reals:
    """Whether nothing is encoded of one of the two (a title alone), so that none speaks against it."""
    known: Reals = ((a != 0).any(axis=1)[rows] & (b != 0).any(axis=1)[columns]).astype(np.float32)
    return 1 - known


def _overlap(a: sparse.csr_matrix, b: sparse.csr_matrix, rows: Numbers, columns: Numbers) -> list[Any]:
    """The cosine of what both have, rare things counting more, and whether only one has any."""
    held = np.bincount(np.concatenate([a.indices, b.indices]), minlength=a.shape[1])
    weight = np.log((a.shape[0] + b.shape[0] + 1) / np.maximum(held, 1)).astype(np.float32)
    one, other = _weigh(a, weight), _weigh(b, weight)
    used = np.flatnonzero((np.bincount(one.indices, minlength=a.shape[1]) > 0) & (held > 0))
    product = (one[:, used] @ other[:, used].T).toarray().astype(np.float32)
    silent = (np.diff(a.indptr) == 0)[rows] | (np.diff(b.indptr) == 0)[columns]
    both = (np.diff(a.indptr) == 0)[rows] & (np.diff(b.indptr) == 0)[columns]
    return [product[rows, columns], (silent & ~both).astype(np.float32)]


def _weigh(matrix: sparse.csr_matrix, weight: Reals) -> sparse.csr_matrix:
    weighed = matrix.copy()
    weighed.data = weighed.data * weight[weighed.indices]
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    scale = sparse.diags((1.0 / np.maximum(lengths, 1e-9)).astype(np.float32))
    return (scale @ weighed).tocsr()
