"""How completely the documents of a folder are read: a line per document, and totals.

``python -m evaluation.quality [FOLDER] [PART_OF_A_PATH]`` reads every file that INDEX.tsv names and
prints the state, the coverage and the doubts of its quality reports (:mod:`ingest.quality`); with
``--list N`` also the longest stretches that are in no provision.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import NarcordError
from corpus.model import QualityReport, QualityState
from ingest.limits import DEFAULT_LIMITS
from ingest.quality import LEAST_COVERAGE, assess, rate_languages, read_raw
from ingest.readers import load, read_bytes
from ingest.structure import parse

DEFAULT_FOLDER = Path(__file__).parents[1].parent / "shared" / "corpus"


@dataclass(frozen=True, slots=True)
class Read:
    """The report of one language version, or why there is none."""

    path: str
    language: str
    report: QualityReport | None
    seconds: float = 0.0
    failure: str = ""


def read_folder(folder: Path, only: str = "") -> Iterator[Read]:
    """Read the files that the INDEX.tsv of ``folder`` names and whose path holds ``only``."""
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter="\t") if only in row["path"]]
    for row in rows:
        try:
            data = load(folder / row["path"])
            source = read_bytes(data, Path(row["path"]).name, DEFAULT_LIMITS)
            parts = parse(source, row["language"])
            begun = time.perf_counter()
            parts = [rate_languages(source, part, row["language"]) for part in parts]
            reports = assess(source, parts, read_raw(data, source), row["language"].split("+"))
            took = time.perf_counter() - begun
        except NarcordError as error:
            yield Read(row["path"], row["language"], None, failure=str(error))
            continue
        for part, report in zip(parts, reports, strict=True):
            yield Read(row["path"], part.language, report, took / len(parts))


def total(found: Sequence[Read]) -> str:
    """Return the totals in words."""
    reports = [read.report for read in found if read.report is not None]
    whole = sum(report.characters - report.furniture for report in reports)
    kept = sum(report.kept for report in reports)
    states = Counter(report.state for report in reports)
    short = sum(report.coverage < LEAST_COVERAGE for report in reports)
    doubts = Counter(doubt.code.value for report in reports for doubt in report.doubts)
    return (
        f"{len(reports)} documents: {states[QualityState.READY]} ready, "
        f"{states[QualityState.ATTENTION]} need attention, {len(found) - len(reports)} failed\n"
        f"{kept:,} of {whole:,} characters kept ({kept / whole if whole else 1:.5f}); "
        f"{short} documents below {LEAST_COVERAGE}\n"
        f"doubts: {', '.join(f'{count} {code}' for code, count in doubts.most_common()) or 'none'}\n"
        f"{sum(read.seconds for read in found):.1f} s for the reports"
    )


def _line(read: Read) -> str:
    if read.report is None:
        return f"{'failed':15}         {read.language:7} {read.path}: {read.failure}"
    counts = Counter(doubt.code.value for doubt in read.report.doubts)
    doubts = ", ".join(f"{count} {code}" for code, count in counts.items())
    shown = f"{read.report.state.value:15} {read.report.coverage:.5f} {read.language:7} {read.path}"
    return f"{shown}  {doubts}".rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the lines and the totals; 1 if a file failed."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.quality", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("only", nargs="?", default="", help="part of the paths to read")
    parser.add_argument(
        "--list", type=int, default=0, dest="most", help="doubts and losses to print per file"
    )
    options = parser.parse_args(arguments)
    if not (options.folder / "INDEX.tsv").is_file():
        print(f"{options.folder} has no INDEX.tsv. Remedy: name a folder that has one.", file=sys.stderr)
        return 2
    found = []
    for read in read_folder(options.folder, options.only):
        found.append(read)
        print(_line(read), flush=True)
        if read.report is not None:
            for doubt in read.report.doubts[: options.most]:
                page = f" p. {doubt.page}" if doubt.page else ""
                print(f"    {doubt.code.value}{page}: {doubt.detail}")
            for entry in read.report.left_out[: options.most]:
                print(f"    {entry.reason.value} {entry.characters}: {entry.text[:120]}")
    print(f"\n{total(found)}")
    return 1 if any(read.report is None for read in found) else 0


if __name__ == "__main__":
    sys.exit(main())
