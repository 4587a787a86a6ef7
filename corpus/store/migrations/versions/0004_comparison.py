"""What, by when and with whom commitments are; mentions; overlaps of areas; corrected alignments; folders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SPANS = ("action", "deadline", "partner")


def upgrade() -> None:
    for name in SPANS:
        op.add_column("commitment", sa.Column(f"{name}_start", sa.Integer()))
        op.add_column("commitment", sa.Column(f"{name}_end", sa.Integer()))
    op.add_column("commitment", sa.Column("guesses", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("assignment", sa.Column("rivals", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("eid", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
        sa.ForeignKeyConstraint(
            ["document_id", "eid"],
            ["provision.document_id", "provision.eid"],
            name=op.f("fk_mention_provision"),
        ),
    )
    op.create_index(op.f("ix_mention_document_id_eid"), "mention", ["document_id", "eid"])
    op.create_index(op.f("ix_mention_entity"), "mention", ["entity"])
    op.create_table(
        "alignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_a", sa.String(), nullable=False),
        sa.Column("eid_a", sa.String(), nullable=False),
        sa.Column("document_b", sa.String(), nullable=False),
        sa.Column("eid_b", sa.String(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alignment")),
        sa.ForeignKeyConstraint(["document_a"], ["document.id"], name=op.f("fk_alignment_document_a")),
        sa.ForeignKeyConstraint(["document_b"], ["document.id"], name=op.f("fk_alignment_document_b")),
    )
    op.create_index(op.f("ix_alignment_document_a_document_b"), "alignment", ["document_a", "document_b"])
    op.create_table(
        "folder",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder")),
        sa.UniqueConstraint("owner", "name", name=op.f("uq_folder_owner_name")),
    )
    op.create_table(
        "folder_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folder_id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("eid", sa.String(), nullable=False),
        sa.Column("area", sa.String()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder_entry")),
        sa.ForeignKeyConstraint(["folder_id"], ["folder.id"], name=op.f("fk_folder_entry_folder")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_folder_entry_document")),
        sa.UniqueConstraint(
            "folder_id", "document_id", "eid", name=op.f("uq_folder_entry_folder_id_document_id_eid")
        ),
    )


def downgrade() -> None:
    for table in ("folder_entry", "folder", "alignment", "mention"):
        op.drop_table(table)
    op.drop_column("assignment", "rivals")
    op.drop_column("commitment", "guesses")
    for name in SPANS:
        op.drop_column("commitment", f"{name}_start")
        op.drop_column("commitment", f"{name}_end")
