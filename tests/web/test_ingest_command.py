"""`narcord ingest`: the bounds that the settings put on a file, files that are gone, what is logged."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from corpus.errors import ConfigurationError
from corpus.settings import Settings
from ingest.limits import Limits
from web.cli import build_app

LAW = "Sample Poppy Act\n\nArticle 1\nEach farm registers its poppy fields.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NARCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NARCORD_ENCODER", "demo")
    place = tmp_path / "laws"
    place.mkdir()
    (place / "poppy.txt").write_text(LAW)
    return place


def ingest(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(build_app(), ["ingest", str(folder), "--no-index", *more])


def test_the_limits_are_those_of_the_settings(tmp_path: Path) -> None:
    limits = Limits.of(Settings(tmp_path, "sqlite://", max_file_mb=7, parse_seconds=11))
    assert (limits.max_bytes, limits.seconds, limits.cpu_seconds) == (7 << 20, 11.0, 11)


def test_a_file_above_the_set_size_is_refused_with_the_setting_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARCORD_MAX_FILE_MB", "1")
    (folder / "big.txt").write_text("word " * 300_000)
    result = ingest(folder)
    assert result.exit_code == 1
    assert "larger than 1 MiB" in result.stderr
    assert "NARCORD_MAX_FILE_MB" in result.stderr
    assert "1 added" in result.stderr


def test_a_file_that_takes_too_long_is_given_up_with_the_setting_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARCORD_PARSE_SECONDS", "1")
    (folder / "poppy.txt").write_text(
        "1. Each farm registers its fields (a) and (b); see article 1.\n" * 60_000
    )
    result = ingest(folder)
    assert result.exit_code == 1
    assert "longer to parse than 1 s" in result.stderr
    assert "NARCORD_PARSE_SECONDS" in result.stderr


@pytest.mark.parametrize("name", ["MAX_FILE_MB", "PARSE_SECONDS"])
def test_a_bound_that_lets_nothing_through_is_told(name: str) -> None:
    with pytest.raises(ConfigurationError, match="lets no file through"):
        Settings.load({f"NARCORD_{name}": "0"})


def test_a_file_that_is_gone_is_told_with_the_command_that_removes_it(folder: Path) -> None:
    ingest(folder)
    (folder / "poppy.txt").unlink()
    result = ingest(folder)
    assert result.exit_code == 0
    assert "missing: " in result.stderr
    assert "To remove it: narcord remove " in result.stderr
    again = ingest(folder, "--json")
    assert json.loads(again.stdout)["counts"]["missing"] == 1
    command = result.stderr.split("To remove it: narcord ")[1].split("\n")[0].split()
    assert CliRunner().invoke(build_app(), command).exit_code == 0
    assert json.loads(ingest(folder, "--json").stdout)["counts"]["missing"] == 0


@pytest.mark.parametrize(
    ("setting", "option", "level"),
    [
        (None, [], logging.WARNING),
        ("error", [], logging.ERROR),
        ("error", ["--verbose"], logging.INFO),
        ("DEBUG", ["--verbose"], logging.DEBUG),
    ],
)
def test_how_much_is_logged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, setting: str | None, option: list[str], level: int
) -> None:
    if setting:
        monkeypatch.setenv("NARCORD_LOG_LEVEL", setting)
    seen: list[int] = []
    monkeypatch.setattr(logging, "basicConfig", lambda **given: seen.append(given["level"]))
    CliRunner().invoke(build_app(), [*option, "ingest", str(folder), "--no-index"])
    assert seen == [level]


def test_an_unknown_level_is_told() -> None:
    with pytest.raises(ConfigurationError, match="not a level"):
        Settings.load({"NARCORD_LOG_LEVEL": "loud"})
