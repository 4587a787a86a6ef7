"""Word 97-2003: the binary layout on a hand-made stream, and on authentic decrees."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import DamagedFileError, EncryptedFileError, LimitExceededError
from ingest.limits import DEFAULT_LIMITS
from ingest.readers import doc, read, read_bytes
from ingest.readers.doc_layout import WordDocument
from ingest.source import BlockKind, SourceText
from tests.ingest.doc_samples import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    RAISED,
    ROW_END,
    Para,
    listed,
    make_doc,
    make_level,
)
from tests.ingest.doc_samples import make_streams as make_doc_streams

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


def read_paragraphs(*paragraphs: Para, **parts: Any) -> SourceText:
    return doc.read_streams(*make_doc_streams(paragraphs, **parts), "a.doc", DEFAULT_LIMITS)


LEGAL = (
    make_level(0, "Article \0."),
    make_level(0, "\0.\1"),
    make_level(4, "(\2)"),
    make_level(23, "\uf0b7"),
)


def test_numbers_of_lists_as_word_shows_them() -> None:
    source = read_paragraphs(
        Para("Seeds\r", listed(1)),
        Para("Shops\r", listed(1, 1)),
        Para("officers\r", listed(1, 2)),
        Para("guests\r", listed(1, 2)),
        Para("bullet\r", listed(1, 3)),
        Para("plain\r"),
        Para("\r", listed(1)),  # empty: nothing is shown and nothing counted
        Para("Roots\r", listed(1)),
        Para("more\r", listed(1, 1)),
        lists=[LEGAL],
    )
    assert [(b.kind, b.level, b.label, b.text) for b in source.blocks] == [
        (BlockKind.ITEM, 1, "Article 1.", "Article 1. Seeds"),
        (BlockKind.ITEM, 2, "1.1", "1.1 Shops"),
        (BlockKind.ITEM, 3, "(a)", "(a) officers"),
        (BlockKind.ITEM, 3, "(b)", "(b) guests"),
        (BlockKind.ITEM, 4, None, "bullet"),
        (BlockKind.PARAGRAPH, 0, None, "plain"),
        (BlockKind.ITEM, 1, "Article 2.", "Article 2. Roots"),
        (BlockKind.ITEM, 2, "2.1", "2.1 more"),
    ]
    assert source.notes == ()


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (0, "28"), (1, "XXVIII"), (2, "xxviii"), (3, "BB"), (4, "bb"), (22, "28"), (39, "二十八"), (54, "๒๘"),
        (53, "ฟ"), (58, "я"), (59, "Я"), (46, "ي"), (48, "غ"), (14, "２８"), (18, "28"), (99, "28"),
    ],
)  # fmt: skip
def test_forms_of_numbers(form: int, written: str) -> None:
    source = read_paragraphs(Para("x\r", listed(1)), lists=[[make_level(form, "\0)", start=28)]])
    assert source.blocks[0].text == f"{written}) x"


def test_levels_of_a_legal_list_are_all_digits() -> None:
    levels = (make_level(1, "\0"), make_level(0, "\0.\1", flags=0x04))
    source = read_paragraphs(Para("x\r", listed(1)), Para("y\r", listed(1, 1)), lists=[levels])
    assert [b.text for b in source.blocks] == ["I x", "1.1 y"]


def test_lists_go_on_unless_they_are_told_to_begin_anew() -> None:
    restart = struct.pack("<iI", 7, 0x10)
    redefined = struct.pack("<iI", 0, 0x20) + make_level(4, "\0)")
    source = read_paragraphs(
        *(Para("x\r", listed(number)) for number in (1, 2, 1, 3, 3, 4)),
        lists=[[make_level(0, "\0.")]],
        overrides=[(0, b""), (0, b""), (0, restart), (0, redefined)],
    )
    assert [b.label for b in source.blocks] == ["1.", "2.", "3.", "7.", "8.", "i)"]


def test_styles_bring_headings_and_numbers() -> None:
    source = read_paragraphs(
        Para("Act\r", style=1),
        Para("Rule\r", style=2),
        Para("Rule\r", style=3),
        Para("none\r", struct.pack("<HH", 0x460B, 0), style=2),
        styles=[(0, 0xFFF, b""), (1, 0, b""), (100, 0, listed(1)), (101, 2, struct.pack("<HB", 0x2640, 1))],
        lists=[[make_level(0, "\0.")]],
    )
    assert [(b.kind, b.level, b.text) for b in source.blocks] == [
        (BlockKind.HEADING, 1, "Act"),
        (BlockKind.ITEM, 1, "1. Rule"),
        (BlockKind.HEADING, 2, "2. Rule"),
        (BlockKind.PARAGRAPH, 0, "none"),
    ]


def test_a_number_that_the_file_does_not_explain_is_told() -> None:
    source = read_paragraphs(Para("x\r", listed(9)), lists=[[make_level(0, "\0.")]])
    assert source.blocks[0].text == "x"
    assert any(note.startswith("1 paragraphs get their number from Word") for note in source.notes)


def test_raised_deleted_and_hidden_characters() -> None:
    text = "Article 2281 holds gone and unseen.\r"
    gone, unseen = text.index("gone"), text.index("unseen")
    source = read_paragraphs(
        Para(text), runs=[(11, 12, RAISED), (gone, gone + 5, DELETED), (unseen, unseen + 6, HIDDEN)]
    )
    assert source.blocks[0].text == "Article 228¹ holds and ."
    assert source.notes == ("10 characters of hidden or deleted text are left out.",)


def test_notes_boxes_and_headers() -> None:
    source = read_paragraphs(
        Para("One\x02 two\x02.\r"),
        notes=["\x02 First.\r", "\x02 Second.\r"],
        tail="Gazette\r7\r",
        boxes="boxed\r",
    )
    assert [(b.kind, b.text) for b in source.blocks] == [
        (BlockKind.PARAGRAPH, "One¹ two²."),
        (BlockKind.PARAGRAPH, "boxed"),
        (BlockKind.FOOTNOTE, "¹ First."),
        (BlockKind.FOOTNOTE, "² Second."),
        (BlockKind.EDITORIAL, "Gazette"),
    ]


def test_numbers_in_the_cells_of_a_table() -> None:
    source = read_paragraphs(
        Para("A\x07", IN_TABLE + listed(1)),
        Para("B\r", IN_TABLE + listed(1)),
        Para("more\x07", IN_TABLE),
        Para("\x07", ROW_END),
        lists=[[make_level(0, "\0.")]],
    )
    assert [(b.kind, b.text) for b in source.blocks] == [(BlockKind.ROW, "1. A | 2. B more")]


def test_a_whole_file_in_its_container() -> None:
    source = read_bytes(make_doc(), "a.doc")
    assert [block.text for block in source.blocks] == ["Article 1", "Shops keep a book."]


def test_a_piece_table_that_lies_is_refused() -> None:
    stream, table = make_streams(b"words\r", "more\r")
    for positions, error in (((0, 6, 2**31 - 1), LimitExceededError), ((0, 6, 3), DamagedFileError)):
        lying = table[:5] + struct.pack("<3i", *positions) + table[17:]
        with pytest.raises(error):
            doc.read_streams(stream, lying, "a.doc", DEFAULT_LIMITS)


def test_a_stream_larger_than_its_file_is_refused() -> None:
    # olefile would go round in a loop of sectors until the size is reached: found by fuzzing.
    data = bytearray(make_doc())
    entry = bytes(data).index("WordDocument".encode("utf-16-le"))
    struct.pack_into("<Q", data, entry + 120, 2**31)
    with pytest.raises(DamagedFileError, match="larger than the file"):
        read_bytes(bytes(data), "a.doc")
