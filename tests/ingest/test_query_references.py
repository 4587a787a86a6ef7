"""References as queries: what a reference says, who sees it, and how it keeps up with the store."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.access import Access
from corpus.model import Authorisation, Classification, InstrumentKind, Nature
from corpus.references import Reference
from corpus.store import Store
from ingest.query_references import ReferenceReader
from ingest.query_references.phrases import is_form
from ingest.query_references.short_names import ACTS, KINDS
from ingest.query_references.states import BODY_WORDS, FURTHER_STATES, STATE_WORDS
from ingest.query_references.text import LONGEST, Text, fold_words
from ingest.query_references.unit_rows import hurried_rows
from ingest.query_references.units import read_bare, read_places
from tests.ingest.query_reference_samples import fill, make_bundle, make_eids, make_instrument

PUBLIC = Access.public()
_TRAFFIC = "/akn/un/act/1988/illicit-traffic"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the samples."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('references') / 'samples.db'}") as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def reader(filled: Store) -> ReferenceReader:
    """A reader over the samples."""
    return ReferenceReader(filled)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A store of its own for a test that changes it."""
    with Store.open(f"sqlite:///{tmp_path / 'own.db'}") as store:
        yield store


def _named(found: tuple[Reference, ...]) -> list[tuple[str, str | None]]:
    return [(reference.instrument.rpartition("/")[2], reference.eid) for reference in found]


# -- reading the words


@pytest.mark.parametrize(
    ("words", "said"),
    [example for row in hurried_rows() for example in row.examples],
)
def test_examples_of_the_rows(words: str, said: str) -> None:
    readings = read_places(Text.of(words).plain)
    assert said in [" ".join("/".join(place.path) for place in places) for places in readings]


@pytest.mark.parametrize(
    ("number", "path"),
    [
        ("228", ("228",)),
        ("228.1", ("228-1",)),
        ("29a", ("29a",)),
        ("3(1)(b)", ("3", "1", "b")),
        ("188/3", ("188-3",)),
        ("100 g", None),
        ("12345", None),
        ("3 and 5", None),
        ("", None),
    ],
)
def test_numbers_without_a_unit(number: str, path: tuple[str, ...] | None) -> None:
    place = read_bare(number, 0, len(number))
    assert (place.path if place else None) == path


@pytest.mark.parametrize(
    ("name", "word", "same"),
    [
        ("конвенция", "конвенцией", True),
        ("единая", "единой", True),
        ("кодекс", "кодиак", False),
        ("kodeksi", "kodeksining", True),
        ("kanunu", "kanununda", True),
        ("gesetz", "gesetzes", True),
        ("act", "acts", True),
        ("drugs", "drug", True),
        ("act", "action", False),
        ("controlled", "control", False),
        ("narcotics", "narcissus", False),
        ("نظام", "النظام", True),
        ("আইন", "আইনের", True),
    ],
)
def test_forms_of_a_word(name: str, word: str, same: bool) -> None:
    assert is_form(name, word) is same


def test_no_name_is_listed_twice_for_different_acts() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for known in ACTS:
        for name in filter(None, known.sure.split("|")):
            key = fold_words(name)
            assert key, name
            assert seen.setdefault(key, known.title) == known.title, name


def test_no_state_word_means_two_states() -> None:
    seen: dict[tuple[str, ...], str] = {}
    tables = {**STATE_WORDS, **BODY_WORDS, "other": FURTHER_STATES}
    for code, names in tables.items():
        for name in names.split("|"):
            assert seen.setdefault(fold_words(name), code) == code, name


def test_every_kind_has_acts() -> None:
    assert {known.kind for known in ACTS} - {""} == set(KINDS)


# -- what a reference says


def test_the_words_that_say_so(reader: ReferenceReader) -> None:
    query = "  Obligations under article 12 of the 1988 Convention concerning precursors"
    (found,) = reader(query, PUBLIC)
    assert query[found.start : found.end] == "article 12 of the 1988 Convention"
    assert (found.instrument, found.eid, found.whole) == (_TRAFFIC, "art_12", False)


@pytest.mark.parametrize(
    ("query", "whole"),
    [
        ("article 3 of the 1988 convention", True),
        ("1988 convention, article 3?", True),
        ("Article 3 of the UN Convention of 1988", True),
        ("«ст. 228 УК РФ»", True),
        ("Law 73/2021 Article 12", True),
        ("s. 9 CNSA 1997 (Pakistan)", True),
        ("1988 convention", True),
        ("1988 convention precursors", False),
        ("наказание по ст. 228 УК РФ", False),
        ("what does § 29 BtMG punish", False),
        ("根据禁毒法第六十二条处罚", False),
        ("禁毒法第六十二条规定的处罚", False),
        ("《禁毒法》第六十二条", True),
        ("中国禁毒法第六十二条", True),
        ("마약류 관리에 관한 법률 제58조", True),
    ],
)
def test_whether_it_is_all_that_the_query_says(reader: ReferenceReader, query: str, whole: bool) -> None:
    assert [reference.whole for reference in reader(query, PUBLIC)] == [whole]


