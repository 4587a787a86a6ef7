"""BM25 alone, by bm25s (MIT), with three analyses of the text.

*As documented*: its own word pattern, English stop words and the English stemmer of its quick start.
*By language*: every passage with the stop words and the Snowball stemmer of its own language where there are
such, the query with those of its language. *Subwords*: the pieces of the encoder's own XLM-R tokenizer, as
the multilingual BM25 baseline of MTEB does it; needs no language at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluation.peers.material import Material, Question

Analyze = Callable[[Sequence[str], str], list[list[str]]]
"""Tokens of each text; all texts are in the language named."""

WORDS = r"(?u)\b\w\w+\b"
"""The word pattern of bm25s and of LlamaIndex, spelt out here since the latter asks for it."""

UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, kana, Han and Hangul, for a character class."""

WORDS_AND_SIGNS = rf"[^\W{UNSPACED}]+|[{UNSPACED}]"
"""Words, and single characters where a script has no spaces: nothing is lost of any language."""

STOPPED = frozenset(("en", "de", "nl", "fr", "es", "pt", "it", "ru", "sv", "no", "zh", "tr", "ko", "da"))
STEMMED = {
    "ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan", "da": "danish", "nl": "dutch",
    "en": "english", "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi",
    "hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "no": "norwegian", "nb": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "es": "spanish", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bm25s:
    """A bm25s index and the analysis that made it."""

    index: Any
    analyze: Analyze

    def search(self, question: Question, limit: int) -> list[int]:
        """Return passages that have a word of the query."""
        tokens = self.analyze([question.text], question.language)
        rows, scores = self.index.retrieve(
            tokens, k=min(limit, self.index.scores["num_docs"]), show_progress=False
        )
        return [int(row) for row, score in zip(rows[0], scores[0], strict=True) if score > 0]


def open_as_documented(material: Material) -> Bm25s:
    """Index with English stop words and the English stemmer."""
    return _build(material, _analyze_english)


def open_by_language(material: Material) -> Bm25s:
    """Index each passage by the rules of its language."""
    return _build(material, _analyze_by_language)


def open_subwords(material: Material) -> Bm25s:
    """Index the pieces of the encoder's tokenizer."""
    from search.encoders.packed import bundled_path, read_packed
    from search.encoders.unpack import build_tokenizer

    tokenizer = build_tokenizer(read_packed(bundled_path()))

    def analyze(texts: Sequence[str], language: str) -> list[list[str]]:
        lowered = [text.lower() for text in texts]
        encoded = tokenizer.encode_batch(lowered, add_special_tokens=False)
        pieces = ([token.replace("▁", "") for token in entry.tokens] for entry in encoded)
        return [[piece for piece in found if piece] for found in pieces]

    return _build(material, analyze)


def _build(material: Material, analyze: Analyze) -> Bm25s:
    import bm25s

    tokens: list[list[str]] = [[] for _ in material.texts]
    languages = np.array(material.languages)
    for language in sorted(set(material.languages)):
        rows = np.flatnonzero(languages == language).tolist()
        analyzed = analyze([material.texts[row] for row in rows], language)
        for row, found in zip(rows, analyzed, strict=True):
            tokens[row] = found
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    return Bm25s(index, analyze)


def _analyze_english(texts: Sequence[str], language: str) -> list[list[str]]:
    return _tokenize(texts, "en", "english", WORDS)


def _analyze_by_language(texts: Sequence[str], language: str) -> list[list[str]]:
    primary = language.partition("-")[0]
    stopped = primary if primary in STOPPED else None
    return _tokenize(texts, stopped, STEMMED.get(primary), WORDS_AND_SIGNS)


def _tokenize(
    texts: Sequence[str], stopwords: str | None, stemmer: str | None, pattern: str
) -> list[list[str]]:
    import bm25s
    import Stemmer

    found: list[list[str]] = bm25s.tokenize(
        list(texts),
        token_pattern=pattern,
        stopwords=stopwords,
        stemmer=Stemmer.Stemmer(stemmer) if stemmer else None,
        return_ids=False,
        show_progress=False,
    )
    return found
