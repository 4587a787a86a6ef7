"""Our filter in the words of either engine: both know the same kinds of condition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from search.index.protocol import Filter, Wanted


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How one engine says it.

    ``filter`` takes ``must``, ``must_not`` and ``should``. ``any_of`` takes a key and values of which a
    point must have one, ``years`` the first and the last year (None for an open end), ``has_phrase``
    numbers of words with a blank between, ``has_id`` ids.
    """

    filter: Callable[..., Any]
    any_of: Callable[[str, Sequence[Any]], Any]
    years: Callable[[int | None, int | None], Any]
    has_phrase: Callable[[str], Any]
    has_id: Callable[[frozenset[int]], Any]


def translate(where: Filter, words: Vocabulary) -> Any:
    """The engine's filter, or None where everything is allowed."""

    def wanted(each: Wanted) -> Any:
        ways = [words.any_of("terms", sorted(each.terms))] if each.terms else []
        ways += [words.has_phrase(" ".join(map(str, row))) for row in sorted(each.phrases)]
        return ways[0] if len(ways) == 1 else words.filter(should=ways)

    must = [words.any_of(key, values) for key, values in where.only]
    must_not = [words.any_of(key, values) for key, values in where.without]
    if where.year_from is not None or where.year_to is not None:
        must.append(words.years(where.year_from, where.year_to))
    if where.any_terms:
        must.append(words.any_of("terms", sorted(where.any_terms)))
    must += [wanted(each) for each in where.must]
    must_not += [wanted(each) for each in where.must_not]
    if where.leads:
        must.append(words.any_of("lead", [1]))
    if where.points is not None:
        must.append(words.has_id(where.points))
    if where.hidden:
        must_not.append(words.any_of("document", sorted(where.hidden)))
    if not must and not must_not:
        return None
    return words.filter(must=must or None, must_not=must_not or None)
