"""The gold assignments (``gold.jsonl``), by the rules of ``GUIDE.md``, and the provisions they speak of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.access import Access
from corpus.fingerprints import fingerprint
from corpus.store import Store

GOLD = Path(__file__).parent / "gold.jsonl"
HELD_OUT = "held-out"

_SYSTEM = Access.system_()


@dataclass(frozen=True, slots=True)
class Expected:
    """What readers said of one provision.

    ``readings`` are the areas that each reader gave, apart from the others; where two differed, a third
    reading decided. ``between`` are areas that the words do not let a reader tell apart. ``stratum`` is
    ``random``, or what drew the provision into the sample.
    """

    path: str
    language: str
    eid: str
    fingerprint: str
    stratum: str
    split: str
    readings: tuple[frozenset[str], ...]
    areas: frozenset[str]
    themes: frozenset[str]
    between: frozenset[str]

    @property
    def held_out(self) -> bool:
        """Whether it was kept out of the making of the method."""
        return self.split == HELD_OUT


def read_gold(path: Path = GOLD) -> list[Expected]:
    """The rows of the gold file."""
    return [_read(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _read(row: Mapping[str, Any]) -> Expected:
    values = dict(row)
    for name in ("areas", "themes", "between"):
        values[name] = frozenset(row[name])
    values["readings"] = tuple(map(frozenset, row["readings"]))
    return Expected(**values)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expected provision stands in the store."""

    document_id: str
    eid: str


def find_places(store: Store, expected: Iterable[Expected]) -> dict[Expected, Place]:
    """Find the provisions by path and eId, or by their words where an eId has changed.

    What is not found is left out: the caller says how many.
    """
    by_path: defaultdict[str, list[Expected]] = defaultdict(list)
    for row in expected:
        by_path[row.path].append(row)
    found: dict[Expected, Place] = {}
    for document in store.documents(_SYSTEM):
        rows = next((rows for path, rows in by_path.items() if document.source.endswith("/" + path)), [])
        if not rows:
            continue
        text = store.document(document.id, _SYSTEM).text
        provisions = [(fingerprint(text, each), each) for each in store.provisions(document.id, _SYSTEM)]
        exact = {(mark, each.eid) for mark, each in provisions}
        by_words: defaultdict[str, list[str]] = defaultdict(list)
        for mark, each in provisions:
            by_words[mark].append(each.eid)
        for row in rows:
            if row in found:
                continue
            if (row.fingerprint, row.eid) in exact:
                found[row] = Place(document.id, row.eid)
            elif len(same := by_words[row.fingerprint]) == 1:
                found[row] = Place(document.id, same[0])
    return found
