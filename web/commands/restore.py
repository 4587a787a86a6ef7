"""`narcord restore`: the knowledge base as a backup holds it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.settings import Settings, prepare_home
from corpus.store import Store
from corpus.store import restore as restore_store
from web.commands.console import drawn_progress, say
from web.upkeep import refresh


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def restore(
        file: Annotated[Path, typer.Argument(help="A ZIP file that `narcord backup` wrote.")],
        yes: Annotated[
            bool, typer.Option("--yes", help="Do not ask before replacing what is there.")
        ] = False,
    ) -> None:
        """Replace the knowledge base by that of a backup, then bring the index up to date."""
        settings = Settings.load()
        prepare_home(settings)
        if not yes:
            typer.confirm(
                "Everything in the present knowledge base will be replaced. Go on?", abort=True, err=True
            )
        restore_store(file, settings.database_url)
        with Store.open(settings.database_url) as store, drawn_progress() as report:
            refresh(store, settings, report)
        say(f"Restored from {file}")
