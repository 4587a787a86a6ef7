"""The page of a document shows its words exactly: nothing lost, nothing doubled, nothing moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.model import Bundle
from corpus.settings import Settings
from corpus.store import Store
from ingest.pipeline import ingest
from tests.web.reading_aloud import select, words_of_document
from tests.web.samples import BASE, HARBOURS_ABSTRACT, HARBOURS_EN, HOSTILE_EN, LIGHTS_FA
from web.app import create_app

# One of each format and writing system, and the ones with the deepest nesting.
AUTHENTIC = (
    "seeds/000_699d0f44ad77861f.txt",
    "seeds/002_620589d4f2286926.txt",
    "ar/sa-narcotics-control-law-2005.md",
    "zh/cn-jindufa-2007.md",
    "bn/bd-act-1355-2020.html",
    "ko/kr-addict-treatment-protection-decree.md",
    "en/lk-podd-act-2022-41.docx",
    "en/lk-podd-act-2022-41.pdf",
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("bundle", [HARBOURS_EN, HARBOURS_ABSTRACT, LIGHTS_FA, HOSTILE_EN])
@pytest.mark.parametrize("page", ["/documents/{document}", "/instruments{instrument}?doc={document}"])
def test_the_page_is_the_text(client: TestClient, bundle: Bundle, page: str) -> None:
    path = page.format(document=bundle.document.id, instrument=bundle.instrument.id)
    shown = client.get(path).text
    assert words_of_document(shown) == squeezed(bundle.document.text)
    assert [each.get("id") for each in select(shown, "//section[contains(@class, 'prov')]")] == [
        each.eid for each in bundle.provisions
    ]


@pytest.fixture(scope="module")
def authentic(tmp_path_factory: pytest.TempPathFactory, shared_corpus: Path) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("authentic")
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'narcord.db'}", encoder="demo")
    with Store.open(settings.database_url) as store:
        done = ingest(store, [shared_corpus / name for name in AUTHENTIC], workers=1)
    assert [(outcome.source, outcome.reason) for outcome in done.failed] == []
    with TestClient(create_app(settings), base_url=BASE) as client:
        yield client


def test_authentic_documents_are_shown_word_for_word(authentic: TestClient) -> None:
    documents = authentic.get("/api/v1/status").json()["documents"]
    assert len({each["source"] for each in documents}) == len(AUTHENTIC)
    for each in documents:
        found = authentic.get(f"/api/v1/documents/{each['id']}").json()
        page = authentic.get(f"/documents/{each['id']}").text
        assert words_of_document(page) == squeezed(found["text"]), each["source"]
        shown = [section.get("id") for section in select(page, "//section[contains(@class, 'prov')]")]
        assert sorted(shown) == sorted(provision["eid"] for provision in found["provisions"]), each["source"]
