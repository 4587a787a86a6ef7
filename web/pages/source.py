"""From a document back to its source: the file itself, its pages, and how completely they were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import NotFoundError, UsageError
from corpus.model import Document, LineBox, Provision
from web.addresses import document_address
from web.interface import choose_messages
from web.page_images import WIDTHS
from web.rendering import pages_of
from web.services import services_of
from web.sources import count_pages, has_pictures

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Marked:
    """A line drawn over the picture of a page, in thousandths of its sides."""

    left: float
    top: float
    width: float
    height: float


@router.get("/documents/{document_id}/original")
def original(request: Request, document_id: str) -> Response:
    """Answer with the file that the document was read from, byte for byte, to be saved."""
    services = services_of(request)
    found = services.store.summary(document_id, services.access)
    data = services.store.original(document_id, services.access)
    name = quote(found.source.rsplit("/", 1)[-1].rsplit("#", 1)[0])
    # Never shown in place: an HTML file would run as one of our pages.
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.get("/documents/{document_id}/quality")
def quality(request: Request, document_id: str) -> Response:
    """Answer with how completely the file was read, and what of it is in no provision."""
    services, t = services_of(request), choose_messages(request)
    found = services.store.summary(document_id, services.access)
    report = services.store.quality(document_id, services.access)
    if report is None:
        raise NotFoundError(
            "There is no quality report of this text.",
            remedy="Texts read from files have one; read the file again with narcord ingest.",
        )
    has_original = services.store.has_original(document_id, services.access)
    return pages_of(request).render(
        request,
        "quality.html",
        section="status",
        title=f"{t('quality.title')}: {found.title}",
        document=found,
        report=report,
        has_original=has_original,
        has_pictures=has_pictures(found, has_original),
    )


@router.get("/documents/{document_id}/pages/{number}.png")
def picture(request: Request, document_id: str, number: int) -> Response:
    """Answer with the picture of a page."""
    services = services_of(request)
    found = services.store.summary(document_id, services.access)
    _check_page(number, count_pages(found, services.store.quality(document_id, services.access)))
    asked = request.query_params.get("width", str(WIDTHS[-1]))
    if asked not in {str(width) for width in WIDTHS}:
        widths = ", ".join(str(width) for width in WIDTHS)
        raise UsageError(f"width is {asked!r}.", remedy=f"Use one of {widths}, or leave it out.")
    data = services.store.original(document_id, services.access)
    return Response(services.images.draw(found.checksum, data, number, int(asked)), media_type="image/png")


@router.get("/documents/{document_id}/pages/{number}")
def page(request: Request, document_id: str, number: int) -> Response:
    """Answer with a page of the source beside what was read from it; ``eid`` marks a provision."""
    services, t = services_of(request), choose_messages(request)
    document = services.store.document(document_id, services.access)
    last = count_pages(document, document.quality)
    _check_page(number, last)
    eid = request.query_params.get("eid")
    marked = services.store.provision(document_id, eid, services.access) if eid else None
    return pages_of(request).render(
        request,
        "page.html",
        section="instruments",
        title=f"{t('instrument.page', n=number)}: {document.title}",
        document=document,
        number=number,
        last=last,
        widths=WIDTHS,
        provision=marked,
        provision_pages=list(range(*_page_range(marked))),
        boxes=_boxes(document.lines, number, marked),
        pieces=_pieces(document, number, marked),
        back=document_address(document_id, eid),
    )


def _check_page(number: int, last: int) -> None:
    if not 1 <= number <= last:
        raise NotFoundError(
            f"There is no picture of page {number} of this text.",
            remedy=f"Choose a page from 1 to {last}."
            if last
            else "Pictures are drawn of the pages of PDF files and scans.",
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page's text; ``marked`` if it belongs to the provision asked for."""

    text: str
    marked: bool


def _pieces(document: Document, number: int, marked: Provision | None) -> list[Piece]:
    pieces = []
    for span in document.pages:
        if span.number != number:
            continue
        cuts = [span.start, span.end]
        if marked is not None:
            cuts += [min(max(at, span.start), span.end) for at in (marked.start, marked.end)]
        for start, end in zip(sorted(cuts), sorted(cuts)[1:], strict=False):
            inside = marked is not None and marked.start <= start and end <= marked.end
            if start < end:
                pieces.append(Piece(document.text[start:end], inside))
    return pieces


def _boxes(lines: Sequence[LineBox], number: int, marked: Provision | None) -> list[Marked]:
    if marked is None:
        return []
    return [
        Marked(1000 * x.left, 1000 * x.top, 1000 * (x.right - x.left), 1000 * (x.bottom - x.top))
        for x in lines
        if x.page == number and x.start < marked.end and x.end > marked.start
    ]


def _page_range(marked: Provision | None) -> tuple[int, int]:
    first, last = (marked.pages if marked else None) or (0, -1)
    return first, last + 1
