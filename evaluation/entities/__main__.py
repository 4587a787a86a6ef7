"""Print how well entities are found: ``python -m evaluation.entities [--misses] [--lists]``."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.entities import find_entities
from corpus.model import Provision
from corpus.register import register_bundles
from evaluation.entities.gold import Marked, Score, fingerprint, read_gold, score
from evaluation.entities.lists import print_lists
from ingest.manifest import read_manifest
from ingest.readers import read_bytes
from ingest.structure import parse

_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def main(arguments: Sequence[str] | None = None) -> int:
    """Find the entities of the marked provisions and print precision and recall per language and half."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.entities", description=main.__doc__)
    parser.add_argument("--corpus", type=Path, default=_CORPUS, help="the folder of authentic documents")
    parser.add_argument("--misses", action="store_true", help="list the errors of the tuned half")
    parser.add_argument("--lists", action="store_true", help="compare the substances with authentic lists")
    options = parser.parse_args(arguments)
    if not options.corpus.is_dir():
        print(f"The authentic documents are not at {options.corpus}.", file=sys.stderr)
        return 2
    if options.lists:
        print_lists(options.corpus)
        return 0
    print_scores(list(judge(options.corpus, read_gold(), misses=options.misses)))
    return 0


def judge(
    corpus: Path, gold: Sequence[Marked], *, misses: bool = False
) -> Iterator[tuple[Marked, Score | None]]:
    """Yield every marked provision with its counts, None where the provision is gone or has changed."""
    by_source: defaultdict[str, list[Marked]] = defaultdict(list)
    for row in gold:
        by_source[row.source].append(row)
    for source, rows in sorted(by_source.items()):
        texts = dict(_register(source) if source.startswith("register:") else _read(corpus, source))
        for row in rows:
            text = texts.get((row.language, row.eid))
            if text is None or fingerprint(text) != row.hash:
                yield row, None
                continue
            counts, wrong, missed = score(find_entities(text, row.language), row.mentions)
            if misses and not row.held_out:
                for kind, found in (("wrong", wrong), ("missed", missed)):
                    for each in found:
                        words = text[each.start : each.end]
                        print(f"{row.language} {source} {row.eid}: {kind} {each.entity_id} {words!r}")
            yield row, counts


Texts = Iterator[tuple[tuple[str, str], str]]


def _read(corpus: Path, source: str) -> Texts:
    entry = read_manifest((corpus / "INDEX.tsv").read_bytes()).get(source)
    file = read_bytes((corpus / source).read_bytes(), source.rsplit("/", 1)[-1])
    for part in parse(file, entry.language if entry else None):
        yield from _texts(part.text, part.provisions)


def _register(source: str) -> Texts:
    for bundle in register_bundles():
        if bundle.document.source == source:
            yield from _texts(bundle.document.text, bundle.provisions)


def _texts(text: str, provisions: Sequence[Provision]) -> Texts:
    for provision in provisions:
        yield (provision.language, provision.eid), text[provision.start : provision.end]


def print_scores(judged: Sequence[tuple[Marked, Score | None]]) -> None:
    """Print a line per language, the tuned half and the half kept out side by side."""
    head = f"{'prov.':>6} {'marked':>6} {'precision':>9} {'recall':>7}"
    print(f"{'':8} | {'tuned':^31} | {'kept out':^31}")
    print(f"{'language':8} | {head} | {head}")
    for language in [*sorted({row.language for row, _ in judged}), "all"]:
        cells = []
        for held in (False, True):
            counts = [
                counts
                for row, counts in judged
                if counts is not None and language in ("all", row.language) and row.held_out is held
            ]
            cells.append(_cell(sum(counts, Score())))
        print(f"{language:8} | {cells[0]} | {cells[1]}")
    print(f"missing: {sum(counts is None for _, counts in judged)} of {len(judged)}")


def _cell(counts: Score) -> str:
    shares = ["-" if share is None else f"{share:.3f}" for share in (counts.precision, counts.recall)]
    return f"{counts.provisions:6} {counts.right + counts.missed:6} {shares[0]:>9} {shares[1]:>7}"


if __name__ == "__main__":
    sys.exit(main())
