"""Put a home's alignment of the bundled encoder where it ships.

    NARCORD_HOME=DIR narcord ingest ../shared/corpus
    NARCORD_HOME=DIR narcord encoder align --parallel ../shared/parallel --minutes 60
    python -m search.fit.alignment --home DIR

Written to ``search/data/alignment.npz``; docs/encoders.md has the table that justified it.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from corpus.settings import Settings
from search.encoders.deltas import SHIPPED, place_of, read_alignment
from search.encoders.packed import bundled_path, hash_file


def main() -> None:
    """Copy the file and print what is known of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    settings = Settings.load(home=arguments.home)
    own = read_alignment(place_of(hash_file(bundled_path()), settings.home / "encoders"))
    shutil.copyfile(own.path, SHIPPED)
    for name, fact in own.facts.items():
        print(f"{name:10} {fact}")


if __name__ == "__main__":
    main()
