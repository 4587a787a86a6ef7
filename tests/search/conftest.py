"""A home with a small knowledge base, indexed by the encoder without a model."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from search.service import SearchService

# Test folders are no packages; the samples are made importable under a name of their own.
_spec = importlib.util.spec_from_file_location("search_samples", Path(__file__).with_name("samples.py"))
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
sys.modules["search_samples"] = _module
_spec.loader.exec_module(_module)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load({"NARCORD_HOME": str(tmp_path / "home"), "NARCORD_ENCODER": "demo"})


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with Store.open(settings.database_url) as opened:
        fill(opened)
        yield opened


def fill(store: Store) -> None:
    for bundle in (_module.SEA, _module.HARBOUR, _module.SECRET):
        store.put(bundle)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    """An index that tests only read: building one takes the engine a second."""
    home = tmp_path_factory.mktemp("indexed")
    settings = Settings.load({"NARCORD_HOME": str(home), "NARCORD_ENCODER": "demo"})
    with Store.open(settings.database_url) as opened:
        fill(opened)
        build_index(opened, settings)
        service = SearchService(opened, settings)
        yield service
        service.close()
