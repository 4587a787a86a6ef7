"""Documents side by side: the comparison with texts, strengths and areas, and which rows are wanted."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from weakref import WeakKeyDictionary

from corpus.access import Access
from corpus.areas import area_of, load_codes
from corpus.model import RANKS, AssignmentStatus, Commitment, Document, Provision, Strength
from corpus.settings import Settings
from corpus.store import Store
from corpus.store.aligning import Alignment
from search.compare import Comparer, Comparison
from search.comparison.outline import Node
from search.comparison.reading import Recent
from search.comparison.rows import Link, Row
from web.filters import ParameterError, unknown
from web.parameters import read_area

SHOWN = ("all", "gaps", "shared", "strength", "corrected")
"""What can be shown: all, rows with gaps, rows of several documents, unlike strength, persons' words."""
VIEWS = ("text", "areas")
"""In the order of the text, or under areas."""

_STATUSES = (AssignmentStatus.PROPOSED, AssignmentStatus.CONFIRMED)
# A page holds this many rows, fewer where they are long: no row is ever cut or left out.
_ROWS, _PARTS = 40, 120

_KEPT_COLUMNS = 24

_comparers: WeakKeyDictionary[Store, Comparer] = WeakKeyDictionary()
_columns: WeakKeyDictionary[Store, Recent[tuple[str, str], Column]] = WeakKeyDictionary()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Question:
    """Which documents, and what of their comparison is wanted."""

    documents: tuple[str, ...]
    show: str = "all"
    area: str | None = None
    view: str = "text"
    page: int = 1


@dataclass(frozen=True)
class Column:
    """One document of a comparison with what its cells need."""

    document: Document
    provisions: Mapping[str, Provision]
    nodes: Mapping[str, Node]
    strengths: Mapping[str, Strength]
    areas: Mapping[str, frozenset[str]]
    confirmed: frozenset[tuple[str, str]] = frozenset()
    inside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class SideBySide:
    """A comparison ready to be shown: its columns, and its rows with their numbers from 1."""

    comparison: Comparison
    columns: tuple[Column, ...]
    said: Mapping[tuple[str, str, str, str], Alignment]

    @property
    def rows(self) -> Sequence[Row]:
        """All rows."""
        return self.comparison.rows

    def areas_of(self, row: Row) -> tuple[frozenset[str], ...]:
        """The areas and sub-themes of each cell."""
        return tuple(
            frozenset(code for eid in within(column, cell) for code in column.areas.get(eid, ()))
            for column, cell in zip(self.columns, row.cells, strict=True)
        )

    def differs(self, row: Row) -> bool:
        """Whether what stands side by side in it commits in unlike strength."""
        return any(len(set(filter(None, self.strengths_of(part)))) > 1 for part in row.parts or (row,))

    def strengths_of(self, row: Row) -> tuple[Strength | None, ...]:
        """The strongest commitment of each cell, None where there is none."""
        return tuple(
            max(
                (column.strengths[eid] for eid in cell if eid in column.strengths),
                key=RANKS.__getitem__,
                default=None,
            )
            for column, cell in zip(self.columns, row.cells, strict=True)
        )

    def word_on(self, link: Link) -> Alignment | None:
        """What a person said of a pairing."""
        ids = self.comparison.documents
        places = sorted(((ids[link.a[0]], link.a[1]), (ids[link.b[0]], link.b[1])))
        return self.said.get((*places[0], *places[1]))


def comparer_of(store: Store, settings: Settings) -> Comparer:
    """Return the comparer of a store, which keeps what it has read as long as the store is open."""
    with _lock:
        if store not in _comparers:
            _comparers[store] = Comparer(store, settings)
            _columns[store] = Recent(_KEPT_COLUMNS)
        return _comparers[store]


def lay_side_by_side(
    store: Store, settings: Settings, documents: Sequence[str], access: Access
) -> SideBySide:
    """Compare documents and read what is shown of them.

    Raises:
        UsageError, NotFoundError: as :meth:`search.compare.Comparer.compare`.
    """
    comparison = comparer_of(store, settings).compare(documents, access)
    # Whether these documents may be seen was asked just now; the revision changes with every decision.
    revision = store.content_revision()
    columns = tuple(
        _columns[store].get(
            (document_id, revision),
            partial(_read_column, store, access, document_id, comparison.outlines[number].nodes),
        )
        for number, document_id in enumerate(documents)
    )
    said = {(a.document_a, a.eid_a, a.document_b, a.eid_b): a for a in comparison.corrections}
    return SideBySide(comparison, columns, said)


