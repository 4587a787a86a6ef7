"""Two runs compared: what is compared, what is left out, what is never told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from evaluation.comparison import BALANCE, compare_runs
from evaluation.comparison_tables import grids, remarks
from evaluation.grids import to_markdown
from evaluation.recorded import RecordedMode, RecordedPair, RecordedQuery, RecordedRun
from evaluation.topics import Split


def query(
    topic: str, score: float, language: str = "kk", split: str = "tuning", digest: str = "x"
) -> RecordedQuery:
    scores = {"nDCG@10": score, "R@10": score, "RR@10": score}
    return RecordedQuery(
        topic, split, language, "question", digest, scores, 3 if score else None, ("law#art_1",)
    )


def run(name: str, scores: dict[str, RecordedQuery], pairs: tuple[RecordedPair, ...] = ()) -> RecordedRun:
    return RecordedRun(
        "2026-01-01T00:00:00+00:00", "bundled", "f" * 64, "c" * 64, 10,
        {"hybrid": RecordedMode(scores, pairs)}, name=name,
    )  # fmt: skip


def eight(score: float, **changes: str) -> dict[str, RecordedQuery]:
    return {f"t{n}.kk": query(f"t{n}", score, **changes) for n in range(8)}


def test_every_measure_and_language_is_compared() -> None:
    (mode,) = compare_runs(run("old", eight(0.25)), run("new", eight(0.5))).modes
    assert set(mode.measures) == {"nDCG@10", "R@10", "RR@10"}
    found = mode.measures["nDCG@10"]
    assert (found.before, found.after, found.queries, found.units) == (0.25, 0.5, 8, 8)
    assert found.p == pytest.approx(2 / 256)
    assert found.holm == pytest.approx(3 * 2 / 256), "three measures are a family"
    assert found.significant
    assert set(mode.languages) == {"kk"}
    assert mode.languages["kk"].holm == pytest.approx(2 / 256), "one language is a family of its own"
    assert set(mode.kinds) == {"question"}


def test_queries_of_one_run_only_and_queries_judged_otherwise_are_left_out_and_told() -> None:
    old = eight(0.25) | {"gone.kk": query("gone", 1.0), "t0.kk": query("t0", 0.25, digest="y")}
    new = eight(0.25) | {"fresh.kk": query("fresh", 1.0), "newer.kk": query("newer", 1.0)}
    compared = compare_runs(run("old", old), replace(run("new", new), collection="d" * 64))
    assert compared.modes[0].measures["nDCG@10"].queries == 7
    assert compared.notes == (
        "The runs are over different queries or judgements; what they have in common is compared.",
        "7 queries are compared. Left out: 1 only in the first run, 2 only in the second, "
        "1 asked or judged otherwise.",
    )


def test_other_homes_and_encoders_are_told() -> None:
    other = replace(run("new", eight(0.25)), passages=11, encoder="big", fingerprint="0" * 64, reranker="big")
    notes = " ".join(compare_runs(run("old", eight(0.25)), other).notes)
    assert "10 passages before, 11 after" in notes
    assert "bundled ffffffff before, big 00000000 after" in notes
    assert "Reranked by nothing before, big after." in notes


def test_held_out_queries_are_compared_only_when_asked_for_and_never_named() -> None:
    old, new = run("old", eight(0.0, split="held-out")), run("new", eight(0.5, split="held-out"))
    assert compare_runs(old, new).modes[0].measures == {}
    (mode,) = compare_runs(old, new, (Split.TUNING, Split.HELD_OUT)).modes
    assert mode.measures["nDCG@10"].after == 0.5
    assert mode.changes == ()


def test_balance_is_compared_over_the_pairs_that_both_runs_weighed() -> None:
    before = tuple(RecordedPair(f"t{n}.kk", "zh", 0.25, 1.0) for n in range(8))
    after = (
        *(RecordedPair(f"t{n}.kk", "zh", 0.5, 1.0) for n in range(7)),
        RecordedPair("t7.kk", "en", 1.0, 1.0),
    )
    (mode,) = compare_runs(run("old", eight(0.5), before), run("new", eight(0.5), after)).modes
    assert mode.measures[BALANCE].queries == 7
    assert (mode.measures[BALANCE].before, mode.measures[BALANCE].after) == (0.25, 0.5)
    assert set(mode.targets) == {"zh"}


def test_the_queries_that_changed_most_are_listed_with_their_ranks() -> None:
    old = eight(0.5) | {"t0.kk": query("t0", 0.0), "t1.kk": query("t1", 1.0)}
    compared = compare_runs(run("old", old), run("new", eight(0.5)))
    changes = compared.modes[0].changes
    assert [(change.query, change.rank_before) for change in changes] == [("t1.kk", 3), ("t0.kk", None)]
    assert [change.rank_after for change in changes] == [3, 3]
    (listed,) = [grid for grid in grids(compared) if grid.title.startswith("Changed most")]
    assert [row[0] for row in listed.rows] == ["t0.kk", "t1.kk"], "what gained first, then what lost"


def test_a_run_that_found_what_nobody_judged_is_told_apart() -> None:
    old = {key: replace(found, judged=1.0) for key, found in eight(0.5).items()}
    new = {key: replace(found, judged=0.7) for key, found in eight(0.5).items()}
    notes = compare_runs(run("old", old), run("new", new)).notes
    assert notes[-1].startswith("Of the first ten finds in hybrid mode 100% are judged before, 70% after;")
    assert len(compare_runs(run("old", old), run("new", old)).notes) == 1


def test_runs_without_a_mode_in_common_are_told() -> None:
    other = replace(run("new", {}), modes={"keyword": RecordedMode({})})
    compared = compare_runs(run("old", eight(0.5)), other)
    assert compared.modes == ()
    assert compared.notes[-1] == "The runs have no search mode in common."
    assert "In one run only: hybrid, keyword." in compared.notes


def test_tables_and_json_say_the_same() -> None:
    compared = compare_runs(run("old", eight(0.25)), run("new", eight(0.5)))
    text = to_markdown(remarks(compared), grids(compared))
    assert "| hybrid, nDCG@10 | 8 | 0.250 | 0.500 | +0.250 | +0.250 to +0.250 | 0.0078 | 0.0234* |" in text
    plain = json.loads(json.dumps(compared.to_json()))
    assert plain["modes"]["hybrid"]["measures"]["nDCG@10"]["p_holm"] == 0.0234
    assert len(plain["modes"]["hybrid"]["changed_queries"]) == 8
