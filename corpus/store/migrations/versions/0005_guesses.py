"""Which parts of a commitment are guesses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("commitment", sa.Column("guesses", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("commitment", "guesses")
