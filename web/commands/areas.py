"""`narcord areas`: which areas of cooperation a document's provisions belong to."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

import typer

from corpus.access import Access
from corpus.areas import area_or_theme
from corpus.errors import NotFoundError
from corpus.model import Assignment, AssignmentStatus
from corpus.store import DocumentSummary, Store
from web.commands.console import AsJson, name_nature, open_home, print_json, print_table, reader
from web.shelf import area_order

_EVIDENCE = 60  # characters of evidence in the table


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def areas(
        document: Annotated[
            str, typer.Argument(help="A document's or instrument's id, or the end of a path.")
        ],
        as_json: AsJson = False,
    ) -> None:
        """Print the areas that a document's provisions are tied to, with the words that carry it."""
        with open_home() as (settings, store):
            access = reader(settings)
            entry = find_document(store, document, access)
            text = store.document(entry.id, access).text
            found = [
                item
                for item in store.assignments(access, document_id=entry.id)
                if item.status is not AssignmentStatus.REJECTED
            ]
        if as_json:
            print_json(
                {
                    "document": entry.id,
                    "title": entry.title,
                    "nature": entry.nature.value,
                    "assignments": [_as_json(text, i) for i in found],
                }
            )
            return
        by_area: defaultdict[str, list[Assignment]] = defaultdict(list)
        for item in found:
            by_area[item.area].append(item)
        rows = [
            (code, area_or_theme(code).labels["en"], i.eid, i.score, i.status.value, _evidence(text, i))
            for code in sorted(by_area, key=area_order)
            for i in by_area[code]
        ]
        print_table(
            f"{entry.title} ({name_nature(entry.nature)})",
            ("area", "label", "provision", "score", "status", "evidence"),
            rows,
        )


def find_document(store: Store, name: str, access: Access) -> DocumentSummary:
    """The document that a person means: by id, by instrument, or by the end of its source.

    Raises:
        NotFoundError: nothing visible matches, or several documents do.
    """
    documents = store.documents(access)
    for matching in (
        [entry for entry in documents if entry.id == name],
        [entry for entry in documents if entry.source.endswith(name)],
        [entry for entry in documents if entry.instrument_id.endswith(name)],
    ):
        if len(matching) == 1:
            return matching[0]
        if matching:
            choices = "; ".join(f"{entry.id} ({entry.language}, {entry.source})" for entry in matching[:8])
            raise NotFoundError(f"{name!r} names {len(matching)} documents.", remedy=f"Give an id: {choices}")
    raise NotFoundError(
        f"There is no document {name!r}.", remedy="`narcord search` and the pages show the ids."
    )


def _as_json(text: str, item: Assignment) -> dict[str, object]:
    return {
        "eid": item.eid,
        "area": item.area,
        "label": area_or_theme(item.area).labels["en"],
        "score": round(item.score, 4),
        "status": item.status.value,
        "by": item.by,
        "evidence": [
            {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
            for span in item.evidence
        ],
    }


def _evidence(text: str, item: Assignment) -> str:
    words = " … ".join(" ".join(text[span.start : span.end].split()) for span in item.evidence)
    return words if len(words) <= _EVIDENCE else words[: _EVIDENCE - 1] + "…"
