"""Print what Narcord's hybrid search and its peers reach, and how long they take."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from rich.console import Console

import evaluation.peers as about
from corpus.access import Access
from corpus.errors import NarcordError
from corpus.settings import Settings
from corpus.store import Store
from evaluation.bench import Bench, fingerprint
from evaluation.evaluate import cover
from evaluation.grids import Grid, print_grids, to_markdown
from evaluation.looks import read_looks, record_look
from evaluation.matching import Matcher
from evaluation.peers.condensed import measure_judged
from evaluation.peers.material import TEXTS, Material, read_material
from evaluation.peers.registry import NARCORD, PEERS, choose
from evaluation.peers.runner import (
    OwnSystem,
    PeerSystem,
    Recorded,
    Stopwatch,
    System,
    record,
    spread,
    time_systems,
)
from evaluation.peers.tables import Measured, list_systems, make_grids, overview, tell_verdicts, to_json
from evaluation.pooling import judged_shares, pool, print_pool
from evaluation.report import Result
from evaluation.runs import run_queries
from evaluation.service import RememberingEncoder, ServiceSearcher
from evaluation.topics import Collection, Split, load_collection
from ingest.query_language import recognise
from search.encoders import Encoder, open_encoder
from search.scripts import guess_language

ALL = "all"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code."""
    options = _parse(arguments)
    try:
        names = choose(options.only)
        _run(options, names)
    except NarcordError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.peers",
        description=about.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--home", type=Path, required=True, help="where store and index are")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help=", ".join((NARCORD, *PEERS)))
    parser.add_argument(
        "--split", choices=(*map(str, Split), ALL), default=str(Split.TUNING),
        help="held-out topics are a look, which is recorded in the home",
    )  # fmt: skip
    parser.add_argument("--encoder", help="which the peers get, as bare; default: Narcord's in this home")
    parser.add_argument("--vectors", type=Path, metavar="HOME", help="which keeps that encoder's vectors")
    parser.add_argument("--text", choices=TEXTS, default=TEXTS[0], help="with headings, or the text alone")
    parser.add_argument(
        "--timed", type=int, metavar="N", help="time N of the queries, evenly spread; 0: none; default: all"
    )
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument(
        "--pool", type=Path, metavar="FILE",
        help="write what nobody has judged of the first ten there, as evaluation.pooling does; no scores",
    )  # fmt: skip
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace, names: Sequence[str]) -> None:
    settings = Settings.load(home=options.home)
    splits = tuple(Split) if options.split == ALL else (Split(options.split),)
    collection = load_collection()
    chosen = Collection(tuple(t for t in collection.topics if t.split in splits), collection.documents)
    access = Access.public()
    stopwatch = Stopwatch(open_encoder(settings, bulk=False))
    watches = [stopwatch]
    encoder = others = RememberingEncoder(stopwatch)
    if options.encoder and options.encoder != settings.encoder:
        watches.append(Stopwatch(open_encoder(replace(settings, encoder=options.encoder), bulk=False)))
        others = RememberingEncoder(watches[-1])
    with ExitStack() as stack:
        store = stack.enter_context(Store.open(settings.database_url))
        kept = store
        if options.vectors:
            kept = stack.enter_context(Store.open(Settings.load(home=options.vectors).database_url))
        coverage, _ = cover(store, collection, access)
        bench = Bench.of(collection, coverage, splits, balance=False)
        texts = [query.text for query in bench.queries]
        if options.pool is None and Split.HELD_OUT in splits:
            _record_look(settings, collection, encoder, names)
        systems: dict[str, System] = {}
        if NARCORD in names:
            searcher = stack.enter_context(ServiceSearcher(store, settings, access, encoder=encoder))
            systems[NARCORD] = OwnSystem(searcher)
        if peers := [name for name in names if name != NARCORD]:
            material = read_material(store, others, access, options.text, kept=kept)
            systems |= _open_peers(peers, material, others)
        encodes = frozenset(name for name, system in systems.items() if system.encodes)
        if options.pool is not None:
            recorded = record(systems, [query.text for query in chosen.queries], progress=_tell)
            _write_pool(options.pool, collection, chosen, recorded, store)
            return
        times = None
        if timed := spread(texts, options.timed):
            times = time_systems(
                systems, timed, encoder, lambda: sum(watch.spent for watch in watches), progress=_tell
            )
        recorded = record(systems, texts, progress=_tell)
    results = {name: bench.measure(searcher, "hybrid").results for name, searcher in recorded.items()}
    condensed = {name: measure_judged(bench, searcher) for name, searcher in recorded.items()}
    parts = [Measured(title, of, times, encodes, condensed) for title, of in _divide(results, splits).items()]
    told = encoder.name if others is encoder else f"{encoder.name}, peers {others.name}"
    remarks, grids = _say(parts, names, told, len(bench.queries))
    if options.markdown:
        print(to_markdown(remarks, grids), end="")
    else:
        print_grids(remarks, grids, Console(width=None if sys.stdout.isatty() else 200))
    if options.json:
        facts = {
            "encoder": encoder.name,
            "fingerprint": encoder.fingerprint,
            "peers_encoder": others.name,
            "peers_fingerprint": others.fingerprint,
            "collection": fingerprint(collection.queries),
            "text": options.text,
            "looks": len(read_looks(settings.home)),
            "parts": {part.title: to_json(part) for part in parts},
        }
        options.json.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _open_peers(names: Sequence[str], material: Material, encoder: Encoder) -> dict[str, System]:
    systems: dict[str, System] = {}
    for number, name in enumerate(names, start=1):
        _tell(f"index, {name}", number, len(names))
        kind = PEERS[name]
        systems[name] = PeerSystem(kind.open(material), material, encoder, _recognise, encodes=kind.encodes)
    return systems


