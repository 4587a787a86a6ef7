"""What the tables of citing are made of: rows of words, and how a language joins them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property

from corpus.model import ProvisionKind


class Level(IntEnum):
    """How deep a unit lies: the instrument, its article or section, what is inside of that."""

    INSTRUMENT = 0
    UNIT = 1
    PARAGRAPH = 2
    SUBPARAGRAPH = 3
    POINT = 4


class Role(StrEnum):
    """What some words do in a citation."""

    UNIT = "unit"  # a unit with its numbers: article 3
    THIS = "this"  # the one around these words: this article, this Act
    BESIDE = "beside"  # one counted from here: the preceding paragraph
    SAME = "same"  # the one cited last: that section
    NAME = "name"  # another instrument, by name or number
    TERM = "term"  # a word that the document itself has to define: the Convention


class Scheme(StrEnum):
    """By what a ``NAME`` names an instrument."""

    CONVENTION = "convention"  # the row's key
    NUMBER = "number"  # a symbol or number, which the row's key puts together
    TITLE = "title"  # the words themselves


@dataclass(frozen=True, slots=True)
class Row:
    """One way to say one thing; ``examples`` are (words, what they say), from which tests are made.

    In ``pattern``, ``{L}`` stands for a list of numbers and ``{N}`` for one number or a pair. What a
    ``UNIT`` row says is its numbers joined by a space, levels inside a number by ``/``. ``step`` is how
    far a ``BESIDE`` row counts: -1 the one before, -2 the two before, -99 all before. ``grow`` is matched
    against the words before a title, since a title begins where capitals begin. ``key`` is an instrument
    id or name, or for numbers a template over the named groups (those called n... are read as numbers).
    A row that does not ``lead`` counts only after another unit.
    """

    languages: tuple[str, ...]
    role: Role
    level: Level
    pattern: str
    examples: tuple[tuple[str, str], ...]
    kind: ProvisionKind | None = None
    step: int = 0
    scheme: Scheme = Scheme.TITLE
    key: str = ""
    grow: str = ""
    leads: bool = True


@dataclass(frozen=True)
class Grammar:
    """How the languages named join numbers and units.

    ``item`` is one number; ``also`` joins the numbers of a list and units that are cited together;
    ``to`` joins the ends of a range. ``down`` stands between a unit and one inside of it that follows,
    ``up`` between a unit and the one around it that follows. ``elsewhere`` right after a citation, or
    ``before`` right before it, says that it points into some other text. ``aside`` stands between a unit
    that nothing before owns and the one around it ("Paragraph 2, Article 5").
    """

    languages: tuple[str, ...]
    item: str
    also: str
    to: str
    down: str
    up: str
    elsewhere: str = r"(?!)"
    before: str = r"(?!)"
    aside: str = r"(?!)"

    def numbers(self) -> str:
        """The pattern of a list of numbers. None begins a line: that would be the label of an entry."""
        return rf"(?P<n>{self.item}(?:(?:{self.to}|{self.also})(?<!\n){self.item})*)"

    def number(self) -> str:
        """The pattern of one number, or of two joined by a word."""
        joined = rf"(?:{self.to}|(?!\s*[,،、]\s*[^\s(])(?:{self.also}))"
        return rf"(?P<n>{self.item}(?:{joined}(?<!\n){self.item})*)"

    @cached_property
    def one(self) -> re.Pattern[str]:
        """One number."""
        return re.compile(self.item)

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """What stands between two numbers of a list."""
        return re.compile(rf"(?:{self.to}|{self.also})")

    @cached_property
    def joins(self) -> re.Pattern[str]:
        """What joins units that are cited together."""
        return re.compile(rf"(?:{self.also})\Z")

    @cached_property
    def spans(self) -> re.Pattern[str]:
        """What joins the first and the last unit of a range."""
        return re.compile(rf"(?:{self.to})\Z")

    @cached_property
    def descends(self) -> re.Pattern[str]:
        """What stands between a unit and one inside of it."""
        return re.compile(rf"(?:{self.down})\Z")

    @cached_property
    def ascends(self) -> re.Pattern[str]:
        """What stands between a unit and the one around it."""
        return re.compile(rf"(?:{self.up})\Z")

    @cached_property
    def stands_aside(self) -> re.Pattern[str]:
        """What stands between a unit that owns nothing before it and the one around it."""
        return re.compile(self.aside)

    @cached_property
    def leads_away(self) -> re.Pattern[str]:
        """Words after a citation that say that it points elsewhere."""
        return re.compile(self.elsewhere)

    @cached_property
    def comes_from(self) -> re.Pattern[str]:
        """Words before a citation that say that it points elsewhere."""
        return re.compile(rf"(?:{self.before})\Z")


def bare(pattern: str) -> str:
    """Return ``pattern`` without its named groups, to stand in an alternation.

    >>> bare("(?P<n>a)(?P<t>b)")
    '(?:a)(?:b)'
    """
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def plain(words: str) -> str:
    """Return words with single spaces and ASCII digits: how names and symbols are compared and shown.

    >>> plain("Luật  số ７３")
    'Luật số 73'
    """
    if words.isascii():
        return " ".join(words.split())
    text = unicodedata.normalize("NFKC", words)
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)
    return " ".join(text.split())
