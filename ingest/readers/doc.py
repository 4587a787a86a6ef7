"""Word 97-2003 documents (DOC), read by Microsoft's published layout ([MS-DOC]).

antiword and catdoc, the tools that Debian has for this, have had no maintainer for a decade and
lose table structure. The layout is documented and small where only the text is wanted, so it is
read here, over ``olefile`` for the container.
"""

from __future__ import annotations

import itertools
import struct
from io import BytesIO

from corpus.errors import DamagedFileError
from ingest.limits import Limits
from ingest.readers.doc_layout import TABLE_1, Notes, WordDocument
from ingest.readers.doc_styles import Properties
from ingest.readers.gather import BlockGatherer
from ingest.readers.wording import raise_digits
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "application/msword"

# Marks in the text stream ([MS-DOC] 2.4.1 and 2.8.26).
_PARAGRAPH, _CELL, _PAGE, _LINE = "\r", "\x07", "\x0c", "\x0b"
_FIELD, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_NOTE = "\x02"
_BROKEN = (OSError, struct.error, IndexError, ValueError, TypeError, AttributeError, KeyError, OverflowError)


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read a Word 97-2003 document: its text, numbers, tables, notes and text boxes."""
    import olefile  # type: ignore[import-untyped, unused-ignore]

    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            if any(entry is not None and entry.size > len(data) for entry in container.direntries):
                # A chain of sectors that bites its tail is followed for as long as the size says.
                raise ValueError("a stream larger than the file")
            stream = container.openstream("WordDocument").read()
            document = WordDocument(stream, name, limits.max_characters)
            table = container.openstream("1Table" if document.flags & TABLE_1 else "0Table").read()
            metadata = _properties(container)
    except _BROKEN as error:
        raise _damaged(name, error) from error
    return read_streams(stream, table, name, limits, metadata)


def read_streams(
    stream: bytes, table: bytes, name: str, limits: Limits, metadata: dict[str, str] | None = None
) -> SourceText:
    """Read a document from its two streams."""
    try:
        document = WordDocument(stream, name, limits.max_characters)
        document.open(table)
    except _BROKEN as error:
        raise _damaged(name, error) from error
    return _Reader(document, BlockGatherer(name, limits)).read(metadata or {})


def _damaged(name: str, error: Exception) -> DamagedFileError:
    return DamagedFileError(
        f"{name} is a truncated or malformed Word document ({error}).",
        remedy="Open it in Word or LibreOffice and save it as DOCX.",
    )


def _properties(container: object) -> dict[str, str]:
    try:
        found = container.get_metadata()  # type: ignore[attr-defined]
    except _BROKEN:  # the text may be sound where the properties are not
        return {}
    fields: dict[str, str] = {}
    for key in ("title", "subject", "author", "keywords", "create_time", "last_saved_time"):
        value = getattr(found, key, None)
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if value:
            fields[key] = str(value)
    return fields


class _Reader:
    """Goes through the text paragraph by paragraph."""

    def __init__(self, document: WordDocument, gatherer: BlockGatherer) -> None:
        self.document = document
        self.gatherer = gatherer
        self.text = document.text()
        self.marks = {
            position: number
            for notes in (document.footnotes, document.endnotes)
            for position, number in zip(notes.marks, notes.numbers, strict=True)
        }
        self.cells: list[str] = []
        self.cell: list[str] = []
        self.hidden = self.unnumbered = 0

    def read(self, metadata: dict[str, str]) -> SourceText:
        document, gatherer = self.document, self.gatherer
        end = min(document.body_length, len(self.text))
        start = 0
        for position in range(end):
            if self.text[position] in (_PARAGRAPH, _CELL, _PAGE):
                self._add_unit(start, position, self.text[position])
                start = position + 1
        for line in self._plain(start, end).split("\n"):
            gatherer.add(line)
        self._end_row()
        for lines in self._lines(document.boxes_at, document.boxes_length):
            gatherer.add(lines)
        self._add_notes(document.footnotes, document.body_length)
        self._add_notes(document.endnotes, document.endnotes_at)
        for line in dict.fromkeys(self._lines(document.headers_at, document.headers_length)):
            if not line.isdigit():
                gatherer.add(line, BlockKind.EDITORIAL)
        if self.hidden:
            gatherer.note(f"{self.hidden} characters of hidden or deleted text are left out.")
        if self.unnumbered:
            gatherer.note(
                f"{self.unnumbered} paragraphs get their number from Word; "
                "the file does not say which, and it is not part of the text."
            )
        return gatherer.finish(MEDIA_TYPE, title=metadata.get("title"), metadata=metadata)

    def _add_unit(self, start: int, end: int, mark: str) -> None:
        words = self._plain(start, end)
        properties = self.document.properties_at(end)
        # The end of a cell may carry a number of its own; that of a row never does.
        label = None if properties.row_end or mark == _PAGE else self._number(properties, words)
        if mark == _CELL:
            if properties.row_end:
                self._end_row()
            else:
                self.cells.append(" ".join([*self.cell, _join(label, words)]).strip())
            self.cell = []
        elif properties.in_table:
            self.cell.append(_join(label, words))
        else:
            self._end_row()
            self._add_paragraph(words, label, properties)

    def _number(self, properties: Properties, words: str) -> str | None:
        """Return the number of a paragraph, "" for a bullet, None where it is in no list."""
        if not properties.list or not words.strip():
            return None  # Word numbers an empty paragraph too, but nothing stands there
        label = self.document.lists.advance(properties.list, properties.depth)
        self.unnumbered += label is None
        return label

    def _add_paragraph(self, words: str, label: str | None, properties: Properties) -> None:
        for line in words.split("\n"):
            text = _join(label, line)
            if properties.heading:
                self.gatherer.add(text, BlockKind.HEADING, level=properties.heading, label=label)
            elif label is not None:
                self.gatherer.add(text, BlockKind.ITEM, level=properties.depth + 1, label=label)
            else:
                self.gatherer.add(text)
            if line.strip():
                label = None

    def _end_row(self) -> None:
        if any(self.cells):
            self.gatherer.add(" | ".join(self.cells), BlockKind.ROW)
        self.cells = []

    def _plain(self, start: int, end: int) -> str:
        """Return the words from ``start`` to ``end``: without codes of fields and without what is hidden."""
        parts: list[str] = []
        in_code: list[bool] = []
        for begin, stop, run in self.document.runs(start, end):
            words: list[str] = []
            for position in range(begin, min(stop, len(self.text))):
                character = self.text[position]
                if character == _FIELD:
                    in_code.append(True)
                elif character == _FIELD_RESULT:
                    if in_code:
                        in_code[-1] = False
                elif character == _FIELD_END:
                    if in_code:
                        in_code.pop()
                elif in_code and any(in_code):
                    continue
                elif run.hidden:
                    self.hidden += not character.isspace()
                elif character == _NOTE:
                    words.append(raise_digits(self.marks.get(position, "")))
                elif character == _LINE:
                    words.append("\n")
                elif character == "\x1e":
                    words.append("-")
                elif character not in "\x01\x05\x08\x1f":
                    words.append(character)
            text = "".join(words)
            parts.append(raise_digits(text) if run.raised else text)
        # The stream holds UTF-16 units: put surrogate pairs together again.
        return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _lines(self, start: int, length: int) -> list[str]:
        end = min(start + length, len(self.text))
        text = self._plain(start, end) if start < end else ""
        return [line.strip() for line in text.replace(_PARAGRAPH, "\n").split("\n") if line.strip()]

    def _add_notes(self, notes: Notes, base: int) -> None:
        for number, (begin, end) in zip(notes.numbers, itertools.pairwise(notes.starts), strict=False):
            words = " ".join(self._lines(base + begin, max(0, end - begin)))
            mark = raise_digits(number)
            self.gatherer.add(f"{mark} {words}" if words else "", BlockKind.FOOTNOTE, label=mark or None)


def _join(label: str | None, words: str) -> str:
    return f"{label} {words}" if label and words.strip() else words
