"""The measure of mentions, on numbers worked out by hand, and the gold table."""

from __future__ import annotations

from corpus.entities import Match, entity
from evaluation.entities.gold import Score, read_gold, score


def test_each_marked_mention_counts_once() -> None:
    marked = [Match(0, 6, "heroin"), Match(10, 14, "incb")]
    found = [Match(0, 6, "heroin"), Match(2, 5, "heroin"), Match(10, 14, "cnd")]
    counts, wrong, missed = score(found, marked)
    assert counts == Score(provisions=1, right=1, wrong=2, missed=1)
    assert wrong == found[1:]
    assert missed == marked[1:]
    assert (counts.precision, counts.recall) == (1 / 3, 1 / 2)


def test_nothing_has_no_shares() -> None:
    counts, _, _ = score([], [])
    assert (counts.precision, counts.recall) == (None, None)
    assert counts + Score(2, 3, 1, 0) == Score(3, 3, 1, 0)


def test_the_gold_table_is_whole() -> None:
    rows = read_gold()
    assert len(rows) >= 200
    assert len({row.language for row in rows}) >= 10
    assert 0.4 < sum(row.held_out for row in rows) / len(rows) < 0.6
    for row in rows:
        for match in row.mentions:
            assert 0 <= match.start < match.end
            entity(match.entity_id)
