"""Word 97-2003 files made by hand, with the parts that the reader looks at ([MS-DOC], [MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SECTOR, _CUTOFF = 512, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_TEXT_AT = 0x800


def make_container(streams: Mapping[str, bytes]) -> bytes:
    """Return an OLE container of ``streams``, each padded to what needs no mini stream."""
    sectors: list[bytes] = []
    chain: list[int] = []

    def put(data: bytes) -> int:
        start = len(sectors)
        data = data.ljust(-(-max(1, len(data)) // _SECTOR) * _SECTOR, b"\0")
        sectors.extend(data[at : at + _SECTOR] for at in range(0, len(data), _SECTOR))
        chain.extend([*range(start + 1, len(sectors)), _END])
        return start

    entries = [_entry("Root Entry", 5, 1 if streams else _FREE, _FREE, _END, 0)]
    for number, (name, data) in enumerate(streams.items(), start=1):
        following = number + 1 if number < len(streams) else _FREE
        padded = data.ljust(_CUTOFF, b"\0")
        entries.append(_entry(name, 2, _FREE, following, put(padded), len(padded)))
    directory = put(b"".join(entries))
    table_at = len(sectors)
    tables = -(-(len(chain) + 8) // (_SECTOR // 4))
    chain += [_FAT] * tables
    table = b"".join(struct.pack("<I", entry) for entry in chain).ljust(tables * _SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0, _CUTOFF, _END, 0, _END, 0
    )
    used = [table_at + number for number in range(tables)]
    header += b"".join(struct.pack("<I", sector) for sector in used + [_FREE] * (109 - tables))
    return header + b"".join(sectors) + table


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIII", wide, len(wide), kind, 1, _FREE, right, child, 0, start, size, 0
    )


@dataclass(frozen=True)
class Para:
    """A paragraph: its text with its end mark, its modifiers, and its style."""

    text: str
    modifiers: bytes = b""
    style: int = 0


def listed(list_number: int, depth: int = 0) -> bytes:
    """The modifiers of a paragraph in a list."""
    return struct.pack("<HBHH", 0x260A, depth, 0x460B, list_number)


IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)
RAISED, DELETED, HIDDEN = (struct.pack("<HB", code, 1) for code in (0x2A48, 0x0800, 0x083C))


def make_level(form: int, pattern: str, start: int = 1, flags: int = 0) -> bytes:
    """A level of a list; the characters 0 to 8 of ``pattern`` stand for the levels' numbers."""
    head = struct.pack("<iBB9sBi4xBBBB", start, form, flags, bytes(9), 0, 0, 0, 0, 0, 0)
    return head + struct.pack("<H", len(pattern)) + pattern.encode("utf-16-le")


def make_lists(lists: Sequence[Sequence[bytes]]) -> tuple[bytes, bytes]:
    """The table of lists, and the levels that follow behind it; a list of one level is a simple one."""
    heads = b"".join(
        struct.pack("<ii18sBB", number + 100, 0, bytes(18), len(levels) == 1, 0)
        for number, levels in enumerate(lists)
    )
    rest = b"".join(
        b"".join(levels) + (b"" if len(levels) == 1 else make_level(255, "") * (9 - len(levels)))
        for levels in lists
    )
    return struct.pack("<h", len(lists)) + heads, rest


def make_overrides(overrides: Sequence[tuple[int, bytes]]) -> bytes:
    """The table of overrides: which list each names, and its changes of levels."""
    heads = b"".join(
        struct.pack("<i8xBBBB", number + 100, 1 if change else 0, 0, 0, 0) for number, change in overrides
    )
    return (
        struct.pack("<i", len(overrides)) + heads + b"".join(b"\xff" * 4 + change for _, change in overrides)
    )


def make_styles(styles: Sequence[tuple[int, int, bytes]]) -> bytes:
    """A style sheet of (built-in number, number of the style above, modifiers)."""
    out = struct.pack("<H", 18) + struct.pack("<HH", len(styles), 10) + bytes(14)
    for number, (kind, above, modifiers) in enumerate(styles):
        body = (
            struct.pack("<HHHHH", kind, above << 4 | 1, 2, 0, 0)
            + struct.pack("<H", 1)
            + "S\0".encode("utf-16-le")
        )
        body += struct.pack("<HH", 2 + len(modifiers), number) + modifiers
        body += b"\0" * (len(body) % 2)
        out += struct.pack("<H", len(body)) + body
    return out


