"""References as queries over authentic texts: the provision found bears the number that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.access import Access
from corpus.store import Store
from ingest.pipeline import ingest
from ingest.query_references import ReferenceReader

PUBLIC = Access.public()
FILES = (
    "ar/sa-narcotics-control-law-2005.md",
    "bn/bd-narcotics-control-act-2018-act-1276.html",
    "de/de-npsg.md",
    "en/pk-0145-control-of-narcotic-substances-act-cnsa-1997.txt",
    "en/tw-narcotics-hazard-prevention-act-C0000008.txt",
    "en/un-convention-1988-nl-wettenbank.md",
    "ko/kr-addict-treatment-protection-decree.md",
    "nl/nl-opiumwetbesluit.md",
    "uk/ua-drug-countermeasures-62-95-vr.txt",
    "vi/vn-luat-phong-chong-ma-tuy-2021.md",
    "zh-Hant/tw-narcotics-hazard-prevention-act-C0000008.txt",
    "zh/cn-jindufa-2007.md",
)

# query: (jurisdiction, eId, the number as the text prints it, in its language)
ASKED: dict[str, tuple[str, str, str]] = {
    "1988 convention article 3": ("un", "art_3", "3"),
    "art 3(1)(b) of the 1988 Convention": ("un", "art_3__para_1__subpara_b", "b"),
    "пункт 4 статьи 3 Конвенции 1988 года": ("un", "art_3__para_4", "4"),
    "1988 жылғы Конвенцияның 12-бабы": ("un", "art_12", "12"),
    "مادة ١٧ اتفاقية 1988": ("un", "art_17", "17"),
    "artikel 5 lid 1 verdrag 1988": ("un", "art_5__para_1", "1"),
    "1988年公约第十二条": ("un", "art_12", "12"),
    "CNSA s. 9": ("pk", "sec_9", "9"),
    "control of narcotic substances act section 48": ("pk", "sec_48", "48"),
    "کنٹرول آف نارکوٹک سبسٹنسز ایکٹ دفعہ 24": ("pk", "sec_24", "24"),
    "禁毒法 第六十二条": ("cn", "art_62", "第六十二条"),
    "禁毒法62条": ("cn", "art_62", "第六十二条"),
    "china anti-drug law art 38": ("cn", "art_38", "第三十八条"),
    "Law 73/2021 Article 12": ("vn", "art_12", "12"),
    "khoản 1 Điều 12 Luật Phòng, chống ma túy": ("vn", "art_12__para_1", "1"),
    "dieu 32 luat phong chong ma tuy": ("vn", "art_32", "32"),
    "62/95 стаття 5": ("ua", "art_5", "5"),
    "закон украины 62/95 ст 12": ("ua", "art_12", "12"),
    "毒品危害防制條例第17條": ("tw", "art_17", "17"),
    "Narcotics Hazard Prevention Act art. 4": ("tw", "art_4", "4"),
    "المادة 37 نظام مكافحة المخدرات السعودي": ("sa", "art_37", "السابعة والثلاثون"),
    "المادة السابعة والثلاثون نظام مكافحة المخدرات والمؤثرات العقلية": ("sa", "art_37", "السابعة والثلاثون"),
    "মাদকদ্রব্য নিয়ন্ত্রণ আইন, ২০১৮ ধারা ৯": ("bd", "sec_9", "৯"),
    "Bangladesh narcotics control act s 36": ("bd", "sec_36", "৩৬"),
    "마약류중독자 치료보호규정 제4조": ("kr", "art_4", "제4조"),
    "NpSG § 4": ("de", "sec_4", "4"),
    "§ 4 Abs. 1 Neue-psychoaktive-Stoffe-Gesetz": ("de", "sec_4__para_1", "1"),
    "opiumwetbesluit artikel 3": ("nl", "art_3", "3"),
}
NOT_THERE: dict[str, str | None] = {
    "禁毒法第七十二条": "art_72",
    "article 35 of the 1988 convention": "art_35",
    "CNSA section 99": "sec_99",
    "Opiumwet artikel 3": None,
    "ст. 228 УК РФ": None,
    "1961 convention article 36": None,
    "§ 29 BtMG": None,
    "article 3": None,
}


@pytest.fixture(scope="module")
def store(shared_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with a dozen of the shared documents."""
    place = tmp_path_factory.mktemp("authentic") / "narcord.db"
    with Store.open(f"sqlite:///{place}") as opened:
        ingest(opened, [shared_corpus / file for file in FILES])
        yield opened


@pytest.fixture(scope="module")
def reader(store: Store) -> ReferenceReader:
    """A reader over it."""
    return ReferenceReader(store)


@pytest.mark.parametrize(("query", "asked"), ASKED.items())
def test_the_provision_bears_the_number(
    reader: ReferenceReader, store: Store, query: str, asked: tuple[str, str, str]
) -> None:
    jurisdiction, eid, printed = asked
    (found,) = reader(query, PUBLIC)
    assert (found.instrument.split("/")[2], found.eid) == (jurisdiction, eid)
    labels = [store.provision(document, eid, PUBLIC).label for document in found.documents]
    assert any(printed in label for label in labels), labels


@pytest.mark.parametrize(("query", "missing"), NOT_THERE.items())
def test_what_is_not_there_is_not_found(reader: ReferenceReader, query: str, missing: str | None) -> None:
    found = reader(query, PUBLIC)
    assert [(each.eid, each.missing) for each in found] == ([] if missing is None else [(None, missing)])


def test_both_languages_of_one_treaty(reader: ReferenceReader, store: Store) -> None:
    languages = {document.id: document.language for document in store.documents(PUBLIC)}
    (english,) = reader("article 12 of the 1988 convention", PUBLIC)
    (dutch,) = reader("artikel 12, eerste lid, verdrag van 1988", PUBLIC)
    assert [languages[document] for document in english.documents] == ["en", "nl"]
    assert [languages[document] for document in dutch.documents] == ["nl", "en"]
