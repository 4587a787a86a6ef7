"""Print how well known counterparts are aligned: ``python -m evaluation.alignment --home FOLDER``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.errors import NarcordError
from corpus.settings import Settings
from corpus.store import Store
from evaluation.alignment.fitting import fit_model, write_model
from evaluation.alignment.gold import read_corrections
from evaluation.alignment.material import Material, find, join, read_side
from evaluation.alignment.measure import Count, Result, measure, reliability, total
from evaluation.alignment.pairs import PAIRS
from evaluation.alignment.synthetic import Change
from search.comparison.pairing import WEIGHTS_FILE
from search.comparison.reading import open_balance
from search.encoders import open_encoder

_HALVES = ((False, "tuning"), (True, "held out"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, or with ``--fit`` fit the weights on the tuning pairs and write them."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.alignment", description=main.__doc__)
    parser.add_argument("--home", type=Path, help="a home that has read in the authentic documents")
    parser.add_argument("--encoder", help="another encoder than the home's, such as 'bare'")
    parser.add_argument(
        "--numbers", action="store_true", help="let the encoder see the numbers of provisions, as on the page"
    )
    parser.add_argument("--misses", action="store_true", help="list what goes wrong in the tuning pairs")
    parser.add_argument("--fit", action="store_true", help="fit the weights that ship")
    options = parser.parse_args(arguments)
    try:
        materials = read_materials(options.home, options.encoder, blind=not options.numbers)
    except NarcordError as error:
        print(f"{error.message}\n  Remedy: {error.remedy}", file=sys.stderr)
        return error.exit_code
    if options.fit:
        write_model(fit_model([each for each in materials if not each.pair.held_out]), WEIGHTS_FILE)
        print(f"wrote {WEIGHTS_FILE.name}")
        return 0
    results = {
        how: [measure(material, how, seed) for seed, material in enumerate(materials)] for how in Change
    }
    print_pairs(results[Change.NONE])
    print_changes(results)
    print_reliability(results)
    if options.misses:
        print_misses(results[Change.NONE])
    return 0


def read_materials(home: Path | None, encoder_name: str | None, *, blind: bool) -> list[Material]:
    """Read every pair from a home, the numbers of provisions hidden from the encoder if ``blind``."""
    settings = Settings.load() if home is None else Settings.load(home=home)
    if encoder_name:
        settings = replace(settings, encoder=encoder_name)
    encoder = open_encoder(settings, bulk=True)
    corrections = read_corrections()
    with Store.open(settings.database_url) as store:
        documents = {side: find(store, *side).id for pair in PAIRS for side in (pair.a, pair.b)}
        balance = open_balance(store, settings, encoder, list(documents.values()))
        sides = {
            side: read_side(store, document, encoder, balance, blind=blind, report=_tell)
            for side, document in documents.items()
        }
    return [join(pair, sides[pair.a], sides[pair.b], corrections) for pair in PAIRS]


def _tell(stage: str, done: int, whole: int) -> None:
    print(f"{stage}: {done} of {whole}", file=sys.stderr)


def print_pairs(results: Sequence[Result]) -> None:
    """Print a line per pair, then totals of both halves."""
    print("F1 (precision, recall); 'nearest' is the mutual nearest neighbour of the same vectors\n")
    print(f"{'':28} {'articles':^26} {'nearest':>8}   {'lowest level':^26} {'nearest':>8}  {'order':>5}")
    for held_out, name in _HALVES:
        half = [result for result in results if result.material.pair.held_out is held_out]
        for result in half:
            counts = (result.units, result.units_baseline, result.nodes, result.nodes_baseline)
            print(_line(result.material.pair.name, *counts) + f"  {result.order:5.2f}")
        print(_totals(name, half))
    print(_totals("all", results))
    unseen = [result for result in results if result.material.pair.held_out]
    print(
        f"\nheld out, and in articles that the encoder was not trained on: lowest level "
        f"{_numbers(total(unseen, lambda result: result.unseen))}\n"
    )


def _totals(name: str, results: Sequence[Result]) -> str:
    wanted: tuple[Callable[[Result], Count], ...] = (
        lambda result: result.units,
        lambda result: result.units_baseline,
        lambda result: result.nodes,
        lambda result: result.nodes_baseline,
    )
    return _line(f"= {name}", *(total(results, each) for each in wanted))


def _line(name: str, units: Count, nearest: Count, nodes: Count, nearest_nodes: Count) -> str:
    return f"{name:28} {_numbers(units):26} {nearest.f1:8.3f}   {_numbers(nodes):26} {nearest_nodes.f1:8.3f}"


def _numbers(count: Count) -> str:
    return f"{count.f1:.3f} ({count.precision:.3f}, {count.recall:.3f}) {count.known:5}"


def print_changes(results: dict[Change, list[Result]]) -> None:
    """Print totals for the pairs made harder: nothing may be forced, and what moved must be found."""
    print(
        f"{'second version changed':28} {'articles':^26} {'nearest':>8}   {'lowest level':^26} {'nearest':>8}"
    )
    for held_out, name in _HALVES:
        for how, found in results.items():
            half = [result for result in found if result.material.pair.held_out is held_out]
            print(_totals(f"{name}: {how.value}"[:26], half))
    print()


def print_reliability(results: dict[Change, list[Result]]) -> None:
    """Print what a score is worth, held-out pairs, all changes."""
    kept = [result for found in results.values() for result in found if result.material.pair.held_out]
    print("scores of held-out pairs, all changes: band, pairs, mean score, share right")
    for low, high, number, mean, share in reliability(kept):
        print(f"  {low:.2f} to {high:.2f} {number:7} {mean:.3f} {share:.3f}")


def print_misses(results: Sequence[Result]) -> None:
    """List what is wrong and what is missing in the tuning pairs."""
    from search.comparison.pairing import pair_up

    for result in results:
        material = result.material
        if material.pair.held_out:
            continue
        pairs = pair_up(material.a.features, material.b.features).nodes
        found = {(pair.eid_a, pair.eid_b) for pair in pairs}
        for pair in pairs:
            if (pair.eid_a, pair.eid_b) not in material.gold:
                print(
                    f"wrong   {material.pair.name}: {pair.eid_a} = {pair.eid_b} "
                    f"({pair.score:.2f}, {pair.reason})"
                )
        for one, other in sorted(material.gold - found):
            print(f"missing {material.pair.name}: {one} = {other}")


if __name__ == "__main__":
    sys.exit(main())
