"""Word 97-2003 and RTF: the binary layout on a hand-made stream, and on authentic decrees."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from corpus.errors import DamagedFileError, EncryptedFileError
from ingest.readers import read, read_bytes
from ingest.readers.doc_layout import WordDocument
from ingest.source import BlockKind

TEXT_AT = 0x400


def make_streams(first: bytes, second: str, flags: int = 0) -> tuple[bytes, bytes]:
    """Return a WordDocument stream and its table stream: one piece in cp1252, one in UTF-16."""
    wide = second.encode("utf-16-le")
    wide_at = TEXT_AT + len(first) + len(first) % 2
    pieces = struct.pack("<3i", 0, len(first), len(first) + len(second))
    pieces += struct.pack("<HIH", 0, 0x40000000 | TEXT_AT * 2, 0) + struct.pack("<HIH", 0, wide_at, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    header = bytearray(TEXT_AT)
    struct.pack_into("<H", header, 0, 0xA5EC)
    struct.pack_into("<H", header, 0x0A, flags)
    struct.pack_into("<i", header, 0x4C, len(first) + len(second))
    struct.pack_into("<II", header, 0x1A2, 0, len(clx))
    return bytes(header) + first.ljust(wide_at - TEXT_AT, b"\0") + wide, clx


def test_pieces_of_both_kinds_make_the_text() -> None:
    stream, table = make_streams(b"Caf\xe9 \x93law\x94\r", "Điều 1\r")
    document = WordDocument(stream, "a.doc")
    document.open(table)
    assert document.text() == "Café “law”\rĐiều 1\r"
    assert document.body_length == len(document.text())


def test_an_encrypted_document_is_told() -> None:
    stream, _ = make_streams(b"x", "y", flags=0x0100)
    with pytest.raises(EncryptedFileError, match=r"locked\.doc"):
        WordDocument(stream, "locked.doc")


def test_a_truncated_document_is_damaged(shared_corpus: Path) -> None:
    data = (shared_corpus / "vi" / "vn-nd-57-2022.doc").read_bytes()
    with pytest.raises(DamagedFileError):
        read_bytes(data[: len(data) // 20], "cut.doc")


def test_a_decree_with_tables(shared_corpus: Path) -> None:
    source = read(shared_corpus / "vi" / "vn-nd-57-2022.doc")
    texts = [block.text for block in source.blocks]
    articles = [text for text in texts if text.startswith("Điều ") and text.split()[1].rstrip(".").isdigit()]
    assert len(articles) == 3
    rows = [block.text for block in source.blocks if block.kind is BlockKind.ROW]
    assert sum(row.split(" | ")[0].isdigit() and row.count(" | ") >= 3 for row in rows) > 450
    assert not any(control in text for text in texts for control in "\x07\x13\x14\x15")


def test_a_long_decree(shared_corpus: Path) -> None:
    source = read(shared_corpus / "vi" / "vn-nd-282-2025.doc")
    articles = [block.text for block in source.blocks if block.text.startswith("Điều ")]
    assert articles[0].startswith("Điều 1.")
    assert len(articles) > 50


def test_rtf() -> None:
    text = r"{\rtf1\ansi\ansicpg1251 \'d1\'f2\'e0\'f2\'fc\'ff 1\par \u1178?a\par\trowd A\cell B\cell\row}"
    source = read_bytes(text.encode("ascii"), "a.rtf")
    assert [(block.kind, block.text) for block in source.blocks] == [
        (BlockKind.PARAGRAPH, "Статья 1"),
        (BlockKind.PARAGRAPH, "Қa"),
        (BlockKind.ROW, "A | B"),
    ]
