# ruff: noqa: E501 - samples are read as one line
"""eIds on hard input: paragraphs without numbers, inserted and repealed articles, quotations, notes, tables, contents."""

from __future__ import annotations

import pytest

from corpus.model import ProvisionKind
from ingest.source import Block, BlockKind, SourceText
from ingest.structure import ParsedText, parse
from ingest.structure.notes import begins_note, note_examples
from tests.ingest.structure_samples import check, eids, one_language, parse_lines, source, words


def headings(parsed: ParsedText) -> dict[str, str]:
    return {p.eid: p.heading for p in parsed.provisions if p.heading}


# --- paragraphs without numbers -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("zh", ["第一条", "池塘有下列：", "（一）鱼；", "（二）龟。", "前款的鱼：", "（一）大；", "（二）小。"]),
        ("ja", ["第一条", "池は次のとおり。", "一 魚", "二 亀", "前項の魚は次のとおり。", "一 大", "二 小"]),
        ("uz", ["1-modda. Hovuz", "Baliqlar boʻladi:", "a) katta;", "b) kichik.", "Oʻtlar boʻladi:", "a) yashil;", "b) sariq."]),
        ("kk", ["1-бап. Тоған", "Балықтар:", "1) үлкен;", "2) кіші.", "Шөптер:", "1) жасыл;", "2) сары."]),
        ("ky", ["1-берене. Көлмө", "Балыктар:", "1) чоң;", "2) кичине.", "Чөптөр:", "1) жашыл;", "2) сары."]),
        ("ru", ["Статья 1. Пруд", "Рыбы бывают:", "1) большие;", "2) малые.", "Травы бывают:", "1) зелёные;", "2) жёлтые."]),
        ("uk", ["Стаття 1. Став", "Риби бувають:", "1) великі;", "2) малі.", "Трави бувають:", "1) зелені;", "2) жовті."]),
        ("th", ["มาตรา ๑ บ่อมีดังนี้", "(๑) ปลา", "(๒) เต่า", "ปลาตามวรรคหนึ่งมีดังนี้", "(๑) ใหญ่", "(๒) เล็ก"]),
        ("ar", ["المادة الأولى", "في البركة:", "أ – السمك.", "ب – الماء.", "وعلى العشب:", "أ – الأخضر.", "ب – الأصفر."]),
        ("tr", ["Madde 1", "Havuzda bulunur:", "a) balık;", "b) ot.", "Çayırda bulunur:", "a) kuş;", "b) taş."]),
        ("fa", ["ماده ۱", "در حوض است:", "الف- ماهی.", "ب- آب.", "در باغ است:", "الف- گل.", "ب- سنگ."]),
        ("en", ["Article 1", "A pond holds:", "(a) carp;", "(b) newts.", "A meadow holds:", "(a) birds;", "(b) stones."]),
    ],
)  # fmt: skip
def test_paragraphs_without_numbers_are_counted_and_hold_their_lists(language: str, lines: list[str]) -> None:
    found = eids(parse_lines(*lines, language=language))
    first, second = ("1", "2") if language in ("zh", "ja", "kk", "ky", "ru", "uk", "th") else ("a", "b")
    assert found == [
        "art_1", "art_1__para_1", f"art_1__para_1__subpara_{first}", f"art_1__para_1__subpara_{second}",
        "art_1__para_2", f"art_1__para_2__subpara_{first}", f"art_1__para_2__subpara_{second}",
    ]  # fmt: skip


def test_an_article_of_a_single_paragraph_has_none() -> None:
    parsed = parse_lines("第一条", "池塘很深。", "第二条", "鱼：", "（一）大；", "（二）小。", language="zh")
    assert eids(parsed) == ["art_1", "art_2", "art_2__subpara_1", "art_2__subpara_2"]


def test_text_that_a_list_interrupts_is_no_paragraph() -> None:
    parsed = parse_lines("Article 1", "Whoever feeds:", "(a) carp, or", "(b) newts,", "shall be thanked.")
    assert eids(parsed) == ["art_1", "art_1__subpara_a", "art_1__subpara_b"]
    assert words(parsed, "art_1__subpara_b") == "(b) newts,"


def test_a_list_that_goes_on_behind_text_is_one_list() -> None:
    parsed = parse_lines("第一条", "池塘有：", "（一）鱼。", "鱼很大。", "（二）龟。", language="zh")
    assert eids(parsed) == ["art_1", "art_1__subpara_1", "art_1__subpara_2"]


