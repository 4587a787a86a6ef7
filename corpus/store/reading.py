"""Reading the knowledge base: every method takes the access on whose behalf it reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection, and_, not_, or_, select

from corpus.access import Access
from corpus.model import (
    Assignment,
    AssignmentStatus,
    Bundle,
    Citation,
    Document,
    DocumentState,
    Passage,
    Provision,
)
from corpus.store.base import find_document, in_batches, not_found
from corpus.store.catalogue import select_accounts
from corpus.store.fidelity import Sources, load_commitments, read_quality, unpack_lines
from corpus.store.mentioning import load_mentions
from corpus.store.records import DocumentSummary
from corpus.store.rows import (
    ASSIGNMENT,
    CITATION,
    DOCUMENT,
    PASSAGE,
    PROVISION,
    read_assignment,
    read_citation,
    read_document,
    read_instrument,
    read_passage,
    read_provision,
    read_summary,
)
from corpus.store.tables import (
    assignment,
    citation,
    document,
    document_text,
    passage,
    provision,
    revision,
)
from corpus.store.visibility import current, visible

TEXT = (document_text.c.text, document_text.c.pages, document_text.c.lines, document_text.c.quality)


class Reading(Sources):
    """The part of the store that answers."""

    def documents(
        self,
        access: Access,
        instrument_id: str | None = None,
        states: Collection[DocumentState] = (DocumentState.CURRENT,),
    ) -> list[DocumentSummary]:
        """Return the documents that ``access`` may see, by instrument, language and newest version."""
        query = select(*DOCUMENT).where(
            visible(access), document.c.state.in_([state.value for state in states])
        )
        if instrument_id is not None:
            query = query.where(document.c.instrument_id == instrument_id)
        query = query.order_by(
            document.c.instrument_id, document.c.language, document.c.lineage, document.c.version.desc()
        )
        with self._reading() as connection:
            return [read_summary(row) for row in connection.execute(query)]

    def versions(self, document_id: str, access: Access) -> list[DocumentSummary]:
        """Return the versions of a document that may be seen, newest first (NotFoundError if none)."""
        with self._reading() as connection:
            row = find_document(connection, document_id, access)
            rows = connection.execute(
                select(*DOCUMENT)
                .where(document.c.lineage == row.lineage, visible(access))
                .order_by(document.c.version.desc())
            )
            return [read_summary(entry) for entry in rows]

    def summary(self, document_id: str, access: Access) -> DocumentSummary:
        """Return a document without its text (NotFoundError if absent or hidden)."""
        with self._reading() as connection:
            return read_summary(find_document(connection, document_id, access))

    def document(self, document_id: str, access: Access) -> Document:
        """Return a document with its text, in any version (NotFoundError if absent or hidden)."""
        with self._reading() as connection:
            return _load_document(connection, document_id, access)

    def provisions(self, document_id: str, access: Access) -> list[Provision]:
        """Return the provisions of a document in document order (NotFoundError if it is hidden)."""
        with self._reading() as connection:
            find_document(connection, document_id, access)
            return _load_provisions(connection, document_id)

    def provision(self, document_id: str, eid: str, access: Access) -> Provision:
        """Return one provision (NotFoundError if it is absent or its document hidden)."""
        with self._reading() as connection:
            row = connection.execute(
                select(*PROVISION)
                .join_from(provision, document)
                .where(provision.c.document_id == document_id, provision.c.eid == eid, visible(access))
            ).first()
        if row is None:
            raise not_found("provision", f"{document_id}#{eid}")
        return read_provision(row)

    def passages(self, document_ids: Iterable[str] | None, access: Access) -> Iterator[Passage]:
        """Yield the passages of these documents, or of all current ones, in text order within each.

        Documents that may not be seen are passed over. Each document is read in a transaction of
        its own, so that a long encoding does not hold the database.
        """
        if document_ids is None:
            document_ids = [entry.id for entry in self.documents(access)]
        for document_id in document_ids:
            with self._reading() as connection:
                found = connection.execute(
                    select(*PASSAGE)
                    .join_from(passage, document, passage.c.document_id == document.c.id)
                    .where(passage.c.document_id == document_id, visible(access))
                    .order_by(passage.c.start, passage.c.end, passage.c.id)
                ).all()
            yield from map(read_passage, found)

    def passages_by_id(self, ids: Iterable[str], access: Access) -> dict[str, Passage]:
        """Return the passages with these ids that ``access`` may see; others are left out."""
        found: dict[str, Passage] = {}
        with self._reading() as connection:
            for batch in in_batches(ids):
                rows = connection.execute(
                    select(*PASSAGE)
                    .join_from(passage, document, passage.c.document_id == document.c.id)
                    .where(passage.c.id.in_(batch), visible(access))
                )
                found |= {row.id: read_passage(row) for row in rows}
        return found

    def assignments(
        self,
        access: Access,
        document_id: str | None = None,
        area: str | None = None,
        statuses: Collection[AssignmentStatus] | None = None,
    ) -> list[Assignment]:
        """Return assignments in document order, of one document in any version or of all current ones."""
        query = (
            select(*ASSIGNMENT)
            .join_from(assignment, document)
            .join(
                provision,
                and_(
                    provision.c.document_id == assignment.c.document_id, provision.c.eid == assignment.c.eid
                ),
            )
        )
        if document_id is None:
            query = query.where(current(access))
        else:
            query = query.where(visible(access), assignment.c.document_id == document_id)
        if area is not None:
            query = query.where(assignment.c.area == area)
        if statuses is not None:
            query = query.where(assignment.c.status.in_([status.value for status in statuses]))
        query = query.where(~assignment.c.stale).order_by(
            assignment.c.document_id, provision.c.ordinal, assignment.c.score.desc(), assignment.c.area
        )
        with self._reading() as connection:
            return [read_assignment(row) for row in connection.execute(query)]

    def citations(self, document_id: str, access: Access) -> list[Citation]:
        """Return the citations that a document makes, in text order (NotFoundError if it is hidden)."""
        with self._reading() as connection:
            find_document(connection, document_id, access)
            rows = connection.execute(
                select(*CITATION)
                .where(citation.c.document_id == document_id)
                .order_by(citation.c.start, citation.c.id)
            )
            return [read_citation(row) for row in rows]

    def cited_by(self, instrument_id: str, eid: str | None, access: Access) -> list[Citation]:
        """Return the citations of an instrument, or of one provision and what is in it; current ones only."""
        query = (
            select(*CITATION)
            .join_from(citation, document, citation.c.document_id == document.c.id)
            .where(citation.c.target_instrument == instrument_id, current(access))
        )
        if eid is not None:
            query = query.where(
                or_(
                    citation.c.target_eid == eid,
                    citation.c.target_eid.startswith(f"{eid}__", autoescape=True),
                )
            )
        with self._reading() as connection:
            return [
                read_citation(row)
                for row in connection.execute(
                    query.order_by(citation.c.document_id, citation.c.start, citation.c.id)
                )
            ]

    def bundle(self, document_id: str, access: Access) -> Bundle:
        """Return a document with everything that belongs to it (NotFoundError if absent or hidden)."""
        assigned = self.assignments(access, document_id)
        with self._reading() as connection:
            entry = _load_document(connection, document_id, access)
            account = connection.execute(select_accounts().where(document.c.id == document_id)).one()
            passages = connection.execute(
                select(*PASSAGE)
                .where(passage.c.document_id == document_id)
                .order_by(passage.c.start, passage.c.end, passage.c.id)
            ).all()
            citations = connection.execute(
                select(*CITATION)
                .where(citation.c.document_id == document_id)
                .order_by(citation.c.start, citation.c.id)
            ).all()
            return Bundle(
                read_instrument(account),
                entry,
                tuple(_load_provisions(connection, document_id)),
                tuple(map(read_passage, passages)),
                tuple(map(read_citation, citations)),
                tuple(assigned),
                tuple(load_commitments(connection, document_id)),
                tuple(load_mentions(connection, document_id)),
            )

    def hidden_documents(self, access: Access) -> frozenset[str]:
        """Return the ids of all documents that search must not show to ``access``.

        Those that it may not see, superseded versions and removed documents: the index holds no
        opinion of its own, so that a reclassification acts at once.
        """
        with self._reading() as connection:
            return frozenset(connection.scalars(select(document.c.id).where(not_(current(access)))))

    def content_revision(self) -> str:
        """Return a token that changes whenever what an index must hold has changed."""
        with self._reading() as connection:
            return str(connection.execute(select(revision.c.token)).scalar_one())

    def document_revisions(self) -> dict[str, str]:
        """Return such a token for each current document, for an index that is renewed in parts."""
        with self._reading() as connection:
            rows = connection.execute(
                select(document.c.id, document.c.revision).where(
                    document.c.state == DocumentState.CURRENT.value
                )
            )
            return {row.id: row.revision for row in rows}


def _load_document(connection: Connection, document_id: str, access: Access) -> Document:
    row = connection.execute(
        select(*DOCUMENT, *TEXT)
        .join_from(document, document_text)
        .where(document.c.id == document_id, visible(access))
    ).first()
    if row is None:
        raise not_found("document", document_id)
    return replace(read_document(row), lines=unpack_lines(row.lines), quality=read_quality(row.quality))


def _load_provisions(connection: Connection, document_id: str) -> list[Provision]:
    rows = connection.execute(
        select(*PROVISION)
        .where(provision.c.document_id == document_id)
        .order_by(provision.c.ordinal, provision.c.start)
    )
    return [read_provision(row) for row in rows]
