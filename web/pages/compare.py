"""Documents side by side: the choice of them, the rows, and the correction of a pairing."""

from __future__ import annotations

from threading import Thread
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.areas import area_or_theme, load_areas
from corpus.errors import NarcordError, UsageError
from corpus.store import DocumentSummary
from search.compare import FEWEST, MOST, check_documents
from web.addresses import Here, address, document_address
from web.comparing import SHOWN, VIEWS, Question, SideBySide, comparer_of, lay_side_by_side, read_question
from web.comparing_choice import find_documents, suggest
from web.comparing_pair import choices_for, correct, describe_place
from web.comparing_values import describe
from web.interface import choose_messages
from web.messages import Messages
from web.parameters import read_number, refuse_unknown
from web.rendering import area_label, pages_of, short_path
from web.saving import read_form
from web.services import Services, services_of

router = APIRouter()

NAMES = ("d", "show", "area", "view", "page", "q", "at", "ui")
Form = Annotated[list[tuple[str, str]], Depends(read_form)]


@router.get("/compare")
def compare(request: Request) -> Response:
    """Answer with documents side by side; with fewer than two named, with a choice."""
    services, t, params = services_of(request), choose_messages(request), request.query_params
    refuse_unknown(params, NAMES)
    question = read_asked(params)
    if len(question.documents) < FEWEST or "q" in params:
        return _choose(request, services, t, question)
    found = lay_side_by_side(services.store, services.settings, question.documents, services.access)
    shown = describe(services.store, found, question, services.access)
    here = Here(request)
    return pages_of(request).render(
        request,
        "compare.html",
        section="instruments",
        title=t("compare.title_of", titles=" / ".join(each["title"] for each in shown["documents"])),
        shown=shown,
        columns=[
            each | {"change": _choose_address(question.documents, at), "without": _without(question, at)}
            for at, each in enumerate(shown["documents"])
        ],
        add=address("/compare", [*_pairs(question.documents), ("q", "")])
        if len(question.documents) < MOST
        else None,
        shows=SHOWN,
        views=VIEWS,
        areas=[area.code for area in load_areas() if _has(found, area.code)],
        label_of=lambda code: _label(code, t),
        percent=lambda score: min(99, round(100 * score)),
        correct_address=lambda column, eid: address(
            "/compare/pair", [*_pairs(question.documents), ("at", f"{question.documents[column]}:{eid}")]
        ),
        row_address=lambda number: f"#row-{number}",
        previous=here.with_(page=question.page - 1) if question.page > 1 else None,
        next=here.with_(page=question.page + 1) if question.page < shown["pages"] else None,
        files=[
            (kind, address(f"/api/v1/compare.{kind}", _pairs(question.documents)))
            for kind in ("csv", "xlsx", "json")
        ],
    )


@router.get("/compare/pair")
def pair(request: Request) -> Response:
    """Answer with one provision, what it is paired with, and what else it may be paired with."""
    services, t, params = services_of(request), choose_messages(request), request.query_params
    refuse_unknown(params, NAMES)
    question = read_asked(params)
    check_documents(question.documents)
    found = lay_side_by_side(services.store, services.settings, question.documents, services.access)
    document, eid = read_place(params.get("at", ""))
    place = describe_place(found, document, eid)
    return pages_of(request).render(
        request,
        "compare_pair.html",
        section="instruments",
        title=t("compare.correct"),
        place=place,
        choices=choices_for(found, place),
        documents=question.documents,
        back=address("/compare", _pairs(question.documents)),
        percent=lambda score: min(99, round(100 * score)),
    )


@router.post("/compare/pair")
def say(request: Request, fields: Form) -> Response:
    """Keep a person's word on two provisions, or take one back; then show the comparison again."""
    services, given = services_of(request), QueryParams(fields)
    documents = [value for name, value in fields if name == "d"]
    check_documents(documents)
    one, other = read_place(given.get("one", "")), read_place(given.get("other", ""))
    correct(services, one, other, given.get("say", ""), given.get("by", ""), given.get("reason", ""))
    at = [("at", given["at"])] if given.get("at") else []
    path = "/compare/pair" if at else "/compare"
    return RedirectResponse(address(path, [*_pairs(documents), *at]), status_code=303)


def read_asked(params: QueryParams) -> Question:
    """Return what an address asks for; documents named twice or left empty count once or not.

    Raises:
        ParameterError: a value cannot be.
        UsageError: too many documents.
    """
    documents = tuple(dict.fromkeys(name.strip() for name in params.getlist("d") if name.strip()))
    if len(documents) > MOST:
        check_documents(documents)
    return read_question(
        documents,
        params.get("show"),
        params.get("area"),
        params.get("view"),
        read_number(params, "page", 1, 9999),
    )


def read_place(value: str) -> tuple[str, str]:
    """Return the document and the eId of ``DOCUMENT:EID``.

    Raises:
        UsageError: it is something else.
    """
    document, colon, eid = value.partition(":")
    if not (document and colon and eid):
        raise UsageError(
            f"'{value[:60]}' names no provision.", remedy="Name one as DOCUMENT:EID, as the page does."
        )
    return document, eid


def _choose(request: Request, services: Services, t: Messages, question: Question) -> Response:
    """The choice of documents; those that are chosen already are read meanwhile."""
    store, access, query = services.store, services.access, request.query_params.get("q", "")[:200]
    chosen = [store.summary(document, access) for document in question.documents]
    if chosen:
        _prepare(services, question.documents)
    listed = find_documents(services, query) if query else suggest(services, chosen)
    return pages_of(request).render(
        request,
        "compare_choose.html",
        section="instruments",
        title=t("compare.title"),
        chosen=[_line(each, question, without=True) for each in chosen],
        listed=[_line(each, question) for each in listed if each.id not in question.documents],
        query=query,
        full=len(chosen) >= MOST,
        ready=address("/compare", _pairs(question.documents)) if len(chosen) >= FEWEST else None,
    )


def _line(entry: DocumentSummary, question: Question, *, without: bool = False) -> dict[str, Any]:
    documents = [each for each in question.documents if each != entry.id]
    more = [*documents, entry.id]
    pairs = _pairs(documents if without else more)
    return {
        "id": entry.id,
        "title": entry.title,
        "language": entry.language,
        "nature": entry.nature.value,
        "source": short_path(entry.source),
        "href": document_address(entry.id),
        "take": address("/compare", pairs),
    }


def _prepare(services: Services, documents: tuple[str, ...]) -> None:
    def read() -> None:
        try:
            comparer_of(services.store, services.settings).prepare(documents, services.access)
        except NarcordError:
            return  # whoever compares them will be told

    Thread(target=read, name="prepare-comparison", daemon=True).start()


def _pairs(documents: tuple[str, ...] | list[str]) -> list[tuple[str, str]]:
    return [("d", document) for document in documents]


def _choose_address(documents: tuple[str, ...], at: int) -> str:
    """Where another document is chosen in the place of one."""
    return address("/compare", [*_pairs([each for n, each in enumerate(documents) if n != at]), ("q", "")])


def _without(question: Question, at: int) -> str | None:
    rest = [each for number, each in enumerate(question.documents) if number != at]
    return address("/compare", _pairs(rest)) if len(rest) >= FEWEST else None


def _has(found: SideBySide, code: str) -> bool:
    return any(code in codes for row in found.rows for codes in found.areas_of(row))


def _label(code: str, t: Messages) -> str:
    return area_or_theme(code).label(t.language) if "." in code else area_label(code, t.language)
