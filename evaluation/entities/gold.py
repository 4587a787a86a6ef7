"""Provisions whose mentions a person marked, and how the program's compare.

``gold.jsonl`` holds a line per provision: the file, the language, the eId, a fingerprint of its words
and the mentions as [start, end, entity] from the provision's beginning; no words of laws. They were
drawn by language: about half where the finder named something, half
where a loose pattern suggested that something is named. They were read and marked before the finder
was tuned. Half of them, by a hash of file and eId, were not looked at in tuning.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.entities import Match

GOLD = Path(__file__).with_name("gold.jsonl")


@dataclass(frozen=True, slots=True)
class Marked:
    """A provision with the mentions that a person marked in it."""

    source: str
    language: str
    eid: str
    hash: str
    mentions: tuple[Match, ...]

    @property
    def held_out(self) -> bool:
        """Whether it was kept out of tuning."""
        return hashlib.sha256(f"{self.source}{self.eid}".encode()).digest()[0] % 2 == 1


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over some provisions: mentions found rightly, found wrongly, missed."""

    provisions: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Right mentions over those found; None where none was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Right mentions over those marked; None where none was marked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    def __add__(self, other: Score) -> Score:
        """Return the counts of both."""
        return Score(
            self.provisions + other.provisions,
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
        )


def fingerprint(text: str) -> str:
    """Return the fingerprint of a provision's words."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_gold(path: Path = GOLD) -> list[Marked]:
    """Return the marked provisions."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Marked(
            row["source"],
            row["language"],
            row["eid"],
            row["hash"],
            tuple(Match(start, end, entity) for start, end, entity in row["mentions"]),
        )
        for row in rows
    ]


def score(found: Sequence[Match], marked: Iterable[Match]) -> tuple[Score, list[Match], list[Match]]:
    """Return the counts of one provision, its wrong mentions and the missed ones.

    A mention is right when it overlaps one that is marked with the same entity, each counted once.

    >>> score([Match(0, 6, "heroin")], [Match(0, 7, "heroin"), Match(9, 12, "incb")])[0]
    Score(provisions=1, right=1, wrong=0, missed=1)
    """
    left = list(marked)
    wrong = []
    for each in found:
        hit = next(
            (
                other
                for other in left
                if other.entity_id == each.entity_id and other.start < each.end and each.start < other.end
            ),
            None,
        )
        if hit is None:
            wrong.append(each)
        else:
            left.remove(hit)
    return Score(1, len(found) - len(wrong), len(wrong), len(left)), wrong, left
