"""Reading what came in the address: every parameter is checked here, once, for pages and API alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from corpus.areas import load_areas
from corpus.errors import UsageError
from corpus.languages import LANGUAGES, normalize_code
from corpus.model import InstrumentKind, Nature

MAX_QUERY = 2000
"""Characters of a query; a longer one is refused rather than cut."""
MAX_LIMIT = 100
MAX_OFFSET = 1000
"""How deep a reader may page: beyond it the order of hits says nothing."""
MODES = ("hybrid", "keyword", "semantic")
_JURISDICTION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")


class ParameterError(UsageError):
    """A parameter that makes no sense; ``field`` is its name in the address."""

    def __init__(self, message: str, *, remedy: str, field: str) -> None:
        super().__init__(message, remedy=remedy)
        self.field = field


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a search; an empty one excludes nothing."""

    languages: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None


def read_filters(params: QueryParams) -> Filters:
    """Return the filters in an address.

    Raises:
        ParameterError: one of them has a value that does not exist.
    """
    filters = Filters(
        languages=tuple(read_language(value, "lang") for value in _values(params, "lang")),
        jurisdictions=tuple(_jurisdiction(value) for value in _values(params, "jurisdiction")),
        kinds=_one_of(params, "kind", [kind.value for kind in InstrumentKind]),
        areas=_one_of(params, "area", [area.code for area in load_areas()]),
        natures=_one_of(params, "nature", [nature.value for nature in Nature]),
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
        raise _unknown(mode, "mode", MODES)
    return mode


def read_language(value: str, field: str) -> str:
    """Return our code for a language given in any convention."""
    code = normalize_code(value)
    if code is None:
        raise _unknown(value, field, LANGUAGES)
    return code


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
        raise _unknown(value, field, known)
    return value


def _values(params: QueryParams, field: str) -> list[str]:
    """Return the values of a parameter, repeated or separated by commas, each once."""
    given = [part.strip() for value in params.getlist(field) for part in value.split(",")]
    return list(dict.fromkeys(part for part in given if part))


def _one_of(params: QueryParams, field: str, known: list[str]) -> tuple[str, ...]:
    # "a3" and "Convention" are as clear as "A3" and "convention".
    by_folded = {name.casefold(): name for name in known}
    values = []
    for value in _values(params, field):
        name = by_folded.get(value.casefold())
        if name is None:
            raise _unknown(value, field, known)
        values.append(name)
    return tuple(dict.fromkeys(values))


def _jurisdiction(value: str) -> str:
    written = value.lower()
    if len(written) > 40 or not _JURISDICTION.fullmatch(written):
        raise ParameterError(
            f"'{value[:40]}' is not a jurisdiction.",
            remedy="use a country code such as 'cn' or a body such as 'un'",
            field="jurisdiction",
        )
    return written


def _unknown(value: str, field: str, known: Iterable[str]) -> ParameterError:
    return ParameterError(
        f"There is no {field} '{value[:40]}'.", remedy=f"use one of: {', '.join(known)}", field=field
    )
