"""What became of the last attempt to bring each official text, and of the last good copy."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fetch",
        sa.Column("instrument_id", sa.String(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("problem", sa.String()),
        sa.Column("reason", sa.Text()),
        sa.Column("remedy", sa.Text()),
        sa.Column("checked_at", sa.DateTime(timezone=True)),
        sa.Column("changed_at", sa.DateTime(timezone=True)),
        sa.Column("fetched_at", sa.DateTime(timezone=True)),
        sa.Column("url", sa.Text()),
        sa.Column("checksum", sa.String()),
        sa.Column("size", sa.Integer()),
        sa.Column("media_type", sa.String()),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("path", sa.Text()),
        sa.Column("document", sa.String()),
        sa.Column("wanted_at", sa.DateTime(timezone=True)),
        sa.Column("partial", sa.JSON()),
        sa.PrimaryKeyConstraint("instrument_id", name=op.f("pk_fetch")),
    )


def downgrade() -> None:
    op.drop_table("fetch")
