"""Cues: the everyday words of drug law by what they say (to sell, to treat, a laboratory), in many languages.

A signal term of an area (:mod:`corpus.areas.signals`) is evidence by itself; a cue is not, but several
together are: a drug, selling and imprisonment make an offence of A3 in any language. What they weigh is
fitted on provisions that were tied to areas by hand (:mod:`search.area_model`).
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import regex  # type: ignore[import-untyped, unused-ignore]

from corpus.handwritten import Fields, Place, read_yaml
from corpus.languages import LANGUAGES
from corpus.thesaurus.fold import UNSPACED, fold

CUES_FILE = Path(__file__).with_name("cues.yaml")
# Conjunctions, prepositions and the article are written together with the Arabic word.
_CLITICS = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ف", "فال", "وب", "وبال", "ول", "ولل", "كال")
_WITH_CLITICS = frozenset(("ar",))
# German and Dutch compounds hold the word anywhere ("Betäubungsmittelhandel"); shorter stems would be
# found in words that have nothing to do with them.
_COMPOUNDING = frozenset(("de", "nl"))
_SHORTEST_INSIDE = 6
# An acronym or a very short word is no stem.
_SHORTEST_STEM = 4
_WRITTEN_AS = {"prs": "fa", "zh-Hant": "zh-Hant"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at ``text[start:end]``, drawn out to the end of its word."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Term:
    cue: str
    words: tuple[str, ...]


@functools.cache
def load_cues() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the stems of every cue by language, in the order of ``cues.yaml``.

    Raises:
        RegisterError: if the file breaks its format.
    """
    return load_cues_file(CUES_FILE)


def load_cues_file(path: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the cues described by a file in the format of ``cues.yaml``."""
    fields = Fields(read_yaml(path), Place(path.name), ("cues",))
    raw = fields.peek("cues")
    if not isinstance(raw, Mapping):
        raise fields.place.error(
            "cues", "it is no mapping", "write an id for each cue, with terms by language"
        )
    return {str(cue): _parse(str(cue), terms, path.name) for cue, terms in raw.items()}


def _parse(cue: str, raw: object, file: str) -> dict[str, tuple[str, ...]]:
    place = Place(file, cue)
    languages = tuple(map(str, raw)) if isinstance(raw, Mapping) else ()
    fields = Fields(raw, place, languages)
    found = {}
    for language in languages:
        if language not in LANGUAGES:
            raise place.error(language, "this is no language of the knowledge base", "use its BCP 47 tag")
        terms = fields.texts(language)
        if strange := next((term for term in terms if term != term.lower()), None):
            raise place.error(language, f"'{strange}' is not in lower case", "write it so")
        found[language] = terms
    return found


def find_cues(text: str, language: str) -> list[Cue]:
    """Return the cues of a text in order of their beginnings; they may overlap.

    Terms are stems: what follows within the word does not matter. Where words are not divided by
    spaces they are found anywhere, in German and Dutch longer ones within compounds.
    """
    terms = _terms(language)
    if not terms:
        return []
    folded = fold(text, language)
    at = folded.at
    found = {
        Cue(cue, at[start], at[end - 1] + 1)
        for cue, start, end in _scan(folded.text, terms, language)
        if end > start
    }
    return sorted(found, key=lambda cue: (cue.start, cue.end, cue.id))


@functools.cache
def _terms(language: str) -> tuple[_Term, ...]:
    tried = dict.fromkeys((language, language.split("-", 1)[0], _WRITTEN_AS.get(language, language)))
    terms = []
    for cue, by_language in load_cues().items():
        own = next((by_language[code] for code in tried if code in by_language), ())
        for term in own:
            words = tuple(fold(term, language).text.split())
            if words:
                terms.append(_Term(cue, words))
    return tuple(terms)


def _scan(text: str, terms: tuple[_Term, ...], language: str) -> Iterator[tuple[str, int, int]]:
    unspaced = language in UNSPACED
    starts = [match.start() for match in regex.finditer(r"(?<!\S)\S", text)]
    ends = [match.end() for match in regex.finditer(r"\S(?!\S)", text)]
    clitics = _CLITICS if language in _WITH_CLITICS else ("",)
    begins = frozenset(starts)

    def word_end(place: int) -> int:
        return int(ends[bisect_right(ends, place)])

    for term in terms:
        if unspaced:
            joined = "".join(term.words)
            for place in _occurrences(text, joined):
                yield term.cue, place, place + len(joined)
            continue
        first, *rest = term.words
        inside = language in _COMPOUNDING and not rest and len(first) >= _SHORTEST_INSIDE
        for clitic in clitics:
            stem = clitic + first
            for place in _occurrences(text, stem):
                if place not in begins and not inside:
                    continue
                end = word_end(place)
                if len(first) < _SHORTEST_STEM and end - place > len(stem):
                    continue
                for word in rest:
                    following = bisect_right(starts, end - 1)
                    if following >= len(starts) or not text.startswith(word, starts[following]):
                        break
                    end = word_end(starts[following])
                else:
                    yield term.cue, place, end


def _occurrences(text: str, term: str) -> Iterator[int]:
    place = text.find(term)
    while place >= 0:
        yield place
        place = text.find(term, place + 1)
