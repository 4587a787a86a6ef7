# ruff: noqa: E501 - samples are read as one line
"""The two tables of numbering say by their own examples what they recognise."""

from __future__ import annotations

import re

import pytest

from ingest.structure.labels import Style, read_labels, style_table
from ingest.structure.numbers import read_number, sort_key
from ingest.structure.recognise import find_marks
from ingest.structure.references import reference_table
from ingest.structure.reflow import Paragraph
from ingest.structure.units import Unit, unit_table, units_for

UNIT_CASES = [(unit, line, num) for unit in unit_table() for line, num in unit.examples]
LABEL_CASES = [(style, line, position) for style in style_table() for line, position in style.examples]
LANGUAGES_OF_THE_ISSUE = [
    "en", "ru", "kk", "ky", "uz", "tg", "mn", "az", "tr", "tk", "fa", "prs", "ps", "ar", "he", "ur",
    "hi", "bn", "ne", "si", "ta", "th", "lo", "km", "my", "vi", "id", "ms", "fil", "zh", "zh-Hant",
    "ja", "ko", "de", "fr", "es", "pt", "nl", "uk", "kk-Latn", "uz-Cyrl", "az-Cyrl", "tk-Cyrl",
]  # fmt: skip
DIGITS = {
    "fa": "۰۱۲۳۴۵۶۷۸۹", "prs": "۰۱۲۳۴۵۶۷۸۹", "ps": "۰۱۲۳۴۵۶۷۸۹", "ur": "۰۱۲۳۴۵۶۷۸۹", "ar": "٠١٢٣٤٥٦٧٨٩", "hi": "०१२३४५६७८९",
    "ne": "०१२३४५६७८९", "bn": "০১২৩৪৫৬৭৮৯", "th": "๐๑๒๓๔๕๖๗๘๙", "lo": "໐໑໒໓໔໕໖໗໘໙", "km": "០១២៣៤៥៦៧៨៩", "my": "၀၁၂၃၄၅၆၇၈၉",
    "si": "෦෧෨෩෪෫෬෭෮෯", "ta": "௦௧௨௩௪௫௬௭௮௯", "zh": "０１２３４５６７８９", "ja": "０１２３４５６７８９",
}  # fmt: skip
"""How each language may write the digits 0 to 9."""


@pytest.mark.parametrize(
    ("unit", "line", "num"),
    UNIT_CASES,
    ids=[f"{u.languages[0]}-{u.kind}-{line}" for u, line, _ in UNIT_CASES],
)
def test_unit_example(unit: Unit, line: str, num: str | None) -> None:
    for language in unit.languages:
        found = [
            (mark.kind, mark.number.num if mark.number else "")
            for mark in find_marks([Paragraph(line)], frozenset({language}))
        ]
        if num is None:
            assert unit.kind not in {kind for kind, _ in found}
        else:
            assert found == [(unit.kind, num)]


@pytest.mark.parametrize(
    "unit", unit_table(), ids=[f"{u.languages[0]}-{u.kind}-{n}" for n, u in enumerate(unit_table())]
)
def test_every_row_has_examples_and_near_misses(unit: Unit) -> None:
    assert len({line for line, num in unit.examples if num is not None}) >= 2 or not unit.numbered
    assert [line for line, num in unit.examples if num is not None]
    assert [line for line, num in unit.examples if num is None]


@pytest.mark.parametrize(
    ("languages", "line"),
    [(row.languages, line) for row in reference_table() for line in row.examples],
    ids=[line for row in reference_table() for line in row.examples],
)
def test_a_reference_opens_nothing(languages: tuple[str, ...], line: str) -> None:
    known = [
        language for language in languages if find_marks([Paragraph(_head(line))], frozenset({language}))
    ]
    assert known  # the number alone would open a unit in one of them
    for language in languages:
        assert find_marks([Paragraph(line)], frozenset({language})) == []


def _head(line: str) -> str:
    """The line as far as its number."""
    return re.match(r"\D*\d+", line)[0]  # type: ignore[index]


@pytest.mark.parametrize("language", LANGUAGES_OF_THE_ISSUE)
@pytest.mark.parametrize("line", ["12.05.2020", "25 000", "+7 727 250 11 22", "5 %", "1961", "2020-05-12", "1/2", "5 kg", "3:15"])  # fmt: skip
def test_dates_amounts_and_telephones_open_nothing(language: str, line: str) -> None:
    for written in {line, line.translate(str.maketrans("0123456789", DIGITS.get(language, "0123456789")))}:
        assert find_marks([Paragraph(written)], frozenset({language})) == []
        assert not [x for x in read_labels(written, frozenset({language})) if not x.cautious]


@pytest.mark.parametrize(
    ("style", "line", "position"), LABEL_CASES, ids=[f"{s.name}-{line}" for s, line, _ in LABEL_CASES]
)
def test_label_example(style: Style, line: str, position: int | None) -> None:
    for language in style.languages or ("en",):
        found = [
            label.position for label in read_labels(line, frozenset({language})) if label.style == style.name
        ]
        assert found == ([] if position is None else [position])


@pytest.mark.parametrize("style", style_table(), ids=[style.name for style in style_table()])
def test_every_label_has_examples_and_near_misses(style: Style) -> None:
    assert len({line for line, position in style.examples if position}) >= 2
    assert [line for line, position in style.examples if position is None]


@pytest.mark.parametrize("language", LANGUAGES_OF_THE_ISSUE)
def test_every_language_has_a_unit_that_is_cited(language: str) -> None:
    kinds = {unit.kind.value for unit, _ in units_for(frozenset({language}))}
    assert kinds & {"art", "sec"}


@pytest.mark.parametrize(
    ("printed", "num"),
    [
        ("12", "12"), ("๙๐", "90"), ("৪৪", "44"), ("٣٩", "39"), ("XIV", "14"), ("二の二", "2-2"), ("35A", "35a"),
        ("12 bis", "12bis"), ("228¹", "228-1"), ("الثانية والسبعون", "72"), ("BİRİNCİ", "1"), ("প্রথম", "1"),
    ],
)  # fmt: skip
def test_numbers(printed: str, num: str) -> None:
    number = read_number(printed)
    assert number is not None
    assert number.num == num


def test_what_is_no_number() -> None:
    assert read_number("umumiy") is None
    assert read_number("المذكورة") is None


def test_inserted_units_sort_behind_their_base() -> None:
    nums = ["13", "12-3", "12", "12bis", "35a", "35"]
    assert sorted(nums, key=sort_key) == ["12", "12bis", "12-3", "13", "35", "35a"]
