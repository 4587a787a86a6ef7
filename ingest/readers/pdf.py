"""PDF: the text layer, page by page, by whichever of two engines reads the page better."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

from corpus.errors import DamagedFileError, EmptyFileError, EncryptedFileError, LimitExceededError
from corpus.model import ProvisionKind
from ingest.limits import Limits
from ingest.readers.furniture import find_furniture
from ingest.readers.gather import BlockGatherer
from ingest.readers.pdf_choice import choose_engine, count_words
from ingest.readers.pdf_layout import Note, Page, arrange
from ingest.readers.pdf_lines import Line, read_lines
from ingest.readers.pdf_notes import find_footnotes, set_marks_apart
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "application/pdf"
# The level of headings that stand beside a section, below all groupings (as in other readers).
MARGINAL_LEVEL = 6
# pypdf is slow (100 ms for a page of many fonts). If it reads none of so many pages better, spread
# over the file, it is not asked about the others.
_SAMPLED = 6
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
        pages = _read_pages(pdfium, reader, limits, name)
        metadata = _metadata(pdfium)
    finally:
        pdfium.close()
    return _gather(pages, metadata, BlockGatherer(name, limits))


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


def _read_pages(pdfium: Any, reader: Any, limits: Limits, name: str) -> list[Page]:
    measured: list[Page] = []
    characters = 0
    for index in range(len(pdfium)):
        lines = read_lines(pdfium, index)
        characters += sum(len(line.text) for line in lines)
        if characters > limits.max_characters:
            raise LimitExceededError(
                f"{name} has more text than {limits.max_characters:,} characters.",
                remedy="Split it, or raise max_characters in the limits.",
            )
        measured.append(arrange(lines))
    if reader is None or len(reader.pages) != len(measured):
        return measured
    # Where print has to be put in order, only the engine that knows places will do.
    open_to_choice = [index for index, page in enumerate(measured) if not page.rearranged]
    for indices in (_spread(open_to_choice, _SAMPLED), open_to_choice):
        plain = {index: _pypdf_text(reader, index) for index in indices}
        counts = count_words([*plain.values(), *map(_text_of, measured)])
        better = [
            i for i, text in plain.items() if choose_engine(text, _text_of(measured[i]), counts) == "pypdf"
        ]
        if not better:
            break
    for index in better:
        measured[index] = Page(tuple(Line(line) for line in plain[index].splitlines() if line.strip()))
    _LOG.debug("%s: %d of %d pages are read by pypdf", name, len(better), len(measured))
    return measured


def _spread(indices: list[int], count: int) -> list[int]:
    step = max(1, len(indices) // count)
    return indices[::step][:count]


def _text_of(page: Page) -> str:
    return "\n".join([line.text for line in page.lines] + [note.text for note in page.notes])


def _metadata(pdfium: Any) -> dict[str, str]:
    return {key.lower(): value for key, value in pdfium.get_metadata_dict(skip_empty=True).items()}


def _gather(pages: list[Page], metadata: dict[str, str], gatherer: BlockGatherer) -> SourceText:
    blank = [number for number, page in enumerate(pages, start=1) if not page.lines]
    if len(blank) == len(pages):
        raise EmptyFileError(
            f"{gatherer.name} has no text layer on any of its {len(pages)} pages.",
            remedy="It holds page images: run optical character recognition on it first (e.g. OCRmyPDF).",
        )
    if blank:
        gatherer.note(
            f"Pages without text: {_name_pages(blank)}. If they hold images, their words are missing."
        )
    furniture = find_furniture([[line.text for line in page.lines] for page in pages])
    for number, (page, marked) in enumerate(zip(pages, furniture, strict=True), start=1):
        _add_page(gatherer, page, marked, number)
    return gatherer.finish(MEDIA_TYPE, title=metadata.get("title"), metadata=metadata, page_count=len(pages))


def _add_page(gatherer: BlockGatherer, page: Page, furniture: frozenset[int], number: int) -> None:
    margin = list(page.notes)
    footnotes = find_footnotes([line for index, line in enumerate(page.lines) if index not in furniture])
    marks = {footnote.mark for footnote in footnotes.values()}
    kept = -1  # index among the lines that are no furniture
    inside = 0  # lines of a footnote still to pass
    for index, line in enumerate(page.lines):
        while margin and margin[0].before <= index:
            _add_title(gatherer, margin.pop(0), number)
        if index in furniture:
            gatherer.add(line.text, BlockKind.EDITORIAL, page=number)
            continue
        kept += 1
        if kept in footnotes:
            footnote = footnotes[kept]
            inside = footnote.length
            text = f"{footnote.mark} {footnote.text}"
            gatherer.add(text, BlockKind.FOOTNOTE, label=footnote.mark, page=number)
        if inside:
            inside -= 1
        else:
            gatherer.add(set_marks_apart(line.text, marks), BlockKind.LINE, page=number)
    for note in margin:
        _add_title(gatherer, note, number)
    for count in page.counts:
        gatherer.add(count.text, BlockKind.EDITORIAL, page=number)


def _add_title(gatherer: BlockGatherer, note: Note, page: int) -> None:
    # A note in the margin is the title of the section that it stands beside.
    gatherer.add(note.text, BlockKind.HEADING, level=MARGINAL_LEVEL, page=page, hint=ProvisionKind.SECTION)


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
