"""Narcord beside the best peer: overall, by kind of query and by language of the query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from evaluation.measures import Scores, average
from evaluation.peers.registry import NARCORD
from evaluation.report import Result
from evaluation.significance import Difference, Paired, compare, correct
from evaluation.topics import Query

AIM = 1.3
"""How many times the best peer's nDCG@10 Narcord's should be, over all queries."""

Results = Mapping[str, Sequence[Result]]
"""The result of every query by system; all systems were asked the same queries."""

MEASURES: Mapping[str, Callable[[Scores], float]] = {
    "nDCG@10": lambda scores: scores.ndcg,
    "R@10": lambda scores: scores.recall,
}
GROUPINGS: Mapping[str, Callable[[Query], str]] = {
    "kind": lambda query: str(query.kind),
    "language": lambda query: query.language,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One group of queries: Narcord against the peer that is best over all queries.

    ``difference`` goes from that peer to Narcord. ``top`` is the best of all peers in this group alone, with
    what it reached: with few queries, the luckiest.
    """

    name: str
    difference: Difference
    top: str
    top_score: float

    @property
    def below_best(self) -> bool:
        """Whether Narcord is below the peer that is best over all queries."""
        return self.difference.difference < 0

    @property
    def below_top(self) -> bool:
        """Whether Narcord is below any peer."""
        return self.difference.after < self.top_score


@dataclass(frozen=True, slots=True)
class Verdict:
    """One measure over one set of queries; ``groups`` holds the rows of each grouping."""

    measure: str
    best: str
    overall: Row
    groups: Mapping[str, tuple[Row, ...]]

    @property
    def ratio(self) -> float:
        """How many times the best peer's score Narcord's is."""
        return self.overall.difference.after / self.overall.difference.before

    def sentences(self) -> list[str]:
        """Say plainly what holds and what does not."""
        difference = self.overall.difference
        reached = "reached" if self.ratio >= AIM else "NOT reached"
        said = [
            f"{self.measure}, {difference.queries} queries: Narcord {difference.after:.3f}, best peer "
            f"{self.best} {difference.before:.3f}: {self.ratio:.2f} times (aim {AIM}: {reached}); "
            f"difference {_bounds(difference)}."
        ]
        for grouping, rows in self.groups.items():
            lower = [row for row in rows if row.below_best]
            said.append(
                f"Below {self.best} by {grouping}: "
                + (", ".join(map(_against_best, lower)) if lower else "none")
                + "."
            )
            any_lower = [row for row in rows if row.below_top]
            said.append(
                f"Below the peer that is best there by {grouping}: "
                + (", ".join(map(_against_top, any_lower)) if any_lower else "none")
                + "."
            )
        return said


def judge(results: Results, measure: str, ours: str = NARCORD) -> Verdict | None:
    """Compare Narcord with the best peer; None if either was not measured, or the best found nothing."""
    peers = [name for name in results if name != ours]
    if ours not in results or not peers or not results[ours]:
        return None
    value = MEASURES[measure]

    def mean(name: str, of: Iterable[Result]) -> float:
        return fmean(value(result.scores) for result in of)

    best = max(peers, key=lambda name: mean(name, results[name]))
    if mean(best, results[best]) == 0:
        return None

    def row(name: str, chosen: Callable[[Query], bool]) -> Row:
        kept = {system: [result for result in of if chosen(result.query)] for system, of in results.items()}
        pairs = [
            Paired(before.query.topic, value(before.scores), value(after.scores))
            for before, after in zip(kept[best], kept[ours], strict=True)
        ]
        top = max(peers, key=lambda peer: mean(peer, kept[peer]))
        return Row(name, compare(pairs), top, mean(top, kept[top]))

    groups = {}
    for grouping, key in GROUPINGS.items():
        names = sorted({key(result.query) for result in results[ours]})
        rows = [row(name, lambda query, name=name, key=key: key(query) == name) for name in names]  # type: ignore[misc]
        corrected = correct({entry.name: entry.difference for entry in rows})
        groups[grouping] = tuple(
            Row(entry.name, corrected[entry.name], entry.top, entry.top_score) for entry in rows
        )
    return Verdict(measure, best, row("all", lambda query: True), groups)


def summarise(results: Sequence[Result]) -> tuple[Scores, float]:
    """Return the averages of the measures, and judged@10."""
    shares = [result.judged for result in results if result.judged is not None]
    return average(result.scores for result in results), fmean(shares) if shares else 0.0


def _bounds(difference: Difference) -> str:
    said = f"{difference.difference:+.3f}"
    if difference.p is None or difference.low is None or difference.high is None:
        return f"{said} (too few topics to test)"
    return f"{said} (95 %: {difference.low:+.3f} to {difference.high:+.3f}, p {difference.p:.4f})"


def _against_best(row: Row) -> str:
    found = row.difference
    star = "*" if found.significant else ""
    return f"{row.name} {found.after:.3f} < {found.before:.3f}{star} ({found.queries})"


def _against_top(row: Row) -> str:
    found = row.difference
    return f"{row.name} {found.after:.3f} < {row.top_score:.3f} {row.top} ({found.queries})"
