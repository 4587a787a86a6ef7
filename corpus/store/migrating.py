"""Bringing a database to the form that this program works with."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from corpus.errors import StoreError
from corpus.store.engine import reading, writing
from corpus.store.tables import HEAD

logger = logging.getLogger(__name__)

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, target: str = HEAD) -> None:
    """Bring the database to migration ``target`` ("base" empties it), in one transaction.

    Raises:
        StoreError: the database is newer than this program, or holds something else.
    """
    # Most runs find the database as it should be; Alembic is then not even imported.
    with reading(engine) as connection:
        if target == HEAD and _current(connection) == HEAD:
            return
    with writing(engine) as connection:
        current = _current(connection)  # again, now that nobody else can be migrating
        _refuse_strangers(connection, current)
        if current != target:
            logger.info("database goes from migration %s to %s", current, target)
            _run(connection, current, target)


def set_journal(engine: Engine) -> None:
    """Switch an SQLite file to a write-ahead log; the file remembers it."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        # Outside of a transaction, which SQLAlchemy would begin; the mode cannot change within one.
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_strangers(connection: Connection, current: str | None) -> None:
    if current is None:
        tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        if tables:
            raise StoreError(
                f"The database holds tables that are not Narcord's ({', '.join(sorted(tables)[:3])}).",
                remedy="Set NARCORD_DATABASE_URL to a database of its own.",
            )
    elif not any((_MIGRATIONS / "versions").glob(f"{current}_*.py")):
        raise StoreError(
            f"The database is at migration {current}, which is newer than this program ({HEAD}).",
            remedy="Install the newer version of Narcord, or restore a backup made with this one.",
        )


def _run(connection: Connection, current: str | None, target: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    # Revisions are four digits, so their order is that of their names.
    if target == "base" or (current is not None and target < current):
        command.downgrade(config, target)
    else:
        command.upgrade(config, target)
