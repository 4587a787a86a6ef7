"""Finding citations: every place where the words name another text or another place in this one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.eid import number_to_num
from corpus.model import Provision, ProvisionKind
from ingest.citations.patterns import CONVENTION_NAMES, rows_for

_UNITS = frozenset({ProvisionKind.ARTICLE, ProvisionKind.SECTION})


@dataclass(frozen=True, slots=True)
class Found:
    """A citation as found: where it stands, and what its words name.

    ``eid`` is the innermost provision that contains it. ``path`` are the units named, outermost
    first, as (kind, num); ``instrument`` is the other instrument's name as printed; ``own`` tells
    that the words say "this article", "this Act"; ``inside`` that the path starts within the same
    article; ``near`` is a word such as 前款 that needs counting back.
    """

    eid: str
    start: int
    end: int
    path: tuple[tuple[ProvisionKind, str], ...] = ()
    instrument: str | None = None
    own: bool = False
    inside: bool = False
    near: str | None = None


def find(
    text: str, provisions: Sequence[Provision], language: str, names: Iterable[str] = ()
) -> tuple[Found, ...]:
    """Return the citations in ``text`` in order, without overlaps.

    ``names`` are further names of instruments to look for. Labels of the provisions themselves
    are no citations. Longer ones win over shorter ones that they contain.
    """
    places = _Places(provisions)
    raw: list[Found] = []
    for row, pattern in rows_for(language):
        del row
        raw += [found for match in pattern.finditer(text) if (found := _read(match, places)) is not None]
    for match in CONVENTION_NAMES.finditer(text):
        if (eid := places.innermost(match.start(), match.end())) is not None:
            raw.append(Found(eid, match.start(), match.end(), instrument=match[0]))
    for name in names:
        for match in re.finditer(re.escape(name), text):
            if (eid := places.innermost(match.start(), match.end())) is not None:
                raw.append(Found(eid, match.start(), match.end(), instrument=name))
    raw.sort(key=lambda found: (found.start, -(found.end - found.start)))
    kept: list[Found] = []
    for found in raw:
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return tuple(kept)


# Ordinals that are declined: the stem tells the number.
_STEMS = {
    "перв": "1",
    "перш": "1",
    "втор": "2",
    "друг": "2",
    "трет": "3",
    "четв": "4",
    "чет": "4",
    "пят": "5",
    "п'ят": "5",
}


def _ordinal(printed: str) -> str | None:
    return next((num for stem, num in _STEMS.items() if printed.lower().startswith(stem)), None)


class _Places:
    """Finds the innermost provision at an offset, and the labels to leave out."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.ordered = sorted(provisions, key=lambda p: (p.start, -p.end))
        self.starts = [p.start for p in self.ordered]
        self.by_eid = {p.eid: p for p in provisions}

    def innermost(self, start: int, end: int) -> str | None:
        place = bisect_right(self.starts, start) - 1
        if place < 0:
            return None
        candidate: Provision | None = self.ordered[place]
        while candidate is not None and not (candidate.start <= start and end <= candidate.end):
            candidate = self.by_eid.get(candidate.parent) if candidate.parent else None
        return candidate.eid if candidate is not None else None

    def is_label(self, eid: str, start: int) -> bool:
        provision = self.by_eid[eid]
        return provision.start == start and provision.kind in _UNITS


def _read(match: re.Match[str], places: _Places) -> Found | None:
    start, end = match.span()
    eid = places.innermost(start, end)
    if eid is None or places.is_label(eid, start):
        return None
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    path: list[tuple[ProvisionKind, str]] = []
    plus = groups.get("plus", "")
    for names, kind in (
        (("art", "art2"), ProvisionKind.ARTICLE),
        (("sec",), ProvisionKind.SECTION),
        (("para", "para2", "para3"), ProvisionKind.PARAGRAPH),
        (("sub", "sub2"), ProvisionKind.SUBPARAGRAPH),
    ):
        printed = next((groups[name] for name in names if name in groups), None)
        if printed is None:
            continue
        if kind is ProvisionKind.ARTICLE and plus:
            printed = f"{printed}之{plus}" if not plus.startswith("の") else f"{printed}{plus}"
        num = _ordinal(printed) or number_to_num(printed, roman=kind is not ProvisionKind.SUBPARAGRAPH)
        if not num:
            return None
        path.append((kind, num))
    near = groups.get("near")
    if not path and near is None:
        return None
    return Found(
        eid,
        start,
        end,
        tuple(path),
        instrument=groups.get("inst") or groups.get("inst2"),
        own="own" in groups,
        inside="here" in groups,
        near=near,
    )
