"""`narcord compare`: two documents side by side, in any languages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from corpus.access import Access
from corpus.areas import area as area_of
from corpus.store import DocumentSummary, Store
from search.compare import Comparison
from search.compare import compare as compare_documents
from web.commands.areas import find_document
from web.commands.console import AsJson, open_home, print_json, print_table, reader, say

_SHOWN = 70  # characters of a provision in the table


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def compare(
        a: Annotated[str, typer.Argument(help="A document's or instrument's id, or the end of a path.")],
        b: Annotated[str, typer.Argument(help="The other one.")],
        as_json: AsJson = False,
    ) -> None:
        """Align two documents provision by provision, by meaning, with areas as the second axis."""
        with open_home() as (settings, store):
            access = reader(settings)
            first, second = find_document(store, a, access), find_document(store, b, access)
            found = compare_documents(store, settings, first.id, second.id, access)
            if as_json:
                print_json({"a": _name(first), "b": _name(second), **asdict(found)})
            else:
                _print(store, access, first, second, found)


def _name(entry: DocumentSummary) -> dict[str, str]:
    return {"document": entry.id, "title": entry.title, "language": entry.language, "source": entry.source}


def _print(store: Store, access: Access, a: DocumentSummary, b: DocumentSummary, found: Comparison) -> None:
    texts_a, texts_b = _read(store, access, a.id), _read(store, access, b.id)
    headings = ("score", f"{a.title} ({a.language})", f"{b.title} ({b.language})", "areas of both")
    rows = [
        (match.score, texts_a[match.eid_a], texts_b[match.eid_b], " ".join(match.areas))
        for match in found.matches
    ]
    print_table("Counterparts, by the program's guess", headings, rows)
    gaps = [
        (row.area, area_of(row.area).label("en"), len(row.a), len(row.b))
        for row in found.areas
        if row.a or row.b
    ]
    print_table("Provisions per area", ("area", "label", "A", "B"), gaps)
    say(f"{len(found.matches)} counterparts; only in A: {len(found.only_a)}, only in B: {len(found.only_b)}")


def _read(store: Store, access: Access, document_id: str) -> dict[str, str]:
    text = store.document(document_id, access).text
    return {
        p.eid: f"{p.eid}: {_shorten(text[p.start : p.end])}" for p in store.provisions(document_id, access)
    }


def _shorten(text: str) -> str:
    flat = " ".join(text[: 3 * _SHOWN].split())
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN] + "…"
