"""Sites that do not answer, or not to the end; downloads that go on where they broke off."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.store import FetchStatus
from ingest.fetch.asking import Asker
from tests.ingest.fetch.bench import PDF_TYPES, Bench, break_off, check_kept, entry_at, hold_good_text, pdf
from tests.ingest.fetch.official_site import (
    HTML,
    PDF,
    Talk,
    law,
    make_certificate,
    policy_for,
    run_site,
)


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (404, {}, "404 (not found)"),
        (403, {}, "403 (forbidden)"),
        (500, {}, "500"),
        (418, {}, "418"),
        (429, {"Retry_After": "3600"}, "come back after 3600 s"),
        (503, {"Retry_After": "Fri, 01 Jan 2100 00:00:00 GMT"}, "come back after"),
    ],
)
def test_an_answer_that_is_an_error(bench: Bench, status: int, headers: dict[str, str], said: str) -> None:
    entry, good, before = hold_good_text(bench)
    bench.site.serve("/act", law(), status=status, **headers)
    asked = len(bench.site.paths())
    outcome = bench.one(entry)
    assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "status")
    assert said in str(outcome.reason)
    assert len(bench.site.paths()) == asked + 1  # nobody is asked again at once
    check_kept(bench, entry, good, before)


def test_a_site_that_asks_to_come_back_soon_is_asked_again_then(bench: Bench) -> None:
    def busy(talk: Talk) -> None:
        bench.site.serve("/act", law())
        talk.send(429, b"", Retry_After="7")

    bench.site.answers["/act"] = busy
    slept: list[float] = []
    policy = policy_for(bench.site)
    with Asker(policy, sleep=slept.append) as asker:
        outcome = bench.one(entry_at(bench.site.url("/act")), policy=policy, asker=asker)
    assert outcome.new
    assert slept == [7.0]


def test_a_site_that_trickles_is_left_after_a_while(bench: Bench) -> None:
    entry, good, before = hold_good_text(bench)

    def trickle(talk: Talk) -> None:
        talk.head(200, Content_Type=HTML, Content_Length="100000")
        while True:
            talk.wfile.write(b"x")
            time.sleep(0.02)

    def trickle_head(talk: Talk) -> None:
        talk.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            talk.wfile.write(b"x")
            time.sleep(0.02)

    for answer in (trickle, trickle_head):
        bench.site.answers["/act"] = answer
        outcome = bench.one(entry, policy=policy_for(bench.site, whole=0.4))
        assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "slow")
    check_kept(bench, entry, good, before)


def test_a_site_that_falls_silent_is_left(bench: Bench) -> None:
    def silent(talk: Talk) -> None:
        time.sleep(1.0)

    bench.site.answers["/act"] = silent
    outcome = bench.one(entry_at(bench.site.url("/act")), policy=policy_for(bench.site, read=0.2))
    assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "timeout")


def test_a_name_without_an_address_and_a_closed_port(bench: Bench) -> None:
    outcome = bench.one(entry_at("https://nowhere.example/act"))
    assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "name")
    outcome = bench.one(entry_at("https://law.example:1/act"))
    assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "connection")


def test_a_certificate_that_nobody_vouches_for_is_told_and_never_accepted(
    bench: Bench, tmp_path: Path
) -> None:
    strange = make_certificate(tmp_path / "strange")
    with run_site(strange) as other:
        other.serve("/act", law())
        outcome = bench.one(entry_at(other.url("/act")))
        assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "certificate")
        assert "self-signed" in str(outcome.reason)
        # One that is vouched for, but for another name.
        wrong = bench.one(entry_at(other.url("/act", "elsewhere.example")), policy=policy_for(other))
        assert (wrong.status, wrong.problem) == (FetchStatus.UNREACHABLE, "certificate")
        assert "elsewhere.example" in str(wrong.reason)
        assert other.asked == []


def test_a_broken_download_is_told_and_nothing_of_it_taken(bench: Bench) -> None:
    entry, good, before = hold_good_text(bench)
    body = law().encode()
    bench.site.answers["/act"] = break_off(body, 900, Content_Type=HTML)
    outcome = bench.one(entry, policy=policy_for(bench.site, attempts=1))
    assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "broken")
    check_kept(bench, entry, good, before)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("validators", [{"etag": '"one"'}, {"modified": "Sun, 01 Jun 2025 12:00:00 GMT"}])
def test_a_broken_download_goes_on_where_it_broke_off(
    bench: Bench, validators: dict[str, str], packed: bool
) -> None:
    body = law(60).encode()
    sent = gzip.compress(body, mtime=0) if packed else body
    half = len(sent) // 2
    heads = {"Content_Type": HTML, **({"Content_Encoding": "gzip"} if packed else {})}
    heads |= (
        {"ETag": validators["etag"]} if "etag" in validators else {"Last_Modified": validators["modified"]}
    )
    bench.site.answers["/act"] = break_off(sent, half, **heads)
    entry = entry_at(bench.site.url("/act"))
    outcome = bench.one(entry, policy=policy_for(bench.site, attempts=1))
    assert outcome.problem == "broken"
    assert bench.record(entry).partial is not None
    # Another run, another process: what came is on disk and in the store.
    bench.site.serve("/act", body, packed=packed, **validators)
    assert bench.one(entry).new
    last = bench.site.asked[-1].headers
    assert (last["Range"], last["If-Range"]) == (
        f"bytes={half}-",
        validators.get("etag") or validators.get("modified"),
    )
    record = bench.record(entry)
    assert (record.checksum, record.partial) == (hashlib.sha256(body).hexdigest(), None)
    assert bench.files() == [str(record.path).removeprefix("fetched/")]


def test_a_text_that_changed_in_between_is_fetched_from_the_beginning(bench: Bench) -> None:
    body = law(60).encode()
    bench.site.answers["/act"] = break_off(body, 2_000, Content_Type=HTML, ETag='"one"')
    entry = entry_at(bench.site.url("/act"))
    bench.one(entry, policy=policy_for(bench.site, attempts=1))
    changed = law(60, changed={1: "Seeds are free."}).encode()
    bench.site.serve("/act", changed, etag='"two"')
    assert bench.one(entry).new
    assert bench.site.asked[-1].headers["If-Range"] == '"one"'
    assert bench.record(entry).checksum == hashlib.sha256(changed).hexdigest()


def test_a_broken_download_is_taken_up_within_the_run(bench: Bench) -> None:
    body = law(60).encode()

    def break_once(talk: Talk) -> None:
        bench.site.serve("/act", body, etag='"one"')
        break_off(body, 2_000, Content_Type=HTML, ETag='"one"')(talk)

    bench.site.answers["/act"] = break_once
    assert bench.one(entry_at(bench.site.url("/act"))).new
    assert bench.site.asked[-1].headers["Range"] == "bytes=2000-"


@pytest.mark.parametrize("wrong", ["bytes 5-9/10", "nonsense", None])
def test_a_part_that_does_not_fit_is_not_put_together(bench: Bench, wrong: str | None) -> None:
    body = law(60).encode()
    bench.site.answers["/act"] = break_off(body, 2_000, Content_Type=HTML, ETag='"one"')
    entry = entry_at(bench.site.url("/act"))
    bench.one(entry, policy=policy_for(bench.site, attempts=1))

    def answer(talk: Talk) -> None:
        if talk.headers["Range"]:
            headers = {"Content_Range": wrong} if wrong else {}
            talk.send(206, b"other bytes", Content_Type=HTML, ETag='"one"', **headers)
        else:
            talk.send(200, body, Content_Type=HTML, ETag='"one"')

    bench.site.answers["/act"] = answer
    assert bench.one(entry).new
    assert bench.record(entry).checksum == hashlib.sha256(body).hexdigest()


def test_a_pdf_without_its_end_is_refused(bench: Bench, make_pdf: Callable[..., bytes]) -> None:
    """Without a length and without chunks, only the file itself can tell that its end is missing."""
    whole = pdf(make_pdf)
    for cut, problem in ((len(whole) // 2, "broken"), (len(whole), None)):

        def answer(talk: Talk, cut: int = cut) -> None:
            talk.head(200, Content_Type=PDF, Connection="close")
            talk.wfile.write(whole[:cut])
            talk.close_connection = True

        bench.site.answers["/act.pdf"] = answer
        assert bench.one(entry_at(bench.site.url("/act.pdf"), PDF_TYPES)).problem == problem
