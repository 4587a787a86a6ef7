"""Laying two versions over each other: every provision of both once, in one reading order."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

import regex

from corpus.access import Access
from corpus.eid import last_num
from corpus.errors import UsageError
from corpus.model import Provision
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


class Redlines:
    """Compares documents of a store and keeps the last results, which pages of one comparison ask for."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], Redline] = OrderedDict()
        self._lock = Lock()

    def find(self, store: Store, document_a: str, document_b: str, access: Access) -> Redline:
        """As :func:`redline`; who asks is asked for his rights each time."""
        ends = [store.summary(each, access) for each in (document_a, document_b)]
        key = tuple((end.id, end.parser, end.characters, end.provision_count) for end in ends)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = redline(store, document_a, document_b, access)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found


def redline(store: Store, document_a: str, document_b: str, access: Access) -> Redline:
    """Compare two documents in one language, in any versions, as far as ``access`` may see them.

    Raises:
        NotFoundError: a document does not exist or may not be seen.
        UsageError: they are in two languages, or one and the same.
    """
    a, b = store.document(document_a, access), store.document(document_b, access)
    if a.id == b.id:
        raise UsageError("Both are the same document.", remedy="name two documents, or two versions of one")
    if a.language.split("-")[0] != b.language.split("-")[0]:
        raise UsageError(
            f"The documents are in two languages ({a.language}, {b.language}): words cannot be compared.",
            remedy="compare them by meaning: narcord compare",
        )
    provisions = [store.provisions(each, access) for each in (document_a, document_b)]
    return compare_texts(a.text, provisions[0], b.text, provisions[1])


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
