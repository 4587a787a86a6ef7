"""Scoring what, by when and with whom against ``parts.tsv``.

Each row names a provision as ``gold.tsv`` does, and holds its action, deadline and partner as a reader
marked them before any rule was written: offsets from the start of the provision (before it or behind it
where a chapeau or a tail says it), several right answers joined by ``|``; ``-`` where there is none,
``~`` where it is not judged. No words of the texts are stored. The rows are random provisions of at most
480 characters, about half of them chosen because they hold words of time or of working together, which
would otherwise be too rare to judge; half of all, by the hash of :mod:`evaluation.commitments.score`, were
kept out of the making of the rules.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.fingerprints import fingerprint
from corpus.model import Commitment, Evidence, Provision

GOLD_PARTS = Path(__file__).parent / "parts.tsv"
PARTS = ("action", "deadline", "partner")
Answers = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class ExpectedParts:
    """A row of the table; the answers of a part are empty where it is not judged."""

    path: str
    language: str
    eid: str
    fingerprint: str
    answers: dict[str, Answers]

    @property
    def held_out(self) -> bool:
        """Whether the row was kept out of the making of the rules."""
        return hashlib.sha256(f"{self.path}{self.eid}".encode()).digest()[0] % 2 == 1


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """One part of one row: whether an answer was due, and one given; whether it is right, how nearly so.

    ``exact`` holds too where rightly nothing was read. ``overlap`` is the F1 of the characters shared with
    the nearest right answer (0 to 1).
    """

    row: ExpectedParts
    part: str
    due: bool
    given: bool
    exact: bool
    overlap: float


@dataclass(frozen=True, slots=True)
class PartScore:
    """Sums over judged parts; shares are None where nothing was judged.

    ``precision`` is the share of the spans given that are exactly right, ``touching`` that of those that
    overlap a right one by half at least, ``recall`` the share of those due that were found exactly.
    """

    rows: int
    due: int
    given: int
    exact: float | None
    overlap: float | None
    precision: float | None
    touching: float | None
    recall: float | None


def read_gold_parts(path: Path = GOLD_PARTS) -> list[ExpectedParts]:
    """The rows of the table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            ExpectedParts(
                row["path"],
                row["language"],
                row["eid"],
                row["fingerprint"],
                {part: _read_answers(row[part]) for part in PARTS},
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _read_answers(field: str) -> Answers:
    named = field.split("|")
    if "~" in named:
        return ()
    return tuple(None if each == "-" else _read_span(each) for each in named)


def _read_span(written: str) -> tuple[int, int]:
    start, end = written.split(":")
    return int(start), int(end)


def judge_parts(
    expected: Iterable[ExpectedParts],
    text: str,
    provisions: Sequence[Provision],
    commitments: Sequence[Commitment],
) -> list[JudgedPart]:
    """Compare the rows of one language version with what was read of it; those not found are left out."""
    by_print: dict[str, list[Provision]] = {}
    for provision in provisions:
        by_print.setdefault(fingerprint(text, provision), []).append(provision)
    read = {commitment.eid: commitment for commitment in commitments}
    judged: list[JudgedPart] = []
    for row in expected:
        candidates = by_print.get(row.fingerprint, [])
        found = next((p for p in candidates if p.eid == row.eid), candidates[-1] if candidates else None)
        if found is None:
            continue
        for part, answers in row.answers.items():
            if answers:
                span = getattr(read.get(found.eid), part, None)
                judged.append(_judge(row, part, answers, span, found.start))
    return judged


def _judge(row: ExpectedParts, part: str, answers: Answers, span: Evidence | None, start: int) -> JudgedPart:
    given = None if span is None else (span.start - start, span.end - start)
    return JudgedPart(
        row,
        part,
        due=None not in answers,
        given=given is not None,
        exact=given in answers,
        overlap=max(_overlap(given, answer) for answer in answers),
    )


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> float:
    """F1 of the characters of two spans; two that are none are equal.

    >>> _overlap((0, 4), (2, 6))
    0.5
    """
    if one is None or other is None:
        return float(one == other)
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return 2 * shared / (one[1] - one[0] + other[1] - other[0])


def score_parts(judged: Sequence[JudgedPart]) -> PartScore:
    """Sum up judged parts."""
    given = [each for each in judged if each.given]
    due = [each for each in judged if each.due]
    return PartScore(
        rows=len(judged),
        due=len(due),
        given=len(given),
        exact=_share([each.exact for each in judged]),
        overlap=_share([each.overlap for each in judged]),
        precision=_share([each.exact for each in given]),
        touching=_share([each.overlap >= 0.5 for each in given]),
        recall=_share([each.exact for each in due]),
    )


def _share(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
