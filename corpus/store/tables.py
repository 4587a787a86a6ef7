"""The tables of the system of record.

Text is stored once per document (``document_text``); provisions, passages, citations and evidence
are spans of it. What the source says of the instrument is kept per document (``description``), so
that a reader sees an instrument only through the documents that he may see: a confidential file
cannot put its title on a public page.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

HEAD = "0006"
"""The newest migration; a test compares it with the migrations folder."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite, which has no time zones, gets it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return ``value`` in UTC; moments without a zone are taken to be in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored moment with its zone."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


document = Table(
    "document",
    metadata,
    Column("id", String, primary_key=True),
    Column("instrument_id", String, nullable=False, index=True),
    Column("lineage", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("language", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("nature", String, nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("media_type", String, nullable=False),
    Column("checksum", String, nullable=False),
    Column("parser", String, nullable=False),  # which parser read it, to know when to read it again
    Column("classification", String, nullable=False),
    Column("provider", String),
    Column("ingested_at", UtcDateTime),
    Column("notes", JSON, nullable=False),
    Column("revision", String, nullable=False),  # changes with everything that an index holds of it
    Column("characters", Integer, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("provision_count", Integer, nullable=False),
    Column("passage_count", Integer, nullable=False),
    # Of the quality report, for lists; None where there is none.
    Column("quality_state", String),
    Column("coverage", Float),
    UniqueConstraint("lineage", "version"),
)

description = Table(
    "description",
    metadata,
    Column("document_id", ForeignKey("document.id"), primary_key=True),
    Column("title", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("jurisdiction", String, nullable=False),
    Column("year", Integer),
    Column("body", Text),
    Column("date", String),
    Column("status", Text),
    Column("official_source", Text),
    Column("titles", JSON, nullable=False),
    Column("names", JSON, nullable=False),
)

document_text = Table(
    "document_text",
    metadata,
    Column("document_id", ForeignKey("document.id"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("pages", JSON, nullable=False),  # [[number, start, end], ...]
    Column("lines", LargeBinary),  # line boxes, see corpus.store.fidelity
    Column("quality", JSON(none_as_null=True)),
)

provision = Table(
    "provision",
    metadata,
    Column("document_id", ForeignKey("document.id"), primary_key=True),
    Column("eid", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("language", String, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("parent", String),
    Column("first_page", Integer),
    Column("last_page", Integer),
    Column("strength", String),
    Column("ancestors", Text, nullable=False),  # eIds from the outermost in, joined by "/"
    Column("language_confidence", Float),
    sqlite_with_rowid=False,
)

passage = Table(
    "passage",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", String, nullable=False),
    Column("eid", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("language", String, nullable=False),
    Column("context", Text, nullable=False),
    ForeignKeyConstraint(["document_id", "eid"], ["provision.document_id", "provision.eid"]),
    Index(None, "document_id", "eid"),
    sqlite_with_rowid=False,
)

citation = Table(
    "citation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", String, nullable=False),
    Column("eid", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("target_instrument", String),
    Column("target_eid", String),
    Column("reason", Text),
    ForeignKeyConstraint(["document_id", "eid"], ["provision.document_id", "provision.eid"]),
    Index(None, "document_id", "eid"),
    Index(None, "target_instrument", "target_eid"),
)

commitment = Table(
    "commitment",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("eid", String, primary_key=True),
    Column("force", String, nullable=False),
    Column("strength", String, nullable=False),
    Column("verb_start", Integer),
    Column("verb_end", Integer),
    Column("actor_start", Integer),
    Column("actor_end", Integer),
    Column("action_start", Integer),
    Column("action_end", Integer),
    Column("deadline_start", Integer),
    Column("deadline_end", Integer),
    Column("partner_start", Integer),
    Column("partner_end", Integer),
    Column("guessed", Boolean, nullable=False),
    Column("guesses", JSON, nullable=False, server_default="[]"),  # names of spans that are guesses
    ForeignKeyConstraint(["document_id", "eid"], ["provision.document_id", "provision.eid"]),
    sqlite_with_rowid=False,
)

# Names of the entities that the field cares about, where they stand in a text.
mention = Table(
    "mention",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", String, nullable=False),
    Column("eid", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("entity", String, nullable=False, index=True),
    ForeignKeyConstraint(["document_id", "eid"], ["provision.document_id", "provision.eid"]),
    Index(None, "document_id", "eid"),
)

assignment = Table(
    "assignment",
    metadata,
    Column("document_id", ForeignKey("document.id"), primary_key=True),
    Column("eid", String, primary_key=True),
    Column("area", String, primary_key=True),
    Column("score", Float, nullable=False),
    Column("status", String, nullable=False),
    Column("by", Text, nullable=False),
    Column("evidence", JSON, nullable=False),  # [[start, end], ...]
    Column("at", UtcDateTime),
    Column("reason", Text),
    Column("manual", Boolean, nullable=False),  # decided by a person: no program overwrites it
    # The provision is gone since the document was read again; kept in case that it comes back.
    Column("stale", Boolean, nullable=False),
    Column("rivals", JSON, nullable=False, server_default="[]"),  # areas that could not be told apart
    Index(None, "area", "status"),
)

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("document.id"), nullable=False, index=True),
    Column("eid", String, nullable=False),
    Column("area", String, nullable=False),
    Column("status", String, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text),
    Column("at", UtcDateTime, nullable=False),
    Column("act", String),  # the same for decisions that were taken together
    # What a program or the register said before persons decided: [status, score, by]; None for nothing.
    Column("earlier", JSON(none_as_null=True)),
)

authorisation = Table(
    "authorisation",
    metadata,
    Column("document_id", ForeignKey("document.id"), primary_key=True),
    Column("party", String, primary_key=True),
    Column("granted_by", String, nullable=False),
    Column("reference", Text, nullable=False),
    Column("granted_at", UtcDateTime),
)

failure = Table(
    "failure",
    metadata,
    Column("source", String, primary_key=True),
    Column("checksum", String),
    Column("error_kind", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# The bytes of every file that a document was read from, by their SHA-256.
original = Table(
    "original",
    metadata,
    Column("checksum", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

vector = Table(
    "vector",
    metadata,
    Column("encoder", String, primary_key=True),
    Column("hash", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float32, little-endian
)

saved_search = Table(
    "saved_search",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False),  # the party that saved it, empty for the public
    Column("name", Text, nullable=False),
    Column("parameters", JSON, nullable=False),  # [[name, value], ...] as in an address
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    UniqueConstraint("owner", "name"),
)

# What persons said of two provisions: that they are counterparts, or are not. The newest counts.
alignment = Table(
    "alignment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_a", ForeignKey("document.id", name="fk_alignment_document_a"), nullable=False),
    Column("eid_a", String, nullable=False),
    Column("document_b", ForeignKey("document.id", name="fk_alignment_document_b"), nullable=False),
    Column("eid_b", String, nullable=False),
    Column("same", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_alignment_document_a_document_b", "document_a", "document_b"),
)

folder = Table(
    "folder",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False),  # the party that keeps it, empty for the public
    Column("name", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    UniqueConstraint("owner", "name"),
)

folder_entry = Table(
    "folder_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("folder_id", ForeignKey("folder.id"), nullable=False),
    Column("document_id", ForeignKey("document.id"), nullable=False),
    Column("eid", String, nullable=False),
    Column("area", String),  # the heading it is put under, None for none
    Column("note", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    UniqueConstraint("folder_id", "document_id", "eid"),
)

# What became of the last attempt to bring an instrument's official text, and of the last good copy.
fetch = Table(
    "fetch",
    metadata,
    Column("instrument_id", String, primary_key=True),
    Column("address", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("problem", String),
    Column("reason", Text),
    Column("remedy", Text),
    Column("checked_at", UtcDateTime),
    Column("changed_at", UtcDateTime),
    Column("fetched_at", UtcDateTime),
    Column("url", Text),  # where the last good copy came from, behind redirects and links
    Column("checksum", String),
    Column("size", Integer),
    Column("media_type", String),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("path", Text),  # within the home
    Column("document", String),
    Column("wanted_at", UtcDateTime),  # by a run that has not come to it yet
    Column("partial", JSON(none_as_null=True)),  # of a download that was interrupted
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # one row, id 1
    # Random, not counted: a restored backup must not come to a number that was used before.
    Column("token", String, nullable=False),
)
