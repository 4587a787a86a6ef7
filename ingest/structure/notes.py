# ruff: noqa: E501 - a row of the table is read as one line
"""Notes to an article that are part of it, and clauses that go on with the sentence before them.

``Примечание``, ``Explanation``, ``تبصره`` stand behind the paragraphs of an article and may count
points of their own; they are none of its paragraphs. ``Provided that`` goes on with one.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NOTES: dict[str, tuple[str, str]] = {
    "ru": (r"Примечани[ея]", "Примечания. 1. Под прудом"),
    "be": (r"Заўваг[аі]", "Заўвага. Сажалка"),
    "uk": (r"Примітк[аи]", "Примітка. Ставок"),
    "kk": (r"Ескерт(?:у|пе)(?:лер)?", "Ескерту. Тоған"),
    "ky": (r"Эскертүү(?:лөр)?", "Эскертүү. Көлмө"),
    "tg": (r"Эзоҳ", "Эзоҳ: Ҳавз"),
    "uz": (r"(?:Izoh|Изоҳ|Eslatma)", "Izoh. Hovuz"),
    "az": (r"Qeyd", "Qeyd: Gölməçə"),
    "tk": (r"Bellik", "Bellik. Howuz"),
    "mn": (r"Тайлбар", "Тайлбар: Цөөрөм"),
    "en": (r"(?:Explanation|Note)(?:\s+(?:\d+|[IVX]+))?", "Explanation.—In this section, pond"),
    "bn": (r"(?:ব্যাখ্যা|ব্যাখ্যা)", "ব্যাখ্যা: পুকুর"),
    "hi": (r"स्पष्टीकरण", "स्पष्टीकरण—तालाब"),
    "ne": (r"स्पष्टीकरण", "स्पष्टीकरण: पोखरी"),
    "ur": (r"(?:وضاحت|تشریح)", "وضاحت: تالاب"),
    "fa": (r"تبصره(?:\s*[\d۰-۹]+)?", "تبصره ۱ ـ حوض"),
    "prs": (r"تبصره(?:\s*[\d۰-۹]+)?", "تبصره: حوض"),
    "vi": (r"(?:Ghi chú|Chú thích)", "Ghi chú: Ao"),
    "id": (r"(?:Penjelasan|Catatan)", "Catatan: Kolam"),
    "ms": (r"(?:Penjelasan|Huraian)", "Huraian: Kolam"),
    "th": (r"หมายเหตุ", "หมายเหตุ: บ่อ"),
}
_GOES_ON: dict[str, str] = {
    "en": r"(?i:(?:and\s+)?provided\b)",
    "ms": r"(?:Dengan syarat|Tetapi)\b",
    "bn": r"(?:তবে শর্ত|তবে শর্ত|আরও শর্ত)",
    "hi": r"(?:परन्तु|परंतु)",
    "ne": r"तर\s",
    "ur": r"(?:بشرطیکہ|مگر)",
}


def note_examples() -> dict[str, str]:
    """Per language, a line that begins a note."""
    return {language: example for language, (_, example) in _NOTES.items()}


@lru_cache(maxsize=64)
def _note_pattern(language: str) -> re.Pattern[str] | None:
    row = _NOTES.get(language)
    return re.compile(rf"(?P<word>{row[0]})\s*[.:：।ـ\-–—]+\s*") if row else None


def begins_note(text: str, language: str, start: int = 0) -> re.Match[str] | None:
    """The word with which a note begins at ``start`` (group ``word``) and what sets it off; None if none does."""
    pattern = _note_pattern(language)
    return pattern.match(text, start) if pattern else None


def goes_on(text: str, language: str) -> bool:
    """Whether a paragraph goes on with the one before it: a proviso."""
    words = _GOES_ON.get(language)
    return bool(words and re.match(words, text))
