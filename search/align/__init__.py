"""Bring an encoder's languages together: ``narcord encoder align``.

What it learns from is in :mod:`search.align.meanings`, what may be used in :mod:`search.align.split`,
how it learns in :mod:`search.align.train`; what comes out is an alignment
(:mod:`search.encoders.deltas`) in the home, used from the next start. Any sentence-transformers model
can be aligned; of the bundled encoder an alignment ships, made by this very function.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.access import Access
from corpus.errors import UsageError
from corpus.progress import Report, silent
from corpus.settings import Settings
from corpus.store import Store
from search.align.meanings import Meaning, read_articles, read_legal_texts, read_parallel, read_terms
from search.align.split import Part
from search.encoders.deltas import place_of, write_alignment

LICENCE = "MIT, as the encoder's weights"


@dataclass(frozen=True, slots=True)
class AlignReport:
    """What a training did.

    ``before`` and ``after`` are the loss on texts kept for tuning, and how often, of all pairs of
    wordings there, something else of the batch was nearer than the counterpart. ``steps`` is 0 where
    only the language statistics were measured, or nothing was better than the encoder as it was.
    """

    encoder: str
    path: str
    meanings: Mapping[str, int]
    languages: int
    steps: int
    seconds: float
    before: float
    after: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def align(
    settings: Settings,
    store: Store,
    parallel: Path | None = None,
    minutes: float = 60.0,
    seed: int = 18,
    progress: Report = silent,
) -> AlignReport:
    """Train the configured encoder's alignment and put it into the home.

    ``parallel`` is a folder of line-aligned files (``NAME.LANGUAGE.txt``); with or without it, our
    own legal texts, the thesaurus, and aligned articles of the knowledge base are used, as far as the
    split allows. ``minutes`` bounds the training; 0 measures the language statistics alone. It stops
    earlier when the texts kept for tuning get no better, and keeps the best state. The index has to
    be rebuilt afterwards: it knows by the fingerprint.

    Raises:
        UsageError: the encoder has nothing that can be trained.
        ConfigurationError: the encoder or the parallel texts cannot be used.
    """
    if settings.encoder == "demo":
        raise UsageError("The demo encoder knows no meanings.", remedy="Set NARCORD_ENCODER to a real one.")
    if settings.encoder == "bare":
        raise UsageError(
            "The bare encoder is the bundled one without an alignment.",
            remedy="Unset NARCORD_ENCODER: what is trained is then used by the bundled encoder.",
        )
    from search.align import run

    began = time.monotonic()
    meanings = gather(store, parallel)
    subject = run.open_subject(settings)
    outcome = run.improve(subject, meanings, minutes * 60, seed, progress)
    arrays = run.measure_languages(subject, meanings[Part.TRAINING], seed, progress) | dict(outcome.deltas)
    counts = count_sources(meanings[Part.TRAINING])
    facts = {
        "base": subject.base,
        "encoder": settings.encoder,
        "licence": LICENCE,
        "seed": seed,
        "steps": outcome.steps,
        "minutes": round((time.monotonic() - began) / 60, 1),
        "meanings": counts,
        "parallel": parallel.name if parallel else None,
        "loss": [round(outcome.before, 4), round(outcome.after, 4)],
    }
    path = place_of(subject.base, settings.home / "encoders")
    write_alignment(path, arrays, facts)
    return AlignReport(
        settings.encoder, str(path), counts, len(arrays["languages"]), outcome.steps,
        round(time.monotonic() - began, 1), outcome.before, outcome.after,
    )  # fmt: skip


def gather(store: Store, parallel: Path | None) -> dict[Part, list[Meaning]]:
    """All meanings that may be trained or tuned on, by part."""
    access = Access.public()
    found = read_articles(store, access)
    for part, meanings in read_legal_texts().items():
        found[part] += meanings
    found[Part.TRAINING] += read_terms()
    if parallel is not None:
        for part, meanings in read_parallel(parallel).items():
            found[part] += meanings
    return {part: found[part] for part in (Part.TRAINING, Part.TUNING)}


def count_sources(meanings: list[Meaning]) -> dict[str, int]:
    """How many meanings there are of each source."""
    counts: dict[str, int] = {}
    for meaning in meanings:
        counts[meaning.source] = counts.get(meaning.source, 0) + 1
    return dict(sorted(counts.items()))
