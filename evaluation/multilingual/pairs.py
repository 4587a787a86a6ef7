"""Article pairs: what each remedy against language bias is worth, all languages in one pool.

Queries are articles of instruments that the home holds in two or more languages (article 6 in
English asks for article 6 in Chinese); the pool is every passage of the home. An article's rank is
that of its best passage; passages of the asking article itself are left out. Measured for each
method: mean reciprocal rank and recall at 10 of the counterpart in the mixed pool, the same in the
pool of the counterpart's language alone, and their ratio, the language balance (1 is perfect).

Articles that an alignment may be trained on (:mod:`search.align.split`) are never asked. The vectors
are those that the store keeps, so that only the queries are encoded.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.access import Access
from corpus.model import Nature
from corpus.store import DocumentSummary, Store
from search.align.meanings import article_of
from search.align.split import KEPT_OUT_INSTRUMENTS, KEPT_OUT_LANGUAGES, Part, part_of_article
from search.balance import KnownMeans, LanguageBalance, load_known_means, measure_balance
from search.encoders import Encoder, Vectors
from search.passages import PassageText, load_vectors, read_passages

_SYSTEM = Access.system_()
SEED = 7
DEPTH = 10
USED = "centred and calibrated"
"""What the search does."""
# Queries are as long as people's longest: the beginning of the article, about a sentence.
QUERY_CHARACTERS = 220


class Kind(StrEnum):
    """What the encoder may have learned from."""

    OTHER_ARTICLES = "other articles of the statute in training"
    OTHER_INSTRUMENTS = "nothing of the instrument in training"
    KEPT_OUT_LANGUAGE = "a language kept out of all training"


class Unit(NamedTuple):
    """An article of a document."""

    document: str
    eid: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One query and its answer; ``text`` is what is asked."""

    asking: Unit
    answer: Unit
    language: str
    target: str
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Pool:
    """All passages: raw vectors, languages, and the number of the article that each belongs to."""

    vectors: Vectors
    languages: NDArray[np.str_]
    owner: NDArray[np.int64]
    units: Mapping[Unit, int]


@dataclass(frozen=True, slots=True)
class Row:
    """What one method reaches."""

    method: str
    pairs: int
    mixed_mrr: float
    mixed_recall: float
    alone_mrr: float
    alone_recall: float

    @property
    def balance(self) -> float:
        """MRR in the mixed pool over MRR in the pool of the target's language."""
        return self.mixed_mrr / self.alone_mrr if self.alone_mrr else 0.0


Method = Callable[[Pool, Vectors, Sequence[str]], Vectors]
"""From the pool, raw query vectors and their languages to similarities (queries, passages)."""


def find_pairs(
    store: Store, passages: Sequence[PassageText], most: int, part: Part = Part.TUNING
) -> list[Pair]:
    """Articles of ``part`` that two language versions of an instrument share.

    At most ``most`` per direction and kind.
    """
    beginnings: dict[Unit, str] = {}
    for entry in passages:
        unit = Unit(entry.passage.document_id, article_of(entry.passage.eid))
        if len(beginnings.get(unit, "")) < QUERY_CHARACTERS:
            beginnings[unit] = f"{beginnings.get(unit, '')} {entry.text}".strip()
    articles: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for unit, text in beginnings.items():
        if unit.eid.startswith(("art_", "sec_")) and len(text) >= 30:
            articles[unit.document][unit.eid] = text
    found: defaultdict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for group in _group(store.documents(_SYSTEM)):
        for one in group:
            for other in group:
                if one.language == other.language:
                    continue
                kind = _find_kind(one)
                if {one.language, other.language} & KEPT_OUT_LANGUAGES:
                    kind = Kind.KEPT_OUT_LANGUAGE
                for eid in sorted(articles[one.id].keys() & articles[other.id].keys()):
                    if part_of_article(one.instrument_id, eid) is not part:
                        continue
                    pair = Pair(
                        Unit(one.id, eid), Unit(other.id, eid), one.language, other.language,
                        articles[one.id][eid][:QUERY_CHARACTERS], kind,
                    )  # fmt: skip
                    found[one.language, other.language, kind].append(pair)
    generator = random.Random(SEED)
    chosen: list[Pair] = []
    for _, pairs in sorted(found.items()):
        chosen += pairs if len(pairs) <= most else generator.sample(pairs, most)
    return chosen


def _find_kind(document: DocumentSummary) -> Kind:
    kept_out = document.instrument_id.startswith(KEPT_OUT_INSTRUMENTS)
    return Kind.OTHER_INSTRUMENTS if kept_out else Kind.OTHER_ARTICLES


def _group(documents: Iterable[DocumentSummary]) -> list[list[DocumentSummary]]:
    """Authentic texts of one instrument, and abstracts of one, in two languages or more each."""
    groups: defaultdict[tuple[str, Nature], list[DocumentSummary]] = defaultdict(list)
    for document in documents:
        groups[document.instrument_id, document.nature].append(document)
    return [group for group in groups.values() if len({document.language for document in group}) > 1]


def make_pool(store: Store, encoder: Encoder, passages: Sequence[PassageText]) -> Pool:
    """The passages with the vectors that the store keeps of them."""
    units: dict[Unit, int] = {}
    owner = [
        units.setdefault(Unit(entry.passage.document_id, article_of(entry.passage.eid)), len(units))
        for entry in passages
    ]
    return Pool(
        load_vectors(store, encoder, passages),
        np.array([entry.passage.language for entry in passages]),
        np.array(owner),
        units,
    )


