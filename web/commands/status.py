"""`narcord status`: what is in the knowledge base, and what is not, and why."""

from __future__ import annotations

from dataclasses import asdict

import typer

from corpus.model import Nature, QualityState
from search.service import SearchService
from web.commands.console import AsJson, open_home, print_json, print_table, reader, say, share_text

_SHOWN = 6  # doubts named per document; the pages and --json have them all


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def status(as_json: AsJson = False) -> None:
        """Print what is stored, what failed with its remedy, and the state of the index."""
        with open_home() as (settings, store):
            access = reader(settings)
            counts = store.counts(access)
            failures = store.failures(access)
            documents = store.documents(access)
            # The notes of an abstract say what it is, and are no doubts about it.
            noted = [entry for entry in documents if entry.notes and entry.nature is not Nature.ABSTRACT]
            # Everything that was read from a file has a report; what is in doubt is told here.
            reports = {
                entry.source: report
                for entry in documents
                if entry.quality_state is QualityState.ATTENTION
                and (report := store.quality(entry.id, access)) is not None
            }
            ready = sum(entry.quality_state is QualityState.READY for entry in documents)
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
                    "notes": {entry.source: entry.notes for entry in noted},
                    "reading": {
                        "ready": ready,
                        "needs_attention": {
                            source: asdict(report) | {"coverage": round(report.coverage, 5)}
                            for source, report in reports.items()
                        },
                    },
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
        say(f"Reading: {ready} documents ready, {len(reports)} need attention, {len(failures)} files failed")
        for source, report in reports.items():
            say(f"check:  {source}: {share_text(report.coverage)} kept")
            for doubt in report.doubts[:_SHOWN]:
                say(f"        {doubt.code.value}: {doubt.detail}")
            if len(report.doubts) > _SHOWN:
                say(f"        and {len(report.doubts) - _SHOWN} more doubts")
        for entry in noted:
            say(f"note:   {entry.source}: {'; '.join(entry.notes)}")
        for failure in failures:
            say(f"failed: {failure.source}: {failure.message}\n        Remedy: {failure.remedy}")
