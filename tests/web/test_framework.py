"""One instrument against the others: a file sent to the page or the API, a held document, the command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from tests.web.samples import BASE, HARBOURS_EN, SECRETS_EN, settings_of
from web import upload
from web.app import create_app

HARBOURS, SECRETS = HARBOURS_EN.document.id, SECRETS_EN.document.id
STATEMENT = b"""Statement of Harbour Masters on Messages

The Harbour Masters,

Recalling earlier meetings,

1. Agree that each harbour shall inspect precursors that arrive by sea;

2. Encourage keepers to <script>alert('oil')</script> share oil.
"""
FROM_US = {"origin": BASE}
RAW = {"content-type": "application/octet-stream"}


def send(client: TestClient, data: bytes = STATEMENT, name: str = "lamps.txt", **headers: str) -> Any:
    return client.post("/framework", files={"file": (name, data)}, headers=headers or FROM_US)


def test_a_file_is_compared_and_not_kept(client: TestClient, settings: Settings) -> None:
    with Store.open(settings.database_url) as store:
        before = [each.id for each in store.documents(Access.system_())], store.content_revision()
        answer = send(client)
        after = [each.id for each in store.documents(Access.system_())], store.content_revision()
    assert answer.status_code == 200, answer.text
    assert before == after
    assert "Statement of Harbour Masters on Messages" in answer.text
    assert "lamps.txt" in answer.text
    assert "<script>alert" not in answer.text
    # What the summary links to is on the page.
    anchors = set(re.findall(r'id="(f1-[^"]+)"', answer.text))
    assert set(re.findall(r'href="#(f1-[^"]+)"', answer.text)) <= anchors
    assert anchors


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {}])
def test_pages_of_others_may_not_send_files(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/framework", files={"file": ("a.txt", STATEMENT)}, headers=headers)
    assert answer.status_code == 403
    told = client.post("/api/v1/framework?name=a.txt", content=STATEMENT, headers=RAW | headers)
    assert told.status_code == (403 if headers else 200)


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "a.txt"), (b"\x7fELF\x02", "a.exe"), (b"%PDF-1.4 nothing", "a.pdf")]
)
def test_what_cannot_be_read_is_told_with_the_remedy(client: TestClient, data: bytes, name: str) -> None:
    assert send(client, data, name).status_code == 400
    answer = client.post(f"/api/v1/framework?name={name}", content=data, headers=RAW)
    assert answer.status_code == 400
    assert answer.json()["remedy"]
    assert "/tmp" not in answer.text


def test_what_is_too_large_is_refused_before_it_is_kept(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "LARGEST", 1000)
    monkeypatch.setattr(upload, "_ENVELOPE", 500)
    for size in (1001, 5000):
        assert send(client, b"x" * size).status_code == 400
        answer = client.post("/api/v1/framework?name=a.txt", content=b"x" * size, headers=RAW)
        assert answer.status_code == 400
        assert "larger" in answer.json()["error"]


def test_a_form_without_a_file_says_so(client: TestClient) -> None:
    answer = client.post("/framework", data={"file": "words"}, headers=FROM_US)
    assert answer.status_code == 400
    wrong = client.post(
        "/framework", content=b"no form", headers=FROM_US | {"content-type": "multipart/form-data"}
    )
    assert wrong.status_code == 400
    assert (
        client.post(
            "/api/v1/framework?name=a", content=b"{}", headers={"content-type": "text/plain"}
        ).status_code
        == 403
    )


def test_the_api_tells_all_of_it(client: TestClient) -> None:
    (found,) = client.post("/api/v1/framework?name=lamps.txt", content=STATEMENT, headers=RAW).json()
    assert found["document"]["held"] is False
    assert found["counts"]["commitments"] == len(found["commitments"]) == 2
    first = found["commitments"][0]
    assert (first["strength"], first["force"]) == ("shall", "operative")
    assert "inspect precursors" in first["text"]
    assert first["relation"] in ("new", "related", "repeats")
    for each in first["nearest"]:
        assert 0 <= each["closeness"] <= 1
        assert each["permalink"].startswith(f"/documents/{each['document']}#")
        assert each["document"] != SECRETS
    assert {"code", "label"} == set(found["silent"][0])
    assert found["thresholds"]["new_below"] < found["thresholds"]["repeats"]


def test_a_held_document(client: TestClient, party_client: TestClient) -> None:
    found = client.get("/api/v1/framework", params={"document": HARBOURS}).json()
    assert found["document"]["held"] is True
    assert client.get("/framework", params={"d": HARBOURS}).status_code == 200
    for path, name in (("/framework", "d"), ("/api/v1/framework", "document")):
        assert client.get(path, params={name: SECRETS}).status_code == 404
        assert party_client.get(path, params={name: SECRETS}).status_code == 200
        assert client.get(path, params={name: HARBOURS, "most": "5"}).status_code == 400
    assert client.get("/api/v1/framework").json()["field"] == "document"


def test_the_form_offers_what_may_be_seen(client: TestClient) -> None:
    for ui in ("en", "ru"):
        page = client.get("/framework", params={"ui": ui}).text
        assert 'enctype="multipart/form-data"' in page
        assert f'value="{HARBOURS}"' in page
        assert SECRETS not in page


@pytest.fixture
def without_index(tmp_path: Path) -> Iterator[TestClient]:
    home = tmp_path / "bare"
    found = settings_of(home)
    with TestClient(create_app(replace(found)), base_url=BASE) as client:
        yield client


def test_without_an_index_it_is_unavailable_not_broken(without_index: TestClient) -> None:
    assert send(without_index).status_code == 503
    assert without_index.get("/framework").status_code == 200


def test_the_command_reads_a_file_or_takes_what_is_held(run: Callable[..., Result], tmp_path: Path) -> None:
    law = tmp_path / "act.txt"
    law.write_text("Lamp Act 1999\n\nArticle 1\nEach harbour shall inspect precursors that arrive by sea.\n")
    run("ingest", str(law))
    new = tmp_path / "statement.txt"
    new.write_bytes(STATEMENT)
    (found,) = json.loads(run("framework", str(new), "--json").stdout)
    assert found["counts"]["commitments"] == 2
    assert found["commitments"][0]["nearest"][0]["eid"] == "art_1"
    shown = run("framework", str(new))
    assert "Silent on" in shown.stdout
    (held,) = json.loads(run("framework", "act.txt", "--json").stdout)
    assert held["document"]["held"] is True
    assert len(json.loads(run("framework", str(new), "--json").stdout)) == 1
