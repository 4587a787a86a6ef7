"""Reading the label at the start of a paragraph, by the rows of :mod:`ingest.structure.label_table`.

Which reading of an ambiguous label holds (``i`` the letter or the numeral) is decided by sequence,
in :mod:`ingest.structure.lists`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.eid import number_to_num
from corpus.numerals import latin_letter, position_letter, read_cjk_number, read_digits
from ingest.structure.label_counters import Counter, counters
from ingest.structure.label_table import PARAGRAPHS, PROSE, Style, style_table

__all__ = ["PARAGRAPHS", "PROSE", "Label", "Style", "read_labels", "style_table"]

# What stands between the number and its bracket in an inserted item: 2-1., (1A), 1의2., 2¹.
_INSERTED = (
    r"(?P<plus>(?:[-–.]\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}|\s?(?:bis|ter|quater)(?![^\W_])"
    r"|[A-Za-z](?![^\W_])|[ক-হक-ह]|-[က-အ](?=။)|의\d+)?)"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBERS = frozenset(
    {"decimal", "circled", "parenthesised", "dotted", "raised", "cjk", "Roman", "arabic-words"}
)
_ENCLOSED_LETTERS = frozenset(
    {"circled-hangul", "circled-latin", "parenthesised-hangul", "parenthesised-latin"}
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label read at ``start`` of a paragraph: ``position`` in its list, ``num`` for the eId."""

    style: str
    position: int
    num: str
    start: int
    end: int
    cautious: bool = False
    inserted: tuple[int, ...] = ()


@lru_cache(maxsize=64)
def _compiled(families: frozenset[str]) -> tuple[tuple[Style, re.Pattern[str], Counter], ...]:
    rows = []
    for style in style_table():
        if style.languages and not families.intersection(style.languages):
            continue
        counter = counters()[style.counter]
        group = f"(?P<n>{counter.pattern})" + (_INSERTED if style.inserts else "")
        rows.append((style, re.compile(style.pattern.replace("{}", group)), counter))
    return tuple(rows)


# A sieve: what no label can begin with costs no more than this.
_POSSIBLE = re.compile(r"(?:§\s?)?[(（]?\s?[\w⁰¹²³⁴-⁹①-⓿❶-➉㈀-㋾]")


def read_labels(text: str, languages: frozenset[str], start: int = 0) -> tuple[Label, ...]:
    """Return every reading of the label at ``start`` of ``text``; empty if there is none.

    ``languages`` are those of the document (BCP 47).
    """
    if not _POSSIBLE.match(text, start):
        return ()
    found = []
    families = frozenset(language.split("-")[0] for language in languages)
    for style, pattern, counter in _compiled(families):
        match = pattern.match(text, start)
        if match is None:
            continue
        printed = match["n"]
        position = counter.read(printed)
        if position is None:
            continue
        plus = (match.groupdict().get("plus") or "").strip()
        num = _num(style.counter, printed, position, plus)
        inserted = _inserted(plus)
        name = style.name
        if style.counter == "last":
            name = "1." * (printed.count(".") + 1)  # each depth is a list of its own
        if style.name == "一 ":
            inserted = tuple(read_cjk_number(n) for n in re.findall(r"の([二三四五六七八九十]+)", match[0]))
            num = "-".join((num, *map(str, inserted)))
        found.append(Label(name, position, num, start, match.end(), style.cautious, inserted))
    return tuple(found)


def _inserted(plus: str) -> tuple[int, ...]:
    digits = tuple(read_digits(n) for n in re.findall(r"\d+", plus.translate(_RAISED)))
    return digits or ((1,) if plus else ())


def _num(counter: str, printed: str, position: int, plus: str) -> str:
    if counter in _NUMBERS:
        return number_to_num(f"{position}{plus}", roman=False) or str(position)
    if counter == "last":
        return str(position)
    if counter in _ENCLOSED_LETTERS or counter == "bengali-vowels":
        return position_letter(position)
    if counter == "roman":
        return number_to_num(printed, roman=False) or str(position)
    if len(printed) == 2 and printed[0] == printed[1]:
        return latin_letter(printed[0]) * 2
    return number_to_num(printed, roman=False) or str(position)
