"""`narcord remove`: take a document out of every list and answer."""

from __future__ import annotations

from typing import Annotated

import typer

from web.commands.console import open_home, say


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def remove(
        document: Annotated[str, typer.Argument(help="The document's id.")],
        undo: Annotated[bool, typer.Option("--undo", help="Bring it back.")] = False,
    ) -> None:
        """Take a document out; it acts at once. Ingesting its file again does not bring it back."""
        with open_home() as (_, store):
            if undo:
                store.reinstate(document)
            else:
                store.remove(document)
        say(f"{document} is {'back' if undo else 'removed'}")
