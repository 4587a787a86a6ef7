"""The search index: one interface, embedded (Qdrant Edge) or on a Qdrant server."""

from __future__ import annotations

from corpus.settings import Settings
from search.index.protocol import (
    Filter,
    Found,
    Generation,
    Index,
    IndexPoint,
    Manifest,
    Place,
    Selection,
    Wanted,
    Writer,
    join,
    meet,
    select,
)

__all__ = [
    "Filter",
    "Found",
    "Generation",
    "Index",
    "IndexPoint",
    "Manifest",
    "Place",
    "Selection",
    "Wanted",
    "Writer",
    "join",
    "meet",
    "open_index",
    "select",
]


def open_index(settings: Settings) -> Index:
    """The index that the settings name: on a server by its URL, else embedded under the home."""
    if settings.index_url:
        from search.index.server import ServerIndex

        return ServerIndex.connect(settings.index_url, settings.index_api_key)
    from search.index.edge import EdgeIndex

    return EdgeIndex(settings.index_dir)
