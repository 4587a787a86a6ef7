"""Markdown as conversions of statutes write it."""

from __future__ import annotations

from ingest.readers import read_bytes
from ingest.source import Block, BlockKind, SourceText


def parse(text: str) -> SourceText:
    return read_bytes(text.encode(), "law.md")


def texts(source: SourceText) -> list[str]:
    return [block.text for block in source.blocks]


def test_front_matter_becomes_metadata() -> None:
    source = parse(
        '---\ntitle: "An Act"\nyear: 2001\nbodies:\n- Health\n- Justice\nid: 007\n---\n# Heading\n\nWords.'
    )
    assert source.title == "An Act"
    assert source.metadata["bodies"] == "Health; Justice"
    assert source.metadata["id"] == "007"
    assert texts(source) == ["Heading", "Words."]


def test_broken_front_matter_is_text() -> None:
    assert "title: [unclosed" in " ".join(texts(parse("---\ntitle: [unclosed\n---\n\nWords.")))


def test_headings_without_a_space() -> None:
    source = parse("##Wet op iets\n\n####Titel\n\n###Artikel  8a  \n")
    assert [(b.kind, b.level, b.text) for b in source.blocks] == [
        (BlockKind.HEADING, 2, "Wet op iets"),
        (BlockKind.HEADING, 4, "Titel"),
        (BlockKind.HEADING, 3, "Artikel 8a"),
    ]


def test_emphasis_goes_and_glued_words_come_apart() -> None:
    source = parse(
        "(b)*“Board”* means**the board of *ordre public*or **all**.\n\n*N*-methyl stays, 3 * 4 * 5 too."
    )
    assert texts(source) == [
        "(b)“Board” means the board of ordre public or all.",
        "N-methyl stays, 3 * 4 * 5 too.",
    ]


def test_links_keep_their_words_and_formulas_are_no_links() -> None:
    source = parse(
        "See [Article 3](https://example.org/3) of [that law](../law.md).\n\n[1-(4-Methyl)yl](propan)amine"
    )
    assert texts(source) == ["See Article 3 of that law.", "[1-(4-Methyl)yl](propan)amine"]


def test_numbers_of_list_items_are_kept_as_written() -> None:
    source = parse("3.  Three\n4.  Four\n\nwords between\n\n- dash\n  - deeper")
    assert [(b.kind, b.level, b.label, b.text) for b in source.blocks] == [
        (BlockKind.ITEM, 1, "3.", "3. Three"),
        (BlockKind.ITEM, 1, "4.", "4. Four"),
        (BlockKind.PARAGRAPH, 0, None, "words between"),
        (BlockKind.ITEM, 1, None, "dash"),
        (BlockKind.ITEM, 2, None, "deeper"),
    ]


def test_a_number_before_a_table_or_list_is_not_lost() -> None:
    source = parse("7.  - inner\n\n8.\n\nnext\n")
    assert [b.label for b in source.blocks if b.label] == ["7.", "8."]


def test_escaped_numbers_and_raised_numbers() -> None:
    source = parse("1\\. First of all.\n\n<sup>2</sup> Second paragraph with 10<sup>6</sup> units.")
    assert texts(source) == ["1. First of all.", "² Second paragraph with 10⁶ units."]
    assert source.blocks[1].label == "²"


def test_footnotes() -> None:
    source = parse("Words with a note[^12].\n\n[^12]: What the note says.\n")
    assert [(b.kind, b.label, b.text) for b in source.blocks] == [
        (BlockKind.PARAGRAPH, None, "Words with a note¹²."),
        (BlockKind.FOOTNOTE, "¹²", "¹² What the note says."),
    ]


def test_tables_become_rows() -> None:
    source = parse("| Name | Mass |\n|---|---|\n| A | 1 g |\n")
    assert [(b.kind, b.text) for b in source.blocks] == [
        (BlockKind.ROW, "Name | Mass"),
        (BlockKind.ROW, "A | 1 g"),
    ]


def test_page_markers_become_pages() -> None:
    source = parse(
        "# Title\n\n---\n## Pagina 1\n\nfirst line\nsecond line\n\n---\n## Pagina 2\n\nthird line\n"
    )
    assert source.page_count == 2
    assert [(b.page, b.kind, b.text) for b in source.blocks[1:]] == [
        (1, BlockKind.LINE, "first line"),
        (1, BlockKind.LINE, "second line"),
        (2, BlockKind.LINE, "third line"),
    ]


def test_wrapped_paragraphs_are_joined_and_unwrapped_lines_kept_apart() -> None:
    wrapped = "\n\n".join(
        f"({n}) Wer ohne Erlaubnis mit Stoffen dieser Art handelt, sie\neinführt, ausführt "
        f"oder sonst in den Verkehr bringt, wird\nmit einer Geldstrafe bis zu {n} Tagessätzen bestraft."
        for n in range(1, 9)
    )
    assert len(parse(wrapped).blocks) == 8
    listed = "下列物質を指定する。\n一 塩酸及びその製剤\n二 硫酸及びその製剤"
    assert len(parse(listed).blocks) == 3


def test_guessed_headings_within_sentences_are_lines() -> None:
    body = "\n\n".join(f"The minister may\n### by order number {n} decide\nso." for n in range(6))
    source = parse(body)
    assert {b.kind for b in source.blocks} == {BlockKind.LINE}


def test_images_are_noted() -> None:
    source = parse("Formula: ![the structure](a.png)\n\nMore.")
    assert source.blocks[0] == Block("Formula: the structure")
    assert any("image" in note for note in source.notes)
