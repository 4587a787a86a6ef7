"""The format as a JSON Schema, for editors that complete and underline while a file is written.

It says what each field looks like. What takes more (children follow their parents, every abstract is in every
language) only :mod:`corpus.register.schema` checks, which has the last word. `narcord register schema` writes
it to ``instruments/schema.json``, where the files name it.
"""

from __future__ import annotations

from typing import Any

from corpus.areas import load_codes
from corpus.model import InstrumentKind, Strength
from corpus.register.provisions import ABSTRACT_LIMIT
from corpus.register.records import WORKING_LANGUAGES
from corpus.register.schema import TEXT_TYPES

_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_EID = r"^[a-z]+_[a-z0-9]+(-[a-z0-9]+)*(__[a-z]+_[a-z0-9]+(-[a-z0-9]+)*)*$"
_WORK = r"/akn/[a-z0-9-]+/(act|bill|statement|doc|judgment)/(\d{4}|nodate)/[a-z0-9-]+"
_LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT}
_SCALAR: dict[str, Any] = {"type": ["string", "integer"]}


def make_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a register file."""
    date = {"type": ["string", "integer"], "pattern": _DATE}
    address = {"type": "string", "pattern": "^https://"}
    types = {"enum": sorted(TEXT_TYPES)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An instrument of the register (docs/register.md)",
        **_object(
            {
                "id": {"type": "string", "pattern": f"^{_WORK}$"},
                "kind": {"enum": [kind.value for kind in InstrumentKind]},
                "jurisdiction": _TEXT,
                "body": _TEXT,
                "number": _SCALAR,
                "date": date,
                "in_force": date,
                "last_amended": date,
                "years": {"type": "array", "items": {"type": "integer"}},
                "status": _TEXT,
                "official_source": address,
                "official_text": _object(
                    {
                        "address": address,
                        "type": {"anyOf": [types, {"type": "array", "items": types, "minItems": 1}]},
                        "link": _TEXT,
                    },
                    "address",
                    "type",
                ),
                "source_title": _TEXT,
                "titles": _by_language(_TEXT),
                "names": _TEXTS,
                "checked_against": _TEXT,
                "language": {"type": "string", "pattern": _LANGUAGE},
                "left_out": _by_language(_TEXT),
                "provisions": {"type": "array", "items": _provision()},
            },
            "id", "kind", "jurisdiction", "body", "status", "official_source", "source_title", "titles",
            "provisions",
        ),
    }  # fmt: skip


def _provision() -> dict[str, Any]:
    codes = dict.fromkeys(load_codes(), _TEXT)
    return _object(
        {
            "eid": {"type": "string", "pattern": _EID},
            "parent": {"type": "string", "pattern": _EID},
            "number": _TEXT,
            "checksum": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
            "heading": _by_language(_TEXT),
            "abstract": _by_language({**_TEXT, "maxLength": ABSTRACT_LIMIT}),
            "areas": {"type": "object", "properties": codes, "additionalProperties": False},
            "strength": {"enum": [strength.value for strength in Strength]},
            "who": _by_language(_TEXT),
            "cites": {"type": "array", "items": {"type": "string", "pattern": f"^({_WORK}(#.+)?|[a-z].*)$"}},
            "substances": _TEXTS,
            "amounts": _TEXTS,
            "derived": {"type": "array", "items": {"type": "integer"}},
        },
        "eid",
    )


def _by_language(text: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "patternProperties": {_LANGUAGE: text},
        "additionalProperties": False,
        "required": list(WORKING_LANGUAGES),
    }


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "required": list(required),
    }
