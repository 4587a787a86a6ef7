"""What changed between two texts: API, page, choice, command, and the versions of a text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient

from tests.web.samples import HARBOURS_ABSTRACT, HARBOURS_EN, HOSTILE_EN, LIGHTS_FA, SECRETS_EN

ABSTRACT, HARBOURS, LIGHTS, SECRETS, HOSTILE = (
    each.document.id for each in (HARBOURS_ABSTRACT, HARBOURS_EN, LIGHTS_FA, SECRETS_EN, HOSTILE_EN)
)
PAIR = {"a": ABSTRACT, "b": HARBOURS}


def ask(client: TestClient, **params: str) -> dict[str, Any]:
    answer = client.get("/api/v1/redline", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_the_api_spells_both_texts(client: TestClient) -> None:
    found = ask(client, **PAIR, all="1")
    assert (found["a"]["document"], found["b"]["document"]) == (ABSTRACT, HARBOURS)
    text = {"a": HARBOURS_ABSTRACT.document.text, "b": HARBOURS_EN.document.text}
    leaves = {"a": "art_2", "b": "art_1__para_1"}
    for side, gone in (("a", "inserted"), ("b", "deleted")):
        entry = next(each for each in found["provisions"] if (each[side] or {}).get("eid") == leaves[side])
        words = "".join(
            segment.get("was", segment["text"]) if side == "a" else segment["text"]
            for segment in entry["segments"]
            if segment["op"] != gone
        )
        assert words in text[side]
        assert entry[side]["permalink"] == f"/documents/{found[side]['document']}#{leaves[side]}"
    # The words before the first provision are one of the entries, and no provision.
    bundle = {"a": HARBOURS_ABSTRACT, "b": HARBOURS_EN}
    for side, each in bundle.items():
        told = [entry[side]["eid"] for entry in found["provisions"] if entry[side]]
        assert sorted(told) == sorted(provision.eid for provision in each.provisions)
    assert found["total"] == len(found["provisions"])


def test_only_changes_unless_asked_and_one_kind_if_asked(client: TestClient) -> None:
    changes, everything = ask(client, **PAIR), ask(client, **PAIR, all="1")
    assert all(each["kinds"] != ["unchanged"] for each in changes["provisions"])
    assert everything["total"] == changes["total"] + everything["counts"]["unchanged"]
    inserted = ask(client, **PAIR, kind="inserted")
    assert {tuple(each["kinds"]) for each in inserted["provisions"]} == {("inserted",)}
    assert inserted["total"] == inserted["counts"]["inserted"] > 0


@pytest.mark.parametrize(
    ("params", "status", "field"),
    [
        ({"a": HARBOURS}, 400, "b"),
        ({"a": HARBOURS, "b": HARBOURS}, 400, None),
        ({"a": HARBOURS, "b": LIGHTS}, 400, None),
        ({"a": HARBOURS, "b": "nothing"}, 404, None),
        ({"a": HARBOURS, "b": SECRETS}, 404, None),
        ({"a": HARBOURS, "b": ABSTRACT, "kind": "lost"}, 400, "kind"),
        ({"a": HARBOURS, "b": ABSTRACT, "all": "yes"}, 400, "all"),
        ({"a": HARBOURS, "b": ABSTRACT, "lang": "en"}, 400, "lang"),
    ],
)
def test_what_makes_no_sense_is_refused(
    client: TestClient, params: dict[str, str], status: int, field: str | None
) -> None:
    answer = client.get("/api/v1/redline", params=params)
    assert answer.status_code == status
    assert answer.json()["remedy"]
    assert answer.json()["field"] == field


def test_a_party_compares_what_it_provided_and_the_public_does_not(
    client: TestClient, party_client: TestClient
) -> None:
    for path in ("/redline", "/api/v1/redline"):
        params = {"a": HARBOURS, "b": SECRETS}
        assert party_client.get(path, params=params).status_code == 200
        assert client.get(path, params=params).status_code == 404
    assert "Zirconium" not in client.get("/redline").text


@pytest.mark.parametrize("view", ["unified", "side"])
@pytest.mark.parametrize("ui", ["en", "ru"])
def test_the_page_strikes_out_and_underlines(client: TestClient, view: str, ui: str) -> None:
    answer = client.get("/redline", params=PAIR | {"view": view, "ui": ui})
    assert answer.status_code == 200
    assert "<del>" in answer.text
    assert "<ins>" in answer.text
    assert f"/documents/{HARBOURS}#art_1__para_1" in answer.text
    # Every link of the summary leads to a place on the page.
    anchors = set(re.findall(r'id="([eo]\d+)"', answer.text))
    jumps = re.findall(r'#([eo]\d+)"', answer.text)
    assert jumps
    assert set(jumps) <= anchors


def test_the_page_escapes_what_documents_say(client: TestClient) -> None:
    answer = client.get("/redline", params={"a": HARBOURS, "b": HOSTILE, "all": "1"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<svg" not in answer.text.partition("<main")[2]


def test_two_texts_without_a_difference_say_so(client: TestClient) -> None:
    assert client.get("/redline", params={"a": HARBOURS, "b": "nothing"}).status_code == 404
    answer = client.get("/redline", params=PAIR | {"kind": "moved"})
    assert answer.status_code == 200
    assert client.get("/redline", params=PAIR | {"page": "x"}).status_code == 400
    assert client.get("/redline", params=PAIR | {"page": "900"}).status_code == 200


def test_texts_are_chosen_in_one_language(client: TestClient) -> None:
    first = client.get("/redline")
    assert f'value="{HARBOURS}"' in first.text
    assert f'value="{SECRETS}"' not in first.text
    second = client.get("/redline", params={"a": HARBOURS})
    assert f'name="a" value="{HARBOURS}"' in second.text
    assert f'<option value="{ABSTRACT}">' in second.text
    assert LIGHTS not in second.text
    assert client.get("/redline", params={"a": SECRETS}).status_code == 404


def test_the_command_compares_files_and_versions(run: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    folder.mkdir()
    first, second = "Ships report to the harbour master.", "Lamps burn at night."
    old = f"Harbour Act 2001\n\nArticle 1\n{first}\n\nArticle 2\n{second}\n"
    for name, text in {"old.txt": old, "new.txt": old.replace("at night", "from dusk until dawn")}.items():
        (folder / name).write_text(text, encoding="utf-8")
    run("ingest", str(folder))
    found = json.loads(run("redline", "old.txt", "new.txt", "--json").stdout)
    assert found["counts"]["changed"] == found["total"] == 1
    assert [s["text"].strip() for s in found["provisions"][0]["segments"] if s["op"] == "inserted"] == [
        "from dusk until dawn"
    ]
    shown = run("redline", "old.txt", "new.txt")
    assert "{+from dusk until dawn+}" in shown.stdout.replace("\n", " ")
    # A new version of the file: the old one is named by its id.
    before = found["a"]["document"]
    (folder / "old.txt").write_text(old.replace("Ships", "Boats"), encoding="utf-8")
    run("ingest", str(folder))
    changed = json.loads(run("redline", before, "old.txt", "--json").stdout)
    assert (changed["a"]["state"], changed["b"]["version"]) == ("superseded", 2)
    assert changed["counts"]["changed"] == 1
