"""Plain text, hard-wrapped or one paragraph to a line, with the bullets and emphasis of e-mail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import quantiles

from corpus.model import ProvisionKind
from ingest.limits import Limits
from ingest.readers.encoding import decode
from ingest.readers.furniture import find_furniture
from ingest.readers.gather import BlockGatherer
from ingest.readers.margin import place_notes, without_line_numbers
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "text/plain"

# "- 1. Words": a numbered list that a converter has put under bullets, or a bare bullet.
_BULLET = re.compile(r"^\s*[-*•‣◦]\s+(?=\S)")
_NUMBER = re.compile(r"^\(?(\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6})[.)]\s", re.IGNORECASE)
_STOPS = ".;:!?…。；：！？।॥؛؟۔។၊။"
_FOOTNOTE = re.compile(r"^\s*([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*)\s*(?=[^\W\d])")
_PAGE_NUMBER = re.compile(r"^\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*$")
# "*Reaffirm* the": emphasis marks left over from a conversion; never a footnote star (one alone).
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,200}?)(?<=\S)\1(?![\w*])")


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read plain text in any encoding; form feeds part pages."""
    text, encoding, doubt = decode(data)
    gatherer = BlockGatherer(name, limits)
    if doubt:
        gatherer.note(doubt)
    pages = [_lines(page) for page in text.split("\f")]
    paged = len(pages) > 1
    pages, numbers = without_line_numbers(pages)
    if numbers:
        gatherer.note(f"{numbers} line numbers in the margin were left out.")
    lines = [line for page in pages for line in page]
    habits = _Habits(
        printed=BlockKind.LINE if is_hard_wrapped(lines) else BlockKind.PARAGRAPH,
        marked=sum(1 for line in lines if _BULLET.match(line)) >= 3,
    )
    placed = place_notes(pages)
    titled = [{i for i, line in enumerate(page) if line.note} for page in placed]
    pages = [[line.text for line in page] for page in placed]
    furniture = find_furniture(pages) if paged else [frozenset[int]()]
    for number, page in enumerate(pages, start=1):
        for index, line in enumerate(page):
            if index in titled[number - 1]:
                gatherer.add(
                    line,
                    BlockKind.HEADING,
                    level=6,
                    hint=ProvisionKind.SECTION,
                    page=number if paged else None,
                )
            elif index in furniture[number - 1] or _is_foot_number(page, index):
                gatherer.add(line, BlockKind.EDITORIAL, page=number if paged else None)
            else:
                _add_line(gatherer, line, habits, number if paged else None)
    return gatherer.finish(
        MEDIA_TYPE, metadata={"encoding": encoding}, page_count=len(pages) if paged else None
    )


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a file is written: what its lines are, and whether it carries list and emphasis marks."""

    printed: BlockKind
    marked: bool


def _lines(text: str) -> list[str]:
    # Not str.splitlines: it also breaks at U+0085 and U+001C, which some code pages misuse.
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")


def _is_foot_number(lines: list[str], index: int) -> bool:
    """Tell a page number that stands alone right above the page's footnotes."""
    if not _PAGE_NUMBER.match(lines[index]):
        return False
    below = next((line for line in lines[index + 1 :] if line.strip()), "")
    return bool(_FOOTNOTE.match(below))


def _add_line(gatherer: BlockGatherer, line: str, habits: _Habits, page: int | None) -> None:
    if habits.marked:
        line = _EMPHASIS.sub(r"\2", line)
        bullet = _BULLET.match(line)
        if bullet:
            rest = line[bullet.end() :]
            number = _NUMBER.match(rest)
            gatherer.add(
                rest, BlockKind.ITEM, level=1, page=page, label=number[0].strip() if number else None
            )
            return
    note = _FOOTNOTE.match(line)
    if note:
        gatherer.add(line, BlockKind.FOOTNOTE, page=page, label=note[1])
    else:
        gatherer.add(line, habits.printed, page=page)


def is_hard_wrapped(lines: list[str]) -> bool:
    """Tell whether line ends come from a page width rather than from the author.

    Wrapped lines stay below some width, and those that come near it mostly stop within a
    sentence. Where a line is a paragraph, lengths run wild and lines end with a stop.
    """
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) < 10:
        return False
    width = quantiles(map(len, filled), n=50)[-1]
    if not 25 <= width <= 140 or max(map(len, filled)) > 3 * width:
        return False
    long = [line for line in filled if len(line) > 0.7 * width]
    if len(long) < 0.25 * len(
        filled
    ):  # a page's width fills most of its lines; Thai lines end without a stop
        return False
    unfinished = sum(1 for line in long if line[-1] not in _STOPS)
    return unfinished > len(long) / 2
