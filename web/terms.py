"""The terms helper: what the concepts of a query are called in other languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corpus.languages import LANGUAGES
from corpus.thesaurus import Concept, Match, once_each
from corpus.thesaurus.fold import fold
from ingest.query_language import recognise
from web.entity_addresses import concept_address

MOST_CONCEPTS = 2
"""A query that names more is a sentence; its reader is not looking for a word."""
# The languages of the United Nations come first, as they do in its documents.
_FIRST = ("en", "ru", "zh", "ar", "fr", "es")
PREVIEW = 5
"""Terms that the closed disclosure shows."""


@dataclass(frozen=True, slots=True)
class Term:
    """A preferred term, and the languages that share it in this spelling."""

    text: str
    languages: tuple[str, ...]


def recognise_concepts(query: str) -> tuple[str | None, tuple[Match, ...]]:
    """Return the language of a query if it is sure, and the first concepts that the query names."""
    from search.asking.concepts import name_concepts  # with the first query, as the search engine itself

    if not query:
        return None, ()
    language = recognise(query)
    return language, once_each(name_concepts(query, language))[:MOST_CONCEPTS]


def terms_elsewhere(match: Match, query: str) -> tuple[Term, ...]:
    """Return the preferred terms of a concept in other languages than it was named in.

    A term that several languages share in one spelling comes once; one that the query already holds
    does not come at all.
    """
    said = fold(query[match.start : match.end], None).text
    shared: dict[str, list[str]] = {}
    for language in _ordered(match.concept):
        term = match.concept.terms[language][0]
        if language != match.language and fold(term, None).text != said:
            shared.setdefault(term, []).append(language)
    return tuple(Term(term, tuple(languages)) for term, languages in shared.items())


def _ordered(concept: Concept) -> Iterable[str]:
    known = [language for language in LANGUAGES if language in concept.terms]
    return sorted(known, key=lambda code: (_FIRST.index(code) if code in _FIRST else len(_FIRST), code))


def describe_terms(query: str) -> dict[str, Any]:
    """Return what the helper knows about a query, as the API gives it."""
    language, matches = recognise_concepts(query)
    return {
        "query": query,
        "query_language": language,
        "concepts": [
            {
                "id": match.concept.id,
                "group": match.concept.group,
                "note": dict(match.concept.note),
                "areas": list(match.concept.areas),
                "broader": list(match.concept.broader),
                "related": list(match.concept.related),
                "start": match.start,
                "end": match.end,
                "language": match.language,
                "entity": concept_address(match.concept.id),
                "terms": {code: list(match.concept.terms[code]) for code in _ordered(match.concept)},
            }
            for match in matches
        ],
    }
