# ruff: noqa: E501 - samples are read as one line
"""Where fuzzing starts: one small sample or several per target, written for it."""

from __future__ import annotations

import io
import struct
import zipfile

from tests.ingest.conftest import build_pdf
from tests.ingest.doc_samples import (
    DELETED,
    IN_TABLE,
    RAISED,
    ROW_END,
    Para,
    listed,
    make_doc,
    make_level,
    make_streams,
)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_ODF = " ".join(
    f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "text", "table", "style", "meta")
)
_PACKAGE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pack(members: dict[str, bytes]) -> bytes:
    """Return a ZIP of ``members``, in their order, uncompressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def docx_package(document: bytes, numbering: bytes = b"", footnotes: bytes = b"") -> bytes:
    """Return a DOCX of these parts; empty ones are left out."""
    parts = {"document": document, "numbering": numbering, "footnotes": footnotes}
    present = {name: content for name, content in parts.items() if content}
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_PACKAGE}.{name}{suffix}+xml"/>'
        for name, suffix in (("document", ".main"), ("numbering", ""), ("footnotes", ""))
        if name in present
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{kinds}</Types>"
    )
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    rels = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(("numbering", "footnotes"))
        if name in present
    )
    return pack(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": (
                f'{start}<Relationship Id="r1" Type="{_RELATIONS}/officeDocument"'
                ' Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/_rels/document.xml.rels": f"{start}{rels}</Relationships>".encode(),
            **{f"word/{name}.xml": content for name, content in present.items()},
        }
    )


DOCUMENT = (
    f"<w:document {_W}><w:body>"
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Act</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>One</w:t>'
    '<w:br/><w:footnoteReference w:id="2"/></w:r></w:p>'
    "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p>"
    "</w:tc></w:tr></w:tbl></w:body></w:document>"
).encode()
NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>'
    "</w:lvlOverride></w:num></w:numbering>"
).encode()
FOOTNOTES = (
    f'<w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote></w:footnotes>'
).encode()

CONTENT = (
    f"<office:document-content {_ODF}><office:automatic-styles>"
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"'
    ' style:num-suffix="."/></text:list-style></office:automatic-styles><office:body><office:text>'
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>gone</text:p>'
    '</text:deletion></text:changed-region></text:tracked-changes><text:h text:outline-level="1">Act</text:h>'
    '<text:list text:style-name="L"><text:list-item><text:p>One<text:s text:c="3"/>'
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>Note</text:p></text:note-body></text:note></text:p></text:list-item></text:list>"
    '<table:table><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>A</text:p>'
    "</table:table-cell></table:table-row></table:table></office:text></office:body>"
    "</office:document-content>"
).encode()
FLAT = CONTENT.replace(
    b"<office:document-content ",
    b'<office:document office:mimetype="application/vnd.oasis.opendocument.text" ',
).replace(b"</office:document-content>", b"</office:document>")

RTF = (
    rb"{\rtf1\ansi\ansicpg1251\uc1{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset178 B;}}{\stylesheet{\s1\outlinelevel0"
    rb" heading 1;}}\pard\s1\outlinelevel0 \'d1\'f2\par\pard{\listtext\f0 1.\tab}One{\super 2}{\footnote\chftn Note}"
    rb"\u1178?a\par{\f1\'c7}\line\trowd\cellx1\intbl A\cell B\cell\row\pard{\*\gone x}{\field{\*\fldinst PAGE}"
    rb"{\fldrslt 3}}\bin3 abc\page end}"
)

MARKDOWN = (
    b"---\ntitle: Act\n---\n# Act\n\n## Article 1 [^1]\n\n1. One\n   a) two\n\n| a | b |\n|---|---|\n| c | d |\n\n"
    b"> said\n\n```\ncode\n```\n<div>html</div>\n\n[^1]: Note\n"
)
HTML = (
    b'<!doctype html><html lang=en><head><title>Act</title><meta charset="utf-8"></head><body><h1>Act</h1>'
    b'<ol type=a start=3><li>One<li value=7>Two<sup title="a note that is long enough">1</sup></ol><table><caption>C'
    b"</caption><tr><td>A<td>B</table><p hidden>x<ruby>a<rt>b</ruby><p>&#xD800;&#1178;<br>end</body></html>"
)
JUSTICE = (
    b'<Statute xml:lang="en"><Identification><ShortTitle>Act</ShortTitle></Identification><Body><Heading level="1">'
    b"<Label>PART 1</Label><TitleText>Part</TitleText></Heading><Section><Label>1</Label><MarginalNote>Note"
    b"</MarginalNote><Subsection><Label>(1)</Label><Text>One</Text><Paragraph><Label>(a)</Label><Text>two</Text>"
    b"</Paragraph></Subsection></Section></Body><Schedule><Label>I</Label><List><Item><Label>1</Label><Text>x</Text>"
    b"</Item></List></Schedule></Statute>"
)
AKOMA = (
    b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><identification>'
    b'<FRBRWork><FRBRuri value="/akn/xx/act/2001/1"/></FRBRWork></identification></meta><body><chapter><num>I</num>'
    b"<heading>Of</heading><article><num>1.</num><paragraph><num>1)</num><content><p>One <authorialNote"
    b' marker="1"><p>Note</p></authorialNote></p></content></paragraph></article></chapter></body></act></akomaNtoso>'
)
PLAIN = "Act on Seeds\n\nArticle 1\n1. One\n- (a) two\f3\nСтатья 2\n第一条　短い文。\n¹ Note\n"


def _spell(*blocks: tuple[int, int, int, int], language: int = 0) -> bytes:
    return bytes((language, *(value for block in blocks for value in block)))


_PDF = build_pdf([[(72, 700, 12, "Article 1"), (72, 680, 12, "One (a)")], [(72, 700, 12, "2")]])
_PACKAGED = docx_package(DOCUMENT, NUMBERING, FOOTNOTES)
_ODT = pack({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": CONTENT})


def spell_streams(stream: bytes, table: bytes) -> bytes:
    """Put the two streams of a Word 97 file together as the target ``doc-streams`` takes them."""
    return struct.pack("<H", len(stream)) + stream + table


_WORD = make_streams(
    [
        Para("Act\r", style=1),
        Para("One\x02 two\r", listed(1)),
        Para("A\x07", IN_TABLE),
        Para("\x07", ROW_END),
    ],
    runs=[(4, 6, RAISED), (9, 10, DELETED)],
    lists=[[make_level(0, "\0."), make_level(2, "(\0.\1)")]],
    overrides=[(0, struct.pack("<iI", 3, 0x10))],
    styles=[(0, 0xFFF, b""), (1, 0, b"")],
    notes=["\x02 Note\r"],
    tail="Gazette\r",
    boxes="box\r",
)

SEEDS: dict[str, tuple[bytes, ...]] = {
    "plain": (PLAIN.encode(), PLAIN.encode("utf-16"), PLAIN[:40].encode("koi8-r", "replace")),
    "markdown": (MARKDOWN,),
    "html": (HTML,),
    "xml": (JUSTICE, AKOMA, FLAT),
    "rtf": (RTF,),
    "pdf": (_PDF,),
    "docx": (_PACKAGED,),
    "docx-part": (b"\0".join((DOCUMENT, NUMBERING, FOOTNOTES)),),
    "doc": (make_doc(),),
    "doc-streams": (spell_streams(*_WORD),),
    "odt": (_ODT,),
    "odt-part": (CONTENT,),
    "fodt": (FLAT,),
    "any-name": (
        b"\0" + _PDF,
        b"\1" + _PACKAGED,
        b"\3" + RTF,
        b"\6" + HTML,
        b"\7" + AKOMA,
        b"\x08" + MARKDOWN,
    ),
    "archive": (pack({"a.txt": b"Article 1", "../b.txt": b"x", "c/INDEX.tsv": b"path\na.txt\n"}),),
    "manifest": (b"path\tlanguage\tyear\na.txt\ten+ru\t1961/1972\n",),
    "language": ("One law\nБір заң\n法律\nقانون\n".encode(),),
    "structure": (
        _spell((1, 1, 2, 1), (1, 10, 2, 1), (1, 14, 2, 1), (1, 2, 2, 2)),
        _spell((2, 24, 5, 255), (0, 23, 5, 255), (5, 3, 7, 3), language=2),
    ),
    "whole": (PLAIN.encode(),),
}
