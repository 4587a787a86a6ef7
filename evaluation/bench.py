"""The bench: the queries that a home can answer and what they are judged by, for any searcher."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from corpus.progress import Report as Listener
from corpus.progress import silent
from evaluation.judging import judged_share
from evaluation.matching import Coverage, Matcher
from evaluation.measures import DEPTH, Scores, average, measure
from evaluation.report import Miss, ModeReport, Part, Result
from evaluation.runs import Run, Searcher, run_queries, weigh_languages, weigh_pairs
from evaluation.topics import Collection, Grade, Item, Query, Split


@dataclass(frozen=True, slots=True)
class Bench:
    """What every searcher is measured with.

    ``queries`` are those that something in the home answers, ``qrels`` the judgements on documents
    that are there, by query id. ``balance`` says whether the language balance is measured, which asks
    each query once more for every language that answers it.
    """

    matcher: Matcher
    coverage: Coverage
    queries: tuple[Query, ...]
    qrels: Mapping[str, Mapping[Item, Grade]]
    balance: bool = True

    @classmethod
    def of(
        cls, collection: Collection, coverage: Coverage, splits: Sequence[Split], *, balance: bool = True
    ) -> Bench:
        """Return the bench for the topics of ``splits`` (that no others are measured is decided here)."""
        chosen = [query for query in collection.queries if query.split in splits]
        qrels = {query.id: coverage.prune(query) for query in chosen}
        asked = tuple(query for query in chosen if Grade.ANSWERS in qrels[query.id].values())
        return cls(Matcher(collection), coverage, asked, qrels, balance)

    def measure(self, searcher: Searcher, mode: str, progress: Listener = silent) -> ModeReport:
        """Ask every query in ``mode`` and report.

        Misses are listed for the tuning topics alone: whoever sees where a held-out query failed
        tunes on it.
        """
        runs = run_queries(searcher, self.queries, mode, self.matcher, progress)
        pairs = (
            weigh_pairs(searcher, self.queries, mode, self.matcher, self.coverage, runs, progress)
            if self.balance and mode != "keyword"
            else ()
        )
        scores = measure(
            {query.id: self.qrels[query.id] for query in self.queries},
            {query.id: runs[query.id].finds for query in self.queries},
        )
        misses = tuple(
            miss
            for query in self.queries
            if query.split is Split.TUNING
            if (miss := _find_miss(query, self.qrels[query.id], runs[query.id])) is not None
        )
        shares = [run.distinct for run in runs.values() if run.distinct is not None]
        return ModeReport(
            mode,
            {split: _report_part(queries, scores) for split, queries in _by_split(self.queries).items()},
            fmean(shares) if shares else 0.0,
            misses,
            weigh_languages(pairs),
            tuple(self._result(query, scores[query.id], runs[query.id]) for query in self.queries),
            pairs,
        )

    def _result(self, query: Query, scores: Scores, run: Run) -> Result:
        judged = self.qrels[query.id]
        found = run.rank(judged, Grade.ANSWERS)
        return Result(
            query,
            scores,
            found[1] if found else None,
            run.finds[:DEPTH],
            judged_share(query, run.finds),
            digest(query.text, judged),
        )


def digest(text: str, judgements: Mapping[Item, Grade]) -> str:
    """Return 16 hexadecimal digits that stand for a query's text and what it is judged by.

    >>> digest("x", {}) == digest("x", {}), digest("x", {}) == digest("y", {})
    (True, False)
    """
    facts = [text, sorted((str(item), int(grade)) for item, grade in judgements.items())]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


def fingerprint(queries: Iterable[Query]) -> str:
    """Return 64 hexadecimal digits that stand for all queries with all their judgements."""
    whole = sorted((query.id, digest(query.text, query.judgements)) for query in queries)
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def _by_split(queries: Sequence[Query]) -> dict[Split, list[Query]]:
    return {
        split: of_split
        for split in Split
        if (of_split := [query for query in queries if query.split is split])
    }


def _report_part(queries: Sequence[Query], scores: Mapping[str, Scores]) -> Part:
    def group(key: Callable[[Query], str | None]) -> dict[str, Scores]:
        names = sorted({name for query in queries if (name := key(query)) is not None})
        return {name: average(scores[query.id] for query in queries if key(query) == name) for name in names}

    return Part(
        average(scores[query.id] for query in queries),
        group(lambda query: query.language),
        group(lambda query: str(query.kind)),
        group(lambda query: query.variant and str(query.variant)),
    )


def _find_miss(query: Query, judged: Mapping[Item, Grade], run: Run) -> Miss | None:
    """Return the miss that ``run`` is, or None if an answer stands among the first ten."""
    found = run.rank(judged, Grade.ANSWERS)
    if found is not None and found[1] <= DEPTH:
        return None
    answers = [item for item, grade in judged.items() if grade >= Grade.ANSWERS]
    expected, rank = found or (answers[0], None)
    first = run.finds[0] if run.finds else None
    return Miss(query.id, query.language, query.text, expected, len(answers), rank, first)
