from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from search.index.protocol import FACETS, KEYS
from web.filters import FILTERS, NAMES, Filters, ParameterError
from web.parameters import (
    MAX_QUERY,
    read_filters,
    read_mode,
    read_number,
    read_query,
)


def test_filters_are_read_repeated_or_with_commas_in_any_case() -> None:
    params = QueryParams(
        "lang=ru,kk&lang=ru&lang=zh-TW&area=a3&kind=Convention&nature=abstract&jurisdiction=CN&group=SCO"
        "&strength=Shall&substance=ketamine&theme=Extradition"
    )
    assert read_filters(params) == Filters(
        (
            ("language", ("ru", "kk", "zh-Hant")),
            ("area", ("A3",)),
            ("jurisdiction", ("cn",)),
            ("group", ("sco",)),
            ("kind", ("convention",)),
            ("nature", ("abstract",)),
            ("strength", ("shall",)),
            ("substance", ("ketamine",)),
            ("theme", ("extradition",)),
        )
    )


def test_every_filter_can_leave_out_as_well() -> None:
    params = QueryParams("lang=en&not_lang=ru,kk&not_jurisdiction=CN&not_area=a3&year_to=1990")
    assert read_filters(params) == Filters(
        only=(("language", ("en",)),),
        without=(("language", ("ru", "kk")), ("area", ("A3",)), ("jurisdiction", ("cn",))),
        year_to=1990,
    )


def test_values_that_are_sentences_keep_their_commas() -> None:
    params = QueryParams([("body", "Parliament, lower  house"), ("body", "Senate"), ("status", "draft, 1")])
    assert read_filters(params) == Filters(
        (("body", ("Parliament, lower house", "Senate")), ("status", ("draft, 1",)))
    )


@pytest.mark.parametrize("query", ["lang=en&not_lang=ru&year_from=1988", "body=A%2C+B&cites=un-1988%23art_3"])
def test_filters_are_written_as_they_are_read(query: str) -> None:
    filters = read_filters(QueryParams(query))
    assert read_filters(QueryParams(filters.pairs())) == filters
    assert str(QueryParams(filters.pairs())) == query


def test_the_table_has_every_key_of_the_index_and_every_facet_once() -> None:
    # The eId is a key for the program: it means something within one document alone.
    asked = set(KEYS) - {"eid"}
    assert sorted(kind.key for kind in FILTERS) == sorted(asked)
    assert {kind.key for kind in FILTERS if kind.facet} == {*FACETS} - {"year", "instrument"}
    assert len(NAMES) == len(set(NAMES)) == 2 * len(asked) + 2


def test_empty_fields_of_a_form_are_no_filters() -> None:
    params = QueryParams("q=x&lang=&area=&year_from=&year_to=&kind=&nature=&jurisdiction=&mode=")
    assert read_filters(params) == Filters()
    assert read_mode(params) == "hybrid"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("lang=klingon", "lang"),
        ("area=A19", "area"),
        ("kind=poem", "kind"),
        ("nature=fake", "nature"),
        ("jurisdiction=<script>", "jurisdiction"),
        ("group=nato", "group"),
        ("strength=must", "strength"),
        ("theme=ketamine", "theme"),
        ("substance=extradition", "substance"),
        ("document=../x", "document"),
        ("body=" + "x" * 401, "body"),
        ("not_lang=klingon", "not_lang"),
        ("not_area=A19", "not_area"),
        ("year_from=abc", "year_from"),
        ("year_from=1_9", "year_from"),
        ("year_to=١٩٨٨", "year_to"),
        ("year_to=0", "year_to"),
        ("year_to=10000", "year_to"),
        ("year_from=2001&year_to=1999", "year_from"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_field_and_a_remedy(query: str, field: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read_filters(QueryParams(query))
    assert caught.value.field == field
    assert caught.value.remedy


def test_the_values_there_are_are_told_and_of_many_the_nearest() -> None:
    with pytest.raises(ParameterError) as caught:
        read_filters(QueryParams("strength=must"))
    assert caught.value.remedy == "use one of: shall, should, encourage, consider, note, none"
    with pytest.raises(ParameterError) as caught:
        read_filters(QueryParams("theme=extraditon"))
    assert "extradition" in caught.value.remedy
    assert len(caught.value.remedy) < 1000


def test_queries_are_bounded_and_without_control_characters() -> None:
    assert read_query(QueryParams(q="  a\x00b\ud800c  ")) == "a b c"
    assert len(read_query(QueryParams(q="x" * MAX_QUERY))) == MAX_QUERY
    with pytest.raises(ParameterError):
        read_query(QueryParams(q="x" * (MAX_QUERY + 1)))


@given(st.text(max_size=12))
def test_a_number_is_read_or_refused_but_never_crashes(text: str) -> None:
    try:
        number = read_number(QueryParams(page=text), "page", 1, 100)
    except ParameterError:
        return
    assert number is None or 1 <= number <= 100
