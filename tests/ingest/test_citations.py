# ruff: noqa: E501 - samples are read as one line, in their own script
"""Citations: the table by its own examples, resolving inside the document and to known instruments."""

from __future__ import annotations

import re

import pytest

from corpus.model import Document, Instrument, InstrumentKind, Nature, Provision, ProvisionKind
from ingest.citations import cite, find
from ingest.citations.conventions import CATALOGUE, CORRUPTION, SINGLE, TRAFFIC
from ingest.citations.definitions import Defining, defining_rows
from ingest.citations.foreign import lies_outside
from ingest.citations.grammar import Row
from ingest.citations.grammars import grammar_of
from ingest.citations.outline import Outline
from ingest.citations.reasons import Reason, detail_of, reason_of
from ingest.citations.table import all_rows, scanner_for
from ingest.citations.tokens import Item, Token, tokens
from tests.ingest.structure_samples import parse_lines

OWN = "/akn/xx/act/2020/ponds"
CASES = [(row, words, said) for row in all_rows() for words, said in row.examples if words]
CODE = {"zh-Hans": "zh", "*": "en"}

Told = tuple[str, str, str | None, str | None, str | None]


def citations_in(language: str, *lines: str, title: str = "Ponds") -> list[Told]:
    """(words, home, instrument, eid, reason) of each citation; the own instrument is "own"."""
    parsed = parse_lines(*lines, language=language)
    instrument = Instrument(OWN, title, InstrumentKind.ACT, "xx")
    document = Document("d", OWN, "l", language, title, Nature.AUTHENTIC, "s", "text/plain", "c", parsed.text)
    return [
        (
            parsed.text[c.start : c.end],
            c.eid,
            "own" if c.target_instrument == OWN else c.target_instrument,
            c.target_eid,
            c.reason,
        )
        for c in cite(instrument, document, parsed.provisions)
    ]


def targets(language: str, *lines: str, title: str = "Ponds") -> list[tuple[str, str | None]]:
    """(words, eid or fixed reason) of each citation."""
    told = citations_in(language, *lines, title=title)
    return [
        (words, eid if instrument else (reason or "").partition(":")[0])
        for words, _, instrument, eid, reason in told
    ]


def _spell(items: tuple[Item, ...]) -> str:
    said = ""
    for item in items:
        said += ("-" if item.through else " " if said else "") + "/".join(item.levels)
    return said


def _said(token: Token) -> str:
    if token.name is not None:
        return token.name.key or token.name.words
    return _spell(token.items)


@pytest.mark.parametrize(("row", "words", "said"), CASES, ids=[f"{r.languages[0]}-{w}" for r, w, _ in CASES])
def test_row_example(row: Row, words: str, said: str) -> None:
    language = CODE.get(row.languages[0], row.languages[0])
    scanner = scanner_for(language)
    assert scanner is not None
    between = "" if language in ("zh", "zh-Hant", "ja", "th") else " "
    text = f"x {words}{between}."
    found = [t for t in tokens(text, scanner) if t.role is row.role and t.level is row.level]
    assert found, "the row does not match its example"
    assert _said(found[0]) == said
    assert found[0].row.step == row.step


def test_every_row_but_those_that_need_a_neighbour_has_an_example() -> None:
    alone = [row for row in all_rows() if not any(words for words, _ in row.examples)]
    assert all("(?=" in row.pattern or "(?<" in row.pattern or row.languages == ("ko",) for row in alone)


