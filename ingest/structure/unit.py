"""What a row of the table of units is: a word of one tradition, how it is numbered, and its examples."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import ProvisionKind as K
from ingest.structure.numbers import ARABIC_ORDINAL, CJK_NUMERAL, Number, plain, read_number, read_ordinal

BASIC = frozenset({K.ARTICLE, K.SECTION})
"""The units that are themselves cited; everything else groups or follows them."""

# Letters that follow a number without a space: 35A, 12а, 5đ, 7א; an Indic one must not carry a vowel sign.
_SUFFIX = (
    r"(?:[a-zA-Zа-яА-ЯёЁіІїЇєЄґҐđĐçÇəƏა-ჰա-ֆºª]{1,3}(?![^\W_])|[א-ת]{1,2}(?![^\W_])"
    r"|[क-हক-হஅ-ஹඅ-ෆ](?![^\W_]|[\u0900-\u0963\u0970-\u0dff]))"
)
# Inserted behind the number, in words: 12 bis, ๕ ทวิ, ۵ مکرر.
_REPEATED = (
    r"(?:bis|ter|quater|quinquies|sexies|septies|octies|ทวิ|ตรี|จัตวา|เบญจ|ฉ|สัตต|อัฏฐ|นว|ทศ"
    r"|مکرر|مكرر(?:[\u064b]?ا[\u064b]?)?|мукаррар|mukarrer|mükerrer|ស្ទួន)(?![^\W_])"
)
_DIGITS = (
    r"(?>\d+(?:[-–.‑/]\d+|[-–‑/][A-ZА-ЯÇĞİÖŞÜ](?![^\W_])|\(\d\)(?=[.\-])|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)*"
    rf"(?:[\s\-–]?{_REPEATED}|{_SUFFIX})?)"
)
_ROMAN = r"(?>[IVXLCІХ]+(?:\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹]+|[-–][A-Z\d])?(?![^\W_]))"
_WORD = r"[^\s\d.,:;()\-–—ـ\[\]«»\"“”|/।۔،؛၊။។៖]+"
_PLACEHOLDERS = {
    # Atomic groups: a number is read whole or not at all.
    "{N}": rf"(?P<num>{_DIGITS})",
    "{R}": rf"(?P<num>{_ROMAN})",
    "{NR}": rf"(?P<num>{_ROMAN}|{_DIGITS}(?![^\W_]))",
    "{C}": rf"(?P<num>(?>{CJK_NUMERAL}+|\d+(?:-\d+)?))",
    "{O}": rf"(?P<words>{_WORD}(?:\s+{_WORD}){{0,4}}?)",
    "{AR}": rf"(?P<num>(?:{ARABIC_ORDINAL}|\d+(?:[-/]\d+)?)"
    r"(?:\s*[)\]]?\s+مكرر(?:[\u064b]?ا[\u064b]?)?(?![ء-ي]))?)",
    "{HE}": r"(?P<num>[א-ת]{1,2}['’׳]?(?:[\"”״][א-ת])?(?![^\W_])|\d+[א-ת]?(?![^\W_]))",
    # Spaces, and the marks without width that Khmer, Thai and right-to-left texts carry.
    "{_}": r"[\s\u200b-\u200f\u2066-\u2069]*",
    "{-}": r"\s*[-‐‑–]?\s*",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One row: a unit of one tradition. ``rank`` orders groupings, 1 being the outermost.

    ``numbered``: without a number the line is none. ``table``: rows of data rather than text, which
    close a document or stand in an annex, but are captions in the middle of a statute.
    """

    languages: tuple[str, ...]
    kind: K
    pattern: str
    examples: tuple[tuple[str, str | None], ...]
    reason: str
    rank: int = 9
    numbered: bool = True
    table: bool = False

    def compiled(self) -> re.Pattern[str]:
        """The pattern with its placeholders filled in."""
        filled = self.pattern
        for name, expansion in _PLACEHOLDERS.items():
            filled = filled.replace(name, expansion)
        return re.compile(filled)


def number_of(match: re.Match[str]) -> Number | None:
    """The number in a match, its inserted part included; None if there is none to be read."""
    groups = match.groupdict()
    if words := groups.get("words"):
        return read_ordinal(words) or (read_number(words) if re.fullmatch("[IVXLC]+", words) else None)
    raw = next((groups[name] for name in ("num", "num2", "num3") if groups.get(name)), None)
    if raw is None:
        return None
    if raw.lower() in ("1er", "ier", "1ᵉʳ"):
        return plain(1)
    if sub := groups.get("sub"):
        raw = f"{raw}之{sub}"
    if groups.get("again"):
        raw = f"{raw} bis"
    return read_number(raw)


def forms(*words: str) -> str:
    """An alternation of words as they are printed: as given, and in capitals.

    >>> forms("Статья", "İlave")
    'Статья|СТАТЬЯ|İlave|İLAVE'
    """
    return "|".join(dict.fromkeys(form for word in words for form in (word, word.upper())))
