"""Finding concepts in a text by their terms, in whatever form the words stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.languages import LANGUAGES
from corpus.thesaurus.load import Concept, load_thesaurus
from corpus.thesaurus.terms import TermFinder

# Where a term of several languages could be meant, the language that is more often asked in.
_FIRST = ("en", "ru")
# Dari is written as Persian; a thesaurus of its own would repeat it.
_WRITTEN_AS = {"prs": "fa"}


@dataclass(frozen=True, slots=True)
class Match:
    """A concept named at ``text[start:end]``, by a term of ``language``."""

    concept: Concept
    start: int
    end: int
    language: str


def find_concepts(text: str, language: str | None) -> tuple[Match, ...]:
    """Return the concepts that a text names, in order; of overlapping ones only the longest.

    Case, accents, hyphens and variants of letters do not matter, and words may be inflected. With a
    ``language`` its terms and those of its base language are tried. None stands for a text in an
    unknown language: then terms of all languages are tried, but only as they stand in the thesaurus,
    since the endings of one language make words of another.
    """
    if language is None:
        ordered = sorted(LANGUAGES, key=lambda code: (code not in _FIRST, code))
        candidates = [match for code in ordered for match in _find(text, code, exact=True)]
    else:
        candidates = [match for code in tried(language) for match in _find(text, code, exact=False)]
    return keep_longest(candidates)


def tried(language: str) -> tuple[str, ...]:
    """Return the languages whose terms a text in ``language`` may use, its own first.

    >>> tried("zh-Hant"), tried("prs")
    (('zh-Hant', 'zh'), ('prs', 'fa'))
    """
    return tuple(dict.fromkeys((language, language.split("-", 1)[0], _WRITTEN_AS.get(language, language))))


def keep_longest(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return the matches in order, of overlapping ones only the longest, or the one that came first."""
    chosen: list[Match] = []
    # The sort keeps the order of the languages, and exact terms first, among matches of one length.
    for match in sorted(matches, key=lambda match: match.start - match.end):
        if all(match.end <= other.start or other.end <= match.start for other in chosen):
            chosen.append(match)
    return tuple(sorted(chosen, key=lambda match: match.start))


def once_each(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return the first match of each concept, in the order given."""
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(match.concept.id, match)
    return tuple(first.values())


def _terms(language: str) -> Iterator[tuple[str, Concept]]:
    return ((term, concept) for concept in load_thesaurus() for term in concept.terms.get(language, ()))


_FINDER: TermFinder[Concept] = TermFinder(_terms)


def _find(text: str, language: str, *, exact: bool) -> Iterator[Match]:
    return (
        Match(concept, start, end, language)
        for concept, start, end in _FINDER.find(text, language, exact=exact)
    )
