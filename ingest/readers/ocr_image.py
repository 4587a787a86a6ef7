"""Images of pages (PNG, JPEG, TIFF with any number of pages), read by character recognition.

The file goes to Tesseract as it is; its decoder meets the hostile bytes in a process of its own. Only the
number of pixels is read here, so that an image made to exhaust memory goes no further.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Callable

from corpus.errors import DamagedFileError, EmptyFileError, LimitExceededError, UnknownFormatError
from ingest.limits import Limits
from ingest.page_image import MAX_PIXELS
from ingest.readers.furniture import find_furniture
from ingest.readers.gather import BlockGatherer
from ingest.readers.ocr import Image, Recognised, recognise
from ingest.readers.ocr_packs import PROGRAM_PACKAGE, installed_packs
from ingest.readers.ocr_pages import Recogniser, Unread
from ingest.readers.pdf_frame import Frame
from ingest.source import BlockKind, PageReading, SourceText

_MAGIC = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
}
# Icons, logos and photographs in web pages; the smallest page that can be read, A5 at 100 dpi, has more.
_LEAST_PIXELS = 400_000
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})  # JPEG markers in the range of frame headers that are none


def read(data: bytes, name: str, limits: Limits, language: str | None = None) -> SourceText:
    """Recognise the pages of an image file; ``language`` (BCP 47) is what the catalogue states."""
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), "")
    sizes = _SIZES[kind](data) if kind else []
    if not sizes:
        raise DamagedFileError(f"{name} is a damaged image.", remedy="Scan the page again.")
    if len(sizes) > limits.max_pages or max(sizes) > MAX_PIXELS:
        raise LimitExceededError(
            f"{name} has {len(sizes):,} pages and up to {max(sizes):,} pixels on one of them.",
            remedy=f"Scan at 300 dpi, at most {MAX_PIXELS:,} pixels on a page.",
        )
    if max(sizes) < _LEAST_PIXELS:
        raise UnknownFormatError(
            f"{name} is an image too small to be a page of text.", remedy="Scan pages at 300 dpi."
        )
    if not installed_packs():
        raise UnknownFormatError(
            f"{name} is an image, and the program that recognises its words is not installed.",
            remedy=f"apt-get install {PROGRAM_PACKAGE} and the packs for the languages of your documents.",
        )
    gatherer = BlockGatherer(name, limits)
    pages = _recognise(data, len(sizes), limits, language, gatherer)
    if not any(page.lines for page in pages):
        raise EmptyFileError(
            f"No words were recognised in {name}.", remedy="Scan the page again at 300 dpi, upright."
        )
    furniture = find_furniture([[line.text for line in page.lines] for page in pages])
    readings = []
    for number, (page, marked) in enumerate(zip(pages, furniture, strict=True), start=1):
        frame = Frame(float(page.width), float(page.height))
        for index, line in enumerate(page.lines):
            gatherer.add(
                line.text,
                BlockKind.EDITORIAL if index in marked else BlockKind.LINE,
                page=number,
                box=frame.box(line.left, line.bottom, line.right, line.top),
                confidence=line.confidence,
            )
        readings.append(PageReading(number, False, round(page.confidence, 4) if page.lines else None))
    return gatherer.finish(kind, page_count=len(pages), pages=readings)


def _recognise(
    data: bytes, count: int, limits: Limits, language: str | None, gatherer: BlockGatherer
) -> list[Recognised]:
    stated = [code.strip() for code in (language or "").split("+") if code.strip()]
    recogniser = Recogniser(stated, limits.ocr_page_seconds, time.monotonic() + limits.ocr_seconds)
    image = Image(data)
    (_, first), *_ = recogniser.run([1], lambda _: image)
    if isinstance(first, Unread):
        raise DamagedFileError(f"{gatherer.name} was not recognised: {first.reason}", remedy="Scan it again.")
    if recogniser.missing:
        gatherer.note(
            "The recognition lacked the right language pack. Install it and ingest the file again: "
            f"apt-get install {' '.join(recogniser.missing)}."
        )
    gatherer.note(f"Recognised from an image (confidence {first.confidence:.2f}).")
    if count == 1:
        return [first]
    seconds = min(limits.ocr_seconds, limits.ocr_page_seconds * count)
    return recognise(image, recogniser.packs, seconds)


def _png_size(data: bytes) -> list[int]:
    return [w * h for w, h in [struct.unpack(">II", data[16:24])]] if len(data) >= 24 else []


def _jpeg_size(data: bytes) -> list[int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return [width * height]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return []


def _tiff_sizes(data: bytes) -> list[int]:
    order = "<" if data[:2] == b"II" else ">"
    sizes: list[int] = []
    seen: set[int] = set()
    (at,) = struct.unpack(order + "I", data[4:8]) if len(data) >= 8 else (0,)
    while at and at not in seen and at + 2 <= len(data):
        seen.add(at)
        (count,) = struct.unpack_from(order + "H", data, at)
        if at + 6 + 12 * count > len(data):
            return []
        values = {}
        for entry in range(count):
            tag, kind, _, raw = struct.unpack_from(order + "HHI4s", data, at + 2 + 12 * entry)
            values[tag] = struct.unpack(order + ("H" if kind == 3 else "I"), raw[: 2 if kind == 3 else 4])[0]
        sizes.append(values.get(256, 0) * values.get(257, 0))
        (at,) = struct.unpack_from(order + "I", data, at + 2 + 12 * count)
    return sizes


_SIZES: dict[str, Callable[[bytes], list[int]]] = {
    "image/png": _png_size,
    "image/jpeg": _jpeg_size,
    "image/tiff": _tiff_sizes,
}
