"""Reading what a reader sends to be kept: forms of our pages and JSON of programs, bounded and from here."""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends
from starlette.datastructures import QueryParams
from starlette.requests import Request

from corpus.errors import UsageError
from corpus.store import SavedSearch
from web.filters import NAMES
from web.parameters import refuse_unknown
from web.querying import Question
from web.resolving import resolve_filters
from web.security import refuse_foreign, refuse_foreign_form
from web.services import Services
from web.watch import read_question

LARGEST = 64 * 1024
"""Bytes of what is sent; a question with its filters is far below."""
QUESTION_NAMES = ("q", "mode", "by", *NAMES)


async def read_form(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a form of ours.

    Raises:
        ForeignRequestError: it was sent from another site.
        UsageError: it is too large, or no form.
    """
    refuse_foreign_form(request)
    try:
        return parse_qsl((await _read_body(request)).decode(), max_num_fields=500)
    except ValueError:
        raise UsageError("The form cannot be read.", remedy="Send it again from the page.") from None


async def read_json(request: Request) -> dict[str, Any]:
    """Return the JSON object that a program sends.

    Raises:
        ForeignRequestError: it was sent from another site, or is not declared as JSON.
        UsageError: it is too large, or no object.
    """
    refuse_foreign(request)
    try:
        found = json.loads(await _read_body(request))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise UsageError(
            "The body is not a JSON object.", remedy='Send {"name": ..., "q": ..., "lang": [...]}.'
        )
    return found


Form = Annotated[list[tuple[str, str]], Depends(read_form)]
"""The fields of a form of ours, as a page takes them."""
Body = Annotated[dict[str, Any], Depends(read_json)]
"""The JSON object that a program sends, as the API takes it."""


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise UsageError(f"More than {LARGEST} bytes were sent.", remedy="Send a shorter search.")
    return bytes(body)


def flatten(given: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the fields of a JSON object as those of a form; lists are repeated fields.

    >>> flatten({"q": "poppy", "lang": ["ru", "kk"], "year_from": 1988})
    [('q', 'poppy'), ('lang', 'ru'), ('lang', 'kk'), ('year_from', '1988')]
    """
    fields = []
    for name, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, str | int) or isinstance(each, bool):
                raise UsageError(
                    f"The field '{name[:40]}' is neither text nor number.",
                    remedy="Send texts, or lists of texts.",
                )
            fields.append((name, str(each)))
    return fields


def save(services: Services, fields: list[tuple[str, str]]) -> SavedSearch:
    """Keep the search that some fields say, under their ``name``.

    Raises:
        UsageError: it cannot be kept.
        ParameterError: it cannot be asked.
    """
    params = QueryParams(fields)
    refuse_unknown(params, ("name", *QUESTION_NAMES))
    question = read_question(params)
    filters = resolve_filters(question.filters, services.store, services.access)
    pairs = Question(question.query, question.mode, filters, question.by).pairs()
    return services.store.save_search(params.get("name", ""), pairs, services.access)
