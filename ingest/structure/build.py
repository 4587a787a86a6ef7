"""From paragraphs and marks to the tree of provisions of one language version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.eid import number_to_num
from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure import preamble
from ingest.structure.closing import closes
from ingest.structure.emit import assign_eids, fill_gaps
from ingest.structure.headings import heading_after
from ingest.structure.labels import PARAGRAPHS, PROSE, read_labels
from ingest.structure.levels import nest
from ingest.structure.quotations import Quotation, inside
from ingest.structure.recitals import is_operative, is_recital, needs_no_number
from ingest.structure.recognise import GROUPS, Mark
from ingest.structure.reflow import Paragraph
from ingest.structure.tables import add_entries, names_part
from ingest.structure.tree import Laid, Node, Position, lay_out, sort_children
from ingest.structure.units import BASIC

_NUMBERED_ALONE = frozenset({K.RECITAL, K.COVER, K.FRONT, K.FOOTNOTE, K.CONCLUSION, K.BLOCK})
# Statutes of South Asia: a title, a full stop and a dash (or a line).
_INLINE_TITLE = re.compile(
    r"([^\W\d_a-z][^—–_\n]{2,200}?)(?:[.।]\s?(?:[—–]|-{1,2}(?=[\s(]))|[.।]?\s?_{2,})[\s\-–—_]*(?=[(\[“‘\w])"
)
# "10. Powers to search. (1) Whenever": the first subsection follows the title on its line.
_TITLE_BEFORE_FIRST = re.compile(r"([^\W\d_a-z][^.;:—–_\n]{2,150})\.\s?(?=\(1\)\s)")
# "(zu § 1 Abs. 1)": stands above the annex that it refers to its section.
_REFERS_ANNEX = re.compile(r"\(zu (?:den )?§")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LONGEST_STOPPED = 120  # characters of a title that ends in a full stop
_MOST_TITLED = 0.7  # of the units, where all are taken to have a title
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
        self.paragraph_languages = version.paragraph_languages
        self.root = Node(K.BLOCK, (0, 0))
        self.end = len(version.paragraphs) if version.end is None else version.end
        self.quotations = version.quotations
        self.quoted = inside(version.quotations)
        self.titled: bool | None = None

    def build(self) -> Node:
        """Return the root (not itself a provision)."""
        first = self.marks[0].index if self.marks else len(self.paragraphs)
        self._preamble(first)
        self._units()
        if self.end < len(self.paragraphs):
            self.root.add(Node(K.FRONT, (self.end, 0), end=(len(self.paragraphs), 0)))
        self._quoted_units()
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
            segments = [
                (i, 0) for i in range(start, until) if self.paragraphs[i].kind is not BlockKind.HEADING
            ]
            stop = self._conclusion(holder, segments)
            if not self._resolves(holder, segments[:stop]):
                nest(
                    holder,
                    segments[:stop],
                    self.paragraphs,
                    self.languages | {PROSE},
                    self.language,
                    self.quoted,
                )

    def _resolves(self, holder: Node, segments: Sequence[Position]) -> bool:
        """Count the operative paragraphs of a resolution that prints no numbers; whether it is one."""
        texts = [self.paragraphs[index].text for index, _ in segments]
        if any(label.style in PARAGRAPHS for text in texts for label in read_labels(text, self.languages)):
            return False
        acts = [place for place, text in enumerate(texts) if is_operative(text, self.language)]
        if len(acts) < 2:
            return False
        for count, (place, following) in enumerate(pairwise([*acts, len(segments)]), start=1):
            node = holder.add(Node(K.PARAGRAPH, segments[place], str(count)))
            inner = segments[place + 1 : following]
            nest(node, inner, self.paragraphs, self.languages, self.language, self.quoted)
        return True

    def _is_recital(self, index: int) -> bool:
        paragraph = self.paragraphs[index]
        if paragraph.hint is K.RECITAL:
            return True
        if paragraph.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.ROW):
            return False
        text = paragraph.text
        labels = read_labels(text, self.languages)
        if labels:
            if needs_no_number(self.language):
                return False
            text = text[labels[0].end :].lstrip()
        return is_recital(text, self.language)

    def _recital_end(self, index: int, until: int) -> int:
        """The last recital goes on while paragraphs begin in lower case."""
        end = index + 1
        while (
            end < until
            and self.paragraphs[end].text[0].islower()
            and not self.paragraphs[end - 1].text.rstrip().endswith((";", ".", ","))
        ):
            end += 1
        return end

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
                    self._statement(self.root, mark.index + 1, until, operative=False)
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
            stop = self._conclusion(node, segments) if node.prefix and not listed else len(segments)
            nest(node, segments[:stop], self.paragraphs, self.languages, self.language, self.quoted)
            if listed:
                add_entries(node, segments, self.paragraphs)
                sort_children(node)

    def _fill_unit(self, node: Node, mark: Mark, until: int, last: bool) -> None:
        node.heading, after = heading_after(self.paragraphs, mark, until)
        if node.heading and not any(c.isalpha() for c in node.heading):
            node.heading = ""  # the mark of a footnote
        if not node.heading and after[0] == mark.index and (title := self._inline_title(mark, after[1])):
            node.heading, after = title[1].strip(" ."), (mark.index, title.end())
        if not node.heading and self._is_stopped_title(mark, after, until):
            node.heading = self.paragraphs[mark.index].text[after[1] :].rstrip(" .")
            after = (mark.index + 1, 0)
        index, offset = after
        if offset == 0 and index + 1 < until and self.paragraphs[index].text == node.label:
            index += 1  # the number printed again below the title
        segments: list[Position] = [(index, offset)] if index < until else []
        segments += [(i, 0) for i in range(index + 1, until)]
        stop = self._conclusion(self.root, segments, node) if last else len(segments)
        stop = min(stop, self._before_headings(node, segments))
        if node.kind is K.SECTION and self._has_recitals(segments[:stop]):
            self._statement(node, segments[0][0], segments[stop - 1][0] + 1, operative=False)
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

    def _inline_title(self, mark: Mark, offset: int) -> re.Match[str] | None:
        """The title that a dash sets off from the text on one line: ``3. Ponds.—(1) Every pond``."""
        if mark.kind is not K.SECTION:
            return None
        text = self.paragraphs[mark.index].text
        return _INLINE_TITLE.match(text, offset) or _TITLE_BEFORE_FIRST.match(text, offset)

    def _is_stopped_title(self, mark: Mark, after: Position, until: int) -> bool:
        """Whether what stands on the line of the number is a title, though it ends in a full stop.

        So it is where nearly all units have a title on that line, and text follows.
        """
        index, offset = after
        if mark.kind not in BASIC or index != mark.index or index + 1 >= until:
            return False
        rest, following = self.paragraphs[index].text[offset:], self.paragraphs[index + 1].text
        if not (3 < len(rest) <= _LONGEST_STOPPED and rest.endswith(".") and rest[0].isupper()):
            return False
        return not following[0].islower() and self._titled() and not read_labels(rest, self.languages)

    def _titled(self) -> bool:
        """Whether the units of this text have titles on the line of their number, all but a few."""
        if self.titled is None:
            ends = [mark.index for mark in self.marks[1:]] + [len(self.paragraphs)]
            units = [
                (mark, end) for mark, end in zip(self.marks, ends, strict=True) if mark.kind in BASIC and end
            ]
            found = [heading_after(self.paragraphs, mark, end) for mark, end in units]
            own = sum(
                bool(h) and after == (m.index + 1, 0) for (m, _), (h, after) in zip(units, found, strict=True)
            )
            self.titled = own >= _MOST_TITLED * len(units)
        return self.titled

    def _has_recitals(self, segments: Sequence[Position]) -> bool:
        return sum(self._is_recital(i) for i, offset in segments if offset == 0) >= 4

    def _conclusion(self, holder: Node, segments: Sequence[Position], ends: Node | None = None) -> int:
        """Add the closing words among the segments to ``holder``; return how many segments precede."""
        for place, (index, offset) in enumerate(segments):
            if offset == 0 and place > 0 and closes(self.paragraphs[index].text, self.language):
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

    # --- what amendments quote -----------------------------------------------------------------

    def _quoted_units(self) -> None:
        """Put the articles that a quotation holds under the provision that quotes them."""
        if not any(quotation.units for quotation in self.quotations):
            return
        sort_children(self.root)
        for quotation in self.quotations:
            for place, mark in enumerate(quotation.units):
                holder = self._deepest((mark.index, mark.start))
                while holder.kind is K.INDENT and not holder.label and holder.parent is not None:
                    holder = holder.parent
                if holder is self.root or mark.number is None:
                    break  # quoted before the first unit
                following = quotation.units[place + 1].index if place + 1 < len(quotation.units) else None
                until = quotation.last + 1 if following is None else following
                text = self.paragraphs[mark.index].text
                label = text[mark.start : mark.end].strip()
                node = Node(mark.kind, (mark.index, mark.start), mark.number.num, label, end=(until, 0))
                node.quoted = True
                node.heading, after = heading_after(self.paragraphs, mark, until)
                segments: list[Position] = [after] if after[0] < until else []
                segments += [(i, 0) for i in range(after[0] + 1, until)]
                nest(node, segments, self.paragraphs, self.languages, self.language)
                holder.add(node)
                sort_children(holder)

    # --- footnotes -----------------------------------------------------------------------------

    def _footnotes(self) -> None:
        indices = [i for i, p in enumerate(self.paragraphs) if p.kind is BlockKind.FOOTNOTE]
        if not indices:
            return
        sort_children(self.root)
        for index in indices:
            holder = self._deepest((index, 0))
            text = self.paragraphs[index].text
            label = self.paragraphs[index].label or text.split(None, 1)[0]
            if not text.startswith(label) or (len(label) > 1 and label.strip(".").isalpha()):
                label = ""  # no mark: the first word
            holder.add(Node(K.FOOTNOTE, (index, 0), label=label, end=(index + 1, 0)))
        sort_children(self.root)

    def _deepest(self, position: Position) -> Node:
        node = self.root
        while True:
            inner = None
            for child in node.children:
                if child.start > position:
                    break
                if child.start < position and child.kind is not K.FOOTNOTE:
                    # A sibling that has ended leaves none of those before it open.
                    inner = child if child.end is None or position < child.end else None
            if inner is None:
                return node
            node = inner

    def _majority(self, start: int, end: int) -> str:
        weights: dict[str, int] = {}
        for index in range(start, end):
            language = self.paragraph_languages[index]
            weights[language] = weights.get(language, 0) + len(self.paragraphs[index].text)
        return max(weights, key=lambda code: weights[code])


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
