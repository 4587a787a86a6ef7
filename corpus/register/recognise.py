"""Recognising, by the title that an ingested file bears, an instrument that is in the register."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.register.load import load_register
from corpus.register.records import RegisterInstrument

# "…sobre Estupefacientes (text extracted from the PDF)": what stands in brackets is not the title.
_BRACKETED = re.compile(r"[(\[（【][^()\[\]（）【】]*[)\]）】]")
# A year of a treaty: 1800 to 2099.
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)")
_NOT_WORD = re.compile(r"[\W_]+")
# Words that come and go between editions of one title and tell no two instruments apart.
_FILLERS = frozenset(("the", "draft", "of", "de", "del", "van", "von", "du", "проект", "года", "г"))
# A name of so few words ("1988 Convention") says nothing without its year.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class _Key:
    """A title without case, accents, punctuation and fillers, its years set apart."""

    words: tuple[str, ...]
    years: frozenset[int]


def recognise(title: str, year: int | None = None) -> str | None:
    """Return the id of the register instrument that bears this title or name, or None.

    The whole title must match, so that a bill that merely mentions a convention is not taken for
    it. Years in the title, and ``year`` if it is known, must be among the years of the
    instrument: that tells the conventions of 1961, 1971 and 1988 apart where their names do not.
    """
    return recognise_in(_shipped(), title, year)


@functools.cache
def _shipped() -> tuple[tuple[_Key, RegisterInstrument], ...]:
    return index_titles(load_register())


def index_titles(register: Iterable[RegisterInstrument]) -> tuple[tuple[_Key, RegisterInstrument], ...]:
    """Return every title and name of the register in comparable form, with its instrument."""
    keys: dict[tuple[_Key, str], RegisterInstrument] = {}
    for entry in register:
        for name in (entry.source_title, *entry.instrument.titles.values(), *entry.instrument.names):
            keys.setdefault((_key(name), entry.instrument.id), entry)
    return tuple((key, entry) for (key, _), entry in keys.items())


def recognise_in(
    index: Iterable[tuple[_Key, RegisterInstrument]], title: str, year: int | None = None
) -> str | None:
    """Do what :func:`recognise` does, over the titles of another register."""
    index = tuple(index)
    for candidate in dict.fromkeys((title, _BRACKETED.sub(" ", title))):
        key = _key(candidate)
        if not key.words:
            continue
        found = {
            entry.instrument.id
            for known, entry in index
            if known.words == key.words and _agree(known, key, entry, year)
        }
        if len(found) == 1:
            return found.pop()
    return None


def _agree(known: _Key, key: _Key, entry: RegisterInstrument, year: int | None) -> bool:
    """Tell whether the years do not speak against it, and speak for it where the name needs them."""
    if not key.years <= set(entry.years):
        return False
    if year is not None and year not in entry.years:
        return False
    # "1988 Convention" without its year is any convention; a full title does without.
    stated = key.years or (frozenset() if year is None else frozenset((year,)))
    return bool(stated) or not known.years or len(known.words) > _SHORT


def _key(title: str) -> _Key:
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", title)).casefold()
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Mn")
    text = unicodedata.normalize("NFC", text)
    text = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)  # ۱۹۸۸, ๑๙๘๘
    years = frozenset(int(match.group()) for match in _YEAR.finditer(text))
    words = _NOT_WORD.sub(" ", _YEAR.sub(" ", text)).split()
    return _Key(tuple(word for word in words if word not in _FILLERS), years)
