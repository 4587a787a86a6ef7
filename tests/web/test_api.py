from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from corpus.areas import area_or_theme
from tests.web.samples import HARBOURS, HARBOURS_EN, LIGHTS_FA


def test_search_answers_with_the_object_that_was_promised(client: TestClient) -> None:
    answer = client.get(
        "/api/v1/search", params={"q": "precursors inspected quay", "mode": "keyword", "lang": "en"}
    )
    assert answer.status_code == 200
    found = answer.json()
    assert list(found) == [
        "query", "query_language", "mode", "total", "took_ms", "hits", "facets", "counts", "references",
    ]  # fmt: skip
    assert (found["query"], found["mode"], found["total"]) == ("precursors inspected quay", "keyword", 1)
    (hit,) = found["hits"]
    assert hit.pop("score") > 0
    highlights = hit.pop("highlights")
    assert {hit["text"][start:end] for start, end in highlights} == {"Precursors", "inspected", "quay"}
    versions = {(each["language"], each["nature"]): each["eid"] for each in hit.pop("versions")}
    assert versions == {("en", "abstract"): "art_1__para_1", ("ru", "abstract"): "art_1__para_1"}
    assert hit == {
        "rank": 1,
        "instrument": {
            "id": HARBOURS.id,
            "title": "Harbour Act",
            "kind": "act",
            "jurisdiction": "xx",
            "year": 2001,
        },
        "document": HARBOURS_EN.document.id,
        "source": "laws/harbours.pdf",
        "language": "en",
        "direction": "ltr",
        "provision": {
            "eid": "art_1__para_1",
            "label": "1.",
            "heading": "",
            "breadcrumb": ["Chapter I Of harbours", "Article 1 Duties of the harbour master"],
        },
        "pages": [1, 3],
        "text": "1. Precursors that arrive by sea are inspected on the quay.",
        "areas": [{"code": "A3", "score": 1.0, "status": "confirmed"}],
        "permalink": f"/documents/{HARBOURS_EN.document.id}#art_1__para_1",
        "nature": "authentic",
        "reference": False,
    }
    assert found["facets"]["language"] == {"en": 1}


def test_search_pages_without_overlap(client: TestClient) -> None:
    everything = client.get("/api/v1/search?q=harbour&limit=10").json()
    later = client.get("/api/v1/search?q=harbour&limit=4&offset=4").json()
    assert [hit["rank"] for hit in later["hits"]] == [5, 6, 7, 8]
    assert [h["permalink"] for h in later["hits"]] == [h["permalink"] for h in everything["hits"][4:8]]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=%00%01", "q"),
        ("q=" + "x" * 2001, "q"),
        ("q=a&limit=0", "limit"),
        ("q=a&limit=101", "limit"),
        ("q=a&limit=ten", "limit"),
        ("q=a&offset=-1", "offset"),
        ("q=a&offset=99999999999999999999", "offset"),
        ("q=a&mode=magic", "mode"),
        ("q=a&lang=klingon", "lang"),
        ("q=a&area=A0", "area"),
        ("q=a&kind=poem", "kind"),
        ("q=a&nature=true", "nature"),
        ("q=a&jurisdiction=..%2F..", "jurisdiction"),
        ("q=a&year_from=MCMXCI", "year_from"),
        ("q=a&year_from=2&year_to=1", "year_from"),
        ("q=a&language=ru", "language"),
    ],
)
def test_wrong_parameters_are_named(client: TestClient, query: str, field: str) -> None:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    error = answer.json()
    assert list(error) == ["error", "remedy", "field"]
    assert error["field"] == field
    assert error["error"]
    assert error["remedy"]


