"""Compute the mean vector of each language, as queries and as passages, for the bundled encoder.

    python -m search.fit.means ../shared/parallel

The same sentences in every language, so that what differs between two means is the language and not
the subject. Written in float16 to ``search/data/language_means.npz``: the fingerprint, the languages,
``queries`` and ``passages``, each of shape (languages, dimension), and ``likeness``, of shape (languages,
languages): the mean cosine between a sentence as a query in one language (row) and its translation as
a passage in another (column), both centred. Only means are kept: of the
sentences themselves (NTREX-128, see the licence beside them) nothing can be read from the file.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import numpy as np

from search.align.meanings import LANGUAGE_CODES
from search.balance import MEANS_PATH, describe_languages
from search.encoders.bundled import BundledEncoder
from search.encoders.protocol import Vectors

SEED = 20_240_607
SENTENCES = 120


def compute_means(folder: Path, cache: Path) -> dict[str, np.ndarray]:
    """The contents of the file, from the folder of parallel sentences."""
    encoder = BundledEncoder(cache, bulk=True, aligned=False)
    texts = {
        ours: (folder / f"ntrex.{theirs}.txt").read_text(encoding="utf-8").splitlines()
        for theirs, ours in LANGUAGE_CODES.items()
    }
    chosen = sorted(random.Random(SEED).sample(range(min(map(len, texts.values()))), SENTENCES))
    asked: list[Vectors] = []
    told: list[Vectors] = []
    for language in sorted(texts):
        sample = [texts[language][number] for number in chosen]
        asked.append(encoder.encode_queries(sample))
        told.append(encoder.encode_passages(sample))
        print(language, file=sys.stderr, flush=True)
    return {
        "fingerprint": np.array(encoder.fingerprint),
        **describe_languages(sorted(texts), asked, told),
    }


def main() -> None:
    """Read the folder named on the command line and write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(".narcord") / "encoders")
    arguments = parser.parse_args()
    np.savez(MEANS_PATH, allow_pickle=False, **compute_means(arguments.folder, arguments.cache))


if __name__ == "__main__":
    main()
