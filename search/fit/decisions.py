"""Decisions of reviewers as training rows: what ``narcord review export`` wrote, read for the fit.

A person who decides of one area of a provision says nothing of the others. So a row names the codes that
were ``judged``; of the rest nothing may be learnt.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpus.areas import area_of, area_or_theme, is_theme, themes_of
from corpus.errors import NarcordError, UsageError
from corpus.model import AssignmentStatus

_TEXTS = ("path", "language", "eid", "area", "status", "at")
_STATUSES = frozenset(AssignmentStatus)
Place = tuple[str, str, str, str]


def read_decisions(paths: Iterable[Path]) -> tuple[list[dict[str, Any]], frozenset[str]]:
    """Return rows as in ``area_labels.jsonl``, each with the codes that were ``judged``, and all of these.

    Of several decisions on one area of a provision the latest counts; one that was taken back counts for
    nothing. A sub-theme is judged with its area where the area is rejected, and confirms its area.
    Decisions on provisions whose words were not found when they were exported are left out.

    Raises:
        UsageError: a file cannot be read, or a line is no decision.
    """
    found: list[dict[str, Any]] = [each for path in paths for each in _read(path)]
    standing: dict[Place, dict[str, AssignmentStatus]] = {}
    for each in sorted(found, key=lambda each: str(each["at"])):  # keeps the order of the log where alike
        if not each["fingerprint"]:
            continue
        place = (each["path"], each["language"], each["eid"], each["fingerprint"])
        standing.setdefault(place, {})[each["area"]] = AssignmentStatus(each["status"])
    rows = [row for place, decided in standing.items() if (row := _row(place, decided)) is not None]
    return rows, frozenset(code for row in rows for code in row["judged"])


def _row(place: Place, decided: dict[str, AssignmentStatus]) -> dict[str, Any] | None:
    confirmed = {code for code, status in decided.items() if status is AssignmentStatus.CONFIRMED}
    rejected = {code for code, status in decided.items() if status is AssignmentStatus.REJECTED}
    confirmed |= {area_of(code) for code in confirmed}
    rejected -= confirmed
    rejected |= {
        theme.code for code in rejected if not is_theme(code) for theme in themes_of(code)
    } - confirmed
    if not confirmed and not rejected:
        return None
    path, language, eid, fingerprint = place
    return {
        "path": path,
        "language": language,
        "eid": eid,
        "fingerprint": fingerprint,
        "areas": sorted(code for code in confirmed if not is_theme(code)),
        "themes": sorted(filter(is_theme, confirmed)),
        "judged": sorted(confirmed | rejected),
    }


def _read(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read: {error}.", remedy="Name a file that `narcord review export` wrote."
        ) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read_line(line, f"{path.name}, line {number}")


def _read_line(line: str, where: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise _wrong(where, "it is no JSON object")
    for name in _TEXTS:
        if not isinstance(given.get(name), str) or not given[name]:
            raise _wrong(where, f"the field '{name}' is no text")
    if not isinstance(given.get("fingerprint", 0), str | None):
        raise _wrong(where, "the field 'fingerprint' is no text")
    if given["status"] not in _STATUSES:
        raise _wrong(where, f"the status '{given['status'][:40]}' is none")
    try:
        area_or_theme(given["area"])
    except NarcordError as error:
        raise _wrong(where, f"there is no area '{given['area'][:40]}'") from error
    return given


def _wrong(where: str, why: str) -> UsageError:
    return UsageError(f"{where}: {why}.", remedy="Export the decisions again with `narcord review export`.")
