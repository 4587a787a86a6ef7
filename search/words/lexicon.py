"""The words of an index, so that a beginning, or a word without its accents, leads to their terms.

Kept beside the index as bytes. Nothing of it is ever shown: it holds the words of documents that not
every reader may see, and only the numbers of terms leave it.
"""

from __future__ import annotations

import functools
import io
import unicodedata
import zipfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import regex
from numpy.typing import NDArray

from corpus.errors import IndexMismatchError, UsageError

MAX_FORMS = 2_000
"""Forms that a beginning may expand to."""

# Letters that Unicode does not take apart, as people write them who lack the key.
_PLAIN = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ə": "e",
        "þ": "th", "ŋ": "n", "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х",
        "і": "и", "ҳ": "х", "ҷ": "ч", "җ": "ж", "ҡ": "к", "ґ": "г", "є": "е", "ј": "й",
    }
)  # fmt: skip
_SPELT_OUT = {"de": (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))}
_ACCENTED = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}]\p{Mn}*")
_KEPT = frozenset("йїЙЇ")

_LONGEST = 200  # bytes; what is longer is no word

Entry = tuple[str, str, int]  # language, folded form, dimension of its term
_Found = tuple[tuple[str, int], ...]


def strip_accents(form: str) -> str:
    """A folded form as somebody writes it who leaves the signs out.

    >>> strip_accents("türkiye"), strip_accents("қазақстан"), strip_accents("điều"), strip_accents("йод")
    ('turkiye', 'казакстан', 'dieu', 'йод')
    """
    return form if form.isascii() else str(_ACCENTED.sub(_strip_letter, form))


def _strip_letter(found: regex.Match[str]) -> str:
    letter: str = found.group()
    if letter in _KEPT:
        return letter
    return str(unicodedata.normalize("NFD", letter)[0].translate(_PLAIN))


def _respell(form: str) -> Iterator[tuple[str, str]]:
    """What a word may be that spells its vowels out, by language: "betäubung" for "betaeubung"."""
    for code, pairs in _SPELT_OUT.items():
        respelled = form
        for out, letter in pairs:
            respelled = respelled.replace(out, letter)
        if respelled != form:
            yield code, respelled


