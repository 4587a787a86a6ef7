"""Nesting what stands inside an article: ``1.`` holds ``(a)`` holds ``(i)``.

What the labels at the head of its paragraphs open and continue is told in :mod:`ingest.structure.lists`,
what the format states in :mod:`ingest.structure.stated`; text without labels ends items, or is
counted in :mod:`ingest.structure.unnumbered`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.eid import number_to_num
from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.glued import labels_within, rest_of_sentence
from ingest.structure.labels import PARAGRAPHS, PROSE, Label, read_labels
from ingest.structure.lists import Level, Lists, Reading
from ingest.structure.notes import begins_note, goes_on
from ingest.structure.paragraph import Paragraph
from ingest.structure.stated import Stated, is_stated
from ingest.structure.tree import Node, Position
from ingest.structure.unnumbered import (
    BELOW,
    Inside,
    Loose,
    announces,
    count_unnumbered,
    leaves_item,
    number_first_paragraph,
)

_ENDS = (".", ";", "。", "；", "．")
# Lists that stand one level lower than their labels would elsewhere: Korean 호, Thai (๑), Russian 1).
_LOWER = {("ko", "1."), ("th", "(1)"), ("lo", "1.")} | {
    (language, "1)") for language in ("ru", "uk", "be", "kk", "ky", "uz", "tg", "mn", "az")
}
# Where text below a lettered point is part of it: what interrupts a list is numbered itself.
_KEEPING = frozenset({"vi"})
# Whose provisos, though a colon stands before them, qualify the paragraph and not its last item.
_PROVISOS_APART = frozenset({"bn"})
_LOOK_AHEAD = 80  # paragraphs
_LONGEST_TITLE = 120
_MOST_LABELS = 4  # at the head of one paragraph
# A footnote mark or bracket before the number of an amended paragraph: ³⁵[(2).
_MARKED = re.compile(r"(?:[⁰¹²³⁴-⁹]{1,3}\s?)?\[?(?<=.)")
# What an amendment noted before the first paragraph: (Değişik: ...)(1).
_HISTORY = re.compile(r"\([^()]{3,60}\)\s?(?=\(1\))")
# The history of the article as a whole stands behind its paragraphs.
_OF_UNIT = re.compile(r"\((?:Дополнение стать[её]й|Статья дополнена)\b")


def nest(
    unit: Node,
    segments: Sequence[Position],
    paragraphs: Sequence[Paragraph],
    languages: frozenset[str],
    language: str,
    quoted: frozenset[int] = frozenset(),
) -> None:
    """Add to ``unit`` the paragraphs, subparagraphs and points that its text is divided into.

    ``segments`` are its paragraphs, each with the offset at which its words begin. What is
    ``quoted`` (indices of paragraphs) is numbered in another text and stays undivided.
    """
    nesting = _Nesting(unit, segments, paragraphs, languages, language, quoted)
    nesting.run()
    count_unnumbered(unit, nesting.inside, nesting.language)


class _Nesting:
    """Builds the children of one unit from its paragraphs."""

    def __init__(
        self,
        unit: Node,
        segments: Sequence[Position],
        paragraphs: Sequence[Paragraph],
        languages: frozenset[str],
        language: str,
        quoted: frozenset[int],
    ) -> None:
        self.quoted = quoted
        self.unit = unit
        self.segments = segments
        self.paragraphs = paragraphs
        self.languages = languages
        self.language = language.split("-")[0]
        self.lists = Lists(languages, self.language)
        self.inside = Inside()
        self.stated = Stated(paragraphs, self.language, self.inside)
        self.outside: tuple[Node, Lists] | None = None  # the unit and its lists, while in a note
        self.ahead: list[tuple[Label, ...]] = [self._read(i, offset) for i, offset in segments]

    def run(self) -> None:
        before: str | None = None
        for place, (index, offset) in enumerate(self.segments):
            paragraph = self.paragraphs[index]
            if paragraph.kind in (BlockKind.FOOTNOTE, BlockKind.EDITORIAL) or index in self.quoted:
                if self.stated.open and paragraph.kind is BlockKind.EDITORIAL:
                    self.stated.flush(index)
                elif _OF_UNIT.match(paragraph.text):
                    self._flush(index, offset, before or "")
                continue
            if is_stated(paragraph):
                self.stated.add(self.unit, index, self.segments[0])
            elif self.stated.open:
                self.stated.flush(index)
                self._note_loose(place, before)
            elif before is not None and (note := begins_note(paragraph.text, self.language, offset)):
                self._begin_note(place, note)
            else:
                self._end_note(place)
                if not self._read_chain(place, before or ""):
                    self._flush(index, offset, before or "")
                    self._note_loose(place, before)
                self._read_glued(index, offset)
            before = paragraph.text

    # --- notes to the unit -----------------------------------------------------------------------

    def _begin_note(self, place: int, note: re.Match[str]) -> None:
        """Open a note: it stands behind the paragraphs, and what it numbers is its own."""
        index, offset = self.segments[place]
        if self.outside is None:
            self.outside = (self.unit, self.lists)
        article = self.outside[0]
        printed = note["word"] if any(c.isdecimal() for c in note["word"]) else ""
        num = number_to_num(printed, roman=False) or str(len(self.inside.notes) + 1)
        self.unit = article.add(Node(K.INDENT, (index, offset), num, printed))
        self.inside.notes.add(self.unit)
        self.lists = Lists(self.languages, self.language)
        if labels := read_labels(self.paragraphs[index].text, self.languages, note.end()):
            self._open(labels[0], labels, (index, note.end()), ":")

    def _end_note(self, place: int) -> None:
        """Leave a note where a number goes on with the paragraphs before it."""
        labels = self.ahead[place]
        if self.outside is None or not labels or self.lists.continuation(labels, 0) is not None:
            return
        article, lists = self.outside
        if any(lists.going_on(label) is not None for label in labels):
            self.unit.end = self.segments[place]
            self.unit, self.lists, self.outside = article, lists, None

    # --- what no label opens ---------------------------------------------------------------------

    def _note_loose(self, place: int, before: str | None) -> None:
        """Keep in mind a paragraph without a label; rows and headings are none."""
        index, offset = self.segments[place]
        paragraph = self.paragraphs[index]
        quotes = index + 1 in self.quoted  # it opens a quotation of several paragraphs
        if paragraph.kind not in (BlockKind.ROW, BlockKind.HEADING) and not quotes:
            item = paragraph.kind is BlockKind.ITEM
            self.inside.loose.append(Loose((index, offset), paragraph.text[offset:], before, item))

    def _read(self, index: int, offset: int) -> tuple[Label, ...]:
        paragraph = self.paragraphs[index]
        if paragraph.kind in (BlockKind.FOOTNOTE, BlockKind.EDITORIAL) or index in self.quoted:
            return ()
        found = read_labels(paragraph.text, self.languages, offset)
        mark = None
        if not found:
            mark = _HISTORY.match(paragraph.text, offset) or _MARKED.match(paragraph.text, offset)
        return read_labels(paragraph.text, self.languages, mark.end()) if mark else found

    # --- structure read from labels ------------------------------------------------------------

    def _read_chain(self, place: int, before: str) -> bool:
        """Read the labels at the head of a paragraph (``2. (a) (i)``); tell whether there was one."""
        index, offset = self.segments[place]
        text = self.paragraphs[index].text
        labels: Sequence[Label] = self.ahead[place]
        ahead = self.ahead[place + 1 : place + _LOOK_AHEAD]
        found = False
        for _ in range(_MOST_LABELS):
            label = self.lists.choose(labels, ahead, found, before)
            if label is None:
                break
            # A footnote mark or bracket before the number belongs to the label.
            begin = offset if not found and _MARKED.fullmatch(text, offset, label.start) else label.start
            self._open(label, labels, (index, begin), before if not found else ":")
            found = True
            at = label.end
            while at < len(text) and text[at] in " \u3000":
                at += 1
            if at >= len(text):
                break
            labels = read_labels(text, self.languages, at)
        return found

    def _read_glued(self, index: int, offset: int) -> None:
        """Open items whose label stands in the middle of a line."""
        text = self.paragraphs[index].text
        read = labels_within(text, offset, self.languages)
        for place, labels in enumerate(read):
            label = self.lists.following(labels)
            if label is None and self.lists.open:
                following = read[place + 1] if place + 1 < len(read) else []
                label = next((x for x in labels if self.lists.opens_within(x, following)), None)
            if label is not None:
                self._end_glued(index, label.start)
                self._open(label, labels, (index, label.start), "")
        self._end_glued(index, len(text))

    def _end_glued(self, index: int, until: int) -> None:
        """End the last letter of a glued list where the sentence that it stands in goes on."""
        level = self.lists.open[-1] if self.lists.open else None
        if level is None or level.node.start[0] != index or level.node.start[1] == 0:
            return
        if not level.is_lettered_within():
            return
        at = rest_of_sentence(self.paragraphs[index].text, level.node.start[1], until)
        if at is not None:
            level.node.end, level.closed = (index, at), True

    def _open(self, label: Label, labels: Sequence[Label], start: Position, before: str) -> None:
        place = self.lists.going_on(label)
        if place is not None:
            level, readings = self.lists.continue_at(place, labels)
            holder, after_colon, number = level.holder, level.after_colon, level.number
            self._reopen(holder)
        else:
            if self.lists.counts_from_second(label):
                self.lists.open = []  # paragraphs of the article itself, whatever lists the first held
            holder = next((lv.node for lv in reversed(self.lists.open) if not lv.closed), self.unit)
            after_colon = announces(before)
            number = len(self.inside.announced)
            self.inside.announced[number] = after_colon
            readings = [
                Reading(x.style, x.position, x.inserted) for x in labels if x.position == label.position
            ]
            readings.sort(key=lambda reading: reading.style != label.style)
            if self.lists.counts_from_second(label):
                number_first_paragraph(self.unit, self.segments[0])
        text = self.paragraphs[start[0]].text
        node = holder.add(
            Node(self._kind(label, holder, start), start, label.num, text[start[1] : label.end].strip())
        )
        self.inside.lists[node] = number
        self.lists.open.append(Level(readings, node, holder, after_colon, number))

    def _reopen(self, holder: Node) -> None:
        """What was taken for the end of an item was not, since its list goes on."""
        node: Node | None = holder
        while node is not None and node is not self.unit:
            node.end = None
            node = node.parent
        for level in self.lists.open:
            if level.node is holder:
                level.closed = False

    def _kind(self, label: Label, holder: Node, start: Position) -> K:
        paragraph = self.paragraphs[start[0]]
        if paragraph.kind is BlockKind.ROW and paragraph.text.count(" | ", label.end) > 1:
            return K.ENTRY  # a number in the first column of a table
        if holder.kind in BELOW and holder is not self.unit:
            return BELOW[holder.kind]
        if label.style in PARAGRAPHS and (
            PROSE in self.languages or (self.language, label.style) not in _LOWER
        ):
            return K.PARAGRAPH
        return K.SUBPARAGRAPH

    def _flush(self, index: int, offset: int, before: str) -> None:
        """Text without a label: decide which open list items it ends."""
        if not self.lists.open or self.language in _KEEPING or self._announced(index, before):
            return
        if before.strip() == self.lists.open[-1].node.label:
            return  # the label stands on a line of its own
        for level in reversed(self.lists.open):
            if level.closed:
                continue
            if level.node.kind is K.PARAGRAPH and not self._leaves(level, index, before):
                break
            level.closed = True
            level.node.end = (index, offset)

    def _announced(self, index: int, before: str) -> bool:
        """Whether the words before announce the paragraph, which is then no new one: not a proviso."""
        if not before.rstrip(" -–—").endswith((":", "：")):
            return False
        return not (self.language in _PROVISOS_APART and goes_on(self.paragraphs[index].text, self.language))

    def _leaves(self, level: Level, index: int, before: str) -> bool:
        """Whether unlabelled text at ``index`` stands outside the numbered paragraph before it."""
        text = self.paragraphs[index].text
        if level.after_colon and (before.rstrip().endswith(_ENDS) or leaves_item(before, text)):
            return True
        if _OF_UNIT.match(text):
            return True
        if PROSE not in self.languages:
            return False
        return (  # in a judgment: a heading between numbered paragraphs
            len(text) < _LONGEST_TITLE
            and text[-1].isalnum()
            and text[0].isupper()
            and before.rstrip().endswith(_ENDS)
        )
