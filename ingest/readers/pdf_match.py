"""Places for lines that come from the engine that knows none: pypdf's text matched to pdfium's boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.pdf_lines import Line

_BLANK = re.compile(r"\s+")
# A short line, such as a bare number, may stand anywhere; only next to the last one found is it sure.
_SHORT = 4


def lend_places(texts: Sequence[str], placed: Sequence[Line]) -> tuple[Line, ...]:
    """Return ``texts`` as lines with the places of the ``placed`` lines that hold the same characters.

    White space is left aside, since that is what the engines disagree on. A text found nowhere, or only
    spread over lines that are not neighbours, stays without a place.
    """
    letters = ""
    owner: list[int] = []  # the placed line of each letter
    for index, line in enumerate(placed):
        squeezed = _squeeze(line.text)
        letters += squeezed
        owner += [index] * len(squeezed)
    found = []
    cursor = 0
    for text in texts:
        wanted = _squeeze(text)
        start = letters.find(wanted, cursor)
        if start < 0 or (len(wanted) <= _SHORT and start - cursor > 2 * _SHORT):
            again = letters.find(wanted)
            start = again if again >= 0 and letters.count(wanted) == 1 else -1
        if start < 0 or not wanted:
            found.append(Line(text))
            continue
        cursor = start + len(wanted)
        found.append(_take_place(text, placed[owner[start] : owner[cursor - 1] + 1]))
    return tuple(found)


def _take_place(text: str, lines: Sequence[Line]) -> Line:
    if any(line.height <= 0 for line in lines):
        return Line(text)
    low, high = min(line.bottom for line in lines), max(line.top for line in lines)
    if high - low > (len(lines) + 0.5) * 2 * max(line.height for line in lines):
        return Line(text)  # the end of one column and the head of another
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return replace(lines[0], text=text, left=left, bottom=low, right=right, top=high)


def _squeeze(text: str) -> str:
    return _BLANK.sub("", text).replace("\u00ad", "").replace("\ufffe", "-")
