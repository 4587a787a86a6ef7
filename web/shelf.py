"""What the knowledge base holds, as pages list it: instruments, their texts, ties to areas.

Everything here reads the store through one :class:`~corpus.access.Access`, so that no count and no
title on a page comes from a document that its reader may not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.areas import load_areas, themes_of
from corpus.model import AssignmentStatus, InstrumentKind, Nature
from corpus.store import InstrumentSummary
from web.messages import Messages
from web.rendering import jurisdiction_name
from web.services import Services

_INTERNATIONAL = (
    InstrumentKind.CONVENTION,
    InstrumentKind.AGREEMENT,
    InstrumentKind.CONCEPT_PAPER,
    InstrumentKind.STATEMENT,
)
STATUSES = (AssignmentStatus.CONFIRMED, AssignmentStatus.PROPOSED)


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """An instrument as a list shows it; ``title_language`` is None where nothing says it.

    ``own_title`` is its title in its own language, None if that is the one shown; ``called`` are all titles
    and names by which somebody may look for it.
    """

    id: str
    title: str
    title_language: str | None
    kind: str
    jurisdiction: str
    year: int | None
    languages: tuple[str, ...]
    natures: frozenset[Nature]
    own_title: str | None = None
    own_language: str | None = None
    called: tuple[str, ...] = ()

    @property
    def international(self) -> bool:
        """Whether States speak together: a treaty, a statement, a paper of theirs."""
        return self.kind in _INTERNATIONAL

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
        own_title=instrument.title if instrument.title != title else None,
        own_language=choose_title(instrument.title, instrument.titles, "")[1],
        called=(instrument.title, *instrument.titles.values(), *instrument.names),
    )


@dataclass(frozen=True, slots=True)
class ShelfGroup:
    """Instruments that are listed together: what States say together (no jurisdiction), or one country's."""

    jurisdiction: str | None
    items: tuple[ShelfItem, ...]


def group_shelf(items: Iterable[ShelfItem], t: Messages) -> list[ShelfGroup]:
    """Return instruments in groups: treaties and statements first, then by country, the oldest first."""
    groups: dict[str | None, list[ShelfItem]] = {}
    for item in items:
        groups.setdefault(None if item.international else item.jurisdiction, []).append(item)
    names = {code: jurisdiction_name(code, t).casefold() for code in groups if code is not None}
    order = sorted(groups, key=lambda code: (code is not None, names.get(code or "", "")))
    return [ShelfGroup(code, tuple(sorted(groups[code], key=_shelf_order))) for code in order]


def _shelf_order(item: ShelfItem) -> tuple[int, int, str]:
    rank = _INTERNATIONAL.index(InstrumentKind(item.kind)) if item.international else 0
    return rank, item.year or 9999, item.title.casefold()


def count_provisions(services: Services) -> dict[str, int]:
    """Return by instrument how many provisions it has here, language versions counted once.

    Of several texts the fullest counts; abstracts only where there is no other text.
    """
    counts: dict[str, tuple[bool, int]] = {}
    for text in services.store.documents(services.access):
        count = (text.nature is not Nature.ABSTRACT, text.provision_count)
        counts[text.instrument_id] = max(count, counts.get(text.instrument_id, (False, 0)))
    return {id: count for id, (_, count) in counts.items()}


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
