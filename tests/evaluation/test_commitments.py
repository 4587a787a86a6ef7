"""The score of commitments, on a document and a gold table made by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from corpus.fingerprints import fingerprint
from corpus.model import Commitment, Evidence, Force, Provision, ProvisionKind, Strength
from evaluation.commitments.__main__ import main
from evaluation.commitments.parts import (
    PARTS,
    ExpectedParts,
    _read_answers,
    judge_parts,
    read_gold_parts,
    score_parts,
)
from evaluation.commitments.score import Expected, judge, read_gold, score

TEXT = "1. Owls shall hoot. 2. Newts swim. 3. Carp may eat."
STARTS = [0, 20, 35, len(TEXT)]
PROVISIONS = [
    Provision("", f"para_{n}", ProvisionKind.PARAGRAPH, start, end, "en", n - 1, f"{n}.")
    for n, (start, end) in enumerate(pairwise(STARTS), start=1)
]
COMMITMENTS = [
    Commitment("", "para_1", Force.OPERATIVE, Strength.SHALL, Evidence(8, 13), Evidence(3, 7)),
    Commitment("", "para_3", Force.OPERATIVE, Strength.CONSIDER, Evidence(43, 46), Evidence(38, 42)),
]


def expect(n: int, strength: str, actor: str, *, found: bool = True) -> Expected:
    mark = fingerprint(TEXT, PROVISIONS[n - 1]) if found else "0" * 10
    strengths = frozenset(Strength(name) for name in strength.split("|"))
    return Expected("a.md", "en", f"para_{n}", mark, Force.OPERATIVE, strengths, frozenset(actor.split("|")))


def test_right_and_wrong_answers_are_counted() -> None:
    rows = [
        expect(1, "shall", "Owls"),  # all right
        expect(2, "none", "-"),  # nothing read, nothing there
        expect(3, "shall", "Newts"),  # both wrong
        expect(3, "consider|shall", "~", found=False),  # gone
    ]
    judged = judge(rows, TEXT, PROVISIONS, COMMITMENTS)
    assert [each.strength for each in judged] == [True, True, False, None]
    assert [each.actor for each in judged] == [True, True, False, None]
    assert [each.wrong_actor for each in judged] == [False, False, True, False]
    summed = score(judged)
    assert (summed.rows, summed.missing, summed.wrong_actors) == (4, 1, 1)
    assert summed.strength == summed.actor == 2 / 3
    assert summed.force == 1.0


def test_an_actor_left_open_is_not_judged_and_none_counts_only_where_none_is_right() -> None:
    judged = judge([expect(1, "shall", "~"), expect(2, "none", "Newts")], TEXT, PROVISIONS, COMMITMENTS)
    assert [each.actor for each in judged] == [None, False]
    assert not judged[1].wrong_actor


def test_a_unit_that_was_divided_since_is_judged_by_its_strongest_part() -> None:
    whole = Provision("", "art_1", ProvisionKind.ARTICLE, 0, len(TEXT), "en", 0)
    mark = fingerprint(TEXT, whole)
    row = Expected(
        "a.md", "en", "art_1", mark, Force.OPERATIVE, frozenset({Strength.SHALL}), frozenset({"Owls"})
    )
    [judged] = judge([row], TEXT, [whole, *PROVISIONS], COMMITMENTS)
    assert (judged.strength, judged.actor) == (True, True)


def test_the_gold_table_is_broad_and_half_of_it_is_held_out() -> None:
    gold = read_gold()
    assert len(gold) >= 300
    assert len({row.path for row in gold}) >= 15
    assert len({row.language for row in gold}) >= 12
    assert 0.4 < sum(row.held_out for row in gold) / len(gold) < 0.6
    assert {row.force for row in gold} == set(Force)


def test_the_command_says_where_it_looked_in_vain(tmp_path: Path) -> None:
    assert main(["--corpus", str(tmp_path / "none")]) == 2


def part_row(n: int, action: str, deadline: str = "-") -> ExpectedParts:
    mark = fingerprint(TEXT, PROVISIONS[n - 1])
    found = {"action": action, "deadline": deadline}
    return ExpectedParts("a.md", "en", f"para_{n}", mark, {k: _read_answers(v) for k, v in found.items()})


def test_parts_are_judged_by_exact_span_and_by_overlap() -> None:
    read = [
        replace(COMMITMENTS[0], action=Evidence(14, 18)),  # "hoot"
        replace(COMMITMENTS[1], action=Evidence(47, 50), deadline=Evidence(38, 42)),
    ]
    rows = [
        part_row(1, "14:18"),  # right, and rightly no deadline
        part_row(2, "7:11", "~"),  # "swim" was not found, the deadline is open
        part_row(3, "9:15|3:5"),  # three of six characters, and a deadline where there is none
    ]
    judged = judge_parts(rows, TEXT, PROVISIONS, read)
    assert [(each.row.eid, each.part) for each in judged] == [
        ("para_1", "action"),
        ("para_1", "deadline"),
        ("para_2", "action"),
        ("para_3", "action"),
        ("para_3", "deadline"),
    ]
    assert [each.exact for each in judged] == [True, True, False, False, False]
    assert [round(each.overlap, 3) for each in judged] == [1.0, 1.0, 0.0, 0.667, 0.0]
    actions = score_parts([each for each in judged if each.part == "action"])
    assert (actions.rows, actions.due, actions.given) == (3, 3, 2)
    assert (actions.precision, actions.touching, actions.recall) == (1 / 2, 1.0, 1 / 3)


def test_the_gold_of_parts_is_broad_and_half_of_it_is_held_out() -> None:
    gold = read_gold_parts()
    both = [row for row in gold if row.language in ("en", "ru")]
    assert len(both) >= 150
    assert len(gold) - len(both) >= 120
    assert len({row.language for row in gold}) >= 16
    assert 0.4 < sum(row.held_out for row in gold) / len(gold) < 0.6
    for part in PARTS:
        assert sum(None not in row.answers[part] for row in gold if row.answers[part]) >= 20
