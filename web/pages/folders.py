"""Drafting folders: the list, one of them, and what their forms change. All work without JavaScript."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.areas import load_areas
from corpus.errors import UsageError
from corpus.languages import direction
from corpus.model import DocumentState
from corpus.store import FolderEntry
from web.addresses import base_of, document_address, instrument_address, own_path
from web.citing import day, say_newer, say_strength
from web.collecting import COOKIE
from web.folders import choose_folder, collect, folder_address, paper_of, renew, view_folder
from web.interface import A_YEAR, choose_messages
from web.messages import Messages
from web.parameters import read_number
from web.rendering import pages_of
from web.saving import Form
from web.services import Services, services_of
from web.writing.cited import CitedProvision, Newer
from web.writing.formats import FORMATS
from web.writing.rows import name_heading
from web.writing.type import runs_from_right

router = APIRouter()

PER_PAGE = 100
"""Provisions on a page of a folder; what is taken away holds all of them."""


@router.get("/folders")
def folders(request: Request) -> Response:
    """Answer with the reader's folders."""
    services, t = services_of(request), choose_messages(request)
    kept = services.store.folders(services.access)
    return pages_of(request).render(
        request,
        "folders.html",
        section="folders",
        title=t("folder.title"),
        folders=[{"folder": each, "changed": day(each.changed_at)} for each in kept],
    )


@router.post("/folders")
def make(request: Request, fields: Form) -> Response:
    """Make a folder, then show it."""
    services, given = services_of(request), dict(fields)
    made = services.store.make_folder(given.get("name", ""), services.access, given.get("note", ""))
    return _remember(RedirectResponse(folder_address(made.id), status_code=303), made.id)


@router.post("/folders/add")
def add(request: Request, fields: Form) -> Response:
    """Put a provision in a folder, or choose the folder, then go back to where the reader was."""
    services, t, given = services_of(request), choose_messages(request), dict(fields)
    back, place = own_path(given.get("back", ""), "/folders"), given.get("place", "")
    if "choose" in given:
        folder_id = services.store.folder(given.get("folder", ""), services.access).id
        return _remember(RedirectResponse(back, status_code=303), folder_id)
    document, _, eid = place.partition(" ")
    # Before a folder is made for it: a mistake must not leave an empty one.
    services.store.provision(document, eid, services.access)
    folder = choose_folder(services, given.get("folder"), t)
    collect(services, folder.id, [(document, eid)])
    mark = f"#{anchor(document, eid)}"
    return _remember(RedirectResponse(back.partition("#")[0] + mark, status_code=303), folder.id)


