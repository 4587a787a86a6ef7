"""What a file says of itself where no manifest does: its title, its State, its year."""

from __future__ import annotations

import pytest

from corpus.register import load_register
from ingest.bibliography import name_instrument, read_bibliography
from ingest.bibliography.states import ONE_STATE, STATES, name_state, site_state
from ingest.bibliography.titles import find_title, is_title
from ingest.manifest import ManifestEntry
from ingest.source import Block, SourceText
from ingest.structure import parse
from ingest.years import YEARS, find_year


@pytest.mark.parametrize(("printed", "year"), [pair for row in YEARS for pair in row.examples])
def test_years_as_legislatures_print_them(printed: str, year: int) -> None:
    assert find_year([printed]) == year


@pytest.mark.parametrize(
    "printed",
    ["a programme until 2090", "Form 1234", "12345678", "tel. 2021-555", "in 1492 kilograms", ""],
)
def test_what_is_no_year(printed: str) -> None:
    assert find_year([printed]) in (None, 2021 if "2021" in printed else None)


def test_the_year_is_the_first_that_stands_alone() -> None:
    assert find_year([None, "No. 120261 of 1997, amended 2004"]) == 1997
    assert find_year(["programme until 2090", "adopted in 2020"]) == 2020


def test_every_row_of_years_reads_its_own_examples() -> None:
    for row in YEARS:
        assert row.examples, row.name


@pytest.mark.parametrize(("example", "code"), [(e, row.code) for row in STATES for e in row.examples])
def test_a_state_is_known_by_its_name(example: str, code: str) -> None:
    assert name_state(example) == code


def test_no_state_where_two_are_named_alike() -> None:
    assert name_state("Закон Республики Казахстан. Закон Республики Узбекистан.") is None
    assert name_state("A law about seeds") is None


def test_the_state_named_most_wins() -> None:
    assert name_state("Қазақстан Республикасы, Қазақстан Республикасы, Кыргыз Республикасы") == "kz"


@pytest.mark.parametrize(
    ("addresses", "code"),
    [
        (["https://www.law.go.kr/x"], "kr"),
        (["https://fedlex.data.admin.ch/eli/1"], "ch"),
        (["https://example.com/kz"], None),
        (["https://a.kr/", "https://b.ch/"], None),
        (["no address"], None),
    ],
)
def test_an_official_site_tells_its_state(addresses: list[str], code: str | None) -> None:
    assert site_state(addresses) == code


@pytest.mark.parametrize(
    "junk", ["Microsoft Word - x.doc", "draft_3.docx", "sb1-21 44..45", "123", "", "OFFICIAL GAZETTE No. 5"]
)
def test_what_programs_write_is_no_title(junk: str) -> None:
    assert not is_title(junk)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["OFFICIAL GAZETTE", "Price: 3.00", "SEEDS (AMENDMENT) ACT, No. 4 OF 2011", "AN ACT to amend"],
            "SEEDS (AMENDMENT) ACT, No. 4 OF 2011",
        ),
        (["QUỐC HỘI", "Luật số: 9/2021/QH9", "LUẬT", "HẠT GIỐNG", "Căn cứ Hiến pháp"], "LUẬT HẠT GIỐNG"),
        (["NGHỊ ĐỊNH", "Quy định về hạt giống,", "cây trồng và rừng", "Căn cứ"],
         "NGHỊ ĐỊNH Quy định về hạt giống, cây trồng và rừng"),
        (["Journal officiel n° 3", "Arrêté du 3 mai 2001 relatif aux graines"],
         "Arrêté du 3 mai 2001 relatif aux graines"),
        (["1. Law on seeds", "2. Law on trees"], None),  # a table of contents
        (["Hello", "World"], None),
    ],
)  # fmt: skip
def test_the_title_is_found_among_the_opening_lines(lines: list[str], title: str | None) -> None:
    assert find_title(lines) == title


def read(*lines: str, **metadata: str) -> SourceText:
    return SourceText("text/plain", tuple(Block(line) for line in lines), metadata=metadata)


def test_what_is_inferred_from_the_language_is_said() -> None:
    found = read_bibliography(read("กฎหมายเมล็ดพันธุ์"), ["กฎหมายเมล็ดพันธุ์"], [], "", "th")
    assert found.jurisdiction == "th"
    assert "inferred from the language" in found.remarks[0]
    assert "INDEX.tsv" in found.remarks[0]


def test_nothing_is_guessed_from_a_language_of_many_states() -> None:
    assert not {"en", "ar", "ru", "zh", "fa", "de"} & ONE_STATE.keys()
    found = read_bibliography(read("Seeds Act"), ["Seeds Act"], ["Seeds Act"], "Seeds Act", "en")
    assert (found.jurisdiction, found.year, found.remarks) == (None, None, ())


def test_the_parties_to_a_treaty_are_not_its_makers() -> None:
    title = "Abkommen zwischen der Schweizerischen Eidgenossenschaft und Ruritanien"
    assert read_bibliography(read(title), [title], [title], title, "de").jurisdiction is None


def test_the_manifest_is_believed_before_the_text() -> None:
    source = read(
        "Закон Республики Казахстан о семенах", "от 3 мая 2001 г.", "Статья 1. Семена.", "Статья 2. Учет."
    )
    register = {entry.instrument.id: entry for entry in load_register()}
    instrument, title, remarks = name_instrument(source, parse(source), register, uri="a/b.txt")
    assert (instrument.jurisdiction, instrument.year) == ("kz", 2001)
    assert title == "Закон Республики Казахстан о семенах"
    assert remarks == ()
    entry = ManifestEntry("a/b.txt", jurisdiction="kg", title="Seeds", year=1999)
    instrument, title, remarks = name_instrument(source, parse(source), register, uri="a/b.txt", entry=entry)
    assert (instrument.jurisdiction, instrument.year, title, remarks) == ("kg", 1999, "Seeds", ())