CHAINS = [
    ("en", "article 3, paragraph 1, of the 1988 Convention", [("3", "1")]),
    ("en", "paragraph 2 of article 12", [("12", "2")]),
    ("en", "articles 3 and 5, paragraph 2", [("3",), ("5", "2")]),
    ("en", "paragraph 1 or paragraph 2 of article 3", [("3", "1"), ("3", "2")]),
    ("en", "paragraph 38(2)(b) or (c)", [("38", "2", "b"), ("38", "2", "c")]),
    ("ru", "частями первой и третьей статьи 158", [("158", "1"), ("158", "3")]),
    ("ru", "пунктом \"а\" части второй статьи 105", [("105", "2", "a")]),
    ("ru", "ст. 228, 228.1 и 229", [("228",), ("228-1",), ("229",)]),
    ("uk", "частиною першою статті 44", [("44", "1")]),
    ("zh", "第三百四十七条第二款第（一）项", [("347", "2", "1")]),
    ("zh", "第三条、第五条", [("3",), ("5",)]),
    ("zh-Hant", "第十一條之一第二項第三款", [("11-1", "2", "3")]),
    ("ja", "第五条第一項又は第三項", [("5", "1"), ("5", "3")]),
    ("ja", "第二十四条第五項（池の例外）及び第六項", [("24", "5"), ("24", "6")]),
    ("ko", "제12조제1항 및 제3항", [("12", "1"), ("12", "3")]),
    ("ko", "제5조의2제1항제3호", [("5-2", "1", "3")]),
    ("th", "มาตรา ๑๒ วรรคสอง (๑)", [("12", "2", "1")]),
    ("vi", "khoản 1, 2 và 3 Điều 5", [("5", "1"), ("5", "2"), ("5", "3")]),
    ("vi", "điểm a khoản 1 Điều 3", [("3", "1", "a")]),
    ("tr", "188 inci maddesinin birinci ve ikinci fıkrası", [("188", "1"), ("188", "2")]),
    ("ar", "الفقرة (٢) من المادة (١٢)", [("12", "2")]),
    ("de", "§ 29 Abs. 1 Satz 1 Nr. 3", [("29", "1", "3")]),
    ("fr", "alinéa 8(1)a)", [("8", "1", "a")]),
    ("fr", "paragraphe 2 de l’article 5", [("5", "2")]),
    ("es", "apartado b del párrafo 2 del artículo 19", [("19", "2", "b")]),
    ("nl", "artikel 3, eerste lid, onderdeel b", [("3", "1", "b")]),
    ("bn", "ধারা ৯ এর উপ-ধারা (১) এর দফা (খ)", [("9", "1", "b")]),
    ("uz", "97-moddasi ikkinchi qismining “a” bandida", [("97", "2", "a")]),
    ("cs", "§ 24a odst. 1 písm. b)", [("24a", "1", "b")]),
    ("ms", "subseksyen (1) seksyen 6A", [("6a", "1")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "paths"), CHAINS, ids=[f"{c[0]}-{c[1]}" for c in CHAINS])
def test_units_are_joined_as_the_language_does(
    language: str, words: str, paths: list[tuple[str, ...]]
) -> None:
    text = f"x {words}."
    home = Provision("", "block_1", ProvisionKind.BLOCK, 0, len(text), language, 0)
    assert [found.path for found in find(text, (home,), language)] == paths


@pytest.mark.parametrize("row", defining_rows(), ids=lambda row: f"{row.languages[0]}-{row.example}")
def test_a_short_name_is_read_where_it_is_given(row: Defining) -> None:
    match = re.search(row.pattern, f" {row.example} ")
    assert match is not None
    assert match["t"].strip() == row.term


def test_the_convention_is_the_one_that_the_text_defines() -> None:
    lines = (
        "Article 1",
        "“The Convention” means the 1988 Convention.",
        "Article 2",
        "As article 17 of the Convention says.",
    )
    told = citations_in("en", *lines)
    assert ("article 17 of the Convention", "art_2", TRAFFIC, "art_17", None) in told


def test_a_short_name_that_nothing_defines_stays_open() -> None:
    told = citations_in("en", "Article 1", "As article 1 of the Convention says.")
    assert told == [
        (
            "article 1 of the Convention",
            "art_1",
            None,
            None,
            "the text does not say which instrument is meant: Convention",
        )
    ]


def test_further_short_names() -> None:
    ru = targets("ru", "Статья 1. Пруды", "Единая конвенция о наркотических средствах 1961 года (далее — Конвенция).",
                 "Статья 2. Рыба", "По статье 4 Конвенции.")  # fmt: skip
    assert ru[-1] == ("статье 4 Конвенции", "art_4")
    ko = citations_in(
        "ko", "제1조 (못)", '「물고기법」(이하 "법"이라 한다)을 정한다.', "제2조 (풀)", "법 제5조에 따른다."
    )
    assert ko[-1][-1] == "not in the knowledge base: 물고기법"


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        ("en", ["Article 1", "1. Ponds.", "2. Paragraph 1 of this article stands.", "3. As the preceding paragraph says."],
         [("Paragraph 1 of this article", "art_1__para_1"), ("the preceding paragraph", "art_1__para_2")]),
        ("zh", ["第一条 池。", "第二条 依照前条和本法第一条处理。"], [("前条", "art_1"), ("本法第一条", "art_1")]),
        ("ja", ["第一条 池。", "２ 前項の池をいう。"], [("前項", "art_1__para_1")]),
        ("ko", ["제1조 (못)", "① 못.", "② 제1항의 못.", "③ 전항의 못."], [("제1항", "art_1__para_1"), ("전항", "art_1__para_2")]),
        ("vi", ["Điều 1. Ao", "1. Sâu.", "2. Theo khoản 1 Điều này."], [("khoản 1 Điều này", "art_1__para_1")]),
        ("tr", ["Madde 1 - (1) Göl.", "(2) Bu maddenin birinci fıkrası ve yukarıdaki fıkra."],
         [("Bu maddenin birinci fıkrası", "art_1__para_1"), ("yukarıdaki fıkra", "art_1__para_1")]),
        ("ru", ["Статья 1. Пруды", "1. Вода.", "2. По части первой настоящей статьи."],
         [("части первой настоящей статьи", "art_1__para_1")]),
        ("ar", ["المادة الأولى", "1- بركة.", "2- وفقا للفقرة (1) من هذه المادة."], [("للفقرة (1) من هذه المادة", "art_1__para_1")]),
    ],
    ids=["en", "zh", "ja", "ko", "vi", "tr", "ru", "ar"],
)  # fmt: skip
def test_counted_from_where_the_words_stand(
    language: str, lines: list[str], expected: list[tuple[str, str]]
) -> None:
    assert targets(language, *lines) == expected


