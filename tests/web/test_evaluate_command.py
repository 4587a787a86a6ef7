"""`narcord evaluate` as a person runs it, on the register, with the encoder that needs no model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from corpus.errors import UsageError
from evaluation.looks import LOG, read_looks
from evaluation.topics import Split, load_collection
from web.cli import build_app

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the register, indexed once."""
    folder = tmp_path_factory.mktemp("evaluated")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NARCORD_HOME", str(folder))
        patch.setenv("NARCORD_ENCODER", "demo")
        assert CliRunner().invoke(build_app(), ["index", "rebuild"]).exit_code == 0
        yield folder


@pytest.fixture
def run(home: Path) -> Run:
    def invoke(*arguments: str, code: int = 0) -> Result:
        result = CliRunner().invoke(build_app(), ["evaluate", *arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return invoke


def test_only_tuning_topics_are_measured_and_nothing_is_recorded(run: Run, home: Path) -> None:
    looks = len(read_looks(home))
    found = json.loads(run("--mode", "keyword", "--json").stdout)
    assert set(found["modes"]["keyword"]["parts"]) == {"tuning"}
    assert found["held_out_looks"] == looks
    assert len(read_looks(home)) == looks


def test_a_look_at_held_out_topics_is_recorded_and_names_no_query(run: Run, home: Path) -> None:
    looks = len(read_looks(home))
    with pytest.raises(UsageError, match="held-out"):
        run("--mode", "keyword", "--split", "held-out")
    assert len(read_looks(home)) == looks
    printed = run("--mode", "keyword", "--split", "held-out", "--held-out", "--markdown").stdout
    assert len(read_looks(home)) == looks + 1
    assert f"look {looks + 1} in this home, recorded in its {LOG}" in printed
    assert "keyword, held-out" in printed
    held_out = load_collection().select(Split.HELD_OUT).queries
    assert not [query.id for query in held_out if f"| {query.id} |" in printed or query.text in printed]


def test_a_run_is_saved_and_compared_with_what_is_measured_and_with_another(run: Run, tmp_path: Path) -> None:
    kept, page = tmp_path / "kept.json", tmp_path / "page.html"
    again = run("--mode", "keyword", "--save", str(kept), "--markdown").stdout
    assert "Compared" not in again
    now = run("--mode", "keyword", "--compare", str(kept), "--page", str(page), "--json")
    measures = json.loads(now.stdout)["comparison"]["modes"]["keyword"]["measures"]
    assert measures["nDCG@10"]["difference"] == 0.0
    assert measures["nDCG@10"]["p_holm"] == 1.0
    assert "Compared with an earlier run" in page.read_text(encoding="utf-8")
    both = run("--compare", str(kept), str(kept), "--markdown").stdout
    assert both.startswith("Before: kept (demo ")
    assert "### Search quality" not in both


def test_parts_are_left_out_one_by_one(run: Run) -> None:
    found = json.loads(run("--mode", "keyword", "--ablation", "--json").stdout)
    assert {entry["without"] for entry in found["ablation"]} == {
        "references",
        "stems of other languages",
        "all of these (bare cosine, BM25)",
    }


def test_a_case_that_fails_ends_with_one_and_tells_the_rank(run: Run) -> None:
    """The encoder without a model understands nothing: cases fail, and that is told."""
    printed = run("--cases", code=1).stdout
    assert "expected in the first 3: un-1988#art_" in printed
    assert " hold, " in printed.splitlines()[-2]
    verdicts = json.loads(run("--cases", "--json", code=1).stdout)
    assert {verdict["case"].partition(".")[0] for verdict in verdicts} == {"register"}


def test_calls_that_make_no_sense_are_told(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    with pytest.raises(UsageError, match="nothing to compare"):
        run(str(other))
    with pytest.raises(UsageError, match="without measuring"):
        run("--compare", str(other), str(other), "--ablation")
    with pytest.raises(UsageError, match=r"other\.json"):
        run("--compare", str(other), str(other))
    with pytest.raises(UsageError, match="magic"):
        run("--split", "magic")
    with pytest.raises(UsageError, match="nowhere"):
        run("--mode", "keyword", "--page", str(tmp_path / "nowhere" / "page.html"))
