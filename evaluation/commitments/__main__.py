"""Print how well commitments are read: ``python -m evaluation.commitments [--corpus DIR] [--misses]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.commitments.parts import (
    PARTS,
    ExpectedParts,
    JudgedPart,
    PartScore,
    judge_parts,
    read_gold_parts,
    score_parts,
)
from evaluation.commitments.score import Expected, Judged, Score, judge, read_gold, score
from ingest.commitments import read_commitments
from ingest.manifest import read_manifest
from ingest.readers import read_bytes
from ingest.structure import parse

_TESTED = ["en", "ru"]  # languages whose rules for parts are tested
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
    judged, parts = judge_corpus(options.corpus, read_gold(), read_gold_parts())
    print_scores(judged)
    print_part_scores(parts)
    if options.misses:
        print_misses(judged)
        print_part_misses(parts)
    return 0


def judge_corpus(
    corpus: Path, gold: Sequence[Expected], gold_parts: Sequence[ExpectedParts] = ()
) -> tuple[list[Judged], list[JudgedPart]]:
    """Read every document that the gold tables name and judge their rows."""
    manifest = read_manifest((corpus / "INDEX.tsv").read_bytes())
    judged: list[Judged] = []
    judged_parts: list[JudgedPart] = []
    for path in sorted({row.path for row in gold} | {row.path for row in gold_parts}):
        rows = [row for row in gold if row.path == path]
        part_rows = [row for row in gold_parts if row.path == path]
        source = read_bytes((corpus / path).read_bytes(), path.rsplit("/", 1)[-1])
        entry = manifest.get(path)
        for part in parse(source, entry.language if entry else None):
            mine = [row for row in rows if row.language == part.language]
            my_parts = [row for row in part_rows if row.language == part.language]
            if mine or my_parts:
                commitments = read_commitments(part.text, part.provisions, part.language)
                judged += judge(mine, part.text, part.provisions, commitments)
                judged_parts += judge_parts(my_parts, part.text, part.provisions, commitments)
    return judged, judged_parts


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


def print_part_scores(judged: Sequence[JudgedPart]) -> None:
    """Print a line per part, language and half; English and Russian, whose rules are tested, come first."""
    if not judged:
        return
    print()
    head = " rows  due given  exact overlap   prec  touch recall"
    print(f"{'part':8} {'language':8} {'half':8} {head}")
    languages = sorted({each.row.language for each in judged} - set(_TESTED))
    groups = [
        ("en, ru", _TESTED),
        ("others", languages),
        *((code, [code]) for code in (*_TESTED, *languages)),
    ]
    for part in PARTS:
        for name, codes in groups:
            for held, half in ((False, "tuned"), (True, "held out")):
                rows = [
                    each
                    for each in judged
                    if each.part == part and each.row.language in codes and each.row.held_out is held
                ]
                print(f"{part:8} {name:8} {half:8} {_part_line(score_parts(rows))}")
    print("exact: rightly nothing counts too; prec, touch: of the spans given, those exactly right and those")
    print(
        "that overlap a right one by half (F1 of characters); recall: of the spans due, those found exactly"
    )


def _part_line(found: PartScore) -> str:
    shares = [
        "-" if share is None else f"{share:.3f}"
        for share in (found.exact, found.overlap, found.precision, found.touching, found.recall)
    ]
    numbers = f"{found.rows:5} {found.due:4} {found.given:5}"
    return f"{numbers} {shares[0]:>6} {shares[1]:>7} {shares[2]:>6} {shares[3]:>6} {shares[4]:>6}"


def print_part_misses(judged: Sequence[JudgedPart]) -> None:
    """List the parts of the tuned half that are not exactly right."""
    for each in judged:
        if not each.row.held_out and not each.exact:
            print(f"{each.row.path} {each.row.language} {each.row.eid}: {each.part} {each.overlap:.2f}")


if __name__ == "__main__":
    sys.exit(main())
