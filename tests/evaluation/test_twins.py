"""Twins: the comparison, and authentic laws that come in several formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.twins import AIM, TWINS, Provided, compare, compare_set, own_texts
from ingest.readers import read_bytes
from ingest.structure import parse


def test_own_text_is_what_no_provision_below_holds() -> None:
    text = "Article 1. Ferns are:\n\n(a) green;\n\n(b) old."
    (part,) = parse(read_bytes(text.encode(), "a.md"), "en")
    assert own_texts(part) == [
        Provided("art_1", "Article1.Fernsare:"),
        Provided("art_1__subpara_a", "(a)green;"),
        Provided("art_1__subpara_b", "(b)old."),
    ]


def test_agreement_counts_what_matches_against_all_there_is() -> None:
    one = [Provided("art_1", "abcdefgh"), Provided("art_2", "xy")]
    other = [Provided("art_1", "abcdefgi"), Provided("art_3", "zz")]
    pair = compare("a", one, "b", other)
    assert pair.common == 1
    assert (pair.only_first, pair.only_second) == (("art_2",), ("art_3",))
    assert pair.agreement == pytest.approx(14 / 20)
    assert {d.eid: d.lost for d in pair.differences} == {"art_1": 2, "art_2": 2, "art_3": 2}


def test_texts_may_agree_where_provisions_do_not() -> None:
    words = "thepartiesshallcooperateclosely"
    pair = compare("a", [Provided("art_1", words)], "b", [Provided("art_2", words)])
    assert pair.agreement == 0
    assert pair.text_agreement == 1


@pytest.mark.parametrize("name", ["Vietnam, Law 73/2021", "1961 Convention in Spanish"])
def test_authentic_twins_agree(name: str, shared_corpus: Path) -> None:
    assert name in TWINS
    for pair in compare_set(shared_corpus, name):
        assert pair.agreement >= AIM
        # The Markdown of the Convention has lost the raised digit of a note; nothing else is one-sided.
        assert set(pair.only_first) | set(pair.only_second) <= {"fn_1"}
