"""Cues: found as stems in every language that has them, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas.cues import find_cues, load_cues, load_cues_file
from corpus.errors import RegisterError
from corpus.languages import LANGUAGES
from corpus.thesaurus.fold import UNSPACED


def named(text: str, language: str) -> set[tuple[str, str]]:
    return {(cue.id, text[cue.start : cue.end]) for cue in find_cues(text, language)}


@pytest.mark.parametrize(
    ("text", "language", "cue", "word"),
    [
        ("Whoever sells opium is punished with imprisonment.", "en", "imprisonment", "imprisonment"),
        ("Наказывается лишением свободы до трёх лет.", "ru", "imprisonment", "лишением свободы"),
        ("处三年以下有期徒刑。", "zh", "imprisonment", "有期徒刑"),
        ("يعاقب بالسجن مدة سنة", "ar", "imprisonment", "بالسجن"),
        ("wird mit Freiheitsstrafe bestraft", "de", "imprisonment", "Freiheitsstrafe"),
    ],
)
def test_a_cue_is_drawn_out_to_its_word(text: str, language: str, cue: str, word: str) -> None:
    assert (cue, word) in named(text, language)


def test_compounds_of_german_hold_words_within() -> None:
    assert any(cue.id == "drug" for cue in find_cues("der Betäubungsmittelhandel", "de"))


def test_a_language_without_cues_has_none() -> None:
    assert find_cues("Narcotics are sold.", "si") == []


def test_every_term_is_found_in_a_text_that_is_that_term() -> None:
    missed = []
    for cue, by_language in load_cues().items():
        for language, terms in by_language.items():
            for term in terms:
                text = term if language in UNSPACED else f"x {term} x"
                if cue not in {found.id for found in find_cues(text, language)}:
                    missed.append((cue, language, term))
    assert missed == []


@given(st.text(max_size=200), st.sampled_from(sorted(LANGUAGES)))
def test_spans_are_within_the_text_whatever_it_is(text: str, language: str) -> None:
    assert all(0 <= cue.start < cue.end <= len(text) for cue in find_cues(text, language))


def test_a_broken_file_is_told_with_cue_and_language(tmp_path: Path) -> None:
    broken = tmp_path / "cues.yaml"
    broken.write_text("cues:\n  sell:\n    en: [Sell]\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"sell.*en.*lower case"):
        load_cues_file(broken)
    broken.write_text("cues:\n  sell:\n    xx: [sell]\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="no language"):
        load_cues_file(broken)