def test_numbered_paragraphs_are_not_counted_again() -> None:
    parsed = parse_lines("Điều 1. Ao", "Trong ao:", "1. Cá to.", "2. Cua nhỏ.", "Cỏ xanh.", language="vi")
    assert eids(parsed) == ["art_1", "art_1__para_1", "art_1__para_2"]


def test_a_proviso_goes_on_with_its_paragraph() -> None:
    parsed = parse_lines("Article 1", "Ponds are open.", "Provided that no ice lies on them.")
    assert eids(parsed) == ["art_1"]


def test_the_number_of_a_paragraph_whose_predecessor_bears_none_is_its_label() -> None:
    parsed = parse_lines("Article 1", "Ponds are deep.", "2.Carp are old.", "3.Newts are small.")
    assert [(p.eid, p.label) for p in parsed.provisions[1:]] == [
        ("art_1__para_1", ""),
        ("art_1__para_2", "2."),
        ("art_1__para_3", "3."),
    ]


def test_two_lists_in_one_numbered_paragraph_are_told_apart() -> None:
    parsed = parse_lines(
        "# § 1 Teiche", "(1) Gefüttert werden", "1. Karpfen,", "2. Molche.", "Verboten sind", "1. Angeln,", "2. Baden.", "(2) Schluss.",
        language="de",
    )  # fmt: skip
    assert eids(parsed) == [
        "sec_1", "sec_1__para_1", "sec_1__para_1__subpara_1", "sec_1__para_1__subpara_2", "sec_1__para_1__indent_1",
        "sec_1__para_1__indent_1__subpara_1", "sec_1__para_1__indent_1__subpara_2", "sec_1__para_2",
    ]  # fmt: skip


def test_definitions_in_order_hold_their_letters() -> None:
    parsed = parse_lines(
        "Article 1",
        "In this text:",
        "“carp” means:",
        "(a) a fish;",
        "(b) its young;",
        "“newt” means:",
        "(a) a newt;",
        "(b) another.",
    )
    assert eids(parsed) == [
        "art_1", "art_1__indent_1", "art_1__indent_1__subpara_a", "art_1__indent_1__subpara_b", "art_1__indent_2",
        "art_1__indent_2__subpara_a", "art_1__indent_2__subpara_b",
    ]  # fmt: skip


def test_definitions_that_the_format_states_as_items() -> None:
    paragraph, subpara = ProvisionKind.PARAGRAPH, ProvisionKind.SUBPARAGRAPH
    units = [Block(f"{n}", label=f"{n}", hint=ProvisionKind.SECTION, level=1) for n in range(1, 11)]
    parsed = parse_lines(
        *units, Block("(1) In this Act", label="(1)", hint=paragraph, level=2), Block("carp means", BlockKind.ITEM, level=3),
        Block("(a) a fish;", label="(a)", hint=subpara, level=3), Block("newt means", BlockKind.ITEM, level=3),
        Block("(a) a newt.", label="(a)", hint=subpara, level=3), Block("(z.01) last.", label="(z.01)", hint=subpara, level=3),
        Block("(z.1) at last.", label="(z.1)", hint=subpara, level=3),
    )  # fmt: skip
    assert eids(parsed)[10:] == [
        "sec_10__para_1", "sec_10__para_1__indent_1", "sec_10__para_1__indent_1__subpara_a", "sec_10__para_1__indent_2",
        "sec_10__para_1__indent_2__subpara_a", "sec_10__para_1__indent_2__subpara_z-01", "sec_10__para_1__indent_2__subpara_z-1",
    ]  # fmt: skip


def test_dashes_behind_a_colon_are_entries() -> None:
    parsed = parse_lines("Статья 1. Пруд", "Ловят:", "- карпов;", "- щук;", "- окуней.", language="ru")
    assert eids(parsed) == ["art_1", "art_1__indent_1", "art_1__indent_2", "art_1__indent_3"]


# --- notes to an article ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", sorted(note_examples()))
def test_a_note_begins_with_its_word(language: str) -> None:
    example = note_examples()[language]
    assert begins_note(example, language)
    assert not begins_note("Пруд. 1. Вода", language)


