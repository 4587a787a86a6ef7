"""Asking the search, for pages, API and command in the same words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from web.counting import count_subject
from web.filters import Filters
from web.resolving import resolve_filters

if TYPE_CHECKING:
    from search.query import SearchQuery
    from web.services import Services


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a query with its mode and filters.

    ``by`` is what is one hit: a ``provision``, or an ``instrument`` with its best one. ``reading`` is the
    language of the interface, where somebody reads the answer; it is no part of the question's address.
    """

    query: str
    mode: str = "hybrid"
    filters: Filters = field(default_factory=Filters)
    by: str = "provision"
    reading: str | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """Return it as parameters of an address, without what goes without saying."""
        told = (("q", self.query, ""), ("mode", self.mode, "hybrid"), ("by", self.by, "provision"))
        return [(name, value) for name, value, usual in told if value != usual] + self.filters.pairs()


def make_query(question: Question, limit: int, offset: int = 0, *, explain: bool = False) -> SearchQuery:
    """Return the question as the search takes it; its filters are resolved."""
    # Only a query needs the search engine; importing it here keeps the other pages light.
    from search.index import select
    from search.query import SearchQuery

    filters = question.filters
    return SearchQuery(
        text=question.query,
        limit=limit,
        offset=offset,
        mode=question.mode,
        only=select(**dict(filters.only)),
        without=select(**dict(filters.without)),
        year_from=filters.year_from,
        year_to=filters.year_to,
        explain=explain,
        roll=question.by,
        reading=(question.reading,) if question.reading else (),
    )


def ask(
    services: Services, question: Question, limit: int, offset: int = 0, *, explain: bool = False
) -> dict[str, Any]:
    """Return the answer to a question as the object that DESIGN.md describes.

    A question for a number has ``counting`` in its answer (:func:`web.counting.count_subject`), and the
    hits for what it wants counted.

    Raises:
        ParameterError: a filter names something that is not there.
        UsageError: the query's operators make no sense.
        SearchIndexError: there is no index, or not one for the configured encoder.
    """
    filters = resolve_filters(question.filters, services.store, services.access)
    resolved = replace(question, filters=filters)

    def answer(asked: Question, most: int) -> dict[str, Any]:
        found: dict[str, Any] = services.search.search(make_query(asked, most), services.access).to_json()
        return found

    counted = count_subject(resolved, answer)
    query = make_query(_sought(resolved), limit, offset, explain=explain)
    found: dict[str, Any] = services.search.search(query, services.access).to_json()
    return found | ({"query": question.query, "counting": counted} if counted else {})


def rank(services: Services, question: Question, limit: int, offset: int = 0) -> list[tuple[str, str]]:
    """Return where the hits for a question stand (document, eId), as :func:`ask` orders them, and no more.

    Raises:
        As :func:`ask`.
    """
    filters = resolve_filters(question.filters, services.store, services.access)
    query = make_query(_sought(replace(question, filters=filters)), limit, offset)
    return [found.key for found in services.search.rank(query, services.access)]


def _sought(question: Question) -> Question:
    """Who asks how many is shown what is counted, not what speaks of counting."""
    from search.asking.counting import read_counting

    counting = read_counting(question.query)
    return replace(question, query=counting.subject) if counting else question
