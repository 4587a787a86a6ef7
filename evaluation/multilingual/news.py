"""The same sentence in 37 languages: are its versions nearer to each other than to all else?

The sentences are those of the documents of NTREX that are kept out of all training
(:mod:`search.align.split`). Each in turn asks the pool of all others, in all languages; of the
nearest R, R being the number of its counterparts, the share that are counterparts is its R-precision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.progress import Report, silent
from search.align.meanings import Length, Meaning, read_parallel
from search.align.split import Part
from search.balance import KnownMeans, LanguageBalance
from search.encoders import Encoder, Vectors

# Similarities of so many texts to all others at a time.
_LOT = 256


@dataclass(frozen=True, slots=True)
class NewsScores:
    """R-precision by language: of the encoder as it is, and centred by what is known of its languages."""

    sentences: int
    plain: dict[str, float]
    centred: dict[str, float] | None


def measure_news(
    encoder: Encoder, known: KnownMeans | None, parallel: Path, progress: Report = silent
) -> NewsScores:
    """Measure the kept-out sentences of a folder of parallel files."""
    sentences = read_parallel(parallel)[Part.HELD_OUT]
    owners, languages, texts = _flatten(sentences)
    vectors = encoder.encode_passages(texts, progress)
    centred = None
    if known is not None:
        means = dict(zip(known.languages, known.passages, strict=True))
        balance = LanguageBalance(
            means | {"": known.passages.mean(axis=0)}, {}, {}, np.array([], np.str_), {}
        )
        centred = score(balance.centre_passages(vectors, languages), owners, languages)
    return NewsScores(len(sentences), score(vectors, owners, languages), centred)


def _flatten(sentences: Sequence[Meaning]) -> tuple[list[int], list[str], list[str]]:
    rows = [
        (number, language, sentence.texts[language, Length.TEXT])
        for number, sentence in enumerate(sentences)
        for language in sentence.languages()
    ]
    owners, languages, texts = zip(*rows, strict=True)
    return list(owners), list(languages), list(texts)


def score(vectors: Vectors, owners: Sequence[int], languages: Sequence[str]) -> dict[str, float]:
    """Mean R-precision by the language that asks.

    >>> rows = np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1]], np.float32)
    >>> score(rows, [0, 0, 1, 1], ["en", "ru", "en", "ru"])
    {'en': 1.0, 'ru': 1.0}
    """
    meaning = np.array(owners)
    found: dict[str, list[float]] = {}
    for start in range(0, len(vectors), _LOT):
        similar = vectors[start : start + _LOT] @ vectors.T
        for row, at in zip(similar, range(start, start + len(similar)), strict=True):
            row[at] = -np.inf
            counterparts = int((meaning == meaning[at]).sum()) - 1
            nearest = np.argpartition(-row, counterparts)[:counterparts]
            share = float((meaning[nearest] == meaning[at]).mean()) if counterparts else 0.0
            found.setdefault(languages[at], []).append(share)
    return {language: float(np.mean(shares)) for language, shares in sorted(found.items())}
