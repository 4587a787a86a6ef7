"""The measures against numbers worked out by hand."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.measures import Scores, average, measure
from evaluation.topics import Grade, Item

A, B, C, X, Y = (Item("law", f"art_{number}") for number in range(1, 6))
ANSWERS, RELATED = Grade.ANSWERS, Grade.RELATED


def test_a_perfect_run() -> None:
    scores = measure({"q": {A: ANSWERS, B: RELATED}}, {"q": [A, B]})["q"]
    assert scores == Scores(1, 1.0, 1.0, 1.0, 1.0)


def test_related_first_and_the_answer_third() -> None:
    scores = measure({"q": {A: ANSWERS, B: RELATED}}, {"q": [B, X, A]})["q"]
    gained = 1 / log2(2) + 2 / log2(4)
    ideal = 2 / log2(2) + 1 / log2(3)
    assert scores.ndcg == pytest.approx(gained / ideal)
    assert scores.recall == 1.0
    assert scores.reciprocal_rank == pytest.approx(1 / 3)


def test_one_of_two_answers_found() -> None:
    scores = measure({"q": {A: ANSWERS, B: ANSWERS}}, {"q": [X, A]})["q"]
    assert scores.ndcg == pytest.approx((2 / log2(3)) / (2 / log2(2) + 2 / log2(3)))
    assert (scores.recall, scores.reciprocal_rank) == (0.5, 0.5)


def test_related_alone_is_no_answer() -> None:
    scores = measure({"q": {A: ANSWERS, B: RELATED}}, {"q": [B]})["q"]
    assert (scores.recall, scores.reciprocal_rank) == (0.0, 0.0)
    assert scores.ndcg == pytest.approx(1 / (2 + 1 / log2(3)))


def test_the_eleventh_find_is_too_late() -> None:
    others = [Item("other", f"art_{number}") for number in range(10)]
    assert measure({"q": {A: ANSWERS}}, {"q": [*others, A]})["q"] == Scores(1, 0.0, 0.0, 0.0, 1.0)
    assert measure({"q": {A: ANSWERS}}, {"q": [*others[:9], A]})["q"].reciprocal_rank == pytest.approx(1 / 10)


def test_a_find_counts_once_and_where_it_is_first() -> None:
    twice = measure({"q": {A: ANSWERS, B: ANSWERS}}, {"q": [A, A, B]})["q"]
    assert twice == measure({"q": {A: ANSWERS, B: ANSWERS}}, {"q": [A, B]})["q"]


def test_nothing_found_scores_nothing_and_unjudged_queries_are_left_out() -> None:
    scores = measure(
        {"found": {A: ANSWERS}, "empty": {A: ANSWERS}, "unjudged": {}}, {"found": [A], "unjudged": [A]}
    )
    assert set(scores) == {"found", "empty"}
    assert scores["empty"] == Scores(1, 0.0, 0.0, 0.0, 1.0)
    assert measure({"q": {A: ANSWERS}}, {})["q"].ndcg == 0.0


def test_the_ceiling_of_recall() -> None:
    many = {Item("law", f"art_{number}"): ANSWERS for number in range(25)}
    scores = measure({"q": many}, {"q": list(many)})["q"]
    assert scores.recall == pytest.approx(10 / 25)
    assert scores.ceiling == pytest.approx(10 / 25)


def test_averages_go_by_query() -> None:
    mean = average([Scores(1, 1.0, 0.5, 1.0, 1.0), Scores(1, 0.0, 0.0, 0.5, 0.5)])
    assert mean == Scores(2, 0.5, 0.25, 0.75, 0.75)
    assert average([]) == Scores(0, 0.0, 0.0, 0.0, 0.0)


@given(st.permutations([A, B, C, X, Y]))
def test_measures_stay_in_range_and_the_best_order_is_best(order: list[Item]) -> None:
    qrels = {"q": {A: ANSWERS, B: ANSWERS, C: RELATED}}
    scores = measure(qrels, {"q": order})["q"]
    assert 0.0 < scores.ndcg <= 1.0 + 1e-9
    assert scores.ndcg <= measure(qrels, {"q": [A, B, C, X, Y]})["q"].ndcg + 1e-9
    assert scores.recall == 1.0
