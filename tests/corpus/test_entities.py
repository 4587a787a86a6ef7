"""Entities: the register is consistent, and names are found in their sense, in any language."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.entities import (
    Convention,
    EntityGroup,
    entity,
    find_entities,
    load_entities,
    of_concept,
    of_instrument,
)
from corpus.entities.load import _load_substances, is_cas
from corpus.entities.mention import find_mentions
from corpus.errors import NotFoundError, RegisterError
from corpus.model import Provision, ProvisionKind
from corpus.register import load_register
from corpus.thesaurus.script import misfit

SUBSTANCES = [each for each in load_entities() if each.substance is not None]


def named(text: str, language: str | None) -> list[str]:
    return [match.entity_id for match in find_entities(text, language)]


def schedules(id: str) -> list[str]:
    substance = entity(id).substance
    assert substance is not None
    return [f"{each.convention} {each.schedule}" for each in substance.controls]


# What the schedules say, checked against the lists of the Board by hand.
@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("heroin", ["1961 I", "1961 IV"]),
        ("carfentanil", ["1961 I", "1961 IV"]),
        ("cannabis", ["1961 I"]),
        ("codeine", ["1961 II"]),
        ("exempt-preparations-1961", ["1961 III"]),
        ("lysergide", ["1971 I"]),
        ("metamfetamine", ["1971 II"]),
        ("ghb", ["1971 II"]),
        ("buprenorphine", ["1971 III"]),
        ("diazepam", ["1971 IV"]),
        ("acetic-anhydride", ["1988 I"]),
        ("acetone", ["1988 II"]),
        ("tramadol", []),
        ("ketamine", []),
        ("khat", []),
    ],
)
def test_a_substance_is_in_its_schedules(id: str, expected: list[str]) -> None:
    assert schedules(id) == expected


def test_the_register_is_as_large_as_the_schedules() -> None:
    def count(convention: Convention) -> int:
        return sum(
            any(each.convention is convention for each in found.substance.controls)
            for found in SUBSTANCES
            if found.substance
        )

    assert count(Convention.C1961) >= 145
    assert count(Convention.C1971) >= 165
    assert count(Convention.C1988) >= 33


def test_cas_numbers_are_right_and_each_is_one_substance_s() -> None:
    owners: dict[str, str] = {}
    for each in SUBSTANCES:
        assert each.substance is not None
        for number in each.substance.cas:
            assert is_cas(number)
            assert owners.setdefault(number, each.id) == each.id


def test_what_is_in_schedule_iv_is_in_schedule_i_too() -> None:
    for each in SUBSTANCES:
        if "1961 IV" in schedules(each.id):
            assert "1961 I" in schedules(each.id), each.id


def test_names_are_in_english_and_in_their_script() -> None:
    for each in load_entities():
        assert each.names.get("en"), each.id
        for tag, names in each.names.items():
            if each.group is not EntityGroup.SUBSTANCE:
                assert [name for name in names if misfit(name, tag)] == [], (each.id, tag)


def test_one_name_is_one_entity_s() -> None:
    owners: dict[tuple[str, str], str] = {}
    for each in load_entities():
        for tag, names in each.names.items():
            for name in names:
                assert owners.setdefault((tag, name.casefold()), each.id) == each.id, (tag, name)


def test_instruments_and_concepts_lead_to_their_entities() -> None:
    known = {each.instrument.id for each in load_register()}
    linked = [each for each in load_entities() if each.instrument]
    assert {each.id for each in linked} >= {each.entity for each in Convention} | {"untoc"}
    assert {each.instrument for each in linked} <= known
    found = of_instrument("/akn/un/act/1988/illicit-traffic")
    assert found is not None
    assert found.id == "convention-1988"
    heroin = of_concept("heroin")
    assert heroin is not None
    assert heroin.id == "heroin"
    assert of_concept("extradition") is None


def test_an_unknown_entity_is_told() -> None:
    with pytest.raises(NotFoundError, match="unobtainium"):
        entity("unobtainium")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("control: 1961 V", "1961 V"),
        ("control: 1961 I since then", "since then"),
        ('cas: "57-27-3"', "57-27-3"),
        ("concept: no-such-concept", "no-such-concept"),
        ("xx: name", "xx"),
    ],
)
def test_a_broken_file_is_told_with_the_field(tmp_path: Path, line: str, problem: str) -> None:
    file = tmp_path / "made-up.yaml"
    file.write_text(f"nonsense:\n  {line}\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=problem) as caught:
        list(_load_substances(file, {}))
    assert "made-up.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Parties report to the INCB and to UNODC.", ["incb", "unodc"]),
        ("ru", "Сообщают Международному комитету по контролю над наркотиками и ВОЗ", ["incb", "who"]),
        ("kk", "Шанхай ынтымақтастық ұйымының, БҰҰ-ның хатшылығы", ["sco", "united-nations"]),
        ("ky", "ИНТЕРПОЛ жана героин, метамфетамин", ["interpol", "heroin", "metamfetamine"]),
        ("tg", "бо героин ва фентанил", ["heroin", "fentanyl"]),
        ("uk", "обіг ацеторфіну та прекурсорів", ["acetorphine", "precursor"]),
        ("uz", "geroin, diazepam va prekursorlar", ["heroin", "diazepam", "precursor"]),
        ("tr", "eroin ve alfentanilin satışı", ["heroin", "alfentanil"]),
        ("az", "heroin və morfin", ["heroin", "morphine"]),
        ("ar", "والهيرويين والسلائف الكيميائية", ["heroin", "precursor"]),
        ("fa", "هروئین و متادون", ["heroin", "methadone"]),
        ("hi", "हेरोइन और कोकीन", ["heroin", "cocaine"]),
        ("bn", "হেরোইন ও কোকেন", ["heroin", "cocaine"]),
        ("zh", "走私海洛因、芬太尼和咖啡因", ["heroin", "fentanyl", "caffeine"]),
        ("zh-Hant", "海洛因、嗎啡及麥角酸", ["heroin", "morphine", "lysergic-acid"]),
        ("ja", "ヘロイン及びアセトルフィン", ["heroin", "acetorphine"]),
        ("ko", "헤로인과 디아제팜", ["heroin", "diazepam"]),
        ("th", "เฮโรอีนและโคคาอีน", ["heroin", "cocaine"]),
        ("vi", "mua bán Heroine và Acetorphine", ["heroin", "acetorphine"]),
        ("id", "heroin dan diazepam", ["heroin", "diazepam"]),
        ("mn", "героин ба кокаин", ["heroin", "cocaine"]),
        ("de", "Acetorphin, Codein und Heroin", ["acetorphine", "codeine", "heroin"]),
        ("fr", "l'héroïne, la lévométhorphane", ["heroin", "levomethorphan"]),
        ("es", "acetorfina y metadona", ["acetorphine", "methadone"]),
        ("nl", "acetorfine, methadon en hennep", ["acetorphine", "methadone", "cannabis-plant"]),
        ("cs", "rostlin konopí a konopím", ["cannabis-plant", "cannabis"]),
    ],
)
def test_names_are_found_in_many_languages(language: str, text: str, expected: list[str]) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # Acronyms want their capitals, and some of them company.
        ("en", "those who use a pen, who look at pics of grids", []),
        ("en", "Sign with a PEN.", []),
        ("en", "The INCB runs PEN and PICS.", ["incb", "pen-online", "pics"]),
        ("en", "ANY PERSON WHO SELLS OPIUM", ["opium"]),
        ("ru", "воз с героином", ["heroin"]),
        ("en", "a DOM in town", []),
        # Parts of other names and of formulas.
        ("en", "cyclopropyl-fentanyl and allyl-fentanyl", ["cyclopropylfentanyl"]),
        ("en", "1-phenylpiperidine and piperidine-4-carboxylic acid", []),
        ("en", "the piperidine ring", []),
        ("en", "opium - 10 g", ["opium"]),
        ("en", "5F-ADB-PINACA, not 5F-ADB", ["5f-adb"]),
        ("ja", "フェニルピペリジン―四―カルボン酸", []),
        # Words of a language that begin as a name does.
        ("uz", "qattiq tartib", []),
        ("tr", "iki katına kadar", []),
        ("bn", "গাঁজানোর মাধ্যমে", []),
        ("vi", "nghiện các chất dạng thuốc phiện", []),
        # The longest name is meant.
        ("en", "coca leaf, cannabis resin", ["coca-leaf", "cannabis-resin"]),
        ("en", "ASEAN Senior Officials on Drug Matters", ["asod"]),
    ],
)
def test_names_are_found_only_in_their_sense(language: str, text: str, expected: list[str]) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "the Conventions of 1961, 1971 and 1988", ["1961", "1971", "1988"]),
        ("en", "the 1988 United Nations Convention", ["1988"]),
        ("en", "the 1961 Convention as amended by the 1972 Protocol", ["1961"]),
        ("ru", "конвенции 1961 года (с поправками), 1971 и 1988 годов", ["1961", "1971", "1988"]),
        ("zh", "1988年公约", ["1988"]),
        ("kk", "1971 жылғы конвенцияға", ["1971"]),
        ("en", "the Vienna Convention on Diplomatic Relations of 1961", []),
        ("en", "In 1961 the Parties met.", []),
    ],
)
def test_conventions_are_found_by_their_years(language: str, text: str, expected: list[str]) -> None:
    conventions = [id for id in named(text, language) if id.startswith("convention-")]
    assert conventions == [f"convention-{year}" for year in expected]


def test_a_text_in_an_unknown_language_is_searched_in_all() -> None:
    assert named("Héroïne, героин, 海洛因", None) == ["heroin", "heroin", "heroin"]


@given(st.text(max_size=80), st.sampled_from(["en", "ru", "zh", "ar", "fr", "th", "vi", None]))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str, language: str | None) -> None:
    found = find_entities(f"{text} heroin {text} INCB", language)
    end = 0
    for match in found:
        assert end <= match.start < match.end
        end = match.end
    assert end <= len(text) * 2 + 13


def make_provision(eid: str, start: int, end: int, language: str = "en", ordinal: int = 0) -> Provision:
    return Provision("d", eid, ProvisionKind.PARAGRAPH, start, end, language, ordinal)


def test_a_mention_lies_in_the_innermost_provision_of_its_language() -> None:
    text = "Heroin is here.\n1. INCB and CBD.\n2. героин, heroin"
    two = text.index("2.")
    provisions = [
        make_provision("art_1", 0, len(text)),
        make_provision("art_1__para_1", text.index("1."), two - 1, ordinal=1),
        make_provision("art_1__para_2", two, len(text), "ru", 2),
    ]
    found = find_mentions("d", text, provisions)
    assert [(each.eid, each.entity, text[each.start : each.end]) for each in found] == [
        ("art_1", "heroin", "Heroin"),
        ("art_1__para_1", "incb", "INCB"),
        ("art_1__para_1", "cannabidiol", "CBD"),
        ("art_1__para_2", "heroin", "героин"),
        ("art_1__para_2", "heroin", "heroin"),
    ]


def test_what_stands_in_no_provision_is_left_out() -> None:
    assert find_mentions("d", "heroin\nopium", [make_provision("art_1", 7, 12)])[0].entity == "opium"
    assert find_mentions("d", "heroin", []) == ()
    # Across the end of a provision words do not make a name.
    assert find_mentions("d", "coca\nleaf", [make_provision("a", 0, 4), make_provision("b", 5, 9)]) == ()
