"""Every table of commitments says by its own examples what it reads."""

from __future__ import annotations

import pytest

from corpus.model import Commitment, Force, Provision, ProvisionKind, Strength
from ingest.commitments import read_commitments
from ingest.commitments.tables import Place, Row, Table, languages, load_table

LANGUAGES_OF_THE_ISSUE = [
    "en",
    "ru",
    "kk",
    "ky",
    "uz",
    "uz-Cyrl",
    "tg",
    "mn",
    "az",
    "tr",
    "tk",
    "fa",
    "prs",
    "ps",
    "ar",
    "he",
    "ur",
    "hi",
    "bn",
    "ne",
    "si",
    "ta",
    "th",
    "lo",
    "km",
    "my",
    "vi",
    "id",
    "ms",
    "fil",
    "zh",
    "zh-Hant",
    "ja",
    "ko",
    "de",
    "fr",
    "es",
    "pt",
    "nl",
    "uk",
]
TABLES = [table for code in languages() if (table := load_table(code)) is not None]
ROWS = [(table, row) for table in TABLES for row in table.rows]
EXAMPLES = [(table, row, text) for table, row in ROWS for text in row.examples]
NEAR = [(table, row, text) for table, row in ROWS for text in row.near]
ACTORS = [(table, text, actor) for table in TABLES for text, actor in table.actor_examples]


def read_alone(text: str, language: str, row: Row | None = None) -> Commitment | None:
    """The commitment of a document that is one provision: a paragraph of a statement, or an article."""
    code = language.removesuffix("-Cyrl")
    kind = (
        ProvisionKind.PARAGRAPH if row is not None and row.place is Place.OPENING else ProvisionKind.ARTICLE
    )
    provision = Provision("", "unit_1", kind, 0, len(text), code, 0)
    return next(iter(read_commitments(text, [provision], code)), None)


def ident(case: tuple[Table, Row, str]) -> str:
    table, row, text = case
    return f"{table.language}-{row.place}-{row.strength}-{text[:40]}"


@pytest.mark.parametrize("case", EXAMPLES, ids=ident)
def test_an_example_is_read_with_the_strength_of_its_row(case: tuple[Table, Row, str]) -> None:
    table, row, text = case
    commitment = read_alone(text, table.language, row)
    assert commitment is not None
    assert commitment.strength is row.strength
    assert commitment.force is Force.OPERATIVE
    assert commitment.guessed is table.guessed


@pytest.mark.parametrize("case", NEAR, ids=ident)
def test_a_near_miss_is_not(case: tuple[Table, Row, str]) -> None:
    table, row, text = case
    commitment = read_alone(text, table.language, row)
    assert commitment is None or commitment.strength is not row.strength or row.place is Place.PREDICATE


@pytest.mark.parametrize("case", ACTORS, ids=lambda case: f"{case[0].language}-{case[1][:40]}")
def test_the_actor_is_the_words_that_name_it(case: tuple[Table, str, str]) -> None:
    table, text, actor = case
    commitment = read_alone(text, table.language)
    assert commitment is not None
    named = commitment.actor
    assert (text[named.start : named.end] if named else "") == actor


@pytest.mark.parametrize("code", LANGUAGES_OF_THE_ISSUE)
def test_every_language_has_all_five_strengths_and_none(code: str) -> None:
    table = load_table(code)
    assert table is not None
    assert {row.strength for row in table.rows} == set(Strength)
    for place in (Place.MODAL, Place.PENAL, Place.OPENING, Place.SCOPE):
        assert any(row.place is place and row.examples for row in table.rows), place
    assert all(row.examples or row.place is Place.HEADING for row in table.rows)


def test_no_two_tables_share_a_language() -> None:
    assert len({table.language for table in TABLES}) == len(TABLES) == len(languages())
