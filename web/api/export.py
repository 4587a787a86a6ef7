"""``GET /api/v1/search.csv``, ``.json``, ``.xlsx``, ``.docx``, ``.ris``, ``.bib``: results as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, Literal

from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from web.addresses import base_of
from web.api.describing import parameter
from web.api.search import QUESTION_NAMES, QUESTION_PARAMETERS
from web.exports import CSV_TYPE, MOST_ROWS, attachment, export_rows, write_csv, write_json
from web.interface import choose_messages
from web.parameters import read_number, refuse_unknown
from web.services import services_of
from web.watch import read_question
from web.writing.formats import FORMATS
from web.writing.results import paper_of_results

router = APIRouter(prefix="/api/v1", tags=["search"])

_PARAMETERS = [
    *QUESTION_PARAMETERS,
    parameter("limit", f"Rows at most, 1 to {MOST_ROWS}; {MOST_ROWS // 2} by default."),
]
Write = Callable[[Iterator[Mapping[str, Any]]], Iterator[bytes]]


@router.get("/search.csv", openapi_extra={"parameters": _PARAMETERS})
def search_csv(request: Request) -> Response:
    """The results as CSV for spreadsheets (UTF-8, with a byte order mark)."""
    return _file(request, write_csv, CSV_TYPE, "csv")


@router.get("/search.json", openapi_extra={"parameters": _PARAMETERS})
def search_json(request: Request) -> Response:
    """The results as a list of JSON objects, with the whole text of each provision."""
    return _file(request, write_json, "application/json", "json")


@router.get("/search.{ending}", openapi_extra={"parameters": _PARAMETERS})
def search_paper(request: Request, ending: Literal["xlsx", "docx", "ris", "bib"]) -> Response:
    """The results as a workbook, as a paper with footnotes, or for reference managers."""
    params, t = request.query_params, choose_messages(request)
    most = _read_most(params)
    base = base_of(request)
    paper = paper_of_results(services_of(request), read_question(params), most, base, t)
    form = FORMATS[ending]
    return Response(form.write(paper, t), media_type=form.media_type, headers=attachment("search", ending))


def _read_most(params: QueryParams) -> int:
    refuse_unknown(params, (*QUESTION_NAMES, "limit", "ui"))
    return read_number(params, "limit", 1, MOST_ROWS) or MOST_ROWS // 2


def _file(request: Request, write: Write, media_type: str, ending: str) -> Response:
    params = request.query_params
    most = _read_most(params)
    base = base_of(request)
    rows = export_rows(services_of(request), read_question(params), most, base)
    parts = write(rows)
    # What is wrong with the question must be told before a file is begun.
    first = [next(parts), next(parts, b"")]
    return StreamingResponse(chain(first, parts), media_type=media_type, headers=attachment("search", ending))
