"""PDF: the text layer, page by page, by whichever of two engines reads the page better."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.errors import EmptyFileError, LimitExceededError
from corpus.model import ProvisionKind
from ingest.limits import Limits
from ingest.readers.foot import join_notes
from ingest.readers.furniture import find_furniture
from ingest.readers.gather import BlockGatherer
from ingest.readers.pdf_doubts import find_doubts
from ingest.readers.pdf_engines import open_pdfium, prefer_pypdf, read_pages
from ingest.readers.pdf_layout import Note
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_notes import find_footnotes, set_marks_apart
from ingest.readers.pdf_ocr import name_pages, recognise_pages
from ingest.readers.pdf_page import ReadPage, mean_confidence
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "application/pdf"
# The level of headings that stand beside a section, below all groupings (as in other readers).
MARGINAL_LEVEL = 6


def read(data: bytes, name: str, limits: Limits, language: str | None = None) -> SourceText:
    """Read the text layer of a PDF, and recognise the pages that have none or an unreadable one.

    Pages come as LINE blocks with their number and their boxes; running headers, footers and page
    numbers as EDITORIAL blocks. ``language`` (BCP 47, several joined by ``+``) is what the catalogue states
    and helps the recognition. Pages without text are named in a note.
    """
    pdfium = open_pdfium(data, name)
    try:
        count = len(pdfium)
        if count > limits.max_pages:
            raise LimitExceededError(
                f"{name} has {count:,} pages, more than {limits.max_pages:,}.",
                remedy="Split it, or raise max_pages in the limits.",
            )
        pages = read_pages(pdfium, limits, name)
        metadata = _metadata(pdfium)
        prefer_pypdf(data, pages)
        for page in pages:
            doubts, page.unfit = find_doubts(page.texts)
            page.doubts += doubts
        gatherer = BlockGatherer(name, limits)
        for note in recognise_pages(pdfium, pages, limits, name, language):
            gatherer.note(note)
    finally:
        pdfium.close()
    return _gather(pages, metadata, gatherer)


def _metadata(pdfium: Any) -> dict[str, str]:
    return {key.lower(): value for key, value in pdfium.get_metadata_dict(skip_empty=True).items()}


def _gather(pages: list[ReadPage], metadata: dict[str, str], gatherer: BlockGatherer) -> SourceText:
    blank = [page.number for page in pages if not page.page.lines]
    if len(blank) == len(pages):
        raise EmptyFileError(
            f"{gatherer.name} has no text on any of its {len(pages)} pages, and no words were recognised.",
            remedy=" ".join(gatherer.notes)
            or "Check that the pages show text, or scan them again at 300 dpi.",
        )
    if blank:
        gatherer.note(f"Pages without text: {name_pages(blank)}.")
    furniture = find_furniture([[line.text for line in page.page.lines] for page in pages])
    for page, marked in zip(pages, furniture, strict=True):
        _add_page(gatherer, page, marked)
    gatherer.blocks = join_notes(gatherer.blocks)
    return gatherer.finish(
        MEDIA_TYPE,
        title=metadata.get("title"),
        metadata=metadata,
        page_count=len(pages),
        pages=[page.reading() for page in pages],
    )


def _add_page(gatherer: BlockGatherer, found: ReadPage, furniture: frozenset[int]) -> None:
    page = found.page
    margin = list(page.notes)
    body = [line for index, line in enumerate(page.lines) if index not in furniture]
    footnotes = find_footnotes(body)
    marks = {footnote.mark for footnote in footnotes.values()}
    kept = -1  # index among the lines that are no furniture
    inside = 0  # lines of a footnote still to pass

    def add(text: str, kind: BlockKind, lines: Sequence[Line], label: str | None = None) -> None:
        gatherer.add(
            text,
            kind,
            label=label,
            page=found.number,
            box=found.box(lines),
            confidence=mean_confidence(lines),
        )

    for index, line in enumerate(page.lines):
        while margin and margin[0].before <= index:
            _add_title(gatherer, margin.pop(0), found)
        if index in furniture:
            add(line.text, BlockKind.EDITORIAL, [line])
            continue
        kept += 1
        if kept in footnotes:
            footnote = footnotes[kept]
            inside = footnote.length
            lines = body[kept : kept + footnote.length]
            add(f"{footnote.mark} {footnote.text}", BlockKind.FOOTNOTE, lines, footnote.mark)
        if inside:
            inside -= 1
        else:
            add(set_marks_apart(line.text, marks), BlockKind.LINE, [line])
    for note in margin:
        _add_title(gatherer, note, found)
    for count in page.counts:
        add(count.text, BlockKind.EDITORIAL, [count])


def _add_title(gatherer: BlockGatherer, note: Note, found: ReadPage) -> None:
    # A note in the margin is the title of the section that it stands beside.
    gatherer.add(
        note.text,
        BlockKind.HEADING,
        level=MARGINAL_LEVEL,
        page=found.number,
        hint=ProvisionKind.SECTION,
        box=found.box(note.lines),
        confidence=mean_confidence(note.lines),
    )
