"""Identifiers: the same everywhere, readable where the script allows, valid whatever comes in."""

from __future__ import annotations

import re
import unicodedata
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import identifiers
from corpus.errors import UsageError
from corpus.model import InstrumentKind

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Act on the Keeping of Ferns, 2001", "act-on-the-keeping-of-ferns-2001"),
        ("О папоротниках", "o-paporotnikakh"),
        ("Қырыққұлақ туралы заң", "qyryqqulaq-turaly-zang"),
        ("Eğrelti Otu Kanunu İÇİN", "egrelti-otu-kanunu-icin"),
        ("Luật về Dương xỉ Đỏ", "luat-ve-duong-xi-do"),
        ("양치식물에 관한 법률", "yangchisikmule-gwanhan-beopryul"),
        ("قانون السرخس", "qanwn-alsrkhs"),
        ("Straßenfarne & Moose", "strassenfarne-moose"),
        ("第 5 号", None),
        ("蕨类保护法", None),
        ("กฎหมายเฟิร์น", None),
        ("", None),
        ("—", None),
    ],
)
def test_slugs_are_readable_or_a_hash(title: str, slug: str | None) -> None:
    made = identifiers.slugify(title)
    assert SLUG.fullmatch(made)
    if slug is None:
        assert re.search(r"[0-9a-f]{8}$", made)
    else:
        assert made == slug


@given(st.text(max_size=200))
def test_every_title_has_a_slug_that_fits(title: str) -> None:
    slug = identifiers.slugify(title, longest=40)
    assert SLUG.fullmatch(slug)
    assert len(slug) <= 49
    assert identifiers.slugify(unicodedata.normalize("NFD", title), longest=40) == identifiers.slugify(
        unicodedata.normalize("NFC", title), longest=40
    )
    assert identifiers.is_instrument_uri(identifiers.instrument_uri("xx", InstrumentKind.ACT, None, slug))


def test_titles_that_differ_only_in_letters_without_reading_stay_apart() -> None:
    assert identifiers.slugify("蕨类保护法") != identifiers.slugify("苔藓保护法")


def test_long_titles_that_differ_at_the_end_stay_apart() -> None:
    long = "An Act concerning the Cultivation and the Keeping of Ferns in Public Gardens and Parks"
    assert identifiers.slugify(f"{long} A") != identifiers.slugify(f"{long} B")


@pytest.mark.parametrize(
    ("parts", "uri"),
    [
        (("un", InstrumentKind.CONVENTION, 1988, "illicit-traffic"), "/akn/un/act/1988/illicit-traffic"),
        (("CICA", InstrumentKind.CONCEPT_PAPER, 2024, "paper"), "/akn/cica/doc/2024/paper"),
        (("asean", InstrumentKind.STATEMENT, 2021, "s"), "/akn/asean/statement/2021/s"),
        (("cn", InstrumentKind.CODE, None, "c"), "/akn/cn/act/nodate/c"),
        (("eu", InstrumentKind.JUDGMENT, 2010, "j"), "/akn/eu/judgment/2010/j"),
        (("xx", InstrumentKind.BILL, 2010, "b"), "/akn/xx/bill/2010/b"),
    ],
)
def test_instruments_have_akoma_ntoso_uris(
    parts: tuple[str, InstrumentKind, int | None, str], uri: str
) -> None:
    assert identifiers.instrument_uri(*parts) == uri
    assert identifiers.is_instrument_uri(uri)


@pytest.mark.parametrize("kind", InstrumentKind)
def test_every_kind_has_a_document_type(kind: InstrumentKind) -> None:
    assert identifiers.is_instrument_uri(identifiers.instrument_uri("xx", kind, 2000, "s"))


@pytest.mark.parametrize(("place", "year", "slug"), [("x y", 2000, "s"), ("xx", 20, "s"), ("xx", 2000, "Ä")])
def test_parts_that_would_break_a_uri_are_told(place: str, year: int, slug: str) -> None:
    with pytest.raises(UsageError):
        identifiers.instrument_uri(place, InstrumentKind.ACT, year, slug)


def test_ids_never_change() -> None:
    """Permalinks and indexes hold these; a change breaks every one of them."""
    assert identifiers.document_id("ferns.txt#en", "00ff") == "2244d2bed31f385c1050"
    assert identifiers.passage_id("abc", "art_1", 0) == "a5d8687a-9813-872a-8d6c-0b3d42a81d5f"
    digest = "f0a5da17e0ffa3a21c2b07c964d465799eb0deb62905ccb1b271ce7716614746"
    assert identifiers.content_hash("fern") == digest


@given(st.text(), st.text(), st.text(), st.text())
def test_a_document_is_its_lineage_and_its_content(a: str, b: str, c: str, d: str) -> None:
    if "\0" not in a + b + c + d:
        assert (identifiers.document_id(a, b) == identifiers.document_id(c, d)) == ((a, b) == (c, d))


@given(st.text(max_size=20), st.text(max_size=20), st.integers(0, 10_000))
def test_passage_ids_are_uuids(document: str, eid: str, n: int) -> None:
    made = identifiers.passage_id(document, eid, n)
    assert str(uuid.UUID(made)) == made
    assert uuid.UUID(made).variant == uuid.RFC_4122
    assert made != identifiers.passage_id(document, eid, n + 1)


@given(st.text())
def test_text_that_reads_the_same_has_one_hash(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert identifiers.content_hash(composed) == identifiers.content_hash(decomposed)
    assert identifiers.content_hash(text + "x") != identifiers.content_hash(text)
