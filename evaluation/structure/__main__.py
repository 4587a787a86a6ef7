"""``python -m evaluation.structure [FOLDER] [PART_OF_A_PATH]``: score the parser on the shared corpus."""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from corpus.errors import NarcordError
from evaluation.structure.score import GoldRow, Score, load_gold, overall, score_file
from evaluation.structure.spots import Spot, SpotScore, load_spots, score_spots
from ingest.readers import read
from ingest.structure import parse

DEFAULT_FOLDER = Path(__file__).parents[2].parent / "shared" / "corpus"
_SHOWN = 8  # numbers named per row

Placed = TypeVar("Placed", GoldRow, Spot)


def main(arguments: list[str]) -> int:
    """Print a line per row of the gold table and per document, the totals and every wrong spot check.

    Returns 0, 1 if a file could not be read, 2 if there is no such folder.
    """
    folder = Path(arguments[0]) if arguments else DEFAULT_FOLDER
    only = arguments[1] if len(arguments) > 1 else ""
    if not folder.is_dir():
        print(f"{folder} is no folder. Remedy: name the folder that holds INDEX.tsv.", file=sys.stderr)
        return 2
    rows = _by_path(row for row in load_gold() if only in row.path)
    spots = _by_path(spot for spot in load_spots() if only in spot.path)
    stated = _stated_languages(folder)
    scores: list[Score] = []
    checks: list[SpotScore] = []
    failed = 0
    print("found expected  P     R     F1    seconds  file")
    for path in sorted(rows.keys() | spots.keys()):
        begun = time.perf_counter()
        try:
            parts = parse(read(folder / path), stated.get(path))
        except NarcordError as error:
            print(f"failed: {path}: {error}")
            failed += 1
            continue
        seconds = time.perf_counter() - begun
        of_file = score_file(rows.get(path, []), parts)
        for score in of_file:
            print(_line(score, seconds))
            seconds = 0.0
        checked = score_spots(spots.get(path, []), parts)
        print(f"{'':15}{_rates(of_file)}  spots {_count(checked):>7}  {path}, the document")
        scores += of_file
        checks += checked
    _print_wrong(checks)
    perfect = sum(score.f1 == 1 for score in scores)
    precision, recall, f1 = overall(scores)
    print(
        f"\n{len(scores)} rows, {perfect} without a fault; "
        f"precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}\n"
        f"{len(checks)} spot checks, {_count(checks)} right "
        f"({sum(c.right for c in checks) / max(1, len(checks)):.4f})"
    )
    return 1 if failed else 0


def _by_path(items: Iterable[Placed]) -> dict[str, list[Placed]]:
    ordered = sorted(items, key=lambda item: item.path)
    return {path: list(group) for path, group in groupby(ordered, key=lambda item: item.path)}


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


def _rates(scores: Sequence[Score]) -> str:
    return " ".join(f"{rate:.3f}" for rate in overall(scores))


def _count(checks: Sequence[SpotScore]) -> str:
    return f"{sum(check.right for check in checks)}/{len(checks)}"


def _print_wrong(checks: Sequence[SpotScore]) -> None:
    wrong = [check for check in checks if not check.right]
    if wrong:
        print("\nwrong spot checks:")
    for check in wrong:
        spot = check.spot
        print(f"  {spot.path} {spot.language} {spot.eid}: {'; '.join(check.faults)}")


def _stated_languages(folder: Path) -> dict[str, str]:
    index = folder / "INDEX.tsv"
    if not index.is_file():
        return {}
    with index.open(encoding="utf-8", newline="") as stream:
        return {row["path"]: row["language"] for row in csv.DictReader(stream, delimiter="\t")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
