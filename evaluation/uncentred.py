"""The index as it would be without centring, to measure what centring is worth.

Centring is done when an index is built. So that nothing need be built twice, the index in use answers
all but the search by meaning; that compares the query with the vectors as the encoder made them,
which the store keeps. Which passages a filter allows is asked of the index too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.access import Access
from corpus.errors import SearchIndexError
from corpus.store import Store
from search.balance import ANCHORS, LanguageBalance
from search.encoders import Encoder, Vectors
from search.index import Filter, Found, Generation, Index, Manifest, Place
from search.index.protocol import REMEDY, Writer
from search.passages import load_vectors, read_passages


class UncentredIndex:
    """An index for reading whose vectors are those of the encoder, no language's mean taken away.

    Raises:
        SearchIndexError: the index does not hold what the store holds now.
    """

    def __init__(self, index: Index, store: Store, encoder: Encoder) -> None:
        self._index = index
        self._generation = UncentredGeneration(index.current(), store, encoder)

    def current(self) -> Generation:
        """The generation that was in use when this was made."""
        return self._generation

    def manifest(self) -> Manifest | None:
        """Its manifest."""
        return self._generation.manifest

    def begin(self, dimension: int) -> Writer:
        """Refuse: nothing is written here.

        Raises:
            SearchIndexError: always.
        """
        raise SearchIndexError("An index without centring is only for measuring.", remedy=REMEDY)

    def close(self) -> None:
        """Release what the index holds open."""
        self._index.close()


class UncentredGeneration:
    """A generation with the encoder's own vectors in memory."""

    def __init__(self, inner: Generation, store: Store, encoder: Encoder) -> None:
        self._inner = inner
        self.manifest = inner.manifest
        self.lexicon = inner.lexicon
        self._vectors = _load(inner, store, encoder)
        self.balance = _without_means(LanguageBalance.from_bytes(inner.balance), self._vectors).to_bytes()
        self._allowed: dict[Filter, NDArray[np.int64]] = {}

    def search_dense(self, vector: NDArray[np.float32], where: Filter, limit: int) -> Found:
        """The nearest passages by cosine."""
        allowed = self._allow(where)
        scores = self._vectors[allowed] @ vector
        order = np.lexsort((allowed, -scores))[:limit]
        return Found(allowed[order], scores[order].astype(np.float64))

    def search_sparse(self, terms: Mapping[int, float], where: Filter, limit: int) -> Found:
        """The best passages by BM25."""
        return self._inner.search_sparse(terms, where, limit)

    def locate(self, ids: Sequence[int]) -> dict[int, Place]:
        """Where the passages of these points stand."""
        return self._inner.locate(ids)

    def count(self, where: Filter) -> int:
        """How many points there are."""
        return self._inner.count(where)

    def select(self, where: Filter, limit: int) -> list[int]:
        """As the inner index."""
        return self._inner.select(where, limit)

    def facet(self, key: str, where: Filter, limit: int = 100) -> dict[str, int]:
        """Counts of points by the values of a key."""
        return self._inner.facet(key, where, limit)

    def _allow(self, where: Filter) -> NDArray[np.int64]:
        if where not in self._allowed:
            anything = np.zeros(self._vectors.shape[1], np.float32)
            anything[0] = 1.0
            allowed = np.sort(self._inner.search_dense(anything, where, self.manifest.passages).ids)
            if len(allowed) != self._inner.count(where):
                raise SearchIndexError(
                    "The index is too large to be measured without centring.",
                    remedy="Leave out --ablation, or measure on a smaller home.",
                )
            self._allowed[where] = allowed
        return self._allowed[where]


def _load(inner: Generation, store: Store, encoder: Encoder) -> Vectors:
    """The vectors of all points, by their ids, which number the passages in the order of their documents."""
    access = Access.system_()
    documents = sorted(document.id for document in store.documents(access))
    passages = list(read_passages(store, documents, access))
    places = inner.locate(range(inner.manifest.passages))
    if [entry.passage.id for entry in passages] != [places[n].passage for n in sorted(places)]:
        raise SearchIndexError("The search index does not hold what the store holds now.", remedy=REMEDY)
    return load_vectors(store, encoder, passages)


def _without_means(balance: LanguageBalance, vectors: Vectors) -> LanguageBalance:
    nothing: Vectors = np.zeros(vectors.shape[1], np.float32)
    codes = balance.point_languages
    anchors = {}
    for code in balance.anchors:
        rows = np.flatnonzero(codes == code)
        anchors[code] = vectors[rows[:: max(1, len(rows) // ANCHORS)][:ANCHORS]]
    return replace(balance, passage_means={"": nothing}, query_means={"": nothing}, anchors=anchors)
