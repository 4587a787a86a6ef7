"""An encoder around another: what remembers or measures has only that to say."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.progress import Report
from search.encoders.deltas import Alignment
from search.encoders.protocol import Encoder, Vectors


class WrappedEncoder:
    """Passes everything on to ``encoder``; to be subclassed."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @property
    def name(self) -> str:
        """What the settings call the encoder."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._encoder.dimension

    @property
    def alignment(self) -> Alignment | None:
        """What was learned to bring its languages together."""
        return self._encoder.alignment

    @property
    def fingerprint(self) -> str:
        """What stands for the function from text to vector."""
        return self._encoder.fingerprint

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per query."""
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
        """One row per passage."""
        return self._encoder.encode_passages(texts, progress)
