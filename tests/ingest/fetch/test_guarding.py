"""Addresses that are not asked, wherever they come from."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from corpus.store import FetchStatus
from tests.ingest.fetch.bench import Bench, entry_at
from tests.ingest.fetch.official_site import (
    law,
    policy_for,
)


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("/act", "redirect"),
        ("http://law.example/act", "insecure"),
        ("//inside.example/act", "private"),
        ("https://metadata.example/latest", "private"),
        ("https://mixed.example/act", "private"),
        ("https://127.0.0.2/act", "private"),
        ("https://[::1]/act", "private"),
        ("https://2130706434/act", "private"),
        ("https://name:secret@other.example/act", "address"),
        ("file:///etc/passwd", "insecure"),
        ("https://", "redirect"),
        ("", "redirect"),
    ],
)
def test_a_redirect_that_is_not_followed(bench: Bench, target: str, problem: str) -> None:
    bench.site.redirect("/act", target)
    policy = policy_for(bench.site, resolve=_resolve_numbers)
    outcome = bench.one(entry_at(bench.site.url("/act")), policy=policy)
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, problem), outcome.reason
    assert "secret" not in str(outcome.reason)
    assert bench.site.paths() == ["/act"]
    assert bench.files() == []


def _resolve_numbers(host: str, port: int) -> Sequence[str]:
    from ingest.fetch.policy import look_up
    from tests.ingest.fetch.official_site import find

    return find(host, port) if host.endswith(".example") else look_up(host, port)


def test_redirects_in_a_circle_and_without_end(bench: Bench) -> None:
    bench.site.redirect("/a", "/b")
    bench.site.redirect("/b", "/a")
    for n in range(12):
        bench.site.redirect(f"/{n}", f"/{n + 1}")
    circle = bench.one(entry_at(bench.site.url("/a")))
    endless = bench.one(entry_at(bench.site.url("/0")))
    assert (circle.problem, endless.problem) == ("redirect", "redirect")
    assert "circle" in str(circle.reason)
    assert bench.site.paths() == ["/a", "/b", *(f"/{n}" for n in range(7))]


def test_the_loopback_address_is_refused_unless_a_test_allows_it(bench: Bench) -> None:
    bench.site.serve("/act", law())
    guarded = replace(policy_for(bench.site), allowed=frozenset())
    outcome = bench.one(entry_at(bench.site.url("/act")), policy=guarded)
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "private")
    assert "127.0.0.1" in str(outcome.reason)
    assert bench.site.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name may lead elsewhere the second time it is looked up (DNS rebinding), so nobody looks twice."""
    connect, connected = socket.create_connection, []

    def spy(address: tuple[str, int], *arguments: Any, **options: Any) -> socket.socket:
        connected.append(address)
        return connect(address, *arguments, **options)

    looked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        looked.append(host)
        return ["127.0.0.1"]

    monkeypatch.setattr(socket, "create_connection", spy)
    bench.site.serve("/act", law())
    assert bench.one(entry_at(bench.site.url("/act")), policy=policy_for(bench.site, resolve=resolve)).new
    assert set(connected) == {("127.0.0.1", bench.site.port)}
    assert len(looked) == len(connected)


def test_a_name_that_turns_private_is_refused_at_the_next_connection(bench: Bench) -> None:
    bench.site.serve("/act", law())
    answers = iter(["127.0.0.1"])

    def resolve(host: str, port: int) -> Sequence[str]:
        return [next(answers, "10.0.0.7")]

    outcome = bench.one(entry_at(bench.site.url("/act")), policy=policy_for(bench.site, resolve=resolve))
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "private")
    assert bench.site.paths() == []


def test_no_proxy_of_the_environment_is_used(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://10.0.0.7:3128")
    bench.site.serve("/act", law())
    assert bench.one(entry_at(bench.site.url("/act"))).new
