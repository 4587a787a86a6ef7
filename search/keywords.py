r"""Keyword analysis: what counts as the same word, in every language we serve.

A text becomes tokens with their places in it; a token is folded (NFKC, lower case, letter variants,
digits), stop words of the language are dropped, and Qdrant's BM25 stems it and turns it into a
dimension of a sparse vector. Term frequencies are weighted here, rarity (IDF) by the index. One
analysis serves both index adapters, queries and highlights.

Scripts written without spaces, and Korean, whose particles cling to the words, are cut into
overlapping pairs of characters; traditional, simplified and Japanese forms of a character count as one.
Measured on 400 known-item queries per language over the statutes
of the shared corpus, two fragments of 4 to 8 characters (Thai 8 to 20) cut at random places, MRR of
the line they come from: pairs 0.87 zh, 0.92 zh-Hant, 0.63 ja, 0.77 th; the words of Qdrant's
``multilingual`` tokenizer 0.74, 0.89, 0.47, 0.41, as it leaves Thai nearly whole and segments
Japanese differently in different surroundings. (Random cuts favour pairs.)
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex
from qdrant_edge import (
    Bm25,
    Bm25Config,
    DisabledStemmer,
    Language,
    SnowballLanguage,
    SnowballParams,
    StopwordsSet,
    TokenizerType,
)

# Raise it with any change to the terms of a text: it is part of what an index must match.
RULES = "terms-4"

# Groups of Han characters that are variants of one, made by search/fit/han.py.
VARIANTS_PATH = Path(__file__).parent / "data" / "han_variants.txt"

# BM25's usual constants; the length is the mean of passages of the shared corpus, in terms.
_K, _B, _MEAN_LENGTH = 1.2, 0.75, 80.0

# Language (its primary subtag): the stemmer and the stop words that the engine has for it.
# Malay takes Indonesian's stop words, which are the same words.
_STEMMERS = {
    "ar": SnowballLanguage.Arabic, "hy": SnowballLanguage.Armenian, "da": SnowballLanguage.Danish,
    "nl": SnowballLanguage.Dutch, "en": SnowballLanguage.English, "fi": SnowballLanguage.Finnish,
    "fr": SnowballLanguage.French, "de": SnowballLanguage.German, "el": SnowballLanguage.Greek,
    "hu": SnowballLanguage.Hungarian, "it": SnowballLanguage.Italian, "no": SnowballLanguage.Norwegian,
    "nb": SnowballLanguage.Norwegian, "pt": SnowballLanguage.Portuguese, "ro": SnowballLanguage.Romanian,
    "ru": SnowballLanguage.Russian, "es": SnowballLanguage.Spanish, "sv": SnowballLanguage.Swedish,
    "ta": SnowballLanguage.Tamil, "tr": SnowballLanguage.Turkish,
}  # fmt: skip
_STOPWORDS = {
    "ar": Language.Arabic, "az": Language.Azerbaijani, "bn": Language.Bengali, "ca": Language.Catalan,
    "da": Language.Danish, "nl": Language.Dutch, "en": Language.English, "fi": Language.Finnish,
    "fr": Language.French, "de": Language.German, "el": Language.Greek, "he": Language.Hebrew,
    "hu": Language.Hungarian, "id": Language.Indonesian, "ms": Language.Indonesian, "it": Language.Italian,
    "kk": Language.Kazakh, "ne": Language.Nepali, "no": Language.Norwegian, "nb": Language.Norwegian,
    "pt": Language.Portuguese, "ro": Language.Romanian, "ru": Language.Russian, "es": Language.Spanish,
    "sv": Language.Swedish, "tg": Language.Tajik, "tr": Language.Turkish,
}  # fmt: skip

# Inflecting languages for which the engine has no stemmer: words are cut to their first letters.
# Measured on 666 NTREX sentences per language that ask for the other sentences of their news report,
# precision in the first ten, whole words / cut to 6: kk 0.213 / 0.269, ky 0.205 / 0.261, uz 0.219 /
# 0.283, az 0.236 / 0.298, tk 0.249 / 0.303, mn 0.239 / 0.281, tg 0.242 / 0.285, uk 0.227 / 0.273,
# bn 0.230 / 0.277, ne 0.229 / 0.289, si 0.213 / 0.257; Russian 0.225, stemmed 0.290. Four letters
# reach 0.01 more, but throw together words that a jurist keeps apart. Not better for fa, ur, ps, hi,
# he, vi, id, ms, fil. Czech by analogy with Ukrainian.
_CUT = dict.fromkeys(("kk", "ky", "uz", "az", "tk", "mn", "tg", "uk", "bn", "ne", "si", "cs"), 6)

# Languages that write an apostrophe inside a word (oʻzbek, об'єкт), and the signs they write it with.
_APOSTROPHE_LANGUAGES = {"uz", "uk", "be"}
_APOSTROPHES = "'`´ʹʻʼʽ‘’‛"
# Languages whose capital I is not the capital of i.
_DOTLESS = {"tr": "ı", "az": "ı"}

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Hangul}"
_CHUNK = regex.compile(
    # A run of an unspaced script with its marks: ห้อง, 禁毒法, 마약류의.
    rf"(?P<run>[{_UNSPACED}](?:[{_UNSPACED}\p{{M}}\u200b-\u200d])*)"
    # Any other word or number, joiners inside it included: ١٢, 12bis, می‌شود.
    rf"|(?P<word>(?:(?![{_UNSPACED}])[\p{{L}}\p{{N}}])(?:(?![{_UNSPACED}])[\p{{L}}\p{{N}}\p{{M}}\u200b-\u200d\u00ad])*)"
)
_APOSTROPHE_INSIDE = regex.compile(rf"(?<=\p{{L}})[{_APOSTROPHES}](?=\p{{L}})")
_CLUSTER = regex.compile(r"\X")
_INVISIBLE = regex.compile(r"[\u00ad\u0640\u200b-\u200f\u2060\ufeff]|\p{Default_Ignorable_Code_Point}")
_ARABIC_MARKS = regex.compile(r"[\u064b-\u065f\u0670\u06d6-\u06ed]")
# Letters that Arabic, Persian, Urdu, Pashto and their keyboards write in more than one way.
_ARABIC_VARIANTS = str.maketrans("أإآٱىیېئؤکڪةۀہھە", "اااايييءوككههههه")
_NO_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)
_QUOTED = regex.compile(r"[\"“”„«»「」『』]([^\"“”„«»「」『』]+)[\"“”„«»「」『』]")


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:end]`` counts as ``term``: folded, cut where there is no stemmer, not yet stemmed."""

    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class SparseTerms:
    """A sparse vector: dimensions, ascending, and their weights."""

    indices: tuple[int, ...]
    values: tuple[float, ...]

    def joined(self, others: Mapping[int, float]) -> SparseTerms:
        """The same with further dimensions."""
        both = dict(zip(self.indices, self.values, strict=True)) | dict(others)
        return SparseTerms(tuple(sorted(both)), tuple(both[index] for index in sorted(both)))


