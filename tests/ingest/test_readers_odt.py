# ruff: noqa: E501 - samples are read as one line
"""OpenDocument texts: numbers, tables, notes, headings, deletions, packed and flat; and broken packages."""

from __future__ import annotations

import pytest

from corpus.errors import DamagedFileError, EncryptedFileError, InputError, UnknownFormatError
from ingest.readers import read_bytes
from ingest.source import Block, BlockKind
from tests.ingest.fuzz.seeds import pack

MIME = "application/vnd.oasis.opendocument.text"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta")
)
DRAWING = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'


def number(level: int, form: str, suffix: str = ".", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-format="{form}"'
        f' style:num-suffix="{suffix}" {more}/>'
    )


def content(body: str, styles: str = "", element: str = "document-content") -> bytes:
    mime = f'office:mimetype="{MIME}"' if element == "document" else ""
    return (
        f"<office:{element} {mime} {_SPACES} {DRAWING}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:{element}>"
    ).encode()


def odt(body: str, styles: str = "", **members: bytes) -> bytes:
    named = {name.replace("_", "."): data for name, data in members.items()}
    return pack({"mimetype": MIME.encode(), "content.xml": content(body, styles), **named})


def blocks(body: str, styles: str = "") -> list[Block]:
    return list(read_bytes(odt(body, styles), "a.odt").blocks)


def texts(body: str, styles: str = "") -> list[str]:
    return [block.text for block in blocks(body, styles)]


def item(text: str, inner: str = "", start: str = "") -> str:
    return f"<text:list-item{start}><text:p>{text}</text:p>{inner}</text:list-item>"


LEGAL = (
    '<text:list-style style:name="L">'
    + number(1, "1")
    + number(2, "1", ".", 'text:display-levels="2"')
    + number(3, "a", ")", 'style:num-prefix="("')
    + number(4, "I")
    + '<text:list-level-style-bullet text:level="5" text:bullet-char="•"/></text:list-style>'
)


def test_numbers_of_nested_lists_as_an_office_program_shows_them() -> None:
    deep = f"<text:list>{item('four', '<text:list>' + item('five') + '</text:list>')}</text:list>"
    third = f"<text:list>{item('three', deep)}{item('again')}</text:list>"
    second = f"<text:list>{item('two', third)}</text:list>"
    found = blocks(f'<text:list text:style-name="L">{item("one")}{item("next", second)}</text:list>', LEGAL)
    assert [(b.kind, b.level, b.label, b.text) for b in found] == [
        (BlockKind.ITEM, 1, "1.", "1. one"),
        (BlockKind.ITEM, 1, "2.", "2. next"),
        (BlockKind.ITEM, 2, "2.1.", "2.1. two"),
        (BlockKind.ITEM, 3, "(a)", "(a) three"),
        (BlockKind.ITEM, 4, "I.", "I. four"),
        (BlockKind.ITEM, 5, None, "five"),
        (BlockKind.ITEM, 3, "(b)", "(b) again"),
    ]


@pytest.mark.parametrize(
    ("attribute", "numbers"),
    [
        ("", ["1. a", "2. b", "between", "1. c"]),
        ('text:continue-numbering="true"', ["1. a", "2. b", "between", "3. c"]),
        ('text:continue-list="first"', ["1. a", "2. b", "between", "3. c"]),
    ],
)
def test_a_later_list_begins_anew_or_goes_on(attribute: str, numbers: list[str]) -> None:
    first = f'<text:list xml:id="first" text:style-name="L">{item("a")}{item("b")}</text:list>'
    body = (
        f'{first}<text:p>between</text:p><text:list text:style-name="L" {attribute}>{item("c")}</text:list>'
    )
    assert texts(body, LEGAL) == numbers


def test_an_item_may_state_its_number() -> None:
    body = item("a") + item("b", start=' text:start-value="7"') + item("c")
    assert texts(f'<text:list text:style-name="L">{body}</text:list>', LEGAL) == ["1. a", "7. b", "8. c"]


def test_a_second_paragraph_of_an_item_has_no_number() -> None:
    body = "<text:list-item><text:p>a</text:p><text:p>more</text:p></text:list-item>" + item("b")
    assert texts(f'<text:list text:style-name="L">{body}</text:list>', LEGAL) == ["1. a", "more", "2. b"]


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("i", "xxviii."), ("A", "AB."), ("一, 二, 三, ...", "二十八."), ("а, б, .., аа, аб, ... (ru)", "я."),
        ("nobody knows", "28."), ("", "28"),
    ],
)  # fmt: skip
def test_forms_of_numbers(form: str, written: str) -> None:
    style = f'<text:list-style style:name="L">{number(1, form)}</text:list-style>'
    start = item("x", start=' text:start-value="28"')
    [block] = blocks(f'<text:list text:style-name="L">{start}</text:list>', style)
    assert block.text == (f"{written} x" if form else "x")


