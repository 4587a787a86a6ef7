"""Connections to the database, and what makes SQLite and PostgreSQL behave alike.

SQLite runs with a write-ahead log, so that a server reads while a command-line ingestion writes;
writers take the write lock when they begin, and wait for each other. PostgreSQL writers take one
advisory lock to the same end.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from corpus.errors import ConfigurationError, StoreError

logger = logging.getLogger(__name__)

BUSY_SECONDS = 60
_WRITE_LOCK = 0x6E6172636F7264  # "narcord"; any constant will do


def parse_url(database_url: str) -> URL:
    """Return ``database_url`` with the driver that we use.

    Raises:
        ConfigurationError: it is no URL of SQLite or PostgreSQL.
    """
    remedy = (
        "Use sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME in NARCORD_DATABASE_URL or "
        "database_url of narcord.toml."
    )
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise ConfigurationError("The database URL is not a URL.", remedy=remedy) from error
    backend = url.get_backend_name()
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return url.set(drivername="sqlite")
    raise ConfigurationError(f"Databases of type {backend!r} are not supported.", remedy=remedy)


def open_engine(database_url: str) -> Engine:
    """Return an engine for ``database_url``; the folder of an SQLite file is created.

    Raises:
        ConfigurationError: the URL, its folder or the driver cannot be used.
    """
    url = parse_url(database_url)
    options: dict[str, Any] = {"hide_parameters": True}  # parameters may be confidential text
    if url.get_backend_name() == "sqlite":
        if url.database in (None, "", ":memory:"):
            options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
        else:
            _create_folder(Path(url.database or ""))
            options |= {"connect_args": {"timeout": BUSY_SECONDS}, "pool_size": 8, "max_overflow": 64}
    else:
        options |= {"pool_pre_ping": True}
    try:
        engine = create_engine(url, **options)
    except (ImportError, NoSuchModuleError) as error:
        raise ConfigurationError(
            f"The driver for {url.get_backend_name()} is not installed: {error}.",
            remedy="Install it: pip install 'narcord[postgresql]'.",
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _create_folder(database: Path) -> None:
    try:
        database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ConfigurationError(
            f"The folder of the database {database} cannot be created: {error.strerror}.",
            remedy="Set NARCORD_HOME or NARCORD_DATABASE_URL to a place that you may write to.",
        ) from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Without this, Python's sqlite3 begins transactions at moments of its own choice.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    # NORMAL with a write-ahead log: a killed process loses nothing, a power cut at most the last commits.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer that began as a reader could fail at its first write; so it says at once what it is.
    write = connection.get_execution_options().get("narcord_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one consistent state of the database.

    Raises:
        StoreError: the database fails.
    """
    with _translated(), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield the connection of one write transaction: all of it happens, or nothing.

    Raises:
        StoreError: the database fails, or another writer holds it too long.
    """
    with (
        _translated(),
        engine.connect().execution_options(narcord_write=True) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITE_LOCK})
        yield connection


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise StoreError(
            f"The database refused an inconsistent record: {error.orig}.",
            remedy="This is a defect of the program or of a file's parsing; report it.",
        ) from error
    except DBAPIError as error:
        raise StoreError(f"The database failed: {error.orig}.", remedy=_remedy(str(error.orig))) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            "A text holds half of a character (a lone surrogate), which no database stores.",
            remedy="Clean the text before it is put into the store.",
        ) from error
    except SQLAlchemyError as error:
        raise StoreError(f"The database failed: {error}.", remedy="Report this defect.") from error


_REMEDIES = {
    "locked": "Another process has been writing for over a minute; wait until it ends, then try again.",
    "full": "Free some space on the disk, then try again; nothing of this change was kept.",
    "readonly": "Make the database file and its folder writable for this user.",
    "unable to open": "Check that the folder of the database exists and is writable.",
    "not a database": "The file is no database; set NARCORD_DATABASE_URL to another, or restore a backup.",
    "malformed": "The database file is damaged; restore a backup with `narcord restore`.",
    "disk i/o": "Check the disk; then restore a backup if the database is damaged.",
    "connect": "Check that the database server runs and that the database URL is right.",
}


def _remedy(message: str) -> str:
    lowered = message.lower()
    return next(
        (remedy for sign, remedy in _REMEDIES.items() if sign in lowered),
        "Check the database and its settings (NARCORD_DATABASE_URL).",
    )