def test_a_note_is_no_paragraph_and_counts_its_own_points() -> None:
    parsed = parse_lines(
        "Статья 1. Пруд", "1. Рыбу кормят.", "2. Рыбу не ловят.", "Примечания. 1. Рыба мала.", "2. Рыба велика.", "Статья 2. Луг", "Косят.",
        language="ru",
    )  # fmt: skip
    assert eids(parsed) == [
        "art_1", "art_1__para_1", "art_1__para_2", "art_1__indent_1", "art_1__indent_1__para_1", "art_1__indent_1__para_2", "art_2",
    ]  # fmt: skip
    assert words(parsed, "art_1__para_2") == "2. Рыбу не ловят."


def test_the_paragraphs_go_on_behind_a_note() -> None:
    parsed = parse_lines(
        "Section 1. Ponds",
        "(1) Feed carp.",
        "(2) Dig.",
        "Explanation.—In this section:",
        "(a) a pool;",
        "(b) a puddle.",
        "(3) Mow.",
    )
    assert eids(parsed) == [
        "sec_1", "sec_1__para_1", "sec_1__para_2", "sec_1__indent_1", "sec_1__indent_1__subpara_a", "sec_1__indent_1__subpara_b",
        "sec_1__para_3",
    ]  # fmt: skip


# --- inserted and repealed articles --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        ("ru", ["Статья 2. Пруд", "Вода.", "Статья 2-1. Луг", "Утратила силу.", "Статья 3. Лес", "Ели."], ["2", "2-1", "3"]),
        ("fr", ["Article 12", "Étang.", "Article 12 bis", "(Abrogé)", "Article 13", "Pré."], ["12", "12bis", "13"]),
        ("en", ["Section 35. Ponds", "Water.", "Section 35A. Carp", "[Repealed]", "Section 36. Moss", "Green."], ["35", "35a", "36"]),
        ("ja", ["第二条 池は深い。", "第二条の二 削除", "第三条 草。"], ["2", "2-2", "3"]),
        ("ko", ["제5조(연못)", "깊다.", "제5조의2 삭제", "제6조(풀)", "푸르다."], ["5", "5-2", "6"]),
        ("zh-Hant", ["第 2 條", "池塘。", "第 2-1 條", "（刪除）", "第 3 條", "草。"], ["2", "2-1", "3"]),
        ("de", ["# § 29 Teiche", "Tief.", "# § 29a (weggefallen)", "# § 30 Gras", "Grün."], ["29", "29a", "30"]),
    ],
)  # fmt: skip
def test_inserted_and_repealed_articles_are_there(
    language: str, lines: list[str], expected: list[str]
) -> None:
    parsed = parse_lines(*lines, language=language)
    units = [
        p.eid.partition("_")[2]
        for p in parsed.provisions
        if p.kind in (ProvisionKind.ARTICLE, ProvisionKind.SECTION)
    ]
    assert units == expected


# --- numbering that starts again ---------------------------------------------------------------------------


def test_lists_in_an_annex_without_a_number_stand_in_it() -> None:
    parsed = parse_lines(
        "Điều 1. Ao", "Cá.", "PHỤ LỤC", "DANH MỤC I", Block("1 | cá", BlockKind.ROW), Block("2 | cua", BlockKind.ROW), "DANH MỤC II",
        Block("1 | cỏ", BlockKind.ROW), language="vi",
    )  # fmt: skip
    assert eids(parsed) == [
        "art_1", "sched_1", "sched_1__sched_1", "sched_1__sched_1__item_1", "sched_1__sched_1__item_2", "sched_1__sched_2",
        "sched_1__sched_2__item_1",
    ]  # fmt: skip


def test_an_annex_that_counts_articles_again() -> None:
    parsed = parse_lines(
        "Article 1", "Ponds.", "Article 2", "Moss.", "ANNEX", "Article 1", "Rules.", "Article 2", "More."
    )
    assert eids(parsed) == ["art_1", "art_2", "sched_1", "sched_1__art_1", "sched_1__art_2"]


def test_an_act_behind_another_begins_at_its_title() -> None:
    lines = [
        "Čl. I",
        "Rybníky.",
        "Čl. II",
        "Louky.",
        "Kapr v. r.",
        "Štika v. r.",
        "366",
        "ZÁKON o loukách",
        "Čl. I",
        "Tráva.",
        "Čl. II",
        "Kámen.",
    ]
    parsed = parse_lines(*lines, language="cs")
    assert eids(parsed) == ["art_1", "art_2", "concl_1", "part_2", "part_2__art_1", "part_2__art_2"]
    assert words(parsed, "part_2").startswith("366\nZÁKON")


