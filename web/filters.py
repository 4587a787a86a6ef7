"""What a search can be narrowed by: one table, from which parameters, API, command and page are made.

Every filter is in the address under its name (``lang=ru``) and, to leave values out, under its name
with :data:`NOT` before it (``not_lang=ru``). Both may be repeated, or hold several values divided by
commas where values have none of their own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from corpus.areas import load_areas
from corpus.errors import UsageError
from corpus.groups import group_names
from corpus.languages import LANGUAGES, normalize_code
from corpus.model import InstrumentKind, Nature, Strength
from corpus.thesaurus import load_groups

NOT = "not_"
"""Before the name of a filter: leave these values out."""
SUBSTANCES = "substances"
"""The thesaurus's group of what is controlled."""
_LISTED = 45
_LONGEST = 400
_JURISDICTION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOCUMENT = re.compile(r"[A-Za-z0-9-]{1,80}")


class ParameterError(UsageError):
    """A parameter that makes no sense; ``field`` is its name in the address."""

    def __init__(self, message: str, *, remedy: str, field: str) -> None:
        super().__init__(message, remedy=remedy)
        self.field = field


@dataclass(frozen=True, slots=True)
class FilterKind:
    """One thing to filter by.

    ``key`` is its name in the index (``KEYS`` of :mod:`search.index`) and among the facets, ``name`` that in
    addresses, ``about`` says in English what it holds. ``read`` returns the form in which the index has
    a value, and refuses one that cannot be. With ``commas`` a parameter may hold several values. ``facet``
    tells whether pages count by it, ``folded`` whether they show the counts only on demand.
    """

    key: str
    name: str
    about: str
    read: Callable[[str, str], str]
    commas: bool = True
    facet: bool = True
    folded: bool = False

    def values(self, given: Iterable[str], field: str) -> tuple[str, ...]:
        """Return the values in what was given for a parameter, each once, in their order.

        Raises:
            ParameterError: one of them cannot be.
        """
        parts = [part for value in given for part in (value.split(",") if self.commas else [value])]
        return tuple(dict.fromkeys(self.read(part.strip(), field) for part in parts if part.strip()))


def unknown(value: str, field: str, known: Iterable[str]) -> ParameterError:
    """Return the error for a value that a field does not have; of many values the nearest are told."""
    values = list(known)
    near = get_close_matches(value.casefold(), values, n=8, cutoff=0.5) if len(values) > _LISTED else values
    told = ", ".join(near or values[:_LISTED])
    left = len(values) - len(near or values[:_LISTED])
    more = f" (and {left} more)" if left else ""
    return ParameterError(
        f"There is no {field} '{value[:40]}'.", remedy=f"use one of: {told}{more}", field=field
    )


def read_language(value: str, field: str) -> str:
    """Return our code for a language given in any convention."""
    code = normalize_code(value)
    if code is None:
        raise unknown(value, field, LANGUAGES)
    return code


def _one_of(
    known: Callable[[], Sequence[str]], other: Callable[[], Sequence[str]] = tuple, other_name: str = ""
) -> Callable[[str, str], str]:
    """Return a reader of the values ``known``; who gives one of ``other`` is told whose it is."""

    def read(value: str, field: str) -> str:
        # "a3" and "Convention" are as clear as "A3" and "convention".
        for name in known():
            if name.casefold() == value.casefold():
                return name
        if value.casefold() in other():
            raise ParameterError(
                f"There is no {field} '{value[:40]}'.",
                remedy=f"use {NOT if field.startswith(NOT) else ''}{other_name}={value.casefold()}",
                field=field,
            )
        raise unknown(value, field, known())

    return read


def _read_jurisdiction(value: str, field: str) -> str:
    written = value.lower()
    if len(written) > 40 or not _JURISDICTION.fullmatch(written):
        raise ParameterError(
            f"'{value[:40]}' is not a jurisdiction.",
            remedy="use a country code such as 'cn' or a body such as 'un'",
            field=field,
        )
    return written


def _read_document(value: str, field: str) -> str:
    if not _DOCUMENT.fullmatch(value):
        raise ParameterError(
            f"'{value[:40]}' is not the id of a document.",
            remedy="use the id of a hit's document",
            field=field,
        )
    return value


