"""The default encoder: multilingual-e5-small, from weights that a package carries."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from corpus.progress import Report
from search.encoders.bulk import SentenceEncoder
from search.encoders.deltas import Alignment, find_alignment, identify, merge_packed
from search.encoders.packed import bundled_path, hash_file
from search.encoders.protocol import Vectors, compute_fingerprint
from search.encoders.small import SmallEngine
from search.encoders.text import RULES

logger = logging.getLogger(__name__)

NAME = "bundled"
BARE = "bare"
"""The name of the same encoder without its alignment, kept for comparison."""
DIMENSION = 384
QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "
# Importing torch takes as long as the small engine takes for this many passages.
_WORTH_TORCH = 48


class BundledEncoder:
    """One set of weights, two engines: the small one for few texts, torch for many.

    ``cache`` is where the alignment is merged into the weights, and the weights are unpacked for
    torch; without ``bulk`` the latter never happens. Not ``aligned``, it is the encoder as it was
    made.
    """

    def __init__(self, cache: Path, *, bulk: bool, threads: int = 0, aligned: bool = True) -> None:
        base = bundled_path()
        weights = hash_file(base)
        self.alignment: Alignment | None = find_alignment(weights, cache) if aligned else None
        self._weights = identify(weights, self.alignment)
        self._path = base
        if self._weights != weights:
            assert self.alignment is not None
            self._path = merge_packed(base, self.alignment, cache, self._weights)
        self._cache = cache
        self._bulk = bulk
        self._threads = threads
        self._small = SmallEngine(self._path, threads)
        self._torch: SentenceEncoder | None = None
        self._lock = threading.Lock()
        self.name = NAME if aligned else BARE
        self.dimension = self._small.dimension
        self.fingerprint = _fingerprint(self._weights, self.dimension)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per query."""
        return self._engine(len(texts)).encode_queries(texts)

    def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
        """One row per passage."""
        return self._engine(len(texts)).encode_passages(texts, progress)

    def _engine(self, texts: int) -> SmallEngine | SentenceEncoder:
        if not self._bulk or (self._torch is None and texts < _WORTH_TORCH):
            return self._small
        with self._lock:
            if self._torch is None:
                self._torch = self._open_torch()
            return self._torch

    def _open_torch(self) -> SentenceEncoder:
        from search.encoders.unpack import unpack_model

        prompts = {"query": QUERY_PROMPT, "document": PASSAGE_PROMPT}
        folder = unpack_model(self._path, self._cache, self._weights, prompts)
        return SentenceEncoder(str(folder), threads=self._threads, fingerprint=self.fingerprint)


def fingerprint(cache: Path, *, aligned: bool = True) -> str:
    """The fingerprint of the bundled encoder of the home with this ``cache``, without loading it.

    Raises:
        ConfigurationError: its weights are missing, or the home's alignment cannot be read.
    """
    weights = hash_file(bundled_path())
    alignment = find_alignment(weights, cache) if aligned else None
    return _fingerprint(identify(weights, alignment), DIMENSION)


def _fingerprint(weights: str, dimension: int) -> str:
    return compute_fingerprint(weights, QUERY_PROMPT, PASSAGE_PROMPT, dimension, RULES)
