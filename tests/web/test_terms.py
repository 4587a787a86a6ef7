"""The terms helper on the search page and in the API."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient

from corpus.languages import LANGUAGES, direction
from corpus.thesaurus import concept
from tests.web.reading_aloud import select, words
from web.terms import MOST_CONCEPTS, PREVIEW, recognise_concepts, terms_elsewhere


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("precursors", ["precursor"]),
        ("прекурсоры", ["precursor"]),
        ("контроль за прекурсорами в стране", ["precursor"]),
        ("易制毒化学品", ["precursor"]),
        ("extradition", ["extradition"]),
        ("heroin or cocaine or opium", ["heroin", "cocaine"]),
        ("heroin, heroin and again heroin", ["heroin"]),
        ("harbour master", []),
        ("", []),
    ],
)
def test_the_first_concepts_of_a_query_are_recognised(query: str, expected: list[str]) -> None:
    matches = recognise_concepts(query)[1]
    assert [match.concept.id for match in matches] == expected
    assert len(matches) <= MOST_CONCEPTS


def test_what_the_query_says_is_not_offered_again_and_shared_spellings_come_once() -> None:
    (match,) = recognise_concepts("прекурсор")[1]
    offered = terms_elsewhere(match, "прекурсор")
    assert "прекурсор" not in {term.text for term in offered}
    assert len({term.text for term in offered}) == len(offered)
    languages = [language for term in offered for language in term.languages]
    assert len(set(languages)) == len(languages)
    assert all(term.text == concept("precursor").terms[term.languages[0]][0] for term in offered)


@pytest.mark.parametrize("ui", ["en", "ru"])
def test_the_search_page_offers_the_terms_as_links_that_keep_the_filters(client: TestClient, ui: str) -> None:
    page = client.get(
        "/search", params={"q": "precursors", "lang": "fa", "mode": "keyword", "page": "1", "ui": ui}
    ).text
    (helper,) = select(page, "//details[@class='terms']")
    assert helper.get("open") is None
    (summary,) = select(page, "//details[@class='terms']/summary")
    assert {"en": "In other languages", "ru": "На других языках"}[ui] in words(summary)
    assert len(select(page, "//details[@class='terms']/summary//bdi[@lang]")) == PREVIEW
    (entity,) = select(page, "//details[@class='terms']/p/a")
    assert entity.get("href") == "/entities/precursor"
    links = select(page, "//details[@class='terms']/ul//a")
    terms = concept("precursor").terms
    assert len(links) >= 15
    for link in links:
        language = link.get("lang")
        assert language in LANGUAGES
        assert language != "en"
        assert link.get("dir") == direction(language)
        assert words(link) == terms[language][0]
        assert sorted(parse_qsl(urlsplit(link.get("href")).query)) == [
            ("lang", "fa"), ("mode", "keyword"), ("q", terms[language][0])
        ]  # fmt: skip
    assert client.get(links[0].get("href")).status_code == 200


def test_two_concepts_are_told_apart_by_the_words_of_the_query(client: TestClient) -> None:
    page = client.get("/search?q=heroin+and+precursors").text
    said = [words(each) for each in select(page, "//details[@class='terms']/summary/bdi[@class='said']")]
    assert said == ["heroin", "precursors"]


@pytest.mark.parametrize("query", ["harbour", "", "<script>alert(1)</script>"])
def test_a_query_without_a_concept_has_no_helper(client: TestClient, query: str) -> None:
    assert select(client.get("/search", params={"q": query}).text, "//details[@class='terms']") == []


def test_a_concept_in_a_hostile_query_stays_text(client: TestClient) -> None:
    page = client.get("/search", params={"q": '<img src=x onerror=alert(1)> heroin "><b>" cocaine'}).text
    assert select(page, "//details[@class='terms']")
    assert not select(page, "//img[@src='x']")
    assert not select(page, "//main//b[contains(., 'cocaine')]")
    unbalanced = client.get("/search", params={"q": '<img src=x onerror=alert(1)> heroin "><b> cocaine'})
    assert unbalanced.status_code == 400
    assert not select(unbalanced.text, "//img[@src='x']")


def test_the_api_answers_the_same(client: TestClient) -> None:
    answer = client.get("/api/v1/terms", params={"q": "precursors"})
    assert answer.status_code == 200
    found = answer.json()
    assert list(found) == ["query", "query_language", "concepts"]
    (only,) = found["concepts"]
    precursor = concept("precursor")
    assert only == {
        "id": "precursor",
        "group": precursor.group,
        "note": dict(precursor.note),
        "areas": list(precursor.areas),
        "broader": list(precursor.broader),
        "related": list(precursor.related),
        "start": 0,
        "end": 10,
        "language": "en",
        "entity": "/entities/precursor",
        "terms": {code: list(found) for code, found in precursor.terms.items()},
    }
    assert client.get("/api/v1/terms?q=harbour").json()["concepts"] == []


@pytest.mark.parametrize(
    ("query", "field"), [("", "q"), ("q=", "q"), ("q=" + "x" * 2001, "q"), ("q=a&lang=ru", "lang")]
)
def test_wrong_parameters_are_named(client: TestClient, query: str, field: str) -> None:
    answer = client.get(f"/api/v1/terms?{query}")
    assert answer.status_code == 400
    assert answer.json()["field"] == field
