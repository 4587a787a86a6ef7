"""Our filter in the words of either engine: both know the same conditions under the same names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from search.index.protocol import Filter, Wanted


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes of one engine's client; ``ids`` makes what ``has_id`` takes."""

    filter: Callable[..., Any]
    condition: Callable[..., Any]
    match_any: Callable[..., Any]
    match_value: Callable[..., Any]
    match_phrase: Callable[[str], Any]
    range: Callable[..., Any]
    has_id: Callable[[frozenset[int]], Any]


def translate(where: Filter, words: Vocabulary) -> Any:
    """The engine's filter, or None where everything is allowed."""

    def any_of(key: str, values: list[Any]) -> Any:
        return words.condition(key=key, match=words.match_any(any=values))

    def wanted(each: Wanted) -> Any:
        ways = [any_of("terms", sorted(each.terms))] if each.terms else []
        for row in sorted(each.phrases):
            phrase = " ".join(map(str, row))
            ways.append(words.condition(key="words", match=words.match_phrase(phrase)))
        return ways[0] if len(ways) == 1 else words.filter(should=ways)

    must = [any_of(key, list(values)) for key, values in where.only]
    must_not = [any_of(key, list(values)) for key, values in where.without]
    if where.year_from is not None or where.year_to is not None:
        must.append(words.condition(key="year", range=words.range(gte=where.year_from, lte=where.year_to)))
    if where.any_terms:
        must.append(any_of("terms", sorted(where.any_terms)))
    must += [wanted(each) for each in where.must]
    must_not += [wanted(each) for each in where.must_not]
    if where.leads:
        must.append(words.condition(key="lead", match=words.match_value(value=1)))
    if where.points is not None:
        must.append(words.has_id(where.points))
    if where.hidden:
        must_not.append(any_of("document", sorted(where.hidden)))
    if not must and not must_not:
        return None
    return words.filter(must=must or None, must_not=must_not or None)
