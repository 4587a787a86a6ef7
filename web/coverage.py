"""The coverage matrix: what each instrument, country or group of States commits to under each area.

Counted are provisions under an area that commit (any strength but "commits nobody"), each once by its eId,
however many language versions and abstracts say it; :mod:`corpus.store.coverage` says how versions are put
together. The page, the API and the command all ask here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from corpus.access import Access
from corpus.areas import Area, Theme, load_areas, themes_of
from corpus.groups import group_names, groups_of, members
from corpus.model import RANKS, Instrument
from corpus.store import AreaTally, Store
from web.coverage_question import MatrixQuestion
from web.messages import Messages
from web.rendering import jurisdiction_name
from web.shelf import choose_title

EMPTY = AreaTally()


@dataclass(frozen=True, slots=True)
class Column:
    """An instrument, a jurisdiction or a group of States.

    ``year`` is that of its newest instrument; ``instruments`` counts those held, as far as the reader may
    see them: 0 means that there is no text to say anything, which is no gap. ``gaps`` counts the areas
    under which it commits to nothing. ``count`` adds up its provisions over the areas.
    """

    key: str
    label: str
    language: str | None
    year: int | None
    instruments: int
    gaps: int
    count: int
    strengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An area or a sub-theme; ``tally`` is that of all columns together, each provision once.

    ``gaps`` counts the columns with a text that have nothing here.
    """

    code: str
    label: str
    theme: bool
    tally: AreaTally
    gaps: int
    strengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix that a question asks for, its rows and columns in order.

    ``rows`` are those to show. ``tallies`` has no empty cells; its keys are (code, key of the column).
    """

    question: MatrixQuestion
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    tallies: Mapping[tuple[str, str], AreaTally]

    def cell(self, code: str, key: str) -> AreaTally:
        """Return what stands in a cell."""
        return self.tallies.get((code, key), EMPTY)

    @property
    def held(self) -> int:
        """How many columns have a text at all."""
        return sum(column.instruments > 0 for column in self.columns)

    @property
    def areas(self) -> int:
        """How many whole areas are among the rows."""
        return sum(not row.theme for row in self.rows)


def make_matrix(store: Store, access: Access, question: MatrixQuestion, t: Messages) -> Matrix:
    """Return the matrix, as far as ``access`` may see what it counts; labels in the language of ``t``."""
    covered = store.coverage(access, question.selection, lambda found: _columns_of(found, question))
    tallies = covered.tallies
    held: defaultdict[str, list[Instrument]] = defaultdict(list)
    for instrument_id, keys in covered.columns.items():
        for key in keys:
            held[key].append(covered.instruments[instrument_id])
    named = dict.fromkeys((*held, *_wanted(question)))
    columns = [_make_column(key, held.get(key, []), tallies, question, t) for key in named]
    if question.hide:
        columns = [column for column in columns if column.count]
    columns.sort(key=lambda column: _column_order(column, question.order))
    rows = _make_rows(columns, tallies, covered.whole, question, t)
    return Matrix(question, tuple(columns), tuple(rows), tallies)


def _columns_of(instrument: Instrument, question: MatrixQuestion) -> tuple[str, ...]:
    """Return the keys of the columns that an instrument belongs to."""
    if question.columns == "instruments":
        return (instrument.id,)
    if question.columns == "countries":
        return (instrument.jurisdiction,)
    chosen = question.selection.groups
    return tuple(each for each in groups_of(instrument.jurisdiction) if not chosen or each in chosen)


def _wanted(question: MatrixQuestion) -> Iterable[str]:
    """Return the columns that stand in the matrix even where nothing is held of them."""
    selection = question.selection
    if question.columns == "groups":
        return selection.groups or group_names()
    if question.columns == "countries":
        found = list(selection.jurisdictions)
        if question.members and not found:
            found += [code for group in selection.groups for code in members(group)]
        return found
    return ()


def _make_column(
    key: str,
    held: Collection[Instrument],
    tallies: Mapping[tuple[str, str], AreaTally],
    question: MatrixQuestion,
    t: Messages,
) -> Column:
    label, language = _name(key, held, question.columns, t)
    cells = [tallies.get((area.code, key), EMPTY) for area in load_areas()]
    return Column(
        key=key,
        label=label,
        language=language,
        year=max((found.year for found in held if found.year is not None), default=None),
        instruments=len(held),
        gaps=sum(not cell.total for cell in cells) if held else 0,
        count=sum(cell.total for cell in cells),
        strengths=_count_strengths(cells),
    )


def _name(key: str, held: Collection[Instrument], columns: str, t: Messages) -> tuple[str, str | None]:
    """Return what a column is called, and the language of that name."""
    if columns == "instruments":
        (found,) = held
        return choose_title(found.title, found.titles, t.language)
    if columns == "countries":
        return jurisdiction_name(key, t), t.language
    return group_names(t.language)[key], t.language


def _make_rows(
    columns: Collection[Column],
    tallies: Mapping[tuple[str, str], AreaTally],
    whole: Mapping[str, AreaTally],
    question: MatrixQuestion,
    t: Messages,
) -> list[Row]:
    held = [column.key for column in columns if column.instruments]

    def make(found: Area | Theme) -> Row:
        cells = [tallies.get((found.code, key), EMPTY) for key in held]
        return Row(
            found.code,
            found.label(t.language),
            isinstance(found, Theme),
            whole.get(found.code, EMPTY),
            sum(not cell.total for cell in cells),
            _count_strengths(cells),
        )

    def wanted(row: Row) -> bool:
        if question.gaps == "all":
            return row.gaps == len(held) > 0
        return row.gaps > 0 or not question.gaps

    numbers = {area.code: number for number, area in enumerate(load_areas())}
    rows = []
    for row in sorted(map(make, load_areas()), key=lambda row: _row_order(row, numbers[row.code], question)):
        themes = [make(theme) for theme in themes_of(row.code)] if question.opens(row.code) else []
        kept = [theme for theme in themes if wanted(theme)]
        # An area stands over those of its sub-themes that are shown.
        if kept or wanted(row):
            rows += [row, *sorted(kept, key=lambda theme: _row_order(theme, 0, question))]
    return rows


def _count_strengths(cells: Iterable[AreaTally]) -> tuple[int, ...]:
    """Return in how many cells each strength is the strongest, from the strongest to the weakest."""
    counts = [0] * len(RANKS)
    for cell in cells:
        if cell.strongest is not None:
            counts[RANKS[cell.strongest]] += 1
    return tuple(reversed(counts))


def _descending(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(-number for number in numbers)


def _column_order(column: Column, order: str) -> tuple[object, ...]:
    by: dict[str, tuple[object, ...]] = {
        "name": (),
        "count": (-column.count,),
        "strength": _descending(column.strengths),
        "year": (-(column.year or 0),),
        "gaps": (-column.gaps,),
    }
    # Where there is no text there is nothing to compare.
    return (not column.instruments, *by[order], column.label.casefold(), column.key)


def _row_order(row: Row, number: int, question: MatrixQuestion) -> tuple[object, ...]:
    by: dict[str, tuple[object, ...]] = {
        "number": (),
        "name": (row.label.casefold(),),
        "count": (-row.tally.total,),
        "strength": _descending(row.strengths),
        "gaps": (-row.gaps,),
    }
    return (*by[question.rows], number, row.code)


def heat_of(tally: AreaTally, by: str) -> int:
    """Return how dark a cell is, 0 to 5, by the number of provisions or by the strongest of them."""
    if by == "strength":
        return RANKS[tally.strongest] if tally.strongest else 0
    return next(level for least, level in HEAT if tally.total >= least)


HEAT = ((100, 5), (40, 4), (15, 3), (5, 2), (1, 1), (0, 0))
"""From how many provisions on a cell is how dark."""
