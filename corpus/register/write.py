"""Writing a register file: one form for all, so that a diff shows what was changed and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from corpus.register.fields import HEADER, PROVISION

# Bare where YAML reads them as the text they are; everything else is quoted.
_BARE = frozenset(("eid", "parent", "strength", "kind", "jurisdiction", "language", "id", "checked_against"))
_BLOCKS = frozenset(("abstract", "titles", "left_out"))


def write_file(fields: Mapping[str, Any], comment: str = "", *, keep_empty: bool = False) -> str:
    """Return the YAML text of an instrument whose fields are those of docs/register.md.

    The first line tells editors the format; ``comment`` comes next, each of its lines marked as one.
    Fields that are empty are left out, unless ``keep_empty`` (a draft shows what is to be filled in).
    """
    lines = ["# yaml-language-server: $schema=schema.json"]
    lines += [f"# {line}".rstrip() for line in comment.splitlines()]
    for name in HEADER:
        lines += _field(name, fields.get(name), "", keep_empty and name in fields)
    lines.append("provisions:" if fields.get("provisions") else "provisions: []")
    for provision in fields.get("provisions") or ():
        lines += _provision(provision, keep_empty)
    return "\n".join(lines) + "\n"


def _provision(fields: Mapping[str, Any], keep_empty: bool) -> Iterable[str]:
    lines = [
        line
        for name in PROVISION
        for line in _field(name, fields.get(name), "    ", keep_empty and name in fields)
    ]
    return ["  - " + lines[0].lstrip(), *lines[1:]]


def _field(name: str, value: Any, indent: str, keep_empty: bool) -> list[str]:
    if not keep_empty and value in (None, "", [], {}, ()):
        return []
    if isinstance(value, Mapping) and name in _BLOCKS:
        return [f"{indent}{name}:", *(f"{indent}  {key}: {_scalar(text)}" for key, text in value.items())]
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key}: {_scalar(item)}" for key, item in value.items())
        return [f"{indent}{name}: {{{pairs}}}"]
    if name == "names":
        return [f"{indent}{name}:", *(f"{indent}  - {_scalar(each)}" for each in value)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [f"{indent}{name}: [{', '.join(map(_scalar, value))}]"]
    return [f"{indent}{name}: {value if value and name in _BARE else _scalar(value)}"]


def _scalar(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_scalar, value))}]"
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else json.dumps(str(value), ensure_ascii=False)