def test_a_provisional_article_that_is_counted_twice_belongs_to_another_act() -> None:
    parsed = parse_lines(
        "Madde 1 - Havuz.", "Geçici Madde 1 - Balık.", "Madde 2 - Ot.", "Geçici Madde 1 - Kuş.", language="tr"
    )
    assert eids(parsed) == ["art_1", "art_gecici-1", "art_2", "part_2", "part_2__art_gecici-1"]


def test_groups_nest_as_the_document_has_them() -> None:
    lines = [
        "HOOFDSTUK I",
        "Artikel 1",
        "Vijver.",
        "HOOFDSTUK II",
        "TITEL 1",
        "Artikel 2",
        "Vis.",
        "TITEL 2",
        "Artikel 3",
        "Gras.",
        "HOOFDSTUK III",
        "Artikel 4",
        "Eind.",
    ]
    parsed = parse_lines(*lines, language="nl")
    assert [e for e in eids(parsed) if not e.startswith("art")] == [
        "chp_1",
        "chp_2",
        "chp_2__dvs_1",
        "chp_2__dvs_2",
        "chp_3",
    ]


# --- tables -----------------------------------------------------------------------------------------------------


def rows(*cells: str) -> list[Block]:
    return [Block(text, BlockKind.ROW) for text in cells]


def test_rows_by_number_in_parts_where_they_count_again() -> None:
    parsed = parse_lines(
        "Article 1", "Ponds.", "SCHEDULE I", "IA. Fishes of ponds", *rows("No | Name", "1 | carp", "2 | pike"), "IB. Plants of ponds",
        *rows("No | Name", "1 | reed", "2 | moss"),
    )  # fmt: skip
    assert eids(parsed)[1:] == [
        "sched_1", "sched_1__part_a", "sched_1__part_a__item_1", "sched_1__part_a__item_2", "sched_1__part_b", "sched_1__part_b__item_1",
        "sched_1__part_b__item_2",
    ]  # fmt: skip
    assert headings(parsed)["sched_1__part_b"] == "Plants of ponds"


def test_a_row_without_a_number_goes_on_with_the_one_above() -> None:
    parsed = parse_lines("SCHEDULE I", *rows("1 | carp", "| in ponds", "2 | pike"))
    assert words(parsed, "sched_1__item_1") == "1 | carp\n| in ponds"


def test_rows_without_numbers_in_order() -> None:
    parsed = parse_lines("SCHEDULE I", *rows("carp | fish", "pike | fish"))
    assert eids(parsed) == ["sched_1", "sched_1__item_1", "sched_1__item_2"]


# --- what an amendment quotes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "lines", "quoting", "quoted"),
    [
        ("en", ["Section 1. In the Moss Act, after section 3, the following sections are inserted:", "“3A. Ponds are deep.", "3B. Carp are old.”", "Section 2. It begins."], "sec_1", ["sec_3a", "sec_3b"]),
        ("ru", ["Статья 1", "Дополнить статьями:", "«Статья 5.1. Пруд", "Вода.", "Статья 5.2. Луг", "Трава.».", "Статья 2", "Вступает в силу."], "art_1", ["art_5-1", "art_5-2"]),
        ("vi", ["Điều 1.", "1. Sửa đổi Điều 9:", "“Điều 9. Ao", "1. Cá to.", "2. Cua nhỏ.”.", "2. Bãi bỏ Điều 10.", "Điều 2. Hiệu lực", "Ngay."], "art_1__para_1", ["art_9"]),
        ("de", ["# § 1", "1. Nach § 2 wird eingefügt:", "„§ 2a Teiche", "(1) Tief.", "(2) Kalt.“", "2. Der Rest entfällt.", "# § 2", "Schluss."], "sec_1__para_1", ["sec_2a"]),
        ("zh", ["第一条", "增加一条：", "“第五条之一 池塘很深。", "鱼很大。”", "第二条", "施行。"], "art_1", ["art_5-1"]),
        ("cs", ["Čl. I", "1. Za § 3 se vkládá:", "„§ 3a", "(1) Text „rybník“ se ruší.", "(2) Zbytek.“.", "Čl. II", "Konec."], "art_1__para_1", ["sec_3a"]),
        ("ko", ["제1조(개정)", "다음과 같이 신설한다.", "“제5조의2(연못)", "깊다.”", "제2조(시행)", "곧."], "art_1", ["art_5-2"]),
    ],
)  # fmt: skip
def test_quoted_units_stand_under_the_provision_that_quotes_them(
    language: str, lines: list[str], quoting: str, quoted: list[str]
) -> None:
    parsed = parse_lines(*lines, language=language)
    own = [e for e in eids(parsed) if "__" not in e]
    assert len(own) == 2
    units = [
        p
        for p in parsed.provisions
        if p.parent == quoting and p.kind in (ProvisionKind.ARTICLE, ProvisionKind.SECTION)
    ]
    assert [p.eid for p in units] == [f"{quoting}__{eid}" for eid in quoted]


