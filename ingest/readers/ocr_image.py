"""Images of pages (PNG, JPEG, TIFF with any number of pages), read by character recognition.

The file goes to Tesseract as it is; its decoder meets the hostile bytes in a process of its own. Only the
number of pixels is read here, so that an image made to exhaust memory goes no further.
"""

from __future__ import annotations

import time
import warnings
from io import BytesIO

from corpus.errors import (
    DamagedFileError,
    EmptyFileError,
    LimitExceededError,
    NotADocumentError,
    UnknownFormatError,
)
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
_FORMATS = ("PNG", "JPEG", "TIFF")  # of the many that Pillow knows


def read(data: bytes, name: str, limits: Limits, language: str | None = None) -> SourceText:
    """Recognise the pages of an image file; ``language`` (BCP 47) is what the catalogue states."""
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), "")
    sizes = _page_sizes(data) if kind else []
    if not sizes:
        raise DamagedFileError(f"{name} is a damaged image.", remedy="Scan the page again.")
    if len(sizes) > limits.max_pages or max(sizes) > MAX_PIXELS:
        raise LimitExceededError(
            f"{name} has {len(sizes):,} pages and up to {max(sizes):,} pixels on one of them.",
            remedy=f"Scan at 300 dpi, at most {MAX_PIXELS:,} pixels on a page.",
        )
    if max(sizes) < _LEAST_PIXELS:
        raise NotADocumentError(
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


def _page_sizes(data: bytes) -> list[int]:
    """The pixels of each page, none where the file is damaged; only headers are read."""
    from PIL import Image as Picture

    sizes = []
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            Picture.open(BytesIO(data), formats=_FORMATS) as picture,
        ):
            for page in range(getattr(picture, "n_frames", 1)):
                picture.seek(page)
                sizes.append(picture.width * picture.height)
    except Picture.DecompressionBombError:
        return [*sizes, MAX_PIXELS + 1]
    except (OSError, ValueError, SyntaxError, EOFError):
        return sizes
    return sizes
