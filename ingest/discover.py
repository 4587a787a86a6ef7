"""Finding the files to ingest: files, folders and ZIP archives, in an order that never changes."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from corpus.errors import InputError, LimitExceededError, UnreadableFileError
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.manifest import NAME as MANIFEST
from ingest.manifest import ManifestEntry, read_manifest
from ingest.readers import load
from ingest.readers.archive import check_archive, is_link, leaves_archive, member_name, read_member
from ingest.readers.registry import BY_SUFFIX

# How far above a single file its manifest is looked for.
_MANIFEST_REACH = 3
# Between an archive and its member in the name of a source.
MEMBER_SIGN = "!/"
_IGNORED = {"thumbs.db", "desktop.ini", "__macosx"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest: ``path`` on disk and, inside archives, the names of the members that lead to it.

    ``uri`` names it for people and for the store: the absolute path, then ``!/member``.
    """

    path: Path
    members: tuple[str, ...] = ()
    entry: ManifestEntry | None = None

    @property
    def uri(self) -> str:
        """The name under which the file is known to the store."""
        return MEMBER_SIGN.join((self.path.as_posix(), *self.members))

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return PurePosixPath(self.members[-1]).name if self.members else self.path.name

    def load(self, limits: Limits = DEFAULT_LIMITS) -> bytes:
        """Return the bytes of the file, unpacked in memory where it lies in an archive."""
        if not self.members:
            return load(self.path, limits)
        archive: Path | bytes = self.path
        for member in self.members:
            archive = read_member(archive, member, self.uri, limits)
        assert isinstance(archive, bytes)
        return archive


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not ingested, and why. ``error`` is set where that is a failure."""

    uri: str
    reason: str
    error: InputError | None = field(default=None, compare=False)


Found = SourceFile | Skipped


def discover(paths: Iterable[Path], limits: Limits = DEFAULT_LIMITS) -> Iterator[Found]:
    """Yield what there is to ingest under ``paths``, each file once.

    Files named one by one are always taken; in folders and archives, those with the ending of a
    document. Folders are walked in sorted order; hidden files are passed over in silence, links
    and other files are reported as skipped. Whatever fails is reported and the rest goes on.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _discover_one(path, limits):
            if found.uri not in seen:
                seen.add(found.uri)
                yield found


def _discover_one(path: Path, limits: Limits) -> Iterator[Found]:
    try:
        place = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
        yield _unreadable(path.as_posix(), error)
        return
    if place.is_dir():
        yield from _walk(place, place, {}, limits)
        return
    entry = _entry_above(place, limits)
    if place.suffix.lower() == ".zip":
        yield from _open_archive(SourceFile(place), limits, 1)
    else:
        yield SourceFile(place, entry=entry)


def _entry_above(path: Path, limits: Limits) -> ManifestEntry | None:
    for folder in list(path.parents)[:_MANIFEST_REACH]:
        entries = _manifest_of(folder, limits)
        if entries:
            return entries.get(path.relative_to(folder).as_posix())
    return None


def _manifest_of(folder: Path, limits: Limits) -> Mapping[str, ManifestEntry]:
    manifest = folder / MANIFEST
    try:
        return read_manifest(load(manifest, limits)) if manifest.is_file() else {}
    except (InputError, OSError):
        return {}


def _walk(folder: Path, root: Path, above: Mapping[str, ManifestEntry], limits: Limits) -> Iterator[Found]:
    """Yield the files below ``folder``. ``above`` are manifest entries by absolute path."""
    try:
        with os.scandir(folder) as listing:
            children = sorted(listing, key=lambda child: child.name)
    except OSError as error:
        yield _unreadable(folder.as_posix(), error)
        return
    entries = dict(above)
    own = _manifest_of(folder, limits)
    entries.update({(folder / path).as_posix(): entry for path, entry in own.items()})
    for child in children:
        path = folder / child.name
        if child.name.startswith((".", "~$")) or child.name.lower() in _IGNORED:
            continue
        if own and child.name == MANIFEST:
            yield Skipped(path.as_posix(), "the manifest of its folder, not a document")
        elif child.is_symlink():
            yield _judge_link(path, root)
        elif child.is_dir(follow_symlinks=False):
            yield from _walk(path, root, entries, limits)
        else:
            yield from _judge_file(path, entries.get(path.as_posix()), limits)
    for name in own:
        if not os.path.lexists(folder / name):
            missing = (folder / name).as_posix()
            failure = UnreadableFileError(
                f"{missing} is listed in {MANIFEST} but is not there.",
                remedy="Add the file or delete its line.",
            )
            yield Skipped(missing, f"listed in {MANIFEST} but not there", failure)


