"""Notes at the foot of a page in print of one size: what follows a number that the page announces.

Conversions lose the size of the print, and treaties set long notes in the size of the text. Such a note
begins with a number that a title on the same page bears as its mark, and goes on to the end of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ingest.readers.wording import raise_digits
from ingest.source import Block, BlockKind, Box

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(_RAISED, "0123456789")
_START = re.compile(r"(?P<number>\d{1,2})\s(?=[\"«“]?[^\W\d_])")
_STAR = re.compile(r"(?P<mark>\*{1,3})\s(?=[^\W\d_])")
# "Artículo 45", its mark raised or glued to the number: "Artículo 45⁴", "Artículo 454".
_UNIT = re.compile(rf"[^\W\d_]{{3,10}}\.? (?P<number>\d{{1,4}})(?: ?(?P<mark>[{_RAISED}]{{1,2}}))?")
_LINES = frozenset({BlockKind.LINE, BlockKind.PARAGRAPH, BlockKind.HEADING})


def join_notes(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the lines of every such note as one, and its mark raised in the title."""
    result: list[Block] = []
    last_unit = last_note = 0
    for page, group in groupby(blocks, key=lambda block: block.page):
        lines = list(group)
        marks: dict[int, int] = {}
        if page is None:
            result += lines
            continue
        for place, block in enumerate(lines):
            unit = _UNIT.fullmatch(block.text) if block.kind in _LINES else None
            if unit is None:
                continue
            number, mark = _taken_apart(unit, last_unit)
            last_unit = number
            if mark > last_note:
                marks[mark] = place
        start = _find_start(lines, marks)
        if start is None:
            result += lines
            continue
        place, number = start
        last_note = number
        title = lines[marks[number]]
        if not title.text.endswith(raise_digits(str(number))):
            text = title.text.removesuffix(str(number)) + raise_digits(str(number))
            lines[marks[number]] = replace(title, text=text)
        result += lines[:place] + _notes(lines[place:])
    return result


def _taken_apart(unit: re.Match[str], last: int) -> tuple[int, int]:
    """The number of a unit and that of its mark (0: none), given the number of the unit before."""
    digits, raised = unit["number"], unit["mark"]
    if raised:
        return int(digits), int(raised.translate(_LOWERED))
    following = str(last + 1)
    if last and len(following) < len(digits) and digits.startswith(following):
        return last + 1, int(digits.removeprefix(following))
    return int(digits), 0


def _find_start(lines: Sequence[Block], marks: dict[int, int]) -> tuple[int, int] | None:
    """Where the first announced note of a page begins, and its number; none if a unit follows it."""
    for place, block in enumerate(lines):
        number = _begins(block)
        if number not in marks or marks[number] >= place:
            continue
        if any(_UNIT.fullmatch(later.text) for later in lines[place + 1 :]):
            return None
        return place, number
    return None


def _begins(block: Block) -> int:
    """The number of the note that a block begins, 0 for none.

    The reader may have seen a first line that is set apart from the text, and lost sight of the rest.
    """
    if block.kind is BlockKind.FOOTNOTE and block.label and not block.label.strip(_RAISED):
        return int(block.label.translate(_LOWERED))
    start = _START.match(block.text) if block.kind in _LINES else None
    return int(start["number"]) if start else 0


def _notes(lines: Sequence[Block]) -> list[Block]:
    """The lines from the beginning of a note to the end of the page, joined by notes."""
    result: list[Block] = []
    rest: list[Block] = []
    for block in lines:
        number, star = (None if result else _START.match(block.text)), _STAR.match(block.text)
        if block.kind is BlockKind.EDITORIAL:
            rest.append(block)
        elif block.kind is BlockKind.FOOTNOTE:
            result.append(block)
        elif number:
            mark = raise_digits(number["number"])
            result.append(replace(block, text=f"{mark} {block.text[number.end() :]}", label=mark))
        elif star:
            result.append(replace(block, label=star["mark"]))
        else:
            box = _around(result[-1].box, block.box)
            result[-1] = replace(result[-1], text=f"{result[-1].text} {block.text}", box=box)
    return [replace(note, kind=BlockKind.FOOTNOTE, level=0, hint=None) for note in result] + rest


def _around(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return one or other
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
