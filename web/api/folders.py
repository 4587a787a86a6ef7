"""``/api/v1/folders``: drafting folders, their provisions, and what they are taken away as."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from corpus.errors import UsageError
from corpus.typed import is_text
from web.addresses import base_of
from web.exports import attachment
from web.filters import ParameterError
from web.folders import (
    collect,
    describe_folder,
    describe_lost,
    paper_of,
    renew,
    view_folder,
)
from web.interface import choose_messages
from web.parameters import refuse_unknown
from web.saving import Body
from web.security import refuse_foreign
from web.services import services_of
from web.writing.formats import FORMATS, format_called
from web.writing.rows import describe

router = APIRouter(prefix="/api/v1/folders", tags=["drafting folders"])

_DO = ("up", "down", "renew", "renew_changed")


def _takes(description: str, required: tuple[str, ...] = (), **fields: str) -> dict[str, Any]:
    """Describe a JSON body; ``fields`` are texts unless they are said to be lists."""
    kinds: dict[str, Any] = {
        "list": {"type": "array", "items": {"type": "string"}},
        "text": {"type": "string"},
    }
    schema = {
        "type": "object",
        "required": list(required),
        "properties": {name: kinds[kind] for name, kind in fields.items()},
        "description": description,
    }
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


@router.get("")
def list_folders(request: Request) -> dict[str, Any]:
    """The folders that are kept for the reader, each with how many provisions are in it."""
    services = services_of(request)
    return {"folders": [describe_folder(each) for each in services.store.folders(services.access)]}


@router.post("", status_code=201, openapi_extra=_takes("A new folder.", ("name",), name="text", note="text"))
def make(request: Request, body: Body) -> dict[str, Any]:
    """Make a folder."""
    services = services_of(request)
    given = _texts(body, "name", "note")
    made = services.store.make_folder(given.get("name", ""), services.access, given.get("note", ""))
    return describe_folder(made)


@router.get(
    "/{folder_id}",
    openapi_extra={
        "parameters": [
            {
                "name": "format",
                "in": "query",
                "description": f"Take it away as a file: {', '.join(FORMATS)}.",
                "schema": {"type": "string", "enum": list(FORMATS)},
            }
        ]
    },
)
def show(request: Request, folder_id: str) -> Response:
    """One of them with its provisions in order, or as a file."""
    services, t = services_of(request), choose_messages(request)
    refuse_unknown(request.query_params, ("format", "ui"))
    wanted = request.query_params.get("format")
    chosen = format_called(wanted) if wanted else None
    base = base_of(request)
    view = view_folder(services, folder_id, base, t)
    if chosen is not None:
        written = chosen.write(paper_of(view, base), t)
        return Response(written, media_type=chosen.media_type, headers=attachment("folder", chosen.ending))
    return JSONResponse(
        describe_folder(view.folder)
        | {
            "provisions": [describe(cited, t) for cited in view.lines],
            "lost": [describe_lost(each) for each in view.lost],
        }
    )


@router.patch("/{folder_id}", openapi_extra=_takes("Another name or note.", name="text", note="text"))
def change(request: Request, folder_id: str, body: Body) -> dict[str, Any]:
    """Give a folder another name or note."""
    services = services_of(request)
    given = _texts(body, "name", "note")
    services.store.change_folder(folder_id, services.access, name=given.get("name"), note=given.get("note"))
    return describe_folder(services.store.folder(folder_id, services.access))


@router.delete("/{folder_id}", status_code=204, dependencies=[Depends(refuse_foreign)])
def remove(request: Request, folder_id: str) -> Response:
    """Forget a folder with its notes."""
    services = services_of(request)
    services.store.remove_folder(folder_id, services.access)
    return Response(status_code=204)


@router.post(
    "/{folder_id}/entries",
    status_code=201,
    openapi_extra=_takes(
        "eid may be a list. Without area each goes under the likeliest one; the empty one is none.",
        ("document", "eid"),
        document="text",
        eid="list",
        area="text",
        note="text",
    ),
)
def add(request: Request, folder_id: str, body: Body) -> dict[str, Any]:
    """Put provisions of a document in a folder; those that are in it already stay as they are."""
    services = services_of(request)
    eids = body.pop("eid", None)
    eids = [eids] if isinstance(eids, str) else eids
    given = _texts(body, "document", "area", "note")
    if not isinstance(eids, list) or not eids or not all(map(is_text, eids)):
        raise ParameterError("No provision is named.", remedy="send eid, a text or a list", field="eid")
    places = [(given.get("document", ""), eid) for eid in eids]
    entries = collect(services, folder_id, places, given.get("note", ""), given.get("area"))
    return {"entries": [{"entry": each.id, "eid": each.eid, "area": each.area} for each in entries]}


@router.patch(
    "/{folder_id}/entries/{entry_id}",
    openapi_extra=_takes(
        "Another note or area, and do: up, down (among those of its area), renew (to the newer version, if "
        "the words are the same), renew_changed (even if they are not).",
        note="text",
        area="text",
        do="text",
    ),
)
def change_entry(request: Request, folder_id: str, entry_id: int, body: Body) -> dict[str, Any]:
    """Change an entry."""
    services, t = services_of(request), choose_messages(request)
    given = _texts(body, "note", "area", "do")
    do = given.get("do")
    if do is not None and do not in _DO:
        raise ParameterError(
            f"'{do[:40]}' cannot be done.", remedy=f"use one of {', '.join(_DO)}", field="do"
        )
    store, access = services.store, services.access
    store.change_entry(folder_id, entry_id, access, note=given.get("note"), area=given.get("area"))
    if do in ("up", "down"):
        store.shift_entry(folder_id, entry_id, access, down=do == "down")
    elif do is not None:
        entry_id = renew(services, folder_id, entry_id, t, changed=do == "renew_changed")
    entry = store.folder_entry(folder_id, entry_id, access)
    return {
        "entry": entry.id,
        "document": entry.document_id,
        "eid": entry.eid,
        "area": entry.area,
        "note": entry.note,
    }


@router.delete("/{folder_id}/entries/{entry_id}", status_code=204, dependencies=[Depends(refuse_foreign)])
def remove_entry(request: Request, folder_id: str, entry_id: int) -> Response:
    """Take a provision out of a folder."""
    services = services_of(request)
    services.store.remove_entry(folder_id, entry_id, services.access)
    return Response(status_code=204)


def _texts(body: dict[str, Any], *names: str) -> dict[str, str]:
    """Return the fields of a body.

    Raises:
        UsageError: one of them is none of ``names``, or no text.
    """
    for name, value in body.items():
        if name not in names:
            raise UsageError(
                f"There is no field '{name[:40]}' here.", remedy=f"The fields are: {', '.join(names)}."
            )
        if not is_text(value):
            raise ParameterError(f"The field '{name}' is no text.", remedy="send a text", field=name)
    return dict(body)
