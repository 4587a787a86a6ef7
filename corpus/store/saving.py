"""Searches that readers keep, and what has come in since they last looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Row, delete, insert, select, update

from corpus.access import Access
from corpus.errors import UsageError
from corpus.store.base import Base, not_found
from corpus.store.records import SavedSearch
from corpus.store.tables import authorisation, document, saved_search
from corpus.store.visibility import current

MOST_SAVED = 200
"""Searches that one owner can keep."""
LONGEST_NAME = 120
MOST_PARAMETERS = 200
LONGEST_VALUE = 4_000


class Saving(Base):
    """The part of the store that keeps searches; each reader has those of his own party alone."""

    def save_search(self, name: str, parameters: Sequence[tuple[str, str]], access: Access) -> SavedSearch:
        """Keep a search under a name; what is there now counts as seen.

        Raises:
            UsageError: the name is empty, too long or taken, the search is too large, or there are too many.
        """
        name, owner = " ".join(name.split()), _owner(access)
        _check(name, parameters)
        now = datetime.now(UTC)
        found = SavedSearch(
            uuid4().hex[:16], name, tuple((key, value) for key, value in parameters), now, now
        )
        with self._writing() as connection:
            names = connection.scalars(select(saved_search.c.name).where(saved_search.c.owner == owner)).all()
            if name in names:
                raise UsageError(
                    f"There is a saved search named '{name}' already.",
                    remedy="Choose another name, or remove that one first.",
                )
            if len(names) >= MOST_SAVED:
                raise UsageError(
                    f"There are {MOST_SAVED} saved searches already.", remedy="Remove one that is not needed."
                )
            connection.execute(
                insert(saved_search).values(
                    id=found.id,
                    owner=owner,
                    name=name,
                    parameters=[list(pair) for pair in found.parameters],
                    created_at=now,
                    seen_at=now,
                )
            )
        return found

    def saved_searches(self, access: Access) -> list[SavedSearch]:
        """Return the searches that ``access`` keeps, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(saved_search).where(saved_search.c.owner == _owner(access)))
            return sorted(map(_read, rows), key=lambda found: (found.name.casefold(), found.id))

    def saved_search(self, search_id: str, access: Access) -> SavedSearch:
        """Return one of them (NotFoundError if ``access`` keeps none of this id)."""
        with self._reading() as connection:
            row = connection.execute(select(saved_search).where(_mine(search_id, access))).first()
        if row is None:
            raise not_found("saved search", search_id)
        return _read(row)

    def remove_saved_search(self, search_id: str, access: Access) -> None:
        """Forget one of them (NotFoundError if ``access`` keeps none of this id)."""
        with self._writing() as connection:
            if not connection.execute(delete(saved_search).where(_mine(search_id, access))).rowcount:
                raise not_found("saved search", search_id)

    def mark_seen(self, search_id: str, access: Access, at: datetime | None = None) -> None:
        """Record that what came in until ``at`` (by default now) has been looked at; never moves back.

        Raises:
            NotFoundError: ``access`` keeps no search of this id.
        """
        moment = at or datetime.now(UTC)
        known = self.saved_search(search_id, access)
        if moment <= known.seen_at:
            return
        with self._writing() as connection:
            connection.execute(update(saved_search).where(_mine(search_id, access)).values(seen_at=moment))

    def documents_since(self, moment: datetime, access: Access) -> dict[str, datetime]:
        """Return when the current documents that ``access`` may see came to it, of those after ``moment``.

        A document comes when it is ingested, and to a party that is authorised later, with the authorisation.
        """
        authorised = select(authorisation.c.document_id, authorisation.c.granted_at).where(
            authorisation.c.party == (access.party or "")
        )
        with self._reading() as connection:
            rows = connection.execute(
                select(document.c.id, document.c.ingested_at).where(current(access))
            ).all()
            granted = {row.document_id: row.granted_at for row in connection.execute(authorised)}
        came = {row.id: _latest(row.ingested_at, granted.get(row.id)) for row in rows}
        after = [(at, document_id) for document_id, at in came.items() if at is not None and at > moment]
        return {document_id: at for at, document_id in sorted(after)}


def _latest(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)


def _owner(access: Access) -> str:
    if access.system:
        raise UsageError("Maintenance keeps no searches.", remedy="Read on behalf of a party or the public.")
    return access.party or ""


def _mine(search_id: str, access: Access) -> ColumnElement[bool]:
    return (saved_search.c.id == search_id) & (saved_search.c.owner == _owner(access))


def _check(name: str, parameters: Sequence[tuple[str, str]]) -> None:
    if not name:
        raise UsageError("A saved search needs a name.", remedy="Give it one.")
    if len(name) > LONGEST_NAME:
        raise UsageError(
            f"The name has {len(name)} characters; at most {LONGEST_NAME} are taken.", remedy="Shorten it."
        )
    if len(parameters) > MOST_PARAMETERS or any(len(value) > LONGEST_VALUE for _, value in parameters):
        raise UsageError("This search is too large to be kept.", remedy="Use fewer filters.")


def _read(row: Row[Any]) -> SavedSearch:
    return SavedSearch(
        row.id,
        row.name,
        tuple((str(key), str(value)) for key, value in row.parameters),
        row.created_at,
        row.seen_at,
    )
