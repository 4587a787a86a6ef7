"""Files that the store knows and that are gone from where they were.

A file that is gone says nothing about its law: it may have been moved, its disk not be mounted, its
folder be tidied up. Its documents therefore stay, and whoever runs ingestion is told of them
together with the command that removes them.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from corpus.access import Access
from corpus.store import DocumentSummary, Store
from ingest.discover import MEMBER_SIGN


def find_missing(
    store: Store, paths: Iterable[Path], found: Collection[str]
) -> dict[str, list[DocumentSummary]]:
    """Return the current documents whose files lay under ``paths`` and are gone, by source.

    ``found`` are the sources that discovery met, also those it passed over or could not read.
    """
    places = _absolute(paths)
    gone: dict[str, list[DocumentSummary]] = {}
    absent: dict[str, bool] = {}
    for entry in store.documents(Access.system_()):
        source = entry.source
        if source in found or not _lies_under(source, places):
            continue
        if source not in absent:
            absent[source] = _is_gone(source, found)
        if absent[source]:
            gone.setdefault(source, []).append(entry)
    return dict(sorted(gone.items()))


def forget_failures(store: Store, paths: Iterable[Path], found: Collection[str]) -> None:
    """Forget the failures of files that lay under ``paths``, are gone, and never gave a document."""
    places = _absolute(paths)
    for failure in store.failures(Access.system_()):
        source = failure.source
        if source not in found and _lies_under(source, places) and _is_gone(source, found):
            store.clear_failure(source)


def _absolute(paths: Iterable[Path]) -> list[Path]:
    return [place for path in paths for place in (path.absolute(), path.resolve())]


def _lies_under(source: str, places: Iterable[Path]) -> bool:
    path = Path(source.split(MEMBER_SIGN, 1)[0])
    # Not the place itself: a file named by hand that is not there has failed, and is told as such.
    return any(path.is_relative_to(place) and source != place.as_posix() for place in places)


def _is_gone(source: str, found: Collection[str]) -> bool:
    """Tell whether a file is certainly not there: what cannot be looked at is not gone."""
    path, *members = source.split(MEMBER_SIGN)
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    # A member of an archive is gone if the archive was opened, which its other members show.
    return bool(members) and not any(outer in found for outer in _enclosing(path, members))


def _enclosing(path: str, members: list[str]) -> Iterator[str]:
    for depth in range(len(members)):
        yield MEMBER_SIGN.join((path, *members[:depth]))
