"""XML: two schemas of legislation (with invented laws), and what hostile XML comes to."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corpus.errors import DamagedFileError, InputError, LimitExceededError, UnknownFormatError
from corpus.model import ProvisionKind as Kind
from ingest.readers import read_bytes, xml
from ingest.readers.gather import BlockGatherer
from ingest.readers.xml import Schema
from ingest.source import BlockKind, SourceText
from tests.ingest.fuzz.seeds import AKOMA

JUSTICE = """<?xml version="1.0" encoding="utf-8"?>
<Statute xml:lang="en" xmlns:lims="http://justice.gc.ca/lims" lims:current-date="2020-01-01">
<Identification><LongTitle>An Act about kites</LongTitle><ShortTitle>Kites Act</ShortTitle>
<Chapter><ConsolidatedNumber>K-1</ConsolidatedNumber><AnnualStatuteId><YYYY>1999</YYYY></AnnualStatuteId></Chapter>
</Identification>
<Body><Heading level="1"><Label>PART I</Label><TitleText>Flying</TitleText></Heading>
<Section><MarginalNote>Definitions</MarginalNote><Label>2</Label>
<Subsection><Label>(1)</Label><Text>In this Act,</Text>
<Definition><Text><DefinedTermEn>kite</DefinedTermEn> means a toy;</Text></Definition></Subsection>
<Subsection><MarginalNote>Height</MarginalNote><Label>(2)</Label><Text>No one shall fly</Text>
<Paragraph><Label>(a)</Label><Text>above 10<Sup>2</Sup> metres, or</Text>
<Subparagraph><Label>(i)</Label><Text>at night</Text></Subparagraph></Paragraph>
<ContinuedSectionSubsection><Text>without leave.</Text></ContinuedSectionSubsection></Subsection>
<HistoricalNote><HistoricalNoteSubItem>1999, c. 1</HistoricalNoteSubItem></HistoricalNote></Section>
<Section><Label>3</Label><Text><Repealed>[Repealed]</Repealed></Text></Section></Body>
<Schedule><ScheduleFormHeading><Label>SCHEDULE I</Label><TitleText>Toys</TitleText></ScheduleFormHeading>
<List><Item><Label>1</Label><Text>Kites, including:</Text>
<Item><Label>(1)</Label><Text>box kites</Text></Item>
<Item><Text>but not including</Text></Item></Item></List>
<TableGroup><table><tgroup><tbody><row><entry>A</entry><entry>B</entry></row></tbody></tgroup></table></TableGroup>
</Schedule></Statute>"""

AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act">
<meta><identification><FRBRWork><FRBRuri value="/akn/xx/act/2001/kites"/></FRBRWork></identification></meta>
<preface><longTitle><p>An Act about <docTitle>kites</docTitle></p></longTitle></preface>
<body><chapter eId="chp_1"><num>Chapter 1</num><heading>Flying</heading>
<section eId="sec_1"><num>1.</num><heading>Height</heading>
<subsection><num>(1)</num><content><p>No one shall fly too high.\
<authorialNote marker="1"><p>As amended.</p></authorialNote></p></content></subsection>
<subsection><num>(2)</num><intro><p>Nor</p></intro>
<paragraph><num>(a)</num><content><p>at night.</p></content></paragraph></subsection>
</section></chapter></body></act></akomaNtoso>"""


def parse(text: str) -> SourceText:
    return read_bytes(text.encode(), "law.xml")


def test_justice_units_labels_levels() -> None:
    source = parse(JUSTICE)
    assert source.title == "Kites Act"
    assert source.metadata["year"] == "1999"
    found = [(b.kind, b.hint, b.label, b.text) for b in source.blocks]
    body = found.index((BlockKind.HEADING, Kind.PART, "PART I", "PART I Flying"))
    assert found[body + 1 :] == [
        (BlockKind.HEADING, Kind.SECTION, None, "Definitions"),
        (BlockKind.PARAGRAPH, Kind.SECTION, "2", "2"),
        (BlockKind.PARAGRAPH, Kind.PARAGRAPH, "(1)", "(1) In this Act,"),
        (BlockKind.ITEM, None, None, "kite means a toy;"),
        (BlockKind.HEADING, Kind.PARAGRAPH, None, "Height"),
        (BlockKind.PARAGRAPH, Kind.PARAGRAPH, "(2)", "(2) No one shall fly"),
        (BlockKind.PARAGRAPH, Kind.SUBPARAGRAPH, "(a)", "(a) above 10² metres, or"),
        (BlockKind.PARAGRAPH, Kind.POINT, "(i)", "(i) at night"),
        (BlockKind.PARAGRAPH, None, None, "without leave."),
        (BlockKind.EDITORIAL, None, None, "1999, c. 1"),
        (BlockKind.PARAGRAPH, Kind.SECTION, "3", "3 [Repealed]"),
        (BlockKind.HEADING, Kind.SCHEDULE, "SCHEDULE I", "SCHEDULE I"),
        (BlockKind.HEADING, None, None, "Toys"),
        (BlockKind.ITEM, Kind.ENTRY, "1", "1 Kites, including:"),
        (BlockKind.ITEM, Kind.ENTRY, "(1)", "(1) box kites"),
        (BlockKind.ITEM, None, None, "but not including"),
        (BlockKind.ROW, None, None, "A | B"),
    ]
    assert {block.language for block in source.blocks} == {"en"}


