"""Putting what ingestion read into the store."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, not_, select, update

from corpus.access import Access
from corpus.areas import area_of
from corpus.errors import StoreError
from corpus.model import AssignmentStatus, Bundle, Classification, Document, DocumentState
from corpus.store.base import Base, touch
from corpus.store.carrying import Decided, carry_decisions, find_decisions
from corpus.store.fidelity import keep_original, pack_lines, write_commitment, write_quality
from corpus.store.mentioning import write_mention
from corpus.store.records import DocumentSummary, Failure, PutOutcome
from corpus.store.rows import (
    DOCUMENT,
    AnyRow,
    read_summary,
    write_assignment,
    write_citation,
    write_description,
    write_passage,
    write_provisions,
)
from corpus.store.tables import (
    assignment,
    citation,
    commitment,
    description,
    document,
    document_text,
    failure,
    mention,
    passage,
    provision,
)
from corpus.store.validation import check_bundle
from corpus.store.visibility import visible

logger = logging.getLogger(__name__)

_STRICTNESS = {Classification.PUBLIC: 0, Classification.RESTRICTED: 1, Classification.CONFIDENTIAL: 2}


class Writing(Base):
    """The part of the store that ingestion writes to."""

    def put(self, bundle: Bundle, *, parser: str = "", original: bytes | None = None) -> PutOutcome:
        """Keep a document with everything read out of it, and its file, in one transaction.

        In its lineage, the same checksum and ``parser`` change nothing; another parser replaces
        the reading in place; another checksum becomes a new version, and the old one stays
        readable as superseded. Decisions by persons survive a new reading by eId, and a new
        version where the provision's text is the same. A classification is never loosened here,
        whatever the bundle says, and a removed document stays removed (:meth:`reinstate`).

        Raises:
            UsageError: a document that is not public has no provider.
            StoreError: the bundle is inconsistent, or the database fails; nothing was changed.
        """
        check_bundle(bundle)
        with self._writing() as connection:
            connection.execute(delete(failure).where(failure.c.source == bundle.document.source))
            if original is not None:
                keep_original(connection, bundle.document.checksum, original)
            rows = connection.execute(
                select(*DOCUMENT)
                .where(document.c.lineage == bundle.document.lineage)
                .order_by(document.c.version.desc())
            ).all()
            same = next((row for row in rows if row.checksum == bundle.document.checksum), None)
            newest = rows[0] if rows else None
            if same is not None and same.id != bundle.document.id:
                raise StoreError(
                    f"{bundle.document.source} is already kept under another id ({same.id}).",
                    remedy="Make ids with corpus.identifiers.document_id.",
                )
            entry = _inherit(bundle.document, newest)
            if newest is None or same is None:
                return _add_version(connection, bundle, entry, newest, parser)
            if same is newest and same.parser == parser:
                return _keep_unchanged(connection, entry, same)
            _set_classification(connection, entry)
            if same is not newest and newest.state != DocumentState.REMOVED.value:
                _bring_back(connection, same, newest)
            if same.parser != parser:
                decided = find_decisions(connection, same.id)
                _clear(connection, same.id)
                _fill(connection, replace(bundle, document=entry), parser, decided, reread=True)
            touch(connection, same.id)
            return PutOutcome.UPDATED

    def known_checksums(self) -> Mapping[str, str]:
        """Return the checksum of the newest document of each lineage, for ingestion to skip."""
        with self._reading() as connection:
            rows = connection.execute(
                select(document.c.lineage, document.c.checksum).order_by(document.c.version)
            )
            return {row.lineage: row.checksum for row in rows}

    def known_sources(self) -> Mapping[str, tuple[str, str]]:
        """Return checksum and parser of the newest documents by source, for ingestion to skip."""
        with self._reading() as connection:
            rows = connection.execute(
                select(document.c.source, document.c.checksum, document.c.parser)
                .where(document.c.state != DocumentState.SUPERSEDED.value)
                .order_by(document.c.version)
            )
            return {row.source: (row.checksum, row.parser) for row in rows}

    def documents_from_source(self, source: str) -> list[DocumentSummary]:
        """Return all documents ever read from ``source``, newest version first, for maintenance only."""
        with self._reading() as connection:
            rows = connection.execute(
                select(*DOCUMENT)
                .where(document.c.source == source)
                .order_by(document.c.version.desc(), document.c.lineage)
            )
            return [read_summary(row) for row in rows]

    def record_failure(
        self, source: str, checksum: str | None, error_kind: str, message: str, remedy: str
    ) -> None:
        """Note that ``source`` could not be ingested; it is forgotten when it succeeds."""
        with self._writing() as connection:
            connection.execute(delete(failure).where(failure.c.source == source))
            connection.execute(
                insert(failure).values(
                    source=source,
                    checksum=checksum,
                    error_kind=error_kind,
                    message=message,
                    remedy=remedy,
                    at=datetime.now(UTC),
                )
            )

    def clear_failure(self, source: str) -> None:
        """Forget that ``source`` failed (because it is gone, or gave nothing to keep)."""
        with self._writing() as connection:
            connection.execute(delete(failure).where(failure.c.source == source))

    def failures(self, access: Access) -> list[Failure]:
        """Return the sources that failed last time: for whoever runs ingestion, since it names files.

        Left out is a source from which a document came before that ``access`` may not see.
        """
        # Removed documents are hidden from everybody, but their file's failure is no secret.
        secret = document.c.state != DocumentState.REMOVED.value
        hidden = select(document.c.source).where(secret, not_(visible(access)))
        with self._reading() as connection:
            rows = connection.execute(
                select(failure).where(failure.c.source.not_in(hidden)).order_by(failure.c.source)
            )
            return [Failure(**row._mapping) for row in rows]


def _inherit(entry: Document, newest: AnyRow | None) -> Document:
    """Return ``entry`` with the stricter classification of the two, and a provider if one is known."""
    stamped = replace(entry, ingested_at=entry.ingested_at or datetime.now(UTC))
    if newest is None:
        return stamped
    earlier = Classification(newest.classification)
    stricter = max(entry.classification, earlier, key=_STRICTNESS.__getitem__)
    # The party that set the level stays in charge of it.
    provider = newest.provider if earlier is not Classification.PUBLIC else entry.provider or newest.provider
    return replace(stamped, classification=stricter, provider=provider)


def _add_version(
    connection: Connection, bundle: Bundle, entry: Document, newest: AnyRow | None, parser: str
) -> PutOutcome:
    decided = find_decisions(connection, newest.id) if newest else ()
    version = newest.version + 1 if newest else 1
    if newest is not None:
        connection.execute(
            update(document)
            .where(document.c.lineage == entry.lineage, document.c.state == DocumentState.CURRENT.value)
            .values(state=DocumentState.SUPERSEDED.value)
        )
    connection.execute(
        insert(document).values(
            id=entry.id,
            instrument_id=entry.instrument_id,
            lineage=entry.lineage,
            version=version,
            state=DocumentState.CURRENT.value,
            checksum=entry.checksum,
            language="",
            title="",
            nature="",
            source="",
            media_type="",
            parser="",
            classification=entry.classification.value,
            notes=[],
            revision=uuid4().hex,
            characters=0,
            page_count=0,
            provision_count=0,
            passage_count=0,
        )
    )
    _fill(connection, replace(bundle, document=entry), parser, decided, reread=False)
    touch(connection)
    return PutOutcome.UPDATED if newest else PutOutcome.ADDED


def _keep_unchanged(connection: Connection, entry: Document, same: AnyRow) -> PutOutcome:
    if same.classification == entry.classification.value:
        return PutOutcome.UNCHANGED
    # Whoever ingests a file anew as confidential must not hear "unchanged" and find it public.
    logger.info("document %s becomes %s", same.id, entry.classification.value)
    _set_classification(connection, entry)
    return PutOutcome.UPDATED


def _set_classification(connection: Connection, entry: Document) -> None:
    connection.execute(
        update(document)
        .where(document.c.lineage == entry.lineage)
        .values(classification=entry.classification.value, provider=entry.provider)
    )


def _bring_back(connection: Connection, same: AnyRow, newest: AnyRow) -> None:
    """A file went back to an earlier content: that document becomes the newest version again."""
    connection.execute(
        update(document)
        .where(document.c.lineage == same.lineage, document.c.state == DocumentState.CURRENT.value)
        .values(state=DocumentState.SUPERSEDED.value)
    )
    connection.execute(
        update(document)
        .where(document.c.id == same.id)
        .values(state=DocumentState.CURRENT.value, version=newest.version + 1)
    )


def _clear(connection: Connection, document_id: str) -> None:
    for table in (assignment, citation, commitment, mention, passage, provision, document_text, description):
        connection.execute(delete(table).where(table.c.document_id == document_id))


def _fill(
    connection: Connection, bundle: Bundle, parser: str, decided: tuple[Decided, ...], *, reread: bool
) -> None:
    """Write everything of a bundle whose row in ``document`` exists."""
    entry = bundle.document
    connection.execute(
        update(document)
        .where(document.c.id == entry.id)
        .values(
            instrument_id=entry.instrument_id,
            language=entry.language,
            title=entry.title,
            nature=entry.nature.value,
            source=entry.source,
            media_type=entry.media_type,
            parser=parser,
            classification=entry.classification.value,
            provider=entry.provider,
            ingested_at=entry.ingested_at,
            notes=list(entry.notes),
            characters=len(entry.text),
            page_count=len(entry.pages),
            provision_count=len(bundle.provisions),
            passage_count=len(bundle.passages),
            quality_state=entry.quality.state.value if entry.quality else None,
            coverage=entry.quality.coverage if entry.quality else None,
        )
    )
    connection.execute(insert(description).values(write_description(entry.id, bundle.instrument)))
    connection.execute(
        insert(document_text).values(
            document_id=entry.id,
            text=entry.text,
            pages=[[p.number, p.start, p.end] for p in entry.pages],
            lines=pack_lines(entry.lines),
            quality=write_quality(entry.quality),
        )
    )
    kept = carry_decisions(bundle, decided, reread=reread)
    taken = {(row["eid"], row["area"]) for row in kept}
    rejected = {(row["eid"], row["area"]) for row in kept if row["status"] == AssignmentStatus.REJECTED.value}
    proposals = {
        (item.eid, item.area): item
        for item in bundle.assignments
        # A sub-theme stands beside its area, never without it.
        if (item.eid, area_of(item.area)) not in rejected
    }
    for table, rows in (
        (provision, write_provisions(bundle.provisions)),
        (passage, [write_passage(item) for item in bundle.passages]),
        (citation, [write_citation(item) for item in bundle.citations]),
        (commitment, [write_commitment(item) for item in bundle.commitments]),
        (mention, [write_mention(item) for item in bundle.mentions]),
        (assignment, kept + [write_assignment(item) for key, item in proposals.items() if key not in taken]),
    ):
        if rows:
            connection.execute(insert(table), rows)
