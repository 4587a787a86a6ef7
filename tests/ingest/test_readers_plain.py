"""Plain text: encodings, wrapped lines, list and emphasis marks, footnotes, pages, abuse."""

from __future__ import annotations

import pytest

from corpus.errors import LimitExceededError
from ingest.limits import Limits
from ingest.readers import read_bytes
from ingest.readers.plain import is_hard_wrapped
from ingest.source import Block, BlockKind

WRAPPED = (
    "Every holder of a licence shall keep a book in\n"
    "which are entered the quantities received and\n"
    "handed out, together with the names of those\n"
    "who received them and the day on which it was\n"
    "done, and shall show it whenever the inspector\n"
    "asks for it. The book is kept for five years\n"
    "after the last entry.\n\n"
    "(2) Whoever keeps no such book, or keeps it in\n"
    "a way that hides what it ought to show, is to\n"
    "be warned in writing once, and loses his right\n"
    "to hold a licence if it happens again.\n"
)


def kinds(blocks: tuple[Block, ...]) -> set[BlockKind]:
    return {block.kind for block in blocks}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Статья 1. Основные понятия, используемые в настоящем законе и в других актах", "utf-8"),
        ("Статья 1. Основные понятия", "utf-8-sig"),
        ("Статья 1. Основные понятия", "utf-16"),
        ("Статья 1. Основные понятия, используемые в настоящем законе", "utf-16-le"),
        ("Статья 1. Основные понятия, используемые в настоящем законе и в других актах", "cp1251"),
        ("第一條 池塘管理員應於每年春季清掃池塘，並將所見魚類記載於簿冊。簿冊應妥為保存，供人查閱。", "big5"),
        ("第一条 この規則は、薬品の取扱いについて必要な事項を定めることを目的とする。", "shift_jis"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    source = read_bytes(text.encode(encoding), "a.txt")
    assert source.blocks[0].text == text


def test_a_guessed_encoding_is_noted() -> None:
    text = "Статья 1. Основные понятия, используемые в настоящем законе и в других актах"
    assert any("encoding" in note for note in read_bytes(text.encode("cp1251"), "a.txt").notes)
    assert read_bytes(text.encode(), "a.txt").notes == ()


def test_wrapped_lines_are_lines_and_long_ones_paragraphs() -> None:
    assert kinds(read_bytes(WRAPPED.encode(), "a.txt").blocks) == {BlockKind.LINE}
    paragraphs = WRAPPED.replace("\n\n", "@").replace("\n", " ").replace("@", "\n")
    assert kinds(read_bytes(paragraphs.encode(), "a.txt").blocks) == {BlockKind.PARAGRAPH}


def test_short_paragraphs_that_end_their_sentences_are_not_wrapped() -> None:
    assert not is_hard_wrapped([f"第{n}條 本辦法自發布日施行，並適用於所有機關及其人員。" for n in range(30)])


def test_bullets_and_emphasis_of_conversions_go_numbers_stay() -> None:
    items = "- 1. *Strengthen* the exchange;\n- 2. *Hold* meetings;\n- 3. Keep **all** of it."
    text = f"Agree to:\n{items}\nA * footnote star."
    blocks = read_bytes(text.encode(), "a.txt").blocks
    assert [(b.kind, b.label, b.text) for b in blocks[1:4]] == [
        (BlockKind.ITEM, "1.", "1. Strengthen the exchange;"),
        (BlockKind.ITEM, "2.", "2. Hold meetings;"),
        (BlockKind.ITEM, "3.", "3. Keep all of it."),
    ]
    assert blocks[4].text == "A * footnote star."


def test_a_footnote_and_the_page_number_above_it() -> None:
    blocks = read_bytes("Sharing of information¹.\n\n7\n\n¹ As one member put it.\n".encode(), "a.txt").blocks
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.PARAGRAPH, "Sharing of information¹."),
        (BlockKind.EDITORIAL, "7"),
        (BlockKind.FOOTNOTE, "¹ As one member put it."),
    ]
    assert blocks[2].label == "¹"


def test_form_feeds_part_pages_and_running_heads_are_editorial() -> None:
    body = [
        "Licences end.",
        "Books are kept.",
        "Fees are due.",
        "Inspectors may enter.",
        "Appeals go to court.",
    ]
    pages = [
        f"An Act about Licences\n{n}\nArticle {3 * n}\n{words}\nArticle {3 * n + 1}"
        for n, words in enumerate(body, 2)
    ]
    source = read_bytes("\f".join(["An Act about Licences", *pages]).encode(), "a.txt")
    assert source.page_count == 6
    for number in range(2, 7):
        on_page = [block for block in source.blocks if block.page == number]
        assert [b.text for b in on_page if b.kind is BlockKind.EDITORIAL] == [
            "An Act about Licences",
            str(number),
        ]
        assert next(b.text for b in on_page if b.kind is not BlockKind.EDITORIAL) == f"Article {3 * number}"
    assert source.blocks[0].kind is not BlockKind.EDITORIAL  # there it is the title


def test_nul_bytes_and_surrogates_go_with_a_note() -> None:
    source = read_bytes(b"Arti\x00cle 1 \xed\xa0\x80 applies to everybody in the country.", "a.txt")
    assert source.blocks[0].text.startswith("Article 1")
    assert any("removed" in note or "UTF-8" in note for note in source.notes)


def test_a_flood_of_ligatures_is_harmless() -> None:
    source = read_bytes(("\ufdfa" * 5_000).encode(), "a.txt")
    assert source.blocks[0].text == "\ufdfa" * 5_000


def test_a_line_of_fifty_megabytes_meets_the_limit() -> None:
    with pytest.raises(LimitExceededError, match="characters"):
        read_bytes(b"x" * 50_000_000, "line.txt")


def test_the_block_limit_holds() -> None:
    with pytest.raises(LimitExceededError):
        read_bytes(b"a line.\n" * 50, "a.txt", Limits(max_blocks=10))