def test_quoted_sections_with_titles_in_the_margin() -> None:
    margin = ProvisionKind.SECTION
    parsed = parse_lines(
        "Section 1. Insertion", "The following sections are inserted after section 83:-",
        Block("“Ponds", BlockKind.HEADING, 6, hint=margin), "84. Ponds are deep.", Block("Carp", BlockKind.HEADING, 6, hint=margin),
        "85. Carp are old.”", "Section 2. Start", "It begins.",
    )  # fmt: skip
    assert eids(parsed) == ["sec_1", "sec_1__sec_84", "sec_1__sec_85", "sec_2"]
    assert headings(parsed)["sec_1__sec_85"] == "Carp"


def test_the_paragraphs_of_a_quoted_article_stand_under_it() -> None:
    parsed = parse_lines(
        "Điều 1.",
        "1. Sửa:",
        "“Điều 9. Ao",
        "1. Cá.",
        "2. Cua.”.",
        "2. Bỏ Điều 3.",
        "Điều 2. Hết",
        "Ngay.",
        language="vi",
    )
    assert eids(parsed) == [
        "art_1", "art_1__para_1", "art_1__para_1__art_9", "art_1__para_1__art_9__para_1", "art_1__para_1__art_9__para_2", "art_1__para_2",
        "art_2",
    ]  # fmt: skip


def test_numbers_that_a_sentence_quotes_are_no_units() -> None:
    parsed = parse_lines(
        "Article 1", "In article 3, “article 5” is replaced by “Article 6”.", "Article 2", "“Pond” goes."
    )
    assert eids(parsed) == ["art_1", "art_2"]


# --- sections of South Asia ---------------------------------------------------------------------------------------------


def test_sections_in_brackets_between_others_and_notes_on_amendments() -> None:
    lines = [
        "Section 1. Ponds",
        "Deep.",
        "1",
        "Subs. by Act XX of 2022, s. 3.",
        "1[2. Carp.—(1) Old.",
        "(2) Large.]",
        "2[2A. Newts. __ Small.]",
        "Section 3. Moss",
        "Green.",
    ]
    parsed = parse_lines(*lines)
    assert [e for e in eids(parsed) if e.startswith("sec") and "__" not in e] == [
        "sec_1",
        "sec_2",
        "sec_2a",
        "sec_3",
    ]
    assert headings(parsed)["sec_2"] == "Carp"
    assert headings(parsed)["sec_2a"] == "Newts"
    assert words(parsed, "fn_1") == "1 Subs. by Act XX of 2022, s. 3."
    assert "sec_2__para_2" in eids(parsed)


def test_a_title_that_ends_in_a_full_stop_where_all_sections_have_titles() -> None:
    lines = [line for n in range(1, 6) for line in (f"Section {n}. Ponds of kind {n}", "They are deep.")]
    parsed = parse_lines(
        *lines, "Section 6. Ponds of every other kind.", "They are not deep.", "They are cold."
    )
    assert headings(parsed)["sec_6"] == "Ponds of every other kind"
    assert eids(parsed)[-2:] == ["sec_6__para_1", "sec_6__para_2"]


# --- print ---------------------------------------------------------------------------------------------------------------


def print_of(*pages: list[str]) -> SourceText:
    """Pages under a running header, with a page number each."""
    blocks = []
    for number, page in enumerate(pages, start=1):
        blocks.append(Block("Pond Gazette", BlockKind.EDITORIAL, page=number))
        blocks += [Block(line, BlockKind.LINE, page=number) for line in page]
        blocks.append(Block(str(number + 4), BlockKind.EDITORIAL, page=number))
    return SourceText("application/pdf", tuple(blocks), page_count=len(pages))


