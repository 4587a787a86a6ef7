"""Runs: what search found for every query, in every mode.

A run is kept as finds, best first: hits of one article, or of the same article in several languages,
are one find (see :mod:`evaluation.matching`). How many of the first ten hits were such repetitions is
counted apart, since a reader does see them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.progress import Report as Listener
from corpus.progress import silent
from evaluation.matching import Coverage, Found, Matcher
from evaluation.measures import DEPTH
from evaluation.topics import Grade, Item, Query

LIMIT = 100
"""How many hits are asked for: deep enough to tell where an expected one really ranked."""

ALONE = 3 * DEPTH
"""How many hits are asked for in one language alone: enough for ten finds with their repetitions."""

log = logging.getLogger(__name__)


class Searcher(Protocol):
    """Anything that ranks provisions for a text."""

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        """Return at most ``limit`` hits, best first; ``languages`` restricts what is searched."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """What one query found: hits best first, and the finds that they are, each once."""

    hits: tuple[Found, ...]
    finds: tuple[Item, ...]
    distinct: float | None
    """The share of the first ten hits that are not repetitions, None without a hit."""

    def rank(self, items: Mapping[Item, Grade], least: Grade) -> tuple[Item, int] | None:
        """Return the first find among ``items`` of at least this grade and its rank from 1."""
        for rank, find in enumerate(self.finds, start=1):
            if items.get(find, 0) >= least:
                return find, rank
        return None


@dataclass(frozen=True, slots=True)
class Balance:
    """How much a language suffers from sharing the pool with others.

    For every query and every language but its own in which something answers it: the reciprocal
    rank of the first answer in that language, 0 beyond ten, when all languages are searched
    (``mixed``; judged provisions in other languages above it are no fault and not counted), and
    when only that language is (``alone``). ``pairs`` is how many such pairs were averaged.
    """

    mixed: float
    alone: float
    pairs: int

    @property
    def ratio(self) -> float:
        """1 if the other languages take nothing away, 0 if the answers vanish among them."""
        return self.mixed / self.alone if self.alone else 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """One query and one language that answers it, as :class:`Balance` averages them."""

    query: str
    language: str
    mixed: float
    alone: float


def run_queries(
    searcher: Searcher, queries: Sequence[Query], mode: str, matcher: Matcher, progress: Listener = silent
) -> dict[str, Run]:
    """Ask every query in ``mode`` and return what was found, by query id."""
    runs = {}
    for number, query in enumerate(queries, start=1):
        hits = tuple(searcher.find(query.text, mode, LIMIT))
        items = [matcher.identify(hit, query.judgements) for hit in hits]
        page = items[:DEPTH]
        runs[query.id] = Run(hits, tuple(dict.fromkeys(items)), len(set(page)) / len(page) if page else None)
        progress(f"queries, {mode}", number, len(queries))
    return runs


def weigh_pairs(
    searcher: Searcher,
    queries: Sequence[Query],
    mode: str,
    matcher: Matcher,
    coverage: Coverage,
    runs: Mapping[str, Run],
    progress: Listener = silent,
) -> tuple[Pair, ...]:
    """Return every query with every language but its own in which something answers it.

    ``runs`` are those of the same queries in the same mode.
    """
    pairs = []
    for number, query in enumerate(queries, start=1):
        for language, answers in _answers_by_language(query, coverage).items():
            if language == query.language:
                continue
            alone = searcher.find(query.text, mode, ALONE, (language,))
            pairs.append(
                Pair(
                    query.id,
                    language,
                    _reciprocal_rank(runs[query.id].hits, query, matcher, answers, language),
                    _reciprocal_rank(alone, query, matcher, answers, language),
                )
            )
        progress(f"language balance, {mode}", number, len(queries))
    return tuple(pairs)


def weigh_languages(pairs: Iterable[Pair]) -> dict[str, Balance]:
    """Return the balance of every language in which something answers, by language."""
    by_language: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_language.setdefault(pair.language, []).append(pair)
    return {language: weigh(found) for language, found in sorted(by_language.items())}


def weigh(pairs: Sequence[Pair]) -> Balance:
    """Average pairs."""
    count = len(pairs) or 1
    return Balance(
        sum(pair.mixed for pair in pairs) / count, sum(pair.alone for pair in pairs) / count, len(pairs)
    )


def join_balances(balances: Mapping[str, Balance]) -> Balance:
    """Return the balance over all pairs, whatever their language."""
    pairs = sum(balance.pairs for balance in balances.values()) or 1
    return Balance(
        sum(balance.mixed * balance.pairs for balance in balances.values()) / pairs,
        sum(balance.alone * balance.pairs for balance in balances.values()) / pairs,
        sum(balance.pairs for balance in balances.values()),
    )


def _answers_by_language(query: Query, coverage: Coverage) -> dict[str, set[Item]]:
    """Return what answers ``query`` in each language that its documents are stored in."""
    answers: dict[str, set[Item]] = {}
    for item, grade in coverage.prune(query).items():
        if grade >= Grade.ANSWERS:
            for document in coverage.stored[item.document]:
                answers.setdefault(document.language, set()).add(item)
    return answers


def _reciprocal_rank(
    hits: Sequence[Found], query: Query, matcher: Matcher, answers: set[Item], language: str
) -> float:
    """Return 1/rank of the first of ``answers`` in ``language``, 0 beyond ten; judged ones are skipped."""
    rank = 1
    seen = set()
    for hit in hits:
        item = matcher.identify(hit, query.judgements)
        if hit.language == language and item in answers:
            return 1 / rank
        if item not in seen and item not in query.judgements:
            rank += 1
            if rank > DEPTH:
                break
        seen.add(item)
    return 0.0
