"""``python -m evaluation.structure.anchor ANCHORS... [--folder CORPUS]``: add spot checks to ``spots.tsv``.

A spot check is made by reading. Take the independent text of a file (``--lines PATH`` prints it with
its line numbers and pages), decide where a provision begins and where it ends, and write an anchor:
a row of tab-separated cells in a file *outside* the repository, for the words of laws stay out of it:

``path  language  eid  label  page  first  first_at  last  last_at``

``first`` are the first words of the provision, its label included, and ``first_at`` says which of
their occurrences in the file is meant (1 is the first); ``last`` are its last words and ``last_at``
which of their occurrences after the beginning of ``first``. Only letters, marks and digits count, so
white space and punctuation need not be copied exactly. Rows that follow each other with the same
path, language and eId are stretches of one provision: end a stretch before a footnote, a page
number or a running header and begin the next after it. ``first`` of the form ``=1.`` with nothing in
``last`` stands for itself: a number which the format counts and does not write.

The rows of the table for the same path, language and eId are replaced.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from corpus.errors import UsageError
from evaluation.structure.extraction import Line, extract
from evaluation.structure.spots import SPOTS, Spot, load_spots, squeeze, take_print, write_spots

DEFAULT_FOLDER = Path(__file__).parents[2].parent / "shared" / "corpus"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of a provision, by its first and last words."""

    path: str
    language: str
    eid: str
    label: str
    page: str
    first: str
    first_at: int
    last: str
    last_at: int


def load_anchors(path: Path) -> list[Anchor]:
    """Read a file of anchors; lines that begin with ``#`` are remarks.

    Raises:
        UsageError: a row has not the nine cells, or a count is no number.
    """
    anchors = []
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(
            (line for line in stream if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
        )
        for row in rows:
            if not row:
                continue
            try:
                where, language, eid, label, page, first, first_at, last, last_at = row
                anchors.append(
                    Anchor(
                        where, language, eid, label, page, first, int(first_at or 1), last, int(last_at or 1)
                    )
                )
            except ValueError as error:
                raise UsageError(
                    f"{path}: {row!r} is no anchor.",
                    remedy="Write nine cells, as the module's docstring says.",
                ) from error
    return anchors


def make_spots(anchors: Iterable[Anchor], folder: Path) -> list[Spot]:
    """Return the spot of every provision that ``anchors`` describe in the files under ``folder``.

    Raises:
        UsageError: the words of an anchor do not occur as often as it says.
    """
    spots = []
    for path, of_file in groupby(anchors, key=lambda a: a.path):
        lines = extract(folder / path)
        for _, stretches in groupby(of_file, key=lambda a: (a.language, a.eid)):
            spots.append(_spot(list(stretches), lines))
    return spots


def _spot(stretches: Sequence[Anchor], lines: Sequence[Line]) -> Spot:
    letters = squeeze("\n".join(line.text for line in lines))
    head = stretches[0]
    text = "".join(_stretch(anchor, letters) for anchor in stretches)
    page = int(head.page) if head.page else None
    return Spot(head.path, head.language, head.eid, head.label, page, take_print(text))


def _stretch(anchor: Anchor, letters: str) -> str:
    if anchor.first.startswith("=") and not anchor.last:
        return squeeze(anchor.first)
    begin = _find(squeeze(anchor.first), anchor.first_at, letters, 0, anchor)
    last = squeeze(anchor.last)
    end = _find(last, anchor.last_at, letters, begin, anchor) + len(last)
    return letters[begin:end]


def _find(words: str, count: int, letters: str, start: int, anchor: Anchor) -> int:
    at = start - 1
    for _ in range(count):
        at = letters.find(words, at + 1) if words else -1
        if at < 0:
            raise UsageError(
                f"{anchor.path}, {anchor.eid}: the words of an anchor are not found {count} times.",
                remedy="Print the file with --lines and copy the words from there.",
            )
    return at


def main(arguments: Sequence[str]) -> int:
    """Add the spots of the files named to the table, or print the lines of a source file."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.structure.anchor")
    parser.add_argument("anchors", nargs="*", type=Path)
    parser.add_argument("--folder", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--table", type=Path, default=SPOTS)
    parser.add_argument("--lines", metavar="PATH", help="print the independent text of this file instead")
    options = parser.parse_args(arguments)
    if options.lines:
        for number, line in enumerate(extract(options.folder / options.lines), start=1):
            print(number, line.page or "", line.text, sep="\t")
        return 0
    try:
        made = make_spots([a for path in options.anchors for a in load_anchors(path)], options.folder)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    kept = (
        {(s.path, s.language, s.eid): s for s in load_spots(options.table)} if options.table.is_file() else {}
    )
    write_spots((kept | {(s.path, s.language, s.eid): s for s in made}).values(), options.table)
    print(f"{len(made)} spots made of {len(options.anchors)} files of anchors")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
