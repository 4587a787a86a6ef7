"""Hybrid search by Haystack (Apache-2.0): its two retrievers in memory, joined by reciprocal ranks.

As documented. Its BM25 (BM25L) cuts Chinese, Japanese and Korean into single characters by itself and knows
no stemmers. Vectors are compared exactly. The components are called one after the other: a pipeline would
only add time.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from evaluation.peers.material import Material, Question


@dataclass(frozen=True, slots=True)
class Haystack:
    """Two retrievers and the joiner."""

    words: Any
    meaning: Any
    joiner: Any

    def search(self, question: Question, limit: int) -> list[int]:
        """Return the passages of both retrievers in the order of reciprocal rank fusion."""
        by_words = self.words.run(query=question.text, top_k=limit)["documents"]
        by_meaning = self.meaning.run(query_embedding=question.vector.tolist(), top_k=limit)["documents"]
        joined = self.joiner.run(documents=[by_words, by_meaning], top_k=limit)["documents"]
        return [int(found.id) for found in joined]


def open_as_documented(material: Material) -> Haystack:
    """Index as its documentation sets up hybrid retrieval."""
    # Read when the library is imported; it reports usage to its makers otherwise.
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
    from haystack import Document
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore(
        embedding_similarity_function="cosine", shared=False, return_embedding=False
    )
    store.write_documents(
        [
            Document(id=str(row), content=text, embedding=vector.tolist())
            for row, (text, vector) in enumerate(zip(material.texts, material.vectors, strict=True))
        ]
    )
    return Haystack(
        InMemoryBM25Retriever(document_store=store),
        InMemoryEmbeddingRetriever(document_store=store),
        DocumentJoiner(join_mode="reciprocal_rank_fusion"),
    )
