"""Finding the units of a document: which paragraphs open an article, a chapter, a schedule.

A paragraph that begins like an article may be one, or a line that begins with a reference, or a
new article quoted in an amendment. What follows the number decides here; the sequence of all
numbers decides in :mod:`ingest.structure.sequence`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.numbers import Number, read_number
from ingest.structure.references import references_for
from ingest.structure.reflow import Paragraph
from ingest.structure.units import BASIC, Unit, number_of, units_for

GROUPS = frozenset({K.BOOK, K.PART, K.TITLE, K.CHAPTER, K.DIVISION})
_HINT_RANKS = {K.BOOK: 1, K.PART: 2, K.TITLE: 3, K.CHAPTER: 4, K.DIVISION: 5, K.SCHEDULE: 1}
_NO_UNITS = frozenset({BlockKind.FOOTNOTE, BlockKind.ROW, BlockKind.EDITORIAL})
# The bracket around what an amendment put in place, with the mark of its footnote: 1[SCHEDULE-II.
_BRACKET = re.compile(r"(?:\d{1,2}|[⁰¹²³⁴-⁹]{1,3})?[\[【]\s?")
_PUNCTUATION = re.compile(r"\s*[.:：．\-–—)\]|]")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SERIES = {"geçici": "gecici", "ek": "ek"}
_SERIES_BEFORE = re.compile(r"(GEÇİCİ|Geçici|EK|Ek)(?:\s+[Mm]adde\s+\d+\s*[-–]?)?\s*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A paragraph that opens a unit: ``index`` of the paragraph, ``start`` and ``end`` of the label in it.

    ``strong``: the line alone shows that it opens the unit. ``heading``: the source sets it as a
    heading; ``stated``: the format says what it is. ``restart``: numbering starts again here for
    no reason that the text gives. ``raised``: the number ends in raised digits. ``series`` names
    articles numbered apart (provisional ones).
    ``supplement``: supplementary provisions, numbered by themselves. ``table``: a table of data.
    """

    index: int
    kind: K
    number: Number | None
    start: int
    end: int
    rank: int = 9
    strong: bool = False
    heading: bool = False
    stated: bool = False
    restart: bool = False
    raised: bool = False
    series: str = ""
    supplement: bool = False
    table: bool = False


def find_marks(paragraphs: Sequence[Paragraph], languages: frozenset[str]) -> list[Mark]:
    """Return every paragraph that looks like the opening of a unit, in order.

    Where the format states the units, only what it states and what it sets as headings counts.
    """
    rows, references = units_for(languages), references_for(languages)
    stated = sum(1 for p in paragraphs if p.hint in BASIC and p.label) >= 10
    marks = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in _NO_UNITS or paragraph.hint is K.FRONT:
            continue
        mark = _from_hint(index, paragraph)
        if (
            paragraph.hint is not None
            and paragraph.hint not in GROUPS
            and paragraph.hint is not K.SCHEDULE
            and mark is None
        ):
            continue  # a caption of what follows
        if mark is None and not (
            stated and paragraph.hint is None and paragraph.kind is not BlockKind.HEADING
        ):
            before = paragraphs[index - 1].text if index else ""
            mark = _from_text(index, paragraph, rows, references, before)
        if mark is not None and not (stated and mark.kind in BASIC and not mark.stated):
            marks.append(mark)
    return _without_captions(marks)


def _without_captions(marks: list[Mark]) -> list[Mark]:
    """Drop numbered tables that an article follows, unless they stand in an annex: they are captions."""
    last = max((place for place, mark in enumerate(marks) if mark.kind in BASIC), default=-1)
    annexed = False
    kept = []
    for place, mark in enumerate(marks):
        if mark.table and place < last and not annexed:
            continue
        annexed = mark.kind is K.SCHEDULE or (annexed and mark.kind not in BASIC)
        kept.append(mark)
    return kept


