"""Review on pages without JavaScript, by the API and at the command; who sees and decides of what."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient

from corpus.access import Access
from corpus.fingerprints import fingerprint
from corpus.model import Assignment, AssignmentStatus, Evidence
from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from search.fit.decisions import read_decisions
from tests.web.reading_aloud import select as by_path
from tests.web.reading_aloud import words
from tests.web.samples import BASE, HARBOURS_EN, LIGHTS_FA, SECRETS_EN
from web.app import create_app

HERE = {"Origin": BASE}
KEY, LANTERNS, SECRET = HARBOURS_EN.document.id, LIGHTS_FA.document.id, SECRETS_EN.document.id
SYSTEM = Access.system_()
EID = "art_1"


def select(page: str, path: str) -> list[Any]:
    """Return the elements of a path of tags, ``.classes`` and ``[attributes]``, as style sheets have it."""
    steps = []
    for step in path.split():
        tag, class_, attribute = re.fullmatch(r"(\w*)(?:\.([\w-]+))?(\[[^]]+\])?", step).groups()  # type: ignore[union-attr]
        held = f"[contains(concat(' ', normalize-space(@class), ' '), ' {class_} ')]" if class_ else ""
        name, _, value = (attribute or "")[1:-1].partition("=")
        held += f"[@{name}='{value}']" if value else f"[@{name}]" if name else ""
        steps.append(f"//{tag or '*'}{held}")
    return by_path(page, "".join(steps))


def propose(store: Store, key: str, *scores: tuple[str, float], eid: str = EID) -> None:
    span = next(each for each in store.provisions(key, SYSTEM) if each.eid == eid)
    evidence = (Evidence(span.start, span.start + 7),)
    proposed = [
        Assignment(key, eid, code, score, AssignmentStatus.PROPOSED, "program", evidence)
        for code, score in scores
    ]
    store.put_assignments(
        key, [replace(each, rivals=("A17",)) if each.area == "A16" else each for each in proposed]
    )


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("pattern")
    with Store.open(f"sqlite:///{home / 'narcord.db'}") as store:
        for bundle in (HARBOURS_EN, LIGHTS_FA, SECRETS_EN):
            store.put(replace(bundle, assignments=()))
        propose(store, KEY, ("A3", 0.6), ("A3.1", 0.98), ("A16", 0.99))
        propose(store, LANTERNS, ("A5", 0.97))
        propose(store, SECRET, ("A1", 0.5))
        build_index(store, at(home))
    return home


def at(home: Path) -> Settings:
    return Settings(home=home, database_url=f"sqlite:///{home / 'narcord.db'}", encoder="demo")


@pytest.fixture
def home(pattern: Path, tmp_path: Path) -> Settings:
    return at(shutil.copytree(pattern, tmp_path / "home"))


@pytest.fixture
def reader(home: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(home), base_url=BASE, follow_redirects=False) as found:
        yield found


def waiting(client: TestClient, **params: str) -> list[str]:
    answer = client.get("/api/v1/review", params=params)
    assert answer.status_code == 200, answer.text
    return [each["area"] for each in answer.json()["waiting"]]


def form(client: TestClient, do: str, **changes: str) -> str:
    """Send a form of the page; return where it leads."""
    fields = {"document": KEY, "eid": EID, "do": do, "by": "Ann", "reason": "", "to": "", "back": "/review"}
    answer = client.post("/review", data=fields | changes, headers=HERE)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def statuses(client: TestClient, document: str = KEY) -> dict[str, str]:
    answer = client.get(f"/api/v1/documents/{document}/provisions/{EID}/areas").json()
    return {each["area"]: each["status"] for each in answer["areas"]}


def test_the_queue_shows_one_at_a_time_and_the_next_comes_after_a_decision(reader: TestClient) -> None:
    order = waiting(reader)
    assert {*order} == {"A3", "A3.1", "A16", "A5"}
    seen = []
    while waiting(reader):
        page = reader.get("/review")
        code = words(select(page.text, ".candidate .code")[0])
        seen.append(code)
        assert words(select(page.text, "blockquote mark")[0])
        place = {name: select(page.text, f".decide input[name={name}]")[0].get("value") for name in
                 ("document", "eid", "back")}  # fmt: skip
        form(reader, f"reject:{code}", reason="no", **{k: str(v) for k, v in place.items()})
    assert seen[0] == order[0]
    assert {*seen} == {*order} - {"A3.1"}  # rejected with its area
    assert "Nothing waits" in reader.get("/review").text
    assert [each["area"] for each in reader.get("/api/v1/decisions").json()["decisions"]]


def test_skipping_and_paging_and_what_is_too_far(reader: TestClient) -> None:
    order = waiting(reader)
    for number, code in enumerate(order, start=1):
        page = reader.get(f"/review?at={number}").text
        assert words(select(page, ".candidate .code")[0]) == code
        assert len(select(page, ".coming li")) == len(order) - number
    assert words(select(reader.get("/review?at=999").text, ".candidate .code")[0]) == order[-1]
    assert waiting(reader, limit="1", offset="1") == order[1:2]


def test_the_queue_is_narrowed(reader: TestClient) -> None:
    assert waiting(reader, area="a3.1") == ["A3.1"]
    assert waiting(reader, lang="fa") == ["A5"]
    assert waiting(reader, jurisdiction="ir") == ["A5"]
    assert waiting(reader, instrument=LIGHTS_FA.instrument.id) == ["A5"]
    page = reader.get("/review?lang=fa").text
    assert select(page, "blockquote")[0].get("dir") == "rtl"
    assert len(select(page, "option[selected]")) == 1


def test_areas_that_could_not_be_told_apart_stand_beside_each_other(reader: TestClient) -> None:
    page = reader.get("/review?area=A16").text
    assert [words(each) for each in select(page, ".candidate .code")] == ["A16", "A17"]
    assert all(words(each) for each in select(page, ".candidate .scope"))


def test_each_button_does_what_it_says(reader: TestClient) -> None:
    form(reader, "confirm:A3.1")
    assert statuses(reader) == {"A3": "confirmed", "A3.1": "confirmed", "A16": "proposed"}
    form(reader, "move:A16", to="A17", reason="it is Interpol")
    form(reader, "add", to="A9", reason="see the heading")
    form(reader, "return:A3")
    assert statuses(reader) == {
        "A3": "proposed", "A3.1": "proposed", "A9": "confirmed", "A16": "rejected", "A17": "confirmed",
    }  # fmt: skip
    page = reader.get("/review", params={"document": KEY, "eid": EID}).text
    log = [words(each) for each in select(page, ".log li")]
    assert len(log) == 7
    assert any("it is Interpol" in each and "A17" in each for each in log)
    assert "Ann" in log[0]


def test_after_a_decision_the_page_says_what_was_decided_and_keeps_the_filters(reader: TestClient) -> None:
    leads = form(reader, "confirm:A3", back="/review?lang=en")
    assert leads.startswith("/review?lang=en&last=")
    page = reader.get(leads).text
    assert "A3 confirmed" in words(select(page, ".done")[0])
    assert words(select(page, ".candidate .code")[0]) != "A5"
    for told in ("nothing", f"{SECRET} {EID}", f"{KEY} art_99", "none x"):
        assert not select(reader.get("/review", params={"last": told}).text, ".done")


def test_the_name_is_remembered_in_any_script_and_the_enter_key_decides_nothing(reader: TestClient) -> None:
    form(reader, "", by="Айгүл; Ann")
    assert "confirmed" not in statuses(reader).values()
    page = reader.get("/review").text
    assert select(page, "input[name=by]")[0].get("value") == "Айгүл; Ann"
    assert select(page, ".decide button")[0].get("value") == ""


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/reviewer", "/saved", "/review\n"]
)
def test_a_form_leads_nowhere_but_to_the_review(reader: TestClient, back: str) -> None:
    assert form(reader, "confirm:A3", back=back).startswith(f"/review?document={KEY}")


def test_a_form_of_another_site_is_refused(reader: TestClient) -> None:
    fields = {"document": KEY, "eid": EID, "do": "confirm:A3", "by": "Ann"}
    for headers in ({}, {"Origin": "https://evil.example"}):
        assert reader.post("/review", data=fields, headers=headers).status_code in (400, 403)
    assert reader.post("/api/v1/decisions", data=fields).status_code in (400, 403, 415)
    assert statuses(reader)["A3"] == "proposed"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"do": "reject"}, "reason"),
        ({"do": "move", "reason": "x"}, "to"),
        ({"do": "move", "to": "A3", "reason": "x"}, "itself"),
        ({"do": "move", "to": "A3.1", "reason": "x"}, "part of A3"),
        ({"do": "eat"}, "do"),
        ({"area": "A99"}, "A99"),
        ({"area": ""}, "area"),
        ({"area": 5}, "area"),
        ({"by": " "}, "name"),
        ({"by": "\ud800"}, "by"),
        ({"eid": "art_99"}, "art_99"),
        ({"document": "none"}, "none"),
        ({"document": SECRET}, SECRET),
        ({"why": "x"}, "why"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(
    reader: TestClient, changes: dict[str, object], says: str
) -> None:
    body = {"document": KEY, "eid": EID, "do": "confirm", "area": "A3", "by": "Ann"} | changes
    answer = reader.post(
        "/api/v1/decisions", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert 400 <= answer.status_code < 500
    assert says in answer.text
    assert reader.get("/api/v1/decisions").json() == {"decisions": []}


@pytest.mark.parametrize(
    "address",
    ["/review?at=0", "/review?area=A99", "/review?lang=xxxx", "/review?document=none&eid=x",
     f"/review?document={KEY}", f"/review?document={KEY}&eid=art_99", f"/review?document={SECRET}&eid={EID}",
     "/api/v1/review?limit=x", "/api/v1/review?status=confirmed", "/api/v1/decisions?format=xml",
     "/api/v1/decisions?document=none", f"/api/v1/documents/{SECRET}/provisions/{EID}/areas"],
)  # fmt: skip
def test_addresses_that_cannot_be_are_told(reader: TestClient, address: str) -> None:
    assert 400 <= reader.get(address).status_code < 500


def test_what_may_not_be_seen_is_in_no_list_and_no_count(home: Settings, reader: TestClient) -> None:
    with TestClient(create_app(replace(home, party="yy")), base_url=BASE) as party:
        assert "A1" in waiting(party)
        party.post(
            "/api/v1/decisions",
            json={"document": SECRET, "eid": EID, "do": "confirm", "area": "A1", "by": "Zed"},
        ).raise_for_status()
        assert party.get("/api/v1/review/statistics").json()["decided"] == 1
        assert len(party.get("/api/v1/decisions?format=jsonl").text.splitlines()) == 1
    assert "A1" not in waiting(reader)
    for address in ("/review", "/review/statistics", "/api/v1/review", "/api/v1/decisions",
                    "/api/v1/decisions?format=jsonl", "/api/v1/review/statistics"):  # fmt: skip
        text = reader.get(address).text
        assert "Zed" not in text
        assert SECRET not in text
        assert "irconium" not in text
    assert reader.get("/api/v1/review/statistics").json()["decided"] == 0


def test_agreement_is_what_was_confirmed_of_what_was_proposed_and_decided(reader: TestClient) -> None:
    form(reader, "confirm:A3")
    form(reader, "reject:A3", reason="on second thought")
    form(reader, "reject:A5", document=LANTERNS, reason="no")
    form(reader, "return:A5", document=LANTERNS)
    form(reader, "confirm:A16")
    form(reader, "add", to="A9", reason="heading")
    found = reader.get("/api/v1/review/statistics").json()
    told = {each.pop("area"): each for each in found["areas"]}
    assert told["A3"] == {"waiting": 0, "confirmed": 0, "rejected": 1, "added": 0, "agreement": 0.0}
    assert told["A5"] == {"waiting": 1, "confirmed": 0, "rejected": 0, "added": 0, "agreement": None}
    assert told["A16"]["agreement"] == 1.0
    assert (told["A9"]["added"], told["A9"]["agreement"]) == (1, None)
    assert told["A3.1"]["rejected"] == 1  # with its area
    page = reader.get("/review/statistics").text
    assert words(select(page, "tfoot td")[0]) == "33 %"  # A16 of A3, A3.1 and A16


def test_exported_decisions_can_be_learnt_from(reader: TestClient, home: Settings, tmp_path: Path) -> None:
    form(reader, "confirm:A3.1")
    form(reader, "reject:A16", reason="no")
    text = reader.get("/api/v1/decisions?format=jsonl").text
    (tmp_path / "d.jsonl").write_text(text, encoding="utf-8")
    (row,), judged = read_decisions([tmp_path / "d.jsonl"])
    assert (row["areas"], row["themes"], judged) == (["A3"], ["A3.1"], frozenset({"A3", "A3.1", "A16"}))
    with Store.open(home.database_url) as store:
        document = store.document(KEY, SYSTEM)
        span = next(each for each in store.provisions(KEY, SYSTEM) if each.eid == EID)
    assert row["fingerprint"] == fingerprint(document.text, span)
    assert ("/" + document.source).endswith("/" + row["path"])
    assert str(home.home) not in text


def test_reading_and_area_pages_lead_to_the_review(reader: TestClient) -> None:
    link = f"/review?document={KEY}&eid={EID}"
    for address in (f"/documents/{KEY}", "/areas/A3"):
        assert any(each.get("href") == link for each in select(reader.get(address).text, "a"))
    assert reader.get(link + "&ui=ru").status_code == 200


def test_the_command_decides_lists_and_exports(
    run: Callable[..., Result], pattern: Path, tmp_path: Path
) -> None:
    shutil.copy(pattern / "narcord.db", tmp_path / "home" / "narcord.db")
    shown = json.loads(run("review", "list", "--json").stdout)
    assert shown["total"] == 4
    assert json.loads(run("review", "list", "--area", "A5", "--lang", "fa", "--json").stdout)["total"] == 1
    by = ("--by", "Ann")
    run("review", "confirm", KEY, EID, "A3.1", *by)
    moved = run("review", "move", KEY, EID, "A16", "A17", *by, "--reason", "Interpol", "--json")
    assert [each["area"] for each in json.loads(moved.stdout)["decisions"]] == ["A16", "A17"]
    run("review", "add", KEY, EID, "A9", *by, "--reason", "heading")
    run("review", "reject", LANTERNS, EID, "A5", *by, "--reason", "no")
    run("review", "take-back", LANTERNS, EID, "A5", *by)
    found = json.loads(run("review", "show", KEY, EID, "--json").stdout)
    assert {each["area"]: each["status"] for each in found["areas"]}["A16"] == "rejected"
    run("review", "export", "-o", str(tmp_path / "d.jsonl"))
    assert len((tmp_path / "d.jsonl").read_text().splitlines()) == 7
    assert json.loads(run("review", "statistics", "--json").stdout)["decided"] == 5
    for command in (("list",), ("show", KEY, EID), ("statistics",), ("export",)):
        assert run("review", *command).stdout
