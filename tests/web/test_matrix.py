"""The coverage matrix: a cell opens what it counts, a gap is no silence, files say what the page says."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from lxml import html

from corpus.model import (
    AssignmentStatus,
    Bundle,
    Classification,
    Commitment,
    Force,
    Instrument,
    InstrumentKind,
    Nature,
    ProvisionKind,
    Strength,
)
from corpus.settings import Settings
from corpus.store import Store
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE, CONFIRMED, HOSTILE, PROPOSED, SECRETS, Line, build, settings_of
from web.app import create_app

K = ProvisionKind
SHALL, SHOULD, NOTE, NONE = Strength.SHALL, Strength.SHOULD, Strength.NOTE, Strength.NONE


def instrument(place: str, kind: InstrumentKind, year: int | None, name: str) -> Instrument:
    return Instrument(
        f"/akn/{place}/{kind.value}/{year or 'nd'}/{name}", f"{name.title()} text", kind, place, year
    )


QUAYS = instrument("kz", InstrumentKind.ACT, 2001, "quays")
LOCKS = instrument("cn", InstrumentKind.REGULATION, 2016, "locks")
PACT = instrument("un", InstrumentKind.CONVENTION, 1988, "pact")
PLAIN = instrument("kz", InstrumentKind.BILL, None, "plain")


def text(
    of: Instrument,
    language: str,
    rows: list[tuple[Strength | None, tuple[tuple[str, AssignmentStatus], ...]]],
    *,
    force: Force = Force.OPERATIVE,
    **changes: Any,
) -> Bundle:
    """Return a document with an article for each row: its strength and its areas."""
    made = build(
        of,
        language,
        [
            Line(1, K.ARTICLE, str(n), f"Article {n}", "", f"=words of number {n} here", strength, areas)
            for n, (strength, areas) in enumerate(rows, start=1)
        ],
        source=f"{of.id.rsplit('/', 1)[1]}-{language}-{changes.get('nature', '')}.txt",
        **changes,
    )  # fmt: skip
    commitments = tuple(
        Commitment(made.document.id, each.eid, force, each.strength)
        for each in made.provisions
        if each.strength not in (None, NONE)
    )
    return replace(made, commitments=commitments)


BUNDLES = (
    text(
        QUAYS,
        "en",
        [
            (SHALL, (("A3", PROPOSED), ("A3.3", PROPOSED), ("A8", PROPOSED))),
            (SHOULD, (("A3", PROPOSED), ("A3.1", PROPOSED))),
            (NONE, (("A3", PROPOSED),)),
            (None, (("A5", PROPOSED),)),
        ],
    ),
    # The same provisions in Kazakh: the first is confirmed there.
    text(QUAYS, "kk", [(SHALL, (("A3", CONFIRMED),)), (SHOULD, (("A3", PROPOSED),))]),
    text(QUAYS, "en", [(NOTE, (("A3", CONFIRMED),))], nature=Nature.ABSTRACT),
    text(LOCKS, "zh", [(SHALL, (("A3", PROPOSED),)), (SHALL, (("A13", PROPOSED), ("A13.3", PROPOSED)))]),
    text(PACT, "en", [(SHALL, (("A1", CONFIRMED),))]),
    text(PACT, "fr", [(NOTE, (("A2", CONFIRMED),))], force=Force.PREAMBULAR),
    text(PLAIN, "en", [(None, ())]),
    text(
        SECRETS,
        "en",
        [(SHALL, (("A7", CONFIRMED),))],
        classification=Classification.CONFIDENTIAL,
        provider="yy",
    ),
    text(HOSTILE, "en", [(SHALL, (("A9", PROPOSED),))]),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("matrix")
    found = settings_of(folder)
    with Store.open(found.database_url) as store:
        for bundle in BUNDLES:
            store.put(bundle)
    return found


@pytest.fixture(scope="module")
def web(home: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(home), base_url=BASE) as found:
        yield found


@pytest.fixture(scope="module")
def party(home: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(replace(home, party="yy")), base_url=BASE) as found:
        yield found


def table(page: str) -> dict[tuple[str, str], html.HtmlElement]:
    """Return the cells by the heads of their line and column, each by its first words."""
    heads = [words(th).split(" gaps")[0] for th in select(page, "//table/thead//th")]
    cells = {}
    for line in select(page, "//table/tbody/tr"):
        (name,) = line.findall("th")
        for head, cell in zip(heads, line.findall("td"), strict=True):
            code = (name.get("id") or words(name)) if re.match(r"A\d", name.get("id") or "") else words(name)
            cells[code.split(" gaps")[0], head] = cell
    return cells


def said(cells: dict[tuple[str, str], html.HtmlElement]) -> dict[tuple[str, str], str]:
    return {key: words(cell) for key, cell in cells.items() if cell.xpath("./a")}


@pytest.mark.parametrize("columns", ["instruments", "countries", "groups"])
@pytest.mark.parametrize(
    "filters",
    [
        "",
        "status=confirmed",
        "status=proposed&least=should",
        "operative=1&lang=fr&lang=en",
        "nature=abstract",
        "group=cica&year_from=2000",
        "group=sco&group=cica&kind=act&kind=regulation",
        "jurisdiction=kz&jurisdiction=un&transpose=1",
    ],
)
def test_what_a_cell_counts_is_what_it_opens(web: TestClient, columns: str, filters: str) -> None:
    page = web.get(f"/matrix?columns={columns}&open=all&{filters}").text
    cells = select(page, "//table/tbody//td[a]")
    assert cells or "group=sco" in filters or "nature" in filters
    for cell in cells:
        count = sum(int(words(mark).split()[0]) for mark in cell.xpath("./a/span"))
        listed = web.get(cell.xpath("./a/@href")[0]).text
        (told,) = select(listed, "//*[@data-total]")
        assert int(told.get("data-total")) == count > 0
        assert len(select(listed, "//article[@class='commitment']")) == count


def test_confirmed_and_proposed_are_told_apart_with_the_strongest_of_each(web: TestClient) -> None:
    cells = table(web.get("/matrix?columns=countries").text)
    # Article 1 is confirmed in Kazakh and in the abstract, whose strength was read by hand.
    assert said(cells) == {
        ("A1", "United Nations 1988 1 instrument"): "1 confirmed shall",
        ("A1", "All columns"): "1 confirmed shall",
        ("A2", "United Nations 1988 1 instrument"): "1 confirmed note",
        ("A2", "All columns"): "1 confirmed note",
        ("A3", "China 2016 1 instrument"): "1 proposed by the program shall",
        ("A3", "Kazakhstan 2001 2 instruments"): "1 confirmed note 1 proposed by the program should",
        ("A3", "All columns"): "1 confirmed note 2 proposed by the program shall",
        ("A8", "Kazakhstan 2001 2 instruments"): "1 proposed by the program shall",
        ("A8", "All columns"): "1 proposed by the program shall",
        ("A9", "ZZ 2022 1 instrument"): "1 proposed by the program shall",
        ("A9", "All columns"): "1 proposed by the program shall",
        ("A13", "China 2016 1 instrument"): "1 proposed by the program shall",
        ("A13", "All columns"): "1 proposed by the program shall",
    }
    both = cells["A3", "Kazakhstan 2001 2 instruments"]
    assert [mark.get("class") for mark in both.xpath("./a/span")] == ["c", "p"]
    assert "proposed" not in both.get("class")
    assert "proposed" in cells["A8", "Kazakhstan 2001 2 instruments"].get("class")
    assert both.xpath("./a/@title") == [
        "1 confirmed: takes note; 1 proposed: recommending: should",
    ]


def test_empty_cells_are_gaps_and_counted(web: TestClient) -> None:
    page = web.get("/matrix?columns=countries&jurisdiction=kz&jurisdiction=cn").text
    gaps = [cell for cell in table(page).values() if cell.get("class") == "gap"]
    assert {words(cell) for cell in gaps} == {"gap"}
    heads = [words(th) for th in select(page, "//table/thead//th")]
    assert heads == [
        "China 2016 1 instrument gaps: 16 of 18",
        "Kazakhstan 2001 2 instruments gaps: 16 of 18",
        "All columns",
    ]
    third = next(line for line in select(page, "//table/tbody/tr/th") if line.get("id") == "A3")
    assert "gaps: 0 of 2" in words(third)


def test_a_state_without_a_text_is_no_gap(web: TestClient) -> None:
    page = web.get("/matrix?columns=countries&group=csto&members=1").text
    cells = table(page)
    assert {words(cell) for (_, head), cell in cells.items() if head.startswith("Belarus")} == {"· no text"}
    # Kazakhstan, which has texts, comes first; only it can have gaps.
    assert words(select(page, "//table/thead//th")[0]).startswith("Kazakhstan")
    assert "gaps: 1 of 1" in words(select(page, "//table//th[@id='A1']")[0])
    assert "Belarus" not in web.get("/matrix?columns=countries&group=csto").text.split("<table")[1]


def test_only_gaps(web: TestClient) -> None:
    def rows(query: str) -> list[str]:
        return [th.get("id") for th in select(web.get(f"/matrix?{query}").text, "//table/tbody//th")]

    chosen = "columns=countries&jurisdiction=kz&jurisdiction=cn"
    everything = [f"A{number}" for number in range(1, 19)]
    assert rows(chosen) == everything
    assert rows(f"{chosen}&gaps=all") == [code for code in everything if code not in ("A3", "A8", "A13")]
    assert rows(f"{chosen}&gaps=some") == [code for code in everything if code != "A3"]
    # An area stands over its sub-themes that are gaps.
    opened = rows(f"{chosen}&gaps=all&open=A3")
    assert opened[2:4] == ["A3", "A3.2"]
    assert "A3.1" not in opened


def test_sub_themes_unfold(web: TestClient) -> None:
    page = web.get("/matrix?columns=countries").text
    (fold,) = select(page, "//th[@id='A3']/a[@class='fold']")
    assert fold.get("aria-expanded") == "false"
    opened = web.get(fold.get("href")).text
    cells = said(table(opened))
    assert cells["A3.3", "Kazakhstan 2001 2 instruments"] == "1 proposed by the program shall"
    (back,) = select(opened, "//th[@id='A3']/a[@class='fold']")
    assert back.get("aria-expanded") == "true"
    assert not select(web.get(back.get("href")).text, "//th[@id='A3.3']")
    whole = web.get("/matrix?open=all").text
    left = select(whole, "//th[@id='A3']/a[@class='fold']")[0].get("href")
    assert select(web.get(left).text, "//th[@id='A13.3']")
    assert not select(web.get(left).text, "//th[@id='A3.3']")
    assert not select(page, "//th[@id='A1']/a[@class='fold']")


def test_turned_it_says_the_same(web: TestClient) -> None:
    upright = said(table(web.get("/matrix?columns=countries").text))
    turned = web.get("/matrix?columns=countries&transpose=1").text
    codes = [th.get("id") or "all" for th in select(turned, "//table/thead//th")]
    found = {}
    for line in select(turned, "//table/tbody/tr"):
        name = words(line.find("th")).split(" gaps")[0]
        for code, cell in zip(codes, line.findall("td"), strict=True):
            if cell.xpath("./a"):
                found[code, name] = words(cell)
    assert found == upright


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("columns=countries&order=name", ["China", "Kazakhstan", "United Nations", "ZZ"]),
        ("columns=countries&order=count", ["Kazakhstan", "China", "United Nations", "ZZ"]),
        ("columns=countries&order=year", ["ZZ", "China", "Kazakhstan", "United Nations"]),
        ("columns=countries&order=strength", ["China", "Kazakhstan", "United Nations", "ZZ"]),
        ("columns=countries&order=gaps", ["ZZ", "China", "Kazakhstan", "United Nations"]),
        ("columns=instruments&hide=1&kind=bill&kind=act", ["Quays text"]),
    ],
)
def test_columns_come_in_the_order_asked_for(web: TestClient, query: str, first: list[str]) -> None:
    heads = [
        words(th.xpath(".//span")[0])
        for th in select(web.get(f"/matrix?{query}").text, "//thead//th[.//span]")
    ]
    assert heads == first


@pytest.mark.parametrize(
    ("order", "first"), [("count", ["A3", "A1"]), ("strength", ["A13", "A3"]), ("name", ["A4", "A14"])]
)
def test_areas_come_in_the_order_asked_for(web: TestClient, order: str, first: list[str]) -> None:
    page = web.get(f"/matrix?columns=countries&jurisdiction=cn&jurisdiction=un&rows={order}").text
    found = [th.get("id") for th in select(page, "//table/tbody//th")]
    if order == "name":
        labels = [words(link) for link in select(page, "//tbody//th//span[@class='name']/a")]
        names = [label.split(" ", 1)[1].casefold() for label in labels]
        assert names == sorted(names)
    elif order == "count":
        assert found[:3] == ["A1", "A2", "A3"]
    else:
        assert found[:3] == ["A1", "A3", "A13"]
    assert len(found) == 18


def test_many_columns_come_on_pages(web: TestClient) -> None:
    page = web.get("/matrix?per=2&order=year").text
    assert len(select(page, "//table/thead//th")) == 3
    assert "columns 1 to 2 of 5" in words(select(page, "//main")[0])
    (onward,) = select(page, "//a[@rel='next']/@href")
    assert len(select(web.get(onward).text, "//table/thead//th")) == 3
    # Totals are of all columns, whatever the page shows.
    whole = said(table(web.get("/matrix").text))
    assert said(table(page))["A3", "All columns"] == whole["A3", "All columns"]


def test_the_json_says_what_the_page_says(web: TestClient) -> None:
    answer = web.get("/api/v1/matrix?columns=countries&open=A3&provisions=1").json()
    assert answer["columns_are"] == "countries"
    by_code = {row["code"]: row for row in answer["rows"]}
    assert by_code["A3"]["cells"]["kz"] == {
        "confirmed": 1,
        "proposed": 1,
        "strongest_confirmed": "note",
        "strongest_proposed": "should",
        "list": f"{BASE}/areas/A3?jurisdiction=kz&least=note",
    }
    assert by_code["A3.3"]["sub_theme"] is True
    assert by_code["A3"]["gaps"] == ["un", "zz"]
    assert [column["key"] for column in answer["columns"]] == ["cn", "kz", "un", "zz"]
    counted = sum(
        row["all"]["confirmed"] + row["all"]["proposed"] for row in answer["rows"] if not row["sub_theme"]
    )
    assert len(answer["provisions"]) == counted == 8
    first = next(each for each in answer["provisions"] if each["title"] == "Quays text")
    assert (first["area"], first["eid"]) == ("A3", "art_1")
    assert first["sub_themes"] == "A3.3"
    assert (first["status"], first["strength"], first["evidence"]) == ("confirmed", "note", "=words o")
    assert first["citation"] == "Quays text (2001), Article 1."
    assert web.get(first["link"].removeprefix(BASE)).status_code == 200


def test_files_hold_the_cells_and_the_provisions(web: TestClient) -> None:
    query = "columns=countries&jurisdiction=kz&jurisdiction=cn"
    rows = list(csv.reader(io.StringIO(web.get(f"/api/v1/matrix.csv?{query}").content.decode("utf-8-sig"))))
    assert rows[0] == ["code", "area", "gaps", "all", "China", "Kazakhstan"]
    assert rows[3][2:] == ["0", "1 note (2 shall)", "(1 shall)", "1 note (1 should)"]
    assert rows[1][2:] == ["2", "", "", ""]
    listed = web.get(f"/api/v1/matrix.csv?{query}&sheet=provisions").content.decode("utf-8-sig")
    provisions = list(csv.DictReader(io.StringIO(listed)))
    assert len(provisions) == 5
    assert all(each["text"].startswith(("Article", "'=")) for each in provisions)
    answer = web.get(f"/api/v1/matrix.xlsx?{query}")
    assert "narcord-matrix.xlsx" in answer.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Matrix", "Provisions", "About"]
    sheet = book["Matrix"]
    assert sheet["F4"].value == "1 note (1 should)"
    assert sheet["F4"].hyperlink.target == f"{BASE}/areas/A3?jurisdiction=kz&least=note"
    assert sheet["E2"].value is None
    assert book["Provisions"].max_row == 6
    about = " ".join(str(cell.value) for line in book["About"].iter_rows() for cell in line)
    assert "Kazakhstan" in about
    assert "commits nobody" in about
    russian = openpyxl.load_workbook(io.BytesIO(web.get(f"/api/v1/matrix.xlsx?{query}&ui=ru").content))
    assert russian.sheetnames == ["Матрица", "Положения", "О таблице"]
    web.cookies.clear()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("columns=towns", "columns"),
        ("least=none", "least"),
        ("open=A19", "open"),
        ("group=nato", "group"),
        ("year_from=2010&year_to=2000", "year_from"),
        ("per=0", "per"),
        ("colums=groups", "colums"),
        ("operative=yes", "operative"),
    ],
)
def test_what_cannot_be_is_refused_by_name(web: TestClient, query: str, field: str) -> None:
    assert web.get(f"/matrix?{query}").status_code == 400
    if field != "per":
        answer = web.get(f"/api/v1/matrix?{query}")
        assert (answer.status_code, answer.json()["field"]) == (400, field)
        assert answer.json()["remedy"]


def test_a_confidential_instrument_is_in_nobody_else_s_matrix(web: TestClient, party: TestClient) -> None:
    paths = [
        "/matrix",
        "/matrix?columns=countries",
        f"/matrix?instrument={SECRETS.id}",
        "/matrix?open=all&transpose=1",
        "/api/v1/matrix?provisions=1",
        "/api/v1/matrix.csv",
        "/api/v1/matrix.csv?sheet=provisions",
        "/areas/A7?least=note",
    ]
    for path in paths:
        assert web.get(path).status_code == 200
    seen = {path: party.get(path).text for path in paths}
    for path in paths:
        # What a reader asks for is given back to them, in the page's own addresses.
        hidden = re.sub(r'instrument["=][^ ]*zirconium', "", web.get(path).text)
        hidden = re.sub(r'(<a class="filter"[^>]*>|<bdi>|value=")/akn/yy/act/2020/zirconium', "", hidden)
        assert "irconium" not in hidden
        if "countries" not in path and "sheet" not in path:
            assert "irconium" in seen[path]
    assert web.get("/api/v1/matrix?columns=countries").json()["rows"][6]["all"]["confirmed"] == 0
    assert party.get("/api/v1/matrix?columns=countries").json()["rows"][6]["all"]["confirmed"] == 1
    book = openpyxl.load_workbook(io.BytesIO(web.get("/api/v1/matrix.xlsx").content))
    assert not any(
        "irconium" in str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line
    )


def test_titles_are_only_words(web: TestClient) -> None:
    page = web.get("/matrix").text
    assert "<script>alert" not in page
    assert HOSTILE.title in words(select(page, "//table/thead")[0])


def test_the_command_says_the_same(
    home: Settings,
    run: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    web: TestClient,
) -> None:
    monkeypatch.setenv("NARCORD_HOME", str(home.home))
    answer = json.loads(run("matrix", "--columns", "countries", "--open", "A3", "--json").stdout)
    there = web.get("/api/v1/matrix?columns=countries&open=A3&provisions=1").text.replace(BASE, "")
    for found in (answer, other := json.loads(there)):
        for each in found["provisions"]:
            del each["exported_at"]
    assert answer == other
    file = tmp_path / "m.xlsx"
    run("matrix", "--format", "xlsx", "--output", str(file), "--language", "ru")
    assert openpyxl.load_workbook(file).sheetnames[0] == "Матрица"
    said = run("matrix", "--columns", "countries", "--group", "csto", "--members").output
    assert "no text is held" in said
    listed = run("matrix", "--format", "csv", "--sheet", "provisions", "--jurisdiction", "un").stdout
    assert len(list(csv.DictReader(io.StringIO(listed)))) == 2
