"""The search service as a :class:`evaluation.runs.Searcher`."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

import numpy as np

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from evaluation.matching import Found
from ingest.query_language import recognise
from ingest.query_references import ReferenceReader
from search.encoders import Encoder, Vectors
from search.encoders.wrapped import WrappedEncoder
from search.index import Index, select
from search.parts import ALL_PARTS, Parts
from search.ranking import Key
from search.service import SearchQuery, SearchService


class RememberingEncoder(WrappedEncoder):
    """An encoder that encodes a query once: an evaluation asks each many times."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(encoder)
        self._known: dict[str, Vectors] = {}

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per query."""
        for text in texts:
            if text not in self._known:
                self._known[text] = self._encoder.encode_queries([text])[0]
        return np.stack([self._known[text] for text in texts])


class ServiceSearcher:
    """Asks the service that people ask, with what they are allowed to see.

    Only for the ranking: texts and facets, which no measure needs, would take four fifths of the time.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        access: Access,
        *,
        encoder: Encoder | None = None,
        index: Index | None = None,
        parts: Parts = ALL_PARTS,
    ) -> None:
        self._service = SearchService(
            store,
            settings,
            identify=recognise,
            refer=ReferenceReader(store),
            encoder=encoder,
            index=index,
            parts=parts,
        )
        self._access = access
        self._places = _read_places(store, access)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._service.close()

    @property
    def encoder(self) -> str:
        """The name of the encoder that built the index."""
        return self._service.status().encoder

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        """Return the service's hits, best first."""
        ranking = self._service.rank(
            SearchQuery(text=text, mode=mode, limit=limit, only=select(language=languages)), self._access
        )
        return [self._places[entry.key] for entry in ranking if entry.key in self._places]


def _read_places(store: Store, access: Access) -> dict[Key, Found]:
    """What every provision is as a hit."""
    return {
        (document.id, provision.eid): Found(
            document.id, document.source, document.instrument_id, provision.eid, provision.language
        )
        for document in store.documents(access)
        for provision in store.provisions(document.id, access)
    }
