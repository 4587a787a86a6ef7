"""The search page: hits with their place and source, filters with counts, all of it in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import SearchIndexError, UsageError
from web.addresses import Here
from web.entity_addresses import concept_address
from web.facets import make_facets
from web.failures import status_of
from web.filters import BY_KEY, NAMES, YEARS, Filters
from web.hits import present_hits
from web.interface import choose_messages
from web.labels import describe_filters, value_label
from web.messages import Messages
from web.pages.home import EXAMPLES
from web.parameters import (
    MAX_OFFSET,
    MODES,
    ROLLS,
    read_filters,
    read_mode,
    read_number,
    read_query,
    read_roll,
)
from web.querying import Question, ask
from web.rendering import language_name, pages_of
from web.services import Services, services_of
from web.terms import PREVIEW, recognise_concepts, terms_elsewhere

router = APIRouter()

PER_PAGE = 10
COUNTED_SHOWN = 12
_QUESTION = ("q", "mode", "by", *NAMES)


@router.get("/search")
def search(request: Request) -> Response:
    """Answer with the hits for a query."""
    t, here = choose_messages(request), Here(request)
    context: dict[str, Any] = {
        "query": "",
        "mode": MODES[0],
        "modes": MODES,
        "by": ROLLS[0],
        "rolls": ROLLS,
        "filters": Filters(),
        "active": [],
        "hits": [],
        "facets": [],
        "terms": [],
        "counts": {},
        "counting": None,
        "missing": [],
        "preview": PREVIEW,
        "problem": None,
        "examples": EXAMPLES,
    }
    status = 200
    try:
        context["query"] = query = read_query(request.query_params)
        context["mode"] = mode = read_mode(request.query_params)
        context["by"] = by = read_roll(request.query_params)
        context["filters"] = filters = read_filters(request.query_params)
        here = here.normalised(filters.pairs(), NAMES)
        page = read_number(request.query_params, "page", 1, MAX_OFFSET // PER_PAGE) or 1
        services = services_of(request)
        context["active"] = _active(services, filters, here, t)
        if query:
            question = Question(query, mode, filters, by, reading=t.language)
            answer = ask(services, question, PER_PAGE, (page - 1) * PER_PAGE)
            context |= _results(services, answer, filters, here, page, t)
            context["terms"] = _terms(query, here, t)
    except (UsageError, SearchIndexError) as error:
        status, context["problem"] = status_of(error), error
    query = str(context["query"])
    return pages_of(request).render(
        request,
        "search.html",
        status=status,
        section="search",
        title=t("search.title_for", query=query[:80]) if query else t("search.title"),
        cleared=here.with_(**dict.fromkeys(NAMES)),
        keep=[pair for pair in here.params if pair[0] in NAMES or pair[0] == "by"],
        keep_for_years=[pair for pair in here.params if pair[0] not in (*YEARS, "page", "ui")],
        asked=[pair for pair in here.params if pair[0] in _QUESTION],
        **context,
    )


def _active(services: Services, filters: Filters, here: Here, t: Messages) -> list[dict[str, Any]]:
    """Return the filters in force, each with the address without it."""
    return [
        {
            "label": chip.label,
            "without": chip.without,
            "remove": here.with_(**{chip.name: None})
            if chip.name in YEARS
            else here.toggled(chip.name, chip.value),
        }
        for chip in describe_filters(filters, services.store, services.access, t)
    ]


def _results(
    services: Services, answer: Mapping[str, Any], filters: Filters, here: Here, page: int, t: Messages
) -> dict[str, Any]:
    total = int(answer["total"])
    pages = max(1, min(-(-total // PER_PAGE), MAX_OFFSET // PER_PAGE))
    return {
        "hits": present_hits(services, answer["hits"], t),
        "total": total,
        "counts": answer.get("counts") or {},
        "counting": _counting(answer.get("counting"), here, t),
        "missing": [each for each in answer.get("references", ()) if each["missing"]],
        "took_ms": round(answer["took_ms"]),
        "query_language": answer["query_language"],
        "reranked_by": answer.get("reranked_by"),
        "facets": make_facets(answer["facets"], filters, here, t),
        "page": page,
        "pages": pages,
        "previous": here.with_(page=page - 1 if page > 2 else None) if page > 1 else None,
        "next": here.with_(page=page + 1) if page < pages else None,
    }


def _counting(counted: Mapping[str, Any] | None, here: Here, t: Messages) -> dict[str, Any] | None:
    """Return the answer to a question for a number, its divisions with where each leads."""
    if counted is None:
        return None

    def divide(counts: Mapping[str, int], key: str) -> list[tuple[str, int, str]]:
        name = BY_KEY[key].name
        return [
            (value_label(key, value, t), count, here.toggled(name, value)) for value, count in counts.items()
        ]

    return dict(counted) | {
        "names": [concept["terms"][t.language] for concept in counted["concepts"]],
        "languages": divide(counted["languages"], "language")[:COUNTED_SHOWN],
        "jurisdictions": divide(counted["jurisdictions"], "jurisdiction")[:COUNTED_SHOWN],
    }


def _terms(query: str, here: Here, t: Messages) -> list[dict[str, Any]]:
    """Return the concepts of a query with links that search for what they are called elsewhere."""
    return [
        {
            "said": query[match.start : match.end],
            "said_in": match.language,
            "note": match.concept.note.get(t.language, match.concept.note["en"]),
            "entity": concept_address(match.concept.id),
            "links": [
                {
                    "text": term.text,
                    "language": term.languages[0],
                    "names": ", ".join(language_name(code, t) for code in term.languages),
                    "href": here.with_(q=term.text),
                }
                for term in terms_elsewhere(match, query)
            ],
        }
        for match in recognise_concepts(query)[1]
    ]
