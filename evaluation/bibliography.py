"""``python -m evaluation.bibliography [FOLDER] [PART_OF_A_PATH]``: what files say of themselves.

Every file is read as if there were no manifest; its title, State and year as the program reads
them from the text are then held against the manifest's. Printed are the disagreements, then how
many are right, not told, and wrong. Titles are for reading: a manifest shortens and translates.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import NarcordError
from corpus.register import load_register
from ingest.bibliography import name_instrument
from ingest.instruments import UNKNOWN_JURISDICTION
from ingest.manifest import NAME, ManifestEntry, read_manifest
from ingest.readers import read
from ingest.structure import parse

DEFAULT_FOLDER = Path(__file__).parents[1].parent / "shared" / "corpus"


@dataclass(frozen=True, slots=True)
class Told:
    """What one file says of itself."""

    title: str
    jurisdiction: str
    year: int | None


def tell(path: Path) -> Told:
    """Read one file without a manifest."""
    source = read(path)
    register = {entry.instrument.id: entry for entry in load_register()}
    instrument, title, _ = name_instrument(source, parse(source), register, uri=path.name)
    return Told(title, instrument.jurisdiction, instrument.year)


def judge(told: object, truth: object, unknown: object) -> str:
    """Return ``right``, ``not told`` or ``wrong``."""
    if told == unknown:
        return "not told"
    return "right" if told == truth else "wrong"


def main(arguments: list[str]) -> int:
    """Print the table; 2 if there is no such folder or no manifest in it."""
    folder = Path(arguments[0]) if arguments else DEFAULT_FOLDER
    only = arguments[1] if len(arguments) > 1 else ""
    if not (folder / NAME).is_file():
        print(f"{folder} holds no {NAME}. Remedy: name a folder with a manifest.", file=sys.stderr)
        return 2
    manifest = read_manifest((folder / NAME).read_bytes())
    entries = {path: entry for path, entry in manifest.items() if only in path and (folder / path).is_file()}
    counts: dict[str, Counter[str]] = {"State": Counter(), "year": Counter()}
    for path, entry in entries.items():
        try:
            told = tell(folder / path)
        except NarcordError as error:
            print(f"failed: {path}: {error}")
            continue
        _score(entry, told, counts)
    for name, counted in counts.items():
        print(f"{name}: " + ", ".join(f"{counted[each]} {each}" for each in ("right", "not told", "wrong")))
    return 0


def _score(entry: ManifestEntry, told: Told, counts: dict[str, Counter[str]]) -> None:
    verdicts = {
        "State": judge(told.jurisdiction, entry.jurisdiction, UNKNOWN_JURISDICTION),
        "year": judge(told.year, entry.year, None),
    }
    for name, verdict in verdicts.items():
        counts[name][verdict] += 1
    faults = [f"{name} {verdict}" for name, verdict in verdicts.items() if verdict != "right"]
    print(f"{entry.path}: {told.title[:120]} ({told.jurisdiction}, {told.year}) {'; '.join(faults)}".rstrip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
