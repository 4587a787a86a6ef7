"""Guards for ZIP packages: bombs, path tricks and passwords are refused before anything is unpacked."""

from __future__ import annotations

import itertools
import stat
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath

from corpus.errors import DamagedFileError, EncryptedFileError, LimitExceededError
from ingest.limits import Limits

# Small members compress well without being bombs (a page of zeros); below this size the ratio
# says nothing.
_HARMLESS = 8 * 1024 * 1024
# What zipfile raises over a directory that is none: the last three came up in fuzzing.
DAMAGED = (
    zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError, IndexError, struct.error
)  # fmt: skip


def check_archive(archive: Path | bytes, name: str, limits: Limits) -> tuple[zipfile.ZipInfo, ...]:
    """Return the file members of a ZIP, on disk or in memory, in the order of its directory.

    Raises DamagedFileError (no readable directory), EncryptedFileError, or LimitExceededError
    (too many members, too much when unpacked, or compressed beyond what documents are).
    """
    try:
        with zipfile.ZipFile(_file(archive)) as opened:
            members = tuple(item for item in opened.infolist() if not item.filename.endswith("/"))
    except DAMAGED as error:
        raise DamagedFileError(
            f"{name} is a truncated or malformed ZIP package ({error}).",
            remedy="Get the file again from its source.",
        ) from error
    if len(members) > limits.max_zip_entries:
        raise LimitExceededError(
            f"{name} has {len(members):,} members, more than {limits.max_zip_entries:,}.",
            remedy="Unpack it and give the folder: a folder has no such bound.",
        )
    total = sum(item.file_size for item in members)
    suspicious = [
        item
        for item in members
        if item.file_size > _HARMLESS and item.file_size > limits.max_zip_ratio * max(1, item.compress_size)
    ]
    if total > limits.max_zip_bytes or suspicious:
        raise LimitExceededError(
            f"{name} would unpack to {total:,} bytes, far beyond its size: it looks like a ZIP bomb.",
            remedy="If you trust it, unpack it yourself and give the folder.",
        )
    if _overlap(members):
        raise LimitExceededError(
            f"{name} has members that lie upon each other: it looks like a ZIP bomb.",
            remedy="Get the archive again from its source; if you trust it, unpack it yourself.",
        )
    if any(item.flag_bits & 1 for item in members):
        raise EncryptedFileError(
            f"{name} is protected by a password.", remedy="Unpack it with the password and give the folder."
        )
    return members


def _overlap(members: tuple[zipfile.ZipInfo, ...]) -> bool:
    """Tell whether one stretch of the archive serves several members, which only bombs do."""
    places = sorted((item.header_offset, item.compress_size) for item in members)
    return any(start + size > following for (start, size), (following, _) in itertools.pairwise(places))


def is_link(member: zipfile.ZipInfo) -> bool:
    """Tell a symbolic link, whose content is a path."""
    return stat.S_ISLNK(member.external_attr >> 16)


def read_member(archive: Path | bytes, member: str, name: str, limits: Limits) -> bytes:
    """Unpack the member of that (repaired) name in memory, trusting nothing its header says of its size."""
    bound = min(limits.max_bytes, limits.max_zip_bytes)
    try:
        with zipfile.ZipFile(_file(archive)) as opened:
            found = next(item for item in opened.infolist() if member_name(item) == member)
            with opened.open(found) as stream:
                content = stream.read(bound + 1)
    except (*DAMAGED, zlib.error, EOFError, RuntimeError, StopIteration) as error:
        raise DamagedFileError(
            f"{name} is damaged inside its archive ({error}).",
            remedy="Get the archive again from its source.",
        ) from error
    if len(content) > bound:
        raise LimitExceededError(
            f"{name} is larger than {bound:,} bytes when unpacked.",
            remedy="Unpack it yourself and split it, or raise the setting NARCORD_MAX_FILE_MB.",
        )
    return content


def leaves_archive(member: str) -> bool:
    """Tell whether a member's path would lead out of the folder it is unpacked to ("zip slip")."""
    path = PurePosixPath(member.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or (len(member) > 1 and member[1] == ":")


def member_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name with its letters repaired.

    Names are UTF-8 where the archive says so; else zipfile reads them as code page 437, while
    most programs that wrote no flag wrote UTF-8.
    """
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _file(archive: Path | bytes) -> Path | BytesIO:
    return archive if isinstance(archive, Path) else BytesIO(archive)
