"""Run files: what is kept, what is not, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import UsageError
from evaluation.bench import digest, fingerprint
from evaluation.measures import Scores
from evaluation.recorded import read_run, record_run, write_run
from evaluation.report import ModeReport, Report, Result
from evaluation.runs import Pair
from evaluation.topics import Grade, Item, Query, QueryKind, Split

ITEM = Item("law", "art_1")


def result(topic: str, split: Split, kind: QueryKind = QueryKind.QUESTION) -> Result:
    query = Query(f"{topic}.kk", topic, split, "kk", kind, "text", {ITEM: Grade.ANSWERS})
    return Result(query, Scores(1, 0.5, 0.25, 1.0, 1.0), 1, (ITEM,), 1.0, "abc")


REPORT = Report(
    3, 1, 3, "bundled",
    (ModeReport("hybrid", {}, 1.0, (), {}, (
        result("open", Split.TUNING), result("held", Split.HELD_OUT),
        result("number", Split.TUNING, QueryKind.REFERENCE),
    ), (Pair("open.kk", "zh", 0.5, 1.0),)),),
    fingerprint="f" * 64, collection="c" * 64, passages=7,
)  # fmt: skip


def test_a_run_file_gives_back_what_was_kept(tmp_path: Path) -> None:
    run = record_run(REPORT, "run")
    write_run(run, tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == run
    kept = run.modes["hybrid"].queries["open.kk"]
    assert kept.scores == {"nDCG@10": 0.5, "R@10": 0.25, "RR@10": 1.0}
    assert (kept.rank, kept.finds, kept.digest) == (1, ("law#art_1",), "abc")
    assert (run.encoder, run.fingerprint, run.collection, run.passages) == ("bundled", "f" * 64, "c" * 64, 7)
    assert run.modes["hybrid"].pairs[0].language == "zh"


def test_of_held_out_queries_nothing_is_kept_that_tells_what_was_found() -> None:
    kept = record_run(REPORT).modes["hybrid"].queries["held.kk"]
    assert (kept.rank, kept.finds) == (None, ())
    assert kept.scores["nDCG@10"] == 0.5


def test_a_reference_shares_its_judgements_with_nobody() -> None:
    queries = record_run(REPORT).modes["hybrid"].queries
    assert queries["open.kk"].unit == "open"
    assert queries["number.kk"].unit == "number.kk"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"modes": {"hybrid": {"queries": {"a": {}}}}}, "modes.hybrid.queries.a"),
        ({"passages": "many"}, "passages"),
        ({"format": 99}, "format 99"),
    ],
)
def test_what_is_no_run_file_is_refused_by_field(
    tmp_path: Path, change: Mapping[str, Any], told: str
) -> None:
    path = tmp_path / "run.json"
    write_run(record_run(REPORT), path)
    path.write_text(json.dumps(json.loads(path.read_text()) | dict(change)))
    with pytest.raises(UsageError, match=told) as caught:
        read_run(path)
    assert "--save" in caught.value.remedy


def test_files_that_cannot_be_read_or_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "text.json").write_text("no JSON")
    for path in (tmp_path / "missing.json", tmp_path / "text.json"):
        with pytest.raises(UsageError, match=path.name):
            read_run(path)
    with pytest.raises(UsageError, match="nowhere"):
        write_run(record_run(REPORT), tmp_path / "nowhere" / "run.json")


def test_a_digest_changes_with_the_text_and_with_every_judgement() -> None:
    one = digest("text", {ITEM: Grade.ANSWERS})
    assert one != digest("texts", {ITEM: Grade.ANSWERS})
    assert one != digest("text", {ITEM: Grade.RELATED})
    assert one != digest("text", {ITEM: Grade.ANSWERS, Item("law", "art_2"): Grade.RELATED})


def test_the_fingerprint_of_a_collection_is_that_of_its_queries_in_any_order() -> None:
    queries = [found.query for found in REPORT.modes[0].results]
    assert fingerprint(queries) == fingerprint(queries[::-1])
    assert fingerprint(queries) != fingerprint(queries[:2])
