"""Filters that combine, that leave out, and whose counts are true: on pages, in the API, at the command."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient

from corpus.access import Access
from corpus.groups import groups_of
from corpus.settings import Settings
from corpus.store import Store
from corpus.thesaurus import concept, find_concepts
from tests.web.reading_aloud import select, words
from tests.web.samples import HARBOURS, LIGHTS
from web.filters import FILTERS, NOT, SUBSTANCES

Values = dict[str, set[str]]


def ask(client: TestClient, query: str) -> Any:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def brute_force(settings: Settings, access: Access) -> list[Values]:
    """Every provision with words of its own, with all that it can be filtered by, from the store alone."""
    provisions = []
    with Store.open(settings.database_url) as store:
        for summary in store.documents(access):
            bundle = store.bundle(summary.id, access)
            instrument, text = bundle.instrument, bundle.document.text
            for provision in bundle.provisions:
                own = [each for each in bundle.passages if each.eid == provision.eid]
                if not own:
                    continue
                named = {
                    match.concept.id
                    for each in own
                    for match in find_concepts(text[each.start : each.end], each.language)
                }
                values: dict[str, set[str | None]] = {
                    "language": {provision.language},
                    "jurisdiction": {instrument.jurisdiction},
                    "group": {*groups_of(instrument.jurisdiction)},
                    "kind": {instrument.kind.value},
                    "body": {instrument.body},
                    "status": {instrument.status},
                    "nature": {bundle.document.nature.value},
                    "area": {
                        tie.area
                        for tie in bundle.assignments
                        if tie.eid == provision.eid and tie.status != "rejected"
                    },
                    "theme": {each for each in named if concept(each).group != SUBSTANCES},
                    "substance": {each for each in named if concept(each).group == SUBSTANCES},
                    "strength": {
                        each.strength.value for each in bundle.commitments if each.eid == provision.eid
                    },
                    "instrument": {instrument.id},
                }
                provisions.append({key: {each for each in found if each} for key, found in values.items()})
    return provisions


def _not_xx_nor_russian(found: Values) -> bool:
    return "xx" not in found["jurisdiction"] and "ru" not in found["language"]


def _no_precursors(found: Values) -> bool:
    return "precursor" not in found["substance"] and bool(found["language"] & {"en", "ru"})


@pytest.mark.parametrize("party", [None, "yy"])
@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        ("", lambda p: True),
        ("&lang=en", lambda p: "en" in p["language"]),
        ("&not_lang=en", lambda p: "en" not in p["language"]),
        ("&area=A3&not_nature=abstract", lambda p: "A3" in p["area"] and "abstract" not in p["nature"]),
        ("&not_jurisdiction=xx&not_lang=ru", _not_xx_nor_russian),
        ("&group=cica", lambda p: "cica" in p["group"]),
        ("&not_substance=precursor&lang=en,ru", _no_precursors),
        ("&body=Parliament+of+Xanadu", lambda p: "Parliament of Xanadu" in p["body"]),
    ],
)  # fmt: skip
def test_every_facet_counts_what_the_store_holds(
    client: TestClient,
    party_client: TestClient,
    settings: Settings,
    party: str | None,
    query: str,
    keeps: Callable[[Values], bool],
) -> None:
    access = Access.of(party) if party else Access.public()
    expected = [found for found in brute_force(settings, access) if keeps(found)]
    answer = ask(party_client if party else client, f"q=harbour{query}&mode=semantic")
    assert answer["total"] == len(expected)
    for kind in FILTERS:
        if kind.facet:
            counts = Counter(value for found in expected for value in found[kind.key])
            assert answer["facets"][kind.key] == dict(counts), kind.key


def test_the_reader_with_rights_counts_more(client: TestClient, party_client: TestClient) -> None:
    mine, theirs = (ask(each, "q=messages&mode=semantic") for each in (party_client, client))
    assert mine["total"] == theirs["total"] + 1
    assert "yy" in mine["facets"]["jurisdiction"]
    assert "yy" not in theirs["facets"]["jurisdiction"]


@pytest.mark.parametrize(
    "given",
    [HARBOURS.id, "Harbour Act", "harbour act", "Закон о гаванях", "HA 2001", "xx-2001", "xx-2001-harbours"],
)
def test_an_instrument_is_named_as_people_name_it(client: TestClient, given: str) -> None:
    answer = client.get("/api/v1/search", params={"q": "ships", "instrument": given, "limit": 50}).json()
    assert answer["hits"]
    assert {hit["instrument"]["id"] for hit in answer["hits"]} == {HARBOURS.id}
    left = client.get("/api/v1/search", params={"q": "ships", "not_instrument": given, "limit": 50}).json()
    assert left["hits"]
    assert HARBOURS.id not in {hit["instrument"]["id"] for hit in left["hits"]}


def test_what_cites_an_instrument_or_a_place_in_it_is_found(client: TestClient) -> None:
    def eids(cites: str, client: TestClient = client) -> set[str]:
        answer = client.get("/api/v1/search", params={"q": "ships", "cites": cites, "limit": 50}).json()
        return {hit["provision"]["eid"] for hit in answer["hits"]}

    assert eids(LIGHTS.id) == {"art_2", "rec_1"}
    assert eids(f"{LIGHTS.id}#art_1") == eids("ir-2011#art_1") == {"art_2"}
    assert eids("HA 2001#art_2") == {"art_1__para_2"}


def test_who_cites_counts_only_what_may_be_seen(client: TestClient, party_client: TestClient) -> None:
    query = f"q=messages&mode=semantic&cites={HARBOURS.id}%23art_2"
    assert ask(party_client, query)["total"] == ask(client, query)["total"] + 1


@pytest.mark.parametrize(
    ("query", "field", "told"),
    [
        ("cites=Nowhere+Convention", "cites", "short name"),
        ("not_instrument=Nowhere+Act", "not_instrument", "short name"),
        ("body=Nobody", "body", "Parliament of Xanadu"),
        ("jurisdiction=narnia", "jurisdiction", "xx"),
        ("not_status=gone", "not_status", ""),
        ("not_theme=precursor", "not_theme", "not_substance=precursor"),
    ],
)
def test_what_is_not_here_is_told_with_what_is(client: TestClient, query: str, field: str, told: str) -> None:
    answer = client.get(f"/api/v1/search?q=ships&{query}")
    assert answer.status_code == 400
    assert answer.json()["field"] == field
    assert told in answer.json()["remedy"]
    assert client.get(f"/search?q=ships&{query}").status_code == 400


def test_a_hidden_instrument_is_not_named(client: TestClient, party_client: TestClient) -> None:
    query = "/api/v1/search?q=messages&instrument=Zirconium+Protocol"
    assert client.get(query).status_code == 400
    assert party_client.get(query).json()["total"] == 1
    # Nor by a name that several would bear if it were seen.
    assert "zirconium" not in client.get("/api/v1/search?q=a&instrument=yy-2020").text.lower()


def test_a_country_without_a_text_yet_is_a_filter(client: TestClient) -> None:
    assert ask(client, "q=ships&jurisdiction=kg")["total"] == 0


def test_a_facet_leaves_out_and_takes_back(client: TestClient) -> None:
    page = client.get("/search?q=harbour&mode=keyword").text
    (out,) = select(page, "//aside[@id='facets']//a[@aria-label='Leave out English']")
    assert out.get("href") == "/search?q=harbour&mode=keyword&not_lang=en"
    page = client.get(out.get("href")).text
    assert not select(page, "//li[@data-hit]//blockquote[@lang='en']")
    (chip,) = select(page, "//a[@class='filter without']")
    assert words(chip.find("span")) == "without English"
    (back,) = select(page, "//aside[@id='facets']//li[@class='without']/a[@class='exclude']")
    assert back.get("href") == chip.get("href") == "/search?q=harbour&mode=keyword"
    # Choosing what was left out takes it back in.
    (choose,) = select(page, "//aside[@id='facets']//li[@class='without']/a[@class='value']")
    assert choose.get("href") == "/search?q=harbour&mode=keyword&lang=en"


def test_facets_say_their_values_in_both_languages(client: TestClient) -> None:
    def titles(ui: str) -> set[str]:
        page = client.get(f"/search?q=precursors&mode=semantic&ui={ui}").text
        return {words(value) for value in select(page, "//aside[@id='facets']//a[@class='value']/span[1]")}

    assert {"Persian", "Act", "CICA members", "precursor", "Parliament of Xanadu"} <= titles("en")
    assert {"Персидский", "Закон", "Члены СВМДА", "прекурсор"} <= titles("ru")


def test_filters_written_in_another_way_lead_to_the_same_links(client: TestClient) -> None:
    page = client.get("/search?q=harbour&lang=EN,ru&area=a3").text
    hrefs = [chip.get("href") for chip in select(page, "//a[@class='filter']")]
    assert hrefs == [
        "/search?q=harbour&lang=ru&area=A3",
        "/search?q=harbour&lang=en&area=A3",
        "/search?q=harbour&lang=en&lang=ru",
    ]


def test_the_api_describes_every_filter(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/search"]["get"]["parameters"]
    names = [each["name"] for each in described]
    assert {name for kind in FILTERS for name in (kind.name, f"{NOT}{kind.name}")} <= set(names)
    assert len(names) == len(set(names))
    assert {"q", "mode", "by", "limit", "offset", "year_from", "year_to"} <= set(names)


def test_the_command_takes_the_same_filters(run: Callable[..., Result]) -> None:
    run("index", "rebuild")
    told = run("search", "extradition", "--filter", "cites=un-1988", "--without", "lang=ru", "--json")
    found = json.loads(told.stdout)
    assert found["total"] > 0
    assert set(found["facets"]["language"]) == {"en"}
    for wrong in ("colour=red", "lang"):
        with pytest.raises(Exception, match="is no filter"):
            run("search", "extradition", "--filter", wrong)
    with pytest.raises(Exception, match="There is no not_kind 'poem'"):
        run("search", "extradition", "--without", "kind=poem")


def test_the_command_says_how_many_and_why(run: Callable[..., Result]) -> None:
    run("index", "rebuild")
    told = run(
        "search",
        "how many provisions mention extradition",
        "--filter",
        "lang=en",
        "--by",
        "instrument",
        "--explain",
    )
    assert 'name "extradition" in whatever words (en ' in told.stderr
    assert "have all of the words" in told.stderr
    assert "why: words extradition" in " ".join(told.stdout.split())
    titles = [line for line in told.stdout.splitlines() if line[:1].isdigit()]
    assert titles
    assert len(titles) == len(set(titles))
