"""The official texts that the register names: which are current, which changed, which cannot be had."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.register import load_register
from web.interface import choose_messages
from web.official import UNKNOWN, count_statuses, list_sources
from web.rendering import pages_of, web_link
from web.services import services_of

router = APIRouter()


@router.get("/sources")
def sources(request: Request) -> Response:
    """Answer with a line per instrument; fetching itself is a command, this page asks nobody."""
    services, t = services_of(request), choose_messages(request)
    lines = list_sources(services.store, services.access, load_register(), t.language)
    return pages_of(request).render(
        request,
        "sources.html",
        section="status",
        title=t("sources.title"),
        counts=[(status, number) for status, number in count_statuses(lines).items() if number],
        lines=[line for line in lines if line.status != UNKNOWN],
        without_address=[line for line in lines if line.status == UNKNOWN],
        web_link=web_link,
    )
