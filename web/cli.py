"""The `narcord` command: one subcommand a module in :mod:`web.commands`.

Results go to standard output, progress and messages to standard error. Exit codes: 0 done, 1 some
inputs failed, 2 the call itself makes no sense.
"""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from importlib.metadata import version
from typing import Annotated

import typer

from corpus.errors import NarcordError
from corpus.settings import Settings

# Every subcommand; a test asserts that each is documented in the README.
COMMANDS = (
    "ingest",
    "fetch",
    "search",
    "saved",
    "folder",
    "serve",
    "areas",
    "review",
    "matrix",
    "commitments",
    "entities",
    "compare",
    "similar",
    "redline",
    "framework",
    "register",
    "evaluate",
    "status",
    "index",
    "encoder",
    "export",
    "backup",
    "restore",
    "authorise",
    "classify",
    "remove",
)


def build_app() -> typer.Typer:
    """Put the subcommands together."""
    app = typer.Typer(
        name="narcord",
        help="Knowledge base and cross-lingual search over drug-control documents.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for name in COMMANDS:
        import_module(f"web.commands.{name}").add_to(app)

    @app.callback(invoke_without_command=True)
    def narcord(
        verbose: Annotated[bool, typer.Option("--verbose", help="Log what is being done.")] = False,
        show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    ) -> None:
        """Knowledge base and cross-lingual search over drug-control documents."""
        if show_version:
            print(version("narcord"))
            raise typer.Exit
        level = getattr(logging, Settings.load().log_level)
        logging.basicConfig(
            level=min(level, logging.INFO) if verbose else level,
            format="%(levelname)s %(name)s: %(message)s",
            stream=sys.stderr,
        )

    return app


def main() -> None:
    """Run the command; what a person can act on is printed without a traceback."""
    try:
        build_app()()
    except NarcordError as error:
        print(f"narcord: {error.message}\n  Remedy: {error.remedy}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("narcord: stopped; what was finished is kept, run the same command to go on", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
