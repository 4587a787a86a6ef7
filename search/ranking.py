"""From a query to a ranking of provisions: by meaning, by words, or by both."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.eid import last_kind
from corpus.model import ProvisionKind
from search.balance import LanguageBalance
from search.encoders.protocol import Vectors
from search.fusion import fuse
from search.index import Filter, Found, Generation, Place, join, select
from search.parts import ALL_PARTS, Parts
from search.query import Mode

# A provision can take several places among passages; this many candidates are looked at per hit.
_ROLL_UP = 3
_LEAST = 60
# Candidates by plain similarity that calibration puts into order. With 300 of 4,659 passages, in
# ten languages, the result was the same to the third decimal as with all of them.
_CANDIDATES = 600

# In standard deviations. Semantic nDCG@10 on the tuning queries over sixteen documents in twelve
# languages: 0.321 without, 0.327 with 1, 0.333 with 3.
_SINKING = 3.0
_FRAMES = frozenset({ProvisionKind.FRONT, ProvisionKind.COVER, ProvisionKind.CONCLUSION})
# What a provision gains that is tied to an area that the question signals. Hybrid nDCG@10 and R@10 on the
# tuning queries over 21,335 passages in 20 languages: 0.329 and 0.221 without, 0.358 and 0.245 with 0.5,
# 0.363 and 0.249 with 1, 0.369 and 0.259 with 2.
_IN_AREA = 2.0
# A short passage (an item of a list, a heading that stands alone) is near to everything and says
# little. Standard deviations that it loses for each factor e by which it is too short. Semantic nDCG@10 on
# the tuning queries over 21,335 passages in 20 languages: 0.314 without, 0.318 with 1, 0.314 with 2.
_SHORTNESS = 1.0
_LONG_ENOUGH = 150.0
# How much a hit that has all words of the query counts beside the one that is nearest in meaning.
# Hybrid nDCG@10 and R@10 on the same queries: a fixed share for each hit 0.241 and 0.319; as the
# words weigh 0.330 and 0.427; the square of that, twice, 0.334 and 0.435.
_WORDS = 2.0

Key = tuple[str, str]  # document, eId


@dataclass(frozen=True, slots=True)
class Ranked:
    """A provision with its score and the passage of it that matched best."""

    key: Key
    score: float
    passage: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the index understands it.

    ``vector`` is centred, None in keyword mode; ``words`` are the terms that each word can stand for;
    ``areas`` are the areas of cooperation that the query's words signal.
    """

    vector: Vectors | None
    words: tuple[frozenset[int], ...]
    areas: tuple[str, ...] = ()

    @property
    def terms(self) -> frozenset[int]:
        """The terms of all words together."""
        return frozenset[int]().union(*self.words)


def rank(
    generation: Generation,
    balance: LanguageBalance,
    asked: Asked,
    where: Filter,
    mode: Mode,
    reach: int,
    parts: Parts = ALL_PARTS,
) -> list[Ranked]:
    """The best ``reach`` provisions (or a few more), best first, each once."""
    depth = max(_LEAST, reach * _ROLL_UP)
    found: dict[str, Found] = {}
    if mode is not Mode.KEYWORD and asked.vector is not None:
        found["semantic"] = search_meaning(
            generation, balance, asked.vector, where, depth, asked.areas, parts
        )
    if mode is not Mode.SEMANTIC:
        found["keyword"] = settle(
            generation.search_sparse(dict.fromkeys(asked.terms, 1.0), where, depth), depth
        )
    places = generation.locate(sorted({int(i) for points in found.values() for i in points.ids}))
    rankings = {name: roll_up(points, places) for name, points in found.items()}
    if len(rankings) == 1:
        return next(iter(rankings.values()))
    passages: dict[Key, str] = {}
    for ranking in rankings.values():
        for entry in ranking:
            passages.setdefault(entry.key, entry.passage)
    fused = fuse(
        {
            "semantic": [(entry.key, 1.0) for entry in rankings["semantic"]],
            "keyword": _weigh_hits(generation, rankings["keyword"], asked.words, parts),
        }
    )
    return [Ranked(key, score, passages[key]) for key, score in fused.items()]


def _weigh_hits(
    generation: Generation, hits: Sequence[Ranked], words: Sequence[frozenset[int]], parts: Parts
) -> list[tuple[Key, float]]:
    """How much each hit by words counts in fusion, where a hit by meaning counts 1."""
    if not parts.word_weights:
        return [(entry.key, 1.0) for entry in hits]
    worth = weigh_words(generation, words)
    return [(entry.key, _WORDS * min(1.0, entry.score / worth) ** 2) for entry in hits]


