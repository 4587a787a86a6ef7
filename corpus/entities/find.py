"""Finding the entities that a text names, by their names in its language.

The terms of a language are its own names, the regular spellings of international names, and the
English names, which laws of any language put beside their own. Acronyms want their capitals; names
that mean something else as well ("PEN", "DOM") want another entity close by; a substance that is only
the end of another's name ("4-fluorofentanyl" as "4-fluoro-fentanyl") is not named.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import regex  # type: ignore[import-untyped, unused-ignore]

from corpus.entities.load import Entity, EntityGroup, load_entities
from corpus.entities.spelling import regular_spellings
from corpus.entities.years import find_years
from corpus.languages import LANGUAGES
from corpus.thesaurus.find import tried
from corpus.thesaurus.terms import TermFinder

NEAR = 300
"""Characters within which a guarded name needs the company of another entity."""
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_SIGNS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Match:
    """An entity named at ``text[start:end]``."""

    start: int
    end: int
    entity_id: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is looked for; ``letters`` are those of an acronym, which must stand so."""

    entity: Entity
    letters: str | None
    guarded: bool


def find_entities(text: str, language: str | None) -> list[Match]:
    """Return where a text names entities, in order and without overlaps, the longest name first.

    ``language`` is that of the text; None tries the names of all languages, as they are listed.

    >>> [(match.entity_id, match.start, match.end) for match in find_entities("reports to the INCB", "en")]
    [('incb', 15, 19)]
    """
    languages = tuple(LANGUAGES) if language is None else tried(language)
    exact = language is None
    found = [each for code in languages for each in _find(text, code, exact=exact)]
    found += [(start, end, id, False) for start, end, id in find_years(text)]
    return _in_company(_longest(found, len(text)))


_Candidate = tuple[int, int, str, bool]
"""Start, end, the entity's id, whether it is guarded."""


def _find(text: str, language: str, *, exact: bool) -> Iterator[_Candidate]:
    for name, start, end in _FINDER.find(text, language, exact=exact):
        if name.letters is not None and not _stands(name.letters, text[start:end]):
            continue
        if name.entity.group is EntityGroup.SUBSTANCE and _ends_another(text, start):
            continue
        yield start, end, name.entity.id, name.guarded


def _stands(letters: str, words: str) -> bool:
    """Whether words of a text begin with the letters of an acronym, capitals and all."""
    return str(_SIGNS.sub("", words)).startswith(letters)


def _ends_another(text: str, start: int) -> bool:
    """Whether what begins here goes on from a hyphen: "cyclopropyl-fentanyl"."""
    return start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum()


def _longest(candidates: Iterable[_Candidate], size: int) -> list[_Candidate]:
    taken = bytearray(size)
    chosen = []
    for candidate in sorted(candidates, key=lambda each: (each[0] - each[1], each[0])):
        start, end = candidate[:2]
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            chosen.append(candidate)
    return sorted(chosen)


def _in_company(found: list[_Candidate]) -> list[Match]:
    sure = [(start, end) for start, end, _, guarded in found if not guarded]
    return [
        Match(start, end, id)
        for start, end, id, guarded in found
        if not guarded or any(start - NEAR < other[1] and other[0] < end + NEAR for other in sure)
    ]


def _terms(language: str) -> Iterator[tuple[str, _Name]]:
    """The terms of a language: what is listed for it before what is only spelt regularly, or English."""
    entities = load_entities()
    for each in entities:
        yield from _named(each, each.names.get(language, ()))
    for each in entities:
        if each.substance is not None:
            yield from _named(each, each.substance.short)
            yield from _named(each, regular_spellings(each.names, language))
    if language != "en":
        for each in entities:
            yield from _named(each, each.names["en"])


def _named(entity: Entity, terms: Iterable[str]) -> Iterator[tuple[str, _Name]]:
    for term in terms:
        letters = _SIGNS.sub("", term)
        acronym = letters.upper() == letters != letters.lower() and " " not in term
        yield term, _Name(entity, letters if acronym else None, term in entity.guarded)


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
