"""Where the entities of the field are named: rows of ``mention``, and reading them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from corpus.access import Access
from corpus.model import Mention
from corpus.store.base import Base, find_document
from corpus.store.tables import mention


class Mentioning(Base):
    """The part of the store that knows where entities are named."""

    def mentions(self, document_id: str, access: Access) -> list[Mention]:
        """Return the mentions of a document in text order (NotFoundError if absent or hidden)."""
        with self._reading() as connection:
            find_document(connection, document_id, access)
            return load_mentions(connection, document_id)


def load_mentions(connection: Connection, document_id: str) -> list[Mention]:
    """Return the mentions of a document that is known to be visible."""
    rows = connection.execute(
        select(mention).where(mention.c.document_id == document_id).order_by(mention.c.start, mention.c.id)
    )
    return [Mention(row.document_id, row.eid, row.start, row.end, row.entity) for row in rows]


def write_mention(entry: Mention) -> dict[str, Any]:
    """Return the row of ``mention``."""
    return {
        "document_id": entry.document_id,
        "eid": entry.eid,
        "start": entry.start,
        "end": entry.end,
        "entity": entry.entity,
    }
