"""Vectors of queries, kept for a while: pages, filters and facets ask the same again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from search.encoders import Encoder, Vectors

KEPT = 256


class QueryVectors:
    """Encodes a query once, of the last ``KEPT``; safe to use from several threads.

    The vectors are as the encoder gives them: what an index does to them afterwards is its own.
    """

    def __init__(self, encoder: Callable[[], Encoder]) -> None:
        self._encoder = encoder
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def encode(self, text: str) -> Vectors:
        """The vector of a query, shape (1, dimension)."""
        # Encoding within the lock: the same query from two threads is encoded once as well, and an
        # engine encodes one text at a time anyhow.
        with self._lock:
            if text not in self._kept:
                self._kept[text] = self._encoder().encode_queries([text])
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(text)
            return self._kept[text]