def weigh_words(generation: Generation, words: Sequence[frozenset[int]]) -> float:
    """What BM25 gives, about, to a passage of usual length that has every word of the query once.

    A hit by words counts for as much of this as it reaches: one that has only the commonest word of
    a question says little, and where the question is in another language than the documents, the
    few words that both share say nothing. Inverse document frequencies as in the index:
    ln(1 + (N - n + 0.5) / (n + 0.5)).
    """
    passages = generation.manifest.passages
    worth = 0.0
    for terms in words:
        having = generation.count(Filter(any_terms=terms))
        worth += math.log(1 + (passages - having + 0.5) / (having + 0.5))
    return worth or 1.0


def search_meaning(
    generation: Generation,
    balance: LanguageBalance,
    vector: Vectors,
    where: Filter,
    depth: int,
    areas: tuple[str, ...] = (),
    parts: Parts = ALL_PARTS,
) -> Found:
    """Passages by how far they stand out, in similarity, among the passages of their language.

    Those of provisions that are tied to one of ``areas`` are raised: areas are written in many
    languages and tell, where a small encoder does not, that a question in Kazakh and an article in
    Chinese are about one thing.
    """
    most = max(_CANDIDATES, depth)
    near = generation.search_dense(vector, where, most)
    tied = Found.of([], [])
    if areas and parts.areas and not where.values("area"):
        # What is tied and among the nearest of all is among the nearest of the tied as well.
        tied = generation.search_dense(
            vector, replace(where, only=join(where.only, select(area=areas))), most
        )
        ids, first = np.unique(np.concatenate([near.ids, tied.ids]), return_index=True)
        near = Found(ids, np.concatenate([near.scores, tied.scores])[first])
    languages = balance.point_languages[near.ids]
    standing = near.scores.copy()
    present = sorted(set(languages.tolist()))
    scales = balance.calibrate(vector, present)
    if present and not parts.calibration:
        # One scale for all languages; what is added below is still in standard deviations.
        scales = dict.fromkeys(present, (0.0, float(np.mean([spread for _, spread in scales.values()]))))
    for code, (usual, spread) in scales.items():
        here = languages == code
        standing[here] = (standing[here] - usual) / spread
    standing += _IN_AREA * np.isin(near.ids, tied.ids)
    if parts.shortness:
        standing -= _SHORTNESS * np.log(np.maximum(1.0, _LONG_ENOUGH / balance.point_sizes[near.ids]))
    found = settle(Found(near.ids, standing), 2 * depth)
    return sink_frames(generation, found, depth) if parts.sinking else settle(found, depth)


def settle(found: Found, most: int) -> Found:
    """The best ``most``, best first; equals in the order of their ids.

    The engine's own order of equals depends on how it was filled, and the same knowledge base must
    give the same answer.

    >>> settle(Found.of([7, 3, 5], [0.5, 0.5, 0.9]), 3).ids.tolist()
    [5, 3, 7]
    """
    order = np.lexsort((found.ids, -found.scores))[:most]
    return Found(found.ids[order], found.scores[order])


def sink_frames(generation: Generation, found: Found, depth: int) -> Found:
    """Let title pages, covering notes and closing words sink below what an instrument says.

    They are short and name the subject, so they are near to every question and answer none.
    """
    places = generation.locate(found.ids.tolist())
    frames = [kind_of(places[point]) in _FRAMES for point in found.ids.tolist()]
    scores = found.scores - _SINKING * np.array(frames, np.float64)
    return settle(Found(found.ids, scores), depth)


def kind_of(place: Place) -> ProvisionKind:
    """The kind of the provision in which a passage stands.

    >>> kind_of(Place("d", "front_1", "p")).name
    'FRONT'
    """
    return last_kind(place.eid)


def roll_up(found: Found, places: Mapping[int, Place]) -> list[Ranked]:
    """One entry per provision, in the place of its best passage.

    >>> places = {0: Place("d", "art_1", "p0"), 1: Place("d", "art_1", "p1")}
    >>> [(entry.key, entry.score) for entry in roll_up(Found.of([0, 1], [0.9, 0.8]), places)]
    [(('d', 'art_1'), 0.9)]
    """
    best: dict[Key, Ranked] = {}
    for point, score in _pairs(found):
        place = places[point]
        key = (place.document, place.eid)
        if key not in best:
            best[key] = Ranked(key, score, place.passage)
    return list(best.values())


def _pairs(found: Found) -> Iterable[tuple[int, float]]:
    return zip(found.ids.tolist(), found.scores.tolist(), strict=True)
