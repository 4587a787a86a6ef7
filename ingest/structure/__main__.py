"""``python -m ingest.structure FILE...`` prints the provisions of files as a tree, and what was left out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from ingest.readers import read
from ingest.source import SourceText
from ingest.structure import ParsedText, parse

_WIDTH = 60


def outline(part: ParsedText) -> Iterator[str]:
    """Yield a line per provision: its eId, label and heading, the beginning of its own words."""
    depths: dict[str | None, int] = {None: -1}
    for provision in part.provisions:
        depth = depths[provision.eid] = depths[provision.parent] + 1
        words = part.text[provision.start : provision.end][:_WIDTH].replace("\n", " / ")
        title = f" [{provision.heading}]" if provision.heading else ""
        yield f"{'  ' * depth}{provision.eid}{title} {words}"


def untraced(source: SourceText, parts: list[ParsedText]) -> Iterator[str]:
    """Yield the blocks of which no version holds a word: running headers, footers and page numbers."""
    kept = {piece.block for part in parts for piece in part.trace}
    yield from (block.text for place, block in enumerate(source.blocks) if place not in kept)


def main(arguments: list[str]) -> int:
    """Print what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ingest.structure", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--language", help="what the catalogue says (BCP 47, several joined by +)")
    parser.add_argument(
        "--brief", action="store_true", help="only counts, and eIds that are not unique by themselves"
    )
    chosen = parser.parse_args(arguments)
    for path in chosen.files:
        source = read(path)
        parts = parse(source, chosen.language)
        for part in parts:
            doubled = [p.eid for p in part.provisions if "-dup" in p.eid]
            sys.stdout.write(
                f"{path} {part.language}: {len(part.provisions)} provisions, {len(doubled)} doubled\n"
            )
            for line in doubled if chosen.brief else outline(part):
                sys.stdout.write(f"  {line}\n")
        left = list(untraced(source, parts))
        sys.stdout.write(f"  {len(left)} blocks in no version\n")
        for text in [] if chosen.brief else left:
            sys.stdout.write(f"    {text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
