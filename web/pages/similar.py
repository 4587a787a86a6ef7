"""What is like a provision, and why a query finds one: a page each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from web.addresses import address, instrument_address
from web.hits import present_hits
from web.interface import choose_messages
from web.likeness import find_like, find_why, read_hit
from web.messages import Messages
from web.rendering import jurisdiction_name, language_name, pages_of
from web.services import Services, services_of
from web.shelf import list_shelf
from web.watch import read_question
from web.why import closeness_word, list_points, mark_reasons

router = APIRouter()


@router.get("/documents/{document_id}/provisions/{eid}/similar")
def similar(request: Request, document_id: str, eid: str) -> Response:
    """Answer with the provisions most like one, each with what both share."""
    services, t, params = services_of(request), choose_messages(request), request.query_params
    answer = find_like(services, document_id, eid, params)
    origin, *hits = present_hits(services, [{"rank": 0, "highlights": []} | answer["of"], *answer["hits"]], t)
    return pages_of(request).render(
        request,
        "similar.html",
        section="search",
        title=t("similar.of", place=origin["where"]),
        of=origin,
        versions=_versions(services, answer["versions"]),
        hits=[hit | _shared(answer["hits"][hit["rank"] - 1]) for hit in hits],
        selects=_selects(services, params.getlist("lang"), params.getlist("jurisdiction"), t),
        same=params.get("same") == "1",
    )


@router.get("/why")
def why(request: Request) -> Response:
    """Answer with one hit of a query and the reasons for it."""
    services, t = services_of(request), choose_messages(request)
    asked, document, eid = read_hit(request.query_params)
    question = read_question(asked)
    hit = find_why(services, question, document, eid)["hit"]
    (shown,) = present_hits(services, [hit], t)
    return pages_of(request).render(
        request,
        "why.html",
        section="search",
        title=t("why.title"),
        query=question.query,
        back=address("/search", question.pairs()),
        hit=shown,
        why=hit["why"],
        runs=mark_reasons(hit["text"], hit["why"]),
        points=list_points(hit["why"], t),
    )


def _shared(hit: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "closeness": hit["closeness"],
        "closeness_word": closeness_word(hit["closeness"]),
        "concepts": hit["concepts"],
        "shared_areas": [area for area in hit["areas"] if area["code"] in hit["shared_areas"]],
    }


def _versions(services: Services, versions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    pairs = [(each["document"], each["eid"]) for each in versions]
    return [
        {
            "language": found.provision.language,
            "nature": found.document.nature,
            "href": instrument_address(found.instrument.id, found.provision.eid, found.document.id),
        }
        for found in services.store.provision_hits(pairs, services.access).values()
    ]


def _selects(
    services: Services, languages: Sequence[str], jurisdictions: Sequence[str], t: Messages
) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """The filters of the page: name, what it is called, its values, the chosen one."""
    shelf = list_shelf(services, t.language)
    told = {code: language_name(code, t) for item in shelf for code in item.languages}
    places = {item.jurisdiction: jurisdiction_name(item.jurisdiction, t) for item in shelf}
    return [
        ("lang", t("similar.language"), _by_name(told), next(iter(languages), "")),
        ("jurisdiction", t("similar.jurisdiction"), _by_name(places), next(iter(jurisdictions), "")),
    ]


def _by_name(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda pair: pair[1].casefold())
