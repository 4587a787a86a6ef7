"""Words of many scripts: the same word in two spellings is one term, and highlights point at it."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.languages import LANGUAGES
from corpus.thesaurus import find_concepts
from search.scripts import guess_language
from search.words.keywords import (
    VARIANTS_PATH,
    analyze_query,
    analyzer,
    highlight,
    highlight_concepts,
    merge_spans,
)


def terms(text: str, language: str) -> list[str]:
    return [token.term for token in analyzer(language).tokens(text)]


def indices(text: str, language: str) -> set[int | None]:
    rules = analyzer(language)
    return {rules.index(token.term) for token in rules.tokens(text)}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Trafficking of DRUGS", "trafficked drug"),
        ("ru", "контролируемая поставка", "контролируемой поставки"),
        ("de", "Behandlung", "Behandlungen"),
        ("ar", "المُخَدِّرات", "المخدرات"),
        ("ar", "الأسلحة", "الاسلحه"),
        ("fa", "قاچاق کالای ممنوع", "قاچاق كالاي ممنوع"),
        ("fa", "می‌شود", "میشود"),
        ("ar", "المادة ١٢", "المادة 12"),
        ("fa", "ماده ۱۲", "ماده 12"),
        ("hi", "धारा १२", "धारा 12"),
        ("zh", "第１２条", "第12条"),
        ("zh", "藥品製造標準", "药品制造标准"),
        ("ja", "麻薬", "麻藥"),
        ("uz", "oʻzbek", "o'zbek"),
        ("uz", "o‘zbek", "o'zbek"),
        ("uk", "об’єкт", "об'єкт"),
        ("tr", "IŞIK", "ışık"),
        ("tr", "İSTANBUL", "istanbul"),
        ("en", "pro\u00adgramme", "programme"),
        ("kk", "шекаралардағы бақылаулар", "шекарадан бақылауға"),
        ("uz", "chegaralardagi", "chegaradan"),
        # One language in two scripts.
        ("uz", "гиёҳвандлик воситалари", "giyohvandlik vositalari"),
        ("uz", "Ўзбекистон Конституцияси", "Oʻzbekiston Konstitutsiyasi"),
        ("uz", "ер", "yer"),
        ("uz", "özbek şahar", "oʻzbek shahar"),
        ("az", "наркотик васитәләр, ҝөмрүк", "narkotik vasitələr, gömrük"),
        ("tk", "Түркменистан, нешелер, европа", "Türkmenistan, neşeler, ýewropa"),
        ("kk", "есірткі құралдары", "esirtki quraldary"),
        ("kk", "Қазақстан Республикасы", "Qazaqstan Respublıkasy"),  # as of 2018
        ("kk", "Қазақстан Республикасы", "Qazaqstan Respublikasy"),  # as of 2021
        ("kk", "заңсыз айналым", "zańsyz aınalym"),
        ("kk", "ұйым туралы өкім", "ūiym turaly ökim"),
        # Arabic: article, conjunction and prefixes cling to the word; plurals; presentation forms.
        ("ar", "المخدرات", "والمخدرات"),
        ("ar", "للمخدرات", "بالمخدرات"),
        ("ar", "مخدر", "المخدرات"),
        ("ar", "اتفاقية", "الاتفاقيات"),
        ("ar", "ﺍﻟﻤﺨﺪﺭﺍﺕ", "المخدرات"),
        ("fa", "می‌شود", "می شود"),
        ("fa", "مي شود", "میشود"),
        ("fa", "کتاب‌ها", "كتاب ها"),
        ("fa", "کتابهای", "کتاب"),
        ("prs", "کتاب‌ها", "کتابها"),
        ("he", "סַמִּים", "סמים"),
        ("ru", "учёт", "учет"),
        ("de", "Straße", "STRASSE"),
        ("vi", "hoà bình", "hòa bình"),
        ("vi", unicodedata.normalize("NFD", "tiếng Việt"), "tiếng Việt"),
        ("hi", "हिन्दी", "हिंदी"),
        ("hi", "ज़मीन", "जमीन"),
        # Digits of a script without spaces are words by themselves.
        ("th", "มาตรา ๑๒๓", "มาตรา 123"),
        ("lo", "ມາດຕາ໑໒໓", "ມາດຕາ 123"),
        ("km", "មាត្រា១២៣", "មាត្រា 123"),
        ("my", "ပုဒ်မ ၁၂၃", "ပုဒ်မ 123"),
        ("bn", "ধারা ১২৩", "ধারা 123"),
        ("zh", "第１２３条", "第123条"),
        # Signs that show nothing, between characters.
        ("km", "ស្ត្រី\u200bកុមារ", "ស្ត្រីកុមារ"),
        ("my", "နှစ်\u200bရုံး", "နှစ်ရုံး"),
        ("si", "ක්\u200dරමය", "ක්රමය"),
        ("ja", "ﾍﾛｲﾝの密輸", "ヘロインの密輸"),
        ("en", "ＨＥＲＯＩＮ ﬁlm", "heroin film"),
        ("fr", "l’article d’une", "article"),
        ("fr", "qu'il s'agisse d'opium", "qu’il s’agisse opium"),
        ("en", "post‑trial", "post-trial"),
    ],
)
def test_spellings_of_one_word_are_one_term(language: str, one: str, other: str) -> None:
    assert indices(one, language) == indices(other, language) != set()


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("en", "post-trial release", "posttrial"),
        ("en", "post-trial release", "trial"),
        ("en", "post-\ntrial release", "posttrial"),
        ("en", "e-commerce", "ecommerce"),
        ("en", "5-MeO-DMT and 2C-B", "2CB"),
        ("de", "Drogen-Handel", "Drogenhandel"),
        ("en", "1,000,000 tablets", "1000000"),
        ("fr", "1\u00a0000 comprimés", "1000"),
        ("de", "1.000 Tabletten", "1000"),
        ("fa", "قانون‌گذاری", "قانون"),
        ("en", "the person's drugs", "person"),
    ],
)
def test_what_consists_of_parts_is_found_by_them_and_as_one(language: str, text: str, asked: str) -> None:
    assert indices(asked, language) <= indices(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "article 228.1"), ("en", "2010-2020"), ("en", "12.5 kg"), ("en", "pages 3, 400 and 5")],
)
def test_numbers_that_are_not_one_stay_apart(language: str, text: str) -> None:
    assert all(len(term) <= 4 for term in terms(text, language) if term.isdecimal())


def test_a_phrase_is_a_row_of_words_however_numbers_and_joiners_are_written() -> None:
    def row(text: str, language: str) -> tuple[int, ...]:
        return analyzer(language).words(text)

    assert row("1,000 kg of opium", "en") == row("1000 kg of opium", "en")
    assert len(row("1,000 kg of opium", "en")) == 4
    assert row("می‌شود", "fa") == row("می شود", "fa")
    assert row("post-trial release", "en") == row("post trial release", "en")


def test_a_word_in_one_script_is_not_another_word_in_the_other() -> None:
    assert indices("қар", "kk") != indices("кар", "kk")
    assert indices("от", "kk") != indices("өт", "kk")
    assert indices("гөз", "tk") != indices("гоз", "tk")


def test_the_capital_i_of_a_query_is_read_by_the_rules_of_every_language() -> None:
    # "INCB" in a query that is taken for Turkish stands in English documents too.
    asked = frozenset().union(*analyze_query("INCB ISTANBUL", "tr", ["en"]))
    assert {i for i in indices("incb istanbul", "en") if i is not None} <= asked
    asked = frozenset().union(*analyze_query("İstanbul", "en", ["tr"]))
    assert indices("İSTANBUL", "tr") <= asked


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("uk", "обіг та який наркотиків", 2),
        ("uz", "giyohvandlik va uning", 1),
        ("uz", "гиёҳвандлик ва унинг", 1),
        ("kk", "құрал және туралы", 1),
        ("kk", "qural jáne týraly", 1),
        ("ky", "мыйзам жана менен", 1),
        ("tk", "kanun we bilen", 1),
        ("mn", "хууль болон тухай", 1),
        ("vi", "luật và của những", 1),
        ("fa", "قانون و در این", 1),
        ("prs", "قانون و در این", 1),
        ("ps", "قانون او په دغه", 1),
        ("ur", "قانون اور کے لیے", 1),
        ("hi", "कानून और के लिए", 1),
        ("cs", "zákon a který", 1),
        ("fil", "batas ng mga", 1),
    ],
)
def test_function_words_of_our_own_lists_fall_away(language: str, text: str, left: int) -> None:
    assert len(terms(text, language)) == left


def test_khmer_and_burmese_characters_keep_what_is_written_below_them() -> None:
    assert terms("ស្ត្រី", "km") == ["ស្ត្រី"]
    assert terms("ဒုက္ခ", "my") == ["ဒုက္ခ"]


def test_stop_words_are_dropped_where_they_are_known() -> None:
    assert terms("the use of the drug", "en") == ["use", "drug"]
    assert terms("على الأسلحة", "ar") == terms("الأسلحة", "ar")
    assert terms("және", "kk") == ["және"] or terms("және", "kk") == []
    assert terms("the use", "xx") == ["the", "use"]


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("zh", "国家禁毒委员会负责组织工作", "禁毒委员会"),
        ("ja", "麻薬の輸入を業とする者", "麻薬の輸入"),
        ("th", "ห้องสมุดของมหาวิทยาลัย", "มหาวิทยาลัย"),
        ("lo", "ຫ້ອງການທັງສອງຕົກລົງ", "ຕົກລົງ"),
        ("km", "ការិយាល័យទាំងពីរ", "ទាំងពីរ"),
        ("my", "ရုံးနှစ်ရုံးသည်", "နှစ်ရုံး"),
        ("ko", "두 사무소는 회의를 연다", "사무소"),
    ],
)
def test_a_word_inside_a_run_without_spaces_is_found(language: str, text: str, part: str) -> None:
    assert indices(part, language) <= indices(text, language)
    wanted = frozenset(i for i in indices(part, language) if i is not None)
    spans = highlight(text, language, wanted)
    assert any(part in text[start:end] for start, end in spans)
    assert spans != [(0, len(text))]


def test_a_name_is_found_in_documents_of_other_languages() -> None:
    # French stems "fentanyls" otherwise than English does; both are asked for.
    groups = analyze_query("fentanyl treaties", "en", ["fr", "de"])
    assert len(groups) == 2
    assert indices("fentanyl", "fr") <= set(groups[0])
    assert indices("treaty", "en") <= set(groups[1])
    assert indices("Курсанттардың", "kk") <= set(analyze_query("курсантами", "ru", ["kk"])[0])


def test_a_chinese_word_is_found_in_either_writing_and_in_japanese() -> None:
    asked = frozenset().union(*analyze_query("麻药管制", "zh", ["zh-Hant", "ja"]))
    assert highlight("麻藥之管制", "zh-Hant", asked) == [(0, 2), (3, 5)]
    assert highlight("麻薬の取締り", "ja", asked) == [(0, 2)]


def test_every_han_variant_belongs_to_one_group() -> None:
    characters = "".join(VARIANTS_PATH.read_text(encoding="utf-8").split())
    assert len(characters) == len(set(characters)) > 4000


def test_document_weights_saturate_and_shrink_with_length() -> None:
    rules = analyzer("en")
    once = rules.embed_document("opium")
    thrice = rules.embed_document("opium opium opium")
    long = rules.embed_document("opium " + " ".join(f"word{n}" for n in range(200)))
    assert once.indices == thrice.indices
    assert once.values[0] < thrice.values[0] < 3 * once.values[0]
    assert dict(zip(long.indices, long.values, strict=True))[once.indices[0]] < once.values[0]


def test_concepts_are_marked_in_the_words_of_each_language() -> None:
    text = "О прекурсорах и контролируемых поставках."
    concepts = {match.concept.id for match in find_concepts("precursor", "en")}
    assert concepts
    assert [text[a:b] for a, b in highlight_concepts(text, "ru", concepts)] == ["прекурсорах"]
    assert highlight_concepts(text, "ru", ()) == []


def test_spans_that_touch_are_one() -> None:
    assert merge_spans([(5, 7), (0, 2), (2, 4), (6, 9)]) == [(0, 4), (5, 9)]


@given(st.text(max_size=120), st.sampled_from(sorted(LANGUAGES)))
def test_any_text_has_tokens_and_highlights_within_it(text: str, language: str) -> None:
    rules = analyzer(language)
    found = list(rules.tokens(text))
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert token.term
        assert token.term == "".join(token.term.split())
    wanted = frozenset(i for i in map(rules.index, (t.term for t in found)) if i is not None)
    spans = highlight(text, language, wanted)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(spans))
    assert bool(spans) == bool(wanted)
    assert set(rules.embed_document(text).indices) == set(wanted)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("drug trafficking", "en"), ("незаконный оборот", "ru"), ("есірткінің заңсыз айналымы", "kk"),
        ("مكافحة المخدرات", "ar"), ("مبارزه با قاچاق", "fa"), ("禁毒", "zh"), ("麻薬の輸入", "ja"),
        ("마약", "ko"), ("ยาเสพติด", "th"), ("uyuşturucu kaçakçılığı", "tr"), ("ma túy và tội phạm", "vi"),
        ("незаконний обіг речовин її", "uk"), ("नशीली दवाएं", "hi"), ("12 / 34", "en"), ("", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_query_is_guessed_from_its_letters(text: str, language: str) -> None:
    assert guess_language(text) == language
