"""The paragraphs and items of a unit where the format states them, with their levels (XML, lists of HTML)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.eid import number_to_num
from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.paragraph import Paragraph
from ingest.structure.tree import Node, Position
from ingest.structure.unnumbered import Inside, number_first_paragraph

_LISTED = frozenset({K.PARAGRAPH, K.SUBPARAGRAPH, K.POINT, K.INDENT, K.ENTRY})
_LONGEST_LABEL = 24
_BETWEEN = re.compile(r"[(\s]*([A-Za-z])\.(\d+)[)\s]*")


def is_stated(paragraph: Paragraph) -> bool:
    """Whether the format says that a paragraph is a numbered part of a unit."""
    label = paragraph.label
    return paragraph.hint in _LISTED and bool(label) and len(label or "") <= _LONGEST_LABEL


class Stated:
    """The items that the format states and that are open, with their levels, the innermost last."""

    def __init__(self, paragraphs: Sequence[Paragraph], language: str, inside: Inside) -> None:
        self.paragraphs = paragraphs
        self.language = language
        self.inside = inside
        self.open: list[tuple[int, Node]] = []

    def add(self, unit: Node, index: int, first: Position) -> None:
        """Make a node of the paragraph ``index`` in ``unit``, whose text begins at ``first``."""
        paragraph = self.paragraphs[index]
        kind, label = paragraph.hint, paragraph.label or ""
        assert kind is not None
        while self.open and self.open[-1][0] >= paragraph.level:
            self.open.pop()
        holder = self.open[-1][1] if self.open else unit
        num = _stated_num(label)
        if holder is unit and kind is K.PARAGRAPH and self.language == "ja" and num == "2":
            number_first_paragraph(unit, first)
        node = holder.add(Node(kind, (index, 0), num or str(len(holder.children) + 1), label))
        self._number_list(node, holder)
        caption = self.paragraphs[index + 1] if index + 1 < len(self.paragraphs) else paragraph
        if caption.kind is BlockKind.HEADING and caption.hint is kind and not caption.label:
            node.heading = caption.text
        self.open.append((paragraph.level, node))

    def flush(self, index: int) -> None:
        """End what text without a label ends: all that stands on a level below its own."""
        paragraph = self.paragraphs[index]
        # Text on the level of an item goes on with it; an entry stands beside it.
        level = paragraph.level - (paragraph.kind is BlockKind.ITEM)
        while self.open and self.open[-1][0] > level > 0:
            _, node = self.open.pop()
            node.end = (index, 0)

    def _number_list(self, node: Node, holder: Node) -> None:
        """Tell to which list a node belongs that the format states: a number used already begins another."""
        siblings = [c for c in holder.children if c is not node]
        lists = self.inside.lists
        if siblings and (last := lists.get(siblings[-1])) is not None:
            used = {(c.kind, c.num) for c in siblings if lists.get(c) == last}
            if (node.kind, node.num) not in used:
                lists[node] = last
                return
        lists[node] = len(self.inside.announced)
        self.inside.announced[lists[node]] = False


def _stated_num(label: str) -> str:
    """The number of a label that the format states; ``(z.01)`` stands between z and ``(z.1)``."""
    between = _BETWEEN.fullmatch(label)
    return f"{between[1].lower()}-{between[2]}" if between else number_to_num(label, roman=False)
