"""Where the entities of the field are named: rows of ``mention``, writing and reading them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select, true

from corpus.access import Access
from corpus.errors import StoreError
from corpus.model import Mention
from corpus.store.base import Base, find_document
from corpus.store.tables import document, mention, provision
from corpus.store.visibility import current

_SYSTEM = Access.system_()


@dataclass(frozen=True, slots=True)
class MentionCount:
    """How often an entity is named, as far as a reader may see: in current documents.

    ``provisions`` counts a provision of an instrument once, in however many languages it stands.
    """

    entity: str
    mentions: int
    provisions: int
    instruments: int


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """A provision that names an entity, with where it does so (spans of the document's text)."""

    document_id: str
    instrument_id: str
    language: str
    eid: str
    spans: tuple[tuple[int, int], ...]


class Mentioning(Base):
    """The part of the store that knows where entities are named."""

    def mentions(self, document_id: str, access: Access) -> list[Mention]:
        """Return the mentions of a document in text order (NotFoundError if absent or hidden)."""
        with self._reading() as connection:
            find_document(connection, document_id, access)
            return load_mentions(connection, document_id)

    def put_mentions(self, document_id: str, found: Iterable[Mention]) -> bool:
        """Replace the mentions of a document; returns whether anything changed.

        Raises:
            NotFoundError: there is no such document.
            StoreError: a mention is of another document, or in a provision that is missing.
        """
        wanted = sorted(found, key=lambda each: (each.start, each.end, each.entity))
        with self._writing() as connection:
            find_document(connection, document_id, _SYSTEM)
            there = load_mentions(connection, document_id)
            if sorted(there, key=lambda each: (each.start, each.end, each.entity)) == wanted:
                return False
            eids = set(
                connection.scalars(select(provision.c.eid).where(provision.c.document_id == document_id))
            )
            for each in wanted:
                if each.document_id != document_id or each.eid not in eids:
                    raise StoreError(
                        f"Document {document_id} has no provision {each.eid!r} to name {each.entity}.",
                        remedy="Find the mentions again: the document was read anew in the meantime.",
                    )
            connection.execute(delete(mention).where(mention.c.document_id == document_id))
            if wanted:
                connection.execute(insert(mention), [write_mention(each) for each in wanted])
            return True

    def count_mentions(self, access: Access, entity: str | None = None) -> dict[str, MentionCount]:
        """Return by entity, or of one, how often it is named in what ``access`` may see; no zeros."""
        wanted = true() if entity is None else mention.c.entity == entity
        query = (
            select(
                mention.c.entity,
                document.c.instrument_id,
                mention.c.eid,
                func.count().label("mentions"),
            )
            .join_from(mention, document, mention.c.document_id == document.c.id)
            .where(current(access), wanted)
            .group_by(mention.c.entity, document.c.instrument_id, mention.c.eid)
        ).subquery()
        totals = select(
            query.c.entity,
            func.sum(query.c.mentions),
            func.count(),
            func.count(query.c.instrument_id.distinct()),
        ).group_by(query.c.entity)
        with self._reading() as connection:
            return {
                row[0]: MentionCount(row[0], int(row[1]), int(row[2]), int(row[3]))
                for row in connection.execute(totals)
            }

    def mention_languages(self, entity: str, access: Access) -> dict[str, int]:
        """Return in how many provisions an entity is named, by the provisions' language."""
        query = (
            select(
                provision.c.language, func.count(func.distinct(mention.c.document_id + "#" + mention.c.eid))
            )
            .join_from(mention, document, mention.c.document_id == document.c.id)
            .join(provision, _SAME)
            .where(current(access), mention.c.entity == entity)
            .group_by(provision.c.language)
            .order_by(provision.c.language)
        )
        with self._reading() as connection:
            return {language: int(count) for language, count in connection.execute(query)}

    def mention_places(
        self,
        entity: str,
        access: Access,
        *,
        languages: Collection[str] = (),
        instrument_id: str | None = None,
    ) -> list[MentionPlace]:
        """Return the provisions that name an entity: by instrument and document, in text order."""
        query = (
            select(
                mention.c.document_id,
                document.c.instrument_id,
                provision.c.language,
                mention.c.eid,
                mention.c.start,
                mention.c.end,
            )
            .join_from(mention, document, mention.c.document_id == document.c.id)
            .join(provision, _SAME)
            .where(current(access), mention.c.entity == entity)
            .order_by(document.c.instrument_id, mention.c.document_id, mention.c.start, mention.c.id)
        )
        if languages:
            query = query.where(provision.c.language.in_(sorted(languages)))
        if instrument_id is not None:
            query = query.where(document.c.instrument_id == instrument_id)
        spans: defaultdict[tuple[str, str, str, str], list[tuple[int, int]]] = defaultdict(list)
        with self._reading() as connection:
            for row in connection.execute(query):
                spans[row.document_id, row.instrument_id, row.language, row.eid].append((row.start, row.end))
        return [MentionPlace(*key, tuple(found)) for key, found in spans.items()]


_SAME = and_(provision.c.document_id == mention.c.document_id, provision.c.eid == mention.c.eid)


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
