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
# An article of a text that as a whole does not amend: "Amendments to the Ponds Act".
_AMENDING_UNIT = re.compile(
    r"\b[Ss]ửa\s+đổi,?\s+bổ\s+sung\b[^.\n]{0,80}\b(?:Nghị\s+định|Luật|Bộ\s+luật|Thông\s+tư|Pháp\s+lệnh|Quyết\s+định)\b"
    r"|\b[Aa]mendments?\s+(?:of|to)\s+(?:the\s+)?[A-Z][^.\n]{0,60}\b(?:Act|Code|Ordinance)\b"
    r"|\bÄnderung\s+(?:de[rs]|von)\s+[^.\n]{0,60}(?:gesetz|verordnung)"
)
_OPENING_OF_UNIT = 200  # characters in which an article says so
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


def amends_another(text: str, start: int) -> bool:
    """Whether the article that begins at ``start`` says in its heading that it amends another text.

    >>> amends_another("Section 9. Amendments to the Ponds Act", 0)
    True
    """
    line_end = text.find("\n", start + 12)
    end = min(start + _OPENING_OF_UNIT, line_end if line_end >= 0 else len(text))
    return _AMENDING_UNIT.search(text, start, end) is not None


def quoted(text: str, at: int) -> bool:
    """Whether ``at`` stands within quotation marks, by the nearest mark before it.

    >>> quoted("in “section 3", 5), quoted("in “section” 3", 13)
    (True, False)
    """
    before = text[max(0, at - _REACH) : at]
    opened = max((before.rfind(mark) for mark in _OPENING), default=-1)
    closed = max((before.rfind(mark) for mark in _CLOSING), default=-1)
    return opened > closed
