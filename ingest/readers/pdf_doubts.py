"""What is suspicious about the characters of a page: signs of fonts that do not say what their glyphs mean.

A font in a PDF draws any shape for any code; only its map says which letter that is. Where the map is missing
or wrong, the page looks right and its text is not. Each sign below is a row of a table, with an example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_UNMAPPED = re.compile("[\ufffd\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Cyrillic or Arabic of an eight-bit code page shown as Western letters: words of nothing but accents.
_ACCENTS = re.compile(r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{4,}")
# UTF-8 shown as Western letters: a lead byte and a continuation byte, over and over.
_DOUBLE = re.compile(
    "[\u00c2-\u00c5\u00d0\u00d1\u00d8\u00d9\u00e0\u00e1][\u0080-\u00bf\u0152-\u0178\u2013-\u2122]"
)
_MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
# A sign that stands on, under or beside a letter, at the beginning of a word: its letter comes after it, as
# it is drawn and not as it is written, or is missing.
_ASTRAY = re.compile(
    "(?<!\\S)[\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09be-\u09cd\u0b82\u0bbe-\u0bcd\u0d82\u0d83\u0dca-\u0ddf"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3]"
)
_UNFIT = 0.2
"""A page of whose characters so many are unreadable is better recognised from its image."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: ``find`` returns the suspicious stretches; ``least`` of them, and ``share`` of all, count.

    ``share`` is by characters of the page without white space. ``fatal`` signs make the text layer unfit
    where they fill a fifth of it.
    """

    says: str
    find: Callable[[str], list[str]]
    least: int
    share: float
    fatal: bool
    example: str


SIGNS: tuple[Sign, ...] = (
    Sign("characters of a font's private use", _PRIVATE.findall, 1, 0.0, True, "\ue012\ue013 12"),
    Sign("characters that the font does not name", _UNMAPPED.findall, 1, 0.0, True, "of\ufffdcial"),
    Sign(
        "characters in a wrong encoding",
        lambda text: [word for word in _WORD.findall(text) if _ACCENTS.fullmatch(word)],
        3, 0.05, True, "Ñòàòüÿ ïåðâàÿ Íàñòîÿùèé",
    ),
    Sign("characters in a wrong encoding (UTF-8)", _DOUBLE.findall, 3, 0.05, True, "Ð¡Ñ‚Ð°Ñ‚ÑŒÑ"),
    Sign(
        "letters in words that mix Latin and Cyrillic letters",
        lambda text: [word for word in _WORD.findall(text) if _MIXED.search(word)],
        3, 0.01, False, "стaтья зaкoн пpaво",
    ),
    Sign("vowel signs at the beginning of words, before their letters or without", _ASTRAY.findall, 3, 0.01,
         False, "िकसी  िवधि  ेক"),
)  # fmt: skip


def find_doubts(texts: Sequence[str]) -> tuple[list[str], bool]:
    r"""Return what is suspicious about the lines of a page, and whether its text layer is unfit for use.

    >>> find_doubts(["of\ufffdcial gazette"])
    (['1 characters that the font does not name (of 14).'], False)
    """
    text = "\n".join(texts)
    size = sum(not character.isspace() for character in text)
    doubts = []
    unreadable = 0
    for sign in SIGNS:
        found = sign.find(text)
        weight = sum(map(len, found))
        if len(found) < sign.least or weight <= sign.share * size:
            continue
        examples = ", ".join(dict.fromkeys(word for word in found if len(word) > 2))[:80]
        doubts.append(f"{weight} {sign.says} (of {size}){': ' + examples if examples else ''}.")
        unreadable += weight if sign.fatal else 0
    return doubts, bool(size) and unreadable >= _UNFIT * size
