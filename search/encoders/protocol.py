"""What an encoder is to the rest of the room."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.progress import Report
from search.encoders.deltas import Alignment

Vectors = NDArray[np.float32]
"""A matrix of shape (texts, dimension), every row of length 1."""


class Encoder(Protocol):
    """Turns texts into vectors whose dot product says how close their meanings are.

    ``name`` is what the settings call it. ``fingerprint`` changes whenever the same text may get
    another vector: other weights, prompts, dimension or normalisation.
    """

    @property
    def name(self) -> str:
        """What the settings call it."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    @property
    def alignment(self) -> Alignment | None:
        """What was learned to bring its languages together, None where nothing was."""
        ...

    @property
    def fingerprint(self) -> str:
        """64 hexadecimal digits that stand for the function from text to vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """One row per query."""
        ...

    def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
        """One row per passage; ``progress`` is told the stage ``encode`` and the passages done."""
        ...


def compute_fingerprint(
    weights: str, query_prompt: str, passage_prompt: str, dimension: int, text: str
) -> str:
    """The fingerprint of an encoder.

    ``weights`` identifies the weights (a hash of them), ``text`` the way in which texts are
    prepared before they are encoded.
    """
    facts = {
        "weights": weights,
        "query_prompt": query_prompt,
        "passage_prompt": passage_prompt,
        "dimension": dimension,
        "normalised": True,
        "text": text,
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
