"""`narcord folder`: collect provisions while reading, and take them away with footnotes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote

import typer
from rich.console import Console
from rich.markup import escape

from corpus.errors import UsageError
from corpus.store import Folder
from web.citing import say_newer, say_version
from web.commands.console import AsJson, open_home, print_json, print_table, reader, say
from web.folders import collect, describe_folder, describe_lost, find_folder, paper_of, renew, view_folder
from web.messages import LANGUAGES, Messages, load_messages
from web.services import Services
from web.writing.cited import Pair
from web.writing.formats import FORMATS, format_called
from web.writing.rows import describe, name_heading

BASE = "http://127.0.0.1:8000"
_DO = ("up", "down", "renew", "renew-changed")

Which = Annotated[str, typer.Argument(help="The folder's name, or its id.", metavar="FOLDER")]
Entry = Annotated[int, typer.Argument(help="The number of an entry, as `show` prints it.")]
Base = Annotated[str, typer.Option("--base-url", help="How readers reach the server, for permalinks.")]
Language = Annotated[str, typer.Option("--language", help=f"Of our own words: {' or '.join(LANGUAGES)}.")]


def add_to(app: typer.Typer) -> None:
    """Add the subcommands."""
    folder = typer.Typer(help="Drafting folders: collect provisions, take them away.", no_args_is_help=True)
    app.add_typer(folder, name="folder")
    for command in (list_all, show, add, note, move, rename, remove, export):
        folder.command(command.__name__.removesuffix("_all"))(command)


def list_all(as_json: AsJson = False) -> None:
    """List the folders with how many provisions are in each."""
    with _opened() as services:
        found = services.store.folders(services.access)
    if as_json:
        print_json({"folders": [describe_folder(each) for each in found]})
        return
    rows = [(each.name, each.entries, f"{each.changed_at:%Y-%m-%d %H:%M}", each.id) for each in found]
    print_table("Drafting folders", ("name", "provisions", "changed", "id"), rows)


def show(which: Which, base: Base = BASE, language: Language = "en", as_json: AsJson = False) -> None:
    """Show a folder's provisions under their areas, with notes."""
    t = _messages(language)
    with _opened() as services:
        view = view_folder(services, find_folder(services, which).id, base.rstrip("/"), t)
    if as_json:
        lost = [describe_lost(each) for each in view.lost]
        lines = [describe(each, t) for each in view.lines]
        print_json(describe_folder(view.folder) | {"provisions": lines, "lost": lost})
        return
    console = Console(highlight=False)
    if view.folder.note:
        console.print(escape(view.folder.note))
    heading: str | None = ""
    for cited in view.lines:
        if cited.heading != heading:
            heading = cited.heading
            console.print(f"\n[bold]{escape(name_heading(heading, t))}[/bold]")
        console.print(f"{cited.entry:>5}  {escape(cited.title)}, {escape(cited.place)}")
        console.print(f"       {escape(say_version(cited, t))}   {cited.permalink}", style="cyan")
        if cited.newer is not None:
            console.print(f"       {escape(say_newer(cited, t))}", style="yellow")
        for line in cited.note.splitlines():
            console.print(f"       | {escape(line)}")
    for each in view.lost:
        console.print(f"{each.id:>5}  {each.document_id}#{escape(each.eid)} is not in its text any more")
    say(f"{len(view.lines)} provisions in '{view.folder.name}'")


def add(
    which: Which,
    places: Annotated[
        list[str], typer.Argument(help="DOCUMENT#EID, or the permalink of a provision.", metavar="PLACE...")
    ],
    area: Annotated[
        str | None, typer.Option(help="Put all under this area (A1 to A18, or none) and not the likeliest.")
    ] = None,
    text: Annotated[str, typer.Option("--note", help="A note on each of them.")] = "",
    as_json: AsJson = False,
) -> None:
    """Put provisions in a folder, which is made if there is none of this name."""
    wanted = [_read_place(place) for place in places]
    with _opened() as services:
        folder = _find_or_make(services, which)
        entries = collect(services, folder.id, wanted, text, _read_area(area))
    if as_json:
        print_json(
            {
                "folder": folder.id,
                "entries": [{"entry": each.id, "eid": each.eid, "area": each.area} for each in entries],
            }
        )
        return
    for each in entries:
        say(f"{each.id}: {each.document_id}#{each.eid}, {each.area or 'no area'}")


