"""`narcord search`: ask the knowledge base."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from ingest.query_language import recognise
from ingest.query_references import ReferenceReader
from search.results import Hit
from search.service import SearchService
from web.commands.console import AsJson, open_home, print_json, reader, say
from web.commands.questions import By, Codes, Mode, Only, Without, YearFrom, YearTo, read_question, resolve
from web.querying import make_query

_SHOWN = 400  # characters of a hit's text in the terminal


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def search(
        query: Annotated[str, typer.Argument(help="What you look for, in any language.")],
        limit: Annotated[int, typer.Option(min=1, max=200, help="How many hits.")] = 10,
        mode: Mode = "hybrid",
        lang: Annotated[Codes, typer.Option(help="Language of the text found; may be repeated.")] = None,
        jurisdiction: Annotated[Codes, typer.Option(help="Such as cn, kz, un; may be repeated.")] = None,
        kind: Annotated[Codes, typer.Option(help="Such as convention, act; may be repeated.")] = None,
        area: Annotated[Codes, typer.Option(help="Area of cooperation, A1 to A18; may be repeated.")] = None,
        nature: Annotated[
            Codes, typer.Option(help="authentic, abstract or translation; may be repeated.")
        ] = None,
        only: Only = None,
        without: Without = None,
        year_from: YearFrom = None,
        year_to: YearTo = None,
        by: By = "provision",
        explain: Annotated[bool, typer.Option("--explain", help="Say why each hit was found.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """Search in any language; with --json, prints the object that GET /api/v1/search answers."""
        named = {"lang": lang, "jurisdiction": jurisdiction, "kind": kind, "area": area, "nature": nature}
        question = read_question(
            query,
            mode=mode,
            by=by,
            only=only or (),
            without=without or (),
            year_from=year_from,
            year_to=year_to,
            named={name: values or () for name, values in named.items()},
        )
        with open_home() as (settings, store):
            service = SearchService(store, settings, identify=recognise, refer=ReferenceReader(store))
            try:
                asked = resolve(question, store, reader(settings))
                found = service.search(make_query(asked, limit, explain=explain), reader(settings))
            finally:
                service.close()
        if as_json:
            print_json(found.to_json())
            return
        console = Console(highlight=False)
        for hit in found.hits:
            _print_hit(console, hit)
        count = f"{len(found.hits)} of {found.total} provisions"
        order = f", put in order by {found.reranked_by}" if found.reranked_by else ""
        say(f"{count}, {found.took_ms:.0f} ms, query read as {found.query_language}{order}")


def _print_hit(console: Console, hit: Hit) -> None:
    facts = ", ".join(
        str(fact) for fact in (hit.instrument.jurisdiction, hit.instrument.year, hit.language) if fact
    )
    console.print(f"[bold]{hit.rank}. {escape(hit.instrument.title)}[/bold] ({escape(facts)})")
    name = " › ".join(part for part in (*hit.breadcrumb, f"{hit.label} {hit.heading}".strip()) if part)
    page = f", p. {hit.pages[0]}" if hit.pages else ""
    console.print(f"   {escape(name)}{page}", style="cyan")
    console.print(f"   {escape(_shorten(hit.text))}")
    areas = ", ".join(f"{area.code} ({area.status.value} {area.score:.2f})" for area in hit.areas)
    if areas:
        console.print(f"   areas: {areas}", style="green")
    console.print(f"   {hit.permalink}   {escape(hit.source)}", style="dim")


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN].rsplit(" ", 1)[0] + " …"
