"""Telling which instrument a file holds."""

from __future__ import annotations

import pytest

from corpus.model import InstrumentKind
from corpus.register import load_register
from ingest.instruments import (
    KIND_WORDS,
    Described,
    group_by_instrument,
    identify_instrument,
    name_stem,
    tell_kind,
)

REGISTER = {entry.instrument.id: entry for entry in load_register()}


@pytest.mark.parametrize(
    ("title", "kind"), [(example, row.kind) for row in KIND_WORDS for example in row.examples]
)
def test_kind_is_told_from_the_title(title: str, kind: InstrumentKind) -> None:
    assert tell_kind(title) is kind


def test_kind_of_a_title_without_a_telling_word() -> None:
    assert tell_kind("Minutes") is InstrumentKind.OTHER


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("es/un-single-convention-1961-es.md", "un-single-convention-1961"),
        ("zh-Hant/tw-act-L0030010.txt", "tw-act-L0030010"),
        ("a/law.kk.docx", "law"),
        ("kr-special-act.md", "kr-special-act"),
    ],
)
def test_name_stem_drops_suffix_and_language(path: str, stem: str) -> None:
    assert name_stem(path) == stem


def test_files_with_one_stem_or_one_title_are_one_instrument() -> None:
    slugs = group_by_instrument(
        [
            Described("en/tw-drugs-act-L1.txt", "tw", "Drugs Act"),
            Described("zh-Hant/tw-drugs-act-L1.txt", "tw", "藥品條例"),
            Described("vi/vn-law-73.pdf", "vn", "Luật 73"),
            Described("vi/vn-long-name-of-law.docx", "vn", "Luật  73"),
            Described("ko/drugs-act-L1.md", "kr", "Drugs Act"),
        ]
    )
    assert slugs["en/tw-drugs-act-L1.txt"] == slugs["zh-Hant/tw-drugs-act-L1.txt"] == "tw-drugs-act-l1"
    assert slugs["vi/vn-law-73.pdf"] == slugs["vi/vn-long-name-of-law.docx"] == "vn-law-73"
    assert slugs["ko/drugs-act-L1.md"] == "drugs-act-l1"


def test_grouping_does_not_depend_on_the_order_of_the_rows() -> None:
    rows = [
        Described("a/one.txt", "xx", "First title"),
        Described("b/two.txt", "xx", "Second title"),
        Described("c/one.txt", "xx", "Second title"),
    ]
    assert group_by_instrument(rows) == group_by_instrument(rows[::-1])
    assert len(set(group_by_instrument(rows).values())) == 1


def test_a_title_that_the_register_knows_gives_its_instrument() -> None:
    entry = REGISTER["/akn/un/act/1988/illicit-traffic"]
    found = identify_instrument(
        ["scan 17", entry.source_title], jurisdiction="un", year=1988, slug="scan-17", register=REGISTER
    )
    assert found == entry.instrument


def test_an_unknown_instrument_gets_an_identifier_of_its_own() -> None:
    found = identify_instrument(
        ["Прекурсорлар туралы заң"], jurisdiction="kz", year=2025, slug="kz-precursors", register=REGISTER
    )
    assert found.id == "/akn/kz/act/2025/precursors"
    assert found.kind is InstrumentKind.ACT


def test_nothing_known_still_gives_a_valid_identifier() -> None:
    found = identify_instrument([None, " "], jurisdiction=None, year=None, slug=None, register=REGISTER)
    assert found.id == "/akn/zz/doc/nodate/untitled"
