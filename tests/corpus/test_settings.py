"""Settings: environment over file over default, and mistakes told with their place."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from corpus.errors import ConfigurationError
from corpus.settings import Settings, prepare_home


def load(home: Path, text: str | None = None, **env: str) -> Settings:
    if text is not None:
        home.mkdir(exist_ok=True)
        (home / "narcord.toml").write_text(text, encoding="utf-8")
    return Settings.load({"NARCORD_HOME": str(home)} | env)


def test_nothing_need_be_set() -> None:
    settings = Settings.load({})
    assert settings.home.name == "narcord"
    assert settings.database_url == f"sqlite:///{settings.home}/narcord.db"
    assert (settings.index_url, settings.encoder, settings.party) == (None, "bundled", None)
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.index_dir == settings.home / "index"


def test_loading_creates_nothing(tmp_path: Path) -> None:
    load(tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_the_environment_outweighs_the_file(tmp_path: Path) -> None:
    text = 'encoder = "BAAI/bge-m3"\nport = 9000\nparty = "kz"\n'
    settings = load(tmp_path, text, NARCORD_PORT="9001", NARCORD_INDEX_URL="http://q:6333")
    assert (settings.encoder, settings.port, settings.party) == ("BAAI/bge-m3", 9001, "kz")
    assert settings.index_url == "http://q:6333"


def test_an_empty_variable_unsets_an_optional_setting(tmp_path: Path) -> None:
    assert load(tmp_path, 'party = "kz"\n', NARCORD_PARTY="").party is None


def test_a_home_given_in_the_call_outweighs_the_environment(tmp_path: Path) -> None:
    assert Settings.load({"NARCORD_HOME": "/nowhere"}, home=tmp_path).home == tmp_path


def test_a_home_is_absolute_and_may_use_a_tilde() -> None:
    assert Settings.load({"NARCORD_HOME": "~/n"}).home == Path.home() / "n"
    assert Settings.load({"NARCORD_HOME": "here"}).home == Path.cwd() / "here"


def test_variables_for_tests_are_no_settings(tmp_path: Path) -> None:
    assert load(tmp_path, NARCORD_TEST_POSTGRES_URL="x").port == 8000


@pytest.mark.parametrize(
    ("text", "env", "told"),
    [
        ("port = \n", {}, "narcord.toml is not valid TOML"),
        ("prot = 1\n", {}, "prot in .*narcord.toml"),
        ('home = "/x"\n', {}, "home in .*narcord.toml"),
        ('port = "many"\n', {}, "Port in .*'many', not a whole number"),
        ("port = true\n", {}, "not a whole number"),
        ("port = 70000\n", {}, "not a port"),
        ("encoder = 5\n", {}, "Encoder in .*not text"),
        ('encoder = " "\n', {}, "is empty"),
        ("", {"NARCORD_PROT": "1"}, "NARCORD_PROT"),
        ("", {"NARCORD_PORT": "-1"}, "NARCORD_PORT is '-1'"),
        ("", {"NARCORD_PORT": ""}, "NARCORD_PORT"),
    ],
)
def test_mistakes_are_told_with_their_place(
    tmp_path: Path, text: str, env: dict[str, str], told: str
) -> None:
    with pytest.raises(ConfigurationError, match=told) as error:
        load(tmp_path, text, **env)
    assert error.value.remedy
    assert error.value.exit_code == 2


def test_an_empty_home_is_told() -> None:
    with pytest.raises(ConfigurationError, match="NARCORD_HOME is empty"):
        Settings.load({"NARCORD_HOME": " "})


def test_a_settings_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "narcord.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="not valid TOML"):
        load(tmp_path)


def test_the_home_is_made_for_its_owner_only(tmp_path: Path) -> None:
    home = prepare_home(load(tmp_path / "a" / "b"))
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert prepare_home(load(home)) == home


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="cannot be created"):
        prepare_home(load(tmp_path / "file" / "home"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_without_rights_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ConfigurationError, match="not writable"):
        prepare_home(load(tmp_path))