def read_question(
    documents: Iterable[str], show: str | None, area: str | None, view: str | None, page: int | None
) -> Question:
    """Return what was asked for, checked.

    Raises:
        ParameterError: a value cannot be.
    """
    show, view = show or "all", view or "text"
    if show not in SHOWN:
        raise unknown(show, "show", SHOWN)
    if view not in VIEWS:
        raise unknown(view, "view", VIEWS)
    if page is not None and page < 1:
        raise ParameterError(f"There is no page {page}.", remedy="count pages from 1", field="page")
    return Question(tuple(documents), show, read_area(area, "area"), view, page or 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row in a list: its number among all rows from 1, and the area that it is listed under, if any."""

    number: int
    row: Row
    area: str | None = None


def select_rows(found: SideBySide, question: Question) -> list[Entry]:
    """Return the rows that are wanted; under areas a row stands once for each of its areas."""
    kept = [
        Entry(number, row)
        for number, row in enumerate(found.rows, start=1)
        if _wanted(found, row, question.show)
        and (question.area is None or any(question.area in codes for codes in found.areas_of(row)))
    ]
    if question.view == "text":
        return kept
    codes = {entry.number: frozenset().union(*found.areas_of(entry.row)) for entry in kept}
    listed = [
        Entry(entry.number, entry.row, code)
        for code in load_codes()
        if question.area is None or code == question.area
        for entry in kept
        if code in codes[entry.number]
    ]
    return listed + [entry for entry in kept if not codes[entry.number] and question.area is None]


def cut_pages(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return the rows page by page, every one on exactly one page; at least one page."""
    pages: list[list[Entry]] = [[]]
    parts = 0
    for entry in entries:
        more = max(1, len(entry.row.parts))
        if pages[-1] and (len(pages[-1]) >= _ROWS or parts + more > _PARTS):
            pages.append([])
            parts = 0
        pages[-1].append(entry)
        parts += more
    return pages


def count(found: SideBySide) -> dict[str, int]:
    """How many rows there are of each sort that can be shown."""
    return {show: sum(_wanted(found, row, show) for row in found.rows) for show in SHOWN}


def within(column: Column, cell: Iterable[str]) -> Iterable[str]:
    """The provisions of a cell, with what is inside its units."""
    return (inner for eid in cell for inner in (eid, *column.inside.get(eid, ())))


def _wanted(found: SideBySide, row: Row, show: str) -> bool:
    if show == "gaps":
        return not row.full or not all(part.full for part in row.parts)
    if show == "shared":
        return sum(map(bool, row.cells)) > 1
    if show == "strength":
        return found.differs(row)
    if show == "corrected":
        links = [*row.links, *row.elsewhere, *(link for part in row.parts for link in part.links)]
        return any(found.word_on(link) for link in links)
    return True


def _read_column(store: Store, access: Access, document_id: str, nodes: Sequence[Node]) -> Column:
    provisions = store.provisions(document_id, access)
    inside: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if node.eid != node.unit:
            inside[node.unit].append(node.eid)
    areas: defaultdict[str, set[str]] = defaultdict(set)
    confirmed = set()
    for tie in store.assignments(access, document_id, statuses=_STATUSES):
        areas[tie.eid] |= {tie.area, area_of(tie.area)}
        if tie.status is AssignmentStatus.CONFIRMED:
            confirmed.add((tie.eid, tie.area))
    return Column(
        store.document(document_id, access),
        {entry.eid: entry for entry in provisions},
        {node.eid: node for node in nodes},
        _strengths(store.commitments(document_id, access), provisions),
        {eid: frozenset(codes) for eid, codes in areas.items()},
        frozenset(confirmed),
        {unit: tuple(eids) for unit, eids in inside.items()},
    )


def _strengths(commitments: Iterable[Commitment], provisions: Iterable[Provision]) -> dict[str, Strength]:
    found = {entry.eid: entry.strength for entry in provisions if entry.strength is not None}
    return found | {entry.eid: entry.strength for entry in commitments}
