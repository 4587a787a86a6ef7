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
from ingest.readers.doc_layout import TABLE_1, WordDocument
from ingest.readers.gather import BlockGatherer
from ingest.readers.wording import raise_digits
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "application/msword"

# Marks in the text stream ([MS-DOC] 2.4.1 and 2.8.26).
_PARAGRAPH, _CELL, _PAGE, _LINE = "\r", "\x07", "\x0c", "\x0b"
_FIELD, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_NOTE = "\x02"


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read a Word 97-2003 document: its text, tables and footnotes."""
    import olefile  # type: ignore[import-untyped, unused-ignore]

    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            stream = container.openstream("WordDocument").read()
            document = WordDocument(stream, name)
            table = container.openstream("1Table" if document.flags & TABLE_1 else "0Table").read()
            metadata = _properties(container)
        document.open(table)
        return _gather(document, BlockGatherer(name, limits), metadata)
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise DamagedFileError(
            f"{name} is a truncated or malformed Word document ({error}).",
            remedy="Open it in Word or LibreOffice and save it as DOCX.",
        ) from error


def _properties(container: object) -> dict[str, str]:
    found = container.get_metadata()  # type: ignore[attr-defined]
    fields: dict[str, str] = {}
    for key in ("title", "subject", "author", "keywords", "create_time", "last_saved_time"):
        value = getattr(found, key, None)
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if value:
            fields[key] = str(value)
    return fields


def _gather(document: WordDocument, gatherer: BlockGatherer, metadata: dict[str, str]) -> SourceText:
    text = document.text()
    body = text[: document.body_length]
    cells: list[str] = []
    cell: list[str] = []
    start = 0
    for position, character in enumerate(body):
        if character not in (_PARAGRAPH, _CELL, _PAGE):
            continue
        words = _plain(body[start:position], start, document)
        start = position + 1
        properties = document.properties_at(position)
        document.numbered += properties.numbered and bool(words.strip())
        if character == _CELL:
            if properties.row_end:
                _add_row(gatherer, cells)
                cells = []
            else:
                cells.append(" ".join([*cell, words]).strip())
            cell = []
        elif properties.in_table:
            cell.append(words)
        else:
            if cells:
                _add_row(gatherer, cells)
                cells = []
            for line in words.split("\n"):
                gatherer.add(line)
    for line in _plain(body[start:], start, document).split("\n"):
        gatherer.add(line)
    if cells:
        _add_row(gatherer, cells)
    _add_notes(document, text, gatherer)
    if document.numbered:
        gatherer.note(
            f"{document.numbered} paragraphs get their number from Word; the number is not part of the text."
        )
    return gatherer.finish(MEDIA_TYPE, title=metadata.get("title"), metadata=metadata)


def _add_row(gatherer: BlockGatherer, cells: list[str]) -> None:
    if any(cells):
        gatherer.add(" | ".join(cells), BlockKind.ROW)


def _plain(text: str, start: int, document: WordDocument) -> str:
    """Return the words of a paragraph: field codes dropped, note marks raised, breaks as newlines."""
    parts: list[str] = []
    in_code: list[bool] = []
    for offset, character in enumerate(text):
        if character == _FIELD:
            in_code.append(True)
        elif character == _FIELD_RESULT:
            if in_code:
                in_code[-1] = False
        elif character == _FIELD_END:
            if in_code:
                in_code.pop()
        elif any(in_code):
            continue
        elif character == _NOTE:
            if start + offset in document.note_marks:
                parts.append(raise_digits(str(document.note_marks.index(start + offset) + 1)))
        elif character == _LINE:
            parts.append("\n")
        elif character == "\x1e":
            parts.append("-")
        elif character not in "\x01\x05\x08\x1f":
            parts.append(character)
    # The stream holds UTF-16 units: put surrogate pairs together again.
    return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _add_notes(document: WordDocument, text: str, gatherer: BlockGatherer) -> None:
    base = document.body_length
    starts = document.note_starts
    for number, (begin, end) in enumerate(itertools.pairwise(starts), start=1):
        words = _plain(text[base + begin : base + end].replace("\r", " "), 0, document)
        gatherer.add(f"{number} {words}", BlockKind.FOOTNOTE, label=str(number))
