"""Stores to test against, empty before each test: SQLite and PostgreSQL.

PostgreSQL runs in a temporary folder for the length of the tests, or is the server that
NARCORD_TEST_POSTGRES_URL names (a database that holds nothing else).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from corpus.store.engine import open_engine
from corpus.store.migrating import migrate
from tests.corpus.postgres import is_installed, run_postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL database that the tests may empty."""
    if given := os.environ.get("NARCORD_TEST_POSTGRES_URL"):
        yield given
    elif is_installed():
        with run_postgres() as url:
            yield url
    elif os.environ.get("CI") == "true":
        pytest.fail("PostgreSQL is missing in CI; `make test` installs it")
    else:
        pytest.skip("PostgreSQL is not installed")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'narcord.db'}"
    url: str = request.getfixturevalue("postgres_url")
    engine = open_engine(url)
    migrate(engine, "base")
    engine.dispose()
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store on an empty database."""
    with Store.open(database_url) as opened:
        yield opened
