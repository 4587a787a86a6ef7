"""Unpacking what a site packed for the way: gzip and nothing else, and never all of it at once."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from corpus.errors import RefusedError, UnreachableError
from ingest.fetch.problems import Problem

_GZIP = frozenset({"gzip", "x-gzip"})
_PLAIN = frozenset({"", "identity"})
_STEP = 256 * 1024
_REMEDY = "Open the official page in a browser, save the text, and run narcord ingest FILE."


def packing_of(header: str) -> str:
    """Return how an answer is packed, ``gzip`` or nothing, by its Content-Encoding.

    Raises:
        RefusedError: in a way that we did not ask for.
    """
    name = header.strip().lower()
    if name in _PLAIN:
        return ""
    if name in _GZIP:
        return "gzip"
    raise RefusedError(
        f"It comes packed as '{name[:40]}', which was not asked for.", remedy=_REMEDY, problem=Problem.PACKING
    )


def unpacked(chunks: Iterable[bytes], header: str) -> Iterator[bytes]:
    """Yield the content of an answer in pieces of at most :data:`_STEP` bytes, however far they unpack.

    >>> import gzip
    >>> b"".join(unpacked([gzip.compress(b"Article 1")], "gzip"))
    b'Article 1'

    Raises:
        RefusedError: it is packed in a way that we did not ask for, or not as it says.
        UnreachableError: it ends too early.
    """
    if not packing_of(header):
        yield from chunks
        return
    inflate = zlib.decompressobj(wbits=31)
    begun = False
    for chunk in chunks:
        rest, full = chunk, False
        # Where a piece is as long as it may be, more of it may wait although all bytes were taken in.
        while rest or full:
            if (
                inflate.eof
            ):  # a file may be several packed ones, one behind the other, or filled up with zeros
                if not rest.strip(b"\x00"):
                    break
                inflate = zlib.decompressobj(wbits=31)
            begun = True
            try:
                piece = inflate.decompress(rest, _STEP)
            except zlib.error as error:
                raise RefusedError(
                    f"It says that it is packed as gzip, and is not ({error}).",
                    remedy=_REMEDY,
                    problem=Problem.PACKING,
                ) from error
            rest, full = inflate.unconsumed_tail or inflate.unused_data, len(piece) == _STEP
            if piece:
                yield piece
    if not begun or not inflate.eof:
        raise UnreachableError(
            "It ends before all of it has come.", remedy="Try again later.", problem=Problem.BROKEN
        )
