"""The search page: hits with their place and source, filters with counts, all of it in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import SearchIndexError
from corpus.model import Nature
from corpus.store import ProvisionHit
from web.addresses import Here, document_address, instrument_address
from web.excerpts import excerpt
from web.failures import status_of
from web.interface import choose_messages
from web.messages import Messages
from web.naming import citation, first_words, place
from web.pages.home import EXAMPLES
from web.parameters import (
    MAX_OFFSET,
    MODES,
    Filters,
    ParameterError,
    read_filters,
    read_mode,
    read_number,
    read_query,
)
from web.querying import ask
from web.rendering import area_label, jurisdiction_name, language_name, pages_of, web_link
from web.services import Services, services_of
from web.shelf import choose_title
from web.terms import PREVIEW, recognise_concepts, terms_elsewhere

router = APIRouter()

PER_PAGE = 10
# The name of a facet in the answer of the search, and of the parameter that filters by it.
FACETS = (
    ("language", "lang"),
    ("area", "area"),
    ("jurisdiction", "jurisdiction"),
    ("kind", "kind"),
    ("nature", "nature"),
)
CHOICES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, how many hits it has, and where choosing or dropping it leads."""

    label: str
    count: int | None
    href: str
    active: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values; ``shown`` of them at once."""

    title: str
    choices: list[Choice]
    shown: int


@router.get("/search")
def search(request: Request) -> Response:
    """Answer with the hits for a query."""
    t, here = choose_messages(request), Here(request)
    context: dict[str, Any] = {
        "query": "",
        "mode": MODES[0],
        "modes": MODES,
        "filters": Filters(),
        "active": [],
        "hits": [],
        "facets": [],
        "terms": [],
        "preview": PREVIEW,
        "problem": None,
        "examples": EXAMPLES,
        "cleared": here.with_(**dict.fromkeys(FILTER_PARAMETERS)),
        "keep": [pair for pair in here.params if pair[0] in FILTER_PARAMETERS],
        "keep_for_years": [
            pair for pair in here.params if pair[0] not in ("year_from", "year_to", "page", "ui")
        ],
    }
    status = 200
    try:
        context["query"] = query = read_query(request.query_params)
        context["mode"] = mode = read_mode(request.query_params)
        context["filters"] = filters = read_filters(request.query_params)
        page = read_number(request.query_params, "page", 1, MAX_OFFSET // PER_PAGE) or 1
        context["active"] = active_filters(filters, here, t)
        if query:
            services = services_of(request)
            answer = ask(services, query, mode, filters, PER_PAGE, (page - 1) * PER_PAGE)
            context |= _results(services, answer, here, page, t)
            context["terms"] = _terms(query, here, t)
    except ParameterError as error:
        status, context["problem"] = 400, error
    except SearchIndexError as error:
        status, context["problem"] = status_of(error), error
    query = str(context["query"])
    return pages_of(request).render(
        request,
        "search.html",
        status=status,
        section="search",
        title=t("search.title_for", query=query[:80]) if query else t("search.title"),
        **context,
    )


FILTER_PARAMETERS = (*(name for _, name in FACETS), "year_from", "year_to")


def active_filters(filters: Filters, here: Here, t: Messages) -> list[dict[str, str]]:
    """Return the filters in force, each with the address without it."""
    chosen = {
        "lang": filters.languages,
        "area": filters.areas,
        "jurisdiction": filters.jurisdictions,
        "kind": filters.kinds,
        "nature": filters.natures,
    }
    active = [
        {"label": value_label(facet, value, t), "remove": here.toggled(name, value)}
        for facet, name in FACETS
        for value in chosen[name]
    ]
    for name, year in (("year_from", filters.year_from), ("year_to", filters.year_to)):
        if year is not None:
            active.append({"label": f"{t(f'search.{name}')} {year}", "remove": here.with_(**{name: None})})
    return active


def value_label(facet: str, value: str, t: Messages) -> str:
    """Return what a reader calls a value of a facet."""
    if facet == "language":
        return language_name(value, t)
    if facet == "area":
        return f"{value} {area_label(value, t.language)}"
    if facet == "jurisdiction":
        return jurisdiction_name(value, t)
    if facet == "nature":
        return t.or_else(f"nature.{value}_short", value)
    return t.or_else(f"{facet}.{value}", value)


def _results(
    services: Services, answer: Mapping[str, Any], here: Here, page: int, t: Messages
) -> dict[str, Any]:
    total = int(answer["total"])
    pairs = [(hit["document"], hit["provision"]["eid"]) for hit in answer["hits"]]
    # Read again under the reader's access: a document withdrawn a moment ago is not shown from the index.
    found = services.store.provision_hits(pairs, services.access)
    pages = max(1, min(-(-total // PER_PAGE), MAX_OFFSET // PER_PAGE))
    return {
        "hits": [
            _hit(hit, found[pair], t)
            for hit, pair in zip(answer["hits"], pairs, strict=True)
            if pair in found
        ],
        "total": total,
        "took_ms": round(answer["took_ms"]),
        "query_language": answer["query_language"],
        "reranked_by": answer.get("reranked_by"),
        "facets": _facets(answer["facets"], here, t),
        "page": page,
        "pages": pages,
        "previous": here.with_(page=page - 1 if page > 2 else None) if page > 1 else None,
        "next": here.with_(page=page + 1) if page < pages else None,
    }


def _terms(query: str, here: Here, t: Messages) -> list[dict[str, Any]]:
    """Return the concepts of a query with links that search for what they are called elsewhere."""
    return [
        {
            "said": query[match.start : match.end],
            "said_in": match.language,
            "note": match.concept.note.get(t.language, match.concept.note["en"]),
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


def _facets(counts: Mapping[str, Any], here: Here, t: Messages) -> list[Facet]:
    facets = []
    for facet, name in FACETS:
        chosen = {part for key, given in here.params if key == name for part in given.split(",")}
        found = dict(counts.get(facet, {}))
        # A chosen value stays in the list even where nothing has it, so that it can be dropped.
        values = [*found, *(value for value in chosen if value not in found)]
        values.sort(key=lambda value: (value not in chosen, -found.get(value, 0), value))
        choices = [
            Choice(
                label=value_label(facet, value, t),
                count=found.get(value, 0),
                href=here.toggled(name, value),
                active=value in chosen,
            )
            for value in values
        ]
        facets.append(Facet(t(f"facet.{facet}"), choices, CHOICES_SHOWN))
    return facets


def _hit(hit: Mapping[str, Any], found: ProvisionHit, t: Messages) -> dict[str, Any]:
    instrument, document = found.instrument, found.document
    title, title_language = choose_title(instrument.title, instrument.titles, t.language)
    provision = hit["provision"]
    where = " ".join(part for part in (provision["label"], provision["heading"]) if part)
    # An abstract comes from our register; what its reader needs is the text that it sums up.
    source = (instrument.official_source or "") if document.nature is Nature.ABSTRACT else document.source
    url = web_link(source)
    return {
        "rank": hit["rank"],
        "title": title,
        "title_language": title_language,
        "instrument": instrument,
        "language": hit["language"],
        "direction": hit["direction"],
        "nature": document.nature,
        "breadcrumb": provision["breadcrumb"],
        "where": where or first_words(hit["text"]),
        "excerpt": excerpt(hit["text"], hit["highlights"]),
        "areas": hit["areas"],
        "pages": hit["pages"],
        "source_url": url,
        "source_name": urlsplit(url).netloc if url else PurePath(source).name or source,
        "source_path": source,
        "href": instrument_address(instrument.id, provision["eid"], document.id),
        "permalink": document_address(document.id, provision["eid"]),
        "citation": citation(
            title, instrument.year, place(found.provision, found.ancestors), document.nature, t
        ),
    }