def _encode(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class _Column:
    """Words in the order of their bytes, one after the other."""

    text: bytes
    lengths: NDArray[np.uint16]
    ends: NDArray[np.uint32]

    @classmethod
    def of(cls, words: Sequence[bytes]) -> _Column:
        return cls.read(b"".join(words), np.array([len(word) for word in words], np.uint16))

    @classmethod
    def read(cls, text: bytes, lengths: NDArray[np.uint16]) -> _Column:
        return cls(text, lengths, np.cumsum(lengths, dtype=np.uint32))

    def word(self, row: int) -> bytes:
        start = int(self.ends[row - 1]) if row else 0
        return self.text[start : int(self.ends[row])]

    def find(self, word: str) -> range:
        """The rows of a word."""
        key = _encode(word)
        return self.span(key, key + b"\0")

    def span(self, first: bytes, after: bytes) -> range:
        """The rows of the words from ``first`` on, before ``after``."""
        rows = range(len(self.ends))
        return range(bisect_left(rows, first, key=self.word), bisect_left(rows, after, key=self.word))


class Lexicon:
    """Which folded word forms stand for which terms, language by language."""

    def __init__(
        self,
        codes: Sequence[str],
        forms: _Column,
        languages: NDArray[np.uint16],
        terms: NDArray[np.uint32],
        plain: _Column,
        accented: NDArray[np.uint32],
    ) -> None:
        # Row by row: a form, the number of its language in ``codes``, its term. ``plain`` are the forms
        # that have accents, without them; ``accented`` the rows of the forms themselves.
        self._codes = tuple(codes)
        self._numbers = {code: number for number, code in enumerate(codes)}
        self._forms = forms
        self._languages = languages
        self._terms = terms
        self._plain = plain
        self._accented = accented
        self._terms_of = functools.cache(self._collect_terms)
        self._look_up = functools.lru_cache(maxsize=4096)(self._find)

    @classmethod
    def from_words(cls, words: Iterable[Entry]) -> Lexicon:
        """From triples of language, folded form, and the dimension of its term."""
        entries = sorted({(_encode(form), code, term) for code, form, term in words})
        entries = [entry for entry in entries if len(entry[0]) <= _LONGEST]
        codes = sorted({code for _, code, _ in entries})
        numbers = {code: number for number, code in enumerate(codes)}
        plain: list[tuple[bytes, int]] = []
        for row, (form, _, _) in enumerate(entries):
            spelled = form.decode("utf-8", "surrogatepass")
            bare = strip_accents(spelled)
            if bare != spelled:
                plain.append((_encode(bare), row))
        plain.sort()
        return cls(
            codes,
            _Column.of([form for form, _, _ in entries]),
            np.array([numbers[code] for _, code, _ in entries], np.uint16),
            np.array([term for _, _, term in entries], np.uint32),
            _Column.of([bare for bare, _ in plain]),
            np.array([row for _, row in plain], np.uint32),
        )

    def __len__(self) -> int:
        return len(self._terms)

    def expand_prefix(self, prefix: str, language: str | None = None) -> frozenset[int]:
        """The terms of all forms that begin so, of one language or of all.

        A prefix without accents reaches forms with them.

        Raises:
            UsageError: there are more than ``MAX_FORMS``.
        """
        found = self._beginning(prefix, language)
        if len(found) > MAX_FORMS:
            raise UsageError(
                f"Too many different words begin with “{prefix}”.", remedy="Give more letters before the *."
            )
        return frozenset(self._terms[found].tolist())

    def begin(self, prefix: str, *, most: int) -> frozenset[int]:
        """The terms of all forms that begin so; none where they are more than ``most``."""
        found = self._beginning(prefix, None)
        return frozenset(self._terms[found].tolist()) if len(found) <= most else frozenset()

    def _beginning(self, prefix: str, language: str | None) -> NDArray[np.int64]:
        found = self._starting(self._forms, prefix)
        if strip_accents(prefix) == prefix:
            found = np.union1d(found, self._accented[self._starting(self._plain, prefix)])
        for code, respelled in _respell(prefix):
            rows = self._starting(self._forms, respelled)
            found = np.union1d(found, rows[self._languages[rows] == self._numbers.get(code, -1)])
        if language is not None:
            found = found[self._languages[found] == self._numbers.get(language, -1)]
        return found

    def _starting(self, column: _Column, prefix: str) -> NDArray[np.int64]:
        key = _encode(prefix)
        rows = column.span(key, key + b"\xff")
        return np.arange(rows.start, rows.stop)

    def knows(self, terms: Iterable[int], language: str) -> bool:
        """Whether documents of a language have all of these terms; an empty lexicon cannot deny it."""
        if not len(self):
            return True
        known = self._terms_of(language)
        return all(term in known for term in terms)

    def _collect_terms(self, language: str) -> frozenset[int]:
        rows = self._languages == self._numbers.get(language, -1)
        return frozenset(self._terms[rows].tolist())

    def has(self, form: str, language: str) -> bool:
        """Whether this is a word of the language, as far as the index knows it."""
        return any(code == language for code, _ in self._look_up(form)[0])

    def variants(self, form: str, language: str | None = None) -> frozenset[int]:
        """The terms of the forms, of one language or of all, that this one may be meant for.

        A form without accents stands for all that differ from it by accents alone. One that has them
        stands for itself, unless there is no such form: then for all that are alike without them.

        >>> words = Lexicon.from_words([("fr", "pénal", 1), ("en", "penal", 2), ("vi", "má", 3)])
        >>> sorted(words.variants("penal")), sorted(words.variants("pénal")), sorted(words.variants("mà"))
        ([1, 2], [1], [3])
        """
        exact, alike = self._look_up(form)
        accented = strip_accents(form) != form
        found = [term for code, term in exact if language in (None, code)]
        if not (accented and found):
            found += [term for code, term in alike if language in (None, code)]
        return frozenset(found)

    def _find(self, form: str) -> tuple[_Found, _Found]:
        """The entries of exactly this form, and those that are alike without accents."""
        exact = list(self._forms.find(form))
        bare = strip_accents(form)
        alike = [int(self._accented[at]) for at in self._plain.find(bare)]
        if bare != form:
            alike += self._forms.find(bare)
        for code, respelled in _respell(bare):
            rows = self._forms.find(respelled)
            alike += [row for row in rows if self._codes[self._languages[row]] == code]
        return self._describe(exact), self._describe(alike)

    def _describe(self, rows: Sequence[int]) -> _Found:
        return tuple((self._codes[self._languages[row]], int(self._terms[row])) for row in rows)

    def to_bytes(self) -> bytes:
        """As an ``npz`` file, not compressed: it is opened with every new generation."""
        buffer = io.BytesIO()
        np.savez(
            buffer,
            allow_pickle=False,
            codes=np.array(self._codes, np.str_),
            forms=np.frombuffer(self._forms.text, np.uint8),
            lengths=self._forms.lengths,
            languages=self._languages,
            terms=self._terms,
            plain=np.frombuffer(self._plain.text, np.uint8),
            plain_lengths=self._plain.lengths,
            accented=self._accented,
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Lexicon:
        """Read what :meth:`to_bytes` wrote; nothing gives an empty one.

        Raises:
            IndexMismatchError: it is something else.
        """
        if not data:
            return cls.from_words(())
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                return cls(
                    arrays["codes"].tolist(),
                    _Column.read(arrays["forms"].tobytes(), arrays["lengths"]),
                    arrays["languages"],
                    arrays["terms"],
                    _Column.read(arrays["plain"].tobytes(), arrays["plain_lengths"]),
                    arrays["accented"],
                )
        except (ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
            raise IndexMismatchError(
                "The search index's lexicon cannot be read.", remedy="Run: narcord index rebuild"
            ) from error
