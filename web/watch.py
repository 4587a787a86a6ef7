"""Saved searches: what they ask, and what has come in for them since."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from starlette.datastructures import QueryParams

from corpus.errors import NarcordError, SearchIndexError
from corpus.store import SavedSearch
from web.addresses import address
from web.filters import ParameterError
from web.parameters import read_filters, read_mode, read_query, read_roll
from web.querying import Question, ask
from web.services import Services

SHOWN = 100
"""New provisions that are listed at most."""
REACH = 200
"""Where the order is by meaning too, what is new among so many first hits counts."""
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class News:
    """What has come in for a search since a moment, newest document first.

    ``hits`` are hits of the answer (:data:`SHOWN` at most), each with ``ingested_at``; ``total`` counts all.
    ``documents`` are the new texts, whether the search finds something in them or not.
    """

    total: int
    hits: tuple[Mapping[str, Any], ...]
    documents: int


def read_question(params: QueryParams) -> Question:
    """Return the question that parameters of an address say.

    Raises:
        ParameterError: there is no query, or a part of it cannot be.
    """
    query = read_query(params)
    if not query:
        raise ParameterError("There is no query.", remedy="give what to look for as q=...", field="q")
    return Question(query, read_mode(params), read_filters(params), read_roll(params))


def question_of(saved: SavedSearch) -> Question:
    """Return what a saved search asks; as :func:`read_question`."""
    return read_question(QueryParams(list(saved.parameters)))


def search_address(saved: SavedSearch) -> str:
    """Return the address of the page of its results."""
    return address("/search", list(saved.parameters))


def whats_new(services: Services, saved: SavedSearch, since: datetime) -> News:
    """Return what has come in for a saved search since a moment, as far as the reader may see it.

    By words alone that is every provision of a newer text that is found. By meaning everything is found
    in some order, so it is those among the first :data:`REACH` hits, and those with all of the words.

    Raises:
        As :func:`web.querying.ask`.
    """
    documents = services.store.documents_since(since, services.access)
    question = replace(question_of(saved), by="provision")
    wanted = dict(question.filters.only).get("document")
    if wanted is not None:
        documents = {document: at for document, at in documents.items() if document in wanted}
    if not documents:
        return News(0, (), 0)
    within = replace(question, filters=question.filters.within(documents))
    if question.mode == "keyword":
        answer = ask(services, within, SHOWN)
        return News(int(answer["total"]), _newest_first(answer["hits"], documents), len(documents))
    hits = _in(ask(services, question, REACH)["hits"], documents)
    if words := _all_words(question.query):
        hits |= _in(ask(services, replace(within, query=words, mode="keyword"), SHOWN)["hits"], documents)
    return News(len(hits), _newest_first(list(hits.values()), documents)[:SHOWN], len(documents))


def mark_seen(services: Services, saved: SavedSearch) -> None:
    """Record that everything that has come in until now was looked at.

    Raises:
        SearchIndexError: texts have come in that the index does not hold yet; they would never be told.
    """
    if not services.store.documents_since(saved.seen_at, services.access):
        return
    if not services.search.status().up_to_date:
        raise SearchIndexError(
            "Texts have come in that the search index does not hold yet; they would be missed.",
            remedy="Run: narcord index rebuild",
        )
    services.store.mark_seen(saved.id, services.access)


def describe_saved(services: Services, saved: SavedSearch, news: News | None = None) -> dict[str, Any]:
    """Return a saved search as the API gives it, with how much is new or the ``problem``."""
    found: dict[str, Any] = {
        "id": saved.id,
        "name": saved.name,
        "parameters": [list(pair) for pair in saved.parameters],
        "created_at": saved.created_at.isoformat(),
        "seen_at": saved.seen_at.isoformat(),
        "search": search_address(saved),
        "feed": f"/saved/{saved.id}/feed.atom",
        "new": news.total if news else None,
        "problem": None,
    }
    try:
        found["new"] = (news or whats_new(services, saved, saved.seen_at)).total
    except NarcordError as error:
        found["problem"] = str(error)
    return found


def _in(
    hits: list[dict[str, Any]], documents: Mapping[str, datetime]
) -> dict[tuple[str, str], dict[str, Any]]:
    """The hits, by place, that are in these documents, or of which another version is."""
    found = {}
    for hit in hits:
        places = [(hit["document"], hit["provision"]["eid"], hit["language"])]
        places += [(each["document"], each["eid"], each["language"]) for each in hit.get("versions", ())]
        for document, eid, language in places:
            if document in documents:
                provision = hit["provision"] | {"eid": eid}
                found[document, eid] = hit | {
                    "document": document,
                    "language": language,
                    "provision": provision,
                }
                break
    return found


def _newest_first(
    hits: list[dict[str, Any]], documents: Mapping[str, datetime]
) -> tuple[dict[str, Any], ...]:
    dated = [
        hit | {"ingested_at": documents[hit["document"]]} for hit in hits if hit["document"] in documents
    ]
    return tuple(sorted(dated, key=lambda hit: hit["ingested_at"], reverse=True))


def _all_words(query: str) -> str | None:
    """The query as one that demands all its words; None for one with operators, or a long sentence.

    >>> _all_words("controlled delivery"), _all_words("a NOT b"), _all_words('"exact words"')
    ('controlled AND delivery', None, None)
    """
    words = query.split()
    if len(words) > _MOST_WORDS or any(not re.fullmatch(r"[\w\u200c\u200d'’-]+", word) for word in words):
        return None
    if any(word in ("AND", "OR", "NOT", "NEAR") for word in words):
        return None
    return " AND ".join(words)