class Analyzer:
    """The analysis of one language; get it from :func:`analyzer`."""

    def __init__(self, language: str) -> None:
        self.language = language
        primary = language.partition("-")[0]
        self._joins_apostrophes = primary in _APOSTROPHE_LANGUAGES
        self._dotless = _DOTLESS.get(primary)
        self._cut = _CUT.get(primary)
        stemmer = _STEMMERS.get(primary)
        stopwords = _STOPWORDS.get(primary)
        self._model = Bm25(
            Bm25Config(
                k=_K,
                b=_B,
                avg_len=_MEAN_LENGTH,
                tokenizer=TokenizerType.Whitespace,
                stopwords=StopwordsSet(custom=set()),
                stemmer=SnowballParams(stemmer) if stemmer is not None else DisabledStemmer(),
            )
        )
        # Stop words are looked up before letters are folded, in the spelling of the lists.
        self._stop = Bm25(
            Bm25Config(
                tokenizer=TokenizerType.Whitespace,
                stopwords=stopwords if stopwords is not None else StopwordsSet(custom=set()),
                stemmer=DisabledStemmer(),
            )
        )
        # A text has few different words: with these, highlights and indexing take a third of the time.
        self._word = functools.lru_cache(maxsize=100_000)(self._fold_word)
        self._whole = functools.lru_cache(maxsize=100_000)(self._fold_any)
        self._pair = functools.lru_cache(maxsize=100_000)(self._fold_pair)
        self._index = functools.lru_cache(maxsize=200_000)(self._embed_term)

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text in order, stop words left out; pairs of characters overlap."""
        return self._tokens(text, self._word)

    def _tokens(self, text: str, fold: Callable[[str], str]) -> Iterator[Token]:
        for match in _CHUNK.finditer(self._join(text)):
            start, end = match.span()
            if match["run"] is not None:
                yield from self._cut_run(text, start, end)
            elif term := fold(text[start:end]):
                yield Token(start, end, term)

    def cut(self, term: str) -> str:
        """A term of another language's analysis as this one would keep it."""
        return term[: self._cut]

    def index(self, term: str) -> int | None:
        """The dimension that stands for a term, None if nothing is left of it."""
        return self._index(term)

    def embed_document(self, text: str) -> SparseTerms:
        """The sparse vector of an indexed text."""
        found = self._model.embed_document(" ".join(token.term for token in self.tokens(text)))
        pairs = sorted(zip(found.indices, found.values, strict=True))
        return SparseTerms(tuple(i for i, _ in pairs), tuple(v for _, v in pairs))

    def words(self, text: str) -> tuple[int, ...]:
        """The terms of a text in their order, stop words among them: where phrases are looked for."""
        found = (self.index(token.term) for token in self._tokens(text, self._whole))
        return tuple(index for index in found if index is not None)

    def _join(self, text: str) -> str:
        # The stand-in is a letter, so that the word pattern runs through it; offsets stay.
        return _APOSTROPHE_INSIDE.sub("ʼ", text) if self._joins_apostrophes else text

    def _lower(self, word: str) -> str:
        if self._dotless:
            word = word.replace("I", self._dotless).replace("İ", "i")
        return unicodedata.normalize("NFKC", word).lower().replace("i̇", "i")

    def _fold_word(self, word: str) -> str:
        plain = self._lower(word)
        return "" if not self._stop.embed_query(plain).indices else _fold(plain)[: self._cut]

    def _fold_any(self, word: str) -> str:
        return _fold(self._lower(word))[: self._cut]

    def _fold_pair(self, pair: str) -> str:
        return _fold(self._lower(pair))

    def _cut_run(self, text: str, start: int, end: int) -> Iterator[Token]:
        clusters = [(start + m.start(), start + m.end()) for m in _CLUSTER.finditer(text[start:end])]
        spans = [(one[0], other[1]) for one, other in itertools.pairwise(clusters)] or clusters
        for first, last in spans:
            if term := self._pair(text[first:last]):
                yield Token(first, last, term)

    def _embed_term(self, term: str) -> int | None:
        indices: list[int] = self._model.embed_query(term).indices
        return indices[0] if indices else None


