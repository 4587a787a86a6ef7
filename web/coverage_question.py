"""What is asked of the coverage matrix and of the lists that it opens: all of it is in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from starlette.datastructures import QueryParams

from corpus.areas import load_areas
from corpus.model import SCALE, AssignmentStatus, Strength
from corpus.store import Selection
from web.addresses import address
from web.filters import BY_NAME, ParameterError, unknown
from web.parameters import read_choice, read_number, refuse_unknown

COLUMNS = ("instruments", "countries", "groups")
"""What the columns are; the first unless another is named."""
STATUSES = (AssignmentStatus.CONFIRMED, AssignmentStatus.PROPOSED)
HEATS = ("count", "strength")
ROW_ORDERS = ("number", "name", "count", "strength", "gaps")
COLUMN_ORDERS = ("name", "count", "strength", "year", "gaps")
GAPS = ("some", "all")
"""Only rows in which some column, or every column, has nothing."""
PER_PAGE = 80
"""Columns on a page unless another number is asked for."""
MOST_PER_PAGE = 5_000
ALL = "all"
SHEETS = ("matrix", "provisions")
"""What a CSV file may hold."""

_SELECTING = ("instrument", "jurisdiction", "group", "kind", "lang", "nature")
SELECTION_NAMES = (*_SELECTING, "year_from", "year_to", "least", "operative", "status")
"""The parameters of an address that say which provisions count."""
_SHOWING = ("open", "heat", "rows", "order", "gaps", "hide", "members", "transpose", "per", "page")
NAMES = ("columns", *SELECTION_NAMES, *_SHOWING)
"""All parameters of the matrix."""


def read_selection(params: QueryParams, least: Strength | None) -> Selection:
    """Return which provisions an address asks for; ``least`` unless it names another weakest strength.

    Raises:
        ParameterError: a value cannot be.
    """
    values = {name: BY_NAME[name].values(params.getlist(name), name) for name in _SELECTING}
    named, status = read_choice(params, "least", SCALE), read_choice(params, "status", STATUSES)
    year_from, year_to = read_number(params, "year_from", 1, 9999), read_number(params, "year_to", 1, 9999)
    if year_from and year_to and year_from > year_to:
        raise ParameterError(
            f"The years {year_from} to {year_to} run backwards.",
            remedy="put the earlier year first",
            field="year_from",
        )
    return Selection(
        instruments=values["instrument"],
        jurisdictions=values["jurisdiction"],
        groups=values["group"],
        kinds=values["kind"],
        languages=values["lang"],
        natures=values["nature"],
        year_from=year_from,
        year_to=year_to,
        least=Strength(named) if named else least,
        operative=read_flag(params, "operative"),
        statuses=(AssignmentStatus(status),) if status else STATUSES,
    )


def selection_pairs(selection: Selection) -> list[tuple[str, str]]:
    """Return a selection as parameters of an address."""
    repeated = (
        ("instrument", selection.instruments),
        ("jurisdiction", selection.jurisdictions),
        ("group", selection.groups),
        ("kind", selection.kinds),
        ("lang", selection.languages),
        ("nature", selection.natures),
    )
    pairs = [(name, value) for name, values in repeated for value in values]
    pairs += [
        (name, str(year))
        for name, year in (("year_from", selection.year_from), ("year_to", selection.year_to))
        if year is not None
    ]
    if selection.least is not None:
        pairs.append(("least", selection.least.value))
    if selection.operative:
        pairs.append(("operative", "1"))
    if len(selection.statuses) == 1:
        pairs += [("status", status.value) for status in selection.statuses]
    return pairs


def read_flag(params: QueryParams, field: str) -> bool:
    """Return whether something is asked for, as ``1``; it is not if it is left out or ``0``."""
    return read_choice(params, field, ("1", "0")) == "1"


@dataclass(frozen=True, slots=True)
class MatrixQuestion:
    """What the matrix is to show, and how.

    ``opened`` are the areas whose sub-themes are rows, ``all`` among them for every area. ``hide`` leaves
    out columns with nothing, ``members`` adds the States of the chosen groups of which no text is held.
    """

    columns: str = COLUMNS[0]
    selection: Selection = Selection(least=Strength.NOTE)  # noqa: RUF009 - frozen
    opened: tuple[str, ...] = ()
    heat: str = HEATS[0]
    rows: str = ROW_ORDERS[0]
    order: str = COLUMN_ORDERS[0]
    gaps: str = ""
    hide: bool = False
    members: bool = False
    transpose: bool = False

    def opens(self, area: str) -> bool:
        """Tell whether the sub-themes of an area are rows."""
        return ALL in self.opened or area in self.opened

    def pairs(self) -> list[tuple[str, str]]:
        """Return the question as parameters of an address, what is usual left out."""
        usual = MatrixQuestion()
        pairs = [("columns", self.columns)] if self.columns != usual.columns else []
        pairs += [pair for pair in selection_pairs(self.selection) if pair != ("least", SCALE[-1])]
        pairs += [("open", code) for code in self.opened]
        for name in ("heat", "rows", "order", "gaps"):
            if (value := getattr(self, name)) != getattr(usual, name):
                pairs.append((name, value))
        pairs += [(name, "1") for name in ("hide", "members", "transpose") if getattr(self, name)]
        return pairs

    def of_column(self, key: str) -> Selection:
        """Return which provisions one column counts."""
        if self.columns == "instruments":
            return replace(
                self.selection,
                instruments=(key,),
                jurisdictions=(),
                groups=(),
                kinds=(),
                year_from=None,
                year_to=None,
            )
        if self.columns == "countries":
            return replace(self.selection, jurisdictions=(key,), groups=())
        return replace(self.selection, groups=(key,))

    def of_columns(self, keys: Iterable[str]) -> Selection:
        """Return which provisions all columns count together: those of a State in no group are in none."""
        if self.columns == "groups" and not self.selection.groups:
            return replace(self.selection, groups=tuple(keys))
        return self.selection


def read_question(params: QueryParams, also: Iterable[str] = ()) -> MatrixQuestion:
    """Return the question in an address; ``also`` are further parameters that it may hold.

    Raises:
        ParameterError: a value cannot be, or nobody knows the parameter.
    """
    refuse_unknown(params, (*NAMES, *also))
    usual = MatrixQuestion()
    return MatrixQuestion(
        columns=read_choice(params, "columns", COLUMNS) or usual.columns,
        selection=read_selection(params, Strength.NOTE),
        opened=_read_opened(params),
        heat=read_choice(params, "heat", HEATS) or usual.heat,
        rows=read_choice(params, "rows", ROW_ORDERS) or usual.rows,
        order=read_choice(params, "order", COLUMN_ORDERS) or usual.order,
        gaps=read_choice(params, "gaps", GAPS) or "",
        hide=read_flag(params, "hide"),
        members=read_flag(params, "members"),
        transpose=read_flag(params, "transpose"),
    )


def _read_opened(params: QueryParams) -> tuple[str, ...]:
    known = (ALL, *(area.code for area in load_areas()))
    given = [part.strip() for value in params.getlist("open") for part in value.split(",") if part.strip()]
    found = []
    for value in given:
        written = value if value == ALL else value.upper()
        if written not in known:
            raise unknown(value, "open", known)
        found.append(written)
    return tuple(dict.fromkeys(found))


def list_address(code: str, selection: Selection) -> str:
    """Return the address of the list of provisions behind a cell."""
    return address(f"/areas/{code}", selection_pairs(selection))
