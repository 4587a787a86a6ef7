"""Whether a provision's counterpart in another language is found from it.

``python -m evaluation.similar --home H [--pairs N] [--json]`` takes instruments that are here in several
languages, draws up to N of their numbered provisions for each ordered pair of languages, and asks for the
provisions most like each, as :mod:`search.similar` does. Printed are MRR and recall at 10 of the
provision with the same eId in the other language, among the provisions of all documents but its own
and but its versions in third languages; by pair of languages, and over all pairs; the same without
calibration; and how close counterparts are, and the best provision of another instrument.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.access import Access
from corpus.eid import parse
from corpus.model import Nature, ProvisionKind
from corpus.settings import Settings
from corpus.store import DocumentSummary, Store
from search.balance import LanguageBalance
from search.index import Filter, Generation, open_index, select
from search.parts import ALL_PARTS, Parts
from search.similar import find_vector, rank_similar

PAIRS = 30
_DEPTH = 300
_SEED = 1988
# Characters; a shorter provision has hundreds that say the same.
_LEAST = 150
_UNNUMBERED = {ProvisionKind.BLOCK, ProvisionKind.FRONT, ProvisionKind.COVER, ProvisionKind.CONCLUSION}


@dataclass(frozen=True, slots=True)
class Counterparts:
    """A provision in one language and the same in another."""

    instrument: str
    eid: str
    asked: DocumentSummary
    told: DocumentSummary


@dataclass(frozen=True, slots=True)
class Answer:
    """How a counterpart was found: its rank (0: not at all), and how close it and others are."""

    pair: Counterparts
    rank: int
    closeness: float
    best_elsewhere: float
    seconds: float


def find_counterparts(store: Store, access: Access, most: int = PAIRS) -> list[Counterparts]:
    """Provisions of authentic texts that are here in two languages, at most so many per ordered pair."""
    texts: defaultdict[str, list[DocumentSummary]] = defaultdict(list)
    for document in store.documents(access):
        if document.nature is Nature.AUTHENTIC:
            texts[document.instrument_id].append(document)
    generator = np.random.default_rng(_SEED)
    found = []
    for instrument, documents in sorted(texts.items()):
        if len({document.language for document in documents}) < 2:
            continue
        units = {document.id: _find_units(store, document, access) for document in documents}
        for asked in documents:
            for told in documents:
                common = sorted(units[asked.id] & units[told.id]) if asked.language != told.language else []
                chosen = generator.permutation(len(common))[:most]
                found += [Counterparts(instrument, common[at], asked, told) for at in chosen]
    return found


def _find_units(store: Store, document: DocumentSummary, access: Access) -> set[str]:
    """The numbered provisions with passages of their own that say enough."""
    sizes: defaultdict[str, int] = defaultdict(int)
    for passage in store.passages([document.id], access):
        # A Chinese character says as much as two letters and more.
        sizes[passage.eid] += (passage.end - passage.start) * (
            2 if document.language in ("zh", "zh-Hant") else 1
        )
    return {
        eid
        for eid, size in sizes.items()
        if size >= _LEAST and not any(step.kind in _UNNUMBERED for step in parse(eid))
    }


def ask_all(
    store: Store,
    generation: Generation,
    pairs: Sequence[Counterparts],
    access: Access,
    parts: Parts = ALL_PARTS,
) -> Iterator[Answer]:
    """Ask for what is like each provision, and say where its counterpart is."""
    balance = LanguageBalance.from_bytes(generation.balance)
    hidden = store.hidden_documents(access)
    for pair in pairs:
        began = time.perf_counter()
        wanted = store.provision(pair.asked.id, pair.eid, access)
        vector = find_vector(store, generation, balance, wanted, access)
        where = Filter(hidden=hidden, without=select(document=[pair.asked.id]))
        found = rank_similar(generation, balance.asked(wanted.language), vector, where, _DEPTH, parts)
        seconds = time.perf_counter() - began
        kept = [
            (place, closeness)
            for place, _, closeness in found
            if (place.instrument, place.eid) != (pair.instrument, pair.eid) or place.document == pair.told.id
        ]
        at = [(place.document, place.eid) == (pair.told.id, pair.eid) for place, _ in kept]
        rank = at.index(True) + 1 if any(at) else 0
        closeness = kept[rank - 1][1] if rank else 0.0
        elsewhere = max((each for place, each in kept if place.instrument != pair.instrument), default=0.0)
        yield Answer(pair, rank, closeness, elsewhere, seconds)


def measure(answers: Sequence[Answer]) -> tuple[float, float]:
    """MRR and recall at 10 of some answers."""
    ranks = [answer.rank for answer in answers]
    return (
        float(np.mean([1 / rank if rank else 0.0 for rank in ranks])),
        float(np.mean([0 < rank <= 10 for rank in ranks])),
    )


def summarise(answers: Sequence[Answer]) -> dict[str, tuple[int, float, float]]:
    """Number, MRR and recall at 10 by ordered pair of languages, and over all."""
    groups: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[f"{answer.pair.asked.language} > {answer.pair.told.language}"].append(answer)
    table = {name: (len(group), *measure(group)) for name, group in sorted(groups.items())}
    return table | {"all": (len(answers), *measure(answers))}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.similar", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home with an index")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="provisions per ordered pair of texts")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    settings = Settings.load({"NARCORD_HOME": str(options.home)})
    access = Access.system_()
    with Store.open(settings.database_url) as store:
        index = open_index(settings)
        try:
            generation = index.current()
            pairs = find_counterparts(store, access, options.pairs)
            if not pairs:
                print("No instrument is here in two languages.", file=sys.stderr)
                return 2
            answers = list(ask_all(store, generation, pairs, access))
            plain = list(ask_all(store, generation, pairs, access, replace(ALL_PARTS, calibration=False)))
        finally:
            index.close()
    table = summarise(answers) | {"all, not calibrated": (len(plain), *measure(plain))}
    quantiles = [0.05, 0.25, 0.5, 0.75, 0.95]
    close = {
        "counterpart": np.quantile([answer.closeness for answer in answers], quantiles).round(3).tolist(),
        "best of other instruments": np.quantile(
            [answer.best_elsewhere for answer in answers], quantiles
        ).round(3).tolist(),
    }  # fmt: skip
    seconds = sorted(answer.seconds for answer in answers)
    if options.json:
        print(json.dumps({"table": table, "closeness": close, "median_seconds": seconds[len(seconds) // 2]}))
        return 0
    print(f"{len({p.instrument for p in pairs})} instruments, {generation.manifest.passages:,} passages")
    print(f"{'':24}{'n':>5}{'MRR':>8}{'R@10':>8}")
    for name, (number, mrr, recall) in table.items():
        print(f"{name:24}{number:5}{mrr:8.3f}{recall:8.3f}")
    print(f"closeness at {quantiles}:")
    for name, values in close.items():
        print(f"  {name:28}{values}")
    print(f"seconds: median {seconds[len(seconds) // 2]:.3f}, p95 {seconds[int(0.95 * len(seconds))]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
