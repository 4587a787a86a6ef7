"""`narcord matrix`: what each instrument, country or group of States commits to by area, and the gaps."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from starlette.datastructures import QueryParams

from corpus.errors import UsageError
from corpus.model import Strength
from corpus.store import AreaTally
from web.commands.console import AsJson, open_home, print_table, reader, say
from web.coverage import Column, Matrix, make_matrix
from web.coverage_files import (
    PROVISION_COLUMNS,
    cell_text,
    matrix_json,
    matrix_table,
    matrix_workbook,
    provision_rows,
)
from web.coverage_question import COLUMNS, SHEETS, read_question
from web.exports import write_csv
from web.filters import unknown
from web.messages import LANGUAGES, load_messages

FORMATS = ("table", "csv", "xlsx", "json")
Many = list[str] | None


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def matrix(
        columns: Annotated[str, typer.Option(help=f"One of {', '.join(COLUMNS)}.")] = COLUMNS[0],
        instrument: Annotated[Many, typer.Option(help="Id of an instrument; may be repeated.")] = None,
        jurisdiction: Annotated[Many, typer.Option(help="Such as cn, kz, un; may be repeated.")] = None,
        group: Annotated[Many, typer.Option(help="Such as cica, sco, asean; may be repeated.")] = None,
        kind: Annotated[Many, typer.Option(help="Such as act, convention; may be repeated.")] = None,
        lang: Annotated[Many, typer.Option(help="Language of the text; may be repeated.")] = None,
        nature: Annotated[Many, typer.Option(help="authentic, translation or abstract.")] = None,
        year_from: Annotated[str, typer.Option(help="Instruments of this year or later.")] = "",
        year_to: Annotated[str, typer.Option(help="Instruments of this year or earlier.")] = "",
        least: Annotated[str, typer.Option(help="Weakest strength that counts, such as should.")] = "",
        status: Annotated[str, typer.Option(help="confirmed or proposed; both by default.")] = "",
        operative: Annotated[bool, typer.Option("--operative", help="Operative provisions only.")] = False,
        open_: Annotated[Many, typer.Option("--open", help="Area whose sub-themes to show, or all.")] = None,
        rows: Annotated[str, typer.Option(help="Areas by number, name, count, strength, gaps.")] = "",
        order: Annotated[str, typer.Option(help="Columns by name, count, strength, year, gaps.")] = "",
        gaps: Annotated[str, typer.Option(help="Only areas with gaps: in some or all columns.")] = "",
        hide: Annotated[bool, typer.Option("--hide", help="Leave out columns with nothing.")] = False,
        members: Annotated[bool, typer.Option("--members", help="All States of the groups.")] = False,
        form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = FORMATS[0],
        sheet: Annotated[str, typer.Option(help=f"For CSV: {' or '.join(SHEETS)}.")] = SHEETS[0],
        output: Annotated[Path | None, typer.Option(help="File to write csv, xlsx or json to.")] = None,
        language: Annotated[str, typer.Option(help=f"Of the labels: {', '.join(LANGUAGES)}.")] = LANGUAGES[0],
        as_json: AsJson = False,
    ) -> None:
        """Count what is committed under each area, with the strongest commitment and the gaps."""
        form = "json" if as_json else form
        for value, field, known in (
            (form, "format", FORMATS),
            (sheet, "sheet", SHEETS),
            (language, "language", LANGUAGES),
        ):
            if value not in known:
                raise unknown(value, field, known)
        if form == "xlsx" and output is None:
            raise UsageError("A workbook needs a file.", remedy="add --output matrix.xlsx")
        given = {
            "columns": [columns],
            "instrument": instrument,
            "jurisdiction": jurisdiction,
            "group": group,
            "kind": kind,
            "lang": lang,
            "nature": nature,
            "year_from": [year_from],
            "year_to": [year_to],
            "least": [least],
            "status": [status],
            "operative": ["1" if operative else ""],
            "open": open_,
            "rows": [rows],
            "order": [order],
            "gaps": [gaps],
            "hide": ["1" if hide else ""],
            "members": ["1" if members else ""],
        }
        pairs = [(name, value) for name, values in given.items() for value in values or () if value]
        question, t = read_question(QueryParams(pairs)), load_messages(language)
        with open_home() as (settings, store):
            access = reader(settings)
            made = make_matrix(store, access, question, t)
            listed = provision_rows(store, access, question, t)
            if form == "table":
                _print(made)
            elif form == "xlsx":
                asked = [f"{name} = {value}" for name, value in pairs]
                _write(matrix_workbook(made, listed, asked, t), output)
            elif form == "json":
                answer = matrix_json(made) | {"provisions": list(listed)}
                _write(f"{json.dumps(answer, ensure_ascii=False, indent=2)}\n".encode(), output)
            elif sheet == "provisions":
                _write(b"".join(write_csv(listed, PROVISION_COLUMNS)), output)
            else:
                header, lines = matrix_table(made)
                _write(b"".join(write_csv(lines, header)), output)


def _write(data: bytes, output: Path | None) -> None:
    """Write a file, or to standard output where none is named."""
    if output is None:
        sys.stdout.buffer.write(data)
        return
    output.write_bytes(data)
    say(f"{output}: {len(data)} bytes")


def _print(made: Matrix) -> None:
    """Print the matrix one way or the other, whichever the terminal is wide enough for, or else a summary."""
    width = Console().width
    columns, rows = made.columns, made.rows
    grid = {
        (row.code, column.key): _short(made.cell(row.code, column.key), column)
        for row in rows
        for column in columns
    }
    if _LABEL + _CELL * (len(columns) + 1) <= width:
        head = ["", *(column.label for column in columns), "together"]
        lines = [
            [
                f"{row.code} {row.label}",
                *(grid[row.code, column.key] for column in columns),
                _short(row.tally),
            ]
            for row in rows
        ]
    elif _LABEL + _CELL * len(rows) <= width:
        head = ["", *(row.code for row in rows)]
        lines = [[column.label, *(grid[row.code, column.key] for row in rows)] for column in columns]
        lines.append(["together", *(_short(row.tally) for row in rows)])
    else:
        head = ["", "areas", "provisions", "gaps"]
        lines = [_summary(column, made) for column in columns]
    print_table("Commitments by area; in brackets what is only proposed", head, lines)
    if head[1:2] != ["areas"]:
        signs = ", ".join(f"{sign} {strength.value}" for strength, sign in _SHORT.items() if sign)
        say(f"Strongest: {signs}. {_GAP} is a gap, {_UNTOLD} means that no text is held.")
    else:
        say("The terminal is too narrow for the cells; --format csv or xlsx has them.")


def _short(tally: AreaTally, column: Column | None = None) -> str:
    if column is not None and not column.instruments:
        return _UNTOLD
    return cell_text(tally, _SHORT).replace(" ", "") or _GAP


def _summary(column: Column, made: Matrix) -> list[str]:
    if not column.instruments:
        return [column.label, _UNTOLD, _UNTOLD, "no text is held"]
    areas = [row for row in made.rows if not row.theme]
    missing = [row.code for row in areas if not made.cell(row.code, column.key).total]
    confirmed = sum(made.cell(row.code, column.key).confirmed for row in areas)
    proposed = sum(made.cell(row.code, column.key).proposed for row in areas)
    return [
        column.label,
        str(len(areas) - len(missing)),
        cell_text(AreaTally(confirmed, proposed)) or _GAP,
        " ".join(missing),
    ]


_LABEL, _CELL = 30, 11
_GAP, _UNTOLD = "·", "?"
_SHORT = {
    Strength.SHALL: "!!",
    Strength.SHOULD: "!",
    Strength.ENCOURAGE: "+",
    Strength.CONSIDER: "~",
    Strength.NOTE: "n",
    Strength.NONE: "",
}
