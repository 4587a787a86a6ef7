"""A question for a number is answered by one that is true, on the page and in the API."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.web.reading_aloud import select, words
from tests.web.samples import HARBOURS_EN, LIGHTS_FA


def test_what_names_the_concept_is_counted_in_every_language(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "How many provisions mention precursors?"}).json()
    counting = found["counting"]
    assert found["query"] == "How many provisions mention precursors?"
    assert counting["subject"] == "precursors"
    assert [concept["id"] for concept in counting["concepts"]] == ["precursor"]
    # The paragraph of the Harbour Act, and that of the Persian act, which has the word in Persian.
    assert (counting["provisions"], counting["instruments"]) == (2, 2)
    assert counting["languages"] == {"en": 1, "fa": 1}
    assert counting["jurisdictions"] == {"xx": 1, "ir": 1}
    assert counting["words"] == {"provisions": 1, "instruments": 1}
    assert {hit["document"] for hit in found["hits"][:2]} == {HARBOURS_EN.document.id, LIGHTS_FA.document.id}
    listed = client.get(counting["search"].replace("/search", "/api/v1/search")).json()
    assert listed["total"] == 2


@pytest.mark.parametrize(
    ("query", "provisions"),
    [
        ("сколько статей о прекурсорах?", 2),
        ("چند ماده درباره پیش‌سازها وجود دارد؟", 2),
        ("how many articles mention pigeon", 1),
        ("how many provisions mention zirconium?", 0),
    ],
)
def test_whatever_the_language_and_with_or_without_a_concept(
    client: TestClient, query: str, provisions: int
) -> None:
    counting = client.get("/api/v1/search", params={"q": query}).json()["counting"]
    assert counting["provisions"] == provisions


def test_filters_and_rights_hold(client: TestClient, party_client: TestClient) -> None:
    query = {"q": "how many provisions mention precursors", "not_lang": "fa"}
    assert client.get("/api/v1/search", params=query).json()["counting"]["provisions"] == 1
    secret = {"q": "how many provisions mention zirconium"}
    assert party_client.get("/api/v1/search", params=secret).json()["counting"]["provisions"] == 1


def test_other_queries_have_no_such_answer(client: TestClient) -> None:
    assert "counting" not in client.get("/api/v1/search?q=precursors").json()
    assert not select(client.get("/search?q=precursors").text, "//section[@class='answer']")


@pytest.mark.parametrize(
    ("ui", "figure"), [("en", "2 provisions in 2 instruments"), ("ru", "2 положения в 2 документах")]
)
def test_the_page_says_it_first(client: TestClient, ui: str, figure: str) -> None:
    page = client.get("/search", params={"q": "сколько положений о прекурсорах", "ui": ui}).text
    (answer,) = select(page, "//section[@class='answer']")
    assert words(answer.xpath(".//p[@class='figure']")[0]) == figure
    (listing,) = [link for link in answer.xpath(".//a") if "substance=precursor" in link.get("href")]
    assert len(select(client.get(listing.get("href")).text, "//li[@data-hit]")) == 2


def test_how_many_have_the_words_is_said_of_every_search(client: TestClient) -> None:
    page = client.get("/search?q=ships+messages").text
    said = words(select(page, "//p[@class='how-many']")[0])
    assert said == "1 provision has all of the words, 3 have any of them"
    page = client.get("/search?q=ships&mode=keyword").text
    assert "in" in words(select(page, "//p[@class='how-many']")[0])
