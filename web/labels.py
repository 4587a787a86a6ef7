"""What a reader calls the values of filters and facets, in the language of the interface."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus.access import Access
from corpus.errors import NotFoundError
from corpus.groups import group_names
from corpus.store import Store
from corpus.thesaurus import concept
from web.filters import BY_KEY, NOT, Filters
from web.messages import Messages
from web.rendering import area_label, jurisdiction_name, language_name
from web.shelf import choose_title

Label = Callable[[str, Messages], str]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: what it says, whether it leaves out, and its parameter."""

    label: str
    without: bool
    name: str
    value: str


def _concept(value: str, t: Messages) -> str:
    try:
        return concept(value).preferred(t.language)
    except NotFoundError:  # of a newer thesaurus than the index
        return value


def _message(section: str, end: str = "") -> Label:
    return lambda value, t: t.or_else(f"{section}.{value}{end}", value)


_LABELS: Mapping[str, Label] = {
    "language": lambda value, t: language_name(value, t),
    "area": lambda value, t: f"{value} {area_label(value, t.language)}",
    "jurisdiction": lambda value, t: jurisdiction_name(value, t),
    "group": lambda value, t: group_names(t.language).get(value, value),
    "kind": _message("kind"),
    "nature": _message("nature", "_short"),
    "strength": _message("strength"),
    "substance": _concept,
    "theme": _concept,
    "status": lambda value, t: _status(value, t),
}


# The longer ones first: they hold the shorter.
_STATUS_WORDS = {
    "as amended by the 1972 Protocol": "amended_1972",
    "in force since": "in_force_since",
    "in force": "in_force",
    "adopted": "adopted",
    "draft, revision": "draft_revision",
    "draft": "draft",
}


def value_label(key: str, value: str, t: Messages) -> str:
    """Return what a reader calls a value of a filter; what has no name of ours is called as it is."""
    label = _LABELS.get(key)
    return label(value, t) if label else value


def _status(value: str, t: Messages) -> str:
    """Return a status in the reader's language, as far as it is in the words of our register."""
    for words, key in _STATUS_WORDS.items():
        value = re.sub(rf"\b{words}\b", t.or_else(f"status_words.{key}", words), value)
    return value


def describe_filters(filters: Filters, store: Store, access: Access, t: Messages) -> list[Chip]:
    """Return the filters in force in words, instruments by their titles as far as they may be seen."""
    chips = []
    for values, without in ((filters.only, False), (filters.without, True)):
        for key, given in values:
            kind = BY_KEY[key]
            name = f"{NOT}{kind.name}" if without else kind.name
            for value in given:
                label = _name_place(key, value, store, access, t) or value_label(key, value, t)
                chips.append(Chip(label, without, name, value))
    for name, year in (("year_from", filters.year_from), ("year_to", filters.year_to)):
        if year is not None:
            chips.append(Chip(f"{t(f'search.{name}')} {year}", False, name, str(year)))
    return chips


def _name_place(key: str, value: str, store: Store, access: Access, t: Messages) -> str | None:
    if key == "document":
        return t("search.document_chip", id=value[:12])
    if key not in ("cites", "instrument"):
        return None
    work, _, eid = value.partition("#")
    try:
        found = store.instrument(work, access)
    except NotFoundError:
        name = work
    else:
        name = min(found.names, key=len, default="") or choose_title(found.title, found.titles, t.language)[0]
    place = f"{name}, {eid.replace('__', ' ').replace('_', ' ')}" if eid else name
    return t("search.cites_chip", name=place) if key == "cites" else t("search.instrument_chip", name=place)
