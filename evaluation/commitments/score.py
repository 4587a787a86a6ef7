"""Scoring the commitments of the program against ``gold.tsv``.

Each row of the table names a provision (path, language version, eId, and a fingerprint of its
words, so that it is found when its eId changes) and what a reader said of it before any rule was
run: force, strength, and the first word of the actor. Several right answers are joined by ``|``;
``-`` is no actor, ``~`` an actor that is not judged. Half of the rows, by a hash of path and eId,
were never looked at while the rules were made.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.fingerprints import fingerprint
from corpus.model import RANKS, Commitment, Force, Provision, Strength

GOLD = Path(__file__).parent / "gold.tsv"


@dataclass(frozen=True, slots=True)
class Expected:
    """A row of the gold table."""

    path: str
    language: str
    eid: str
    fingerprint: str
    force: Force
    strengths: frozenset[Strength]
    actors: frozenset[str]

    @property
    def held_out(self) -> bool:
        """Whether the row was kept out of the making of the rules."""
        return hashlib.sha256(f"{self.path}{self.eid}".encode()).digest()[0] % 2 == 1


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one row; a None was not judged (the provision is gone, the actor is open)."""

    expected: Expected
    strength: bool | None
    force: bool | None
    actor: bool | None
    wrong_actor: bool = False


def read_gold(path: Path = GOLD) -> list[Expected]:
    """The rows of the gold table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Expected(
                row["path"],
                row["language"],
                row["eid"],
                row["fingerprint"],
                Force(row["force"]),
                frozenset(Strength(name) for name in row["strength"].split("|")),
                frozenset(row["actor"].split("|")),
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def judge(
    expected: Iterable[Expected],
    text: str,
    provisions: Sequence[Provision],
    commitments: Sequence[Commitment],
) -> list[Judged]:
    """Compare the rows of one language version with what was read of it."""
    by_print: dict[str, list[Provision]] = {}
    for provision in provisions:
        by_print.setdefault(fingerprint(text, provision), []).append(provision)
    spans = {provision.eid: provision for provision in provisions}
    read = [(spans[commitment.eid], commitment) for commitment in commitments]
    return [_judge(row, by_print.get(row.fingerprint, []), read, text) for row in expected]


def _judge(
    row: Expected,
    candidates: Sequence[Provision],
    read: Sequence[tuple[Provision, Commitment]],
    text: str,
) -> Judged:
    found = next((p for p in candidates if p.eid == row.eid), candidates[-1] if candidates else None)
    if found is None:
        return Judged(row, None, None, None)
    # A unit that was whole when it was read may have been divided since: its strongest part stands for it.
    within = [each for place, each in read if found.start <= place.start and place.end <= found.end]
    strength = max((each.strength for each in within), key=RANKS.__getitem__, default=Strength.NONE)
    forces = {each.force for each in within} or {Force.OPERATIVE}
    decisive = [each for each in within if each.strength is strength]
    named = [text[each.actor.start : each.actor.end] if each.actor else "" for each in decisive] or [""]
    if "~" in row.actors:
        return Judged(row, strength in row.strengths, forces == {row.force}, None)
    right = any(_names(row, actor) for actor in named)
    return Judged(row, strength in row.strengths, forces == {row.force}, right, not right and any(named))


def _names(row: Expected, actor: str) -> bool:
    """Tell whether the words name an actor that the row accepts; no words, whether it accepts none."""
    return any(actor.startswith(word) for word in row.actors) if actor else "-" in row.actors


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of right answers over some rows; None where nothing was judged."""

    rows: int
    missing: int
    strength: float | None
    force: float | None
    actor: float | None
    wrong_actors: int


def score(judged: Sequence[Judged]) -> Score:
    """Sum up rows."""
    return Score(
        rows=len(judged),
        missing=sum(each.strength is None for each in judged),
        strength=_share(each.strength for each in judged),
        force=_share(each.force for each in judged),
        actor=_share(each.actor for each in judged),
        wrong_actors=sum(each.wrong_actor for each in judged),
    )


def _share(answers: Iterable[bool | None]) -> float | None:
    counts = Counter(answer for answer in answers if answer is not None)
    return counts[True] / counts.total() if counts else None
