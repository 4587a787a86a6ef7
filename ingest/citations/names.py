"""Which instrument a name means: by number, by title in one jurisdiction, by the register."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from corpus.model import Instrument
from ingest.citations.conventions import convention_rows
from ingest.citations.grammar import Role, Scheme, plain
from ingest.citations.table import scanner_for
from ingest.citations.tokens import Name, tokens

_COUNTRY = re.compile(r"^(?:中华人民共和国|中華人民共和國|中華民國|日本国|대한민국)")
_TAIL = re.compile(r"\s*(?:[(（][^()（）]*[)）]|的解释)\s*$")
_TRAILING_YEAR = re.compile(r"[,\s]*(?:of\s+|năm\s+|พ\.ศ\.\s*)?(?:1[89]|2[0-5])\d\d$")
HEAD = 800
"""Characters in which a document states its own number."""

_UNIVERSAL = re.compile(r"^(?:[AES]/|CND/|EU:C:|/akn/)")
_ABBREVIATION = re.compile(r"\(([A-ZÄÖÜ][\w-]{1,12})\)")
_CYRILLIC_WORD = re.compile(r"[Ѐ-ӿ]{5,}")
_ENDINGS = re.compile(r"(?<=\w{5})(?:ining|ning|nun|nin|ının|inin|unun|ünün|es|s)$")
_LONG = 200  # characters: longer ones are sentences, not titles
_LABEL = 14  # characters of "Luật số:" and its like
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names of instruments to one place's eyes: ``numbers`` and ``titles`` lead to their ids."""

    numbers: Mapping[str, str]
    titles: Mapping[str, str]
    register: Callable[[str], str | None]

    def find(self, name: Name) -> str | None:
        """The id of the instrument, or None where it is not known or not only one."""
        if name.scheme is Scheme.CONVENTION:
            if name.key.startswith("/akn/"):
                return name.key
            return self.numbers.get(name.key)
        if name.scheme is Scheme.NUMBER:
            return self.numbers.get(name.key) or self.register(name.words)
        return self.titles.get(title_key(name.words)) or self.register(name.words)


def title_key(title: str) -> str:
    """Return a title as titles are compared: no case, accents, marks, country or year at its end.

    >>> title_key("Moss Act, 1997") == title_key("moss act")
    True
    """
    text = plain(title)
    while (cut := _TAIL.sub("", text)) != text and cut:
        text = cut
    text = _TRAILING_YEAR.sub("", _COUNTRY.sub("", text)) or text
    # Words are declined: their beginnings tell titles apart well enough within one jurisdiction.
    text = _CYRILLIC_WORD.sub(lambda word: word[0][:5], text)
    text = _ENDINGS.sub("", unicodedata.normalize("NFKD", text).casefold())
    text = "".join(c for c in text if unicodedata.category(c) != "Mn" or not c.isascii())
    return _NOT_WORD.sub("", unicodedata.normalize("NFC", text))


def own_names(
    instrument: Instrument, title: str, head: str, language: str
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the numbers and the titles by which an instrument is cited, from its title and opening lines.

    A number counts that stands in the title, or on an opening line that holds nothing else.
    """
    scanner = scanner_for(language)
    numbers: set[str] = set()
    named = (title, instrument.title, *instrument.titles.values(), *instrument.names)
    titles = {title_key(found) for words in named for found in _ABBREVIATION.findall(words)}
    titles |= {
        title_key(words)
        for words in (title, instrument.title, *instrument.titles.values(), *instrument.names)
    }
    if scanner is not None:
        lines = [line.strip() for line in head.split("\n")[:30]]
        for words in (
            title,
            instrument.title,
            *instrument.names,
            *(line for line in lines if len(line) < 60),
        ):
            found = [
                t
                for t in tokens(words, scanner)
                if t.role is Role.NAME and t.name and t.name.scheme is Scheme.NUMBER
            ]
            own_line = words not in lines or (len(found) == 1 and _alone(words, found[0].start, found[0].end))
            amending = re.search(r"sửa đổi|amend|změn|সংশোধন", words, re.IGNORECASE)
            if found and own_line:
                kept = found[:1] if amending else found
                numbers |= {t.name.key for t in kept if t.name}
    for pattern, key in _unregistered():
        if any(len(words) < _LONG and pattern.match(words) for words in (title, instrument.title)):
            numbers.add(key)
    return frozenset(numbers), frozenset(key for key in titles if len(key) > 1)


def is_universal(key: str) -> bool:
    """Whether a number or treaty means the same in every jurisdiction.

    >>> is_universal("A/RES/61/183"), is_universal("Act 234")
    (True, False)
    """
    return _UNIVERSAL.match(key) is not None or any(key == known for _, known in _unregistered())


@cache
def _unregistered() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The treaties that the register does not hold, by pattern."""
    rows = (row for row in convention_rows() if not row.key.startswith("/akn/"))
    return tuple((re.compile(row.pattern), row.key) for row in rows)


def _alone(line: str, start: int, end: int) -> bool:
    """Whether little but a label ("Luật số:") stands beside the number on its line."""
    before, after = line[:start].rstrip(), line[end:].split("|")[0].strip(" )）]")
    label = not before or (len(before) <= _LABEL and before[-1] in ":：([（")
    return label and not after


def gather(
    accounts: Iterable[tuple[str, frozenset[str], frozenset[str]]],
) -> tuple[dict[str, str], dict[str, str]]:
    """Return numbers and titles to instrument ids; what two instruments share leads nowhere."""
    numbers: dict[str, set[str]] = {}
    titles: dict[str, set[str]] = {}
    for instrument_id, own_numbers, own_titles in accounts:
        for key in own_numbers:
            numbers.setdefault(key, set()).add(instrument_id)
        for key in own_titles:
            titles.setdefault(key, set()).add(instrument_id)
    return _single(numbers), _single(titles)


def _single(ids: Mapping[str, set[str]]) -> dict[str, str]:
    return {key: next(iter(found)) for key, found in ids.items() if len(found) == 1}
