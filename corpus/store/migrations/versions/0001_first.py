"""The first form of the store."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("instrument_id", sa.String(), nullable=False),
        sa.Column("lineage", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("checksum", sa.String(), nullable=False),
        sa.Column("parser", sa.String(), nullable=False),
        sa.Column("classification", sa.String(), nullable=False),
        sa.Column("provider", sa.String()),
        sa.Column("ingested_at", _MOMENT),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("provision_count", sa.Integer(), nullable=False),
        sa.Column("passage_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("lineage", "version", name=op.f("uq_document_lineage_version")),
    )
    op.create_index(op.f("ix_document_instrument_id"), "document", ["instrument_id"])
    op.create_index(op.f("ix_document_source"), "document", ["source"])
    op.create_table(
        "failure",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("checksum", sa.String()),
        sa.Column("error_kind", sa.String(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_failure")),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    op.create_table(
        "vector",
        sa.Column("encoder", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("encoder", "hash", name=op.f("pk_vector")),
    )
    op.create_table(
        "assignment",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("eid", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("at", _MOMENT),
        sa.Column("reason", sa.Text()),
        sa.Column("manual", sa.Boolean(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_assignment_document")),
        sa.PrimaryKeyConstraint("document_id", "eid", "area", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_area_status"), "assignment", ["area", "status"])
    op.create_table(
        "authorisation",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("granted_by", sa.String(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("granted_at", _MOMENT),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_authorisation_document")),
        sa.PrimaryKeyConstraint("document_id", "party", name=op.f("pk_authorisation")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("eid", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_decision_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_document_id"), "decision", ["document_id"])
    op.create_table(
        "description",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("jurisdiction", sa.String(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("body", sa.Text()),
        sa.Column("date", sa.String()),
        sa.Column("status", sa.Text()),
        sa.Column("official_source", sa.Text()),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_description_document")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_description")),
    )
    op.create_table(
        "document_text",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_text_document")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_text")),
    )
    op.create_table(
        "provision",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("eid", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("parent", sa.String()),
        sa.Column("first_page", sa.Integer()),
        sa.Column("last_page", sa.Integer()),
        sa.Column("strength", sa.String()),
        sa.Column("ancestors", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_provision_document")),
        sa.PrimaryKeyConstraint("document_id", "eid", name=op.f("pk_provision")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("eid", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("target_instrument", sa.String()),
        sa.Column("target_eid", sa.String()),
        sa.Column("reason", sa.Text()),
        sa.ForeignKeyConstraint(
            ["document_id", "eid"],
            ["provision.document_id", "provision.eid"],
            name=op.f("fk_citation_provision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
    )
    op.create_index(op.f("ix_citation_document_id_eid"), "citation", ["document_id", "eid"])
    op.create_index(
        op.f("ix_citation_target_instrument_target_eid"), "citation", ["target_instrument", "target_eid"]
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("eid", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id", "eid"],
            ["provision.document_id", "provision.eid"],
            name=op.f("fk_passage_provision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_passage_document_id_eid"), "passage", ["document_id", "eid"])
    op.bulk_insert(
        sa.table("revision", sa.column("id"), sa.column("token")), [{"id": 1, "token": uuid4().hex}]
    )


def downgrade() -> None:
    op.drop_table("passage")
    op.drop_table("citation")
    op.drop_table("provision")
    op.drop_table("document_text")
    op.drop_table("description")
    op.drop_table("decision")
    op.drop_table("authorisation")
    op.drop_table("assignment")
    op.drop_table("vector")
    op.drop_table("revision")
    op.drop_table("failure")
    op.drop_table("document")
