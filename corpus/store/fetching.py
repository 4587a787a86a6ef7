"""What became of the attempts to bring official texts from their sources.

Where an official text lies is in the register, and no secret; nor is whether it could be fetched. The
document that it became is read through the access filter like any other: from here comes its id alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from corpus.store.base import Base
from corpus.store.tables import fetch


class FetchStatus(StrEnum):
    """What the last attempt to bring an official text came to."""

    NEVER = "never"  # there was none yet
    CURRENT = "current"  # the copy that is held is what the source publishes
    CHANGED = "changed"  # another text than before was brought, and is a new version
    UNREACHABLE = "unreachable"
    REFUSED = "refused"  # something came, or was led to, that is not taken


@dataclass(frozen=True, slots=True)
class PartialDownload:
    """A download that was interrupted: from where, and the ETag or date by which the source knows it.

    ``encoding`` is how the bytes on disk are packed (``gzip``), empty for not at all.
    """

    url: str
    validator: str
    encoding: str


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """The last attempt to bring an instrument's official text, and the last good copy of it.

    ``problem`` names what is wrong, ``reason`` says it in English; both are None where nothing is.
    ``checked_at`` is the last attempt, ``fetched_at`` when the last good copy came, ``changed_at`` when the
    text last was another than before. ``url`` is where the copy came from, behind redirects and links;
    ``etag`` and ``last_modified`` are what to ask that address with. ``path`` lies within the home,
    ``document`` is what the copy was read into. ``wanted_at`` is when a run asked for the text that has not
    come to it yet.
    """

    instrument_id: str
    address: str
    status: FetchStatus = FetchStatus.NEVER
    problem: str | None = None
    reason: str | None = None
    remedy: str | None = None
    checked_at: datetime | None = None
    changed_at: datetime | None = None
    fetched_at: datetime | None = None
    url: str | None = None
    checksum: str | None = None
    size: int | None = None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    path: str | None = None
    document: str | None = None
    wanted_at: datetime | None = None
    partial: PartialDownload | None = None


class Fetching(Base):
    """The part of the store that remembers what was fetched."""

    def fetches(self) -> dict[str, FetchRecord]:
        """Return what is known of all official texts that were ever asked for, by instrument."""
        with self._reading() as connection:
            return {row.instrument_id: _read(row) for row in connection.execute(select(fetch))}

    def fetch_of(self, instrument_id: str) -> FetchRecord | None:
        """Return what is known of one of them, None if it was never asked for."""
        with self._reading() as connection:
            return _find(connection, instrument_id)

    def keep_fetch(self, record: FetchRecord) -> None:
        """Write what is known of one official text, in place of what was known."""
        with self._writing() as connection:
            _keep(connection, record)

    def want_fetches(self, addresses: Mapping[str, str], at: datetime) -> None:
        """Note that a run of ``at`` asks for these official texts: addresses by instrument."""
        with self._writing() as connection:
            for instrument_id, address in addresses.items():
                known = _find(connection, instrument_id) or FetchRecord(instrument_id, address)
                _keep(connection, replace(known, wanted_at=at))

    def unwant_fetches(self, instrument_ids: Iterable[str]) -> None:
        """Forget that a run asked for these."""
        with self._writing() as connection:
            for instrument_id in instrument_ids:
                connection.execute(
                    update(fetch).where(fetch.c.instrument_id == instrument_id).values(wanted_at=None)
                )


def _find(connection: Connection, instrument_id: str) -> FetchRecord | None:
    row = connection.execute(select(fetch).where(fetch.c.instrument_id == instrument_id)).first()
    return None if row is None else _read(row)


def _keep(connection: Connection, record: FetchRecord) -> None:
    # A write transaction holds the write lock from its beginning, so nobody comes in between.
    values = asdict(record) | {"status": record.status.value}
    if _find(connection, record.instrument_id) is None:
        connection.execute(insert(fetch).values(**values))
    else:
        connection.execute(
            update(fetch).where(fetch.c.instrument_id == record.instrument_id).values(**values)
        )


def _read(row: Row[Any]) -> FetchRecord:
    fields = dict(row._mapping)
    partial = fields.pop("partial")
    status = FetchStatus(fields.pop("status"))
    return FetchRecord(**fields, status=status, partial=PartialDownload(**partial) if partial else None)
