"""Treaties that a query names by their year alone: "конвенция 1988", "1988-жылдагы Конвенция"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from ingest.query_references.catalogue import Catalogue, states
from ingest.query_references.naming import Naming, Strength
from ingest.query_references.phrases import Match
from ingest.query_references.text import Text, Word
from ingest.query_references.words import (
    about_words,
    beside_treaties,
    particles,
    run_treaties,
    treaty_stems,
)

YEAR = re.compile(r"(?<!\d)(?:1[89]|20|25)\d\d(?!\d)")
BUDDHIST = 543
"""Years by which the Thai calendar is ahead."""

_NEAR = 5  # words between "convention" and its year
_SCRIPTED = re.compile(r"[a-zа-яіїєґ]+")
_WHOSE = "un"
_DRUG_TREATIES = frozenset({1961, 1971, 1988})


@lru_cache(maxsize=4096)
def is_body(word: str) -> bool:
    """Whether a folded word is the name of a State or body."""
    return any(True for _ in states().find(Text.of(word)))


def find_dated(text: Text, catalogue: Catalogue) -> Iterable[Match[tuple[Naming, ...]]]:
    """A word for treaty and a year beside it: "конвенция 1988", "1988-жылдагы Конвенция"."""
    if not catalogue.treaties:
        return
    words = text.words
    bodies = [(each.start, each.end) for each in states().find(text) if each.value == _WHOSE]
    for place, word in enumerate(words):
        if not _is_treaty(word.text):
            continue
        near = [
            (abs(other - place), other, int(match[0]))
            for other in range(max(0, place - _NEAR), min(len(words), place + _NEAR + 1))
            if (match := YEAR.search(words[other].text)) is not None
        ]
        if not near or not _names_the_treaty(words, place):
            continue
        if len({year for _, _, year in near} & _treaty_years(catalogue)) > 1:
            # "The conventions of 1961, 1971 and 1988": a number is of none of them alone.
            first, last = min(place, *(n[1] for n in near)), max(place, *(n[1] for n in near))
            yield Match(words[first].start, words[last].end, words[last].end - words[first].start, ())
            continue
        _, other, year = min(near)
        held = catalogue.treaties.get(year, ()) or catalogue.treaties.get(year - BUDDHIST, ())
        first, last = sorted((place, other))
        if _may_all_stand_between(words[first + 1 : last], bodies):
            spans = [_span(text, words[each]) for each in (first, last)]
            yield Match(
                spans[0][0],
                spans[1][1],
                len(word.text) + len(str(year)),
                tuple(Naming(instrument, Strength.SURE) for instrument in held),
            )


def _span(text: Text, word: Word) -> tuple[int, int]:
    """Where in a word the treaty or its year stands: "1988年公约第3条" is one word."""
    found = _run_named().search(text.plain, word.start, word.end)
    return found.span() if found is not None else (word.start, word.end)


@cache
def _run_named() -> re.Pattern[str]:
    """A treaty, and its year before it, where words run together."""
    return re.compile(rf"(?:{YEAR.pattern}\s?[年년]?\s?)?(?:{'|'.join(run_treaties())})")


def _is_treaty(word: str) -> bool:
    return word.startswith(treaty_stems()) or any(run in word for run in run_treaties())


def _treaty_years(catalogue: Catalogue) -> frozenset[int]:
    return frozenset(catalogue.treaties) | _DRUG_TREATIES


def _may_all_stand_between(words: Sequence[Word], bodies: Sequence[tuple[int, int]]) -> bool:
    """Whether these words may stand between a treaty and its year: bodies, cities, the day and month."""
    unknown = [
        word.text
        for word in words
        if not _may_stand_between(word.text)
        and not any(start <= word.start and word.end <= end for start, end in bodies)
    ]
    return not unknown or [word.isdigit() for word in unknown] == [True, False]


def _may_stand_between(word: str) -> bool:
    return word in particles() or word in beside_treaties() or YEAR.match(word) is not None or is_body(word)


def _names_the_treaty(words: tuple[Word, ...], place: int) -> bool:
    """Whether nothing beside "convention" makes it another: "European convention", "convention on seals"."""
    before = words[place - 1].text if place else ""
    if len(before) > 1 and _SCRIPTED.fullmatch(before) and not _may_stand_between(before):
        return False
    after = [word.text for word in words[place + 1 : place + 4] if YEAR.match(word.text) is None]
    if after and after[0] in about_words():
        return len(after) > 1 and after[1] in beside_treaties()
    return True
