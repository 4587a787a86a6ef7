"""What ties a document to its source: the original file, its lines on their pages, the quality report."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select

from corpus.access import Access
from corpus.model import (
    Commitment,
    Doubt,
    DoubtCode,
    Evidence,
    Force,
    LeftOut,
    LeftOutReason,
    LineBox,
    QualityReport,
    QualityState,
    Strength,
)
from corpus.store.base import Base, find_document, not_found
from corpus.store.rows import AnyRow
from corpus.store.tables import commitment, document_text, original

COMMITMENT = tuple(commitment.c)
_LINE = struct.Struct("<IIIffff")  # start, end, page; left, top, right, bottom


class Sources(Base):
    """The part of the store that leads from a document back to its file."""

    def original(self, document_id: str, access: Access) -> bytes:
        """Return the file that a document was read from, byte for byte.

        Raises:
            NotFoundError: the document is absent or hidden, or came from no file (the register).
        """
        with self._reading() as connection:
            entry = find_document(connection, document_id, access)
            data = connection.scalar(select(original.c.data).where(original.c.checksum == entry.checksum))
        if data is None:
            raise not_found("original file of document", document_id)
        return bytes(data)

    def has_original(self, document_id: str, access: Access) -> bool:
        """Tell whether :meth:`original` has something to return (NotFoundError if it is hidden)."""
        with self._reading() as connection:
            entry = find_document(connection, document_id, access)
            found = connection.scalar(
                select(original.c.checksum).where(original.c.checksum == entry.checksum)
            )
        return found is not None

    def lines(self, document_id: str, access: Access) -> tuple[LineBox, ...]:
        """Return where the lines of a document stand on their pages, in text order; none if unknown."""
        with self._reading() as connection:
            find_document(connection, document_id, access)
            packed = connection.scalar(
                select(document_text.c.lines).where(document_text.c.document_id == document_id)
            )
        return unpack_lines(packed)

    def quality(self, document_id: str, access: Access) -> QualityReport | None:
        """Return the quality report of a document, None where nothing was read from a file."""
        with self._reading() as connection:
            find_document(connection, document_id, access)
            stored = connection.scalar(
                select(document_text.c.quality).where(document_text.c.document_id == document_id)
            )
        return read_quality(stored)

    def commitments(self, document_id: str, access: Access) -> list[Commitment]:
        """Return what the provisions of a document undertake, by eId (NotFoundError if it is hidden)."""
        with self._reading() as connection:
            find_document(connection, document_id, access)
            return load_commitments(connection, document_id)


def keep_original(connection: Connection, checksum: str, data: bytes) -> None:
    """Keep the bytes of a file; the same bytes are kept once."""
    known = connection.scalar(select(original.c.checksum).where(original.c.checksum == checksum))
    if known is None:
        connection.execute(insert(original).values(checksum=checksum, data=data))


def load_commitments(connection: Connection, document_id: str) -> list[Commitment]:
    """Return the commitments of a document that is known to be visible."""
    rows = connection.execute(
        select(*COMMITMENT).where(commitment.c.document_id == document_id).order_by(commitment.c.eid)
    )
    return [read_commitment(row) for row in rows]


def pack_lines(lines: Iterable[LineBox]) -> bytes | None:
    """Return line boxes in 28 bytes each, None for none."""
    packed = b"".join(_LINE.pack(x.start, x.end, x.page, x.left, x.top, x.right, x.bottom) for x in lines)
    return packed or None


def unpack_lines(packed: bytes | None) -> tuple[LineBox, ...]:
    """Return the line boxes that :func:`pack_lines` packed; sides are rounded to 1e-5 of the page."""
    if not packed:
        return ()
    return tuple(
        LineBox(start, end, page, *(round(side, 5) for side in sides))
        for start, end, page, *sides in _LINE.iter_unpack(packed)
    )


def write_quality(report: QualityReport | None) -> dict[str, Any] | None:
    """Return a report as JSON."""
    return None if report is None else asdict(report)


def read_quality(stored: dict[str, Any] | None) -> QualityReport | None:
    """Return the report that :func:`write_quality` wrote."""
    if stored is None:
        return None
    values = dict(stored)
    values["state"] = QualityState(values["state"])
    values["left_out"] = tuple(
        LeftOut(**{**item, "reason": LeftOutReason(item["reason"])}) for item in values["left_out"]
    )
    values["doubts"] = tuple(Doubt(**{**item, "code": DoubtCode(item["code"])}) for item in values["doubts"])
    for name in ("pages_without_text", "recognised_pages"):
        values[name] = tuple(values[name])
    return QualityReport(**values)


_SPANS = ("verb", "actor", "action", "deadline", "partner")


def write_commitment(entry: Commitment) -> dict[str, Any]:
    """Return the row of ``commitment``."""
    row: dict[str, Any] = {
        "document_id": entry.document_id,
        "eid": entry.eid,
        "force": entry.force.value,
        "strength": entry.strength.value,
        "guessed": entry.guessed,
        "guesses": list(entry.guesses),
    }
    for name in _SPANS:
        span: Evidence | None = getattr(entry, name)
        row |= {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}
    return row


def read_commitment(row: AnyRow) -> Commitment:
    """Return the commitment of a row with the columns COMMITMENT."""
    found = row._mapping
    spans = {
        name: None
        if found[f"{name}_start"] is None
        else Evidence(found[f"{name}_start"], found[f"{name}_end"])
        for name in _SPANS
    }
    return Commitment(
        document_id=row.document_id,
        eid=row.eid,
        force=Force(row.force),
        strength=Strength(row.strength),
        guessed=row.guessed,
        guesses=tuple(row.guesses),
        **spans,
    )
