"""Finding the units of a document: which paragraphs open an article, a chapter, a schedule.

A paragraph that begins like an article may be one, or a line that begins with a reference, or a
line of the table of contents, or a new article quoted in an amendment. What follows the number
decides first, the sequence of all numbers second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.numbers import Number, plain, read_number, sort_key
from ingest.structure.reflow import Paragraph
from ingest.structure.units import BASIC, number_of, units_for

GROUPS = frozenset({K.BOOK, K.PART, K.TITLE, K.CHAPTER, K.DIVISION})
_HINT_RANKS = {K.BOOK: 1, K.PART: 2, K.TITLE: 3, K.CHAPTER: 4, K.DIVISION: 5, K.SCHEDULE: 1}
# What follows a number on a line that only refers to the unit.
_REFERENCE = re.compile(
    r"\s*(?:[,;)]|\((?!\s|[A-ZА-Я（])|(?:of|and|or|to|shall|is|are|above|below|paragraph|paragraphs|in|by|which|bis)\b"  # noqa: RUF001
    r"|(?:Absatz|Abs\.|Satz|Nummer|Nr\.|der|des|bis|und|oder|Buchstabe)\b"
    r"|(?:настоящ|Кодекса|Федерального|пункт|част)"
    r"|(?:odst\.|písm\.)"
    r"|(?:bu\s+Kanun|uncu|üncü|inci|nci)"
    r"|(?:и|или|и\s|та|і)\s)"
)
_PLAIN_REST = re.compile(r"\s*[.:：．\-–—)\]|]")  # noqa: RUF001
_QUOTES = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’", "”": "”"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A paragraph that opens a unit: ``index`` of the paragraph, ``end`` of the label in it."""

    index: int
    kind: K
    number: Number | None
    start: int
    end: int
    rank: int = 9
    strong: bool = False
    restart: bool = False  # numbering starts again here, for no reason that the text gives
    name: str = ""


def find_marks(paragraphs: Sequence[Paragraph], languages: frozenset[str]) -> list[Mark]:
    """Return every paragraph that looks like the opening of a unit, in order."""
    rows = units_for(languages)
    marks = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in (BlockKind.FOOTNOTE, BlockKind.ROW, BlockKind.EDITORIAL) or paragraph.hint is K.FRONT:
            continue
        mark = _from_hint(index, paragraph) or _from_text(index, paragraph, rows)
        if mark is not None:
            marks.append(mark)
    return marks


def _from_hint(index: int, paragraph: Paragraph) -> Mark | None:
    if not paragraph.label or paragraph.hint is None:
        return None
    kind = paragraph.hint
    if kind not in BASIC and kind not in GROUPS and kind is not K.SCHEDULE:
        return None
    number = read_number(paragraph.label)
    return Mark(index, kind, number, 0, len(paragraph.label), _HINT_RANKS.get(kind, 9), strong=True)


def _from_text(index: int, paragraph: Paragraph, rows: Sequence[tuple[object, re.Pattern[str]]]) -> Mark | None:
    text = paragraph.text
    offset = 1 if text[0] in "[【" else 0
    for unit, pattern in units_for_rows(rows):
        match = pattern.match(text, offset)
        if match is None:
            continue
        number = number_of(match)
        if number is None and unit.numbered:
            continue
        rest = text[match.end() :]
        heading = paragraph.kind is BlockKind.HEADING
        if unit.kind not in BASIC and not _heads(rest, heading):
            continue
        if unit.kind in BASIC and not heading and _refers(rest):
            continue
        strong = heading or not rest.strip() or bool(_PLAIN_REST.match(rest))
        return Mark(index, unit.kind, number, offset, match.end(), unit.rank, strong,
                    name=_name(match, number))  # fmt: skip
    return None


def units_for_rows(rows: Sequence[tuple[object, re.Pattern[str]]]):  # type: ignore[no-untyped-def]
    """The rows as they come."""
    return rows


def _name(match: re.Match[str], number: Number | None) -> str:
    head = match.groupdict().get("head")
    return "suppl" if number is None and head and re.match(r"附\s*則|부\s*칙", head) else ""


def _heads(rest: str, heading: bool) -> bool:
    """Whether what follows the number of a grouping is a title, not the rest of a sentence."""
    if heading:
        return True
    rest = rest.strip()
    if len(rest) > 200 or _REFERENCE.match(rest) and not _PLAIN_REST.match(rest):
        return False
    if rest and rest[0].islower():
        return False
    return not rest.endswith((".", ";", ",", "。", "；")) or bool(_PLAIN_REST.match(rest)) and len(rest) < 120  # noqa: RUF001


def _refers(rest: str) -> bool:
    """Whether what follows the number shows that the line only refers to the unit."""
    if _REFERENCE.match(rest):
        return True
    stripped = rest.lstrip()
    return bool(stripped) and rest[0] == " " and stripped[0].islower()


def outside_quotations(paragraphs: Sequence[Paragraph], marks: list[Mark]) -> list[Mark]:
    """Drop marks that stand inside a quotation of several paragraphs (new text in an amendment)."""
    inside = [False] * len(paragraphs)
    index = 0
    while index < len(paragraphs):
        text = paragraphs[index].text
        closing = _QUOTES.get(text[0])
        if closing is None or _closes(text[1:], closing):
            index += 1
            continue
        last = next((i for i in range(index + 1, min(index + 400, len(paragraphs))) if _closes(paragraphs[i].text, closing)),
                    None)  # fmt: skip
        if last is None:
            index += 1
            continue
        for within in range(index + 1, last + 1):
            inside[within] = True
        index = last + 1
    return [mark for mark in marks if not inside[mark.index] or mark.kind not in BASIC]


