"""From a provision back to the page that it was read from, and to the file itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.model import (
    Classification,
    Commitment,
    Doubt,
    DoubtCode,
    Evidence,
    Force,
    LeftOut,
    LeftOutReason,
    LineBox,
    PageSpan,
    QualityReport,
    QualityState,
    Strength,
)
from corpus.settings import Settings
from corpus.store import Store
from tests.corpus.samples import make_bundle
from tests.ingest.conftest import build_pdf
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE
from web.app import create_app

PDF = build_pdf([[(72, 700, 12, "Article 1")], [(72, 700, 12, "Article 2")]])
PNG = b"\x89PNG\r\n\x1a\n"
REPORT = QualityReport(
    state=QualityState.ATTENTION,
    characters=1000,
    kept=890,
    furniture=100,
    left_out=(LeftOut("<b>Gazette</b> of ferns", 21, LeftOutReason.FURNITURE, page=2),),
    left_out_total=1,
    page_count=2,
    doubts=(Doubt(DoubtCode.GAP, "article 3 is missing", eid="art_2"),),
)


def make_document(*, secret: bool = False, source: str = "laws/ferns.pdf"):  # type: ignore[no-untyped-def]
    """A law of two articles, one on each of two pages."""
    bundle = make_bundle(source=source)
    text, key = bundle.document.text, bundle.document.id
    cut = text.index("Article 2")
    return replace(
        bundle,
        document=replace(
            bundle.document,
            media_type="application/pdf",
            checksum=hashlib.sha256(PDF).hexdigest(),
            pages=(PageSpan(1, 0, cut), PageSpan(2, cut, len(text))),
            lines=(LineBox(0, 9, 1, 0.1, 0.1, 0.3, 0.125), LineBox(cut, cut + 9, 2, 0.125, 0.25, 0.5, 0.3)),
            quality=REPORT,
            classification=Classification.CONFIDENTIAL if secret else Classification.PUBLIC,
            provider="yy" if secret else None,
        ),
        provisions=tuple(
            replace(
                each,
                pages=(2, 2) if each.eid.startswith("art_2") else (1, 1),
                strength=Strength.SHALL if each.eid == "art_2__para_1" else None,
            )
            for each in bundle.provisions
        ),
        commitments=(
            Commitment(
                key,
                "art_2__para_1",
                Force.OPERATIVE,
                Strength.SHALL,
                verb=Evidence(text.index("are left"), text.index("are left") + 8),
                actor=Evidence(text.index("Mosses"), text.index("Mosses") + 6),
                guessed=True,
            ),
        ),
    )


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An application over a home with two documents of which the public may see one."""
    home = tmp_path_factory.mktemp("sources")
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'narcord.db'}", encoder="demo")
    with Store.open(settings.database_url) as store:
        store.put(make_document(), original=PDF)
        store.put(make_document(secret=True, source="vault/mosses.pdf"), original=PDF)
    with TestClient(create_app(settings), base_url=BASE) as found:
        yield found


@pytest.fixture(scope="module")
def key() -> str:
    return str(make_document().document.id)


def test_the_file_is_given_as_it_is_and_never_run(client: TestClient, key: str) -> None:
    answer = client.get(f"/documents/{key}/original")
    assert answer.content == PDF
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''ferns.pdf"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_picture_of_a_page(client: TestClient, key: str) -> None:
    answer = client.get(f"/documents/{key}/pages/2.png?width=700")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(PNG)
    assert int.from_bytes(answer.content[16:20], "big") == 700


