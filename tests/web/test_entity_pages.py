"""Pages, API and command of entities: facts for everybody, places only for those who may see them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from fastapi.testclient import TestClient

from corpus.access import Access
from corpus.model import Classification, Instrument, InstrumentKind, ProvisionKind
from corpus.settings import Settings
from corpus.store import Store
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE, HARBOURS, HARBOURS_EN, LIGHTS_FA, Line, build, settings_of
from web.app import create_app
from web.entities import choose_substances, list_entities
from web.upkeep import renew_mentions

VAULT = Instrument(
    id="/akn/yy/act/2020/vault", title="Vault Act", kind=InstrumentKind.ACT, jurisdiction="yy", year=2020
)
VAULT_EN = build(
    VAULT,
    "en",
    [
        Line(
            1,
            ProvisionKind.ARTICLE,
            "1",
            "Article 1",
            "Reports",
            "The vault tells the INCB of heroin, morphine, cocaine, opium and ketamine.",
        )
    ],
    source="vault/vault.txt",
    classification=Classification.CONFIDENTIAL,
    provider="yy",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("entities")
    found = settings_of(folder)
    with Store.open(found.database_url) as store:
        for bundle in (HARBOURS_EN, LIGHTS_FA, VAULT_EN):
            store.put(bundle)
        # None of them was ingested: what their texts name is found as for documents of earlier days.
        assert renew_mentions(store, found) == 3
        assert renew_mentions(store, found) == 0
    return found


@pytest.fixture(scope="module")
def public_app(home: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(home), base_url=BASE) as found:
        yield found


@pytest.fixture
def public(public_app: TestClient) -> TestClient:
    """The public's application, as to a reader who comes for the first time."""
    public_app.cookies.clear()
    return public_app


@pytest.fixture(scope="module")
def party(home: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(replace(home, party="yy")), base_url=BASE) as found:
        yield found


def test_the_page_of_an_entity_marks_where_it_is_named(public: TestClient) -> None:
    page = public.get("/entities/precursor").text
    assert [words(mark) for mark in select(page, "//mark")] == ["Precursors", "پیش‌سازها"]
    assert [words(each) for each in select(page, "//section[contains(@class,'group')]/h3")] == [
        "Harbour Act",
        "قانون فانوس‌ها",
    ]
    quote = select(page, "//blockquote")[1]
    assert (quote.get("lang"), quote.get("dir")) == ("fa", "rtl")
    # Its names, the Persian one among them, in its own direction.
    assert select(page, "//dd[@lang='fa'][@dir='rtl']")


def test_places_can_be_restricted(public: TestClient) -> None:
    page = public.get("/entities/precursor?lang=fa").text
    assert [words(mark) for mark in select(page, "//mark")] == ["پیش‌سازها"]
    page = public.get(f"/entities/precursor?instrument={HARBOURS.id}").text
    assert [words(mark) for mark in select(page, "//mark")] == ["Precursors"]
    assert "Not named" in public.get("/entities/precursor?lang=kk").text


def test_what_may_not_be_seen_is_neither_counted_nor_named(public: TestClient, party: TestClient) -> None:
    for path in ("/entities", "/substances", "/substances/heroin", "/entities/incb", "/api/v1/entities/incb"):
        answer = public.get(path)
        assert answer.status_code == 200
        assert "ault" not in answer.text.replace("default", ""), path
    counts = {each["id"]: each["provisions"] for each in public.get("/api/v1/entities").json()["entities"]}
    assert (counts["precursor"], counts["heroin"], counts["incb"]) == (2, 0, 0)
    assert party.get("/api/v1/entities/heroin").json()["total"] == 1
    assert "Vault Act" in party.get("/substances/heroin").text


def test_a_substance_is_shown_with_its_schedules_and_the_official_list(public: TestClient) -> None:
    page = public.get("/substances/heroin").text
    chips = [words(each) for each in select(page, "//a[starts-with(@class,'schedule')]")]
    assert chips == ["1961, Schedule I", "1961, Schedule IV"]
    assert "561-27-3" in page
    assert "up to 2025-03" in page
    assert "incb.org" in page
    assert "Not internationally scheduled" in public.get("/substances/tramadol").text
    assert "Список IV" in public.get("/substances/heroin?ui=ru").text