def test_a_range_names_what_it_passes_over() -> None:
    lines = [line for n in range(1, 6) for line in (f"Article {n}", f"Pond {n}.")]
    told = targets("en", *lines, "Article 6", "Articles 2 to 4 apply.")
    assert told == [("Articles 2", "art_2"), ("4", "art_4"), ("2 to 4", "art_3")]


def test_a_missing_provision_and_a_number_too_high_are_told() -> None:
    assert targets("en", "Article 1", "As article 9.") == [("article 9", Reason.NO_SUCH_PROVISION.value)]
    told = targets("en", "Article 1", "As article 99 of the 1988 Convention.")
    assert told == [("article 99 of the 1988 Convention", Reason.NOT_IN_NAMED.value)]


def test_a_paragraph_that_the_article_lacks_is_not_the_article() -> None:
    lines = ("Article 1", "1. Ponds.", "2. Fish.", "Article 2", "As article 1, paragraph 7.")
    assert targets("en", *lines) == [("article 1, paragraph 7", Reason.NO_SUCH_PROVISION.value)]


def test_articles_of_a_text_that_is_not_recognised_are_not_our_own() -> None:
    told = targets("en", "Article 1", "Pond.", "Article 2", "As article 1 of the Framework of Lakes.")
    assert told[0][1] == Reason.OTHER_TEXT.value


def test_in_an_amending_act_bare_numbers_are_not_its_own() -> None:
    told = targets(
        "en", "Section 1", "Section 1 is amended; section 1 of this Act is not.", title="Pond (Amendment) Act"
    )
    assert ("section 1 of this Act", "sec_1") in told
    assert all(eid == Reason.AMENDED.value for words, eid in told if words != "section 1 of this Act")


@pytest.mark.parametrize(
    ("language", "words", "named"),
    [
        ("en", "Paragraph 4.2 of the CBM Catalogue applies.", CATALOGUE),
        ("ru", "Применяется пункт 4.2 Каталога мер доверия СВМДА.", CATALOGUE),
        ("en", "By General Assembly resolution 61/183.", "A/RES/61/183"),
        ("ru", "По резолюции 46/152 Генеральной Ассамблеи.", "A/RES/46/152"),
        ("zh", "根据第 61/183 号决议。", "A/RES/61/183"),
        ("en", "By the United Nations Convention against Corruption.", CORRUPTION),
        ("vi", "Theo Nghị định số 105/2021/NĐ-CP.", "105/2021/NĐ-CP"),
        ("ja", "昭和二十八年法律第十四号による。", "昭和28年法律第14号"),
    ],
)
def test_what_is_not_held_is_told_by_its_one_name(language: str, words: str, named: str) -> None:
    reasons = [reason or "" for *_, reason in citations_in(language, words)]
    assert [detail_of(reason) for reason in reasons if reason_of(reason) is Reason.NOT_HELD] == [named]


