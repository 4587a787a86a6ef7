"""`narcord status`: what is in the knowledge base, and what is not, and why."""

from __future__ import annotations

from dataclasses import asdict

import typer

from search.service import SearchService
from web.commands.console import AsJson, open_home, print_json, print_table, reader, say


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def status(as_json: AsJson = False) -> None:
        """Print what is stored, what failed with its remedy, and the state of the index."""
        with open_home() as (settings, store):
            access = reader(settings)
            counts = store.counts(access)
            failures = store.failures(access)
            doubtful = [entry for entry in store.documents(access) if entry.notes]
            service = SearchService(store, settings)
            try:
                index = service.status()
            finally:
                service.close()
        if as_json:
            print_json(
                {
                    "home": str(settings.home),
                    "counts": asdict(counts),
                    "index": index.to_json(),
                    "failures": [asdict(failure) for failure in failures],
                    "notes": {entry.source: entry.notes for entry in doubtful},
                }
            )
            return
        print_table(
            f"Narcord, {settings.home}",
            ("", "count"),
            [
                ("instruments", counts.instruments),
                ("documents", counts.documents),
                ("provisions", counts.provisions),
                ("passages", counts.passages),
                *((f"assignments {name.value}", number) for name, number in counts.assignments.items()),
            ],
        )
        print_table("Documents by language", ("language", "documents"), list(counts.languages.items()))
        state = "up to date" if index.up_to_date else "to be rebuilt: narcord index rebuild"
        say(f"Index: {index.passages} passages, encoder {index.encoder}, {index.problem or state}")
        for entry in doubtful:
            say(f"note:   {entry.source}: {'; '.join(entry.notes)}")
        for failure in failures:
            say(f"failed: {failure.source}: {failure.message}\n        Remedy: {failure.remedy}")
