"""Our filter in the words of either engine: both know the same conditions under the same names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from search.index.protocol import Filter


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes of one engine's client."""

    filter: Callable[..., Any]
    condition: Callable[..., Any]
    match_any: Callable[..., Any]
    match_value: Callable[..., Any]
    range: Callable[..., Any]


def translate(where: Filter, words: Vocabulary) -> Any:
    """The engine's filter, or None where everything is allowed."""

    def any_of(key: str, values: list[Any]) -> Any:
        return words.condition(key=key, match=words.match_any(any=values))

    keywords = {
        "language": where.languages,
        "jurisdiction": where.jurisdictions,
        "kind": where.kinds,
        "area": where.areas,
        "nature": where.natures,
        "document": where.documents,
    }
    must = [any_of(key, list(values)) for key, values in keywords.items() if values]
    if where.year_from is not None or where.year_to is not None:
        must.append(words.condition(key="year", range=words.range(gte=where.year_from, lte=where.year_to)))
    groups = ([where.any_terms] if where.any_terms else []) + list(where.term_groups)
    must += [any_of("terms", sorted(group)) for group in groups]
    if where.leads:
        must.append(words.condition(key="lead", match=words.match_value(value=1)))
    must_not = [any_of("document", sorted(where.hidden))] if where.hidden else []
    if not must and not must_not:
        return None
    return words.filter(must=must or None, must_not=must_not or None)
