"""What an evaluation says, as records and as JSON; :mod:`evaluation.tables` makes it readable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from evaluation.measures import Scores
from evaluation.runs import LIMIT, Balance, Pair, join_balances
from evaluation.topics import Item, Query, Split


@dataclass(frozen=True, slots=True)
class Miss:
    """A query whose first ten finds held nothing that answers it.

    ``expected`` is the answering provision that came nearest, of ``answers`` that were expected, and
    ``rank`` where it did rank, None if none is among the first hits asked for (``expected`` is then
    one of them); ``first`` is what stood at the top instead.
    """

    query: str
    language: str
    text: str
    expected: Item
    answers: int
    rank: int | None
    first: Item | None


@dataclass(frozen=True, slots=True)
class Part:
    """The scores of one split: of all its queries, by language of the query, by kind of query.

    ``by_variant`` has those that are not written as the language usually is (romanised, mistyped).
    """

    overall: Scores
    by_language: Mapping[str, Scores]
    by_kind: Mapping[str, Scores]
    by_variant: Mapping[str, Scores] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """One query in one mode.

    ``rank`` is that of the first find that answers (from 1, None if none of the hits asked for does),
    ``finds`` are the first ten, ``judged`` is the share of them that somebody has judged (None without
    a find). ``digest`` stands for the text and the judgements: where two runs have the same, their
    scores can be compared.
    """

    query: Query
    scores: Scores
    rank: int | None
    finds: tuple[Item, ...]
    judged: float | None
    digest: str


@dataclass(frozen=True, slots=True)
class ModeReport:
    """One search mode. ``distinct`` is the share of the first ten hits that repeat no other, on average.

    ``pairs`` are what ``balance`` averages.
    """

    mode: str
    parts: Mapping[Split, Part]
    distinct: float
    misses: tuple[Miss, ...]
    balance: Mapping[str, Balance] = field(default_factory=dict)
    results: tuple[Result, ...] = ()
    pairs: tuple[Pair, ...] = ()

    @property
    def judged(self) -> float:
        """The share of the first ten finds that is judged (judged@10), on average over queries."""
        shares = [result.judged for result in self.results if result.judged is not None]
        return fmean(shares) if shares else 0.0


@dataclass(frozen=True, slots=True)
class Ablated:
    """A mode measured with a part of the query path left out."""

    name: str
    report: ModeReport


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation of one home.

    ``missing`` are judged documents that the home does not hold, ``dropped`` the judgements that fell
    away with them, ``unanswerable`` the queries that had nothing left to be answered by. ``unknown``
    are judged provisions that no stored document has: judgements to correct, or structure lost in
    ingestion; they are kept, and cannot be found. ``collection`` is the fingerprint of all queries and
    judgements, ``passages`` how many the index holds, ``looks`` how often held-out figures have been
    printed from this home (:mod:`evaluation.looks`).
    """

    queries: int
    languages: int
    judgements: int
    encoder: str
    modes: tuple[ModeReport, ...]
    missing: tuple[str, ...] = ()
    dropped: int = 0
    unanswerable: tuple[str, ...] = ()
    unknown: tuple[Item, ...] = ()
    ablation: tuple[Ablated, ...] = ()
    fingerprint: str = ""
    collection: str = ""
    passages: int = 0
    looks: int = 0
    reranker: str = ""

    @property
    def splits(self) -> tuple[Split, ...]:
        """What was measured."""
        return tuple(dict.fromkeys(split for mode in self.modes for split in mode.parts))

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values, the figures rounded to four digits."""
        return {
            "queries": self.queries,
            "languages": self.languages,
            "judgements": self.judgements,
            "encoder": self.encoder,
            "encoder_fingerprint": self.fingerprint,
            "reranker": self.reranker or None,
            "collection_fingerprint": self.collection,
            "passages": self.passages,
            "held_out_looks": self.looks,
            "missing_documents": list(self.missing),
            "dropped_judgements": self.dropped,
            "unanswerable_queries": list(self.unanswerable),
            "unknown_provisions": [str(item) for item in self.unknown],
            "modes": {mode.mode: _mode(mode) for mode in self.modes},
            "ablation": [
                {"without": ablated.name, "mode": ablated.report.mode, **_measures(ablated.report)}
                for ablated in self.ablation
            ],
        }


def _mode(mode: ModeReport) -> dict[str, Any]:
    return {**_measures(mode), "misses": [_miss(miss) for miss in mode.misses]}


def _measures(mode: ModeReport) -> dict[str, Any]:
    return {
        "parts": {str(split): _part(part) for split, part in mode.parts.items()},
        "distinct_share": round(mode.distinct, 4),
        "judged@10": round(mode.judged, 4),
        "language_balance": _balances(mode.balance) if mode.balance else None,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "overall": _scores(part.overall),
        "by_language": {language: _scores(scores) for language, scores in part.by_language.items()},
        "by_kind": {kind: _scores(scores) for kind, scores in part.by_kind.items()},
        "by_variant": {variant: _scores(scores) for variant, scores in part.by_variant.items()},
    }


def _scores(scores: Scores) -> dict[str, Any]:
    return {
        "queries": scores.queries,
        "nDCG@10": round(scores.ndcg, 4),
        "R@10": round(scores.recall, 4),
        "RR@10": round(scores.reciprocal_rank, 4),
        "R@10_ceiling": round(scores.ceiling, 4),
    }


def _balances(balances: Mapping[str, Balance]) -> dict[str, Any]:
    return {
        "overall": _balance(join_balances(balances)),
        "by_language": {language: _balance(balance) for language, balance in balances.items()},
    }


def _balance(balance: Balance) -> dict[str, Any]:
    return {
        "ratio": round(balance.ratio, 4),
        "mixed": round(balance.mixed, 4),
        "alone": round(balance.alone, 4),
        "pairs": balance.pairs,
    }


def _miss(miss: Miss) -> dict[str, Any]:
    return {
        "query": miss.query,
        "language": miss.language,
        "text": miss.text,
        "expected": str(miss.expected),
        "answers": miss.answers,
        "rank": miss.rank,
        "searched_to": LIMIT,
        "first": str(miss.first) if miss.first else None,
    }
