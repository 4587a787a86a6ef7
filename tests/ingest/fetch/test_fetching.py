"""Fetching from a site that behaves well."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from corpus.access import Access
from corpus.model import DocumentState
from corpus.store import FetchStatus
from ingest.fetch import lineage_of
from search.redline import redline
from tests.ingest.fetch.bench import PDF_TYPES, SYSTEM, Bench, entry_at, pdf
from tests.ingest.fetch.official_site import (
    PDF,
    law,
    policy_for,
)


def test_a_page_becomes_a_document_of_the_register_s_instrument(bench: Bench) -> None:
    body = law()
    bench.site.serve("/act", body, etag='"one"')
    entry = entry_at(bench.site.url("/act"))
    outcome = bench.one(entry)
    assert (outcome.status, outcome.new, outcome.failed) == (FetchStatus.CURRENT, True, False)
    document = bench.store.document(str(outcome.document), Access.public())
    assert document.instrument_id == entry.instrument.id
    assert document.source == bench.site.url("/act")
    assert document.lineage == lineage_of(entry.instrument.id)
    assert document.title == "Act of harbour-seeds"
    assert document.checksum == hashlib.sha256(body.encode()).hexdigest()
    eids = {each.eid for each in bench.store.provisions(document.id, SYSTEM)}
    assert {f"art_{n}" for n in range(1, 15)} <= eids
    record = bench.record(entry)
    assert (record.checksum, record.size) == (document.checksum, len(body.encode()))
    assert (record.etag, record.url, record.document) == ('"one"', document.source, document.id)
    assert record.checked_at is not None
    assert record.wanted_at is None
    assert bench.files() == [f"harbour-seeds/{document.checksum[:16]}.html"]
    assert (bench.home / str(record.path)).read_text() == body
    agent = bench.site.asked[-1].headers["User-Agent"]
    assert agent.startswith("Narcord/")


def test_the_contact_stands_in_every_request(bench: Bench) -> None:
    bench.site.serve("/act", law())
    bench.one(entry_at(bench.site.url("/act")), policy=policy_for(bench.site, contact="desk@cica.example"))
    assert [each.path for each in bench.site.asked] == ["/robots.txt", "/act"]
    assert all("desk@cica.example" in each.headers["User-Agent"] for each in bench.site.asked)


@pytest.mark.parametrize(
    "validators",
    [{"etag": '"one"'}, {"etag": 'W/"one"'}, {"modified": "Sun, 01 Jun 2025 12:00:00 GMT"}],
)
def test_what_has_not_changed_is_not_sent_again(bench: Bench, validators: dict[str, str]) -> None:
    bench.site.serve("/act", law(), **validators)
    entry = entry_at(bench.site.url("/act"))
    first = bench.one(entry)
    second = bench.one(entry)
    assert (second.status, second.new, second.document) == (FetchStatus.CURRENT, False, first.document)
    asked = bench.site.asked[-1].headers
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == (
        validators.get("etag"),
        validators.get("modified"),
    )
    assert len(bench.store.documents(SYSTEM)) == 1


def test_a_validator_that_cannot_be_sent_back_is_not_kept(bench: Bench) -> None:
    bench.site.serve("/act", law(), etag='"é"', modified="x" * 600)
    entry = entry_at(bench.site.url("/act"))
    assert bench.one(entry).new
    record = bench.record(entry)
    assert (record.etag, record.last_modified) == (None, None)
    assert bench.one(entry).status is FetchStatus.CURRENT


def test_a_changed_text_becomes_a_version_with_its_redline(bench: Bench) -> None:
    bench.site.serve("/act", law(), etag='"one"')
    entry = entry_at(bench.site.url("/act"))
    first = bench.one(entry)
    bench.site.serve("/act", law(changed={3: "Nobody lands seeds by night."}), etag='"two"')
    second = bench.one(entry)
    assert (second.status, second.former) == (FetchStatus.CHANGED, first.document)
    versions = bench.store.versions(str(second.document), SYSTEM)
    assert [(each.version, each.state) for each in versions] == [
        (2, DocumentState.CURRENT),
        (1, DocumentState.SUPERSEDED),
    ]
    found = redline(bench.store, str(first.document), str(second.document), SYSTEM)
    assert [each.b.eid for each in found.entries if each.is_change and each.b] == ["art_3"]
    assert bench.record(entry).etag == '"two"'
    assert len(bench.files()) == 2  # the file of the first version is kept
    assert bench.one(entry).status is FetchStatus.CURRENT


def test_a_page_that_only_counts_its_visitors_is_no_new_version(bench: Bench) -> None:
    entry = entry_at(bench.site.url("/act"))
    documents = set()
    for visitor in ("1st", "2nd", "3rd"):
        bench.site.serve("/act", law(around=f"You are our {visitor} visitor"), etag=f'"{visitor}"')
        outcome = bench.one(entry)
        assert outcome.status is FetchStatus.CURRENT
        documents.add(outcome.document)
    assert len(documents) == 1
    assert bench.record(entry).etag == '"3rd"'
    assert len(bench.files()) == 1


def test_a_text_that_moves_to_another_address_stays_one_lineage(bench: Bench) -> None:
    bench.site.serve("/act", law())
    first = bench.one(entry_at(bench.site.url("/act")))
    bench.site.serve("/new", law(changed={1: "Seeds are free."}))
    second = bench.one(entry_at(bench.site.url("/new", "other.example")))
    assert (second.status, second.former) == (FetchStatus.CHANGED, first.document)
    [current] = bench.store.documents(SYSTEM)
    assert current.source == bench.site.url("/new", "other.example")


def test_gzip_is_unpacked(bench: Bench) -> None:
    bench.site.serve("/act", law(), packed=True)
    entry = entry_at(bench.site.url("/act"))
    assert bench.one(entry).new
    assert bench.record(entry).checksum == hashlib.sha256(law().encode()).hexdigest()


def test_a_pdf_behind_an_official_page(bench: Bench, make_pdf: Callable[..., bytes]) -> None:
    page = """<html><head><base href="/texts/"></head><body><a href="/about">About</a>
      <a href="act-2001.doc">Consolidated text (Word)</a>
      <a href="act-2001.pdf#page=1">Consolidated  text <b>(PDF)</b></a>
      <a href="old.pdf">Old</a></body></html>"""
    bench.site.serve("/page", page)
    bench.site.serve("/texts/act-2001.pdf", pdf(make_pdf), PDF)
    entry = entry_at(bench.site.url("/page"), PDF_TYPES, link="consolidated text")
    outcome = bench.one(entry)
    assert outcome.status is FetchStatus.CURRENT, outcome.reason
    assert outcome.url == bench.site.url("/texts/act-2001.pdf")
    assert bench.record(entry).media_type == "application/pdf"
    assert bench.site.paths() == ["/page", "/texts/act-2001.pdf"]


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ('<a href="b.pdf">Other</a>', "No link on"),
        ('<a href="b.pdf">The text</a><a href="c.pdf">the text</a>', "2 links on"),
        ("<a href=\"javascript:go('the text')\">x</a>", "No link on"),
    ],
)
def test_a_page_without_the_one_link_is_told(bench: Bench, links: str, said: str) -> None:
    bench.site.serve("/page", f"<html><body>{links}</body></html>")
    outcome = bench.one(entry_at(bench.site.url("/page"), PDF_TYPES, link="the text"))
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "no-link")
    assert said in str(outcome.reason)


def test_the_link_of_a_page_goes_through_the_guard(bench: Bench) -> None:
    bench.site.serve("/page", '<a href="https://metadata.example/text.pdf">The text</a>')
    outcome = bench.one(entry_at(bench.site.url("/page"), PDF_TYPES, link="the text"))
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "private")


def test_redirects_are_followed_and_the_last_address_is_kept(bench: Bench) -> None:
    bench.site.redirect("/act", "/moved", 301)
    bench.site.redirect("/moved", bench.site.url("/there", "other.example"), 307)
    bench.site.serve("/there", law(), etag='"one"')
    entry = entry_at(bench.site.url("/act"))
    outcome = bench.one(entry)
    assert (outcome.status, outcome.url) == (FetchStatus.CURRENT, bench.site.url("/there", "other.example"))
    bench.one(entry)
    # What another address knows it by is told to nobody else.
    conditions = [each.headers["If-None-Match"] for each in bench.site.asked if each.path != "/robots.txt"]
    assert conditions == [None, None, None, None, None, '"one"']
