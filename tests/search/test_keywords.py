"""Words of many scripts: the same word in two spellings is one term, and highlights point at it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.languages import LANGUAGES
from search.keywords import VARIANTS_PATH, analyze_query, analyzer, highlight, required_words
from search.scripts import guess_language


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
    ],
)
def test_spellings_of_one_word_are_one_term(language: str, one: str, other: str) -> None:
    assert indices(one, language) == indices(other, language) != set()


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


def test_required_words_are_those_in_quotation_marks() -> None:
    assert required_words('a "b c" «д» “e” 「毒品」') == ("b c", "д", "e", "毒品")
    assert required_words('5" pipe') == ()


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
