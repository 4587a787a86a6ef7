"""Alembic's entry: runs migrations on the connection that corpus.store.migrating hands over."""

from __future__ import annotations

from alembic import context

from corpus.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
