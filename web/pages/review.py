"""Review: the queue of what is least certain, one provision with all its areas, and what was decided."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote, unquote, urlencode

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.areas import is_theme
from corpus.errors import NarcordError
from corpus.languages import direction
from corpus.model import DocumentState
from corpus.store import Decision, ReviewItem
from web.addresses import Here, document_address, instrument_address
from web.coverage_question import read_selection, selection_pairs
from web.decided import measure_agreement
from web.filters import ParameterError
from web.interface import A_YEAR, choose_messages
from web.messages import Messages
from web.naming import first_words, place
from web.parameters import read_number
from web.rendering import area_label, pages_of
from web.review_choices import NARROWING, list_options, list_targets
from web.reviewing import AreaStanding, Reviewed, read_provision, read_queue, review_address, take_decision
from web.saving import read_form
from web.services import Services, services_of
from web.shelf import area_order, choose_title

router = APIRouter()

COOKIE = "narcord_reviewer"
"""Who decides in this browser."""
COMING = 8
"""Items that are shown of what comes after."""
_ROOM = 8
Form = Annotated[list[tuple[str, str]], Depends(read_form)]


@router.get("/review")
def review(request: Request) -> Response:
    """Answer with one provision and all its areas, or with the queue at one of its items."""
    params = request.query_params
    if params.get("document") or params.get("eid"):
        for name in ("document", "eid"):
            if not params.get(name):
                raise ParameterError(
                    f"A provision is named by document and eid; {name} is missing.",
                    remedy="follow a link to a review",
                    field=name,
                )
        return _provision(request, params["document"], params["eid"])
    return _queue(request)


@router.post("/review")
def decide(request: Request, fields: Form) -> Response:
    """Decide as the button says, then show what comes next."""
    services, given = services_of(request), dict(fields)
    document, eid = given.get("document", ""), given.get("eid", "")
    back = _read_back(given.get("back", ""), document, eid)
    do, _, area = given.get("do", "").partition(":")
    by = given.get("by", "")
    if do:  # the Enter key in a field decides nothing; it keeps the name
        to = given.get("to", "")
        area, to = (to, "") if do == "add" else (area, to)
        reason = given.get("reason", "")
        take_decision(services, document, eid, do, area, to=to, by=by, reason=reason)
        back = _told(back, document, eid)
    response = RedirectResponse(back, status_code=303)
    if by.strip():
        response.set_cookie(
            COOKIE, quote(by.strip()[:120]), max_age=A_YEAR, samesite="lax", httponly=True, path="/"
        )
    return response


@router.get("/review/statistics")
def statistics(request: Request) -> Response:
    """Answer with how much was decided, and how often the program was right."""
    services, t = services_of(request), choose_messages(request)
    lines = measure_agreement(services)
    judged = sum(each.confirmed + each.rejected for each in lines)
    return pages_of(request).render(
        request,
        "review_statistics.html",
        section="areas",
        title=t("review.statistics"),
        lines=[(each, area_label(each.code, t.language)) for each in lines],
        totals={
            "waiting": sum(each.waiting for each in lines),
            "confirmed": sum(each.confirmed for each in lines),
            "rejected": sum(each.rejected for each in lines),
            "added": sum(each.added for each in lines),
            "share": sum(each.confirmed for each in lines) / judged if judged else None,
        },
    )


def _queue(request: Request) -> Response:
    services, t, here = services_of(request), choose_messages(request), Here(request)
    params = request.query_params
    selection = read_selection(params, None)
    area = params.get("area") or None
    at = read_number(params, "at", 1, 999_999) or 1
    page = read_queue(services, area, selection, limit=1 + COMING, offset=at - 1)
    if not page.items and page.total:  # the last ones were decided in the meantime
        at = page.total
        page = read_queue(services, area, selection, limit=1 + COMING, offset=at - 1)
    item = page.items[0] if page.items else None
    reviewed = read_provision(services, item.document_id, item.eid, t.language) if item else None
    return pages_of(request).render(
        request,
        "review.html",
        section="areas",
        title=t("review.title"),
        total=page.total,
        at=at,
        decided=services.store.count_decided(services.access),
        options=list_options(services, area, params.get("instrument"), params.get("lang"),
                         params.get("jurisdiction"), t),
        kept=[each for each in selection_pairs(selection) if each[0] not in (*NARROWING, "status")],
        shown=_show(reviewed, item.area if item else None, t),
        coming=_coming(services, page.items[1:], here, at, t),
        previous=here.with_(at=at - 1 if at > 2 else None, last=None) if at > 1 else None,
        skip=here.with_(at=at + 1, last=None) if at < page.total else None,
        back=here.with_(last=None),
        last=_last(services, params.get("last", ""), t),
        targets=list_targets(t),
        name=_name(request),
    )  # fmt: skip


def _provision(request: Request, document: str, eid: str) -> Response:
    services, t = services_of(request), choose_messages(request)
    reviewed = read_provision(services, document, eid, t.language)
    return pages_of(request).render(
        request,
        "review_provision.html",
        section="areas",
        title=t("review.title_of", place=place(reviewed.hit.provision, reviewed.hit.ancestors)),
        shown=_show(reviewed, None, t),
        current=reviewed.hit.document.state is DocumentState.CURRENT,
        back=review_address(document, eid),
        targets=list_targets(t),
        name=_name(request),
    )


def _show(reviewed: Reviewed | None, code: str | None, t: Messages) -> dict[str, Any] | None:
    """Return a provision as a page shows it; ``code`` is the area that is asked about, if one is."""
    if reviewed is None:
        return None
    hit = reviewed.hit
    title, language = choose_title(hit.instrument.title, hit.instrument.titles, t.language)
    asked = reviewed.standing(code, t.language) if code else None
    spans = asked.spans if asked else [span for each in reviewed.areas for span in each.spans]
    others = [each for each in reviewed.areas if asked is None or each.code != asked.code]
    return {
        "document": hit.document.id,
        "eid": hit.provision.eid,
        "instrument": hit.instrument,
        "title": title,
        "title_language": language,
        "where": place(hit.provision, hit.ancestors),
        "headings": _headings(hit.ancestors, hit.provision.heading),
        "href": instrument_address(hit.instrument.id, hit.provision.eid, hit.document.id)
        if hit.document.state is DocumentState.CURRENT
        else document_address(hit.document.id, hit.provision.eid),
        "review": review_address(hit.document.id, hit.provision.eid),
        "text": hit.text,
        "spans": spans,
        "language": hit.provision.language,
        "direction": direction(hit.provision.language),
        "nature": hit.document.nature,
        "asked": asked,
        "rivals": [reviewed.standing(each, t.language) for each in _rivals(asked, reviewed)],
        "areas": others,
        # Those that persons decided first, then the likeliest; sub-themes where there is room for all.
        "whole_areas": sorted(
            (each for each in others if len(others) <= _ROOM or not is_theme(each.code)),
            key=lambda each: (not each.person, -(each.score or 0), area_order(each.code)),
        ),
        "log": [(each, area_label(each.area, t.language), _moved(each, reviewed)) for each in reviewed.log],
    }


def _headings(ancestors: tuple[Any, ...], own: str) -> list[str]:
    above = [" ".join(f"{each.label} {each.heading}".split()) for each in ancestors]
    return [each for each in (*above, own.strip()) if each]


def _rivals(asked: AreaStanding | None, reviewed: Reviewed) -> list[str]:
    """Return the areas that could not be told from this one, whichever of them says so."""
    if asked is None:
        return []
    others = [each.code for each in reviewed.areas if asked.code in each.rivals]
    return sorted({*asked.rivals, *others}, key=area_order)


def _moved(decision: Decision, reviewed: Reviewed) -> list[str]:
    """Return the other areas that were decided in the same act."""
    return [
        each.area
        for each in reviewed.log
        if decision.act and each.act == decision.act and each.area != decision.area
    ]


def _coming(
    services: Services, items: tuple[ReviewItem, ...], here: Here, at: int, t: Messages
) -> list[dict[str, Any]]:
    hits = services.store.provision_hits([(each.document_id, each.eid) for each in items], services.access)
    coming = []
    for number, item in enumerate(items, start=at + 1):
        hit = hits.get((item.document_id, item.eid))
        if hit is None:
            continue
        title, language = choose_title(hit.instrument.title, hit.instrument.titles, t.language)
        coming.append(
            {
                "href": here.with_(at=number, last=None),
                "area": item.area,
                "score": item.score,
                "title": title,
                "title_language": language,
                "where": place(hit.provision, hit.ancestors),
                "words": first_words(hit.text, 72),
                "language": hit.provision.language,
                "direction": direction(hit.provision.language),
            }
        )
    return coming


def _last(services: Services, told: str, t: Messages) -> dict[str, Any] | None:
    """Return what was decided last, as the address says of which provision."""
    document, _, eid = told.partition(" ")
    if not eid:
        return None
    try:
        reviewed = read_provision(services, document, eid, t.language)
    except NarcordError:  # an address may name anything
        return None
    if not reviewed.log:
        return None
    act = reviewed.log[0].act
    taken = [each for each in reversed(reviewed.log) if each.act == act]
    return {
        "taken": [(each.area, each.status) for each in taken],
        "by": taken[0].by,
        "where": place(reviewed.hit.provision, reviewed.hit.ancestors),
        "href": review_address(document, eid),
    }


def _name(request: Request) -> str:
    return unquote(request.cookies.get(COOKIE, ""))[:120]


def _read_back(given: str, document: str, eid: str) -> str:
    """Return where the reader came from: the review, never another page or site."""
    ours = (given == "/review" or given.startswith("/review?")) and given.isprintable()
    return given if ours else review_address(document, eid)


def _told(back: str, document: str, eid: str) -> str:
    return f"{back}{'&' if '?' in back else '?'}{urlencode({'last': f'{document} {eid}'})}"
