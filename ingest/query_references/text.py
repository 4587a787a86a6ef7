"""A query in the two spellings in which it is read, each leading back to the query itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from corpus.thesaurus.fold import fold

LONGEST = 400
"""Characters of a query that are read: nobody needs more to name a provision."""

_WORD = re.compile(r"\S+")
# Full-width forms and the forms of joined Arabic letters; other compatibility forms (№, ¹, ำ) say something.
_VARIANTS = ((0xFF00, 0xFFEF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
# TCK'nın: an apostrophe between a name and its Turkish case ending.
_SUFFIX = re.compile(r"(?<=[^\W\d_])['’](?=(?:n?[ıiuü]n|d[ae]n?|y?[ae]|n[ae]|y[ıiuü])\b)", re.IGNORECASE)
# Hyphens; the longer dashes stay, since they join the ends of a range.
_DASHES = dict.fromkeys(map(ord, "‐‑−"), "-")
_UNACCENTED = str.maketrans("đøłəӣӯ", "dolaиу")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word of the query and where it stands in :attr:`Text.plain`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A query made plain: ASCII digits, one form of each letter, dashes and spaces alike.

    ``at[i]`` is where character ``i`` of ``plain`` begins in the query, ``at[-1]`` its end. ``words`` are
    folded (no case, accents or marks), ``run`` is the folded text without spaces for scripts that
    have none, and ``run_at`` where its characters stand in ``plain``.
    """

    plain: str
    at: tuple[int, ...]
    words: tuple[Word, ...]
    run: str
    run_at: tuple[int, ...]

    @classmethod
    def of(cls, query: str) -> Text:
        """Read a query."""
        pieces: list[str] = []
        at: list[int] = []
        for start, cluster in _clusters(query[:LONGEST]):
            piece = _make_plain(cluster)
            pieces.append(piece)
            at += [start] * len(piece)
        at.append(min(len(query), LONGEST))
        plain = _SUFFIX.sub(" ", "".join(pieces))
        folded = fold(plain, None)
        text = folded.text.translate(_UNACCENTED)
        places = (*folded.at, len(plain))
        words = tuple(
            Word(match[0], places[match.start()], _end(places, match.end())) for match in _WORD.finditer(text)
        )
        kept = [place for place, character in enumerate(text) if character != " "]
        return cls(
            plain,
            tuple(at),
            words,
            "".join(text[place] for place in kept),
            tuple(places[place] for place in kept),
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``plain[start:end]`` stands in the query."""
        return self.at[start], max(self.at[end], self.at[start])

    def blank(self, spans: list[tuple[int, int]]) -> str:
        """``plain`` with these spans made unreadable, so that no number is read out of a name."""
        text = self.plain
        for start, end in spans:
            text = text[:start] + "\ue000" * (end - start) + text[end:]
        return text


@lru_cache(maxsize=16384)
def fold_words(words: str) -> tuple[str, ...]:
    """Return words as those of a query are folded.

    >>> fold_words("Betäubungsmittelgesetz (BtMG)")
    ('betaubungsmittelgesetz', 'btmg')
    """
    return tuple(word.text for word in Text.of(words).words)


def _end(places: tuple[int, ...], after: int) -> int:
    return places[after - 1] + 1 if after else 0


def _clusters(query: str) -> list[tuple[int, str]]:
    """The letters of a query, each with the marks that follow it."""
    found: list[tuple[int, str]] = []
    for place, character in enumerate(query):
        if found and unicodedata.combining(character):
            start, letters = found[-1]
            found[-1] = (start, letters + character)
        else:
            found.append((place, character))
    return found


@lru_cache(maxsize=8192)
def _make_plain(cluster: str) -> str:
    text = unicodedata.normalize("NFC", cluster)
    if len(text) > 1:
        return text
    code = ord(text)
    if any(first <= code <= last for first, last in _VARIANTS):
        text = unicodedata.normalize("NFKC", text)
    if text in "\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufeff\u00ad\u0640":
        return ""
    if text.isspace() or unicodedata.category(text) == "Cc":
        return " "
    if text.isdecimal():
        return "".join(str(unicodedata.decimal(digit)) for digit in text)
    return text.translate(_DASHES)
