"""One language alone: does a heading find its article among the articles of its language?

Key words against a long text, both as a statute has them, without any judgement by us: what an
encoder trained across languages loses first. Headings ask that are kept out of all training; the pool
holds the articles, without their headings, of the tuning and the held-out part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import stats

from corpus.access import Access
from corpus.progress import Report, silent
from corpus.store import Store
from search.align.meanings import Length, read_articles
from search.align.split import Part
from search.encoders import Encoder

LEAST = 10
"""Languages with fewer headings say too little to be listed."""
_SEED = 18
_RESAMPLES = 9_999


@dataclass(frozen=True, slots=True)
class Asked:
    """A heading (``text``) that asks for the article at ``answer`` of its language's pool."""

    text: str
    answer: int


@dataclass(frozen=True, slots=True)
class Pool:
    """The articles of a language and the headings that ask for them."""

    articles: tuple[str, ...]
    asked: tuple[Asked, ...]


def read_pools(store: Store, access: Access, part: Part = Part.HELD_OUT) -> dict[str, Pool]:
    """A pool for each language that has headings enough; ``part`` is whose headings ask."""
    articles: dict[str, list[str]] = {}
    asked: dict[str, list[Asked]] = {}
    for where, meanings in read_articles(store, access, kept_out_languages=True).items():
        if where is Part.TRAINING:
            continue
        for meaning in meanings:
            for language in meaning.languages():
                pool = articles.setdefault(language, [])
                pool.append(meaning.texts[language, Length.TEXT])
                heading = meaning.texts.get((language, Length.KEYWORDS))
                if heading and where is part:
                    asked.setdefault(language, []).append(Asked(heading, len(pool) - 1))
    return {
        language: Pool(tuple(articles[language]), tuple(found))
        for language, found in sorted(asked.items())
        if len(found) >= LEAST
    }


def measure_pools(
    encoder: Encoder, pools: Mapping[str, Pool], progress: Report = silent
) -> dict[str, list[float]]:
    """The reciprocal rank of every heading's article, by language."""
    found = {}
    for number, (language, pool) in enumerate(pools.items(), start=1):
        articles = encoder.encode_passages(pool.articles)
        similar = encoder.encode_queries([asked.text for asked in pool.asked]) @ articles.T
        right = similar[np.arange(len(pool.asked)), [asked.answer for asked in pool.asked]]
        found[language] = (1 / (1 + (similar > right[:, None]).sum(axis=1))).tolist()
        progress("one language", number, len(pools))
    return found


def differ(before: list[float], after: list[float]) -> float:
    """How likely a difference of means like this is by chance: paired randomisation, two-sided.

    >>> differ([0.5, 1.0], [0.5, 1.0])
    1.0
    """
    differences = np.array(after) - np.array(before)
    if not differences.any():
        return 1.0
    result = stats.permutation_test(
        (differences,),
        np.mean,
        permutation_type="samples",
        n_resamples=_RESAMPLES,
        rng=np.random.default_rng(_SEED),
    )
    return float(result.pvalue)
