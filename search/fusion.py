"""Putting two rankings together."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

K = 60


def fuse(rankings: Mapping[str, Sequence[tuple[Key, float]]], k: int = K) -> dict[Key, float]:
    r"""Reciprocal rank fusion: the score of each key, best first.

    score(d) = sum over rankings r of weight(d, r) / (k + rank(d, r)), ranks from 1; a ranking
    without d adds nothing. Each ranking gives its keys with how much each is worth. Ties
    keep the order in which keys were first met.

    Source: Cormack, Clarke, Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual
    rank learning methods", SIGIR 2009, with k = 60 as there; weights added.

    >>> fuse({"a": [("x", 1), ("y", 1)], "b": [("y", 0.5)]})["y"] == 1 / 62 + 0.5 / 61
    True
    """
    scores: dict[Key, float] = {}
    for ranking in rankings.values():
        for rank, (key, weight) in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + weight / (k + rank)
    return dict(sorted(scores.items(), key=lambda item: -item[1]))
