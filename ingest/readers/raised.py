"""Raised figures that a conversion misplaced: marks of notes at the start of lines, raised numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.wording import raise_digits
from ingest.source import Block, BlockKind

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED, "0123456789")
# "Artikel ³ Absatz 2": what must be followed by a number, and is by one that the print raised by mistake.
_REFERRED = re.compile(
    r"(?<=\b)(?P<word>Artikeln?|Art\.|Absatz|Absätze|Abs\.|Ziffer|Ziff\.|Kapitel|Anhang|articles?|paragraphs?|section"
    rf"|alinéa|artículo|Article)\s(?P<number>[{_RAISED}]+)(?=\s|[,;.)]|$)"
)
# The mark of a note, or of two, and what follows it on the line.
_MARK = re.compile(rf"(?P<marks>[{_RAISED}]+(?:\s[{_RAISED}]+)*)\s+(?=\S)")
# "² f. Die Kommission" and "¹ bis Wer": the raised figure stands before a label, or is one.
_LABELLED = re.compile(r"\w{1,2}[.)]\s|(?:bis|ter|quater|quinquies|sexies)\b")
_ENDS = (".", ":", ";", "!", "?")
_JOINED = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.LINE})


def lower_references(text: str) -> str:
    """Return ``text`` with the numbers of provisions on the line, where the print raised them.

    >>> lower_references("nach Artikel ³ Absatz 2 und Absatz³")
    'nach Artikel 3 Absatz 2 und Absatz³'
    """
    return _REFERRED.sub(lambda m: f"{m['word']} {m['number'].translate(_PLAIN)}", text)


def join_marked(blocks: Sequence[Block]) -> list[Block]:
    """Put lines that begin with the mark of a note, and go on with a sentence, behind the line before them.

    Statutes whose paragraphs bear raised numbers are converted so: the line breaks before every raised
    figure. The mark goes behind the word before it, or behind the torn word that the line completes.
    Only marks of notes that the file holds are looked at.
    """
    notes = {b.label for b in blocks if b.kind is BlockKind.FOOTNOTE and b.label}
    if not notes:
        return list(blocks)
    result: list[Block] = []
    last = 0
    for block in blocks:
        mark = _MARK.match(block.text) if block.kind in _JOINED else None
        if block.kind is BlockKind.HEADING:
            last = 0
        if mark is None or block.hint is not None:
            result.append(block)
            continue
        above = result[-1] if result else None
        number = int(mark["marks"].split()[0].translate(_PLAIN))
        rest = block.text[mark.end() :]
        is_note = all(raise_digits(m.translate(_PLAIN)) in notes for m in mark["marks"].split())
        goes_on = rest[0].islower() or not rest[0].isalnum() or rest[0].isdigit() or number != last + 1
        if (
            above is None
            or above.kind not in _JOINED
            or not is_note
            or not goes_on
            or above.text.endswith(_ENDS)
            or _LABELLED.match(rest)
        ):
            last = number
            result.append(block)
            continue
        result[-1] = replace(above, text=_join(above.text, mark["marks"].replace(" ", ""), rest))
    return result


def _join(before: str, mark: str, rest: str) -> str:
    if before[-1] in "-‐" and rest[0].islower():
        word, space, more = rest.partition(" ")
        return f"{before[:-1]}{word}{mark}{space}{more}"
    return f"{before}{mark} {rest}"
