"""The 18 areas: complete in their languages, and their terms found where they should be and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas import (
    Area,
    area,
    area_or_theme,
    find_signals,
    load_areas,
    load_areas_file,
    load_themes,
    themes_of,
)
from corpus.areas.load import AREAS_FILE, LABEL_LANGUAGES
from corpus.areas.themes import load_themes_file
from corpus.errors import NotFoundError, RegisterError
from corpus.thesaurus import load_thesaurus

ALL_TERM_LANGUAGES = {
    "en", "ru", "kk", "fa", "ar", "zh", "zh-Hant", "tr", "hi", "th", "vi", "ko", "ja", "uz", "bn", "uk", "de",
    "fr", "es", "nl", "ms",
}  # fmt: skip


def found(text: str, code: str, language: str | None) -> list[str]:
    return [text[start:end] for start, end in find_signals(text, area(code), language)]


def test_there_are_eighteen_in_order_each_with_all_its_languages() -> None:
    areas = load_areas()
    assert [area.code for area in areas] == [f"A{number}" for number in range(1, 19)]
    for entry in areas:
        assert set(entry.labels) == set(LABEL_LANGUAGES)
        assert set(entry.terms) == ALL_TERM_LANGUAGES
        for language in ("en", "ru"):
            assert len(entry.labels[language]) <= 60, entry.code
            assert 2 <= entry.scope[language].count(". ") + 1 <= 4, entry.code


def test_no_two_areas_share_a_label() -> None:
    for language in LABEL_LANGUAGES:
        labels = [entry.labels[language] for entry in load_areas()]
        assert len(set(labels)) == 18


def test_overlapping_areas_point_at_each_other() -> None:
    for code, others in {
        "A8": ("A16", "A3"), "A16": ("A17", "A8"), "A17": ("A16",), "A6": ("A7",), "A7": ("A6",),
        "A9": ("A12", "A13"), "A12": ("A9", "A13"), "A13": ("A9", "A12"), "A14": ("A15",), "A15": ("A14",),
    }.items():  # fmt: skip
        for language in ("en", "ru"):
            for other in others:
                assert other in area(code).scope[language], (code, language, other)


@pytest.mark.parametrize("code", [f"A{number}" for number in range(1, 19)])
def test_every_term_is_found_in_its_own_language(code: str) -> None:
    for language, terms in area(code).terms.items():
        for term in terms:
            assert find_signals(f"… {term} …", area(code), language), (language, term)


def test_a_label_falls_back_to_the_base_language_and_then_to_english() -> None:
    assert area("A1").label("ru") == area("A1").labels["ru"]
    assert area("A1").label("zh-Hant") == area("A1").labels["zh"]
    assert area("A1").label("vi") == area("A1").labels["en"]
    assert area("A1").scope_note("kk") == area("A1").scope["en"]


def test_an_unknown_area_is_told() -> None:
    with pytest.raises(NotFoundError, match="A19"):
        area("A19")


@pytest.mark.parametrize(
    ("text", "code", "language", "expected"),
    [
        ("оказывать взаимную правовую помощь", "A1", "ru", ["взаимную правовую помощь"]),
        ("SUÇLULARIN İADESİ talebi", "A1", "tr", ["SUÇLULARIN İADESİ"]),
        ("국제형사사법 공조", "A1", "ko", ["국제형사사법"]),
        ("Утечка  прекурсоров", "A3", "ru", ["Утечка", "прекурсоров"]),
        ("تهريب السلائف والتهريب بالسلائف", "A3", "ar", ["تهريب", "السلائف", "والتهريب", "بالسلائف"]),
        ("پیش‌سازها، پیش سازها، پیشسازها", "A3", "fa", ["پیش‌سازها", "پیش سازها", "پیشسازها"]),
        ("پيش‌ساز", "A3", "fa", ["پيش‌ساز"]),  # with the Arabic yeh
        ("運輸毒品與走私", "A3", "zh-Hant", ["運輸毒品", "走私"]),
        ("प्रत्यर्पण के लिए", "A1", "hi", ["प्रत्यर्पण"]),
        ("a penalty of ten years", "A18", "en", []),
        ("notified through PICS", "A18", "en", ["PICS"]),
        ("maltreatment", "A13", "en", []),
        ("treatments", "A13", "en", ["treatments"]),
    ],
)
def test_terms_are_found_as_words(text: str, code: str, language: str, expected: list[str]) -> None:
    assert found(text, code, language) == expected


def test_a_script_variant_uses_the_terms_of_its_base_language_too() -> None:
    assert found("易制毒化学品", "A3", "zh-Hant") == ["易制毒化学品"]


def test_only_the_given_language_is_tried_unless_it_is_not_known() -> None:
    assert found("прекурсор", "A3", "en") == []
    assert found("прекурсор, precursors", "A3", None) == ["прекурсор", "precursors"]
    assert found("precursors", "A3", "xx") == []


@given(text=st.text(max_size=80), code=st.sampled_from([f"A{number}" for number in range(1, 19)]))
def test_spans_lie_in_the_text_in_order_and_do_not_overlap(text: str, code: str) -> None:
    end_before = 0
    for start, end in find_signals(f"{text} precursor {text}", area(code)):
        assert end_before <= start < end <= len(text) * 2 + 11
        end_before = end


def test_a_foreign_area_brings_its_own_terms() -> None:
    mine = Area("A3", {"en": "x"}, {"en": "x"}, {"en": ("teapot",)})
    assert find_signals("two teapots and a precursor", mine, "en") == [(4, 11)]


def test_what_is_wrong_in_the_file_is_named(tmp_path: Path) -> None:
    def change(path: tuple[str, ...], value: object) -> str:
        content = yaml.safe_load(AREAS_FILE.read_text(encoding="utf-8"))
        spot = content
        for key in path[:-1]:
            spot = spot[key]
        if value is None:
            del spot[path[-1]]
        else:
            spot[path[-1]] = value
        file = tmp_path / "areas.yaml"
        file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        with pytest.raises(RegisterError) as raised:
            load_areas_file(file)
        assert raised.value.remedy
        return raised.value.message

    assert "areas.yaml, provision A4, field 'label.kk'" in change(("areas", "A4", "label", "kk"), None)
    assert "areas.yaml, provision A4, field 'scope.ru'" in change(("areas", "A4", "scope", "ru"), None)
    assert "field 'terms.hi'" in change(("areas", "A4", "terms", "hi"), [])
    assert "'Kartell' is not in lower case" in change(("areas", "A4", "terms", "de"), ["Kartell"])
    assert "'x' is there twice" in change(("areas", "A4", "terms", "de"), ["x", "x"])
    assert "A1 to A18 in order" in change(("areas", "A4"), None)
    assert "there is no such field" in change(("areas", "A4", "notes"), "x")


def test_sub_themes_hang_on_areas_and_on_concepts_that_exist() -> None:
    concepts = {entry.id for entry in load_thesaurus()}
    themes = load_themes()
    assert {"A3", "A13"} <= {theme.area for theme in themes}
    assert [theme.code for theme in themes_of("A13")] == [f"A13.{number}" for number in range(1, 7)]
    assert {concept for theme in themes for concept in theme.concepts} <= concepts
    assert all(area_or_theme(theme.code) is theme for theme in themes)


def test_a_file_of_sub_themes_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    broken = tmp_path / "themes.yaml"
    broken.write_text("themes:\n  A19.1:\n    label: {en: Other, ru: Другое}\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"themes\.yaml.*A19\.1"):
        load_themes_file(broken)
    broken.write_text(
        "themes:\n  A3.2:\n    label: {en: B, ru: Б}\n  A3.1:\n    label: {en: A, ru: А}\n", encoding="utf-8"
    )
    with pytest.raises(RegisterError, match="not in order"):
        load_themes_file(broken)
