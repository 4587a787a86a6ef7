"""A cache of encoded text by content: what reads the same is encoded once, ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from corpus.store.base import Base, in_batches
from corpus.store.tables import vector

Vector = npt.NDArray[np.float32]


class VectorCache(Base):
    """The part of the store that keeps an encoder's vectors; it knows hashes, not texts."""

    def vectors(self, encoder: str, hashes: Iterable[str]) -> dict[str, Vector]:
        """Return the vectors that the encoder with fingerprint ``encoder`` gave for these hashes.

        Each is a read-only float32 array of shape (dimension,); hashes without one are left out.
        """
        found: dict[str, Vector] = {}
        with self._reading() as connection:
            for batch in in_batches(dict.fromkeys(hashes)):
                rows = connection.execute(
                    select(vector.c.hash, vector.c.vector).where(
                        vector.c.encoder == encoder, vector.c.hash.in_(batch)
                    )
                )
                found |= {key: np.frombuffer(blob, dtype="<f4") for key, blob in rows}
        return found

    def put_vectors(self, encoder: str, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors by content hash; those already kept stay as they are."""
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        with self._writing() as connection:
            for batch in in_batches(vectors.items()):
                rows = [
                    {"encoder": encoder, "hash": key, "vector": np.asarray(value, dtype="<f4").tobytes()}
                    for key, value in batch
                ]
                connection.execute(insert(vector).on_conflict_do_nothing(), rows)

    def drop_vectors(self, keep: str) -> int:
        """Delete the vectors of all encoders but ``keep``, and return how many those were."""
        with self._writing() as connection:
            return connection.execute(delete(vector).where(vector.c.encoder != keep)).rowcount
