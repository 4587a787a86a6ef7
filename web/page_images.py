"""Pictures of the pages of source files, drawn where a hostile file can do no harm."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from ingest.page_image import PageRequest, render
from ingest.sandbox import Sandbox

MEDIA_TYPES = frozenset({"application/pdf", "image/png", "image/jpeg", "image/tiff"})
WIDTHS = (700, 1400)
"""Pixels; few, so that nobody can fill the memory with sizes."""
_KEPT_BYTES = 32_000_000


class PageImages:
    """Draws pages as PNG in a worker process and keeps those drawn last. Safe to use from threads."""

    def __init__(self) -> None:
        self._sandbox: Sandbox | None = None
        self._drawn: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def draw(self, checksum: str, data: bytes, page: int, width: int) -> bytes:
        """Return page ``page`` (from 1) of the file ``data`` as PNG, ``width`` pixels wide.

        ``checksum`` names the bytes, so that a page is drawn once.

        Raises:
            InputError: the page is not there or cannot be drawn.
        """
        key = (checksum, page, width)
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
            if self._sandbox is None:
                self._sandbox = Sandbox(workers=1)
            sandbox = self._sandbox
        drawn = sandbox.run(render, PageRequest(data, page, width, uri=f"Page {page}"))
        with self._lock:
            if key not in self._drawn:
                self._drawn[key] = drawn
                self._held += len(drawn)
            while self._held > _KEPT_BYTES and len(self._drawn) > 1:
                _, dropped = self._drawn.popitem(last=False)
                self._held -= len(dropped)
        return drawn

    def close(self) -> None:
        """End the worker process."""
        with self._lock:
            if self._sandbox is not None:
                self._sandbox.close()
                self._sandbox = None
