"""The layout of Word 97-2003 files, as far as text needs it ([MS-DOC] by Microsoft).

Names of offsets follow [MS-DOC] 2.5 (Fib). All numbers are little-endian.
"""

from __future__ import annotations

import itertools
import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from corpus.errors import EncryptedFileError, LimitExceededError
from ingest.readers.doc_lists import Lists
from ingest.readers.doc_styles import PLAIN, PLAIN_RUN, Properties, Run, change, read_run, read_styles

_FIB_MAGIC = 0xA5EC
_FLAGS, _CCP = 0x0A, 0x4C
_ENCRYPTED, TABLE_1 = 0x0100, 0x0200
_FC_STYLES, _FC_NOTE_MARKS, _FC_NOTES = 0xA2, 0xAA, 0xB2
_FC_CHPX, _FC_PAPX, _FC_CLX = 0xFA, 0x102, 0x1A2
_FC_END_MARKS, _FC_END_NOTES = 0x20A, 0x212
_FC_LISTS, _FC_OVERRIDES = 0x2E2, 0x2EA
_COMPRESSED = 0x40000000
_PAGE = 512

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text: characters ``start`` to ``end`` lie at ``offset`` in the file."""

    start: int
    end: int
    offset: int
    compressed: bool

    @property
    def width(self) -> int:
        """Bytes of a character."""
        return 1 if self.compressed else 2

    def locate(self, position: int) -> int:
        """Return the byte offset of the character at ``position``."""
        return self.offset + (position - self.start) * self.width


@dataclass(frozen=True, slots=True)
class Notes:
    """Footnotes or endnotes: where their marks stand in the body, and where their texts begin.

    ``numbers`` are those that Word prints, "" for a note whose mark is typed; ``starts`` count
    from the beginning of the notes' text and have one member more than there are notes.
    """

    marks: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()


class WordDocument:
    """The parts of a Word file that text needs: pieces, properties, lists, positions of notes."""

    def __init__(self, stream: bytes, name: str, longest: int = 20_000_000) -> None:
        self.stream = stream
        self.name = name
        self.longest = longest  # characters that the text may have
        magic, _, self.flags = (struct.unpack_from("<H", stream, at)[0] for at in (0, 2, _FLAGS))
        if magic != _FIB_MAGIC:
            raise ValueError("no Word 97 header")
        if self.flags & _ENCRYPTED:
            raise EncryptedFileError(
                f"{name} is protected by a password.",
                remedy="Open it in Word, remove the password, save, try again.",
            )
        counts = [max(0, count) for count in struct.unpack_from("<8i", stream, _CCP)]
        self.body_length, self.notes_length, self.headers_length = counts[:3]
        self.remarks_length, self.endnotes_length, self.boxes_length = counts[4:7]
        self.headers_at = self.body_length + self.notes_length
        self.endnotes_at = self.headers_at + self.headers_length + counts[3] + self.remarks_length
        self.boxes_at = self.endnotes_at + self.endnotes_length
        self.pieces: list[Piece] = []
        self.footnotes = self.endnotes = Notes()
        self.lists = Lists()

    def open(self, table: bytes) -> None:
        """Read what the table stream says of the text."""
        self._read_pieces(self._slice(table, _FC_CLX))
        self._piece_starts = [piece.start for piece in self.pieces]
        self._styles = read_styles(self._slice(table, _FC_STYLES))
        self._paragraphs = self._read_pages(self._slice(table, _FC_PAPX), self._read_paragraph, 13)
        self._runs = self._read_pages(self._slice(table, _FC_CHPX), _read_run, 1)
        self.lists = Lists.read(table, self._place(_FC_LISTS), self._place(_FC_OVERRIDES))
        self.footnotes = _read_notes(self._slice(table, _FC_NOTE_MARKS), self._slice(table, _FC_NOTES))
        self.endnotes = _read_notes(self._slice(table, _FC_END_MARKS), self._slice(table, _FC_END_NOTES))

    def _place(self, at: int) -> tuple[int, int]:
        """Return offset and length of a part of the table stream; (0, 0) beyond an old, short header."""
        if at + 8 > len(self.stream):
            return 0, 0
        offset, length = struct.unpack_from("<II", self.stream, at)
        return offset, length

    def _slice(self, table: bytes, at: int) -> bytes:
        offset, length = self._place(at)
        return table[offset : offset + length]

    def _read_pieces(self, clx: bytes) -> None:
        at = 0
        while at + 3 <= len(clx) and clx[at] == 1:  # Prc: formatting that pieces refer to
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if at >= len(clx) or clx[at] != 2:
            raise ValueError("no piece table")
        length = struct.unpack_from("<I", clx, at + 1)[0]
        plc = clx[at + 5 : at + 5 + length]
        count = max(0, (len(plc) - 4) // 12)
        positions = struct.unpack_from(f"<{count + 1}i", plc)
        if positions[0] < 0 or any(b < a for a, b in itertools.pairwise(positions)):
            raise ValueError("a piece table out of order")
        if positions[-1] > self.longest:
            raise LimitExceededError(
                f"{self.name}: more text than {self.longest:,} characters.",
                remedy="Split the file into several.",
            )
        for index in range(count):
            place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)[0]
            compressed = bool(place & _COMPRESSED)
            offset = place & 0x3FFFFFFF
            offset = offset // 2 if compressed else offset
            self.pieces.append(Piece(positions[index], positions[index + 1], offset, compressed))

    def _read_pages(
        self, plc: bytes, read: Callable[[bytes, int], Found], entry: int
    ) -> tuple[list[int], list[Found]]:
        """Read formatted disk pages: file offsets at which runs end, in order, and what is said of each."""
        bounds: list[int] = []
        found: list[Found] = []
        count = (len(plc) - 4) // 8
        pages = struct.unpack_from(f"<{count}I", plc, 4 * (count + 1)) if count > 0 else ()
        for number in dict.fromkeys(number & 0x3FFFFF for number in pages):
            page = self.stream[number * _PAGE : number * _PAGE + _PAGE]
            if len(page) < _PAGE:
                continue
            runs = min(page[-1], (_PAGE - 5) // (4 + entry))
            offsets = struct.unpack_from(f"<{runs + 1}I", page)
            for index in range(runs):
                bounds.append(offsets[index + 1])
                found.append(read(page, page[4 * (runs + 1) + entry * index] * 2))
        order = sorted(range(len(bounds)), key=bounds.__getitem__)
        return [bounds[i] for i in order], [found[i] for i in order]

    def _read_paragraph(self, page: bytes, start: int) -> Properties:
        if not start:
            return self._styles.get(0, PLAIN)
        size = page[start]
        if size:
            begin, end = start + 1, start + 2 * size
        else:
            begin, end = start + 2, start + 2 + 2 * page[min(start + 1, _PAGE - 1)]
        style = int.from_bytes(page[begin : begin + 2], "little")
        return change(self._styles.get(style, PLAIN), page[begin + 2 : end])

    def _piece_at(self, position: int) -> Piece | None:
        index = bisect_right(self._piece_starts, position) - 1
        # Empty pieces may stand at one position.
        return self.pieces[index] if index >= 0 and position < self.pieces[index].end else None

    def properties_at(self, position: int) -> Properties:
        """Return the properties of the paragraph whose mark is at ``position``."""
        piece = self._piece_at(position)
        if piece is None:
            return PLAIN
        bounds, found = self._paragraphs
        index = bisect_right(bounds, piece.locate(position))
        return found[index] if index < len(found) else PLAIN

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, Run]]:
        """Yield the runs of equally set characters from ``start`` to ``end``."""
        bounds, found = self._runs
        at = start
        while at < end:
            piece = self._piece_at(at)
            if piece is None:
                yield at, end, PLAIN_RUN
                return
            place = piece.locate(at)
            index = bisect_right(bounds, place)
            stop = min(end, piece.end)
            if index < len(bounds):
                stop = min(stop, at + max(1, -(-(bounds[index] - place) // piece.width)))
            yield at, stop, found[index] if index < len(found) else PLAIN_RUN
            at = stop

    def text(self) -> str:
        """Return all characters, body first, then footnotes and the rest; positions count UTF-16 units."""
        parts = []
        for piece in self.pieces:
            length = piece.end - piece.start
            raw = self.stream[piece.offset : piece.offset + length * piece.width]
            if piece.compressed:
                words = raw.decode("cp1252", "replace")
            else:
                # Not decoded as a whole: surrogates are two positions.
                words = "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])))
            parts.append(words.ljust(length))
        return "".join(parts)


def _read_run(page: bytes, start: int) -> Run:
    return read_run(page[start + 1 : start + 1 + page[start]]) if start else PLAIN_RUN


def _read_notes(marks: bytes, notes: bytes) -> Notes:
    count = max(0, (len(marks) - 4) // 6)  # n+1 positions of 4 bytes, n entries of 2
    positions = struct.unpack_from(f"<{count}i", marks)
    automatic = struct.unpack_from(f"<{count}H", marks, 4 * (count + 1)) if count else ()
    counted = itertools.accumulate(int(bool(flag)) for flag in automatic)
    numbers = (str(number) if flag else "" for number, flag in zip(counted, automatic, strict=True))
    starts = struct.unpack_from(f"<{len(notes) // 4}i", notes)
    return Notes(positions, tuple(numbers), tuple(max(0, start) for start in starts))
