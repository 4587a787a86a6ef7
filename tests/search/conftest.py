"""A home with a small knowledge base, indexed by the encoder without a model."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import Settings
from corpus.store import Store

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
        for bundle in (_module.SEA, _module.HARBOUR, _module.SECRET):
            opened.put(bundle)
        yield opened
