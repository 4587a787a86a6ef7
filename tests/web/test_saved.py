"""Searches are kept on pages, by the API and at the command; what is new for them is told to their owner."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import Result
from fastapi.testclient import TestClient

from corpus.access import Access
from corpus.errors import UsageError
from corpus.model import Classification, ProvisionKind
from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE, HARBOURS_EN, LIGHTS, SECRETS, Line, build, settings_of
from web.app import create_app

HERE = {"Origin": BASE}
ATOM = "{http://www.w3.org/2005/Atom}"
LATER = datetime.now(UTC) + timedelta(days=1)
BEACONS = build(
    LIGHTS,
    "en",
    [
        Line(1, ProvisionKind.ARTICLE, "1", "Article 1", "Beacons", "Beacons warn of precursors in the fog."),
        Line(1, ProvisionKind.ARTICLE, "2", "Article 2", words="Lamps are trimmed on Sundays."),
    ],
    source="laws/beacons.txt",
    ingested_at=LATER,
)
SECRET_BEACONS = build(
    SECRETS,
    "en",
    [Line(1, ProvisionKind.ARTICLE, "9", "Article 9", words="Hidden beacons blink at precursors.")],
    source="vault/beacons.txt",
    classification=Classification.CONFIDENTIAL,
    provider="yy",
    ingested_at=LATER,
)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one document, indexed."""
    found = tmp_path_factory.mktemp("pattern")
    ingest(settings_of(found), HARBOURS_EN)
    return found


@pytest.fixture
def home(pattern: Path, tmp_path: Path) -> Settings:
    """The settings of a home of its own, which tests may change."""
    return settings_of(shutil.copytree(pattern, tmp_path / "home"))


def ingest(settings: Settings, *bundles: object, index: bool = True) -> None:
    with Store.open(settings.database_url) as store:
        for bundle in bundles:
            store.put(bundle)  # type: ignore[arg-type]
        if index:
            build_index(store, settings)


@pytest.fixture
def reader(home: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(home), base_url=BASE) as found:
        yield found


