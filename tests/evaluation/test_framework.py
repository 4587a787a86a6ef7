"""The measure of the thresholds by which one instrument is placed against the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.settings import Settings
from corpus.store import Store
from evaluation.framework import Sample, choose_new, choose_repeats, main, share_from
from search.build import build_index
from tests.search.samples import make_bundle

SHIPS = "The captain of a ship lets officers board the ship at sea and search its cargo, " * 3
LAMPS = "Every boat on the river carries two lamps between sunset and sunrise in winter, " * 3


def test_the_best_threshold_parts_what_should_be_told_apart() -> None:
    samples = {
        "counterpart there": Sample([0.9, 0.95, 0.85, 0.8], []),
        "counterpart away": Sample([0.5, 0.6, 0.68, 0.7], []),
        "answers elsewhere": Sample([0.7, 0.8], []),
        "news": Sample([0.4, 0.55], []),
    }
    assert 0.69 < choose_repeats(samples) <= 0.8
    assert 0.55 < choose_new(samples) <= 0.7
    assert share_from([0.1, 0.5, 0.9], 0.5) == pytest.approx(2 / 3)
    assert share_from([], 0.5) != share_from([], 0.5)  # not a number


def test_halves_are_alike_in_every_run() -> None:
    first, second = Sample(), Sample()
    for name in "abcdefgh":
        first.add(name, 0.1)
        second.add(name, 0.1)
    assert (len(first.chosen_on), len(first.kept_out)) == (len(second.chosen_on), len(second.kept_out))
    assert first.chosen_on
    assert first.kept_out


def test_the_command_prints_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings.load({"NARCORD_HOME": str(tmp_path), "NARCORD_ENCODER": "demo"})
    parallel = tmp_path / "parallel"
    parallel.mkdir()
    lines = [f"The minister of sport opened bridge {n} on a sunny morning." for n in range(900)]
    (parallel / "ntrex.eng.txt").write_text("\n".join(lines), encoding="utf-8")
    with Store.open(settings.database_url) as store:
        for bundle in (
            make_bundle("ports", "en", [SHIPS, LAMPS]),
            make_bundle("ports", "fr", [SHIPS, LAMPS], checksum="2"),
            make_bundle("towers", "en", [LAMPS + "and so does every tower."]),
        ):
            store.put(bundle)
        build_index(store, settings)
    assert main(["--home", str(tmp_path), "--parallel", str(parallel), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["samples"]["counterpart there"]["n"] == found["samples"]["counterpart away"]["n"] > 0
    assert found["samples"]["news"]["n"] == 8
    assert found["samples"]["counterpart there"]["quantiles"][2] > 0.95
