"""Measure search on a home: every query, in every mode, against the judgements.

``evaluate`` is what the command calls. It reads the store only for what is there (documents,
provisions) and asks the same search service that people ask.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from corpus.access import Access
from corpus.progress import Report as Listener
from corpus.progress import silent
from corpus.settings import Settings
from corpus.store import Store
from evaluation.matching import Coverage, Matcher, Stored
from evaluation.measures import DEPTH, Scores, average, measure
from evaluation.report import Miss, ModeReport, Part, Report
from evaluation.runs import Balance, Run, Searcher, run_queries, weigh_languages
from evaluation.service import ServiceSearcher
from evaluation.topics import Collection, Grade, Item, Query, Split, load_collection

MODES = ("keyword", "semantic", "hybrid")
log = logging.getLogger(__name__)


def evaluate(
    store: Store,
    settings: Settings,
    modes: Sequence[str] = MODES,
    split: Split | None = None,
    *,
    balance: bool = True,
    access: Access | None = None,
    progress: Listener = silent,
) -> Report:
    """Run the queries of ``split`` (both for None) against the home of ``settings``.

    Misses are listed for the split asked for; where both are measured, for the tuning topics only,
    so that nobody tunes on held-out ones by looking. ``balance`` adds the language balance of the
    modes that cross languages, which asks each query once more for every language that answers it.
    """
    access = access or Access.public()
    collection = load_collection()
    with ServiceSearcher(store, settings, access) as searcher:
        matcher = Matcher(collection)
        coverage = matcher.cover(
            Stored(document.id, document.source, document.instrument_id, document.language)
            for document in store.documents(access)
        )
        known = {
            key: {
                provision.eid for document in documents for provision in store.provisions(document.id, access)
            }
            for key, documents in coverage.stored.items()
        }
        return measure_search(
            searcher,
            collection,
            coverage,
            known,
            modes,
            split,
            balance=balance,
            encoder=searcher.encoder,
            progress=progress,
        )


def measure_search(
    searcher: Searcher,
    collection: Collection,
    coverage: Coverage,
    known: Mapping[str, Iterable[str]],
    modes: Sequence[str] = MODES,
    split: Split | None = None,
    *,
    balance: bool = True,
    encoder: str = "unknown",
    progress: Listener = silent,
) -> Report:
    """Measure ``searcher``; ``known`` holds the eIds that the home has of each judged document."""
    chosen = collection.select(split)
    matcher = Matcher(collection)
    qrels = {query.id: coverage.prune(query) for query in chosen.queries}
    asked = [query for query in chosen.queries if Grade.ANSWERS in qrels[query.id].values()]
    provisions = {key: frozenset(eids) for key, eids in known.items()}
    items = {item for judged in qrels.values() for item in judged}
    listed = Split.TUNING if split is None else split
    reports = []
    for mode in modes:
        runs = run_queries(searcher, asked, mode, matcher, progress)
        weighed = (
            weigh_languages(searcher, asked, mode, matcher, coverage, runs, progress)
            if balance and mode != "keyword"
            else {}
        )
        reports.append(_report_mode(mode, asked, qrels, runs, weighed, listed))
    return Report(
        queries=len(asked),
        languages=len({query.language for query in asked}),
        judgements=sum(len(qrels[query.id]) for query in asked),
        encoder=encoder,
        modes=tuple(reports),
        missing=tuple(key for key in coverage.missing if _judges(chosen, key)),
        dropped=sum(len(query.judgements) - len(qrels[query.id]) for query in chosen.queries),
        unanswerable=tuple(query.id for query in chosen.queries if query not in asked),
        unknown=tuple(
            sorted((item for item in items if item.eid not in provisions.get(item.document, ())), key=str)
        ),
    )


def _report_mode(
    mode: str,
    asked: Sequence[Query],
    qrels: Mapping[str, Mapping[Item, Grade]],
    runs: Mapping[str, Run],
    weighed: Mapping[str, Balance],
    listed: Split,
) -> ModeReport:
    scores = measure(
        {query.id: qrels[query.id] for query in asked}, {query.id: runs[query.id].finds for query in asked}
    )
    parts = {
        part: _report_part([query for query in asked if query.split is part], scores)
        for part in Split
        if any(query.split is part for query in asked)
    }
    misses = tuple(
        miss
        for query in asked
        if query.split is listed
        if (miss := _find_miss(query, qrels[query.id], runs[query.id])) is not None
    )
    shares = [run.distinct for run in runs.values() if run.distinct is not None]
    return ModeReport(mode, parts, fmean(shares) if shares else 0.0, misses, weighed)


def _report_part(queries: Sequence[Query], scores: Mapping[str, Scores]) -> Part:
    languages = sorted({query.language for query in queries})
    kinds = sorted({str(query.kind) for query in queries})
    return Part(
        average(scores[query.id] for query in queries),
        {
            language: average(scores[query.id] for query in queries if query.language == language)
            for language in languages
        },
        {kind: average(scores[query.id] for query in queries if query.kind == kind) for kind in kinds},
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


def _judges(collection: Collection, key: str) -> bool:
    return any(item.document == key for query in collection.queries for item in query.judgements)
