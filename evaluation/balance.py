"""What each remedy against language bias is worth: article pairs, all languages in one pool.

    python -m evaluation.balance [--home DIR] [--pairs N] [--json]

Queries are articles of instruments that the home holds in two or more languages (article 6 in
English asks for article 6 in Chinese); the pool is every passage of the home. An article's rank is
that of its best passage; passages of the asking article itself are left out. Printed for each
method: mean reciprocal rank and recall at 10 of the counterpart in the mixed pool, the same in the
pool of the counterpart's language alone, and their ratio, the language balance (1 is perfect).

The vectors are those that the index was built from, so that only the queries are encoded.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.access import Access
from corpus.model import Nature
from corpus.settings import Settings
from corpus.store import DocumentSummary, Store
from search.balance import KnownMeans, LanguageBalance, load_known_means, measure_balance
from search.encoders import Encoder, Vectors, open_encoder
from search.passages import PassageText, load_vectors, read_passages

_SYSTEM = Access.system_()
SEED = 7
DEPTH = 10
# Queries are as long as people's longest: the beginning of the article, about a sentence.
QUERY_CHARACTERS = 220
# Language versions that stand in the shared corpus as instruments of their own.
TWINS = (
    ("ca-cannabis-act-C-24.5.xml", "ca-loi-cannabis-C-24.5.xml"),
    ("ca-cdsa-C-38.8.xml", "ca-lrcdas-C-38.8.xml"),
    ("ca-narcotic-control-regs-CRC-1041.xml", "ca-reglement-stupefiants-CRC-1041.xml"),
)


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


def article_of(eid: str) -> str:
    """The article or section that an eId lies in, itself if in none."""
    parts = eid.split("__")
    for number, part in enumerate(parts, start=1):
        if part.startswith(("art_", "sec_")):
            return "__".join(parts[:number])
    return eid


def find_pairs(store: Store, passages: Sequence[PassageText], most: int) -> list[Pair]:
    """Articles that two language versions of an instrument share, at most ``most`` per direction."""
    beginnings: dict[Unit, str] = {}
    for entry in passages:
        unit = Unit(entry.passage.document_id, article_of(entry.passage.eid))
        if len(beginnings.get(unit, "")) < QUERY_CHARACTERS:
            beginnings[unit] = f"{beginnings.get(unit, '')} {entry.text}".strip()
    articles: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for unit, text in beginnings.items():
        if unit.eid.startswith(("art_", "sec_")) and len(text) >= 30:
            articles[unit.document][unit.eid] = text
    found: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for group in _group(store.documents(_SYSTEM)):
        for one in group:
            for other in group:
                if one.language == other.language:
                    continue
                for eid in sorted(articles[one.id].keys() & articles[other.id].keys()):
                    pair = Pair(
                        Unit(one.id, eid), Unit(other.id, eid), one.language, other.language,
                        articles[one.id][eid][:QUERY_CHARACTERS],
                    )  # fmt: skip
                    found[one.language, other.language].append(pair)
    generator = random.Random(SEED)
    chosen: list[Pair] = []
    for _, pairs in sorted(found.items()):
        chosen += pairs if len(pairs) <= most else generator.sample(pairs, most)
    return chosen


def _group(documents: Iterable[DocumentSummary]) -> list[list[DocumentSummary]]:
    twin = {name: f"twin-{number}" for number, names in enumerate(TWINS) for name in names}
    groups: defaultdict[str, list[DocumentSummary]] = defaultdict(list)
    for document in documents:
        if document.nature is Nature.AUTHENTIC:
            groups[twin.get(Path(document.source).name, document.instrument_id)].append(document)
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
        "centred and calibrated": adjusted(
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
        methods["centred, query means of news"] = centred(still)
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


def compare_methods(store: Store, encoder: Encoder, most: int) -> list[Row]:
    """A row for each method over all pairs."""
    documents = sorted(document.id for document in store.documents(_SYSTEM))
    passages = list(read_passages(store, documents, _SYSTEM))
    pool = make_pool(store, encoder, passages)
    pairs = find_pairs(store, passages, most)
    queries = encoder.encode_queries([pair.text for pair in pairs])
    known = load_known_means(encoder)
    samples: dict[str, Vectors] = {}
    if known is None:
        for code in sorted(set(pool.languages.tolist())):
            texts = [entry.text for entry in passages if entry.passage.language == code]
            samples[code] = encoder.encode_queries(texts[:: max(1, len(texts) // 48)][:48])
    rows = [
        measure(pool, pairs, queries, name, method)
        for name, method in make_methods(pool, known, samples).items()
    ]
    if known is not None:
        # By direction too, for what is used.
        used = make_methods(pool, known, samples)["centred and calibrated"]
        for direction in sorted({(pair.language, pair.target) for pair in pairs}):
            at = [n for n, pair in enumerate(pairs) if (pair.language, pair.target) == direction]
            name = f"  {direction[0]} > {direction[1]}"
            rows.append(measure(pool, [pairs[n] for n in at], queries[at], name, used))
    return rows


def main() -> None:
    """Measure a home and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--home", type=Path)
    parser.add_argument("--pairs", type=int, default=40, help="at most so many per direction")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    settings = Settings.load(home=arguments.home)
    with Store.open(settings.database_url) as store:
        rows = compare_methods(store, open_encoder(settings, bulk=True), arguments.pairs)
    if arguments.json:
        json.dump([asdict(row) | {"balance": row.balance} for row in rows], sys.stdout, indent=1)
        return
    print(f"{'method':48} pairs   mixed MRR  R@10   alone MRR  R@10   balance")
    for row in rows:
        print(
            f"{row.method:48} {row.pairs:5}   {row.mixed_mrr:9.3f} {row.mixed_recall:5.3f}"
            f"   {row.alone_mrr:9.3f} {row.alone_recall:5.3f}   {row.balance:7.3f}"
        )


if __name__ == "__main__":
    main()
