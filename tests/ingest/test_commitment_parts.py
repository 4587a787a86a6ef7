"""What, by when and with whom: every table says by its own examples what it reads."""

from __future__ import annotations

import pytest

from corpus.model import Commitment, Evidence, Provision, ProvisionKind, Strength
from ingest.commitments import read_commitments
from ingest.commitments.tables import Table, languages, load_table

TABLES = [table for code in languages() if (table := load_table(code)) is not None and table.parts]
EXAMPLES = [(table, example) for table in TABLES if table.parts for example in table.parts.examples]
LANGUAGES_OF_THE_GOLD = {
    "en", "ru", "zh", "zh-Hant", "ja", "ko", "de", "fr", "es", "nl", "vi", "th", "tr", "uz", "uk", "ar", "bn",
}  # fmt: skip


def read_alone(text: str, language: str) -> Commitment:
    provision = Provision("", "unit_1", ProvisionKind.ARTICLE, 0, len(text), language, 0)
    [commitment] = read_commitments(text, [provision], language)
    return commitment


def read_items(chapeau: str, *items: str) -> tuple[str, list[Commitment]]:
    """The commitments of an article with a chapeau and items."""
    text, provisions = chapeau, []
    for n, item in enumerate(items, start=1):
        text += "\n"
        start, label = len(text), f"({chr(96 + n)})"
        text += f"{label} {item}"
        eid = f"art_1__subpara_{n}"
        kind = ProvisionKind.SUBPARAGRAPH
        provisions.append(Provision("", eid, kind, start, len(text), "en", n, label, parent="art_1"))
    article = Provision("", "art_1", ProvisionKind.ARTICLE, 0, len(text), "en", 0)
    return text, list(read_commitments(text, [article, *provisions], "en"))


def words(text: str, span: Evidence | None) -> str:
    return text[span.start : span.end] if span else ""


def parts(text: str, commitment: Commitment) -> tuple[str, str, str]:
    return (
        words(text, commitment.action),
        words(text, commitment.deadline),
        words(text, commitment.partner),
    )


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: f"{case[0].language}-{case[1][0][:40]}")
def test_an_example_is_read_as_its_table_says(case: tuple[Table, tuple[str, str, str, str]]) -> None:
    table, (text, *expected) = case
    commitment = read_alone(text, table.language)
    assert parts(text, commitment) == tuple(expected)


def test_the_languages_of_the_gold_have_rules_and_only_two_are_tested_ones() -> None:
    assert {table.language for table in TABLES} >= LANGUAGES_OF_THE_GOLD
    tested = {table.language for table in TABLES if table.parts and not table.parts.guessed}
    assert tested == {"en", "ru"}


def test_a_tested_strength_may_stand_with_guessed_parts() -> None:
    text = "池塘主管部门应当自收到申请之日起15日内作出决定。"
    commitment = read_alone(text, "zh")
    assert not commitment.guessed
    assert commitment.guesses == ("action", "deadline")
    assert read_alone("The Board shall annually count the carp.", "en").guesses == ()


def test_the_items_of_a_bare_chapeau_are_what_is_to_be_done() -> None:
    text, [first, second] = read_items(
        "Each Party shall:", "within two days close the gate;", "count the carp jointly with the Board."
    )
    assert parts(text, first) == ("close the gate", "within two days", "")
    assert parts(text, second) == ("count the carp", "", "the Board")


def test_the_items_of_a_chapeau_with_a_predicate_share_it() -> None:
    text, found = read_items("Each Party shall make it an offence to drain:", "a pond;", "a lake.")
    assert [parts(text, each)[0] for each in found] == ["make it an offence to drain"] * 2


def test_what_takes_note_and_what_commits_nobody_does_nothing() -> None:
    for text in ("“Pond” means water that shall be still within ten days.", "Recalling the old pond,"):
        provision = Provision("", "rec_1", ProvisionKind.RECITAL, 0, len(text), "en", 0)
        article = Provision("", "art_1", ProvisionKind.ARTICLE, 0, len(text), "en", 0)
        for each in (provision, article):
            for found in read_commitments(text, [each], "en"):
                assert found.strength in (Strength.NOTE, Strength.NONE)
                assert (found.action, found.deadline, found.partner) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A time that says how long, or that stands in a condition or behind "who", is no deadline.
        ("The keeper shall hold office for four years.", ("hold office for four years", "", "")),
        (
            "The Board shall fine anyone who fished within ten days.",
            ("fine anyone who fished within ten days", "", ""),
        ),
        ("If the keeper consults with the Board, he may leave.", ("leave", "", "")),
        # A punishment is no deadline either.
        (
            "Any person who drains a pond shall be punished with prison within two years.",
            ("be punished with prison within two years", "", ""),
        ),
    ],
)
def test_what_is_not_sure_is_left_out(text: str, expected: tuple[str, str, str]) -> None:
    assert parts(text, read_alone(text, "en")) == expected
