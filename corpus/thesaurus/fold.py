"""One spelling for what readers take for the same: case, accents, forms of letters, invisible signs.

Every character is folded by itself, so that a place in the folded text leads back to the text.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import Literal

import regex  # type: ignore[import-untyped, unused-ignore]

# Scripts run together: a term may begin anywhere, and white space says nothing (Korean: spaces at will).
UNSPACED = frozenset(("zh", "zh-Hant", "ja", "ko", "th", "lo", "km", "my"))
# Marks are vowels or tones there, without which the word is another.
_MARKED = frozenset(("vi",))
# An elided article ends a word in French; anywhere else an apostrophe stands within one.
_ELIDING = frozenset(("fr",))
_APOSTROPHES = frozenset("'’‘ʼʻ`´ʹ′")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640")
_ACCENTED = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}]")
# Accents, Arabic vowel signs and Hebrew points; the marks of Indic scripts and kana are not in it.
_ACCENTS = regex.compile(r"[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}&&\p{Mn}]", regex.VERSION1)
_SAME_LETTER = str.maketrans(
    {
        **dict.fromkeys("یىێ", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ةہھە", "ه"),
        "ؤ": "و",
        "ئ": "ي",
        "ı": "i",
        "ß": "ss",
    }
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; character ``i`` of it came from character ``at[i]`` of the original."""

    text: str
    at: tuple[int, ...]


def fold(text: str, language: str | None) -> Folded:
    """Return a text with case, accents, variants of letters and apostrophes made one.

    Accents fall except where they are the word (Vietnamese tones). In languages without spaces
    between words white space falls too.

    >>> fold("L'ÉTAT", "fr").text, fold("Оңтүстік-İl", "kk").text
    ('l etat', 'оңтүстік il')
    """
    pieces: list[str] = []
    at: list[int] = []
    for place, character in enumerate(text):
        piece = _fold_character(character, language in _MARKED, language in _ELIDING)
        if piece == " " and language in UNSPACED:
            continue
        pieces.append(piece)
        at.extend([place] * len(piece))
    return Folded("".join(pieces), tuple(at))


@functools.lru_cache(maxsize=4096)
def _fold_character(character: str, marked: bool, eliding: bool) -> str:
    if character in _INVISIBLE:
        return ""
    if character in _APOSTROPHES:
        return " " if eliding else ""
    if _ACCENTS.match(character):
        return character if marked else ""
    # Letters of their own that Unicode takes apart (Hangul, kana) stay whole.
    form: Literal["NFKD", "NFKC"] = "NFKD" if _ACCENTED.match(character) else "NFKC"
    plain = unicodedata.normalize(form, unicodedata.normalize(form, character).lower())
    plain = plain.translate(_SAME_LETTER)
    if not marked:
        plain = _ACCENTS.sub("", plain)
    return "".join(each if each.isalnum() or unicodedata.category(each)[0] == "M" else " " for each in plain)
