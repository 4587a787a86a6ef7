"""An evaluation as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evaluation.ablation import Worth, average_mode, weigh_parts
from evaluation.comparison import BALANCE, MAIN
from evaluation.grids import Grid, shorten
from evaluation.looks import LOG
from evaluation.measures import Scores
from evaluation.report import Miss, ModeReport, Report
from evaluation.runs import LIMIT, join_balances
from evaluation.significance import Difference
from evaluation.topics import Split

NOWHERE = f"none in {LIMIT} hits"
RANKS = {"1": 1, "2 or 3": 3, "4 to 10": 10, f"11 to {LIMIT}": LIMIT, NOWHERE: -1}
"""Places that the first answer can take, with the last rank of each."""
MISSES = "Nothing that answers in the first ten"


def remarks(report: Report) -> Iterator[str]:
    """Say what was measured, and what could not be."""
    yield (
        f"{report.queries} queries in {report.languages} languages, {report.judgements} judgements; "
        f"encoder {report.encoder}{', reranked by ' + report.reranker if report.reranker else ''}."
    )
    yield (
        "nDCG@10 weighs provisions that answer (2) and related ones (1); R@10 and RR@10 count those that "
        "answer. R@10 max is what R@10 can reach where more than ten answer. Distinct is the share of the "
        "first ten hits that are not the same article again, in part or in another language; judged, of the "
        "first ten finds that somebody has judged (the others count as not relevant)."
    )
    if Split.HELD_OUT in report.splits:
        yield f"Held-out topics were measured: look {report.looks} in this home, recorded in its {LOG}."
    elif report.looks:
        yield f"Held-out topics were not measured; {report.looks} looks so far are recorded in {LOG}."
    if report.missing:
        yield (
            f"Not in this home: {', '.join(report.missing)} ({len(report.missing)} documents, "
            f"{report.dropped} judgements left out)."
        )
    if report.unanswerable:
        topics = Counter(query.partition(".")[0] for query in report.unanswerable)
        listed = ", ".join(f"{topic} ({count})" for topic, count in topics.items())
        yield f"Left out, since nothing in this home answers them: {listed}; {topics.total()} queries."
    if report.unknown:
        yield (
            f"Judged, but in no stored document ({len(report.unknown)}): "
            f"{', '.join(map(str, report.unknown))}."
        )


def grids(report: Report) -> Iterator[Grid]:
    """Return the tables: overview, languages and kinds by split, balance, ranks, ablation, misses."""
    yield _overview(report.modes)
    for split in report.splits:
        yield _by_language(report.modes, split)
        yield _by_kind(report.modes, split)
        if any(mode.parts[split].by_variant for mode in report.modes if split in mode.parts):
            yield _by_variant(report.modes, split)
    weighed = [mode for mode in report.modes if mode.balance]
    if weighed:
        yield _balance(weighed)
    yield _ranks(report.modes)
    if report.ablation:
        yield from ablation_grids(report, weigh_parts(report))
    for mode in report.modes:
        if mode.misses:
            yield _misses(mode.mode, mode.misses)


def ablation_grids(report: Report, worths: Sequence[Worth]) -> Iterator[Grid]:
    """Return, for each mode, what its parts are worth, and the same by language of the query."""
    for mode in report.modes:
        parts = [worth for worth in worths if worth.mode == mode.mode]
        if not parts:
            continue
        scores = average_mode(mode)
        balance = f"{join_balances(mode.balance).ratio:.3f}" if mode.balance else "-"
        yield Grid(
            f"Ablation: {mode.mode}, without each part",
            (
                "without",
                MAIN,
                "R@10",
                "RR@10",
                "balance",
                f"{MAIN} lost",
                "95 %",
                "Holm",
                "balance lost",
                "Holm",
            ),
            (
                ("nothing: the whole", *_figures(scores), balance, "", "", "", "", ""),
                *(_worth(worth) for worth in parts),
            ),
        )
        without = [ablated for ablated in report.ablation if ablated.report.mode == mode.mode]
        for split, part in mode.parts.items():
            columns = [ablated.report.parts[split].by_language for ablated in without]
            yield Grid(
                f"Ablation by language of the query: {mode.mode}, {split} topics, {MAIN}",
                ("language", "queries", "whole", *(f"without {ablated.name}" for ablated in without)),
                tuple(
                    (
                        language,
                        str(whole.queries),
                        f"{whole.ndcg:.2f}",
                        *(f"{column[language].ndcg:.2f}" for column in columns),
                    )
                    for language, whole in part.by_language.items()
                ),
            )


def _worth(worth: Worth) -> tuple[str, ...]:
    main, balance = worth.gains.get(MAIN), worth.gains.get(BALANCE)
    interval = "-"
    if main is not None and main.low is not None and main.high is not None:
        interval = f"{main.low:+.3f} to {main.high:+.3f}"
    return (
        worth.name,
        *_figures(worth.scores),
        "-" if worth.balance is None else f"{worth.balance:.3f}",
        "-" if main is None else f"{main.difference:+.3f}",
        interval,
        _holm(main),
        "-" if balance is None else f"{balance.difference:+.3f}",
        _holm(balance),
    )


def _holm(found: Difference | None) -> str:
    if found is None or found.holm is None:
        return "-"
    return f"{found.holm:.4f}{'*' if found.significant else ''}"


def _figures(scores: Scores) -> tuple[str, ...]:
    return tuple(f"{value:.3f}" for value in (scores.ndcg, scores.recall, scores.reciprocal_rank))


def _ranks(modes: Sequence[ModeReport]) -> Grid:
    counted = [count_ranks(mode) for mode in modes]
    return Grid(
        "Where the first answer ranks, number of queries",
        ("rank", *(mode.mode for mode in modes)),
        tuple((name, *(str(counts[name]) for counts in counted)) for name in RANKS),
    )


def count_ranks(mode: ModeReport) -> dict[str, int]:
    """Return how many queries have their first answer at each rank of ``RANKS``."""
    counts = dict.fromkeys(RANKS, 0)
    for result in mode.results:
        rank = result.rank
        counts[
            next((name for name, last in RANKS.items() if rank is not None and rank <= last), NOWHERE)
        ] += 1
    return counts


def _overview(modes: Sequence[ModeReport]) -> Grid:
    heads = ("mode, part", "queries", "nDCG@10", "R@10", "R@10 max", "RR@10", "distinct", "judged", "balance")
    rows = []
    for mode in modes:
        balance = f"{join_balances(mode.balance).ratio:.2f}" if mode.balance else "-"
        for split, part in mode.parts.items():
            rows.append(
                (
                    f"{mode.mode}, {split}",
                    str(part.overall.queries),
                    *_three(part.overall),
                    f"{mode.distinct:.0%}",
                    f"{mode.judged:.0%}",
                    balance,
                )
            )
    return Grid("Search quality", heads, tuple(rows))


def _three(scores: Scores) -> tuple[str, ...]:
    return tuple(
        f"{value:.3f}" for value in (scores.ndcg, scores.recall, scores.ceiling, scores.reciprocal_rank)
    )


def _by_language(modes: Sequence[ModeReport], split: Split) -> Grid:
    rows = _rows(mode.parts[split].by_language for mode in modes if split in mode.parts)
    return Grid(f"By language of the query, {split} topics", _heads("language", modes), rows)


def _by_kind(modes: Sequence[ModeReport], split: Split) -> Grid:
    rows = _rows(mode.parts[split].by_kind for mode in modes if split in mode.parts)
    return Grid(f"By kind of query, {split} topics", _heads("kind", modes), rows)


def _by_variant(modes: Sequence[ModeReport], split: Split) -> Grid:
    rows = _rows(mode.parts[split].by_variant for mode in modes if split in mode.parts)
    return Grid(f"By way of writing, where not the usual one, {split} topics", _heads("variant", modes), rows)


def _heads(first: str, modes: Sequence[ModeReport]) -> tuple[str, ...]:
    return (first, "queries", *(f"{mode.mode} {name}" for mode in modes for name in ("nDCG", "R", "RR")))


def _rows(columns: Iterable[Mapping[str, Scores]]) -> tuple[tuple[str, ...], ...]:
    groups = list(columns)
    names = sorted({name for scores in groups for name in scores})
    return tuple(
        (
            name,
            str(next(scores[name].queries for scores in groups if name in scores)),
            *(value for scores in groups for value in _short(scores.get(name))),
        )
        for name in names
    )


def _short(scores: Scores | None) -> tuple[str, str, str]:
    if scores is None:
        return ("-", "-", "-")
    return (f"{scores.ndcg:.2f}", f"{scores.recall:.2f}", f"{scores.reciprocal_rank:.2f}")


def _balance(modes: Sequence[ModeReport]) -> Grid:
    heads = (
        "language of the answers",
        "pairs",
        *(f"{mode.mode} {name}" for mode in modes for name in ("mixed", "alone", "balance")),
    )
    languages = sorted({language for mode in modes for language in mode.balance})
    rows = []
    for language in languages:
        found = [mode.balance[language] for mode in modes]
        rows.append(
            (
                language,
                str(found[0].pairs),
                *(
                    value
                    for balance in found
                    for value in (f"{balance.mixed:.2f}", f"{balance.alone:.2f}", f"{balance.ratio:.2f}")
                ),
            )
        )
    return Grid(
        "Language balance: RR@10 of the first answer in a language, all languages searched or it alone",
        heads,
        tuple(rows),
    )


def _misses(mode: str, misses: Sequence[Miss]) -> Grid:
    rows = tuple(
        (miss.query, shorten(miss.text), *_nearest(miss), str(miss.first or "nothing")) for miss in misses
    )
    return Grid(
        f"{MISSES}: {mode}",
        ("query", "text", "nearest answer", "its rank", "first instead"),
        rows,
    )


def _nearest(miss: Miss) -> tuple[str, str]:
    if miss.rank is not None:
        return str(miss.expected), str(miss.rank)
    others = f" or {miss.answers - 1} others" if miss.answers > 1 else ""
    return f"{miss.expected}{others}", NOWHERE
