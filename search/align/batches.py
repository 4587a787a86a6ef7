"""Which texts meet in a step of training.

A batch is a table: some meanings by some columns, a column being a language and a length. Every text is
to be nearest to the other texts of its row and farther from all others, most of all from those of its
own column: texts of its own language that say something else. That is language balance, as an exercise.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.align.meanings import Length, Meaning
from search.align.variants import vary

# Shares of the steps by source, and how many meanings a step takes: set by hand, never tuned.
SHARES: Mapping[str, float] = {"news": 0.34, "legal": 0.32, "articles": 0.26, "terms": 0.08}
_MEANINGS: Mapping[str, int] = {"news": 16, "legal": 14, "articles": 14, "terms": 28}
_COLUMNS = 5
# Half of a batch's meanings share a topic: near misses of each other.
_NEAR = 0.5
_QUERY_SLIPS = 0.15
_PASSAGE_SLIPS = 0.02


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of a batch: ``row`` is its meaning, ``column`` its place in the table.

    ``target`` is the English text of the same meaning and length, the text itself where there is none:
    what the encoder's vector of it was before says where this one should be.
    """

    row: int
    column: int
    language: str
    text: str
    asks: bool
    target: str


class Batches:
    """Endless batches from the meanings of several sources, the same for the same seed."""

    def __init__(self, meanings: Sequence[Meaning], seed: int) -> None:
        self._chance = random.Random(seed)
        self._by_source: dict[str, list[Meaning]] = {}
        for meaning in meanings:
            self._by_source.setdefault(meaning.source, []).append(meaning)
        # Articles by their languages, so that the largest statute does not take all steps.
        self._aligned: dict[tuple[str, ...], list[Meaning]] = {}
        self._alone: dict[tuple[str, ...], list[Meaning]] = {}
        for meaning in self._by_source.get("articles", ()):
            languages = meaning.languages()
            groups = self._aligned if len(languages) > 1 else self._alone
            groups.setdefault(languages, []).append(meaning)
        self._sources = sorted(self._by_source)
        self._weights = [SHARES.get(source, 0.2) for source in self._sources]

    def draw(self) -> list[Cell]:
        """The next batch."""
        source = self._chance.choices(self._sources, self._weights)[0]
        if source == "articles":
            return self._draw_articles()
        meanings = self._cluster(self._by_source[source], _MEANINGS.get(source, 16))
        languages = sorted({language for meaning in meanings for language in meaning.languages()})
        chosen = self._chance.sample(languages, min(_COLUMNS, len(languages)))
        if "en" in languages and "en" not in chosen and self._chance.random() < 0.4:
            chosen[-1] = "en"
        if source == "legal":
            return self._fill(meanings, self._choose_legal(chosen))
        length = Length.KEYWORDS if source == "terms" else Length.TEXT
        return self._fill(meanings, [(language, length) for language in chosen])

    def _choose_legal(self, languages: Sequence[str]) -> list[tuple[str, Length]]:
        """Columns in which a question meets its answer in its own language and in others."""
        first, second, third, *_ = languages
        asked, other = self._chance.sample([Length.QUESTION, Length.KEYWORDS], 2)
        return [
            (first, asked), (first, Length.TEXT), (second, other), (second, Length.TEXT),
            (third, self._chance.choice(list(Length))),
        ]  # fmt: skip

    def _draw_articles(self) -> list[Cell]:
        """Aligned articles in all their languages and with their headings, or headings of one language."""
        if self._aligned and (not self._alone or self._chance.random() < 0.5):
            languages = self._chance.choice(sorted(self._aligned))
            found = self._cluster(self._aligned[languages], _MEANINGS["articles"])
            columns = [(code, length) for length in (Length.TEXT, Length.KEYWORDS) for code in languages]
            return self._fill(found, columns)
        languages = self._chance.choice(sorted(self._alone))
        found = self._cluster(self._alone[languages], 2 * _MEANINGS["articles"])
        return self._fill(found, [(languages[0], Length.KEYWORDS), (languages[0], Length.TEXT)])

    def _cluster(self, meanings: Sequence[Meaning], most: int) -> list[Meaning]:
        """Meanings of which some share a topic."""
        most = min(most, len(meanings))
        first = self._chance.choice(meanings).topic
        near = [meaning for meaning in meanings if meaning.topic == first]
        found = self._chance.sample(near, min(int(most * _NEAR), len(near)))
        taken = set(map(id, found))
        rest = self._chance.sample(meanings, most)
        found += [meaning for meaning in rest if id(meaning) not in taken]
        return found[:most]

    def _fill(self, meanings: Sequence[Meaning], columns: Sequence[tuple[str, Length]]) -> list[Cell]:
        asking = [length is not Length.TEXT or self._chance.random() < 0.4 for _, length in columns]
        cells = []
        for row, meaning in enumerate(meanings):
            for column, (language, length) in enumerate(columns):
                text = meaning.texts.get((language, length))
                if text is None:
                    continue
                target = meaning.texts.get(("en", length), text)
                written = vary(
                    text, language, self._chance, _QUERY_SLIPS if asking[column] else _PASSAGE_SLIPS
                )
                cells.append(Cell(row, column, language, written, asking[column], target))
        return cells
