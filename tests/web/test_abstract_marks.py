"""Our abstracts are never taken for the law: every page, export, answer and command says so."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from fastapi.testclient import TestClient
from lxml.html import HtmlElement
from typer.testing import CliRunner

from corpus.access import Access
from corpus.register import bundles_of
from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from tests.web.reading_aloud import select, words
from tests.web.samples import BASE, settings_of
from tests.web.test_register_pages import REGISTER
from web.app import create_app
from web.cli import build_app

# A second instrument, so that texts can be laid side by side and new ones come in.
OTHER = replace(
    REGISTER, instrument=replace(REGISTER.instrument, id="/akn/zz/act/2002/piers"), file="piers.yaml"
)
(PIERS,) = (each.document.id for each in bundles_of([OTHER]) if each.document.language == "en")
MARK = "not the authentic text"
(ENGLISH,) = (each.document.id for each in bundles_of([REGISTER]) if each.document.language == "en")
(RUSSIAN,) = (each.document.id for each in bundles_of([REGISTER]) if each.document.language == "ru")
ASKED = "q=ships&mode=keyword"
PAGES = (
    f"/search?{ASKED}",
    f"/search?{ASKED}&by=instrument",
    f"/instruments{REGISTER.instrument.id}",
    f"/documents/{RUSSIAN}",
    "/commitments",
    f"/commitments?document={ENGLISH}",
    f"/documents/{ENGLISH}/provisions/art_1/similar?same=1",
    f"/why?{ASKED}&document={ENGLISH}&eid=art_1",
    f"/compare?d={ENGLISH}&d={RUSSIAN}",
    f"/framework?d={ENGLISH}",
    f"/redline?a={ENGLISH}&b={PIERS}&all=1",
    f"/review?document={ENGLISH}&eid=art_1",
    "/substances/heroin",
    "/areas/A3",
)
QUOTED = (
    "//blockquote[contains(@class, 'abstract')]"
    "|//*[contains(concat(' ', @class, ' '), ' words ')]"
    "|//article[contains(@class, 'abstract')]"
    "|//div[contains(@class, 'gloss')]"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home that holds nothing but abstracts of the register."""
    settings = settings_of(tmp_path_factory.mktemp("register"))
    with Store.open(settings.database_url) as store:
        for bundle in bundles_of([REGISTER]):
            store.put(bundle)
        store.save_search("ships", [("q", "ships"), ("mode", "keyword")], Access.public())
        for bundle in bundles_of([OTHER]):
            store.put(bundle)
        build_index(store, settings)
    return settings


@pytest.fixture(scope="module")
def client(home: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(home), base_url=BASE) as found:
        yield found


def marked(quote: HtmlElement, page: str) -> bool:
    """Whether the mark stands at a quotation, or over the columns or the text that it is part of."""
    around = [quote, *quote.iterancestors("li", "article", "section", "tr", "div")][:5]
    return any(MARK in words(each) for each in around) or bool(
        select(page, f"//header//*[contains(text(), '{MARK}')] | //thead//*[contains(text(), '{MARK}')]")
    )


@pytest.mark.parametrize("path", PAGES)
def test_every_page_marks_the_abstracts_that_it_shows(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert MARK in words(select(answer.text, "//main")[0])
    for quote in select(answer.text, QUOTED):
        assert marked(quote, answer.text), words(quote)


@pytest.mark.parametrize("ending", ["csv", "ris", "bib", "json", "docx", "xlsx"])
def test_every_export_of_results_says_what_the_words_are(client: TestClient, ending: str) -> None:
    answer = client.get(f"/api/v1/search.{ending}?{ASKED}")
    assert answer.status_code == 200
    if ending == "docx":
        document = docx.Document(io.BytesIO(answer.content))
        quoted = [each.text for each in document.paragraphs if each.style.name == "Heading 2"]
        before = [each.text for each in document.paragraphs if each.style.name == "NarcordMark"]
        assert quoted
        assert len(before) == len(quoted)
        assert all(each.startswith("Abstract by Narcord – not the authentic text") for each in before)
        return
    if ending == "xlsx":
        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].values)
        nature = rows[0].index("What the text is")
        assert all(MARK in str(row[nature]) for row in rows[1:])
        return
    if ending in ("ris", "bib"):
        assert answer.text.count("Sums up the text at") == answer.text.count("http://127.0.0.1/documents/")
        assert answer.text.count(f"[Abstract by Narcord – {MARK}] ") >= answer.text.count("Sums up")
        return
    natures = (
        [row["nature"] for row in answer.json()] if ending == "json" else answer.text.split(",abstract,")
    )
    assert len(natures) > 1
    assert ending == "csv" or set(natures) == {"abstract"}


def natures_of(answer: Any, nature: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Yield every longer text of an answer with the nature that is said of it, or of what it stands in."""
    if isinstance(answer, dict):
        nature = answer.get("nature", nature)
        for key, value in answer.items():
            if key == "text" and isinstance(value, str):
                yield value, nature
            yield from natures_of(value, nature)
    elif isinstance(answer, list):
        for value in answer:
            yield from natures_of(value, nature)


@pytest.mark.parametrize(
    "path",
    [
        f"/search?{ASKED}",
        f"/documents/{ENGLISH}",
        f"/documents/{ENGLISH}/provisions/art_1/similar?same=1",
        f"/documents/{ENGLISH}/provisions/art_1/areas",
        f"/why?{ASKED}&document={ENGLISH}&eid=art_1",
        f"/commitments?document={ENGLISH}",
    ],
)
def test_every_answer_of_the_api_says_it_of_each_text(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200
    told = list(natures_of(answer.json()))
    assert told
    assert {nature for _, nature in told} == {"abstract"}


@pytest.mark.parametrize(
    "path",
    [
        f"/compare?d={ENGLISH}&d={RUSSIAN}",
        f"/framework?document={ENGLISH}",
        f"/redline?a={ENGLISH}&b={PIERS}",
    ],
)
def test_answers_on_whole_texts_say_it_of_each_text(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}").json()
    texts = answer.get("documents") or [answer[key] for key in ("document", "a", "b") if key in answer]
    assert {each["nature"] for each in texts} == {"abstract"}


def test_a_feed_says_it_in_title_and_words(client: TestClient, home: Settings) -> None:
    with Store.open(home.database_url) as store:
        (kept,) = store.saved_searches(Access.public())
    feed = ElementTree.fromstring(client.get(f"/saved/{kept.id}/feed.atom").text)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert entries
    for entry in entries:
        assert MARK in str(entry.findtext(f"{atom}title"))
        assert MARK in str(entry.findtext(f"{atom}content"))


@pytest.mark.parametrize(
    "command",
    [
        ("search", "ships"),
        ("similar", ENGLISH, "art_1", "--same"),
        ("commitments", ENGLISH),
        ("areas", ENGLISH),
        ("compare", ENGLISH, RUSSIAN),
        ("framework", ENGLISH),
        ("redline", ENGLISH, PIERS, "--all"),
    ],
)
def test_every_command_says_it(
    home: Settings, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARCORD_HOME", str(home.home))
    monkeypatch.setenv("NARCORD_ENCODER", "demo")
    monkeypatch.setenv("COLUMNS", "200")
    result = CliRunner().invoke(build_app(), list(command))
    assert result.exit_code == 0, result.output
    assert MARK in " ".join(result.output.split())


def test_everything_written_out_says_it(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARCORD_HOME", str(home.home))
    out = tmp_path / "all.jsonl"
    assert CliRunner().invoke(build_app(), ["export", "--output", str(out)]).exit_code == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {line["document"]["nature"] for line in lines} == {"abstract"}