def test_a_contents_list_headers_page_numbers_and_broken_words() -> None:
    contents = [f"Article {n} Ponds of kind {n} ........ {n}" for n in range(1, 6)]
    body = [
        [f"Article {n}", f"Ponds of kind {n}", "A pond of this kind is deep and cold, and its keeper feeds the carp in the win-",
         "ter as well as in the summer, in the morning and in the evening of every day, and the", "newts."]
        for n in range(1, 6)
    ]  # fmt: skip
    (parsed,) = parse(print_of(["Contents", *contents], *body), "en", one_language)
    check(parsed)
    assert [e for e in eids(parsed) if not e.startswith("front")] == [f"art_{n}" for n in range(1, 6)]
    assert "Gazette" not in parsed.text
    assert "in the winter as well" in words(parsed, "art_3")
    assert parsed.provisions[-1].pages == (6, 6)


def test_contents_behind_the_text_open_no_articles() -> None:
    body = [
        line
        for n in range(1, 6)
        for line in (f"Article {n}", f"Ponds {n}", f"The pond number {n} is deep. " * 8)
    ]
    parsed = parse_lines(*body, "Contents", *(f"Article {n} Ponds {n}" for n in range(1, 6)))
    assert [e for e in eids(parsed) if e.startswith(("art", "part"))] == [f"art_{n}" for n in range(1, 6)]


def test_the_number_of_a_paragraph_at_the_top_of_a_page_is_no_page_number() -> None:
    blocks = [
        Block(
            f"{n} The court finds that pond {n} is deep, and that its keeper fed the carp.",
            BlockKind.LINE,
            page=(n + 9) // 10,
        )
        for n in range(1, 31)
    ]
    blocks[20:21] = [
        Block("21", BlockKind.EDITORIAL, page=3), Block("The court finds that pond 21 is deep, and that its keeper fed the carp.", BlockKind.LINE, page=3),
    ]  # fmt: skip
    (parsed,) = parse(SourceText("application/pdf", tuple(blocks)), "en", one_language)
    assert eids(parsed) == [f"para_{n}" for n in range(1, 31)]


def test_items_glued_to_the_one_before_are_told_apart() -> None:
    parsed = parse_lines(
        "Article 1",
        "Keepers may:",
        "(i) dig;",
        "(ii) feed; (iii) mow; (iv) rest.",
        "Article 2",
        "Carp (a) and (b) swim.",
    )
    assert eids(parsed) == ["art_1", *(f"art_1__subpara_{n}" for n in ("i", "ii", "iii", "iv")), "art_2"]


def test_clauses_that_end_in_a_conjunction_stay_apart() -> None:
    lines = [
        "Die Teiche,",
        "im Wunsch, die Karpfen in allen Teichen des Landes zu füttern und",
        "in der Überzeugung, dass Molche klein sind,",
        "sind wie folgt übereingekommen:",
        "# Art. 1 Teiche",
        "Tief.",
    ]
    parsed = parse_lines(*lines, language="de")
    assert [e for e in eids(parsed) if e.startswith("rec")] == ["rec_1", "rec_2"]


def test_titles_of_two_versions_go_to_their_own() -> None:
    english = [
        line
        for n in range(1, 6)
        for line in (f"Article {n}", f"1. The pond number {n} is deep and cold in winter.")
    ]
    dutch = [
        line
        for n in range(1, 6)
        for line in (f"Artikel {n}", f"1. De vijver nummer {n} is diep en koud in de winter.")
    ]
    titles = (
        "# Verdrag inzake de vijvers en de karpers in alle landen",
        "# Convention on ponds and on carp in all the countries",
    )

    def identify(texts: object, default: str | None) -> list[str]:
        assert isinstance(texts, list)
        codes = ["nl" if any(w in text for w in ("vijver", "Artikel")) else "en" for text in texts]
        return (
            codes
            if len(texts) == 1
            else ["en" if "Verdrag" in t else c for t, c in zip(texts, codes, strict=True)]
        )

    parts = parse(source(*titles, *english, titles[0], *dutch), "en+nl", identify)
    assert [part.title for part in parts] == [titles[1][2:], titles[0][2:]]
