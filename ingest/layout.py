"""Where each line of a document's text stands on the pages of its source."""

from __future__ import annotations

from corpus.model import LineBox
from ingest.source import SourceText
from ingest.structure import ParsedText


def line_boxes(source: SourceText, parsed: ParsedText) -> tuple[LineBox, ...]:
    """Return the boxes of the lines of ``parsed``, in text order.

    The trace of the parser tells which block the characters are from, the reader where that block stands. A
    block without a place gives no box; one that was cut in two gives its box twice, each with its own words.
    """
    found = []
    for traced in parsed.trace:
        block = source.blocks[traced.block]
        if block.box is None or block.page is None or traced.start >= traced.end:
            continue
        box = block.box
        found.append(LineBox(traced.start, traced.end, block.page, box.left, box.top, box.right, box.bottom))
    return tuple(found)
