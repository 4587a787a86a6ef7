"""PDF: the text layer, page by page, by whichever of two engines reads the page better."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

from corpus.errors import DamagedFileError, EmptyFileError, EncryptedFileError, LimitExceededError
from ingest.limits import Limits
from ingest.readers.furniture import find_furniture
from ingest.readers.gather import BlockGatherer
from ingest.readers.pdf_choice import choose_engine, count_words
from ingest.readers.pdf_lines import Line, read_lines
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "application/pdf"
_LOG = logging.getLogger(__name__)


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read the text layer of a PDF.

    Pages come as LINE blocks with their number; running headers, footers and page numbers as
    EDITORIAL blocks. Pages without text are named in a note.
    """
    pdfium = _open_pdfium(data, name)
    try:
        count = len(pdfium)
        if count > limits.max_pages:
            raise LimitExceededError(
                f"{name} has {count:,} pages, more than {limits.max_pages:,}.",
                remedy="Split it, or raise max_pages in the limits.",
            )
        reader = _open_pypdf(data)
        pages, notes = _read_pages(pdfium, reader, limits, name)
        metadata = _metadata(pdfium)
    finally:
        pdfium.close()
    return _gather(pages, notes, metadata, BlockGatherer(name, limits))


def _open_pdfium(data: bytes, name: str) -> Any:
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


def _open_pypdf(data: bytes) -> Any | None:
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


def _pypdf_text(reader: Any, index: int) -> str:
    try:
        return str(reader.pages[index].extract_text())
    except Exception as error:  # pypdf raises nearly anything on odd content streams
        _LOG.debug("pypdf cannot read page %d: %s", index + 1, error)
        return ""


def _read_pages(pdfium: Any, reader: Any, limits: Limits, name: str) -> tuple[list[list[Line]], list[str]]:
    geometric = []
    characters = 0
    for index in range(len(pdfium)):
        lines = read_lines(pdfium, index)
        characters += sum(len(line.text) for line in lines)
        if characters > limits.max_characters:
            raise LimitExceededError(
                f"{name} has more text than {limits.max_characters:,} characters.",
                remedy="Split it, or raise max_characters in the limits.",
            )
        geometric.append(lines)
    if reader is None or len(reader.pages) != len(geometric):
        return geometric, []
    linear = [_pypdf_text(reader, index) for index in range(len(geometric))]
    counts = count_words([*linear, *(_join(lines) for lines in geometric)])
    pages, by_pypdf = [], []
    for index, (lines, text) in enumerate(zip(geometric, linear, strict=True)):
        if choose_engine(text, _join(lines), counts) == "pypdf":
            pages.append([Line(line) for line in text.splitlines()])
            by_pypdf.append(index + 1)
        else:
            pages.append(lines)
    _LOG.debug("%s: pages read by pypdf: %s", name, by_pypdf)
    return pages, []


def _join(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _metadata(pdfium: Any) -> dict[str, str]:
    return {key.lower(): value for key, value in pdfium.get_metadata_dict(skip_empty=True).items()}


def _gather(
    pages: list[list[Line]], notes: list[str], metadata: dict[str, str], gatherer: BlockGatherer
) -> SourceText:
    blank = [number for number, lines in enumerate(pages, start=1) if not any(l.text.strip() for l in lines)]
    if len(blank) == len(pages):
        raise EmptyFileError(
            f"{gatherer.name} has no text layer on any of its {len(pages)} pages.",
            remedy="It holds page images: run optical character recognition on it first (e.g. OCRmyPDF).",
        )
    for note in notes:
        gatherer.note(note)
    if blank:
        gatherer.note(f"Pages without text: {_name_pages(blank)}. If they hold images, their words are missing.")
    furniture = find_furniture([[line.text for line in lines] for lines in pages])
    for number, lines in enumerate(pages, start=1):
        for index, line in enumerate(lines):
            kind = BlockKind.EDITORIAL if index in furniture[number - 1] else BlockKind.LINE
            gatherer.add(line.text, kind, page=number)
    return gatherer.finish(MEDIA_TYPE, title=metadata.get("title"), metadata=metadata, page_count=len(pages))


def _name_pages(numbers: list[int]) -> str:
    """Write page numbers as ranges.

    >>> _name_pages([1, 2, 3, 7])
    '1-3, 7'
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    return ", ".join("-".join(map(str, item)) for item in ranges)
