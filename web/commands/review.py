"""`narcord review`: decide of the areas of provisions, the least certain first; take the decisions away."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from starlette.datastructures import QueryParams

from corpus.errors import UsageError
from web.commands.areas import find_document
from web.commands.console import AsJson, open_home, print_json, print_table, reader, say
from web.coverage_question import read_selection
from web.decided import (
    describe_agreement,
    describe_decision,
    describe_item,
    describe_reviewed,
    export_decisions,
    measure_agreement,
)
from web.naming import first_words
from web.reviewing import read_provision, read_queue, take_decision
from web.services import Services

Document = Annotated[str, typer.Argument(help="A document's or instrument's id, or the end of a path.")]
Eid = Annotated[str, typer.Argument(help="The provision, such as art_3__para_1.")]
Area = Annotated[str, typer.Argument(help="An area or sub-theme: A3 or A3.2.")]
By = Annotated[str, typer.Option("--by", help="The name of the person who decides.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


def add_to(app: typer.Typer) -> None:
    """Add the subcommands."""
    review = typer.Typer(help="Decide of the areas of provisions; export decisions.", no_args_is_help=True)
    app.add_typer(review, name="review")
    review.command("list")(list_waiting)
    for command in (show, confirm, reject, move, add, take_back, statistics, export):
        review.command(command.__name__.replace("_", "-"))(command)


def list_waiting(
    area: Annotated[str | None, typer.Option(help="Only this area or sub-theme.")] = None,
    instrument: Annotated[list[str] | None, typer.Option(help="Only this instrument.")] = None,
    lang: Annotated[list[str] | None, typer.Option(help="Only texts in this language.")] = None,
    jurisdiction: Annotated[list[str] | None, typer.Option(help="Only of this country or body.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Proposals to show.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Proposals to skip.")] = 0,
    as_json: AsJson = False,
) -> None:
    """List what waits for a person, the least certain first."""
    given = (("instrument", instrument), ("lang", lang), ("jurisdiction", jurisdiction))
    params = QueryParams([(name, value) for name, values in given for value in values or ()])
    with _opened() as services:
        page = read_queue(services, area, read_selection(params, None), limit=limit, offset=offset)
        pairs = [(each.document_id, each.eid) for each in page.items]
        hits = services.store.provision_hits(pairs, services.access)
    if as_json:
        items = [describe_item(each) for each in page.items]
        print_json({"total": page.total, "offset": offset, "waiting": items})
        return
    rows = [
        (each.area, each.score, ", ".join(each.rivals), each.document_id, each.eid,
         first_words(hits[each.document_id, each.eid].text))
        for each in page.items
    ]  # fmt: skip
    print_table(
        f"{page.total} proposals wait", ("area", "score", "or", "document", "provision", "words"), rows
    )


def show(document: Document, eid: Eid, as_json: AsJson = False) -> None:
    """Show all areas of a provision and the log of decisions on it."""
    with _opened() as services:
        found = read_provision(services, _find(services, document), eid, "en")
    if as_json:
        print_json(describe_reviewed(found))
        return
    print_table(
        f"{found.hit.instrument.title}, {eid}",
        ("area", "label", "status", "score", "by", "reason"),
        [(a.code, a.label, a.status or "", a.score or 0.0, a.by, a.reason or "") for a in found.areas],
    )
    for each in reversed(found.log):
        say(f"{each.at:%Y-%m-%d %H:%M} {each.by}: {each.area} {each.status}. {each.reason or ''}".rstrip())


def confirm(
    document: Document, eid: Eid, area: Area, by: By, reason: Reason = "", as_json: AsJson = False
) -> None:
    """Confirm that a provision belongs to an area; a sub-theme's area is confirmed with it."""
    _decide(document, eid, "confirm", area, by, reason, as_json)


def reject(document: Document, eid: Eid, area: Area, by: By, reason: Reason, as_json: AsJson = False) -> None:
    """Reject an area, and its sub-themes with it."""
    _decide(document, eid, "reject", area, by, reason, as_json)


def move(
    document: Document,
    eid: Eid,
    area: Area,
    to: Annotated[str, typer.Argument(help="The area or sub-theme to which it belongs.")],
    by: By,
    reason: Reason,
    as_json: AsJson = False,
) -> None:
    """Reject one area and confirm another, in one act."""
    _decide(document, eid, "move", area, by, reason, as_json, to)


def add(document: Document, eid: Eid, area: Area, by: By, reason: Reason, as_json: AsJson = False) -> None:
    """Tie a provision to an area that was not proposed."""
    _decide(document, eid, "add", area, by, reason, as_json)


def take_back(
    document: Document, eid: Eid, area: Area, by: By, reason: Reason = "", as_json: AsJson = False
) -> None:
    """Take back what a person decided: what was said before stands again."""
    _decide(document, eid, "return", area, by, reason, as_json)


def statistics(as_json: AsJson = False) -> None:
    """Print what was decided by area, and how often the program was right."""
    with _opened() as services:
        decided = services.store.count_decided(services.access)
        found = [describe_agreement(each) for each in measure_agreement(services)]
    if as_json:
        print_json({"decided": decided, "areas": found})
        return
    rows = [
        (each["area"], "–" if each["agreement"] is None else f"{each['agreement']:.0%}",
         each["confirmed"], each["rejected"], each["added"], each["waiting"])
        for each in found
    ]  # fmt: skip
    headings = ("area", "agreement", "confirmed", "rejected", "added", "waiting")
    print_table(f"{decided} assignments stand as persons decided them", headings, rows)


def export(
    file: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; default: standard output.")
    ] = None,
) -> None:
    """Write the log of decisions, one a line of JSON: training data for `python -m search.fit.areas`."""
    with _opened() as services:
        lines = [json.dumps(each, ensure_ascii=False) + "\n" for each in export_decisions(services)]
    if file is None:
        sys.stdout.write("".join(lines))
        return
    try:
        file.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{file} cannot be written: {error.strerror}.", remedy="Name another file with -o."
        ) from error
    say(f"Written: {len(lines)} decisions to {file}")


def _decide(
    document: str, eid: str, do: str, area: str, by: str, reason: str, as_json: bool, to: str = ""
) -> None:
    with _opened() as services:
        found = _find(services, document)
        taken = take_decision(services, found, eid, do, area, to=to, by=by, reason=reason)
    if as_json:
        print_json({"document": found, "eid": eid, "decisions": [describe_decision(each) for each in taken]})
        return
    for each in taken:
        done = "taken back" if each.status == "proposed" else each.status
        say(f"{each.area} of {found}#{eid}: {done} by {each.by}")


@contextmanager
def _opened() -> Iterator[Services]:
    """The services of the home in force; deciding needs no search."""
    with open_home() as (settings, store):
        yield Services(settings, store, _NO_SEARCH, reader(settings))


_NO_SEARCH: Any = None


def _find(services: Services, document: str) -> str:
    return find_document(services.store, document, services.access).id
