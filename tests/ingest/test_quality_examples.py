"""The examples in the docstrings of the quality report and of language identification run."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["ingest.quality.fold", "ingest.quality.numbering", "ingest.language"])
def test_examples(name: str) -> None:
    results = doctest.testmod(import_module(name))
    assert results.attempted > 0
    assert results.failed == 0
