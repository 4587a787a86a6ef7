"""Plain text, hard-wrapped or one paragraph to a line, with the bullets and emphasis of e-mail."""

from __future__ import annotations

import re
from statistics import quantiles

from ingest.limits import Limits
from ingest.readers.encoding import decode
from ingest.readers.gather import BlockGatherer
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "text/plain"

# "- 1. Words": a numbered list that a converter has put under bullets, or a bare bullet.
_BULLET = re.compile(r"^\s*[-*•‣◦]\s+(?=\S)")
_NUMBER = re.compile(r"^\(?(\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6})[.)]\s", re.IGNORECASE)
# "*Reaffirm* the": emphasis marks left over from a conversion; never a footnote star (one alone).
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,200}?)(?<=\S)\1(?![\w*])")


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read plain text in any encoding."""
    text, encoding, doubt = decode(data)
    gatherer = BlockGatherer(name, limits)
    if doubt:
        gatherer.note(doubt)
    pages = text.split("\f")
    lines = text.replace("\f", "\n").splitlines()
    wrapped = is_hard_wrapped(lines)
    marked = sum(1 for line in lines if _BULLET.match(line)) >= 3
    for number, page in enumerate(pages, start=1):
        for line in page.splitlines():
            _add_line(gatherer, line, wrapped, marked, number if len(pages) > 1 else None)
    return gatherer.finish(
        MEDIA_TYPE, metadata={"encoding": encoding}, page_count=len(pages) if len(pages) > 1 else None
    )


def _add_line(gatherer: BlockGatherer, line: str, wrapped: bool, marked: bool, page: int | None) -> None:
    if marked:
        line = _EMPHASIS.sub(r"\2", line)
        bullet = _BULLET.match(line)
        if bullet:
            rest = line[bullet.end() :]
            number = _NUMBER.match(rest)
            gatherer.add(rest, BlockKind.ITEM, level=1, page=page, label=number[0].strip() if number else None)
            return
    gatherer.add(line, BlockKind.LINE if wrapped else BlockKind.PARAGRAPH, page=page)


def is_hard_wrapped(lines: list[str]) -> bool:
    """Tell whether line ends come from a page width rather than from the author.

    In wrapped text the long lines all end near one width: the longest is little longer than
    the usual one, and many come close to it. Where a line is a paragraph, lengths run wild.
    """
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 10:
        return False
    deciles = quantiles(lengths, n=20)
    median, ninth, longest = deciles[9], deciles[17], deciles[18]
    if longest > 140 or lengths[-1] > 400:
        return False
    return longest <= max(ninth * 1.25, median + 25) and longest >= 30
