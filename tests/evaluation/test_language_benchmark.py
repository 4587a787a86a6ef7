"""The benchmark of language identification: its arithmetic, and the aim it is held to."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from evaluation.language_benchmark import main, read_parallel, score
from evaluation.language_mixtures import Bin, accuracy, measure, mix, reliability
from ingest.language import Identified


def test_macro_accuracy_is_the_mean_over_languages() -> None:
    texts = {"ko": ["법률", "법률을 정한다"], "th": ["กฎหมาย", "1."]}
    found = score("ours", texts, "sentence")
    assert found.by_language == {"ko": 1.0, "th": 0.5}
    assert found.macro == pytest.approx(0.75)
    assert found.mistakes == (("th", "und", 1),)


def test_dari_counts_as_persian(tmp_path: Path) -> None:
    (tmp_path / "ntrex.prs.txt").write_text("یک\nدو\nسه\n", "utf-8")
    (tmp_path / "ntrex.zho-TW.txt").write_text("一\n", "utf-8")
    assert read_parallel(tmp_path, 2) == {"fa": ["یک", "دو"], "zh-Hant": ["一"]}


def test_an_empty_folder_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(tmp_path)]) == 2
    assert "ntrex" in capsys.readouterr().err


def test_json_alone_on_stdout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ntrex.tha.txt").write_text("กฎหมาย\nกฎหมายไทย\nมาตรา\n", "utf-8")
    assert main(["--folder", str(tmp_path), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["alone"]
    assert {(row["method"], row["unit"]) for row in rows} >= {
        ("ours", "sentence"),
        ("CLD2", "three sentences"),
    }


def test_the_aim_is_met_on_a_sample(shared_corpus: Path) -> None:
    texts = read_parallel(shared_corpus.parent / "parallel", 60)
    paragraphs = {
        code: [" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3)] for code, lines in texts.items()
    }
    assert len(texts) == 36
    assert score("ours", texts, "sentence").macro >= 0.97
    assert score("ours", paragraphs, "three sentences").macro >= 0.99


def test_languages_take_turns_in_a_mixed_document() -> None:
    document = mix({"a": ["x", "y"], "b": ["z"], "c": ["w"]}, ("a", "b"), Random(3))
    assert {code for code, _ in document} == {"a", "b"}
    assert 40 <= len(document) <= 42
    assert all((text in "xy") == (code == "a") for code, text in document)


def test_reliability_sets_confidence_against_accuracy() -> None:
    judged = [("ru", Identified("ru", 0.92)), ("ru", Identified("uk", 0.94)), ("ru", Identified("ru", 1.0))]
    assert accuracy(judged) == pytest.approx(2 / 3)
    low, high = reliability(judged)
    assert (low.low, low.count, low.accuracy) == (0.9, 2, 0.5)
    assert low.confidence == pytest.approx(0.93)
    assert high == Bin(0.99, 1, 1.0, 1.0)


def test_no_paragraph_is_worse_off_in_a_mixed_document(shared_corpus: Path) -> None:
    texts = read_parallel(shared_corpus.parent / "parallel", 90)
    paragraphs = {code: [" ".join(t[i : i + 3]) for i in range(0, len(t), 3)] for code, t in texts.items()}
    _, alone, mixed = measure(paragraphs, "three sentences", documents=2)
    assert len(mixed) > 1_500
    assert accuracy(mixed) >= accuracy(alone) - 0.001
    assert accuracy(mixed) >= 0.99
    # A confidence that is stated is kept: what is said to be sure is right.
    sure = [(true, found) for true, found in mixed if found.confidence >= 0.99]
    assert accuracy(sure) >= 0.995
