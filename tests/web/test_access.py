"""A confidential document is nowhere for those who may not see it: no page, count, facet or answer."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.web.reading_aloud import select, words
from tests.web.samples import HARBOURS, SECRETS, SECRETS_EN

SIGNS = ("irconium", SECRETS.id, SECRETS_EN.document.id, "vault/", "sealed bags", "Yemeni-none")
PATHS = (
    "/",
    "/search?q=zirconium+messages+sealed+bags",
    "/search?q=messages&mode=keyword",
    "/search?q=messages&mode=semantic",
    "/search?q=messages&jurisdiction=yy",
    "/search?q=messages&not_lang=ru&by=instrument",
    f"/api/v1/search?q=ships&instrument={HARBOURS.id}",
    "/instruments",
    "/instruments?title=zirc",
    f"/instruments{HARBOURS.id}",
    "/areas",
    "/areas/A7",
    "/areas/A7?least=note&nature=authentic",
    "/matrix",
    "/matrix?columns=countries&open=all",
    "/matrix?columns=groups&transpose=1",
    "/status",
    "/api/v1/search?q=messages&limit=100",
    "/api/v1/areas",
    "/api/v1/areas/A7",
    "/api/v1/matrix?provisions=1",
    "/api/v1/matrix.csv",
    "/api/v1/matrix.csv?sheet=provisions",
    "/api/v1/instruments",
    f"/api/v1/instruments{HARBOURS.id}",
    "/api/v1/status",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_page_names_it(client: TestClient, path: str) -> None:
    answer = client.get(path)
    # To those who see nothing of it, the State of a confidential document is as unknown as any other.
    assert answer.status_code == (400 if "jurisdiction=yy" in path else 200)
    # What a reader types is given back to them; anything else would be a leak.
    said = answer.text.replace("zirconium+messages+sealed+bags", "").replace(
        "zirconium messages sealed bags", ""
    )
    for sign in SIGNS:
        assert sign not in said, sign


@pytest.mark.parametrize(
    "path",
    [
        f"/instruments{SECRETS.id}",
        f"/documents/{SECRETS_EN.document.id}",
        f"/api/v1/instruments{SECRETS.id}",
        f"/api/v1/documents/{SECRETS_EN.document.id}",
    ],
)
def test_its_own_address_answers_as_if_it_were_not_there(client: TestClient, path: str) -> None:
    hidden, absent = client.get(path), client.get(path[:-1] + "~")
    assert hidden.status_code == absent.status_code == 404
    assert "sealed" not in hidden.text
    assert "Zirconium" not in hidden.text
    # Nothing but the identifier tells the two answers apart.
    assert hidden.text.replace(path.rsplit("/", 1)[1], "") == absent.text.replace(
        path.rsplit("/", 1)[1][:-1] + "~", ""
    )


def test_counts_and_facets_leave_it_out(client: TestClient, party_client: TestClient) -> None:
    public = client.get("/api/v1/search?q=messages&mode=keyword").json()
    party = party_client.get("/api/v1/search?q=messages&mode=keyword").json()
    assert party["total"] == public["total"] + 1
    assert "yy" not in public["facets"]["jurisdiction"]
    assert party["facets"]["jurisdiction"]["yy"] == 1
    assert "A7" not in public["facets"]["area"]
    counts = [each.get("/api/v1/status").json()["counts"]["documents"] for each in (client, party_client)]
    assert counts == [5, 6]
    assert client.get("/api/v1/areas/A7").json()["total"] == 0
    assert party_client.get("/api/v1/areas/A7").json()["total"] == 1


def test_the_providing_party_sees_it_marked(party_client: TestClient) -> None:
    page = party_client.get(f"/instruments{SECRETS.id}").text
    assert "Confidential" in words(select(page, "//main")[0])
    assert "Acting for yy" in words(select(page, "//footer")[0])
    assert "sealed bags" in page


def test_what_it_cites_does_not_betray_it(client: TestClient, party_client: TestClient) -> None:
    path = f"/instruments{HARBOURS.id}"
    assert "Cited by" not in client.get(path).text
    (cited,) = select(party_client.get(path).text, "//section[@id='art_2']/div/aside//details")
    assert "Zirconium Protocol, Article 1" in words(cited)


def test_answers_are_not_kept_by_caches_for_others(client: TestClient) -> None:
    assert client.get(f"/instruments{HARBOURS.id}").headers["cache-control"] == "private, no-cache"
