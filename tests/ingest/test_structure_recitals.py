"""The table of recitals says by its own examples which paragraphs are preambular and which operative."""

from __future__ import annotations

import pytest

from ingest.structure.recitals import is_operative, is_recital, recital_table
from tests.ingest.structure_samples import eids, parse_lines

ROWS = recital_table()
LANGUAGES = ["en", "fr", "es", "ru", "zh", "ar", "kk", "fa", "tr", "uz", "id", "ms"]
LANGUAGES += ["vi", "th", "ko", "ja", "de", "pt", "nl", "uk"]
RECITALS = [(language, line) for language, row in ROWS.items() for line in row.recitals]
OPERATIVE = [(language, line) for language, row in ROWS.items() for line in row.operative]


@pytest.mark.parametrize(("language", "line"), RECITALS)
def test_a_recital(language: str, line: str) -> None:
    assert is_recital(line, language)
    assert not is_operative(line, language)


@pytest.mark.parametrize(("language", "line"), OPERATIVE)
def test_an_operative_paragraph(language: str, line: str) -> None:
    assert is_operative(line, language)
    assert not is_recital(line, language)


@pytest.mark.parametrize(
    "language",
    [
        "en",
        "fr",
        "es",
        "ru",
        "zh",
        "ar",
        "kk",
        "fa",
        "tr",
        "uz",
        "id",
        "ms",
        "vi",
        "th",
        "ko",
        "ja",
        "de",
        "pt",
        "nl",
        "uk",
    ],
)
def test_every_language_has_examples(language: str) -> None:
    assert len(ROWS[language].recitals) >= 2
    assert len(ROWS[language].operative) >= 2


@pytest.mark.parametrize("language", sorted(ROWS))
def test_a_resolution(language: str) -> None:
    row = ROWS[language]
    numbered = [f"{n}. {line}" for n, line in enumerate(row.operative, start=1)]
    parsed = parse_lines("x", *row.recitals, *numbered, language=language)
    assert [e for e in eids(parsed) if e.startswith(("rec", "para"))] == [
        *(f"rec_{n}" for n in range(1, len(row.recitals) + 1)),
        *(f"para_{n}" for n in range(1, len(numbered) + 1)),
    ]
    again = parse_lines("x", *row.recitals, *row.operative, language=language)
    assert eids(again)[-len(row.operative) :] == [f"para_{n}" for n in range(1, len(row.operative) + 1)]
