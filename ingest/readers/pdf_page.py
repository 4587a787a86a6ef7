"""A page of a PDF on its way from the engines to blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf_frame import Frame
from ingest.readers.pdf_layout import Page
from ingest.readers.pdf_lines import Line
from ingest.source import Box, PageReading


@dataclass(slots=True)
class ReadPage:
    """What is known of page ``number``: its lines in reading order, and how they came about.

    ``ordered`` tells that the lines had to be put in order by their places or their script, so that only the
    engine that knows places will do. ``image`` tells that the page shows anything at all, ``unfit`` that its
    text layer is unreadable.
    """

    number: int
    frame: Frame
    page: Page
    ordered: bool = False
    image: bool = False
    unfit: bool = False
    text_layer: bool = True
    confidence: float | None = None
    doubts: list[str] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The words of all lines and margin notes."""
        return [line.text for line in self.page.lines] + [note.text for note in self.page.notes]

    def box(self, lines: Sequence[Line]) -> Box | None:
        """The box around ``lines``, None where the place of one is not known."""
        if not lines or any(line.height <= 0 for line in lines):
            return None
        return self.frame.box(
            min(line.left for line in lines),
            min(line.bottom for line in lines),
            max(line.right for line in lines),
            max(line.top for line in lines),
        )

    def reading(self) -> PageReading:
        """How the page was read, for the quality report."""
        unplaced = sum(line.height <= 0 for line in self.page.lines)
        doubts = list(self.doubts)
        if unplaced:
            doubts.append(f"{unplaced} of {len(self.page.lines)} lines have no place on the page image.")
        return PageReading(self.number, self.text_layer, self.confidence, tuple(doubts))


def mean_confidence(lines: Sequence[Line]) -> float | None:
    """Return the mean confidence of ``lines`` by their length; None where none was recognised."""
    weighed = [(line.confidence, len(line.text)) for line in lines if line.confidence is not None]
    total = sum(length for _, length in weighed)
    return round(sum(value * length for value, length in weighed) / total, 4) if total else None
