"""From a query to a ranking of provisions: by meaning, by words, or by both.

By words: BM25. By meaning: how far a passage stands out in similarity, raised and lowered by what else
is known of it. By both: that, and what its words and its concepts add, all in standard deviations of
similarity, so that every part of a score can be told to the reader (:attr:`Ranked.parts`).

Measured on the 229 tuning queries over 23,769 passages in 20 languages, hybrid nDCG@10, everything else
alike: reciprocal ranks (k = 60), a hit by words weighed by what it has of the query, 0.421; added up,
as here, 0.424; with concepts 0.449 (:mod:`search.asking.concepts`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from corpus.eid import parse
from corpus.model import Nature, ProvisionKind
from search.balance import LanguageBalance
from search.candidates import Asked, Candidates, Numbers, gather
from search.index import Filter, Found, Generation, Place
from search.parts import ALL_PARTS, Parts
from search.query import Mode
from search.roles import Role

# A provision can take several places among passages; this many candidates are looked at per hit.
_ROLL_UP = 3
_LEAST = 60

# All in standard deviations of similarity. Each was varied on the tuning queries with the others as they
# are (nDCG@10 of all but references, 0.483): area 1 to 2.5, words 3 to 8, concepts 2 to 3, shortness
# 0.5 to 1.5 change it by less than 0.008.
_IN_AREA = 1.5  # tied to an area that the question signals
_WORDS = 5.0  # has all words of the query; less as the square of its share
_CONCEPTS = 2.5
_NAMED = 2.0  # of an instrument that the query names
_DEFINITION = 1.5  # a definition, where the question is what something is
# A short passage (an item of a list, a heading that stands alone) is near to everything and says
# little: what it loses for each factor e by which it is too short.
_SHORTNESS = 1.0
_LONG_ENOUGH = 150.0
_SINKING = {Role.FRAME: 3.0, Role.HEADING: 2.0, Role.HISTORY: 2.0}
# Units whose number means nothing: those of two language versions need not be the same.
_UNNUMBERED = frozenset(
    {ProvisionKind.BLOCK, ProvisionKind.FRONT, ProvisionKind.COVER, ProvisionKind.CONCLUSION}
)

Key = tuple[str, str]  # document, eId


@dataclass(frozen=True, slots=True)
class Ranked:
    """A provision with its score, the passage of it that matched best, and what the score is made of.

    ``versions`` are further language versions of the provision that were found, best first.
    ``referred`` says that the query names this provision, so that it was not found but looked up.
    ``language`` is that of the words, ``abstract`` says that they are our own and not the law's.
    """

    key: Key
    score: float
    passage: str
    parts: Mapping[str, float] = field(default_factory=dict)
    instrument: str = ""
    versions: tuple[Key, ...] = ()
    referred: bool = False
    language: str = ""
    abstract: bool = False


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
    if mode is Mode.KEYWORD or asked.vector is None:
        found = settle(generation.search_sparse(dict.fromkeys(asked.terms, 1.0), where, depth), depth)
        return roll_up(found, {"keyword": found.scores}, generation.locate(found.ids.tolist()))
    hybrid = mode is Mode.HYBRID
    candidates = gather(generation, balance, asked.vector, asked, where, depth, parts, by_words=hybrid)
    told = weigh(candidates, balance, asked, parts)
    found = settle(Found(candidates.ids, np.sum(list(told.values()), axis=0)), depth)
    at = np.searchsorted(candidates.ids, found.ids)
    named = {name: values[at] for name, values in told.items()}
    named["semantic_rank"] = _ranks(candidates.standing)[at]
    if hybrid:
        named |= {"keyword_rank": _ranks(candidates.bm25)[at], "bm25": candidates.bm25[at]}
    return roll_up(found, named, generation.locate(found.ids.tolist()))


def weigh(
    candidates: Candidates, balance: LanguageBalance, asked: Asked, parts: Parts = ALL_PARTS
) -> dict[str, Numbers]:
    """The parts of the scores of candidates, by name, which add up to the score."""
    ids = candidates.ids
    told: dict[str, Numbers] = {"semantic": candidates.standing}
    told["keyword"] = _WORDS * np.square(candidates.words)
    told["concepts"] = _CONCEPTS * candidates.concepts
    told["area"] = np.where(candidates.tied, _IN_AREA, 0.0)
    told["instrument"] = np.where(candidates.named, _NAMED, 0.0)
    if parts.shortness:
        sizes = balance.point_sizes[ids].astype(np.float64)
        told["short"] = -_SHORTNESS * np.log(np.maximum(1.0, _LONG_ENOUGH / sizes))
    roles = balance.point_roles[ids]
    if parts.sinking:
        told["role"] = np.zeros(len(ids))
        for role, loss in _SINKING.items():
            told["role"] -= loss * (roles == role)
    if parts.definitions and asked.defines:
        told["definition"] = _DEFINITION * (roles == Role.DEFINITION)
    return told


def settle(found: Found, most: int) -> Found:
    """The best ``most``, best first; equals in the order of their ids.

    The engine's own order of equals depends on how it was filled, and the same knowledge base must
    give the same answer.

    >>> settle(Found.of([7, 3, 5], [0.5, 0.5, 0.9]), 3).ids.tolist()
    [5, 3, 7]
    """
    order = np.lexsort((found.ids, -found.scores))[:most]
    return Found(found.ids[order], found.scores[order])


def roll_up(found: Found, parts: Mapping[str, Numbers], places: Mapping[int, Place]) -> list[Ranked]:
    """One entry per provision, in the place of its best passage; ``parts`` are in the order of ``found``.

    >>> places = {0: Place("d", "art_1", "p0"), 1: Place("d", "art_1", "p1")}
    >>> [(entry.key, entry.score) for entry in roll_up(Found.of([0, 1], [0.9, 0.8]), {}, places)]
    [(('d', 'art_1'), 0.9)]
    """
    best: dict[Key, Ranked] = {}
    for at, (point, score) in enumerate(zip(found.ids.tolist(), found.scores.tolist(), strict=True)):
        place = places[point]
        key = (place.document, place.eid)
        if key not in best:
            told = {name: float(values[at]) for name, values in parts.items()}
            best[key] = Ranked(
                key, score, place.passage, told, place.instrument,
                language=place.language, abstract=place.nature == Nature.ABSTRACT,
            )  # fmt: skip
    return list(best.values())


def join_versions(ranking: Sequence[Ranked], languages: Sequence[str] = ()) -> list[Ranked]:
    """The same with one entry for all language versions of a provision, in the place of the best.

    They are known by the eId, which versions of one instrument share; text that has no number of
    its own is left as it is. Of the versions that were found the best is shown, unless it is an abstract:
    then the law's own words go before it in one of ``languages`` (those that the reader reads, the first the
    dearest), then an abstract in one of these, then the law's words in the language of that abstract.
    """
    groups: dict[tuple[str, str], list[Ranked]] = {}
    for number, entry in enumerate(ranking):
        alone = not entry.instrument or not _is_numbered(entry.key[1])
        # A number is no document's id, so what stands alone shares its place with nothing.
        groups.setdefault((str(number), "") if alone else (entry.instrument, entry.key[1]), []).append(entry)
    joined = []
    for found in groups.values():
        shown = _choose_version(found, languages)
        others = tuple(entry.key for entry in found if entry is not shown)
        joined.append(replace(shown, versions=(*shown.versions, *others)))
    return joined


def _choose_version(found: Sequence[Ranked], languages: Sequence[str]) -> Ranked:
    best = found[0]
    if not best.abstract:
        return best
    wanted = [(False, each) for each in languages] + [(True, each) for each in languages]
    for abstract, language in (*wanted, (False, best.language)):
        for entry in found:
            if (entry.abstract, entry.language) == (abstract, language):
                return entry
    return best


def roll_instruments(ranking: Sequence[Ranked]) -> list[tuple[Ranked, Sequence[Ranked]]]:
    """The best provision of each instrument, each with the instrument's further ones, best first."""
    groups: dict[str, list[Ranked]] = {}
    for entry in ranking:
        groups.setdefault(entry.instrument or entry.key[0], []).append(entry)
    return [(entries[0], entries[1:]) for entries in groups.values()]


def _is_numbered(eid: str) -> bool:
    return not any(step.kind in _UNNUMBERED for step in parse(eid))


def _ranks(scores: Numbers) -> Numbers:
    """The rank of each score, from 1; 0 for what has none."""
    ranks = np.zeros(len(scores))
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    ranks[scores == 0] = 0
    return ranks
