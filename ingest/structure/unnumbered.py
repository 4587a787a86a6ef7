"""What stands inside an article without a number: its paragraphs in order, definitions, dashes.

Many traditions cite paragraphs that bear no number (款, 項, วรรค, qism, часть, fıkra, فقرة, alinéa): they
are counted in the order in which they stand. An article of a single paragraph has no need of one.
Entries of a list without labels (definitions, dashes) are counted apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.eid import number_to_num
from corpus.model import ProvisionKind as K
from ingest.structure.notes import goes_on
from ingest.structure.tree import Node, Position
from ingest.structure.units import BASIC

BELOW = {K.PARAGRAPH: K.SUBPARAGRAPH, K.SUBPARAGRAPH: K.POINT, K.POINT: K.INDENT, K.INDENT: K.INDENT}
_INTRODUCES = (":", "：", ":-", "：-", "—", ":–", "‘", "following", "namely")
_TERMINAL = tuple(".!?。．！？।၊။۔؟৷៖")
_LISTED = tuple(";；,،؛、")
_CLOSING = "\"'”’»«)]）】」』›“ "
_BULLET = re.compile(r"[-–—•·▪◦‣*]\s+(?=\S)|[•·▪◦‣](?=\S)")
_TERM = re.compile(r"[“\"«„「『‘][^”\"»“」』’]{1,90}[”\"»“」』’]")
# "2.The Parties": a number that the labels did not take, since the first is missing.
_ORDINAL = re.compile(r"\(?\d{1,2}\s?[.)](?=\s?[^\W\d_])")
_SHORT_ITEM = re.compile(r"\(?[\da-z]{1,2}[.)]\s?[^\W\d_].{0,60}(?<![,;:])")
# Thai, Lao, Khmer and Burmese end paragraphs without a mark, Japanese the items of lists.
_UNMARKED_ENDS = frozenset({"th", "lo", "km", "my", "ja"})
# Whose numbers below an article are always its paragraphs (khoản), whatever words introduce them.
_ALWAYS_NUMBERED = frozenset({"vi"})


def announces(text: str) -> bool:
    """Whether a paragraph ends in what announces a list."""
    return text.rstrip().endswith(_INTRODUCES)


@dataclass(frozen=True, slots=True)
class Loose:
    """A paragraph without a label: where it stands, its text, and the text before it (none: it is the first).

    ``item``: the format says that it is an entry of a list.
    """

    at: Position
    text: str
    before: str | None
    item: bool = False


@dataclass(slots=True)
class Inside:
    """What stands inside a unit: the paragraphs without labels, and the list to which each node belongs.

    ``announced`` tells of each list whether the words before it announce it. ``notes`` stand behind
    the paragraphs and are none.
    """

    loose: list[Loose] = field(default_factory=list)
    lists: dict[Node, int] = field(default_factory=dict)
    announced: dict[int, bool] = field(default_factory=dict)
    notes: set[Node] = field(default_factory=set)


def count_unnumbered(unit: Node, inside: Inside, language: str) -> None:
    """Give the paragraphs and entries without numbers nodes of their own, where they can be told apart."""
    if inside.loose:
        _Counting(inside, language).run(unit)


class _Counting:
    def __init__(self, inside: Inside, language: str) -> None:
        self.inside = inside
        self.language = language

    def run(self, unit: Node) -> None:
        inner: dict[Node, list[Loose]] = {}
        for loose in self.inside.loose:
            holder = self._holder(unit, loose.at)
            if holder is not None:
                inner.setdefault(holder, []).append(loose)
        for node, texts in inner.items():
            if node is not unit:
                self._entries(node, texts)
                self._collisions(node, texts)
        self._unit(unit, inner.get(unit, []))

    def _holder(self, unit: Node, at: Position) -> Node | None:
        """The innermost node in which the text at ``at`` stands; None amid the items of a list."""
        node = unit
        while True:
            place = bisect_right(node.children, at, key=lambda c: c.start)
            before = node.children[place - 1] if place else None
            if before is None:
                return node
            if before.end is not None and at >= before.end:
                after = node.children[place] if place < len(node.children) else None
                lists = self.inside.lists
                amid = after is not None and lists.get(before, -1) == lists.get(after, -2)
                return None if amid else node
            node = before

    def _unit(self, unit: Node, texts: list[Loose]) -> None:
        opening = [x for x in texts if x.before is None]
        entries = self._find_entries(texts)
        later = [x for x in texts if x not in entries and self._is_paragraph(x)]
        if unit.kind in BASIC and opening and later and self._counts(unit.children):
            starts = sorted(opening + later, key=lambda x: x.at)
            for node, end in self._divide(unit, starts):
                own = [x for x in texts if node.start < x.at and (end is None or x.at < end)]
                self._entries(node, own)
                self._collisions(node, own)
            return
        self._entries(unit, texts)
        self._collisions(unit, texts)

    def _is_paragraph(self, loose: Loose) -> bool:
        """Whether it begins a paragraph: not the rest of a sentence that a list interrupts, no entry."""
        if loose.before is None or loose.item or _BULLET.match(loose.text):
            return False
        if goes_on(loose.text, self.language):
            return False
        first = next((c for c in loose.text if c.isalpha()), "")
        if first.islower() or announces(loose.before):
            return False
        stopped = _ended(loose.before) or leaves_item(loose.before, loose.text)
        return stopped or self.language in _UNMARKED_ENDS

    def _counts(self, children: Sequence[Node]) -> bool:
        """Whether the tradition of this article counts its paragraphs without printing numbers."""
        children = [c for c in children if c not in self.inside.notes]
        numbered = [c for c in children if c.kind is K.PARAGRAPH]
        keys = {(c.kind, c.num) for c in children}
        if numbered and self.language in _ALWAYS_NUMBERED and len(keys) == len(children):
            return False
        return all(self.inside.announced.get(self.inside.lists.get(c, -1), False) for c in numbered)

    def _divide(self, unit: Node, starts: Sequence[Loose]) -> list[tuple[Node, Position | None]]:
        """Make a paragraph of each of ``starts``, with the children that follow it."""
        olds, unit.children = unit.children, []
        ends = [x.at for x in starts[1:]] + [unit.end]
        made = []
        for number, (loose, end) in enumerate(zip(starts, ends, strict=True), start=1):
            label = _ORDINAL.match(loose.text)
            printed = label[0] if label and number_to_num(label[0]) == str(number) else ""
            node = unit.add(Node(K.PARAGRAPH, loose.at, str(number), printed, end=end))
            made.append((node, end))
            for child in olds:
                if child in self.inside.notes:
                    continue
                if loose.at <= child.start and (end is None or child.start < end):
                    if child.kind is K.PARAGRAPH:
                        _lower(child)
                    node.add(child)
        for note in (child for child in olds if child in self.inside.notes):
            unit.add(note)
        unit.children.sort(key=lambda c: c.start)
        return made

    def _find_entries(self, texts: Sequence[Loose]) -> list[Loose]:
        """The entries of a list without labels: dashes, defined terms, what follows a colon."""
        own = [x for x in texts if x.before is not None]
        entries = [x for x in own if x.item or _BULLET.match(x.text) or _TERM.match(x.text)]
        if not entries:
            first = next((n for n, x in enumerate(own) if announces(x.before or "")), len(own))
            run = own[first:]
            length = next((n for n, x in enumerate(run) if not x.text.rstrip().endswith(_LISTED)), len(run))
            entries = run[: length + 1] if length else []
        return entries if len(entries) > 1 else []

    def _entries(self, holder: Node, texts: Sequence[Loose]) -> None:
        self._wrap(holder, self._find_entries(texts), texts)

    def _collisions(self, holder: Node, texts: Sequence[Loose]) -> None:
        """Where lists in ``holder`` count the same numbers, put each later one under the words before it."""
        seen: set[tuple[K, str]] = set()
        heads: list[Loose] = []
        for run in _runs([c for c in holder.children if c.label], self.inside.lists):
            keys = {(c.kind, c.num) for c in run}
            above = [x for x in texts if holder.start < x.at < run[0].start]
            if keys & seen and above and above[-1] not in heads:
                amid = any(above[-1].at < c.start < run[0].start for c in holder.children)
                heads += [] if amid else [above[-1]]
            seen |= keys
        self._wrap(holder, heads, texts)

    def _wrap(self, holder: Node, heads: Sequence[Loose], texts: Sequence[Loose]) -> None:
        """Make an entry of each of ``heads``: it takes the list below it and ends before other words."""
        if not heads:
            return
        made = {c.start for c in holder.children if c.kind is K.INDENT and not c.label}
        stops = sorted({x.at for x in texts} | made)
        for head in heads:
            end = next((at for at in stops if at > head.at), holder.end)
            node = Node(K.INDENT, head.at, end=end)
            for child in list(holder.children):
                if head.at < child.start and (end is None or child.start < end):
                    holder.children.remove(child)
                    node.add(child)
            holder.add(node)
        holder.children.sort(key=lambda c: c.start)
        for number, node in enumerate((c for c in holder.children if c.kind is K.INDENT and not c.label), 1):
            node.num = str(number)


def number_first_paragraph(unit: Node, start: Position) -> None:
    """Make the first paragraph a node, which bears no number, with the lists that stand in it."""
    if any(child.kind is K.PARAGRAPH for child in unit.children) or not unit.label:
        return
    node = Node(K.PARAGRAPH, start, "1")
    for child in unit.children:
        node.add(child)
    unit.children = []
    unit.add(node)


def leaves_item(before: str, text: str) -> bool:
    """Whether a sentence follows the last item of a list of short items without stops (``3. Admonish``)."""
    sentence = len(text) > len(before) and text[0].isupper() and text.rstrip().endswith(".")
    return sentence and not _ended(before) and _SHORT_ITEM.fullmatch(before.strip()) is not None


def _ended(text: str) -> bool:
    stripped = text.rstrip(_CLOSING)
    return not stripped or stripped[-1] in _TERMINAL


def _lower(node: Node) -> None:
    """Put a node and all below it one level down."""
    for inner in node.walk():
        inner.kind = BELOW.get(inner.kind, inner.kind)


def _runs(children: Sequence[Node], lists: dict[Node, int]) -> list[list[Node]]:
    """The labelled children by lists: a list ends where another begins, or a number comes again."""
    runs: list[list[Node]] = []
    seen: set[tuple[K, str]] = set()
    last: int | None = None
    for child in children:
        key, number = (child.kind, child.num), lists.get(child)
        if not runs or number != last or key in seen:
            runs.append([])
            seen = set()
        runs[-1].append(child)
        seen.add(key)
        last = number
    return runs
