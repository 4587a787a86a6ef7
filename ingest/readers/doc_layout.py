"""The layout of Word 97-2003 files, as far as text needs it ([MS-DOC] by Microsoft).

Names of offsets follow [MS-DOC] 2.5 (Fib). All numbers are little-endian.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.errors import EncryptedFileError

_FIB_MAGIC = 0xA5EC
_FLAGS, _CCP = 0x0A, 0x4C
_ENCRYPTED, TABLE_1 = 0x0100, 0x0200
_FC_NOTE_MARKS, _FC_NOTES = 0xAA, 0xB2
_FC_PAPX, _FC_CLX = 0x102, 0x1A2
_COMPRESSED = 0x40000000
_SPRM_IN_TABLE, _SPRM_ROW_END, _SPRM_LIST = 0x2416, 0x2417, 0x460B
_SPRM_STYLE_TABLE, _SPRM_TABS = 0xD608, 0xC615


@dataclass(frozen=True, slots=True)
class Properties:
    """What of a paragraph's properties its text depends on."""

    in_table: bool = False
    row_end: bool = False
    numbered: bool = False


PLAIN = Properties()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text: characters ``start`` to ``end`` lie at ``offset`` in the file."""

    start: int
    end: int
    offset: int
    compressed: bool

    def locate(self, position: int) -> int:
        """Return the byte offset of the character at ``position``."""
        return self.offset + (position - self.start) * (1 if self.compressed else 2)


class WordDocument:
    """The parts of a Word file that text needs: pieces, paragraph properties, note positions."""

    def __init__(self, stream: bytes, name: str) -> None:
        self.stream = stream
        magic, _, self.flags = (struct.unpack_from("<H", stream, at)[0] for at in (0, 2, _FLAGS))
        if magic != _FIB_MAGIC:
            raise ValueError("no Word 97 header")
        if self.flags & _ENCRYPTED:
            raise EncryptedFileError(
                f"{name} is protected by a password.",
                remedy="Open it in Word, remove the password, save, try again.",
            )
        counts = struct.unpack_from("<8i", stream, _CCP)
        self.body_length, self.notes_length = counts[0], counts[1]
        self.pieces: list[Piece] = []
        self.row_ends: set[int] = set()
        self.numbered = 0
        self.note_marks: list[int] = []
        self.note_starts: list[int] = []

    def open(self, table: bytes) -> None:
        """Read what the table stream says of the text."""
        self._read_pieces(self._slice(table, _FC_CLX))
        self._paragraph_bounds, self._paragraph_flags = self._read_paragraphs(self._slice(table, _FC_PAPX))
        marks, notes = self._slice(table, _FC_NOTE_MARKS), self._slice(table, _FC_NOTES)
        if marks:
            count = (len(marks) - 4) // 6  # n+1 positions of 4 bytes, n entries of 2
            self.note_marks = list(struct.unpack_from(f"<{count}i", marks))
        if notes:
            self.note_starts = list(struct.unpack(f"<{len(notes) // 4}i", notes[: len(notes) // 4 * 4]))

    def _slice(self, table: bytes, at: int) -> bytes:
        offset, length = struct.unpack_from("<II", self.stream, at)
        return table[offset : offset + length]

    def _read_pieces(self, clx: bytes) -> None:
        at = 0
        while at < len(clx) and clx[at] == 1:  # Prc: formatting that pieces refer to
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if at >= len(clx) or clx[at] != 2:
            raise ValueError("no piece table")
        length = struct.unpack_from("<I", clx, at + 1)[0]
        plc = clx[at + 5 : at + 5 + length]
        count = (len(plc) - 4) // 12
        positions = struct.unpack_from(f"<{count + 1}i", plc)
        for index in range(count):
            place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0]
            compressed = bool(place & _COMPRESSED)
            offset = place & 0x3FFFFFFF
            self.pieces.append(
                Piece(
                    positions[index], positions[index + 1], offset // 2 if compressed else offset, compressed
                )
            )

    def _read_paragraphs(self, plc: bytes) -> tuple[list[int], list[Properties]]:
        """Return the file offsets at which paragraphs end, and the properties of each."""
        bounds: list[int] = []
        flags: list[Properties] = []
        count = (len(plc) - 4) // 8
        pages = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count > 0 else ()
        for number in pages:
            page = self.stream[(number & 0x3FFFFF) * 512 : (number & 0x3FFFFF) * 512 + 512]
            if len(page) < 512:
                continue
            paragraphs = page[511]
            offsets = struct.unpack_from(f"<{paragraphs + 1}I", page)
            for index in range(paragraphs):
                start = page[4 * (paragraphs + 1) + 13 * index] * 2
                bounds.append(offsets[index + 1])
                flags.append(_paragraph_properties(page, start))
        order = sorted(range(len(bounds)), key=bounds.__getitem__)
        return [bounds[i] for i in order], [flags[i] for i in order]

    def properties_at(self, position: int) -> Properties:
        """Return the properties of the paragraph whose mark is at ``position``."""
        for piece in self.pieces:
            if piece.start <= position < piece.end:
                index = bisect_right(self._paragraph_bounds, piece.locate(position))
                return self._paragraph_flags[index] if index < len(self._paragraph_flags) else PLAIN
        return PLAIN

    def text(self) -> str:
        """Return all characters, body first, then footnotes and the rest."""
        parts = []
        for piece in self.pieces:
            length = piece.end - piece.start
            if piece.compressed:
                raw = self.stream[piece.offset : piece.offset + length]
                parts.append(raw.decode("cp1252", "replace").ljust(length))
            else:
                raw = self.stream[piece.offset : piece.offset + 2 * length]
                # Not decoded as a whole: positions count UTF-16 units.
                parts.append("".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2]))))
        return "".join(parts)


def _paragraph_properties(page: bytes, start: int) -> Properties:
    if not start:
        return PLAIN
    size = page[start]
    if size:
        begin, end = start + 1, start + 2 * size
    else:
        begin, end = start + 2, start + 2 + 2 * page[start + 1]
    in_table = row_end = numbered = False
    for code, operand in _modifiers(page[begin + 2 : end]):
        if code == _SPRM_IN_TABLE:
            in_table = bool(operand[0])
        elif code == _SPRM_ROW_END:
            row_end = bool(operand[0])
        elif code == _SPRM_LIST:
            numbered = int.from_bytes(operand, "little") not in (0, 0xF801)
    return Properties(in_table, row_end, numbered)


_OPERAND_SIZE = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


def _modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 <= len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        size = _OPERAND_SIZE.get(code >> 13)
        if size is None:
            if code == _SPRM_STYLE_TABLE:
                size = struct.unpack_from("<H", data, at)[0] + 1 if at + 2 <= len(data) else 0
            else:
                size = data[at] + 1 if at < len(data) else 0
                if code == _SPRM_TABS and size == 256:
                    return  # its length is computed from its content; nothing needed follows it
        if at + size > len(data) or size == 0:
            return
        yield code, data[at : at + size]
        at += size
