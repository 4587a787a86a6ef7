"""How sure the language of a provision is, from the text to the record."""

from __future__ import annotations

from ingest.quality import rate_languages
from ingest.readers import read_bytes
from ingest.source import Block, SourceText
from ingest.structure import ParsedText, parse

ENGLISH = "Article {}. The ministry publishes a report every year on how these rules have been followed."
KAZAKH = "{}-бап. Министрлік жыл сайын осы ережелердің қалай орындалғаны туралы есеп жариялайды."


def rated(text: str, language: str | None = None) -> ParsedText:
    source = read_bytes(text.encode(), "a.md")
    (part,) = parse(source, language)
    return rate_languages(source, part, language)


def test_sentences_are_sure_and_every_provision_has_its_figure() -> None:
    part = rated("\n\n".join(ENGLISH.format(n) for n in range(1, 6)))
    assert part.language == "en"
    assert all(p.language_confidence is not None and p.language_confidence > 0.95 for p in part.provisions)


def test_a_provision_that_holds_others_speaks_for_its_own_words_alone() -> None:
    text = "Article 1. The ministry shall, every year and without delay, publish:\n\n(a) XYZ;\n\n(b) ABC."
    found = {p.eid: p.language_confidence for p in rated(text).provisions}
    assert set(found) == {"art_1", "art_1__subpara_a", "art_1__subpara_b"}
    assert all(value is not None and value > 0.5 for value in found.values())


def test_names_without_a_language_are_less_sure_than_sentences() -> None:
    found = rated("1. Qrxt Wvzz Plok\n\n2. Zqaw Bnmm Xcvv").provisions
    assert all((p.language_confidence or 0.0) < 0.9 for p in found)


def test_a_language_that_the_source_states_has_no_confidence() -> None:
    blocks = tuple(Block(ENGLISH.format(n), language="en") for n in range(1, 4))
    source = SourceText("application/xml", (*blocks, Block(KAZAKH.format(4))))
    (part,) = parse(source, "en")
    found = rate_languages(source, part, "en").provisions
    stated = [p.language_confidence for p in found if p.end <= part.text.index("4-бап")]
    assert stated
    assert set(stated) == {None}
    assert found[-1].language_confidence is not None
