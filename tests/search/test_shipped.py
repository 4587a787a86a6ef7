"""Vectors that ship are those of the register and the bundled encoder, and only theirs."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from search.encoders.bundled import BundledEncoder
from search.fit.register_vectors import register_texts
from search.shipped import Shipped, load_shipped, pack, shipped_vectors

REMEDY = "run: python -m search.fit.register_vectors"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return register_texts()


def test_every_abstract_has_one_and_no_other_text_has(texts: dict[str, str]) -> None:
    shipped = load_shipped()
    found = shipped_vectors(shipped.fingerprint, texts)
    assert set(found) == set(texts), REMEDY
    assert len(shipped.keys) == len(texts), REMEDY


def test_they_are_what_the_bundled_encoder_gives(texts: dict[str, str], tmp_path: Path) -> None:
    encoder = BundledEncoder(tmp_path, bulk=False)
    assert load_shipped().fingerprint == encoder.fingerprint, REMEDY
    chosen = random.Random(7).sample(sorted(texts), 12)
    found = shipped_vectors(encoder.fingerprint, chosen)
    for hash, told in zip(chosen, encoder.encode_passages([texts[each] for each in chosen]), strict=True):
        cosine = float(found[hash] @ told / (np.linalg.norm(found[hash]) * np.linalg.norm(told)))
        assert cosine > 0.999, texts[hash]


def test_another_encoder_and_another_text_get_none(texts: dict[str, str]) -> None:
    fingerprint = load_shipped().fingerprint
    assert shipped_vectors("another", texts) == {}
    assert shipped_vectors(fingerprint, ["0" * 64, "f" * 64]) == {}
    assert shipped_vectors(fingerprint, []) == {}


def test_packing_keeps_directions_and_finds_by_hash() -> None:
    vectors = np.random.default_rng(3).normal(size=(5, 16)).astype(np.float32)
    packed = pack("x", [f"{number:064x}"[::-1] for number in (5, 1, 4, 2, 3)], vectors)
    assert isinstance(packed, Shipped)
    assert list(packed.keys) == sorted(packed.keys)
    back = packed.vectors * packed.scales[:, None]
    order = np.argsort([5, 1, 4, 2, 3])
    told = vectors[order] / np.linalg.norm(vectors[order], axis=1, keepdims=True)
    assert ((back / np.linalg.norm(back, axis=1, keepdims=True)) * told).sum(axis=1).min() > 0.999
