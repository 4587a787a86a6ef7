"""Pages of a PDF or of a scanned image as pictures, to show a provision where it stands.

These files are hostile: call this through :class:`ingest.sandbox.Sandbox` (:func:`render` takes one
argument, as the sandbox wants it).
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from corpus.errors import DamagedFileError, LimitExceededError, NotFoundError
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.readers.pdf_engines import open_pdfium

# A4 at 300 dpi has 8.7 million; anything above four times that is no page to look at.
MAX_PIXELS = 36_000_000
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One page to be drawn: ``page`` counts from 1, ``width`` is in pixels."""

    data: bytes
    page: int
    width: int
    limits: Limits = DEFAULT_LIMITS
    uri: str = "the PDF"


def render(request: PageRequest) -> bytes:
    """Draw the page that ``request`` names; see :func:`render_page`."""
    return render_page(request.data, request.page, request.width, request.limits, request.uri)


def render_page(
    data: bytes, page: int, width: int, limits: Limits = DEFAULT_LIMITS, name: str = "the PDF"
) -> bytes:
    """Return page ``page`` (from 1) of a PDF, PNG, JPEG or TIFF as a PNG picture ``width`` pixels wide.

    Rotation and crop box are applied, so that the boxes of lines fit it.

    Raises:
        NotFoundError: there is no such page.
        LimitExceededError: the picture would have more than 36 million pixels.
        InputError: the file is damaged or encrypted.
    """
    if data.startswith(_IMAGES):
        return _render_image(data, page, width, name)
    document = open_pdfium(data, name)
    try:
        if not 1 <= page <= min(len(document), limits.max_pages):
            raise _no_page(name, page)
        bitmap = draw(document, page - 1, width, name)
        try:
            file = BytesIO()
            bitmap.to_pil().save(file, "PNG")
            return file.getvalue()
        finally:
            bitmap.close()
    finally:
        document.close()


def _render_image(data: bytes, page: int, width: int, name: str) -> bytes:
    from PIL import Image

    try:
        # Opening reads the header alone; what is too large is refused before a pixel is decoded.
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as picture,
        ):
            if not 1 <= page <= getattr(picture, "n_frames", 1):
                raise _no_page(name, page)
            picture.seek(page - 1)
            height = round(picture.height * width / picture.width)
            if picture.width * picture.height > MAX_PIXELS or not 0 < width * height <= MAX_PIXELS:
                raise LimitExceededError(
                    f"{name} would make a picture of more than {MAX_PIXELS:,} pixels.",
                    remedy="Ask for a smaller picture.",
                )
            file = BytesIO()
            picture.convert("RGB").resize((width, height)).save(file, "PNG")
            return file.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DamagedFileError(
            f"{name} cannot be drawn ({error}).", remedy="Get the file again from its source."
        ) from error


def _no_page(name: str, page: int) -> NotFoundError:
    return NotFoundError(f"{name} has no page {page}.", remedy="Choose a page that it has.")


def draw(document: Any, index: int, width: int, name: str, *, gray: bool = False) -> Any:
    """Return page ``index`` (from 0) as a pdfium bitmap, RGB or gray, its pixels bounded."""
    import pypdfium2

    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise DamagedFileError(
            f"Page {index + 1} of {name} cannot be read ({error}).",
            remedy="Get the file again from its source.",
        ) from error
    try:
        across, down = page.get_size()
        height = down * width / across if across > 0 else 0.0
        if not (width >= 1 and height >= 0.5 and width * height <= MAX_PIXELS):
            raise LimitExceededError(
                f"Page {index + 1} of {name} ({across:.0f} by {down:.0f} points) would make a picture of "
                f"{width} by {height:.0f} pixels, which is empty or more than {MAX_PIXELS:,} in all.",
                remedy="Ask for a smaller picture.",
            )
        # A little less: pdfium rounds the width up, and a rounding error would make it one too many.
        return page.render(
            scale=(width - 1e-3) / across, grayscale=gray, rev_byteorder=True, prefer_bgrx=False
        )
    finally:
        page.close()
