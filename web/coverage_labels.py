"""What a reader calls the selection behind a matrix or a list: a word for each filter, with its way out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from corpus.access import Access
from corpus.groups import group_names
from corpus.model import SCALE
from corpus.store import Selection, Store
from web.addresses import Here
from web.coverage_question import MatrixQuestion, selection_pairs
from web.filters import BY_NAME
from web.labels import value_label
from web.messages import Messages
from web.shelf import ShelfItem, choose_title


@dataclass(frozen=True, slots=True)
class SelectionChip:
    """A filter in force: what it says, the language of that where it is a title, and the page without it."""

    label: str
    language: str | None
    without: str


def describe_selection(
    selection: Selection, shelf: Mapping[str, ShelfItem], here: Here, t: Messages
) -> list[SelectionChip]:
    """Return the filters in force; instruments by title as far as they are on the reader's ``shelf``."""
    chips = []
    for name, value in selection_pairs(selection):
        language = None
        if name == "instrument" and value in shelf:
            label, language = shelf[value].title, shelf[value].title_language
        elif name in ("year_from", "year_to"):
            label = f"{t(f'search.{name}')} {value}"
        elif name == "least":
            weakest = value == SCALE[-1]
            named = value_label("strength", value, t)
            label = t("matrix.commitments") if weakest else t("matrix.at_least", strength=named)
        elif name == "operative":
            label = t("matrix.operative")
        elif name == "status":
            label = t.or_else(f"area.{value}", value)
        else:
            label = value_label(BY_NAME[name].key, value, t)
        chips.append(SelectionChip(label, language, here.toggled(name, value)))
    return chips


@dataclass(frozen=True, slots=True)
class Shelf:
    """The instruments that a reader may see, by id, and what their texts are."""

    items: Mapping[str, ShelfItem]
    languages: tuple[str, ...]
    natures: tuple[str, ...]


def shelve(store: Store, access: Access, t: Messages) -> Shelf:
    """Return what the reader may choose from."""
    held = store.holdings(access)
    items = {}
    for found in held.instruments.values():
        title, language = choose_title(found.title, found.titles, t.language)
        items[found.id] = ShelfItem(
            found.id, title, language, found.kind, found.jurisdiction, found.year, (), frozenset()
        )
    return Shelf(items, held.languages, held.natures)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter may have."""

    value: str
    label: str
    language: str | None
    chosen: bool


def list_choices(shelf: Shelf, question: MatrixQuestion, t: Messages) -> list[tuple[str, list[Choice]]]:
    """Return the filters with their values by name; instruments only where they are the columns."""
    items = shelf.items.values()
    selection = question.selection
    told: list[tuple[str, Iterable[str], Collection[str]]] = [
        ("jurisdiction", {item.jurisdiction for item in items}, selection.jurisdictions),
        ("group", group_names(), selection.groups),
        ("kind", {item.kind for item in items}, selection.kinds),
        ("lang", shelf.languages, selection.languages),
        ("nature", shelf.natures, selection.natures),
    ]
    found = []
    for name, values, chosen in told:
        choices = [
            Choice(value, value_label(BY_NAME[name].key, value, t), None, value in chosen)
            for value in {*values, *chosen}
        ]
        found.append((name, sorted(choices, key=lambda choice: choice.label.casefold())))
    if question.columns == "instruments":
        titles = [
            Choice(item.id, item.title, item.title_language, item.id in selection.instruments)
            for item in items
        ]
        found.append(("instrument", sorted(titles, key=lambda choice: choice.label.casefold())))
    return found
