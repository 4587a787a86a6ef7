"""Groups of States are facts with a date, and their codes are known."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import NotFoundError, RegisterError
from corpus.groups import (
    COUNTRIES,
    StateGroup,
    group_names,
    groups_of,
    load_state_groups,
    load_state_groups_file,
    members,
)

GROUPS = load_state_groups().groups
# Counted by the organisations themselves.
SIZES = {
    "cica": 28, "sco": 10, "asean": 11, "cis": 9, "csto": 6, "eaeu": 5, "caricc": 7, "eco": 10, "ots": 5,
    "gcc": 6, "saarc": 8, "oic": 57, "eu": 27,
}  # fmt: skip


def test_there_are_249_countries_of_two_small_letters() -> None:
    assert len(COUNTRIES) == 249
    assert all(re.fullmatch("[a-z]{2}", code) for code in COUNTRIES)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.id)
def test_members_are_countries_as_many_as_the_group_says_of_itself(group: StateGroup) -> None:
    found = members(group.id)
    assert set(found) <= COUNTRIES
    assert list(found) == sorted(set(found))
    assert len(found) == SIZES[group.id]


def test_every_group_has_a_name_in_both_languages_of_the_interface() -> None:
    assert set(group_names("en")) == set(group_names("ru")) == set(SIZES)
    assert not set(group_names("en").values()) & set(group_names("ru").values())
    assert group_names("kk") == group_names("en")
    assert load_state_groups().as_of <= date(2026, 12, 31)


def test_groups_and_members_say_the_same() -> None:
    assert {(code, group) for code in COUNTRIES for group in groups_of(code)} == {
        (code, group.id) for group in GROUPS for code in group.members
    }


@pytest.mark.parametrize(
    "body", ["un", "cica", "asean", "eu", "gcc", "cis", "sco", "coe", "int", "hk", "tw", "xx"]
)
def test_bodies_and_territories_belong_to_none(body: str) -> None:
    assert groups_of(body) == ()


def test_an_unknown_group_is_told_with_those_there_are() -> None:
    with pytest.raises(NotFoundError) as caught:
        members("nato")
    assert "sco" in caught.value.remedy


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("[ae, bh]", "[ae, uk]"), "'uk' is no country"),
        (("[ae, bh]", "[ae, ae]"), "there twice"),
        (("[ae, bh]", "[]"), "no member"),
        (("2025-01-01", "soon"), "not a day"),
        (("ru: Пример", "kk: Мысал"), "language is missing"),
    ],
)
def test_a_mistake_in_the_file_is_told(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    text = """as_of: "2025-01-01"
groups:
  example:
    names: {en: Example, ru: Пример}
    title: Example
    members: [ae, bh]
    note: None.
"""
    path = tmp_path / "groups.yaml"
    path.write_text(text, encoding="utf-8")
    assert load_state_groups_file(path).groups[0].members == ("ae", "bh")
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(RegisterError, match=told):
        load_state_groups_file(path)
