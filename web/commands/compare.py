"""`narcord compare`: two to four documents side by side, in any languages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.access import Access
from corpus.areas import load_areas
from corpus.errors import UsageError
from corpus.store import DocumentSummary, Store
from search.compare import FEWEST, MOST
from web.commands.areas import find_document
from web.commands.console import AsJson, name_nature, open_home, print_json, print_table, reader, say
from web.comparing import Column, SideBySide, count, lay_side_by_side
from web.comparing_files import WRITERS, write_file
from web.comparing_values import describe_all, describe_word

_SHOWN = 70  # characters of a provision in the table
EIds = tuple[str, str]


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def compare(
        documents: Annotated[
            list[str],
            typer.Argument(help="Two to four: each an id, an instrument's id, or the end of a path."),
        ],
        same: Annotated[
            EIds | None, typer.Option(help="Say that these two provisions (eIds) are counterparts.")
        ] = None,
        different: Annotated[
            EIds | None, typer.Option(help="Say that these two (eIds) are no counterparts.")
        ] = None,
        undo: Annotated[
            EIds | None, typer.Option(help="Take back the newest word on these two (eIds).")
        ] = None,
        by: Annotated[str, typer.Option(help="Whose word it is.")] = "",
        reason: Annotated[str, typer.Option(help="Why.")] = "",
        out: Annotated[
            Path | None, typer.Option(help="Write the whole alignment to a file: .csv, .xlsx or .json.")
        ] = None,
        as_json: AsJson = False,
    ) -> None:
        """Align documents provision by provision, by meaning; correct the alignment."""
        with open_home() as (settings, store):
            access = reader(settings)
            entries = [find_document(store, name, access) for name in documents]
            if any((same, different, undo)):
                _correct(store, access, entries, same, different, undo, by, reason, as_json)
                return
            found = lay_side_by_side(store, settings, [entry.id for entry in entries], access)
            if out is not None:
                _write(store, found, access, out)
            elif as_json:
                print_json(describe_all(store, found, access))
            else:
                _print(found)


def _correct(
    store: Store,
    access: Access,
    entries: list[DocumentSummary],
    same: EIds | None,
    different: EIds | None,
    undo: EIds | None,
    by: str,
    reason: str,
    as_json: bool,
) -> None:
    said = [each for each in (same, different, undo) if each]
    if len(entries) != FEWEST or len(said) != 1:
        raise UsageError(
            "A correction is one word on two documents.",
            remedy="Name two documents, and one of --same, --different and --undo.",
        )
    one, other = ((entry.id, eid) for entry, eid in zip(entries, said[0], strict=True))
    if undo:
        store.unalign(one, other, access)
        say("Taken back.")
        return
    word = store.align(one, other, access, same=same is not None, by=by, reason=reason)
    if as_json:
        print_json(describe_word(word))
    else:
        say(f"Kept: {'counterparts' if word.same else 'no counterparts'}, by {word.by}.")


def _write(store: Store, found: SideBySide, access: Access, out: Path) -> None:
    kind = out.suffix.removeprefix(".").lower()
    if kind not in WRITERS:
        raise UsageError(
            f"{out.name} is none of {', '.join(WRITERS)}.", remedy="End its name in one of these."
        )
    try:
        out.write_bytes(write_file(store, found, access, kind, ""))
    except OSError as error:
        raise UsageError(
            f"{out} cannot be written: {error.strerror}.", remedy="Name another file."
        ) from error
    say(f"Wrote {out}.")


def _print(found: SideBySide) -> None:
    headings = [
        "score",
        *(
            f"{c.document.title} ({c.document.language}, {name_nature(c.document.nature)})"
            for c in found.columns
        ),
        "areas",
    ]
    rows: list[list[object]] = []
    for row in found.rows:
        score = max((link.score for link in row.links), default=None)
        cells = [
            " + ".join(_shorten(column, eid) for eid in cell)
            for column, cell in zip(found.columns, row.cells, strict=True)
        ]
        codes = sorted(frozenset().union(*found.areas_of(row)), key=_number)
        rows.append(["" if score is None else f"{score:.2f}", *cells, " ".join(codes)])
    print_table("Side by side, by the program's guess", headings, rows)
    totals: list[list[Any]] = [
        [area.code, area.label("en"), *_per_document(found, area.code)] for area in load_areas()
    ]
    print_table("Rows per area", ["area", "label", *(f"{n + 1}" for n in range(len(found.columns)))], totals)
    counts = count(found)
    say(
        f"{counts['all']} rows; of several documents {counts['shared']}, with gaps {counts['gaps']}, "
        f"of unlike strength {counts['strength']}. Compared: {FEWEST} to {MOST} documents."
    )


def _shorten(column: Column, eid: str) -> str:
    provision = column.provisions[eid]
    flat = " ".join(
        column.document.text[provision.start : min(provision.end, provision.start + 3 * _SHOWN)].split()
    )
    return f"{eid}: {flat if len(flat) <= _SHOWN else flat[:_SHOWN] + '…'}"


def _per_document(found: SideBySide, code: str) -> list[int]:
    """How many rows of each document are under an area."""
    areas = [found.areas_of(row) for row in found.rows]
    return [sum(code in codes[number] for codes in areas) for number in range(len(found.columns))]


def _number(code: str) -> tuple[int, str]:
    area, _, theme = code.partition(".")
    return int(area[1:]), theme
