"""Cleaning changes format and never wording."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.wording import count_forbidden, raise_digits, tidy


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\u00a0 b\t\nc", "a b c"),
        ("Rechts\u00advor\u00adschrift", "Rechtsvorschrift"),
        ("\ufeffArticle\u200b 1\u2060", "Article 1"),
        ("cafe\u0301", "café"),
        ("NUL\x00 and \ud800 surrogate", "NUL and surrogate"),
        ("می\u200cشود", "می\u200cشود"),  # Persian writes with the non-joiner
        ("ක්\u200dර", "ක්\u200dර"),  # Sinhala with the joiner
        ("ক্\u200cষ", "ক্\u200cষ"),
        ("ភាសា\u200bខ្មែរ", "ភាសា\u200bខ្មែរ"),  # Khmer parts words so
        ("word\u200cword", "wordword"),
        ("\u202bمتن\u202c", "متن"),
        ("第一条\u3000この", "第一条 この"),
        ("\ufdfa" * 3, "\ufdfa" * 3),
    ],
)
def test_tidy(raw: str, clean: str) -> None:
    assert tidy(raw) == clean


@given(st.text())
def test_tidy_is_stable_and_leaves_one_clean_line(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n" not in once
    assert "  " not in once
    assert once == once.strip()
    once.encode("utf-8")


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Lo", "Lt", "Nd", "Po", "Ps", "Pe"))))
def test_tidy_keeps_letters_digits_and_punctuation(text: str) -> None:
    kept = "".join(unicodedata.normalize("NFC", text).split())
    assert "".join(tidy(text).split()) == kept


def test_forbidden_characters_are_counted() -> None:
    assert count_forbidden("a\x00b\x1bc\ud800\tok\n") == 3


@pytest.mark.parametrize(
    ("text", "raised"), [("1", "¹"), ("104", "¹⁰⁴"), ("OH", "OH"), ("-", "⁻"), ("1a", "1a")]
)
def test_raised_digits_stay_apart_from_the_number(text: str, raised: str) -> None:
    assert raise_digits(text) == raised
