"""Running headers, footers and page numbers of a paged document, told by their repetition."""

from __future__ import annotations

import re
from collections import Counter

_DIGITS = re.compile(r"\d+")
_BARE = re.compile(
    r"^[\s\-–—.|/\[\](]*(?:page|p\.|pág\.?|página|seite|strana|trang|стр\.?|第)?\s*"
    r"(\d{1,4})\s*(?:页|頁|/\s*\d{1,4}|of\s+\d{1,4}|sur\s+\d{1,4})?[\s\-–—.|/\])]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")
# How many lines at either edge of a page can be furniture.
_EDGE = 4
# Stands for the number of the page in a line.
_HERE = "#"


def find_furniture(pages: list[list[str]]) -> list[frozenset[int]]:
    """Return, per page, the indices of lines that are furniture.

    A line at an edge is furniture if it stands at the edge of several pages, the page's number
    aside, or if it is nothing but that number. Other numbers count as words: "Article 12" and
    "Article 13" at the top of two pages are no running head. Furniture is contiguous from the
    edge inwards: a repeated line behind a line of text is text. Words that stand on the first
    page without a page number are never furniture: there they are the title.
    """
    offsets = _find_offsets(pages)
    shapes: Counter[str] = Counter()
    for number, lines in enumerate(pages):
        shapes.update({_shape(lines[index], number, offsets) for index in _edge_of(lines)})
    often = max(3, len(pages) // 8)
    repeated = {
        shape
        for shape, count in shapes.items()
        if count >= (3 if _HERE in shape else often) and _WORD.search(shape)
    }
    return [_on_page(lines, number, repeated, offsets) for number, lines in enumerate(pages)]


def _edge_of(lines: list[str]) -> set[int]:
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return set(filled[:_EDGE]) | set(filled[-_EDGE:])


def _find_offsets(pages: list[list[str]]) -> set[int]:
    """Return by how much printed page numbers exceed the pages' positions.

    More than one where the numbering starts again.
    """
    offsets: Counter[int] = Counter()
    for number, lines in enumerate(pages):
        printed = {int(digits) for index in _edge_of(lines) for digits in _DIGITS.findall(lines[index])[:8]}
        offsets.update({value - number for value in printed if value < 100_000})
    needed = max(3, len(pages) // 5)
    return {offset for offset, count in offsets.items() if count >= needed}


def _shape(line: str, number: int, offsets: set[int]) -> str:
    """Reduce a line to what stays the same from page to page.

    >>> _shape("Page 12 of 30", 11, {1}) == _shape("Page  13  of 30", 12, {1})
    True
    """

    def mask(match: re.Match[str]) -> str:
        return _HERE if int(match[0][:6]) - number in offsets else match[0]

    return re.sub(rf"[^\w{_HERE}]+", " ", _DIGITS.sub(mask, line)).strip()


def _on_page(lines: list[str], number: int, repeated: set[str], offsets: set[int]) -> frozenset[int]:
    found: set[int] = set()
    filled = [index for index, line in enumerate(lines) if line.strip()]

    def is_furniture(index: int, outermost: bool) -> bool:
        bare = _BARE.match(lines[index])
        if bare:
            return int(bare[1]) - number in offsets
        shape = _shape(lines[index], number, offsets)
        # A page number of three digits at the very edge is no accident, whatever stands beside it.
        alone = outermost and _HERE in shape and all(offset + number >= 100 for offset in offsets)
        return (number > 0 or _HERE in shape) and (shape in repeated or alone)

    for order in (filled[:_EDGE], filled[::-1][:_EDGE]):
        for index in order:
            if not is_furniture(index, index == order[0]):
                break
            found.add(index)
    return frozenset(found)
