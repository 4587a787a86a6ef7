"""Keyword analysis: what counts as the same word, in every language we serve.

A text becomes tokens with their places in it; a token is folded (:mod:`search.words.folding`), stop words of
the language are dropped, and Qdrant's BM25 stems it and turns it into a dimension of a sparse vector.
Term frequencies are weighted here, rarity (IDF) by the index. One analysis serves both index adapters,
queries and highlights.

Scripts written without spaces, and Korean, whose particles cling to the words, are cut into
overlapping pairs of characters; traditional, simplified and Japanese forms of a character count as one.
Measured on 400 known-item queries per language over the statutes
of the shared corpus, two fragments of 4 to 8 characters (Thai 8 to 20) cut at random places, MRR of
the line they come from: pairs 0.87 zh, 0.92 zh-Hant, 0.63 ja, 0.77 th; the words of Qdrant's
``multilingual`` tokenizer 0.74, 0.89, 0.47, 0.41, as it leaves Thai nearly whole and segments
Japanese differently in different surroundings. (Random cuts favour pairs.)

A word with hyphens counts as its parts and as one word, 1,000 as 1000.

Measured on the first 666 NTREX sentences of each language, which ask for the other sentences of their
news report, precision in the first ten, rules terms-4 / terms-5 (one script for a language, the article
off Arabic nouns and the plural off Persian ones, our own stop words): ar 0.357 / 0.369, fa 0.324 /
0.343, hi 0.309 / 0.330, uk 0.305 / 0.336, ur 0.318 / 0.337, ps 0.287 / 0.301, uz 0.342 / 0.358, ky 0.321 /
0.332, kk 0.366 / 0.371, tk 0.342 / 0.347, vi 0.341 / 0.348; at most 0.004 less anywhere (my), at most
0.001 less in en, fr, de, ru.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from corpus.thesaurus import find_concepts
from search.words.folding import VARIANTS_PATH, fold, lower
from search.words.lexicon import Lexicon
from search.words.segments import Piece, Unit, is_run, read_units
from search.words.stemming import as_stemmed, cut, make_model, make_stop_model, weigh
from search.words.stopwords import stopwords as own_stopwords

__all__ = [
    "RULES", "VARIANTS_PATH", "Analyzer", "SparseTerms", "Token", "analyze_query", "analyzer", "field_term",
    "find_rows", "highlight", "highlight_concepts", "merge_spans", "reach", "weigh",
]  # fmt: skip

# Raise it with any change to the terms of a text: it is part of what an index must match.
RULES = "terms-5"

# Languages in which the sign over a letter makes another word.
_TONAL = frozenset(("vi",))
# A character that stands alone in a query stands for all pairs with it, up to so many.
_MEANS_ALONE = regex.compile(r"[\p{Han}\p{Hangul}]")
_MOST_PAIRS = 1_000


@dataclass(frozen=True, slots=True)
class Token:
    """``text[start:end]`` is ``form`` when folded, and counts as ``term``, which is not yet stemmed."""

    start: int
    end: int
    term: str
    form: str


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
        self._primary = "fa" if primary == "prs" else primary
        self._model = make_model(primary)
        self._stop = make_stop_model(primary)
        self._own_stop = frozenset(map(self._fold, own_stopwords(self._primary)))
        # A text has few different words: with these, highlights and indexing take a third of the time.
        self.form = functools.lru_cache(maxsize=200_000)(self._fold)
        self._stops = functools.lru_cache(maxsize=100_000)(self._is_stop)
        self.index = functools.lru_cache(maxsize=200_000)(self._embed_term)
        self._dimension = functools.lru_cache(maxsize=200_000)(self._embed_word)

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text in order, stop words left out; pairs of characters overlap.

        Words that consist of others are there after their parts.
        """
        for unit, piece in self._read(text):
            token = self._token(text, piece, unit.run)
            if token and (unit.run or not (piece.elided or self._stops(text[piece.start : piece.end]))):
                yield token

    def words(self, text: str) -> tuple[int, ...]:
        """The terms of a text in their order, stop words among them: where phrases are looked for."""
        found = (
            self._dimension(text[piece.start : piece.end], unit.run)
            for unit in read_units(text, self._primary)
            for piece in (unit.pieces if unit.run else (unit.whole,))
        )
        return tuple(index for index in found if index is not None)

    def word_tokens(self, text: str) -> Iterator[Token]:
        """The tokens of a text, stop words among them, every place once: ``1,000`` is one word."""
        for unit in read_units(text, self._primary):
            for piece in unit.pieces if unit.run else (unit.whole,):
                if token := self._token(text, piece, unit.run):
                    yield token

    def compounds(self, text: str) -> Iterator[Token]:
        """The words with hyphens of a text as one word each."""
        for unit, piece in self._read(text):
            if unit.hyphenated and (token := self._token(text, piece, unit.run)):
                yield token

    def forms(self, text: str) -> Iterator[tuple[str, int]]:
        """The folded forms of the words of a text with their dimensions, for a lexicon.

        The last character of a run without spaces stands for the pair that it ends.
        """
        for unit, piece in self._read(text):
            token = self._token(text, piece, unit.run)
            if token and (index := self.index(token.term)) is not None:
                yield token.form, index
                if unit.run and piece is unit.pieces[-1]:
                    yield self.form(unit.last), index

    def cut(self, form: str) -> str:
        """What of a folded form counts."""
        return cut(form, self._primary)

    def embed_document(self, text: str) -> SparseTerms:
        """The sparse vector of an indexed text."""
        words = (as_stemmed(token.term, self._primary) for token in self.tokens(text))
        found = self._model.embed_document(" ".join(words))
        pairs = sorted(zip(found.indices, found.values, strict=True))
        return SparseTerms(tuple(i for i, _ in pairs), tuple(v for _, v in pairs))

    def _read(self, text: str) -> Iterator[tuple[Unit, Piece]]:
        """All pieces, and after its parts each whole that consists of several."""
        for unit in read_units(text, self._primary, compounds=True):
            if not unit.hyphenated:
                yield from ((unit, piece) for piece in unit.pieces)
            if len(unit.pieces) > 1 and not unit.run:
                yield unit, unit.whole

    def _token(self, text: str, piece: Piece, run: bool) -> Token | None:
        form = self.form(text[piece.start : piece.end])
        return Token(piece.start, piece.end, form if run else self.cut(form), form) if form else None

    def _fold(self, word: str) -> str:
        return fold(lower(word, self._primary), self._primary)

    def _is_stop(self, word: str) -> bool:
        # The engine's lists are in usual spelling, before letters are folded.
        plain = lower(word, self._primary)
        return not self._stop.embed_query(plain).indices or self.form(word) in self._own_stop

    def _embed_word(self, word: str, run: bool) -> int | None:
        form = self.form(word)
        return self.index(form if run else self.cut(form)) if form else None

    def _embed_term(self, term: str) -> int | None:
        indices: list[int] = self._model.embed_query(as_stemmed(term, self._primary)).indices
        return indices[0] if indices else None


