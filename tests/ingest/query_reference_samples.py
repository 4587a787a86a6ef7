# ruff: noqa: E501 - a law is read as one line
"""A small knowledge base of made-up texts under the titles of real laws, for references in queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.identifiers import content_hash, document_id, instrument_uri
from corpus.model import (
    Bundle,
    Classification,
    Document,
    Instrument,
    InstrumentKind,
    Nature,
    Provision,
    ProvisionKind,
)
from corpus.store import Store

CODE, ACT, REGULATION, CONVENTION = (
    InstrumentKind.CODE,
    InstrumentKind.ACT,
    InstrumentKind.REGULATION,
    InstrumentKind.CONVENTION,
)


def make_eids(prefix: str, count: int, *more: str) -> tuple[str, ...]:
    """Articles or sections 1 to ``count``, each third with two paragraphs, the first of these with points."""
    eids: list[str] = []
    for number in range(1, count + 1):
        eids.append(f"{prefix}_{number}")
        if number % 3 == 0:
            first = f"{prefix}_{number}__para_1"
            eids += [first, f"{first}__subpara_a", f"{first}__subpara_b", f"{prefix}_{number}__para_2"]
    return (*eids, *more)


def make_bundle(
    instrument: Instrument,
    language: str,
    eids: Sequence[str],
    nature: Nature = Nature.AUTHENTIC,
    classification: Classification = Classification.PUBLIC,
    provider: str | None = None,
    title: str = "",
) -> Bundle:
    """A document whose provisions are these, in this order; each line of its text says one eId."""
    order = {eid: place for place, eid in enumerate(eids)}
    lines = [f"{eid} says what it says" for eid in eids]
    starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(len(lines))]
    text = "\n".join(lines)
    ends = {}
    for place, eid in enumerate(eids):
        inside = [other for other in order if other == eid or other.startswith(f"{eid}__")]
        last = max(order[other] for other in inside)
        ends[eid] = starts[last] + len(lines[last])
        assert last - place == len(inside) - 1, eid
    lineage = f"{instrument.id}/{language}/{nature.value}"
    checksum = content_hash(text + lineage)
    identity = document_id(lineage, checksum)
    document = Document(
        identity, instrument.id, lineage, language, title or instrument.title, nature, f"{lineage}.txt",
        "text/plain", checksum, text, classification=classification, provider=provider,
    )  # fmt: skip
    provisions = tuple(
        Provision(
            identity, eid, ProvisionKind(eid.rpartition("__")[2].partition("_")[0]), starts[place], ends[eid],
            language, place, parent=eid.rpartition("__")[0] or None,
        )
        for eid, place in order.items()
    )  # fmt: skip
    return Bundle(instrument, document, provisions, ())


def make_instrument(
    state: str,
    kind: InstrumentKind,
    year: int | None,
    slug: str,
    title: str,
    names: Iterable[str] = (),
) -> Instrument:
    """An instrument with its id made from the rest."""
    return Instrument(instrument_uri(state, kind, year, slug), title, kind, state, year, names=tuple(names))


_LAWS: tuple[tuple[str, InstrumentKind, int, str, str, str, tuple[str, ...]], ...] = (
    ("ru", CODE, 1996, "ru-code", "Уголовный кодекс Российской Федерации", "ru", make_eids("art", 240, "art_228-1", "art_228-1__para_1", "art_228-1__para_2")),
    ("uz", CODE, 1994, "uz-code", "Oʻzbekiston Respublikasining Jinoyat kodeksi", "uz", make_eids("art", 280)),
    ("kz", CODE, 2014, "kz-code", "Қазақстан Республикасының Қылмыстық кодексі", "kk", make_eids("art", 300)),
    ("tr", CODE, 2004, "tck", "Türk Ceza Kanunu (5237)", "tr", make_eids("art", 200)),
    ("cn", CODE, 1997, "cn-code", "中华人民共和国刑法", "zh", make_eids("art", 360)),
    ("vn", CODE, 2017, "vn-amending", "Luật 12/2017/QH14 sửa đổi, bổ sung Bộ luật Hình sự 100/2015/QH13", "vi", ("art_1", "art_1__para_1", "art_1__para_1__art_249", "art_2", "art_3")),
    ("cn", ACT, 2007, "cn-drugs", "中华人民共和国禁毒法", "zh", make_eids("art", 71)),
    ("cn", REGULATION, 2018, "cn-treatment", "戒毒条例", "zh", make_eids("art", 46)),
    ("tw", ACT, 2022, "tw-hazard", "毒品危害防制條例", "zh-Hant", make_eids("art", 36, "art_11-1")),
    ("jp", ACT, 1953, "jp-narcotics", "麻薬及び向精神薬取締法", "ja", make_eids("art", 76, "art_50-2", "part_suppl-1", "part_suppl-1__art_80")),
    ("jp", REGULATION, 1953, "jp-order", "麻薬及び向精神薬取締法施行令", "ja", make_eids("art", 15)),
    ("jp", ACT, 1951, "jp-stimulants", "覚醒剤取締法", "ja", make_eids("art", 44, "art_41-2")),
    ("kr", ACT, 2025, "kr-narcotics", "마약류 관리에 관한 법률", "ko", make_eids("art", 69, "art_5-2")),
    ("th", CODE, 2021, "th-code", "ประมวลกฎหมายยาเสพติด", "th", (*make_eids("art", 24), "part_2", *(f"part_2__{eid}" for eid in make_eids("art", 186)))),
    ("vn", ACT, 2021, "vn-drugs", "Luật Phòng, chống ma túy (73/2021/QH14)", "vi", make_eids("art", 55)),
    ("de", ACT, 1981, "btmg", "Betäubungsmittelgesetz (BtMG)", "de", make_eids("sec", 41, "sec_29a", "sec_29a__para_1", "sec_29a__para_2")),
    ("nl", ACT, 1928, "opiumwet", "Opiumwet", "nl", make_eids("art", 15, "art_3b", "art_13b")),
    ("ca", ACT, 1996, "cdsa", "Controlled Drugs and Substances Act", "en", make_eids("sec", 60)),
    ("ca", ACT, 2018, "cannabis", "Cannabis Act", "en", make_eids("sec", 160)),
    ("pk", ACT, 1997, "cnsa", "Control of Narcotic Substances Act, 1997", "en", make_eids("sec", 77)),
    ("bd", ACT, 2018, "bd-drugs", "মাদকদ্রব্য নিয়ন্ত্রণ আইন, ২০১৮", "bn", make_eids("sec", 69)),
    ("ua", ACT, 1995, "ua-drugs", "Закон України 62/95-ВР «Про заходи протидії незаконному обігу наркотичних засобів»", "uk", make_eids("art", 21)),
    ("sa", ACT, 2005, "sa-drugs", "نظام مكافحة المخدرات والمؤثرات العقلية (م/٣٩)", "ar", make_eids("art", 74)),
    ("ir", ACT, 1988, "ir-drugs", "قانون مبارزه با مواد مخدر", "fa", make_eids("art", 46)),
    ("in", ACT, 1985, "ndps", "Narcotic Drugs and Psychotropic Substances Act, 1985", "en", make_eids("sec", 83)),
    ("my", ACT, 1952, "my-dda", "Akta Dadah Berbahaya 1952", "ms", make_eids("sec", 60, "sec_39b")),
    ("id", ACT, 2009, "id-narkotika", "Undang-Undang Nomor 35 Tahun 2009 tentang Narkotika", "id", make_eids("art", 155)),
    ("cz", ACT, 1998, "cz-drugs", "Zákon č. 167/1998 Sb., o návykových látkách", "cs", make_eids("sec", 45, "sec_24a")),
    ("un", CONVENTION, 1971, "psychotropic-substances", "Convention on Psychotropic Substances, 1971", "en", make_eids("art", 33)),
)  # fmt: skip


def fill(store: Store) -> None:
    """Put the laws above and the conventions of 1961, 1988 and 2000 into an empty store."""
    for state, kind, year, slug, title, language, eids in _LAWS:
        store.put(make_bundle(make_instrument(state, kind, year, slug, title), language, eids))
    conventions = (
        (1961, "single-convention", "Single Convention on Narcotic Drugs, 1961", 51, ("en", "es")),
        (1988, "illicit-traffic", "United Nations Convention against Illicit Traffic in Narcotic Drugs and Psychotropic Substances", 34, ("en", "ru")),
        (2000, "transnational-organized-crime", "United Nations Convention against Transnational Organized Crime", 41, ("en",)),
    )  # fmt: skip
    for year, slug, title, count, languages in conventions:
        instrument = make_instrument("un", CONVENTION, year, slug, title)
        for language in languages:
            nature = Nature.ABSTRACT if language == "ru" else Nature.AUTHENTIC
            store.put(make_bundle(instrument, language, make_eids("art", count), nature))