@pytest.mark.parametrize("number", ["0", "3", "99999999"])
def test_a_page_that_is_not_there(client: TestClient, key: str, number: str) -> None:
    for path in (f"/documents/{key}/pages/{number}", f"/documents/{key}/pages/{number}.png"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Choose a page from 1 to 2" in answer.text


def test_a_size_that_nobody_offers_is_refused(client: TestClient, key: str) -> None:
    answer = client.get(f"/documents/{key}/pages/1.png?width=100000")
    assert answer.status_code == 400
    assert "Use one of 700, 1400" in answer.text


def test_a_provision_is_marked_where_it_stands(client: TestClient, key: str) -> None:
    html = client.get(f"/documents/{key}/pages/2?eid=art_2").text
    (box,) = select(html, "//svg//rect")
    assert (box.get("x"), box.get("y"), box.get("width"), box.get("height")) == (
        "125.00", "250.00", "375.00", "50.00",
    )  # fmt: skip
    assert [words(each) for each in select(html, "//*[contains(@class, 'asis')]//mark")] == [
        "Article 2 1. Mosses are left alone (see article 1)."
    ]
    assert [each.get("href") for each in select(html, "//a[@rel='prev']")] == [
        f"/documents/{key}/pages/1?eid=art_2"
    ]


def test_without_a_provision_nothing_is_marked(client: TestClient, key: str) -> None:
    html = client.get(f"/documents/{key}/pages/1").text
    assert select(html, "//svg//rect") == []
    assert select(html, "//*[contains(@class, 'asis')]//mark") == []
    assert "Ferns are counted yearly." in words(select(html, "//*[contains(@class, 'asis')]")[0])


def test_the_reading_report_shows_everything_and_runs_nothing(client: TestClient, key: str) -> None:
    html = client.get(f"/documents/{key}/quality").text
    text = words(select(html, "//main")[0])
    assert "Needs attention" in text
    assert "98.89 %" in text
    assert "890 of 900 characters" in text
    assert "Gap in the numbering : article 3 is missing" in text.replace("numbering:", "numbering :")
    assert "<b>Gazette</b> of ferns" in text
    assert "<b>Gazette</b>" not in html
    assert "page header, footer or number" in text


def test_the_text_tells_how_it_was_read_and_leads_to_its_pages(client: TestClient, key: str) -> None:
    html = client.get(f"/documents/{key}").text
    (panel,) = select(html, "//details[contains(@class, 'quality')]")
    assert "Needs attention" in words(panel)
    assert f"/documents/{key}/quality" in {
        each.get("href") for each in select(html, "//details[contains(@class, 'quality')]//a")
    }
    assert [
        each.get("href") for each in select(html, "//a[@class='aspage'][contains(@href, '/pages/')]")
    ] == [
        f"/documents/{key}/pages/1?eid=art_1",
        f"/documents/{key}/pages/2?eid=art_2",
    ]


def test_who_commits_and_that_the_machine_guessed_it(client: TestClient, key: str) -> None:
    html = client.get(f"/documents/{key}").text
    (strength,) = select(html, "//*[contains(@class, 'guessed')]")
    assert strength.get("title") == "rests on “are left”"
    assert "a machine's guess" in words(strength)
    assert [words(each) for each in select(html, "//*[@class='actor']/bdi")] == ["Mosses"]


def test_the_status_page_puts_doubtful_readings_first(client: TestClient, key: str) -> None:
    html = client.get("/status").text
    rows = [each for each in select(html, "//tbody/tr") if "Act on Ferns" in words(each)]
    assert "Needs attention" in words(rows[0])
    assert "98.89 %" in words(rows[0])


def test_programs_get_the_same(client: TestClient, key: str) -> None:
    document = client.get(f"/api/v1/documents/{key}").json()
    assert document["quality"]["state"] == "needs attention"
    assert document["quality"]["coverage"] == pytest.approx(0.98889)
    assert document["quality"]["doubts"][0]["code"] == "gap"
    (commitment,) = [each["commitment"] for each in document["provisions"] if each["commitment"]]
    start, end = commitment["verb"]
    assert document["text"][start:end] == "are left"
    assert (commitment["strength"], commitment["force"], commitment["guessed"]) == (
        "shall",
        "operative",
        True,
    )
    lines = client.get(f"/api/v1/documents/{key}/lines?eid=art_2").json()["lines"]
    assert [(each["page"], each["box"]) for each in lines] == [(2, [0.125, 0.25, 0.5, 0.3])]
    assert len(client.get(f"/api/v1/documents/{key}/lines").json()["lines"]) == 2


@pytest.mark.parametrize(
    "path",
    ["original", "quality", "pages/1", "pages/1.png", "pages/1?eid=art_1"],
)
def test_a_confidential_source_is_nowhere(client: TestClient, path: str) -> None:
    secret = make_document(secret=True, source="vault/mosses.pdf").document.id
    answer = client.get(f"/documents/{secret}/{path}")
    assert answer.status_code == 404
    assert "Article" not in answer.text
    assert client.get(f"/api/v1/documents/{secret}/lines").status_code == 404


def test_a_text_that_came_from_no_file_has_no_report(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path / 'n.db'}", encoder="demo")
    bundle = make_bundle()
    with Store.open(settings.database_url) as store:
        store.put(bundle)
    with TestClient(create_app(settings), base_url=BASE) as client:
        for path in ("quality", "original", "pages/1"):
            assert client.get(f"/documents/{bundle.document.id}/{path}").status_code == 404
        html = client.get(f"/documents/{bundle.document.id}").text
        assert select(html, "//details[contains(@class, 'quality')]") == []
        assert select(html, "//a[@class='aspage'][contains(@href, '/pages/')]") == []