@functools.lru_cache(maxsize=256)
def analyzer(language: str) -> Analyzer:
    """The analysis for a language; one without stemmer or stop words is analysed without them."""
    return Analyzer(language)


def analyze_query(text: str, language: str, languages: Iterable[str]) -> tuple[frozenset[int], ...]:
    """What a query asks for in an index with documents in ``languages``: for each word its dimensions.

    A word is stemmed as the documents' own languages would stem it, since a name, an acronym or a
    substance stands in documents of every language, each stemmed by its own rules. Stop words are
    those of the query's language.
    """
    rules = [analyzer(code) for code in sorted({language, *languages})]
    groups = []
    for word in analyzer(language).tokens(text):
        found = {there.index(there.cut(word.term)) for there in rules}
        groups.append(frozenset(index for index in found if index is not None))
    return tuple(dict.fromkeys(group for group in groups if group))


def weigh(count: int) -> float:
    """What BM25 gives a term that a passage of usual length has so many times, without its rarity."""
    return count * (_K + 1) / (count + _K)


def field_term(field: str, key: str | int) -> int:
    """The dimension that stands for a term in a name space of its own: a word of a heading, a concept.

    >>> field_term("heading", 7) != field_term("title", 7) != 7
    True
    """
    return int.from_bytes(hashlib.blake2s(f"{field}:{key}".encode(), digest_size=4).digest())


def required_words(text: str) -> tuple[str, ...]:
    """What stands in quotation marks in a query: words that a hit must contain.

    >>> required_words('sale of "precursor chemicals" in «портах»')
    ('precursor chemicals', 'портах')
    """
    return tuple(found.strip() for found in _QUOTED.findall(text) if found.strip())


def highlight(text: str, language: str, wanted: frozenset[int]) -> list[tuple[int, int]]:
    """Where words of a query stand in a text: ascending spans that do not touch."""
    if not wanted:
        return []
    rules = analyzer(language)
    return _merge([(t.start, t.end) for t in rules.tokens(text) if rules.index(t.term) in wanted])


def _merge(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@functools.cache
def _han_variants() -> dict[int, str]:
    groups = VARIANTS_PATH.read_text(encoding="utf-8").split()
    return {ord(character): group[0] for group in groups for character in group[1:]}


def _fold(word: str) -> str:
    """One spelling for letter variants, digits and invisible signs of an NFKC, lower-case word."""
    if not word.isascii():
        word = _ARABIC_MARKS.sub("", _INVISIBLE.sub("", word)).translate(_ARABIC_VARIANTS)
        word = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)
        word = word.translate(_han_variants())
    return "".join(word.translate(_NO_APOSTROPHES).split())
