"""Resolving citations across documents, once all files of a run are stored.

A worker that reads one file knows the register and that file alone, so a citation of another act
stays open with the name as the reason. Here the names are looked up among the instruments of the
knowledge base. The outcome depends on nothing but what is stored: a linked citation keeps the name
and the place that its words gave, so that it can be linked anew, or opened again, when instruments
come, change or go. Running it twice changes nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.model import ProvisionKind
from corpus.store import Store
from corpus.store.linking import CitationRow, HeldDocument
from ingest.citations.grammar import Level
from ingest.citations.names import HEAD, gather, is_universal, own_names, title_key
from ingest.citations.outline import Outline
from ingest.citations.reasons import Reason, detail_of, reason_of, say

logger = logging.getLogger(__name__)

_LINKABLE = (Reason.NOT_HELD, Reason.BY_NAME, Reason.NOT_IN_NAMED)
_LEVELS = {
    "para": Level.PARAGRAPH,
    "subpara": Level.SUBPARAGRAPH,
    "point": Level.POINT,
    "indent": Level.POINT,
}
_PLACE = re.compile(r"^(?P<name>.*?)(?: \[(?P<place>[a-z0-9_-]+)\])?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """The instruments to link to: by number and by title within a jurisdiction, and their documents."""

    numbers: Mapping[tuple[str, str], str]
    titles: Mapping[tuple[str, str], str]
    documents: Mapping[str, tuple[str, ...]]


def link(store: Store) -> int:
    """Link every citation whose named instrument is held now; return how many rows changed."""
    rows = store.citations_by_reason([reason.value for reason in _LINKABLE])
    if not rows:
        return 0
    catalogue = _catalogue(store.documents_to_link_to(HEAD))
    wanted = {row.id: _instrument(row, catalogue) for row in rows}
    ids = sorted({d for target in wanted.values() if target for d in catalogue.documents[target]})
    outlines = {document_id: Outline(eids) for document_id, eids in store.eids_of(ids).items()}
    changed = []
    for row in rows:
        target = wanted[row.id]
        held = [outlines[d] for d in catalogue.documents[target] if d in outlines] if target else []
        told = _tell(row, target, held)
        if told != row:
            changed.append(told)
    store.set_targets(changed)
    if changed:
        logger.info("%d citations were linked across documents or opened again", len(changed))
    return len(changed)


def _catalogue(held: list[HeldDocument]) -> _Catalogue:
    accounts = []
    documents: dict[str, list[str]] = {}
    places: dict[str, str] = {}
    for entry in held:
        instrument = entry.instrument
        accounts.append((instrument.id, *own_names(instrument, entry.title, entry.opening, entry.language)))
        documents.setdefault(instrument.id, []).append(entry.id)
        places[instrument.id] = instrument.jurisdiction
    numbers: dict[tuple[str, str], str] = {}
    titles: dict[tuple[str, str], str] = {}
    for jurisdiction in sorted(set(places.values())):
        local = [account for account in accounts if places[account[0]] == jurisdiction]
        by_number, by_title = gather(local)
        numbers |= {(jurisdiction, key): found for key, found in by_number.items()}
        titles |= {(jurisdiction, key): found for key, found in by_title.items()}
    everywhere, _ = gather(accounts)
    numbers |= {("", key): found for key, found in everywhere.items() if is_universal(key)}
    return _Catalogue(numbers, titles, {key: tuple(ids) for key, ids in documents.items()})


def _split(row: CitationRow) -> tuple[str, str | None]:
    """The name and the place that the words gave."""
    match = _PLACE.match(detail_of(row.reason))
    assert match is not None
    place = match["place"] if reason_of(row.reason) is Reason.BY_NAME else row.target_eid
    return match["name"], place


def _instrument(row: CitationRow, catalogue: _Catalogue) -> str | None:
    name, place = _split(row)
    if not name or (reason_of(row.reason) is Reason.NOT_IN_NAMED and place is None):
        return None
    for key in ((row.jurisdiction, name), ("", name)):
        if key in catalogue.numbers:
            return catalogue.numbers[key]
    return catalogue.titles.get((row.jurisdiction, title_key(name)))


def _tell(row: CitationRow, target: str | None, held: list[Outline]) -> CitationRow:
    name, place = _split(row)
    if target is None:
        if reason_of(row.reason) is Reason.NOT_IN_NAMED and is_universal(name):
            return row
        return replace(row, target_instrument=None, target_eid=place, reason=say(Reason.NOT_HELD, name))
    if place is None:
        return replace(row, target_instrument=target, target_eid=None, reason=say(Reason.BY_NAME, name))
    eid = next((found for outline in held if (found := _look_up(place, outline)) is not None), None)
    if eid is None:
        return replace(row, target_instrument=None, target_eid=place, reason=say(Reason.NOT_IN_NAMED, name))
    return replace(
        row, target_instrument=target, target_eid=eid, reason=say(Reason.BY_NAME, f"{name} [{place}]")
    )


def _look_up(place: str, outline: Outline) -> str | None:
    steps = [step.partition("_") for step in place.split("__")]
    nums = [num for _, _, num in steps]
    kind = ProvisionKind(steps[0][0])
    if kind not in (ProvisionKind.ARTICLE, ProvisionKind.SECTION):
        return place if place in outline.eids else None
    unit = outline.find_unit(nums[0], kind, "")
    levels = tuple(_LEVELS[prefix] for prefix, _, _ in steps[1:])
    return outline.inside(unit, nums[1:], levels) if unit is not None else None