@pytest.mark.parametrize(
    "path",
    ["nope", "areas/A19", "areas/%00", "instruments/akn/xx/act/2001/nope", "documents/nope", "documents/"],
)
def test_what_is_not_there_is_a_json_error(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert list(answer.json()) == ["error", "remedy", "field"]


def test_other_methods_are_refused_in_json(client: TestClient) -> None:
    answer = client.post("/api/v1/search")
    assert answer.status_code == 405
    assert list(answer.json()) == ["error", "remedy", "field"]


def test_a_missing_index_is_told_with_its_remedy(empty_client: TestClient) -> None:
    answer = empty_client.get("/api/v1/search?q=harbour")
    assert answer.status_code == 503
    assert "narcord index rebuild" in answer.json()["remedy"]
    assert empty_client.get("/healthz").json() == {"status": "ok"}
    index = empty_client.get("/api/v1/status").json()["index"]
    assert index["ready"] is False
    assert "narcord index rebuild" in index["problem"]


def test_areas_count_by_instrument(client: TestClient) -> None:
    areas = client.get("/api/v1/areas").json()["areas"]
    assert [area["code"] for area in areas] == [f"A{n}" for n in range(1, 19)]
    third = areas[2]
    assert set(third["labels"]) == {"en", "ru", "kk", "fa", "ar", "zh", "tr", "hi"}
    assert (third["confirmed"], third["proposed"]) == (1, 1)
    assert third["instruments"][HARBOURS.id] == {"confirmed": 1, "proposed": 0}


def test_an_area_lists_its_assignments_with_evidence(client: TestClient) -> None:
    found = client.get("/api/v1/areas/a3").json()
    assert found["total"] == 2
    first, second = found["assignments"]
    assert (first["status"], first["by"], first["eid"]) == ("confirmed", "register", "art_1__para_1")
    (span,) = first["evidence"]
    assert HARBOURS_EN.document.text[span[0] : span[1]] == "Precurso"
    assert (second["status"], second["document"]) == ("proposed", LIGHTS_FA.document.id)
    assert client.get("/api/v1/areas/A3?limit=1&offset=1").json()["assignments"] == [second]
    assert client.get("/api/v1/areas/A3?limit=101").status_code == 400
    assert [each["code"] for each in found["sub_themes"]] == [f"A3.{n}" for n in range(1, 7)]


def test_a_sub_theme_is_listed_as_an_area_is(client: TestClient) -> None:
    found = client.get("/api/v1/areas/a3.2").json()
    assert (found["code"], found["total"], found["assignments"]) == ("A3.2", 0, [])
    assert found["labels"]["en"] == area_or_theme("A3.2").label("en")
    assert client.get("/api/v1/areas/A3.9").status_code == 404


def test_codes_of_areas_are_read_in_either_case(client: TestClient) -> None:
    assert client.get("/api/v1/commitments?area=a3.2").status_code == 200
    told = client.get("/api/v1/commitments?area=A3.9")
    assert (told.status_code, told.json()["field"]) == (400, "area")


def test_instruments_and_their_documents(client: TestClient) -> None:
    listed = client.get("/api/v1/instruments").json()["instruments"]
    assert HARBOURS.id in {each["id"] for each in listed}
    found = client.get(f"/api/v1/instruments{HARBOURS.id}").json()
    assert found["titles"] == {"en": "Harbour Act", "ru": "Закон о гаванях"}
    assert [(each["language"], each["nature"]) for each in found["documents"]] == [
        ("en", "authentic"),
        ("en", "abstract"),
        ("ru", "abstract"),
    ]


def test_a_document_comes_with_provisions_that_are_spans_of_its_text(client: TestClient) -> None:
    found = client.get(f"/api/v1/documents/{HARBOURS_EN.document.id}").json()
    assert found["text"] == HARBOURS_EN.document.text
    spans = {each["eid"]: found["text"][each["start"] : each["end"]] for each in found["provisions"]}
    assert spans["art_1__para_2__subpara_a"] == "(a) salt and fish;"
    assert found["pages"][0][0] == 1
    areas = {each["eid"]: each["areas"] for each in found["provisions"] if each["areas"]}
    assert areas == {"art_1__para_1": [{"code": "A3", "score": 1.0, "status": "confirmed"}]}


def test_status_counts_and_reports(client: TestClient) -> None:
    found = client.get("/api/v1/status").json()
    assert found["counts"]["documents"] == 5
    assert found["index"]["ready"] is True
    assert found["failures"][0]["remedy"] == "Get it again."


def test_the_schema_describes_every_endpoint_and_needs_nobody_else_s_server(client: TestClient) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    parameters = {each["name"] for each in schema["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert {
        "q",
        "limit",
        "mode",
        "lang",
        "jurisdiction",
        "kind",
        "area",
        "year_from",
        "year_to",
    } <= parameters
    page = client.get("/api").text
    for path, methods in schema["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page
    for path in ("/docs", "/redoc"):
        assert client.get(path).status_code == 404
