"""``GET /api/v1/matrix``: what each instrument, country or group commits to by area, also as files."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from corpus.model import SCALE
from web.addresses import Here, base_of
from web.api.describing import parameter
from web.coverage import make_matrix
from web.coverage_files import (
    PROVISION_COLUMNS,
    matrix_json,
    matrix_table,
    matrix_workbook,
    provision_rows,
)
from web.coverage_labels import describe_selection, shelve
from web.coverage_question import (
    COLUMN_ORDERS,
    COLUMNS,
    GAPS,
    HEATS,
    ROW_ORDERS,
    SHEETS,
    MatrixQuestion,
    read_flag,
    read_question,
)
from web.exports import CSV_TYPE, attachment, write_csv
from web.interface import PARAMETER, choose_messages
from web.parameters import read_choice
from web.services import services_of
from web.spreadsheets import MEDIA_TYPE

router = APIRouter(prefix="/api/v1", tags=["comparison"])

_ABOUT = {
    "columns": f"What the columns are: {', '.join(COLUMNS)}; the first by default.",
    "instrument": "Id of an instrument; may be repeated.",
    "jurisdiction": "Country code or body, such as kz or un; may be repeated.",
    "group": "Group of States, such as cica, sco, asean; may be repeated.",
    "kind": "Kind of instrument, such as act; may be repeated.",
    "lang": "Language of the text; may be repeated.",
    "nature": "authentic, translation or abstract; may be repeated.",
    "year_from": "Instruments of this year or later.",
    "year_to": "Instruments of this year or earlier.",
    "least": f"Weakest commitment that counts: {', '.join(SCALE)}; the last by default.",
    "operative": "1 to leave out provisions that only give reasons.",
    "status": "confirmed or proposed; both by default.",
    "open": "Area whose sub-themes are rows, or all; may be repeated.",
    "heat": f"What workbooks shade by: {', '.join(HEATS)}.",
    "rows": f"Order of the areas: {', '.join(ROW_ORDERS)}.",
    "order": f"Order of the columns: {', '.join(COLUMN_ORDERS)}.",
    "gaps": f"Only areas with nothing in some column, or in all of them: {', '.join(GAPS)}.",
    "hide": "1 to leave out columns with nothing.",
    "members": "1 for all States of the chosen groups, those without a text too.",
}
_PARAMETERS = [parameter(name, about) for name, about in _ABOUT.items()]
_WITH_PROVISIONS = parameter("provisions", "1 to list the provisions behind the cells, too.")
_SHEET = parameter("sheet", f"What the file holds: {', '.join(SHEETS)}; the first by default.")


@router.get("/matrix", openapi_extra={"parameters": [*_PARAMETERS, _WITH_PROVISIONS]})
def matrix(request: Request) -> dict[str, Any]:
    """How many provisions commit under each area and the strongest of them, with the gaps."""
    return _as_json(request, read_flag(request.query_params, "provisions"))


@router.get("/matrix.json", openapi_extra={"parameters": _PARAMETERS})
def matrix_file(request: Request) -> Response:
    """The same as a file, with the provisions behind the cells."""
    return JSONResponse(_as_json(request, True), headers=attachment("matrix", "json"))


@router.get("/matrix.csv", openapi_extra={"parameters": [*_PARAMETERS, _SHEET]})
def matrix_csv(request: Request) -> Response:
    """The matrix, or the provisions behind it, as CSV for spreadsheets (UTF-8, with a byte order mark)."""
    question = _read(request, "sheet")
    services, t = services_of(request), choose_messages(request)
    if read_choice(request.query_params, "sheet", SHEETS) == "provisions":
        found = provision_rows(services.store, services.access, question, t, base_of(request))
        parts = write_csv(found, PROVISION_COLUMNS)
        return StreamingResponse(parts, media_type=CSV_TYPE, headers=attachment("provisions", "csv"))
    header, rows = matrix_table(make_matrix(services.store, services.access, question, t))
    return StreamingResponse(
        write_csv(rows, header), media_type=CSV_TYPE, headers=attachment("matrix", "csv")
    )


@router.get("/matrix.xlsx", openapi_extra={"parameters": _PARAMETERS})
def matrix_xlsx(request: Request) -> Response:
    """A workbook of the matrix, the provisions behind it, and what was asked."""
    question = _read(request)
    services, t = services_of(request), choose_messages(request)
    shelf = shelve(services.store, services.access, t)
    chips = [chip.label for chip in describe_selection(question.selection, shelf.items, Here(request), t)]
    made = make_matrix(services.store, services.access, question, t)
    found = provision_rows(services.store, services.access, question, t, base_of(request))
    data = matrix_workbook(made, found, chips, t, base_of(request))
    return Response(data, media_type=MEDIA_TYPE, headers=attachment("matrix", "xlsx"))


def _as_json(request: Request, provisions: bool) -> dict[str, Any]:
    question = _read(request, "provisions")
    services, t = services_of(request), choose_messages(request)
    answer = matrix_json(make_matrix(services.store, services.access, question, t), base_of(request))
    if provisions:
        found = provision_rows(services.store, services.access, question, t, base_of(request))
        answer["provisions"] = list(found)
    return answer


def _read(request: Request, *also: str) -> MatrixQuestion:
    return read_question(request.query_params, (*also, PARAMETER))
