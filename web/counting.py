"""Answering "how many": exact counts of what a question for a number asks for, within its filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpus.thesaurus import Concept
from web.addresses import address
from web.filters import SUBSTANCES, Filters, values_of
from web.terms import recognise_concepts

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.querying import Question

    Answer = Callable[[Question, int], Mapping[str, Any]]


def count_subject(question: Question, answer: Answer) -> dict[str, Any] | None:
    """Return the answer to a question for a number, None if it is no such question.

    Counted are the provisions that name the concept of the thesaurus which the question is about, in any
    language; where the thesaurus knows none, those with the words, next to each other. ``words`` counts the
    latter in either case, ``languages`` and ``jurisdictions`` divide the former, ``search`` is the address
    of the page that lists them.
    """
    from search.asking.counting import read_counting  # with the first query, as the search engine itself

    asked = read_counting(question.query)
    if asked is None:
        return None
    quoted = replace(question, query=_quote(asked.subject), mode="keyword", by="provision")
    words = answer(quoted, 0)
    concepts = [match.concept for match in recognise_concepts(asked.subject)[1]]
    filters = _naming(question.filters, concepts)
    if filters is None:
        found, listed, concepts = words, quoted, []
    else:
        found = answer(replace(quoted, query="", filters=filters), 0)
        listed = replace(question, query=asked.subject, filters=filters)
    return {
        "subject": asked.subject,
        "works": asked.works,
        "concepts": [{"id": concept.id, "terms": _terms(concept)} for concept in concepts],
        **_totals(found),
        "words": _totals(words),
        "languages": dict(found["facets"]["language"]),
        "jurisdictions": dict(found["facets"]["jurisdiction"]),
        "search": address("/search", listed.pairs()),
    }


def _totals(answer: Mapping[str, Any]) -> dict[str, int]:
    return {"provisions": int(answer["total"]), "instruments": int(answer["counts"]["instruments"])}


def _terms(concept: Concept) -> dict[str, str]:
    return {language: concept.preferred(language) for language in ("en", "ru")}


def _quote(words: str) -> str:
    return f'"{words}"'


def _naming(filters: Filters, concepts: list[Concept]) -> Filters | None:
    """The filters that leave what names all of these concepts; None where filters cannot say it."""
    only = dict(filters.only)
    for concept in concepts:
        key = "substance" if concept.group == SUBSTANCES else "theme"
        if key in only:  # values of one key are alternatives
            return None
        only[key] = (concept.id,)
    return replace(filters, only=values_of(**only)) if concepts else None
