# ruff: noqa: E501 - samples are read as one line
"""The two tables of numbering say by their own examples what they recognise."""

from __future__ import annotations

import pytest

from ingest.structure.labels import Style, read_labels, style_table
from ingest.structure.numbers import read_number, sort_key
from ingest.structure.units import Unit, number_of, unit_table, units_for

UNIT_CASES = [(unit, line, num) for unit in unit_table() for line, num in unit.examples]
LABEL_CASES = [(style, line, position) for style in style_table() for line, position in style.examples]
LANGUAGES_OF_THE_ISSUE = [
    "en",
    "ru",
    "kk",
    "ky",
    "uz",
    "tg",
    "mn",
    "az",
    "tr",
    "tk",
    "fa",
    "prs",
    "ps",
    "ar",
    "he",
    "ur",
    "hi",
    "bn",
    "ne",
    "si",
    "ta",
    "th",
    "lo",
    "km",
    "my",
    "vi",
    "id",
    "ms",
    "fil",
    "zh",
    "zh-Hant",
    "ja",
    "ko",
    "de",
    "fr",
    "es",
    "pt",
    "nl",
    "uk",
]


@pytest.mark.parametrize(
    ("unit", "line", "num"),
    UNIT_CASES,
    ids=[f"{u.languages[0]}-{u.kind}-{line}" for u, line, _ in UNIT_CASES],
)
def test_unit_example(unit: Unit, line: str, num: str | None) -> None:
    match = unit.compiled().match(line)
    number = number_of(match) if match else None
    if num is None:
        assert match is None or (unit.numbered and number is None)
    elif num == "":
        assert match is not None
        assert number is None
    else:
        assert number is not None
        assert number.num == num


@pytest.mark.parametrize(
    ("style", "line", "position"), LABEL_CASES, ids=[f"{s.name}-{line}" for s, line, _ in LABEL_CASES]
)
def test_label_example(style: Style, line: str, position: int | None) -> None:
    languages = frozenset(style.languages) or frozenset({"en"})
    found = [label.position for label in read_labels(line, languages) if label.style == style.name]
    assert found == ([] if position is None else [position])


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