def _from_hint(index: int, paragraph: Paragraph) -> Mark | None:
    kind, label = paragraph.hint, paragraph.label
    if not label or kind is None or (kind not in BASIC and kind not in GROUPS and kind is not K.SCHEDULE):
        return None
    # "64 to 93.1" is one line for many: it is found under the first.
    first = re.match(r"\D*\d+(?:\.\d+)*[A-Za-z]?(?=\s+(?:to|à|and|et)\s)", label)
    number = read_number(first[0] if first else label)
    return Mark(
        index,
        kind,
        number,
        0,
        len(label),
        _HINT_RANKS.get(kind, 9),
        strong=True,
        stated=True,
        heading=paragraph.kind is BlockKind.HEADING,
    )


def _from_text(
    index: int,
    paragraph: Paragraph,
    rows: Sequence[tuple[Unit, re.Pattern[str]]],
    references: re.Pattern[str],
    before: str,
) -> Mark | None:
    text = paragraph.text
    bracket = _BRACKET.match(text)
    offset = bracket.end() if bracket else 0
    heading = paragraph.kind is BlockKind.HEADING
    for unit, pattern in rows:
        match = pattern.match(text, offset)
        if match is None:
            continue
        number = number_of(match)
        if number is None and (unit.numbered or match.groupdict().get("words")):
            continue
        rest = text[match.end() :]
        if unit.kind not in BASIC and not _heads(rest, heading, references):
            continue
        if unit.kind in BASIC and not heading and _refers(rest, references):
            continue
        strong = heading or not rest.strip() or bool(_PUNCTUATION.match(rest))
        return Mark(
            index,
            unit.kind,
            number,
            offset,
            match.end(),
            unit.rank,
            strong,
            heading=heading,
            raised=text[match.end() - 1] in _SUPERSCRIPTS,
            series=_series(match, before, unit),
            supplement=_is_supplement(match, number),
            table=unit.table,
        )
    return None


def _series(match: re.Match[str], before: str, unit: Unit) -> str:
    if "tr" not in unit.languages or unit.kind is not K.ARTICLE:
        return ""
    own = match[0].split()[0].replace("İ", "i").lower()
    above = _SERIES_BEFORE.search(before)
    word = own if own in _SERIES else above[1].replace("İ", "i").lower() if above else ""
    return _SERIES.get(word, "")


def _is_supplement(match: re.Match[str], number: Number | None) -> bool:
    head = match.groupdict().get("head")
    return number is None and bool(head and re.match(r"附\s*則|부\s*칙", head))


def _heads(rest: str, heading: bool, references: re.Pattern[str]) -> bool:
    """Whether what follows the number of a grouping is a title, not the rest of a sentence."""
    if heading:
        return True
    rest = rest.strip()
    if len(rest) > 200 or (references.match(rest) and not _PUNCTUATION.match(rest)):
        return False
    if rest and rest[0].islower():
        return False
    return not rest.endswith((".", ";", ",", "。", "；")) or (
        bool(_PUNCTUATION.match(rest)) and len(rest) < 120
    )


def _refers(rest: str, references: re.Pattern[str]) -> bool:
    """Whether what follows the number shows that the line only refers to the unit."""
    if references.match(rest):
        return True
    stripped = rest.lstrip()
    return bool(stripped) and rest[0] == " " and stripped[0].islower()


def settle_kinds(marks: list[Mark], languages: frozenset[str]) -> list[Mark]:
    """Decide what "section" means where a document has both articles and sections.

    Usually the sections group the articles. Where sections are the many, they are the units and
    the few articles are quoted. Czech collections hold acts of both sorts.
    """
    articles = sum(m.kind is K.ARTICLE for m in marks)
    sections = sum(m.kind is K.SECTION for m in marks)
    if not articles or not sections or "cs" in languages:
        return marks
    if articles >= sections:
        return [replace(m, kind=K.DIVISION, rank=5) if m.kind is K.SECTION else m for m in marks]
    return [m for m in marks if m.kind is not K.ARTICLE]
