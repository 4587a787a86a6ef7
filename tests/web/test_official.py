"""Official texts: the command that brings them, the page and the API that tell of them."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient

from corpus.errors import UsageError
from corpus.model import Instrument, InstrumentKind
from corpus.register import OfficialText, RegisterInstrument
from corpus.settings import Settings
from corpus.store import FetchRecord, FetchStatus, Store
from ingest.fetch import Policy
from ingest.fetch.problems import Problem
from tests.ingest.fetch.official_site import OfficialSite, law, make_certificate, policy_for, run_site
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE, settings_of
from web.app import create_app
from web.messages import LANGUAGES, load_messages
from web.official import STATUSES

Run = Callable[..., Result]


@pytest.fixture(scope="module")
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


def _entry(slug: str, text: OfficialText | None) -> RegisterInstrument:
    title = f"{slug.title()} Act"
    instrument = Instrument(
        f"/akn/xx/act/2001/{slug}",
        title,
        InstrumentKind.ACT,
        "xx",
        2001,
        official_source=f"https://law.example/page/{slug}",
        titles={"en": title, "ru": f"Закон {slug}"},
    )
    return RegisterInstrument(
        instrument, f"xx-{slug}.yaml", "0", title, ("en", "ru"), (2001,), None, {}, (), official_text=text
    )


@pytest.fixture
def register(site: OfficialSite, monkeypatch: pytest.MonkeyPatch) -> tuple[RegisterInstrument, ...]:
    """One that can be fetched, one that is not there, one never asked for, one without an address."""
    types = ("text/html",)
    found = (
        _entry("seeds", OfficialText(site.url("/seeds"), types)),
        _entry("gone", OfficialText(site.url("/gone"), types)),
        _entry("later", OfficialText(site.url("/later"), types)),
        _entry("bare", None),
    )
    for module in ("web.commands.fetch", "web.pages.official", "web.api.official"):
        monkeypatch.setattr(f"{module}.load_register", lambda: found)
    monkeypatch.setattr("web.commands.fetch.load_register_into", lambda store: 0)

    class Manners(Policy):
        @classmethod
        def of(cls, settings: Settings) -> Policy:
            return policy_for(site)

    monkeypatch.setattr("web.commands.fetch.Policy", Manners)
    site.serve("/seeds", law())
    return found


@pytest.fixture
def app(tmp_path: Path, register: object, run: Run) -> Iterator[TestClient]:
    """The application over the home of the commands."""
    with TestClient(create_app(settings_of(tmp_path / "home")), base_url=BASE) as found:
        yield found


def _json(result: Result) -> Any:
    return json.loads(result.stdout)


@pytest.mark.usefixtures("register")
def test_the_command_brings_texts_and_tells_what_failed(run: Run, site: OfficialSite) -> None:
    found = _json(run("fetch", "seeds act", "xx-gone", "--no-index", "--json", code=1))
    assert found["counts"] == {"new": 1, "current": 0, "changed": 0, "unreachable": 1, "refused": 0}
    seeds, gone = found["instruments"]
    assert (seeds["status"], seeds["new"], seeds["url"]) == ("current", True, site.url("/seeds"))
    assert (gone["status"], gone["problem"]) == ("unreachable", "status")
    assert gone["remedy"]
    listed = {each["slug"]: each for each in _json(run("fetch", "--list", "--json"))["sources"]}
    assert {slug: each["status"] for slug, each in listed.items()} == {
        "xx-seeds": "current",
        "xx-gone": "unreachable",
        "xx-later": "never",
        "xx-bare": "unknown",
    }
    assert listed["xx-seeds"]["document"] == seeds["document"]
    again = run("fetch", "seeds act", "--no-index")
    assert "current: xx-seeds" in again.stderr


@pytest.mark.usefixtures("register")
def test_a_changed_text_leads_to_its_redline(run: Run, site: OfficialSite, app: TestClient) -> None:
    run("fetch", "xx-seeds", "--no-index")
    site.serve("/seeds", law(changed={2: "The keeper of quay 2 writes down nothing at all."}))
    told = run("fetch", "xx-seeds", "--no-index").stderr
    match = re.search(r"narcord redline (\w+) (\w+)", told)
    assert match
    shown = run("redline", match[1], match[2]).stdout
    assert "{+nothing at all+}" in " ".join(shown.split())
    page = app.get("/sources").text
    [link] = [a.get("href") for a in select(page, "//tr[@id='xx-seeds']//a") if "/redline" in a.get("href")]
    assert link == f"/redline?a={match[1]}&b={match[2]}"
    assert app.get(link).status_code == 200
    found = app.get("/api/v1/sources").json()
    seeds = next(each for each in found["sources"] if each["slug"] == "xx-seeds")
    assert (seeds["status"], seeds["version"], seeds["redline"]) == ("changed", 2, link)
    assert seeds["permalink"] == f"/documents/{match[2]}"
    # The next look finds nothing new; what changed last stays one step away.
    run("fetch", "xx-seeds", "--no-index")
    seeds = next(each for each in app.get("/api/v1/sources").json()["sources"] if each["slug"] == "xx-seeds")
    assert (seeds["status"], seeds["redline"]) == ("current", link)


@pytest.mark.usefixtures("register")
def test_the_index_is_brought_up_to_date_unless_it_is_not_wanted(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshed: list[str] = []
    monkeypatch.setattr("web.commands.fetch.refresh", lambda *_: refreshed.append("index"))
    run("fetch", "xx-seeds", "--no-index")
    assert refreshed == []
    run("fetch", "xx-seeds", "xx-gone", code=1)
    assert refreshed == ["index"]


@pytest.mark.usefixtures("register")
def test_what_only_tells_asks_nobody(run: Run, site: OfficialSite) -> None:
    plan = _json(run("fetch", "--dry-run", "--json"))
    assert [each["slug"] for each in plan["todo"]] == ["xx-seeds", "xx-gone", "xx-later"]
    assert {each["how"] for each in plan["todo"]} == {"all of it"}
    assert plan["without_address"] == ["/akn/xx/act/2001/bare"]
    run("fetch", "--list")
    assert site.asked == []
    run("fetch", "seeds act", "--no-index")
    assert _json(run("fetch", "xx-seeds", "--dry-run", "--json"))["todo"][0]["how"] == "if it changed"


@pytest.mark.usefixtures("register")
def test_names_that_cannot_be_fetched_are_told(run: Run, site: OfficialSite) -> None:
    with pytest.raises(UsageError, match="no instrument 'seads act'") as near:
        run("fetch", "seads act")
    assert "xx-seeds" in near.value.remedy
    with pytest.raises(UsageError, match="no address for the text of xx-bare") as bare:
        run("fetch", "xx-seeds", "xx-bare")
    assert "https://law.example/page/bare" in bare.value.remedy
    with pytest.raises(UsageError, match="--accept-shorter"):
        run("fetch", "--accept-shorter")
    assert site.asked == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_of_each_instrument_how_its_text_is(
    run: Run, app: TestClient, site: OfficialSite, language: str
) -> None:
    run("fetch", "xx-seeds", "xx-gone", "--no-index", code=1)
    t = load_messages(language)
    answer = app.get("/sources", headers={"Accept-Language": language})
    assert answer.status_code == 200
    states = {row.get("id"): words(row) for row in select(answer.text, "//tbody/tr")}
    assert list(states) == ["xx-gone", "xx-later", "xx-seeds", "xx-bare"]
    for slug, status in (("gone", "unreachable"), ("later", "never"), ("seeds", "current")):
        assert t(f"sources.status_{status}") in states[f"xx-{slug}"]
    assert t("sources.problem_status") in states["xx-gone"]
    assert "404" in states["xx-gone"]
    assert t("instrument.version", n=1) in states["xx-seeds"]
    assert site.url("/later") in states["xx-later"]
    assert "https://law.example/page/bare" in states["xx-bare"]
    titles = [words(each) for each in select(answer.text, "//*[@class='stack-title']")]
    assert titles[0] == ("Gone Act" if language == "en" else "Закон gone")
    status = app.get("/status", headers={"Accept-Language": language}).text
    assert select(status, "//a[@href='/sources']")


@pytest.mark.usefixtures("register")
def test_the_page_of_an_empty_home_and_unknown_parameters(app: TestClient) -> None:
    found = app.get("/api/v1/sources").json()
    assert found["counts"] == {
        "unreachable": 0, "refused": 0, "changed": 0, "never": 3, "current": 0, "unknown": 1,
    }  # fmt: skip
    assert app.get("/sources").status_code == 200
    assert app.get("/api/v1/sources?status=changed").status_code == 400


def test_a_text_that_became_confidential_is_not_told_of(
    run: Run, app: TestClient, register: tuple[RegisterInstrument, ...]
) -> None:
    document = _json(run("fetch", "xx-seeds", "--no-index", "--json"))["instruments"][0]["document"]
    assert document in app.get("/sources").text
    run("classify", document, "confidential", "--provider", "yy")
    assert document not in app.get("/sources").text
    seeds = next(each for each in app.get("/api/v1/sources").json()["sources"] if each["slug"] == "xx-seeds")
    assert (seeds["document"], seeds["permalink"], seeds["redline"], seeds["page"]) == (None,) * 4


def test_what_a_site_says_is_escaped(
    tmp_path: Path, app: TestClient, register: tuple[RegisterInstrument, ...]
) -> None:
    with Store.open(settings_of(tmp_path / "home").database_url) as store:
        store.keep_fetch(
            FetchRecord(
                register[0].instrument.id,
                "javascript:alert(1)",
                FetchStatus.REFUSED,
                problem="wrong-type",
                reason="<script>alert('type')</script>",
                remedy="Look.",
                checked_at=datetime.now(UTC),
            )
        )
    page = app.get("/sources").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert not select(page, "//a[starts-with(@href, 'javascript')]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_and_status_has_words(language: str) -> None:
    texts = load_messages(language).texts
    told = {each for each in Problem if each is not Problem.BUSY}
    assert {f"sources.problem_{each.replace('-', '_')}" for each in told} <= texts.keys()
    assert {f"sources.status_{status}" for status in STATUSES} <= texts.keys()
