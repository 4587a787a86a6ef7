"""`narcord fetch`: authentic texts from the official sources that the register names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from corpus.errors import UsageError
from corpus.register import RegisterInstrument, load_register
from corpus.settings import Settings, prepare_home
from corpus.store import FetchRecord, FetchStatus, Store
from ingest.fetch import FetchOutcome, FetchReport, Plan, Policy, choose, plan_run
from ingest.fetch import fetch as fetch_texts
from ingest.limits import Limits
from web.commands.console import AsJson, drawn_progress, open_home, print_json, print_table, reader, say
from web.official import list_sources
from web.upkeep import load_register_into, refresh


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def fetch(
        instruments: Annotated[
            list[str] | None, typer.Argument(help="Identifiers, file names or names; default: all.")
        ] = None,
        list_only: Annotated[bool, typer.Option("--list", help="Print what is held; ask nobody.")] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be asked.")] = False,
        anew: Annotated[bool, typer.Option("--anew", help="Forget a run that was stopped.")] = False,
        accept_shorter: Annotated[
            bool, typer.Option("--accept-shorter", help="Take a text that became much shorter.")
        ] = False,
        index: Annotated[bool, typer.Option(help="Encode and index afterwards.")] = True,
        as_json: AsJson = False,
    ) -> None:
        """Bring authentic texts from their official sources; a changed text becomes a new version.

        Sites are asked as their robots.txt allow, not faster than one request in NARCORD_FETCH_PAUSE seconds
        a host. What is held stays if anything goes wrong. May be stopped at any time: run it again to go on.
        """
        if accept_shorter and not instruments:
            raise UsageError(
                "--accept-shorter is for texts that a person has looked at.",
                remedy="Name the instruments behind the command.",
            )
        chosen = choose(load_register(), instruments or ())
        if list_only:
            _list(chosen, as_json)
            return
        _refuse_without_address(chosen, named=bool(instruments))
        with open_home() as (settings, store):
            plan = plan_run(store, chosen, anew=anew)
            if dry_run:
                _print_plan(store, plan, as_json)
                return
            report = _run(settings, store, plan, accept_shorter=accept_shorter, index=index)
        if as_json:
            print_json(_as_json(report))
        else:
            _print(report)
        if report.failed:
            raise typer.Exit(1)


def _run(settings: Settings, store: Store, plan: Plan, *, accept_shorter: bool, index: bool) -> FetchReport:
    policy = Policy.of(settings)
    home = prepare_home(settings)
    if plan.done:
        say(
            f"Going on with the run of {plan.begun:%Y-%m-%d %H:%M} UTC, which had come to {len(plan.done)} "
            "of them; --anew asks for all."
        )
    with drawn_progress() as progress:
        load_register_into(store)
        report = fetch_texts(
            store,
            home,
            plan,
            policy,
            limits=Limits.of(settings),
            accept_shorter=accept_shorter,
            report=progress,
            tell=_say_outcome,
        )
        if index:
            refresh(store, settings, progress)
    return report


def _refuse_without_address(chosen: Sequence[RegisterInstrument], *, named: bool) -> None:
    """Tell a person who names an instrument that the register has no address for its text."""
    bare = [entry for entry in chosen if entry.official_text is None]
    if named and bare:
        first = bare[0]
        raise UsageError(
            f"The register has no address for the text of {first.slug}.",
            remedy=f"Open {first.instrument.official_source} in a browser, save the text, and run narcord "
            "ingest FILE; or add official_text to the register file.",
        )


def _say_outcome(outcome: FetchOutcome) -> None:
    said = "new" if outcome.new else outcome.status.value
    say(f"{said}: {outcome.slug}" + (f": {outcome.reason}" if outcome.reason else ""))
    if outcome.remedy:
        say(f"         Remedy: {outcome.remedy}")


def _print(report: FetchReport) -> None:
    for outcome in report.outcomes:
        if outcome.former is not None:
            say(f"What changed in {outcome.slug}: narcord redline {outcome.former} {outcome.document}")
    counts = ", ".join(f"{number} {name}" for name, number in _counts(report).items())
    say(f"{len(report.outcomes)} official texts: {counts}")
    if report.plan.without_address:
        say(f"{len(report.plan.without_address)} instruments have no known address: narcord fetch --list")


def _counts(report: FetchReport) -> dict[str, int]:
    new = sum(outcome.new for outcome in report.outcomes)
    counts = {status.value: report.count(status) for status in FetchStatus if status is not FetchStatus.NEVER}
    return {"new": new} | counts | {"current": counts["current"] - new}


def _as_json(report: FetchReport) -> dict[str, Any]:
    return {
        "begun": report.plan.begun.isoformat(),
        "counts": _counts(report),
        "instruments": [asdict(outcome) | {"status": outcome.status.value} for outcome in report.outcomes],
        "done_before": [entry.instrument.id for entry in report.plan.done],
        "without_address": [entry.instrument.id for entry in report.plan.without_address],
    }


def _print_plan(store: Store, plan: Plan, as_json: bool) -> None:
    records = store.fetches()
    rows = [
        (entry.slug, text.address, text.link or "", _how(records.get(entry.instrument.id)))
        for entry, text in plan.todo
    ]
    if as_json:
        names = ("slug", "address", "link", "how")
        print_json(
            {
                "todo": [dict(zip(names, row, strict=True)) for row in rows],
                "done_before": [entry.instrument.id for entry in plan.done],
                "without_address": [entry.instrument.id for entry in plan.without_address],
            }
        )
        return
    print_table("Official texts to ask for", ("instrument", "address", "link", "how"), rows)
    say(f"{len(plan.todo)} would be asked for, {len(plan.done)} were by a run that was stopped")


def _how(record: FetchRecord | None) -> str:
    if record is not None and record.partial is not None:
        return "the rest of it"
    if record is None or record.document is None:
        return "all of it"
    return "if it changed"


def _list(chosen: Sequence[RegisterInstrument], as_json: bool) -> None:
    with open_home() as (settings, store):
        lines = list_sources(store, reader(settings), chosen, "en")
    if as_json:
        print_json({"sources": [line.to_json() for line in lines]})
        return
    rows = [
        (
            line.slug,
            line.status,
            f"{line.checked_at:%Y-%m-%d}" if line.checked_at else "",
            line.address or line.official_source or "",
        )
        for line in lines
    ]
    print_table("Official texts", ("instrument", "status", "checked", "address or official page"), rows)
    for line in lines:
        if line.reason:
            say(f"{line.status}: {line.slug}: {line.reason}\n         Remedy: {line.remedy}")
