"""Fetching official texts from a site that behaves as official sites do, well and badly."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from corpus.access import Access
from corpus.model import DocumentState, Instrument, InstrumentKind
from corpus.register import OfficialText, RegisterInstrument
from corpus.store import FetchRecord, FetchStatus, Store
from ingest.fetch import FetchOutcome, Policy, fetch, lineage_of, plan_run
from ingest.fetch.asking import Asker
from ingest.sandbox import Sandbox
from search.redline import redline
from tests.ingest.official_site import (
    HTML,
    PDF,
    TEXT,
    OfficialSite,
    Talk,
    law,
    make_certificate,
    policy_for,
    run_site,
)

SYSTEM = Access.system_()
HTML_TYPES = ("text/html", "application/xhtml+xml")
PDF_TYPES = ("application/pdf",)
LINES = [f"Section {n}. The keeper of quay {n} writes down each crate of seeds." for n in range(1, 15)]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("openssl is missing in CI; `make test` installs it")
        pytest.skip("openssl is not installed")
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def site(certificate: Path) -> Iterator[OfficialSite]:
    with run_site(certificate) as found:
        yield found


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(1) as found:
        yield found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'home' / 'narcord.db'}") as opened:
        yield opened


def entry_at(
    address: str, types: Sequence[str] = HTML_TYPES, link: str | None = None, slug: str = "harbour-seeds"
) -> RegisterInstrument:
    title = f"Act of {slug}"
    instrument = Instrument(
        f"/akn/xx/act/2001/{slug}", title, InstrumentKind.ACT, "xx", 2001, titles={"en": title}
    )
    return RegisterInstrument(
        instrument=instrument,
        file=f"{slug}.yaml",
        checksum="0",
        source_title=title,
        languages=("en", "ru"),
        years=(2001,),
        checked_against=None,
        left_out={},
        provisions=(),
        official_text=OfficialText(address, tuple(types), link),
    )


@dataclass
class Bench:
    """A home, a site, and the run between them."""

    store: Store
    home: Path
    site: OfficialSite
    sandbox: Sandbox

    def run(
        self, *entries: RegisterInstrument, policy: Policy | None = None, anew: bool = False, **options: Any
    ) -> list[FetchOutcome]:
        plan = plan_run(self.store, entries, anew=anew)
        report = fetch(
            self.store, self.home, plan, policy or policy_for(self.site), sandbox=self.sandbox, **options
        )
        return list(report.outcomes)

    def one(self, entry: RegisterInstrument, **options: Any) -> FetchOutcome:
        [outcome] = self.run(entry, **options)
        return outcome

    def record(self, entry: RegisterInstrument) -> FetchRecord:
        found = self.store.fetch_of(entry.instrument.id)
        assert found is not None
        return found

    def files(self) -> list[str]:
        """The files kept, below the folder of fetched ones."""
        folder = self.home / "fetched"
        return sorted(
            each.relative_to(folder).as_posix()
            for each in folder.rglob("*")
            if each.name != "LOCK" and each.is_file()
        )


@pytest.fixture
def bench(store: Store, tmp_path: Path, site: OfficialSite, sandbox: Sandbox) -> Bench:
    return Bench(store, tmp_path / "home", site, sandbox)


def pdf(make_pdf: Callable[..., bytes], lines: Sequence[str] = LINES) -> bytes:
    return make_pdf([[(60.0, 780.0 - 20 * n, 10.0, line) for n, line in enumerate(lines)]])


# What goes well ----------------------------------------------------------------------------------------


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


# Where it is led that we do not go ---------------------------------------------------------------------


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
    from tests.ingest.official_site import find

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


# What comes that is not the text -----------------------------------------------------------------------


def _held(bench: Bench) -> tuple[RegisterInstrument, FetchOutcome, FetchRecord]:
    """A good text, before the site goes bad."""
    bench.site.serve("/act", law(), etag='"good"')
    entry = entry_at(bench.site.url("/act"))
    outcome = bench.one(entry)
    return entry, outcome, bench.record(entry)


def _check_kept(bench: Bench, entry: RegisterInstrument, good: FetchOutcome, before: FetchRecord) -> None:
    """The good text is where it was, in the store and on disk, and is what is asked for next."""
    [document] = bench.store.documents(SYSTEM)
    assert document.id == good.document
    # What broke off may lie there until the next attempt.
    kept_file = str(before.path).removeprefix("fetched/")
    assert set(bench.files()) - {f"{entry.slug}/partial"} == {kept_file}
    record = bench.record(entry)
    kept = ("document", "checksum", "size", "path", "url", "etag", "fetched_at", "changed_at")
    assert [getattr(record, name) for name in kept] == [getattr(before, name) for name in kept]
    assert bench.store.failures(SYSTEM) == []
    bench.site.serve("/act", law(), etag='"good"')
    assert bench.one(entry).status is FetchStatus.CURRENT
    assert bench.record(entry).problem is None
    assert bench.files() == [kept_file]


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
    entry, good, before = _held(bench)
    bench.site.serve("/act", body, content_type)
    outcome = bench.one(entry)
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, problem), outcome.reason
    assert outcome.reason
    assert outcome.remedy
    assert bench.record(entry).reason == outcome.reason
    _check_kept(bench, entry, good, before)


def test_an_error_page_in_place_of_a_pdf(bench: Bench, make_pdf: Callable[..., bytes]) -> None:
    entry = entry_at(bench.site.url("/act.pdf"), PDF_TYPES)
    for content_type in (HTML, PDF, "application/octet-stream"):
        bench.site.serve("/act.pdf", law(), content_type)
        outcome = bench.one(entry)
        assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "wrong-type")
    bench.site.serve("/act.pdf", pdf(make_pdf), "application/octet-stream")
    assert bench.one(entry).new


def test_a_text_that_really_became_short_is_taken_on_request(bench: Bench) -> None:
    entry, good, _ = _held(bench)
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
    entry, good, before = _held(bench)
    small = policy_for(bench.site, max_bytes=100_000)
    bench.site.serve("/act", "x" * 200_000)
    assert bench.one(entry, policy=small).problem == "too-large"

    def endless(talk: Talk) -> None:
        talk.head(200, Content_Type=HTML, Transfer_Encoding="chunked")
        while True:
            talk.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    bench.site.answers["/act"] = endless
    assert bench.one(entry, policy=small).problem == "too-large"
    _check_kept(bench, entry, good, before)


def test_a_gzip_bomb_is_refused(bench: Bench) -> None:
    entry, good, before = _held(bench)
    bomb = gzip.compress(b"<p>Article</p>" * 2_000_000)  # 28 MB in 30 KB
    bench.site.serve("/act", bomb, Content_Encoding="gzip")
    outcome = bench.one(entry, policy=policy_for(bench.site, max_bytes=1_000_000))
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "too-large")
    bench.site.serve("/page", bomb, Content_Encoding="gzip")
    page = entry_at(bench.site.url("/page"), link="text")
    assert bench.one(page, policy=policy_for(bench.site, max_page_bytes=100_000)).problem == "too-large"
    _check_kept(bench, entry, good, before)


@pytest.mark.parametrize(
    ("body", "encoding"), [(law().encode(), "br"), (law().encode(), "gzip"), (b"", "gzip, gzip")]
)
def test_what_is_packed_otherwise_is_refused(bench: Bench, body: bytes, encoding: str) -> None:
    entry, good, before = _held(bench)
    bench.site.serve("/act", body, Content_Encoding=encoding)
    outcome = bench.one(entry)
    assert (outcome.status, outcome.problem) == (FetchStatus.REFUSED, "packing")
    _check_kept(bench, entry, good, before)


# A site that does not answer, or not to the end --------------------------------------------------------


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
    entry, good, before = _held(bench)
    bench.site.serve("/act", law(), status=status, **headers)
    asked = len(bench.site.paths())
    outcome = bench.one(entry)
    assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "status")
    assert said in str(outcome.reason)
    assert len(bench.site.paths()) == asked + 1  # nobody is asked again at once
    _check_kept(bench, entry, good, before)


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
    entry, good, before = _held(bench)

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
    _check_kept(bench, entry, good, before)


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


def _broken(body: bytes, at: int, **headers: str) -> Callable[[Talk], None]:
    """Promise all of it and send the beginning."""

    def answer(talk: Talk) -> None:
        talk.head(200, Content_Length=str(len(body)), **headers)
        talk.wfile.write(body[:at])
        talk.wfile.flush()
        talk.close_connection = True

    return answer


def test_a_broken_download_is_told_and_nothing_of_it_taken(bench: Bench) -> None:
    entry, good, before = _held(bench)
    body = law().encode()
    bench.site.answers["/act"] = _broken(body, 900, Content_Type=HTML)
    outcome = bench.one(entry, policy=policy_for(bench.site, attempts=1))
    assert (outcome.status, outcome.problem) == (FetchStatus.UNREACHABLE, "broken")
    _check_kept(bench, entry, good, before)


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
    bench.site.answers["/act"] = _broken(sent, half, **heads)
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
    bench.site.answers["/act"] = _broken(body, 2_000, Content_Type=HTML, ETag='"one"')
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
        _broken(body, 2_000, Content_Type=HTML, ETag='"one"')(talk)

    bench.site.answers["/act"] = break_once
    assert bench.one(entry_at(bench.site.url("/act"))).new
    assert bench.site.asked[-1].headers["Range"] == "bytes=2000-"


@pytest.mark.parametrize("wrong", ["bytes 5-9/10", "nonsense", None])
def test_a_part_that_does_not_fit_is_not_put_together(bench: Bench, wrong: str | None) -> None:
    body = law(60).encode()
    bench.site.answers["/act"] = _broken(body, 2_000, Content_Type=HTML, ETag='"one"')
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


# Manners -----------------------------------------------------------------------------------------------


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


# Runs --------------------------------------------------------------------------------------------------


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
    entry, _, before = _held(bench)
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
