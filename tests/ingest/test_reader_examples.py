"""The examples in the docstrings of the format side run and are right."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

MODULES = (
    "ingest.jurisdictions",
    "ingest.language",
    "ingest.readers",
    "ingest.readers.docx_numbering",
    "ingest.readers.furniture",
    "ingest.readers.ocr_packs",
    "ingest.readers.pdf_bidi",
    "ingest.readers.pdf_doubts",
    "ingest.readers.pdf_notes",
    "ingest.readers.pdf_ocr",
    "ingest.readers.pdf_units",
    "ingest.readers.wording",
    "ingest.scripts",
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    outcome = doctest.testmod(import_module(name))
    assert outcome.attempted > 0
    assert outcome.failed == 0
