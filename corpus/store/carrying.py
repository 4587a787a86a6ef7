"""What becomes of persons' decisions when a document is read anew, or a new version of it comes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from corpus.model import Assignment, Bundle, Evidence
from corpus.store.rows import ASSIGNMENT, read_assignment, write_assignment
from corpus.store.tables import assignment, document_text, provision


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that a person took on an earlier reading, with the words that it was about."""

    assignment: Assignment
    provision_text: str | None
    evidence_texts: tuple[str, ...]


def find_decisions(connection: Connection, document_id: str) -> tuple[Decided, ...]:
    """Return what persons decided on the present reading of a document."""
    rows = connection.execute(
        select(*ASSIGNMENT, provision.c.start.label("span_start"), provision.c.end.label("span_end"))
        .outerjoin(
            provision,
            (provision.c.document_id == assignment.c.document_id) & (provision.c.eid == assignment.c.eid),
        )
        .where(assignment.c.document_id == document_id, assignment.c.manual)
    ).all()
    if not rows:
        return ()
    text = connection.execute(
        select(document_text.c.text).where(document_text.c.document_id == document_id)
    ).scalar_one()
    return tuple(
        Decided(
            read_assignment(row),
            None if row.span_start is None else text[row.span_start : row.span_end],
            tuple(text[start:end] for start, end in row.evidence),
        )
        for row in rows
    )


def carry_decisions(bundle: Bundle, decided: tuple[Decided, ...], *, reread: bool) -> list[dict[str, Any]]:
    """Return rows of ``assignment`` for earlier decisions, their evidence found again in the new text."""
    text, document_id = bundle.document.text, bundle.document.id
    spans = {item.eid: (item.start, item.end) for item in bundle.provisions}
    rows = []
    for earlier in decided:
        span = spans.get(earlier.assignment.eid)
        if span is None:
            if reread:  # without spans, which would point anywhere
                gone = replace(earlier.assignment, document_id=document_id, evidence=())
                rows.append(write_assignment(gone, manual=True, stale=True))
            continue
        if not reread and text[span[0] : span[1]] != earlier.provision_text:
            continue  # the words changed: a person must look again
        evidence = []
        for quoted in earlier.evidence_texts:
            start = text.find(quoted, *span)
            if quoted and start >= 0:
                evidence.append(Evidence(start, start + len(quoted)))
        kept = replace(earlier.assignment, document_id=document_id, evidence=tuple(evidence))
        rows.append(write_assignment(kept, manual=True))
    return rows
