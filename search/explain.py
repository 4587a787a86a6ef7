"""Why a provision was found: the words, the concepts, the sentence, and the parts of its score."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from corpus.thesaurus import Concept, Match, find_concepts, once_each
from search.asking.concepts import name_concepts
from search.balance import LanguageBalance
from search.candidates import weigh_rarity
from search.encoders.protocol import Encoder, Vectors
from search.index import Generation
from search.passages import hash_text
from search.sentences import gather, split_sentences
from search.words.keywords import analyze_query, analyzer, highlight, merge_spans, weigh
from search.words.lexicon import Lexicon

Span = tuple[int, int]

MOST_SENTENCES = 12
"""Stretches of a hit that are compared with the query; each takes the small engine 10 to 60 ms."""
_KEPT = 4_096


@dataclass(frozen=True, slots=True)
class WordReason:
    """A word of the query (``query[start:end]``) that the hit has.

    ``spans`` are where it stands in the hit's text. Without any it stands only in the headings or the
    title above. ``share`` (0 to 1) is its part of what the words count, by its rarity.
    """

    text: str
    start: int
    end: int
    spans: tuple[Span, ...]
    share: float

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "spans": [list(span) for span in self.spans],
            "share": round(self.share, 4),
        }


@dataclass(frozen=True, slots=True)
class ConceptReason:
    """A concept of the thesaurus that query and hit name, each in its own language.

    ``asked`` is the query's term, ``found`` the first of the hit's, at ``spans`` of its text. ``narrower``
    says that the hit's is a kind of what was asked for: acetic anhydride, where that was precursors.
    """

    id: str
    asked: str
    found: str
    spans: tuple[Span, ...]
    narrower: bool = False

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "id": self.id,
            "asked": self.asked,
            "found": self.found,
            "spans": [list(span) for span in self.spans],
            "narrower": self.narrower,
        }


@dataclass(frozen=True, slots=True)
class SentenceReason:
    """The stretch of the hit's text that is nearest to the query in meaning.

    ``similarity`` is the cosine of the centred vectors, ``closeness`` what that is of the similarity of a
    translation (:meth:`search.balance.LanguageBalance.closeness`).
    """

    start: int
    end: int
    similarity: float
    closeness: float

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "start": self.start,
            "end": self.end,
            "similarity": round(self.similarity, 4),
            "closeness": round(self.closeness, 4),
        }


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons for a hit; spans are of the hit's text, in order.

    ``parts`` are those of the score (:func:`describe_parts`).
    """

    words: tuple[WordReason, ...] = ()
    concepts: tuple[ConceptReason, ...] = ()
    sentence: SentenceReason | None = None
    parts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "words": [word.to_json() for word in self.words],
            "concepts": [concept.to_json() for concept in self.concepts],
            "sentence": self.sentence.to_json() if self.sentence else None,
            "parts": {name: dict(group) for name, group in self.parts.items()},
        }


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the query: the terms that it can stand for, and how rare they are."""

    start: int
    end: int
    terms: frozenset[int]
    rarity: float


@dataclass(frozen=True, slots=True)
class Question:
    """What is the same for all hits of a query; get it from :func:`ask`."""

    text: str
    language: str
    words: tuple[_Word, ...]
    concepts: tuple[Match, ...]
    vector: Vectors | None
    balance: LanguageBalance


class SentenceVectors:
    """Encodes sentences as passages, and keeps the vectors of the last few thousand.

    Safe to use from several threads. Vectors are kept as the encoder gives them.
    """

    def __init__(self, encoder: Callable[[], Encoder], kept: int = _KEPT) -> None:
        self._encoder = encoder
        self._most = kept
        self._kept: OrderedDict[tuple[str, str], Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """One row per sentence."""
        encoder = self._encoder()
        keys = [(encoder.fingerprint, hash_text(sentence)) for sentence in sentences]
        with self._lock:
            missing = {
                key: sentence for key, sentence in zip(keys, sentences, strict=True) if key not in self._kept
            }
            if missing:
                self._kept.update(zip(missing, encoder.encode_passages(list(missing.values())), strict=True))
            rows = np.stack([self._kept[key] for key in keys])
            for key in keys:
                self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return rows


def ask(
    text: str,
    language: str,
    vector: Vectors | None,
    generation: Generation,
    balance: LanguageBalance,
    lexicon: Lexicon | None = None,
) -> Question:
    """Prepare to explain the hits of a query in an index.

    ``vector`` is the query's, centred, of shape (dimension,), None in keyword mode. With the index's
    ``lexicon`` words that differ by accents alone are reasons, too.
    """
    languages = generation.manifest.languages
    words = []
    for token in analyzer(language).tokens(text):
        for terms in analyze_query(text[token.start : token.end], language, languages, lexicon):
            words.append(_Word(token.start, token.end, terms, weigh_rarity(generation, terms)))
    return Question(
        text,
        language,
        tuple(words),
        once_each(name_concepts(text, language)),
        vector,
        balance.asked(language),
    )


def explain(
    question: Question,
    text: str,
    language: str,
    sentences: SentenceVectors,
    *,
    headings: str = "",
    parts: Mapping[str, float] | None = None,
) -> Why:
    """Why a hit with this text was found.

    ``headings`` are the words above it that count for it as well, ``parts`` its
    :attr:`search.ranking.Ranked.parts`.
    """
    return Why(
        _match_words(question, text, language, headings),
        _match_concepts(question, text, language),
        find_sentence(question, text, language, sentences),
        describe_parts(parts or {}),
    )


def find_sentence(
    question: Question, text: str, language: str, sentences: SentenceVectors
) -> SentenceReason | None:
    """The sentence nearest to the query, None in keyword mode or where there is no word."""
    spans = gather(split_sentences(text), MOST_SENTENCES)
    if question.vector is None or not spans:
        return None
    rows = sentences.encode([text[start:end] for start, end in spans])
    scores = question.balance.centre_passages(rows, [language] * len(spans)) @ question.vector
    best = int(np.argmax(scores))
    similarity = float(scores[best])
    return SentenceReason(*spans[best], similarity, question.balance.closeness(similarity, language))


def describe_parts(parts: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """The parts of a score by name, each with its points and its share of all that speak for the hit.

    Ranks go with what they rank, BM25's own score with the words.

    >>> describe_parts({"semantic": 3.0, "keyword": 1.0, "short": -0.5, "semantic_rank": 2.0})
    ... # doctest: +NORMALIZE_WHITESPACE
    {'semantic': {'points': 3.0, 'share': 0.75, 'rank': 2}, 'keyword': {'points': 1.0, 'share': 0.25},
     'short': {'points': -0.5, 'share': 0.0}}
    """
    told = {name: value for name, value in parts.items() if not name.endswith("_rank") and name != "bm25"}
    whole = sum(value for value in told.values() if value > 0) or 1.0
    found: dict[str, dict[str, float]] = {
        name: {"points": round(value, 4), "share": round(max(0.0, value) / whole, 4)}
        for name, value in told.items()
        # What ranks at all is told even where it gives nothing.
        if value or f"{name}_rank" in parts
    }
    for name, group in found.items():
        if rank := int(parts.get(f"{name}_rank", 0)):
            group["rank"] = rank
    if "keyword" in found and "bm25" in parts:
        found["keyword"]["bm25"] = round(parts["bm25"], 4)
    return found


def _match_words(question: Question, text: str, language: str, headings: str) -> tuple[WordReason, ...]:
    """The query's words that the hit has; pairs of characters that overlap in the query are one word."""
    matched: list[tuple[Span, list[Span], float]] = []
    for word in question.words:
        spans = highlight(text, language, word.terms)
        number = len(spans) or len(highlight(headings, language, word.terms))
        if not number:
            continue
        weight = word.rarity * weigh(number)
        if matched and word.start < matched[-1][0][1]:
            (start, _), before, so_far = matched[-1]
            matched[-1] = ((start, word.end), [*before, *spans], so_far + weight)
        else:
            matched.append(((word.start, word.end), spans, weight))
    whole = sum(weight for _, _, weight in matched) or 1.0
    return tuple(
        WordReason(question.text[start:end], start, end, tuple(merge_spans(spans)), weight / whole)
        for (start, end), spans, weight in matched
    )


def _match_concepts(question: Question, text: str, language: str) -> tuple[ConceptReason, ...]:
    there: dict[str, list[Match]] = {}
    for match in find_concepts(text, language):
        there.setdefault(match.concept.id, []).append(match)
    found: dict[str, ConceptReason] = {}
    for asked in question.concepts:
        said = question.text[asked.start : asked.end]
        for matches in there.values():
            concept = matches[0].concept
            if concept.id in found or not _answers(asked.concept, concept):
                continue
            spans = tuple((match.start, match.end) for match in matches)
            term = text[spans[0][0] : spans[0][1]]
            narrower = concept.id != asked.concept.id
            found[concept.id] = ConceptReason(concept.id, said, term, spans, narrower)
    return tuple(found.values())


def _answers(asked: Concept, told: Concept) -> bool:
    return told.id == asked.id or asked.id in told.broader
