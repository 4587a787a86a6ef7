"""The provisions in a drafting folder: in order, under areas, with notes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, tuple_, update

from corpus.access import Access
from corpus.areas import area as area_called
from corpus.store.base import Base, in_batches, not_found
from corpus.store.folders import find_folder, mark_changed, read_note
from corpus.store.records import FolderEntry
from corpus.store.tables import document, folder_entry, provision
from corpus.store.visibility import visible

_LARGEST_ID = 2**31 - 1  # that every database takes


class Collecting(Base):
    """The part of the store that keeps what is in folders.

    An entry whose document may not be seen (any more) is not told of, counted or touched: should the
    document come back, so does the entry.
    """

    def folder_entries(self, folder_id: str, access: Access) -> list[FolderEntry]:
        """Return the entries whose documents may be seen, in the drafter's order.

        Raises:
            NotFoundError: ``access`` keeps no folder of this id.
        """
        with self._reading() as connection:
            find_folder(connection, folder_id, access)
            return _entries(connection, folder_id, access)

    def folder_entry(self, folder_id: str, entry_id: int, access: Access) -> FolderEntry:
        """Return one of them (NotFoundError if there is none, or it may not be seen)."""
        with self._reading() as connection:
            find_folder(connection, folder_id, access)
            return _entry(connection, folder_id, entry_id, access)

    def add_to_folder(
        self, folder_id: str, places: Iterable[tuple[str, str, str | None]], access: Access, note: str = ""
    ) -> list[FolderEntry]:
        """Put provisions (document id, eId, area or None) at the end of a folder; return their entries.

        What is in it already stays as it is, where it is.

        Raises:
            NotFoundError: there is no such folder, document or provision for ``access``.
            UsageError: an area is none, or the note too long.
        """
        note = read_note(note)
        wanted = {(key, eid): _area(area) for key, eid, area in places}
        now = datetime.now(UTC)
        with self._writing() as connection:
            find_folder(connection, folder_id, access)
            _check_places(connection, wanted, access)
            mine = folder_entry.c.folder_id == folder_id
            last = connection.scalar(select(func.max(folder_entry.c.position)).where(mine)) or 0
            known = {(each.document_id, each.eid) for each in _entries(connection, folder_id, access)}
            new = [
                {
                    "folder_id": folder_id,
                    "document_id": key,
                    "eid": eid,
                    "area": area,
                    "note": note,
                    "position": position,
                    "added_at": now,
                }
                for position, ((key, eid), area) in enumerate(
                    ((place, area) for place, area in wanted.items() if place not in known), start=last + 1
                )
            ]
            if new:
                connection.execute(insert(folder_entry), new)
                mark_changed(connection, folder_id)
            found = {(each.document_id, each.eid): each for each in _entries(connection, folder_id, access)}
        return [found[place] for place in wanted]

    def change_entry(
        self,
        folder_id: str,
        entry_id: int,
        access: Access,
        *,
        note: str | None = None,
        area: str | None = None,
    ) -> None:
        """Give an entry another note, or put it under another area; the empty one is none.

        Raises:
            NotFoundError: there is no such entry for ``access``.
            UsageError: the area is none, or the note too long.
        """
        changes: dict[str, Any] = {} if note is None else {"note": read_note(note)}
        if area is not None:
            changes["area"] = _area(area)
        with self._writing() as connection:
            find_folder(connection, folder_id, access)
            _entry(connection, folder_id, entry_id, access)
            if changes:
                connection.execute(
                    update(folder_entry).where(folder_entry.c.id == entry_id).values(**changes)
                )
                mark_changed(connection, folder_id)

    def shift_entry(self, folder_id: str, entry_id: int, access: Access, *, down: bool) -> None:
        """Change places with the entry before or after under the same area, if there is one.

        Raises:
            NotFoundError: there is no such entry for ``access``.
        """
        with self._writing() as connection:
            find_folder(connection, folder_id, access)
            entry = _entry(connection, folder_id, entry_id, access)
            among = [each for each in _entries(connection, folder_id, access) if each.area == entry.area]
            at = among.index(entry) + (1 if down else -1)
            if not 0 <= at < len(among):
                return
            for moved, position in ((entry, among[at].position), (among[at], entry.position)):
                connection.execute(
                    update(folder_entry).where(folder_entry.c.id == moved.id).values(position=position)
                )
            mark_changed(connection, folder_id)

    def replace_entry(self, folder_id: str, entry_id: int, place: tuple[str, str], access: Access) -> int:
        """Let an entry stand for another provision (document id, eId); return the id of its entry.

        Where that provision is in the folder already, both become one with the notes of both.

        Raises:
            NotFoundError: there is no such entry or provision for ``access``.
            UsageError: the notes together are too long.
        """
        with self._writing() as connection:
            find_folder(connection, folder_id, access)
            entry = _entry(connection, folder_id, entry_id, access)
            _check_places(connection, {place: None}, access)
            there = {(each.document_id, each.eid): each for each in _entries(connection, folder_id, access)}
            other = there.get(place)
            if other is not None and other.id != entry_id:
                notes = dict.fromkeys(each for each in (other.note, entry.note) if each)
                connection.execute(
                    update(folder_entry)
                    .where(folder_entry.c.id == other.id)
                    .values(note=read_note("\n".join(notes)))
                )
                connection.execute(delete(folder_entry).where(folder_entry.c.id == entry_id))
            else:
                connection.execute(
                    update(folder_entry)
                    .where(folder_entry.c.id == entry_id)
                    .values(document_id=place[0], eid=place[1])
                )
            mark_changed(connection, folder_id)
        return entry_id if other is None else other.id

    def remove_entry(self, folder_id: str, entry_id: int, access: Access) -> None:
        """Take an entry out (NotFoundError if there is none, or it may not be seen)."""
        with self._writing() as connection:
            find_folder(connection, folder_id, access)
            _entry(connection, folder_id, entry_id, access)
            connection.execute(delete(folder_entry).where(folder_entry.c.id == entry_id))
            mark_changed(connection, folder_id)


def _entries(connection: Connection, folder_id: str, access: Access) -> list[FolderEntry]:
    rows = connection.execute(
        select(*folder_entry.c)
        .join_from(folder_entry, document)
        .where(folder_entry.c.folder_id == folder_id, visible(access))
        .order_by(folder_entry.c.position, folder_entry.c.id)
    )
    return [_read_entry(row) for row in rows]


def _entry(connection: Connection, folder_id: str, entry_id: int, access: Access) -> FolderEntry:
    if not 0 < entry_id <= _LARGEST_ID:
        raise not_found("entry", str(entry_id)[:40])
    row = connection.execute(
        select(*folder_entry.c)
        .join_from(folder_entry, document)
        .where(folder_entry.c.folder_id == folder_id, folder_entry.c.id == entry_id, visible(access))
    ).first()
    if row is None:
        raise not_found("entry", str(entry_id))
    return _read_entry(row)


def _check_places(connection: Connection, places: Iterable[tuple[str, str]], access: Access) -> None:
    """See that all these provisions are there for ``access``."""
    wanted = list(places)
    there: set[tuple[str, str]] = set()
    key: ColumnElement[Any] = tuple_(provision.c.document_id, provision.c.eid)
    for batch in in_batches(wanted, 200):
        rows = connection.execute(
            select(provision.c.document_id, provision.c.eid)
            .join_from(provision, document)
            .where(key.in_(batch), visible(access))
        )
        there.update((row.document_id, row.eid) for row in rows)
    for document_id, eid in wanted:
        if (document_id, eid) not in there:
            raise not_found("provision", f"{document_id}#{eid}")


def _area(code: str | None) -> str | None:
    return area_called(code).code if code else None


def _read_entry(row: Row[Any]) -> FolderEntry:
    return FolderEntry(row.id, row.document_id, row.eid, row.area, row.note, row.position, row.added_at)
