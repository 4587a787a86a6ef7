"""Lines of a PDF page with their place on it, as pdfium measures them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ingest.readers.pdf_frame import Frame
from ingest.readers.wording import raise_digits

# pdfium writes U+FFFE where a word is hyphenated at a line end, and drops the break.
_HYPHEN = "\ufffe"
_LEADING_NUMBER = re.compile(r"^\d{1,3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print. Coordinates are in points, from the lower left corner of the page as shown.

    ``confidence`` (0 to 1) is set where the words were recognised from an image.
    """

    text: str
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0
    confidence: float | None = None

    @property
    def height(self) -> float:
        """Height of the line's ink in points."""
        return self.top - self.bottom


def read_lines(text_page: Any, frame: Frame) -> list[Line]:
    """Return the lines of a page in the order of the file, top to bottom mostly."""
    text = text_page.get_text_range()
    measured = len(text) == text_page.count_chars()
    lines: list[Line] = []
    for start, end in _spans(text):
        words = text[start:end].replace(_HYPHEN, "-")
        if not words.strip():
            continue
        if not measured:
            lines.append(Line(words))
            continue
        _append(lines, _measure(text_page, frame, words, start, end), text_page, frame, start)
    return lines


def _spans(text: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for match in re.finditer(r"\r\n|\r|\n|" + _HYPHEN, text):
        keep = match.end() if match[0] == _HYPHEN else match.start()
        spans.append((start, keep))
        start = match.end()
    spans.append((start, len(text)))
    return spans


def _measure(text_page: Any, frame: Frame, words: str, start: int, end: int) -> Line:
    count = text_page.count_rects(start, end - start)
    boxes = [frame.place(*text_page.get_rect(i)) for i in range(count)]
    if not boxes:
        return Line(words)
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return Line(_raise_marks(text_page, frame, words, start, bottom, top - bottom), left, bottom, right, top)


def _raise_marks(text_page: Any, frame: Frame, words: str, start: int, bottom: float, height: float) -> str:
    """Return ``words`` with the digits that are set small and high as superscripts.

    In plain digits a date with a footnote would read "14 May 20201".
    """
    if not any(character.isdigit() for character in words):
        return words
    result = list(words)
    for offset, character in enumerate(words):
        if character.isdigit():
            _, low, _, high = frame.place(*text_page.get_charbox(start + offset))
            if low > bottom + 0.4 * height and high - low < 0.55 * height:
                result[offset] = raise_digits(character)
    return "".join(result)


def _append(lines: list[Line], line: Line, text_page: Any, frame: Frame, start: int) -> None:
    """Append ``line``, or join it to the line before it if both stand on one line of print.

    pdfium begins a new line at a raised character; a footnote mark would then look like the
    number of a paragraph.
    """
    before = lines[-1] if lines else None
    if before is None or not _continues(before, line):
        lines.append(line)
        return
    words = line.text
    number = _LEADING_NUMBER.match(words)
    if number and _is_raised(text_page, frame, start, before):
        words = raise_digits(number[0]) + words[number.end() :]
    gap = line.left - before.right
    # A raised number stands off a little from what it belongs to.
    near = 0.3 if words != line.text or words[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" else 0.12
    space = "" if gap < near * before.height or before.text.endswith(" ") else " "
    lines[-1] = Line(
        before.text + space + words,
        before.left,
        min(before.bottom, line.bottom),
        max(before.right, line.right),
        max(before.top, line.top),
    )


def _continues(before: Line, line: Line) -> bool:
    overlap = min(before.top, line.top) - max(before.bottom, line.bottom)
    smaller = min(before.height, line.height)
    gap = line.left - before.right
    return smaller > 0 and overlap > 0.4 * smaller and -1.0 <= gap < 1.5 * max(before.height, line.height)


def _is_raised(text_page: Any, frame: Frame, index: int, line: Line) -> bool:
    _, bottom, _, _ = frame.place(*text_page.get_charbox(index))
    return bool(bottom > line.bottom + 0.25 * line.height)
