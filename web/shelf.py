"""What the knowledge base holds, as pages list it: instruments, their texts, ties to areas.

Everything here reads the store through one :class:`~corpus.access.Access`, so that no count and no
title on a page comes from a document that its reader may not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.areas import load_areas, themes_of
from corpus.model import AssignmentStatus, Nature
from corpus.store import InstrumentSummary
from web.services import Services

STATUSES = (AssignmentStatus.CONFIRMED, AssignmentStatus.PROPOSED)


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """An instrument as a list shows it; ``title_language`` is None where nothing says it."""

    id: str
    title: str
    title_language: str | None
    kind: str
    jurisdiction: str
    year: int | None
    languages: tuple[str, ...]
    natures: frozenset[Nature]

    @property
    def only_abstract(self) -> bool:
        """Whether nothing but our summary of it is here."""
        return self.natures == {Nature.ABSTRACT}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many provisions of something belong to an area."""

    confirmed: int = 0
    proposed: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.confirmed + self.proposed


def list_shelf(services: Services, language: str) -> list[ShelfItem]:
    """Return the instruments with at least one text, by title in the reader's language."""
    items = [shelf_item(summary, language) for summary in services.store.instruments(services.access)]
    return sorted(items, key=lambda item: (item.title.casefold(), item.id))


def shelf_item(summary: InstrumentSummary, language: str) -> ShelfItem:
    """Return an instrument as a list shows it."""
    instrument = summary.instrument
    title, title_language = choose_title(instrument.title, instrument.titles, language)
    return ShelfItem(
        id=instrument.id,
        title=title,
        title_language=title_language,
        kind=instrument.kind,
        jurisdiction=instrument.jurisdiction,
        year=instrument.year,
        languages=summary.languages,
        natures=frozenset(summary.natures),
    )


def choose_title(title: str, titles: Mapping[str, str], language: str) -> tuple[str, str | None]:
    """Return the title in a language, or the instrument's own title and the language that it is in."""
    if language in titles:
        return titles[language], language
    return title, next((tag for tag, text in titles.items() if text == title), None)


def tally_areas(services: Services) -> dict[tuple[str, str], Tally]:
    """Return, by area or sub-theme and instrument, how many provisions belong together.

    A provision counts once, however many language versions and texts say it.
    """
    return {
        (overview.area, entry.instrument.id): Tally(entry.confirmed, entry.proposed)
        for overview in services.store.area_overview(services.access)
        for entry in overview.instruments
        if entry.confirmed or entry.proposed
    }


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area or sub-theme in a list, with how much there is under it."""

    code: str
    label: str
    scope: str
    confirmed: int
    proposed: int

    @property
    def total(self) -> int:
        """All provisions under it."""
        return self.confirmed + self.proposed


def list_areas(tallies: Mapping[tuple[str, str], Tally], language: str) -> list[AreaLine]:
    """Return the areas in order with their counts over all instruments."""
    return [
        _line(area.code, area.label(language), area.scope_note(language), tallies) for area in load_areas()
    ]


def area_order(code: str) -> tuple[int, ...]:
    """Return what areas and sub-themes are put in order by: A3, A3.2, A10.

    >>> sorted(["A10", "A3.2", "A3"], key=area_order)
    ['A3', 'A3.2', 'A10']
    """
    return tuple(int(number) for number in code.removeprefix("A").split("."))


def list_themes(area: str, tallies: Mapping[tuple[str, str], Tally], language: str) -> list[AreaLine]:
    """Return the sub-themes of an area in order with their counts over all instruments."""
    return [_line(theme.code, theme.label(language), "", tallies) for theme in themes_of(area)]


def _line(code: str, label: str, scope: str, tallies: Mapping[tuple[str, str], Tally]) -> AreaLine:
    found = [tally for (named, _), tally in tallies.items() if named == code]
    return AreaLine(
        code, label, scope, sum(each.confirmed for each in found), sum(each.proposed for each in found)
    )
