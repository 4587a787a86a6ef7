"""Results as files: complete, citable, safe in a spreadsheet, and only what may be seen."""

from __future__ import annotations

import csv
import io
import json

import pytest
from fastapi.testclient import TestClient

from tests.web.samples import BASE, HARBOURS, HARBOURS_EN, SECRETS
from web.exports import COLUMNS, write_csv, write_json


def read(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_file_has_every_hit_and_says_where_it_stands(client: TestClient) -> None:
    query = "q=harbour+ships&mode=keyword&lang=en"
    answer = client.get(f"/api/v1/search.csv?{query}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "narcord-search.csv" in answer.headers["content-disposition"]
    rows = read(answer.content)
    hits = client.get(f"/api/v1/search?{query}&limit=100").json()["hits"]
    assert [row["link"] for row in rows] == [f"{BASE}{hit['permalink']}" for hit in hits]
    (row,) = [row for row in rows if row["eid"] == "rec_1"]
    assert row["instrument"] == HARBOURS.id
    assert (row["language"], row["nature"], row["version"]) == ("en", "authentic", "1")
    assert (row["document"], row["date"]) == (HARBOURS_EN.document.id, "2001-02-03")
    assert row["text"] == "Whereas ships arrive by night,"
    assert json.loads(row["query"]) == [["q", "harbour ships"], ["mode", "keyword"], ["lang", "en"]]
    assert row["exported_at"].endswith("+00:00")


def test_both_forms_hold_the_same(client: TestClient) -> None:
    rows = read(client.get("/api/v1/search.csv?q=ships&limit=5").content)
    objects = client.get("/api/v1/search.json?q=ships&limit=5").json()
    assert len(rows) == len(objects) == 5
    assert [row["link"] for row in rows] == [found["link"] for found in objects]
    assert list(objects[0]) == [name for name in COLUMNS if name in objects[0]]
    assert set(objects[0]) == set(COLUMNS)


def test_nobody_exports_what_he_may_not_see(client: TestClient, party_client: TestClient) -> None:
    query = "/api/v1/search.json?q=zirconium+messages&limit=1000"
    assert SECRETS.id not in client.get(query).text.replace("zirconium messages", "")
    assert SECRETS.id in party_client.get(query).text


@pytest.mark.parametrize(
    "value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =HYPERLINK(1)", "＝1", "\n=1", "\r=1"]
)
def test_nothing_is_a_formula(value: str) -> None:
    row = dict.fromkeys(COLUMNS, "x") | {"text": value}
    (found,) = read(b"".join(write_csv(iter([row]))))
    assert found["text"].startswith("'")
    assert found["title"] == "x"


def test_text_with_lines_quotes_and_commas_stays_one_cell() -> None:
    text = 'Article 1, "first"\n1. words; «слова»\n2. 字'
    (found,) = read(b"".join(write_csv(iter([dict.fromkeys(COLUMNS, "") | {"text": text}]))))
    assert found["text"] == text
    assert json.loads(b"".join(write_json(iter([{"text": text}])))) == [{"text": text}]


def test_no_hit_is_an_empty_file(client: TestClient) -> None:
    query = 'q="zyxwv+utsrq"&mode=keyword'
    assert read(client.get(f"/api/v1/search.csv?{query}").content) == []
    assert client.get(f"/api/v1/search.json?{query}").json() == []


@pytest.mark.parametrize(
    ("query", "field"),
    [("", "q"), ("q=a&limit=0", "limit"), ("q=a&limit=100000", "limit"), ("q=a&lang=klingon", "lang")],
)
def test_a_wrong_question_gives_no_file(client: TestClient, query: str, field: str) -> None:
    answer = client.get(f"/api/v1/search.csv?{query}")
    assert answer.status_code == 400
    assert answer.json()["field"] == field
