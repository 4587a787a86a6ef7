"""`narcord export`: everything that may be seen, in a form that other programs read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from web.commands.console import open_home, reader, say


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def export(
        file: Annotated[
            Path | None, typer.Option("--output", "-o", help="File to write; default: standard output.")
        ] = None,
    ) -> None:
        """Write every visible document as one line of JSON, with provisions, citations and assignments."""
        with open_home() as (settings, store):
            lines = store.export(reader(settings))
            if file is None:
                for line in lines:
                    sys.stdout.write(line + "\n")
                return
            count = 0
            with file.open("w", encoding="utf-8") as stream:
                for count, line in enumerate(lines, start=1):  # noqa: B007 - counted for the message
                    stream.write(line + "\n")
        say(f"Written: {count} documents to {file}")
