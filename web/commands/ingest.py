"""`narcord ingest`: files into the knowledge base."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from corpus.model import QualityState
from ingest.limits import Limits
from ingest.pipeline import FileOutcome, FileStatus, IngestReport
from ingest.pipeline import ingest as ingest_files
from web.commands.console import AsJson, drawn_progress, open_home, print_json, print_table, say, share_text
from web.upkeep import load_register_into, refresh

_KEPT = (FileStatus.ADDED, FileStatus.UPDATED, FileStatus.UNCHANGED)


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def ingest(
        paths: Annotated[list[Path], typer.Argument(help="Files, folders, ZIP archives.")],
        as_json: AsJson = False,
        workers: Annotated[
            int | None, typer.Option(min=1, help="Files parsed at a time; default: cores.")
        ] = None,
        index: Annotated[bool, typer.Option(help="Encode and index afterwards.")] = True,
    ) -> None:
        """Read files into the knowledge base, then bring areas and index up to date.

        Unchanged files cost nothing; a changed file becomes a new version; a file that is gone is
        reported, and its documents stay until you remove them. May be stopped at any time: run it
        again to go on.
        """
        begun = time.perf_counter()
        with open_home() as (settings, store), drawn_progress() as report:
            load_register_into(store)
            done = ingest_files(store, paths, limits=Limits.of(settings), workers=workers, report=report)
            parsed = time.perf_counter()
            if index:
                refresh(store, settings, report)
        indexed = time.perf_counter()
        if as_json:
            print_json(_as_json(done, parsed - begun, indexed - parsed))
        else:
            _print(done)
            say(f"Reading {parsed - begun:.1f} s, encoding and indexing {indexed - parsed:.1f} s")
        if done.failed:
            raise typer.Exit(1)


def _as_json(done: IngestReport, reading: float, indexing: float) -> dict[str, object]:
    return {
        "files": [asdict(outcome) for outcome in done.outcomes],
        "counts": {status.value: done.count(status) for status in FileStatus},
        "seconds": {"reading": round(reading, 2), "indexing": round(indexing, 2)},
    }


def _print(done: IngestReport) -> None:
    rows = [_row(o) for o in done.outcomes if o.parts and o.status is not FileStatus.MISSING]
    if rows:
        headings = ("file", "status", "reading", "languages", "provisions", "passages", "seconds")
        print_table("Documents", headings, rows)
    for outcome in done.outcomes:
        if outcome.status is FileStatus.SKIPPED:
            say(f"skipped: {outcome.source}: {outcome.reason}")
    for outcome in done.outcomes:
        if outcome.reason and outcome.status in _KEPT:
            say(f"note:    {outcome.source}: {outcome.reason}")
    for outcome in done.failed:
        say(f"failed:  {outcome.source}: {outcome.reason}\n         Remedy: {outcome.remedy}")
    for outcome in done.outcomes:
        if outcome.status is FileStatus.MISSING:
            say(f"missing: {outcome.source}: {outcome.reason}\n         To remove it: {outcome.remedy}")
    counts = ", ".join(f"{done.count(status)} {status.value}" for status in FileStatus)
    say(f"{len(done.outcomes)} files: {counts}")
    doubtful = [outcome for outcome in done.outcomes if _worst_state(outcome) == QualityState.ATTENTION]
    if doubtful:
        say(f"{len(doubtful)} of them need attention: `narcord status` says why")


def _row(outcome: FileOutcome) -> tuple[object, ...]:
    return (
        "/".join(outcome.source.rsplit("/", 2)[-2:]),
        outcome.status.value,
        " ".join(each for each in (_worst_state(outcome), _least_kept(outcome)) if each),
        ", ".join(part.language for part in outcome.parts),
        sum(part.provisions for part in outcome.parts),
        sum(part.passages for part in outcome.parts),
        outcome.seconds,
    )


def _worst_state(outcome: FileOutcome) -> str:
    states = {part.quality_state for part in outcome.parts}
    if QualityState.ATTENTION in states:
        return QualityState.ATTENTION.value
    return QualityState.READY.value if QualityState.READY in states else ""


def _least_kept(outcome: FileOutcome) -> str:
    shares = [part.coverage for part in outcome.parts if part.coverage is not None]
    return share_text(min(shares)) if shares else ""
