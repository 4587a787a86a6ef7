"""Whether what is like a provision is found from it: its counterpart, and what serves the same need.

``python -m evaluation.similar --home H [--pairs N] [--json]`` takes instruments that are here in several
languages, draws up to N of their numbered provisions for each ordered pair of languages, and asks for the
provisions most like each, as :mod:`search.similar` does. Printed are MRR and recall at 10 of the
provision with the same eId in the other language, among the provisions of all documents but its own
and but its versions in third languages; by pair of languages, and over all pairs; and how close
counterparts are, and the best provision of another instrument.

Then, from provisions that answer a topic of the tuning part (:mod:`evaluation.topics`): recall at 20 and
MRR of the provisions of other instruments that answer it too. Both with all parts, without calibration
and without concepts.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.access import Access
from corpus.eid import parse
from corpus.model import Nature, ProvisionKind
from corpus.settings import Settings
from corpus.store import DocumentSummary, Store
from evaluation.matching import Found, Matcher, Stored
from evaluation.topics import Grade, Item, Split, load_collection
from search.balance import LanguageBalance
from search.index import Filter, Generation, Place, Selection, open_index, select
from search.parts import ALL_PARTS, Parts
from search.similar import rank_similar, read_meaning

PAIRS = 30
_DEPTH = 300
_SEED = 1988
# Characters; a shorter provision has hundreds that say the same.
_LEAST = 150
_WITHOUT = {
    "no calibration": replace(ALL_PARTS, calibration=False),
    "no concepts": replace(ALL_PARTS, concepts=False),
}
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


class Asker:
    """Asks an index for what is like a provision."""

    def __init__(self, store: Store, generation: Generation, access: Access) -> None:
        self._store = store
        self._generation = generation
        self._access = access
        self._balance = LanguageBalance.from_bytes(generation.balance)
        self._hidden = store.hidden_documents(access)

    def find(self, document: str, eid: str, without: Selection, parts: Parts) -> list[tuple[Place, float]]:
        """The places of what is most like a provision, and how close each is."""
        here = self._store.provision_hits([(document, eid)], self._access)[document, eid]
        asked = read_meaning(self._store, self._generation, self._balance, here, self._access)
        where = Filter(hidden=self._hidden, without=without)
        balance = self._balance.asked(here.provision.language)
        found = rank_similar(self._generation, balance, asked, where, _DEPTH, parts)
        return [(place, closeness) for place, _, closeness in found]


def ask_for_counterparts(
    asker: Asker, pairs: Sequence[Counterparts], parts: Parts = ALL_PARTS
) -> Iterator[Answer]:
    """Ask for what is like each provision, and say where its counterpart is."""
    for pair in pairs:
        began = time.perf_counter()
        found = asker.find(pair.asked.id, pair.eid, select(document=[pair.asked.id]), parts)
        seconds = time.perf_counter() - began
        kept = [
            (place, closeness)
            for place, closeness in found
            if (place.instrument, place.eid) != (pair.instrument, pair.eid) or place.document == pair.told.id
        ]
        at = [(place.document, place.eid) == (pair.told.id, pair.eid) for place, _ in kept]
        rank = at.index(True) + 1 if any(at) else 0
        closeness = kept[rank - 1][1] if rank else 0.0
        elsewhere = max((each for place, each in kept if place.instrument != pair.instrument), default=0.0)
        yield Answer(pair, rank, closeness, elsewhere, seconds)


def ask_for_fellows(
    asker: Asker, store: Store, access: Access, most: int = 12, parts: Parts = ALL_PARTS
) -> tuple[int, float, float]:
    """From provisions that answer a topic, at most so many of each: their number, recall at 20 and MRR.

    Looked for are the provisions of other instruments that answer the same topic.
    """
    collection = load_collection()
    matcher = Matcher(collection)
    documents = {each.id: each for each in store.documents(access)}
    coverage = matcher.cover(
        Stored(each.id, each.source, each.instrument_id, each.language) for each in documents.values()
    )
    generator = np.random.default_rng(_SEED)
    recalls, ranks = [], []
    for topic in collection.topics:
        answers = {
            item
            for query in topic.queries
            for item, grade in coverage.prune(query).items()
            if topic.split is Split.TUNING and grade is Grade.ANSWERS
        }
        items = sorted(answers, key=str)
        for item in (items[at] for at in generator.permutation(len(items))[:most]):
            here = coverage.stored[item.document][0]
            fellows = {
                other
                for other in items
                if all(each.instrument != here.instrument for each in coverage.stored[other.document])
            }
            if not fellows or not store.provision_hits([(here.id, item.eid)], access):
                continue
            found = asker.find(here.id, item.eid, select(instrument=[here.instrument]), parts)
            seen = dict.fromkeys(_identify(matcher, place, documents, fellows) for place, _ in found)
            at = [number for number, each in enumerate(list(seen)[:20], start=1) if each in fellows]
            recalls.append(len(at) / min(20, len(fellows)))
            ranks.append(1 / at[0] if at else 0.0)
    return len(ranks), float(np.mean(recalls)), float(np.mean(ranks))


def _identify(
    matcher: Matcher, place: Place, documents: Mapping[str, DocumentSummary], judged: set[Item]
) -> Item:
    source = documents[place.document].source
    return matcher.identify(
        Found(place.document, source, place.instrument, place.eid, place.language), judged
    )


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
            asker = Asker(store, generation, access)
            answers = list(ask_for_counterparts(asker, pairs))
            table = summarise(answers)
            fellows = {"all parts": ask_for_fellows(asker, store, access)}
            for name, parts in _WITHOUT.items():
                table[f"all, {name}"] = (
                    len(pairs), *measure(list(ask_for_counterparts(asker, pairs, parts)))
                )  # fmt: skip
                fellows[name] = ask_for_fellows(asker, store, access, parts=parts)
        finally:
            index.close()
    quantiles = [0.05, 0.25, 0.5, 0.75, 0.95]
    close = {
        "counterpart": np.quantile([answer.closeness for answer in answers], quantiles).round(3).tolist(),
        "best of other instruments": np.quantile(
            [answer.best_elsewhere for answer in answers], quantiles
        ).round(3).tolist(),
    }  # fmt: skip
    seconds = sorted(answer.seconds for answer in answers)
    if options.json:
        told = {"counterparts": table, "fellows": fellows, "closeness": close}
        print(json.dumps(told | {"median_seconds": seconds[len(seconds) // 2]}))
        return 0
    print(f"{len({p.instrument for p in pairs})} instruments, {generation.manifest.passages:,} passages")
    print(f"{'':24}{'n':>5}{'MRR':>8}{'R@10':>8}")
    for name, (number, mrr, recall) in table.items():
        print(f"{name:24}{number:5}{mrr:8.3f}{recall:8.3f}")
    print(f"\n{'answers to one need':24}{'n':>5}{'R@20':>8}{'MRR':>8}")
    for name, (number, recall, mrr) in fellows.items():
        print(f"{name:24}{number:5}{recall:8.3f}{mrr:8.3f}")
    print(f"\ncloseness at {quantiles}:")
    for name, values in close.items():
        print(f"  {name:28}{values}")
    print(f"seconds: median {seconds[len(seconds) // 2]:.3f}, p95 {seconds[int(0.95 * len(seconds))]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