def make_streams(
    paragraphs: Sequence[Para],
    *,
    runs: Sequence[tuple[int, int, bytes]] = (),
    lists: Sequence[Sequence[bytes]] = (),
    overrides: Sequence[tuple[int, bytes]] = (),
    styles: Sequence[tuple[int, int, bytes]] = (),
    notes: Sequence[str] = (),
    tail: str = "",
    boxes: str = "",
) -> tuple[bytes, bytes]:
    """Return the WordDocument stream and the table stream; all text is UTF-16, in one piece.

    ``runs`` are (start, end, modifiers) of characters; each U+0002 in the text takes the next note.
    ``tail`` is the text of headers, ``boxes`` that of text boxes.
    """
    body = "".join(paragraph.text for paragraph in paragraphs)
    noted = "".join(notes)
    text = (body + noted + tail + boxes).encode("utf-16-le")
    at = _TEXT_AT + len(text)
    pages_at = -(-at // 512)
    ends, end = [_TEXT_AT], _TEXT_AT
    for paragraph in paragraphs:
        end += len(paragraph.text.encode("utf-16-le"))
        ends.append(end)
    papx = [struct.pack("<H", paragraph.style) + paragraph.modifiers for paragraph in paragraphs]
    bounds = sorted({0, len(body), *(place for start, stop, _ in runs for place in (start, stop))})
    chpx = [next((mods for start, stop, mods in runs if start <= first < stop), b"") for first in bounds[:-1]]
    pages = _page(ends, papx, 13) + _page([_TEXT_AT + 2 * place for place in bounds], chpx, 1)
    stream = bytearray(_TEXT_AT) + text.ljust(pages_at * 512 - _TEXT_AT, b"\0") + pages
    struct.pack_into("<H", stream, 0, 0xA5EC)
    units = [len(part.encode("utf-16-le")) // 2 for part in (body, noted, tail, boxes)]
    struct.pack_into("<8i", stream, 0x4C, units[0], units[1], units[2], 0, 0, 0, units[3], 0)
    table = bytearray()

    def put(place: int, data: bytes, more: bytes = b"") -> None:
        if data:
            struct.pack_into("<II", stream, place, len(table), len(data))
            table.extend(data + more)

    plc = struct.pack("<2i", 0, len(text) // 2) + struct.pack("<HIH", 0, _TEXT_AT, 0)
    put(0x1A2, b"\x02" + struct.pack("<I", len(plc)) + plc)
    put(0x102, struct.pack("<3I", ends[0], ends[-1], pages_at))
    put(0xFA, struct.pack("<3I", ends[0], ends[-1], pages_at + 1))
    marks = [place for place, character in enumerate(body) if character == "\x02"]
    if marks:
        put(0xAA, struct.pack(f"<{len(marks) + 1}i", *marks, len(body)) + struct.pack("<H", 1) * len(marks))
        starts = [sum(map(len, notes[:n])) for n in range(len(notes) + 1)]
        put(0xB2, struct.pack(f"<{len(starts) + 1}i", *starts, starts[-1] + 1))
    if styles:
        put(0xA2, make_styles(styles))
    if lists:
        put(0x2E2, *make_lists(lists))
        put(0x2EA, make_overrides(overrides or [(n, b"") for n in range(len(lists))]))
    return bytes(stream), bytes(table)


def _page(ends: Sequence[int], entries: Sequence[bytes], size: int) -> bytes:
    """A formatted disk page of paragraphs (``size`` 13) or characters (1)."""
    page = bytearray(512)
    struct.pack_into(f"<{len(ends)}I", page, 0, *ends)
    at = 510
    for number, entry in enumerate(entries):
        if size == 1:
            data = bytes((len(entry),)) + entry
        else:
            data = bytes(((len(entry) + 2) // 2,)) + entry + b"\0" * ((len(entry) + 1) % 2)
        at = (at - len(data)) // 2 * 2
        page[at : at + len(data)] = data
        page[4 * len(ends) + size * number] = at // 2
    page[511] = len(entries)
    return bytes(page)


def make_doc(paragraphs: Sequence[Para] = (Para("Article 1\r"), Para("Shops keep a book.\r"))) -> bytes:
    """Return a whole file of these paragraphs."""
    stream, table = make_streams(paragraphs)
    return make_container({"WordDocument": stream, "0Table": table})
