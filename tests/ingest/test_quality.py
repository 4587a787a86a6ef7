"""The quality report: what was kept, what was left out and why, and what is doubtful."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.model import DoubtCode, LeftOutReason, QualityReport, QualityState
from ingest.bundles import FileFacts
from ingest.discover import SourceFile, discover
from ingest.pipeline import read_file
from ingest.quality import LEAST_COVERAGE, RawPart, RawText, assess, read_raw
from ingest.quality.account import settle
from ingest.readers import read_bytes
from ingest.source import Block, PageReading, SourceText
from ingest.structure import parse

LAW = """# A law on ferns

Article 1. Ferns are plants, and they are left alone by everybody.

Article 2. Mosses are left alone as well, unless a minister permits otherwise.

Article 3. This law enters into force on the day after its publication.
"""


def reports(data: bytes, name: str, language: str = "en") -> tuple[QualityReport, ...]:
    source = read_bytes(data, name)
    parts = parse(source, language)
    return assess(source, parts, read_raw(data, source), language.split("+"))


def report(data: bytes, name: str, language: str = "en") -> QualityReport:
    (found,) = reports(data, name, language)
    return found


def codes(found: QualityReport) -> list[DoubtCode]:
    return [doubt.code for doubt in found.doubts]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_law_that_is_wholly_kept_is_ready(name: str) -> None:
    found = report(LAW.encode(), name)
    assert found.state is QualityState.READY
    assert found.coverage == 1
    assert found.kept == found.characters > 150
    assert not found.left_out
    assert not found.doubts


def test_characters_are_counted_without_white_space_markup_and_hyphens() -> None:
    assert report(b"**Article 1.** A  fern-\n\n", "a.md").characters == len("Article1.Afern")


def test_a_paragraph_that_the_reading_loses_is_listed_and_calls_attention() -> None:
    data = LAW.encode()
    source = read_bytes(data, "a.md")
    lossy = replace(source, blocks=tuple(b for b in source.blocks if not b.text.startswith("Article 2")))
    (found,) = assess(lossy, parse(lossy, "en"), read_raw(data, source))
    lost = len(
        "Article 2. Mosses are left alone as well, unless a minister permits otherwise.".replace(" ", "")
    )
    assert found.characters - found.kept == lost
    assert sum(entry.characters for entry in found.left_out) == lost
    assert "unless a minister permits" in found.left_out[0].text
    assert {entry.reason for entry in found.left_out} == {LeftOutReason.LOST}
    assert found.state is QualityState.ATTENTION
    assert codes(found) == [DoubtCode.WORDS_LEFT_OUT, DoubtCode.GAP]


def test_a_number_that_we_make_keeps_nothing() -> None:
    document = docx.Document()
    for words in ("Ferns are plants, and they are left alone.", "Mosses are left alone as well."):
        document.add_paragraph(words, style="List Number")
    stream = BytesIO()
    document.save(stream)
    data = stream.getvalue()
    source = read_bytes(data, "a.docx")
    assert source.blocks[0].text.startswith("1.")
    found = report(data, "a.docx")
    assert (
        found.characters == found.kept == len("Fernsareplants,andtheyareleftalone.Mossesareleftaloneaswell.")
    )


def test_headers_of_pages_are_furniture(make_pdf: Callable[[Sequence[object]], bytes]) -> None:
    pages = [
        [
            (72, 800, 10, f"Gazette of ferns No. 7   {number}"),
            *(
                (
                    72,
                    780 - 14 * line,
                    10,
                    f"Article {5 * number + line}. Plants of kind {line} on leaf {number} stay.",
                )
                for line in range(5)
            ),
        ]
        for number in range(1, 5)
    ]
    found = report(make_pdf(pages), "a.pdf")
    assert [entry.reason for entry in found.left_out] == [LeftOutReason.FURNITURE] * 4
    assert [entry.page for entry in found.left_out] == [1, 2, 3, 4]
    assert found.furniture == 4 * len("GazetteoffernsNo.71")
    assert found.coverage == 1
    assert found.page_count == 4


def test_what_a_reader_took_for_the_frame_of_pages_is_furniture() -> None:
    data = (LAW + "\nFERNS BILL 7\n").encode()
    source = read_bytes(data, "a.md")
    framed = replace(
        source,
        blocks=tuple(block for block in source.blocks if block.text != "FERNS BILL 7"),
        furniture=("FERNS BILL 7",),
    )
    (found,) = assess(framed, parse(framed, "en"), read_raw(data, source))
    assert [(entry.text, entry.reason) for entry in found.left_out] == [
        ("FERNS BILL 7", LeftOutReason.FURNITURE)
    ]
    assert found.coverage == 1


def test_the_frame_of_a_web_page_is_furniture_and_scripts_are_no_words() -> None:
    page = f"<html><head><title>t</title><script>var a;</script></head><body><nav>Home Laws</nav><p>{LAW}</p>"
    found = report((page + "<script>b()</script></body></html>").encode(), "a.html")
    assert [(entry.text, entry.reason) for entry in found.left_out] == [
        ("Home Laws", LeftOutReason.FURNITURE)
    ]
    assert found.coverage == 1


def test_notes_in_the_cells_of_a_table_are_kept() -> None:
    cell = "<span class='footnote' title='Replaced by a later act on ferns'><sup>7</sup></span>the second"
    page = f"<html><body><p>{LAW}</p><table><tr><td>1</td><td>{cell}</td></tr></table></body></html>"
    found = report(page.encode(), "a.html")
    assert found.coverage == 1
    assert found.characters == len("".join(LAW.split())) + len("17thesecondReplacedbyalateractonferns")


def test_addresses_of_links_and_images_are_markup() -> None:
    linked = LAW.replace("Ferns", "[Ferns](../../plants/README.md)").replace(
        "Mosses", "![moss](m.jpg) Mosses"
    )
    found = report(linked.encode(), "a.md")
    assert found.coverage == 1
    assert found.left_out == ()
    assert codes(found) == [DoubtCode.SOURCE]  # there was an image, and its words are not here


def test_hidden_and_deleted_words_of_word_documents_do_not_count() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Ferns are left alone.")
    gone = f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>Not so.</w:delText></w:r></w:del>'
    paragraph._p.append(parse_xml(gone))
    stream = BytesIO()
    document.save(stream)
    assert report(stream.getvalue(), "a.docx").characters == len("Fernsareleftalone.")


def test_each_language_version_has_its_own_account() -> None:
    english = [f"Article {n}. Ferns number {n} are left alone by everybody at any time." for n in range(1, 6)]
    russian = [f"Статья {n}. Папоротники номер {n} никто не трогает в любое время." for n in range(1, 6)]
    data = "\n\n".join(english + russian).encode()
    source = read_bytes(data, "a.md")
    parts = parse(source, "en+ru")
    assert [part.language for part in parts] == ["en", "ru"]
    raw = read_raw(data, source)
    assert raw is not None
    more = RawText((*raw.parts, RawPart(("Эти слова никуда не попали",))), raw.idle)
    first, second = settle(source, parts, more)
    assert first.characters == first.kept == sum(len(line.replace(" ", "")) for line in english)
    assert second.kept == sum(len(line.replace(" ", "")) for line in russian)
    assert [(entry.text, entry.characters) for entry in second.left_out] == [
        ("Эти слова никуда не попали", 22)
    ]


def test_pages_without_text_and_recognised_pages_are_named() -> None:
    source = read_bytes(LAW.encode(), "a.md")
    pages = (
        PageReading(1, True),
        PageReading(2, False),
        PageReading(3, False, 0.95),
        PageReading(4, False, 0.55),
        PageReading(5, True, doubts=("its letters are mirrored",)),
    )
    paged = replace(source, pages=pages, page_count=5)
    (found,) = assess(paged, parse(paged, "en"), read_raw(LAW.encode(), source))
    assert found.pages_without_text == (2,)
    assert found.recognised_pages == (3, 4)
    assert found.recognition_confidence == pytest.approx(0.75)
    assert [(doubt.code, doubt.page) for doubt in found.doubts] == [
        (DoubtCode.PAGES_WITHOUT_TEXT, 2),
        (DoubtCode.RECOGNISED, 3),
        (DoubtCode.POORLY_RECOGNISED, 4),
        (DoubtCode.CHARACTER_MAP, 5),
    ]


@pytest.mark.parametrize(
    ("words", "doubted"),
    [
        ("left \ufffdlone", True),
        ("left \ue123 alone", True),
        ("the cafÃ© is open", True),
        ("the lаw of ferns", True),  # a Cyrillic а
        ("dashes â became letters", True),
        ("the café, the naïve, l’âge d’or", False),
        ("вещество МДМА (MDMA), 5 μg, α-PVP", False),
        ("禁毒法 (Drug Law)", False),
    ],
)
def test_suspicious_characters(words: str, doubted: bool) -> None:
    source = SourceText("text/plain", (Block(words),))
    (found,) = assess(source, parse(source, "en"), None)
    assert (DoubtCode.CHARACTER_MAP in codes(found)) is doubted


def test_a_language_that_the_catalogue_does_not_name() -> None:
    found = report(
        "Статья 1. Папоротники никто не трогает, и мхи тоже никто не трогает.".encode(), "a.md", "en"
    )
    assert DoubtCode.LANGUAGE in codes(found)


def test_a_text_without_structure_says_so() -> None:
    assert DoubtCode.STRUCTURE in codes(report(b"Ferns are plants.\n\nThey are left alone.", "a.md"))


def test_a_format_without_a_second_route_says_so() -> None:
    source = SourceText("application/x-new", (Block("Article 1. Ferns are left alone."),))
    assert read_raw(b"...", source) is None
    (found,) = assess(source, parse(source, "en"), None)
    assert codes(found) == [DoubtCode.WORDS_LEFT_OUT]
    assert found.coverage == 1


def test_what_the_count_stumbles_over_does_not_stop_the_reading(caplog: pytest.LogCaptureFixture) -> None:
    source = SourceText("application/pdf", (Block("Article 1. Ferns are left alone."),))
    assert read_raw(b"no PDF at all", source) is None
    assert "cannot be counted" in caplog.text


# One document per format; evaluation.quality prints them all.
CORPUS = (
    "de/de-btmvv.md",
    "en/ca-cdsa-C-38.8.xml",
    "en/lk-podd-act-2022-41.docx",
    "en/pk-0145-control-of-narcotic-substances-act-cnsa-1997.txt",
    "fr/fr-arrete-30-12-2021-cannabis.pdf",
    "ja/jp-cannabis-act-323AC0000000124.html",
    "vi/vn-nd-282-2025.doc",
)


@pytest.mark.parametrize("path", CORPUS)
def test_authentic_documents_are_kept(path: str, shared_corpus: Path) -> None:
    data = (shared_corpus / path).read_bytes()
    found = report(data, Path(path).name, path.partition("/")[0])
    assert found.characters > 5_000
    assert found.coverage >= LEAST_COVERAGE


def test_a_document_carries_its_report_and_no_note_that_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"Ferns are plants. ![fern](f.jpg)\n\nThey are left alone.")
    (file,) = discover([path])
    assert isinstance(file, SourceFile)
    facts = FileFacts(file.uri, hashlib.sha256(path.read_bytes()).hexdigest())
    (bundle,) = read_file(file, facts)
    assert bundle.document.quality is not None
    assert codes(bundle.document.quality) == [DoubtCode.SOURCE, DoubtCode.STRUCTURE]
    assert [note for note in bundle.document.notes if "structure" in note] == []
    assert any("image" in note for note in bundle.document.notes)
    assert all(provision.language_confidence is not None for provision in bundle.provisions)
