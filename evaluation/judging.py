"""Judgements as written: how much of a run is judged, and writing new ones into a topic's file.

A topic's file ends in two tables, which :func:`record` rewrites and nothing else: ``[judgements]`` with
what answers and what is related, ``[dismissed]`` with what was read and is neither.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import ConfigurationError
from evaluation.measures import DEPTH
from evaluation.topics import Item, Query

GRADES = {"a": "answers", "r": "related", "n": "dismissed"}
_WIDTH = 110


def judged_share(query: Query, finds: Sequence[Item], depth: int = DEPTH) -> float | None:
    """Return which share of the first ``depth`` finds is judged (judged@10), None without a find."""
    page = finds[:depth]
    return sum(query.is_judged(item) for item in page) / len(page) if page else None


def record(file: Path, grades: Mapping[Item, str]) -> None:
    """Write ``grades`` (``a``, ``r`` or ``n`` by item) into a topic's file, in place of older ones.

    Raises:
        ConfigurationError: there is no such topic, it has no judgements to share, or a grade is none.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise _refuse(file, str(error)) from error
    head, mark, _ = text.partition("\n[judgements]\n")
    if not mark:
        raise _refuse(file, "the table [judgements] is missing: its queries carry their own")
    raw = tomllib.loads(text)
    graded = _collect(raw.get("judgements", {}), raw.get("dismissed", {}))
    for item, grade in grades.items():
        if grade not in GRADES:
            raise _refuse(file, f"{item}: {grade!r} is no grade but {', '.join(GRADES)} are")
        graded[item] = GRADES[grade]
    file.write_text(f"{head.rstrip()}\n\n{_write(graded)}", encoding="utf-8")


def _collect(
    judgements: Mapping[str, Mapping[str, Iterable[str]]], dismissed: Mapping[str, Iterable[str]]
) -> dict[Item, str]:
    graded = {
        Item(key, eid): name
        for key, by_grade in judgements.items()
        for name, eids in by_grade.items()
        for eid in eids
    }
    return graded | {Item(key, eid): "dismissed" for key, eids in dismissed.items() for eid in eids}


def _write(graded: Mapping[Item, str]) -> str:
    by_key: dict[str, dict[str, list[str]]] = {}
    for item, name in graded.items():
        by_key.setdefault(item.document, {}).setdefault(name, []).append(item.eid)
    lines = ["[judgements]"]
    for key, by_grade in by_key.items():
        kept = [f"{name} = {_list(by_grade[name])}" for name in ("answers", "related") if name in by_grade]
        if kept:
            lines.append(f"{key} = {{ {', '.join(kept)} }}")
    if any("dismissed" in by_grade for by_grade in by_key.values()):
        lines += ["", "[dismissed]"]
        for key, by_grade in sorted(by_key.items()):
            if "dismissed" in by_grade:
                lines += _wrap(key, sorted(by_grade["dismissed"], key=_by_number))
    return "\n".join(lines) + "\n"


def _list(eids: Iterable[str]) -> str:
    return f"[{', '.join(map(_quote, eids))}]"


def _wrap(key: str, eids: Sequence[str]) -> list[str]:
    line = f"{key} = {_list(eids)}"
    if len(line) <= _WIDTH:
        return [line]
    lines = [f"{key} = ["]
    for eid in eids:
        if len(lines) > 1 and len(lines[-1]) + len(eid) + 4 <= _WIDTH:
            lines[-1] += f" {_quote(eid)},"
        else:
            lines.append(f"  {_quote(eid)},")
    return [*lines, "]"]


def _by_number(eid: str) -> list[Any]:
    parts = eid.replace("-", "_").split("_")
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


def _quote(text: str) -> str:
    return f'"{text}"'


def _refuse(file: Path, what: str) -> ConfigurationError:
    return ConfigurationError(f"{file}: {what}.", remedy="Correct the file; its neighbours show the format.")
