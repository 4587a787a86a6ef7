"""Reading what came in the address: every parameter is checked here, once, for pages and API alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import QueryParams

from corpus.areas import load_codes
from web.filters import FILTERS, NOT, Filters, ParameterError, unknown, values_of

MAX_QUERY = 2000
"""Characters of a query; a longer one is refused rather than cut."""
MAX_LIMIT = 100
MAX_OFFSET = 1000
"""How deep a reader may page: beyond it the order of hits says nothing."""
MODES = ("hybrid", "keyword", "semantic")
ROLLS = ("provision", "instrument")
"""What is one hit."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")


def read_filters(params: QueryParams) -> Filters:
    """Return the filters in an address.

    Raises:
        ParameterError: one of them has a value that cannot be.
    """
    only = {kind.key: kind.values(params.getlist(kind.name), kind.name) for kind in FILTERS}
    without = {
        kind.key: kind.values(params.getlist(f"{NOT}{kind.name}"), f"{NOT}{kind.name}") for kind in FILTERS
    }
    filters = Filters(
        values_of(**only),
        values_of(**without),
        year_from=read_number(params, "year_from", 1, 9999),
        year_to=read_number(params, "year_to", 1, 9999),
    )
    if filters.year_from and filters.year_to and filters.year_from > filters.year_to:
        raise ParameterError(
            f"The years {filters.year_from} to {filters.year_to} run backwards.",
            remedy="put the earlier year first",
            field="year_from",
        )
    return filters


def read_query(params: QueryParams) -> str:
    """Return the query without control characters; empty if there is none.

    Raises:
        ParameterError: it is longer than :data:`MAX_QUERY`.
    """
    query = _CONTROLS.sub(" ", params.get("q", "")).strip()
    if len(query) > MAX_QUERY:
        raise ParameterError(
            f"The query has {len(query)} characters; at most {MAX_QUERY} are taken.",
            remedy="shorten it to the sentence that matters",
            field="q",
        )
    return query


def read_mode(params: QueryParams) -> str:
    """Return the mode of search, ``hybrid`` if none is named."""
    mode = params.get("mode") or MODES[0]
    if mode not in MODES:
        raise unknown(mode, "mode", MODES)
    return mode


def read_roll(params: QueryParams) -> str:
    """Return what is one hit, a ``provision`` if nothing is named."""
    return read_choice(params, "by", ROLLS) or ROLLS[0]


def read_number(params: QueryParams, field: str, least: int, most: int) -> int | None:
    """Return a whole number between two bounds, None if it is not given."""
    value = params.get(field, "").strip()
    if not value:
        return None
    # int() would also take "1_000" and digits of any script; int() of a huge string is slow.
    number = int(value) if re.fullmatch(r"-?[0-9]{1,6}", value) else None
    if number is None or not least <= number <= most:
        raise ParameterError(
            f"'{value[:40]}' is not a whole number from {least} to {most} ({field}).",
            remedy=f"give {field} in digits, or leave it out",
            field=field,
        )
    return number


def refuse_unknown(params: QueryParams, known: Iterable[str]) -> None:
    """Refuse parameters that nobody reads: a misspelt filter would silently find too much.

    Raises:
        ParameterError: there is one.
    """
    names = tuple(known)
    for name in params:
        if name not in names:
            raise ParameterError(
                f"There is no parameter '{name[:40]}'.", remedy=f"use {', '.join(names)}", field=name[:40]
            )


def read_choice(params: QueryParams, field: str, choices: Iterable[str]) -> str | None:
    """Return one of ``choices``, None if it is not given."""
    value = params.get(field)
    if not value:
        return None
    known = tuple(choices)
    if value not in known:
        raise unknown(value, field, known)
    return value


def read_area(value: str | None, field: str) -> str | None:
    """Return the code of an area or sub-theme, in capitals; None if it is not given."""
    if not value:
        return None
    if value.upper() not in load_codes():
        raise unknown(value, field, load_codes())
    return value.upper()
