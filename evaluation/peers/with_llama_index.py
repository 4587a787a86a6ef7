"""Hybrid search by LlamaIndex (MIT): its BM25 retriever and a vector index, joined by reciprocal ranks.

*As documented*: ``QueryFusionRetriever`` in the mode ``reciprocal_rerank`` over the vector index and
``BM25Retriever`` with its own word pattern, English stop words and the English stemmer. *Tuned*: the BM25
retriever without stemmer and stop words, with a pattern that keeps single characters where a script has no
spaces. No language model writes further queries. Vectors lie in an exact Faiss index: its own simple store
is as exact and slower.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evaluation.peers.material import Material, Question
from evaluation.peers.with_bm25s import WORDS_AND_SIGNS

_ROW = "row"


@dataclass(frozen=True, slots=True)
class LlamaIndex:
    """Two retrievers; the one that joins them is made for each query, as it holds the limit."""

    words: Any
    meaning: Any

    def search(self, question: Question, limit: int) -> list[int]:
        """Return the passages of both retrievers in the order of reciprocal rank fusion."""
        from llama_index.core.llms import MockLLM
        from llama_index.core.retrievers import QueryFusionRetriever
        from llama_index.core.schema import QueryBundle

        self.words.similarity_top_k = min(limit, len(self.words.corpus))
        joined = QueryFusionRetriever(
            [self.meaning.as_retriever(similarity_top_k=limit), self.words],
            llm=MockLLM(),
            mode="reciprocal_rerank",
            similarity_top_k=limit,
            num_queries=1,
            use_async=False,
        )
        asked = QueryBundle(question.text, embedding=question.vector.tolist())
        return [int(found.node.metadata[_ROW]) for found in joined.retrieve(asked)]


def open_as_documented(material: Material) -> LlamaIndex:
    """Index as its documentation sets up reciprocal rank fusion."""
    return _build(material, {})


def open_tuned(material: Material) -> LlamaIndex:
    """Index words of every language alike."""
    return _build(material, {"skip_stemming": True, "language": [], "token_pattern": WORDS_AND_SIGNS})


def _build(material: Material, settings: dict[str, Any]) -> LlamaIndex:
    import faiss
    from llama_index.core import MockEmbedding, StorageContext, VectorStoreIndex
    from llama_index.core.schema import TextNode
    from llama_index.retrievers.bm25 import BM25Retriever
    from llama_index.vector_stores.faiss import FaissVectorStore

    # It takes passages of the same words for one; the row in the metadata, not searched, tells them apart.
    nodes = [
        TextNode(
            text=text,
            id_=str(row),
            metadata={_ROW: row},
            excluded_embed_metadata_keys=[_ROW],
            embedding=vector.tolist(),
        )
        for row, (text, vector) in enumerate(zip(material.texts, material.vectors, strict=True))
    ]
    words = BM25Retriever(nodes=nodes, **settings)
    dimension = material.vectors.shape[1]
    vectors = FaissVectorStore(faiss_index=faiss.IndexFlatIP(dimension))
    meaning = VectorStoreIndex(
        nodes,
        storage_context=StorageContext.from_defaults(vector_store=vectors),
        embed_model=MockEmbedding(embed_dim=dimension),
    )
    return LlamaIndex(words, meaning)
