"""What was measured, as tables and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from evaluation.benchmark import percentiles
from evaluation.grids import Grid
from evaluation.peers.condensed import Condensed, average_ndcg, tell
from evaluation.peers.registry import NARCORD, PEERS
from evaluation.peers.runner import Times
from evaluation.peers.verdict import GROUPINGS, MEASURES, Results, Row, Verdict, judge, summarise
from evaluation.report import Result


@dataclass(frozen=True, slots=True)
class Measured:
    """One set of queries, ``title``, asked of every system; ``encodes`` names those that need a vector.

    ``condensed`` are scores over judged finds alone.
    """

    title: str
    results: Results
    times: Times | None
    encodes: frozenset[str]
    condensed: Condensed

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Narcord beside the best peer, by measure."""
        return tuple(found for name in MEASURES if (found := judge(self.results, name, NARCORD)) is not None)


def tell_verdicts(measured: Measured) -> Iterator[str]:
    """Say plainly what holds and what does not, and how much hangs on what nobody judged."""
    for verdict in measured.verdicts:
        yield from verdict.sentences()
    if (said := tell(measured.condensed, measured.results)) is not None:
        yield said


def list_systems(names: Sequence[str]) -> Iterator[str]:
    """Say what every system is."""
    for name in names:
        yield f"{name}: {PEERS[name].note if name in PEERS else 'hybrid search, the ranking alone'}."


def make_grids(measured: Measured) -> Iterator[Grid]:
    """Return the overview, then every measure by kind and by language, then the comparison."""
    yield overview(measured)
    for grouping, key in GROUPINGS.items():
        for measure, value in MEASURES.items():

            def mean(of: Sequence[Result], name: str, value: Any = value) -> str:
                return f"{sum(value(result.scores) for result in of) / len(of):.3f}"

            yield _by_group(f"{measure} by {grouping}, {measured.title}", measured, key, mean)
        if measured.times is not None:
            times = measured.times

            def usual(of: Sequence[Result], name: str, times: Times = times) -> str:
                own = times.search[name]
                asked = [own[result.query.text] for result in of if result.query.text in own]
                return f"{median(asked):.1f}" if asked else "-"

            yield _by_group(
                f"Milliseconds by {grouping} (median, vector given), {measured.title}", measured, key, usual
            )
    for verdict in measured.verdicts:
        yield _comparison(verdict, measured.title)


def overview(measured: Measured) -> Grid:
    """Return one row per system; ``slower`` is the median, over the queries, of its time by Narcord's."""
    heads: tuple[str, ...] = ("system", "nDCG@10", "R@10", "RR@10", "judged", "nDCG@10, judged alone")
    if measured.times is not None:
        heads += ("ms p50", "ms p95", "times Narcord's", "with encoding p50", "p95")
    rows = []
    for name, results in measured.results.items():
        scores, judged = summarise(results)
        row = [name, *(f"{value:.3f}" for value in (scores.ndcg, scores.recall, scores.reciprocal_rank))]
        row += [f"{judged:.1%}", f"{average_ndcg(measured.condensed[name], results):.3f}"]
        rows.append((*row, *_time(measured, name)))
    return Grid(f"All queries, {measured.title}", heads, tuple(rows))


def to_json(measured: Measured) -> dict[str, Any]:
    """Return figures of one set of queries as plain values."""
    return {
        "systems": {
            name: {
                **_scores(results),
                "nDCG@10_judged_alone": round(average_ndcg(measured.condensed[name], results), 4),
                **_milliseconds(measured, name, results),
                **{
                    f"by_{grouping}": {
                        group: {**_scores(of), **_milliseconds(measured, name, of)}
                        for group, of in _divide(results, key).items()
                    }
                    for grouping, key in GROUPINGS.items()
                },
            }
            for name, results in measured.results.items()
        },
        "verdicts": [_verdict(verdict) for verdict in measured.verdicts],
    }


