"""The coverage matrix as a page: a table whose cells open the provisions behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from corpus.areas import themes_of
from corpus.areas.load import CODES
from corpus.model import SCALE, Strength
from corpus.store import AreaTally, Selection
from web.addresses import Here, address, instrument_address
from web.coverage import Column, Matrix, Row, heat_of, make_matrix
from web.coverage_labels import describe_selection, list_choices, shelve
from web.coverage_question import (
    ALL,
    COLUMN_ORDERS,
    COLUMNS,
    GAPS,
    HEATS,
    MOST_PER_PAGE,
    PER_PAGE,
    ROW_ORDERS,
    STATUSES,
    MatrixQuestion,
    list_address,
    read_question,
    selection_pairs,
)
from web.interface import PARAMETER, choose_messages
from web.matrix_cells import CellPainter, CellView
from web.parameters import read_number
from web.rendering import pages_of
from web.services import services_of

router = APIRouter()

PATH = "/matrix"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a line or of a column: an area, what is compared, or the two together (``all``).

    ``toggle`` is the page with its sub-themes shown or folded. ``gaps`` of ``of`` cells are empty; None
    where nothing can be.
    """

    kind: str
    key: str
    label: str
    language: str | None = None
    href: str | None = None
    toggle: str | None = None
    opened: bool = False
    year: int | None = None
    instruments: int | None = None
    gaps: int | None = None
    of: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table."""

    head: Head
    cells: Markup


@router.get(PATH)
def matrix(request: Request) -> Response:
    """Answer with the matrix that the address asks for."""
    services, t, params = services_of(request), choose_messages(request), request.query_params
    question = read_question(params, (PARAMETER,))
    per = read_number(params, "per", 1, MOST_PER_PAGE) or PER_PAGE
    made = make_matrix(services.store, services.access, question, t)
    pages = max(1, -(-len(made.columns) // per))
    page = min(read_number(params, "page", 1, 9999) or 1, pages)
    shown = made.columns[(page - 1) * per : page * per]
    heads, lines = _lay_out(made, shown, CellPainter(t))
    shelf = shelve(services.store, services.access, t)
    here = Here(request)

    def link(**changes: Any) -> str:
        return _address(replace(question, **changes), per)

    return pages_of(request).render(
        request,
        "matrix.html",
        section="matrix",
        title=t("matrix.title"),
        question=question,
        made=made,
        heads=heads,
        lines=lines,
        chips=describe_selection(_unusual(question.selection), shelf.items, here, t),
        choices=list_choices(shelf, question, t),
        chosen=set(selection_pairs(question.selection)),
        link=link,
        options={
            "columns": COLUMNS,
            "heats": HEATS,
            "rows": ROW_ORDERS,
            "orders": COLUMN_ORDERS,
            "gaps": ("", *GAPS),
            "least": SCALE,
            "statuses": STATUSES,
        },
        all_opened=all(question.opens(code) for code in CODES if themes_of(code)),
        hidden=_hidden(question, per),
        downloads={
            ending: address(f"/api/v1/matrix.{ending}", question.pairs())
            for ending in ("xlsx", "csv", "json")
        },
        provisions=address("/api/v1/matrix.csv", [*question.pairs(), ("sheet", "provisions")]),
        page=page,
        pages=pages,
        first=(page - 1) * per + 1,
        last=(page - 1) * per + len(shown),
        previous=here.with_(page=page - 1 if page > 2 else None) if page > 1 else None,
        next=here.with_(page=page + 1) if page < pages else None,
        everything=here.with_(per=MOST_PER_PAGE) if pages > 1 else None,
        usual=PATH,
    )


def _unusual(selection: Selection) -> Selection:
    """Return a selection without what holds for every matrix: that only commitments count."""
    return replace(selection, least=None) if selection.least is Strength.NOTE else selection


def _address(question: MatrixQuestion, per: int) -> str:
    pairs = question.pairs()
    return address(PATH, [*pairs, ("per", str(per))] if per != PER_PAGE else pairs)


def _hidden(question: MatrixQuestion, per: int) -> list[tuple[str, str]]:
    """Return what the form of filters carries along unseen: everything that it has no field for."""
    fields = {"jurisdiction", "group", "kind", "lang", "nature", "year_from", "year_to", "least"}
    fields |= {"operative", "status", "rows", "order", "hide", "members", "gaps"}
    if question.columns == "instruments":
        fields.add("instrument")
    kept = [pair for pair in question.pairs() if pair[0] not in fields]
    return [*kept, ("per", str(per))] if per != PER_PAGE else kept


def _lay_out(made: Matrix, shown: Sequence[Column], painter: CellPainter) -> tuple[list[Head], list[Line]]:
    """Return the heads across and the lines, with what all columns say together as the last of them."""
    question = made.question
    together = question.of_columns(column.key for column in made.columns)
    ends = [
        *(_ending(question.of_column(column.key)) for column in shown),
        _ending(together),
    ]
    columns = [*(_head_of_column(column, made) for column in shown), Head("all", "", "")]
    rows = [_head_of_row(row, made) for row in made.rows]
    cells = [
        [
            *(
                _cell(made, row, made.cell(row.code, column.key), column, end)
                for column, end in zip(shown, ends[:-1], strict=True)
            ),
            _cell(made, row, row.tally, None, ends[-1]),
        ]
        for row in made.rows
    ]
    if not question.transpose:
        return columns, [Line(head, painter.paint(line)) for head, line in zip(rows, cells, strict=True)]
    across = [list(each) for each in zip(*cells, strict=True)] or [[] for _ in columns]
    return rows, [Line(head, painter.paint(line)) for head, line in zip(columns, across, strict=True)]


def _ending(selection: Selection) -> str:
    """Return the part of an address that lists a selection: the same for all areas."""
    return list_address("", selection).removeprefix("/areas/")


def _head_of_column(column: Column, made: Matrix) -> Head:
    kind = made.question.columns
    if kind == "instruments":
        href = instrument_address(column.key)
    elif kind == "countries" and column.instruments:
        href = address("/instruments", [("jurisdiction", column.key)])
    else:
        href = None
    return Head(
        "column",
        column.key,
        column.label,
        column.language,
        href,
        year=column.year,
        instruments=None if kind == "instruments" else column.instruments,
        gaps=column.gaps if column.instruments else None,
        of=len(CODES),
    )


def _head_of_row(row: Row, made: Matrix) -> Head:
    question = made.question
    opened = question.opens(row.code)
    toggle = None
    if not row.theme and themes_of(row.code):
        codes = CODES if ALL in question.opened else question.opened
        left = tuple(code for code in codes if code != row.code and themes_of(code))
        toggle = _address(
            replace(question, opened=left if opened else (*question.opened, row.code)), PER_PAGE
        )
    return Head(
        "theme" if row.theme else "area",
        row.code,
        row.label,
        None,
        list_address(row.code, question.of_columns(column.key for column in made.columns)),
        toggle,
        opened,
        gaps=row.gaps,
        of=made.held,
    )


def _cell(made: Matrix, row: Row, tally: AreaTally, column: Column | None, ending: str) -> CellView:
    if not tally.total:
        return CellView("untold" if column and not column.instruments else "gap", tally)
    heat = heat_of(tally, made.question.heat)
    return CellView("filled", tally, heat, f"/areas/{row.code}{ending}")
