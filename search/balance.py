r"""Language balance: take the language out of the vectors, so that the meaning is left.

The vectors of an encoder lie in clouds by language, and a text is nearer to any text of its own
language than to its translation. Two remedies, each measured (``evaluation/balance.py``):

*Centring.* Subtract the mean vector of the language, bring back to length 1. Passages are centred
when an index is built, by means of the passages themselves; a query by the mean of queries of its
language, from parallel sentences for the bundled encoder (:mod:`search.fit.means`), for another
encoder from passages of each language encoded as queries.

The mean of a language with few passages is pulled towards what is known without them: with n
passages of mean m and the prior p, the mean is (n m + k p) / (n + k), k = 24. The prior is the mean
over all languages, moved by the difference that the parallel sentences show for the language. That
mean is itself pulled towards the parallel sentences' (towards nothing, for an encoder without them), so
that the one passage of a knowledge base is not its own mean.

*Calibration.* For each query, similarities within a language are turned into a sort of z-scores by a
sample of that language's passages kept with the index: what counts is how far a passage stands out
among the passages of its language. Only half of the language's mean is subtracted, and its variance is
mixed 7 : 3 with the mean variance of all languages: a full z-score punishes a language whose few
documents are all on the subject asked for.

Query means are moved half of the way that law lies from the news of the parallel sentences.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexMismatchError
from search.encoders.protocol import Vectors

MEANS_PATH = Path(__file__).parent / "data" / "language_means.npz"

SHRINKAGE = 24
ANCHORS = 192
# Fewer anchors than this say little of a language's spread; all languages' is then mixed in.
_ANCHOR_SHRINKAGE = 16
_SEED = 1988
# Measured on 240 article pairs in six directions, MRR in the mixed pool (evaluation/balance.py):
# centred 0.375, full z-scores 0.417, these shares 0.441; with query means moved half way to law
# 0.390, 0.471, 0.479; moved the whole way 0.393, 0.455, 0.466.
_OWN_MEAN = 0.5
_OWN_VARIANCE = 0.7
_TO_DOMAIN = 0.5
# Similarities of a centred query to passages vary by some 2 / dimension (1 / dimension if directions
# were random): what is assumed of a collection too small to tell.
_USUAL_VARIANCE = 2.0


@dataclass(frozen=True, slots=True)
class KnownMeans:
    """Mean vectors of languages from parallel sentences, for one encoder; rows by language."""

    languages: tuple[str, ...]
    queries: Vectors
    passages: Vectors


@dataclass(frozen=True, slots=True)
class LanguageBalance:
    """What an index knows of the languages in it.

    ``passage_means`` and ``query_means`` map languages to their means, ``""`` to the mean over all.
    ``anchors`` maps languages to centred passages, at most ``ANCHORS`` each.
    ``point_languages`` is the language of each point of the index, by its id.
    """

    passage_means: Mapping[str, Vectors]
    query_means: Mapping[str, Vectors]
    anchors: Mapping[str, Vectors]
    point_languages: NDArray[np.str_]

    def centre_passages(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """Passages without their languages' means; rows of length 1."""
        return _centre(vectors, languages, self.passage_means)

    def centre_queries(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """Queries without their languages' means; rows of length 1."""
        return _centre(vectors, languages, self.query_means)

    def calibrate(self, query: Vectors, languages: Sequence[str]) -> dict[str, tuple[float, float]]:
        """For each language what to subtract from similarities to a centred query, and to divide by."""
        pooled = {code: rows @ query for code, rows in self.anchors.items()}
        spread = [float(scores.var()) for scores in pooled.values() if len(scores) > 1]
        number = sum(len(scores) for scores in pooled.values())
        common = _shrink(np.mean(spread or [0.0]), number if spread else 0, _USUAL_VARIANCE / len(query))
        found: dict[str, tuple[float, float]] = {}
        for code in languages:
            scores = pooled.get(code, np.zeros(0, np.float32))
            # A language with few passages has no spread of its own to speak of.
            own = len(scores) / (len(scores) + _ANCHOR_SHRINKAGE)
            mean = own * float(scores.mean()) if len(scores) else 0.0
            share = _OWN_VARIANCE * own
            variance = share * (float(scores.var()) if len(scores) else 0.0) + (1 - share) * common
            found[code] = (_OWN_MEAN * mean, max(variance, 1e-8) ** 0.5)
        return found

    def to_bytes(self) -> bytes:
        """As an ``npz`` file."""
        arrays: dict[str, NDArray[np.floating[Any]]] = {}
        for kind, table in (("p", self.passage_means), ("q", self.query_means), ("a", self.anchors)):
            for code, rows in table.items():
                arrays[f"{kind}:{code}"] = np.asarray(rows, np.float16 if kind == "a" else np.float32)
        codes = sorted(set(self.point_languages.tolist()))
        numbers = {code: number for number, code in enumerate(codes)}
        points = np.array([numbers[code] for code in self.point_languages.tolist()], np.uint16)
        buffer = io.BytesIO()
        np.savez(buffer, allow_pickle=False, codes=np.array(codes, np.str_), points=points, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> LanguageBalance:
        """Read what :meth:`to_bytes` wrote.

        Raises:
            IndexMismatchError: it is something else.
        """
        tables: dict[str, dict[str, Vectors]] = {"p": {}, "q": {}, "a": {}}
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                points = arrays["codes"][arrays["points"]]
                for name in set(arrays.files) - {"codes", "points"}:
                    kind, _, code = name.partition(":")
                    tables[kind][code] = arrays[name]
        except (ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
            raise IndexMismatchError(
                "The search index's language statistics cannot be read.", remedy="Run: narcord index rebuild"
            ) from error
        # Widened once here, not for every query.
        anchors = {code: rows.astype(np.float32) for code, rows in tables["a"].items()}
        return cls(tables["p"], tables["q"], anchors, points)


def load_known_means(fingerprint: str) -> KnownMeans | None:
    """The means that ship for this encoder, None if none do."""
    if not MEANS_PATH.is_file():
        return None
    with np.load(MEANS_PATH, allow_pickle=False) as file:
        if str(file["fingerprint"]) != fingerprint:
            return None
        return KnownMeans(
            tuple(str(code) for code in file["languages"]),
            file["queries"].astype(np.float32),
            file["passages"].astype(np.float32),
        )


def measure_balance(
    vectors: Vectors, languages: Sequence[str], known: KnownMeans | None, query_samples: Mapping[str, Vectors]
) -> LanguageBalance:
    """The statistics of the passages of an index.

    ``query_samples`` are vectors of passages encoded as queries, by language: needed only where
    ``known`` is None.
    """
    codes = np.array(languages, np.str_)
    present = sorted(set(languages))
    raw = {code: vectors[codes == code].mean(axis=0, dtype=np.float64) for code in present}
    shared = (
        [] if known is None else [known.languages.index(code) for code in present if code in known.languages]
    )
    expected = (
        known.passages[shared].mean(axis=0) if known is not None and shared else np.zeros(vectors.shape[1])
    )
    overall = np.mean(list(raw.values()), axis=0) if raw else expected
    overall = _shrink(overall, len(vectors), expected)
    passage_means: dict[str, Vectors] = {"": overall.astype(np.float32)}
    for code in present:
        prior = overall + _difference(code, known, shared)
        passage_means[code] = _shrink(raw[code], int((codes == code).sum()), prior).astype(np.float32)
    if known is not None:
        query_means = {"": known.queries.mean(axis=0)}
        query_means |= dict(zip(known.languages, known.queries, strict=True))
        if shared:
            domain = np.mean([passage_means[known.languages[row]] for row in shared], axis=0)
            shift = _TO_DOMAIN * (domain - expected)
            query_means = {code: mean + shift for code, mean in query_means.items()}
    else:
        query_means = {code: rows.mean(axis=0) for code, rows in query_samples.items()}
        query_means[""] = np.mean(list(query_means.values()), axis=0) if query_means else passage_means[""]
    draft = LanguageBalance(passage_means, query_means, {}, codes)
    generator = np.random.default_rng(_SEED)
    anchors: dict[str, Vectors] = {}
    for code in present:
        rows = vectors[codes == code]
        chosen = np.sort(generator.permutation(len(rows))[:ANCHORS])
        anchors[code] = draft.centre_passages(rows[chosen], [code] * len(chosen))
    return LanguageBalance(passage_means, query_means, anchors, codes)


def _shrink(mean: Any, n: int, prior: Any) -> Any:
    """The mean of n observations, pulled towards what was expected; numbers or arrays."""
    return (n * mean + SHRINKAGE * prior) / (n + SHRINKAGE)


def _difference(code: str, known: KnownMeans | None, present: Sequence[int]) -> NDArray[np.float64]:
    """How far the language's mean lies from the mean over the languages present, by parallel text."""
    if known is None or code not in known.languages or not present:
        return np.zeros(1)
    difference: NDArray[np.float64] = known.passages[known.languages.index(code)].astype(np.float64)
    difference -= known.passages[list(present)].mean(axis=0)
    return difference


def _centre(vectors: Vectors, languages: Sequence[str], means: Mapping[str, Vectors]) -> Vectors:
    centred = np.array(vectors, np.float32)
    codes = np.array(languages)
    for code in set(languages):
        mean = means.get(code)
        if mean is None:
            mean = means.get(code.partition("-")[0], means[""])
        centred[codes == code] -= mean
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-12)
    return centred