def keep(client: TestClient, **fields: object) -> dict[str, object]:
    answer = client.post(
        "/api/v1/saved", json={"name": "Precursors", "q": "precursors", "mode": "keyword"} | fields
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_a_search_is_kept_from_the_page_with_its_filters(reader: TestClient) -> None:
    page = reader.get("/search?q=precursors&mode=keyword&not_lang=ru&kind=act").text
    (form,) = select(page, "//form[@action='/saved']")
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    assert fields == {
        "q": "precursors", "mode": "keyword", "not_lang": "ru", "kind": "act", "name": "precursors"
    }  # fmt: skip
    answer = reader.post("/saved", data=fields, headers=HERE, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/saved")
    page = reader.get("/saved").text
    (link,) = select(page, "//ul[@class='rows saved']//h2/a")
    assert link.get("href") == "/search?q=precursors&mode=keyword&kind=act&not_lang=ru"
    assert "Act" in words(select(page, "//p[@class='facts']")[0])
    assert reader.get(link.get("href")).status_code == 200


@pytest.mark.parametrize("mode", ["keyword", "hybrid", "semantic"])
def test_only_what_came_in_since_and_fits_is_new(home: Settings, reader: TestClient, mode: str) -> None:
    kept = keep(reader, mode=mode)
    assert kept["new"] == 0
    ingest(home, BEACONS, SECRET_BEACONS)
    found = reader.get(f"/api/v1/saved/{kept['id']}").json()
    places = {(hit["document"], hit["provision"]["eid"]) for hit in found["hits"]}
    assert (BEACONS.document.id, "art_1") in places
    assert {document for document, _ in places} == {BEACONS.document.id}
    assert found["new"] == len(found["hits"])
    assert found["documents"] == 1
    if mode == "keyword":
        assert found["new"] == 1
    assert reader.get("/api/v1/saved").json()["saved"][0]["new"] == found["new"]
    page = reader.get(f"/saved/{kept['id']}").text
    assert len(select(page, "//li[@data-hit]")) == found["new"]
    assert "linking" not in page


def test_filters_hold_for_what_is_new(home: Settings, reader: TestClient) -> None:
    here, elsewhere = keep(reader, jurisdiction="ir"), keep(reader, name="Not there", not_jurisdiction=["ir"])
    ingest(home, BEACONS)
    told = {each["id"]: each["new"] for each in reader.get("/api/v1/saved").json()["saved"]}
    assert told == {here["id"]: 1, elsewhere["id"]: 0}


def test_what_was_seen_is_new_no_more(home: Settings, reader: TestClient) -> None:
    kept = keep(reader)
    past = replace(BEACONS, document=replace(BEACONS.document, ingested_at=None))
    ingest(home, past)
    assert reader.get(f"/api/v1/saved/{kept['id']}").json()["new"] == 1
    answer = reader.post(f"/saved/{kept['id']}/seen", data={}, headers=HERE, follow_redirects=False)
    assert answer.status_code == 303
    assert reader.get(f"/api/v1/saved/{kept['id']}").json()["new"] == 0


def test_what_the_index_does_not_hold_yet_cannot_be_marked_as_seen(
    home: Settings, reader: TestClient
) -> None:
    kept = keep(reader)
    ingest(home, replace(BEACONS, document=replace(BEACONS.document, ingested_at=None)), index=False)
    answer = reader.post(f"/api/v1/saved/{kept['id']}/seen")
    assert answer.status_code == 503
    assert "index rebuild" in answer.json()["remedy"]
    ingest(home)
    assert reader.get(f"/api/v1/saved/{kept['id']}").json()["new"] == 1


def test_the_feed_is_atom_and_tells_the_new(home: Settings, reader: TestClient) -> None:
    kept = keep(reader, name="Pre & <cursors>")
    ingest(home, BEACONS, SECRET_BEACONS)
    answer = reader.get(str(kept["feed"]))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.text)
    assert feed.findtext(f"{ATOM}title") == "New: Pre & <cursors>"
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"urn:narcord:provision:{BEACONS.document.id}#art_1"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{BASE}/documents/{BEACONS.document.id}#art_1"
    assert "precursors" in (entry.findtext(f"{ATOM}content") or "")
    assert entry.findtext(f"{ATOM}updated") == LATER.isoformat(timespec="seconds")


def test_a_party_s_searches_are_its_own(home: Settings, reader: TestClient) -> None:
    with TestClient(create_app(replace(home, party="yy")), base_url=BASE) as other:
        kept = keep(other)
        ingest(home, BEACONS, SECRET_BEACONS)
        assert other.get(f"/api/v1/saved/{kept['id']}").json()["new"] == 2
        assert reader.get("/api/v1/saved").json() == {"saved": []}
        assert "Precursors" not in reader.get("/saved").text
        for path in (f"/api/v1/saved/{kept['id']}", f"/saved/{kept['id']}", str(kept["feed"])):
            assert reader.get(path).status_code == 404
        assert reader.delete(f"/api/v1/saved/{kept['id']}").status_code == 404
        assert reader.post(f"/saved/{kept['id']}/remove", data={}, headers=HERE).status_code == 404
        assert other.delete(f"/api/v1/saved/{kept['id']}").status_code == 204
        assert other.get("/api/v1/saved").json() == {"saved": []}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": BASE + ".elsewhere.example"},
    ],
)
def test_a_form_on_another_site_changes_nothing(reader: TestClient, headers: dict[str, str]) -> None:
    kept = keep(reader)
    form = {"name": "x", "q": "y"}
    for path in ("/saved", f"/saved/{kept['id']}/seen", f"/saved/{kept['id']}/remove"):
        answer = reader.post(path, data=form, headers=headers, follow_redirects=False)
        assert answer.status_code == 403
    assert [each["id"] for each in reader.get("/api/v1/saved").json()["saved"]] == [kept["id"]]


