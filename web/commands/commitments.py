"""`narcord commitments`: who undertakes what in a document, how strongly, by when, with whom."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text
from starlette.datastructures import QueryParams

from corpus.model import SCALE
from corpus.store import CommitmentHit
from web.commands.areas import find_document
from web.commands.console import AsJson, name_nature, open_home, print_json, reader, say
from web.commitments import FORCES, Piece, cut_pieces, describe, read_wanted
from web.naming import place

_STYLES = {
    "actor": "bold",
    "verb": "bold magenta",
    "action": "cyan",
    "deadline": "yellow",
    "partner": "green",
}
_LONGEST = 700  # characters of a provision that are printed
_NAMES = {"actor": "who", "action": "what", "deadline": "by when", "partner": "with whom"}


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def commitments(
        document: Annotated[
            str, typer.Argument(help="A document's or instrument's id, or the end of a path.")
        ],
        least: Annotated[str, typer.Option(help=f"Weakest strength: {', '.join(SCALE)}.")] = "",
        force: Annotated[str, typer.Option(help=f"One of {', '.join(FORCES)}.")] = "",
        area: Annotated[str, typer.Option(help="Area or sub-theme, such as A3 or A3.2.")] = "",
        deadline: Annotated[bool, typer.Option("--deadline", help="Only with a time by when.")] = False,
        partner: Annotated[bool, typer.Option("--partner", help="Only with a partner.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Print what the provisions of a document commit to, and the words that say so."""
        params = [("least", least), ("force", force), ("area", area)]
        params += [("deadline", "1" if deadline else ""), ("partner", "1" if partner else "")]
        wanted_of = [(name, value) for name, value in params if value]
        read_wanted(QueryParams(wanted_of))  # bad values are told before anything is opened
        with open_home() as (settings, store):
            access = reader(settings)
            entry = find_document(store, document, access)
            wanted = read_wanted(QueryParams([*wanted_of, ("document", entry.id)]))
            hits = list(store.each_commitment(access, wanted))
        if as_json:
            print_json(
                {
                    "document": entry.id,
                    "title": entry.title,
                    "nature": entry.nature.value,
                    "total": len(hits),
                    "commitments": [describe(hit) for hit in hits],
                }
            )
            return
        console = Console(highlight=False)
        console.print(f"{entry.title} ({name_nature(entry.nature)})", style="bold", markup=False)
        for hit in hits:
            _print(console, hit)
        say(f"{len(hits)} commitments of {entry.title}")


def _print(console: Console, hit: CommitmentHit) -> None:
    each = hit.commitment
    head = Text(place(hit.found.provision, hit.found.ancestors), style="bold")
    words = hit.words.get("verb")
    head.append(f"  {each.strength}" + (f" ({words})" if words else ""), style="magenta")
    if each.guessed:
        head.append("  a machine's guess", style="italic")
    console.print(head)
    for name, label in _NAMES.items():
        if name in hit.words:
            guess = " (a guess)" if name in each.guesses else ""
            console.print(Text(f"  {label}{guess}: ").append(hit.words[name], style=_STYLES[name]))
    console.print(_mark(cut_pieces(hit)))


def _mark(pieces: list[Piece]) -> Text:
    line, left = Text("  "), _LONGEST
    aside = pieces[0].aside if pieces else False
    for piece in pieces:
        if piece.aside != aside:
            aside = piece.aside
            line.append(" … ")
        flat = " ".join(piece.text.split()) + (" " if piece.text[-1:].isspace() else "")
        flat = (" " if piece.text[:1].isspace() and flat else "") + flat
        line.append(flat[:left], style=" ".join(_STYLES[name] for name in piece.parts[-1:]) or "dim")
        left -= len(flat)
        if left <= 0:
            line.append(" …")
            break
    return line