def _recognise(text: str) -> str:
    return recognise(text) or guess_language(text)


def _record_look(settings: Settings, collection: Collection, encoder: Encoder, names: Sequence[str]) -> None:
    held_out = collection.select(Split.HELD_OUT).queries
    record_look(
        settings.home,
        {
            "encoder": encoder.name,
            "fingerprint": encoder.fingerprint,
            "queries": len(held_out),
            "collection": fingerprint(held_out),
            "modes": list(names),
        },
    )


def _divide(
    results: Mapping[str, Sequence[Result]], splits: Sequence[Split]
) -> dict[str, dict[str, Sequence[Result]]]:
    """Return the results of each split and, where there are two, of all topics, which come last."""
    parts: dict[str, dict[str, Sequence[Result]]] = {
        f"{split} topics": {
            name: [result for result in of if result.query.split is split] for name, of in results.items()
        }
        for split in splits
    }
    if len(splits) > 1:
        parts["all topics"] = dict(results)
    return parts


def _say(
    parts: Sequence[Measured], names: Sequence[str], encoder: str, queries: int
) -> tuple[list[str], list[Grid]]:
    """Return what to print: every part in short, the last (all of them) in full."""
    remarks = [
        f"{queries} queries, encoder {encoder}; what nobody judged counts as not relevant.",
        *list_systems(names),
    ]
    if any(part.times for part in parts):
        remarks.append(
            "Milliseconds are per query for ten provisions, the query's vector given; the encoder is the "
            "same for all that need it."
        )
    for part in parts:
        remarks += [f"[{part.title}] {sentence}" for sentence in tell_verdicts(part)]
    grids = [overview(part) for part in parts[:-1]]
    grids += list(make_grids(parts[-1]))
    return remarks, grids


def _write_pool(
    file: Path, collection: Collection, chosen: Collection, recorded: Mapping[str, Recorded], store: Store
) -> None:
    matcher = Matcher(collection)  # of all topics: what is a find of its own depends on all judgements
    runs = {
        name: run_queries(searcher, chosen.queries, "hybrid", matcher) for name, searcher in recorded.items()
    }
    pooled = pool(chosen, runs, matcher)
    with file.open("w", encoding="utf-8", newline="") as out, contextlib.redirect_stdout(out):
        print_pool(pooled, store, 400)
    split_of = {topic.id: topic.split for topic in chosen.topics}
    for split in Split:
        print(f"{split}: {sum(split_of[entry.topic] is split for entry in pooled)} unjudged finds")
    for name, share in judged_shares(chosen, runs).items():
        print(f"{name}: judged@10 {share:.3f}")


def _tell(stage: str, done: int, total: int) -> None:
    if done == total or done % 10 == 0 or stage.startswith("index"):
        end = "\n" if done == total else ""
        print(f"\r{stage} {done}/{total}", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
