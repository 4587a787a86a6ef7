"""Pages of a PDF whose text layer is missing or unreadable, recognised from their images."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from corpus.errors import InputError
from ingest.limits import Limits
from ingest.page_image import MAX_PIXELS, draw
from ingest.readers.ocr import MUCH_OVERLOOKED, POOR, Image, Recognised
from ingest.readers.ocr_packs import PROGRAM_PACKAGE, installed_packs
from ingest.readers.ocr_pages import Recogniser, Unread, identify_language
from ingest.readers.pdf_layout import Page
from ingest.readers.pdf_page import ReadPage, mean_confidence

_DPI = 300
_POINTS = 72


def recognise_pages(
    pdfium: Any, pages: Sequence[ReadPage], limits: Limits, name: str, language: str | None
) -> list[str]:
    """Recognise the pages that need it, in place; return notes for the reader of the document.

    Pages without a text layer take whatever is recognised; pages with an unreadable one keep it unless the
    recognition is sure of itself.
    """
    wanted = {page.number: page for page in pages if page.image and (page.unfit or not page.page.lines)}
    if not wanted:
        return []
    if not installed_packs():
        for page in wanted.values():
            page.doubts.append(f"It needs character recognition: apt-get install {PROGRAM_PACKAGE}.")
        return [
            f"Pages {name_pages(sorted(wanted))} hold images of text. To read them, install Tesseract: "
            f"apt-get install {PROGRAM_PACKAGE}, and the packages for their languages."
        ]
    recogniser = Recogniser(
        _languages(pages, language), limits.ocr_page_seconds, time.monotonic() + limits.ocr_seconds
    )
    drawn = _Drawn(pdfium, name)
    blank = [number for number, page in wanted.items() if drawn.is_blank(page)]
    for number in blank:
        wanted.pop(number)
    unread: list[int] = []
    for number, result in recogniser.run(sorted(wanted), drawn.image):
        page = wanted[number]
        if isinstance(result, Unread):
            page.doubts.append(f"Its image was not recognised: {result.reason}")
            unread.append(number)
        elif not page.unfit or result.confidence >= POOR:
            _take(page, result)
            if result.overlooked > MUCH_OVERLOOKED:
                page.doubts.append(
                    f"{result.overlooked:.0%} of the ink is in no recognised line: a picture, or words."
                )
    return _notes(pages, unread, recogniser)


def _take(page: ReadPage, result: Recognised) -> None:
    scale = page.frame.width / result.width if result.width else 0.0
    lines = [
        replace(
            line,
            left=line.left * scale,
            right=line.right * scale,
            bottom=line.bottom * scale,
            top=line.top * scale,
        )
        for line in result.lines
    ]
    page.page = Page(tuple(lines))
    page.text_layer = False
    page.confidence = mean_confidence(lines)
    if page.unfit:
        page.doubts.append("Its text layer is unreadable; the words were recognised from the page image.")
    if page.confidence is not None and page.confidence < POOR:
        page.doubts.append(f"Poorly recognised (confidence {page.confidence:.2f}).")


def _notes(pages: Sequence[ReadPage], unread: list[int], recogniser: Recogniser) -> list[str]:
    notes = []
    recognised = [page for page in pages if page.confidence is not None]
    if recognised:
        mean = sum(page.confidence or 0.0 for page in recognised) / len(recognised)
        notes.append(
            f"Recognised from page images: pages {name_pages([page.number for page in recognised])} "
            f"(confidence {mean:.2f})."
        )
    poor = [page.number for page in recognised if (page.confidence or 0.0) < POOR]
    if poor:
        notes.append(f"Poorly recognised pages: {name_pages(poor)}.")
    if unread:
        notes.append(f"Pages that were not recognised: {name_pages(sorted(unread))}.")
    if recogniser.missing:
        packages = " ".join(recogniser.missing)
        notes.append(
            f"The recognition lacked the right language pack. Install it and ingest the file again: "
            f"apt-get install {packages}."
        )
    return notes


def _languages(pages: Sequence[ReadPage], stated: str | None) -> list[str]:
    if stated:
        return [code.strip() for code in stated.split("+") if code.strip()]
    fit = [text for page in pages if page.page.lines and not page.unfit for text in page.texts]
    found = identify_language(fit[:400])
    return [found] if found else []


class _Drawn:
    """Draws pages for the recogniser, and remembers none of them but the last: they are large."""

    def __init__(self, pdfium: Any, name: str) -> None:
        self._pdfium = pdfium
        self._name = name
        self._last: tuple[int, Image] | None = None

    def image(self, number: int) -> Image:
        if self._last is None or self._last[0] != number:
            self._last = (number, self._draw(number))
        return self._last[1]

    def is_blank(self, page: ReadPage) -> bool:
        """Tell whether the page shows nothing, by a small picture."""
        try:
            bitmap = draw(self._pdfium, page.number - 1, 200, self._name, gray=True)
        except InputError:
            return True
        rows = bytes(bitmap.buffer)
        bitmap.close()
        return not rows.strip(rows[:1])

    def _draw(self, number: int) -> Image:
        page = self._pdfium[number - 1]
        across, down = page.get_size()
        page.close()
        dpi = min(_DPI, int(_POINTS * math.sqrt(0.95 * MAX_PIXELS / max(1.0, across * down))))
        bitmap = draw(self._pdfium, number - 1, max(1, round(across * dpi / _POINTS)), self._name, gray=True)
        try:
            rows = np.frombuffer(bytes(bitmap.buffer), np.uint8).reshape(bitmap.height, bitmap.stride)
            gray = np.ascontiguousarray(rows[:, : bitmap.width])
            return Image(b"P5 %d %d 255\n%b" % (bitmap.width, bitmap.height, gray.tobytes()), dpi, gray)
        finally:
            bitmap.close()


def name_pages(numbers: Sequence[int]) -> str:
    """Write page numbers as ranges.

    >>> name_pages([1, 2, 3, 7])
    '1-3, 7'
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    return ", ".join("-".join(map(str, item)) for item in ranges)
