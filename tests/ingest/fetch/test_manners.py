"""Robots, pauses, and what sites ask for."""

from __future__ import annotations

import pytest

from corpus.store import FetchStatus
from ingest.fetch.asking import Asker
from tests.ingest.fetch.bench import PDF_TYPES, Bench, entry_at
from tests.ingest.fetch.official_site import (
    TEXT,
    law,
    policy_for,
)


def test_robots_are_obeyed(bench: Bench) -> None:
    bench.site.serve(
        "/robots.txt",
        "User-agent: *\nDisallow: /\n\nUser-agent: narcord\nDisallow: /*.pdf$\nAllow: /\n",
        TEXT,
    )
    bench.site.serve("/act", law())
    bench.site.redirect("/go", "/act.pdf")
    assert bench.one(entry_at(bench.site.url("/act"))).new
    for path in ("/act.pdf", "/go"):
        outcome = bench.one(entry_at(bench.site.url(path), PDF_TYPES, slug=path[1:3]))
        assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "robots")
    assert bench.site.paths() == ["/act", "/go"]


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)]
)
def test_robots_that_cannot_be_had(bench: Bench, status: int, allowed: bool) -> None:
    """RFC 9309: a 4xx is leave, a 5xx is none."""
    bench.site.serve("/robots.txt", "User-agent: *\nDisallow: /\n", TEXT, status=status)
    bench.site.serve("/act", law())
    outcome = bench.one(entry_at(bench.site.url("/act")))
    if allowed:
        assert outcome.new
    else:
        assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "robots-unreachable")
        assert bench.site.paths() == []


def test_robots_may_lie_elsewhere_and_are_read_once_a_site(bench: Bench) -> None:
    bench.site.redirect("/robots.txt", bench.site.url("/rules", "other.example"))
    bench.site.serve("/rules", "User-agent: *\nDisallow: /b\n", TEXT)
    bench.site.serve("/a", law())
    bench.site.serve("/b", law())
    outcomes = bench.run(entry_at(bench.site.url("/a"), slug="a"), entry_at(bench.site.url("/b"), slug="b"))
    assert [each.problem for each in outcomes] == [None, "robots"]
    assert [each.path for each in bench.site.asked] == ["/robots.txt", "/rules", "/a"]


def test_a_host_is_not_asked_faster_than_it_and_we_want(bench: Bench) -> None:
    bench.site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 30\n", TEXT)
    bench.site.serve("/a", law())
    bench.site.serve("/b", law())
    entries = [
        entry_at(bench.site.url("/a"), slug="a"),
        entry_at(bench.site.url("/b"), slug="b"),
        entry_at(bench.site.url("/b", "other.example"), slug="c"),
    ]
    slept: list[float] = []
    moment = [100.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        moment[0] += seconds

    policy = policy_for(bench.site, pause=5.0)
    with Asker(policy, sleep=sleep, clock=lambda: moment[0]) as asker:
        bench.run(*entries, policy=policy, asker=asker)
    # Five seconds behind robots.txt would be ours; thirty are the site's. Each host has its own.
    assert slept == [30.0, 30.0, 30.0]
    assert [each.path for each in bench.site.asked] == ["/robots.txt", "/a", "/b", "/robots.txt", "/b"]


def test_a_site_that_wants_hours_between_requests_is_left_alone(bench: Bench) -> None:
    bench.site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 86400\n", TEXT)
    outcome = bench.one(entry_at(bench.site.url("/act")))
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "robots")
    assert bench.site.paths() == []
