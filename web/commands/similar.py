"""`narcord similar`: the provisions most like one, across instruments and languages."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from search.index import select
from search.service import SearchService
from search.similar import MOST, USUAL, Similar
from web.commands.areas import find_document
from web.commands.console import AsJson, name_nature, open_home, print_json, reader, say
from web.filters import BY_NAME

_SHOWN = 300  # characters of a provision's text in the terminal

Codes = list[str] | None


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def similar(
        document: Annotated[str, typer.Argument(help="A document's or instrument's id, or a path's end.")],
        eid: Annotated[str, typer.Argument(help="The provision in it, such as art_3__para_1.")],
        lang: Annotated[Codes, typer.Option(help="Language of the text found; may be repeated.")] = None,
        jurisdiction: Annotated[Codes, typer.Option(help="Such as cn, kz, un; may be repeated.")] = None,
        limit: Annotated[int, typer.Option(min=1, max=MOST, help="How many provisions.")] = USUAL,
        same: Annotated[bool, typer.Option("--same", help="Look in the same instrument too.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Find provisions that say much the same, with what both share."""
        only = select(
            language=BY_NAME["lang"].values(lang or (), "lang"),
            jurisdiction=BY_NAME["jurisdiction"].values(jurisdiction or (), "jurisdiction"),
        )
        with open_home() as (settings, store):
            access = reader(settings)
            service = SearchService(store, settings)
            try:
                found = service.similar(
                    find_document(store, document, access).id,
                    eid,
                    access,
                    only=only,
                    limit=limit,
                    same_instrument=same,
                )
            finally:
                service.close()
        if as_json:
            print_json(found.to_json())
            return
        console = Console(highlight=False)
        for number, hit in enumerate(found.hits, start=1):
            _print_hit(console, number, hit)
        versions = ", ".join(f"{version.document} ({version.language})" for version in found.versions)
        say(f"{len(found.hits)} provisions" + (f"; versions of this one: {versions}" if versions else ""))


def _print_hit(console: Console, number: int, hit: Similar) -> None:
    provision, instrument = hit.provision.provision, hit.provision.instrument
    facts = ", ".join(
        str(fact)
        for fact in (
            instrument.jurisdiction,
            instrument.year,
            provision.language,
            name_nature(hit.provision.document.nature),
        )
        if fact
    )
    name = f"{provision.label} {provision.heading}".strip() or provision.eid
    console.print(f"[bold]{number}. {escape(instrument.title)}[/bold] ({escape(facts)})")
    console.print(f"   {escape(name)}   closeness {hit.closeness:.2f}", style="cyan")
    flat = " ".join(hit.text.split())
    shown = flat if len(flat) <= _SHOWN else flat[:_SHOWN].rsplit(" ", 1)[0] + " …"
    console.print(f"   {escape(shown)}")
    shared = [f"{concept.here} = {concept.there}" for concept in hit.concepts]
    both = "; ".join([*shared, *hit.areas])
    if both:
        console.print(f"   both: {escape(both)}", style="green")
    console.print(f"   /documents/{hit.provision.document.id}#{provision.eid}", style="dim")