def test_authentic_texts_before_abstracts(reader: ReferenceReader, filled: Store) -> None:
    (found,) = reader("статья 3 Конвенции 1988 года", PUBLIC)
    natures = {document.id: document.nature for document in filled.documents(PUBLIC)}
    assert [natures[document] for document in found.documents] == [Nature.AUTHENTIC, Nature.ABSTRACT]


def test_of_equal_texts_the_one_in_the_language_of_the_query_first(
    reader: ReferenceReader, filled: Store
) -> None:
    languages = {document.id: document.language for document in filled.documents(PUBLIC)}
    (spanish,) = reader("artículo 28 apartado b de la Convención Única de 1961", PUBLIC) or ((),)
    assert spanish == () or languages[spanish.documents[0]] == "es"
    (english,) = reader("single convention article 28", PUBLIC)
    assert languages[english.documents[0]] == "en"


def test_only_documents_that_have_the_provision(empty: Store) -> None:
    pond = make_instrument("gb", InstrumentKind.ACT, 1990, "pond", "Pond Keeping Act, 1990")
    empty.put(make_bundle(pond, "en", make_eids("sec", 3)))
    empty.put(make_bundle(pond, "fr", make_eids("sec", 5)))
    read = ReferenceReader(empty)
    (both,) = read("Pond Keeping Act section 2", PUBLIC)
    (one,) = read("Pond Keeping Act section 5", PUBLIC)
    assert (len(both.documents), len(one.documents)) == (2, 1)


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("article 99 of the 1988 convention", "art_99"),
        ("1988 convention art 3(7)(b)", "art_3__para_7__subpara_b"),
        ("CNSA s 9A", "sec_9a"),
        ("§ 99 BtMG", "sec_99"),
        ("ст. 999 УК РФ", "art_999"),
        ("禁毒法第九十九条", "art_99"),
    ],
)
def test_a_provision_that_is_not_there_is_said_to_be_missing(
    reader: ReferenceReader, query: str, missing: str
) -> None:
    (found,) = reader(query, PUBLIC)
    assert (found.eid, found.missing) == (None, missing)
    assert found.documents


def test_several_articles(reader: ReferenceReader) -> None:
    assert _named(reader("articles 3 and 5 of the 1988 convention", PUBLIC)) == [
        ("illicit-traffic", "art_3"),
        ("illicit-traffic", "art_5"),
    ]
    assert _named(reader("art. 36 Single Convention, art. 3 1988 Convention", PUBLIC)) == [
        ("single-convention", "art_36"),
        ("illicit-traffic", "art_3"),
    ]


def test_ends_of_a_range(reader: ReferenceReader) -> None:
    assert _named(reader("articles 3–5 of the 1988 convention", PUBLIC)) == [
        ("illicit-traffic", "art_3"),
        ("illicit-traffic", "art_5"),
    ]


def test_candidates_where_the_kind_is_named_and_the_state_is_not(reader: ReferenceReader) -> None:
    found = _named(reader("criminal code article 275", PUBLIC))
    assert sorted(found) == [("cn-code", "art_275"), ("kz-code", "art_275"), ("uz-code", "art_275")]
    assert len(reader("penal code article 5", PUBLIC)) == 5


def test_a_schedule_and_a_chapter(empty: Store) -> None:
    moss = make_instrument("ca", InstrumentKind.ACT, 1990, "moss", "Moss Keeping Act")
    empty.put(make_bundle(moss, "en", ("chp_1", "sec_1", "chp_2", "sec_2", "sched_1", "sched_2")))
    read = ReferenceReader(empty)
    assert _named(read("Moss Keeping Act schedule II", PUBLIC)) == [("moss", "sched_2")]
    assert _named(read("chapter 2 Moss Keeping Act", PUBLIC)) == [("moss", "chp_2")]
    (none,) = read("Moss Keeping Act schedule 3", PUBLIC)
    assert (none.eid, none.missing) == (None, None)


# -- who sees what


def _put_secret(store: Store) -> str:
    store.put(
        make_bundle(
            make_instrument("nl", InstrumentKind.ACT, 1928, "opiumwet", "Opiumwet"),
            "nl",
            make_eids("art", 15),
        )
    )
    secret = make_bundle(
        make_instrument("nl", InstrumentKind.ACT, 2024, "geheim", "Opiumwet Geheim"), "nl",
        make_eids("art", 30), classification=Classification.CONFIDENTIAL, provider="Freedonia",
    )  # fmt: skip
    store.put(secret)
    return secret.document.id


