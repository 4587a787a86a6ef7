"""Finding concepts in a text by their terms, in whatever form the words stand."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import regex  # type: ignore[import-untyped, unused-ignore]

from corpus.languages import LANGUAGES
from corpus.thesaurus.endings import Stem, forms, stem
from corpus.thesaurus.fold import UNSPACED, Folded, fold
from corpus.thesaurus.load import Concept, load_thesaurus

_WORD = regex.compile(r"[^ ]+")
_LATIN = regex.compile(r"[\p{Latin}\d]")
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


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term as it is looked for: its words, or all of it where words are not divided."""

    words: tuple[Stem, ...]
    concept: Concept


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
        tried = (language, language.split("-", 1)[0], _WRITTEN_AS.get(language, language))
        candidates = [match for code in dict.fromkeys(tried) for match in _find(text, code, exact=False)]
    return keep_longest(candidates)


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


def _find(text: str, language: str, *, exact: bool) -> Iterator[Match]:
    folded = fold(text, language)
    if language in UNSPACED:
        yield from _find_anywhere(text, folded, language)
        return
    words = [(found.group(), found.start(), found.end()) for found in _WORD.finditer(folded.text)]
    whole, lengths = _whole(language), _lengths(language)
    for first, (word, start, _) in enumerate(words):
        seen: list[tuple[int, Concept]] = []
        for length in lengths.get(word, ()):
            found = whole.get(tuple(each for each, _, _ in words[first : first + length]))
            if found is not None and first + length <= len(words):
                seen.append((first + length - 1, found))
        # What stands in the thesaurus goes before a form of something else: "cezaevi", "ceza".
        if not exact:
            for entry in _begun_by(word, language):
                last = first + len(entry.words) - 1
                if last < len(words) and _go_on(entry, words[first + 1 : last + 1], language):
                    seen.append((last, entry.concept))
        for last, concept in seen:
            yield Match(concept, folded.at[start], folded.at[words[last][2] - 1] + 1, language)


# A text has few different words.
@functools.lru_cache(maxsize=200_000)
def _begun_by(word: str, language: str) -> tuple[_Entry, ...]:
    """The terms whose first word may stand as ``word``, in the order of its forms, shortest stem first."""
    index = _index(language)
    return tuple(
        entry
        for form in forms(word, language)
        for length in range(1, len(form) + 1)
        for entry in index.get(form[:length], ())
        if entry.words[0].fits(form)
    )


def _go_on(entry: _Entry, others: list[tuple[str, int, int]], language: str) -> bool:
    """Whether a term that has begun goes on as the words do."""
    return all(
        any(wanted.fits(each) for each in forms(word, language))
        for wanted, (word, _, _) in zip(entry.words[1:], others, strict=True)
    )


def _find_anywhere(text: str, folded: Folded, language: str) -> Iterator[Match]:
    whole, sizes = _whole(language), _sizes(language)
    for start, character in enumerate(folded.text):
        for length in sizes.get(character, ()):
            found = whole.get((folded.text[start : start + length],))
            if found is None or start + length > len(folded.text):
                continue
            first, end = folded.at[start], folded.at[start + length - 1] + 1
            # "MDMA" is a word even there.
            if not _within_latin(text, first) and not _within_latin(text, end):
                yield Match(found, first, end, language)


def _within_latin(text: str, at: int) -> bool:
    return 0 < at < len(text) and bool(_LATIN.match(text[at - 1])) and bool(_LATIN.match(text[at]))


@functools.cache
def _whole(language: str) -> Mapping[tuple[str, ...], Concept]:
    """The terms of a language as the folded words they consist of."""
    terms: dict[tuple[str, ...], Concept] = {}
    for concept in load_thesaurus():
        for term in concept.terms.get(language, ()):
            # Persian compounds are written with a joiner that shows nothing, together, or apart.
            for spelling in (term, term.replace("\u200c", " ")):
                folded = fold(spelling, language).text
                words = (folded,) if language in UNSPACED else tuple(_WORD.findall(folded))
                terms.setdefault(words, concept)
    return terms


@functools.cache
def _lengths(language: str) -> Mapping[str, tuple[int, ...]]:
    """By the first word of terms, how many words they have, ascending."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for words in _whole(language):
        lengths[words[0]].add(len(words))
    return {first: tuple(sorted(found)) for first, found in lengths.items()}


@functools.cache
def _sizes(language: str) -> Mapping[str, tuple[int, ...]]:
    """By the first character of terms that are not divided into words, how long they are, ascending."""
    sizes: defaultdict[str, set[int]] = defaultdict(set)
    for (term,) in _whole(language):
        sizes[term[:1]].add(len(term))
    return {first: tuple(sorted(found)) for first, found in sizes.items() if first}


@functools.cache
def _index(language: str) -> Mapping[str, tuple[_Entry, ...]]:
    """The terms by the stem of their first word."""
    entries: defaultdict[str, list[_Entry]] = defaultdict(list)
    for words, concept in _whole(language).items():
        stems = tuple(stem(word, language) for word in words)
        entries[stems[0].text].append(_Entry(stems, concept))
    return {first: tuple(found) for first, found in entries.items()}
