"""Authentic versions of one text: what is known of them is told, and nothing is lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.model import Bundle
from ingest.bundles import FileFacts
from ingest.discover import SourceFile
from ingest.pipeline import read_file
from search.redline import Kind, Redline, compare_texts


def take(path: Path) -> Bundle:
    data = path.read_bytes()
    return read_file(SourceFile(path), FileFacts(path.as_posix(), hashlib.sha256(data).hexdigest()))[0]


def compare(shared_corpus: Path, before: str, after: str) -> tuple[Bundle, Bundle, Redline]:
    a, b = take(shared_corpus / before), take(shared_corpus / after)
    return a, b, compare_texts(a.document.text, a.provisions, b.document.text, b.provisions)


def test_one_law_in_two_formats_hardly_differs(shared_corpus: Path) -> None:
    name = "vi/vn-luat-phong-chong-ma-tuy-2021"
    a, _, found = compare(shared_corpus, f"{name}.md", f"{name}.docx")
    counts = found.counts
    assert counts[Kind.UNCHANGED] >= len(a.provisions) - 3
    assert counts[Kind.INSERTED] == counts[Kind.DELETED] == counts[Kind.MOVED] == 0


@pytest.mark.parametrize("language", ["en", "ms"])
def test_a_second_bill_inserts_sections_and_renumbers_one(shared_corpus: Path, language: str) -> None:
    name = f"{language}/my-dd-spm-amendment-bill-1990"
    _, _, found = compare(shared_corpus, f"{name}-dr07.md", f"{name}-dr12.md")
    renumbered = [entry for entry in found.entries if Kind.RENUMBERED in entry.kinds]
    assert [(each.a.label, each.b.label) for each in renumbered if each.a and each.b] == [("3.", "5.")]
    inserted = {entry.b.label for entry in found.entries if entry.b and Kind.INSERTED in entry.kinds}
    assert {"3.", "4."} <= inserted
    assert found.counts[Kind.MOVED] == 0


def test_two_laws_of_two_provinces_share_articles(shared_corpus: Path) -> None:
    a, b, found = compare(shared_corpus, "zh/cn-shandong-jindu-tiaoli.md", "zh/cn-shanghai-jindu-tiaoli.md")
    assert found.counts[Kind.CHANGED] > 30
    assert found.counts[Kind.MOVED] > 5
    for side, bundle in (("a", a), ("b", b)):
        spelt = "".join(getattr(segment, side) for entry in found.entries for segment in entry.segments)
        # All but the blank lines between the first provisions.
        assert sorted("".join(spelt.split())) == sorted("".join(bundle.document.text.split()))
