"""Changing the encoder as a person does it: set it, be told, rebuild, search, measure, align."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from fastapi.testclient import TestClient

import search.align
from corpus.errors import IndexMismatchError, UsageError
from corpus.progress import Report
from corpus.settings import Settings
from corpus.store import Store
from tests.search.tiny_models import WIDTH, save_encoder, save_reranker
from tests.web.samples import BASE
from web.app import create_app

Run = Callable[..., Result]


def _json(result: Result) -> Any:
    return json.loads(result.stdout)


def test_another_model_by_one_setting_then_rebuild_search_and_rerank(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _json(run("encoder", "status", "--json"))
    assert (before["name"], before["index"]["encoder"]) == ("demo", None)
    assert before["remedy"] == "Run: narcord index rebuild"
    run("index", "rebuild")
    assert _json(run("encoder", "status", "--json"))["remedy"] is None

    model = str(save_encoder(tmp_path))
    monkeypatch.delenv("NARCORD_ENCODER")
    (tmp_path / "home" / "narcord.toml").write_text(f'encoder = "{model}"\n', encoding="utf-8")
    changed = _json(run("encoder", "status", "--json"))
    assert (changed["name"], changed["dimension"]) == (model, WIDTH)
    assert changed["index"]["of_this_encoder"] is False
    assert "demo" in changed["index"]["problem"]
    assert "narcord index rebuild" in changed["remedy"]
    assert changed["alignment"] is None
    assert changed["number_format"]["format"] in changed["number_format"]["tried"]
    with pytest.raises(IndexMismatchError):
        run("search", "precursors")

    built = run("index", "rebuild", "--json")
    assert _json(built)["encoded"] > 500
    assert "encode: " in built.stderr, "progress is shown"
    after = _json(run("encoder", "status", "--json"))
    assert after["index"]["of_this_encoder"] is True
    assert after["index"]["fingerprint"] == after["fingerprint"] == changed["fingerprint"]
    assert (after["index"]["problem"], after["remedy"]) == (None, None)
    assert len(_json(run("search", "precursors", "--json"))["hits"]) == 10
    assert _json(run("index", "rebuild", "--json"))["encoded"] == 0

    monkeypatch.setenv("NARCORD_RERANKER", str(save_reranker(tmp_path)))
    found = _json(run("search", "precursors", "--mode", "semantic", "--json"))
    assert found["reranked_by"] == "reranker"
    assert "index is of this encoder" in run("encoder", "status").stdout


class _Trained:
    """What a training would report."""

    def to_json(self) -> dict[str, Any]:
        return {"steps": 3, "balance": {"before": 0.2, "after": 0.9}}


def test_align_trains_with_what_is_given_and_says_what_to_do_next(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path | None, float, int]] = []

    def align(
        settings: Settings, store: Store, parallel: Path | None, minutes: float, seed: int, progress: Report
    ) -> _Trained:
        assert settings.encoder == "demo"
        progress("train", 1, 1)
        asked.append((parallel, minutes, seed))
        return _Trained()

    monkeypatch.setattr(search.align, "align", align)
    (tmp_path / "sentences").mkdir()
    done = run("encoder", "align", "--parallel", str(tmp_path / "sentences"), "--minutes", "5", "--seed", "7")
    assert "narcord index rebuild" in done.stderr
    assert "balance: after" in done.stdout
    assert _json(run("encoder", "align", "--json"))["steps"] == 3
    assert asked[0] == (tmp_path / "sentences", 5.0, 7)
    assert asked[1][0] is None


@pytest.mark.parametrize("wrong", [("--parallel", "/nowhere/at/all"), ("--minutes", "-1")])
def test_align_refuses_what_makes_no_sense(run: Run, wrong: tuple[str, str]) -> None:
    with pytest.raises(UsageError):
        run("encoder", "align", *wrong)


def test_speed_tells_both_rates_and_their_ratio(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", "rebuild")
    monkeypatch.setenv("NARCORD_ENCODER", str(save_encoder(tmp_path)))
    found = _json(run("encoder", "speed", "--rounds", "2", "--passages", "4", "--json"))
    assert (found["rounds"], found["passages"]) == (2, 8)
    assert found["small"] > 0
    assert found["bulk"] > 0
    assert len(found["each_round"]) == 2
    assert "ratio" in run("encoder", "speed", "--rounds", "1", "--passages", "2").stdout


def test_speed_of_an_empty_home_is_a_usage_error(run: Run) -> None:
    with pytest.raises(UsageError, match="no passage"):
        run("encoder", "speed")


def test_the_page_says_what_put_the_hits_in_order(run: Run, tmp_path: Path) -> None:
    run("index", "rebuild")
    settings = replace(Settings.load(), reranker=str(save_reranker(tmp_path)))
    with TestClient(create_app(settings), base_url=BASE) as client:
        read = client.get("/search?q=precursors", headers={"Accept-Language": "en"}).text
        plain = client.get("/search?q=precursors&mode=keyword", headers={"Accept-Language": "en"}).text
        data = client.get("/api/v1/search?q=precursors").json()
    assert "first hits put in order by reranker" in read
    assert "put in order by" not in plain
    assert data["reranked_by"] == "reranker"
