"""Measures of one meaning in every language: by hand, and their command on a small home."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import evaluation.multilingual.__main__ as command
from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from evaluation.multilingual.monolingual import differ, measure_pools, read_pools
from evaluation.multilingual.news import measure_news, score
from search.align.split import Part, part_of_article, part_of_news
from search.encoders.demo import DemoEncoder
from tests.search.samples import make_bundle

NUMBERS = range(1, 91)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load({"NARCORD_HOME": str(tmp_path), "NARCORD_ENCODER": "demo"})


@pytest.fixture
def parallel(tmp_path: Path) -> Path:
    folder = tmp_path / "parallel"
    folder.mkdir()
    for language in ("eng", "fra", "rus"):
        lines = "".join(f"boat {n} sails\n" for n in NUMBERS)
        (folder / f"own.{language}.txt").write_text(lines, encoding="utf-8")
    (folder / "document_ids.tsv").write_text("".join(f"paper.{n}\n" for n in NUMBERS), encoding="utf-8")
    return folder


def test_r_precision_by_hand() -> None:
    # Two meanings in three languages; the English of the first lies among the second's.
    rows = np.array([[0.2, 1], [1, 0.05], [1, 0.0], [0, 1], [0.05, 1], [0.02, 1]], np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = score(rows, [0, 0, 0, 1, 1, 1], ["en", "fr", "ru"] * 2)
    # English: its first finds none of two, its second both.
    assert found == {"en": 0.5, "fr": 1.0, "ru": 1.0}


def test_only_what_is_kept_out_is_asked(parallel: Path) -> None:
    scores = measure_news(DemoEncoder(), None, parallel)
    assert scores.sentences == sum(part_of_news(f"paper.{n}") is Part.HELD_OUT for n in NUMBERS) > 3
    # The words are the same in every "language", so every counterpart is found.
    assert scores.plain == {"en": 1.0, "fr": 1.0, "ru": 1.0}
    assert scores.centred is None


def test_headings_of_one_part_ask_among_the_articles_of_two(settings: Settings) -> None:
    texts = [f"Cargo {n} is weighed and entered in the book." for n in NUMBERS]
    bundle = make_bundle("sea", "en", texts)
    headed = tuple(replace(entry, heading=f"Cargo {entry.label}") for entry in bundle.provisions)
    with Store.open(settings.database_url) as store:
        store.put(replace(bundle, provisions=headed))
        pools = read_pools(store, Access.system_(), Part.HELD_OUT)
        ranks = measure_pools(DemoEncoder(), pools)
    parts = [part_of_article(bundle.instrument.id, f"art_{n}") for n in NUMBERS]
    assert len(pools["en"].articles) == sum(part is not Part.TRAINING for part in parts)
    assert len(ranks["en"]) == sum(part is Part.HELD_OUT for part in parts)
    # The number that a heading names stands in one article alone.
    assert ranks["en"] == [1.0] * len(ranks["en"])


def test_a_difference_that_holds_everywhere_is_not_chance() -> None:
    assert differ([0.2] * 12, [0.4] * 12) < 0.01
    assert differ([0.2, 0.9] * 6, [0.9, 0.2] * 6) > 0.5


def test_the_command_prints_both_encoders(
    settings: Settings, parallel: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(settings.database_url) as store:
        for language in ("en", "fr"):
            store.put(make_bundle("sea", language, [f"Cargo {n} is weighed and entered." for n in NUMBERS]))
    call = ["x", "--home", str(settings.home), "--encoder", "demo", "--parallel", str(parallel)]
    monkeypatch.setattr("sys.argv", [*call, "--only", "pairs", "news"])
    command.main()
    printed = capsys.readouterr().out
    assert "en > fr" in printed
    assert "kept-out sentences, 3 languages" in printed
    monkeypatch.setattr("sys.argv", [*call, "--only", "pairs", "--held-out", "--json"])
    command.main()
    found = json.loads(capsys.readouterr().out)
    assert found[0]["pairs"]["methods"][0]["mixed_mrr"] > 0
