"""Whatever persons decide and programs propose, in whatever order: decisions stay, sub-themes have areas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.access import Access
from corpus.areas import area_of, is_theme
from corpus.errors import NotFoundError, UsageError
from corpus.model import Assignment, AssignmentStatus, Classification
from corpus.store import Selection, Store
from tests.corpus.samples import ARTICLES, MOSSES, make_bundle

PUBLIC, SYSTEM = Access.public(), Access.system_()
PROPOSED, CONFIRMED, REJECTED = (
    AssignmentStatus.PROPOSED,
    AssignmentStatus.CONFIRMED,
    AssignmentStatus.REJECTED,
)
EID = "art_1__para_1"
CODES = ("A3", "A3.1", "A3.2", "A16", "A17")
Step = tuple[str, Any, Any]


def proposals(key: str, *scores: tuple[str, float], eid: str = EID) -> list[Assignment]:
    return [Assignment(key, eid, code, score, PROPOSED, "program") for code, score in scores]


def put(store: Store, *scores: tuple[str, float], **changes: object) -> str:
    bundle = make_bundle(**changes)  # type: ignore[arg-type]
    store.put(bundle)
    store.put_assignments(bundle.document.id, proposals(bundle.document.id, *scores))
    return bundle.document.id


def standing(store: Store, key: str, eid: str = EID) -> dict[str, tuple[str, str]]:
    return {a.area: (a.status.value, a.by) for a in store.assignments(SYSTEM, key) if a.eid == eid}


def act(store: Store, key: str, *changes: tuple[str, AssignmentStatus], by: str = "Ann") -> None:
    store.review(key, EID, changes, by, "because", PUBLIC)


def test_confirming_a_sub_theme_confirms_its_area(store: Store) -> None:
    key = put(store, ("A3", 0.6), ("A3.1", 0.5))
    act(store, key, ("A3.1", CONFIRMED))
    assert standing(store, key) == {"A3": ("confirmed", "Ann"), "A3.1": ("confirmed", "Ann")}
    one, other = store.decisions(key, PUBLIC)
    assert {one.area, other.area} == {"A3", "A3.1"}
    assert one.act == other.act
    act(store, key, ("A3.2", CONFIRMED), by="Bob")  # was not proposed; the area stays Ann's
    assert standing(store, key)["A3"] == ("confirmed", "Ann")


def test_a_sub_theme_taken_back_alone_does_not_come_back_without_its_area(store: Store) -> None:
    key = put(store, ("A3", 0.6), ("A3.1", 0.5))
    act(store, key, ("A3", REJECTED))
    act(store, key, ("A3.1", PROPOSED))
    assert {code: status for code, (status, _) in standing(store, key).items()} == {"A3": "rejected"}
    other = put(store, ("A13", 0.6), ("A13.3", 0.5))
    act(store, other, ("A13.3", REJECTED))
    store.put_assignments(other, [])  # the program no longer ties it to the area
    act(store, other, ("A13.3", PROPOSED))
    assert "A13.3" not in standing(store, other)


def test_rejecting_an_area_rejects_its_sub_themes_and_taking_it_back_brings_them_back(store: Store) -> None:
    key = put(store, ("A3", 0.6), ("A3.1", 0.5), ("A3.2", 0.4))
    act(store, key, ("A3.2", REJECTED), by="Bob")
    act(store, key, ("A3", REJECTED))
    assert {status for status, _ in standing(store, key).values()} == {"rejected"}
    store.put_assignments(key, proposals(key, ("A3", 0.9), ("A3.1", 0.9), ("A3.3", 0.9)))
    assert {status for status, _ in standing(store, key).values()} == {"rejected"}
    act(store, key, ("A3", PROPOSED))
    # Bob's own decision is another act.
    assert standing(store, key) == {
        "A3": ("proposed", "program"), "A3.1": ("proposed", "program"), "A3.2": ("rejected", "Bob"),
    }  # fmt: skip
    assert {a.area: a.score for a in store.assignments(PUBLIC, key)} == {"A3": 0.6, "A3.1": 0.5, "A3.2": 0.4}


def test_a_sub_theme_does_not_stay_confirmed_without_its_area(store: Store) -> None:
    key = put(store, ("A3", 0.6))
    act(store, key, ("A3.1", CONFIRMED))
    act(store, key, ("A3", PROPOSED))
    assert standing(store, key) == {"A3": ("proposed", "program")}
    act(store, key, ("A3.1", CONFIRMED))
    act(store, key, ("A3", REJECTED))
    assert {status for status, _ in standing(store, key).values()} == {"rejected"}


def test_what_a_person_added_and_takes_back_is_gone(store: Store) -> None:
    key = put(store, ("A16", 0.6))
    act(store, key, ("A5", CONFIRMED))
    assert next(a.score for a in store.assignments(PUBLIC, key) if a.area == "A5") == 1.0
    act(store, key, ("A5", PROPOSED))
    assert standing(store, key) == {"A16": ("proposed", "program")}
    assert [entry.status.value for entry in store.decisions(key, PUBLIC)] == ["confirmed", "proposed"]


def test_an_area_that_its_sub_themes_hold_up_stays_proposed(store: Store) -> None:
    key = put(store)
    act(store, key, ("A3", CONFIRMED))
    store.put_assignments(key, proposals(key, ("A3", 0.7), ("A3.1", 0.6)))
    act(store, key, ("A3", PROPOSED))
    assert standing(store, key) == {"A3": ("proposed", "program"), "A3.1": ("proposed", "program")}


def test_what_the_register_said_stands_again_when_a_person_takes_a_rejection_back(store: Store) -> None:
    bundle = make_bundle(assignments=((EID, "A1", CONFIRMED),))
    store.put(bundle)
    key = bundle.document.id
    act(store, key, ("A1", REJECTED))
    assert standing(store, key) == {"A1": ("rejected", "Ann")}
    act(store, key, ("A1", CONFIRMED), by="Bob")
    act(store, key, ("A1", PROPOSED), by="Bob")
    assert standing(store, key) == {"A1": ("confirmed", "program")}


def test_a_move_is_two_decisions_of_one_act(store: Store) -> None:
    key = put(store, ("A16", 0.6))
    taken = store.review(key, EID, [("A16", REJECTED), ("A17", CONFIRMED)], " Ann  Lee ", " why ", PUBLIC)
    assert taken == store.decisions(key, PUBLIC)
    assert [(d.area, d.status.value, d.by, d.reason) for d in taken] == [
        ("A16", "rejected", "Ann Lee", "why"), ("A17", "confirmed", "Ann Lee", "why"),
    ]  # fmt: skip
    assert len({(d.act, d.at) for d in taken}) == 1
    assert [d.said.score if d.said else None for d in taken] == [0.6, None]


@pytest.mark.parametrize(
    ("changes", "by", "error"),
    [
        ([("A3", REJECTED), ("A3.1", CONFIRMED)], "Ann", UsageError),
        ([("A16", REJECTED), ("A16", CONFIRMED)], "Ann", UsageError),
        ([("A16", PROPOSED)], "Ann", UsageError),  # nobody decided of it
        ([("A17", PROPOSED)], "Ann", UsageError),
        ([("A16", REJECTED), ("A99", CONFIRMED)], "Ann", NotFoundError),
        ([("A16", REJECTED), ("A3.99", CONFIRMED)], "Ann", NotFoundError),
        ([("A16", CONFIRMED)], "  ", UsageError),
        ([("A16", CONFIRMED)], "x" * 121, UsageError),
        ([("A16", CONFIRMED)], "Ann\0", UsageError),
        ([("A16", CONFIRMED)], "Ann\ud800", UsageError),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    store: Store, changes: list[tuple[str, AssignmentStatus]], by: str, error: type[Exception]
) -> None:
    key = put(store, ("A3", 0.5), ("A16", 0.6))
    before = standing(store, key)
    with pytest.raises(error):
        store.review(key, EID, changes, by, None, PUBLIC)
    assert standing(store, key) == before
    assert store.decisions(key, PUBLIC) == []


def test_nothing_is_decided_of_what_may_not_be_seen_or_is_superseded(store: Store) -> None:
    key = put(store, ("A1", 0.5))
    new = make_bundle(("Article 1\n1. Ferns are counted yearly.\n2. No.", ARTICLES[1]))
    store.put(new)
    with pytest.raises(UsageError, match="current"):
        act(store, key, ("A1", CONFIRMED))
    store.classify(new.document.id, Classification.CONFIDENTIAL, "xx")
    store.put_assignments(new.document.id, proposals(new.document.id, ("A1", 0.5)))
    with pytest.raises(NotFoundError):
        act(store, new.document.id, ("A1", CONFIRMED))
    assert store.review_queue(PUBLIC, {}).total == 0
    assert store.review_tally(PUBLIC) == []
    assert store.review_queue(Access.of("xx"), {}).total == 1
    store.review(new.document.id, EID, [("A1", CONFIRMED)], "Ann", None, Access.of("xx"))
    assert (store.count_decided(PUBLIC), store.count_decided(Access.of("xx"))) == (0, 1)
    assert (store.all_decisions(PUBLIC), len(store.all_decisions(Access.of("xx")))) == ([], 1)
    with pytest.raises(NotFoundError):
        store.provision_decisions(new.document.id, EID, PUBLIC)


def test_decisions_on_sub_themes_go_with_their_areas_to_a_new_version(store: Store) -> None:
    key = put(store, ("A3", 0.6), ("A3.1", 0.5), ("A16", 0.4))
    act(store, key, ("A3.1", CONFIRMED))
    act(store, key, ("A16", REJECTED), by="Bob")
    new = make_bundle((ARTICLES[0], "Article 2\n1. Mosses are moved."))
    proposed = tuple(
        replace(each, document_id=new.document.id)
        for each in proposals("", ("A3", 0.9), ("A16", 0.9), ("A17", 0.9))
    )
    store.put(replace(new, assignments=proposed))
    assert standing(store, new.document.id) == {
        "A3": ("confirmed", "Ann"), "A3.1": ("confirmed", "Ann"),
        "A16": ("rejected", "Bob"), "A17": ("proposed", "program"),
    }  # fmt: skip
    # The log and what was said before are those of the same provision in the old version.
    assert [d.area for d in store.provision_decisions(new.document.id, EID, PUBLIC)] == ["A16", "A3", "A3.1"]
    act(store, new.document.id, ("A3", PROPOSED))
    assert standing(store, new.document.id)["A3"] == ("proposed", "program")
    assert standing(store, new.document.id)["A3.1"] == ("proposed", "program")


def test_a_new_version_brings_no_sub_theme_of_a_rejected_area(store: Store) -> None:
    key = put(store, ("A3", 0.6))
    act(store, key, ("A3", REJECTED))
    new = make_bundle((ARTICLES[0], "Article 2\n1. Mosses are moved."))
    proposed = tuple(replace(each, document_id=new.document.id) for each in proposals("", ("A3.1", 0.9)))
    store.put(replace(new, assignments=proposed))
    assert standing(store, new.document.id) == {"A3": ("rejected", "Ann")}


def test_the_least_certain_comes_first(store: Store) -> None:
    key = put(store)
    other = put(store, instrument=MOSSES, source="mosses.txt", language="kk")
    first, second = (proposals(key, ("A1", 0.5), ("A2", 0.7), ("A3", 0.9)), proposals(other, ("A2", 0.95)))
    tied = replace(proposals(key, ("A16", 0.7))[0], rivals=("A17",))
    store.put_assignments(key, [*first, tied])
    store.put_assignments(other, second)
    page = store.review_queue(PUBLIC, {"A1": 0.5, "A2": 0.4, "A3": 0.85, "A16": 0.5})
    # A1 0; A16 half of 0.2 / 0.5; A3 0.05 / 0.15; A2 0.3 / 0.6 and 0.55 / 0.6.
    assert [(i.area, round(i.distance, 3)) for i in page.items] == [
        ("A1", 0.0), ("A16", 0.2), ("A3", 0.333), ("A2", 0.5), ("A2", 0.917),
    ]  # fmt: skip
    assert page.items[1].rivals == ("A17",)
    assert page.total == 5
    second_page = store.review_queue(PUBLIC, {"A2": 0.4}, area="A2", limit=1, offset=1)
    assert (second_page.total, [i.document_id for i in second_page.items]) == (2, [other])
    only = store.review_queue(PUBLIC, {}, selection=Selection(languages=("kk",)))
    assert [i.document_id for i in only.items] == [other]
    assert store.review_queue(PUBLIC, {}, selection=Selection(jurisdictions=("zz",))).total == 0
    assert sorted(store.review_tally(PUBLIC)) == sorted(
        [(key, "A1", 1), (key, "A16", 1), (key, "A2", 1), (key, "A3", 1), (other, "A2", 1)]
    )


statuses = st.sampled_from([PROPOSED, CONFIRMED, REJECTED])
decided = st.tuples(st.just("decide"), st.sampled_from(CODES), statuses)
moved = st.tuples(st.just("move"), st.sampled_from(CODES), st.sampled_from(CODES))
proposed = st.tuples(st.just("propose"), st.frozensets(st.sampled_from(CODES)), st.floats(0.01, 0.99))
versioned = st.tuples(st.just("version"), st.integers(0, 9), st.none())


def test_whatever_happens_decisions_stay_and_sub_themes_have_areas() -> None:
    numbers = count()
    with Store.open("sqlite://") as store:

        @settings(max_examples=100, deadline=None)
        @given(st.lists(st.one_of(decided, decided, moved, proposed, versioned), max_size=14))
        def holds(steps: list[Step]) -> None:
            run(store, f"{next(numbers)}.txt", steps)

        holds()


def run(store: Store, source: str, steps: list[Step]) -> None:
    bundle = make_bundle(source=source)
    store.put(bundle)
    key = bundle.document.id
    decisions: dict[str, AssignmentStatus] = {}
    logged, seen = 0, {key}
    for kind, one, two in steps:
        before = {a.area: a for a in store.assignments(PUBLIC, key) if a.area in decisions}
        if kind == "propose":
            wanted = {*one, *(area_of(code) for code in one)}  # as programs do: with their areas
            store.put_assignments(key, proposals(key, *((code, two) for code in sorted(wanted))))
        elif kind == "version":
            changed = make_bundle((ARTICLES[0], f"Article 2\n1. Mosses: {one}."), source=source)
            if changed.document.id in seen:
                return  # a file that goes back finds what was decided then
            store.put(changed)
            key = changed.document.id
            seen.add(key)
        else:
            changes = [(one, two)] if kind == "decide" else [(one, REJECTED), (two, CONFIRMED)]
            try:
                taken = store.review(key, EID, changes, "Ann", None, PUBLIC)
            except UsageError:
                taken = []
            for each in taken:
                if each.status is PROPOSED:
                    decisions.pop(each.area, None)
                else:
                    decisions[each.area] = each.status
            logged += len(taken)
            before = {}
        rows = {a.area: a for a in store.assignments(PUBLIC, key)}
        assert {code: rows[code].status for code in decisions} == decisions
        for code, was in before.items():  # a program changes nothing of them
            assert replace(rows[code], document_id="") == replace(was, document_id="")
        for code, row in rows.items():
            if is_theme(code) and row.status is not REJECTED:
                area = rows[area_of(code)]
                assert area.status is CONFIRMED or (area.status is PROPOSED and row.status is PROPOSED)
        assert len(store.provision_decisions(key, EID, PUBLIC)) == logged


def test_the_log_is_only_added_to(store: Store) -> None:
    key = put(store, ("A3", 0.6))
    steps: list[Callable[[], None]] = [
        lambda: act(store, key, ("A3.1", CONFIRMED)),
        lambda: act(store, key, ("A3.1", PROPOSED)),
        lambda: act(store, key, ("A3", REJECTED)),
        lambda: store.put_assignments(key, []),
        lambda: act(store, key, ("A3", PROPOSED)),
    ]
    log = store.decisions(key, PUBLIC)
    for step in steps:
        step()
        longer = store.decisions(key, PUBLIC)
        assert longer[: len(log)] == log
        log = longer
    assert [d.status.value for d in log] == ["confirmed", "confirmed", "proposed", "rejected", "proposed"]
