"""An encoder without a model, for tests and demonstrations: it matches words, not meanings."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import regex

from corpus.progress import Report
from search.encoders.protocol import Vectors, compute_fingerprint
from search.encoders.text import RULES, prepare

NAME = "demo"
_DIMENSION = 64
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


class DemoEncoder:
    """A sum of pseudo-random directions, one per word: equal words give equal directions."""

    def __init__(self) -> None:
        self.name = NAME
        self.alignment = None
        self.dimension = _DIMENSION
        self.fingerprint = compute_fingerprint("demo-1", "", "", _DIMENSION, RULES)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per query."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
        """One row per passage."""
        rows = self._encode(texts)
        if progress:
            progress("encode", len(texts), len(texts))
        return rows

    def _encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), _DIMENSION), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row += _direction("")
            for word in _WORD.findall(prepare(text).casefold()):
                row += _direction(word)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


def _direction(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "little")
    return np.random.default_rng(seed).standard_normal(_DIMENSION).astype(np.float32)
