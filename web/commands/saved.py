"""`narcord saved`: keep searches, and see what is new for them."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from corpus.access import Access
from corpus.errors import UsageError
from corpus.store import SavedSearch, Store
from web.commands.console import AsJson, name_nature, open_home, print_json, print_table, reader, say
from web.commands.questions import (
    By,
    Mode,
    Only,
    Without,
    YearFrom,
    YearTo,
    opened_services,
    read_question,
    resolve,
)
from web.watch import describe_saved, mark_seen, whats_new

Which = Annotated[str, typer.Argument(help="Its name, or its id.")]


def add_to(app: typer.Typer) -> None:
    """Add the subcommands."""
    saved = typer.Typer(help="Saved searches: keep them, see what is new.", no_args_is_help=True)
    app.add_typer(saved, name="saved")
    for command in (add, list_all, show, seen, remove):
        saved.command(command.__name__.removesuffix("_all"))(command)


def add(
    name: Annotated[str, typer.Argument(help="What to call it.")],
    query: Annotated[str, typer.Argument(help="What you look for, in any language.")],
    mode: Mode = "hybrid",
    only: Only = None,
    without: Without = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    by: By = "provision",
    as_json: AsJson = False,
) -> None:
    """Keep a search under a name; what is there now counts as seen."""
    question = read_question(
        query, mode=mode, by=by, only=only or (), without=without or (), year_from=year_from, year_to=year_to
    )
    with open_home() as (settings, store):
        access = reader(settings)
        kept = store.save_search(name, resolve(question, store, access).pairs(), access)
    if as_json:
        print_json({"id": kept.id, "name": kept.name, "parameters": [list(pair) for pair in kept.parameters]})
    else:
        say(f"Saved as '{kept.name}' ({kept.id}).")


def list_all(as_json: AsJson = False) -> None:
    """List the saved searches with how many provisions are new for each."""
    with opened_services() as services:
        found = [describe_saved(services, each) for each in services.store.saved_searches(services.access)]
    if as_json:
        print_json({"saved": found})
        return
    rows = [
        (
            each["name"],
            "?" if each["new"] is None else str(each["new"]),
            each["seen_at"][:16],
            each["search"],
            each["id"],
        )
        for each in found
    ]
    print_table("Saved searches", ("name", "new", "last look", "search", "id"), rows)
    for each in found:
        if each["problem"]:
            say(f"{each['name']}: {each['problem']}")


def show(which: Which, as_json: AsJson = False) -> None:
    """Show what is new for a saved search since the last look, newest first."""
    with opened_services() as services:
        kept = _find(services.store, which, services.access)
        news = whats_new(services, kept, kept.seen_at)
        described = describe_saved(services, kept, news)
    if as_json:
        hits = [{**hit, "ingested_at": hit["ingested_at"].isoformat()} for hit in news.hits]
        print_json(described | {"documents": news.documents, "hits": hits})
        return
    console = Console(highlight=False)
    for hit in news.hits:
        provision = hit["provision"]
        where = " ".join(part for part in (provision["label"], provision["heading"]) if part)
        facts = f"{hit['language']}, {name_nature(hit['nature'])}"
        console.print(f"[bold]{escape(hit['instrument']['title'])}[/bold] ({escape(facts)})")
        console.print(
            f"   {escape(where)}   {hit['ingested_at']:%Y-%m-%d}   {hit['permalink']}", style="cyan"
        )
    say(f"{news.total} new provisions in {news.documents} new texts since {kept.seen_at:%Y-%m-%d %H:%M} UTC")


def seen(which: Which) -> None:
    """Record that everything that has come in until now was looked at."""
    with opened_services() as services:
        kept = _find(services.store, which, services.access)
        mark_seen(services, kept)
    say(f"'{kept.name}' is marked as seen.")


def remove(which: Which) -> None:
    """Forget a saved search."""
    with open_home() as (settings, store):
        kept = _find(store, which, reader(settings))
        store.remove_saved_search(kept.id, reader(settings))
    say(f"'{kept.name}' is removed.")


def _find(store: Store, which: str, access: Access) -> SavedSearch:
    kept = store.saved_searches(access)
    for each in kept:
        if which in (each.id, each.name):
            return each
    names = ", ".join(f"'{each.name}'" for each in kept[:20]) or "none yet"
    raise UsageError(f"There is no saved search '{which[:60]}'.", remedy=f"Those there are: {names}.")
