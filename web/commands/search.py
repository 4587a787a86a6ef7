"""`narcord search`: ask the knowledge base."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from web.commands.console import AsJson, name_nature, print_json, say
from web.commands.questions import (
    By,
    Codes,
    Mode,
    Only,
    Without,
    YearFrom,
    YearTo,
    opened_services,
    read_question,
)
from web.querying import ask

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
        with opened_services() as services:
            found = ask(services, question, limit, explain=explain)
        if as_json:
            print_json(found)
            return
        console = Console(highlight=False)
        for hit in found["hits"]:
            _print_hit(console, hit)
        for missing in (each for each in found["references"] if each["missing"]):
            say(f"There is no {missing['missing']} in {missing['instrument']['title']} as it is here.")
        say(_summary(found))
        if "counting" in found:
            say(_counting(found["counting"]))


def _summary(found: Mapping[str, Any]) -> str:
    """How many there are, and how the query was understood."""
    counts = found["counts"]
    told = [f"{len(found['hits'])} of {found['total']} provisions in {counts['instruments']} instruments"]
    if counts["all_words"] is not None:
        told.append(f"{counts['all_words']} have all of the words, {counts['any_word']} any of them")
    told.append(f"{found['took_ms']:.0f} ms, query read as {found['query_language']}")
    if "reranked_by" in found:
        told.append(f"put in order by {found['reranked_by']}")
    return "; ".join(told)


def _counting(counting: Mapping[str, Any]) -> str:
    """The answer to a question for a number."""
    named = ", ".join(concept["terms"]["en"] for concept in counting["concepts"])
    what = f'name "{named}" in whatever words' if named else f'have the words "{counting["subject"]}"'
    by_language = ", ".join(f"{language} {count}" for language, count in counting["languages"].items())
    return (
        f"{counting['provisions']} provisions in {counting['instruments']} instruments {what} ({by_language})"
    )


def _print_hit(console: Console, hit: Mapping[str, Any]) -> None:
    instrument, provision = hit["instrument"], hit["provision"]
    facts = [instrument["jurisdiction"], instrument["year"], hit["language"], name_nature(hit["nature"])]
    others = dict.fromkeys(version["language"] for version in hit["versions"])
    facts += [f"also {', '.join(others)}"] if others else []
    head = f"[bold]{hit['rank']}. {escape(instrument['title'])}[/bold]"
    console.print(f"{head} ({escape(', '.join(str(fact) for fact in facts if fact))})")
    own = f"{provision['label']} {provision['heading']}".strip()
    name = " › ".join(part for part in (*provision["breadcrumb"], own) if part)
    page = f", p. {hit['pages'][0]}" if hit["pages"] else ""
    named = " (the provision you named)" if hit["reference"] else ""
    console.print(f"   {escape(name)}{page}{named}", style="cyan")
    console.print(f"   {escape(_shorten(hit['text']))}")
    areas = ", ".join(f"{area['code']} ({area['status']} {area['score']:.2f})" for area in hit["areas"])
    if areas:
        console.print(f"   areas: {areas}", style="green")
    if "also" in hit:
        console.print(f"   also: {escape(', '.join(each['label'] or each['eid'] for each in hit['also']))}")
    if "why" in hit:
        console.print(f"   why: {escape(_why(hit))}", style="magenta")
    console.print(f"   {hit['permalink']}   {escape(hit['source'])}", style="dim")


def _why(hit: Mapping[str, Any]) -> str:
    """What a hit was found by, in one line."""
    why = hit["why"]
    told = [f"words {', '.join(word['text'] for word in why['words'])}"] if why["words"] else []
    if why["concepts"]:
        told.append("concepts " + ", ".join(f"{each['asked']} → {each['found']}" for each in why["concepts"]))
    if why["sentence"]:
        start, end = why["sentence"]["start"], why["sentence"]["end"]
        told.append(f'nearest in meaning "{_shorten(hit["text"][start:end])}"')
    return "; ".join(told) or "its place"


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN].rsplit(" ", 1)[0] + " …"
