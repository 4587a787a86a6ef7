"""The passages that may answer a query, with all that speaks for and against each of them.

They come from several searches: the nearest in meaning; the nearest among those that are tied to an
area of cooperation which the query signals, and among those that name a concept which it names; those
with its words. Each is then judged by all: what was found by its words is compared by meaning too, and
the other way round, so that scores can be added up.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from search.balance import LanguageBalance
from search.encoders.protocol import Vectors
from search.index import Filter, Found, Generation, Wanted, join, select
from search.parts import Parts

Numbers = NDArray[np.float64]

# Candidates by plain similarity that calibration puts into order. With 300 of 4,659 passages, in
# ten languages, the result was the same to the third decimal as with all of them.
_NEAREST = 600
# Of those with one concept, and of those with the words of the query.
_OF_CONCEPT, _OF_WORDS = 300, 300
# Concepts beyond this weigh no more: naming a rare concept, or two common ones.
_CONCEPT_WORTH = 10.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the index understands it.

    ``vector`` is centred, None in keyword mode; ``words`` are the terms that each word can stand for;
    ``areas`` are the areas of cooperation that the query's words signal, ``concepts`` the terms of
    the concepts that they name, ``instruments`` those that it names; ``defines`` says that it
    asks what something is.
    """

    vector: Vectors | None
    words: tuple[frozenset[int], ...]
    areas: tuple[str, ...] = ()
    concepts: tuple[int, ...] = ()
    instruments: tuple[str, ...] = ()
    defines: bool = False

    @property
    def terms(self) -> frozenset[int]:
        """The terms of all words together."""
        return frozenset[int]().union(*self.words)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Points, ascending, and for each of them what is known; arrays of one length.

    ``standing``: how far it stands out in similarity among what its language can reach, in
    standard deviations. ``words``: BM25's score as a share (0 to 1) of what a passage of usual
    length with all words of the query would have; ``bm25`` is that score itself. ``concepts``: what
    the concepts that it shares with the query are worth, of at most 1. ``tied`` to an area that the
    query signals, ``named``: of an instrument that it names.
    """

    ids: NDArray[np.int64]
    standing: Numbers
    bm25: Numbers
    words: Numbers
    concepts: Numbers
    tied: NDArray[np.bool_]
    named: NDArray[np.bool_]


def gather(
    generation: Generation,
    balance: LanguageBalance,
    vector: Vectors,
    asked: Asked,
    where: Filter,
    depth: int,
    parts: Parts,
    *,
    by_words: bool,
) -> Candidates:
    """What may answer a query by meaning, and with ``by_words`` by its words and concepts too."""
    most = max(_NEAREST, depth)
    found = [generation.search_dense(vector, where, most)]

    def within(narrower: Filter, limit: int) -> NDArray[np.int64]:
        found.append(generation.search_dense(vector, narrower, limit))
        return found[-1].ids

    tied = named = np.zeros(0, np.int64)
    if asked.areas and parts.areas and not where.values("area"):
        tied = within(replace(where, only=join(where.only, select(area=asked.areas))), most)
    if asked.instruments and parts.references and not where.values("instrument"):
        named = within(replace(where, only=join(where.only, select(instrument=asked.instruments))), most)
    with_words = Found.of([], [])
    concepts = asked.concepts if by_words and parts.concepts else ()
    if by_words:
        for term in concepts:
            within(_having(where, term), _OF_CONCEPT)
        with_words = generation.search_sparse(dict.fromkeys(asked.terms, 1.0), where, max(depth, _OF_WORDS))
    ids = np.unique(np.concatenate([each.ids for each in (*found, with_words)]))
    among = replace(where, points=frozenset(ids.tolist()))
    similar = _merge(found)
    lacking = np.setdiff1d(ids, similar.ids)
    if len(lacking):
        others = generation.search_dense(
            vector, replace(where, points=frozenset(lacking.tolist())), len(lacking)
        )
        similar = _merge([similar, others])
    bm25 = np.zeros(len(ids))
    if by_words and asked.terms:
        bm25 = _spread(generation.search_sparse(dict.fromkeys(asked.terms, 1.0), among, len(ids)), ids)
    shared = np.zeros(len(ids))
    if concepts:
        weights = dict.fromkeys(concepts, 1.0)
        shared = _spread(generation.search_sparse(weights, among, len(ids)), ids)
        usual = weigh_words(generation, [frozenset({term}) for term in concepts])
        shared /= max(_CONCEPT_WORTH, usual)
    return Candidates(
        ids,
        judge(_spread(similar, ids), ids, balance, vector, parts),
        bm25,
        np.minimum(1.0, bm25 / weigh_words(generation, asked.words)) if by_words else bm25,
        shared,
        np.isin(ids, tied),
        np.isin(ids, named),
    )


def judge(
    similarities: Numbers, ids: NDArray[np.int64], balance: LanguageBalance, vector: Vectors, parts: Parts
) -> Numbers:
    """How far passages stand out in similarity, each among what its language can reach."""
    languages = balance.point_languages[ids]
    present = sorted(set(languages.tolist()))
    scales = balance.calibrate(vector, present)
    if present and not parts.calibration:
        # One scale for all languages; what is added later is still in standard deviations.
        scales = dict.fromkeys(present, (0.0, float(np.mean([spread for _, spread in scales.values()]))))
    standing = similarities.copy()
    for code, (usual, spread) in scales.items():
        here = languages == code
        standing[here] = (standing[here] - usual) / spread
    return standing


def weigh_words(generation: Generation, words: Sequence[frozenset[int]]) -> float:
    """What BM25 gives, about, to a passage of usual length that has every word of the query once.

    A hit by words counts for as much of this as it reaches: one that has only the commonest word of
    a question says little, and where the question is in another language than the documents, the
    few words that both share say nothing.
    """
    return sum(weigh_rarity(generation, terms) for terms in words) or 1.0


def weigh_rarity(generation: Generation, terms: frozenset[int]) -> float:
    """Inverse document frequency as in the index: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    passages = generation.manifest.passages
    having = generation.count(Filter(any_terms=terms))
    return math.log(1 + (passages - having + 0.5) / (having + 0.5))


def _having(where: Filter, term: int) -> Filter:
    """The same, among provisions that have a term."""
    return replace(where, must=(*where.must, Wanted(frozenset({term}))))


def _merge(found: Sequence[Found]) -> Found:
    """All that several searches by one vector found, by ascending id, each once."""
    ids, first = np.unique(np.concatenate([each.ids for each in found]), return_index=True)
    return Found(ids, np.concatenate([each.scores for each in found])[first])


def _spread(found: Found, ids: NDArray[np.int64]) -> Numbers:
    """The scores of a search in the order of ``ids``, which hold all that it found; 0 for others."""
    scores = np.zeros(len(ids))
    scores[np.searchsorted(ids, found.ids)] = found.scores
    return scores
