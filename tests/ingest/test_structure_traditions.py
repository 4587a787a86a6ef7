# ruff: noqa: E501 - samples are read as one line
"""Structure in the numbering of different traditions, on invented texts."""

from __future__ import annotations

import pytest

from corpus.model import ProvisionKind
from ingest.source import Block, BlockKind
from ingest.structure import parse
from tests.ingest.structure_samples import eids, one_language, parse_lines, source, words


def test_article_with_paragraphs_letters_and_numerals() -> None:
    parsed = parse_lines(
        "Article 1", "# Ponds", "1. A keeper shall feed:", "(a) the carp, namely:", "(i) the old;", "(ii) the young;",
        "(b) the newts.", "2. Nobody may fish.", "Article 2", "Ponds freeze.",
    )  # fmt: skip
    assert eids(parsed) == [
        "art_1", "art_1__para_1", "art_1__para_1__subpara_a", "art_1__para_1__subpara_a__point_i",
        "art_1__para_1__subpara_a__point_ii", "art_1__para_1__subpara_b", "art_1__para_2", "art_2",
    ]  # fmt: skip
    assert parsed.provisions[0].heading == "Ponds"
    assert words(parsed, "art_1__para_2") == "2. Nobody may fish."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["(g) moss;", "(h) fern;", "(i) lichen;", "(j) algae."], ["subpara_g", "subpara_h", "subpara_i", "subpara_j"]),
        (["(g) moss;", "(h) fern:", "(i) dry;", "(ii) wet;", "(i) lichen."],
         ["subpara_g", "subpara_h", "subpara_h__point_i", "subpara_h__point_ii", "subpara_i"]),
    ],
)  # fmt: skip
def test_the_letter_i_and_the_numeral_i(lines: list[str], expected: list[str]) -> None:
    opening = [f"({letter}) thing;" for letter in "abcdef"]
    parsed = parse_lines("Article 1", "In this text:", *opening, *lines)
    assert eids(parsed)[7:] == [f"art_1__{step}" for step in expected]


def test_numbers_that_are_no_labels() -> None:
    parsed = parse_lines(
        "Article 4", "25 grams are allowed.", "12. is no first paragraph.", "(d) nor is this."
    )
    assert eids(parsed) == ["art_4"]


def test_a_reference_at_the_start_of_a_line_opens_nothing() -> None:
    parsed = parse_lines(
        "Article 1",
        "Ponds are wet, as",
        "Article 7 of the Moss Act says.",
        "Article 2",
        "Article 1 shall apply.",
        "x",
    )
    assert eids(parsed) == ["art_1", "art_2"]


def test_quoted_new_articles_are_units_of_the_article_that_quotes_them() -> None:
    parsed = parse_lines(
        "Article 1", "After article 3 the following is inserted:", "“Article 3-1", "Newts are counted.", "Article 3-2",
        "Carp are not counted.”", "Article 2", "This applies at once.",
    )  # fmt: skip
    assert eids(parsed) == ["art_1", "art_1__art_3-1", "art_1__art_3-2", "art_2"]


def test_a_table_of_contents_makes_no_duplicates() -> None:
    contents = ["Contents", *(f"Article {n} Ponds {n}" for n in range(1, 7))]
    body = [
        line
        for n in range(1, 7)
        for line in (f"Article {n}", f"# Ponds {n}", f"The pond number {n} is deep. " * 8)
    ]
    parsed = parse_lines(*contents, *body)
    assert eids(parsed) == ["front_1", *(f"art_{n}" for n in range(1, 7))]
    assert words(parsed, "front_1").startswith("Contents")


def test_numbering_that_restarts_gets_a_container() -> None:
    parsed = parse_lines(*(f"มาตรา {n} บ่อน้ำ" for n in "๑๒๓๔๑๒๓"), language="th")
    assert eids(parsed) == [
        "art_1",
        "art_2",
        "art_3",
        "art_4",
        "part_2",
        "part_2__art_1",
        "part_2__art_2",
        "part_2__art_3",
    ]


def test_annex_prefixes_what_it_contains() -> None:
    parsed = parse_lines("Article 1", "Ponds.", "Annex I", "1. Carp.", "2. Newts.")
    assert eids(parsed) == ["art_1", "sched_1", "sched_1__para_1", "sched_1__para_2"]