def test_a_treaty_by_many_names_is_one() -> None:
    named = {
        instrument
        for language, words in (("en", "the 1961 Convention as amended"), ("ru", "Единой конвенции о наркотических средствах"),
                                ("zh", "六一公约"), ("tr", "1961 Tek Sözleşmesi"), ("th", "อนุสัญญาเดี่ยวว่าด้วยยาเสพติดให้โทษ"))
        for _, _, instrument, _, _ in citations_in(language, words)
    }  # fmt: skip
    assert named == {SINGLE}


def test_labels_of_units_are_no_citations() -> None:
    assert citations_in("en", "Article 1", "Ponds.", "Article 2", "Fish.") == []


def test_a_language_without_a_grammar_gives_none() -> None:
    assert grammar_of("xx") is None
    assert find("article 3", (), "xx") == ()


PLACES_OUTSIDE = [
    ("en", ["Having regard to the Lake Decision, and in particular Article 2,", "Article 1", "Pond.", "Article 2", "Fish."],
     "Article 2"),
    ("de", ["Geändert durch: Art. 2 V v. 1.1.2020", "§ 1 Teich", "Wasser.", "§ 2 Fisch", "Fisch."], "Art. 2"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lines", "words"), PLACES_OUTSIDE, ids=["en", "de"])
def test_bare_numbers_before_the_articles_are_not_its_own(
    language: str, lines: list[str], words: str
) -> None:
    told = [eid for said, eid in targets(language, *lines) if said == words]
    assert told
    assert not set(told) & {"art_2", "sec_2"}


def test_a_line_of_a_table_of_contents_names_its_own() -> None:
    line = "Article 2 Fish ........ 4"
    assert not lies_outside(f"Pond\n{line}", "front_1", 5)
    assert lies_outside("Changed by Article 2", "front_1", 11)
    assert lies_outside("Pond.\n1 Section 3", "fn_1", 8)
    assert not lies_outside("As section 3", "sec_4", 3)


def test_articles_and_sections_are_told_apart_where_the_language_does() -> None:
    lines = ("Section 1", "Pond.", "Section 2", "As Article 1 says, and section 1.")
    assert targets("en", *lines) == [("Article 1", Reason.OTHER_TEXT.value), ("section 1", "sec_1")]


def test_this_protocol_is_not_the_convention_that_prints_it() -> None:
    lines = (
        "Article 1",
        "Pond.",
        "Article 2",
        "See article 1 of this Protocol and article 1 of this Convention.",
    )
    told = targets("en", *lines, title="Pond Convention, as amended by the Protocol")
    assert told == [
        ("article 1 of this Protocol", Reason.OTHER_TEXT.value),
        ("article 1 of this Convention", "art_1"),
    ]
    assert targets("en", *lines, title="Pond Protocol")[0][1] == "art_1"


def test_provisions_printed_behind_the_text_are_of_the_acts_that_amended_it() -> None:
    lines = ("Section 1", "Pond.", "Section 2", "As section 1.", "RELATED PROVISIONS", "As section 1.")
    assert targets("en", *lines) == [("section 1", "sec_1"), ("section 1", Reason.AMENDED.value)]


def test_an_article_that_amends_another_text_points_there() -> None:
    lines = ("Điều 1. Ao", "1. Nước.", "Điều 2. Sửa đổi, bổ sung một số điều của Nghị định về hồ",
             "1. Sửa đổi khoản 1 Điều 1 như sau:")  # fmt: skip
    assert targets("vi", *lines)[-1] == ("khoản 1 Điều 1", Reason.AMENDED.value)


def test_numbers_whose_superscript_was_lost() -> None:
    provisions = [
        Provision("", eid, ProvisionKind.ARTICLE, n, n + 1, "uz", n, label=label)
        for n, (eid, label) in enumerate((("art_127", "127-modda."), ("art_127-1", "1271-modda.")))
    ]
    outline = Outline.of(provisions)
    assert outline.find_unit("1271", ProvisionKind.ARTICLE, "") == "art_127-1"
    assert outline.find_unit("127", ProvisionKind.ARTICLE, "") == "art_127"
    assert outline.find_unit("1272", ProvisionKind.ARTICLE, "") is None


@pytest.mark.parametrize(
    ("language", "words", "paths"),
    [
        ("en", "Violates Paragraph 2, Article 5.", [("5", "2")]),
        ("en", "except that section 5 applies", [("5",)]),
        ("en", "under this Convention, article 9 of the 1936 Convention", [("9",)]),
        ("fr", "un permis visé à l’article 35\n(1) Le ministre", [("35",)]),
        ("vi", "khoản 1 của một trong các Điều 249, 250 của Bộ luật Hình sự", [("249", "1"), ("250", "1")]),
        ("tr", "278 inci maddenin birincive ikinci fıkraları", [("278", "1"), ("278", "2")]),
    ],
)
def test_units_are_not_joined_where_the_words_do_not(
    language: str, words: str, paths: list[tuple[str, ...]]
) -> None:
    home = Provision("", "block_1", ProvisionKind.BLOCK, 0, len(words), language, 0)
    assert [found.path for found in find(words, (home,), language) if found.path] == paths


def test_the_said_article_is_the_one_of_that_number() -> None:
    lines = [line for n in range(1, 5) for line in (f"Article {n}", f"Pond {n}.")]
    last = "Article 2 and then article 3 stand, and the said article 2 too; likewise the said article 4."
    told = targets("en", *lines, "Article 5", last)
    assert ("the said article 2", "art_2") in told
    assert all(words != "the said article 4" for words, _ in told)


@pytest.mark.parametrize(
    ("words", "points_away"),
    [
        ("section 1 in the specified time", False),
        ("section 1 to the widest range", False),
        ("section 1 in the Lake Schedule", True),
        ("section 1 of the Lake Charter", True),
        ("Lake Act 2022 (XX of 2022) section 1", True),
    ],
)
def test_words_that_lead_to_another_text(words: str, points_away: bool) -> None:
    told = targets("en", "Section 1", "Pond.", "Section 2", f"As {words}.")
    assert (told[-1][1] != "sec_1") is points_away


def test_a_number_that_two_levels_bear_stays_open_where_one_word_is_for_both() -> None:
    text = "المادة 1"
    eids = ("art_1", "art_1__para_1", "art_1__para_1__subpara_1", "art_1__para_1__subpara_2", "art_1__para_2")
    words = "الفقرة ٢ من هذه المادة"
    body = f"{text} {words} "
    spans = {
        "art_1": (0, len(body)),
        "art_1__para_1": (9, len(body)),
        "art_1__para_1__subpara_2": (9, len(body)),
    }
    kinds = {
        "art": ProvisionKind.ARTICLE,
        "para": ProvisionKind.PARAGRAPH,
        "subpara": ProvisionKind.SUBPARAGRAPH,
    }
    provisions = [
        Provision(
            "d", eid, kinds[eid.rpartition("__")[2].partition("_")[0]], *spans.get(eid, (len(body), len(body))),
            "ar", n, parent=eid.rpartition("__")[0] or None,
        )
        for n, eid in enumerate(eids)
    ]  # fmt: skip
    instrument = Instrument(OWN, "Ponds", InstrumentKind.ACT, "xx")
    document = Document("d", OWN, "l", "ar", "Ponds", Nature.AUTHENTIC, "s", "text/plain", "c", body)
    assert [c.reason for c in cite(instrument, document, provisions)] == [Reason.AMBIGUOUS.value]


def test_the_paragraph_of_the_catalogue_is_no_paragraph_of_the_paper() -> None:
    words = "The CBM Catalogue, hereafter referred to as Catalogue, exists. It is the Catalogue where the States in para 2.2.12 swim."
    told = citations_in("en", "1. " + words)
    assert told[-1][3:] == ("para_2-2-12", f"{Reason.NOT_HELD.value}: {CATALOGUE}")
