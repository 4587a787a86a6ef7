"""Closing formulas, signatures and notes stand behind the last article, not in it."""

from __future__ import annotations

import pytest

from ingest.source import Block, BlockKind
from tests.ingest.structure_samples import eids, parse_lines, words


@pytest.mark.parametrize(
    ("language", "article", "closing"),
    [
        ("ru", "Статья", "Президент Российской Федерации А.Прудов"),
        ("uk", "Стаття", "А.СТАВОК"),
        ("de", "Artikel", "Schlußformel"),
    ],
)
def test_signatures_are_conclusions(language: str, article: str, closing: str) -> None:
    parsed = parse_lines(
        f"{article} 1", "Aaa bbb ccc.", f"{article} 2", "Ddd eee fff.", closing, language=language
    )
    assert eids(parsed)[-1] == "concl_1"
    assert words(parsed, "art_2").endswith("fff.")


def test_a_line_of_a_page_that_closes_the_act_begins_a_paragraph() -> None:
    parsed = parse_lines(
        "Điều 1. Ao",
        "1. Ao được giữ sạch, cá được nuôi và nước được thay mỗi năm một lần.",
        "Luật này được Quốc hội thông qua, và ao được đào trong cùng năm đó.",
        language="vi",
        kind=BlockKind.LINE,
    )
    assert words(parsed, "concl_1").startswith("Luật này")
    assert words(parsed, "art_1__para_1").endswith("một lần.")


def test_the_history_of_an_article_is_not_in_its_last_paragraph() -> None:
    history = Block("(Дополнение статьей - закон от 01.02.2003 № 4)", BlockKind.EDITORIAL)
    parsed = parse_lines("Статья 1", "1. Пруд глубок.", "2. Рыба мала.", history, language="ru")
    assert words(parsed, "art_1__para_2") == "2. Рыба мала."
    assert words(parsed, "art_1").endswith("№ 4)")


def test_what_refers_an_annex_to_its_section_is_not_in_the_last_section() -> None:
    parsed = parse_lines(
        "# § 1", "Teiche sind tief.", "# § 2", "(weggefallen)", "(zu § 1 Abs. 1)", "# Anlage I", "1. Karpfen",
        language="de",
    )  # fmt: skip
    assert words(parsed, "sec_2").endswith("(weggefallen)")


def test_the_title_of_the_last_section_printed_on_top_holds_no_preamble() -> None:
    parsed = parse_lines(
        "Section 3. Repeal",
        "Whereas it is expedient to keep ponds clean;",
        "Section 1. Short title. (1) This Act is the Pond Act.",
        "(2) It extends to all ponds.",
        "Section 2. Definitions. (1) A pond is water.",
        "(2) A fish swims.",
    )
    assert words(parsed, "sec_3") == "Section 3. Repeal"
    assert words(parsed, "rec_1").startswith("Whereas")
    assert [e for e in eids(parsed) if e.startswith("sec_1")] == ["sec_1", "sec_1__para_1", "sec_1__para_2"]
    assert words(parsed, "sec_1__para_1") == "(1) This Act is the Pond Act."


def test_a_sentence_behind_a_list_of_short_items_is_a_paragraph() -> None:
    parsed = parse_lines(
        "Article 1", "Ponds hold the following:", "1. Carp", "2. Trout", "Ponds shall be cleaned every year.",
        "Article 2", "The owner shall:", "1. Feed", "2. Water", "The owner of a pond is known to all.",
    )  # fmt: skip
    assert words(parsed, "art_1__para_1__subpara_2") == "2. Trout"
    assert words(parsed, "art_1__para_2").startswith("Ponds shall")


def test_text_below_a_vietnamese_letter_is_part_of_it() -> None:
    parsed = parse_lines(
        "Điều 1. Ao", "1. Ao gồm có:", "a) Cá;", "b) Nước.", "Nếu nước cạn thì thay nước.", "2. Ao sâu.",
        language="vi",
    )  # fmt: skip
    assert words(parsed, "art_1__para_1__subpara_b").endswith("thay nước.")
    assert words(parsed, "art_1__para_2") == "2. Ao sâu."


def test_vowels_letter_the_clauses_of_a_bengali_item() -> None:
    parsed = parse_lines(
        "ধারা ১। পুকুর", "পুকুরের-", "(ক) জল এর-", "(অ) রং;", "(আ) গন্ধ;", "(ই) স্বাদ;", "(খ) মাছ।", "ধারা ২। মাছ", "মাছ।",
        language="bn",
    )  # fmt: skip
    found = [e for e in eids(parsed) if e.startswith("sec_1__")]
    assert found == [
        "sec_1__subpara_a",
        *(f"sec_1__subpara_a__point_{n}" for n in "abc"),
        "sec_1__subpara_b",
    ]


def test_rows_of_a_table_in_an_article_are_its_items() -> None:
    rows = [Block(f"{n}. | Carp {n} | deep water | never", BlockKind.ROW) for n in (1, 2)]
    parsed = parse_lines("Article 1", "Fish live as follows:", *rows, "Article 2", "Ponds are deep.")
    assert [e for e in eids(parsed) if e.startswith("art_1__")] == ["art_1__item_1", "art_1__item_2"]


def test_a_date_below_a_title_is_no_part_of_it() -> None:
    parsed = parse_lines(
        "Section 3. Removal of weeds",
        "[24th May, 2024]",
        "Preamble. Whereas it is expedient to keep ponds clean;",
        "Section 1. Ponds",
        "Ponds are kept clean.",
        "Section 2. Fish",
        "Fish are fed daily.",
        kind=BlockKind.LINE,
    )
    assert words(parsed, "sec_3") == "Section 3. Removal of weeds"
    assert words(parsed, "rec_1").startswith("Preamble.")
