"""Taking a file in for one answer: bounded, from a page of ours or a program, kept nowhere."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from corpus.errors import InputError, SearchIndexError, UsageError
from corpus.model import Bundle
from corpus.settings import Settings
from ingest.limits import MEBIBYTE, Limits
from ingest.newcomer import read_newcomer, safe_name
from web.security import refuse_foreign, refuse_foreign_form

LARGEST = 20 * MEBIBYTE
"""Bytes of a file that is taken from a page or a program."""
RAW = "application/octet-stream"
_ENVELOPE = 64 * 1024
"""Bytes that a form may have beyond its file."""
_SECONDS = 60
_READING = BoundedSemaphore(2)
"""Files that are read at a time: each takes a process."""
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name without folders, and its bytes."""

    name: str
    data: bytes

    def read(self, settings: Settings) -> tuple[Bundle, ...]:
        """Read it into bundles, in the sandbox of ingestion, under tighter bounds.

        Raises:
            UsageError: it cannot be read.
            SearchIndexError: too many others are being read.
        """
        usual = Limits.of(settings)
        limits = Limits(
            max_bytes=min(usual.max_bytes, LARGEST),
            seconds=min(usual.seconds, _SECONDS),
            cpu_seconds=min(usual.cpu_seconds, _SECONDS),
            ocr_seconds=_SECONDS,
        )
        if not _READING.acquire(timeout=_PATIENCE):
            raise SearchIndexError("Other files are being read.", remedy="Try again in a minute.")
        try:
            return read_newcomer(self.data, self.name, limits)
        except InputError as error:
            # What was sent is wrong, not what is here.
            raise UsageError(error.message, remedy=error.remedy) from None
        finally:
            _READING.release()


async def read_form_file(request: Request) -> Upload:
    """Return the file of a form of ours, in its field ``file``.

    Raises:
        ForeignRequestError: it was sent from another site.
        UsageError: there is none, or it is too large.
    """
    refuse_foreign_form(request)
    bounded = _bound(request, LARGEST + _ENVELOPE)
    async with bounded.form(max_files=1, max_fields=8, max_part_size=_ENVELOPE) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise UsageError("No file was chosen.", remedy="Choose a file on the page, then send it.")
        data = await file.read(LARGEST + 1)
    return _check(Upload(safe_name(file.filename), data))


async def read_raw_file(request: Request) -> Upload:
    """Return the file that a program sends as the body, under the ``name`` in the address.

    Raises:
        ForeignRequestError: it was sent from another site, or is not declared as bytes.
        UsageError: it is empty or too large.
    """
    refuse_foreign(request, RAW)
    body = bytearray()
    async for part in _bound(request, LARGEST).stream():
        body += part
    return _check(Upload(safe_name(request.query_params.get("name", "")), bytes(body)))


def _check(upload: Upload) -> Upload:
    if len(upload.data) > LARGEST:
        raise _too_large()
    if not upload.data:
        raise UsageError("The file is empty.", remedy="Send the bytes of one file.")
    return upload


def _too_large() -> UsageError:
    return UsageError(
        f"The file is larger than {LARGEST // MEBIBYTE} MB.",
        remedy="Read it with the command: narcord framework FILE",
    )


def _bound(request: Request, most: int) -> Request:
    """The same request, whose body is refused from so many bytes on, before it is kept anywhere."""
    taken = 0

    async def receive() -> MutableMapping[str, Any]:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise _too_large()
        return message

    return Request(request.scope, receive)
