"""The measures, through ir-measures, and their averages.

nDCG@10 uses both grades (gain 1 related, 2 answers; discount log2(rank + 1)). Recall and reciprocal
rank count only provisions that answer. Where more than ten provisions answer, R@10 cannot reach 1:
the average of what it could reach is given beside it as ``ceiling``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from evaluation.topics import Grade, Item

DEPTH = 10
_ANSWERS = int(Grade.ANSWERS)
_NDCG = nDCG @ DEPTH
_RECALL = R(rel=_ANSWERS) @ DEPTH
_RECIPROCAL = RR(rel=_ANSWERS) @ DEPTH


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of one query, or their averages over ``queries`` queries. All are in 0..1."""

    queries: int
    ndcg: float
    recall: float
    reciprocal_rank: float
    ceiling: float


def measure(
    qrels: Mapping[str, Mapping[Item, Grade]], run: Mapping[str, Sequence[Item]]
) -> dict[str, Scores]:
    """Return the scores of every query in ``qrels``; ``run`` holds what was found, best first.

    A query that found nothing scores 0; a query without judgements is left out, since nothing can
    be said of it. An item found twice counts where it is first.
    """
    judged = {query: grades for query, grades in qrels.items() if grades}
    wanted = [
        Qrel(query, str(item), int(grade))
        for query, grades in judged.items()
        for item, grade in grades.items()
    ]
    ranked = [
        ScoredDoc(query, str(item), 1.0 / rank)
        for query in judged
        for rank, item in enumerate(dict.fromkeys(run.get(query, ())), start=1)
    ]
    values: dict[str, dict[object, float]] = {query: {} for query in judged}
    if ranked:
        for metric in ir_measures.iter_calc([_NDCG, _RECALL, _RECIPROCAL], wanted, ranked):
            values[metric.query_id][metric.measure] = float(metric.value)
    return {
        query: Scores(
            1,
            found.get(_NDCG, 0.0),
            found.get(_RECALL, 0.0),
            found.get(_RECIPROCAL, 0.0),
            _ceiling(judged[query].values()),
        )
        for query, found in values.items()
    }


def average(scores: Iterable[Scores]) -> Scores:
    """Return the mean of the scores of single queries (all zero for none)."""
    kept = list(scores)
    if not kept:
        return Scores(0, 0.0, 0.0, 0.0, 0.0)
    return Scores(
        len(kept),
        fmean(score.ndcg for score in kept),
        fmean(score.recall for score in kept),
        fmean(score.reciprocal_rank for score in kept),
        fmean(score.ceiling for score in kept),
    )


def _ceiling(grades: Iterable[Grade]) -> float:
    answering = sum(grade >= Grade.ANSWERS for grade in grades)
    return min(DEPTH, answering) / answering if answering else 0.0
