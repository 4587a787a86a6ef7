"""Putting two rankings together."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

K = 60


def fuse(rankings: Mapping[str, Sequence[Key]], weights: Mapping[str, float], k: int = K) -> dict[Key, float]:
    r"""Reciprocal rank fusion: the score of each key, best first.

    score(d) = sum over rankings r of weight(r) / (k + rank(d, r)), ranks from 1; a ranking without
    d adds nothing. Ties keep the order in which keys were first met.

    Source: Cormack, Clarke, Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual
    rank learning methods", SIGIR 2009, with k = 60 as there; weights added.

    >>> fuse({"a": ["x", "y"], "b": ["y"]}, {"a": 1, "b": 1})["y"] == 1 / 62 + 1 / 61
    True
    """
    scores: dict[Key, float] = {}
    for name, ranking in rankings.items():
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + weights[name] / (k + rank)
    return dict(sorted(scores.items(), key=lambda item: -item[1]))
