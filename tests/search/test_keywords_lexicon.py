"""The lexicon of an index: beginnings of words, words without their accents; its bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IndexMismatchError, UsageError
from corpus.model import Passage
from search.passages import PassageText
from search.words.keywords import analyze_query, analyzer
from search.words.lexicon import MAX_FORMS, Lexicon, strip_accents
from search.words.word_forms import gather_lexicon

WORDS = [
    ("en", "precursor", 1), ("en", "precursors", 1), ("fr", "précurseur", 2), ("en", "penal", 3),
    ("fr", "pénal", 4), ("fr", "pénale", 4), ("tr", "türkiye", 5), ("ru", "прекурсор", 6), ("vi", "ma", 7),
    ("vi", "mạ", 8), ("en", "ma", 9), ("de", "betäubungsmittel", 10), ("de", "neue", 11),
    ("ky", "көзөмөл", 12), ("en", "prescription", 13),
]  # fmt: skip


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.from_bytes(Lexicon.from_words(WORDS).to_bytes())


@pytest.mark.parametrize(
    ("prefix", "language", "expected"),
    [
        ("precur", None, {1, 2}), ("precur", "en", {1}), ("précur", None, {2}), ("pre", "en", {1, 13}),
        ("прек", None, {6}), ("betaeub", None, {10}), ("betaub", None, {10}), ("козо", None, {12}),
        ("zz", None, set()), ("precursorss", None, set()), ("pre", "xx", set()),
    ],
)  # fmt: skip
def test_a_beginning_reaches_the_terms_of_all_words_that_begin_so(
    lexicon: Lexicon, prefix: str, language: str | None, expected: set[int]
) -> None:
    assert lexicon.expand_prefix(prefix, language) == expected


@pytest.mark.parametrize(
    ("form", "language", "expected"),
    [
        ("penal", None, {3, 4}),  # without accents: both
        ("pénal", None, {4}),  # with accents: only so
        ("pènal", None, {3, 4}),  # unknown accents: whatever is alike
        ("turkiye", None, {5}), ("ma", "vi", {7, 8}), ("ma", "en", {9}), ("betaeubungsmittel", None, {10}),
        ("neue", None, {11}), ("козомол", None, {12}), ("", None, set()),
    ],
)  # fmt: skip
def test_a_word_without_accents_reaches_those_with_them(
    lexicon: Lexicon, form: str, language: str | None, expected: set[int]
) -> None:
    assert lexicon.variants(form, language) == expected


def test_too_many_words_of_one_beginning_are_refused() -> None:
    many = Lexicon.from_words(("en", f"ab{number}", number) for number in range(MAX_FORMS + 1))
    with pytest.raises(UsageError, match="“ab”"):
        many.expand_prefix("ab")
    assert len(many.expand_prefix("ab1")) > 1000
    assert many.begin("ab", most=10) == frozenset()


def test_words_of_a_query_find_those_with_accents_but_tones_only_where_they_are_meant() -> None:
    texts = {
        "fr": "Le code pénal",
        "vi": "mạ kẽm và phòng chống ma túy",
        "en": "the MA degree",
        "tr": "Türkiye",
    }
    lexicon = Lexicon.from_words(
        (code, form, term) for code, text in texts.items() for form, term in analyzer(code).forms(text)
    )

    def reaches(query: str, language: str, code: str, word: str) -> bool:
        asked = frozenset[int]().union(*analyze_query(query, language, texts, lexicon))
        return set(analyzer(code).words(word)) <= asked

    assert reaches("code penal", "en", "fr", "pénal")
    assert reaches("Turkiye", "en", "tr", "Türkiye")
    assert reaches("phong chong", "en", "vi", "phòng chống")
    assert reaches("ma", "vi", "vi", "mạ")
    # "MA" is a word of English here, and no careless "mạ".
    assert not reaches("ma", "en", "vi", "mạ")


def test_the_lexicon_of_passages_has_the_words_of_texts_and_headings() -> None:
    passage = Passage("p", "d", "art_1", 0, 9, "en", "Act on Rain › Gauges")
    lexicon = gather_lexicon([PassageText(passage, "measuring rainfall")])
    for word in ("measuring", "rainfall", "gauges", "act"):
        assert lexicon.has(word, "en")
    assert lexicon.expand_prefix("rainf") == set(analyzer("en").words("rainfall"))
    assert not lexicon.has("snow", "en")


def test_an_empty_lexicon_denies_nothing_and_knows_nothing() -> None:
    empty = Lexicon.from_bytes(b"")
    assert len(empty) == 0
    assert empty.variants("penal") == empty.expand_prefix("pe") == frozenset()
    assert empty.knows([1], "en")


@pytest.mark.parametrize("data", [b"PK", b"nonsense" * 10])
def test_damaged_bytes_are_told_with_the_remedy(data: bytes) -> None:
    with pytest.raises(IndexMismatchError, match="narcord index rebuild"):
        Lexicon.from_bytes(data)


_entries = st.lists(
    st.tuples(st.sampled_from(["en", "vi", "zh-Hant"]), st.text(max_size=12), st.integers(0, 2**32 - 1)),
    max_size=30,
)


@given(_entries, st.text(max_size=3))
def test_bytes_give_back_the_same_lexicon(words: list[tuple[str, str, int]], prefix: str) -> None:
    before = Lexicon.from_words(words)
    after = Lexicon.from_bytes(before.to_bytes())
    assert after.to_bytes() == before.to_bytes()
    assert len(after) == len(set(words))
    exactly = {term for _, form, term in words if form.startswith(prefix)}
    assert exactly <= after.expand_prefix(prefix)
    assert after.expand_prefix(prefix) == before.expand_prefix(prefix)
    for code, form, term in words:
        assert term in after.variants(form, code)
        assert after.has(form, code)
        assert after.knows([term], code)


@given(st.text(max_size=20))
def test_stripping_accents_twice_changes_nothing_more(form: str) -> None:
    once = strip_accents(form)
    assert strip_accents(once) == once


def test_terms_are_whole_numbers_of_python() -> None:
    found = Lexicon.from_words(WORDS).expand_prefix("pre")
    assert all(type(term) is int and not isinstance(term, np.integer) for term in found)
