"""Two to four documents side by side: on the page, by the API, at the command, in files, and corrected."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient

from corpus.model import AssignmentStatus, Classification, Instrument, InstrumentKind, ProvisionKind, Strength
from corpus.settings import Settings
from corpus.store import Store
from search.comparison.rows import Row
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE, Line, build, settings_of
from web.app import create_app
from web.comparing import Entry, cut_pages

HERE = {"Origin": BASE}
A, C = ProvisionKind.ARTICLE, AssignmentStatus.CONFIRMED


def _law(name: str, lines: list[Line], language: str = "en", **changes: Any) -> Any:
    work = Instrument(f"/akn/xx/act/2001/{name}", f"{name.title()} Act", InstrumentKind.ACT, "xx", 2001)
    return build(work, language, lines, source=f"laws/{name}.txt", **changes)


LAMPS = "Keepers shall light 40 lamps at dusk."
ONE = _law(
    "lamps",
    [
        Line(0, A, "1", "Article 1", words=LAMPS, strength=Strength.SHALL, areas=(("A3", C),)),
        Line(0, A, "2", "Article 2", words="=2+2 nets are mended in winter by the widow of the fisherman."),
        Line(0, A, "3", "Article 3", words="<script>alert(1)</script> zebras graze on wide meadows."),
    ],
)  # fmt: skip
OTHER = _law(
    "lanterns",
    [
        Line(0, A, "1", "Article 1", words="=2+2 nets are mended in winter by the widow of the fisherman."),
        Line(0, A, "2", "Article 2", words=LAMPS, strength=Strength.SHOULD, areas=(("A5", C),)),
        Line(0, A, "3", "Article 3", words="Bakers pay a tax on rye bread each March."),
    ],
)  # fmt: skip
FARSI = _law("fanus", [Line(0, A, "1", "ماده ۱", words="فانوس‌ها را روشن کنید.")], "fa")
CLOSED = _law(
    "vault", [Line(0, A, "1", "Article 1", words="Vaults.")],
    classification=Classification.CONFIDENTIAL, provider="yy",
)  # fmt: skip
X, Y, F, V = (bundle.document.id for bundle in (ONE, OTHER, FARSI, CLOSED))


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    folder = tmp_path / "home"
    found = settings_of(folder)
    with Store.open(found.database_url) as store:
        for bundle in (ONE, OTHER, FARSI, CLOSED):
            store.put(bundle)
    return found


@pytest.fixture
def reader(home: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(home), base_url=BASE) as client:
        yield client


def _rows(reader: TestClient, **more: str) -> list[Any]:
    answer = reader.get("/api/v1/compare", params={"d": [X, Y], **more})
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()["rows"]
    return found


def _eids(rows: list[Any]) -> list[tuple[str | None, ...]]:
    return [tuple(cell and cell["provisions"][0]["eid"] for cell in row["cells"]) for row in rows]


def test_rows_have_texts_areas_scores_and_unlike_strength(reader: TestClient) -> None:
    rows = _rows(reader)
    assert set(_eids(rows)) == {("art_1", "art_2"), ("art_2", "art_1"), ("art_3", None), (None, "art_3")}
    row = next(row for row in rows if _eids([row]) == [("art_1", "art_2")])
    assert [[area["code"] for area in cell["areas"]] for cell in row["cells"]] == [["A3"], ["A5"]]
    texts = [cell[0]["text"] for cell in row["parts"][0]["cells"]]
    assert texts == [
        "Article 1 Keepers shall light 40 lamps at dusk.",
        "Article 2 Keepers shall light 40 lamps at dusk.",
    ]
    assert [cell[0]["against_first"] for cell in row["parts"][0]["cells"]] == [None, "weaker"]
    assert 0.4 <= row["links"][0]["score"] <= 1


def test_rows_can_be_narrowed_without_losing_any(reader: TestClient) -> None:
    assert set(_eids(_rows(reader, show="gaps"))) == {("art_3", None), (None, "art_3")}
    assert _eids(_rows(reader, show="strength")) == [("art_1", "art_2")]
    assert _eids(_rows(reader, area="A5")) == [("art_1", "art_2")]
    under = [(row["under"], *_eids([row])[0]) for row in _rows(reader, view="areas")]
    assert under[:2] == [("A3", "art_1", "art_2"), ("A5", "art_1", "art_2")]
    assert {row[0] for row in under[2:]} == {None}


def test_every_row_is_on_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    part = Row((("a",), ()), ())
    entries = [Entry(n, Row((("a",), ()), (), (part,) * (n % 50))) for n in range(1, 200)]
    pages = cut_pages(entries)
    assert [entry.number for page in pages for entry in page] == list(range(1, 200))
    assert len(pages) > 4
    assert cut_pages([]) == [[]]


@pytest.mark.parametrize("ui", ["en", "ru"])
def test_the_page_shows_texts_in_their_direction_and_hostile_words_as_words(
    reader: TestClient, ui: str
) -> None:
    page = reader.get("/compare", params={"d": [X, Y, F], "ui": ui})
    assert page.status_code == 200
    assert not select(page.text, "//main//script")
    (farsi,) = select(page.text, "//div[contains(@class,'words') and @lang='fa']")
    assert farsi.get("dir") == "rtl"
    assert select(page.text, f"//a[@href='/documents/{X}#art_2']")
    assert "▼" in words(select(page.text, "//main")[0])
    assert select(page.text, "//div[contains(@class,'gap')]")


def test_without_two_documents_one_chooses(reader: TestClient) -> None:
    page = reader.get("/compare").text
    assert select(page, f"//a[@href='/compare?d={X}']")
    assert V not in page
    assert "vault" not in page.casefold()
    found = reader.get("/compare", params={"q": "lanterns", "d": X}).text
    assert [link.get("href") for link in select(found, "//a[contains(@class,'take')]")] == [
        f"/compare?d={X}&d={Y}"
    ]
    assert V not in reader.get("/compare", params={"q": "vault"}).text


@pytest.mark.parametrize(
    "path", ["/compare", "/api/v1/compare", "/api/v1/compare.csv", "/api/v1/compare/corrections"]
)
def test_what_is_hidden_is_as_if_it_were_not_there(reader: TestClient, path: str) -> None:
    hidden = reader.get(path, params={"d": [X, V]})
    absent = reader.get(path, params={"d": [X, "0" * len(V)]})
    assert hidden.status_code == absent.status_code == 404
    assert hidden.text.replace(V, "?") == absent.text.replace("0" * len(V), "?")


@pytest.mark.parametrize(
    "query",
    [
        "d={X}&d={Y}&show=zz",
        "d={X}&d={Y}&area=A99",
        "d={X}&d={Y}&view=3",
        "d={X}&d={Y}&page=7",
        "d=1&d=2&d=3&d=4&d=5",
        "d={X}&colour=red",
    ],
)
def test_what_cannot_be_asked_is_told(reader: TestClient, query: str) -> None:
    answer = reader.get("/api/v1/compare?" + query.format(X=X, Y=Y))
    assert answer.status_code == 400
    assert answer.json()["remedy"]


def test_a_pairing_is_corrected_on_the_page_told_and_taken_back(reader: TestClient) -> None:
    form = {
        "d": [X, Y], "one": f"{X}:art_3", "other": f"{Y}:art_3", "at": f"{X}:art_3",
        "say": "same", "by": "A. <b>Reader</b>", "reason": "both on food",
    }  # fmt: skip
    answer = reader.post("/compare/pair", data=form, headers=HERE)
    assert answer.status_code == 200
    assert "A. <b>Reader</b>" in words(select(answer.text, "//main")[0])
    assert ("art_3", "art_3") in _eids(_rows(reader))
    row = next(row for row in _rows(reader, show="corrected"))
    assert (row["links"][0]["reason"], row["links"][0]["said"]["by"]) == ("person", "A. <b>Reader</b>")
    reader.post("/compare/pair", data=form | {"say": "undo"}, headers=HERE)
    assert ("art_3", None) in _eids(_rows(reader))
    assert reader.get("/api/v1/compare/corrections", params={"d": [X, Y]}).json() == {"corrections": []}


def test_only_our_own_pages_and_programs_correct(reader: TestClient) -> None:
    form = {"d": [X, Y], "one": f"{X}:art_3", "other": f"{Y}:art_3", "say": "same", "by": "A"}
    for headers in ({}, {"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert reader.post("/compare/pair", data=form, headers=headers).status_code == 403
    assert _rows(reader, show="corrected") == []


def test_a_program_says_it_as_json(reader: TestClient) -> None:
    one, other = {"document": X, "eid": "art_1"}, {"document": Y, "eid": "art_2"}
    said = {"one": one, "other": other, "say": "different", "by": "B"}
    assert reader.post("/api/v1/compare/corrections", json=said).status_code == 201
    assert ("art_1", "art_2") not in _eids(_rows(reader))
    for wrong in (
        {**said, "by": " "}, {**said, "say": "maybe"}, {**said, "one": "x"}, {**said, "reason": 3},
        {**said, "one": said["other"]},
    ):  # fmt: skip
        assert reader.post("/api/v1/compare/corrections", json=wrong).status_code == 400
    for place in ({"document": V, "eid": "art_1"}, {"document": Y, "eid": "art_99"}):
        assert reader.post("/api/v1/compare/corrections", json={**said, "other": place}).status_code == 404


def test_files_hold_every_provision_and_run_nothing(reader: TestClient) -> None:
    params = {"d": [X, Y]}
    text = reader.get("/api/v1/compare.csv", params=params).content.decode("utf-8-sig")
    header, *lines = list(csv.reader(io.StringIO(text)))
    assert len(lines) == 4
    at = next(n for n, name in enumerate(header) if name.startswith("text (1"))
    assert not any(cell.startswith("=") for line in lines for cell in line)
    assert sum("mended" in line[at] for line in lines) == 1
    book = reader.get("/api/v1/compare.xlsx", params=params)
    with zipfile.ZipFile(io.BytesIO(book.content)) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist())
    whole = reader.get("/api/v1/compare.json", params=params).json()
    assert len(whole["rows"]) == 4
    assert whole["exported_at"]
    assert reader.get("/api/v1/compare.exe", params=params).status_code == 400


def test_the_command_compares_corrects_and_writes(run: Callable[..., Result], tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'home' / 'narcord.db'}") as store:
        for bundle in (ONE, OTHER):
            store.put(bundle)
    found = json.loads(run("compare", X, Y, "--json").stdout)
    assert found["counts"]["all"] == 4
    run("compare", X, Y, "--same", "art_3", "art_3", "--by", "A. Reader")
    said = json.loads(run("compare", X, Y, "--json").stdout)
    assert (said["counts"]["all"], said["counts"]["corrected"]) == (3, 1)
    run("compare", X, Y, "--undo", "art_3", "art_3")
    assert json.loads(run("compare", X, Y, "--json").stdout)["counts"]["all"] == 4
    assert "Lamps Act" in run("compare", X, Y).stdout
    run("compare", X, Y, "--out", str(tmp_path / "found.csv"))
    assert (tmp_path / "found.csv").read_bytes().count(b"mended") == 2
