"""Print how well commitments are read: ``python -m evaluation.commitments [--corpus DIR] [--misses]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.commitments.score import Expected, Judged, Score, judge, read_gold, score
from ingest.commitments import read_commitments
from ingest.manifest import read_manifest
from ingest.readers import read_bytes
from ingest.structure import parse

_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the documents of the gold table, score them, print a table per language and half."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.commitments", description=main.__doc__)
    parser.add_argument("--corpus", type=Path, default=_CORPUS, help="the folder of authentic documents")
    parser.add_argument("--misses", action="store_true", help="list the misses of the tuned half")
    options = parser.parse_args(arguments)
    if not options.corpus.is_dir():
        print(f"The authentic documents are not at {options.corpus}.", file=sys.stderr)
        return 2
    judged = judge_corpus(options.corpus, read_gold())
    print_scores(judged)
    if options.misses:
        print_misses(judged)
    return 0


def judge_corpus(corpus: Path, gold: Sequence[Expected]) -> list[Judged]:
    """Read every document that the gold table names and judge its rows."""
    manifest = read_manifest((corpus / "INDEX.tsv").read_bytes())
    judged: list[Judged] = []
    for path in sorted({row.path for row in gold}):
        rows = [row for row in gold if row.path == path]
        source = read_bytes((corpus / path).read_bytes(), path.rsplit("/", 1)[-1])
        entry = manifest.get(path)
        for part in parse(source, entry.language if entry else None):
            mine = [row for row in rows if row.language == part.language]
            if mine:
                commitments = read_commitments(part.text, part.provisions, part.language)
                judged += judge(mine, part.text, part.provisions, commitments)
    return judged


def print_scores(judged: Sequence[Judged]) -> None:
    """Print a line per language, tuned half and held-out half side by side."""
    print(f"{'':8} | {'tuned':^37} | {'held out':^37}")
    head = f"{'rows':>5} {'strength':>8} {'force':>6} {'actor':>6} {'wrong':>6}"
    print(f"{'language':8} | {head:37} | {head}")
    for language in [*sorted({each.expected.language for each in judged}), "all"]:
        rows = [each for each in judged if language in ("all", each.expected.language)]
        halves = [score([each for each in rows if each.expected.held_out is held]) for held in (False, True)]
        print(f"{language:8} | {_line(halves[0]):37} | {_line(halves[1])}")
    print(
        "wrong: an actor was named where another or none is right; rows without a provision are not judged:"
    )
    print(f"missing {score(judged).missing} of {len(judged)}")


def _line(half: Score) -> str:
    shares = [("-" if share is None else f"{share:.3f}") for share in (half.strength, half.force, half.actor)]
    return f"{half.rows:5} {shares[0]:>8} {shares[1]:>6} {shares[2]:>6} {half.wrong_actors:6}"


def print_misses(judged: Sequence[Judged]) -> None:
    """List the misses of the half that the rules may be tuned on."""
    for each in judged:
        row = each.expected
        if not row.held_out and (each.strength is False or each.force is False or each.actor is False):
            wrong = [name for name in ("strength", "force", "actor") if getattr(each, name) is False]
            print(f"{row.path} {row.language} {row.eid}: {', '.join(wrong)}")


if __name__ == "__main__":
    sys.exit(main())
