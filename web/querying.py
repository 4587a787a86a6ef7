"""Asking the search, for the page and for the API in the same words."""

from __future__ import annotations

from typing import Any

from web.parameters import Filters
from web.services import Services


def ask(
    services: Services, query: str, mode: str, filters: Filters, limit: int, offset: int = 0
) -> dict[str, Any]:
    """Return the answer to a query as the object that DESIGN.md describes.

    Raises:
        SearchIndexError: there is no index, or not one for the configured encoder.
    """
    # Only a query needs the search engine; importing it here keeps the other pages light.
    from search.index import select
    from search.service import SearchQuery

    result = services.search.search(
        SearchQuery(
            text=query,
            limit=limit,
            offset=offset,
            mode=mode,
            only=select(
                language=filters.languages,
                jurisdiction=filters.jurisdictions,
                kind=filters.kinds,
                area=filters.areas,
                nature=filters.natures,
            ),
            year_from=filters.year_from,
            year_to=filters.year_to,
        ),
        services.access,
    )
    answer: dict[str, Any] = result.to_json()
    return answer
