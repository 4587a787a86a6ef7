"""Why a hit was found, and what is like a provision: API, pages, command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from starlette.datastructures import QueryParams

from tests.web.samples import HARBOURS_ABSTRACT, HARBOURS_EN, HOSTILE_EN, LIGHTS_FA, SECRETS_EN
from web.filters import ParameterError
from web.likeness import read_hit
from web.messages import load_messages
from web.why import list_points, mark_reasons

HARBOURS, LIGHTS, SECRETS = HARBOURS_EN.document.id, LIGHTS_FA.document.id, SECRETS_EN.document.id
EXCHANGE = {"q": "harbour masters exchange messages", "document": HARBOURS, "eid": "art_2"}


def similar(document: str, eid: str) -> str:
    return f"/documents/{document}/provisions/{eid}/similar"


def why_of(client: TestClient, **params: str) -> dict[str, Any]:
    answer = client.get("/api/v1/why", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_hit_is_told_with_its_reasons(client: TestClient) -> None:
    found = why_of(client, **EXCHANGE)
    assert list(found) == ["query", "hit"]
    hit = found["hit"]
    assert (hit["document"], hit["provision"]["eid"], hit["rank"]) == (HARBOURS, "art_2", 1)
    words = {word["text"]: [hit["text"][a:b] for a, b in word["spans"]] for word in hit["why"]["words"]}
    assert words["exchange"] == ["Exchange", "exchange"]
    sentence = hit["why"]["sentence"]
    assert "exchange messages" in hit["text"][sentence["start"] : sentence["end"]]
    assert hit["why"]["parts"]["semantic"]["rank"] == 1


def test_search_tells_them_for_every_hit_if_asked(client: TestClient) -> None:
    params = {"q": "messages", "limit": "3"}
    plain = client.get("/api/v1/search", params=params).json()
    assert all(hit.get("why") is None for hit in plain["hits"])
    explained = client.get("/api/v1/search", params=params | {"explain": "1"}).json()
    assert all(hit["why"]["parts"] for hit in explained["hits"])


def test_a_concept_is_a_reason_across_languages(client: TestClient) -> None:
    hit = why_of(client, q="precursors", document=LIGHTS, eid="art_1__para_1")["hit"]
    assert [(each["id"], each["found"]) for each in hit["why"]["concepts"]] == [("precursor", "پیش‌سازها")]


def test_the_filter_by_document_and_the_hit_are_told_apart(client: TestClient) -> None:
    pairs = [("q", "messages"), ("document", HARBOURS), ("document", HARBOURS), ("eid", "art_2")]
    assert client.get("/api/v1/why", params=pairs).status_code == 200
    elsewhere = [("q", "messages"), ("document", LIGHTS), ("document", HARBOURS), ("eid", "art_2")]
    assert client.get("/api/v1/why", params=elsewhere).status_code == 404
    with pytest.raises(ParameterError):
        read_hit(QueryParams("q=messages&eid=art_1"))


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"eid": ""}, 400, "eid"), ({"q": ""}, 400, "q"), ({"colour": "red"}, 400, "colour"),
        ({"eid": "art_9"}, 404, None),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(
    client: TestClient, changes: dict[str, str], status: int, field: str | None
) -> None:
    answer = client.get("/api/v1/why", params=EXCHANGE | changes)
    assert (answer.status_code, answer.json()["field"]) == (status, field)


def test_what_is_hidden_is_no_hit_and_has_no_reasons(client: TestClient, party_client: TestClient) -> None:
    asked = {"q": "zirconium messages", "document": SECRETS, "eid": "art_1"}
    for path in ("/api/v1/why", "/why"):
        answer = client.get(path, params=asked)
        assert answer.status_code == 404
        assert "sealed" not in answer.text
        assert party_client.get(path, params=asked).status_code == 200
    for path in (similar(SECRETS, "art_1"), f"/api/v1{similar(SECRETS, 'art_1')}"):
        assert client.get(path).status_code == 404
        assert party_client.get(path).status_code == 200
    for path in (similar(HARBOURS, "art_2"), f"/api/v1{similar(HARBOURS, 'art_2')}"):
        assert "irconium" not in client.get(path).text
        assert "irconium" in party_client.get(path).text


def test_the_page_of_reasons_shows_them(client: TestClient) -> None:
    page = client.get("/why", params=EXCHANGE | {"ui": "ru"})
    assert page.status_code == 200
    assert "Почему найдено?" in page.text
    assert '<span class="by-sentence by-word ">exchange</span>' in page.text
    assert f'href="/search?q={EXCHANGE["q"].replace(" ", "+")}"' in page.text


def test_every_hit_of_the_search_page_leads_to_its_reasons_and_its_like(client: TestClient) -> None:
    page = client.get("/search", params={"q": "messages", "lang": "en"}).text
    hits = page.count('data-hit="')
    loads = re.findall(r'data-load="([^"]+)"', page)
    assert hits == len(loads) == page.count("/similar")
    assert all("lang=en" in load for load in loads)
    answer = client.get(loads[0].replace("&amp;", "&"))
    assert "data-reasons" in answer.text


def test_texts_cannot_smuggle_markup_into_the_reasons(client: TestClient) -> None:
    hostile = {
        "q": "hostile <script>alert('q')</script> words",
        "document": HOSTILE_EN.document.id,
        "eid": "art_1",
    }
    for page in (client.get("/why", params=hostile), client.get(similar(HOSTILE_EN.document.id, "art_1"))):
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<svg onload" not in page.text


def test_what_is_like_a_provision_is_told_with_what_both_share(client: TestClient) -> None:
    answer = client.get(f"/api/v1{similar(HARBOURS, 'art_1__para_1')}").json()
    assert answer["of"]["provision"]["eid"] == "art_1__para_1"
    assert {(each["document"], each["nature"]) for each in answer["versions"]} >= {
        (HARBOURS_ABSTRACT.document.id, "abstract")
    }
    like = {(hit["document"], hit["provision"]["eid"]): hit for hit in answer["hits"]}
    lights = like[LIGHTS, "art_1__para_1"]
    assert lights["shared_areas"] == ["A3"]
    assert [each["there"] for each in lights["concepts"]] == ["پیش‌سازها"]
    assert HARBOURS not in {document for document, _ in like}


def test_the_like_can_be_filtered_and_counted(client: TestClient) -> None:
    path = f"/api/v1{similar(HARBOURS, 'art_2')}"
    persian = client.get(path, params={"lang": "fa"}).json()["hits"]
    assert persian
    assert {hit["language"] for hit in persian} == {"fa"}
    assert len(client.get(path, params={"limit": "1"}).json()["hits"]) == 1
    inside = client.get(path, params={"same": "1"}).json()["hits"]
    assert HARBOURS in {hit["document"] for hit in inside}
    for wrong in ({"limit": "51"}, {"limit": "0"}, {"lang": "xx-no"}, {"mode": "keyword"}):
        assert client.get(path, params=wrong).status_code == 400


def test_the_page_of_the_like_shows_them_and_runs_from_right_to_left(client: TestClient) -> None:
    page = client.get(similar(HARBOURS, "art_1__para_1"), params={"ui": "en"}).text
    assert "Provisions like this one" in page
    assert re.search(r'<blockquote class="authentic" lang="fa" dir="rtl"', page)
    assert "Precursors</bdi> ↔ <bdi" in page
    assert "Похожие положения" in client.get(similar(LIGHTS, "art_1"), params={"ui": "ru"}).text


def test_every_provision_of_a_text_leads_to_its_like(client: TestClient) -> None:
    page = client.get(f"/documents/{HARBOURS}").text
    for provision in HARBOURS_EN.provisions:
        assert similar(HARBOURS, provision.eid) in page, provision.eid


def test_runs_hold_all_of_the_text_and_their_reasons() -> None:
    text = "Boats carry lamps. They burn."
    why = {
        "sentence": {"start": 0, "end": 18},
        "words": [{"spans": [[12, 17]]}],
        "concepts": [{"spans": [[6, 17]]}],
    }
    runs = mark_reasons(text, why)
    assert "".join(run.text for run in runs) == text
    assert {run.text: run.kinds for run in runs} == {
        "Boats ": ("sentence",),
        "carry ": ("sentence", "concept"),
        "lamps": ("sentence", "concept", "word"),
        ".": ("sentence",),
        " They burn.": (),
    }
    assert mark_reasons(text, {}) == mark_reasons(text, {"words": [], "concepts": [], "sentence": None})


def test_every_part_of_a_score_has_a_name() -> None:
    parts = {name: {"points": 1.0, "share": 0.1} for name in PARTS}
    for language in ("en", "ru"):
        told = list_points({"parts": parts}, load_messages(language))
        assert not {point.label for point in told} & set(PARTS)


PARTS = (
    "semantic", "keyword", "concepts", "area", "instrument", "short", "role", "definition", "reference",
)  # fmt: skip


def test_the_command_prints_them(run: Callable[..., Result], tmp_path: Path) -> None:
    for name, words in (("poppy", "Each farm registers its poppy."), ("hemp", "Every farm registers hemp.")):
        text = f"Sample {name.title()} Act\n\nArticle 1\n{words}\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    run("ingest", str(tmp_path / "poppy.txt"), str(tmp_path / "hemp.txt"))
    found = json.loads(run("similar", "poppy.txt", "art_1", "--json").stdout)
    assert list(found) == ["of", "versions", "hits"]
    assert any(each["source"].endswith("hemp.txt") for each in found["hits"])
    shown = run("similar", "poppy.txt", "art_1", "--lang", "en")
    assert "closeness" in shown.output
