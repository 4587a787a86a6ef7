"""Workbooks for spreadsheets (XLSX): rows with a header that stays in sight, and nothing that runs.

Texts are written as texts, whatever they begin with: a spreadsheet takes none of them for a formula.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CHARACTERS = 32_767
"""Of a cell, by the format."""
CUT = " […cut: a cell holds no more; the whole text is in the other exports]"
_MOST_ROWS = 1_048_576  # of a sheet, by the format, the header among them
_LONGEST_NAME = 31
_LONGEST_LINK = 2_079
_MOST_LINKS = 65_000
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_WIDTH, _WIDEST = 14.0, 255.0
_SHADES = 8  # steps of the heat of cells
_PALE, _DEEP = (255, 255, 255), (36, 99, 121)

Value: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with what is shown of it: an address that it opens, heat from 0 (none) to 1, bold type."""

    value: Value
    link: str | None = None
    heat: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a workbook.

    ``rows`` are read once. ``widths`` are those of the columns in characters; those left out have a usual
    one. ``frozen`` are the columns at the left that stay in sight beside the header.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value | Cell]]
    widths: Sequence[float] = field(default=())
    frozen: int = 0


def workbook(sheets: Sequence[Sheet], created: datetime | None = None) -> bytes:
    """Return a workbook with these sheets, in this order; there must be at least one.

    A table with more rows than a sheet holds goes on in further sheets. The same sheets and ``created``
    (by default now) give the same bytes.
    """
    kept = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(kept, options) as book:
        book.set_properties({"created": created or datetime.now(UTC)})
        looks = _Looks(book)
        taken: set[str] = set()
        for sheet in sheets:
            rows = iter(sheet.rows)
            row = _write_sheet(book.add_worksheet(_name(sheet.name, taken)), sheet, rows, None, looks)
            while row is not None:
                row = _write_sheet(book.add_worksheet(_name(sheet.name, taken)), sheet, rows, row, looks)
    return kept.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Format] = {}
        self.header = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF0", "bottom": 1}
        )

    def of(self, cell: Cell) -> Format:
        """Return how a cell looks; text that runs from right to left is set so."""
        rtl = isinstance(cell.value, str) and _runs_from_right(cell.value)
        step = round(min(1.0, max(0.0, cell.heat)) * _SHADES)
        key = (rtl, step, cell.bold, bool(cell.link))
        if key not in self._made:
            style: dict[str, Any] = {"text_wrap": True, "valign": "top", "bold": cell.bold}
            if rtl:
                style |= {"reading_order": 2, "align": "right"}
            if step:
                style["bg_color"] = _shade(step / _SHADES)
            if cell.link:
                style |= {"font_color": "#1A5A72", "underline": 1}
            if 2 * step > _SHADES:
                style["font_color"] = "#FFFFFF"
            self._made[key] = self._book.add_format(style)
        return self._made[key]


def _write_sheet(
    page: Worksheet,
    sheet: Sheet,
    rows: Iterator[Sequence[Value | Cell]],
    first: Sequence[Value | Cell] | None,
    looks: _Looks,
) -> Sequence[Value | Cell] | None:
    """Write rows until the sheet is full; return the row that did not fit, None if all did."""
    for column, title in enumerate(sheet.header):
        width = sheet.widths[column] if column < len(sheet.widths) else _WIDTH
        page.set_column(column, column, min(width, _WIDEST))
        page.write_string(0, column, title[:MOST_CHARACTERS], looks.header)
    page.freeze_panes(1, sheet.frozen)
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    at, links, left_over = 1, 0, None
    row = first if first is not None else next(rows, None)
    while row is not None:
        if at == _MOST_ROWS:
            left_over = row
            break
        for column, given in enumerate(row):
            cell = given if isinstance(given, Cell) else Cell(given)
            linked = bool(cell.link) and len(str(cell.link)) <= _LONGEST_LINK and links < _MOST_LINKS
            links += linked
            _write(page, at, column, cell, looks, linked)
        at += 1
        row = next(rows, None)
    if sheet.header and at > 1:
        page.autofilter(0, 0, at - 1, len(sheet.header) - 1)
    return left_over


def _write(page: Worksheet, row: int, column: int, cell: Cell, looks: _Looks, linked: bool) -> None:
    look, value = looks.of(cell), cell.value
    if linked:
        page.write_url(row, column, str(cell.link), look, _fit("" if value is None else str(value)))
    elif value is None:
        page.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, look)
    else:
        page.write_string(row, column, _fit(value), look)


def _fit(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - len(CUT)] + CUT


def _name(wanted: str, taken: set[str]) -> str:
    """Return a name that the format allows and no other sheet has."""
    base = _NOT_IN_NAMES.sub(" ", wanted).strip().strip("'")[:_LONGEST_NAME].strip() or "Sheet"
    name, number = base, 1
    # "History" is kept by Excel for itself.
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        end = f" {number}"
        name = base[: _LONGEST_NAME - len(end)] + end
    taken.add(name.casefold())
    return name


def _runs_from_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _shade(heat: float) -> str:
    mixed = (round(pale + (deep - pale) * heat) for pale, deep in zip(_PALE, _DEEP, strict=True))
    return "#" + "".join(f"{part:02X}" for part in mixed)
