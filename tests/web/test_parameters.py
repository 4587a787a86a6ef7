from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from web.parameters import (
    MAX_QUERY,
    Filters,
    ParameterError,
    read_filters,
    read_mode,
    read_number,
    read_query,
)


def test_filters_are_read_repeated_or_with_commas_in_any_case() -> None:
    params = QueryParams(
        "lang=ru,kk&lang=ru&lang=zh-TW&area=a3&kind=Convention&nature=abstract&jurisdiction=CN"
    )
    assert read_filters(params) == Filters(
        languages=("ru", "kk", "zh-Hant"),
        jurisdictions=("cn",),
        kinds=("convention",),
        areas=("A3",),
        natures=("abstract",),
    )


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
