"""The whole table, and a scanner of each language made from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.citations.acts import act_rows
from ingest.citations.conventions import convention_rows
from ingest.citations.grammar import Grammar, Role, Row, bare
from ingest.citations.grammars import grammar_of
from ingest.citations.words_latin import latin_rows
from ingest.citations.words_other import other_rows

# Where two rows match at one place, the narrower wins: names, then what points, then units, then terms.
_ORDER = {Role.NAME: 0, Role.BESIDE: 1, Role.SAME: 1, Role.THIS: 1, Role.UNIT: 2, Role.TERM: 3}


# Scripts without spaces, or with words that grow together: a citation may begin within a word.
_UNSPACED = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})


_LEADING_EDGE = re.compile(r"\A\\b")
_MACRO = re.compile(r"\{[LN]\}")


@dataclass(frozen=True, slots=True)
class Scanner:
    """The rows of one language with their patterns, and one pattern that finds where any of them begins."""

    language: str
    grammar: Grammar
    rows: tuple[Row, ...]
    patterns: tuple[str, ...]
    union: re.Pattern[str]
    grows: tuple[re.Pattern[str] | None, ...]

    def row_at(self, place: int) -> re.Pattern[str]:
        """The pattern of one row, compiled when a text first needs it: most texts use few rows."""
        return _compiled(self.patterns[place])


def all_rows() -> tuple[Row, ...]:
    """The whole table."""
    return (*convention_rows(), *act_rows(), *latin_rows(), *other_rows())


@cache
def scanner_for(language: str) -> Scanner | None:
    """The scanner of ``language`` (BCP 47), None for a language without a grammar."""
    grammar = grammar_of(language)
    if grammar is None:
        return None
    family = language.split("-")[0]
    names = {"*", family, language, "zh-Hans" if language in ("zh", "zh-Hans") else language}
    rows = sorted((row for row in all_rows() if names & set(row.languages)), key=lambda row: _ORDER[row.role])
    patterns = [expand(row.pattern, grammar) for row in rows]
    return Scanner(
        language,
        grammar,
        tuple(rows),
        tuple(patterns),
        re.compile(_unite(rows, patterns, family not in _UNSPACED)),
        tuple(re.compile(rf"(?:{row.grow})\Z") if row.grow else None for row in rows),
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _unite(rows: Sequence[Row], patterns: Sequence[str], spaced: bool) -> str:
    """One pattern for all rows; it looks at the first letter first, since most places start nothing.

    The name of a row stands behind it: an alternative that begins with a letter is given up at once
    where another letter stands, one that begins with a group is entered first.
    """
    bared = [bare(pattern) for pattern in patterns]
    if spaced:  # the union looks at what stands before once for all rows
        bared = [_LEADING_EDGE.sub("", pattern) for pattern in bared]
    named = [f"(?:{pattern})(?P<r{place}>)" for place, pattern in enumerate(bared)]
    general = "|".join(name for name, row in zip(named, rows, strict=True) if "*" in row.languages)
    others = "|".join(name for name, row in zip(named, rows, strict=True) if "*" not in row.languages)
    union = rf"(?:(?=[A-Z\d])(?:{general})|(?:{others}))"
    return rf"(?<![^\W_])(?=\S){union}" if spaced else union


def expand(pattern: str, grammar: Grammar) -> str:
    """Put the language's numbers where the row says ``{L}`` or ``{N}``; the first two are named n and m."""
    groups = iter(("(?P<n>", "(?P<m>") if "(?P<n>" not in pattern else ())
    while (macro := _MACRO.search(pattern)) is not None:
        numbers = grammar.numbers() if macro[0] == "{L}" else grammar.number()
        opening = next(groups, None)
        named = numbers.replace("(?P<n>", opening, 1) if opening else bare(numbers)
        pattern = pattern[: macro.start()] + named + pattern[macro.end() :]
    return pattern
