"""Finding names in a query: whole words in their order, in any case form, articles and prepositions aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from ingest.query_references.text import Text, Word, fold_words
from ingest.query_references.words import RUN_BEFORE, RUN_OTHERWISE, heads, otherwise, particles

T = TypeVar("T")

_RUN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KEY = 3  # letters by which names are looked up; a form of a word keeps them
_LONG = 5  # letters: shorter words have one form
_CYRILLIC_STEM = 4
_GROWTH = 6  # letters by which forms of a word may differ in length
_SHORT = 3  # words of a name that another act may go on from
_ALPHABETIC = re.compile(r"[a-z\u0400-\u04ff]")
_ENGLISH = re.compile(r"[a-z]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[a-z]")
_ARTICLE = re.compile(r"(?:[وفبكل]|وب|ول|وك)?ال(?=...)|لل(?=...)|[وبل](?=....)")
# What Latin words grow in: plurals and genitives, and the suffixes of Turkic languages.
_ENDING = re.compile(
    r"(?:e?s|e?n|en?s|er|e|a|i|s?[iu](?:n|ni|ne|na|nu|nin|nun|nde|nda|ndan|nden|ya|ye)?|n[iu]n|n?d[ae]n?|y[ae]"
    r"|n?ing|ning|dagi|daki|deki|ga|ni|dan|da|lar\w{0,4}|ler\w{0,4}|s[iy]nyn|nyn|yn|y|ynyn|ian|n?ed|ici[sn]g?)\Z"
)


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """A name: folded words without particles, or one run of letters where words run together."""

    words: tuple[str, ...]
    run: str
    value: T

    @classmethod
    def of(cls, name: str, value: T) -> Phrase[T] | None:
        """Read a name; None if nothing of it is a word."""
        words = fold_words(name)
        if _RUN.search(name):
            return cls((), "".join(words), value) if words else None
        kept = tuple(word for word in words if word not in particles())
        if all(word.isdigit() for word in kept):
            kept = words
        return cls(kept, "", value) if kept else None


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A name found in a query: ``plain[start:end]``; ``weight`` is how many letters speak for it."""

    start: int
    end: int
    weight: int
    value: T


class Phrases(Generic[T]):
    """Names with what they stand for."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._words: dict[str, list[Phrase[T]]] = {}
        self._runs: dict[str, list[Phrase[T]]] = {}
        for name, value in names:
            phrase = Phrase.of(name, value)
            if phrase is None:
                continue
            index, key = (self._runs, phrase.run[:2]) if phrase.run else (self._words, _key(phrase.words[0]))
            known = index.setdefault(key, [])
            if phrase not in known:
                known.append(phrase)

    def all_words(self) -> Iterator[Phrase[T]]:
        """Yield the names that consist of words."""
        for phrases in self._words.values():
            yield from phrases

    def find(self, text: Text) -> Iterator[Match[T]]:
        """Yield every place where a name stands, overlaps included."""
        words = [word for word in text.words if word.text not in particles()]
        for place, word in enumerate(words):
            for phrase in self._words.get(_key(word.text), ()):
                found = words[place : place + len(phrase.words)]
                if len(found) == len(phrase.words) and all(map(_fits, phrase.words, found)):
                    weight = sum(len(each.text) for each in found)
                    yield Match(found[0].start, found[-1].end, weight, phrase.value)
        run = text.run
        for place in range(len(run) - 1):
            for phrase in self._runs.get(run[place : place + 2], ()):
                if run.startswith(phrase.run, place):
                    end = place + len(phrase.run)
                    yield Match(
                        text.run_at[place], text.run_at[end - 1] + 1, 2 * len(phrase.run), phrase.value
                    )


def is_run(words: str) -> bool:
    """Whether words have letters of a script that does not part them."""
    return _RUN.search(words) is not None


def is_otherwise(text: Text, match: Match[T], known: Callable[[str], bool]) -> bool:
    """Whether the words beside a name make it that of another act: "Cannabis Regulations", "刑法修正案".

    A short English name is another's too where a word that is not ``known`` to say where or which stands
    before it ("Medical Cannabis Act").
    """
    after = text.plain[match.end :].lstrip()
    before = text.plain[: match.start].rstrip()
    if _RUN.match(text.plain[match.end - 1 : match.end]):
        return after.startswith(RUN_OTHERWISE) or before[-1:] in RUN_BEFORE
    following = next((word for word in text.words if word.start >= match.end), None)
    if following is not None and following.text in otherwise():
        return True
    inside = [word for word in text.words if match.start <= word.start < match.end]
    if len(inside) > _SHORT or inside[-1].text not in heads():
        return False
    preceding = [word for word in text.words if word.end <= match.start]
    if not preceding or not _ENGLISH.fullmatch(preceding[-1].text) or preceding[-1].text in particles():
        return False
    return not known(preceding[-1].text)


def longest(matches: Iterable[Match[T]]) -> list[Match[T]]:
    """Return the names that no longer one overlaps, in the order of the query; equal spans all stay."""
    kept: list[Match[T]] = []
    for match in sorted(matches, key=lambda each: (each.start - each.end, -each.weight)):
        same = [each for each in kept if each.start < match.end and match.start < each.end]
        if all((each.start, each.end) == (match.start, match.end) for each in same):
            kept.append(match)
    return sorted(kept, key=lambda each: each.start)


def _key(word: str) -> str:
    if _ARABIC.match(word):
        word = _ARTICLE.sub("", word, count=1)
    return word[:_KEY]


def _fits(name: str, word: Word) -> bool:
    return name == word.text or is_form(name, word.text)


@lru_cache(maxsize=65536)
def is_form(name: str, word: str) -> bool:
    """Whether ``word`` may be ``name`` in another case or number, both folded.

    >>> is_form("конвенция", "конвенции"), is_form("kanunu", "kanununun"), is_form("drug", "drought")
    (True, True, False)
    """
    if name == word:
        return True
    if _ARABIC.match(name):
        name, word = _ARTICLE.sub("", name, count=1), _ARTICLE.sub("", word, count=1)
        return name == word or (len(name) >= _KEY and word.startswith(name) and len(word) - len(name) <= 1)
    if min(len(name), len(word)) < _LONG and _ALPHABETIC.match(name):
        return (
            len(name) >= _KEY
            and _LATIN.match(name) is not None
            and (word in (name + "s", name + "es") or name in (word + "s", word + "es"))
        )
    if abs(len(name) - len(word)) > _GROWTH:
        return False
    if _CYRILLIC.match(name):
        stem = _CYRILLIC_STEM if min(len(name), len(word)) <= 6 else _LONG
        return name[:stem] == word[:stem]
    if _LATIN.match(name):
        shared = _shared(name, word)
        if shared < min(len(name), len(word)) - 2 or shared < 4:
            return False
        return all(not rest or _ENDING.match(rest) for rest in (name[shared:], word[shared:]))
    shared = _shared(name, word)
    return shared >= len(name) - 1 and len(word) - shared <= 4


def _shared(one: str, other: str) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
