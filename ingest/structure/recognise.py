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
from ingest.structure.labels import PROSE, read_labels
from ingest.structure.numbers import Number, plain, read_number
from ingest.structure.reflow import Paragraph
from ingest.structure.units import BASIC, Unit, number_of, units_for

GROUPS = frozenset({K.BOOK, K.PART, K.TITLE, K.CHAPTER, K.DIVISION})
_HINT_RANKS = {K.BOOK: 1, K.PART: 2, K.TITLE: 3, K.CHAPTER: 4, K.DIVISION: 5, K.SCHEDULE: 1}
_NO_UNITS = frozenset({BlockKind.FOOTNOTE, BlockKind.ROW, BlockKind.EDITORIAL})
# What follows a number on a line that only refers to the unit.
_REFERENCE = re.compile(
    r"\s*(?:[,;)]|\((?=[\da-zа-я])"
    r"|(?:of|and|or|to|shall|is|are|above|below|paragraphs?|in|by|which|bis)\b"
    r"|(?:Absatz|Abs\.|Satz|Nummer|Nr\.|der|des|bis|und|oder|Buchstabe)(?![^\W_])"
    r"|(?:настоящ|Кодекса|Федерального|пункт|част)"
    r"|(?:odst\.|písm\.)"
    r"|(?:bu\s+Kanun|uncu|üncü|inci|nci)"
    r"|(?:и|или|та|і)\s)"
)
_PUNCTUATION = re.compile(r"\s*[.:：．\-–—)\]|]")  # noqa: RUF001
_QUOTES = {"“": "”“", "”": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’"}
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LONGEST_QUOTATION = 150  # paragraphs; a quotation mark that never closes is a misprint
_SERIES = {"geçici": "gecici", "ek": "ek"}
_SERIES_BEFORE = re.compile(r"(GEÇİCİ|Geçici|EK|Ek)(?:\s+[Mm]adde\s+\d+\s*[-–]?)?\s*$")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Mark:
    """A paragraph that opens a unit: ``index`` of the paragraph, ``start`` and ``end`` of the label in it.

    ``strong``: the line alone shows that it opens the unit. ``heading``: the source sets it as a
    heading; ``stated``: the format says what it is. ``restart``: numbering starts again here for
    no reason that the text gives. ``raised``: the number ends in raised digits. ``series`` names articles numbered apart (provisional ones).
    ``supplement``: supplementary provisions, numbered by themselves.
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


def find_marks(paragraphs: Sequence[Paragraph], languages: frozenset[str]) -> list[Mark]:
    """Return every paragraph that looks like the opening of a unit, in order.

    Where the format states the units, only what it states and what it sets as headings counts.
    """
    rows = units_for(languages)
    stated = sum(1 for p in paragraphs if p.hint in BASIC and p.label) >= 10
    marks = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in _NO_UNITS or paragraph.hint is K.FRONT:
            continue
        mark = _from_hint(index, paragraph)
        if paragraph.hint is not None and paragraph.hint not in GROUPS and paragraph.hint is not K.SCHEDULE and mark is None:
            continue  # a caption of what follows
        if mark is None and not (stated and paragraph.hint is None and paragraph.kind is not BlockKind.HEADING):
            mark = _from_text(index, paragraph, rows, paragraphs[index - 1].text if index else "")
        if mark is not None and not (stated and mark.kind in BASIC and not mark.stated):
            marks.append(mark)
    return marks


def _from_hint(index: int, paragraph: Paragraph) -> Mark | None:
    kind, label = paragraph.hint, paragraph.label
    if not label or kind is None or (kind not in BASIC and kind not in GROUPS and kind is not K.SCHEDULE):
        return None
    # "64 to 93.1" is one line for many: it is found under the first.
    first = re.match(r"\D*\d+(?:\.\d+)*[A-Za-z]?(?=\s+(?:to|à|and|et)\s)", label)
    number = read_number(first[0] if first else label)
    return Mark(index, kind, number, 0, len(label), _HINT_RANKS.get(kind, 9), strong=True, stated=True,
                heading=paragraph.kind is BlockKind.HEADING)  # fmt: skip


def _from_text(
    index: int, paragraph: Paragraph, rows: Sequence[tuple[Unit, re.Pattern[str]]], before: str
) -> Mark | None:
    text = paragraph.text
    offset = 1 if text[0] in "[【" else 0
    heading = paragraph.kind is BlockKind.HEADING
    for unit, pattern in rows:
        match = pattern.match(text, offset)
        if match is None:
            continue
        number = number_of(match)
        if number is None and unit.numbered:
            continue
        rest = text[match.end() :]
        if unit.kind not in BASIC and not _heads(rest, heading):
            continue
        if unit.kind in BASIC and not heading and _refers(rest):
            continue
        strong = heading or not rest.strip() or bool(_PUNCTUATION.match(rest))
        return Mark(
            index, unit.kind, number, offset, match.end(), unit.rank, strong, heading=heading,
            raised=text[match.end() - 1] in _SUPERSCRIPTS, series=_series(match, before, unit), supplement=_is_supplement(match, number),
        )  # fmt: skip
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


def _heads(rest: str, heading: bool) -> bool:
    """Whether what follows the number of a grouping is a title, not the rest of a sentence."""
    if heading:
        return True
    rest = rest.strip()
    if len(rest) > 200 or (_REFERENCE.match(rest) and not _PUNCTUATION.match(rest)):
        return False
    if rest and rest[0].islower():
        return False
    return not rest.endswith((".", ";", ",", "。", "；")) or (bool(_PUNCTUATION.match(rest)) and len(rest) < 120)  # noqa: RUF001


def _refers(rest: str) -> bool:
    """Whether what follows the number shows that the line only refers to the unit."""
    if _REFERENCE.match(rest):
        return True
    stripped = rest.lstrip()
    return bool(stripped) and rest[0] == " " and stripped[0].islower()


def outside_quotations(paragraphs: Sequence[Paragraph], marks: list[Mark]) -> list[Mark]:
    """Drop units that stand inside a quotation of several paragraphs (new text in an amendment)."""
    inside = quoted(paragraphs)
    return [mark for mark in marks if not inside[mark.index]]


def quoted(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Tell of each paragraph whether it goes on with a quotation that an earlier one opened."""
    inside = [False] * len(paragraphs)
    index = 0
    while index < len(paragraphs):
        text = paragraphs[index].text
        closing = _QUOTES.get(text[0])
        last = None
        if closing is not None and not _closes(text[1:], closing):
            ahead = range(index + 1, min(index + _LONGEST_QUOTATION, len(paragraphs)))
            last = next((i for i in ahead if _closes(paragraphs[i].text, closing)), None)
        if last is None:
            index += 1
            continue
        for within in range(index + 1, last + 1):
            inside[within] = True
        index = last + 1
    return inside


def _closes(text: str, closing: str) -> bool:
    tail = text.rstrip(" .;,:)।৷")
    return bool(tail) and tail[-1] in closing


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


_BARE = re.compile(r"(?:[⁰¹²³⁴-⁹]{1,3})?\[?(?P<num>\d{1,3}(?:[A-Z]{1,2}|[ক-হ])?)\s?[.।৷](?!\d)")
# "Amendment 4. Subsection 16(2)": a marginal note that the source ran into the line.
_BESIDE_NOTE = re.compile(r"(?<![\w“\"])(?:Amendment|Pindaan|Substitution|Insertion|Deletion)\s+(?P<num>\d{1,3})\.\s(?=[A-Z])")
# A bill's explanatory statement counts its clauses again.
_EXPLANATION = re.compile(r"EXPLANATORY STATEMENT|HURAIAN|STATEMENT OF OBJECTS")
_COMMON_LAW = frozenset({"en", "ms", "bn", "hi", "ne", "ur", "si", "ta", "my", "fil"})
_STATUTE = re.compile(
    r"be\s+it\s+(?:therefore\s+)?enacted|enacted\s+(?:by|as)|this\s+(?:act|ordinance|law|order)\s+may\s+be\s+(?:cited|called)"
    r"|boleh\s*(?:lah)?\s+dinamakan|diperbuat\s+oleh|সেহেতু|এই\s+আইন|अधिनियम",
    re.IGNORECASE,
)


def bare_label_end(text: str) -> int | None:
    """Where the label of a section without a word ends (``1.``, ``৪৪।``), or None."""
    match = _BARE.match(text)
    return match.end() if match else None


def bare_sections(paragraphs: Sequence[Paragraph], languages: frozenset[str]) -> list[Mark]:
    """Return the sections of a statute that numbers them without a word: ``1. This Act may be cited``.

    A number counts if it follows the section before it, and is not the next step of a list that
    began in between (a schedule with its own 1, 2, 3).
    """
    opening = " ".join(p.text[:300] for p in paragraphs[:60])
    if not {language.split("-")[0] for language in languages} & _COMMON_LAW or not _STATUTE.search(opening):
        return []
    candidates = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in (BlockKind.FOOTNOTE, BlockKind.EDITORIAL):
            continue
        if candidates and _EXPLANATION.match(paragraph.text):
            break
        row = paragraph.kind is BlockKind.ROW
        for match in filter(None, (_BARE.match(paragraph.text), *_BESIDE_NOTE.finditer(paragraph.text))):
            number = read_number(match["num"])
            if number and (not row or _is_prose(paragraph.text[match.end() :])):
                candidates.append((index, match.start("num") if match.start() else 0, match.end(), number))
    marks: list[Mark] = []
    last: tuple[int, ...] = (0,)
    accepted = -1
    # The next step of a list that began in between: its predecessor is no section.
    for place, (index, start, end, number) in enumerate(candidates):
        step = number.base - last[0]
        near = step == 1 or (step == 0 and number.key > last and len(number.key) > 1)
        skipped = 1 < step <= 3 and not any(
            n.base == last[0] + 1 and not _listed(candidates, place + 1 + later, accepted)
            for later, (*_, n) in enumerate(candidates[place + 1 : place + 8])
        )
        if (near or skipped) and not _listed(candidates, place, accepted):
            marks.append(Mark(index, K.SECTION, number, start, end, strong=True))
            last, accepted = number.key, place
    return marks if len(marks) >= 2 else []


def _listed(candidates: Sequence[tuple[int, int, int, Number]], place: int, accepted: int) -> bool:
    return place - 1 > accepted and candidates[place - 1][3].base + 1 == candidates[place][3].base


def _is_prose(rest: str) -> bool:
    rest = rest.lstrip()
    return len(rest) > 60 and rest[0].isalpha() and len(rest.split("|")[0]) > 60


_MANY_PARAGRAPHS = 25


def counts_throughout(paragraphs: Sequence[Paragraph], languages: frozenset[str]) -> bool:
    """Tell whether a document counts its paragraphs from first to last, whatever its headings (a judgment)."""
    expected: dict[str, int] = {}
    for paragraph in paragraphs:
        for label in read_labels(paragraph.text, languages | {PROSE}):
            if label.style in ("1.", "1 A") and label.position == expected.get(label.style, 1):
                expected[label.style] = label.position + 1
    return max(expected.values(), default=0) > _MANY_PARAGRAPHS


_ROMAN_HEADING = re.compile(r"(?P<num>[IVX]{1,5})\s?[.):]\s+\S")


def roman_sections(paragraphs: Sequence[Paragraph]) -> list[Mark]:
    """Return the sections of a paper whose headings carry Roman numerals: ``II. Areas and Forms``."""
    marks: list[Mark] = []
    for index, paragraph in enumerate(paragraphs):
        match = _ROMAN_HEADING.match(paragraph.text)
        if match is None or len(paragraph.text) > 160 or paragraph.text.rstrip()[-1] in ".;,":
            continue
        number = read_number(match["num"])
        if number is not None and number.base == len(marks) + 1:
            marks.append(Mark(index, K.SECTION, plain(number.base), 0, match.end("num") + 1, strong=True))
    return marks if len(marks) >= 2 else []
