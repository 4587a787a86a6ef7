"""From paragraphs and marks to the tree of provisions of one language version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.eid import number_to_num
from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.closing import add_conclusion, closes
from ingest.structure.emit import assign_eids, fill_gaps
from ingest.structure.headings import heading_after
from ingest.structure.insertions import add_footnotes, add_quoted_units
from ingest.structure.levels import nest
from ingest.structure.opening import Opening
from ingest.structure.quotations import Quotation, inside
from ingest.structure.recognise import GROUPS, Mark
from ingest.structure.reflow import Paragraph
from ingest.structure.tables import add_entries, names_part
from ingest.structure.titles import Titles
from ingest.structure.tree import Laid, Node, Position, lay_out, sort_children
from ingest.structure.units import BASIC

# "(zu § 1 Abs. 1)": stands above the annex that it refers to its section.
_REFERS_ANNEX = re.compile(r"\(zu (?:den )?§")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LONGEST_TITLE = 30  # paragraphs, of a text that follows another in one file


@dataclass(frozen=True, slots=True)
class Version:
    """What :mod:`ingest.structure` needs to build one language version.

    ``end`` is the paragraph before which its text ends, where a table of contents follows.
    """

    paragraphs: list[Paragraph]
    marks: list[Mark]
    language: str
    languages: frozenset[str]
    paragraph_languages: list[str]
    quotations: Sequence[Quotation] = ()
    end: int | None = None


class Builder:
    """Builds the tree of one version."""

    def __init__(self, version: Version) -> None:
        self.paragraphs = version.paragraphs
        self.marks = version.marks
        self.language = version.language
        self.languages = version.languages
        self.root = Node(K.BLOCK, (0, 0))
        self.end = len(version.paragraphs) if version.end is None else version.end
        self.quotations = version.quotations
        self.quoted = inside(version.quotations)
        self.titles = Titles(version.paragraphs, version.marks, version.languages)
        self.opening = Opening(
            version.paragraphs,
            version.paragraph_languages,
            version.language,
            version.languages,
            self.quoted,
            bool(version.marks),
        )

    def build(self) -> Node:
        """Return the root (not itself a provision)."""
        first = self.marks[0].index if self.marks else len(self.paragraphs)
        self.opening.add_preamble(self.root, first)
        self._units()
        if self.end < len(self.paragraphs):
            self.root.add(Node(K.FRONT, (self.end, 0), end=(len(self.paragraphs), 0)))
        add_quoted_units(self.root, self.quotations, self.paragraphs, self.languages, self.language)
        add_footnotes(self.root, self.paragraphs)
        sort_children(self.root)
        return self.root

    # --- units ---------------------------------------------------------------------------------

    def _units(self) -> None:
        groups: list[Node] = []
        synthetic, named = 1, any(m.kind is K.PART for m in self.marks)
        for place, mark in enumerate(self.marks):
            until = self.marks[place + 1].index if place + 1 < len(self.marks) else self.end
            text = self.paragraphs[mark.index].text
            label = text[mark.start : mark.end].strip()
            if mark.restart:
                synthetic += 1
                start = self._container_start(place)
                # The second of two texts that count by themselves; "act-2" where there are real parts.
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
            if mark.stated and mark.kind is K.DIVISION:
                # The format tells divisions from subdivisions by level; those may bear letters.
                mark = replace(mark, rank=mark.rank + max(0, self.paragraphs[mark.index].level - 2))
                num = num or number_to_num(label.rpartition(" ")[2], roman=False)
            node = Node(
                mark.kind,
                (mark.index, mark.start),
                f"{mark.series}-{num}" if mark.series else num,
                label,
                rank=mark.rank,
            )
            if mark.kind in BASIC:
                if mark.number is not None and "-" not in mark.number.num:
                    node.label = label.rstrip(_RAISED)  # the mark of a footnote
                (groups[-1] if groups else self.root).add(node)
                if place == 0 and self._is_printed_ahead():
                    # What follows the title are the opening words of the act.
                    node.heading, _ = heading_after(self.paragraphs, mark, mark.index + 1)
                    node.end = (mark.index + 1, 0)
                    self.opening.add_statement(self.root, mark.index + 1, until, operative=False)
                    continue
                self._fill_unit(
                    node, mark, until, last=place + 1 == len(self.marks) or self._outer_follows(place)
                )
                continue
            if mark.supplement or mark.kind is K.SCHEDULE:
                node.prefix = True
                outer = _outer_schedule(node, groups)
                if mark.rank <= 1:
                    # What stands by itself ends all groups, but not the annex that it is a list of.
                    groups = [outer] if outer else []
            while groups and groups[-1].rank >= node.rank and groups[-1] is not _outer_schedule(node, groups):
                groups.pop()
            (groups[-1] if groups else self.root).add(node)
            groups.append(node)
            self._fill_group(node, mark, until)

    def _is_printed_ahead(self) -> bool:
        """Whether the first unit is only the title of a later one, which a web page prints on top."""
        basics = [m for m in self.marks[:3] if m.kind in BASIC and m.number is not None]
        if len(basics) < 2 or basics[0] is not self.marks[0]:
            return False
        first, second = basics[0].number, basics[1].number
        return first is not None and second is not None and second.key < first.key and second.base == 1

    def _outer_follows(self, place: int) -> bool:
        following = self.marks[place + 1 :]
        if following[0].kind is K.SCHEDULE or following[0].supplement:
            return True
        unit = next((m for m in following if m.kind not in GROUPS), None)
        return unit is not None and unit.restart

    def _container_start(self, place: int) -> int:
        start = self.marks[place].index
        while place > 0 and self.marks[place - 1].kind in GROUPS:
            place -= 1
            start = self.marks[place].index
        # The signatures of the text before end it; what stands between is the title of the next.
        above = self.marks[place - 1].index if place > 0 else 0
        for index in range(start - 1, max(above, start - _LONGEST_TITLE), -1):
            if closes(self.paragraphs[index].text, self.language):
                return index + 1
        return start

    def _fill_group(self, node: Node, mark: Mark, until: int) -> None:
        node.heading, after = heading_after(self.paragraphs, mark, until)
        if (
            node.kind is K.SCHEDULE
            and mark.index + 1 < until
            and names_part(self.paragraphs[mark.index + 1].text)
        ):
            node.heading, after = "", (mark.index + 1, 0)
        listed = node.kind is K.SCHEDULE or _in_schedule(node)
        if listed or node.prefix:
            segments = [(i, 0) for i in range(after[0] + (after[1] > 0), until)]
            stop = (
                add_conclusion(node, segments, self.paragraphs, self.language)
                if node.prefix and not listed
                else len(segments)
            )
            nest(node, segments[:stop], self.paragraphs, self.languages, self.language, self.quoted)
            if listed:
                add_entries(node, segments, self.paragraphs)
                sort_children(node)

    def _fill_unit(self, node: Node, mark: Mark, until: int, last: bool) -> None:
        node.heading, after = self.titles.read(mark, until)
        index, offset = after
        if offset == 0 and index + 1 < until and self.paragraphs[index].text == node.label:
            index += 1  # the number printed again below the title
        segments: list[Position] = [(index, offset)] if index < until else []
        segments += [(i, 0) for i in range(index + 1, until)]
        stop = (
            add_conclusion(self.root, segments, self.paragraphs, self.language, node)
            if last
            else len(segments)
        )
        stop = min(stop, self._before_headings(node, segments))
        if node.kind is K.SECTION and self.opening.has_recitals(segments[:stop]):
            self.opening.add_statement(node, segments[0][0], segments[stop - 1][0] + 1, operative=False)
            return
        nest(node, segments[:stop], self.paragraphs, self.languages, self.language, self.quoted)

    def _before_headings(self, node: Node, segments: Sequence[Position]) -> int:
        """End a unit before the headings with which it closes, which head what follows; how many precede."""
        stop = len(segments)
        for place in range(len(segments) - 1, -1, -1):
            index, offset = segments[place]
            paragraph = self.paragraphs[index]
            kind = paragraph.kind
            refers = _REFERS_ANNEX.match(paragraph.text) is not None and place == len(segments) - 1
            if offset or not (refers or kind in (BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.EDITORIAL)):
                break
            if kind is BlockKind.HEADING or refers:
                stop, node.end = place, (index, 0)
        return stop


def _in_schedule(node: Node) -> bool:
    above = node.parent
    while above is not None and above.kind is not K.SCHEDULE:
        above = above.parent
    return above is not None


def _outer_schedule(node: Node, groups: Sequence[Node]) -> Node | None:
    """The annex without a number that consists of lists with numbers and another name."""
    annex = next((g for g in groups if g.kind is K.SCHEDULE), None)
    if annex is None or annex.num or not node.num or node.kind is not K.SCHEDULE:
        return None
    other = annex.label.split()[:1] != node.label.split()[:1]
    sibling = any(c.kind is K.SCHEDULE for c in annex.children)
    return annex if other and (sibling or node.num in ("1", "a")) else None


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
