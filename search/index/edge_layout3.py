"""Reading an embedded index of the layout before this one, until it is built anew.

There, payloads held everything, and the engine itself counted and showed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import qdrant_edge as edge

from search.index.conditions import Vocabulary, translate
from search.index.protocol import SHOWN, Filter, Place

WORDS = Vocabulary(
    filter=edge.Filter,
    any_of=lambda key, values: edge.FieldCondition(key=key, match=edge.MatchAny(any=list(values))),
    years=lambda first, last: edge.FieldCondition(key="year", range=edge.RangeFloat(gte=first, lte=last)),
    has_phrase=lambda phrase: edge.FieldCondition(key="words", match=edge.MatchPhrase(phrase)),
    has_id=lambda ids: edge.HasIdCondition(set(ids)),
)


class PayloadColumns:
    """What :class:`search.index.columns.Columns` does, by the engine."""

    def __init__(self, shard: Any) -> None:
        self._shard = shard

    def locate(self, ids: Sequence[int]) -> dict[int, Place]:
        """Where the passages of these points stand."""
        found = self._shard.retrieve(list(ids), with_payload=list(SHOWN), with_vector=False)
        return {int(record.id): Place(**record.payload) for record in found}

    def count(self, where: Filter) -> int:
        """How many points there are."""
        return int(self._shard.count(edge.CountRequest(exact=True, filter=translate(where, WORDS))))

    def select(self, where: Filter, limit: int) -> list[int]:
        """The ids of at most ``limit`` points, ascending."""
        request = edge.ScrollRequest(
            limit=limit, filter=translate(where, WORDS), with_payload=False, with_vector=False
        )
        return [int(record.id) for record in self._shard.scroll(request)[0]]

    def facet(self, key: str, where: Filter, limit: int) -> dict[str, int]:
        """Counts of points by the values of a key."""
        request = edge.FacetRequest(key=key, limit=limit, exact=False, filter=translate(where, WORDS))
        return {str(hit.value): int(hit.count) for hit in self._shard.facet(request).hits}
