"""Held-out topics: looked at only on purpose, and every look is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ConfigurationError, UsageError
from evaluation.looks import LOG, choose_splits, read_looks, record_look
from evaluation.topics import Split


def test_only_the_tuning_topics_are_measured_by_default() -> None:
    assert Split.HELD_OUT not in choose_splits(None, held_out=False)
    assert choose_splits("tuning", held_out=True) == (Split.TUNING,)


def test_held_out_topics_must_be_asked_for_twice() -> None:
    with pytest.raises(UsageError, match="held-out") as caught:
        choose_splits("held-out", held_out=False)
    assert "--held-out" in caught.value.remedy
    assert choose_splits("held-out", held_out=True) == (Split.HELD_OUT,)
    assert set(choose_splits(None, held_out=True)) == set(Split)


def test_there_is_no_other_split() -> None:
    with pytest.raises(UsageError, match="magic"):
        choose_splits("magic", held_out=True)


def test_looks_are_counted_and_never_forgotten(tmp_path: Path) -> None:
    assert read_looks(tmp_path) == []
    assert record_look(tmp_path, {"encoder": "one"}) == 1
    assert record_look(tmp_path, {"encoder": "two"}) == 2
    assert [look["encoder"] for look in read_looks(tmp_path)] == ["one", "two"]
    assert all(look["when"] for look in read_looks(tmp_path))


def test_a_look_that_cannot_be_recorded_is_refused(tmp_path: Path) -> None:
    (tmp_path / LOG).mkdir()
    with pytest.raises(ConfigurationError, match=LOG):
        record_look(tmp_path, {})