@router.get("/folders/{folder_id}")
def folder(request: Request, folder_id: str) -> Response:
    """Answer with a folder: its provisions under areas, with the forms that change it."""
    services, t = services_of(request), choose_messages(request)
    page = read_number(request.query_params, "page", 1, 99_999) or 1
    pages = max(1, -(-services.store.folder(folder_id, services.access).entries // PER_PAGE))
    page = min(page, pages)
    view = view_folder(services, folder_id, "", t, slice((page - 1) * PER_PAGE, page * PER_PAGE))
    here = folder_address(folder_id)
    return pages_of(request).render(
        request,
        "folder.html",
        section="folders",
        title=view.folder.name,
        folder=view.folder,
        groups=_groups(view.lines, t),
        lost=[_lost(services, each) for each in view.lost],
        areas=[(area.code, name_heading(area.code, t)) for area in load_areas()],
        formats=list(FORMATS),
        page=page,
        pages=pages,
        previous=f"{here}?page={page - 1}" if page > 1 else None,
        next=f"{here}?page={page + 1}" if page < pages else None,
        address=paper_of(view, base_of(request)).address,
    )


@router.post("/folders/{folder_id}")
def change(request: Request, folder_id: str, fields: Form) -> Response:
    """Give a folder another name or note, then show it."""
    services, given = services_of(request), dict(fields)
    services.store.change_folder(folder_id, services.access, name=given.get("name"), note=given.get("note"))
    return RedirectResponse(folder_address(folder_id), status_code=303)


@router.post("/folders/{folder_id}/remove")
def remove(request: Request, folder_id: str, fields: Form) -> Response:
    """Forget a folder, then show the list."""
    services = services_of(request)
    services.store.remove_folder(folder_id, services.access)
    return RedirectResponse("/folders", status_code=303)


@router.post("/folders/{folder_id}/entries/{entry_id}")
def change_entry(request: Request, folder_id: str, entry_id: int, fields: Form) -> Response:
    """Do with an entry what the button says, its note and area kept first, then show the folder."""
    services, t, given = services_of(request), choose_messages(request), dict(fields)
    store, access, do = services.store, services.access, given.get("do", "save")
    place = f"entry-{entry_id}"
    if do == "remove":
        store.remove_entry(folder_id, entry_id, access)
        place = "content"
    elif do in ("save", "up", "down", "renew", "renew_changed"):
        store.change_entry(folder_id, entry_id, access, note=given.get("note"), area=given.get("area"))
        if do in ("up", "down"):
            store.shift_entry(folder_id, entry_id, access, down=do == "down")
        elif do != "save":
            entry_id = renew(services, folder_id, entry_id, t, changed=do == "renew_changed")
            place = f"entry-{entry_id}"
    else:
        raise UsageError(f"'{do[:40]}' is nothing that can be done here.", remedy="Use the page's buttons.")
    page = read_number(request.query_params, "page", 1, 99_999)
    asked = f"?page={page}" if page else ""
    return RedirectResponse(f"{folder_address(folder_id)}{asked}#{place}", status_code=303)


def anchor(document: str, eid: str) -> str:
    """Return the id that the button of a provision has on a page."""
    return f"add-{document[:8]}-{eid}"


def _groups(lines: tuple[CitedProvision, ...], t: Messages) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = []
    for line in lines:
        if not groups or groups[-1]["code"] != line.heading:
            groups.append({"code": line.heading, "name": name_heading(line.heading, t), "lines": []})
        groups[-1]["lines"].append(_line(line, t))
    return groups


def _line(cited: CitedProvision, t: Messages) -> dict[str, Any]:
    document, provision = cited.found.document, cited.found.provision
    newer = cited.newer
    return {
        "id": cited.entry,
        "title": cited.title,
        "title_language": cited.title_language,
        "title_direction": "rtl" if runs_from_right(cited.title, cited.title_language) else "ltr",
        "instrument": cited.found.instrument,
        "place": cited.place,
        "heading": provision.heading,
        "text": cited.found.text,
        "language": provision.language,
        "direction": direction(provision.language),
        "nature": document.nature,
        "version": document.version,
        "superseded": document.state is DocumentState.SUPERSEDED,
        "ingested": day(document.ingested_at) if document.ingested_at else None,
        "recognised": cited.recognised,
        "areas": [area for area in cited.areas if "." not in area.code],
        "area": cited.heading,
        "strength": say_strength(cited, t),
        "note": cited.note,
        "href": instrument_address(cited.found.instrument.id, provision.eid, document.id)
        if document.state is DocumentState.CURRENT
        else cited.permalink,
        "permalink": cited.permalink,
        "newer": say_newer(cited, t),
        "newer_href": document_address(newer.document, provision.eid) if newer else None,
        "renew": {Newer.SAME: "renew", Newer.CHANGED: "renew_changed"}.get(newer.state) if newer else None,
    }


def _lost(services: Services, entry: FolderEntry) -> dict[str, Any]:
    document = services.store.summary(entry.document_id, services.access)
    return {
        "id": entry.id,
        "title": document.title,
        "language": document.language,
        "eid": entry.eid,
        "note": entry.note,
        "href": document_address(entry.document_id),
    }


def _remember(response: Response, folder_id: str) -> Response:
    response.set_cookie(COOKIE, folder_id, max_age=A_YEAR, samesite="lax", httponly=True, path="/")
    return response
