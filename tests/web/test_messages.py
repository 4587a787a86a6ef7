from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

import pytest

import web
from corpus.languages import LANGUAGES as DOCUMENT_LANGUAGES
from corpus.model import InstrumentKind, Nature, Strength
from web.interface import preferred
from web.messages import LANGUAGES, load_messages, plural_form

WEB = Path(web.__file__).parent


def places(text: str | Mapping[str, str]) -> set[str]:
    forms = [text] if isinstance(text, str) else list(text.values())
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_table_says_the_same_things(language: str) -> None:
    default, other = load_messages(LANGUAGES[0]), load_messages(language)
    assert other.texts.keys() == default.texts.keys()
    for key, text in default.texts.items():
        assert isinstance(text, str) == isinstance(other.texts[key], str), key
        assert places(text) == places(other.texts[key]), key


@pytest.mark.parametrize(("language", "forms"), [("en", {"one", "other"}), ("ru", {"one", "few", "many"})])
def test_every_form_that_a_number_can_ask_for_is_there(language: str, forms: set[str]) -> None:
    assert {plural_form(language, number) for number in range(200)} == forms
    for key, text in load_messages(language).texts.items():
        if not isinstance(text, str):
            assert set(text) == forms, key


def test_templates_and_code_use_only_keys_that_exist_and_all_of_them() -> None:
    texts = load_messages("en").texts
    sources = "\n".join(
        path.read_text()
        for path in WEB.rglob("*")
        if path.suffix in {".html", ".py"} and "commands" not in path.parts
    )
    used = set(re.findall(r"""\bt(?:\.count)?\(\s*["']([a-z_]+\.[a-z_]+)["']\s*[,)]""", sources))
    assert used - texts.keys() == set()
    # Keys put together from a variable: by their beginnings.
    beginnings = tuple(set(re.findall(r"""["']([a-z_]+\.[a-z_]*)["'] ~""", sources)))
    computed = (
        "kind.",
        "language.",
        "nature.",
        "jurisdiction.",
        "facet.",
        "error.",
        "strength.",
        "search.year_",
        "status_words.",
        "why.part_",
        "entities.list_",
        "entities.sort_",
        "entities.group_",
        "column.",
        "matrix.short_",
        "matrix_column.",
        "writing.legend_",
        *beginnings,
    )
    unused = {key for key in texts if key not in used and not key.startswith(computed)}
    assert unused == set()


def test_a_misspelt_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_messages("en")("search.buton")


def test_thousands_are_apart() -> None:
    assert load_messages("en").number(12345) == "12,345"
    assert load_messages("ru").number(12345) == "12\u202f345"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("en;q=0.3, ru;q=0.4", "ru"),
        ("kk,zh;q=0.5", "en"),
        ("ru;q=nonsense, en;q=0.1", "en"),
        (";;;,,,q=", "en"),
    ],
)
def test_the_browser_s_wishes(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_kind_nature_and_strength_has_a_name(language: str) -> None:
    texts = load_messages(language).texts
    for section, values in (
        ("language", DOCUMENT_LANGUAGES),
        ("kind", InstrumentKind),
        ("nature", Nature),
        ("strength", Strength),
    ):
        assert {f"{section}.{value}" for value in values} <= texts.keys()
