"""From what was read to bundles: the instrument's name, identifiers, versions of one file."""

from __future__ import annotations

import pytest

from corpus.model import PageSpan, Provision, ProvisionKind
from corpus.register import load_register
from ingest.bundles import FileFacts, assemble
from ingest.source import SourceText
from ingest.structure import ParsedText

REGISTER = {entry.instrument.id: entry for entry in load_register()}


def _part(language: str, title: str, text: str) -> ParsedText:
    whole = Provision("", "art_1", ProvisionKind.ARTICLE, 0, len(text), language, 0, label="1")
    return ParsedText(language, title, text, (PageSpan(1, 0, len(text)),), (whole,))


def _assemble(source: SourceText, *parts: ParsedText, uri: str = "/laws/a.xml") -> list[str]:
    return [bundle.instrument.id for bundle in assemble(FileFacts(uri, "0" * 64), source, parts, REGISTER)]


@pytest.mark.parametrize("number", ["C.R.C., c. 1041", "C.R.C., ch. 1041"])
def test_the_publishers_number_is_one_for_all_languages(number: str) -> None:
    source = SourceText("application/xml", (), metadata={"InstrumentNumber": number})
    assert _assemble(source, _part("en", "Seeds Regulations", "1 Seeds.")) == [
        "/akn/zz/act/nodate/c-r-c-1041"
    ]


def test_versions_of_one_file_share_the_instrument_and_have_ids_of_their_own() -> None:
    parts = (_part("en", "Seeds Act", "1 Seeds."), _part("nl", "Zadenwet", "1 Zaden."))
    bundles = assemble(FileFacts("/a.md", "0" * 64), SourceText("text/markdown", ()), parts, REGISTER)
    assert len({bundle.instrument.id for bundle in bundles}) == 1
    assert len({bundle.document.id for bundle in bundles}) == 2
    assert [bundle.document.title for bundle in bundles] == ["Seeds Act", "Zadenwet"]
    for bundle in bundles:
        assert {passage.document_id for passage in bundle.passages} == {bundle.document.id}
        assert len({passage.id for passage in bundle.passages}) == len(bundle.passages)


def test_an_instrument_behind_a_covering_letter_is_recognised_by_its_own_title() -> None:
    entry = REGISTER["/akn/un/act/1988/illicit-traffic"]
    text = f"Dear colleagues,\n{entry.source_title}\nArticle 1\nWords."
    front = Provision("", "front_1", ProvisionKind.FRONT, 0, text.index("Article"), "en", 0)
    article = Provision("", "art_1", ProvisionKind.ARTICLE, text.index("Article"), len(text), "en", 1)
    part = ParsedText("en", "Dear colleagues,", text, (), (front, article))
    [bundle] = assemble(FileFacts("/a.txt", "0" * 64), SourceText("text/plain", ()), (part,), REGISTER)
    assert bundle.instrument.id == entry.instrument.id
    assert bundle.document.title == entry.source_title


def test_a_convention_that_an_article_names_is_not_taken_for_the_instrument() -> None:
    entry = REGISTER["/akn/un/act/1988/illicit-traffic"]
    text = f"Article 1\n{entry.source_title}\napplies."
    part = ParsedText(
        "en", "Seeds Act", text, (), (Provision("", "art_1", ProvisionKind.ARTICLE, 0, len(text), "en", 0),)
    )
    assert _assemble(SourceText("text/plain", ()), part) == ["/akn/zz/act/nodate/seeds-act"]
