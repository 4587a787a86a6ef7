"""Drafting folders, in which readers collect provisions (:mod:`corpus.store.collecting`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from corpus.access import Access
from corpus.errors import UsageError
from corpus.store.base import Base, not_found
from corpus.store.records import Folder
from corpus.store.tables import document, folder, folder_entry
from corpus.store.visibility import visible
from corpus.typed import check_length, read_name, read_text

MOST_FOLDERS = 200
"""Folders that one owner can keep; a folder itself may hold any number of provisions."""
LONGEST_NAME = 120
LONGEST_NOTE = 20_000


class Foldering(Base):
    """The part of the store that keeps folders; each reader has those of his own party alone.

    Entries whose documents may not be seen (any more) are not counted.
    """

    def make_folder(self, name: str, access: Access, note: str = "") -> Folder:
        """Return a new, empty folder.

        Raises:
            UsageError: the name is empty, too long or taken, the note too long, or there are too many.
        """
        name, note, owner = _name(name), read_note(note), _owner(access)
        now = datetime.now(UTC)
        made = Folder(uuid4().hex[:16], name, note, now, now, 0)
        with self._writing() as connection:
            names = connection.scalars(select(folder.c.name).where(folder.c.owner == owner)).all()
            _check_free(name, names)
            if len(names) >= MOST_FOLDERS:
                raise UsageError(f"There are {MOST_FOLDERS} folders already.", remedy="Remove one of them.")
            connection.execute(
                insert(folder).values(
                    id=made.id, owner=owner, name=name, note=note, created_at=now, changed_at=now
                )
            )
        return made

    def folders(self, access: Access) -> list[Folder]:
        """Return the folders of ``access`` by name, each with how many entries may be seen."""
        counted = (
            select(folder_entry.c.folder_id, func.count())
            .join_from(folder_entry, document)
            .join(folder, folder.c.id == folder_entry.c.folder_id)
            .where(visible(access), folder.c.owner == _owner(access))
            .group_by(folder_entry.c.folder_id)
        )
        with self._reading() as connection:
            rows = connection.execute(select(folder).where(folder.c.owner == _owner(access))).all()
            counts = {row[0]: row[1] for row in connection.execute(counted)}
        found = [_read_folder(row, counts.get(row.id, 0)) for row in rows]
        return sorted(found, key=lambda each: (each.name.casefold(), each.id))

    def folder(self, folder_id: str, access: Access) -> Folder:
        """Return one of them (NotFoundError if ``access`` keeps none of this id)."""
        with self._reading() as connection:
            row = find_folder(connection, folder_id, access)
            count = connection.scalar(
                select(func.count())
                .select_from(folder_entry)
                .join(document)
                .where(folder_entry.c.folder_id == folder_id, visible(access))
            )
        return _read_folder(row, count or 0)

    def change_folder(
        self, folder_id: str, access: Access, *, name: str | None = None, note: str | None = None
    ) -> None:
        """Give a folder another name or note.

        Raises:
            NotFoundError: ``access`` keeps no folder of this id.
            UsageError: as :meth:`make_folder`.
        """
        given: dict[str, Any] = {"name": None if name is None else _name(name)}
        given |= {"note": None if note is None else read_note(note)}
        changes = {key: value for key, value in given.items() if value is not None}
        with self._writing() as connection:
            find_folder(connection, folder_id, access)
            if "name" in changes:
                others = select(folder.c.name).where(
                    folder.c.owner == _owner(access), folder.c.id != folder_id
                )
                _check_free(changes["name"], connection.scalars(others).all())
            mark_changed(connection, folder_id, **changes)

    def remove_folder(self, folder_id: str, access: Access) -> None:
        """Forget a folder with its entries (NotFoundError if ``access`` keeps none of this id)."""
        with self._writing() as connection:
            find_folder(connection, folder_id, access)
            connection.execute(delete(folder_entry).where(folder_entry.c.folder_id == folder_id))
            connection.execute(delete(folder).where(folder.c.id == folder_id))


def find_folder(connection: Connection, folder_id: str, access: Access) -> Row[Any]:
    """Return the row of a folder that ``access`` keeps (NotFoundError if there is none)."""
    row = connection.execute(
        select(folder).where(folder.c.id == folder_id, folder.c.owner == _owner(access))
    ).first()
    if row is None:
        raise not_found("folder", folder_id)
    return row


def mark_changed(connection: Connection, folder_id: str, **values: Any) -> None:
    """Record that a folder was changed just now, and ``values`` of it."""
    changed = update(folder).where(folder.c.id == folder_id)
    connection.execute(changed.values(changed_at=datetime.now(UTC), **values))


def _owner(access: Access) -> str:
    if access.system:
        raise UsageError("Maintenance keeps no folders.", remedy="Read on behalf of a party or the public.")
    return access.party or ""


def _name(given: str) -> str:
    return read_name(given, UsageError("A folder needs a name.", remedy="Give it one."), LONGEST_NAME)


def read_note(given: str) -> str:
    """Return a note with plain line ends (UsageError if it is too long, or no text)."""
    note = read_text(given, "note").replace("\r\n", "\n").replace("\r", "\n").strip()
    return check_length(note, "note", LONGEST_NOTE)


def _check_free(name: str, taken: Iterable[str]) -> None:
    if name in taken:
        raise UsageError(f"There is a folder named '{name}' already.", remedy="Choose another name.")


def _read_folder(row: Row[Any], entries: int) -> Folder:
    return Folder(row.id, row.name, row.note, row.created_at, row.changed_at, entries)
