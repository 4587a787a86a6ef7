"""Loading the areas: codes, labels, scope notes and signal terms (``areas.yaml``)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import NotFoundError
from corpus.handwritten import Fields, Place, read_yaml

AREAS_FILE = Path(__file__).with_name("areas.yaml")
CODES = tuple(f"A{number}" for number in range(1, 19))
LABEL_LANGUAGES = ("en", "ru", "kk", "fa", "ar", "zh", "tr", "hi")
SCOPE_LANGUAGES = ("en", "ru")
TERM_LANGUAGES = ("en", "ru", "kk", "fa", "ar", "zh", "zh-Hant", "tr", "hi")


@dataclass(frozen=True, slots=True)
class Area:
    """One area of cooperation.

    ``labels`` and ``scope`` map languages to a short name and a note of what belongs here and
    what to a neighbour, both in our own words. ``terms`` maps languages to words, stems or phrases
    whose occurrence in a provision is evidence for the area (see :func:`corpus.areas.find_signals`).
    """

    code: str
    labels: Mapping[str, str]
    scope: Mapping[str, str]
    terms: Mapping[str, tuple[str, ...]]

    def label(self, language: str = "en") -> str:
        """Return the label in a language, in its base language, or else in English."""
        return choose_language(self.labels, language)

    def scope_note(self, language: str = "en") -> str:
        """Return the scope note in a language, in its base language, or else in English."""
        return choose_language(self.scope, language)


def choose_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language, in its base language, or else in English."""
    base = language.split("-", 1)[0]
    return texts.get(language) or texts.get(base) or texts["en"]


@functools.cache
def load_areas() -> tuple[Area, ...]:
    """Return the areas A1 to A18 in order.

    Raises:
        RegisterError: if ``areas.yaml`` breaks its format.
    """
    return load_areas_file(AREAS_FILE)


def area(code: str) -> Area:
    """Return the area with a code such as ``A3``.

    Raises:
        NotFoundError: if there is no such area.
    """
    for candidate in load_areas():
        if candidate.code == code:
            return candidate
    raise NotFoundError(f"There is no area of cooperation '{code}'.", remedy="use one of A1 to A18")


def load_areas_file(path: Path) -> tuple[Area, ...]:
    """Return the areas described by a file in the format of ``areas.yaml``."""
    fields = Fields(read_yaml(path), Place(path.name), ("areas",))
    return tuple(_parse_area(raw, path.name, code) for code, raw in _by_code(fields).items())


def _by_code(fields: Fields) -> dict[str, object]:
    raw = fields.peek("areas")
    if not isinstance(raw, Mapping) or tuple(raw) != CODES:
        raise fields.place.error(
            "areas", "it does not hold A1 to A18 in order", "keep the 18 codes, each once"
        )
    return dict(raw)


def _parse_area(raw: object, file: str, code: str) -> Area:
    place = Place(file, code)
    fields = Fields(raw, place, ("label", "scope", "terms"))
    return Area(
        code=code,
        labels=fields.by_language("label", LABEL_LANGUAGES),
        scope=fields.by_language("scope", SCOPE_LANGUAGES),
        terms=_parse_terms(fields.peek("terms"), place),
    )


def _parse_terms(raw: object, place: Place) -> dict[str, tuple[str, ...]]:
    languages = tuple(str(tag) for tag in raw) if isinstance(raw, Mapping) else ()
    fields = Fields(raw, place, languages)
    terms = {}
    for tag in (*TERM_LANGUAGES, *(tag for tag in languages if tag not in TERM_LANGUAGES)):
        found = fields.texts(tag)
        if not found:
            raise place.error(f"terms.{tag}", "there is no term in this language", "add what laws in it say")
        for term in found:
            if term != term.lower():
                raise place.error(f"terms.{tag}", f"'{term}' is not in lower case", "write it so")
            if found.count(term) > 1:
                raise place.error(f"terms.{tag}", f"'{term}' is there twice", "drop one")
        terms[tag] = found
    return terms
