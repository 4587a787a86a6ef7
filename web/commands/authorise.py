"""`narcord authorise`: a providing party's written leave for another party."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.model import Authorisation
from web.commands.console import open_home, say


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def authorise(
        document: Annotated[str, typer.Argument(help="The document's id.")],
        party: Annotated[str, typer.Argument(help="The party that may see it.")],
        granted_by: Annotated[str, typer.Option(help="The providing party.")],
        reference: Annotated[str, typer.Option(help="The written act: letter, note verbale ...")],
    ) -> None:
        """Record that the providing party let another party see one document."""
        with open_home() as (_, store):
            store.authorise(Authorisation(document, party, granted_by, reference))
        say(f"{party} may see {document} ({reference})")
