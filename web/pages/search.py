"""The search page: hits with their place and source, filters with counts, all of it in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import SearchIndexError, UsageError
from corpus.languages import direction
from corpus.model import Nature
from corpus.store import ProvisionHit
from web.addresses import Here, document_address, instrument_address
from web.excerpts import excerpt
from web.facets import make_facets
from web.failures import status_of
from web.filters import NAMES, YEARS, Filters
from web.interface import choose_messages
from web.labels import describe_filters
from web.messages import Messages
from web.naming import citation, first_words, place
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
from web.rendering import language_name, pages_of, web_link
from web.services import Services, services_of
from web.shelf import choose_title
from web.terms import PREVIEW, recognise_concepts, terms_elsewhere

router = APIRouter()

PER_PAGE = 10
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
            question = Question(query, mode, filters, by)
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
    found = _read_again(services, answer["hits"])
    pages = max(1, min(-(-total // PER_PAGE), MAX_OFFSET // PER_PAGE))
    return {
        "hits": [_hit(hit, found[_pair(hit)], found, t) for hit in answer["hits"] if _pair(hit) in found],
        "total": total,
        "counts": answer.get("counts") or {},
        "took_ms": round(answer["took_ms"]),
        "query_language": answer["query_language"],
        "reranked_by": answer.get("reranked_by"),
        "facets": make_facets(answer["facets"], filters, here, t),
        "page": page,
        "pages": pages,
        "previous": here.with_(page=page - 1 if page > 2 else None) if page > 1 else None,
        "next": here.with_(page=page + 1) if page < pages else None,
    }


Pair = tuple[str, str]


def _pair(hit: Mapping[str, Any]) -> Pair:
    """The document and the eId of a hit, of another version of it, or of a further provision."""
    return hit["document"], hit["provision"]["eid"] if "provision" in hit else hit["eid"]


def _read_again(services: Services, hits: list[dict[str, Any]]) -> dict[Pair, ProvisionHit]:
    """Read what is shown under the reader's access: what was withdrawn a moment ago is not shown."""
    pairs = [_pair(each) for hit in hits for each in (hit, *hit.get("versions", ()), *hit.get("also", ()))]
    return services.store.provision_hits(pairs, services.access)


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


def _hit(
    hit: Mapping[str, Any], found: ProvisionHit, shown: Mapping[Pair, ProvisionHit], t: Messages
) -> dict[str, Any]:
    instrument, document = found.instrument, found.document
    title, title_language = choose_title(instrument.title, instrument.titles, t.language)
    provision = hit["provision"]
    where = " ".join(part for part in (provision["label"], provision["heading"]) if part)
    # An abstract comes from our register; what its reader needs is the text that it sums up.
    source = (instrument.official_source or "") if document.nature is Nature.ABSTRACT else document.source
    url = web_link(source)
    return {
        "rank": hit["rank"],
        "reference": bool(hit.get("reference")),
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
        "versions": [
            _version(shown[_pair(each)]) for each in hit.get("versions", ()) if _pair(each) in shown
        ],
        "also": [_further(shown[_pair(each)]) for each in hit.get("also", ()) if _pair(each) in shown],
    }


def _version(found: ProvisionHit) -> dict[str, Any]:
    """A version of a hit in another text: its language, and where it is."""
    document, eid = found.document, found.provision.eid
    return {
        "language": found.provision.language,
        "nature": document.nature,
        "href": instrument_address(found.instrument.id, eid, document.id),
    }


def _further(found: ProvisionHit) -> dict[str, Any]:
    """A further provision of the instrument of a hit: its place, in its own language."""
    provision = found.provision
    return {
        "where": place(provision, found.ancestors) or first_words(found.text),
        "heading": provision.heading,
        "language": provision.language,
        "direction": direction(provision.language),
        "href": instrument_address(found.instrument.id, provision.eid, found.document.id),
    }