def test_headings_with_the_numbers_of_the_outline() -> None:
    styles = f"<text:outline-style>{number(1, 'I')}{number(2, '1')}</text:outline-style>"
    body = (
        '<text:h text:outline-level="1">General</text:h><text:h text:outline-level="2">Terms</text:h>'
        '<text:h text:outline-level="2" text:is-list-header="true">Plain</text:h>'
        '<text:h text:outline-level="1">Special</text:h><text:h text:outline-level="2">First</text:h>'
    )
    assert [(b.kind, b.level, b.text) for b in blocks(body, styles)] == [
        (BlockKind.HEADING, 1, "I. General"),
        (BlockKind.HEADING, 2, "1. Terms"),
        (BlockKind.HEADING, 2, "Plain"),
        (BlockKind.HEADING, 1, "II. Special"),
        (BlockKind.HEADING, 2, "1. First"),
    ]


def test_notes_tables_breaks_and_raised_digits() -> None:
    styles = (
        '<style:style style:name="up" style:family="text"><style:text-properties'
        ' style:text-position="super 58%"/></style:style>'
    )
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See there</text:p>"
        "</text:note-body></text:note>"
    )
    body = (
        f'<text:p>Article 228<text:span text:style-name="up">1</text:span> holds{note}<text:line-break/>Then'
        '<text:s text:c="900000000"/>more</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p><text:p>a</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="900000000"><text:p>B</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row></table:table>"
    )
    assert [(b.kind, b.text) for b in blocks(body, styles)] == [
        (BlockKind.PARAGRAPH, "Article 228¹ holds¹"),
        (BlockKind.PARAGRAPH, "Then more"),
        (BlockKind.ROW, "A a | B"),
        (BlockKind.FOOTNOTE, "¹ See there"),
    ]


def test_deleted_words_are_gone_wherever_they_are_kept() -> None:
    region = (
        '<text:tracked-changes><text:changed-region text:id="d"><text:deletion>{}</text:deletion>'
        '</text:changed-region><text:changed-region text:id="i"><text:insertion/></text:changed-region>'
        "</text:tracked-changes>"
    )
    apart = region.format("<text:p>gone</text:p>") + '<text:p>kept<text:change text:change-id="d"/></text:p>'
    assert texts(apart) == ["kept"]
    inline = region.format("") + (
        '<text:p>kept<text:change-start text:change-id="d"/> gone</text:p><text:p>gone</text:p><text:p>gone'
        '<text:change-end text:change-id="d"/><text:change-start text:change-id="i"/>new<text:change-end'
        ' text:change-id="i"/></text:p>'
    )
    assert texts(inline) == ["kept", "new"]


def test_hidden_words_are_left_out_and_told() -> None:
    styles = (
        '<style:style style:name="no" style:family="text"><style:text-properties text:display="none"/>'
        "</style:style>"
    )
    source = read_bytes(
        odt('<text:p>seen <text:span text:style-name="no">unseen</text:span></text:p>', styles), "a.odt"
    )
    assert [block.text for block in source.blocks] == ["seen"]
    assert source.notes == ("6 characters of hidden text are left out.",)


def test_a_frame_follows_its_paragraph_and_readings_are_dropped() -> None:
    body = (
        "<text:p>one<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>"
        "<text:p><text:ruby><text:ruby-base>法</text:ruby-base><text:ruby-text>ほう</text:ruby-text></text:ruby></text:p>"
    )
    assert texts(body) == ["one", "boxed", "法"]


def test_headers_are_editorial_and_metadata_is_kept() -> None:
    styles = (
        f'<office:document-styles {_SPACES}><office:master-styles><style:master-page style:name="S"><style:header>'
        "<text:p>Gazette</text:p><text:p>7</text:p></style:header></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )
    meta = (
        f'<office:document-meta {_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        "<dc:title>Seeds Act</dc:title></office:meta></office:document-meta>"
    )
    source = read_bytes(
        odt("<text:p>x</text:p>", styles_xml=styles.encode(), meta_xml=meta.encode()), "a.odt"
    )
    assert [(b.kind, b.text) for b in source.blocks[1:]] == [(BlockKind.EDITORIAL, "Gazette")]
    assert source.title == "Seeds Act"


@pytest.mark.parametrize("name", ["a.fodt", "a.xml", "a.txt", "a"])
def test_the_flat_form_is_known_by_its_root(name: str) -> None:
    body = f'<text:list text:style-name="L">{item("one")}</text:list>'
    source = read_bytes(content(body, LEGAL, "document"), name)
    assert [block.text for block in source.blocks] == ["1. one"]
    assert source.media_type == "application/vnd.oasis.opendocument.text-flat-xml"


MANIFEST = b'<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (pack({"mimetype": MIME.encode(), "content.xml": b"\x8f\x02", "META-INF/manifest.xml": MANIFEST}), EncryptedFileError),
        (pack({"mimetype": MIME.encode()}), DamagedFileError),
        (pack({"mimetype": MIME.encode(), "content.xml": b"<a"}), DamagedFileError),
        (pack({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}), UnknownFormatError),
        (pack({"mimetype": b"application/epub+zip"}), UnknownFormatError),
        (odt("<text:p>words</text:p>")[:-30], InputError),
        (b"PK\x03\x04", InputError),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        read_bytes(data, "a.odt")
    assert caught.value.remedy
