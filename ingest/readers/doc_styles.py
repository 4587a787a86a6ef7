"""Properties of paragraphs and characters in Word 97-2003 files, as far as text depends on them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

_IN_TABLE, _ROW_END, _LIST, _DEPTH, _OUTLINE = 0x2416, 0x2417, 0x460B, 0x260A, 0x2640
_RAISED, _DELETED, _HIDDEN = 0x2A48, 0x0800, 0x083C
_STYLE_TABLE, _TABS = 0xD608, 0xC615
_NO_LIST = 0xF801
_BODY = 9  # the outline level of what is no heading
_PARAGRAPH_STYLE, _NO_BASE = 1, 0xFFF


@dataclass(frozen=True, slots=True)
class Properties:
    """What of a paragraph's properties its text depends on; ``list`` counts from 1, 0 is none."""

    in_table: bool = False
    row_end: bool = False
    list: int = 0
    depth: int = 0
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """How a run of characters is set."""

    raised: bool = False
    hidden: bool = False  # or deleted with the deletion tracked


PLAIN, PLAIN_RUN = Properties(), Run()


def read_styles(table: bytes) -> dict[int, Properties]:
    """Return the properties of paragraph styles from a style sheet ([MS-DOC] 2.9.271), by number."""
    if len(table) < 6:
        return {}
    (head,) = struct.unpack_from("<H", table)
    count, base = struct.unpack_from("<HH", table, 2)
    at = 2 + head
    own: dict[int, bytes] = {}
    above: dict[int, int] = {}
    level: dict[int, int] = {}
    for number in range(count):
        if at + 2 > len(table):
            break
        (size,) = struct.unpack_from("<H", table, at)
        style = table[at + 2 : at + 2 + size]
        at += 2 + size + size % 2
        if len(style) < base + 2 or len(style) < 6:
            continue
        kind, parent = struct.unpack_from("<HH", style)
        if parent & 0xF == _PARAGRAPH_STYLE:
            above[number] = parent >> 4
            level[number] = kind & 0xFFF if 1 <= kind & 0xFFF <= 9 else 0
            own[number] = _paragraph_part(style, base)
    return {number: _inherit(number, own, above, level) for number in own}


def _paragraph_part(style: bytes, base: int) -> bytes:
    (length,) = struct.unpack_from("<H", style, base)
    at = base + 2 + 2 * (length + 1)  # the name ends with a zero
    if at + 4 > len(style):
        return b""
    (size,) = struct.unpack_from("<H", style, at)
    return style[at + 4 : at + 2 + size]


def _inherit(number: int, own: dict[int, bytes], above: dict[int, int], level: dict[int, int]) -> Properties:
    line: list[int] = []
    while number in own and number not in line:
        line.append(number)
        number = above.get(number, _NO_BASE)
    properties = PLAIN
    for each in reversed(line):
        properties = change(replace(properties, heading=level[each] or properties.heading), own[each])
    return properties


def change(properties: Properties, modifiers: bytes) -> Properties:
    """Return ``properties`` as changed by a list of modifiers."""
    in_table, row_end = properties.in_table, properties.row_end
    number, depth, heading = properties.list, properties.depth, properties.heading
    for code, operand in read_modifiers(modifiers):
        if code == _IN_TABLE:
            in_table = bool(operand[0])
        elif code == _ROW_END:
            row_end = bool(operand[0])
        elif code == _DEPTH:
            depth = min(operand[0], 8)
        elif code == _LIST:
            value = int.from_bytes(operand[:2], "little")
            number = 0 if value == _NO_LIST else value if value < 0x8000 else 0x10000 - value
        elif code == _OUTLINE:
            heading = operand[0] + 1 if operand[0] < _BODY else 0
    return Properties(in_table, row_end, number, depth, heading)


def read_run(modifiers: bytes) -> Run:
    """Return how characters with these modifiers are set."""
    raised = hidden = False
    for code, operand in read_modifiers(modifiers):
        if code == _RAISED:
            raised = operand[0] == 1
        elif code in (_DELETED, _HIDDEN):
            hidden = hidden or operand[0] == 1
    return Run(raised, hidden) if raised or hidden else PLAIN_RUN


_OPERAND_SIZE = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


def read_modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield code and operand of each modifier ([MS-DOC] 2.2.5); stops where the list is broken."""
    at = 0
    while at + 2 <= len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        size = _OPERAND_SIZE.get(code >> 13)
        if size is None:
            if code == _STYLE_TABLE:
                size = struct.unpack_from("<H", data, at)[0] + 1 if at + 2 <= len(data) else 0
            else:
                size = data[at] + 1 if at < len(data) else 0
                if code == _TABS and size == 256:
                    return  # its length is computed from its content; nothing needed follows it
        if at + size > len(data) or size == 0:
            return
        yield code, data[at : at + size]
        at += size
