"""The index on a Qdrant server: one collection per generation, one alias for the one in use.

The manifest and the centring statistics lie in a small collection of their own, under the number of
their generation. The alias is switched in one request, so readers see the old index or the new one.
"""

from __future__ import annotations

import base64
import logging
import re
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ApiException

from corpus.errors import IndexBusyError, IndexMissingError, SearchIndexError
from search.index.conditions import Vocabulary, translate
from search.index.protocol import KEYS, REMEDY, SHOWN, Filter, Found, IndexPoint, Manifest, Place

logger = logging.getLogger(__name__)

DENSE, SPARSE = "dense", "terms"
_WORDS = Vocabulary(
    filter=models.Filter,
    any_of=lambda key, values: models.FieldCondition(key=key, match=models.MatchAny(any=list(values))),
    years=lambda first, last: models.FieldCondition(key="year", range=models.Range(gte=first, lte=last)),
    has_phrase=lambda phrase: models.FieldCondition(key="words", match=models.MatchPhrase(phrase=phrase)),
    has_id=lambda ids: models.HasIdCondition(has_id=sorted(ids)),
)


class ServerIndex:
    """Generations on a server; ``prefix`` keeps several knowledge bases on one server apart."""

    def __init__(self, client: QdrantClient, prefix: str = "narcord") -> None:
        self._client = client
        self._prefix = prefix
        self._open: ServerGeneration | None = None
        self._lock = threading.Lock()
        self._building = threading.Lock()

    @classmethod
    def connect(cls, url: str, api_key: str | None = None) -> ServerIndex:
        """The index on the server at ``url``."""
        # The client would ask the server's version in a thread of its own and warn; we say it ourselves.
        return cls(QdrantClient(url=url, api_key=api_key, timeout=60, check_compatibility=False))

    def current(self) -> ServerGeneration:
        """The generation that the alias names."""
        with _reachable():
            name = self._aliased()
            if name is None:
                raise IndexMissingError("There is no search index on the server yet.", remedy=REMEDY)
            with self._lock:
                if self._open is None or self._open.collection != name:
                    self._open = ServerGeneration(self._client, name, *self._facts(name))
                return self._open

    def manifest(self) -> Manifest | None:
        """The manifest in use, None if there is none that can be read."""
        try:
            return self.current().manifest
        except SearchIndexError:
            return None

    def begin(self, dimension: int) -> ServerWriter:
        """Start a new generation."""
        if not self._building.acquire(blocking=False):
            raise IndexBusyError(
                "The search index is being built already.",
                remedy="Wait until it has finished, then try again.",
            )
        try:
            with _reachable():
                return ServerWriter(self, self._client, self._prefix, dimension)
        except BaseException:
            self._building.release()
            raise

    def close(self) -> None:
        """Close the connection."""
        self._open = None
        self._client.close()

    def release(self) -> None:
        """Called by the writer when it is done."""
        self._building.release()

    def collections(self) -> list[str]:
        """The collections of all generations, oldest first."""
        pattern = re.compile(re.escape(self._prefix) + r"_\d+_[0-9a-f]{8}$")
        names = [found.name for found in self._client.get_collections().collections]
        return sorted((n for n in names if pattern.match(n)), key=lambda n: int(n.split("_")[-2]))

    def _aliased(self) -> str | None:
        for alias in self._client.get_aliases().aliases:
            if alias.alias_name == self._prefix:
                return alias.collection_name
        return None

    def _facts(self, name: str) -> tuple[Manifest, bytes, bytes]:
        found, _ = self._client.scroll(
            f"{self._prefix}_manifests",
            scroll_filter=models.Filter(
                must=[models.FieldCondition(key="collection", match=models.MatchValue(value=name))]
            ),
            limit=1,
        )
        if not found or not found[0].payload:
            raise SearchIndexError(f"The index {name} on the server has no manifest.", remedy=REMEDY)
        payload = found[0].payload
        manifest = Manifest.from_json(payload["manifest"])
        return manifest, base64.b85decode(payload["balance"]), base64.b85decode(payload.get("lexicon", ""))


