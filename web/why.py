"""Why a hit was found, as pages show it: its text with the reasons marked, and what they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from web.messages import Messages

SENTENCE, WORD, CONCEPT = "sentence", "word", "concept"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text for which the same reasons hold; ``kinds`` are none, one or several."""

    text: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A part of a score: what it is called, its points, its share (0 to 1), its rank if it has one."""

    label: str
    points: float
    share: float
    rank: int | None


def mark_reasons(text: str, why: Mapping[str, Any]) -> list[Run]:
    """Return a text in runs that say which reasons lie in them.

    >>> why = {"words": [{"spans": [[0, 1]]}], "concepts": [], "sentence": {"start": 0, "end": 3}}
    >>> [(run.text, run.kinds) for run in mark_reasons("a b c", why)]
    [('a', ('sentence', 'word')), (' b', ('sentence',)), (' c', ())]
    """
    marks: list[tuple[str, Sequence[int]]] = []
    if sentence := why.get("sentence"):
        marks.append((SENTENCE, (sentence["start"], sentence["end"])))
    for kind, reasons in ((CONCEPT, why.get("concepts", ())), (WORD, why.get("words", ()))):
        marks += [(kind, span) for reason in reasons for span in reason["spans"]]
    return _runs(text, marks)


def _runs(text: str, marks: Iterable[tuple[str, Sequence[int]]]) -> list[Run]:
    inside = [(kind, max(0, span[0]), min(span[1], len(text))) for kind, span in marks]
    cuts = sorted({0, len(text), *(at for _, start, end in inside for at in (start, end))})
    runs = []
    for start, end in pairwise(cuts):
        kinds = dict.fromkeys(kind for kind, first, last in inside if first <= start and end <= last)
        runs.append(Run(text[start:end], tuple(kinds)))
    return runs


def list_points(why: Mapping[str, Any], t: Messages) -> list[Point]:
    """Return the parts of a score, what speaks most for the hit first."""
    points = [
        Point(t.or_else(f"why.part_{name}", name), part["points"], part["share"], part.get("rank"))
        for name, part in why.get("parts", {}).items()
    ]
    return sorted(points, key=lambda point: -point.points)


def closeness_word(closeness: float) -> str:
    """Return the key of the words for how close two texts are.

    >>> [closeness_word(share) for share in (1.0, 0.7, 0.55, 0.2)]
    ['same', 'subject', 'related', 'loose']
    """
    from search.similar import FLOOR, MUCH_THE_SAME, SAME_SUBJECT

    steps = ((MUCH_THE_SAME, "same"), (SAME_SUBJECT, "subject"), (FLOOR, "related"))
    return next((word for least, word in steps if closeness >= least), "loose")
