"""Saved searches: the list with how much is new, one with what is new, and the same as a feed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.errors import NarcordError
from corpus.store import SavedSearch
from web.addresses import base_of
from web.feed import FEED_TYPE, make_feed
from web.hits import present_hits
from web.interface import choose_messages
from web.labels import describe_filters
from web.messages import Messages
from web.rendering import pages_of
from web.saving import Form, save
from web.services import Services, services_of
from web.watch import mark_seen, question_of, search_address, whats_new

router = APIRouter()


@router.get("/saved")
def saved_searches(request: Request) -> Response:
    """Answer with the searches that are kept, each with how many provisions are new."""
    services, t = services_of(request), choose_messages(request)
    kept = services.store.saved_searches(services.access)
    return pages_of(request).render(
        request,
        "saved.html",
        section="saved",
        title=t("saved.title"),
        saved=[_line(services, each, t) for each in kept],
    )


@router.post("/saved")
def keep(request: Request, fields: Form) -> Response:
    """Keep the search of a form, then show the list."""
    save(services_of(request), [(name, value) for name, value in fields if value])
    return RedirectResponse("/saved", status_code=303)


@router.get("/saved/{search_id}")
def saved_search(request: Request, search_id: str) -> Response:
    """Answer with what is new for one of them."""
    services, t = services_of(request), choose_messages(request)
    saved = services.store.saved_search(search_id, services.access)
    news = whats_new(services, saved, saved.seen_at)
    return pages_of(request).render(
        request,
        "saved_one.html",
        section="saved",
        title=t("saved.title_of", name=saved.name),
        line=_line(services, saved, t, news.total),
        hits=present_hits(services, news.hits, t),
        total=news.total,
        documents=news.documents,
    )


@router.post("/saved/{search_id}/seen")
def seen(request: Request, search_id: str, fields: Form) -> Response:
    """Record that everything was looked at, then show the list."""
    services = services_of(request)
    mark_seen(services, services.store.saved_search(search_id, services.access))
    return RedirectResponse("/saved", status_code=303)


@router.post("/saved/{search_id}/remove")
def remove(request: Request, search_id: str, fields: Form) -> Response:
    """Forget one of them, then show the list."""
    services = services_of(request)
    services.store.remove_saved_search(search_id, services.access)
    return RedirectResponse("/saved", status_code=303)


@router.get("/saved/{search_id}/feed.atom")
def feed(request: Request, search_id: str) -> Response:
    """Answer with what has come in since the search was saved, newest first, as an Atom feed."""
    services, t = services_of(request), choose_messages(request)
    saved = services.store.saved_search(search_id, services.access)
    news = whats_new(services, saved, saved.created_at)
    base = base_of(request)
    return Response(make_feed(saved, news, base, t), media_type=FEED_TYPE)


def _line(services: Services, saved: SavedSearch, t: Messages, new: int | None = None) -> dict[str, Any]:
    """A saved search as a list shows it; where it cannot be asked any more, with the reason."""
    problem: NarcordError | None = None
    chips: list[dict[str, Any]] = []
    query = dict(saved.parameters).get("q", "")
    try:
        question = question_of(saved)
        chips = [
            {"label": chip.label, "without": chip.without}
            for chip in describe_filters(question.filters, services.store, services.access, t)
        ]
        if new is None:
            new = whats_new(services, saved, saved.seen_at).total
    except NarcordError as error:
        problem = error
    return {
        "id": saved.id,
        "name": saved.name,
        "query": query,
        "chips": chips,
        "new": new,
        "problem": problem,
        "search": search_address(saved),
        "seen_at": _day(saved.seen_at),
    }


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
