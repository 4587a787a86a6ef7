"""The lists that are open while a unit is read, and which reading of a label fits them.

A label is one only if it continues a list that is open, or is the first of a new one. That
keeps ``25 grams`` and ``section 3`` at the start of a line out, and tells the letter ``(i)``
after ``(h)`` from the numeral after ``(c)``. A label may have several readings (``v)`` is the 22nd
letter, or the third of an Uzbek list); a list keeps all that fit so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.structure.labels import PROSE, Label
from ingest.structure.tree import Node
from ingest.structure.unnumbered import announces

_HEADING_STYLES = frozenset({"I.", "A.", "a.", "i."})
_LONGEST_GAP = 4  # repealed items that a list may skip
_GLUED_FIRST = frozenset({"a)", "a) tr"})  # lists that may begin in the middle of a line


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the last label of a list."""

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
class Level:
    """A list that is open: the readings of its last label, the node of that, and where it stands."""

    readings: list[Reading]
    node: Node
    holder: Node  # what the list stands in
    after_colon: bool
    number: int  # of the list in its unit
    closed: bool = False

    def leads_to(self, label: Label, gap: int = 0) -> bool:
        """Whether ``label`` is the next item by one of the readings, at most ``gap`` missing in between."""
        return any(reading.leads_to(label, gap) for reading in self.readings)

    def is_followed_by(self, label: Label) -> bool:
        """Whether ``label`` is exactly the next item."""
        return not label.inserted and any(
            reading.style == label.style and reading.position + 1 == label.position
            for reading in self.readings
        )

    def is_lettered_within(self) -> bool:
        """Whether it is of the kind that may begin in the middle of a line."""
        return self.readings[0].style in _GLUED_FIRST


@dataclass(slots=True)
class Lists:
    """The lists that are open, the innermost last."""

    languages: frozenset[str]
    language: str
    open: list[Level] = field(default_factory=list)

    def choose(
        self, labels: Sequence[Label], ahead: Sequence[Sequence[Label]], chained: bool, before: str
    ) -> Label | None:
        """The reading that goes on with an open list or opens a new one; None if it is no label.

        ``ahead`` are the labels that follow, ``chained``: another label stands directly before.
        """
        if not labels:
            return None
        continuing = None if chained else self.continuation(labels, gap=0)
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
        skipping = self.continuation(labels, gap=_LONGEST_GAP - 1)
        if skipping is not None and not self._still_to_come(skipping, ahead):
            return skipping
        return None

    def continuation(self, labels: Sequence[Label], gap: int) -> Label | None:
        """The reading that goes on with the innermost list it can, with at most ``gap`` items missing."""
        for level in reversed(self.open):
            for label in labels:
                if level.leads_to(label, gap):
                    return label
        return None

    def _still_to_come(self, label: Label, ahead: Sequence[Sequence[Label]]) -> bool:
        """Whether one of the items that ``label`` would skip comes later."""
        last = max((r.position for lv in self.open for r in lv.readings if r.style == label.style), default=0)
        return any(
            x.style == label.style and last < x.position < label.position for later in ahead for x in later
        )

    def _opens(self, label: Label, ahead: Sequence[Sequence[Label]], before: str) -> bool:
        if label.position != 1 or label.inserted:
            return self.counts_from_second(label) and not self._holds(label.style)
        if PROSE in self.languages and label.style in _HEADING_STYLES:
            return False  # between the numbered paragraphs of a judgment these are headings
        if not announces(before) and not self._begins_anew(label, ahead):
            return False  # the same style inside itself: only a list that is announced
        if not label.cautious:
            return True
        return any(x.style == label.style and x.position == 2 for later in ahead for x in later)

    def _begins_anew(self, label: Label, ahead: Sequence[Sequence[Label]]) -> bool:
        """Whether no list of this style is open, or text ended it and the numbers begin again."""
        same = [lv for lv in self.open if any(r.style == label.style for r in lv.readings)]
        if not same:
            return True
        if PROSE in self.languages or not all(level.closed for level in same):
            return False
        following = (x.position for later in ahead for x in later if x.style == label.style)
        return next(following, None) == 2

    def counts_from_second(self, label: Label) -> bool:
        """Japanese paragraphs count from the second: the first bears no number."""
        return label.style == "1 " and label.position == 2 and self.language == "ja"

    def going_on(self, label: Label) -> int | None:
        """The place of the innermost list that goes on with ``label``, repealed items skipped."""
        places = range(len(self.open) - 1, -1, -1)
        return next((n for n in places if self.open[n].leads_to(label, _LONGEST_GAP - 1)), None)

    def continue_at(self, place: int, labels: Sequence[Label]) -> tuple[Level, list[Reading]]:
        """Close what stands in the list at ``place``; return the list and the readings that go on with it."""
        level = self.open[place]
        del self.open[place:]
        fitting = [x for x in labels if level.leads_to(x, _LONGEST_GAP)]
        return level, [Reading(x.style, x.position, x.inserted) for x in fitting]

    def following(self, labels: Sequence[Label]) -> Label | None:
        """The reading that is exactly the next item of an open list, none missing and none inserted."""
        fits = (x for level in reversed(self.open) for x in labels if level.is_followed_by(x))
        return next(fits, None)

    def opens_within(self, label: Label, following: Sequence[Label]) -> bool:
        """Whether a list of letters begins in the middle of a line: its second item stands there as well."""
        return (
            label.position == 1
            and label.style in _GLUED_FIRST
            and any(x.style == label.style and x.position == 2 for x in following)
            and not self._holds(label.style)
        )

    def _holds(self, style: str) -> bool:
        return any(reading.style == style for level in self.open for reading in level.readings)
