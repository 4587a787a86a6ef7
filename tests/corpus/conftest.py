"""Stores to test against: SQLite always, PostgreSQL where NARCORD_TEST_POSTGRES_URL names a server.

The PostgreSQL database is emptied before each test: name one that holds nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from corpus.store.engine import open_engine
from corpus.store.migrating import migrate

POSTGRES = os.environ.get("NARCORD_TEST_POSTGRES_URL")


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'narcord.db'}"
    assert POSTGRES is not None
    engine = open_engine(POSTGRES)
    migrate(engine, "base")
    engine.dispose()
    return POSTGRES


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store on an empty database."""
    with Store.open(database_url) as opened:
        yield opened
