"""The words of the interface: one table per language, chosen apart from the language of documents.

Each table is a TOML file; a test holds them to the same keys. Values are plain text with
``{name}`` places, escaped when a template prints them. A key whose value is itself a table of
``one``/``few``/``many``/``other`` depends on a number.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "ru")
"""Languages of the interface; the first is the default."""
PLURAL_FORMS = frozenset({"one", "few", "many", "other"})


@dataclass(frozen=True, slots=True)
class Messages:
    """The interface strings of one language."""

    language: str
    texts: Mapping[str, str | Mapping[str, str]]

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the string for a key, its places filled in.

        Raises:
            KeyError: if there is no such key; a misspelt key must not reach a reader.
        """
        text = self.texts[key]
        if not isinstance(text, str):
            raise KeyError(f"{key} depends on a number")
        return text.format(**values) if values else text

    def count(self, key: str, number: int, /, **values: object) -> str:
        """Return the string for a key in the form that goes with ``number`` (``{n}`` in it)."""
        forms = self.texts[key]
        if isinstance(forms, str):
            raise KeyError(f"{key} does not depend on a number")
        return forms[plural_form(self.language, number)].format(n=self.number(number), **values)

    def number(self, number: int) -> str:
        """Return a number with the thousands apart, as this language writes it."""
        grouped = f"{number:,}"
        # A narrow no-break space stands between thousands in Russian; English uses a comma.
        return grouped.replace(",", "\u202f") if self.language == "ru" else grouped

    def or_else(self, key: str, default: str) -> str:
        """Return the string for a key, or ``default``: for open lists such as jurisdictions."""
        text = self.texts.get(key)
        return text if isinstance(text, str) else default


def plural_form(language: str, number: int) -> str:
    """Return the CLDR plural category of a whole number.

    >>> [plural_form("ru", n) for n in (1, 2, 5, 11, 21, 104)]
    ['one', 'few', 'many', 'many', 'one', 'few']
    """
    if language != "ru":
        return "one" if number == 1 else "other"
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return "few"
    return "many"


@functools.cache
def load_messages(language: str) -> Messages:
    """Return the strings of one of :data:`LANGUAGES`."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        return Messages(language, dict(_flatten(tomllib.load(file))))


def _flatten(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str | Mapping[str, str]]]:
    entries: list[tuple[str, str | Mapping[str, str]]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, str):
            entries.append((key, value))
        elif isinstance(value, dict) and set(value) <= PLURAL_FORMS:
            entries.append((key, {form: str(text) for form, text in value.items()}))
        elif isinstance(value, dict):
            entries.extend(_flatten(value, f"{key}."))
        else:
            raise TypeError(f"{key} is neither a text nor a table")
    return entries
