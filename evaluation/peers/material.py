"""What every peer gets: passages with their texts and vectors, and the queries with theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.access import Access
from corpus.errors import UsageError
from corpus.store import Store
from evaluation.matching import Found
from search.encoders import Encoder, Vectors
from search.passages import load_vectors, read_passages

TEXTS = ("encoded", "own")
"""Which words of a passage are told: as the encoder reads them, headings first, or its own alone."""


@dataclass(frozen=True, slots=True)
class Material:
    """The passages, in the order of the store's documents.

    ``texts``, ``languages`` and the rows of ``vectors`` go together; ``places`` names the provision that each
    passage belongs to.
    """

    texts: tuple[str, ...]
    languages: tuple[str, ...]
    vectors: Vectors
    places: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A query as it is handed to a peer: its language as Narcord recognises it, its vector of length 1."""

    text: str
    language: str
    vector: Vectors


class Peer(Protocol):
    """Another library, its index built."""

    def search(self, question: Question, limit: int) -> Sequence[int]:
        """Return the numbers of at most ``limit`` passages of the material, best first."""
        ...


def read_material(
    store: Store, encoder: Encoder, access: Access, texts: str = "encoded", *, kept: Store | None = None
) -> Material:
    """Read the passages that ``access`` may see, with the vectors that ``encoder`` gave them.

    ``kept`` is the store that holds these vectors, if it is another: they are found by the words.

    Raises:
        UsageError: it does not hold the vectors of this encoder.
    """
    documents = sorted(store.documents(access), key=lambda document: document.id)
    passages = list(read_passages(store, [document.id for document in documents], access))
    try:
        vectors = load_vectors(kept or store, encoder, passages)
    except KeyError as error:
        raise UsageError(
            f"The home does not hold the vectors of the encoder {encoder.name!r} for all its passages.",
            remedy=f"Name a home with --vectors whose index was built with NARCORD_ENCODER={encoder.name}.",
        ) from error
    known = {document.id: document for document in documents}
    return Material(
        tuple(entry.encoded if texts == "encoded" else entry.text for entry in passages),
        tuple(entry.passage.language for entry in passages),
        vectors,
        tuple(
            Found(
                entry.passage.document_id,
                known[entry.passage.document_id].source,
                known[entry.passage.document_id].instrument_id,
                entry.passage.eid,
                entry.passage.language,
            )
            for entry in passages
        ),
    )


def roll_up(rows: Sequence[int], places: Sequence[Found]) -> list[Found]:
    """Return the provisions of these passages, each once, in the place of its best passage."""
    found: dict[tuple[str, str], Found] = {}
    for row in rows:
        place = places[row]
        found.setdefault((place.document, place.eid), place)
    return list(found.values())
