"""``python -m evaluation.structure [FOLDER] [PART_OF_A_PATH]``: score the parser on the shared corpus."""

from __future__ import annotations

import csv
import sys
import time
from itertools import groupby
from pathlib import Path

from corpus.errors import NarcordError
from evaluation.structure.score import Score, load_gold, overall, score_file
from ingest.readers import read
from ingest.structure import parse

DEFAULT_FOLDER = Path(__file__).parents[2].parent / "shared" / "corpus"
_SHOWN = 8  # numbers named per row


def main(arguments: list[str]) -> int:
    """Print a line per row of the gold table, then the totals; 1 if a file could not be read."""
    folder = Path(arguments[0]) if arguments else DEFAULT_FOLDER
    only = arguments[1] if len(arguments) > 1 else ""
    if not folder.is_dir():
        print(f"{folder} is no folder. Remedy: name the folder that holds INDEX.tsv.", file=sys.stderr)
        return 2
    stated = _stated_languages(folder)
    scores: list[Score] = []
    failed = 0
    rows = sorted((row for row in load_gold() if only in row.path), key=lambda row: row.path)
    print("found expected  P     R     F1    seconds  file")
    for path, group in groupby(rows, key=lambda row: row.path):
        begun = time.perf_counter()
        try:
            parts = parse(read(folder / path), stated.get(path))
        except NarcordError as error:
            print(f"failed: {path}: {error}")
            failed += 1
            continue
        seconds = time.perf_counter() - begun
        for score in score_file(group, parts):
            print(_line(score, seconds))
            scores.append(score)
            seconds = 0.0
    precision, recall, f1 = overall(scores)
    perfect = sum(score.f1 == 1 for score in scores)
    print(
        f"\n{len(scores)} rows, {perfect} without a fault; "
        f"precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}"
    )
    return 1 if failed else 0


def _line(score: Score, seconds: float) -> str:
    row = score.row
    name = " ".join(part for part in (row.path, row.language, row.container, row.unit.value) if part)
    found = len(score.right) + len(score.extra)
    rates = f"{score.precision:.3f} {score.recall:.3f} {score.f1:.3f}"
    line = f"{found:5} {len(row.expected):8}  {rates} {seconds:7.2f}  {name}"
    for word, numbers in (("missing", score.missing), ("extra", score.extra)):
        if numbers:
            shown = sorted(numbers)[:_SHOWN]
            line += f"  {word}: {' '.join(shown)}{' ...' if len(numbers) > _SHOWN else ''}"
    return line


def _stated_languages(folder: Path) -> dict[str, str]:
    index = folder / "INDEX.tsv"
    if not index.is_file():
        return {}
    with index.open(encoding="utf-8", newline="") as stream:
        return {row["path"]: row["language"] for row in csv.DictReader(stream, delimiter="\t")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
