"""Applications over a small made-up home, built once; the search is real, on the demo encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from tests.web.samples import BASE, KNOWLEDGE, settings_of, small_register
from web.app import create_app
from web.cli import build_app


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a home that holds :data:`KNOWLEDGE`, indexed."""
    home = tmp_path_factory.mktemp("home")
    found = settings_of(home)
    with Store.open(found.database_url) as store:
        for bundle in KNOWLEDGE:
            store.put(bundle)
        store.record_failure(
            "laws/broken.pdf", None, "DamagedFileError", "It ends too early.", "Get it again."
        )
        build_index(store, found)
    return found


@pytest.fixture(scope="session")
def public_app(settings: Settings) -> Iterator[TestClient]:
    """The application as the public sees it, running for all tests."""
    with TestClient(create_app(settings), base_url=BASE) as found:
        yield found


@pytest.fixture
def client(public_app: TestClient) -> TestClient:
    """The same, as to a reader who comes for the first time."""
    public_app.cookies.clear()
    return public_app


@pytest.fixture(scope="session")
def party_client(settings: Settings) -> Iterator[TestClient]:
    """The application of the party that provided the confidential document."""
    with TestClient(create_app(replace(settings, party="yy")), base_url=BASE) as found:
        yield found


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[TestClient]:
    """The application over a home in which nothing has been done yet."""
    home = tmp_path / "new" / "home"
    found = settings_of(home)
    with TestClient(create_app(found), base_url=BASE) as client:
        yield client


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command in a home of its own, with a small register; its failures are raised."""
    monkeypatch.setattr("web.upkeep.register_bundles", small_register)
    monkeypatch.setenv("NARCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NARCORD_ENCODER", "demo")
    (tmp_path / "home").mkdir()

    def invoke(*arguments: str, code: int = 0) -> Result:
        result = CliRunner().invoke(build_app(), list(arguments))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return invoke