def test_articles_carry_no_chapter_but_name_it_as_parent() -> None:
    parsed = parse_lines(
        "CHAPTER I", "Ponds", "Article 1", "Wet.", "CHAPTER II", "Meadows", "Article 2", "Dry."
    )
    assert eids(parsed) == ["chp_1", "art_1", "chp_2", "art_2"]
    assert [p.parent for p in parsed.provisions] == [None, "chp_1", None, "chp_2"]
    assert [p.heading for p in parsed.provisions if p.kind is ProvisionKind.CHAPTER] == ["Ponds", "Meadows"]


def test_a_heading_printed_twice_opens_one_article() -> None:
    parsed = parse_lines(
        "# المادة الأولى",
        "تعريفات",
        "المادة الأولى",
        "البركة ماء.",
        "# المادة الثانية",
        "السمك.",
        language="ar",
    )
    assert eids(parsed) == ["art_1", "art_2"]


def test_flattened_superscripts_are_read_by_sequence() -> None:
    numbers = ["250", "251", "2511", "2512", "252", "253"]
    parsed = parse_lines(*(f"{n}-modda. Hovuz" for n in numbers), language="uz")
    assert eids(parsed) == ["art_250", "art_251", "art_251-1", "art_251-2", "art_252", "art_253"]


def test_a_footnote_mark_glued_to_a_number_is_no_inserted_article() -> None:
    parsed = parse_lines(*(f"Artículo {n}" for n in ("39", "402", "413", "42")), language="es")
    assert eids(parsed) == ["art_39", "art_40", "art_41", "art_42"]


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        ("zh", ["第一条 有下列情形之一的：", "（一）甲；", "（二）乙。", "前款规定不变。", "第一条之一 鱼。"],
         ["art_1", "art_1__para_1", "art_1__para_1__subpara_1", "art_1__para_1__subpara_2", "art_1__para_2", "art_1-1"]),
        ("zh-Hant", ["第 1 條", "下列：", "一、魚。", "（一）小魚。", "二、龜。"],
         ["art_1", "art_1__subpara_1", "art_1__subpara_1__point_1", "art_1__subpara_2"]),
        ("ja", ["第一条 池とは、次のものをいう。", "一 水", "二 魚", "２ 池は深い。", "第一条の二 草。"],
         ["art_1", "art_1__para_1", "art_1__para_1__subpara_1", "art_1__para_1__subpara_2", "art_1__para_2", "art_1-2"]),
        ("ko", ["제1조 (연못)", "① 연못은 다음과 같다.", "1. 물", "가. 깊은 물", "② 물고기", "제1조의2 (풀)", "풀."],
         ["art_1", "art_1__para_1", "art_1__para_1__subpara_1", "art_1__para_1__subpara_1__point_a", "art_1__para_2",
          "art_1-2"]),
        ("ru", ["Статья 5. Пруды", "1. Рыбу кормят:", "а) утром;", "б) вечером.", "2. Рыбу не ловят.", "Статья 5.1. Трава", "Косят."],
         ["art_5", "art_5__para_1", "art_5__para_1__subpara_a", "art_5__para_1__subpara_b", "art_5__para_2", "art_5-1"]),
        ("vi", ["Điều 3. Ao", "1. Ao sâu:", "a) cá;", "b) cua;", "c) ốc;", "d) tôm;", "đ) ếch.", "Điều 4. Cỏ", "Cỏ xanh."],
         ["art_3", "art_3__para_1", *(f"art_3__para_1__subpara_{x}" for x in ("a", "b", "c", "d", "dx")), "art_4"]),
        ("uz", ["1-modda. Hovuz", "Baliqlar:", "a) katta;", "b) kichik;", "v) qari;", "g) yosh."],
         ["art_1", *(f"art_1__subpara_{x}" for x in "abvg")]),
        ("tr", ["Madde 1 - (1) Havuz derindir.(2) Balık tutulmaz.", "Madde 2 - (1) Ot biçilir."],
         ["art_1", "art_1__para_1", "art_1__para_2", "art_2", "art_2__para_1"]),
        ("de", ["# § 1 Teiche", "(1) Gefüttert werden", "1. Karpfen,", "2. Molche.", "(2) Angeln ist verboten.", "# § 1a Gras", "Es wächst."],
         ["sec_1", "sec_1__para_1", "sec_1__para_1__subpara_1", "sec_1__para_1__subpara_2", "sec_1__para_2", "sec_1a"]),
        ("de", ["# Art. 1 Teiche", "¹ Sie sind tief.", "² Sie sind kalt.", "# Art. 2 Gras", "¹ Es wächst."],
         ["art_1", "art_1__para_1", "art_1__para_2", "art_2", "art_2__para_1"]),
        ("bn", ["এই আইন পুকুর আইন নামে অভিহিত হইবে।", "১। (১) পুকুর গভীর।", "(২) মাছ ধরা যাইবে না।", "২। ঘাস সবুজ।"],
         ["front_1", "sec_1", "sec_1__para_1", "sec_1__para_2", "sec_2"]),
        ("ar", ["المادة الأولى", "١ – البركة عميقة.", "أ – السمك.", "ب – الماء.", "٢ – العشب أخضر."],
         ["art_1", "art_1__para_1", "art_1__para_1__subpara_a", "art_1__para_1__subpara_b", "art_1__para_2"]),
        ("kk", ["12-бап. Тоған", "1. Балық.", "2. Шөп.", "12-1-бап. Су", "Терең."],
         ["art_12", "art_12__para_1", "art_12__para_2", "art_12-1"]),
        ("id", ["Pasal 1", "(1) Kolam dalam.", "(2) Ikan banyak.", "Pasal 2", "Rumput hijau."],
         ["art_1", "art_1__para_1", "art_1__para_2", "art_2"]),
    ],
)  # fmt: skip
def test_traditions(language: str, lines: list[str], expected: list[str]) -> None:
    assert eids(parse_lines(*lines, language=language)) == expected


