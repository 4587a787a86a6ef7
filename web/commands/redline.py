"""`narcord redline`: what changed between two versions, by provision and by word."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from corpus.access import Access
from corpus.errors import NotFoundError
from corpus.store import DocumentSummary, Store
from search.redline import Change, Entry, Kind
from search.redline import redline as compare_versions
from web.commands.areas import find_document
from web.commands.console import AsJson, name_nature, open_home, print_json, reader, say
from web.redlining import Asked, Names, describe, names_of

_STYLES = {Change.EQUAL: "", Change.DELETED: "red strike", Change.INSERTED: "green underline"}
_MARKS = {Change.EQUAL: ("", ""), Change.DELETED: ("[-", "-]"), Change.INSERTED: ("{+", "+}")}
_LONGEST = 240  # characters of an unchanged stretch that is shown whole


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def redline(
        a: Annotated[str, typer.Argument(help="The earlier: an id (of any version), or a path's end.")],
        b: Annotated[str, typer.Argument(help="The later, in the same language.")],
        everything: Annotated[bool, typer.Option("--all", help="Unchanged provisions too.")] = False,
        kind: Annotated[Kind | None, typer.Option(help="Provisions of one kind only.")] = None,
        as_json: AsJson = False,
    ) -> None:
        """Show what changed between two texts in one language: [-deleted-] and {+inserted+} words."""
        with open_home() as (settings, store):
            access = reader(settings)
            ends = [find_version(store, name, access) for name in (a, b)]
            found = compare_versions(store, ends[0].id, ends[1].id, access)
            names = names_of(store, ends[0].id, access), names_of(store, ends[1].id, access)
        asked = Asked(ends[0].id, ends[1].id, everything, kind)
        if as_json:
            print_json(describe(ends[0], ends[1], found, asked, names))
            return
        console = Console(highlight=False)
        titles = [f"{each.title} ({each.language}, {name_nature(each.nature)})" for each in ends]
        console.print(" → ".join(dict.fromkeys(titles)), style="bold", markup=False)
        for at in found.places:
            entry = found.entries[at.entry]
            if asked.wants(entry) and not at.origin:
                _print_entry(console, entry, names)
        say(", ".join(f"{count} {kind}" for kind, count in found.counts.items() if count))


def find_version(store: Store, name: str, access: Access) -> DocumentSummary:
    """The document that a person means: a superseded version by its id alone."""
    try:
        return store.summary(name, access)
    except NotFoundError:
        return find_document(store, name, access)


def _print_entry(console: Console, entry: Entry, names: tuple[Names, Names]) -> None:
    before, after = names[0](entry.a), names[1](entry.b)
    where = before if before == after else " → ".join(part for part in (before, after) if part)
    console.print(f"{', '.join(entry.kinds)}: {where}", style="bold", markup=False)
    line = Text("   ")
    for segment in entry.segments:
        flat = " ".join((segment.b or segment.a).split())
        if segment.change is Change.EQUAL and len(flat) > _LONGEST:
            flat = f"{flat[: _LONGEST // 2]} … {flat[-_LONGEST // 2 :]}"
        if flat:
            opening, closing = _MARKS[segment.change]
            line.append(f"{opening}{flat}{closing}", style=_STYLES[segment.change]).append(" ")
    console.print(line)