class ServerGeneration:
    """One complete generation on the server."""

    def __init__(
        self, client: QdrantClient, collection: str, manifest: Manifest, balance: bytes, lexicon: bytes
    ) -> None:
        self.collection = collection
        self.manifest = manifest
        self.balance = balance
        self.lexicon = lexicon
        self._client = client

    def search_dense(self, vector: NDArray[np.float32], where: Filter, limit: int) -> Found:
        """The nearest passages by cosine."""
        return self._query(vector.tolist(), DENSE, where, limit)

    def search_sparse(self, terms: Mapping[int, float], where: Filter, limit: int) -> Found:
        """The best passages by BM25, each term counting for its weight."""
        if not terms:
            return Found.of([], [])
        indices = sorted(terms)
        query = models.SparseVector(indices=indices, values=[terms[index] for index in indices])
        return self._query(query, SPARSE, where, limit)

    def locate(self, ids: Sequence[int]) -> dict[int, Place]:
        """Where the passages of these points stand."""
        with _reachable():
            found = self._client.retrieve(self.collection, list(ids), with_payload=list(SHOWN))
        return {int(record.id): Place(**(record.payload or {})) for record in found}

    def count(self, where: Filter) -> int:
        """How many points there are, exactly."""
        with _reachable():
            return self._client.count(
                self.collection, count_filter=translate(where, _WORDS), exact=True
            ).count

    def select(self, where: Filter, limit: int) -> list[int]:
        """The ids of at most ``limit`` points, ascending."""
        with _reachable():
            found, _ = self._client.scroll(
                self.collection,
                scroll_filter=translate(where, _WORDS),
                limit=limit,
                with_payload=False,
                with_vectors=False,
            )
        return [int(record.id) for record in found]

    def facet(self, key: str, where: Filter, limit: int = 100) -> dict[str, int]:
        """Exact counts of points by the values of a key."""
        with _reachable():
            found = self._client.facet(
                self.collection, key=key, facet_filter=translate(where, _WORDS), limit=limit, exact=True
            )
        return {str(hit.value): hit.count for hit in found.hits}

    def _query(self, query: Any, using: str, where: Filter, limit: int) -> Found:
        if not limit:
            # A server refuses to find nothing.
            return Found.of([], [])
        with _reachable():
            found = self._client.query_points(
                self.collection,
                query=query,
                using=using,
                limit=limit,
                query_filter=translate(where, _WORDS),
                with_payload=False,
            )
        return Found.of([int(point.id) for point in found.points], [point.score for point in found.points])


class ServerWriter:
    """The generation that is being built."""

    def __init__(self, index: ServerIndex, client: QdrantClient, prefix: str, dimension: int) -> None:
        self._index = index
        self._client = client
        self._prefix = prefix
        self._published = False
        numbers = [int(name.split("_")[-2]) for name in index.collections()]
        # The random part keeps two machines that build at the same time out of each other's way.
        self.collection = f"{prefix}_{max(numbers, default=0) + 1}_{uuid.uuid4().hex[:8]}"
        client.create_collection(
            self.collection,
            vectors_config={DENSE: models.VectorParams(size=dimension, distance=models.Distance.COSINE)},
            sparse_vectors_config={SPARSE: models.SparseVectorParams(modifier=models.Modifier.IDF)},
        )
        kinds: dict[str, Any] = dict.fromkeys(KEYS, models.PayloadSchemaType.KEYWORD)
        kinds |= dict.fromkeys(("year", "terms", "lead"), models.PayloadSchemaType.INTEGER)
        kinds["words"] = models.TextIndexParams(
            type=models.TextIndexType.TEXT,
            tokenizer=models.TokenizerType.WHITESPACE,
            phrase_matching=True,
            on_disk=True,
        )
        if not _is_local(client):
            for key, kind in kinds.items():
                client.create_payload_index(self.collection, field_name=key, field_schema=kind)

    def add(self, points: Sequence[IndexPoint]) -> None:
        """Add points."""
        with _reachable():
            self._client.upsert(
                self.collection,
                points=[
                    models.PointStruct(
                        id=point.id,
                        vector={
                            DENSE: point.vector.tolist(),
                            SPARSE: models.SparseVector(
                                indices=list(point.sparse.indices), values=list(point.sparse.values)
                            ),
                        },
                        payload=point.payload(),
                    )
                    for point in points
                ],
                wait=True,
            )

    def publish(self, manifest: Manifest, balance: bytes, lexicon: bytes = b"") -> None:
        """Make this the generation in use."""
        with _reachable():
            self._write_facts(manifest, balance, lexicon)
            self._client.update_collection_aliases(
                [
                    models.CreateAliasOperation(
                        create_alias=models.CreateAlias(
                            collection_name=self.collection, alias_name=self._prefix
                        )
                    )
                ]
            )
        self._published = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._published:
                # Queries on the generation before this one finish; older ones have none.
                for name in self._index.collections()[:-2]:
                    self._remove(name)
            else:
                self._remove(self.collection)
        except (ApiException, OSError) as failure:
            logger.warning("an old index generation stays on the server: %s", failure)
        finally:
            self._index.release()

    def _write_facts(self, manifest: Manifest, balance: bytes, lexicon: bytes) -> None:
        name = f"{self._prefix}_manifests"
        if not self._client.collection_exists(name):
            self._client.create_collection(name, vectors_config={})
        self._client.upsert(
            name,
            points=[
                models.PointStruct(
                    id=int(self.collection.split("_")[-2]),
                    vector={},
                    payload={
                        "collection": self.collection,
                        "manifest": manifest.to_json(),
                        "balance": base64.b85encode(balance).decode("ascii"),
                        "lexicon": base64.b85encode(lexicon).decode("ascii"),
                    },
                )
            ],
            wait=True,
        )

    def _remove(self, name: str) -> None:
        logger.info("removing index generation %s", name)
        self._client.delete_collection(name)


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except (ApiException, OSError) as error:
        raise SearchIndexError(
            f"The Qdrant server does not answer as expected: {type(error).__name__}.",
            remedy="Check NARCORD_INDEX_URL and that the server is running.",
        ) from error


def _is_local(client: QdrantClient) -> bool:
    """Whether this is the client's own local mode, which warns that it ignores payload indexes."""
    return type(client._client).__name__ == "QdrantLocal"
