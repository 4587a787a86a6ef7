# ruff: noqa: E501  (titles are long)
"""Recognising a register instrument by the title of a file, and never by half of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.register import load_register, recognise

C1961 = "/akn/un/act/1961/single-convention"
C1971 = "/akn/un/act/1971/psychotropic-substances"
C1988 = "/akn/un/act/1988/illicit-traffic"
UNTOC = "/akn/un/act/2000/transnational-organized-crime"
CICA = "/akn/cica/doc/2024/concept-paper-illicit-drugs"
ASEAN = "/akn/asean/statement/2021/asean-russia-illicit-drugs"


@pytest.mark.parametrize(
    ("title", "year", "expected"),
    [
        ("United Nations Convention against Illicit Traffic in Narcotic Drugs and Psychotropic Substances", 1988, C1988),
        ("UNITED NATIONS CONVENTION AGAINST ILLICIT TRAFFIC IN NARCOTIC DRUGS AND PSYCHOTROPIC SUBSTANCES, 1988", None, C1988),
        ("Verdrag van de Verenigde Naties tegen de sluikhandel in verdovende middelen en psychotrope stoffen", None, C1988),
        ("1988 Convention", None, C1988),
        ("Convention of 1988", None, C1988),
        ("Конвенция 1961 года", None, C1961),
        ("Конвенция 1971 г.", None, C1971),
        ("Конвенция 1988 года", None, C1988),
        ("Single Convention on Narcotic Drugs, 1961, as amended by the 1972 Protocol", 1961, C1961),
        ("Single Convention on Narcotic Drugs, 1961", 1961, C1961),
        ("Convención Única de 1961 sobre Estupefacientes", 1961, C1961),
        ("Convencion Unica de 1961 sobre Estupefacientes", 1972, C1961),
        ("Convention on Psychotropic Substances", 1971, C1971),
        ("کنوانسیون واحد مواد مخدر ۱۹۶۱", None, C1961),
        ("1971年精神药物公约", 1971, C1971),
        ("Verdrag van de Verenigde Naties tegen grensoverschrijdende georganiseerde misdaad", 2000, UNTOC),
        ("Draft Concept paper on cooperation among the CICA Member States in the area of Combating Illicit Drugs", 2024, CICA),
        ("Statement of ASEAN and the Russian Federation on Cooperation against Illicit Drugs Trafficking", 2021, ASEAN),
    ],
)  # fmt: skip
def test_titles_and_names_are_recognised(title: str, year: int | None, expected: str) -> None:
    assert recognise(title, year) == expected


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Convention", None),
        ("1912 Convention", None),
        ("Convention of 1961", 1988),
        ("Single Convention on Narcotic Drugs, 1988", None),
        ("Convention on Psychotropic Substances", 1988),
        ("Protocol amending the Single Convention on Narcotic Drugs, 1961", 1972),
        ("Bill to approve the Single Convention on Narcotic Drugs, 1961", 1961),
        ("Act implementing the United Nations Convention against Illicit Traffic in Narcotic Drugs and Psychotropic Substances", None),
        ("Agreement on illicit traffic by sea, implementing Article 17 of the UN Convention", 1995),
        ("Concept paper on cooperation among the CICA Member States in the area of Combating Illicit Drugs", 2008),
        ("Dangerous Drugs (Amendment) Bill 1998", 1998),
        ("", None),
        ("(1988)", None),
    ],
)  # fmt: skip
def test_what_only_mentions_or_resembles_is_not(title: str, year: int | None) -> None:
    assert recognise(title, year) is None


def test_every_title_and_name_leads_to_its_own_instrument() -> None:
    for entry in load_register():
        for name in (entry.source_title, *entry.instrument.titles.values(), *entry.instrument.names):
            assert recognise(name, entry.instrument.year) == entry.instrument.id, name


def test_of_the_shared_corpus_exactly_the_instruments_of_the_register_are_recognised(
    shared_corpus: Path,
) -> None:
    rows = [
        line.split("\t")
        for line in (shared_corpus / "INDEX.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    recognised = {}
    for path, _, _, title, year, *_ in rows:
        known = int(year[:4]) if year[:4].isdigit() else None
        if (found := recognise(title, known)) is not None:
            recognised[path] = found
    checked = {
        entry.checked_against: entry.instrument.id for entry in load_register() if entry.checked_against
    }
    others = {
        "en/lk-podd-act-2022-41.pdf": checked["en/lk-podd-act-2022-41.docx"],
        "en/lk-podd-act-2022-41.txt": checked["en/lk-podd-act-2022-41.docx"],
        "en/tw-narcotics-hazard-prevention-act-C0000008.txt": checked[
            "zh-Hant/tw-narcotics-hazard-prevention-act-C0000008.txt"
        ],
        "es/un-single-convention-1961-es.md": C1961,
        "es/un-single-convention-1961-es.pdf": C1961,
        "fr/ca-lrcdas-C-38.8.xml": checked["en/ca-cdsa-C-38.8.xml"],
        "ms/my-dd-amendment-bill-2017-dr45.md": checked["en/my-dd-amendment-bill-2017-dr45.md"],
        "vi/vn-luat-73-2021-qh14.pdf": checked["vi/vn-luat-phong-chong-ma-tuy-2021.md"],
        "vi/vn-luat-phong-chong-ma-tuy-2021.docx": checked["vi/vn-luat-phong-chong-ma-tuy-2021.md"],
    }

    def printed(found: dict[str, str]) -> dict[str, str]:
        return {path: each for path, each in found.items() if not path.startswith("seeds/")}

    assert printed(recognised) == printed(checked | others)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("en/un-convention-1988-nl-wettenbank.md", C1988),
        ("en/un-single-convention-1961-nl-wettenbank.md", C1961),
        ("en/untoc-2000-nl-wettenbank.md", UNTOC),
    ],
)
def test_both_titles_printed_in_the_dutch_files_work(shared_corpus: Path, path: str, expected: str) -> None:
    lines = (shared_corpus / path).read_text(encoding="utf-8").splitlines()[:10]
    titles = [line.strip("# ") for line in lines if line.startswith("##")]
    assert [recognise(title) for title in titles[:2]] == [expected, expected]