def test_sections_numbered_by_a_bare_figure() -> None:
    parsed = parse_lines(
        "BE IT ENACTED by the assembly:", "1. (1) This Act may be cited as the Pond Act.", "(2) It begins at once.",
        "2. In the Schedule to the Moss Act, the following is substituted:", "1. Dry moss.", "2. Wet moss.", "3. Old moss.",
        "3. The keeper may make rules.",
    )  # fmt: skip
    sections = [p.eid for p in parsed.provisions if p.kind is ProvisionKind.SECTION]
    assert sections == ["sec_1", "sec_2", "sec_3"]
    assert words(parsed, "sec_3") == "3. The keeper may make rules."


def test_a_caption_above_a_stated_section_moves_behind_its_number() -> None:
    caption = Block("Deep ponds", BlockKind.HEADING, 6, hint=ProvisionKind.SECTION)
    unit = Block("7 Ponds are deep.", BlockKind.PARAGRAPH, 1, label="7", hint=ProvisionKind.SECTION)
    parsed = parse_lines(caption, unit)
    assert parsed.provisions[0].heading == "Deep ponds"
    assert words(parsed, "sec_7") == "7\nDeep ponds\nPonds are deep."


def test_a_footnote_goes_to_the_provision_that_carries_its_mark() -> None:
    parsed = parse_lines(
        "Article 1", "1. Ponds are deep¹.", "2. Newts are small.", "7", "¹ Some are not", "3. Carp are old."
    )
    note = next(p for p in parsed.provisions if p.kind is ProvisionKind.FOOTNOTE)
    assert (note.eid, note.parent) == ("fn_1", "art_1__para_1")
    assert words(parsed, "art_1__para_2") == "2. Newts are small."


def test_a_paragraph_broken_across_a_page_is_one() -> None:
    parsed = parse_lines(
        Block("Pond Gazette 6", BlockKind.EDITORIAL, page=1), Block("Article 1", BlockKind.LINE, page=1), Block("The keeper of the pond shall feed the carp and the", BlockKind.LINE, page=1),
        Block("Pond Gazette 7", BlockKind.EDITORIAL, page=2), Block("newts on every morning of the year in the winter-", BlockKind.LINE, page=2),
        Block("time.", BlockKind.LINE, page=2),
    )  # fmt: skip
    assert words(parsed, "art_1").endswith(
        "feed the carp and the newts on every morning of the year in the wintertime."
    )
    assert parsed.provisions[0].pages == (1, 2)
    assert any("left out" in note for note in parsed.notes)


