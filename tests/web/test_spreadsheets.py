"""Workbooks, read back by another library."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import openpyxl
import pytest

from web import spreadsheets
from web.spreadsheets import MOST_CHARACTERS, Cell, Sheet, workbook

AT = datetime(2026, 1, 2, tzinfo=UTC)


def read(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_rows_come_back_as_they_were() -> None:
    rows = [("art. 1", 3, 0.5, True, None), ("第一条\nمادة", 4, 1.5, False, "x")]
    page = read(workbook([Sheet("Table", ("a", "b", "c", "d", "e"), rows)]))["Table"]
    assert [tuple(cell.value for cell in row) for row in page.iter_rows(min_row=2)] == rows
    assert [cell.value for cell in page[1]] == ["a", "b", "c", "d", "e"]
    assert page.freeze_panes == "A2"
    assert page["A3"].alignment.wrap_text


def test_nothing_becomes_a_formula_or_a_link() -> None:
    texts = ("=1+1", "+1", "-2", "@SUM(A1)", "{=1}", "http://example.org/", "\t=1", "_x0041_")
    page = read(workbook([Sheet("T", ("text",), [(text,) for text in texts])]))["T"]
    for row, text in enumerate(texts, start=2):
        assert page.cell(row, 1).data_type == "s"
        assert page.cell(row, 1).hyperlink is None
        # openpyxl leaves the sign for a bare "_x" as it stands in the file.
        assert page.cell(row, 1).value.replace("_x005F_", "_") == text


def test_links_heat_and_direction_are_kept() -> None:
    link = Cell("open", link="http://localhost/documents/1#art_1", bold=True)
    page = read(workbook([Sheet("T", ("a", "b", "c"), [(link, Cell(3, heat=1.0), "مادة 1")])]))["T"]
    target = page["A2"].hyperlink
    assert f"{target.target}#{target.location}" == "http://localhost/documents/1#art_1"
    assert page["A2"].font.b
    assert page["B2"].fill.fgColor.rgb == "FF246379"
    assert page["C2"].alignment.readingOrder == 2


def test_too_long_a_text_says_that_it_was_cut() -> None:
    page = read(workbook([Sheet("T", ("a",), [("x" * (MOST_CHARACTERS + 1),), ("y" * MOST_CHARACTERS,)])]))[
        "T"
    ]
    assert len(page["A2"].value) == MOST_CHARACTERS
    assert page["A2"].value.endswith(spreadsheets.CUT)
    assert page["A3"].value == "y" * MOST_CHARACTERS


def test_names_are_made_to_fit_and_told_apart() -> None:
    sheets = [Sheet(name, ("a",), []) for name in ("a/b", "A b", "'x" * 20, "", "History")]
    names = read(workbook(sheets)).sheetnames
    assert names[:2] == ["a b", "A b 2"]
    assert len(set(names)) == 5
    assert all(0 < len(name) <= 31 for name in names)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "_MOST_ROWS", 3)
    book = read(workbook([Sheet("T", ("a",), [(number,) for number in range(5)])]))
    found = [[row[0].value for row in page.iter_rows(min_row=2)] for page in book]
    assert found == [[0, 1], [2, 3], [4]]


def test_the_same_gives_the_same_bytes() -> None:
    assert workbook([Sheet("T", ("a",), [(1,)])], AT) == workbook([Sheet("T", ("a",), [(1,)])], AT)
