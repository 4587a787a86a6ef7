"""Laying two versions over each other: every provision of both once, in one reading order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import regex

from corpus.access import Access
from corpus.eid import last_num
from corpus.errors import UsageError
from corpus.model import Document, Provision
from corpus.store import Store
from search.redline.matching import Matching, match_units
from search.redline.moves import find_moved
from search.redline.units import ROOT, Unit, read_units
from search.redline.words import Change, Segment, diff_words, is_broken_alike

_NOT_NUMBER = regex.compile(r"[^\p{L}\p{N}]+")


class Kind(StrEnum):
    """What became of a provision; ``changed``, ``moved`` and ``renumbered`` may come together."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True)
class Entry:
    """A provision of one version or of both, with its own words (not those of provisions inside it).

    The ``a`` of all segments, joined, are its words in the first version, the ``b`` in the second.
    ``likeness`` (0 to 1) is how alike both are, None where there is only one. ``a`` or ``b`` is None where
    the provision is not in that version, and both are for words that lie in no provision. ``along`` marks
    what stands elsewhere only because the provision around it moved. ``depth`` counts from 1.
    """

    number: int
    kinds: tuple[Kind, ...]
    a: Provision | None
    b: Provision | None
    likeness: float | None
    segments: tuple[Segment, ...]
    depth: int = 1
    along: bool = False

    @property
    def is_change(self) -> bool:
        """Whether anything became of it."""
        return self.kinds != (Kind.UNCHANGED,)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the reading order: an entry, or ``origin``, the place that a moved one had before."""

    entry: int
    origin: bool = False


@dataclass(frozen=True, slots=True)
class Redline:
    """Two versions, provision by provision; ``places`` are in the order of the second version.

    What was deleted stands where it was, after what it followed. Each entry has one place, a moved one
    a second, its ``origin``.
    """

    entries: tuple[Entry, ...]
    places: tuple[Place, ...]

    @property
    def counts(self) -> dict[Kind, int]:
        """Provisions per kind; one that was moved and changed counts under both."""
        counted = Counter(kind for entry in self.entries for kind in entry.kinds)
        return {kind: counted[kind] for kind in Kind}


def redline(
    store: Store, document_a: str, document_b: str, access: Access
) -> tuple[Document, Document, Redline]:
    """Compare two documents in one language, in any versions, as far as ``access`` may see them.

    Raises:
        NotFoundError: a document does not exist or may not be seen.
        UsageError: they are in two languages, or one and the same.
    """
    if document_a == document_b:
        raise UsageError("Both are the same document.", remedy="name two documents, or two versions of one")
    a, b = store.document(document_a, access), store.document(document_b, access)
    if a.language.split("-")[0] != b.language.split("-")[0]:
        raise UsageError(
            f"The documents are in two languages ({a.language}, {b.language}): words cannot be compared.",
            remedy="compare them by meaning: narcord compare",
        )
    found = compare_texts(
        a.text, store.provisions(document_a, access), b.text, store.provisions(document_b, access)
    )
    return a, b, found


def compare_texts(
    text_a: str, provisions_a: Sequence[Provision], text_b: str, provisions_b: Sequence[Provision]
) -> Redline:
    """Compare two texts with their provisions."""
    a, b = read_units(text_a, provisions_a), read_units(text_b, provisions_b)
    found = match_units(a, b)
    moved = find_moved(a, b, found)
    order = _order(a, b, found, moved)
    numbers: dict[tuple[int | None, int | None], int] = {}
    entries: list[Entry] = []
    depths = (_measure_depths(a), _measure_depths(b))
    for one, other, origin in order:
        if origin:
            continue
        # The roots have an entry only if words lie in no provision.
        if one in (ROOT, None) and other in (ROOT, None) and not (a[ROOT].words.keys or b[ROOT].words.keys):
            continue
        numbers[one, other] = len(entries)
        entries.append(_make_entry(len(entries), one, other, a, b, found, moved, depths))
    places = [Place(numbers[one, other], origin) for one, other, origin in order if (one, other) in numbers]
    return Redline(tuple(entries), tuple(places))


def _make_entry(
    number: int,
    one: int | None,
    other: int | None,
    a: Sequence[Unit],
    b: Sequence[Unit],
    found: Matching,
    moved: frozenset[int],
    depths: tuple[Sequence[int], Sequence[int]],
) -> Entry:
    if one is None:
        assert other is not None  # one of them is there
        text = b[other].words.text
        segments = (Segment(Change.INSERTED, "", text),) if text else ()
        return Entry(number, (Kind.INSERTED,), None, b[other].provision, None, segments, depths[1][other])
    if other is None:
        text = a[one].words.text
        segments = (Segment(Change.DELETED, text, ""),) if text else ()
        return Entry(number, (Kind.DELETED,), a[one].provision, None, None, segments, depths[0][one])
    kinds = []
    if _is_changed(a[one], b[other]):
        kinds.append(Kind.CHANGED)
    if one in moved:
        kinds.append(Kind.MOVED)
    if _is_renumbered(a[one], b[other]):
        kinds.append(Kind.RENUMBERED)
    return Entry(
        number,
        tuple(kinds) or (Kind.UNCHANGED,),
        a[one].provision,
        b[other].provision,
        round(found.likeness[one], 4),
        diff_words(a[one].words, b[other].words),
        depths[1][other],
        one not in moved and _goes_along(a, one, moved),
    )


def _is_changed(one: Unit, other: Unit) -> bool:
    return one.body != other.body and not is_broken_alike(one.body_text, other.body_text)


def _goes_along(a: Sequence[Unit], one: int, moved: frozenset[int]) -> bool:
    above = a[one].parent
    while above > ROOT and above not in moved:
        above = a[above].parent
    return above > ROOT


def _measure_depths(units: Sequence[Unit]) -> list[int]:
    depths = [0] * len(units)
    for unit in units[1:]:
        depths[unit.number] = depths[unit.parent] + 1
    return depths


def _is_renumbered(one: Unit, other: Unit) -> bool:
    """Whether the printed number is another: 第十二条 and 第12条 are one number, "5." and "5" too."""
    if one.provision is None or other.provision is None:
        return False
    labels = [_NOT_NUMBER.sub("", unit.label).casefold() for unit in (one, other)]
    if not all(labels) or labels[0] == labels[1]:
        return False
    return last_num(one.provision.eid) != last_num(other.provision.eid)


def _order(
    a: Sequence[Unit], b: Sequence[Unit], found: Matching, moved: frozenset[int]
) -> list[tuple[int | None, int | None, bool]]:
    """Units in reading order: of the first, of the second, and whether it is only where it was before."""
    after: defaultdict[int, list[tuple[int | None, int | None, bool]]] = defaultdict(list)
    anchors: dict[int, int] = {}
    ends: dict[int, int] = {}  # of a unit of a: where in b that ends which stayed of it so far
    for unit in a[1:]:
        one, above = unit.number, unit.parent
        there = found.to_b.get(one)
        anchors[one] = ends[above] if above in ends else found.to_b.get(above, anchors.get(above, ROOT))
        if there is None:
            after[anchors[one]].append((one, None, False))
        elif one in moved:
            after[anchors[one]].append((one, there, True))
        else:
            # A chapter that is no more is where its articles are.
            while above not in found.to_b:
                ends[above] = b[there].last
                above = a[above].parent
            holder = found.to_b[above]
            if holder <= there <= b[holder].last:
                ends[above] = b[there].last
    order: list[tuple[int | None, int | None, bool]] = []
    for unit in b:
        order.append((found.to_a.get(unit.number), unit.number, False))
        order += after[unit.number]
    return order


def to_json(entry: Entry, document_a: str, document_b: str) -> dict[str, Any]:
    """An entry as a plain object."""
    return {
        "number": entry.number,
        "kinds": [kind.value for kind in entry.kinds],
        "along": entry.along,
        "likeness": entry.likeness,
        "a": _name(entry.a, document_a),
        "b": _name(entry.b, document_b),
        "segments": [
            {"op": segment.change.value, "text": segment.b or segment.a}
            | ({"was": segment.a} if segment.change is Change.EQUAL and segment.a != segment.b else {})
            for segment in entry.segments
        ],
    }


def _name(provision: Provision | None, document: str) -> dict[str, str] | None:
    if provision is None:
        return None
    return {
        "eid": provision.eid,
        "label": provision.label,
        "heading": provision.heading,
        "permalink": f"/documents/{document}#{provision.eid}",
    }
