"""The number in a label: how it sorts, and how an eId writes it (:mod:`corpus.eid` reads the script)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from corpus.eid import number_to_num, repetition
from corpus.number_words import read_number_word, read_number_words

CJK_NUMERAL = "[零〇○一二三四五六七八九十百千两兩廿卅壹贰貳叁參肆伍陆陸柒捌玖拾]"
# Between the words of one number: "vigésimo y", "بیست و یکم", "drei und zwanzig".
_CONNECTORS = frozenset(("و", "y", "e", "en", "und", "and", "et", "thứ"))
_PIECE = re.compile(r"\d+|[a-z]+")
_REPETITIONS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_ARABIC_WORD = r"ال[ء-ي\u064b-\u0652]+"
_ARABIC_HUNDRED = r"(?:\s+بعد\s+الم(?:ائة|ئة))?"
# الثالثة | الثالثة عشرة | الثالثة والعشرون, each with "after the hundred"
ARABIC_ORDINAL = (
    rf"(?>{_ARABIC_WORD}\s+عشرة?(?![ء-ي]){_ARABIC_HUNDRED}|{_ARABIC_WORD}\s+(?:و|(?=ال\S+(?:ون|ين)(?![ء-ي]))){_ARABIC_WORD}{_ARABIC_HUNDRED}"
    rf"|{_ARABIC_WORD}{_ARABIC_HUNDRED})"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as an eId writes it (``num``) and as it sorts (``key``): 2 < 2-1 < 2-2 < 3."""

    num: str
    key: tuple[int, ...]

    @property
    def base(self) -> int:
        """The number without what was inserted behind it: 2 for 2-1."""
        return self.key[0]


def plain(value: int) -> Number:
    """The number ``value`` without suffixes."""
    return Number(str(value), (value,))


def sort_key(num: str) -> tuple[int, ...]:
    """Return the sort key of an eId's num.

    >>> sort_key("12") < sort_key("12bis") < sort_key("12-3") < sort_key("13")
    True
    """
    key: list[int] = []
    for piece in _PIECE.findall(num):
        if piece.isdigit():
            key.append(int(piece))
        elif piece in _REPETITIONS:
            key.append(_REPETITIONS.index(piece) + 2)
        else:
            rank = 0
            for letter in piece:
                rank = rank * 27 + ord(letter) - 96
            key.append(rank)
    return tuple(key)


@lru_cache(maxsize=8192)
def read_number(printed: str, roman: bool = True) -> Number | None:
    """Return the number that ``printed`` carries, or None if it carries none that we can read.

    >>> read_number("二の二"), read_number("35A").num, read_number("XIV").num, read_number("umumiy")
    (Number(num='2-2', key=(2, 2)), '35a', '14', None)
    """
    printed = printed.strip(" .:()[]")
    letters = "".join(c for c in printed if unicodedata.category(c)[0] == "L")
    counts = any(c.isdecimal() for c in printed) or any(c in CJK_NUMERAL for c in printed)
    if len(letters) > 4 and not counts and read_number_words(printed.split()) is None:
        return None
    num = number_to_num(printed, roman=roman)
    if not num or (not counts and len(num) > 1 and num.isalpha()):
        return None
    return Number(num, sort_key(num))


@lru_cache(maxsize=8192)
def read_ordinal(printed: str) -> Number | None:
    """Return the number that words mean, all of them being number words, or None.

    >>> read_ordinal("décimo primero"), read_ordinal("Tercera parte")
    (Number(num='11', key=(11,)), None)
    """
    words = printed.split()
    repeated = "".join(map(repetition, words))
    spoken = [word for word in words if word.lower() not in _CONNECTORS and not repetition(word)]
    if not spoken or any(read_number_word(word) is None for word in spoken):
        return None
    value = read_number_words(spoken)
    return Number(f"{value}{repeated}", sort_key(f"{value}{repeated}")) if value else None
