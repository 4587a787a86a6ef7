"""Generated passages, and what is measured of an index of a few of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evaluation.scale import measuring
from evaluation.scale.__main__ import main
from evaluation.scale.asking import KINDS, Asker
from evaluation.scale.building import build, make_balance
from evaluation.scale.data import LOT, PER_DOCUMENT, Passages
from evaluation.scale.measuring import Times, scan
from search.index import Filter, select
from search.index.edge import EdgeIndex


def test_the_same_seed_gives_the_same_passages_however_they_are_read() -> None:
    one, other = Passages(2 * LOT, 7), Passages(2 * LOT, 7)
    whole = [point for lot in one.lots() for point in one.points(*lot)]
    again = other.points(LOT, 2 * LOT)
    assert [point.payload() for point in whole[LOT:]] == [point.payload() for point in again]
    np.testing.assert_array_equal(whole[LOT].vector, again[0].vector)
    assert Passages(LOT, 8).points(0, 1)[0].words != whole[0].words


def test_vectors_have_length_one_and_are_as_alike_as_real_ones() -> None:
    passages = Passages(4_000)
    vectors = np.concatenate([passages.vectors(*lot) for lot in passages.lots()])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    similar = vectors[:100] @ vectors.T
    # Measured on real passages: random pairs deviate by 0.11 around nothing.
    assert similar.std() == pytest.approx(0.11, abs=0.03)
    assert abs(float(np.median(similar))) < 0.02


def test_the_exact_search_finds_the_nearest_in_order() -> None:
    vectors = np.eye(4, dtype=np.float32)
    query = np.array([0.1, 0.5, 0.3, 0.2], np.float32)
    assert scan(vectors, query).tolist() == [1, 2, 3, 0]


def test_times_are_the_median_and_what_95_of_100_stay_under() -> None:
    times = Times.of([(number / 1000, number / 2000) for number in range(101)])
    assert (times.p50, times.p95) == (pytest.approx(50), pytest.approx(95))
    assert (times.processor50, times.processor95) == (pytest.approx(25), pytest.approx(47.5))


def test_every_kind_of_question_is_answered_from_a_small_index(tmp_path: Path) -> None:
    passages = Passages(2 * PER_DOCUMENT)
    built = build(passages, tmp_path)
    assert (built.passages, built.disk > 0) == (500, True)
    # Building again takes what is there.
    assert build(passages, tmp_path) == built
    generation = EdgeIndex(tmp_path).current()
    drafts = passages.drafts(6)
    asker = Asker(generation, make_balance(passages), passages, drafts)
    for kind in KINDS:
        assert len([asker.ask(kind, number) for number in range(6)]) == 6
    assert asker.ask("plain", 0)
    exact = scan(np.concatenate([passages.vectors(*lot) for lot in passages.lots()]), drafts[0].vector)
    assert asker.nearest(0, 10) == exact[:10].tolist()
    languages = generation.facet("language", Filter())
    assert sum(languages.values()) == 500
    assert generation.count(Filter(select(language=["l07"]))) == languages["l07"]


def test_the_command_prints_the_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "WARMING", 1)
    monkeypatch.setattr(measuring, "ASKED", 2)
    monkeypatch.setattr(measuring, "LOCAL_UP_TO", 0)
    assert main(["--passages", "0"]) == 2
    figures = tmp_path / "figures.json"
    assert main(["--passages", "300", "--json", str(figures)]) == 0
    out = capsys.readouterr().out
    assert "| 300 |" in out
    assert '"recall": 1.0' in figures.read_text(encoding="utf-8")
