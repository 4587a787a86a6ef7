"""What instruments are called: by their own titles and numbers, and by those who cite them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from corpus.model import Instrument, InstrumentKind
from corpus.store.records import DocumentSummary
from ingest.citations.amending import amends
from ingest.query_references.short_names import ACTS, Known
from ingest.query_references.text import Text, fold_words
from ingest.query_references.words import treaty_stems


class Strength(IntEnum):
    """How surely words name an instrument."""

    OF_A_KIND = 0  # "criminal code": one of several, unless a State is named
    SHORT = 1  # "УК": beside the number of a provision only
    SURE = 2


@dataclass(frozen=True, slots=True)
class Naming:
    """What some words may stand for: an instrument, or with ``kind`` all instruments of a kind.

    ``within`` tells that the instrument amends the one named, so that a number is of what it inserts,
    ``anywhere`` that a kind is named without saying whose.
    """

    instrument: str
    strength: Strength
    kind: str = ""
    within: bool = False
    anywhere: bool = False


_TAIL = re.compile(r"\s*(?:[(（][^()（）]*[)）]|[,，\s]\s*(?:1[89]|20|25)\d\d)\s*$")
_HEAD = re.compile(
    r"^(?:中华人民共和国|中華人民共和國|中華民國|日本国|대한민국|The\s+|(?:D\.R\.\s?\d+/\d+)\s*-\s*)"
)
_CUT = re.compile(r"\s+[-–—]\s+.*$")
_ABBREVIATION = re.compile(r"[(（](?=[^)）]?[^)）]*[A-ZÄÖÜ][^)）]*[A-ZÄÖÜ])([A-ZÄÖÜ][\w-]{1,12})[)）]")
# Numbers with a stroke that a title gives: 62/95-ВР, 73/2021/QH14, C-663/18.
NUMBER = re.compile(
    r"(?<![\w/.])(?:(?:[a-zа-я]{1,2}[-.]?){0,2}\d{1,5}(?:[/-][\w-]+)*/[\w-]+(?:/[\w-]+)*|م\s?/\s?\d+)",
    re.IGNORECASE,
)
_TURKISH_NUMBER = re.compile(r"\((\d{3,5})\)")
# What a line must say to be the name of an instrument rather than of its first article.
_A_KIND_OF_TEXT = re.compile(
    r"\b(?:act|code|law|convention|ordinance|regulations?|rules|agreement|statement|bill|decree|charter)\b"
    r"|\bconcept|opinion|gesetz|verordnung|abkommen|übereinkommen|strafrecht|wet\b|wetb|besluit|verdrag"
    r"|\bloi\b|règlement|arrêté|\bdécret|\bley\b|convenc|convenio|reglamento|закон|кодекс|конвенци"
    r"|постановлен|положени|соглашени|концепци|заявлени|мыйзам|\bзаң|қонун|qonun|kodeks|kanunu?\b|sözleşme"
    r"|yönetmelik|məcəllə|qanun|хууль|法|条例|條例|办法|辦法|规定|規定|規則|规则|解释|公约|令|条約"
    r"|법|규칙|령|규정|협약|ประมวล|พระราช|อนุสัญญา|กฎ|luật|nghị định|quyết định|pháp lệnh|công ước"
    r"|thông tư|zákon|vyhlášk|نظام|قانون|تنظيم|اتفاقية|لائحة|مرسوم|کنوانسیون|آیین|ایکٹ|আইন|অধ্যাদেশ"
    r"|विधेयक|अधिनियम|akta|undang-undang|rang",
    re.IGNORECASE,
)
_LONGEST = 240  # characters of a name
_DISTINCT = 6  # letters of a name of one word
# Acts whose names continue that of the act they carry out.
_CARRIED_OUT = ("施行", "시행", "besluit", "实施", "實施")


def _titles(instrument: Instrument, documents: Iterable[DocumentSummary]) -> Iterator[str]:
    yield instrument.title
    yield from instrument.titles.values()
    others = (*(document.title for document in documents), *instrument.names)
    yield from (name for name in others if _A_KIND_OF_TEXT.search(name))


def name_itself(instrument: Instrument, documents: list[DocumentSummary]) -> Iterator[tuple[str, Naming]]:
    """The names that an instrument bears itself."""
    for title in dict.fromkeys(_titles(instrument, documents)):
        if len(title) > _LONGEST:
            continue
        for abbreviation in _ABBREVIATION.findall(title):
            sure = len(abbreviation) > 3
            yield abbreviation, Naming(instrument.id, Strength.SURE if sure else Strength.SHORT)
        for name in _shorten(title):
            if _is_distinct(name):
                yield name, Naming(instrument.id, Strength.SURE)


def _shorten(title: str) -> Iterator[str]:
    """A title as it stands, and without remarks, country and year at its ends."""
    seen = set()
    text = title
    while text and text not in seen:
        seen.add(text)
        yield text
        for pattern in (_TAIL, _CUT, _HEAD):
            shorter = pattern.sub("", text).strip()
            if shorter != text:
                text = shorter
                break


def _is_distinct(name: str) -> bool:
    """Whether a name says more than "the convention", with or without a year."""
    if "..." in name or "…" in name:
        return False
    words = fold_words(name)
    plain = [word for word in words if not word.isdigit() and not word.startswith(treaty_stems())]
    return sum(map(len, plain)) >= (_DISTINCT if all(ord(c) < 0x3000 for c in name) else 3)


def number_itself(instrument: Instrument, documents: list[DocumentSummary]) -> Iterator[str]:
    """The numbers with a stroke in titles and names; of an amending act its own alone."""
    for title in dict.fromkeys((instrument.title, *(d.title for d in documents), *instrument.names)):
        found = NUMBER.findall(Text.of(title).plain)
        yield from (number.casefold() for number in (found[:1] if amends(title, "") else found))
        if instrument.jurisdiction == "tr":
            yield from (f"{number} sayılı" for number in _TURKISH_NUMBER.findall(title))


@cache
def _anchors() -> tuple[tuple[Known, tuple[tuple[str, str], ...]], ...]:
    return tuple((known, tuple((title, _run(title)) for title in known.title.split("|"))) for known in ACTS)


def known_as(instrument: Instrument) -> Iterator[tuple[Known, list[str]]]:
    """The entries of the table that are about this instrument, with the words of its title that say so."""
    # A decree names the act that it carries out in its long title, an act tells what it is itself.
    telling = instrument.kind is not InstrumentKind.REGULATION
    own = {instrument.title, *instrument.titles.values()}
    titles = {
        (_run(name), telling and title in own)
        for title in (*own, *instrument.names)
        for name in _shorten(title)
    }
    for known, anchors in _anchors():
        if known.state != instrument.jurisdiction:
            continue
        borne = [name for name, anchor in anchors if any(_bears(t, anchor, within) for t, within in titles)]
        if borne:
            yield known, borne


def _bears(title: str, anchor: str, within: bool) -> bool:
    """Whether a title is, begins with, or (``within``) has the words of the table, all run together."""
    if title.startswith(anchor):
        return not title.startswith(_CARRIED_OUT, len(anchor))
    return within and len(anchor) > _DISTINCT and anchor in title


def _run(name: str) -> str:
    return "".join(fold_words(name))


def parts_of(known: Known) -> Iterator[tuple[str, Strength]]:
    """Yield the names that the table has for an act, with how surely each names it."""
    for words, strength in ((known.sure, Strength.SURE), (known.short, Strength.SHORT)):
        for name in words.split("|"):
            if name:
                yield name, strength
