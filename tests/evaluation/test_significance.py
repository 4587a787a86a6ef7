"""The significance test, with p-values counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.significance import Difference, Paired, compare, correct


def paired(*gains: float) -> list[Paired]:
    return [Paired(f"topic {number}", 0.5, 0.5 + gain) for number, gain in enumerate(gains)]


def test_six_topics_that_all_gain_are_just_significant() -> None:
    """Of 64 ways to swap, two give a difference as large: none swapped, all swapped."""
    found = compare(paired(*[0.1] * 6))
    assert found.p == pytest.approx(2 / 64)
    assert found.difference == pytest.approx(0.1)
    assert (found.low, found.high) == pytest.approx((0.1, 0.1))


def test_one_topic_in_six_that_loses_spoils_it() -> None:
    """As large or larger, either way: none or one of six with the other sign, 2 (1 + 6) of 64."""
    found = compare(paired(0.1, 0.1, 0.1, 0.1, 0.1, -0.1))
    assert found.p == pytest.approx(14 / 64)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.difference < found.high


def test_queries_on_one_topic_are_swapped_together() -> None:
    """Ten times as many queries on the same six topics say no more than six."""
    few = paired(*[0.1] * 6)
    many = compare(few * 10)
    assert (many.queries, many.units) == (60, 6)
    assert many.p == compare(few).p


def test_the_mean_is_over_queries_not_over_topics() -> None:
    pairs = [Paired("a", 0.0, 1.0), Paired("a", 0.0, 1.0), Paired("b", 0.0, 0.0)]
    assert compare(pairs).after == pytest.approx(2 / 3)


def test_a_ratio_is_of_sums() -> None:
    """Language balance: 0.5 + 0 in the mixed pool over 1 + 0.5 alone; then 1 + 0.5 over the same."""
    pairs = [Paired("a", 0.5, 1.0, 1.0, 1.0), Paired("b", 0.0, 0.5, 0.5, 0.5)]
    found = compare(pairs)
    assert (found.before, found.after) == pytest.approx((1 / 3, 1.0))


def test_fewer_than_six_topics_are_not_tested() -> None:
    found = compare(paired(*[0.3] * 5))
    assert (found.p, found.low, found.high, found.significant) == (None, None, None, False)
    assert found.difference == pytest.approx(0.3)


def test_nothing_that_differs_has_a_p_value_of_one() -> None:
    found = compare(paired(*[0.0] * 8))
    assert (found.p, found.low, found.high) == (1.0, 0.0, 0.0)


def test_nothing_weighed_is_no_difference() -> None:
    found = compare([Paired(f"topic {n}", 0.0, 0.0, 0.0, 0.0) for n in range(7)])
    assert (found.before, found.after, found.p) == (0.0, 0.0, 1.0)


def test_the_same_seed_gives_the_same_test() -> None:
    pairs = paired(*(0.01 * (number % 7 - 2) for number in range(40)))
    assert compare(pairs) == compare(pairs)
    assert compare(pairs, seed=1).p != compare(pairs, seed=2).p


def test_holm_multiplies_the_smallest_by_all_the_next_by_one_less() -> None:
    tests = {name: Difference(9, 9, 0, 0, p=p) for name, p in (("a", 0.02), ("b", 0.01), ("c", 0.9))}
    tests["d"] = Difference(3, 3, 0, 0)
    corrected = correct(tests)
    assert [corrected[name].holm for name in "bac"] == pytest.approx([0.03, 0.04, 0.9])
    assert corrected["d"].holm is None
    assert corrected["b"].significant
    assert not corrected["c"].significant


@given(st.lists(st.floats(0, 1), max_size=12))
def test_corrected_p_values_keep_their_order_and_never_fall(values: list[float]) -> None:
    corrected = correct({number: Difference(9, 9, 0, 0, p=p) for number, p in enumerate(values)})
    pairs = sorted((found.p, found.holm) for found in corrected.values() if found.p is not None)
    holms = [holm for _, holm in pairs if holm is not None]
    assert holms == sorted(holms)
    assert all(p <= (holm or 0) <= 1 for p, holm in pairs)
