"""Fixtures shared by the tests of every room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_corpus() -> Path:
    """The folder of authentic documents that lies beside the checkout."""
    folder = ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the authentic documents are missing in CI: {folder}")
        pytest.skip("the authentic documents (../shared/corpus) are not here")
    return folder
