"""Where the data lies and how the program runs: environment, settings file, defaults, in this order.

Every setting is an environment variable ``NARCORD_<NAME>`` or a key of ``narcord.toml`` in the home
directory (in lower case, without the prefix). What is given in neither has a default, so that a
fresh install needs no setting at all.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from corpus.errors import ConfigurationError

FILE_NAME = "narcord.toml"
_PREFIX = "NARCORD_"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_AT_LEAST_ONE = ("max_file_mb", "parse_seconds", "fetch_seconds")
# Variables of ours that are no settings of the program: they steer tests and the Makefile.
_NOT_SETTINGS = ("NARCORD_TEST_",)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run.

    ``home`` holds everything that the program writes. ``database_url`` is an SQLAlchemy URL;
    ``index_url`` that of a Qdrant server, None for the embedded index. ``encoder`` is ``bundled``
    or the name or path of a sentence-transformers model. ``reranker`` is the name or path of a
    cross-encoder that puts the best hits into order anew, None for none. ``party`` is on whose behalf
    the command line reads and provides, None for the public. ``host`` and ``port`` are where the server
    listens. ``threads`` bounds the encoder's threads (0: all cores). ``max_file_mb`` and
    ``parse_seconds`` bound one input file. ``log_level`` is how much is logged (``INFO``: what is done).
    ``fetch_contact`` is the address at which the keeper of an official site reaches whoever fetches from it,
    ``fetch_pause`` the seconds between two requests to one host, ``fetch_seconds`` bounds one request.
    """

    home: Path
    database_url: str
    index_url: str | None = None
    index_api_key: str | None = None
    encoder: str = "bundled"
    reranker: str | None = None
    party: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 0
    max_file_mb: int = 200
    parse_seconds: int = 300
    log_level: str = "WARNING"
    fetch_contact: str | None = None
    fetch_pause: int = 5
    fetch_seconds: int = 600

    @property
    def index_dir(self) -> Path:
        """The folder of the embedded search index."""
        return self.home / "index"

    @classmethod
    def load(cls, env: Mapping[str, str] = os.environ, *, home: Path | None = None) -> Settings:
        """Return the settings that ``env`` and the settings file give; ``home`` overrides both.

        Nothing is created: :func:`prepare_home` does that when something is to be written.

        Raises:
            ConfigurationError: the file is not TOML, or a name or value is not one of ours.
        """
        place = home or _default_home(env)
        file = place / FILE_NAME
        given: dict[str, Any] = {}
        for name, value in _read_file(file).items():
            given[name] = _check(name, value, f"{name} in {file}")
        for variable, text in env.items():
            if not variable.startswith(_PREFIX) or variable.startswith(_NOT_SETTINGS):
                continue
            name = variable.removeprefix(_PREFIX).lower()
            if name != "home":
                given[name] = _check(name, text, f"the environment variable {variable}")
        given.setdefault("database_url", f"sqlite:///{place / 'narcord.db'}")
        return cls(home=place, **given)


def prepare_home(settings: Settings) -> Path:
    """Create the home directory if need be, closed to other users, and return it.

    Raises:
        ConfigurationError: it cannot be created or written to.
    """
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ConfigurationError(
            f"The home directory {settings.home} cannot be created: {error.strerror}.",
            remedy="Set NARCORD_HOME to a folder that you may write to.",
        ) from error
    if not os.access(settings.home, os.W_OK | os.X_OK):
        raise ConfigurationError(
            f"The home directory {settings.home} is not writable.",
            remedy="Make it writable, or set NARCORD_HOME to another folder.",
        )
    return settings.home


def _default_home(env: Mapping[str, str]) -> Path:
    given = env.get(f"{_PREFIX}HOME")
    if given is None:
        return user_data_path("narcord", appauthor=False)
    if not given.strip():
        raise ConfigurationError(
            "The environment variable NARCORD_HOME is empty.",
            remedy="Set it to a folder, or unset it to use the default.",
        )
    return Path(given).expanduser().absolute()


def _read_file(file: Path) -> dict[str, Any]:
    try:
        content = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise ConfigurationError(
            f"The settings file {file} cannot be read: {error.strerror}.",
            remedy="Make it readable, or remove it.",
        ) from error
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"The settings file {file} is not valid TOML: {error}.",
            remedy="Correct it; values of text stand in double quotes.",
        ) from error


def _check(name: str, value: object, where: str) -> object:
    """Return ``value`` in the type of the setting ``name``; ``where`` names its origin in errors."""
    types = {entry.name: entry.type for entry in fields(Settings)}
    if name == "home" or name not in types:
        known = ", ".join(sorted(types.keys() - {"home"}))
        raise ConfigurationError(
            f"There is no such setting: {where}.",
            remedy=f"Remove it, or use one of: {known}; the home is set by NARCORD_HOME only.",
        )
    if types[name] == "int":
        if isinstance(value, str) and value.strip().isdecimal():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise ConfigurationError(
                f"{where[0].upper()}{where[1:]} is {value!r}, not a whole number.",
                remedy="Write it in digits, such as 8000.",
            )
        if name == "port" and value > 65535:
            raise ConfigurationError(
                f"{where[0].upper()}{where[1:]} is {value}, not a port.",
                remedy="Use a number from 0 to 65535.",
            )
        if name in _AT_LEAST_ONE and value < 1:
            raise ConfigurationError(
                f"{where[0].upper()}{where[1:]} is {value}, which lets no file through.",
                remedy="Use 1 or more, or remove it to use the default.",
            )
        return value
    if not isinstance(value, str):
        raise ConfigurationError(
            f"{where[0].upper()}{where[1:]} is {value!r}, not text.", remedy="Write it in double quotes."
        )
    if not value.strip():
        if "None" in str(types[name]):
            return None
        raise ConfigurationError(
            f"{where[0].upper()}{where[1:]} is empty.",
            remedy="Give it a value, or remove it to use the default.",
        )
    if name == "log_level":
        return _check_level(value, where)
    return value.strip()


def _check_level(value: str, where: str) -> str:
    level = value.strip().upper()
    if level not in LOG_LEVELS:
        raise ConfigurationError(
            f"{where[0].upper()}{where[1:]} is {value!r}, not a level.",
            remedy=f"Use one of {', '.join(LOG_LEVELS)}.",
        )
    return level
