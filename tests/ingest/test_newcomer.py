"""One file read for a comparison: as ingestion reads it, and gone afterwards."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import InputError, LimitExceededError
from corpus.model import Strength
from ingest.limits import DEFAULT_LIMITS
from ingest.newcomer import read_newcomer, safe_name

STATEMENT = """Statement of Harbour Masters on Lamps

The Harbour Masters,

1. Agree that each harbour shall keep a lamp burning at night;

2. Encourage keepers to share oil.
"""


def test_it_is_read_like_any_other_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (bundle,) = read_newcomer(STATEMENT.encode(), "../lamps of 2024.txt")
    assert bundle.document.source == bundle.document.lineage == "lamps of 2024.txt"
    assert bundle.document.language == "en"
    assert {each.strength for each in bundle.commitments} >= {Strength.SHALL}
    assert str(tmp_path) not in repr(bundle)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "a.txt"), (b"\x7fELF\x02\x01", "a.txt"), (b"%PDF-1.7 x", "a.pdf")]
)
def test_what_cannot_be_read_says_so_by_its_name(
    data: bytes, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(InputError) as failure:
        read_newcomer(data, name)
    assert name in failure.value.message
    assert str(tmp_path) not in str(failure.value)
    assert list(tmp_path.iterdir()) == []


def test_it_is_bounded() -> None:
    with pytest.raises(LimitExceededError):
        read_newcomer(STATEMENT.encode(), "a.txt", replace(DEFAULT_LIMITS, max_bytes=10))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\draft (2).docx", "draft (2).docx"),
        ("", "newcomer"),
        ("...", "newcomer"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("проект.docx", "проект.docx"),
    ],
)
def test_names_mean_nothing_to_a_file_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    assert len(safe_name("x" * 500 + ".docx")) <= 120
    assert safe_name("x" * 500 + ".docx").endswith(".docx")
