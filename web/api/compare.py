"""``/api/v1/compare``: documents side by side, as JSON and as files, and corrections of the alignment."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import UsageError
from search.compare import check_documents
from web.addresses import base_of
from web.api.describing import parameter
from web.comparing import SHOWN, VIEWS, lay_side_by_side
from web.comparing_files import WRITERS, write_file
from web.comparing_pair import SAID, Place, correct
from web.comparing_values import describe, describe_word
from web.exports import attachment
from web.pages.compare import read_asked
from web.parameters import refuse_unknown
from web.saving import Body
from web.services import services_of

router = APIRouter(prefix="/api/v1", tags=["comparison"])


_DOCUMENTS = parameter("d", "The id of a document; two to four of them.", many=True)
_PARAMETERS = [
    _DOCUMENTS,
    parameter("show", f"Which rows: {', '.join(SHOWN)}."),
    parameter("area", "Rows under one area or sub-theme, such as A3 or A13.2."),
    parameter("view", f"In what order: {', '.join(VIEWS)}."),
    parameter("page", "Which page of rows, from 1."),
]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["one", "other", "say"],
                    "properties": {
                        "one": {"type": "object", "description": '{"document": ID, "eid": EID}'},
                        "other": {"type": "object", "description": "of another document"},
                        "say": {"type": "string", "enum": list(SAID)},
                        "by": {"type": "string", "description": "whose word it is"},
                        "reason": {"type": "string"},
                    },
                }
            }
        },
    }
}


@router.get("/compare", openapi_extra={"parameters": _PARAMETERS})
def compare(request: Request) -> dict[str, Any]:
    """Two to four documents aligned provision to provision, by meaning, a page of rows at a time.

    Each row has a cell per document (null for a gap), the pairings that it rests on with their
    probability, and its parts: the same for what is inside its units.
    """
    refuse_unknown(request.query_params, ("d", "show", "area", "view", "page", "ui"))
    services, question = services_of(request), read_asked(request.query_params)
    found = lay_side_by_side(services.store, services.settings, question.documents, services.access)
    return describe(services.store, found, question, services.access)


@router.get("/compare/corrections", openapi_extra={"parameters": [_DOCUMENTS]})
def corrections(request: Request) -> dict[str, Any]:
    """What persons said of the provisions of these documents, the newest word on each two."""
    refuse_unknown(request.query_params, ("d", "ui"))
    services, question = services_of(request), read_asked(request.query_params)
    check_documents(question.documents)
    found = services.store.alignments(question.documents, services.access)
    return {"corrections": [describe_word(word) for word in found]}


@router.post("/compare/corrections", status_code=201, openapi_extra=_BODY)
def say(request: Request, body: Body) -> dict[str, Any]:
    """Say that two provisions are counterparts or are not, or take the newest word back."""
    one, other = _place(body, "one"), _place(body, "other")
    said, by, reason = (_text(body, name) for name in ("say", "by", "reason"))
    return {"kept": correct(services_of(request), one, other, said, by, reason)}


@router.get("/compare.{kind}", openapi_extra={"parameters": [_DOCUMENTS]})
def compare_file(request: Request, kind: str) -> Response:
    """The whole alignment as a file: csv, xlsx or json."""
    refuse_unknown(request.query_params, ("d", "ui"))
    if kind not in WRITERS:
        raise UsageError(f"There is no file of kind '{kind[:20]}'.", remedy=f"Ask for {', '.join(WRITERS)}.")
    services, question = services_of(request), read_asked(request.query_params)
    found = lay_side_by_side(services.store, services.settings, question.documents, services.access)
    base = base_of(request)
    return Response(
        write_file(services.store, found, services.access, kind, base),
        media_type=WRITERS[kind],
        headers=attachment("comparison", kind),
    )


def _place(body: dict[str, Any], name: str) -> Place:
    given = body.get(name)
    if isinstance(given, dict):
        document, eid = given.get("document"), given.get("eid")
        if isinstance(document, str) and isinstance(eid, str) and document and eid:
            return document, eid
    raise UsageError(
        f"The field '{name}' names no provision.", remedy='Send {"document": ID, "eid": EID} for it.'
    )


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name) or ""
    if not isinstance(value, str):
        raise UsageError(f"The field '{name}' is no text.", remedy="Send a text.")
    return value
