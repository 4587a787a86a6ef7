"""Decisions taken in one act, and what was said before a person decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("decision", sa.Column("act", sa.String()))
    op.add_column("decision", sa.Column("earlier", sa.JSON()))


def downgrade() -> None:
    op.drop_column("decision", "earlier")
    op.drop_column("decision", "act")