def nothing(pool: Pool, queries: Vectors, languages: Sequence[str]) -> Vectors:
    """Plain cosine."""
    return queries @ pool.vectors.T


def make_methods(pool: Pool, known: KnownMeans | None, samples: Mapping[str, Vectors]) -> dict[str, Method]:
    """All methods by name, from none to what the search does ("centred and calibrated")."""
    codes = pool.languages.tolist()
    measured = measure_balance(pool.vectors, codes, known, samples)
    present = sorted(set(codes))

    def centred(balance: LanguageBalance) -> Method:
        rows = balance.centre_passages(pool.vectors, codes)
        return lambda _, queries, languages: balance.centre_queries(queries, languages) @ rows.T

    def adjusted(
        scores: Method, adjust: Callable[[Vectors, str], Mapping[str, tuple[float, float]]]
    ) -> Method:
        def apply(where: Pool, queries: Vectors, languages: Sequence[str]) -> Vectors:
            found = scores(where, queries, languages)
            asked = measured.centre_queries(queries, languages)
            for row, query, language in zip(found, asked, languages, strict=True):
                for code, (usual, spread) in adjust(query, language).items():
                    here = pool.languages == code
                    row[here] = (row[here] - usual) / spread
            return found

        return apply

    def full_scores(scores: Method) -> Method:
        def apply(where: Pool, queries: Vectors, languages: Sequence[str]) -> Vectors:
            found = scores(where, queries, languages)
            for code in present:
                here = pool.languages == code
                mean = found[:, here].mean(axis=1, keepdims=True)
                deviation = found[:, here].std(axis=1, keepdims=True)
                found[:, here] = (found[:, here] - mean) / np.maximum(deviation, 1e-6)
            return found

        return apply

    methods: dict[str, Method] = {
        "nothing": nothing,
        "full z-scores": full_scores(nothing),
        "centred": centred(measured),
        USED: adjusted(
            centred(measured), lambda query, language: measured.asked(language).calibrate(query, present)
        ),
        "centred, partial z-scores": adjusted(
            centred(measured), lambda query, _: measured.measure_spread(query, present)
        ),
        "centred, full z-scores": full_scores(centred(measured)),
    }
    if known is not None:
        one_mean = dict.fromkeys(measured.passage_means, measured.passage_means[""])
        methods["one mean for all languages"] = centred(
            replace(measured, passage_means=one_mean, query_means={"": measured.query_means[""]})
        )
        still = replace(
            measured,
            query_means=dict(zip(known.languages, known.queries, strict=True))
            | {"": known.queries.mean(axis=0)},
        )
        methods["centred, query means of parallel texts"] = centred(still)
    return methods


def measure(pool: Pool, pairs: Sequence[Pair], queries: Vectors, name: str, method: Method) -> Row:
    """Ranks of all answers by one method."""
    mixed, alone = [], []
    for start in range(0, len(pairs), 64):
        part = pairs[start : start + 64]
        scores = method(pool, queries[start : start + 64], [pair.language for pair in part])
        for pair, row in zip(part, scores, strict=True):
            best = np.full(len(pool.units), -np.inf, np.float32)
            np.maximum.at(best, pool.owner, row)
            best[pool.units[pair.asking]] = -np.inf
            score = best[pool.units[pair.answer]]
            mixed.append(1 + int((best > score).sum()))
            target = np.unique(pool.owner[pool.languages == pair.target])
            alone.append(1 + int((best[target] > score).sum()))
    return Row(
        name, len(pairs),
        *(float(np.mean(value)) for ranks in (np.array(mixed), np.array(alone))
          for value in (1 / ranks, ranks <= DEPTH)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """Rows for methods over all pairs; for what search does, rows by kind of pair and by direction."""

    methods: tuple[Row, ...]
    kinds: tuple[Row, ...]
    directions: tuple[Row, ...]


def compare_methods(store: Store, encoder: Encoder, most: int, part: Part = Part.TUNING) -> Measured:
    """Every method over the pairs of ``part``."""
    documents = sorted(document.id for document in store.documents(_SYSTEM))
    passages = list(read_passages(store, documents, _SYSTEM))
    pool = make_pool(store, encoder, passages)
    pairs = find_pairs(store, passages, most, part)
    queries = encoder.encode_queries([pair.text for pair in pairs])
    known = load_known_means(encoder)
    samples: dict[str, Vectors] = {}
    if known is None:
        for code in sorted(set(pool.languages.tolist())):
            texts = [entry.text for entry in passages if entry.passage.language == code]
            samples[code] = encoder.encode_queries(texts[:: max(1, len(texts) // 48)][:48])
    methods = make_methods(pool, known, samples)

    def over(name: str, method: str, keep: Callable[[Pair], bool]) -> Row:
        at = [number for number, pair in enumerate(pairs) if keep(pair)]
        return measure(pool, [pairs[number] for number in at], queries[at], name, methods[method])

    kinds = [
        over(f"{kind}: {name}", name, partial(_is_of, kind))
        for kind in Kind
        if any(pair.kind is kind for pair in pairs)
        for name in ("nothing", USED)
    ]
    directions = [
        over(f"{asked} > {told}", USED, partial(_goes, asked, told))
        for asked, told in sorted({(pair.language, pair.target) for pair in pairs})
    ]
    rows = [over(name, name, lambda _: True) for name in methods]
    return Measured(tuple(rows), tuple(kinds), tuple(directions))


def _is_of(kind: Kind, pair: Pair) -> bool:
    return pair.kind is kind


def _goes(asked: str, told: str, pair: Pair) -> bool:
    return (pair.language, pair.target) == (asked, told)
