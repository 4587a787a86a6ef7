"""Finding terms in a text, in whatever form the words stand: the method that all registers of words share."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import regex  # type: ignore[import-untyped, unused-ignore]

from corpus.thesaurus.endings import Stem, forms, stem
from corpus.thesaurus.fold import UNSPACED, Folded, fold

T = TypeVar("T")
Found = tuple[T, int, int]
"""What a term stands for, and where: start and end in the text."""

_WORD = regex.compile(r"[^ ]+")
_LATIN = regex.compile(r"[\p{Latin}\d]")
_REMEMBERED = 200_000  # words whose terms are kept; a text has few different words


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """A term as it is looked for: its words, or all of it where words are not divided."""

    words: tuple[Stem, ...]
    meaning: T


class TermFinder(Generic[T]):
    """Finds terms by language; ``terms`` gives those of a language as ``(term, what it stands for)``.

    Where two terms are the same when folded, the first counts.
    """

    def __init__(self, terms: Callable[[str], Iterable[tuple[str, T]]]) -> None:
        self._terms = terms
        self._tables: dict[str, _Table[T]] = {}

    def find(self, text: str, language: str, *, exact: bool) -> Iterator[Found[T]]:
        """Yield all occurrences, overlapping ones too; ``exact`` wants words as they stand in the terms.

        Of two that take the same words, a term that stands there as it is comes before a form of one.
        """
        table = self._tables.get(language)
        if table is None:
            table = self._tables[language] = _Table(self._terms(language), language)
        folded = fold(text, language)
        if language in UNSPACED:
            return table.find_anywhere(text, folded)
        return table.find_words(folded, exact=exact)


class _Table(Generic[T]):
    """The terms of one language."""

    def __init__(self, terms: Iterable[tuple[str, T]], language: str) -> None:
        self._language = language
        # By the folded words that each consists of.
        self._whole: dict[tuple[str, ...], T] = {}
        for term, meaning in terms:
            # Persian compounds are written with a joiner that shows nothing, together, or apart.
            for spelling in (term, term.replace("\u200c", " ")):
                folded = fold(spelling, language).text
                words = (folded,) if language in UNSPACED else tuple(_WORD.findall(folded))
                if words and words[0]:
                    self._whole.setdefault(words, meaning)
        self._lengths = _lengths(self._whole)
        self._sizes = _sizes(self._whole)
        self._index: defaultdict[str, list[_Entry[T]]] = defaultdict(list)
        if language not in UNSPACED:
            for words, meaning in self._whole.items():
                stems = tuple(stem(word, language) for word in words)
                self._index[stems[0].text].append(_Entry(stems, meaning))
        self._begun_by = functools.lru_cache(maxsize=_REMEMBERED)(self._begin)

    def find_words(self, folded: Folded, *, exact: bool) -> Iterator[Found[T]]:
        words = [(found.group(), found.start(), found.end()) for found in _WORD.finditer(folded.text)]
        for first, (word, start, _) in enumerate(words):
            seen: list[tuple[int, T]] = []
            for length in self._lengths.get(word, ()):
                found = self._whole.get(tuple(each for each, _, _ in words[first : first + length]))
                if found is not None and first + length <= len(words):
                    seen.append((first + length - 1, found))
            # What stands in the register goes before a form of something else: "cezaevi", "ceza".
            if not exact:
                for entry in self._begun_by(word):
                    last = first + len(entry.words) - 1
                    if last < len(words) and self._go_on(entry, words[first + 1 : last + 1]):
                        seen.append((last, entry.meaning))
            for last, meaning in seen:
                yield meaning, folded.at[start], folded.at[words[last][2] - 1] + 1

    def find_anywhere(self, text: str, folded: Folded) -> Iterator[Found[T]]:
        for start, character in enumerate(folded.text):
            for length in self._sizes.get(character, ()):
                found = self._whole.get((folded.text[start : start + length],))
                if found is None or start + length > len(folded.text):
                    continue
                first, end = folded.at[start], folded.at[start + length - 1] + 1
                # "MDMA" is a word even there.
                if not _within_latin(text, first) and not _within_latin(text, end):
                    yield found, first, end

    def _begin(self, word: str) -> tuple[_Entry[T], ...]:
        """The terms whose first word may stand as ``word``, by its forms, shortest stem first."""
        return tuple(
            entry
            for form in forms(word, self._language)
            for length in range(1, len(form) + 1)
            for entry in self._index.get(form[:length], ())
            if entry.words[0].fits(form)
        )

    def _go_on(self, entry: _Entry[T], others: list[tuple[str, int, int]]) -> bool:
        """Whether a term that has begun goes on as the words do."""
        return all(
            any(wanted.fits(each) for each in forms(word, self._language))
            for wanted, (word, _, _) in zip(entry.words[1:], others, strict=True)
        )


def _within_latin(text: str, at: int) -> bool:
    return 0 < at < len(text) and bool(_LATIN.match(text[at - 1])) and bool(_LATIN.match(text[at]))


def _lengths(whole: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[int, ...]]:
    """By the first word of terms, how many words they have, ascending."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for words in whole:
        lengths[words[0]].add(len(words))
    return {first: tuple(sorted(found)) for first, found in lengths.items()}


def _sizes(whole: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[int, ...]]:
    """By the first character of terms, how long their first word is, ascending."""
    sizes: defaultdict[str, set[int]] = defaultdict(set)
    for words in whole:
        sizes[words[0][:1]].add(len(words[0]))
    return {first: tuple(sorted(found)) for first, found in sizes.items()}
