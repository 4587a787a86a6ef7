"""Downloading a text: only if it changed, on from where it broke off, never more than the bound."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from corpus.errors import RefusedError, StoreError, UnreachableError
from corpus.store import FetchRecord, PartialDownload
from ingest.fetch.asking import Asker
from ingest.fetch.formats import check_declared
from ingest.fetch.problems import Problem
from ingest.fetch.unpacking import packing_of, unpacked
from ingest.limits import MEBIBYTE
from ingest.readers.registry import Format

logger = logging.getLogger(__name__)

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_BLOCK = 1024 * 1024
_LONGEST_HEADER = 500  # of those that are sent back
_LARGE = "Look at the address in a browser; if it is the text, raise NARCORD_MAX_FILE_MB."


@dataclass(frozen=True, slots=True)
class Download:
    """A file that came whole: where it lies, from which address, and what to ask that address with next time.

    ``told`` says whether the site told the length, so that nothing can be missing at the end.
    """

    path: Path
    url: str
    checksum: str
    size: int
    etag: str | None
    last_modified: str | None
    told: bool


class Downloader:
    """The download of one text; what is interrupted stays in ``folder``, to be taken up by the next.

    ``known`` is what is known of the text, ``held`` whether its last good copy is here, ``keep_partial``
    remembers what an interrupted download is of.
    """

    def __init__(
        self,
        asker: Asker,
        folder: Path,
        known: FetchRecord,
        *,
        held: bool,
        wanted: Collection[Format],
        keep_partial: Callable[[PartialDownload | None], None],
    ) -> None:
        self._asker = asker
        self._known = known
        self._held = held
        self._wanted = wanted
        self._keep_partial = keep_partial
        self._partial = known.partial
        self.part = folder / "partial"
        self.body = folder / "body"

    def get(self, address: str) -> Download | None:
        """Return the file at an address, None if it is the one that is held.

        Raises:
            UnreachableError: it does not come, or not whole.
            RefusedError: what comes is not taken.
            StoreError: it cannot be written.
        """
        policy = self._asker.policy
        for attempt in range(1, policy.attempts + 1):
            before = self._size()
            try:
                return self._once(address)
            except RefusedError:
                self.forget()
                raise
            except UnreachableError as error:
                grown = error.problem in (Problem.BROKEN, Problem.TIMEOUT) and self._size() != before
                short = error.wait is not None and error.wait <= policy.longest_pause
                if attempt == policy.attempts or not (grown or short):
                    raise
                logger.info("%s: %s; trying again", address, error.message)
                if error.wait:
                    self._asker.sleep(error.wait)
        raise AssertionError("unreachable")

    def forget(self) -> None:
        """Throw away what an interrupted download left."""
        self.part.unlink(missing_ok=True)
        self.body.unlink(missing_ok=True)
        if self._partial is not None:
            self._partial = None
            self._keep_partial(None)

    def _once(self, address: str) -> Download | None:
        while True:
            with self._asker.ask(address, self._headers) as response:
                if response.status_code == 304 and self._held:
                    self.forget()
                    return None
                offset = self._offset(response)
                if offset is not None:
                    told = self._receive(response, offset)
                    return self._unpack(response, told)
            # The site cannot go on from where it broke off: from the beginning, then.
            self.forget()

    def _headers(self, url: httpx.URL) -> Mapping[str, str]:
        headers = {"Accept": ", ".join((*(each.media_type for each in self._wanted), "*/*;q=0.1"))}
        known = self._known
        if self._partial is not None and self._partial.url == str(url) and (size := self._size()):
            headers |= {"Range": f"bytes={size}-", "If-Range": self._partial.validator}
        elif self._held and known.url == str(url):
            if known.etag:
                headers["If-None-Match"] = known.etag
            if known.last_modified:
                headers["If-Modified-Since"] = known.last_modified
        return headers

    def _offset(self, response: httpx.Response) -> int | None:
        """Where the answer goes on in what is here: 0 for a whole one, None for one that does not fit."""
        if response.status_code == 200:
            return 0
        size, asked = self._size(), response.request.headers.get("range")
        match = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
        if asked is None:
            raise UnreachableError(
                f"{response.request.url.host} answers {response.status_code} to a request for all of it.",
                remedy="Try again later.",
                problem=Problem.BROKEN,
            )
        fits = (
            response.status_code == 206
            and match is not None
            and int(match[1]) == size
            and self._partial is not None
            and packing_of(response.headers.get("content-encoding", "")) == self._partial.encoding
        )
        return size if fits else None

    def _receive(self, response: httpx.Response, offset: int) -> bool:
        """Write the body behind the first ``offset`` bytes; returns whether the site told its length."""
        headers, most = response.headers, self._asker.policy.max_bytes
        check_declared(headers.get("content-type", ""), self._wanted)
        encoding = packing_of(headers.get("content-encoding", ""))
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and offset + int(length[:15]) > most:
            raise self._too_large(most)
        if offset == 0:
            self._remember(response, encoding)
        with _writing(self.part), self.part.open("ab" if offset else "wb") as file:
            size = offset
            for chunk in response.iter_raw():
                size += len(chunk)
                if size > most:
                    raise self._too_large(most)
                file.write(chunk)
        return bool(length) or "chunked" in headers.get("transfer-encoding", "").lower()

    def _remember(self, response: httpx.Response, encoding: str) -> None:
        """Note what is being downloaded, if the site can tell by it whether it may go on later."""
        etag = _header(response, "etag")
        validator = etag if etag and not etag.startswith("W/") else _header(response, "last-modified")
        partial = PartialDownload(str(response.request.url), validator, encoding) if validator else None
        self.part.unlink(missing_ok=True)
        if partial != self._partial:
            self._partial = partial
            self._keep_partial(partial)

    def _unpack(self, response: httpx.Response, told: bool) -> Download:
        digest, size, most = hashlib.sha256(), 0, self._asker.policy.max_bytes
        encoding = packing_of(response.headers.get("content-encoding", ""))
        with _writing(self.body), self.body.open("wb") as file:
            for chunk in unpacked(_blocks(self.part), encoding):
                size += len(chunk)
                if size > most:
                    raise self._too_large(most)
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        self.part.unlink(missing_ok=True)
        if self._partial is not None:
            self._partial = None
            self._keep_partial(None)
        return Download(
            self.body,
            str(response.request.url),
            digest.hexdigest(),
            size,
            _header(response, "etag"),
            _header(response, "last-modified"),
            told or bool(encoding),
        )

    def _too_large(self, most: int) -> RefusedError:
        return RefusedError(
            f"More than {most / MEBIBYTE:,.0f} MiB came.", remedy=_LARGE, problem=Problem.TOO_LARGE
        )

    def _size(self) -> int:
        return self.part.stat().st_size if self.part.is_file() else 0


def _header(response: httpx.Response, name: str) -> str | None:
    value = response.headers.get(name)
    # It is sent back one day: nothing that could not stand in a request.
    fit = value and len(value) <= _LONGEST_HEADER and value.isascii() and value.isprintable()
    return value if fit else None


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror or error}.",
            remedy="Make the home writable and see that the disk has room, then run the same command again.",
        ) from error
