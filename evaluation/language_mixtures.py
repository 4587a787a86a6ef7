"""Language identification in mixed documents: never worse than for each paragraph alone.

Documents are made of parallel sentences (:mod:`evaluation.language_benchmark`): two to four languages
take turns at random, among them those that are easily taken for each other. The same paragraphs are
identified alone and in their document. The reliability table sets the stated confidence
against how often the answer was right.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.language import Identified, identify

# Languages of one script that are close, or that share texts in one country.
GROUPS: tuple[tuple[str, ...], ...] = (
    ("kk", "ky", "ru"),
    ("kk", "ru"),
    ("tg", "ru"),
    ("uk", "ru"),
    ("mn", "kk", "ru"),
    ("tr", "az"),
    ("tr", "az", "tk", "uz"),
    ("id", "ms"),
    ("id", "ms", "en"),
    ("fil", "en"),
    ("zh", "zh-Hant", "ja"),
    ("zh", "ja", "ko"),
    ("fa", "ps", "ar"),
    ("fa", "ar", "ur"),
    ("hi", "ne"),
    ("th", "lo"),
    ("my", "km", "th", "en"),
    ("en", "fr", "es", "de"),
    ("en", "vi"),
    ("he", "ar"),
)
PARAGRAPHS = 40
BINS = (0.0, 0.5, 0.7, 0.9, 0.95, 0.99, 1.0000001)


@dataclass(frozen=True, slots=True)
class Mixture:
    """Accuracy over the paragraphs of documents in ``languages``: each alone, and in its document."""

    languages: tuple[str, ...]
    unit: str
    paragraphs: int
    alone: float
    mixed: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidence is at least ``low``: how many, their mean confidence, how many were right."""

    low: float
    count: int
    confidence: float
    accuracy: float


Judged = tuple[str, Identified]
"""The true language of a paragraph, and what was found."""


def mix(
    texts: Mapping[str, Sequence[str]], languages: Sequence[str], chance: random.Random
) -> list[tuple[str, str]]:
    """Return a document: (language, paragraph) pairs, the language changing after one to three of them."""
    document: list[tuple[str, str]] = []
    language = chance.choice(languages)
    while len(document) < PARAGRAPHS:
        for _ in range(chance.randint(1, 3)):
            document.append((language, chance.choice(texts[language])))
        language = chance.choice([code for code in languages if code != language])
    return document


def measure(
    texts: Mapping[str, Sequence[str]], unit: str, documents: int = 5, seed: int = 1
) -> tuple[list[Mixture], list[Judged], list[Judged]]:
    """Return a row per group, and all judged paragraphs, alone and in their documents."""
    chance = random.Random(seed)
    rows: list[Mixture] = []
    alone_all: list[Judged] = []
    mixed_all: list[Judged] = []
    known = [group for group in GROUPS if all(code in texts for code in group)]
    most = min(4, len(texts))
    others = [
        tuple(chance.sample(sorted(texts), chance.randint(2, most))) for _ in range(10 if most > 1 else 0)
    ]
    for group in [*known, *others]:
        alone: list[Judged] = []
        mixed: list[Judged] = []
        for _ in range(documents):
            document = mix(texts, group, chance)
            mixed += zip((code for code, _ in document), identify([t for _, t in document]), strict=True)
            alone += [(code, identify([text])[0]) for code, text in document]
        rows.append(Mixture(group, unit, len(alone), accuracy(alone), accuracy(mixed)))
        alone_all += alone
        mixed_all += mixed
    return rows, alone_all, mixed_all


def accuracy(judged: Sequence[Judged]) -> float:
    """Return the share of right answers, 1 where there are none."""
    return sum(true == found.language for true, found in judged) / len(judged) if judged else 1.0


def reliability(judged: Sequence[Judged]) -> list[Bin]:
    """Set the stated confidence against the share of right answers, in bins of confidence."""
    bins = []
    for low, high in pairwise(BINS):
        inside = [(true, found) for true, found in judged if low <= found.confidence < high]
        if inside:
            mean = sum(found.confidence for _, found in inside) / len(inside)
            bins.append(Bin(low, len(inside), mean, accuracy(inside)))
    return bins
