"""Questions as options of a command: the same filters as in an address, checked in the same place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated

import typer
from starlette.datastructures import QueryParams

from corpus.access import Access
from corpus.store import Store
from ingest.query_language import recognise
from ingest.query_references import ReferenceReader
from search.service import SearchService
from web.commands.console import open_home, reader
from web.filters import BY_NAME, NOT, ParameterError
from web.parameters import ROLLS, read_filters, read_mode, read_query, read_roll
from web.querying import Question
from web.resolving import resolve_filters
from web.services import Services

Codes = list[str] | None
_NAMES = ", ".join(BY_NAME)

Mode = Annotated[str, typer.Option(help="hybrid, keyword or semantic.")]
By = Annotated[str, typer.Option(help=f"What is one hit: {' or '.join(ROLLS)}.")]
Only = Annotated[
    Codes,
    typer.Option("--filter", help=f"KEY=VALUE, may be repeated; keys are {_NAMES}.", metavar="KEY=VALUE"),
]
Without = Annotated[
    Codes, typer.Option("--without", help="KEY=VALUE to leave out; may be repeated.", metavar="KEY=VALUE")
]
YearFrom = Annotated[int | None, typer.Option(help="First year.")]
YearTo = Annotated[int | None, typer.Option(help="Last year.")]


@contextmanager
def opened_services() -> Iterator[Services]:
    """What questions are asked of: the home in force, on behalf of whoever sits at the terminal."""
    with open_home() as (settings, store):
        search = SearchService(store, settings, identify=recognise, refer=ReferenceReader(store))
        try:
            yield Services(settings, store, search, reader(settings))
        finally:
            search.close()


def read_question(
    query: str,
    *,
    mode: str,
    by: str,
    only: Iterable[str],
    without: Iterable[str],
    year_from: int | None = None,
    year_to: int | None = None,
    named: Mapping[str, Iterable[str]] | None = None,
) -> Question:
    """Return the question of some options; ``named`` are values by the names of filters.

    Raises:
        ParameterError: one of them cannot be.
    """
    pairs = [("q", query), ("mode", mode), ("by", by)]
    pairs += [(name, value) for name, values in (named or {}).items() for value in values]
    pairs += [_read_pair(each, "") for each in only] + [_read_pair(each, NOT) for each in without]
    pairs += [
        (name, str(year))
        for name, year in (("year_from", year_from), ("year_to", year_to))
        if year is not None
    ]
    params = QueryParams(pairs)
    return Question(read_query(params), read_mode(params), read_filters(params), read_roll(params))


def resolve(question: Question, store: Store, access: Access) -> Question:
    """Return the question with its filters as the store knows them.

    Raises:
        ParameterError: one of them names something that is not there.
    """
    filters = resolve_filters(question.filters, store, access)
    return Question(question.query, question.mode, filters, question.by)


def _read_pair(text: str, prefix: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    name = name.strip().removeprefix("--")
    if name not in BY_NAME or not equals:
        raise ParameterError(
            f"'{text[:60]}' is no filter.", remedy=f"write KEY=VALUE with one of: {_NAMES}", field=name[:40]
        )
    return f"{prefix}{name}", value
