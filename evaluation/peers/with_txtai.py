"""Hybrid search by txtai (Apache-2.0): BM25 and vectors in one embeddings index.

*As documented*: ``hybrid: True``, that is, BM25 scores brought to 0..1 and added to the cosines in equal
parts, words divided as Unicode says (UAX 29), vectors in an approximate Faiss index. *Tuned*: an exact index,
the other fusion that it offers, by log-odds of "Bayesian" BM25, and a weight chosen on the tuning topics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluation.peers.material import Material, Question
from search.encoders import Vectors

DOCUMENTED: dict[str, Any] = {"hybrid": True}
TUNED: dict[str, Any] = {
    "scoring": {"method": "bm25", "terms": True, "normalize": "bb25"},
    "backend": "faiss",
    "faiss": {"components": "IDMap,Flat"},
}

WEIGHT = 0.8
"""Of the vectors in fusion. nDCG@10 on the tuning topics: 0.351 with 0.5, 0.399 with 0.8, 0.397 with 0.9."""


@dataclass(slots=True)
class Txtai:
    """A txtai index; ``vectors`` are what its model is made of: those of texts, known beforehand.

    ``weight`` is the share of the vectors in the fusion, None for txtai's own.
    """

    index: Any
    vectors: dict[str, Vectors]
    weight: float | None = None

    def search(self, question: Question, limit: int) -> list[int]:
        """Return the passages of its hybrid search."""
        self.vectors[question.text] = question.vector
        return [int(row) for row, _ in self.index.search(question.text, limit, weights=self.weight)]


def open_as_documented(material: Material) -> Txtai:
    """Index as its documentation sets up hybrid search."""
    return _build(material, DOCUMENTED)


def open_tuned(material: Material) -> Txtai:
    """Index with exact vectors and fusion by log-odds."""
    return _build(material, TUNED, WEIGHT)


def _build(material: Material, settings: dict[str, Any], weight: float | None = None) -> Txtai:
    from txtai import Embeddings

    known = dict(zip(material.texts, material.vectors, strict=True))

    def look_up(texts: list[str]) -> Vectors:
        return np.stack([known[text] for text in texts])

    index = Embeddings({"method": "external", "transform": look_up, **settings})
    index.index((row, text, None) for row, text in enumerate(material.texts))
    known.clear()  # the same dictionary serves the queries from now on
    return Txtai(index, known, weight)
