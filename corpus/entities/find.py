"""Finding the entities that a text names, by their names in its language.

The terms of a language are its own names, the regular spellings of international names, and the
English names, which laws of any language put beside their own. Acronyms want their capitals; names
that mean something else as well ("PEN", "DOM") want another entity close by; a substance that is only
part of another's name ("cyclopropyl-fentanyl") or of a formula is not named.
"""

from __future__ import annotations

import functools
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import regex  # type: ignore[import-untyped, unused-ignore]

from corpus.entities.load import Entity, EntityGroup, load_entities
from corpus.entities.spelling import regular_spellings
from corpus.entities.years import find_years
from corpus.languages import LANGUAGES
from corpus.thesaurus.find import tried
from corpus.thesaurus.fold import fold
from corpus.thesaurus.terms import TermFinder

NEAR = 300
"""Characters within which a guarded name needs the company of another entity."""
# Groups of substances are named in formulas too: "1,4-benzodiazepine-3-carboxylic".
_CHEMICAL = frozenset((EntityGroup.SUBSTANCE, EntityGroup.NOTION))
_HYPHENS = frozenset("-\u2010\u2011\u2013\u2015\u2212")
_KATAKANA = regex.compile(r"[\p{Katakana}ー]")
_DASH = r"[-\u2010\u2011\u2013\u2015\u2212]"
_FORMULA = regex.compile(
    rf"{_DASH}(?:\d|[一二三四五六七八九十]|\()"  # piperidine-4-carboxylic
    rf"|\s?{_DASH}\s?\d+(?:[,’']\d+)*\s?{_DASH}\s?\p{{L}}"  # and with spaces, but not "opium - 10 g"
    r"|-\p{Lu}{2}"  # 5F-ADB-PINACA is not 5F-ADB
    r"|\srings?\b|\smoiety\b"
)
_CASED = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\d]*[\p{Lu}][\p{Latin}\p{Cyrillic}\p{Greek}\d]*")
# What divides names from each other; a comma between digits divides nothing ("3,4-").
_STOPS = regex.compile(r"[;:!?()\[\]、。；：！？（）]|(?<!\d)[,，،.](?!\d)|[,，،.](?!\d)")
_SIGNS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Match:
    """An entity named at ``text[start:end]``."""

    start: int
    end: int
    entity_id: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is looked for.

    ``letters`` are those of an acronym, which must stand so; a ``whole`` name takes no endings;
    ``other`` words only hold a name, and mean something else; ``stops`` is how many commas and the
    like belong to it.
    """

    entity: Entity
    letters: str | None
    whole: str | None
    guarded: bool
    other: bool
    stops: int


def find_entities(text: str, language: str | None) -> list[Match]:
    """Return where a text names entities, in order and without overlaps, the longest name first.

    ``language`` is that of the text; None tries the names of all languages, as they are listed.

    >>> [(match.entity_id, match.start, match.end) for match in find_entities("reports to the INCB", "en")]
    [('incb', 15, 19)]
    """
    languages = tuple(LANGUAGES) if language is None else tried(language)
    exact = language is None
    found: list[_Candidate] = [each for code in languages for each in _find(text, code, exact=exact)]
    found += [(start, end, id, False) for start, end, id in find_years(text)]
    return _in_company(_longest(found, len(text)))


_Candidate = tuple[int, int, str | None, bool]
"""Start, end, the entity's id or None for words that mean something else, whether it is guarded."""


def _find(text: str, language: str, *, exact: bool) -> Iterator[_Candidate]:
    for name, start, end in _FINDER.find(text, language, exact=exact):
        words = text[start:end]
        # "Opium, poppy straw" names no opium poppy.
        if _count_stops(words) > name.stops:
            continue
        if name.letters is not None and not _letters(words).startswith(name.letters):
            continue
        if name.letters is not None and name.guarded and _shouted(text, start, end):
            continue
        if name.whole is not None and fold(words, language).text != name.whole:
            continue
        if name.entity.group in _CHEMICAL and _is_part(text, start, end):
            continue
        yield start, end, None if name.other else name.entity.id, name.guarded


def _count_stops(words: str) -> int:
    return len(_STOPS.findall(words))


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals as well: "ANY PERSON WHO SELLS" names no organization."""
    around = text[max(0, start - 30) : start] + text[end : end + 30]
    cased = [letter for letter in around if letter.upper() != letter.lower()]
    return len(cased) >= 10 and not any(map(str.islower, cased))


def _letters(words: str) -> str:
    return str(_SIGNS.sub("", unicodedata.normalize("NFKC", words)))


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether what stands here is part of another substance's name, or of a formula.

    It goes on from a hyphen ("cyclopropyl-fentanyl"), a number follows ("piperidine-4-carboxylic",
    "-四-"), katakana or a ring ("piperidine ring").
    """
    before = text[start - 2 : start] if start > 1 else ""
    if len(before) == 2 and before[1] in _HYPHENS and (before[0].isalnum() or before[0] in ")]"):
        return True
    if _KATAKANA.match(text[start]) and start and _KATAKANA.match(text[start - 1]):
        return True
    if _KATAKANA.match(text[end - 1]) and end < len(text) and _KATAKANA.match(text[end]):
        return True
    return bool(_FORMULA.match(text, end))


def _longest(candidates: Iterable[_Candidate], size: int) -> list[_Candidate]:
    taken = bytearray(size)
    chosen = []
    # Of two equally long, the words that mean something else count.
    for candidate in sorted(candidates, key=lambda each: (each[0] - each[1], each[0], each[2] is not None)):
        start, end = candidate[:2]
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            chosen.append(candidate)
    return sorted(chosen, key=lambda each: each[0])


def _in_company(found: list[_Candidate]) -> list[Match]:
    sure = [(start, end) for start, end, id, guarded in found if id is not None and not guarded]
    return [
        Match(start, end, id)
        for start, end, id, guarded in found
        if id is not None
        and (not guarded or any(start - NEAR < other[1] and other[0] < end + NEAR for other in sure))
    ]


def _terms(language: str) -> Iterator[tuple[str, _Name]]:
    """The terms of a language: what is listed for it before what is only spelt regularly, or English."""
    entities = load_entities()
    for each in entities:
        yield from _named(each, each.names.get(language, ()))
        yield from _named(each, each.others.get(language, ()), other=True)
    for each in entities:
        if each.substance is not None:
            yield from _named(each, each.substance.short)
            yield from _named(each, regular_spellings(each.names, language))
    if language != "en":
        # Endings of one language make words of another: "qat", an English khat, and Uzbek "qattiq".
        for each in entities:
            yield from _named(each, each.names["en"], whole_in=language)


def _named(
    entity: Entity, terms: Iterable[str], *, whole_in: str | None = None, other: bool = False
) -> Iterator[tuple[str, _Name]]:
    for term in terms:
        letters = _letters(term)
        acronym = bool(_CASED.fullmatch(letters)) and letters.upper() == letters and " " not in term
        yield (
            term,
            _Name(
                entity,
                letters if acronym else None,
                fold(term, whole_in).text if whole_in else None,
                term in entity.guarded,
                other,
                _count_stops(term),
            ),
        )


_FINDER: TermFinder[_Name] = TermFinder(_terms)


@functools.cache
def finder_version() -> str:
    """Return a mark that changes with the names and the method, so that mentions are found anew."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for folder in (here, here.parent / "thesaurus"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".yaml"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