def _time(measured: Measured, name: str) -> tuple[str, ...]:
    if measured.times is None:
        return ()
    found = _milliseconds(measured, name, measured.results[name]).get("ms")
    if found is None:
        return ("-",) * 5
    ratio = found["times_narcord"]
    return (
        f"{found['search']['p50']:.1f}",
        f"{found['search']['p95']:.1f}",
        "-" if ratio is None else f"{ratio:.2f}",
        f"{found['with_encoding']['p50']:.1f}",
        f"{found['with_encoding']['p95']:.1f}",
    )


def _milliseconds(measured: Measured, name: str, results: Sequence[Result]) -> dict[str, Any]:
    if measured.times is None:
        return {}
    own = measured.times.search[name]
    texts = list(dict.fromkeys(result.query.text for result in results if result.query.text in own))
    if not texts:
        return {}
    alone = percentiles([own[text] for text in texts])
    whole = percentiles(
        [measured.times.whole(name, text, encodes=name in measured.encodes) for text in texts]
    )
    ours = measured.times.search.get(NARCORD)
    return {
        "ms": {
            "search": {"p50": round(alone.p50, 2), "p95": round(alone.p95, 2)},
            "with_encoding": {"p50": round(whole.p50, 2), "p95": round(whole.p95, 2)},
            "times_narcord": round(median(own[text] / ours[text] for text in texts), 3) if ours else None,
        }
    }


def _scores(results: Sequence[Result]) -> dict[str, Any]:
    scores, judged = summarise(results)
    return {
        "queries": scores.queries,
        "nDCG@10": round(scores.ndcg, 4),
        "R@10": round(scores.recall, 4),
        "RR@10": round(scores.reciprocal_rank, 4),
        "judged@10": round(judged, 4),
    }


def _by_group(
    title: str, measured: Measured, key: Callable[[Any], str], cell: Callable[[Sequence[Result], str], str]
) -> Grid:
    names = list(measured.results)
    divided = {name: _divide(measured.results[name], key) for name in names}
    rows = tuple(
        (group, str(len(of)), *(cell(divided[name][group], name) for name in names))
        for group, of in divided[names[0]].items()
    )
    return Grid(title, ("", "queries", *names), rows)


def _divide(results: Sequence[Result], key: Callable[[Any], str]) -> dict[str, list[Result]]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result.query), []).append(result)
    return dict(sorted(groups.items()))


def _comparison(verdict: Verdict, title: str) -> Grid:
    heads = (
        "queries of", "number", "Narcord", verdict.best, "difference", "95 %", "p", "Holm", "best there", "",
    )  # fmt: skip
    rows = [("all", verdict.overall)]
    rows += [(f"{grouping} {row.name}", row) for grouping, found in verdict.groups.items() for row in found]
    return Grid(
        f"Narcord beside {verdict.best}, the best peer over all queries, {verdict.measure}, {title}",
        heads,
        tuple(_compare(name, row) for name, row in rows),
    )


def _compare(name: str, row: Row) -> tuple[str, ...]:
    found = row.difference
    tested = found.low is not None and found.high is not None
    return (
        name,
        str(found.queries),
        f"{found.after:.3f}",
        f"{found.before:.3f}",
        f"{found.difference:+.3f}",
        f"{found.low:+.3f} to {found.high:+.3f}" if tested else "-",
        "-" if found.p is None else f"{found.p:.4f}",
        "-" if found.holm is None else f"{found.holm:.4f}{'*' if found.significant else ''}",
        f"{row.top_score:.3f} {row.top}",
        "below" if row.below_best else "below some peer" if row.below_top else "",
    )


def _verdict(verdict: Verdict) -> dict[str, Any]:
    def plain(row: Row) -> Mapping[str, Any]:
        found = row.difference
        return {
            "queries": found.queries,
            "narcord": round(found.after, 4),
            "best_peer": round(found.before, 4),
            "low": found.low,
            "high": found.high,
            "p": found.p,
            "holm": found.holm,
            "top": row.top,
            "top_score": round(row.top_score, 4),
        }

    return {
        "measure": verdict.measure,
        "best_peer": verdict.best,
        "ratio": round(verdict.ratio, 4),
        "overall": plain(verdict.overall),
        **{
            f"by_{grouping}": {row.name: plain(row) for row in rows}
            for grouping, rows in verdict.groups.items()
        },
    }
