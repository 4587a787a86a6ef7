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
class Block:
    """A stretch of text in the source.

    ``text`` never contains a newline and is never empty. ``label`` and ``hint`` are set only by
    formats that state structure themselves (XML, official HTML): the number as printed, which
    ``text`` then begins with, and the unit it is. ``language`` is set only where the format
    states it.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    page: int | None = None
    label: str | None = None
    hint: ProvisionKind | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source file as text.

    ``metadata`` holds what the file says of itself (front matter, document properties, meta
    elements) under its own keys. ``notes`` are doubts a reader of the document must be told,
    such as pages without a text layer.
    """

    media_type: str
    blocks: tuple[Block, ...]
    title: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    page_count: int | None = None
    notes: tuple[str, ...] = ()