def test_statement_recitals_operative_paragraphs_and_closing_words() -> None:
    parsed = parse_lines(
        "Statement on Ponds", "We, the keepers:", "Recognizing that ponds freeze;", "Deeply concerned about the carp;",
        "Mindful of the newts;", "Do hereby:", "1. Reaffirm that ponds are wet;", "2. Encourage all keepers to dig;",
        "3. Consider a fence.", "Adopted on the first day of spring.",
    )  # fmt: skip
    assert eids(parsed) == [
        "front_1",
        "rec_1",
        "rec_2",
        "rec_3",
        "front_2",
        "para_1",
        "para_2",
        "para_3",
        "concl_1",
    ]


def test_a_preamble_glued_into_one_line_is_divided() -> None:
    preamble = (
        "The Parties,Concerned with the health of the carp in all the ponds of the world,Recognizing that ponds freeze and "
        "that carp need water below the ice,Desiring to keep every pond open in the winter,Have agreed as follows:"
    )
    parsed = parse_lines(preamble, "Article 1", "Ponds stay open.", "Article 2", "Ice is broken.")
    assert eids(parsed) == ["front_1", "rec_1", "rec_2", "rec_3", "front_2", "art_1", "art_2"]
    assert words(parsed, "rec_1").startswith("Concerned with the health")


def test_two_languages_in_one_file_are_two_versions_with_the_same_eids() -> None:
    english = [
        line
        for n in range(1, 6)
        for line in (f"Article {n}", f"1. The pond number {n} is deep and cold in winter.", "2. Fish.")
    ]
    dutch = [
        line
        for n in range(1, 6)
        for line in (f"Artikel {n}", f"1. De vijver nummer {n} is diep en koud in de winter.", "2. Vis.")
    ]

    def identify(texts: object, default: str | None) -> list[str]:
        assert isinstance(texts, list)
        half = (
            texts.index("Artikel 1")
            if "Artikel 1" in texts
            else (0 if texts[0].startswith("De ") else len(texts))
        )
        return ["en"] * half + ["nl"] * (len(texts) - half)

    parts = parse(source("# Pond Treaty", *english, "# Vijververdrag", *dutch), "en+nl", identify)
    assert [part.language for part in parts] == ["en", "nl"]
    first, second = ([p.eid for p in part.provisions if p.eid.startswith("art")] for part in parts)
    assert first == second
    assert "Vijververdrag" not in parts[0].text


def test_a_judgment_counts_its_paragraphs_through() -> None:
    lines = [f"{n}. The court finds that pond number {n} is deep." for n in range(1, 31)]
    parsed = parse_lines("I. The facts", *lines[:15], "II. The law", *lines[15:])
    assert [e for e in eids(parsed) if e.startswith("para")] == [f"para_{n}" for n in range(1, 31)]


def test_no_structure_is_said() -> None:
    parsed = parse_lines("Ponds are deep.", "Carp are old.")
    assert eids(parsed) == ["block_1", "block_2"]
    assert any("structure" in note for note in parsed.notes)


def test_running_text_in_lines_is_joined() -> None:
    lines = ["Article 1", "The keeper of the pond feeds the carp every morning and,", "where it snows, every evening as well, unless the ice",
             "is too thick.", "Article 2", "Newts feed themselves in the summer, in the autumn and in", "spring."]  # fmt: skip
    parsed = parse(source(*lines, kind=BlockKind.LINE), "en", one_language)[0]
    assert parsed.text.count("\n") == 3


def test_a_publishers_note_without_a_page_stays_and_page_headers_go() -> None:
    note = Block("(As amended in spring)", BlockKind.EDITORIAL)
    parsed = parse_lines("Article 1", "1. Ponds.", note, "2. Fish.", note, "Article 2", "Newts.", note)
    assert parsed.text.count("As amended") == 3
    assert eids(parsed) == ["art_1", "art_1__para_1", "art_1__para_2", "art_2"]


def test_numbers_inside_a_quotation_are_no_paragraphs() -> None:
    parsed = parse_lines(
        "Article 1",
        "1. The following is inserted:",
        "“Pond rules",
        "1. Ponds are deep.",
        "2. Ponds are cold.”",
        "2. The rest goes.",
    )
    assert eids(parsed) == ["art_1", "art_1__para_1", "art_1__para_2"]
    assert words(parsed, "art_1__para_2") == "2. The rest goes."


def test_a_language_that_the_text_contradicts_is_told() -> None:
    (parsed,) = parse(
        source("Article 1", "Ponds are deep and cold."), "zh", lambda texts, default: ["en"] * len(texts)
    )
    assert parsed.language == "en"
    assert any("catalogue" in note for note in parsed.notes)
