"""Comparing the units of parsed documents with the gold table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.model import ProvisionKind
from ingest.structure import ParsedText

GOLD = Path(__file__).with_name("gold.tsv")


@dataclass(frozen=True, slots=True)
class GoldRow:
    """The units of one kind that a file holds, by the numbers of their eIds."""

    path: str
    language: str
    unit: ProvisionKind
    container: str
    expected: frozenset[str]
    note: str


@dataclass(frozen=True, slots=True)
class Score:
    """What was found for a row: right, missing and superfluous numbers."""

    row: GoldRow
    right: frozenset[str]
    missing: frozenset[str]
    extra: frozenset[str]

    @property
    def precision(self) -> float:
        """Share of the found units that are right; 1 if none was found."""
        return _share(len(self.right), len(self.right) + len(self.extra))

    @property
    def recall(self) -> float:
        """Share of the expected units that were found; 1 if none was expected."""
        return _share(len(self.right), len(self.right) + len(self.missing))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _f1(len(self.right), len(self.extra), len(self.missing))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(right: int, extra: int, missing: int) -> float:
    """``2 TP / (2 TP + FP + FN)``, 1 where there is nothing to find and nothing was found."""
    whole = 2 * right + extra + missing
    return 2 * right / whole if whole else 1.0


def expand(numbers: str) -> frozenset[str]:
    """Return the numbers that a cell of the table lists.

    >>> sorted(expand("1..3 2-1"))
    ['1', '2', '2-1', '3']
    """
    found: set[str] = set()
    for item in numbers.split():
        first, dots, last = item.partition("..")
        found |= {str(n) for n in range(int(first), int(last) + 1)} if dots else {item}
    return frozenset(found)


def load_gold(path: Path = GOLD) -> tuple[GoldRow, ...]:
    """Read the gold table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            GoldRow(
                row["path"],
                row["language"],
                ProvisionKind(row["unit"]),
                row["container"],
                expand(row["expected"]),
                row["note"],
            )
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def score_file(rows: Iterable[GoldRow], parts: Sequence[ParsedText]) -> list[Score]:
    """Score the rows of one file against its parsed versions."""
    scores = []
    for row in rows:
        part = next((p for p in parts if p.language == row.language), None) if row.language else parts[0]
        found = _found(row, part) if part is not None else frozenset()
        scores.append(Score(row, found & row.expected, row.expected - found, found - row.expected))
    return scores


def _found(row: GoldRow, part: ParsedText) -> frozenset[str]:
    """The numbers of the units of the row's kind directly under its container, -dup included."""
    numbers = set()
    for provision in part.provisions:
        container, _, last = provision.eid.rpartition("__")
        if provision.kind is row.unit and container == row.container:
            numbers.add(last.partition("_")[2])
    return frozenset(numbers)


def overall(scores: Iterable[Score]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over all units of all rows."""
    listed = list(scores)
    right = sum(len(s.right) for s in listed)
    extra = sum(len(s.extra) for s in listed)
    missing = sum(len(s.missing) for s in listed)
    return _share(right, right + extra), _share(right, right + missing), _f1(right, extra, missing)
