"""Numbers written out as words, as titles and articles use them (``المادة الحادية عشرة``, ``Birinci Bölüm``).

A flat table of words in many languages, ordinals and cardinals alike; compounds are sums
(``twenty-first``, ``الثالثة والعشرون``, ``yirmi ikinci``, ``двадцать первая``). Enough for
numbers below 1000.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from corpus.number_word_list import WORDS

_APOSTROPHES = dict.fromkeys(map(ord, "'ʻʼ’‘`ʹ\u200c\u200d\u200e\u200f"))


def fold_word(word: str) -> str:
    """Return ``word`` as the table writes it: lower case, without accents, vowel signs and apostrophes.

    Letters that Arabic-script keyboards exchange are made one.
    """
    decomposed = unicodedata.normalize("NFKD", word.lower().translate(_APOSTROPHES))
    kept = (c for c in decomposed if not ("\u0300" <= c <= "\u036f" or "\u064b" <= c <= "\u0655" or c == "ـ"))
    return "".join(kept).translate(_FOLDED)


_FOLDED = str.maketrans("ıىیيکةہھ", "iيييكههه")


@cache
def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    for line in WORDS.split("\n"):
        value, *words = line.split() or ["#"]
        if not value.startswith("#"):
            table |= dict.fromkeys(map(fold_word, words), int(value))
    return table


def read_number_word(word: str) -> int | None:
    """Return the number that one written-out word means, or None.

    An Arabic article or conjunction before it is overlooked (``والعشرون`` -> 20).
    """
    folded = fold_word(word)
    if len(folded) < 2:
        return None
    table = _table()
    candidates = [folded]
    for prefix in ("و", "ال", "وال", "لل"):
        if folded.startswith(prefix) and len(folded) > len(prefix) + 1:
            candidates.append(folded.removeprefix(prefix))
    return next((table[candidate] for candidate in candidates if candidate in table), None)


def read_number_words(words: Iterable[str]) -> int | None:
    """Return the sum of the number words among ``words``, overlooking other words; None if there is none.

    >>> read_number_words("المادة الحادية والعشرون".split())
    21
    """
    found = [value for value in map(read_number_word, words) if value is not None]
    return sum(found) if found else None
