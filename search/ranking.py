"""From a query to a ranking of provisions: by meaning, by words, or by both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from search.balance import LanguageBalance
from search.encoders.protocol import Vectors
from search.fusion import fuse
from search.index import Candidate, Filter, Generation
from search.query import Mode

Place = tuple[str, str]  # document, eId

# How much a ranking counts in hybrid mode.
WEIGHTS = {"semantic": 1.0, "keyword": 1.0}
# A provision can take several places among passages; this many candidates are fetched per hit.
_ROLL_UP = 3
_LEAST = 60


@dataclass(frozen=True, slots=True)
class Ranked:
    """A provision with its score and the passage of it that matched best."""

    place: Place
    score: float
    passage: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the index understands it; ``vector`` is centred, None in keyword mode."""

    vector: Vectors | None
    terms: frozenset[int]


def rank(
    generation: Generation,
    balance: LanguageBalance,
    asked: Asked,
    where: Filter,
    mode: Mode,
    reach: int,
) -> list[Ranked]:
    """The best ``reach`` provisions (or a few more), best first, each once."""
    depth = max(_LEAST, reach * _ROLL_UP)
    rankings: dict[str, list[Ranked]] = {}
    if mode is not Mode.KEYWORD and asked.vector is not None:
        rankings["semantic"] = roll_up(search_meaning(generation, balance, asked.vector, where, depth))
    if mode is not Mode.SEMANTIC:
        rankings["keyword"] = roll_up(generation.search_sparse(asked.terms, where, depth))
    if len(rankings) == 1:
        return next(iter(rankings.values()))
    passages: dict[Place, str] = {}
    for ranking in rankings.values():
        for found in ranking:
            passages.setdefault(found.place, found.passage)
    fused = fuse({name: [found.place for found in ranking] for name, ranking in rankings.items()}, WEIGHTS)
    return [Ranked(place, score, passages[place]) for place, score in fused.items()]


def search_meaning(
    generation: Generation, balance: LanguageBalance, vector: Vectors, where: Filter, depth: int
) -> list[Candidate]:
    """Passages by how far they stand out, in similarity, among the passages of their language."""
    languages = where.languages or tuple(generation.manifest.languages)
    languages = tuple(code for code in languages if code in generation.manifest.languages)
    if not languages:
        return []
    calibration = balance.calibrate(vector, languages)
    found = generation.search_dense(vector, [replace(where, languages=(code,)) for code in languages], depth)
    standing: list[Candidate] = []
    for code, candidates in zip(languages, found, strict=True):
        mean, deviation = calibration[code]
        standing += [replace(c, score=(c.score - mean) / deviation) for c in candidates]
    return sorted(standing, key=lambda c: (-c.score, c.id))[:depth]


def roll_up(candidates: Iterable[Candidate]) -> list[Ranked]:
    """One entry per provision, in the place of its best passage.

    >>> found = [Candidate(0, .9, "p0", "d", "art_1", "en"), Candidate(1, .8, "p1", "d", "art_1", "en")]
    >>> [(r.place, r.score) for r in roll_up(found)]
    [(('d', 'art_1'), 0.9)]
    """
    best: dict[Place, Ranked] = {}
    for found in candidates:
        place = (found.document, found.eid)
        if place not in best:
            best[place] = Ranked(place, found.score, found.passage)
    return list(best.values())


def take(ranking: Sequence[Ranked], offset: int, limit: int) -> Sequence[Ranked]:
    """One page of a ranking."""
    return ranking[offset : offset + limit]