def note(
    which: Which,
    text: Annotated[str, typer.Argument(help="The note; empty to take it away.")],
    entry: Annotated[int | None, typer.Option(help="Of this entry; by default of the folder.")] = None,
) -> None:
    """Write a note on a folder, or on one of its entries."""
    with _opened() as services:
        folder = find_folder(services, which)
        if entry is None:
            services.store.change_folder(folder.id, services.access, note=text)
        else:
            services.store.change_entry(folder.id, entry, services.access, note=text)
    say("The note is kept.")


def move(
    which: Which,
    entry: Entry,
    to: Annotated[
        str | None,
        typer.Argument(
            help="up or down among those of its area; renew: to the newer version of its text, if the words "
            "are the same; renew-changed: even if they are not."
        ),
    ] = None,
    area: Annotated[str | None, typer.Option(help="Under this area: A1 to A18, or none.")] = None,
) -> None:
    """Move an entry: up, down, under another area, or to the newer version of its text."""
    if (to is None and area is None) or (to is not None and to not in _DO):
        raise UsageError("It is not said where to.", remedy=f"Say one of {', '.join(_DO)}, or --area.")
    with _opened() as services:
        folder, store, access = find_folder(services, which), services.store, services.access
        if area is not None:
            store.change_entry(folder.id, entry, access, area=_read_area(area))
        if to in ("up", "down"):
            store.shift_entry(folder.id, entry, access, down=to == "down")
        elif to is not None:
            entry = renew(services, folder.id, entry, _messages("en"), changed=to == "renew-changed")
    say(f"Entry {entry} is moved.")


def rename(which: Which, name: Annotated[str, typer.Argument(help="What to call it.")]) -> None:
    """Give a folder another name."""
    with _opened() as services:
        services.store.change_folder(find_folder(services, which).id, services.access, name=name)
    say(f"It is called '{name}' now.")


def remove(
    which: Which,
    entry: Annotated[
        int | None, typer.Argument(help="Take this entry out; by default the folder goes.")
    ] = None,
) -> None:
    """Remove a folder with its notes, or one of its entries."""
    with _opened() as services:
        folder = find_folder(services, which)
        if entry is None:
            services.store.remove_folder(folder.id, services.access)
        else:
            services.store.remove_entry(folder.id, entry, services.access)
    say(f"'{folder.name}' is removed." if entry is None else f"Entry {entry} is removed.")


def export(
    which: Which,
    file: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default: standard output.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help=f"{', '.join(FORMATS)}; by default what the file's name ends in."),
    ] = None,
    base: Base = BASE,
    language: Language = "en",
) -> None:
    """Write a folder as a paper with footnotes (docx), a table (xlsx, csv), references (ris, bib) or JSON."""
    t = _messages(language)
    chosen = format_called(form or (file.suffix if file else "") or "json")
    with _opened() as services:
        view = view_folder(services, find_folder(services, which).id, base.rstrip("/"), t)
        written = chosen.write(paper_of(view, base.rstrip("/")), t)
    if file is None:
        sys.stdout.buffer.write(written)
        return
    try:
        file.write_bytes(written)
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror}.", remedy="Name another file with -o."
        ) from error
    say(f"Written: {len(view.lines)} provisions to {file}")


@contextmanager
def _opened() -> Iterator[Services]:
    """The services of the home in force; folders need no search."""
    with open_home() as (settings, store):
        yield Services(settings, store, _NO_SEARCH, reader(settings))


_NO_SEARCH: Any = None


def _find_or_make(services: Services, which: str) -> Folder:
    if any(which in (each.id, each.name) for each in services.store.folders(services.access)):
        return find_folder(services, which)
    made = services.store.make_folder(which, services.access)
    say(f"Made the folder '{made.name}' ({made.id}).")
    return made


def _read_place(place: str) -> Pair:
    """Return the document and the eId of a place."""
    document, hash_, eid = place.rpartition("/documents/")[2].partition("#")
    if not document or not hash_ or not eid:
        raise UsageError(
            f"'{place[:80]}' is no place.",
            remedy="Write DOCUMENT#EID, or the permalink of a provision as its page gives it.",
        )
    return document, unquote(eid)


def _read_area(area: str | None) -> str | None:
    return "" if area == "none" else area.upper() if area else area


def _messages(language: str) -> Messages:
    if language not in LANGUAGES:
        raise UsageError(
            f"We do not speak '{language[:20]}'.", remedy=f"Choose one of {', '.join(LANGUAGES)}."
        )
    return load_messages(language)
