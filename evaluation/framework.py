"""How near is near: the thresholds by which one instrument is placed against the others.

``python -m evaluation.framework --home H [--parallel P] [--pairs N] [--json]`` asks for what is nearest to

* provisions that are here in another language, with that version there, and with their whole instrument
  away: the first *is* there, so it must be told as repeated;
* provisions that answer a topic (:mod:`evaluation.topics`) that another instrument answers too: something
  of the kind is there, so none may be told as new;
* sentences of the news (NTREX, ``--parallel``), which no law says: they should be told as new;

and prints how close the nearest is, how close pairs drawn by chance are, and what each threshold makes of
them. Half of the instruments (and of the sentences) were used to choose the thresholds of
:mod:`search.framework`; the figures of the other half stand beside them. Then, from pairs of counterparts,
how often both are told to be equally strong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from evaluation.matching import Matcher, Stored
from evaluation.similar import Counterparts, find_counterparts
from evaluation.topics import Grade, load_collection
from search.balance import LanguageBalance
from search.encoders import Encoder, open_encoder
from search.framework import NEW_BELOW, REPEATS, Framework, Newcomer, commits
from search.index import Filter, Generation, open_index, select
from search.similar import make_meaning

PAIRS = 4
_SEED = 1988
_PER_TOPIC = 4
_SENTENCES = 8  # of each language
_QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
_LANGUAGES = {
    "eng": "en", "rus": "ru", "zho-CN": "zh", "kaz": "kk", "fas": "fa", "ukr": "uk", "tur": "tr", "arb": "ar",
    "fra": "fr", "vie": "vi", "jpn": "ja", "deu": "de",
}  # fmt: skip


@dataclass(slots=True)
class Sample:
    """Closeness of the nearest, of some that should be told in one way; by half."""

    chosen_on: list[float] = field(default_factory=list)
    kept_out: list[float] = field(default_factory=list)

    def add(self, name: str, closeness: float) -> None:
        """Take in one; ``name`` decides in which half, alike in every run."""
        half = hashlib.sha256(name.encode()).digest()[0] % 2
        (self.kept_out if half else self.chosen_on).append(closeness)


class Prober:
    """Asks a framework for what is nearest to provisions and sentences."""

    def __init__(self, store: Store, generation: Generation, access: Access) -> None:
        self.store = store
        self.generation = generation
        self.balance = LanguageBalance.from_bytes(generation.balance)
        self.framework = Framework(store, generation, self.balance, access)
        self._hidden = store.hidden_documents(access)
        self._taken: dict[str, Newcomer] = {}

    def take(self, document: str) -> Newcomer:
        """A document of the store, read once."""
        if document not in self._taken:
            newcomer = self.framework.take_held(document)
            # Whatever its year: what came later says as well how near the like is.
            undated = replace(newcomer.bundle, instrument=replace(newcomer.bundle.instrument, year=None))
            self._taken[document] = replace(newcomer, bundle=undated)
        return self._taken[document]

    def without_document(self, document: str, eid: str) -> float:
        """How close the nearest is if everything but this document is there."""
        return self._closest(document, eid, Filter(hidden=self._hidden, without=select(document=[document])))

    def without_instrument(self, document: str, eid: str) -> float:
        """How close the nearest is if everything but this instrument is there."""
        instrument = self.take(document).bundle.instrument.id
        return self._closest(
            document, eid, Filter(hidden=self._hidden, without=select(instrument=[instrument]))
        )

    def of_sentence(self, encoder: Encoder, sentence: str, language: str) -> float:
        """How close the nearest is to a sentence."""
        row = encoder.encode_passages([sentence])[0]
        asked = make_meaning(self.generation, self.balance, sentence, language, [(row, language)])
        found = self.framework.search(asked, language, Filter(hidden=self._hidden))
        return found[0].closeness if found else 0.0

    def _closest(self, document: str, eid: str, where: Filter) -> float:
        found = self.framework.nearest(self.take(document), eid, where, 1)
        return found[0].closeness if found else 0.0

    def by_chance(self, pairs: Sequence[Counterparts]) -> Iterator[float]:
        """How close provisions of two instruments are that are drawn by chance."""
        drawn = []
        for pair in pairs:
            newcomer = self.take(pair.asked.id)
            at = [n for n, entry in enumerate(newcomer.passages) if entry.passage.eid == pair.eid]
            if at:
                language = newcomer.passages[at[0]].passage.language
                row = self.balance.centre_passages(newcomer.vectors[at[:1]], [language])[0]
                drawn.append((pair.instrument, language, row))
        generator = np.random.default_rng(_SEED)
        for one, other in generator.integers(len(drawn), size=(20 * len(drawn), 2)).tolist():
            (instrument, language, row), (elsewhere, spoken, there) = drawn[one], drawn[other]
            if instrument != elsewhere:
                yield self.balance.asked(language).closeness(float(row @ there), spoken)


def collect(
    prober: Prober, pairs: Sequence[Counterparts], access: Access, encoder: Encoder, parallel: Path | None
) -> dict[str, Sample]:
    """The nearest of everything that is asked for."""
    samples = {
        name: Sample() for name in ("counterpart there", "counterpart away", "answers elsewhere", "news")
    }
    for pair in pairs:
        samples["counterpart there"].add(pair.instrument, prober.without_document(pair.asked.id, pair.eid))
        samples["counterpart away"].add(pair.instrument, prober.without_instrument(pair.asked.id, pair.eid))
    for instrument, document, eid in find_answers(prober.store, access):
        samples["answers elsewhere"].add(instrument, prober.without_instrument(document, eid))
    for name, language in _LANGUAGES.items() if parallel else ():
        assert parallel is not None  # asked for above
        file = parallel / f"ntrex.{name}.txt"
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        for number, line in enumerate(lines[100 : 100 + 97 * _SENTENCES : 97]):
            samples["news"].add(str(number), prober.of_sentence(encoder, line, language))
    return {name: sample for name, sample in samples.items() if sample.chosen_on or sample.kept_out}


def find_answers(store: Store, access: Access) -> list[tuple[str, str, str]]:
    """Provisions that answer a topic that another instrument answers too: instrument, document, eId."""
    collection = load_collection()
    matcher = Matcher(collection)
    coverage = matcher.cover(
        Stored(each.id, each.source, each.instrument_id, each.language) for each in store.documents(access)
    )
    generator = np.random.default_rng(_SEED)
    found = []
    for topic in collection.topics:
        items = sorted(
            {
                item
                for query in topic.queries
                for item, grade in coverage.prune(query).items()
                if grade is Grade.ANSWERS
            },
            key=str,
        )
        places = [(coverage.stored[item.document][0], item.eid) for item in items]
        if len({place.instrument for place, _ in places}) < 2:
            continue
        for at in generator.permutation(len(places))[:_PER_TOPIC]:
            place, eid = places[at]
            if store.provision_hits([(place.id, eid)], access):
                found.append((place.instrument, place.id, eid))
    return found


def compare_strengths(store: Store, pairs: Sequence[Counterparts], access: Access) -> tuple[int, int, int]:
    """Of counterparts: pairs of which both commit, equally strongly, and those of which one alone does."""
    both = same = one = 0
    for pair in pairs:
        hits = store.provision_hits([(pair.asked.id, pair.eid), (pair.told.id, pair.eid)], access)
        strengths = [commits(hit) for hit in hits.values()]
        if len(strengths) == 2 and None not in strengths:
            both += 1
            same += strengths[0] == strengths[1]
        elif any(strengths):
            one += 1
    return both, same, one


def share_from(values: Sequence[float], threshold: float) -> float:
    """The share that is at least a threshold; not a number where there are none."""
    return float(np.mean(np.array(values) >= threshold)) if values else float("nan")


def choose_repeats(samples: Mapping[str, Sample]) -> float:
    """The closeness that tells best whether a counterpart is there (the greatest difference of shares)."""
    there, away = (samples[name].chosen_on for name in ("counterpart there", "counterpart away"))
    steps: list[float] = np.round(np.arange(0.3, 1.0, 0.01), 2).tolist()
    return max(steps, key=lambda step: share_from(there, step) - share_from(away, step))


def choose_new(samples: Mapping[str, Sample]) -> float:
    """The closeness that tells best what is answered elsewhere from what no law says."""
    law, news = (samples[name].chosen_on for name in ("answers elsewhere", "news"))
    steps: list[float] = np.round(np.arange(0.3, 1.0, 0.01), 2).tolist()
    return max(steps, key=lambda step: share_from(law, step) - share_from(news, step))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.framework", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home with an index")
    parser.add_argument("--parallel", type=Path, help="a folder with the sentences of NTREX")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="provisions per ordered pair of texts")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    settings = Settings.load({"NARCORD_HOME": str(options.home)})
    access = Access.system_()
    with Store.open(settings.database_url) as store:
        index = open_index(settings)
        try:
            pairs = find_counterparts(store, access, options.pairs)
            if not pairs:
                print("No instrument is here in two languages.", file=sys.stderr)
                return 2
            generation = index.current()
            prober = Prober(store, generation, access)
            encoder = open_encoder(replace(settings, encoder=generation.manifest.encoder), bulk=False)
            samples = collect(prober, pairs, access, encoder, options.parallel)
            chance = list(prober.by_chance(pairs))
            strengths = compare_strengths(store, pairs, access)
        finally:
            index.close()
    best = {"repeats": choose_repeats(samples)}
    if {"answers elsewhere", "news"} <= samples.keys():
        best["new below"] = choose_new(samples)
    told = {
        name: {
            "n": len(sample.chosen_on) + len(sample.kept_out),
            "quantiles": np.quantile([*sample.chosen_on, *sample.kept_out], _QUANTILES).round(3).tolist(),
            "repeats": [round(share_from(half, REPEATS), 3) for half in (sample.chosen_on, sample.kept_out)],
            "new": [
                round(1 - share_from(half, NEW_BELOW), 3) for half in (sample.chosen_on, sample.kept_out)
            ],
        }
        for name, sample in samples.items()
    }
    both, same, one = strengths
    if options.json:
        by_chance = np.quantile(chance, _QUANTILES).round(3).tolist() if chance else []
        print(
            json.dumps(
                {"best": best, "used": [REPEATS, NEW_BELOW], "samples": told, "by chance": by_chance}
                | {"strength": {"both commit": both, "equally": same, "one alone": one}}
            )
        )
        return 0
    print(f"used: repeats from {REPEATS}, new below {NEW_BELOW}; best on the half to choose on: {best}\n")
    print(f"{'the nearest is':20}{'n':>5}   closeness at {_QUANTILES}     repeats (chosen on, kept out)  new")
    for name, row in told.items():
        close = " ".join(f"{value:5.2f}" for value in row["quantiles"])
        shares = "   ".join(" / ".join(f"{share:5.2f}" for share in row[key]) for key in ("repeats", "new"))
        print(f"{name:20}{row['n']:5}   {close}   {shares}")
    if chance:
        close = " ".join(f"{value:5.2f}" for value in np.quantile(chance, _QUANTILES))
        print(f"{'two by chance':20}{len(chance):5}   {close}")
    print(f"\ncounterparts that both commit: {both}, equally strongly {same}; one alone commits: {one}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
