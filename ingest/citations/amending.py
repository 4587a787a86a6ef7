"""Instruments that amend others: their bare references are to what they amend."""

from __future__ import annotations

import re

_AMENDING = re.compile(
    r"\(\s*Amendment\s*\)|\bto\s+amend\b|\bamending\b|\(Pindaan\)|\bsửa\s+đổi\b|\bzměn[aě]\b|kterým\s+se\s+mění|সংশোধন"
    r"|о\s+внесении\s+изменени|про\s+внесення\s+змін|修正案|改正する法律|일부개정|değişiklik\s+yapıl|Änderung\s+de[srx]|\bwijziging\s+van\b"
    r"|portant\s+modification|modifiant|de\s+modificación|تعديل",
    re.IGNORECASE,
)
_OPENING = "“„«‘「『"
_CLOSING = "”»’」』"
_STRAIGHT = '"'
_REACH = 6000  # characters back in which the opening quotation mark is looked for


def amends(title: str) -> bool:
    """Whether the title says that this instrument amends another.

    >>> amends("Poisons (Amendment) Act"), amends("Poisons Act")
    (True, False)
    """
    return _AMENDING.search(title) is not None


def quoted(text: str, at: int) -> bool:
    """Whether ``at`` stands within quotation marks, by the nearest mark before it.

    >>> quoted("in “section 3", 5), quoted("in “section” 3", 13)
    (True, False)
    """
    before = text[max(0, at - _REACH) : at]
    opened = max((before.rfind(mark) for mark in _OPENING), default=-1)
    closed = max((before.rfind(mark) for mark in _CLOSING), default=-1)
    return opened > closed
