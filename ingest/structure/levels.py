"""Nesting what stands inside an article: ``1.`` holds ``(a)`` holds ``(i)``, by the sequence of labels.

A label is one only if it continues a list that is open, or is the first of a new one. That
keeps ``25 grams`` and ``section 3`` at the start of a line out, and tells the letter ``(i)``
after ``(h)`` from the numeral after ``(c)``. A label may have several readings (``v)`` is the 22nd
letter, or the third of an Uzbek list); a list keeps all that fit so far.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.eid import number_to_num
from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.labels import PARAGRAPHS, PROSE, Label, read_labels
from ingest.structure.notes import begins_note, goes_on
from ingest.structure.paragraph import Paragraph
from ingest.structure.tree import Node, Position
from ingest.structure.unnumbered import BELOW, Inside, Loose, announces, count_unnumbered, leaves_item

_LISTED = frozenset({K.PARAGRAPH, K.SUBPARAGRAPH, K.POINT, K.INDENT, K.ENTRY})
_ENDS = (".", ";", "。", "；", "．")
# Lists that stand one level lower than their labels would elsewhere: Korean 호, Thai (๑), Russian 1).
_LOWER = {("ko", "1."), ("th", "(1)"), ("lo", "1.")} | {
    (language, "1)") for language in ("ru", "uk", "be", "kk", "ky", "uz", "tg", "mn", "az")
}
# Where text below a lettered point is part of it: what interrupts a list is numbered itself.
_KEEPING = frozenset({"vi"})
_HEADING_STYLES = frozenset({"I.", "A.", "a.", "i."})
# Whose provisos, though a colon stands before them, qualify the paragraph and not its last item.
_PROVISOS_APART = frozenset({"bn"})
_LOOK_AHEAD = 80  # paragraphs
_LONGEST_LABEL = 24
_LONGEST_TITLE = 120
_MOST_LABELS = 4  # at the head of one paragraph
_LONGEST_GAP = 4  # repealed items that a list may skip
_BETWEEN = re.compile(r"[(\s]*([A-Za-z])\.(\d+)[)\s]*")
# A footnote mark or bracket before the number of an amended paragraph: ³⁵[(2).
_MARKED = re.compile(r"(?:[⁰¹²³⁴-⁹]{1,3}\s?)?\[?(?<=.)")
# "(2)", "b)" glued to the sentence before it or to the mark of a note, where the source lost its line feeds.
_GLUED = re.compile(
    r"(?:(?<=[.;:])\s?|(?<=\]))(?=\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s?\S)"
    r"|(?<=[.,;:\]])(?=[a-zçğıöşü]\)\s\S)|(?<=[.:]\))\s(?=a\)\s\S)"
)
# The sentence goes on behind the last item of a glued list: "... veren,Kişi".
_GLUED_REST = re.compile(r"(?<=[,;])(?=[A-ZÇĞİÖŞÜ][^\W\d_])")
# What an amendment noted before the first paragraph: (Değişik: ...)(1).
_HISTORY = re.compile(r"\([^()]{3,60}\)\s?(?=\(1\))")
# The history of the article as a whole stands behind its paragraphs.
_OF_UNIT = re.compile(r"\((?:Дополнение стать[её]й|Статья дополнена)\b")
_GLUED_STYLES = frozenset({"(1)", "(a)", "(i)", "a)", "a) tr"})
_GLUED_FIRST = frozenset({"a)", "a) tr"})


@dataclass(frozen=True, slots=True)
class _Reading:
    style: str
    position: int
    inserted: tuple[int, ...]

    def leads_to(self, label: Label, gap: int = 0) -> bool:
        """Whether ``label`` is the next item, with at most ``gap`` items missing in between."""
        if label.style != self.style:
            return False
        if label.position == self.position:
            return label.inserted > self.inserted
        if label.inserted and label.position > self.position + 1:
            return False  # (3S) in a chemical name
        return self.position < label.position <= self.position + 1 + gap


@dataclass(slots=True)
class _Level:
    readings: list[_Reading]
    node: Node
    holder: Node  # what the list stands in
    after_colon: bool
    number: int  # of the list in its unit
    closed: bool = False


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
        self.levels: list[_Level] = []
        self.stated: list[tuple[int, Node]] = []  # levels that the format states
        self.inside = Inside()
        self.outside: tuple[Node, list[_Level]] | None = None  # the unit and its levels, while in a note
        self.ahead: list[tuple[Label, ...]] = [self._read(i, offset) for i, offset in segments]

    def run(self) -> None:
        before: str | None = None
        for place, (index, offset) in enumerate(self.segments):
            paragraph = self.paragraphs[index]
            if paragraph.kind in (BlockKind.FOOTNOTE, BlockKind.EDITORIAL) or index in self.quoted:
                if self.stated and paragraph.kind is BlockKind.EDITORIAL:
                    self._flush_stated(index, paragraph)
                elif _OF_UNIT.match(paragraph.text):
                    self._flush(index, offset, before or "")
                continue
            if paragraph.hint in _LISTED and paragraph.label and len(paragraph.label) <= _LONGEST_LABEL:
                self._add_stated(index, paragraph)
            elif self.stated:
                self._flush_stated(index, paragraph)
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
            self.outside = (self.unit, self.levels)
        article = self.outside[0]
        printed = note["word"] if any(c.isdecimal() for c in note["word"]) else ""
        num = number_to_num(printed, roman=False) or str(len(self.inside.notes) + 1)
        self.unit = article.add(Node(K.INDENT, (index, offset), num, printed))
        self.inside.notes.add(self.unit)
        self.levels = []
        if labels := read_labels(self.paragraphs[index].text, self.languages, note.end()):
            self._open(labels[0], labels, (index, note.end()), ":")

    def _end_note(self, place: int) -> None:
        """Leave a note where a number goes on with the paragraphs before it."""
        labels = self.ahead[place]
        if self.outside is None or not labels or self._continuation(labels, 0) is not None:
            return
        article, levels = self.outside
        if any(self._goes_on(level, label) for level in levels for label in labels):
            self.unit.end = self.segments[place]
            self.unit, self.levels, self.outside = article, levels, None

    # --- what no label opens ---------------------------------------------------------------------

    def _note_loose(self, place: int, before: str | None) -> None:
        """Keep in mind a paragraph without a label; rows and headings are none."""
        index, offset = self.segments[place]
        paragraph = self.paragraphs[index]
        quotes = index + 1 in self.quoted  # it opens a quotation of several paragraphs
        if paragraph.kind not in (BlockKind.ROW, BlockKind.HEADING) and not quotes:
            item = paragraph.kind is BlockKind.ITEM
            self.inside.loose.append(Loose((index, offset), paragraph.text[offset:], before, item))

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

    def _read(self, index: int, offset: int) -> tuple[Label, ...]:
        paragraph = self.paragraphs[index]
        if paragraph.kind in (BlockKind.FOOTNOTE, BlockKind.EDITORIAL) or index in self.quoted:
            return ()
        found = read_labels(paragraph.text, self.languages, offset)
        mark = None
        if not found:
            mark = _HISTORY.match(paragraph.text, offset) or _MARKED.match(paragraph.text, offset)
        return read_labels(paragraph.text, self.languages, mark.end()) if mark else found

    # --- structure that the format states ------------------------------------------------------

    def _add_stated(self, index: int, paragraph: Paragraph) -> None:
        kind, label = paragraph.hint, paragraph.label or ""
        assert kind is not None
        while self.stated and self.stated[-1][0] >= paragraph.level:
            self.stated.pop()
        holder = self.stated[-1][1] if self.stated else self.unit
        num = _stated_num(label)
        if holder is self.unit and kind is K.PARAGRAPH and self.language == "ja" and num == "2":
            self._first_paragraph()
        node = holder.add(Node(kind, (index, 0), num or str(len(holder.children) + 1), label))
        self._number_list(node, holder)
        caption = self.paragraphs[index + 1] if index + 1 < len(self.paragraphs) else paragraph
        if caption.kind is BlockKind.HEADING and caption.hint is kind and not caption.label:
            node.heading = caption.text
        self.stated.append((paragraph.level, node))

    def _flush_stated(self, index: int, paragraph: Paragraph) -> None:
        # Text on the level of an item goes on with it; an entry stands beside it.
        level = paragraph.level - (paragraph.kind is BlockKind.ITEM)
        while self.stated and self.stated[-1][0] > level > 0:
            _, node = self.stated.pop()
            node.end = (index, 0)

    # --- structure read from labels ------------------------------------------------------------

    def _read_chain(self, place: int, before: str) -> bool:
        """Read the labels at the head of a paragraph (``2. (a) (i)``); tell whether there was one."""
        index, offset = self.segments[place]
        text = self.paragraphs[index].text
        labels: Sequence[Label] = self.ahead[place]
        ahead = self.ahead[place + 1 : place + _LOOK_AHEAD]
        found = False
        for _ in range(_MOST_LABELS):
            label = self._choose(labels, ahead, found, before)
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
        """Open items whose label stands in the middle of a line: ``... uygulanmaz.(2) Bu suç``."""
        text = self.paragraphs[index].text
        read = [
            [x for x in read_labels(text, self.languages, cut.end()) if x.style in _GLUED_STYLES]
            for cut in _GLUED.finditer(text, offset + 1)
        ]
        for place, labels in enumerate(read):
            label = next(
                (
                    x
                    for level in reversed(self.levels)
                    for x in labels
                    if any(_is_next(r, x) for r in level.readings)
                ),
                None,
            )
            if label is None and self.levels:
                label = next((x for x in labels if self._opens_glued(x, read[place + 1 :])), None)
            if label is not None:
                self._end_glued(index, label.start)
                self._open(label, labels, (index, label.start), "")
        self._end_glued(index, len(text))

    def _end_glued(self, index: int, until: int) -> None:
        """End the last letter of a glued list where the sentence that it stands in goes on."""
        level = self.levels[-1] if self.levels else None
        if level is None or level.node.start[0] != index or level.node.start[1] == 0:
            return
        if level.readings[0].style not in _GLUED_FIRST:
            return
        if rest := _GLUED_REST.search(self.paragraphs[index].text, level.node.start[1], until):
            level.node.end, level.closed = (index, rest.start()), True

    def _opens_glued(self, label: Label, ahead: Sequence[Sequence[Label]]) -> bool:
        """Whether a list of letters begins in the middle of a line: its second item stands there as well."""
        following = ahead[0] if ahead else ()
        return (
            label.position == 1
            and label.style in _GLUED_FIRST
            and any(x.style == label.style and x.position == 2 for x in following)
            and not any(r.style == label.style for level in self.levels for r in level.readings)
        )

    def _choose(
        self, labels: Sequence[Label], ahead: Sequence[Sequence[Label]], chained: bool, before: str
    ) -> Label | None:
        if not labels:
            return None
        continuing = None if chained else self._continuation(labels, gap=0)
        opening = next((label for label in labels if self._opens(label, ahead, before)), None)
        if continuing is not None and opening is not None:
            # (h), then (i): the next label tells whether this is the letter or the numeral.
            for later in ahead:
                if any(x.style == opening.style and x.position == 2 for x in later):
                    return opening
                if any(x.style == continuing.style and x.position == continuing.position + 1 for x in later):
                    return continuing
            return continuing
        if continuing is not None or opening is not None or chained:
            return continuing or opening
        skipping = self._continuation(labels, gap=_LONGEST_GAP - 1)
        if skipping is not None and not self._still_to_come(skipping, ahead):
            return skipping
        return None

    def _continuation(self, labels: Sequence[Label], gap: int) -> Label | None:
        for level in reversed(self.levels):
            for label in labels:
                if any(reading.leads_to(label, gap) for reading in level.readings):
                    return label
        return None

    def _still_to_come(self, label: Label, ahead: Sequence[Sequence[Label]]) -> bool:
        """Whether one of the items that ``label`` would skip comes later."""
        last = max(
            (r.position for lv in self.levels for r in lv.readings if r.style == label.style), default=0
        )
        return any(
            x.style == label.style and last < x.position < label.position for later in ahead for x in later
        )

    def _opens(self, label: Label, ahead: Sequence[Sequence[Label]], before: str) -> bool:
        if label.position != 1 or label.inserted:
            return self._counts_from_second(label) and not any(
                reading.style == label.style for level in self.levels for reading in level.readings
            )
        if PROSE in self.languages and label.style in _HEADING_STYLES:
            return False  # between the numbered paragraphs of a judgment these are headings
        if not announces(before) and not self._begins_anew(label, ahead):
            return False  # the same style inside itself: only a list that is announced
        if not label.cautious:
            return True
        return any(x.style == label.style and x.position == 2 for later in ahead for x in later)

    def _begins_anew(self, label: Label, ahead: Sequence[Sequence[Label]]) -> bool:
        """Whether no list of this style is open, or text ended it and the numbers begin again."""
        same = [lv for lv in self.levels if any(r.style == label.style for r in lv.readings)]
        if not same:
            return True
        if PROSE in self.languages or not all(level.closed for level in same):
            return False
        following = (x.position for later in ahead for x in later if x.style == label.style)
        return next(following, None) == 2

    def _counts_from_second(self, label: Label) -> bool:
        """Japanese paragraphs count from the second: the first bears no number."""
        return label.style == "1 " and label.position == 2 and self.language == "ja"

    def _open(self, label: Label, labels: Sequence[Label], start: Position, before: str) -> None:
        place = next(
            (n for n in range(len(self.levels) - 1, -1, -1) if self._goes_on(self.levels[n], label)), None
        )
        if place is not None:
            level = self.levels[place]
            del self.levels[place:]
            holder, after_colon, number = level.holder, level.after_colon, level.number
            readings = [
                _Reading(x.style, x.position, x.inserted)
                for x in labels
                if any(r.leads_to(x, _LONGEST_GAP) for r in level.readings)
            ]
            self._reopen(holder)
        else:
            if self._counts_from_second(label):
                self.levels = []  # the paragraphs of the article itself, whatever lists the first one held
            holder = next((lv.node for lv in reversed(self.levels) if not lv.closed), self.unit)
            after_colon = announces(before)
            number = len(self.inside.announced)
            self.inside.announced[number] = after_colon
            readings = [
                _Reading(x.style, x.position, x.inserted) for x in labels if x.position == label.position
            ]
            readings.sort(key=lambda reading: reading.style != label.style)
            if self._counts_from_second(label):
                self._first_paragraph()
        text = self.paragraphs[start[0]].text
        node = holder.add(
            Node(self._kind(label, holder, start), start, label.num, text[start[1] : label.end].strip())
        )
        self.inside.lists[node] = number
        self.levels.append(_Level(readings, node, holder, after_colon, number))

    def _goes_on(self, level: _Level, label: Label) -> bool:
        return any(reading.leads_to(label, _LONGEST_GAP - 1) for reading in level.readings)

    def _reopen(self, holder: Node) -> None:
        """What was taken for the end of an item was not, since its list goes on."""
        node: Node | None = holder
        while node is not None and node is not self.unit:
            node.end = None
            node = node.parent
        for level in self.levels:
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

    def _first_paragraph(self) -> None:
        """Make the unnumbered first paragraph a node, with the lists that stand in it."""
        if any(child.kind is K.PARAGRAPH for child in self.unit.children) or not self.unit.label:
            return
        node = Node(K.PARAGRAPH, self.segments[0], "1")
        for child in self.unit.children:
            node.add(child)
        self.unit.children = []
        self.unit.add(node)

    def _flush(self, index: int, offset: int, before: str) -> None:
        """Text without a label: decide which open list items it ends."""
        if not self.levels or self.language in _KEEPING or self._announced(index, before):
            return
        if before.strip() == self.levels[-1].node.label:
            return  # the label stands on a line of its own
        for level in reversed(self.levels):
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

    def _leaves(self, level: _Level, index: int, before: str) -> bool:
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


def _stated_num(label: str) -> str:
    """The number of a label that the format states; ``(z.01)`` stands between z and ``(z.1)``."""
    between = _BETWEEN.fullmatch(label)
    return f"{between[1].lower()}-{between[2]}" if between else number_to_num(label, roman=False)


def _is_next(reading: _Reading, label: Label) -> bool:
    following = reading.position + 1 == label.position and not label.inserted
    return reading.style == label.style and following
