"""How much of an abstract is copied: the longest run of words that it shares with the authentic text.

Terms of the field and names have no synonyms: words that belong to one are not counted. Scripts without
spaces have no words to count, so characters are counted, as many as make a word on average.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus.entities import find_entities
from corpus.thesaurus import find_concepts

LIMIT = 8
"""Words in a row that an abstract must not share with the text."""

# Characters to a word of running text in a law (Thai: with its vowel signs and tone marks).
_CHARACTERS: Mapping[str, float] = {"zh": 2.0, "zh-Hant": 2.0, "ja": 2.5, "th": 4.5}
_WORD = re.compile(r"[\w\u0900-\u0fff\u200c]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that a text and an abstract share; ``length`` counts those of no term or name."""

    words: str
    length: float


@dataclass(slots=True)
class Text:
    """The words of a law in one language, ready to be compared with many abstracts."""

    text: str
    language: str
    names: Iterable[str] = ()
    _units: list[str] = field(init=False)
    _places: dict[tuple[str, ...], list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._units = [unit for unit, _, _ in _split(self.text, self.language)]
        size = self._shortest
        for start in range(len(self._units) - size + 1):
            self._places.setdefault(tuple(self._units[start : start + size]), []).append(start)

    @property
    def _shortest(self) -> int:
        return int(LIMIT * _CHARACTERS.get(self.language, 1.0))

    def longest_copy(self, abstract: str) -> Run | None:
        """Return the longest run of :data:`LIMIT` words or more that is shared, or None."""
        units = list(_split(abstract, self.language))
        words = [unit for unit, _, _ in units]
        free = _outside(_terms(abstract, self.language, self.names), units)
        best: Run | None = None
        for start in range(len(words) - self._shortest + 1):
            for place in self._places.get(tuple(words[start : start + self._shortest]), ()):
                stop = start + self._shared(words[start:], place)
                length = sum(free[start:stop]) / _CHARACTERS.get(self.language, 1.0)
                if length >= LIMIT and (best is None or length > best.length):
                    best = Run(abstract[units[start][1] : units[stop - 1][2]], length)
        return best

    def _shared(self, words: list[str], place: int) -> int:
        length = 0
        for word, other in zip(words, self._units[place:], strict=False):
            if word != other:
                break
            length += 1
        return length


def _split(text: str, language: str) -> Iterable[tuple[str, int, int]]:
    """The units to count, words or characters, each in its plain form with its span."""
    if language in _CHARACTERS:
        for place, char in enumerate(text):
            if unicodedata.category(char)[0] in "LNM":
                yield unicodedata.normalize("NFKC", char), place, place + 1
        return
    for found in _WORD.finditer(text):
        yield unicodedata.normalize("NFKC", found.group()).casefold(), *found.span()


def _terms(text: str, language: str, names: Iterable[str]) -> list[tuple[int, int]]:
    spans = [(found.start, found.end) for found in find_concepts(text, language)]
    spans += [(found.start, found.end) for found in find_entities(text, language)]
    lowered = text.casefold()
    if len(lowered) == len(text):
        for name in names:
            spans += [found.span() for found in re.finditer(re.escape(name.casefold()), lowered)]
    return spans


def _outside(spans: list[tuple[int, int]], units: list[tuple[str, int, int]]) -> list[bool]:
    return [not any(start < right and left < end for left, right in spans) for _, start, end in units]
