"""The figures in a text, in the digits, numerals and words of any language."""

from __future__ import annotations

import re
import unicodedata

from corpus.number_words import read_number_word
from corpus.numerals import CJK_NUMERALS, read_cjk_number

_DIGITS = re.compile(r"\d+")
# "15,000", "15 000", "15.000", "15'000": a group of three digits goes on with the number before it.
_GROUP = re.compile(r"(?<=\d)[\s,.'’٬](?=\d{3}(?!\d))")
_CJK = re.compile(f"[{''.join(sorted(CJK_NUMERALS))}]+")
# "5万元": digits counted in ten thousands.
_MYRIADS = re.compile(r"(\d+)\s*[万萬]")
_WORD = re.compile(r"[^\W\d_]+")


def figures_in(text: str) -> set[int]:
    """Return the whole numbers written in digits; of a fraction both its sides, ``0.5`` being 0 and 5.

    >>> sorted(figures_in("from 3 to 15,000 grams, 0.5 each"))
    [0, 3, 5, 15000]
    """
    return {int(found) for found in _DIGITS.findall(_GROUP.sub("", unicodedata.normalize("NFKC", text)))}


def figures_told(text: str) -> set[int]:
    """Return every number that a text of law can be said to have: in digits, numerals or words.

    It is generous: a word that may be a number counts as one, digits count in groups and apart.
    """
    plain = unicodedata.normalize("NFKC", text)
    told = figures_in(plain) | {int(found) for found in _DIGITS.findall(plain)}
    told |= {read_cjk_number(found) for found in _CJK.findall(plain)}
    told |= {int(found) * 10_000 for found in _MYRIADS.findall(plain)}
    return told | {value for word in _WORD.findall(plain) if (value := read_number_word(word)) is not None}
