"""The year in which a text was adopted, from dates and numbers as legislatures print them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.numerals import read_cjk_number, read_digits

_EARLIEST = 1800
_CJK = "〇零一二三四五六七八九十百元0-9０-９"
_ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}


@dataclass(frozen=True, slots=True)
class YearRow:
    """One way of printing a year; group 1 holds it. ``examples`` are printed forms with their years."""

    name: str
    pattern: str
    read: Callable[[re.Match[str]], int | None]
    examples: tuple[tuple[str, int], ...]


def _digits(match: re.Match[str]) -> int | None:
    return read_digits(match[1])


def _cjk(text: str) -> int:
    if text == "元":
        return 1
    return read_digits(text) if text.isdecimal() else read_cjk_number(text)


# The first row that is found in a line gives its year; calendars other than ours stand first.
YEARS: tuple[YearRow, ...] = (
    YearRow(
        "Japanese era",
        rf"(明治|大正|昭和|平成|令和)([{_CJK}]{{1,4}})年",
        lambda match: _ERAS[match[1]] + _cjk(match[2]) - 1,
        (("昭和二十六年法律第九号", 1951), ("令和元年", 2019), ("平成3年", 1991)),
    ),
    YearRow(
        "Republic of China",
        rf"(?:中華)?民國([{_CJK}]{{1,4}})年",
        lambda match: 1911 + _cjk(match[1]),
        (("中華民國一百零六年六月", 2017), ("民國88年", 1999)),
    ),
    YearRow(
        "Buddhist era",
        r"(?:พ\.\s?ศ\.|พุทธศักราช|B\.E\.)\s?([๐-๙0-9]{4})",
        lambda match: read_digits(match[1]) - 543,
        (("พระราชบัญญัติ พ.ศ. ๒๕๖๔", 2021), ("B.E. 2522 (1979)", 1979)),
    ),
    YearRow(
        "Chinese year",
        r"([〇零一二三四五六七八九]{4}|[0-9０-９]{4})\s?年",
        lambda match: (
            read_cjk_number(match[1]) if match[1][0] in "〇零一二三四五六七八九" else read_digits(match[1])
        ),
        (("二〇〇七年十二月二十九日通过", 2007), ("2007年12月29日 通过", 2007)),
    ),
    YearRow(
        "a number with its year",
        r"(?:\bof|\bNo\.?\s?\d+\s?/|\bsố:?\s?\d+/|№\s?\d+/)\s?((?:1[89]|20)\d\d)\b",
        _digits,
        (("Act No. 41 of 2022", 2022), ("Luật số: 73/2021/QH14", 2021)),
    ),
    YearRow(
        "a year alone",
        r"(?<![\d./])((?:1[89]|20)\d\d|[০-৯]{4}|[०-९]{4}|[၀-၉]{4}|[០-៩]{4}|[໐-໙]{4})(?![\d০-৯०-९])",
        _digits,
        (
            ("Wet van 12 mei 1928", 1928),
            ("ngày 30 tháng 3 năm 2021", 2021),
            ("আইন, ২০১৮", 2018),
            ("Принят Думой 24 мая 1996 года", 1996),
            ("adopted on 2.3.1961", 1961),
        ),
    ),
    YearRow(
        "a date in figures",
        r"\b\d{1,2}[./]\d{1,2}[./]((?:1[89]|20)\d\d)\b",
        _digits,
        (("от 08.01.1998", 1998),),
    ),
)


def find_year(lines: Iterable[str | None]) -> int | None:
    """Return the first year that the lines print; one to come is a target ("until 2090"), no date.

    >>> find_year([None, "Act on Seeds, No. 41 of 2022"])
    2022
    """
    latest = datetime.now(UTC).year
    for line in lines:
        for row in YEARS:
            for match in re.finditer(row.pattern, line or ""):
                year = row.read(match)
                if year is not None and _EARLIEST <= year <= latest:
                    return year
    return None
