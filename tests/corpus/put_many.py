"""Puts documents one after the other, as one of several processes: ``put_many.py URL NAME COUNT``."""

from __future__ import annotations

import sys

from corpus.store import Store
from tests.corpus.samples import make_bundle


def main(url: str, name: str, count: int) -> None:
    """Open the store (which may not exist yet), put ``count`` documents, and changed versions of them."""
    with Store.open(url) as store:
        for number in range(count):
            for version in ("first", "second"):
                text = f"Article 1\n1. The {version} of {name}."
                store.put(make_bundle((text,), source=f"{name}-{number}.txt"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
