"""The sub-themes of areas (``themes.yaml``): what the concept paper names within one of its items."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.areas.load import CODES, Area, area, choose_language
from corpus.errors import NotFoundError
from corpus.handwritten import Fields, Place, read_yaml

THEMES_FILE = Path(__file__).with_name("themes.yaml")
_CODE = re.compile(r"(A\d{1,2})\.\d")


@dataclass(frozen=True, slots=True)
class Theme:
    """One sub-theme, ``A3.2``: labels by language, and the concepts of the thesaurus that speak for it."""

    code: str
    labels: Mapping[str, str]
    concepts: tuple[str, ...]

    @property
    def area(self) -> str:
        """The code of its area."""
        return area_of(self.code)

    def label(self, language: str = "en") -> str:
        """Return the label in a language, in its base language, or else in English."""
        return choose_language(self.labels, language)


def area_of(code: str) -> str:
    """Return the area of a code: itself, or the area of a sub-theme.

    >>> area_of("A13.4"), area_of("A3")
    ('A13', 'A3')
    """
    return code.partition(".")[0]


def is_theme(code: str) -> bool:
    """Tell whether a code names a sub-theme, not a whole area."""
    return "." in code


@functools.cache
def load_themes() -> tuple[Theme, ...]:
    """Return all sub-themes, in the order of their areas.

    Raises:
        RegisterError: if ``themes.yaml`` breaks its format.
    """
    return load_themes_file(THEMES_FILE)


def themes_of(code: str) -> tuple[Theme, ...]:
    """Return the sub-themes of an area; many areas have none."""
    return tuple(theme for theme in load_themes() if theme.area == code)


@functools.cache
def load_codes() -> tuple[str, ...]:
    """Return the codes of all areas, each followed by those of its sub-themes."""
    return tuple(each for code in CODES for each in (code, *(theme.code for theme in themes_of(code))))


def area_or_theme(code: str) -> Area | Theme:
    """Return the area or sub-theme with a code; both have ``code`` and ``label``.

    Raises:
        NotFoundError: if there is none.
    """
    if not is_theme(code):
        return area(code)
    for theme in load_themes():
        if theme.code == code:
            return theme
    raise NotFoundError(f"There is no sub-theme '{code}'.", remedy="use a code such as A3.1 or A13.4")


def load_themes_file(path: Path) -> tuple[Theme, ...]:
    """Return the sub-themes described by a file in the format of ``themes.yaml``."""
    fields = Fields(read_yaml(path), Place(path.name), ("themes",))
    raw = fields.peek("themes")
    if not isinstance(raw, Mapping):
        raise fields.place.error("themes", "it is no mapping of codes", "write a code such as A3.1 for each")
    themes = [_parse(str(code), entry, path.name) for code, entry in raw.items()]
    order = [(CODES.index(theme.area), theme.code) for theme in themes]
    if order != sorted(order):
        raise fields.place.error("themes", "they are not in order", "put them in the order of their codes")
    return tuple(themes)


def _parse(code: str, raw: object, file: str) -> Theme:
    place = Place(file, code)
    if not (match := _CODE.fullmatch(code)) or match[1] not in CODES:
        raise place.error("themes", f"'{code}' is no code of a sub-theme", "write it as A3.1")
    fields = Fields(raw, place, ("label", "concepts"))
    return Theme(code, fields.by_language("label", ("en", "ru")), fields.texts("concepts"))
