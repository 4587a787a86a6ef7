"""Runs over several instruments, stopped and gone on with."""

from __future__ import annotations

import pytest

from corpus.store import FetchRecord, FetchStatus
from ingest.fetch import FetchOutcome, plan_run
from tests.ingest.fetch.bench import SYSTEM, Bench, entry_at, hold_good_text
from tests.ingest.fetch.official_site import (
    law,
)


def test_one_that_fails_does_not_stop_the_others(bench: Bench) -> None:
    bench.site.serve("/a", law())
    bench.site.serve("/c", law())
    outcomes = bench.run(*(entry_at(bench.site.url(f"/{name}"), slug=name) for name in "abc"))
    assert [each.status for each in outcomes] == [
        FetchStatus.CURRENT,
        FetchStatus.UNREACHABLE,
        FetchStatus.CURRENT,
    ]


def test_a_run_that_was_stopped_goes_on_with_what_is_left(bench: Bench) -> None:
    for name in "abcd":
        bench.site.serve(f"/{name}", law())
    entries = [entry_at(bench.site.url(f"/{name}"), slug=name) for name in "abcd"]

    class StoppedError(Exception):
        pass

    def tell(outcome: FetchOutcome) -> None:
        if outcome.slug == "b":
            raise StoppedError

    with pytest.raises(StoppedError):
        bench.run(*entries, tell=tell)
    assert bench.site.paths() == ["/a", "/b"]
    plan = plan_run(bench.store, entries)
    assert [entry.slug for entry in plan.done] == ["a", "b"]
    assert [entry.slug for entry, _ in plan.todo] == ["c", "d"]
    bench.run(*entries)
    assert bench.site.paths() == ["/a", "/b", "/c", "/d"]
    # That run is over: the next one asks all of them.
    assert len(plan_run(bench.store, entries).todo) == 4


def test_a_run_that_was_stopped_may_be_begun_anew(bench: Bench) -> None:
    entries = [entry_at(bench.site.url(f"/{name}"), slug=name) for name in "ab"]
    plan = plan_run(bench.store, entries)
    bench.store.want_fetches({entry.instrument.id: text.address for entry, text in plan.todo}, plan.begun)
    bench.store.keep_fetch(
        FetchRecord(entries[0].instrument.id, "x", FetchStatus.UNREACHABLE, checked_at=plan.begun)
    )
    assert len(plan_run(bench.store, entries).todo) == 1
    assert len(plan_run(bench.store, entries, anew=True).todo) == 2
    assert len(plan_run(bench.store, entries[:1]).todo) == 1  # asked for by name, it is asked


def test_two_runs_at_once_are_refused(bench: Bench) -> None:
    from corpus.errors import FetchError

    bench.site.serve("/act", law())
    entry = entry_at(bench.site.url("/act"))

    def again(outcome: FetchOutcome) -> None:
        with pytest.raises(FetchError, match="Another process"):
            bench.one(entry)

    assert bench.one(entry, tell=again).new


def test_a_file_that_was_lost_is_written_again_from_the_store(bench: Bench) -> None:
    entry, _, before = hold_good_text(bench)
    path = bench.home / str(before.path)
    path.unlink()
    assert bench.one(entry).status is FetchStatus.CURRENT
    assert path.read_text() == law()
    assert bench.site.asked[-1].headers["If-None-Match"] == '"good"'


def test_a_text_read_by_an_older_parser_is_read_anew_and_is_no_new_version(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.site.serve("/act", law())
    entry = entry_at(bench.site.url("/act"))
    monkeypatch.setattr("ingest.pipeline.PARSER_VERSION", "older")
    first = bench.one(entry)
    monkeypatch.undo()
    bench.site.serve("/act", law(around="another day"))
    second = bench.one(entry)
    assert (second.status, second.document) == (FetchStatus.CURRENT, first.document)
    [document] = bench.store.documents(SYSTEM)
    assert document.parser != "older"
    assert document.version == 1


def test_an_answer_that_nobody_foresaw_is_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.site.serve("/act", law())

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("seventh header")

    monkeypatch.setattr("ingest.fetch.download.check_declared", fail)
    outcome = bench.one(entry_at(bench.site.url("/act")))
    assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "broken")
    assert "seventh header" in str(outcome.reason)
