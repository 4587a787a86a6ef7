"""`narcord classify`: how widely a document may go, as its providing party says."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.model import Classification
from web.commands.console import open_home, say


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def classify(
        document: Annotated[str, typer.Argument(help="The document's id.")],
        level: Annotated[Classification, typer.Argument(help="How widely it may go.")],
        provider: Annotated[str | None, typer.Option(help="The party that provided it.")] = None,
    ) -> None:
        """Set a document's classification; it acts at once, on pages, search, counts and exports."""
        with open_home() as (_, store):
            store.classify(document, level, provider)
        say(f"{document} is {level.value}" + (f", provided by {provider}" if provider else ""))
