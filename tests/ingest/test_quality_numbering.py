"""Gaps and repeats in rows of numbers."""

from __future__ import annotations

import pytest

from corpus.model import DoubtCode, Provision, ProvisionKind
from ingest.quality.numbering import find_numbering_doubts

KINDS = {kind.value: kind for kind in ProvisionKind}


def provisions(eids: str, unprinted: str = "") -> list[Provision]:
    made = []
    for ordinal, eid in enumerate(eids.split()):
        last = eid.rpartition("__")[2]
        kind, _, num = last.partition("_")
        label = "" if eid in unprinted.split() else f"{num}."
        made.append(Provision("d", eid, KINDS[kind], ordinal, ordinal + 1, "en", ordinal, label))
    return made


def doubts(eids: str, language: str = "en", unprinted: str = "") -> list[str]:
    return [doubt.detail for doubt in find_numbering_doubts(provisions(eids, unprinted), language)]


@pytest.mark.parametrize(
    ("eids", "expected"),
    [
        ("art_1 art_2 art_3", []),
        ("art_1 art_3", ["articles: 2 missing"]),
        ("art_1 art_5 art_6 art_9", ["articles: 2-4, 7-8 missing"]),
        ("art_4 art_5", ["articles: 1-3 missing"]),
        ("art_1 art_1bis art_2 art_2-1 art_2a art_3", []),
        ("art_1 art_2-4 art_5", []),  # three repealed articles under one number
        ("art_1 art_2-1 art_2 art_2-2 art_3", []),
        ("chp_1 art_1 art_2 chp_2 art_3", []),
        ("part_1 part_1__chp_1 part_1__chp_2 part_2 part_2__chp_3", []),  # chapters count on
        ("part_1 part_1__chp_1 part_1__chp_2 part_2 part_2__chp_1", []),  # or anew
        ("part_1 part_1__chp_1 part_1__chp_4", ["chapters: 2-3 missing"]),
        ("art_1 art_1__para_1 art_1__para_3", ["paragraphs of art_1: 2 missing"]),
        ("art_1 art_1__subpara_a art_1__subpara_c", ["subparagraphs of art_1: b missing"]),
        ("art_1 art_1__subpara_h art_1__subpara_i art_1__subpara_j", ["subparagraphs of art_1: a-g missing"]),
        ("art_1 art_1__subpara_i art_1__subpara_ii art_1__subpara_iv", ["subparagraphs of art_1: 3 missing"]),
        ("art_1 art_1__point_i", []),  # the Roman one, not the ninth letter
        ("art_1 art_2 art_2-dup2 art_3", ["articles: 2-dup2 repeated"]),
        # Quoted by an amendment, with the number it has there.
        ("art_1 art_1__para_1 art_1__para_1__sec_13 art_2", []),
        (
            "art_1 part_suppl part_suppl__art_1 part_suppl__art_4 part_suppl-2__para_9",
            ["numbers are missing in 2 supplementary provisions, which are often extracts"],
        ),
        ("rec_1 rec_5 fn_3 block_9", []),  # counted by us, not by the drafter
    ],
)
def test_rows(eids: str, expected: list[str]) -> None:
    assert doubts(eids) == expected


def test_letters_that_a_language_passes_over() -> None:
    row = "art_1 " + " ".join(f"art_1__subpara_{letter}" for letter in "abcdeghikl")
    assert doubts(row, "vi") == []
    assert doubts(row, "en") == ["subparagraphs of art_1: f, j missing"]


def test_uzbek_letters_follow_the_cyrillic_order() -> None:
    row = "art_1 " + " ".join(f"art_1__subpara_{letter}" for letter in "abvgde")
    assert doubts(row, "uz") == []
    assert doubts(row.replace("art_1__subpara_g ", ""), "uz") == ["subparagraphs of art_1: g missing"]


def test_a_first_paragraph_without_its_number_is_there() -> None:
    row = "art_1 art_1__para_1 art_1__para_2 art_1__para_3"
    assert doubts(row, "ja", unprinted="art_1__para_1") == []
    assert doubts("art_1 art_1__para_2", "ja") == ["paragraphs of art_1: 1 missing"]


def test_rows_without_printed_numbers_are_ours() -> None:
    row = "art_2 art_2__para_1 art_2__para_3"
    assert doubts(row, unprinted="art_2__para_1 art_2__para_3") == ["articles: 1 missing"]


def test_a_doubt_names_where() -> None:
    (doubt,) = find_numbering_doubts(provisions("art_1 art_3"), "en")
    assert (doubt.code, doubt.eid) == (DoubtCode.GAP, "art_1")
