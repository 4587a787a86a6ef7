"""What a query asks for beyond its words: clauses, as :mod:`search.asking.syntax` reads them."""

from __future__ import annotations

from dataclasses import dataclass

from search.index.protocol import Selection


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or the beginning of one. ``field`` is where: title, heading, text; empty for anywhere."""

    text: str
    field: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, next to each other; of a title or heading all of them, in any order."""

    text: str
    field: str = ""


Part = Word | Phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that a provision has if it has one of the alternatives."""

    alternatives: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two parts that stand at most ``distance`` words from each other; neighbours are 1 apart."""

    parts: tuple[Part, Part]
    distance: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query, read.

    ``text`` is what is left for meaning and ranking: the words of phrases and clauses are in it, what
    must not be found is not. ``operators`` says whether there was anything but words.
    """

    text: str
    must: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    near: tuple[Near, ...] = ()
    only: Selection = ()
    without: Selection = ()
    year_from: int | None = None
    year_to: int | None = None
    operators: bool = False