def _judge_link(path: Path, root: Path) -> Skipped:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        return _unreadable(path.as_posix(), error)
    if target.is_relative_to(root):
        return Skipped(
            path.as_posix(), "a link to something in the same folder, which is taken in its own place"
        )
    return Skipped(path.as_posix(), f"a link that leads out of the folder (to {target})")


def _judge_file(path: Path, entry: ManifestEntry | None, limits: Limits) -> Iterator[Found]:
    suffix = path.suffix.lower()
    if suffix == ".zip":
        yield from _open_archive(SourceFile(path), limits, 1)
    elif suffix in BY_SUFFIX or entry is not None:
        yield SourceFile(path, entry=entry)
    else:
        yield Skipped(path.as_posix(), _no_document(suffix))


def _no_document(suffix: str) -> str:
    return (
        f"{suffix} is not the ending of a document"
        if suffix
        else "its name has no ending that tells a document"
    )


def _unreadable(uri: str, error: Exception) -> Skipped:
    reason = getattr(error, "strerror", None) or str(error)
    failure = UnreadableFileError(
        f"{uri} cannot be read: {reason}.",
        remedy="Check that it exists and that you have the right to read it.",
    )
    return Skipped(uri, f"cannot be read: {reason}", failure)


def _open_archive(archive: SourceFile, limits: Limits, nesting: int) -> Iterator[Found]:
    try:
        content: Path | bytes = archive.load(limits) if archive.members else archive.path
        members = check_archive(content, archive.uri, limits)
        yield from _walk_archive(archive, content, members, limits, nesting)
    except InputError as error:
        yield Skipped(archive.uri, error.message, error)


def _walk_archive(
    archive: SourceFile,
    content: Path | bytes,
    members: tuple[zipfile.ZipInfo, ...],
    limits: Limits,
    nesting: int,
) -> Iterator[Found]:
    names = sorted(member_name(member) for member in members)
    links = {member_name(member) for member in members if is_link(member)}
    entries: dict[str, ManifestEntry] = {}
    for name in names:
        path = PurePosixPath(name)
        if path.name == MANIFEST:
            data = read_member(content, name, archive.uri, limits)
            entries.update({str(path.parent / key): entry for key, entry in read_manifest(data).items()})
    for name in names:
        path = PurePosixPath(name)
        inner = SourceFile(archive.path, (*archive.members, name), entries.get(str(path)))
        if any(part.startswith((".", "~$")) and part != ".." for part in path.parts) or any(
            part.lower() in _IGNORED for part in path.parts
        ):
            continue
        if leaves_archive(name):
            yield Skipped(inner.uri, "its path leads out of the archive")
        elif name in links:
            yield Skipped(inner.uri, "a symbolic link in an archive, which is not followed")
        elif entries and path.name == MANIFEST:
            yield Skipped(inner.uri, "the manifest of its folder, not a document")
        elif path.suffix.lower() == ".zip":
            yield from _open_inner(inner, limits, nesting)
        elif path.suffix.lower() in BY_SUFFIX:
            yield inner
        else:
            yield Skipped(inner.uri, _no_document(path.suffix.lower()))


def _open_inner(archive: SourceFile, limits: Limits, nesting: int) -> Iterator[Found]:
    if nesting >= limits.max_zip_nesting:
        error = LimitExceededError(
            f"{archive.uri} is an archive nested deeper than {limits.max_zip_nesting}.",
            remedy="Unpack the outer archive and give the folder.",
        )
        yield Skipped(archive.uri, error.message, error)
    else:
        yield from _open_archive(archive, limits, nesting + 1)
