"""Print how well entities are found: ``python -m evaluation.entities [--misses] [--lists]``."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.entities import Match
from corpus.entities.mention import find_mentions
from corpus.model import Mention, Provision
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
        read = _register(source) if source.startswith("register:") else _read(corpus, source)
        found = {(each.language, each.eid, fingerprint(each.text)): each for each in read}
        for row in rows:
            provision = found.get((row.language, row.eid, row.hash))
            if provision is None:
                yield row, None
                continue
            counts, wrong, missed = score(provision.matches, row.mentions)
            if misses and not row.held_out:
                for kind, errors in (("wrong", wrong), ("missed", missed)):
                    for each in errors:
                        words = provision.text[each.start : each.end]
                        print(f"{row.language} {source} {row.eid}: {kind} {each.entity_id} {words!r}")
            yield row, counts


@dataclass(frozen=True, slots=True)
class _Read:
    """A provision as the program reads it, with its mentions from its own beginning."""

    language: str
    eid: str
    text: str
    matches: list[Match]


def _read(corpus: Path, source: str) -> Iterator[_Read]:
    entry = read_manifest((corpus / "INDEX.tsv").read_bytes()).get(source)
    file = read_bytes((corpus / source).read_bytes(), source.rsplit("/", 1)[-1])
    for part in parse(file, entry.language if entry else None):
        yield from _provisions(part.text, part.provisions)


def _register(source: str) -> Iterator[_Read]:
    for bundle in register_bundles():
        if bundle.document.source == source:
            yield from _provisions(bundle.document.text, bundle.provisions)


def _provisions(text: str, provisions: Sequence[Provision]) -> Iterator[_Read]:
    by_eid: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in find_mentions("", text, provisions):
        by_eid[mention.eid].append(mention)
    for each in provisions:
        matches = [
            Match(mention.start - each.start, mention.end - each.start, mention.entity)
            for mention in by_eid[each.eid]
        ]
        yield _Read(each.language, each.eid, text[each.start : each.end], matches)


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
