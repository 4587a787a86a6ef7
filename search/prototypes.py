"""What each area of cooperation looks like to the encoder."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from corpus.areas import Area
from corpus.store import Store
from search.balance import LanguageBalance
from search.encoders.protocol import Encoder, Vectors

# A handful of terms read together say more than one alone, and fit the encoder's window.
_TERMS_PER_TEXT = 8


def describe_area(area: Area) -> list[tuple[str, str]]:
    """Texts that stand for an area, each with its language: label with scope note, and its terms."""
    texts = [
        (code, f"{label}. {area.scope[code]}" if code in area.scope else label)
        for code, label in area.labels.items()
    ]
    for code, terms in area.terms.items():
        texts += [
            (code, ", ".join(terms[start : start + _TERMS_PER_TEXT]))
            for start in range(0, len(terms), _TERMS_PER_TEXT)
        ]
    return texts


def embed_areas(store: Store, encoder: Encoder, balance: LanguageBalance, areas: Sequence[Area]) -> Vectors:
    """One direction per area, shape (areas, dimension): the mean of its centred texts, of length 1.

    Each language counts the same, however many texts it has. Vectors of the texts are kept in the
    store like those of passages, so that they are encoded once.
    """
    texts = [(number, code, text) for number, area in enumerate(areas) for code, text in describe_area(area)]
    keys = [hashlib.sha256(text.encode()).hexdigest() for _, _, text in texts]
    known = dict(store.vectors(encoder.fingerprint, keys))
    missing = {key: text for key, (_, _, text) in zip(keys, texts, strict=True) if key not in known}
    if missing:
        new = dict(zip(missing, encoder.encode_passages(list(missing.values())), strict=True))
        store.put_vectors(encoder.fingerprint, new)
        known |= new
    rows = np.stack([known[key] for key in keys])
    centred = balance.centre_passages(rows, [code for _, code, _ in texts])
    by_language: defaultdict[tuple[int, str], list[Vectors]] = defaultdict(list)
    for (number, code, _), row in zip(texts, centred, strict=True):
        by_language[number, code].append(row)
    directions = np.zeros((len(areas), rows.shape[1]), np.float32)
    for (number, _), found in sorted(by_language.items()):
        mean = np.mean(found, axis=0)
        directions[number] += mean / max(float(np.linalg.norm(mean)), 1e-12)
    directions /= np.maximum(np.linalg.norm(directions, axis=1, keepdims=True), 1e-12)
    return directions