def test_nor_does_a_form_sent_to_the_api(reader: TestClient) -> None:
    text = json.dumps({"name": "x", "q": "y"})
    for headers in (
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json", "Origin": "https://elsewhere.example"},
    ):
        assert reader.post("/api/v1/saved", content=text, headers=headers).status_code == 403
    kept = keep(reader)
    for headers in ({"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert reader.post(f"/api/v1/saved/{kept['id']}/seen", headers=headers).status_code == 403
        assert reader.delete(f"/api/v1/saved/{kept['id']}", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "{",
        '{"q": "x"}',
        '{"name": "x"}',
        '{"name": "x", "q": "y", "colour": "red"}',
        '{"name": "x", "q": "y", "lang": "klingon"}',
        '{"name": "x", "q": {"deep": 1}}',
        '{"name": "x", "q": "y", "lang": [true]}',
        '{"name": "' + "x" * 200 + '", "q": "y"}',
        '{"name": "x", "q": "' + "y" * 100_000 + '"}',
    ],
)
def test_what_cannot_be_kept_is_refused(reader: TestClient, body: str) -> None:
    answer = reader.post("/api/v1/saved", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["remedy"]
    assert reader.get("/api/v1/saved").json() == {"saved": []}


def test_a_search_that_makes_sense_no_more_is_told_and_can_be_removed(
    home: Settings, reader: TestClient
) -> None:
    with Store.open(home.database_url) as store:
        kept = store.save_search("Old", (("q", "x"), ("area", "A99")), Access.public())
    page = reader.get("/saved")
    assert page.status_code == 200
    assert "A99" in words(select(page.text, "//div[@role='alert']")[0])
    assert reader.get("/api/v1/saved").json()["saved"][0]["problem"]
    assert reader.post(f"/saved/{kept.id}/remove", data={}, headers=HERE).status_code == 200
    assert reader.get("/api/v1/saved").json() == {"saved": []}


@pytest.mark.parametrize("ui", ["en", "ru"])
def test_names_of_a_hostile_reader_are_words(reader: TestClient, ui: str) -> None:
    keep(reader, name="<script>alert(1)</script>", q='"><img src=x onerror=alert(1)>', mode="hybrid")
    page = reader.get(f"/saved?ui={ui}").text
    assert not select(page, "//img")
    assert not [script for script in select(page, "//script") if script.text]
    assert "<script>alert(1)</script>" in words(select(page, "//h2")[0])


def test_the_command_keeps_lists_and_forgets(run: Callable[..., Result], tmp_path: Path) -> None:
    run("index", "rebuild")
    run("saved", "add", "Delivery", "controlled delivery", "--filter", "lang=en", "--without", "kind=bill")
    (kept,) = json.loads(run("saved", "list", "--json").stdout)["saved"]
    assert (kept["name"], kept["new"]) == ("Delivery", 0)
    assert kept["parameters"] == [["q", "controlled delivery"], ["lang", "en"], ["not_kind", "bill"]]
    law = tmp_path / "law.txt"
    law.write_text("Delivery Act\n\nArticle 1\nControlled delivery is allowed.\n", encoding="utf-8")
    run("ingest", str(law))
    told = json.loads(run("saved", "show", "Delivery", "--json").stdout)
    assert told["new"] >= 1
    assert "Controlled delivery is allowed" in told["hits"][0]["text"]
    run("saved", "seen", kept["id"])
    assert json.loads(run("saved", "show", "Delivery", "--json").stdout)["new"] == 0
    run("saved", "remove", "Delivery")
    assert json.loads(run("saved", "list", "--json").stdout) == {"saved": []}
    with pytest.raises(UsageError, match="no saved search 'Delivery'"):
        run("saved", "show", "Delivery")
