"""The examples in the docstrings of corpus are run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import corpus

MODULES = [
    entry.name
    for entry in pkgutil.walk_packages(corpus.__path__, "corpus.")
    if "migrations" not in entry.name
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES) >= 4
