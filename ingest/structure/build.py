"""From paragraphs and marks to the tree of provisions of one language version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.eid import component, join, make_unique
from corpus.model import PageSpan, Provision, Strength
from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure import preamble
from ingest.structure.headings import heading_after
from ingest.structure.labels import PROSE, read_labels
from ingest.structure.levels import nest
from ingest.structure.recognise import GROUPS, Mark
from ingest.structure.reflow import Paragraph
from ingest.structure.strength import read_strength
from ingest.structure.tree import Laid, Node, Position, lay_out, sort_children, spans
from ingest.structure.units import BASIC

_NUMBERED_ALONE = frozenset({K.RECITAL, K.COVER, K.FRONT, K.FOOTNOTE, K.CONCLUSION, K.BLOCK})
_SHORT_HEADING = 200


@dataclass(frozen=True, slots=True)
class Version:
    """What :mod:`ingest.structure` needs to build one language version."""

    paragraphs: list[Paragraph]
    marks: list[Mark]
    language: str
    languages: frozenset[str]
    paragraph_languages: list[str]


class Builder:
    """Builds the tree of one version."""

    def __init__(self, version: Version) -> None:
        self.paragraphs = version.paragraphs
        self.marks = version.marks
        self.language = version.language
        self.languages = version.languages
        self.paragraph_languages = version.paragraph_languages
        self.root = Node(K.BLOCK, (0, 0))
        self.counts: dict[K, int] = {}

    def build(self) -> Node:
        """Return the root (not itself a provision)."""
        first = self.marks[0].index if self.marks else len(self.paragraphs)
        self._preamble(first)
        self._units()
        self._footnotes()
        sort_children(self.root)
        return self.root

    # --- before the first unit -----------------------------------------------------------------

    def _preamble(self, until: int) -> None:
        region = self.paragraphs[:until]
        covers = preamble.cover_runs(region, self.paragraph_languages[:until])
        for start, end in covers:
            self.root.add(Node(K.COVER, (start, 0), end=(end, 0), language=self._majority(start, end)))
        after = covers[-1][1] if covers else 0
        self._statement(self.root, after, until, operative=not self.marks)

    def _statement(self, holder: Node, start: int, until: int, operative: bool) -> None:
        """Recitals, and the operative paragraphs of a statement, among paragraphs ``start`` to ``until``."""
        recitals = [i for i in range(start, until) if self._is_recital(i)]
        if len(recitals) >= 2 or (recitals and self.marks):
            last = recitals[-1]
            for index in range(recitals[0], last + 1):
                if index not in recitals:
                    continue
                following = next((i for i in recitals if i > index), None)
                end = following if following is not None else self._recital_end(index, until)
                text = self.paragraphs[index].text
                labels = read_labels(text, self.languages)
                label = text[: labels[0].end].strip() if labels else ""
                holder.add(Node(K.RECITAL, (index, 0), label=label, end=(end, 0)))
            start = self._recital_end(last, until)
        if operative:
            segments = [(i, 0) for i in range(start, until) if self.paragraphs[i].kind is not BlockKind.HEADING]
            stop = self._conclusion(holder, segments)
            nest(holder, segments[:stop], self.paragraphs, self.languages | {PROSE}, self.language)

    def _is_recital(self, index: int) -> bool:
        paragraph = self.paragraphs[index]
        if paragraph.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.ROW):
            return False
        text = paragraph.text
        labels = read_labels(text, self.languages)
        if labels:
            text = text[labels[0].end :].lstrip()
        return preamble.is_recital(text, self.language)

    def _recital_end(self, index: int, until: int) -> int:
        """The last recital goes on while paragraphs begin in lower case."""
        end = index + 1
        while end < until and self.paragraphs[end].text[0].islower() and not self.paragraphs[end - 1].text.rstrip().endswith(
            (";", ".", ",")
        ):
            end += 1
        return end

    # --- units ---------------------------------------------------------------------------------

    def _units(self) -> None:
        groups: list[Node] = []
        synthetic, named = 1, any(m.kind is K.PART for m in self.marks)
        for place, mark in enumerate(self.marks):
            until = self.marks[place + 1].index if place + 1 < len(self.marks) else len(self.paragraphs)
            text = self.paragraphs[mark.index].text
            label = text[mark.start : mark.end].strip()
            if mark.restart:
                synthetic += 1
                start = self._container_start(place)
                # The second of two texts that count by themselves; "act-2" where the text has parts of its own.
                num = f"act-{synthetic}" if named else str(synthetic)
                container = Node(K.PART, (start, 0), num, prefix=True, rank=0)
                moved = [g for g in groups if g.start >= (start, 0)]
                groups = [g for g in groups if g not in moved]
                for group in moved:
                    if group.parent is not None and group.parent not in moved:
                        group.parent.children.remove(group)
                        container.add(group)
                self.root.add(container)
                groups = [container, *moved]
            num = mark.number.num if mark.number else ""
            node = Node(mark.kind, (mark.index, mark.start), f"{mark.series}-{num}" if mark.series else num, label, rank=mark.rank)
            if mark.kind in BASIC:
                (groups[-1] if groups else self.root).add(node)
                self._fill_unit(node, mark, until, last=place + 1 == len(self.marks) or self._outer_follows(place))
                continue
            if mark.supplement or mark.kind is K.SCHEDULE:
                node.prefix = True
                groups = [g for g in groups if g.rank == 0 and mark.rank > 0 and not g.prefix] if mark.rank <= 1 else groups
            while groups and groups[-1].rank >= node.rank:
                groups.pop()
            (groups[-1] if groups else self.root).add(node)
            groups.append(node)
            self._fill_group(node, mark, until)

    def _outer_follows(self, place: int) -> bool:
        return self.marks[place + 1].kind is K.SCHEDULE or self.marks[place + 1].supplement

    def _container_start(self, place: int) -> int:
        start = self.marks[place].index
        while place > 0 and self.marks[place - 1].kind in GROUPS:
            place -= 1
            start = self.marks[place].index
        return start

    def _fill_group(self, node: Node, mark: Mark, until: int) -> None:
        node.heading, after = heading_after(self.paragraphs, mark, until)
        if node.kind is K.SCHEDULE or node.prefix:
            segments = [(i, 0) for i in range(after[0] + (after[1] > 0), until)]
            stop = self._conclusion(node, segments) if node.prefix and node.kind is not K.SCHEDULE else len(segments)
            nest(node, segments[:stop], self.paragraphs, self.languages, self.language)
            self._rows(node, segments)

    def _fill_unit(self, node: Node, mark: Mark, until: int, last: bool) -> None:
        node.heading, after = heading_after(self.paragraphs, mark, until)
        index, offset = after
        segments: list[Position] = [(index, offset)] if index < until else []
        segments += [(i, 0) for i in range(index + 1, until)]
        stop = self._conclusion(self.root, segments, node) if last else len(segments)
        if node.kind is K.SECTION and self._has_recitals(segments[:stop]):
            self._statement(node, segments[0][0], segments[stop - 1][0] + 1, operative=False)
            return
        nest(node, segments[:stop], self.paragraphs, self.languages, self.language)

    def _has_recitals(self, segments: Sequence[Position]) -> bool:
        return sum(self._is_recital(i) for i, offset in segments if offset == 0) >= 4

    def _conclusion(self, holder: Node, segments: Sequence[Position], ends: Node | None = None) -> int:
        """Add the closing words among the segments, if any, to ``holder``; return how many segments precede."""
        for place, (index, offset) in enumerate(segments):
            if offset == 0 and place > 0 and preamble.closes(self.paragraphs[index].text, self.language):
                last = segments[-1][0] + 1
                if index < last - 60:
                    continue
                holder.add(Node(K.CONCLUSION, (index, 0), end=(last, 0)))
                node = ends
                while node is not None and node is not self.root:
                    node.end = (index, 0)
                    node = node.parent
                return place
        return len(segments)

    def _rows(self, node: Node, segments: Sequence[Position]) -> None:
        """Rows of a schedule that begin with a number are its entries."""
        for index, _ in segments:
            paragraph = self.paragraphs[index]
            if paragraph.kind is not BlockKind.ROW:
                continue
            match = re.match(r"(\d{1,4})\.?\s*\|", paragraph.text)
            if match:
                node.add(Node(K.ENTRY, (index, 0), match[1], match[1], end=(index + 1, 0)))

    # --- footnotes -----------------------------------------------------------------------------

    def _footnotes(self) -> None:
        indices = [i for i, p in enumerate(self.paragraphs) if p.kind is BlockKind.FOOTNOTE]
        if not indices:
            return
        sort_children(self.root)
        for index in indices:
            holder = self._deepest((index, 0))
            label = self.paragraphs[index].label or re.match(r"\S*", self.paragraphs[index].text)[0]  # type: ignore[index]
            label = label if self.paragraphs[index].text.startswith(label) else ""
            holder.add(Node(K.FOOTNOTE, (index, 0), label=label, end=(index + 1, 0)))
        sort_children(self.root)

    def _deepest(self, position: Position) -> Node:
        node = self.root
        while True:
            inner = None
            for child in node.children:
                if child.start < position and child.kind is not K.FOOTNOTE and (child.end is None or position < child.end):
                    inner = child
                elif child.start > position:
                    break
            if inner is None:
                return node
            node = inner

    def _majority(self, start: int, end: int) -> str:
        weights: dict[str, int] = {}
        for index in range(start, end):
            language = self.paragraph_languages[index]
            weights[language] = weights.get(language, 0) + len(self.paragraphs[index].text)
        return max(weights, key=lambda code: weights[code])


def fill_gaps(root: Node, laid: Laid, paragraphs: Sequence[Paragraph], first_unit: int | None) -> None:
    """Make what lies in no provision front matter or a block, so that no word is lost."""
    covered = spans(root, laid)
    tops = sorted(covered[child] for child in root.children)
    holes: list[tuple[int, int]] = []
    at = 0
    for start, end in [*tops, (len(laid.text), len(laid.text))]:
        if laid.text[at:start].strip():
            holes.append((at, start))
        at = max(at, end)
    starts = list(laid.offsets)
    for hole_start, hole_end in holes:
        group: list[int] = [i for i, s in enumerate(starts) if s < hole_end and s + len(paragraphs[i].text) > hole_start]
        front = first_unit is not None and group[0] < first_unit
        if first_unit is None or not front:
            pieces = [[i] for i in group]
        else:
            pieces = [group]
        for piece in pieces:
            offset = max(0, hole_start - starts[piece[0]])
            while offset < len(paragraphs[piece[0]].text) and paragraphs[piece[0]].text[offset].isspace():
                offset += 1
            end_index = piece[-1]
            end_offset = min(len(paragraphs[end_index].text), hole_end - starts[end_index])
            root.add(Node(K.FRONT if front else K.BLOCK, (piece[0], offset), end=(end_index, end_offset)))
    sort_children(root)


def assign_eids(root: Node) -> None:
    """Give every node its eId: units by number, the rest by count, all unique."""
    taken: set[str] = set()
    counts: dict[tuple[str, K], int] = {}
    for node in root.walk():
        if node is root:
            continue
        prefix = _prefix(node, root)
        num = node.num
        if node.kind in _NUMBERED_ALONE or not num:
            if node.kind is K.PART and node.prefix and not num:
                key = ("suppl", K.PART)
                counts[key] = counts.get(key, 0) + 1
                num = "suppl" if counts[key] == 1 else f"suppl-{counts[key]}"
            else:
                key = (prefix or "", node.kind)
                counts[key] = counts.get(key, 0) + 1
                while join(prefix, component(node.kind, counts[key])) in taken:
                    counts[key] += 1
                num = str(counts[key])
        node.eid = make_unique(join(prefix, component(node.kind, num)), taken)
        taken.add(node.eid)


def _prefix(node: Node, root: Node) -> str | None:
    if node.kind in _NUMBERED_ALONE:
        return None
    parent = node.parent
    if parent is None or parent is root:
        return None
    if node.kind in BASIC:
        above: Node | None = parent
        while above is not None and above is not root:
            if above.prefix:
                return above.eid
            above = above.parent
        return None
    return parent.eid or None


def provisions(root: Node, laid: Laid, version: Version) -> tuple[Provision, ...]:
    """Return the provisions of the tree in document order."""
    located = spans(root, laid)
    pages = page_spans(version.paragraphs, laid)
    starts = laid.offsets
    found: list[Provision] = []
    for node in (n for n in root.walk() if n is not root):
        start, end = located[node]
        if end <= start:
            continue
        language = node.language or version.paragraph_languages[min(node.start[0], len(starts) - 1)]
        own = laid.text[start + len(node.label) : end].lstrip(" \n\t.:-–—")  # noqa: RUF001
        strength: Strength | None = read_strength(node.kind, own, language)
        found.append(
            Provision(
                document_id="", eid=node.eid, kind=node.kind, start=start, end=end, language=language,
                ordinal=len(found), label=node.label, heading=node.heading,
                parent=node.parent.eid if node.parent is not None and node.parent is not root else None,
                pages=_pages_of(start, end, pages), strength=strength,
            )
        )  # fmt: skip
    return tuple(found)


def page_spans(paragraphs: Sequence[Paragraph], laid: Laid) -> tuple[PageSpan, ...]:
    """Return the pages of the laid-out text, without gaps."""
    begins: list[tuple[int, int]] = []
    for index, paragraph in enumerate(paragraphs):
        for offset, number in paragraph.pages:
            if not begins or begins[-1][1] != number:
                begins.append((laid.offsets[index] + offset, number))
    if not begins:
        return ()
    begins[0] = (0, begins[0][1])
    ends = [start for start, _ in begins[1:]] + [len(laid.text)]
    return tuple(PageSpan(number, start, end) for (start, number), end in zip(begins, ends, strict=True))


def _pages_of(start: int, end: int, pages: Sequence[PageSpan]) -> tuple[int, int] | None:
    touched = [page.number for page in pages if page.start < end and page.end > start]
    return (min(touched), max(touched)) if touched else None


def build(version: Version) -> tuple[Node, Laid]:
    """Return the finished tree of a version with eIds, and its text."""
    root = Builder(version).build()
    laid = lay_out(version.paragraphs)
    first = version.marks[0].index if version.marks else None
    if first is None:  # a statement: what precedes its first numbered paragraph is front matter
        starts = [child.start[0] for child in root.children if child.kind in (K.PARAGRAPH, K.SUBPARAGRAPH)]
        recitals = [child.start[0] for child in root.children if child.kind is K.RECITAL]
        first = min(starts) if starts else max(recitals, default=None)
    fill_gaps(root, laid, version.paragraphs, first)
    assign_eids(root)
    return root, laid

