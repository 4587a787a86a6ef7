"""`narcord backup`: a consistent copy of the knowledge base."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from web.commands.console import open_home, say


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def backup(file: Annotated[Path, typer.Argument(help="The ZIP file to write.")]) -> None:
        """Write a consistent copy of the knowledge base; a server may go on running."""
        with open_home() as (_, store):
            store.backup(file)
        say(f"Written: {file}. It holds everything, confidential documents included.")
