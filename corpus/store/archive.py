"""Copies of the knowledge base: backup and restore of the database, export of what a reader may see."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL

from corpus.access import Access
from corpus.errors import StoreError, UsageError
from corpus.store.engine import open_engine, parse_url
from corpus.store.migrating import migrate
from corpus.store.reading import Reading
from corpus.store.tables import HEAD

_DATABASE = "narcord.db"
_MANIFEST = "manifest.json"
_NOT_SQLITE = "PostgreSQL is backed up and restored with its own tools: use pg_dump and pg_restore."


class Exporting(Reading):
    """The part of the store that makes copies."""

    def export(self, access: Access) -> Iterator[str]:
        """Yield what ``access`` may see, a line of JSON per current document, in the order of documents().

        A line has the keys instrument, document (with its text), provisions, citations, assignments,
        commitments and mentions, with the fields of :mod:`corpus.model`. Letters are kept as they are.
        """
        for entry in self.documents(access):
            record = asdict(self.bundle(entry.id, access))
            del record["passages"]  # an artefact of indexing
            yield json.dumps(record, ensure_ascii=False, default=_write_moment)

    def backup(self, path: Path) -> None:
        """Write a consistent copy of the database to the ZIP file ``path``, while others go on writing.

        It holds everything, confidential documents included; only its owner may read the file.

        Raises:
            UsageError: the database is PostgreSQL.
            StoreError: the file cannot be written.
        """
        source = _sqlite_file(self._engine.url)
        try:
            with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
                copy = Path(folder) / _DATABASE
                _copy_database(source, copy)
                packed = Path(folder) / "backup.zip"
                manifest = {"format": 1, "migration": HEAD, "made_at": datetime.now(UTC).isoformat()}
                with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                    archive.writestr(_MANIFEST, json.dumps(manifest))
                    archive.write(copy, _DATABASE)
                packed.chmod(0o600)
                os.replace(packed, path)
        except OSError as error:
            raise StoreError(
                f"The backup {path} cannot be written: {error.strerror}.",
                remedy="Name a file in a folder that exists, is writable and has room.",
            ) from error


def restore(path: Path, database_url: str) -> None:
    """Replace the content of the database with that of the backup ``path``, in one transaction.

    Other processes that have the database open see the restored content. A backup by an older
    version of the program is migrated. The search index must be rebuilt afterwards, which its
    users notice by :meth:`Store.content_revision`.

    Raises:
        UsageError: the database is PostgreSQL.
        StoreError: the file is no backup of ours, is damaged, or was made by a newer version.
    """
    target = _sqlite_file(parse_url(database_url))
    remedy = "Give a ZIP file that `narcord backup` wrote."
    with tempfile.TemporaryDirectory(prefix="narcord-restore-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                archive.getinfo(_MANIFEST)  # without it, it is somebody else's database
                extracted = Path(archive.extract(_DATABASE, folder))
        except (zipfile.BadZipFile, zlib.error, KeyError, EOFError) as error:
            raise StoreError(f"{path} is not a backup of Narcord, or is damaged.", remedy=remedy) from error
        except OSError as error:
            raise StoreError(f"The backup {path} cannot be read: {error.strerror}.", remedy=remedy) from error
        # Looked at before the present database is touched.
        engine = open_engine(f"sqlite:///{extracted}")
        try:
            migrate(engine)
        finally:
            engine.dispose()
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _copy_database(extracted, target)


def _copy_database(source: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(source, timeout=60)) as reader,
            closing(sqlite3.connect(target, timeout=60)) as writer,
        ):
            reader.backup(writer)
    except sqlite3.Error as error:
        raise StoreError(
            f"The database {source} could not be copied to {target}: {error}.",
            remedy="Check the disk and its free space, then try again.",
        ) from error


def _sqlite_file(url: URL) -> Path:
    if url.get_backend_name() != "sqlite":
        raise UsageError("This command copies SQLite databases only.", remedy=_NOT_SQLITE)
    if url.database in (None, "", ":memory:"):
        raise UsageError(
            "A database in memory cannot be copied to or from a file.",
            remedy="Set NARCORD_DATABASE_URL to a file.",
        )
    return Path(url.database or "")


def _write_moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"cannot be written as JSON: {type(value)}")
