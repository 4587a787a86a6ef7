"""The terms helper: what the concepts of a query are called in other languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from corpus.languages import LANGUAGES
from corpus.thesaurus import Concept, Match, find_concepts, keep_longest
from corpus.thesaurus.fold import fold
from ingest.query_language import recognise

MOST_CONCEPTS = 2
"""A query that names more is a sentence; its reader is not looking for a word."""
FEW_WORDS = 6
"""A query of so many words or fewer says too little of its language: it is tried in all."""
LONGEST_WORD = 24
"""Characters; a longer one is a sentence in a language that does not divide words."""
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
    from search.scripts import guess_language  # with the first query, as the search engine itself

    if not query:
        return None, ()
    language = recognise(query)
    # A few words are often told to be in a neighbouring language, or in none.
    likely = (language,) if language and not _is_short(query) else (language, guess_language(query))
    matches = [match for code in dict.fromkeys(likely) if code for match in find_concepts(query, code)]
    if _is_short(query):
        matches += find_concepts(query, None)
    first: dict[str, Match] = {}
    for match in keep_longest(matches):
        first.setdefault(match.concept.id, match)
    return language, tuple(first.values())[:MOST_CONCEPTS]


def _is_short(query: str) -> bool:
    words = query.split()
    return len(words) <= FEW_WORDS and all(len(word) <= LONGEST_WORD for word in words)


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
                "terms": {code: list(match.concept.terms[code]) for code in _ordered(match.concept)},
            }
            for match in matches
        ],
    }
