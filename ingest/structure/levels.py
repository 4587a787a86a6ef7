"""Nesting what stands inside an article: ``1.`` holds ``(a)`` holds ``(i)``, by the sequence of labels.

A label is one only if it continues a list that is open, or is the first of a new one. That
keeps ``25 grams`` and ``section 3`` at the start of a line out, and tells the letter ``(i)``
after ``(h)`` from the numeral after ``(c)``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.eid import number_to_num
from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.labels import PROSE, Label, read_labels
from ingest.structure.reflow import Paragraph
from ingest.structure.tree import Node, Position

_DECIMAL = frozenset({"1.", "(1)", "1)", "1-", "1।", "1、", "1 ", "1 A", "①", "¹"})
_BELOW = {K.PARAGRAPH: K.SUBPARAGRAPH, K.SUBPARAGRAPH: K.POINT, K.POINT: K.INDENT, K.INDENT: K.INDENT}
_LISTED = frozenset({K.PARAGRAPH, K.SUBPARAGRAPH, K.POINT, K.INDENT, K.ENTRY})
_ENDS = (".", ";", "。", "；", "．")  # noqa: RUF001
# Lists that stand one level lower than their labels would elsewhere: the 호 of Korea.
_LOWER = {("ko", "1.")}
_LOOK_AHEAD = 80
_LONGEST_LABEL = 24
_LONGEST_TITLE = 120
_INTRODUCES = (":", "：", ":-", "：-", "—", ":–", "‘", "following")  # noqa: RUF001
_MARKED = re.compile(r"(?:[⁰¹²³⁴-⁹]{1,3}\s?)?\[?(?<=.)")


@dataclass(slots=True)
class _Level:
    style: str
    position: int
    inserted: tuple[int, ...]
    node: Node
    holder: Node  # what the list stands in
    after_colon: bool
    closed: bool = False


class Nesting:
    """Builds the children of one unit from its paragraphs."""

    def __init__(self, unit: Node, paragraphs: Sequence[Paragraph], languages: frozenset[str], language: str) -> None:
        self.unit = unit
        self.paragraphs = paragraphs
        self.languages = languages
        self.language = language.split("-")[0]
        self.levels: list[_Level] = []
        self.stated: list[tuple[int, Node]] = []  # levels that the format states

    def nest(self, segments: Sequence[Position]) -> None:
        """Read the labels of the unit's paragraphs, each from its offset on, and add the nodes."""
        readings = [self._read(i, offset) for i, offset in segments]
        before = ""
        for place, (index, offset) in enumerate(segments):
            paragraph = self.paragraphs[index]
            if paragraph.kind is BlockKind.FOOTNOTE:
                continue
            if paragraph.hint in _LISTED and paragraph.label and len(paragraph.label) <= _LONGEST_LABEL:
                self._add_stated(index, paragraph)
            elif self.stated:
                self._flush_stated(index, paragraph.level)
            elif not self._read_chain(index, offset, readings[place], readings[place + 1 : place + _LOOK_AHEAD], before):
                self._flush(index, offset, before)
            before = paragraph.text

    def _read(self, index: int, offset: int) -> tuple[Label, ...]:
        paragraph = self.paragraphs[index]
        if paragraph.kind in (BlockKind.FOOTNOTE, BlockKind.EDITORIAL):
            return ()
        found = read_labels(paragraph.text, self.languages, offset)
        mark = None if found else _MARKED.match(paragraph.text, offset)
        return read_labels(paragraph.text, self.languages, mark.end()) if mark else found

    # --- structure that the format states ------------------------------------------------------

    def _add_stated(self, index: int, paragraph: Paragraph) -> None:
        assert paragraph.hint is not None
        assert paragraph.label is not None
        while self.stated and self.stated[-1][0] >= paragraph.level:
            self.stated.pop()
        holder = self.stated[-1][1] if self.stated else self.unit
        if holder is self.unit and paragraph.hint is K.PARAGRAPH and self.language == "ja" and read_num(paragraph.label) == "2":
            self._first_paragraph()
        num = number_to_num(paragraph.label, roman=False) or str(len(holder.children) + 1)
        node = holder.add(Node(paragraph.hint, (index, 0), num, paragraph.label))
        self.stated.append((paragraph.level, node))

    def _flush_stated(self, index: int, level: int) -> None:
        while self.stated and self.stated[-1][0] > level > 0:
            _, node = self.stated.pop()
            node.end = (index, 0)

    # --- structure read from labels ------------------------------------------------------------

    def _read_chain(
        self, index: int, offset: int, first: Sequence[Label], ahead: Sequence[Sequence[Label]], before: str
    ) -> bool:
        """Read the labels at the head of a paragraph (``2. (a) (i)``); tell whether there was one."""
        text = self.paragraphs[index].text
        found = False
        labels, lookahead = first, ahead
        for _ in range(4):
            label = self._choose(labels, lookahead, found, before)
            if label is None:
                break
            self._open(label, index, before if not found else ":", offset)
            found = True
            at = label.end
            while at < len(text) and text[at] in " \u3000":
                at += 1
            if at >= len(text):
                break
            labels = read_labels(text, self.languages, at)
        return found

    def _choose(
        self, labels: Sequence[Label], ahead: Sequence[Sequence[Label]], chained: bool, before: str
    ) -> Label | None:
        if not labels:
            return None
        continuing = None if chained else self._continuation(labels)
        opening = next((label for label in labels if self._opens(label, ahead, before)), None)
        if continuing is not None and opening is not None:
            # (h), then (i): the next label tells whether this is the letter or the numeral.
            for later in ahead:
                if any(x.style == opening.style and x.position == 2 for x in later):
                    return opening
                if any(x.style == continuing.style and x.position == continuing.position + 1 for x in later):
                    return continuing
            return continuing
        if continuing is not None:
            return continuing
        if opening is not None:
            return opening
        return None if chained else self._after_gap(labels, ahead)

    def _continuation(self, labels: Sequence[Label]) -> Label | None:
        for level in reversed(self.levels):
            for label in labels:
                if label.style != level.style:
                    continue
                follows = label.position == level.position + 1
                inserted = label.position == level.position and label.inserted > level.inserted
                if follows or inserted:
                    return label
        return None

    def _opens(self, label: Label, ahead: Sequence[Sequence[Label]], before: str) -> bool:
        if label.position != 1 or label.inserted:
            # Japanese paragraphs count from the second: the first bears no number.
            return (
                label.style == "1 " and label.position == 2 and self.language == "ja"
                and not any(level.style == "1 " for level in self.levels)
            )  # fmt: skip
        if any(level.style == label.style for level in self.levels) and not before.rstrip().endswith(_INTRODUCES):
            return False  # the same style inside itself: only a list that is announced
        if not label.cautious:
            return True
        return any(x.style == label.style and x.position == 2 for later in ahead for x in later)

    def _after_gap(self, labels: Sequence[Label], ahead: Sequence[Sequence[Label]]) -> Label | None:
        """A label that skips some numbers (repealed ones), if the list then goes on."""
        for level in reversed(self.levels):
            for label in labels:
                if label.style == level.style and level.position + 1 < label.position <= level.position + 4:
                    missing = range(level.position + 1, label.position)
                    if any(x.style == label.style and x.position in missing for later in ahead for x in later):
                        continue
                    return label
        return None

    def _open(self, label: Label, index: int, before: str, offset: int) -> None:
        holder_level = next((n for n in range(len(self.levels) - 1, -1, -1) if self._is_next(self.levels[n], label)), None)
        if holder_level is not None:
            level = self.levels[holder_level]
            del self.levels[holder_level + 1 :]
            holder, after_colon = level.holder, level.after_colon
            self.levels.pop()
        else:
            holder = next((lv.node for lv in reversed(self.levels) if not lv.closed), self.unit)
            after_colon = before.rstrip().endswith(_INTRODUCES)
            if label.style == "1 " and label.position == 2 and holder is self.unit:
                self._first_paragraph()
        kind = self._kind(label, holder)
        text = self.paragraphs[index].text
        # A footnote mark or bracket before the number belongs to the label.
        begin = offset if _MARKED.fullmatch(text, offset, label.start) else label.start
        node = holder.add(Node(kind, (index, begin), label.num, text[begin : label.end].strip()))
        self.levels.append(_Level(label.style, label.position, label.inserted, node, holder, after_colon))

    def _is_next(self, level: _Level, label: Label) -> bool:
        if level.style != label.style:
            return False
        if label.position == level.position:
            return label.inserted > level.inserted
        return level.position < label.position <= level.position + 4

    def _kind(self, label: Label, holder: Node) -> K:
        if holder.kind in _BELOW:
            return _BELOW[holder.kind]
        if label.style in _DECIMAL and (self.language, label.style) not in _LOWER:
            return K.PARAGRAPH
        return K.SUBPARAGRAPH

    def _first_paragraph(self) -> None:
        """Make the unnumbered first paragraph a node, with the lists that stand in it."""
        if any(child.kind is K.PARAGRAPH for child in self.unit.children) or self.unit.label == "":
            return
        index, offset = self.unit.start
        text = self.paragraphs[index].text
        at = offset + len(self.unit.label)
        while at < len(text) and text[at] in " \u3000":
            at += 1
        start = (index, at) if at < len(text) else (index + 1, 0)
        if start[0] >= len(self.paragraphs):
            return
        node = Node(K.PARAGRAPH, start, "1")
        for child in self.unit.children:
            node.add(child)
        self.unit.children = []
        self.unit.add(node)

    def _flush(self, index: int, offset: int, before: str) -> None:
        """Text without a label: decide which open list items it ends."""
        if not self.levels or before.rstrip().endswith((":", "：")):  # noqa: RUF001
            return
        for level in reversed(self.levels):
            if level.closed:
                continue
            if level.node.kind is K.PARAGRAPH and not self._leaves(level, index, before):
                break
            level.closed = True
            level.node.end = (index, offset)


    def _leaves(self, level: _Level, index: int, before: str) -> bool:
        """Whether unlabelled text at ``index`` stands outside the numbered paragraph before it."""
        if level.after_colon and before.rstrip().endswith(_ENDS):
            return True
        if PROSE not in self.languages:
            return False
        text = self.paragraphs[index].text  # in a judgment: a heading between numbered paragraphs
        return len(text) < _LONGEST_TITLE and text[-1].isalnum() and text[0].isupper() and before.rstrip().endswith(_ENDS)


def read_num(label: str) -> str:
    """The number in a label, for comparison."""
    return number_to_num(label, roman=False)


def nest(
    unit: Node, segments: Sequence[Position], paragraphs: Sequence[Paragraph], languages: frozenset[str], language: str
) -> None:
    """Add to ``unit`` the paragraphs, subparagraphs and points that its text is divided into."""
    Nesting(unit, paragraphs, languages, language).nest(segments)