def test_a_confidential_instrument_is_recognised_by_those_who_may_see_it_alone(empty: Store) -> None:
    _put_secret(empty)
    read = ReferenceReader(empty)
    provider = Access.of("Freedonia")
    assert _named(read("Opiumwet Geheim artikel 20", provider)) == [("geheim", "art_20")]
    # To others it is as if it did not exist: the words name the public act, and something that it has not.
    for stranger in (PUBLIC, Access.of("Ruritania")):
        (found,) = read("Opiumwet Geheim artikel 20", stranger)
        assert (found.instrument.rpartition("/")[2], found.missing) == ("opiumwet", "art_20")
        assert read("Geheim artikel 20", stranger) == ()


def test_an_authorisation_counts_at_once_and_so_does_its_end(empty: Store) -> None:
    document = _put_secret(empty)
    read = ReferenceReader(empty)
    reader = Access.of("Ruritania")
    query = "Opiumwet Geheim artikel 20"
    assert _named(read(query, reader)) == [("opiumwet", None)]
    empty.authorise(Authorisation(document, "Ruritania", "Freedonia", "note 1"))
    assert _named(read(query, reader)) == [("geheim", "art_20")]
    empty.revoke(document, "Ruritania")
    assert _named(read(query, reader)) == [("opiumwet", None)]


def test_what_comes_and_goes_is_seen_at_once(empty: Store) -> None:
    read = ReferenceReader(empty)
    assert read("CNSA s. 9", PUBLIC) == ()
    bundle = make_bundle(
        make_instrument("pk", InstrumentKind.ACT, 1997, "cnsa", "Control of Narcotic Substances Act, 1997"),
        "en", make_eids("sec", 77),
    )  # fmt: skip
    empty.put(bundle)
    assert _named(read("CNSA s. 9", PUBLIC)) == [("cnsa", "sec_9")]
    empty.remove(bundle.document.id)
    assert read("CNSA s. 9", PUBLIC) == ()
    empty.reinstate(bundle.document.id)
    empty.classify(bundle.document.id, Classification.CONFIDENTIAL, "Freedonia")
    assert read("CNSA s. 9", PUBLIC) == ()
    assert _named(read("CNSA s. 9", Access.of("Freedonia"))) == [("cnsa", "sec_9")]


def test_an_empty_store_names_nothing(empty: Store) -> None:
    assert ReferenceReader(empty)("1988 convention article 3", PUBLIC) == ()


def test_several_threads_read_the_same(filled: Store) -> None:
    read = ReferenceReader(filled)
    queries = ["1988 convention article 3", "ст. 228.1 УК РФ", "禁毒法第六十二条", "§ 29 BtMG", "TCK 188"] * 8
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda query: read(query, PUBLIC), queries))
    assert together == [read(query, PUBLIC) for query in queries]
    assert all(together)


def test_reading_goes_on_while_documents_come(empty: Store) -> None:
    read = ReferenceReader(empty)
    names = [f"Pond {word} Keeping Act" for word in ("Alder", "Birch", "Cedar", "Elder", "Fir", "Gorse")]

    def ask(name: str) -> bool:
        return any(read(f"{name} section 2", PUBLIC) for _ in range(200))

    with ThreadPoolExecutor(len(names)) as pool:
        asked = [pool.submit(ask, name) for name in names]
        for place, name in enumerate(names):
            instrument = make_instrument("gb", InstrumentKind.ACT, 1990, f"pond-{place}", name)
            empty.put(make_bundle(instrument, "en", make_eids("sec", 3)))
        # Nothing fails, whatever was there when it was asked.
        assert {each.result() for each in asked} <= {True, False}
    assert all(_named(read(f"{name} section 2", PUBLIC)) for name in names)


# -- whatever is typed


@given(
    number=st.integers(1, 34),
    zero=st.sampled_from("0０٠۰०০๐໐០၀"),
    query=st.sampled_from(
        (
            "1988 convention article {}",
            "статья {} Конвенции 1988 года",
            "المادة {} اتفاقية 1988",
            "1988年公约第{}条",
        )
    ),
)
def test_digits_of_every_script(reader: ReferenceReader, number: int, zero: str, query: str) -> None:
    digits = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
    assert _named(reader(query.format(digits), PUBLIC)) == [("illicit-traffic", f"art_{number}")]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=6),
            st.sampled_from(
                (
                    "1988",
                    "convention",
                    "article",
                    "3",
                    "ст.",
                    "УК",
                    "РФ",
                    "§",
                    "BtMG",
                    "(",
                    ")",
                    "第",
                    "三",
                    "条",
                )
            ),
        ),
        max_size=10,
    ).map(" ".join)
)
def test_anything_may_be_typed(reader: ReferenceReader, query: str) -> None:
    for found in reader(query, PUBLIC):
        assert 0 <= found.start < found.end <= len(query)
        assert found.documents
        assert found.eid is None or found.missing is None


def test_an_endless_query_is_read_as_far_as_a_query_goes(reader: ReferenceReader) -> None:
    query = "1988 convention article 3 " + "( 1 ) article 3 и ч. 2 " * 20_000
    (found, *_) = reader(query, PUBLIC)
    assert found.eid is not None
    assert found.end <= LONGEST
