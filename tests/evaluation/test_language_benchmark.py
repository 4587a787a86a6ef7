"""The benchmark of language identification: its arithmetic, and the aim it is held to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.language_benchmark import main, read_parallel, score


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
    rows = json.loads(capsys.readouterr().out)
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