def _closes(text: str, closing: str) -> bool:
    tail = text.rstrip(" .;,:)»").rstrip()
    return bool(tail) and (tail[-1] in closing or text.rstrip(" .;,")[-1:] in closing)


def unflatten(marks: list[Mark]) -> list[Mark]:
    """Read flattened superscripts by sequence: after 251, the article 2511 is 251-1.

    Some sources lose the superscript of inserted articles. A number far beyond its neighbours
    that begins with the number of the unit before it (or the next one) is taken apart.
    """
    result: list[Mark] = []
    last: dict[K, int] = {}
    for mark in marks:
        number = mark.number
        if number is not None and mark.kind in BASIC and len(number.key) == 1 and mark.kind in last:
            base = last[mark.kind]
            if number.base > base + 40:
                digits = number.num
                for candidate in (base, base + 1, base + 2, base + 3):
                    stem = str(candidate)
                    if digits.startswith(stem) and 0 < len(digits) - len(stem) <= 2 and digits[len(stem)] != "0":
                        num = f"{stem}-{digits[len(stem) :]}"
                        number = Number(num, sort_key(num))
                        break
        if number is not None and mark.kind in BASIC:
            last[mark.kind] = number.base
        result.append(replace(mark, number=number))
    return result


def without_contents(paragraphs: Sequence[Paragraph], marks: list[Mark]) -> tuple[list[Mark], int | None]:
    """Drop the marks of a table of contents; also return the index of the paragraph after it.

    A table of contents is an opening run of marks that repeats later, with next to no text
    between its lines.
    """
    keys = [(m.kind, m.number.num if m.number else "") for m in marks]
    for first in range(min(3, len(marks))):
        again = next((i for i in range(first + 1, len(keys)) if keys[i] == keys[first]), None)
        if again is None or again - first < 3:
            continue
        run, later = keys[first:again], set(keys[again:])
        repeated = sum(key in later for key in run)
        if repeated < 0.7 * len(run):
            continue
        sizes = sorted(
            sum(len(p.text) for p in paragraphs[marks[i].index : marks[i + 1].index]) for i in range(first, again)
        )
        if sizes[len(sizes) // 2] > 200:
            continue
        return marks[:first] + marks[again:], marks[again].index
    return marks, None


def in_sequence(marks: list[Mark]) -> list[Mark]:
    """Keep the units that make a sequence; mark where numbering starts again.

    Drops repeats of the unit just opened (a heading printed twice) and numbers that go back
    without starting again, which are references at the start of a line.
    """
    result: list[Mark] = []
    basics = [i for i, m in enumerate(marks) if m.kind in BASIC and m.number is not None]
    following = {i: [marks[j] for j in basics[n + 1 : n + 6]] for n, i in enumerate(basics)}
    last: Number | None = None
    run = 0
    container = False
    for position, mark in enumerate(marks):
        if mark.kind not in BASIC or mark.number is None:
            container = container or mark.kind is K.SCHEDULE or mark.name == "suppl"
            if container:
                last, run = None, 0
            result.append(mark)
            continue
        number = mark.number
        if last is not None and number.key <= last.key:
            if number.key == last.key:
                continue
            goes_on = any(0 < n.number.base - number.base <= 2 for n in following[position][:2] if n.number)
            starts = number.base <= 1 and (goes_on or mark.strong)
            if run == 1 and number.base < last.base:
                pass  # one unit out of place before the first: printed so, kept so
            elif starts:
                mark, run = replace(mark, restart=not container), 0
            elif not mark.strong:
                continue
        elif last is not None and number.base > last.base + 1 and not mark.strong:
            later = [n.number.key for n in following[position] if n.number]
            if any(last.key < key < number.key for key in later):
                continue
        last, run, container = number, run + 1, False
        result.append(mark)
    return result


_BARE = re.compile(r"(?P<open>\[?)(?P<num>\d{1,3}(?:[A-Z]{1,2})?)\s?[.।](?!\d)")
_STATUTE = re.compile(
    r"be\s+it\s+(?:therefore\s+)?enacted|enacted\s+(?:by|as)|this\s+(?:act|ordinance|law|order)\s+may\s+be\s+(?:cited|called)"
    r"|boleh\s*(?:lah)?\s+dinamakan|diperbuat\s+oleh|short\s+title|সেহেতু|এই\s+আইন|अधिनियम|मुख्तसर",
    re.IGNORECASE,
)


def bare_sections(paragraphs: Sequence[Paragraph]) -> list[Mark]:
    """Return the sections of a statute that numbers them without a word: ``1. This Act may be cited``."""
    opening = " ".join(p.text[:300] for p in paragraphs[:80])
    if not _STATUTE.search(opening):
        return []
    marks: list[Mark] = []
    last: tuple[int, ...] = (0,)
    candidates = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in (BlockKind.FOOTNOTE, BlockKind.ROW, BlockKind.EDITORIAL):
            continue
        match = _BARE.match(paragraph.text)
        number = read_number(match["num"]) if match else None
        if match and number:
            candidates.append((index, match, number))
    for place, (index, match, number) in enumerate(candidates):
        step = number.base - last[0]
        near = step == 1 or (step == 0 and number.key > last and len(number.key) > 1)
        skipped = 1 < step <= 3 and not any(n.base == last[0] + 1 for _, _, n in candidates[place + 1 : place + 8])
        if near or skipped:
            marks.append(Mark(index, K.SECTION, number, 0, match.end(), strong=True))
            last = number.key
    return marks if len(marks) >= 2 else []


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
