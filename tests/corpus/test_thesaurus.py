"""The thesaurus: complete in its languages, each term one concept's, and found in whatever form it stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corpus.areas.load import CODES
from corpus.errors import NotFoundError, RegisterError
from corpus.languages import LANGUAGES
from corpus.thesaurus import concept, find_concepts, load_groups, load_thesaurus, load_thesaurus_files
from corpus.thesaurus.fold import UNSPACED, fold
from corpus.thesaurus.load import CONCEPTS, LEAST_LANGUAGES
from corpus.thesaurus.script import misfit

USED = sorted({language for each in load_thesaurus() for language in each.terms})
# Words around a term in a language: nothing that is a term or an ending itself.
FRAMES = {"zh": "关于{}的", "zh-Hant": "關於{}的", "ja": "は{}を", "ko": "은 {}을", "th": "ว่า{}ก็"}


def named(text: str, language: str | None) -> list[str]:
    return [match.concept.id for match in find_concepts(text, language)]


def test_every_concept_stands_in_enough_languages_and_knows_its_neighbours() -> None:
    concepts = load_thesaurus()
    ids = {each.id for each in concepts}
    assert len(ids) == len(concepts) >= 100
    for each in concepts:
        assert {"en", "ru"} <= each.terms.keys() <= LANGUAGES.keys(), each.id
        assert len(each.terms) >= LEAST_LANGUAGES, each.id
        assert each.note["en"] != each.note["ru"], each.id
        assert {*each.related, *each.broader} <= ids - {each.id}, each.id
        assert set(each.areas) <= set(CODES), each.id


def test_no_concept_is_broader_than_itself() -> None:
    for each in load_thesaurus():
        above, seen = list(each.broader), set[str]()
        while above:
            higher = above.pop()
            assert higher != each.id
            if higher not in seen:
                seen.add(higher)
                above += concept(higher).broader


def test_a_term_belongs_to_one_concept_of_its_language() -> None:
    owners: dict[tuple[str, str], str] = {}
    for each in load_thesaurus():
        for language, terms in each.terms.items():
            assert len(set(terms)) == len(terms), (each.id, language)
            for term in terms:
                assert owners.setdefault((language, fold(term, language).text), each.id) == each.id, term


@pytest.mark.parametrize("language", USED)
def test_terms_are_in_the_script_of_their_language(language: str) -> None:
    for each in load_thesaurus():
        for term in each.terms.get(language, ()):
            assert misfit(term, language) is None, (each.id, term)


def test_a_term_in_another_script_is_seen() -> None:
    assert misfit("drug", "ru") == "drug"
    assert misfit("нaркотик", "ru") == "нaркотик"  # with a Latin a
    assert misfit("наркотик", "en") == "наркотик"
    assert misfit("MDMA", "ru") is None
    assert misfit("C型肝炎", "ja") is None
    assert misfit("плейбой", "zh") == "плейбой"


@pytest.mark.parametrize("language", USED)
def test_every_term_is_found_in_a_sentence(language: str) -> None:
    frame = FRAMES.get(language, "— xq {} — qx.")
    for each in load_thesaurus():
        for term in each.terms.get(language, ()):
            text = frame.format(term)
            start, end = text.index(term), text.index(term) + len(term.rstrip(")"))
            spans = [(m.concept.id, m.start, m.end, m.language) for m in find_concepts(text, language)]
            assert (each.id, start, end, language) in spans, (each.id, term, spans)


@pytest.mark.parametrize("language", USED)
def test_every_preferred_term_is_found_where_the_language_is_not_known(language: str) -> None:
    # Another language may use the word for another concept; then that one may come instead.
    namesakes: dict[str, set[str]] = {}
    for each in load_thesaurus():
        for terms in each.terms.values():
            for term in terms:
                namesakes.setdefault(fold(term, None).text, set()).add(each.id)
    for each in load_thesaurus()[::5]:
        for term in each.terms.get(language, ())[:1]:
            found = named(term, None)
            assert len(found) >= 1, term
            assert namesakes[fold(term, None).text] & set(found) or len(found) > 1, (term, found)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Trade in PRECURSORS and pre-cursors", ["precursor"]),
        ("en", "two clandestine laboratories", ["clandestine-laboratory"]),
        ("en", "extradition's limits", ["extradition"]),
        ("en", "fined for fins", []),
        ("en", "controlled deliveries across borders", ["controlled-delivery"]),
        ("ru", "утечка прекурсоров", ["diversion"]),
        ("ru", "о конфискации имущества", ["confiscation"]),
        ("ru", "с незаконным культивированием", ["illicit-cultivation"]),
        ("ru", "взаимной правовой помощью", ["mutual-legal-assistance"]),
        ("ru", "контролируемых поставок", ["controlled-delivery"]),
        ("ru", "героином", ["heroin"]),
        ("uk", "незаконного культивування", ["illicit-cultivation"]),
        ("uk", "конфіскацією", ["confiscation"]),
        ("uk", "прекурсорами", ["precursor"]),
        ("kk", "прекурсорлардың", ["precursor"]),
        ("kk", "героинді", ["heroin"]),
        ("ky", "прекурсорлорду", ["precursor"]),
        ("uz", "prekursorlarning", ["precursor"]),
        ("az", "prekursorların", ["precursor"]),
        ("tr", "EROİNİN", ["heroin"]),
        ("tr", "kaçakçılığının", ["smuggling"]),
        ("tr", "suçluların iadesine", ["extradition"]),
        ("mn", "героиныг", ["heroin"]),
        ("tg", "прекурсорҳоро", ["precursor"]),
        ("de", "unerlaubten Anbaus", ["illicit-cultivation"]),
        ("de", "des Schmuggels", ["smuggling"]),
        ("fr", "d’extraditions", ["extradition"]),
        ("fr", "cultures illicites", ["illicit-cultivation"]),
        ("es", "cultivos ilícitos", ["illicit-cultivation"]),
        ("es", "CULTIVO ILICITO", ["illicit-cultivation"]),
        ("nl", "smokkels", ["smuggling"]),
        ("id", "penyelundupannya", ["smuggling"]),
        ("fa", "پيش ساز", ["precursor"]),
        ("fa", "پیش‌سازها", ["precursor"]),
        ("prs", "پیش‌سازها", ["precursor"]),
        ("ar", "وبالسلائف", ["precursor"]),
        ("ar", "تسليم المجرمين", ["extradition"]),
        ("hi", "अवैध खेती", ["illicit-cultivation"]),
        ("bn", "অবৈধ চাষের", ["illicit-cultivation"]),
        ("zh", "关于易制毒化学品的规定", ["precursor"]),
        ("zh-Hant", "关于易制毒化学品的规定", ["precursor"]),
        ("ja", "不正栽培を", ["illicit-cultivation"]),
        ("ko", "불법재배를", ["illicit-cultivation"]),
        ("vi", "trồng trái phép", ["illicit-cultivation"]),
        ("vi", "trong trai phep", []),
        ("th", "การลดอุปทานยาเสพติด", ["supply-reduction"]),
    ],
)
def test_inflected_forms_are_found(language: str, text: str, expected: list[str]) -> None:
    assert named(text, language) == expected


def test_the_longest_term_wins() -> None:
    assert named("synthetic opioids", "en") == ["synthetic-opioid"]
    assert named("opium poppy and opium", "en") == ["opium-poppy", "opium"]
    assert named("pseudoephedrine", "en") == ["pseudoephedrine"]


def test_a_latin_name_is_a_word_even_where_words_are_not_divided() -> None:
    assert named("通过PICS的", "zh") == ["pics"]
    assert named("通过EPICS的", "zh") == named("PICSX", "zh") == []


def test_without_a_language_only_what_stands_in_the_thesaurus_counts() -> None:
    assert named("прекурсор", None) == ["precursor"]
    assert named("прекурсорлардың", None) == []
    assert named("", None) == named("", "en") == named("xyz", "la") == []


@given(text=st.text(max_size=60), language=st.sampled_from([None, *USED]))
def test_spans_lie_in_the_text_in_order_and_apart(text: str, language: str | None) -> None:
    before = 0
    for match in find_concepts(f"{text} MDMA {text}", language):
        assert before <= match.start < match.end <= 2 * len(text) + 6
        before = match.end


@given(text=st.text(max_size=60), language=st.sampled_from(USED))
def test_folding_keeps_the_way_back(text: str, language: str) -> None:
    folded = fold(text, language)
    assert len(folded.text) == len(folded.at)
    assert list(folded.at) == sorted(folded.at)
    assert all(0 <= place < len(text) for place in folded.at)


def test_a_concept_is_fetched_by_its_id() -> None:
    assert concept("precursor").preferred("ru") == concept("precursor").terms["ru"][0]
    assert concept("precursor").preferred("zh-Hant") == concept("precursor").terms["zh-Hant"][0]
    assert concept("precursor").preferred("si") == concept("precursor").terms["en"][0]
    with pytest.raises(NotFoundError, match="no-such-thing"):
        concept("no-such-thing")


def test_what_is_wrong_in_a_file_is_named(tmp_path: Path) -> None:
    source = yaml.safe_load((CONCEPTS / "substances.yaml").read_text(encoding="utf-8"))
    terms = source["concepts"]["opium"]["terms"]

    def broken(**changes: Any) -> str:
        sound: dict[str, Any] = {"note": {"en": "x", "ru": "х"}, "terms": dict(terms)}
        other = {
            "note": {"en": "y", "ru": "у"},
            "terms": {code: [f"{t[0]}{t[0]}"] for code, t in terms.items()},
        }
        id = changes.pop("id", "opium")
        content = {
            "group": "g",
            "title": {"en": "G", "ru": "Г"},
            "concepts": {id: {**sound, **changes}, "poppy": other},
        }
        file = tmp_path / "made-up.yaml"
        file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        with pytest.raises(RegisterError) as raised:
            load_thesaurus_files([file])
        assert raised.value.remedy
        return raised.value.message

    def with_terms(**changed: list[str] | None) -> dict[str, list[str]]:
        return {code: found for code, found in {**terms, **changed}.items() if found is not None}

    assert "made-up.yaml, concept Opium!, field '(id)'" in broken(id="Opium!")
    assert "made-up.yaml, concept opium, field 'note.ru'" in broken(note={"en": "x"})
    assert "made-up.yaml, concept opium, field 'areas'" in broken(areas=["A19"])
    assert "field 'related': there is no other concept 'nobody'" in broken(related=["nobody"])
    assert "field 'broader': there is no other concept 'opium'" in broken(broader=["opium"])
    assert "field 'colour': there is no such field" in broken(colour="red")
    assert "field 'terms.ru'" in broken(terms=with_terms(ru=None))
    assert "field 'terms.de'" in broken(terms=with_terms(de=[]))
    assert "field 'terms.xx'" in broken(terms=with_terms(xx=["x"]))
    assert "'opium' in 'opium' is not in the script of Russian" in broken(terms=with_terms(ru=["opium"]))
    assert "'Opium' is there twice" in broken(terms=with_terms(de=["Opium", "Opium"]))
    assert "concept poppy, field 'terms.de': 'OpiumOpium' is there already, under 'opium'" in broken(
        terms=with_terms(de=["opiumopium"])
    )
    assert "there are 2 languages" in broken(terms={"en": ["x"], "ru": ["х"]})
    file = tmp_path / "made-up.yaml"
    file.write_text("group: g\ntitle: {en: G, ru: Г}\nconcepts: {}\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="there is no concept"):
        load_thesaurus_files([file])


def test_a_concept_in_two_files_is_an_error(tmp_path: Path) -> None:
    again = tmp_path / "again.yaml"
    again.write_bytes((CONCEPTS / "substances.yaml").read_bytes())
    with pytest.raises(RegisterError, match="it is also in"):
        load_thesaurus_files([*sorted(CONCEPTS.glob("*.yaml")), again])


def test_the_command_counts() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "corpus.thesaurus"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert f"{len(load_thesaurus())} concepts, {len(USED)} languages" in done.stdout
    for group in load_groups():
        assert f"{group.file}: {len(group.concepts)} concepts" in done.stdout


def test_languages_without_spaces_are_languages_we_serve() -> None:
    assert LANGUAGES.keys() >= UNSPACED
