"""Provisions written out: read back by other programs, or by our own readers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import bibtexparser
import docx
import openpyxl
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from corpus.access import Access
from corpus.model import Commitment, Force, QualityReport, QualityState, Strength
from corpus.settings import Settings
from corpus.store import Store
from ingest.limits import Limits
from ingest.readers.docx import read as read_docx
from ingest.source import BlockKind
from tests.web.samples import (
    HARBOURS_ABSTRACT,
    HARBOURS_EN,
    HOSTILE_EN,
    KNOWLEDGE,
    LIGHTS_FA,
    SECRETS_EN,
)
from web.citing import footnote, pinpoint, plain
from web.messages import load_messages
from web.services import Services
from web.writing.cited import Basis, Paper, cite_provisions
from web.writing.formats import FORMATS
from web.writing.rows import COLUMNS
from web.writing.type import stretches

BASE = "http://narcord.example"
T, RU = load_messages("en"), load_messages("ru")
AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
HARBOUR = (HARBOURS_EN.document.id, "art_1__para_1")
ABSTRACT = (HARBOURS_ABSTRACT.document.id, "art_1__para_1")
LANTERN = (LIGHTS_FA.document.id, "art_1")
HOSTILE = (HOSTILE_EN.document.id, "art_1")
SECRET = (SECRETS_EN.document.id, "art_1")
FORMULA = '=HYPERLINK("http://evil.example")\nsecond { line } 50 % \\ & more'


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    url = f"sqlite:///{tmp_path_factory.mktemp('home') / 'narcord.db'}"
    recognised = QualityReport(QualityState.ATTENTION, 10, 10, page_count=3, recognised_pages=(1,))
    harbours = replace(
        HARBOURS_EN,
        document=replace(HARBOURS_EN.document, quality=recognised),
        commitments=(Commitment(*HARBOUR, Force.OPERATIVE, Strength.SHALL, guessed=False),),
    )
    with Store.open(url) as store:
        for bundle in (harbours, *KNOWLEDGE[1:]):
            store.put(bundle)
        yield Services(Settings(home=Path(), database_url=url), store, None, Access.public())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def paper(services: Services) -> Paper:
    cited = cite_provisions(services, [HARBOUR, LANTERN, ABSTRACT, HOSTILE, SECRET], BASE, T)
    assert list(cited) == [HARBOUR, LANTERN, ABSTRACT, HOSTILE]
    lines = (
        replace(cited[HARBOUR], heading="A3", note=FORMULA),
        replace(cited[LANTERN], heading="A3", note="یادداشت"),
        cited[ABSTRACT],
        cited[HOSTILE],
    )
    return Paper("Plan & <more>", "=1+1", lines, f"{BASE}/folders/1", AT)


def written(paper: Paper, form: str) -> bytes:
    return FORMATS[form].write(paper, T)


def test_a_citation_names_what_is_needed_to_find_the_words(paper: Paper) -> None:
    harbour, lantern, abstract, _ = paper.lines
    assert plain(pinpoint(harbour, T)) == "Harbour Act (2001-02-03), Article 1, 1, pp. 1–3"
    assert plain(pinpoint(lantern, T)) == "قانون فانوس‌ها (2011), ماده ۱"
    assert plain(pinpoint(abstract, T)).endswith("[Abstract by Narcord – not the authentic text]")
    said = plain(footnote(harbour, T))
    assert "Authentic text, English, version 1, read in on" in said
    assert "Words read by a machine" in said
    assert "Areas: A3 (confirmed: register)" in said
    assert "Force: binding: shall (by rule)" in said
    assert f"Permalink: {BASE}/documents/{HARBOUR[0]}#art_1__para_1." in said
    assert "Sums up the text at: https://law.example/harbours" in plain(footnote(abstract, T))
    assert "персидский" in plain(footnote(lantern, RU))


def test_what_a_person_confirmed_of_one_version_is_said_of_the_others_with_where(services: Services) -> None:
    pair = (HARBOURS_EN.document.id, "art_2")
    (area,) = cite_provisions(services, [pair], BASE, T)[pair].areas
    assert (area.code, area.status, area.of_this_text) == ("A5", "confirmed", False)


def test_strength_says_whose_word_it_is(paper: Paper) -> None:
    assert [line.strength_basis for line in paper.lines] == [Basis.RULE, None, None, None]


def test_word_quotes_sign_by_sign_under_headings_with_footnotes(paper: Paper) -> None:
    document = docx.Document(io.BytesIO(written(paper, "docx")))
    quoted: dict[str, list[str]] = {"NarcordQuote": [], "NarcordAbstract": []}
    for paragraph in document.paragraphs:
        if paragraph.style.style_id in quoted:
            quoted[paragraph.style.style_id].append(paragraph.text)
    texts = [line.found.text for line in paper.lines]
    assert "\n".join(quoted["NarcordQuote"]) == "\n".join((texts[0], texts[1], texts[3]))
    assert "\n".join(quoted["NarcordAbstract"]) == texts[2]
    heads = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert heads == ["A3 Joint suppression and precursor control", "No area"]
    marks = [each.text for each in document.paragraphs if each.style.style_id == "NarcordMark"]
    assert marks[0] == "Words read by a machine from a picture of the page"
    assert marks[1].startswith("Abstract by Narcord – not the authentic text, English, version 1")


def test_our_own_reader_finds_the_footnotes_where_they_belong(paper: Paper) -> None:
    source = read_docx(written(paper, "docx"), "paper.docx", Limits())
    notes = [block for block in source.blocks if block.kind is BlockKind.FOOTNOTE]
    assert [note.label for note in notes] == ["¹", "²", "³", "⁴"]
    for note, line in zip(notes, paper.lines, strict=True):
        assert " ".join(plain(footnote(line, T)).split()) in " ".join(note.text.split())
    quotations = [block.text for block in source.blocks if "inspected on the quay" in block.text]
    assert quotations[0].endswith("on the quay.¹")
    assert source.title == "Plan & <more>"


def test_words_that_run_from_right_to_left_are_set_so(paper: Paper) -> None:
    document = docx.Document(io.BytesIO(written(paper, "docx")))
    lines = paper.lines[1].found.text.split("\n")
    for paragraph in document.paragraphs:
        bidi = paragraph._p.find(f".//{qn('w:bidi')}") is not None
        assert bidi == (paragraph.text in [*lines, "Note: یادداشت", "قانون فانوس‌ها, ماده ۱"])
    (persian,) = [each for each in document.paragraphs if each.text == lines[-1]]
    run = persian.runs[0]._r
    assert run.rPr.find(qn("w:rtl")) is not None
    assert run.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "fa-IR"
    assert run.rPr.find(qn("w:rFonts")).get(qn("w:cs"))
    # What the format wants: the size of complex scripts is apart.
    assert document.styles["NarcordQuote"].element.rPr.find(qn("w:szCs")).get(qn("w:val")) == "22"


def test_the_package_holds_together(paper: Paper) -> None:
    document = docx.Document(io.BytesIO(written(paper, "docx")))
    (notes,) = [each.target_part for each in document.part.rels.values() if "footnotes" in each.reltype]
    ids = [each.get(qn("w:id")) for each in docx.oxml.parse_xml(notes.blob)]
    assert ids == ["-1", "0", "1", "2", "3", "4"]
    used = [each.get(qn("w:id")) for each in document.element.body.iter(qn("w:footnoteReference"))]
    assert used == ids[2:]
    links = {each.target_ref for each in notes.rels.values()}
    assert {line.permalink for line in paper.lines} <= links
    assert not any("javascript" in link for link in links)
    held = [each.tag for each in document.settings.element]
    assert held.index(qn("w:footnotePr")) < held.index(qn("w:compat"))


def test_signs_that_xml_cannot_hold_are_shown_as_missing(paper: Paper) -> None:
    line = paper.lines[0]
    odd = replace(line, found=replace(line.found, text="a\x0cb\tc\x01"), note="n\x02")
    document = docx.Document(io.BytesIO(written(replace(paper, lines=(odd,)), "docx")))
    assert [p.text for p in document.paragraphs if p.style.style_id == "NarcordQuote"] == ["a�b\tc�"]


def test_a_workbook_holds_a_row_a_provision_and_no_formula(paper: Paper) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(paper, "xlsx")))
    page = book["Provisions"]
    header = [cell.value for cell in page[1]]
    rows = [dict(zip(header, [cell.value for cell in row], strict=True)) for row in page.iter_rows(min_row=2)]
    assert [row["Text"] for row in rows] == [line.found.text for line in paper.lines]
    assert rows[0]["Drafter's note"] == FORMULA
    assert rows[2]["What the text is"] == "Abstract by Narcord – not the authentic text"
    assert "machine" in rows[0]["What the text is"]
    assert rows[0]["Areas"].startswith("A3 (confirmed: register)")
    assert rows[3]["Heading"] == "No area"
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert book["About"]["B3"].value == "=1+1"


def test_csv_is_marked_as_unicode_and_harmless(paper: Paper) -> None:
    data = written(paper, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["note"] == f"'{FORMULA}"
    assert [row["text"] for row in rows] == [line.found.text for line in paper.lines]
    assert (rows[0]["version"], rows[0]["nature"], rows[0]["language"]) == ("1", "authentic", "en")
    assert (rows[0]["areas"], rows[0]["strength_basis"]) == ("A3 (confirmed, register)", "rule")


def test_ris_is_read_by_another_library(paper: Paper) -> None:
    data = written(paper, "ris").decode()
    assert data.count("\r\nER  - \r\n") == len(paper.lines)
    assert "\n1.\r\n" not in data
    entries = rispy.loads(data.replace("\r\n", "\n"))
    assert len(entries) == len(paper.lines)
    assert entries[0]["type_of_reference"] == "STAT"
    assert entries[0]["title"] == "Harbour Act"
    assert entries[0]["date"] == "2001/02/03/"
    assert entries[0]["section"] == "Article 1, 1"
    assert entries[0]["urls"] == [paper.lines[0].permalink]
    assert entries[0]["notes"][0] == " ".join(FORMULA.split())
    assert entries[2]["abstract"].startswith("[Abstract by Narcord")


def test_bibtex_is_read_by_another_library(paper: Paper) -> None:
    data = written(paper, "bib").decode()
    library = bibtexparser.parse_string(data, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    assert len(library.entries) == len({entry.key for entry in library.entries}) == len(paper.lines)
    first = {field.key: field.value for field in library.entries[0].fields}
    # The library decodes every sign of these but braces, which TeX itself names so.
    assert first["annote"] == " ".join(FORMULA.split()).replace("{", "").replace("}", "")
    assert r"\textbraceleft{} line \textbraceright{}" in data
    assert first["title"].strip("{}") == "Harbour Act"
    assert paper.lines[0].permalink in data


def test_json_holds_spans_hashes_and_versions(paper: Paper) -> None:
    told = json.loads(written(paper, "json"))
    assert told["total"] == len(paper.lines)
    first = told["provisions"][0]
    start, end = first["provision"]["span"]
    assert HARBOURS_EN.document.text[start:end] == first["text"]
    assert first["document"]["version"] == 1
    assert first["areas"][0] == {
        "code": "A3", "status": "confirmed", "by": "register", "score": 1.0, "of_this_text": True,
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("t", [T, RU])
def test_every_format_is_written_in_both_languages_and_empty(paper: Paper, form: str, t: object) -> None:
    for lines in (paper.lines, ()):
        assert FORMATS[form].write(replace(paper, lines=lines), t) is not None  # type: ignore[arg-type]


@given(st.text(alphabet="ab(12) .،مادة[]»«", max_size=30), st.booleans())
def test_stretches_are_the_whole_text_and_each_runs_one_way(text: str, rtl: bool) -> None:
    found = list(stretches(text, rtl))
    assert "".join(each.text for each in found) == text
    for each in found:
        assert each.text
        assert not (each.rtl and set(each.text) & set("ab"))
        assert not (not each.rtl and set(each.text) & set("مادة"))


def test_brackets_stay_with_the_words_that_opened_them() -> None:
    found = [(each.text, each.rtl) for each in stretches("INCB (a) ماده", True)]
    assert found == [("INCB (a)", False), (" ماده", True)]
