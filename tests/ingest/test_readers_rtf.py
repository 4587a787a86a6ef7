# ruff: noqa: E501 - samples are read as one line
"""Rich Text Format: code pages, numbers, tables, notes, headings, and what is no text."""

from __future__ import annotations

import pytest

from corpus.errors import EmptyFileError, LimitExceededError
from ingest.readers import read_bytes
from ingest.source import Block, BlockKind, SourceText


def read(body: str) -> SourceText:
    return read_bytes(("{\\rtf1\\ansi " + body + "}").encode("latin-1"), "a.rtf")


def blocks(body: str) -> list[Block]:
    return list(read(body).blocks)


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def escaped(text: str, encoding: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


# Charset of the font, its encoding, and a sentence of ours.
SCRIPTS = [
    (204, "cp1251", "Закон о семенах"),
    (204, "cp1251", "Ґрунт і їжак"),
    (178, "cp1256", "قانون البذور"),
    (177, "cp1255", "חוק הזרעים"),
    (222, "cp874", "กฎหมายเมล็ดพันธุ์"),
    (134, "gb18030", "种子法第三条"),
    (136, "big5", "種子法第三條"),
    (128, "cp932", "種子に関する法律の表"),
    (129, "cp949", "종자에 관한 법률"),
    (162, "cp1254", "Tohum yasası İğne"),
    (163, "cp1258", "Luâ\u0323t"),
    (161, "cp1253", "Νόμος σπόρων"),
    (238, "cp1250", "Zákon o semenech řeřichy"),
    (186, "cp1257", "Sėklų įstatymas"),
]


@pytest.mark.parametrize(("charset", "encoding", "sentence"), SCRIPTS)
def test_text_comes_in_the_code_page_of_its_font(charset: int, encoding: str, sentence: str) -> None:
    font = f"{{\\fonttbl{{\\f0 A;}}{{\\f1\\fcharset{charset} B;}}}}"
    [block] = blocks(f"{font}\\f0 Seeds: {{\\f1 {escaped(sentence, encoding)}}} end\\par")
    assert block.text == f"Seeds: {sentence} end".replace("â\u0323", "ậ")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\ansicpg1251 \'d1\'f2", "Ст"),
        (r"\ansicpg1251{\fonttbl{\f0 A;}}\f0 \'d1\'f2", "Ст"),
        (r"{\fonttbl{\f0\cpg936 A;}}\f0 \'b7\'a8", "法"),
        (r"\mac \'8e", "é"),
        (r"\u1178?a", "Қa"),
        (r"\uc2\u1178 ab\u1179\'61\'62c", "Ққc"),
        (r"\uc0\u1178a", "Қa"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\uc1\u1178}?", "Қ?"),  # the group's end ends what stands in
        (r"\u-10179?x", "\ufffdx"),
        (r"{\upr{\'3f}{\*\ud{\u1178?}}}", "Қ"),
        (r"a\emdash b\lquote c\rquote\~d\_e\-f\tab g", "a—b‘c’ d-ef g"),
        (r"a\{b\}\\c", "a{b}\\c"),
        (r"x{\super 2} {\super bis}", "x² bis"),
        (r"a{\v hidden}{\deleted gone}b", "ab"),
        (r"a\bin5 }}}}}b", "ab"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", "link"),
        (r"a{\*\unknown b}{\pict 0a0b}{\object{\objdata 00}{\result c}}d", "ad"),
        (r"a{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt box}}{\shprslt old}}", "abox"),
    ],
)
def test_characters(body: str, text: str) -> None:
    assert texts(body + r"\par") == [text]


def test_numbers_of_lists_are_part_of_the_text() -> None:
    body = (
        r"\pard\ls1\ilvl0{\listtext\f0 1.\tab}One\par{\listtext 2.\tab}Two\par\ilvl1{\listtext (a)\tab}Three\par"
        r"\pard{\pntext\'95\tab}Four\par\pard Plain\par"
    )
    assert [(b.kind, b.level, b.label, b.text) for b in blocks(body)] == [
        (BlockKind.ITEM, 1, "1.", "1. One"),
        (BlockKind.ITEM, 1, "2.", "2. Two"),
        (BlockKind.ITEM, 2, "(a)", "(a) Three"),
        (BlockKind.ITEM, 1, None, "Four"),
        (BlockKind.PARAGRAPH, 0, None, "Plain"),
    ]


def test_numbers_that_the_file_does_not_hold_are_told() -> None:
    source = read(r"\pard\ls1 One\par Two\par\pard Three\par")
    assert [block.text for block in source.blocks] == ["One", "Two", "Three"]
    assert any(note.startswith("2 paragraphs get their number") for note in source.notes)


def test_headings_by_style_and_by_outline_level() -> None:
    body = (
        r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2\outlinelevel1 Of mine;}{\s3\outlinelevel9 Text;}}"
        r"\pard\s1 Act\par\pard\s2 Part\par\pard\outlinelevel2 Point\par\pard\s3 Words\par"
    )
    assert [(b.kind, b.level) for b in blocks(body)] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_footnotes_follow_with_their_mark_in_the_text() -> None:
    body = r"One{\super\chftn{\footnote\pard{\super\chftn} First\par more}} end{\super\chftn{\footnote Second}}\par Two\par"
    assert [(b.kind, b.label, b.text) for b in blocks(body)] == [
        (BlockKind.PARAGRAPH, None, "One¹ end²"),
        (BlockKind.PARAGRAPH, None, "Two"),
        (BlockKind.FOOTNOTE, "¹", "¹ First more"),
        (BlockKind.FOOTNOTE, "²", "² Second"),
    ]


def test_tables() -> None:
    body = (
        r"\pard Before\par\trowd\cellx1\cellx2\pard\intbl A\par a\cell B\cell\row"
        r"\trowd\intbl{\listtext 1.\tab}C\cell\cell\row\pard After\par"
    )
    assert [(b.kind, b.text) for b in blocks(body)] == [
        (BlockKind.PARAGRAPH, "Before"),
        (BlockKind.ROW, "A a | B"),
        (BlockKind.ROW, "1. C |"),
        (BlockKind.PARAGRAPH, "After"),
    ]


def test_headers_are_editorial_and_the_title_is_kept() -> None:
    source = read(r"{\info{\title Seeds Act}{\author B}}{\header Gazette\par 7\par}{\footer 3}Words\par")
    assert [(b.kind, b.text) for b in source.blocks] == [
        (BlockKind.PARAGRAPH, "Words"),
        (BlockKind.EDITORIAL, "Gazette"),
    ]
    assert source.title == "Seeds Act"


def test_a_truncated_file_is_told() -> None:
    source = read_bytes(rb"{\rtf1\ansi One\par Tw", "a.rtf")
    assert [block.text for block in source.blocks] == ["One", "Tw"]
    assert any("truncated" in note for note in source.notes)


def test_hidden_words_are_told() -> None:
    assert read(r"a{\v bcd}\par").notes == ("3 characters of hidden or deleted text are left out.",)


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(LimitExceededError, match="deeper"):
        read("{" * 5_000)


def test_nothing_but_furniture_is_empty() -> None:
    with pytest.raises(EmptyFileError):
        read(r"{\fonttbl{\f0 A;}}\pard\par")
