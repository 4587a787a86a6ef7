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
from search.balance import MEANS_PATH
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
    means: dict[str, list[Vectors]] = {"queries": [], "passages": []}
    centred: dict[str, list[Vectors]] = {"queries": [], "passages": []}
    for language, lines in sorted(texts.items()):
        sample = [lines[number] for number in chosen]
        for name, rows in (
            ("queries", encoder.encode_queries(sample)),
            ("passages", encoder.encode_passages(sample)),
        ):
            mean = rows.mean(axis=0)
            means[name].append(mean)
            centred[name].append((rows - mean) / np.linalg.norm(rows - mean, axis=1, keepdims=True))
        print(language, file=sys.stderr, flush=True)
    likeness = np.array(
        [[(asked * told).sum(axis=1).mean() for told in centred["passages"]] for asked in centred["queries"]]
    )
    return {
        "fingerprint": np.array(encoder.fingerprint),
        "languages": np.array(sorted(texts)),
        "likeness": likeness.astype(np.float16),
        **{name: np.stack(rows).astype(np.float16) for name, rows in means.items()},
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
