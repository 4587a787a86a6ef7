"""Drafting folders on pages without JavaScript, by the API and at the command; who sees what of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from fastapi.testclient import TestClient

from corpus.errors import NotFoundError, UsageError
from corpus.model import Classification, ProvisionKind
from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE, HARBOURS, HARBOURS_EN, LIGHTS_FA, SECRETS_EN, Line, build, settings_of
from web.app import create_app
from web.pages import folders as pages
from web.writing.formats import FORMATS

HERE = {"Origin": BASE}
KEY = HARBOURS_EN.document.id
LANTERNS = LIGHTS_FA.document.id
SECRET = SECRETS_EN.document.id


def article(words_of_second: str, *further: Line) -> object:
    """A text of two articles, of one source: each call is another version of it."""
    return build(
        HARBOURS,
        "en",
        [
            Line(1, ProvisionKind.ARTICLE, "1", "Article 1", words="Ropes are coiled."),
            Line(1, ProvisionKind.ARTICLE, "2", "Article 2", words=words_of_second),
            *further,
        ],
        source="laws/ropes.txt",
    )


FIRST = article("Knots are tied.", Line(1, ProvisionKind.ARTICLE, "3", "Article 3", words="Nets dry."))
SECOND = article("Knots are tied twice.")


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("pattern")
    with Store.open(f"sqlite:///{home / 'narcord.db'}") as store:
        for bundle in (HARBOURS_EN, LIGHTS_FA, SECRETS_EN):
            store.put(bundle)
        build_index(store, settings_of(home))
    return home


@pytest.fixture
def home(pattern: Path, tmp_path: Path) -> Settings:
    return settings_of(shutil.copytree(pattern, tmp_path / "home"))


@pytest.fixture
def reader(home: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(home), base_url=BASE, follow_redirects=False) as found:
        yield found


def make(client: TestClient, name: str = "Plan", *eids: str, document: str = KEY) -> str:
    answer = client.post("/api/v1/folders", json={"name": name})
    assert answer.status_code == 201, answer.text
    folder = str(answer.json()["id"])
    if eids:
        body = {"document": document, "eid": list(eids)}
        assert client.post(f"/api/v1/folders/{folder}/entries", json=body).status_code == 201
    return folder


def show(client: TestClient, folder: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get(f"/api/v1/folders/{folder}").json()["provisions"]
    return found


def eids(client: TestClient, folder: str) -> list[str]:
    return [each["provision"]["eid"] for each in show(client, folder)]  # type: ignore[index]


@pytest.mark.parametrize(
    ("page", "eid"),
    [
        (f"/documents/{KEY}", "art_1__para_1"),
        (f"/documents/{KEY}", "art_1"),
        (f"/instruments{HARBOURS.id}", "rec_1"),
        ("/search?q=precursors&mode=keyword", "art_1__para_1"),
        ("/areas/A3", "art_1__para_1"),
        (f"/documents/{KEY}/provisions/art_1__para_1/similar", "art_1__para_1"),
    ],
)
def test_a_provision_is_added_from_the_page_where_it_is_read(reader: TestClient, page: str, eid: str) -> None:
    place = f"{KEY} {eid}"
    before = reader.get(page).text
    (form,) = select(before, "//form[@id='collect']")
    (button, *_) = select(before, f"//button[@form='collect'][@name='place'][@value='{place}']")
    fields = {"back": select(before, "//form[@id='collect']//input[@name='back']")[0].get("value")}
    answer = reader.post(form.get("action"), data={**fields, "folder": "", "place": place}, headers=HERE)
    assert answer.status_code == 303
    back, _, mark = answer.headers["location"].partition("#")
    assert (back, mark) == (page, button.get("id"))
    (folder,) = reader.get("/api/v1/folders").json()["folders"]
    assert (folder["name"], folder["entries"]) == ("Drafting folder", 1)
    assert eids(reader, folder["id"]) == [eid]
    after = reader.get(back).text
    assert not select(after, f"//button[@value='{place}']")
    assert select(after, f"//a[@id='{mark}']")[0].get("href").startswith(f"/folders/{folder['id']}#entry-")


def test_the_folder_chosen_last_is_remembered(reader: TestClient) -> None:
    first, second = make(reader, "One"), make(reader, "Two")
    for folder in (first, second, first):
        fields = {"folder": folder, "back": "/areas/A3", "choose": "1"}
        assert reader.post("/folders/add", data=fields, headers=HERE).status_code == 303
        page = reader.get(f"/documents/{KEY}").text
        (chosen,) = select(page, "//form[@id='collect']//option[@selected]")
        assert chosen.get("value") == folder


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "", "x", "/\n/e"]
)
def test_nobody_is_sent_to_another_site(reader: TestClient, back: str) -> None:
    fields = {"place": f"{KEY} art_1", "folder": "", "back": back}
    answer = reader.post("/folders/add", data=fields, headers=HERE)
    assert answer.headers["location"].startswith("/folders#add-")


def test_a_mistake_makes_no_folder(reader: TestClient) -> None:
    for place in ("", "nothing", f"{KEY} art_99", f"{SECRET} art_1"):
        fields = {"place": place, "folder": "", "back": "/"}
        assert reader.post("/folders/add", data=fields, headers=HERE).status_code == 404
    assert reader.get("/api/v1/folders").json() == {"folders": []}


def test_areas_are_proposed_and_can_be_changed_and_entries_moved(reader: TestClient) -> None:
    folder = make(reader, "Plan", "art_1__para_1", "art_1__para_2", "art_2")
    assert [each["area"] for each in show(reader, folder)] == ["A3", None, None]
    entries = [each["entry"] for each in show(reader, folder)]
    address = f"/folders/{folder}/entries"
    fields = {"note": "Weak.\nAsk <b>", "area": "", "do": "up"}
    answer = reader.post(f"{address}/{entries[2]}", data=fields, headers=HERE)
    assert answer.headers["location"] == f"/folders/{folder}#entry-{entries[2]}"
    assert eids(reader, folder) == ["art_1__para_1", "art_2", "art_1__para_2"]
    reader.post(f"{address}/{entries[0]}", data={"area": "A18", "note": "", "do": "save"}, headers=HERE)
    page = reader.get(f"/folders/{folder}").text
    headings = [words(each) for each in select(page, "//section[@class='group']/h2")]
    assert headings[0].startswith("A18 ")
    assert headings[1:] == ["No area"]
    (note, *_) = [each.text for each in select(page, "//textarea") if each.text and "Weak" in each.text]
    assert note.strip() == "Weak.\nAsk <b>"
    reader.post(f"{address}/{entries[0]}", data={"do": "remove"}, headers=HERE)
    assert eids(reader, folder) == ["art_2", "art_1__para_2"]


def test_words_and_what_they_are_stand_on_the_page(reader: TestClient) -> None:
    folder = make(reader, "Plan", "art_1", document=LANTERNS)
    page = reader.get(f"/folders/{folder}?ui=ru").text
    (quotation,) = select(page, "//blockquote")
    assert (quotation.get("lang"), quotation.get("dir"), quotation.get("class")) == ("fa", "rtl", "authentic")
    start, end = next((p.start, p.end) for p in LIGHTS_FA.provisions if p.eid == "art_1")
    assert quotation.text == LIGHTS_FA.document.text[start:end]
    assert [each.get("href").rpartition("=")[2] for each in select(page, "//a[@download]")] == list(FORMATS)


def test_long_folders_have_pages(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 2)
    folder = make(reader, "Plan", *(each.eid for each in HARBOURS_EN.provisions))
    whole = len(HARBOURS_EN.provisions)
    seen, address = [], f"/folders/{folder}"
    while address:
        page = reader.get(address).text
        seen += [each.get("id") for each in select(page, "//article[@class='entry']")]
        address = next((each.get("href") for each in select(page, "//a[@rel='next']")), "")
    assert len(seen) == len(set(seen)) == whole


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_taken_away(reader: TestClient, form: str) -> None:
    folder = make(reader, "Plan", "art_1__para_1", "art_2")
    answer = reader.get(f"/api/v1/folders/{folder}?format={form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMATS[form].media_type
    assert answer.headers["content-disposition"].endswith(f'.{form}"')
    if form not in ("docx", "xlsx"):
        assert f"{BASE}/documents/{KEY}#art_2" in answer.text


@pytest.mark.parametrize("form", ["xlsx", "docx", "ris", "bib"])
def test_so_are_results_of_a_search(reader: TestClient, form: str) -> None:
    answer = reader.get(f"/api/v1/search.{form}?q=precursors&mode=keyword")
    assert (answer.status_code, answer.headers["content-type"]) == (200, FORMATS[form].media_type)
    if form == "ris":
        assert "inspected on the quay" in answer.text
        assert "Zirconium" not in answer.text
    assert reader.get(f"/api/v1/search.{form}?q=x&colour=red").status_code == 400
    assert reader.get("/api/v1/search.exe?q=x").status_code == 400


def test_a_newer_version_is_told_and_can_be_taken(home: Settings, reader: TestClient) -> None:
    put(home, FIRST)
    old = FIRST.document.id  # type: ignore[attr-defined]
    folder = make(reader, "Plan", "art_1", "art_2", "art_3", document=old)
    assert all(each["newer_version"] is None for each in show(reader, folder))
    put(home, SECOND)
    new = SECOND.document.id  # type: ignore[attr-defined]
    told = {each["provision"]["eid"]: each for each in show(reader, folder)}  # type: ignore[index]
    states = {eid: each["newer_version"]["provision"] for eid, each in told.items()}  # type: ignore[index]
    assert states == {"art_1": "same", "art_2": "changed", "art_3": "gone"}
    page = reader.get(f"/folders/{folder}").text
    assert [each.get("value") for each in select(page, "//button[starts-with(@value, 'renew')]")] == [
        "renew",
        "renew_changed",
    ]
    assert len(select(page, f"//p[@class='mark']/a[starts-with(@href, '/documents/{new}')]")) == 3

    def renew(eid: str, do: str) -> int:
        address = f"/api/v1/folders/{folder}/entries/{told[eid]['entry']}"
        return reader.patch(address, json={"do": do}).status_code

    assert renew("art_1", "renew") == 200
    assert renew("art_2", "renew") == 400
    assert renew("art_2", "renew_changed") == 200
    assert renew("art_3", "renew_changed") == 400
    assert renew("art_1", "renew") == 400
    found = {each["provision"]["eid"]: each for each in show(reader, folder)}  # type: ignore[index]
    assert {eid: each["document"]["id"] for eid, each in found.items()} == {  # type: ignore[index]
        "art_1": new,
        "art_2": new,
        "art_3": old,
    }
    assert "twice" in str(found["art_2"]["text"])


def put(settings: Settings, bundle: object) -> None:
    with Store.open(settings.database_url) as store:
        store.put(bundle)  # type: ignore[arg-type]


def test_what_may_not_be_seen_any_more_vanishes_everywhere(home: Settings, reader: TestClient) -> None:
    folder = make(reader, "Plan", "art_1")
    body = {"document": LANTERNS, "eid": "art_1"}
    reader.post(f"/api/v1/folders/{folder}/entries", json=body)
    with Store.open(home.database_url) as store:
        store.classify(LANTERNS, Classification.RESTRICTED, "yy")
    for path in ("/folders", f"/folders/{folder}", "/api/v1/folders", f"/api/v1/folders/{folder}"):
        text = reader.get(path).text
        assert LANTERNS not in text
        assert "فانوس" not in text
        assert "2 provisions" not in text
    assert reader.get("/api/v1/folders").json()["folders"][0]["entries"] == 1
    for form in ("csv", "ris", "bib", "json"):
        assert "فانوس" not in reader.get(f"/api/v1/folders/{folder}?format={form}").text
    assert len(show(reader, folder)) == 1


def test_a_place_that_is_gone_from_its_text_is_kept_with_its_note(home: Settings, reader: TestClient) -> None:
    put(home, FIRST)
    folder = make(reader, "Plan", "art_3", document=FIRST.document.id)  # type: ignore[attr-defined]
    (entry,) = [each["entry"] for each in show(reader, folder)]
    reader.patch(f"/api/v1/folders/{folder}/entries/{entry}", json={"note": "Why?"})
    kept = [each for each in FIRST.provisions if each.eid != "art_3"]  # type: ignore[attr-defined]
    read_again = replace(
        FIRST,  # type: ignore[type-var]
        provisions=tuple(kept),
        passages=tuple(each for each in FIRST.passages if each.eid != "art_3"),  # type: ignore[attr-defined]
    )
    with Store.open(home.database_url) as store:
        store.put(read_again, parser="another")
    told = reader.get(f"/api/v1/folders/{folder}").json()
    assert (told["provisions"], told["lost"][0]["note"]) == ([], "Why?")
    page = reader.get(f"/folders/{folder}").text
    assert "Why?" in words(select(page, "//article[@class='entry']")[0])
    assert reader.post(f"/folders/{folder}/entries/{entry}", data={"do": "remove"}, headers=HERE).is_redirect
    assert reader.get(f"/api/v1/folders/{folder}").json()["lost"] == []


def test_a_party_s_folders_are_its_own(home: Settings, reader: TestClient) -> None:
    with TestClient(create_app(replace(home, party="yy")), base_url=BASE) as other:
        folder = make(other, "Secret plan", "art_1", document=SECRET)
        (entry,) = [each["entry"] for each in show(other, folder)]
        assert reader.get("/api/v1/folders").json() == {"folders": []}
        for path in (
            f"/folders/{folder}",
            f"/api/v1/folders/{folder}",
            f"/api/v1/folders/{folder}?format=docx",
        ):
            assert reader.get(path).status_code == 404
        assert reader.delete(f"/api/v1/folders/{folder}").status_code == 404
        answer = reader.patch(f"/api/v1/folders/{folder}/entries/{entry}", json={"note": "x"})
        assert answer.status_code == 404
        reader.cookies.set("narcord_folder", folder)
        assert "Secret plan" not in reader.get(f"/documents/{KEY}").text
        assert other.get(f"/folders/{folder}").status_code == 200


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_a_form_on_another_site_changes_nothing(reader: TestClient, headers: dict[str, str]) -> None:
    folder = make(reader, "Plan", "art_1")
    (entry,) = [each["entry"] for each in show(reader, folder)]
    for path, form in (
        ("/folders", {"name": "x"}),
        ("/folders/add", {"place": f"{KEY} art_2", "folder": folder}),
        (f"/folders/{folder}", {"name": "x"}),
        (f"/folders/{folder}/remove", {}),
        (f"/folders/{folder}/entries/{entry}", {"do": "remove"}),
    ):
        assert reader.post(path, data=form, headers=headers).status_code == 403
    assert eids(reader, folder) == ["art_1"]
    assert reader.delete(f"/api/v1/folders/{folder}", headers={"Origin": "null"}).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "{}",
        '{"document": "x"}',
        '{"document": 3, "eid": "art_1"}',
        '{"document": "x", "eid": []}',
        '{"document": "x", "eid": [1]}',
        '{"document": "x", "eid": "art_1", "colour": "red"}',
        json.dumps({"document": KEY, "eid": "art_1", "note": "\ud800"}),
        '{"document": "\\ud800", "eid": "art_1"}',
        '{"document": "x", "eid": ["a\\u0000"]}',
    ],
)
def test_what_cannot_be_added_is_refused(reader: TestClient, body: str) -> None:
    folder = make(reader)
    answer = reader.post(
        f"/api/v1/folders/{folder}/entries", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["remedy"]
    assert show(reader, folder) == []


def test_other_mistakes_are_told(reader: TestClient) -> None:
    folder = make(reader, "Plan", "art_1")
    (entry,) = [each["entry"] for each in show(reader, folder)]
    address = f"/api/v1/folders/{folder}"
    assert reader.get(f"{address}?format=exe").status_code == 400
    assert reader.post("/api/v1/folders", json={"name": " "}).status_code == 400
    assert reader.post("/api/v1/folders", json={"name": "Plan"}).status_code == 400
    assert reader.patch(f"{address}/entries/{entry}", json={"do": "fly"}).status_code == 400
    assert reader.patch(f"{address}/entries/{entry}", json={"area": "A99"}).status_code == 404
    assert reader.patch(f"{address}/entries/999", json={"note": "x"}).status_code == 404
    assert reader.patch(f"{address}/entries/{2**70}", json={"note": "x"}).status_code in (400, 404)
    answer = reader.post(f"/folders/{folder}/entries/{entry}", data={"do": "fly"}, headers=HERE)
    assert answer.status_code == 400


def test_folders_are_renamed_and_removed(reader: TestClient) -> None:
    folder = make(reader)
    fields = {"name": "<script>alert(1)</script>", "note": '"><img src=x onerror=alert(1)>'}
    assert reader.post(f"/folders/{folder}", data=fields, headers=HERE).is_redirect
    for path in ("/folders", f"/folders/{folder}", f"/documents/{KEY}"):
        page = reader.get(path).text
        assert not select(page, "//img")
        assert not [script for script in select(page, "//script") if script.text]
    told = reader.patch(f"/api/v1/folders/{folder}", json={"note": ""}).json()
    assert (told["name"], told["note"]) == (fields["name"], "")
    assert reader.post(f"/folders/{folder}/remove", data={}, headers=HERE).is_redirect
    assert reader.get("/api/v1/folders").json() == {"folders": []}


def test_the_command_collects_and_writes(run: Callable[..., Result], tmp_path: Path) -> None:
    law = tmp_path / "law.txt"
    law.write_text(
        "Delivery Act\n\nArticle 1\nPrecursors are counted.\n\nArticle 2\nShips wait.\n", encoding="utf-8"
    )
    run("ingest", str(law))
    found = json.loads(run("search", "counted", "--json").stdout)["hits"][0]
    document, eid = found["document"], found["provision"]["eid"]
    run("folder", "add", "Plan", f"{document}#{eid}", f"http://x{found['permalink']}", "--area", "a3")
    run("folder", "add", "Plan", f"{document}#art_2", "--area", "none", "--note", "Why wait?")
    told = json.loads(run("folder", "show", "Plan", "--json").stdout)
    first, second = told["provisions"]
    assert [(each["area"], each["note"]) for each in (first, second)] == [("A3", ""), (None, "Why wait?")]
    run("folder", "note", "Plan", "For May")
    run("folder", "note", "Plan", "Strong", "--entry", str(first["entry"]))
    run("folder", "move", "Plan", str(second["entry"]), "--area", "A3")
    run("folder", "move", "Plan", str(second["entry"]), "up")
    run("folder", "rename", "Plan", "Action plan")
    target = tmp_path / "plan.json"
    run("folder", "export", "Action plan", "-o", str(target), "--base-url", "https://narcord.example/")
    written = json.loads(target.read_text())
    assert (written["note"], [each["note"] for each in written["provisions"]]) == (
        "For May",
        ["Why wait?", "Strong"],
    )
    assert written["provisions"][0]["permalink"] == f"https://narcord.example/documents/{document}#art_2"
    for ending in FORMATS:
        run("folder", "export", "Action plan", "-o", str(tmp_path / f"plan.{ending}"), "--language", "ru")
        assert (tmp_path / f"plan.{ending}").stat().st_size > 100
    assert json.loads(run("folder", "list", "--json").stdout)["folders"][0]["entries"] == 2
    with pytest.raises(UsageError, match="no newer version"):
        run("folder", "move", "Action plan", str(first["entry"]), "renew")
    for mistake in (
        ("show", "Nothing"),
        ("add", "Action plan", "nowhere"),
        ("move", "Action plan", str(first["entry"])),
        ("export", "Action plan", "--format", "exe"),
        ("export", "Action plan", "-o", str(tmp_path)),
    ):
        with pytest.raises(UsageError):
            run("folder", *mistake)
    with pytest.raises(NotFoundError):
        run("folder", "add", "Action plan", f"{document}#art_9")
    run("folder", "remove", "Action plan", str(first["entry"]))
    run("folder", "remove", "Action plan")
    assert json.loads(run("folder", "list", "--json").stdout) == {"folders": []}