@functools.lru_cache(maxsize=256)
def analyzer(language: str) -> Analyzer:
    """The analysis for a language; one without stemmer or stop words is analysed without them."""
    return Analyzer(language)


def analyze_query(
    text: str, language: str, languages: Iterable[str], lexicon: Lexicon | None = None
) -> tuple[frozenset[int], ...]:
    """What a query asks for in an index with documents in ``languages``: for each word its dimensions.

    A word is stemmed as the documents' own languages would stem it, since a name, an acronym or a
    substance stands in documents of every language, each stemmed by its own rules. Stop words are
    those of the query's language. With the index's ``lexicon`` a word without accents is that with
    them, too.
    """
    codes = tuple(sorted({language, *languages}))
    groups = [
        reach(text[word.start : word.end], language, codes, lexicon)
        for word in analyzer(language).tokens(text)
    ]
    return tuple(dict.fromkeys(group for group in groups if group))


def reach(word: str, language: str, codes: Iterable[str], lexicon: Lexicon | None) -> frozenset[int]:
    """The dimensions that one word of a query stands for in documents of languages ``codes``."""
    own = analyzer(language)
    form = own.form(word)
    if not form:
        return frozenset()
    if is_run(word):
        found = {own.index(form)}
        if lexicon is not None and len(form) == 1 and _MEANS_ALONE.match(form):
            found |= lexicon.begin(form, most=_MOST_PAIRS)
        return frozenset(index for index in found if index is not None)
    found = set()
    for code in codes:
        there = analyzer(code)
        for spelled in {form, there.form(word)}:
            found.add(there.index(there.cut(spelled)))
            # A word that is one without a tone is no careless spelling of those with tones.
            tonal = code in _TONAL and code != language
            if lexicon is not None and not (tonal and lexicon.has(form, language)):
                found |= lexicon.variants(spelled, code)
    return frozenset(index for index in found if index is not None)


def field_term(field: str, key: str | int) -> int:
    """The dimension that stands for a term in a name space of its own: a word of a heading, a concept.

    >>> field_term("heading", 7) != field_term("title", 7) != 7
    True
    """
    return int.from_bytes(hashlib.blake2s(f"{field}:{key}".encode(), digest_size=4).digest())


def highlight(
    text: str, language: str, wanted: frozenset[int], rows: frozenset[tuple[int, ...]] = frozenset()
) -> list[tuple[int, int]]:
    """Where words of a query, and rows of words, stand in a text: ascending spans that do not touch."""
    if not wanted and not rows:
        return []
    rules = analyzer(language)
    spans = [(t.start, t.end) for t in rules.tokens(text) if rules.index(t.term) in wanted]
    if rows:
        tokens = [token for token in rules.word_tokens(text) if rules.index(token.term) is not None]
        terms = [rules.index(token.term) for token in tokens]
        spans += [(tokens[a].start, tokens[b - 1].end) for a, b in find_rows(terms, rows)]
    return merge_spans(spans)


def highlight_concepts(text: str, language: str, concepts: Collection[str]) -> list[tuple[int, int]]:
    """Where a text names concepts of the thesaurus, by their ids, in whatever words of its language."""
    found = find_concepts(text, language) if concepts else ()
    return merge_spans([(match.start, match.end) for match in found if match.concept.id in concepts])


def find_rows(terms: Sequence[int | None], rows: Iterable[tuple[int, ...]]) -> list[tuple[int, int]]:
    """Where rows of terms stand among the terms of a text: numbers of their first, and after their last.

    >>> find_rows([1, 2, 3, 1, 2], [(1, 2), (3,)])
    [(0, 2), (2, 3), (3, 5)]
    """
    begins: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for row in rows:
        begins[row[0]].append(row)
    return [
        (at, at + len(row))
        for at, term in enumerate(terms)
        if term is not None and term in begins
        for row in begins[term]
        if tuple(terms[at : at + len(row)]) == row
    ]


def merge_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same places as ascending spans that do not touch.

    >>> merge_spans([(4, 6), (0, 2), (1, 3)])
    [(0, 3), (4, 6)]
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
