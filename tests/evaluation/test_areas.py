"""Gold assignments: what stands in the file, and how they are scored."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.areas import area_of, load_areas, load_themes
from evaluation.areas.__main__ import agree, choose_least
from evaluation.areas.gold import read_gold
from evaluation.areas.score import (
    Score,
    average,
    by_group,
    find_calibration_error,
    find_reliability,
    pool,
    score_columns,
)

GOLD = np.array([[True, False], [True, True], [False, False]])
SAID = np.array([[True, True], [False, True], [False, False]])


def test_the_gold_is_as_large_and_as_varied_as_it_must_be() -> None:
    gold = read_gold()
    held_out = [row for row in gold if row.held_out]
    assert len(gold) >= 400
    assert len(held_out) >= 200
    assert len({row.path for row in gold}) >= 15
    assert len({row.language for row in gold}) >= 10
    assert len({(row.path, row.language, row.eid) for row in gold}) == len(gold)


def test_the_gold_uses_codes_that_exist_and_sub_themes_only_with_their_areas() -> None:
    areas, themes = {each.code for each in load_areas()}, {each.code for each in load_themes()}
    for row in read_gold():
        assert row.areas <= areas
        assert row.themes <= themes
        assert {area_of(theme) for theme in row.themes} <= row.areas
        assert row.between <= row.areas


def test_precision_recall_and_f1_are_those_of_the_textbook() -> None:
    first, second = score_columns(GOLD, SAID)
    assert (first.precision, first.recall) == (1.0, 0.5)
    assert second.f1 == pytest.approx(2 / 3)
    assert pool([first, second]) == Score(3, 3, 2)
    assert average([first, second]) == pytest.approx(2 / 3)
    assert average([first, second], least=2) == pytest.approx(2 / 3)
    assert by_group(["en", "ru", "en"], GOLD, SAID)["ru"] == Score(2, 1, 1)


def test_reliability_compares_what_was_said_with_what_is_right() -> None:
    gold = np.array([[True], [False], [True], [True]])
    bins = find_reliability(gold, np.array([[0.95], [0.15], [0.11], [1.0]]))
    assert [(each.low, each.pairs, each.share) for each in bins] == [(0.1, 2, 0.5), (0.9, 2, 1.0)]
    assert find_calibration_error(bins) == pytest.approx((2 * (0.5 - 0.13) + 2 * 0.025) / 4)


def test_the_baseline_of_nearness_gets_its_best_threshold() -> None:
    closeness = np.array([[1.0], [2.0], [3.0], [0.2]])
    least = choose_least(closeness, np.array([[False], [True], [True], [False]]))
    assert 1.0 < least <= 2.0


def test_readers_are_compared_where_two_read() -> None:
    rows = [row for row in read_gold() if len(row.readings) > 1]
    codes = [each.code for each in load_areas()]
    found = agree(rows, codes)
    assert found is not None
    assert 0.5 < found < 1
    assert agree([row for row in read_gold() if len(row.readings) == 1], codes) is None
