"""Pairs made harder: articles taken out of one version, its sections put in another order.

What is taken out leaves its counterpart without one, which is how it is measured that nothing is
forced; what is moved keeps its counterpart.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

import numpy as np

from search.comparison.features import Features, place_in_units
from search.comparison.outline import Outline

_GONE = 0.3
_BLOCK = 6  # units that move together, on average


class Change(StrEnum):
    """What is done to the second version of a pair."""

    NONE = "as it is"
    DELETED = "30 % of articles deleted"
    MOVED = "sections in another order"
    BOTH = "deleted and moved"
    SHUFFLED = "all articles shuffled"


def change(side: Features, how: Change, seed: int) -> Features:
    """Return a version with units taken out or moved, the same for the same ``seed``."""
    generator = np.random.default_rng(seed)
    order = np.arange(len(side.outline.units))
    if how in (Change.DELETED, Change.BOTH):
        order = order[generator.random(len(order)) >= _GONE]
    if how in (Change.MOVED, Change.BOTH):
        cuts = np.flatnonzero(generator.random(max(0, len(order) - 1)) < 1 / _BLOCK) + 1
        blocks = np.split(order, cuts)
        order = np.concatenate([blocks[block] for block in generator.permutation(len(blocks))])
    if how is Change.SHUFFLED:
        order = generator.permutation(order)
    return _take(side, order)


def _take(side: Features, order: np.ndarray) -> Features:
    rows = [np.flatnonzero(side.parents == unit) for unit in order]
    nodes = np.concatenate(rows) if rows else np.zeros(0, np.int64)
    parents = np.repeat(np.arange(len(order)), [len(found) for found in rows])
    outline = Outline(
        tuple(side.outline.nodes[row] for row in nodes), tuple(side.outline.units[row] for row in order)
    )
    return replace(
        side,
        outline=outline,
        unit_vectors=side.unit_vectors[order],
        node_vectors=side.node_vectors[nodes],
        unit_sizes=side.unit_sizes[order],
        node_sizes=side.node_sizes[nodes],
        unit_tokens={kind: rows_[order] for kind, rows_ in side.unit_tokens.items()},
        node_tokens={kind: rows_[nodes] for kind, rows_ in side.node_tokens.items()},
        parents=parents,
        places=place_in_units(parents),
    )
