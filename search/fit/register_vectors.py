"""Encode the register's abstracts with the bundled encoder, for a first start without encoding.

    python -m search.fit.register_vectors [--cache FOLDER]

Run it whenever a register file changed; a test compares what ships with the register and with the encoder.
Prints how many there are, the size of the file, and the worst cosine between a vector and what ships of it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from corpus.register import register_bundles
from search.encoders.bundled import BundledEncoder
from search.passages import PassageText
from search.shipped import PATH, pack


def register_texts() -> dict[str, str]:
    """Return by hash what the encoder reads of the register: headings and abstracts."""
    texts = {}
    for bundle in register_bundles():
        for passage in bundle.passages:
            entry = PassageText(passage, bundle.document.text[passage.start : passage.end])
            texts[entry.hash] = entry.encoded
    return texts


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, default=Path(".narcord") / "encoders")
    encoder = BundledEncoder(parser.parse_args().cache, bulk=True)
    texts = register_texts()
    # By length: batches of like length are encoded faster.
    hashes = sorted(texts, key=lambda each: (-len(texts[each]), each))
    vectors = encoder.encode_passages([texts[each] for each in hashes])
    shipped = pack(encoder.fingerprint, hashes, vectors)
    np.savez(
        PATH,
        allow_pickle=False,
        fingerprint=np.array(shipped.fingerprint),
        keys=shipped.keys,
        vectors=shipped.vectors,
        scales=shipped.scales,
    )
    order = np.argsort(np.array([int(each[:16], 16) for each in hashes], np.uint64))
    back = shipped.vectors * shipped.scales[:, None]
    told = vectors[order]
    cosines = (back * told).sum(axis=1) / (np.linalg.norm(back, axis=1) * np.linalg.norm(told, axis=1))
    print(f"{len(hashes)} vectors, {PATH.stat().st_size / 1e6:.1f} MB, worst cosine {cosines.min():.5f}")


if __name__ == "__main__":
    main()
