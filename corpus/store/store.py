"""The system of record: opening and closing it."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from corpus.store.aligning import Aligning
from corpus.store.archive import Exporting
from corpus.store.catalogue import Catalogue
from corpus.store.collecting import Collecting
from corpus.store.committing import Committing
from corpus.store.covered import Listing
from corpus.store.decisions import Deciding
from corpus.store.engine import open_engine, reading
from corpus.store.fetching import Fetching
from corpus.store.folders import Foldering
from corpus.store.linking import Linking
from corpus.store.mentioning import Mentioning
from corpus.store.migrating import migrate, set_journal
from corpus.store.queueing import Queueing
from corpus.store.quoting import Quoting
from corpus.store.reviewing import Reviewing
from corpus.store.saving import Saving
from corpus.store.vectors import VectorCache
from corpus.store.writing import Writing


class Store(
    Exporting,
    Catalogue,
    Writing,
    Linking,
    Mentioning,
    Deciding,
    Reviewing,
    Queueing,
    Listing,
    Saving,
    Foldering,
    Collecting,
    Committing,
    Quoting,
    Aligning,
    Fetching,
    VectorCache,
):
    """The knowledge base in a database: everything else can be rebuilt from it.

    It may be used by several threads, and by several processes at once on one database.

        with Store.open("sqlite:///narcord.db") as store:
            store.put(bundle)
    """

    @classmethod
    def open(cls, database_url: str) -> Self:
        """Return the store at an SQLAlchemy URL, created or migrated as need be.

        Raises:
            ConfigurationError: the URL, its folder or its driver cannot be used.
            StoreError: the database is damaged, newer than this program, or somebody else's.
        """
        engine = open_engine(database_url)
        try:
            with reading(engine):  # so that a file that is no database is told before anything is written
                pass
            set_journal(engine)
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
