"""The coverage matrix as files: JSON, CSV and a workbook, with the provisions behind the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from corpus.access import Access
from corpus.groups import group_names
from corpus.model import Strength
from corpus.store import AreaTally, CoveredProvision, Store
from web.addresses import address
from web.coverage import Matrix, heat_of
from web.coverage_question import MatrixQuestion, list_address
from web.exports import citing_values
from web.messages import Messages
from web.rendering import area_label
from web.spreadsheets import Cell, Sheet, Value, workbook

PROVISION_COLUMNS = (
    "area", "area_label", "sub_themes", "status", "strength", "citation", "link", "evidence", "text",
    "language", "nature", "instrument", "title", "jurisdiction", "kind", "year", "place", "eid", "document",
    "version", "exported_at",
)  # fmt: skip
UNTOLD = "no text"
_WIDTHS = (7, 26, 12, 11, 11, 44, 30, 34, 70, 9, 11, 30, 40, 12, 12, 8, 24, 24, 18, 8, 22)


def matrix_json(made: Matrix, base: str = "") -> dict[str, Any]:
    """Return the matrix as JSON: no empty cells, but for each row the columns that are its gaps."""
    question = made.question
    return {
        "columns_are": question.columns,
        "question": [list(pair) for pair in question.pairs()],
        "counted": "provisions under an area that commit, each once by its eId; see docs/matrix.md",
        "columns": [
            {
                "key": column.key,
                "label": column.label,
                "year": column.year,
                "instruments": column.instruments,
                "provisions": column.count,
                "gaps": column.gaps,
            }
            for column in made.columns
        ],
        "rows": [
            {
                "code": row.code,
                "label": row.label,
                "sub_theme": row.theme,
                "all": _tally(row.tally),
                "gaps": [
                    column.key
                    for column in made.columns
                    if column.instruments and not made.cell(row.code, column.key).total
                ],
                "cells": {
                    column.key: _tally(tally)
                    | {"list": f"{base}{list_address(row.code, question.of_column(column.key))}"}
                    for column in made.columns
                    if (tally := made.cell(row.code, column.key)).total
                },
            }
            for row in made.rows
        ],
    }


def _tally(tally: AreaTally) -> dict[str, Any]:
    return {
        "confirmed": tally.confirmed,
        "proposed": tally.proposed,
        "strongest_confirmed": tally.strongest_confirmed,
        "strongest_proposed": tally.strongest_proposed,
    }


def cell_text(tally: AreaTally, words: Mapping[Strength, str] | None = None) -> str:
    """Return a cell in one line; what is only proposed stands in brackets.

    >>> cell_text(AreaTally(3, 12, Strength.SHOULD, Strength.SHALL))
    '3 should (12 shall)'
    """

    def say(count: int, strength: Strength | None) -> str:
        return f"{count} {words[strength] if words else strength.value}" if strength else str(count)

    parts = [say(tally.confirmed, tally.strongest_confirmed)] if tally.confirmed else []
    if tally.proposed:
        parts.append(f"({say(tally.proposed, tally.strongest_proposed)})")
    return " ".join(parts)


def matrix_table(made: Matrix) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the matrix as the names of its columns and its rows by them; gaps are empty.

    Where no text is held that could say anything it reads :data:`UNTOLD`.
    """
    named: dict[str, str] = {}
    for column in made.columns:
        taken = column.label in named.values()
        named[column.key] = f"{column.label} [{column.key}]" if taken else column.label
    header = ["code", "area", "gaps", "all", *named.values()]
    untold = {column.key for column in made.columns if not column.instruments}
    rows = [
        {"code": row.code, "area": row.label, "gaps": row.gaps, "all": cell_text(row.tally)}
        | {
            name: UNTOLD if key in untold else cell_text(made.cell(row.code, key))
            for key, name in named.items()
        }
        for row in made.rows
    ]
    return header, rows


def provision_rows(
    store: Store,
    access: Access,
    question: MatrixQuestion,
    t: Messages,
    base: str = "",
    now: datetime | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield what the matrix counts as rows of :data:`PROVISION_COLUMNS`, a row for each area."""
    at = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    selection = question.of_columns(group_names())
    for found in store.covered_provisions(access, selection, (t.language, "en")):
        yield _provision_row(found, t, base) | {"exported_at": at}


def _provision_row(found: CoveredProvision, t: Messages, base: str) -> dict[str, Any]:
    words = (found.text[span.start : span.end] for span in found.evidence)
    return {
        "area": found.area,
        "area_label": area_label(found.area, t.language),
        "sub_themes": ", ".join(found.themes),
        "status": found.status.value,
        "strength": found.strength.value if found.strength else None,
        "evidence": " … ".join(" ".join(each.split()) for each in words),
        "text": found.text,
    } | citing_values(found, t, base)


def matrix_workbook(
    made: Matrix,
    provisions: Iterable[Mapping[str, Any]],
    chips: Iterable[str],
    t: Messages,
    base: str = "",
    now: datetime | None = None,
) -> bytes:
    """Return a workbook: the matrix, the provisions behind it, and what was asked and is counted."""
    at = now or datetime.now(UTC)
    question = made.question
    words = {each: t.or_else(f"matrix.short_{each}", each.value) for each in Strength}
    header = ["", t("matrix.show_rows"), t("matrix.gaps"), t("matrix.all")]
    header += [column.label for column in made.columns]
    together = question.of_columns(column.key for column in made.columns)

    def link(path: str) -> str | None:
        return f"{base}{path}" if base else None

    lines: list[list[Value | Cell]] = []
    for row in made.rows:
        line: list[Value | Cell] = [
            Cell(row.code, bold=not row.theme),
            Cell(row.label, bold=not row.theme),
            row.gaps,
            Cell(cell_text(row.tally, words), link(list_address(row.code, together))),
        ]
        for column in made.columns:
            tally = made.cell(row.code, column.key)
            path = list_address(row.code, question.of_column(column.key))
            heat = heat_of(tally, question.heat) / 5
            if tally.total:
                line.append(Cell(cell_text(tally, words), link(path), heat, bold=tally.confirmed > 0))
            else:
                line.append(None if column.instruments else t("matrix.untold"))
        lines.append(line)
    page = address("/matrix", question.pairs())
    about: list[list[Value | Cell]] = [
        [t("matrix.columns"), t(f"matrix.columns_{question.columns}")],
        [t("matrix.made_at"), at.isoformat(timespec="seconds")],
        [t("matrix.page"), Cell(base + page, link(page))],
        ["3 shall (12 should)", t("matrix.brackets")],
        ["", t("matrix.counted")],
    ]
    about[1:1] = [[t("matrix.question"), chip] for chip in chips]
    listed = (
        [
            Cell(value, str(value)) if name == "link" and base else value
            for name, value in ((name, found[name]) for name in PROVISION_COLUMNS)
        ]
        for found in provisions
    )
    return workbook(
        [
            Sheet(t("matrix.sheet_matrix"), header, lines, (6, 40, 8, 16, *[15] * len(made.columns)), 2),
            Sheet(
                t("matrix.sheet_provisions"),
                [t(f"matrix_column.{name}") for name in PROVISION_COLUMNS],
                listed,
                _WIDTHS,
                2,
            ),
            Sheet(t("matrix.sheet_about"), [t("matrix.title"), ""], about, (26, 110)),
        ],
        at,
    )
