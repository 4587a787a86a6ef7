"""Our own stop words, beside those of the engine."""

from __future__ import annotations

import functools
from pathlib import Path

_PATH = Path(__file__).parents[1] / "data" / "stopwords.txt"


def stopwords(language: str) -> tuple[str, ...]:
    """Function words of a language in their usual spelling.

    >>> "та" in stopwords("uk"), stopwords("xx")
    (True, ())
    """
    return _load().get(language, ())


@functools.cache
def _load() -> dict[str, tuple[str, ...]]:
    lines = _PATH.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {language: tuple(words) for language, *words in rows}
