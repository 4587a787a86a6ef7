"""What must hold of a bundle before it enters the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.errors import StoreError, UsageError
from corpus.model import Bundle, Citation, Classification, Mention, Passage, Provision, ProvisionKind


def check_bundle(bundle: Bundle) -> None:
    """Check that spans, parents and references of ``bundle`` hold together.

    Raises:
        UsageError: a document that is not public has no providing party.
        StoreError: an invariant is broken, which is a defect of the parser; the first few are named.
    """
    document = bundle.document
    if document.classification is not Classification.PUBLIC and not document.provider:
        raise UsageError(
            f"{document.source} is {document.classification.value}, but no party provides it.",
            remedy="Name the providing party, which alone may let others see it.",
        )
    found = list(_find_faults(bundle))
    if found:
        shown = "; ".join(found[:3]) + (f"; and {len(found) - 3} more" if len(found) > 3 else "")
        raise StoreError(
            f"The reading of {document.source} is inconsistent: {shown}.",
            remedy="This is a defect of the parser; report it together with the file.",
        )


def _find_faults(bundle: Bundle) -> Iterator[str]:
    document, length = bundle.document, len(bundle.document.text)
    if document.instrument_id != bundle.instrument.id:
        yield f"the document belongs to {document.instrument_id}, not {bundle.instrument.id}"
    if "\0" in document.text:
        yield "the text holds a NUL character"
    provisions: dict[str, Provision] = {}
    for entry in bundle.provisions:
        if entry.eid in provisions:
            yield f"{entry.eid} occurs twice"
        if not 0 <= entry.start <= entry.end <= length:
            yield f"{entry.eid} spans {entry.start}-{entry.end} of {length} characters"
        provisions[entry.eid] = entry
    for entry in bundle.provisions:
        if entry.parent is None:
            continue
        above = provisions.get(entry.parent)
        if above is None:
            yield f"the parent of {entry.eid}, {entry.parent}, is missing"
        elif entry.kind is ProvisionKind.FOOTNOTE:
            continue  # it stands at the foot of the page, outside of the provision that carries its mark
        elif not above.start <= entry.start <= entry.end <= above.end:
            yield f"{entry.eid} reaches out of {entry.parent}"
    within: tuple[tuple[str, Sequence[Passage | Citation | Mention]], ...] = (
        ("passage", bundle.passages),
        ("citation", bundle.citations),
        ("mention", bundle.mentions),
    )
    for what, items in within:
        for item in items:
            holder = provisions.get(item.eid)
            if holder is None or not holder.start <= item.start <= item.end <= holder.end:
                yield f"a {what} at {item.start}-{item.end} is not within {item.eid}"
    for line in document.lines:
        if not 0 <= line.start <= line.end <= length:
            yield f"a line box spans {line.start}-{line.end} of {length} characters"
    for commitment in bundle.commitments:
        if commitment.eid not in provisions:
            yield f"a commitment names {commitment.eid}, which is missing"
        parts = (
            commitment.verb,
            commitment.actor,
            commitment.action,
            commitment.deadline,
            commitment.partner,
        )
        for span in parts:
            if span is not None and not 0 <= span.start <= span.end <= length:
                yield f"the commitment of {commitment.eid} rests on {span.start}-{span.end} of {length}"
    for assignment in bundle.assignments:
        if assignment.eid not in provisions:
            yield f"an assignment names {assignment.eid}, which is missing"
    owners = {entry.document_id for entry in bundle.provisions}
    owners |= {entry.document_id for entry in bundle.passages}
    owners |= {entry.document_id for entry in bundle.citations}
    owners |= {entry.document_id for entry in bundle.assignments}
    owners |= {entry.document_id for entry in bundle.commitments}
    owners |= {entry.document_id for entry in bundle.mentions}
    if strange := owners - {document.id}:
        yield f"parts belong to other documents ({', '.join(sorted(strange)[:2])!r})"
