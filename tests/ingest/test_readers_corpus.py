"""Every authentic document is read, and no word of it is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from corpus.model import ProvisionKind
from ingest.discover import SourceFile, discover
from ingest.readers import read
from ingest.sandbox import parse_many
from ingest.source import BlockKind, SourceText

WORD = re.compile(r"[^\W_]+")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@pytest.fixture(scope="module")
def sources(shared_corpus: Path) -> Mapping[Path, SourceText]:
    """All authentic documents as their readers give them, read once, on all cores."""
    paths = [item.path for item in discover([shared_corpus]) if isinstance(item, SourceFile)]
    found = {outcome.item: outcome.value for outcome in parse_many(read, paths)}
    return {path: source for path, source in found.items() if source is not None}


def with_suffix(sources: Mapping[Path, SourceText], suffix: str) -> list[tuple[Path, SourceText]]:
    found = [(path, source) for path, source in sources.items() if path.suffix == suffix]
    assert found
    return found


def by_name(sources: Mapping[Path, SourceText], name: str) -> SourceText:
    (found,) = (source for path, source in sources.items() if path.as_posix().endswith(name))
    return found


def letters(text: str) -> str:
    return "".join(WORD.findall(unicodedata.normalize("NFC", text.translate(LOWERED)).replace("\u00ad", "")))


def text_of(source: SourceText) -> str:
    return " ".join(block.text for block in source.blocks)


# What is printed in the margin, or torn from its line, is put where it belongs.
REORDERED = ("lk-podd-", "my-dd-", "ch-betm")
TOLD = re.compile(r"(\d+) line numbers in the margin were left out")


def told(source: SourceText) -> int:
    """How many line numbers the reader says it left out."""
    return sum(int(match[1]) for note in source.notes if (match := TOLD.match(note)))


def assert_kept(source: SourceText, raw: str, name: str) -> None:
    """Every letter is there, in its order; what was left out is told, and is no more than was told."""
    found, wanted = letters(text_of(source)), letters(raw)
    if not name.startswith(REORDERED):
        assert found == wanted, name
        return
    assert not Counter(found) - Counter(wanted), name
    left_out = letters(" ".join(source.furniture))
    assert (Counter(wanted) - Counter(found + left_out)).total() <= 3 * told(source), name


def test_every_file_is_read_into_clean_blocks(
    shared_corpus: Path, sources: Mapping[Path, SourceText]
) -> None:
    found = [item for item in discover([shared_corpus]) if isinstance(item, SourceFile)]
    assert len(found) >= 90
    for item in found:
        source = sources[item.path]
        assert source.blocks, item.name
        for block in source.blocks:
            assert block.text == block.text.strip() != "", item.name
            assert "\n" not in block.text
            assert unicodedata.is_normalized("NFC", block.text)
            if block.label is not None:
                assert block.text.startswith(block.label), (item.name, block)
        assert all(isinstance(value, str) for value in source.metadata.values())


def test_plain_text_loses_no_letter(sources: Mapping[Path, SourceText]) -> None:
    for path, source in with_suffix(sources, ".txt"):
        assert_kept(source, path.read_text("utf-8-sig"), path.name)


def test_markdown_loses_no_word(sources: Mapping[Path, SourceText]) -> None:
    for path, source in with_suffix(sources, ".md"):
        raw = re.sub(r"\A\s*---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.S)
        raw = re.sub(r"(!?)\[([^\]]*)\]\((?=[^)]*[./:#])[^)]*\)", r"\2", raw)  # the targets of links
        raw = re.sub(r"^## (?:Pagina|Page) \d+$", "", raw, flags=re.M)  # markers of pages
        raw = re.sub(r"</?[a-z][^<>]*>|<!--.*?-->", "", raw, flags=re.S)
        assert_kept(source, raw, path.name)


def test_html_loses_no_word_of_the_law(sources: Mapping[Path, SourceText]) -> None:
    parts = {"ja": '//*[@id="contentsLaw"]', "ru": "//body"}
    for path, source in with_suffix(sources, ".html"):
        root = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        for node in root.xpath("//rt | //script | //style | //*[contains(@class, 'footnoteList')]"):
            node.drop_tree()
        expression = parts.get(path.parent.name, "//section[.//*[contains(@class, 'txt-details')]]")
        law = " ".join(" ".join(part.itertext()) for part in root.xpath(expression))
        found = Counter(letters(text_of(source)))
        missing = Counter(letters(law)) - found
        assert not missing, (path.name, missing)


def test_xml_loses_no_word(sources: Mapping[Path, SourceText]) -> None:
    from lxml import etree

    for path, source in with_suffix(sources, ".xml"):
        root = etree.parse(str(path)).getroot()
        for node in root.xpath("//BillHistory | //Identification//AnnualStatuteId | //RunningHead"):
            node.getparent().remove(node)
        wanted = Counter(WORD.findall(" ".join(root.itertext()).translate(LOWERED)))
        found = Counter(WORD.findall(text_of(source).translate(LOWERED)))
        missing = wanted - found
        # Words that touch a raised digit or another element's text are cut elsewhere.
        assert sum(missing.values()) < 0.01 * sum(wanted.values()), (path.name, missing.most_common(20))


def test_pdf_loses_no_word(sources: Mapping[Path, SourceText]) -> None:
    for path, source in with_suffix(sources, ".pdf"):
        with pypdfium2.PdfDocument(path) as document:
            raw = " ".join(page.get_textpage().get_text_range() for page in document)
        wanted, found = Counter(letters(raw)), Counter(letters(text_of(source)))
        missing = wanted - found
        assert sum(missing.values()) < 0.002 * sum(wanted.values()), (path.name, missing)


def test_word_documents_lose_no_word(sources: Mapping[Path, SourceText]) -> None:
    import docx

    for path, source in with_suffix(sources, ".docx"):
        body = docx.Document(str(path)).element.body
        wanted = "".join(node.text or "" for node in body.iter("{*}t"))
        missing = Counter(letters(wanted)) - Counter(letters(text_of(source)))
        assert missing.total() <= 65 * told(source), (path.name, missing)


def test_the_footnote_of_the_concept_paper(sources: Mapping[Path, SourceText]) -> None:
    source = by_name(sources, "seeds/000_699d0f44ad77861f.txt")
    notes = [block for block in source.blocks if block.kind is BlockKind.FOOTNOTE]
    assert [note.label for note in notes] == ["¹"]
    assert sum("¹" in block.text for block in source.blocks) == 2
    assert not any("*" in block.text for block in source.blocks)


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("ja/jp-cannabis-act-323AC0000000124.html", ProvisionKind.CHAPTER, 6),
        ("en/ca-cdsa-C-38.8.xml", ProvisionKind.SCHEDULE, 9),
    ],
)
def test_units_that_the_format_states(
    sources: Mapping[Path, SourceText], name: str, kind: ProvisionKind, count: int
) -> None:
    blocks = by_name(sources, name).blocks
    assert sum(block.hint is kind and block.kind is BlockKind.HEADING for block in blocks) == count


def test_superscript_articles_stay_apart(sources: Mapping[Path, SourceText]) -> None:
    source = by_name(sources, "ru-ugolovny-kodeks-102041891.html")
    headings = {b.text.split(".")[0] for b in source.blocks if b.kind is BlockKind.HEADING}
    assert {"Статья 228", "Статья 228¹", "Статья 228⁴"} <= headings


def test_columns_of_a_gazette_are_read_one_after_the_other(sources: Mapping[Path, SourceText]) -> None:
    source = by_name(sources, "cz-zakon-366-2021.pdf")
    on_page = [b.text for b in source.blocks if b.page == 2 and b.kind is BlockKind.LINE]
    # The last line of the left column, then the first of the right one.
    turn = next(i for i, text in enumerate(on_page) if text.startswith("či vysazování"))
    assert on_page[turn + 1].startswith("druhů (dále jen")
    heads = [b for b in source.blocks if b.kind is BlockKind.EDITORIAL and "Strana" in b.text]
    assert len(heads) > 55