def test_an_entity_has_one_address(public: TestClient) -> None:
    for wrong, right in (("/entities/heroin", "/substances/heroin"), ("/substances/incb", "/entities/incb")):
        answer = public.get(wrong, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (308, right)


def test_the_table_is_filtered_and_sorted(public: TestClient) -> None:
    def names(query: str) -> list[str]:
        found = select(public.get(f"/substances?{query}").text, "//table//tbody//th/a")
        return [words(each) for each in found]

    assert names("q=героин") == ["heroin"]
    assert names("q=561-27-3") == ["heroin"]
    assert "acetone" in names("schedule=1988-II")
    assert len(names("schedule=1988-II")) == 8
    assert "heroin" not in names("schedule=none")
    by_name, by_schedule = names("q=acet"), names("q=acet&sort=schedule")
    assert sorted(by_name) == sorted(by_schedule)
    assert by_name.index("acetic anhydride") < by_name.index("acetylfentanyl")
    assert by_schedule.index("acetylfentanyl") < by_schedule.index("acetic anhydride")
    assert by_schedule[-1] == "acetone"  # the second table of the last convention
    assert names("q=nonesuch") == []


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/api/v1/substances?schedule=1961-V", 400, "schedule"),
        ("/api/v1/substances?sort=colour", 400, "sort"),
        ("/api/v1/entities?group=things", 400, "group"),
        ("/api/v1/entities/incb?lang=xx", 400, "lang"),
        ("/api/v1/entities/incb?limit=0", 400, "limit"),
        ("/substances?schedule=1961-V", 400, "schedule"),
        ("/entities/incb?page=0", 400, "page"),
        ("/entities/nothing", 404, ""),
        ("/substances/nothing", 404, ""),
        ("/api/v1/entities/nothing", 404, ""),
    ],
)
def test_bad_input_is_told(public: TestClient, path: str, status: int, field: str) -> None:
    answer = public.get(path)
    assert answer.status_code == status
    assert field in answer.text


def test_the_api_gives_spans_that_are_the_words(public: TestClient) -> None:
    found = public.get("/api/v1/entities/precursor?lang=en").json()
    (place,) = found["places"]
    (span,) = place["spans"]
    assert HARBOURS_EN.document.text[slice(*span)] == "Precursors"
    assert place["words"] == ["Precursors"]
    assert found["languages"] == {"en": 1, "fa": 1}
    substance = public.get("/api/v1/entities/codeine").json()
    assert substance["controls"] == [{"convention": "1961", "schedule": "II", "since": None}]
    listed = public.get("/api/v1/substances?schedule=1961-III").json()
    assert [each["id"] for each in listed["substances"]] == ["exempt-preparations-1961"]


def test_a_text_shows_beside_a_provision_what_it_names(public: TestClient, party: TestClient) -> None:
    page = public.get(f"/documents/{HARBOURS_EN.document.id}").text
    chips = select(page, "//ul[@class='named']//a")
    assert [(words(each), each.get("href")) for each in chips] == [("precursor", "/entities/precursor")]
    # Few, then a count.
    page = party.get(f"/documents/{VAULT_EN.document.id}").text
    assert [words(each) for each in select(page, "//ul[@class='named']/li")] == [
        "INCB",
        "heroin",
        "morphine",
        "cocaine",
        "+ 2 more",
    ]


def test_substances_are_sorted_by_how_often_they_are_named(home: Settings) -> None:
    with Store.open(home.database_url) as store:
        lines = list_entities(store, Access("yy"), "en")
    found = choose_substances([line for line in lines if line.entity.substance], sort="named")
    assert {line.entity.id for line in found[:5]} == {"heroin", "morphine", "cocaine", "opium", "ketamine"}
    assert found[5].count.provisions == 0


def test_the_command_prints_the_same(run: Callable[..., Result], tmp_path: Path) -> None:
    law = tmp_path / "law.txt"
    law.write_text("Article 1\nThe Ministry reports heroin to the INCB.\n", encoding="utf-8")
    run("ingest", str(law))
    listed = json.loads(run("entities", "--json", "--group", "body").stdout)["entities"]
    assert {each["group"] for each in listed} == {"body"}
    # The register's abstracts are there too; those of the file come from its ingestion.
    found = json.loads(run("entities", "heroin", "--json").stdout)
    assert [each["words"] for each in found["places"] if each["nature"] == "authentic"] == [["heroin"]]
    assert "heroin" in run("entities", "HEROIN").stdout
    assert "1961 I" in run("entities", "--group", "substance").stdout
