"""Running headers, footers and page numbers of a paged document, told by their repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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
        shapes.update({shape for i in _edge_of(lines) for shape in _shapes(lines[i], number, offsets)})
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


def _shapes(line: str, number: int, offsets: set[int]) -> set[str]:
    """Reduce a line to what stays the same from page to page: every reading of which number is the page's.

    On page 30 of a gazette of 30 April, any "30" may be the number of the page, or all.

    >>> _shapes("Page 12 of 30", 11, {1}) == _shapes("Page  13  of 30", 12, {1})
    True
    >>> "# Gazette 30 April" in _shapes("30 Gazette, 30 April", 29, {1})
    True
    """
    places = [m.span() for m in _DIGITS.finditer(line) if int(m[0][:6]) - number in offsets]
    readings = [places, *([place] for place in places if len(places) > 1)]
    return {_mask(line, reading) for reading in readings}


def _mask(line: str, places: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(places, reverse=True):
        line = line[:start] + _HERE + line[end:]
    return re.sub(rf"[^\w{_HERE}]+", " ", line).strip()


def _on_page(lines: list[str], number: int, repeated: set[str], offsets: set[int]) -> frozenset[int]:
    found: set[int] = set()
    filled = [index for index, line in enumerate(lines) if line.strip()]

    def is_furniture(index: int, outermost: bool) -> bool:
        bare = _BARE.match(lines[index])
        if bare:
            return int(bare[1]) - number in offsets
        shapes = _shapes(lines[index], number, offsets)
        numbered = any(_HERE in shape for shape in shapes)
        # A page number of three digits at the very edge is no accident, whatever stands beside it.
        alone = outermost and numbered and all(offset + number >= 100 for offset in offsets)
        return (number > 0 or numbered) and (not shapes.isdisjoint(repeated) or alone)

    for order in (filled[:_EDGE], filled[::-1][:_EDGE]):
        for index in order:
            if not is_furniture(index, index == order[0]):
                break
            found.add(index)
    return frozenset(found)
