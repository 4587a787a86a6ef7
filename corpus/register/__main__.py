"""Check register files: ``python -m corpus.register [FILE...]`` (all of the shipped ones by default)."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.errors import RegisterError
from corpus.register import load_file, load_register


def main(arguments: list[str]) -> int:
    """Print what each file holds, or the first error in it; return the exit code."""
    failed = False
    try:
        entries = [load_file(Path(name)) for name in arguments] or load_register()
        for entry in entries:
            abstracts = sum(1 for provision in entry.provisions if provision.abstracts)
            print(f"{entry.file}: {len(entry.provisions)} provisions, {abstracts} abstracts")
    except RegisterError as error:
        print(error, file=sys.stderr)
        failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
