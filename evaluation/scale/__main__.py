"""``python -m evaluation.scale --passages 1000 100000 1000000 [--folder DIR] [--json FILE]``.

Generates that many passages, builds our embedded index of them, and asks it in a process of its own.
``--folder`` keeps the indexes (a million passages take some 5 GB) and takes those that are there.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from evaluation.scale.measuring import Measured, measure
from evaluation.scale.tables import describe


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.scale", description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where indexes are kept; usually nowhere")
    parser.add_argument("--json", type=Path, help="a file for all figures")
    options = parser.parse_args(arguments)
    if min(options.passages) < 1:
        print("A collection has at least one passage. Remedy: give larger numbers.", file=sys.stderr)
        return 2
    found: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="narcord-scale-") as scratch:
        for count in sorted(options.passages):
            print(f"{count} passages", file=sys.stderr, flush=True)
            found.append(measure(count, (options.folder or Path(scratch)) / str(count)))
    print(describe(found))
    if options.json is not None:
        options.json.write_text(json.dumps([asdict(each) for each in found], indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
