"""DOCX: order, tables, automatic numbers, headings, footnotes, furniture; and broken packages."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.errors import DamagedFileError, InputError, LimitExceededError
from ingest.limits import Limits
from ingest.readers import read_bytes
from ingest.readers.docx_numbering import write_number
from ingest.source import BlockKind

NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="Article %1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="(%2)"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
<w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num></w:numbering>"""


def save(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def number(paragraph: docx.text.paragraph.Paragraph, level: int) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
    )


def test_paragraphs_and_tables_in_document_order() -> None:
    document = docx.Document()
    document.core_properties.title = "An Act"
    document.add_heading("Part I", 1)
    document.add_paragraph("Before\nand after a break.")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, (("Name", "Mass"), ("A", "1 g")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph("After.")
    source = read_bytes(save(document), "a.docx")
    assert source.title == "An Act"
    assert [(b.kind, b.level, b.text) for b in source.blocks] == [
        (BlockKind.HEADING, 1, "Part I"),
        (BlockKind.PARAGRAPH, 0, "Before"),
        (BlockKind.PARAGRAPH, 0, "and after a break."),
        (BlockKind.ROW, 0, "Name | Mass"),
        (BlockKind.ROW, 0, "A | 1 g"),
        (BlockKind.PARAGRAPH, 0, "After."),
    ]


def test_automatic_numbers_are_written_out() -> None:
    document = docx.Document()
    root = document.part.numbering_part.element
    for child in list(parse_xml(NUMBERING)):
        if child.tag.endswith("abstractNum"):
            root.insert(0, child)
        else:
            root.append(child)
    for words, level in (("one", 0), ("inner", 1), ("second", 1), ("dash", 2), ("two", 0), ("again", 1)):
        number(document.add_paragraph(words), level)
    found = [(b.label, b.level, b.text) for b in read_bytes(save(document), "a.docx").blocks]
    assert found == [
        ("Article 1.", 1, "Article 1. one"),
        ("(a)", 2, "(a) inner"),
        ("(b)", 2, "(b) second"),
        (None, 3, "dash"),
        ("Article 2.", 1, "Article 2. two"),
        ("(a)", 2, "(a) again"),
    ]


def test_footnotes_follow_with_the_mark_raised_in_the_text() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Sharing")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>As one said.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    package = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(save(document))) as old, zipfile.ZipFile(package, "w") as new:
        for item in old.namelist():
            content = old.read(item)
            if item == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                link = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", link.encode())
            if item == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                content = content.replace(b"</Types>", override.encode())
            new.writestr(item, content)
        new.writestr("word/footnotes.xml", notes)
    blocks = read_bytes(package.getvalue(), "a.docx").blocks
    # Word prints 1, whatever the id is.
    assert blocks[0].text == "Sharing¹"
    assert (blocks[1].kind, blocks[1].label, blocks[1].text) == (BlockKind.FOOTNOTE, "¹", "¹ As one said.")


def test_headers_and_footers_are_editorial() -> None:
    document = docx.Document()
    document.add_paragraph("Words.")
    document.sections[0].footer.paragraphs[0].text = "Official Gazette"
    found = [(b.kind, b.text) for b in read_bytes(save(document), "a.docx").blocks]
    assert found == [(BlockKind.PARAGRAPH, "Words."), (BlockKind.EDITORIAL, "Official Gazette")]


def test_deleted_words_are_gone_and_inserted_ones_stay() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("kept ")
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1"><w:r><w:t>new</w:t></w:r></w:ins>'))
    paragraph._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>')
    )
    assert read_bytes(save(document), "a.docx").blocks[0].text == "kept new"


def test_a_truncated_package_is_damaged() -> None:
    document = docx.Document()
    document.add_paragraph("Words.")
    data = save(document)
    with pytest.raises(DamagedFileError):
        read_bytes(data[: len(data) // 2], "a.docx")


def test_a_package_without_its_document_is_an_input_error() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<broken")
    with pytest.raises(InputError):
        read_bytes(buffer.getvalue(), "a.docx")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 20_000_000)
    with pytest.raises(LimitExceededError, match="bomb"):
        read_bytes(buffer.getvalue(), "a.docx", Limits(max_zip_ratio=100))


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (9, "lowerRoman", "ix"),
        (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"),
        (3, "decimalZero", "03"),
        (4, "russianLower", "г"),
        (21, "chineseCounting", "二十一"),
        (10, "ideographDigital", "十"),
        (5, "unheardOf", "5"),
    ],
)
def test_number_formats(value: int, form: str, written: str) -> None:
    assert write_number(value, form) == written
