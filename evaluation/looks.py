"""Held-out figures are looked at knowingly, and every look is written down.

The held-out topics tell whether a change of search helped only as long as nobody changes search by
them. So they are measured only when asked for (``--held-out``), where they failed is never told, and
each time that their figures are printed a line is added to ``held-out.jsonl`` in the home, before they
are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import ConfigurationError, UsageError
from evaluation.topics import Split

LOG = "held-out.jsonl"


def choose_splits(split: str | None, *, held_out: bool) -> tuple[Split, ...]:
    """Return what is measured: the tuning topics, and the held-out ones only where asked for.

    Raises:
        UsageError: there is no such split, or it is held out and ``held_out`` is not set.

    >>> [str(split) for split in choose_splits(None, held_out=False)]
    ['tuning']
    """
    if split is not None and split not in list(Split):
        raise UsageError(f"There is no split {split!r}.", remedy=f"Choose among {', '.join(Split)}.")
    chosen = tuple(Split) if split is None else (Split(split),)
    if Split.HELD_OUT in chosen and not held_out:
        if split is None:
            return tuple(part for part in chosen if part is not Split.HELD_OUT)
        raise UsageError(
            "The held-out topics are not measured by the way.",
            remedy="Add --held-out; the look is recorded in the home.",
        )
    return chosen


def record_look(home: Path, facts: dict[str, Any]) -> int:
    """Write down that held-out figures are about to be printed; return how many looks there are now.

    Raises:
        ConfigurationError: the home cannot be written; the figures are then not to be shown.
    """
    line = {"when": datetime.now(UTC).isoformat(timespec="seconds"), **facts}
    try:
        with (home / LOG).open("a", encoding="utf-8") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise ConfigurationError(
            f"The look at held-out figures cannot be recorded in {home / LOG}: {error.strerror}.",
            remedy="Make the home writable, or leave out --held-out.",
        ) from error
    return len(read_looks(home))


def read_looks(home: Path) -> Sequence[dict[str, Any]]:
    """Return the looks recorded in a home, oldest first."""
    try:
        lines = (home / LOG).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [json.loads(line) for line in lines if line.strip()]
