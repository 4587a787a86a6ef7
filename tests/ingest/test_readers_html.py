"""HTML: the law without its page, and the habits of three official sites (with invented laws)."""

from __future__ import annotations

import pytest

from corpus.errors import LimitExceededError
from corpus.model import ProvisionKind
from ingest.readers import read_bytes
from ingest.source import Block, BlockKind, SourceText


def parse(text: str, encoding: str = "utf-8") -> SourceText:
    return read_bytes(text.encode(encoding), "law.html")


def pairs(source: SourceText) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in source.blocks]


def test_the_page_around_the_law_is_dropped() -> None:
    source = parse(
        "<html lang=en><head><title>An Act</title><style>p{}</style></head><body><nav>Home</nav>"
        "<header>Site</header><div class='sidebar'>Links</div><h1>An Act</h1>"
        "<p>Words <b>in</b> bold<br>and below.</p>"
        "<ul><li>first<li>second</ul><script>alert(1)</script><footer>Imprint</footer></body></html>"
    )
    assert source.title == "An Act"
    assert source.metadata["lang"] == "en"
    assert pairs(source) == [
        (BlockKind.HEADING, "An Act"),
        (BlockKind.PARAGRAPH, "Words in bold"),
        (BlockKind.PARAGRAPH, "and below."),
        (BlockKind.ITEM, "first"),
        (BlockKind.ITEM, "second"),
    ]


def test_numbers_that_a_browser_would_print_before_items() -> None:
    source = parse("<ol start=3><li>three<li value=7>seven</ol><ol type=a><li>letter</ol>")
    assert [b.text for b in source.blocks] == ["3. three", "7. seven", "a. letter"]
    assert [b.label for b in source.blocks] == ["3.", "7.", "a."]


def test_data_tables_are_rows_and_layout_tables_are_not() -> None:
    source = parse(
        "<table><tr><td><p>A paragraph in a frame.</p></td></tr></table>"
        "<table><tr><th>Name<th>Mass</tr><tr><td>A<td>1&nbsp;g</tr></table>"
    )
    assert pairs(source) == [
        (BlockKind.PARAGRAPH, "A paragraph in a frame."),
        (BlockKind.ROW, "Name | Mass"),
        (BlockKind.ROW, "A | 1 g"),
    ]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp1251", "windows-1251"), ("shift_jis", "Shift_JIS"), ("utf-8", "iso-8859-1")],
)
def test_encodings(encoding: str, declared: str) -> None:
    words = "第一条" if encoding == "shift_jis" else "Статья первая"
    source = parse(f"<meta charset={declared}><p>{words}</p>", encoding)
    assert source.blocks[0].text == words


def test_readings_above_characters_are_left_out_and_noted() -> None:
    source = parse("<p><ruby>播<rp>(</rp><rt>は</rt><rp>)</rp></ruby>種する</p>")
    assert source.blocks[0].text == "播種する"
    assert any("furigana" in note for note in source.notes)


def test_raised_digits_stay_raised() -> None:
    assert parse("<p>Article 12<sup>3</sup> and 5<sup>bis</sup></p>").blocks[0].text == "Article 12³ and 5bis"


def test_bdlaws_sections_chapters_and_notes() -> None:
    note = "This clause was put in by another Act of a later year."
    source = parse(
        "<section class='row'><div class='act-chapter-group'><p class='act-chapter-no'>প্রথম অধ্যায়</p>"
        "<p class='act-chapter-name'>প্রারম্ভিক</p></div><div class='col-sm-3 txt-head'>সংজ্ঞা</div>"
        "<div class='col-sm-9 txt-details'>১। (১) নিয়ম।<div class='clbr'>&nbsp;</div>(২) "
        f"<span class='footnote' title='{note}'><span>"
        "<sup class='bn'><a href='1'>1</a></sup></span></span>[নূতন]।</div>"
        "</section><ul><li class='footnoteList'><sup>1</sup> again</ul>"
        "<section class='copy-right'>Copyright</section>"
    )
    assert [(b.kind, b.hint, b.label) for b in source.blocks] == [
        (BlockKind.HEADING, ProvisionKind.CHAPTER, None),
        (BlockKind.HEADING, None, None),
        (BlockKind.HEADING, ProvisionKind.SECTION, None),
        (BlockKind.PARAGRAPH, None, None),
        (BlockKind.PARAGRAPH, None, None),
        (BlockKind.FOOTNOTE, None, "¹"),
    ]
    assert source.blocks[4].text == "(২) ¹[নূতন]।"
    assert source.blocks[5].text == f"¹ {note}"


def test_e_gov_articles_paragraphs_and_items() -> None:
    def line(css: str, label: str, words: str) -> str:
        return (
            f"<div class='_div_{css} _shokanBoxParent'><span style='font-weight: bold;'>{label}</span>　"
            f"<span data-xpath=''>{words}</span><div class='_shokanBox'>印</div></div>"
        )

    source = parse(
        "<body><div id='other'>menu</div><main id='contentsLaw'><div id='lawTitle'>見本法</div>"
        "<section class='TOC'><div class='_div_TOCLabel'>目次</div></section>"
        "<div class='ChapterTitle _div_ChapterTitle _shokanBoxParent'>"
        "<div class='ChapterTitle'>第一章　総則</div></div>"
        "<div class='_div_ArticleCaption'>（目的）</div>"
        + line("ArticleTitle", "第一条", "この規則を定める。")
        + line("ParagraphSentence", "２", "別に定める。")
        + line("ItemSentence", "一", "見本")
        + "</main></body>"
    )
    assert source.title == "見本法"
    assert source.blocks[1:] == (
        Block("目次", hint=ProvisionKind.FRONT),
        Block("第一章 総則", BlockKind.HEADING, 3, hint=ProvisionKind.CHAPTER),
        Block("（目的）", BlockKind.HEADING, 6, hint=ProvisionKind.ARTICLE),
        Block("第一条 この規則を定める。", level=1, label="第一条", hint=ProvisionKind.ARTICLE),
        Block("２ 別に定める。", level=2, label="２", hint=ProvisionKind.PARAGRAPH),
        Block("一 見本", BlockKind.ITEM, 3, label="一", hint=ProvisionKind.SUBPARAGRAPH),
    )


def test_pravo_headings_raised_numbers_and_remarks() -> None:
    source = parse(
        "<p class='T'>Образцовый кодекс</p><p class='H'>Статья 5<span class='W9'>1</span>. Образец</p>"
        "<p>1. Слова закона.<span class='mark'>&nbsp;(В редакции "
        "<a class=\"doclink\" href='x'>от 1 мая</a>)</span></p>"
    )
    assert source.title == "Образцовый кодекс"
    assert pairs(source) == [
        (BlockKind.HEADING, "Образцовый кодекс"),
        (BlockKind.HEADING, "Статья 5¹. Образец"),
        (BlockKind.PARAGRAPH, "1. Слова закона."),
        (BlockKind.EDITORIAL, "(В редакции от 1 мая)"),
    ]


def test_deep_nesting_meets_the_limit() -> None:
    with pytest.raises(LimitExceededError, match="deep"):
        parse("<html>" + "<div>" * 3_000 + "x")


def test_comments_nul_bytes_and_surrogates_do_no_harm() -> None:
    data = b"<html><body><!-- no --><p>Arti\x00cle \xed\xa0\x80one</p></body></html>"
    assert read_bytes(data, "a.html").blocks[0].text.startswith("Article")
