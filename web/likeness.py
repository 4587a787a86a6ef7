"""Asking why a provision is found and what is like it, for pages, API and command in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.datastructures import QueryParams

from corpus.errors import NotFoundError
from web.filters import ParameterError
from web.parameters import read_choice, read_filters, read_number
from web.querying import Question, make_query
from web.resolving import resolve_filters

if TYPE_CHECKING:
    from web.services import Services

NAMES = ("lang", "jurisdiction", "same", "limit")
"""The parameters of a question for what is like a provision."""
MAX_SIMILAR = 50
USUAL = 10


def read_hit(params: QueryParams) -> tuple[QueryParams, str, str]:
    """Return the parameters of a question, and the document and provision of the hit in it.

    ``document`` is a filter of questions too: the last one is the hit's.

    Raises:
        ParameterError: no provision is named.

    >>> asked, document, eid = read_hit(QueryParams("q=rain&document=d1&document=d2&eid=art_1"))
    >>> str(asked), document, eid
    ('q=rain&document=d1', 'd2', 'art_1')
    """
    pairs = params.multi_items()
    found = {}
    for field in ("document", "eid"):
        value = next((value for name, value in reversed(pairs) if name == field and value), None)
        if value is None:
            raise ParameterError(f"There is no {field}.", remedy=f"give {field}=...", field=field)
        found[field] = value
        del pairs[len(pairs) - 1 - pairs[::-1].index((field, value))]
    return QueryParams(pairs), found["document"], found["eid"]


def find_why(services: Services, question: Question, document: str, eid: str) -> dict[str, Any]:
    """Return one hit of a question, with the reasons for it, as search gives it.

    Raises:
        NotFoundError: there is no such provision, or the question does not find it.
    """
    # Asked first, so that a reader without rights learns nothing from whether it is found.
    services.store.provision(document, eid, services.access)
    filters = resolve_filters(question.filters, services.store, services.access)
    resolved = Question(question.query, question.mode, filters, question.by)
    found = services.search.why(make_query(resolved, limit=1, explain=True), document, eid, services.access)
    if found is None:
        raise NotFoundError(
            "This query does not find that provision.", remedy="leave out filters, or search by meaning"
        )
    return {"query": question.query, "hit": found.to_json()}


def find_like(services: Services, document: str, eid: str, params: QueryParams) -> dict[str, Any]:
    """Return the provisions most like one as a plain object.

    Raises:
        NotFoundError: there is no such provision.
        ParameterError: a parameter makes no sense.
    """
    from search.index import select  # with the search engine

    limit = read_number(params, "limit", 1, MAX_SIMILAR) or USUAL
    found = services.search.similar(
        document,
        eid,
        services.access,
        only=select(**dict(read_filters(params).only)),
        limit=limit,
        same_instrument=read_choice(params, "same", ("0", "1")) == "1",
    )
    answer: dict[str, Any] = found.to_json()
    return answer
