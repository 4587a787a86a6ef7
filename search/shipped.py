"""Vectors that ship with the project: those of the register's abstracts, so that a first start encodes none.

``search/data/register_vectors.npz`` is written by ``python -m search.fit.register_vectors``: the fingerprint
of the bundled encoder; ``keys``, the first 64 bits of each text's SHA-256, ascending; ``vectors``, of shape
(texts, dimension), whole numbers from -127 to 127; ``scales``, by which each row is multiplied. A text that
is not there is encoded as usual, and so is everything for another encoder.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search.encoders.protocol import Vectors

PATH = Path(__file__).parent / "data" / "register_vectors.npz"


@dataclass(frozen=True, slots=True)
class Shipped:
    """The contents of the file."""

    fingerprint: str
    keys: npt.NDArray[np.uint64]
    vectors: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]


def key_of(hash: str) -> int:
    """Return the first 64 bits of a SHA-256 in hexadecimal digits."""
    return int(hash[:16], 16)


def pack(fingerprint: str, hashes: Iterable[str], vectors: Vectors) -> Shipped:
    """Return vectors as they ship, rounded to 255 steps between the extremes of each."""
    keys = np.array([key_of(each) for each in hashes], np.uint64)
    order = np.argsort(keys)
    scales = (np.abs(vectors).max(axis=1) / 127).astype(np.float32)
    rounded = np.rint(vectors / scales[:, None]).astype(np.int8)
    return Shipped(fingerprint, keys[order], rounded[order], scales[order])


@functools.cache
def load_shipped() -> Shipped:
    """Return what ships."""
    with np.load(PATH, allow_pickle=False) as data:
        return Shipped(str(data["fingerprint"]), data["keys"], data["vectors"], data["scales"])


def shipped_vectors(fingerprint: str, hashes: Iterable[str]) -> dict[str, Vectors]:
    """Return by hash the vectors that ship for these texts and the encoder of that fingerprint."""
    shipped = load_shipped()
    wanted = list(hashes)
    if fingerprint != shipped.fingerprint or not wanted or not len(shipped.keys):
        return {}
    asked = np.array([key_of(each) for each in wanted], np.uint64)
    places = np.searchsorted(shipped.keys, asked).clip(max=len(shipped.keys) - 1)
    return {
        hash: shipped.vectors[place].astype(np.float32) * shipped.scales[place]
        for hash, place, key in zip(wanted, places, asked, strict=True)
        if shipped.keys[place] == key
    }
