"""Lines of a PDF page with their place on it, as pdfium measures them."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from dataclasses import dataclass
from statistics import median
from typing import Any

from ingest.readers.pdf_frame import Frame
from ingest.readers.wording import raise_digits

# pdfium writes U+FFFE where a word is hyphenated at a line end, and drops the break.
_HYPHEN = "\ufffe"
# Five letters and more, each by itself.
_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){4,}(?!\S)")
_SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17]")  # ligatures of Latin and Armenian print
_PRIVATE = re.compile("[\uf020-\uf0ff]")
# The encoding of the font Symbol (PostScript Language Reference, appendix E), its letters and frequent signs.
SYMBOLS = (
    {code: chr(code) for code in (0x20, *range(0x28, 0x2A), 0x2B, 0x2C, 0x2E, 0x2F, *range(0x30, 0x3D))}
    | dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
    | dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
    | {0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•"}
)
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
        # A soft hyphen at the end of a line is one that shows.
        words = re.sub("\u00ad\\s*$", "-", text[start:end].replace(_HYPHEN, "-"))
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
    words = _raise_marks(text_page, frame, words, start, bottom, top - bottom)
    if _PRIVATE.search(words):
        words = "".join(_name_symbol(text_page, start + at, c) for at, c in enumerate(words))
    if _SPACED.search(words):
        words = _close_up(text_page, frame, words, start, top - bottom)
    if _SHAPES.search(words):
        words = _SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), words)
    return Line(words, left, bottom, right, top)


def _name_symbol(text_page: Any, index: int, character: str) -> str:
    """Return the Greek letter or sign that a character of the font Symbol stands for.

    Its codes are often given as private ones; chemical names hang on them.
    """
    import pypdfium2.raw as raw

    meant = SYMBOLS.get(ord(character) - 0xF000)
    if meant is None:
        return character
    name = ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text_page, index, name, len(name), ctypes.c_int())
    return meant if b"symbol" in name.value.lower() else character


def _close_up(text_page: Any, frame: Frame, words: str, start: int, height: float) -> str:
    """Return ``words`` without the spaces within words that are set with wide gaps between their letters.

    The gaps between words are wider still; letters further apart than they are high are no word at all.
    """
    kept = list(words)
    for run in _SPACED.finditer(words):
        places = [at for at in range(run.start(), run.end()) if words[at] == " "]
        gaps = {}
        for at in places:
            _, _, before, _ = frame.place(*text_page.get_charbox(start + at - 1))
            after, _, _, _ = frame.place(*text_page.get_charbox(start + at + 1))
            gaps[at] = after - before
        usual = median(gaps.values())
        for at, gap in gaps.items():
            if gap <= 1.5 * usual and gap < height:
                kept[at] = ""
    return "".join(kept)


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
