"""The table of contents of a document, from its groupings and the units that are cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Provision, ProvisionKind
from web.naming import first_words
from web.reading import GROUPINGS, UNITS

LISTED = GROUPINGS | UNITS | {ProvisionKind.COVER, ProvisionKind.CONCLUSION}


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents; ``level`` counts from 0."""

    eid: str
    label: str
    heading: str
    level: int
    grouping: bool


def list_contents(text: str, provisions: Sequence[Provision], preamble: str) -> list[ContentsEntry]:
    """Return the entries in document order; the preamble is one entry, called ``preamble``."""
    by_eid = {provision.eid: provision for provision in provisions}
    # A statement has no articles: its operative paragraphs are what people cite.
    has_articles = any(provision.kind is ProvisionKind.ARTICLE for provision in provisions)
    entries: list[ContentsEntry] = []
    in_preamble = False
    for provision in sorted(provisions, key=lambda p: p.ordinal):
        if provision.kind is ProvisionKind.RECITAL:
            if not in_preamble:
                entries.append(ContentsEntry(provision.eid, "", preamble, 0, True))
            in_preamble = True
            continue
        parent = by_eid.get(provision.parent or "")
        paragraph = (
            not has_articles
            and provision.kind is ProvisionKind.PARAGRAPH
            and (parent is None or parent.kind is ProvisionKind.SECTION)
        )
        if provision.kind in LISTED or paragraph:
            in_preamble = False
            entries.append(_entry(text, provision, by_eid))
    return entries


def _entry(text: str, provision: Provision, by_eid: dict[str, Provision]) -> ContentsEntry:
    return ContentsEntry(
        provision.eid,
        provision.label,
        provision.heading or _snippet(text, provision),
        _level(provision, by_eid),
        provision.kind in GROUPINGS,
    )


def _level(provision: Provision, by_eid: dict[str, Provision]) -> int:
    level = 0
    parent = by_eid.get(provision.parent or "")
    while parent is not None and level < 3:
        level += parent.kind in LISTED
        parent = by_eid.get(parent.parent or "")
    return level


def _snippet(text: str, provision: Provision) -> str:
    start = provision.start
    if provision.label and text.startswith(provision.label, start):
        start += len(provision.label)
    return first_words(text[start : min(provision.end, start + 300)].lstrip(".):—–- \n"))
