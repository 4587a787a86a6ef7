"""Check register files: ``python -m corpus.register [FILE...]`` (all of the shipped ones by default)."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.errors import RegisterError
from corpus.register import INSTRUMENTS, load_file, load_folder


def main(arguments: list[str]) -> int:
    """Print what each file holds, or the first error in it; return the exit code."""
    failed = False
    for path in [Path(name) for name in arguments] or sorted(INSTRUMENTS.glob("*.yaml")):
        try:
            entry = load_file(path)
        except RegisterError as error:
            print(error, file=sys.stderr)
            failed = True
            continue
        abstracts = sum(1 for provision in entry.provisions if provision.abstracts)
        languages = ", ".join(entry.languages)
        print(f"{entry.file}: {len(entry.provisions)} provisions, {abstracts} abstracts ({languages})")
    if not arguments and not failed:
        try:
            load_folder(INSTRUMENTS)  # what no file can tell alone
        except RegisterError as error:
            print(error, file=sys.stderr)
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
