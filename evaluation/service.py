"""The search service as a :class:`evaluation.runs.Searcher`."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from evaluation.matching import Found
from ingest.query_language import recognise
from search.service import SearchQuery, SearchService


class ServiceSearcher:
    """Asks the service that people ask, with what they are allowed to see."""

    def __init__(self, store: Store, settings: Settings, access: Access) -> None:
        self._service = SearchService(store, settings, identify=recognise)
        self._access = access

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
        result = self._service.search(
            SearchQuery(text=text, mode=mode, limit=limit, languages=languages), self._access
        )
        return [
            Found(hit.document, hit.source, hit.instrument.id, hit.eid, hit.language) for hit in result.hits
        ]