def test_akoma_ntoso_units_and_notes() -> None:
    source = parse(AKN)
    assert source.metadata["FRBRuri"] == "/akn/xx/act/2001/kites"
    assert [(b.kind, b.hint, b.text) for b in source.blocks[1:]] == [
        (BlockKind.HEADING, Kind.CHAPTER, "Chapter 1 Flying"),
        (BlockKind.HEADING, Kind.SECTION, "Height"),
        (BlockKind.PARAGRAPH, Kind.SECTION, "1."),
        (BlockKind.PARAGRAPH, Kind.PARAGRAPH, "(1) No one shall fly too high.¹"),
        (BlockKind.FOOTNOTE, None, "¹ As amended."),
        (BlockKind.PARAGRAPH, Kind.PARAGRAPH, "(2) Nor"),
        (BlockKind.PARAGRAPH, Kind.SUBPARAGRAPH, "(a) at night."),
    ]


def test_an_unknown_schema_names_the_known_ones() -> None:
    with pytest.raises(UnknownFormatError, match="<rss>") as caught:
        parse("<?xml version='1.0'?><rss><channel/></rss>")
    assert "Akoma Ntoso" in caught.value.remedy
    assert "Justice Canada" in caught.value.remedy


def test_xhtml_goes_to_the_html_reader() -> None:
    source = parse(
        "<?xml version='1.0'?><x:html xmlns:x='http://www.w3.org/1999/xhtml'><body><p>x</p></body></x:html>"
    )
    assert source.media_type == "text/html"


def test_an_entity_bomb_is_refused() -> None:
    levels = "".join(f"<!ENTITY e{n} '&e{n - 1};&e{n - 1};&e{n - 1};'>" for n in range(1, 40))
    with pytest.raises(DamagedFileError, match="entities"):
        parse(f"<?xml version='1.0'?><!DOCTYPE Statute [<!ENTITY e0 'x'>{levels}]><Statute>&e39;</Statute>")


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    with pytest.raises(InputError) as caught:
        parse(
            f"<?xml version='1.0'?><!DOCTYPE Statute [<!ENTITY x SYSTEM 'file://{secret}'>]><Statute>&x;</Statute>"
        )
    assert "secret words" not in str(caught.value)


def test_an_entity_declared_late_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    padding = "<!-- " + "x" * 70_000 + " -->"
    text = f"<?xml version='1.0'?><!DOCTYPE Statute [{padding}<!ENTITY x SYSTEM 'file://{secret}'>]>"
    text += "<Statute><Body><Section><Label>1</Label><Text>a &x; b</Text></Section></Body></Statute>"
    try:
        words = " ".join(block.text for block in parse(text).blocks)
    except InputError as error:
        words = str(error)
    assert "secret words" not in words


def test_deep_xml_meets_the_limit() -> None:
    with pytest.raises(LimitExceededError, match="deeper"):
        parse("<?xml version='1.0'?><Statute>" + "<a>" * 100_000 + "</a>" * 100_000 + "</Statute>")


@pytest.mark.parametrize("text", ["<?xml version='1.0'?><Statute><Body>", "<?xml version='1.0'?><a></b>"])
def test_truncated_xml_is_damaged(text: str) -> None:
    with pytest.raises(DamagedFileError, match="well-formed"):
        parse(text)


def test_a_third_schema_is_read_once_its_reader_is_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    def walk(root: Any, gatherer: BlockGatherer) -> tuple[str | None, dict[str, str]]:
        for rule in root:
            gatherer.add(rule.text, label=rule.get("n"), hint=Kind.ARTICLE)
        return root.get("name"), {"publisher": "us"}

    module = ModuleType("rules_reader")
    module.walk = walk  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "rules_reader", module)
    monkeypatch.setattr(xml, "SCHEMAS", list(xml.SCHEMAS))
    data = b'<r:rules xmlns:r="urn:rules:2" name="Seeds"><r:rule n="1.">1. Keep a book.</r:rule></r:rules>'
    with pytest.raises(UnknownFormatError, match="rules"):
        read_bytes(data, "a.xml")

    xml.register(Schema("Rules", frozenset({"rules"}), "rules_reader", "urn:rules", "application/rules+xml"))

    source = read_bytes(data, "a.xml")
    assert [(b.text, b.label, b.hint) for b in source.blocks] == [("1. Keep a book.", "1.", Kind.ARTICLE)]
    assert (source.title, source.media_type) == ("Seeds", "application/rules+xml")
    with pytest.raises(
        UnknownFormatError, match=r"Narcord does not know.*Known schemas are Akoma Ntoso.*Rules"
    ):
        read_bytes(data.replace(b"urn:rules:2", b"urn:other"), "a.xml")


def test_a_schema_that_another_distribution_brings_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Entry:
        def load(self) -> Schema:
            return Schema("Statutes of theirs", frozenset({"theirs"}), "ingest.readers.justice")

    monkeypatch.setattr(
        xml, "entry_points", lambda group: [Entry()] if group == "narcord.xml_schemas" else []
    )
    xml._installed.cache_clear()
    try:
        text = b"<theirs><Body><Section><Label>1</Label><Text>Keep a book.</Text></Section></Body></theirs>"
        assert read_bytes(text, "a.xml").blocks[0].text == "1 Keep a book."
    finally:
        xml._installed.cache_clear()


@pytest.mark.parametrize(
    "namespace", ["http://www.akomantoso.org/2.0", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"]
)
def test_both_versions_of_akoma_ntoso(namespace: str) -> None:
    data = AKOMA.replace(b"http://docs.oasis-open.org/legaldocml/ns/akn/3.0", namespace.encode())
    source = read_bytes(data, "a.xml")
    assert [b.text for b in source.blocks] == ["I Of", "1.", "1) One ¹", "¹ Note"]
    assert source.blocks[2].hint is Kind.PARAGRAPH
