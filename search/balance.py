r"""Language balance: take the language out of the vectors, so that the meaning is left.

The vectors of an encoder lie in clouds by language, and a text is nearer to any text of its own
language than to its translation. Two remedies, each measured (``evaluation/multilingual``):

*Centring.* Subtract the mean vector of the language, bring back to length 1. Passages are centred
when an index is built, by means of the passages themselves; a query by the mean of queries of its
language, from parallel texts for an aligned encoder (:mod:`search.align`), for any other
encoder from passages of each language encoded as queries.

The mean of a language with few passages is pulled towards what is known without them: with n
passages of mean m and the prior p, the mean is (n m + k p) / (n + k), k = 24. The prior is the mean
over all languages, moved by the difference that the parallel sentences show for the language. That
mean is itself pulled towards the parallel sentences' (towards nothing, for an encoder without them), so
that the one passage of a knowledge base is not its own mean.

*Calibration.* Even so a text and its translation are less alike than a text and itself: 0.6 to 0.7
for English queries, 0.9 within English. The parallel sentences tell how much less for each pair of
languages, and similarities are divided by that: what counts is how near a passage is, of what its
language can reach. For an encoder without parallel sentences, or a query in a language that they do not
have, similarities within a language are turned into a sort of z-scores by a sample of that language's
passages kept with the index. Only half of the language's mean is then subtracted, and its variance is
mixed 7 : 3 with the mean variance of all languages: a full z-score punishes a language whose few
documents are all on the subject asked for.

Query means are moved half of the way that law lies from the news of the parallel sentences.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexMismatchError
from search.encoders.protocol import Encoder, Vectors

MEANS_PATH = Path(__file__).parent / "data" / "language_means.npz"

SHRINKAGE = 24
ANCHORS = 192
# Fewer anchors than this say little of a language's spread; all languages' is then mixed in.
_ANCHOR_SHRINKAGE = 16
_SEED = 1988
# Measured on 420 article pairs in twelve directions, 21,335 passages in 20 languages in one pool, MRR and
# recall at 10, before evaluation/multilingual: centred 0.297, 0.638; z-scores in part, as here, 0.377, 0.655;
# full z-scores 0.372, 0.629; divided by likeness 0.460, 0.767 (both, one after the other: less).
# Query means not moved, or moved the whole way, lose some 0.02 (240 pairs, smaller pool).
_OWN_MEAN = 0.5
_OWN_VARIANCE = 0.7
_TO_DOMAIN = 0.5
# Similarities of a centred query to passages vary by some 2 / dimension (1 / dimension if directions
# were random): what is assumed of a collection too small to tell.
_USUAL_VARIANCE = 2.0


@dataclass(frozen=True, slots=True)
class KnownMeans:
    """What parallel sentences say of languages, for one encoder; rows by language.

    ``likeness`` has a row per query language and a column per passage language
    (:mod:`search.fit.means`).
    """

    languages: tuple[str, ...]
    queries: Vectors
    passages: Vectors
    likeness: Vectors


@dataclass(frozen=True, slots=True)
class LanguageBalance:
    """What an index knows of the languages in it.

    ``passage_means`` and ``query_means`` map languages to their means, ``""`` to the mean over all.
    ``anchors`` maps languages to centred passages, at most ``ANCHORS`` each.
    ``point_languages`` is the language of each point of the index, by its id. ``likeness`` maps a
    query's language and a passage's to how alike translations between them are (``""``: any other
    language, ``"="``: the same one); empty where that is not known. ``asked_in`` is the language of
    the query at hand. ``point_sizes`` is how much each point says (:func:`search.passages.measure_size`),
    ``point_roles`` what it is for (:class:`search.roles.Role`), by its id.
    """

    passage_means: Mapping[str, Vectors]
    query_means: Mapping[str, Vectors]
    anchors: Mapping[str, Vectors]
    point_languages: NDArray[np.str_]
    likeness: Mapping[tuple[str, str], float]
    asked_in: str = ""
    point_sizes: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    point_roles: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))

    def asked(self, language: str) -> LanguageBalance:
        """The same, for queries in ``language``."""
        return replace(self, asked_in=language)

    def centre_passages(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """Passages without their languages' means; rows of length 1."""
        return _centre(vectors, languages, self.passage_means)

    def centre_queries(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """Queries without their languages' means; rows of length 1."""
        return _centre(vectors, languages, self.query_means)

    def calibrate(self, query: Vectors, languages: Sequence[str]) -> dict[str, tuple[float, float]]:
        """For each language what to subtract from similarities to a centred query, and to divide by.

        The results are in standard deviations of similarity, so that they can be compared between
        queries too.
        """
        if not self.likeness:
            return self.measure_spread(query, languages)
        spread = self._common_spread({code: rows @ query for code, rows in self.anchors.items()}, len(query))
        unit = spread / self.likeness["", ""]
        return {code: (0.0, unit * self._expect(code)) for code in languages}

    def measure_spread(self, query: Vectors, languages: Sequence[str]) -> dict[str, tuple[float, float]]:
        """Per language the usual similarity to a centred query, and its deviation, in part."""
        pooled = {code: rows @ query for code, rows in self.anchors.items()}
        common = self._common_spread(pooled, len(query)) ** 2
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

    def closeness(self, similarity: float, language: str) -> float:
        """A similarity to something in ``language`` as a share of what a translation reaches, 0 to 1.

        Where nothing is known of translations it is the similarity itself.
        """
        expected = self._expect(language) if self.likeness else 1.0
        return min(1.0, max(0.0, similarity / expected))

    def _expect(self, told: str) -> float:
        """How alike a query and its translation into ``told`` are expected to be."""
        asked = self.asked_in
        keys = (
            [(asked, told), ("=", "=")]
            if asked == told
            else [(asked, told), (asked, ""), ("", told), ("", "")]
        )
        return next(self.likeness[key] for key in keys if key in self.likeness)

    def _common_spread(self, pooled: Mapping[str, Vectors], dimension: int) -> float:
        """The deviation of similarities to a query, on average over languages."""
        spread = [float(scores.var()) for scores in pooled.values() if len(scores) > 1]
        number = sum(len(scores) for scores in pooled.values()) if spread else 0
        variance = float(_shrink(np.mean(spread or [0.0]), number, _USUAL_VARIANCE / dimension))
        return float(np.sqrt(max(variance, 1e-8)))

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
        np.savez(
            buffer,
            allow_pickle=False,
            codes=np.array(codes, np.str_),
            points=points,
            sizes=self.point_sizes.astype(np.float32),
            roles=self.point_roles.astype(np.uint8),
            pairs=np.array(list(self.likeness), np.str_).reshape(-1, 2),
            likeness=np.array(list(self.likeness.values()), np.float32),
            **arrays,
        )
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
                sizes, roles = arrays["sizes"], arrays["roles"]
                pairs = [(str(asked), str(told)) for asked, told in arrays["pairs"]]
                likeness = dict(zip(pairs, arrays["likeness"].tolist(), strict=True))
                for name in set(arrays.files) - {"codes", "points", "sizes", "roles", "pairs", "likeness"}:
                    kind, _, code = name.partition(":")
                    tables[kind][code] = arrays[name]
        except (ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
            raise IndexMismatchError(
                "The search index's language statistics cannot be read.", remedy="Run: narcord index rebuild"
            ) from error
        # Widened once here, not for every query.
        anchors = {code: rows.astype(np.float32) for code, rows in tables["a"].items()}
        return cls(tables["p"], tables["q"], anchors, points, likeness, point_sizes=sizes, point_roles=roles)


def load_known_means(encoder: Encoder) -> KnownMeans | None:
    """The means that the encoder's alignment brings, or that ship for it as it is; None for others."""
    if encoder.alignment is not None and encoder.alignment.statistics:
        return _to_means(encoder.alignment.statistics)
    with np.load(MEANS_PATH, allow_pickle=False) as file:
        return _to_means(file) if str(file["fingerprint"]) == encoder.fingerprint else None


def _to_means(arrays: Mapping[str, NDArray[Any]]) -> KnownMeans:
    return KnownMeans(
        tuple(str(code) for code in arrays["languages"]),
        arrays["queries"].astype(np.float32),
        arrays["passages"].astype(np.float32),
        arrays["likeness"].astype(np.float32),
    )


def describe_languages(
    languages: Sequence[str], queries: Sequence[Vectors], passages: Sequence[Vectors]
) -> dict[str, NDArray[Any]]:
    """What :class:`KnownMeans` holds, as arrays for a file, in float16.

    ``queries`` and ``passages`` are, language by language, vectors of the same meanings in the same
    order: likeness is the mean similarity of a centred query to the centred passage of its meaning.
    """
    means = [np.stack([rows.mean(axis=0) for rows in part]) for part in (queries, passages)]
    asked, told = (
        [_unit(rows - mean) for rows, mean in zip(part, own, strict=True)]
        for part, own in zip((queries, passages), means, strict=True)
    )
    likeness = [[float((one * other).sum(axis=1).mean()) for other in told] for one in asked]
    return {
        "languages": np.array(languages),
        "queries": means[0].astype(np.float16),
        "passages": means[1].astype(np.float16),
        "likeness": np.array(likeness, np.float16),
    }


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
    draft = LanguageBalance(passage_means, query_means, {}, codes, {})
    generator = np.random.default_rng(_SEED)
    anchors: dict[str, Vectors] = {}
    for code in present:
        rows = vectors[codes == code]
        chosen = np.sort(generator.permutation(len(rows))[:ANCHORS])
        anchors[code] = draft.centre_passages(rows[chosen], [code] * len(chosen))
    return replace(draft, anchors=anchors, likeness=_name_likeness(known, present))


def _name_likeness(known: KnownMeans | None, present: Sequence[str]) -> dict[tuple[str, str], float]:
    """How alike translations are, from every known language to those present and to any other."""
    found: dict[tuple[str, str], float] = {}
    if known is None:
        return found
    apart = ~np.eye(len(known.languages), dtype=bool)
    found["=", "="] = float(known.likeness[~apart].mean())
    found["", ""] = float(known.likeness[apart].mean())
    for row, asked in enumerate(known.languages):
        found[asked, ""] = float(known.likeness[row, apart[row]].mean())
        if asked in present:
            found["", asked] = float(known.likeness[apart[:, row], row].mean())
        for told in present:
            if told in known.languages:
                found[asked, told] = float(known.likeness[row, known.languages.index(told)])
    return found


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
    return _unit(centred)


def _unit(rows: Vectors) -> Vectors:
    scaled: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return scaled