def _read_words(value: str, field: str) -> str:
    words = " ".join(value.split())
    if len(words) > _LONGEST:
        raise ParameterError(
            f"The value of {field} has {len(words)} characters; at most {_LONGEST} are taken.",
            remedy="give it as a facet names it",
            field=field,
        )
    return words


@functools.cache
def _themes() -> tuple[str, ...]:
    return tuple(each.id for group in load_groups() if group.id != SUBSTANCES for each in group.concepts)


@functools.cache
def _substances() -> tuple[str, ...]:
    return tuple(each.id for group in load_groups() if group.id == SUBSTANCES for each in group.concepts)


def _areas() -> tuple[str, ...]:
    return tuple(area.code for area in load_areas())


FILTERS = (
    FilterKind("language", "lang", "language of the text, such as ru", read_language),
    FilterKind("area", "area", "area of cooperation, A1 to A18", _one_of(_areas)),
    FilterKind(
        "jurisdiction", "jurisdiction", "country code or body, such as cn, kz, un", _read_jurisdiction
    ),
    FilterKind(
        "group",
        "group",
        "group of States that the jurisdiction belongs to, such as cica, sco, asean",
        _one_of(lambda: tuple(group_names())),
        folded=True,
    ),
    FilterKind(
        "kind", "kind", "kind of instrument, such as convention, act", _one_of(lambda: tuple(InstrumentKind))
    ),
    FilterKind("nature", "nature", "authentic, translation or abstract", _one_of(lambda: tuple(Nature))),
    FilterKind(
        "strength",
        "strength",
        "how strongly the provision commits, such as shall, should",
        _one_of(lambda: tuple(Strength)),
        folded=True,
    ),
    FilterKind(
        "substance",
        "substance",
        "substance that the provision names, a concept of the thesaurus such as ketamine",
        _one_of(_substances, _themes, "theme"),
        folded=True,
    ),
    FilterKind(
        "theme",
        "theme",
        "sub-theme that the provision names, a concept of the thesaurus such as extradition",
        _one_of(_themes, _substances, "substance"),
        folded=True,
    ),
    FilterKind(
        "body", "body", "who adopted the instrument, as the facet says it", _read_words, False, True, True
    ),
    FilterKind(
        "status", "status", "status of the instrument, as the facet says it", _read_words, False, True, True
    ),
    FilterKind(
        "cites",
        "cites",
        "instrument that the provision cites, by id, name or short name (un-1988), with '#eId' a place in it",
        _read_words,
        commas=False,
        facet=False,
    ),
    FilterKind(
        "instrument",
        "instrument",
        "instrument that the provision is in, by id, name or short name (un-1988)",
        _read_words,
        commas=False,
        facet=False,
    ),
    FilterKind(
        "document", "document", "id of the text that the provision is in", _read_document, facet=False
    ),
)
"""All of them, in the order in which pages show them."""

YEARS = ("year_from", "year_to")
BY_NAME = {kind.name: kind for kind in FILTERS}
BY_KEY = {kind.key: kind for kind in FILTERS}
NAMES = (*BY_NAME, *(f"{NOT}{name}" for name in BY_NAME), *YEARS)
"""The names of all parameters that narrow a search."""

Values = tuple[tuple[str, tuple[str, ...]], ...]
"""Values by key of the index, in the order of :data:`FILTERS`; keys without values are left out."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a search: what a hit must have, what it must not; an empty one excludes nothing."""

    only: Values = ()
    without: Values = ()
    year_from: int | None = None
    year_to: int | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """Return the filters as parameters of an address."""
        found = [(BY_KEY[key].name, value) for key, values in self.only for value in values]
        found += [(f"{NOT}{BY_KEY[key].name}", value) for key, values in self.without for value in values]
        years = (("year_from", self.year_from), ("year_to", self.year_to))
        return found + [(name, str(year)) for name, year in years if year is not None]

    def within(self, documents: Iterable[str]) -> Filters:
        """Return the same filters, within some documents only."""
        only = dict(self.only) | {"document": tuple(documents)}
        return replace(self, only=values_of(**only))


def values_of(**given: Iterable[str]) -> Values:
    """Return values by key, in the order of the table, those that are empty left out.

    >>> values_of(kind=["act"], language=["ru", "kk"])
    (('language', ('ru', 'kk')), ('kind', ('act',)))
    """
    return tuple((kind.key, found) for kind in FILTERS if (found := tuple(given.get(kind.key, ()))))
