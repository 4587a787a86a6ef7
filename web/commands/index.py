"""`narcord index`: upkeep of the search index."""

from __future__ import annotations

from dataclasses import asdict

import typer

from web.commands.console import AsJson, drawn_progress, open_home, print_json, say
from web.upkeep import rebuild


def add_to(app: typer.Typer) -> None:
    """Add the subcommands."""
    group = typer.Typer(help="Upkeep of the search index.", no_args_is_help=True)

    @group.command("rebuild")
    def rebuild_index(as_json: AsJson = False) -> None:
        """Build the index anew from the store, with the configured encoder.

        Searches go on in the old index until the new one is complete.
        """
        with open_home() as (settings, store), drawn_progress() as report:
            built = rebuild(store, settings, report)
        if as_json:
            print_json(asdict(built))
        else:
            say(f"{built.passages} passages of {built.provisions} provisions, {built.encoded} newly encoded")

    app.add_typer(group, name="index")
