"""`narcord framework`: one instrument against the others, from a file or from what is held."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from corpus.areas import area_or_theme
from corpus.errors import UsageError
from ingest.limits import Limits
from ingest.newcomer import read_newcomer
from search.framework import Finding, Standing
from search.service import SearchService
from web.commands.areas import find_document
from web.commands.console import AsJson, name_nature, open_home, print_json, reader, say
from web.framing import describe, group_by_area, names_in, place_of, provision_of, text_of

_SHOWN = 160  # characters of a text in the terminal


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def framework(
        newcomer: Annotated[str, typer.Argument(help="A file, or a held document's id or path's end.")],
        as_json: AsJson = False,
    ) -> None:
        """Tell what of an instrument is new, repeats others, is weaker or stronger; a file is not kept."""
        with open_home() as (settings, store):
            access = reader(settings)
            service = SearchService(store, settings)
            try:
                path = Path(newcomer)
                if path.is_dir():
                    raise UsageError(f"{newcomer} is a folder.", remedy="Name one file.")
                if path.is_file():
                    limits = Limits.of(settings)
                    if path.stat().st_size > limits.max_bytes:
                        raise UsageError(
                            f"{newcomer} is larger than {settings.max_file_mb} MB.",
                            remedy="Raise NARCORD_MAX_FILE_MB, or take a smaller file.",
                        )
                    bundles = read_newcomer(path.read_bytes(), path.name, limits)
                    standings = [service.place(bundle, access) for bundle in bundles]
                else:
                    standings = [service.place(find_document(store, newcomer, access).id, access)]
            finally:
                service.close()
        if as_json:
            print_json([describe(standing) for standing in standings])
            return
        for standing in standings:
            _print(Console(highlight=False), standing)


def _print(console: Console, standing: Standing) -> None:
    document = standing.newcomer.bundle.document
    console.print(
        f"{document.title} ({document.language}, {name_nature(document.nature)})", style="bold", markup=False
    )
    for group in group_by_area(standing.commitments):
        label = f"{group.code} {area_or_theme(group.code).label('en')}" if group.code else "under no area"
        console.print(f"\n{label}", style="cyan", markup=False)
        for finding in group.findings:
            _print_finding(console, standing, finding)
    silent = [f"{code} {area_or_theme(code).label('en')}" for code in standing.silent if "." not in code]
    console.print("\nSilent on: " + ("; ".join(silent) or "no area"), markup=False)
    counts = [f"{count} {name}" for name, count in (*standing.relations.items(), *standing.shifts.items())]
    say(f"{len(standing.commitments)} commitments: {', '.join(counts)} (nearest found, by the program)")


def _print_finding(console: Console, standing: Standing, finding: Finding) -> None:
    said = [finding.commitment.strength.value, finding.relation.value]
    said += [f"{finding.shift.value} than before"] if finding.shift and finding.shift != "same" else []
    console.print(
        f"  {names_in(standing)(provision_of(standing, finding))} [{', '.join(said)}]", markup=False
    )
    console.print(f"    {_shorten(text_of(standing, finding))}", markup=False)
    for each in finding.nearest[:1]:
        nature = name_nature(each.provision.document.nature)
        where = f"{each.provision.instrument.title}, {place_of(each.provision)} ({nature})"
        strength = f", {each.strength.value}" if each.strength else ""
        console.print(
            f"    ~ {each.closeness:.2f}{strength}: {where}: {_shorten(each.provision.text)}",
            style="dim",
            markup=False,
        )


def _shorten(text: str) -> str:
    flat = " ".join(text[: 4 * _SHOWN].split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…"
