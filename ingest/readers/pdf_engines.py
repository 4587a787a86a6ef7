"""The two engines that read the text layer of a PDF, and which of them is heard on a page."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

from corpus.errors import DamagedFileError, EncryptedFileError, LimitExceededError
from ingest.limits import Limits
from ingest.readers.pdf_bidi import is_right_to_left
from ingest.readers.pdf_choice import choose_engine, count_words
from ingest.readers.pdf_frame import Frame
from ingest.readers.pdf_layout import Page, arrange, mirror, mirror_page
from ingest.readers.pdf_lines import Line, read_lines
from ingest.readers.pdf_match import lend_places
from ingest.readers.pdf_page import ReadPage
from ingest.readers.pdf_script import is_intricate, read_script_lines

# pypdf is slow (100 ms for a page of many fonts). If it reads none of so many pages better, spread
# over the file, it is not asked about the others.
_SAMPLED = 6
_LOG = logging.getLogger(__name__)


def open_pdfium(data: bytes, name: str) -> Any:
    """Open a PDF; EncryptedFileError or DamagedFileError where that fails."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFileError(
                f"{name} is encrypted and needs a password.",
                remedy="Open it with the password, save a copy without one (print to PDF), and give that.",
            ) from error
        raise DamagedFileError(
            f"{name} is a truncated or malformed PDF ({error}).", remedy="Get the file again from its source."
        ) from error


def read_pages(pdfium: Any, limits: Limits, name: str) -> list[ReadPage]:
    """Return the pages as pdfium reads them."""
    found: list[ReadPage] = []
    characters = 0
    for index in range(len(pdfium)):
        page = _read_page(pdfium, index)
        characters += sum(len(text) for text in page.texts)
        if characters > limits.max_characters:
            raise LimitExceededError(
                f"{name} has more text than {limits.max_characters:,} characters.",
                remedy="Split it, or raise max_characters in the limits.",
            )
        found.append(page)
    return found


def _read_page(pdfium: Any, index: int) -> ReadPage:
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        page = pdfium[index]
    except pypdfium2.PdfiumError:
        return _unreadable(index, Frame(0.0, 0.0))
    try:
        frame = Frame.of(page)
        try:
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            return _unreadable(index, frame)
        try:
            found = _read_text(index, frame, page, text_page)
            found.image = raw.FPDFPage_CountObjects(page) > 0
            return found
        finally:
            text_page.close()
    finally:
        page.close()


def _read_text(index: int, frame: Frame, page: Any, text_page: Any) -> ReadPage:
    text = text_page.get_text_range()
    if not is_intricate(text):
        return _arrange(index, frame, read_lines(text_page, frame))
    lines, doubts = read_script_lines(page, text_page, frame)
    if is_right_to_left(text):
        # Columns and margins run from the right: the page is arranged in the mirror.
        found = _arrange(index, frame, [mirror(line, frame.width) for line in lines])
        found.page = mirror_page(found.page, frame.width)
    else:
        found = _arrange(index, frame, lines)
    found.ordered = True
    found.doubts += doubts
    return found


def _unreadable(index: int, frame: Frame) -> ReadPage:
    doubt = "The page is damaged and cannot be read."
    return ReadPage(index + 1, frame, Page(()), text_layer=False, doubts=[doubt])


def _arrange(index: int, frame: Frame, lines: list[Line]) -> ReadPage:
    shown = [
        line
        for line in lines
        if line.height <= 0 or frame.shows(line.left, line.bottom, line.right, line.top)
    ]
    page = arrange(shown)
    found = ReadPage(index + 1, frame, page, ordered=page.rearranged, text_layer=bool(shown))
    if len(shown) < len(lines):
        found.ordered = True  # pypdf would bring back what is not shown
        found.doubts.append(f"Text outside the visible page was left out: {_describe(lines, shown)}.")
    return found


def _describe(lines: list[Line], shown: list[Line]) -> str:
    hidden = [line.text.strip() for line in lines if line not in shown]
    return f"{sum(map(len, hidden))} characters in {len(hidden)} lines"


def prefer_pypdf(data: bytes, pages: list[ReadPage]) -> int:
    """Give the pages that pypdf reads better its text, with places lent from pdfium; return how many."""
    reader = open_pypdf(data)
    if reader is None or len(reader.pages) != len(pages):
        return 0
    # Where print has to be put in order, only the engine that knows places will do.
    open_to_choice = [index for index, page in enumerate(pages) if not page.ordered]
    for indices in (_spread(open_to_choice, _SAMPLED), open_to_choice):
        plain = {index: pypdf_text(reader, index) for index in indices}
        counts = count_words([*plain.values(), *("\n".join(page.texts) for page in pages)])
        better = [
            i
            for i, text in plain.items()
            if choose_engine(text, "\n".join(pages[i].texts), counts) == "pypdf"
        ]
        if not better:
            break
    for index in better:
        texts = [line for line in plain[index].splitlines() if line.strip()]
        pages[index].page = Page(lend_places(texts, pages[index].page.lines))
        pages[index].text_layer = True
    _LOG.debug("%d of %d pages are read by pypdf", len(better), len(pages))
    return len(better)


def open_pypdf(data: bytes) -> Any | None:
    """Open the file with pypdf too; None if that fails, since pdfium alone can do."""
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        _LOG.debug("pypdf cannot open the file: %s", error)
        return None
    return reader


def pypdf_text(reader: Any, index: int) -> str:
    """Return the text of page ``index`` (from 0) as pypdf reads it; nothing where it fails."""
    try:
        return str(reader.pages[index].extract_text())
    except Exception as error:  # pypdf raises nearly anything on odd content streams
        _LOG.debug("pypdf cannot read page %d: %s", index + 1, error)
        return ""


def _spread(indices: list[int], count: int) -> list[int]:
    step = max(1, len(indices) // count)
    return indices[::step][:count]
