"""What comes and is not the text: refused, and the old text stays."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.store import FetchStatus
from tests.ingest.fetch.bench import PDF_TYPES, Bench, check_kept, entry_at, hold_good_text, pdf
from tests.ingest.fetch.official_site import (
    HTML,
    PDF,
    Talk,
    law,
    policy_for,
)

NOT_FOUND = "<html><head><title>404 - Page not found</title></head><body>%s</body></html>"
LONG_MENU = "<p>Home. Laws. Ministry. Contact.</p>" * 60


@pytest.mark.parametrize(
    ("body", "content_type", "problem"),
    [
        (NOT_FOUND % LONG_MENU, HTML, "error-page"),
        ("<html><body>Checking your browser before accessing law.example</body></html>", HTML, "error-page"),
        (
            "<html><head><title>Сайт</title></head><body>Ведутся технические работы</body></html>",
            HTML,
            "error-page",
        ),
        (law(3), HTML, "too-short"),
        ("<html><body></body></html>", HTML, "unreadable"),
        ("", HTML, "unreadable"),
        ("%PDF-1.4 ...", HTML, "wrong-type"),
        (law(), PDF, "wrong-type"),
        (law(), "image/png", "wrong-type"),
        ("GIF89a" * 500, HTML, "wrong-type"),
    ],
)
def test_what_is_not_the_text_is_refused_and_the_old_text_stays(
    bench: Bench, body: str, content_type: str, problem: str
) -> None:
    entry, good, before = hold_good_text(bench)
    bench.site.serve("/act", body, content_type)
    outcome = bench.one(entry)
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, problem), outcome.reason
    assert outcome.reason
    assert outcome.remedy
    assert bench.record(entry).reason == outcome.reason
    check_kept(bench, entry, good, before)


def test_an_error_page_in_place_of_a_pdf(bench: Bench, make_pdf: Callable[..., bytes]) -> None:
    entry = entry_at(bench.site.url("/act.pdf"), PDF_TYPES)
    for content_type in (HTML, PDF, "application/octet-stream"):
        bench.site.serve("/act.pdf", law(), content_type)
        outcome = bench.one(entry)
        assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "wrong-type")
    bench.site.serve("/act.pdf", pdf(make_pdf), "application/octet-stream")
    assert bench.one(entry).new


def test_a_text_that_really_became_short_is_taken_on_request(bench: Bench) -> None:
    entry, good, _ = hold_good_text(bench)
    bench.site.serve("/act", law(3))
    refused = bench.one(entry)
    assert "--accept-shorter" in str(refused.remedy)
    outcome = bench.one(entry, accept_shorter=True)
    assert (outcome.status, outcome.former) == (FetchStatus.CHANGED, good.document)
    bench.site.serve("/act", NOT_FOUND % LONG_MENU)
    assert bench.one(entry, accept_shorter=True).problem == "error-page"


def test_a_first_text_must_be_long_enough_for_what_the_register_tells(bench: Bench) -> None:
    from corpus.model import ProvisionKind
    from corpus.register import RegisterProvision

    told = tuple(
        RegisterProvision(f"art_{n}", ProvisionKind.ARTICLE, None, {}, abstracts={"en": "It says so."})
        for n in range(200)
    )
    bench.site.serve("/act", law())
    entry = replace(entry_at(bench.site.url("/act")), provisions=told)
    assert bench.one(entry).problem == "too-short"
    assert bench.one(replace(entry, provisions=told[:20])).new


def test_too_much_is_refused_before_and_while_it_comes(bench: Bench) -> None:
    entry, good, before = hold_good_text(bench)
    small = policy_for(bench.site, max_bytes=100_000)
    bench.site.serve("/act", "x" * 200_000)
    assert bench.one(entry, policy=small).problem == "too-large"

    def endless(talk: Talk) -> None:
        talk.head(200, Content_Type=HTML, Transfer_Encoding="chunked")
        while True:
            talk.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    bench.site.answers["/act"] = endless
    assert bench.one(entry, policy=small).problem == "too-large"
    check_kept(bench, entry, good, before)


def test_a_gzip_bomb_is_refused(bench: Bench) -> None:
    entry, good, before = hold_good_text(bench)
    bomb = gzip.compress(b"<p>Article</p>" * 2_000_000)  # 28 MB in 30 KB
    bench.site.serve("/act", bomb, Content_Encoding="gzip")
    outcome = bench.one(entry, policy=policy_for(bench.site, max_bytes=1_000_000))
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "too-large")
    bench.site.serve("/page", bomb, Content_Encoding="gzip")
    page = entry_at(bench.site.url("/page"), link="text")
    assert bench.one(page, policy=policy_for(bench.site, max_page_bytes=100_000)).problem == "too-large"
    check_kept(bench, entry, good, before)


@pytest.mark.parametrize(
    ("body", "encoding"), [(law().encode(), "br"), (law().encode(), "gzip"), (b"", "gzip, gzip")]
)
def test_what_is_packed_otherwise_is_refused(bench: Bench, body: bytes, encoding: str) -> None:
    entry, good, before = hold_good_text(bench)
    bench.site.serve("/act", body, Content_Encoding=encoding)
    outcome = bench.one(entry)
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "packing")
    check_kept(bench, entry, good, before)
