"""Running headers, footers and page numbers of a paged document, told by their repetition."""

from __future__ import annotations

import re
from collections import Counter

_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_BARE = re.compile(
    r"^[\s\-–—.|/\[\](]*(?:page|p\.|pág\.?|página|seite|strana|trang|стр\.?|第)?\s*"
    r"(\d{1,4})\s*(?:页|頁|/\s*\d{1,4}|of\s+\d{1,4}|sur\s+\d{1,4})?[\s\-–—.|/\])]*$",
    re.IGNORECASE,
)
# How many lines at either edge of a page can be furniture.
_EDGE = 4


def find_furniture(pages: list[list[str]]) -> list[frozenset[int]]:
    """Return, per page, the indices of lines that are furniture.

    A line at an edge is furniture if the same words (numbers aside) stand at the edge of at
    least three pages and a fifth of them, or if it is a bare number that counts on with the
    pages. Furniture is contiguous from the edge inwards: a repeated line behind a line of text
    is text. The words on the first page are never furniture: there they are the title.
    """
    shapes: Counter[str] = Counter()
    offsets: Counter[int] = Counter()
    for number, lines in enumerate(pages):
        filled = [index for index, line in enumerate(lines) if line.strip()]
        edge = set(filled[:_EDGE]) | set(filled[-_EDGE:])
        shapes.update({_shape(lines[index]) for index in edge})
        offsets.update({int(m[1]) - number for index in edge if (m := _BARE.match(lines[index]))})
    needed = max(3, len(pages) // 5)
    repeated = {
        shape for shape, count in shapes.items() if count >= needed and re.search(r"[^\W\d_]{2}", shape)
    }
    counting = {offset for offset, count in offsets.items() if count >= needed}
    return [_on_page(lines, number, repeated, counting) for number, lines in enumerate(pages)]


def _shape(line: str) -> str:
    """Reduce a line to what stays the same from page to page.

    >>> _shape("Page 12 of 30") == _shape("Page 13 of 30")
    True
    """
    return re.sub(r"\W+", " ", _NUMBER.sub("#", line)).strip()


def _on_page(lines: list[str], number: int, repeated: set[str], counting: set[int]) -> frozenset[int]:
    found: set[int] = set()
    filled = [index for index, line in enumerate(lines) if line.strip()]

    def is_furniture(index: int) -> bool:
        bare = _BARE.match(lines[index])
        if bare:
            return int(bare[1]) - number in counting
        return number > 0 and _shape(lines[index]) in repeated

    for order in (filled[:_EDGE], filled[::-1][:_EDGE]):
        for index in order:
            if not is_furniture(index):
                break
            found.add(index)
    return frozenset(found)
