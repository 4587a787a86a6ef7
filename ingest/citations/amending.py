"""Instruments that amend others: their bare references are to what they amend."""

from __future__ import annotations

import re

# The title of the amended text may tell by what it was amended: then the word stands far in.
_AMENDING = re.compile(
    r"\(\s*Amendment\s*\)|^(?:An?\s+)?(?:\w+\s+){0,2}(?:to\s+amend|amending)\b|\(Pindaan\)|\bsửa\s+đổi\b|\bzměn[aě]\b"
    r"|kterým\s+se\s+mění|সংশোধন|о\s+внесении\s+изменени|про\s+внесення\s+змін|修正案|の一部を改正する|일부개정"
    r"|değişiklik\s+yapıl|^(?:Gesetz|Verordnung)\s+zur\s+Änderung|^(?:Wet|Besluit)\b.{0,60}\bwijziging\s+van\b"
    r"|portant\s+modification|^\w+\s+modifiant",
    re.IGNORECASE,
)
_OPENING = "“„«‘「『"
_CLOSING = "”»’」』"
_STRAIGHT = '"'
_REACH = 6000  # characters back in which the opening quotation mark is looked for


_SAYS_SO = re.compile(
    r"^\s*(?:A\s+Bill\s+)?(?:An\s+Act\s+)?to\s+amend\s+the\s+\w|\b(?:untuk|bertujuan(?:\s+untuk)?)\s+meminda\b|\(Pindaan\)",
    re.IGNORECASE,
)
_OPENING_WORDS = 700  # characters in which a long title stands


def amends(title: str, text: str = "") -> bool:
    """Whether the title, or the long title at the head of the text, says that this amends another.

    >>> amends("Poisons (Amendment) Act"), amends("Poisons Act")
    (True, False)
    >>> amends("Bill 5", "A Bill to amend the Poisons Act")
    True
    """
    return _AMENDING.search(title) is not None or _SAYS_SO.search(text[:_OPENING_WORDS]) is not None


def quoted(text: str, at: int) -> bool:
    """Whether ``at`` stands within quotation marks, by the nearest mark before it.

    >>> quoted("in “section 3", 5), quoted("in “section” 3", 13)
    (True, False)
    """
    before = text[max(0, at - _REACH) : at]
    opened = max((before.rfind(mark) for mark in _OPENING), default=-1)
    closed = max((before.rfind(mark) for mark in _CLOSING), default=-1)
    return opened > closed
