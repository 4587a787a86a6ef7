"""What the subcommands share: opening the home, drawing progress, printing JSON and tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from corpus.access import Access
from corpus.model import Nature
from corpus.progress import Report
from corpus.settings import Settings
from corpus.store import Store

_NATURES = {
    Nature.AUTHENTIC: "authentic",
    Nature.TRANSLATION: "unofficial translation",
    Nature.ABSTRACT: "abstract by Narcord, not the authentic text",
}
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON alone on standard output.")]


def reader(settings: Settings) -> Access:
    """On whose behalf the person at the terminal reads."""
    return Access(settings.party)


@contextmanager
def open_home() -> Iterator[tuple[Settings, Store]]:
    """The settings in force and the store they name."""
    settings = Settings.load()
    with Store.open(settings.database_url) as store:
        yield settings, store


class _RateColumn(ProgressColumn):
    """Units done per second, over the last moments."""

    def render(self, task: Task) -> Text:
        """Return the rate, nothing while it is not known."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.1f}/s" if speed else "", style="progress.data.speed")


@contextmanager
def drawn_progress() -> Iterator[Report]:
    """A callback that draws one bar a stage, with rate and time left, on standard error."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
                if not console.is_terminal:
                    print(f"{stage}: {total}", file=sys.stderr)
            progress.update(tasks[stage], completed=done, total=total)

        yield report


def say(message: str) -> None:
    """A message to the person, on standard error."""
    print(message, file=sys.stderr)


def print_json(value: object) -> None:
    """One JSON value on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table on standard output, as wide as the terminal allows."""
    table = Table(title=title, title_justify="left")
    for heading in headings:
        numeric = bool(rows) and all(isinstance(row[len(table.columns)], int | float) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row))
    Console().print(table)


def name_nature(nature: str) -> str:
    """Return what a text is in words that cannot be missed.

    >>> name_nature("authentic"), name_nature("abstract")
    ('authentic', 'abstract by Narcord, not the authentic text')
    """
    return _NATURES[Nature(nature)]


def share_text(share: float) -> str:
    """Return a share as a percentage; what is not whole never reads 100 %.

    >>> share_text(0.99999), share_text(1.0)
    ('99.99 %', '100.00 %')
    """
    return f"{min(100 * share, 100 if share >= 1 else 99.99):.2f} %"
