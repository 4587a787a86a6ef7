"""The encoder alone: every passage by cosine, exactly, in numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluation.peers.material import Material, Question
from search.encoders import Vectors


@dataclass(frozen=True, slots=True)
class Cosine:
    """The vectors as the encoder made them."""

    vectors: Vectors

    def search(self, question: Question, limit: int) -> list[int]:
        """Return the nearest passages; of equally near ones the first."""
        scores = self.vectors @ question.vector
        most = min(limit, len(scores))
        near = np.argpartition(-scores, most - 1)[:most]
        order = np.lexsort((near, -scores[near]))
        return [int(row) for row in near[order]]


def open_cosine(material: Material) -> Cosine:
    """Take the vectors as they are."""
    return Cosine(material.vectors)
