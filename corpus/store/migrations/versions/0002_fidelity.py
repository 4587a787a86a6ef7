"""What a document's reading is worth: quality, lines on pages, commitments, the original files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("quality_state", sa.String()))
    op.add_column("document", sa.Column("coverage", sa.Float()))
    op.add_column("document_text", sa.Column("lines", sa.LargeBinary()))
    op.add_column("document_text", sa.Column("quality", sa.JSON()))
    op.add_column("provision", sa.Column("language_confidence", sa.Float()))
    op.create_table(
        "commitment",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("eid", sa.String(), nullable=False),
        sa.Column("force", sa.String(), nullable=False),
        sa.Column("strength", sa.String(), nullable=False),
        sa.Column("verb_start", sa.Integer()),
        sa.Column("verb_end", sa.Integer()),
        sa.Column("actor_start", sa.Integer()),
        sa.Column("actor_end", sa.Integer()),
        sa.Column("guessed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id", "eid"],
            ["provision.document_id", "provision.eid"],
            name=op.f("fk_commitment_provision"),
        ),
        sa.PrimaryKeyConstraint("document_id", "eid", name=op.f("pk_commitment")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "original",
        sa.Column("checksum", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("checksum", name=op.f("pk_original")),
    )


def downgrade() -> None:
    op.drop_table("original")
    op.drop_table("commitment")
    op.drop_column("provision", "language_confidence")
    op.drop_column("document_text", "quality")
    op.drop_column("document_text", "lines")
    op.drop_column("document", "coverage")
    op.drop_column("document", "quality_state")
