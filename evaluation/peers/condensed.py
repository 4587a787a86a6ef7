"""What every system would score if only judged finds were there: the other end of what can be said of it.

The judgements were made over the finds of Narcord's own versions; what a peer finds beside them counts as
not relevant, which is mostly but not always true. With the unjudged finds left out of every ranking
(*condensed*), the judged ones below move up, which makes a system that was never pooled look better than it
is. The truth lies between the two.

Source: Sakai, "Alternatives to bpref", SIGIR 2007; on the bias, Sakai, "Comparing metrics across TREC and
NTCIR: the robustness to system bias", CIKM 2008.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from evaluation.bench import Bench
from evaluation.measures import Scores, measure
from evaluation.peers.registry import NARCORD
from evaluation.report import Result
from evaluation.runs import Searcher, run_queries

Condensed = Mapping[str, Mapping[str, Scores]]
"""Scores by system and query id."""


def measure_judged(bench: Bench, searcher: Searcher) -> dict[str, Scores]:
    """Return the scores of every query over the finds that somebody has judged."""
    runs = run_queries(searcher, bench.queries, "hybrid", bench.matcher)
    return measure(
        {query.id: bench.qrels[query.id] for query in bench.queries},
        {
            query.id: [find for find in runs[query.id].finds if query.is_judged(find)]
            for query in bench.queries
        },
    )


def average_ndcg(scores: Mapping[str, Scores], results: Sequence[Result]) -> float:
    """Return nDCG@10 over the queries of these results."""
    return fmean(scores[result.query.id].ndcg for result in results)


def tell(condensed: Condensed, results: Mapping[str, Sequence[Result]], ours: str = NARCORD) -> str | None:
    """Compare Narcord with the best peer once more; None if either was not measured or found nothing."""
    means = {name: average_ndcg(scores, results[name]) for name, scores in condensed.items()}
    peers = [name for name in means if name != ours]
    if ours not in means or not peers:
        return None
    best = max(peers, key=lambda name: means[name])
    if not means[best]:
        return None
    return (
        f"Judged finds alone, which favours the peers: nDCG@10 Narcord {means[ours]:.3f}, best peer {best} "
        f"{means[best]:.3f}: {means[ours] / means[best]:.2f} times."
    )
