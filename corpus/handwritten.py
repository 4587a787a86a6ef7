"""The YAML files that people write by hand (areas, register, thesaurus), read strictly, field by field.

Every error is a :class:`RegisterError` that names the file, the provision and the field, and says
what to write instead; a key written twice is an error, not a silent loss.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml  # type: ignore[import-untyped, unused-ignore]

from corpus.errors import RegisterError

Kind = TypeVar("Kind", bound=StrEnum)

# BCP 47 as far as the project uses it: a language, perhaps a script or a region ("zh-Hant").
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file we are, for error messages: a file, and in it perhaps a provision (or a concept)."""

    file: str
    provision: str | None = None
    kind: str = "provision"

    def error(self, field: str, problem: str, remedy: str) -> RegisterError:
        """Make the error for one field of this place."""
        where = self.file if self.provision is None else f"{self.file}, {self.kind} {self.provision}"
        return RegisterError(f"{where}, field '{field}': {problem}.", remedy=remedy)


class Fields:
    """The fields of one mapping in a register file.

    Every getter checks type and presence and raises :class:`RegisterError` naming the place.
    """

    def __init__(self, raw: object, place: Place, known: Iterable[str]) -> None:
        if not isinstance(raw, Mapping):
            raise place.error("(all)", "this is not a mapping of fields", "write 'field: value' lines")
        self._raw = raw
        self.place = place
        known = sorted(known)
        for name in raw:
            if name not in known:
                raise place.error(str(name), "there is no such field", f"use one of: {', '.join(known)}")

    def has(self, name: str) -> bool:
        """Tell whether the field is there and not empty."""
        return self._raw.get(name) not in (None, "", [], {})

    def peek(self, name: str) -> object:
        """Return the field as it was written, or None."""
        return self._raw.get(name)

    def text(self, name: str) -> str:
        """Return a required text."""
        value = self._raw.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.place.error(name, "a text is required here", "write one, in quotes if it holds ': '")
        return " ".join(value.split())

    def texts(self, name: str) -> tuple[str, ...]:
        """Return an optional list of texts."""
        value = self._raw.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.place.error(name, "this is not a list of texts", "write '- text' lines")
        return tuple(" ".join(item.split()) for item in value)

    def items(self, name: str) -> list[object]:
        """Return an optional list of anything."""
        value = self._raw.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.place.error(name, "this is not a list", "write '- ' before each entry")
        return value

    def scalar(self, name: str) -> str | None:
        """Return an optional scalar (text, number, date) as text."""
        value = self._raw.get(name)
        if isinstance(value, (Mapping, list)):
            raise self.place.error(name, "a single value is expected", "write it on one line")
        return None if value is None else str(value)

    def choice(self, name: str, kinds: type[Kind]) -> Kind:
        """Return a required value out of an enumeration."""
        value = self._raw.get(name)
        try:
            return kinds(str(value))
        except ValueError:
            allowed = ", ".join(kinds)
            raise self.place.error(name, f"'{value}' is not known", f"use one of: {allowed}") from None

    def by_key(self, name: str) -> dict[str, str]:
        """Return an optional mapping of text to text."""
        value = self._raw.get(name)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise self.place.error(name, "this is not a mapping", "write 'key: text' lines below it")
        result = {}
        for key, item in value.items():
            if not isinstance(key, str):
                raise self.place.error(
                    name, f"the key {key!r} is not a text", "put it in quotes (YAML reads a bare no as false)"
                )
            if not isinstance(item, str) or not item.strip():
                raise self.place.error(
                    f"{name}.{key}", "a text is required here", "write one, or drop the key"
                )
            result[key] = " ".join(item.split())
        return result

    def by_language(self, name: str, required: Iterable[str]) -> dict[str, str]:
        """Return a mapping of languages to texts; those ``required`` must be there."""
        texts = self.by_key(name)
        for tag in texts:
            if not _LANGUAGE_TAG.fullmatch(tag):
                raise self.place.error(
                    f"{name}.{tag}", "this is not a language tag", "use one such as en or zh-Hant"
                )
        for tag in required:
            if tag not in texts:
                raise self.place.error(
                    f"{name}.{tag}", "this language is missing", f"add the text in '{tag}'"
                )
        return texts


# libyaml is about ten times faster, and present in the wheels of PyYAML.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Base):  # type: ignore[misc, unused-ignore]
    """A safe loader that refuses a mapping with the same key twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=deep)
            if isinstance(key, Hashable):
                if key in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"the key '{key}' is written twice", key_node.start_mark
                    )
                seen.add(key)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def check_id(key: str, place: Place, like: str) -> str:
    """Return an id of lower-case words; ``like`` is one that tells how it is to be written.

    Raises:
        RegisterError: it is none.
    """
    if not _ID.fullmatch(key):
        raise place.error("(id)", "this is not an id", f"write lower-case words with hyphens: {like}")
    return key


def read_yaml(path: Path) -> object:
    """Read a YAML file of the register.

    Raises:
        RegisterError: if the file cannot be read, is not UTF-8 or is not well-formed YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except OSError as error:
        raise RegisterError(
            f"{path.name} cannot be read: {error.strerror}.", remedy="check the file and its rights"
        ) from error
    except UnicodeDecodeError as error:
        raise RegisterError(f"{path.name} is not UTF-8.", remedy="save the file as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or str(error)
        raise RegisterError(
            f"{path.name}{where}: {problem}.",
            remedy="mend the YAML there; quote texts that hold ': ' or ' #'",
        ) from error
