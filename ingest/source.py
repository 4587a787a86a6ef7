"""What a reader hands to the structure parser: the blocks of a source file, in reading order.

A reader knows a format and nothing of law; the structure parser knows law and nothing of formats.
This module is all that they share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model import ProvisionKind


class BlockKind(StrEnum):
    """What a block is in its format."""

    LINE = "line"  # a line whose end means nothing (PDF, hard-wrapped text): to be reflowed
    PARAGRAPH = "paragraph"
    HEADING = "heading"  # ``level`` counts from 1
    ITEM = "item"  # a list item; ``level`` is its depth from 1, ``label`` its number if known
    ROW = "row"  # a table row, cells joined by " | "
    FOOTNOTE = "footnote"  # ``label`` is its mark
    EDITORIAL = "editorial"  # added by the publisher, not words of the instrument


@dataclass(frozen=True, slots=True)
class Box:
    """Where a block stands on its page, in the measure of :class:`corpus.model.LineBox`."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text in the source.

    ``text`` never contains a newline and is never empty. ``label`` and ``hint`` are set only by
    formats that state structure themselves (XML, official HTML): the number as printed, which
    ``text`` then begins with, and the unit it is. ``language`` is set only where the format
    states it. ``box`` is known for lines of pages. ``confidence`` (0 to 1) is that of optical
    character recognition, None for words that the file holds as text.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    page: int | None = None
    label: str | None = None
    hint: ProvisionKind | None = None
    language: str | None = None
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """How one page of a paged source was read.

    ``text_layer`` tells whether the page holds text at all; ``confidence`` is the mean confidence
    (0 to 1) where its words were recognised from its image; ``doubts`` say in words what is
    suspicious about its characters (private-use code points, unmapped glyphs, mirrored order).
    """

    number: int
    text_layer: bool
    confidence: float | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source file as text.

    ``metadata`` holds what the file says of itself (front matter, document properties, meta
    elements) under its own keys. ``notes`` are doubts a reader of the document must be told,
    such as pages without a text layer. ``pages`` has an entry per page of a paged source.
    ``furniture`` are lines that the reader took for the frame of printed pages and left out.
    """

    media_type: str
    blocks: tuple[Block, ...]
    title: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    page_count: int | None = None
    notes: tuple[str, ...] = ()
    pages: tuple[PageReading, ...] = ()
    furniture: tuple[str, ...] = ()
