"""Drafting folders: collecting provisions, and a folder in the order in which it is read and written out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from corpus.areas import area_of, load_areas
from corpus.errors import UsageError
from corpus.store import Folder, FolderEntry
from web.messages import Messages
from web.services import Services
from web.writing.cited import CitedProvision, Newer, Pair, Paper, cite_provisions, tie_areas

EVERYTHING = slice(None)


@dataclass(frozen=True, slots=True)
class FolderView:
    """A folder, or a part of it, with its provisions by area.

    ``lost`` are entries whose place is not in the text any more.
    """

    folder: Folder
    lines: tuple[CitedProvision, ...]
    lost: tuple[FolderEntry, ...]


def folder_address(folder_id: str) -> str:
    """Return the address of a folder's page."""
    return f"/folders/{folder_id}"


def view_folder(
    services: Services, folder_id: str, base: str, t: Messages, part: slice = EVERYTHING
) -> FolderView:
    """Return a folder as its owner reads it: area by area, in his order, those of no area last.

    ``part`` says which of its entries, in that order.

    Raises:
        NotFoundError: the reader keeps no folder of this id.
    """
    folder = services.store.folder(folder_id, services.access)
    entries = services.store.folder_entries(folder_id, services.access)
    order = {area.code: number for number, area in enumerate(load_areas())}
    entries.sort(key=lambda each: order.get(each.area or "", len(order)))
    entries = entries[part]
    cited = cite_provisions(services, [(each.document_id, each.eid) for each in entries], base, t)
    lines, lost = [], []
    for entry in entries:
        line = cited.get((entry.document_id, entry.eid))
        if line is None:
            lost.append(entry)
        else:
            lines.append(
                replace(line, heading=entry.area, note=entry.note, entry=entry.id, added_at=entry.added_at)
            )
    return FolderView(folder, tuple(lines), tuple(lost))


def paper_of(view: FolderView, base: str, now: datetime | None = None) -> Paper:
    """Return a folder as a paper to be written out."""
    folder = view.folder
    address = f"{base}{folder_address(folder.id)}"
    return Paper(folder.name, folder.note, view.lines, address, now or datetime.now(UTC))


def collect(
    services: Services, folder_id: str, places: Iterable[Pair], note: str = "", area: str | None = None
) -> list[FolderEntry]:
    """Put provisions (document id, eId) in a folder, each under the area that is likeliest for it.

    ``area`` puts all under that one instead, the empty one under none. What is in it already stays as it is.

    Raises:
        NotFoundError: there is no such folder, area or provision for this reader.
        UsageError: the note is too long.
    """
    wanted = list(dict.fromkeys(places))
    if area is None:
        hits = services.store.provision_hits(wanted, services.access)
        ties = tie_areas(services, hits.values())
        proposed = {pair: area_of(found[0].code) if found else None for pair, found in ties.items()}
    else:
        proposed = dict.fromkeys(wanted, area or None)
    given = [(*pair, proposed.get(pair)) for pair in wanted]
    return services.store.add_to_folder(folder_id, given, services.access, note)


def choose_folder(services: Services, folder_id: str | None, t: Messages) -> Folder:
    """Return the folder of this id, a new one if none is named.

    Raises:
        NotFoundError: there is none of this id.
    """
    if folder_id:
        return services.store.folder(folder_id, services.access)
    names = {each.name for each in services.store.folders(services.access)}
    first = t("folder.first_name")
    numbered = (f"{first} {number}" for number in range(2, len(names) + 3))
    name = first if first not in names else next(each for each in numbered if each not in names)
    return services.store.make_folder(name, services.access)


def find_folder(services: Services, which: str) -> Folder:
    """Return the folder of this name or id (UsageError, naming those there are, if there is none)."""
    kept = services.store.folders(services.access)
    for each in kept:
        if which in (each.id, each.name):
            return each
    names = ", ".join(f"'{each.name}'" for each in kept[:20]) or "none yet"
    raise UsageError(f"There is no folder '{which[:60]}'.", remedy=f"Those there are: {names}.")


def renew(services: Services, folder_id: str, entry_id: int, t: Messages, *, changed: bool) -> int:
    """Let an entry stand for the same provision in the newer version of its document.

    Where its words were changed there, only if ``changed`` says that this is meant. Returns the id of the
    entry that stands for it now.

    Raises:
        NotFoundError: there is no such entry for this reader.
        UsageError: there is no newer version, the provision is not in it, or its words were changed.
    """
    entry = services.store.folder_entry(folder_id, entry_id, services.access)
    pair = (entry.document_id, entry.eid)
    cited = cite_provisions(services, [pair], "", t).get(pair)
    newer = cited.newer if cited else None
    if newer is None:
        raise UsageError("There is no newer version of this text.", remedy="Leave the entry as it is.")
    if newer.state is Newer.GONE:
        raise UsageError(
            f"Nothing stands at {entry.eid} in the newer version.",
            remedy="Read the newer version, add what took its place, and remove this entry.",
        )
    if newer.state is Newer.CHANGED and not changed:
        raise UsageError(
            "The words of this provision were changed in the newer version.",
            remedy="Compare them; then say that the changed words are meant.",
        )
    return services.store.replace_entry(folder_id, entry_id, (newer.document, entry.eid), services.access)


def describe_folder(folder: Folder) -> dict[str, Any]:
    """Return a folder as a JSON object."""
    return {
        "id": folder.id,
        "name": folder.name,
        "note": folder.note,
        "entries": folder.entries,
        "created_at": folder.created_at.isoformat(),
        "changed_at": folder.changed_at.isoformat(),
        "address": folder_address(folder.id),
    }


def describe_lost(entry: FolderEntry) -> dict[str, Any]:
    """Return an entry whose place is not in the text any more as a JSON object."""
    return {"entry": entry.id, "document": entry.document_id, "eid": entry.eid, "note": entry.note}
