"""Databases of every age open, or say why not; migrations go up and down."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from corpus.access import Access
from corpus.errors import ConfigurationError, StoreError
from corpus.store import Store, migrating, tables
from corpus.store.engine import open_engine, reading
from tests.corpus.samples import make_bundle


def folder() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(migrating.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def test_the_program_knows_its_newest_migration() -> None:
    assert folder().get_heads() == [tables.HEAD]


def test_migrations_make_exactly_the_tables_of_the_program(database_url: str) -> None:
    engine = open_engine(database_url)
    migrating.migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    engine.dispose()


def test_migrations_go_down_and_up_again(database_url: str) -> None:
    engine = open_engine(database_url)
    migrating.migrate(engine)
    migrating.migrate(engine, "base")
    with reading(engine) as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    migrating.migrate(engine)
    engine.dispose()
    with Store.open(database_url) as store:
        store.put(make_bundle())
        assert store.counts(Access.public()).documents == 1


def test_an_existing_database_opens_with_its_content(database_url: str) -> None:
    with Store.open(database_url) as store:
        store.put(make_bundle())
        revision = store.content_revision()
    with Store.open(database_url) as store:
        assert store.bundle(make_bundle().document.id, Access.public()).provisions == make_bundle().provisions
        assert store.content_revision() == revision


def test_a_newer_database_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'n.db'}"
    Store.open(url).close()
    with closing(sqlite3.connect(tmp_path / "n.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StoreError, match="9999, which is newer"):
        Store.open(url)


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "o.db")) as connection:
        connection.execute("CREATE TABLE customers (name TEXT)")
    with pytest.raises(StoreError, match="customers"):
        Store.open(f"sqlite:///{tmp_path / 'o.db'}")
    with closing(sqlite3.connect(tmp_path / "o.db")) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("customers",)]


def test_a_file_that_is_no_database_is_told_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear reader, " * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(f"sqlite:///{file}")
    assert file.read_text().startswith("Dear reader")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="cannot be created"):
        Store.open(f"sqlite:///{tmp_path / 'file' / 'n.db'}")


@pytest.mark.parametrize("url", ["nonsense", "mysql://u@h/d", ""])
def test_urls_of_other_databases_are_told(url: str) -> None:
    with pytest.raises(ConfigurationError):
        Store.open(url)


def test_the_password_of_a_database_is_in_no_message() -> None:
    with pytest.raises(ConfigurationError) as told:
        Store.open("oracle://user:hunter2@host/name")
    assert "hunter2" not in str(told.value)


def test_a_store_can_be_kept_in_memory() -> None:
    with Store.open("sqlite://") as store:
        store.put(make_bundle())
        assert store.counts(Access.public()).documents == 1
