"""Citations of instruments that the knowledge base came to hold after the citing document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select, update

from corpus.access import Access
from corpus.model import Instrument
from corpus.store.base import Base, in_batches
from corpus.store.rows import DESCRIPTION, read_instrument
from corpus.store.tables import citation, description, document, document_text, provision
from corpus.store.visibility import current


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation whose reason names another instrument, with the jurisdiction of the citing text."""

    id: int
    jurisdiction: str
    target_instrument: str | None
    target_eid: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that a citation may be linked to: what it says of its instrument, and its opening."""

    id: str
    revision: str
    language: str
    title: str
    instrument: Instrument
    opening: str


class Linking(Base):
    """The part of the store that resolving across documents reads and writes."""

    def citations_by_reason(self, openings: Collection[str]) -> list[CitationRow]:
        """Return the citations of current documents whose reason begins with one of ``openings``."""
        query = (
            select(
                citation.c.id,
                description.c.jurisdiction,
                citation.c.target_instrument,
                citation.c.target_eid,
                citation.c.reason,
            )
            .join_from(citation, document, citation.c.document_id == document.c.id)
            .join(description, description.c.document_id == document.c.id)
            .where(
                current(Access.system_()),
                or_(*(citation.c.reason.startswith(opening, autoescape=True) for opening in openings)),
            )
            .order_by(citation.c.id)
        )
        with self._reading() as connection:
            return [CitationRow(*row) for row in connection.execute(query)]

    def documents_to_link_to(self, opening: int) -> list[HeldDocument]:
        """Return the current documents that everybody may see, with ``opening`` characters of each.

        Others are left out: a link in a public text would tell that a confidential one exists.
        """
        query = (
            select(
                document.c.id.label("held_id"),
                document.c.instrument_id,
                document.c.revision,
                document.c.language,
                document.c.title.label("held_title"),
                func.substr(document_text.c.text, 1, opening).label("opening"),
                *DESCRIPTION,
            )
            .join_from(document, description, description.c.document_id == document.c.id)
            .join(document_text, document_text.c.document_id == document.c.id)
            .where(current(Access.public()))
            .order_by(document.c.id)
        )
        with self._reading() as connection:
            return [
                HeldDocument(
                    row.held_id, row.revision, row.language, row.held_title, read_instrument(row), row.opening
                )
                for row in connection.execute(query)
            ]

    def eids_of(self, document_ids: Iterable[str]) -> dict[str, list[str]]:
        """Return the eIds of each document, in text order."""
        found: dict[str, list[str]] = {}
        with self._reading() as connection:
            for batch in in_batches(document_ids, 200):
                rows = connection.execute(
                    select(provision.c.document_id, provision.c.eid)
                    .where(provision.c.document_id.in_(batch))
                    .order_by(provision.c.document_id, provision.c.ordinal, provision.c.start)
                )
                for document_id, eid in rows:
                    found.setdefault(document_id, []).append(eid)
        return found

    def set_targets(self, rows: Sequence[CitationRow]) -> None:
        """Write target and reason of the citations with these ids, all or none."""
        if not rows:
            return
        with self._writing() as connection:
            for row in rows:
                connection.execute(
                    update(citation)
                    .where(citation.c.id == row.id)
                    .values(
                        target_instrument=row.target_instrument, target_eid=row.target_eid, reason=row.reason
                    )
                )
