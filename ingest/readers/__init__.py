"""Readers: from the bytes of a file to its blocks in reading order, one module per format.

>>> from ingest.readers import read_bytes
>>> read_bytes(b"Article 1", "a.txt").blocks[0].text
'Article 1'
"""

from __future__ import annotations

import os
from pathlib import Path

from corpus.errors import LimitExceededError, UnreadableFileError
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.readers.registry import FORMATS, Format, known_formats, recognise
from ingest.source import SourceText

__all__ = [
    "FORMATS",
    "Format",
    "changed_while_read",
    "known_formats",
    "load",
    "read",
    "read_bytes",
    "recognise",
]


def read(path: Path, limits: Limits = DEFAULT_LIMITS) -> SourceText:
    """Read the file at ``path``; every way it can fail is an InputError with a remedy."""
    return read_bytes(load(path, limits), path.name, limits)


def load(path: Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the bytes of ``path``, refusing what is larger than the limit or no plain file."""
    try:
        if not path.is_file():
            reason = "a symbolic link that leads nowhere" if path.is_symlink() else "no file"
            raise UnreadableFileError(f"{path} is {reason}.", remedy="Check the path.")
        if path.stat().st_size > limits.max_bytes:
            raise too_large(str(path), limits)
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            data = stream.read(limits.max_bytes + 1)
            after = os.fstat(stream.fileno())
    except OSError as error:
        raise UnreadableFileError(
            f"{path} cannot be read: {error.strerror or error}.",
            remedy="Check that the file exists and that you have the right to read it.",
        ) from error
    if len(data) > limits.max_bytes:
        raise too_large(str(path), limits)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        data
    ) != before.st_size:
        raise changed_while_read(str(path))
    return data


def changed_while_read(name: str) -> UnreadableFileError:
    """Make the error for a file that is being written while it is read."""
    return UnreadableFileError(
        f"{name} changed while it was read.",
        remedy="Wait until it has been written or copied completely, then ingest it again.",
    )


def too_large(name: str, limits: Limits) -> LimitExceededError:
    """Make the error for a file above the size limit."""
    return LimitExceededError(
        f"{name} is larger than {limits.max_bytes // (1024 * 1024)} MiB.",
        remedy="Split it, or raise the setting NARCORD_MAX_FILE_MB.",
    )


def read_bytes(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, language: str | None = None
) -> SourceText:
    """Read a file already in memory; ``name`` is its file name, for messages and tie-breaks.

    ``language`` (BCP 47, several joined by ``+``) is what the catalogue states: images are recognised in it.
    """
    if len(data) > limits.max_bytes:
        raise too_large(name, limits)
    return recognise(data, name).read(data, name, limits, language)
