"""Reading the numbers of a query: which article or section, and what within it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.model import ProvisionKind
from corpus.numerals import read_roman
from ingest.citations.find import glued
from ingest.citations.grammar import Grammar, Level, Role, Row, bare
from ingest.citations.grammars import grammar_of
from ingest.citations.table import Scanner, all_rows, expand
from ingest.citations.tokens import Item, Token, read_levels, tokens
from ingest.query_references.unit_rows import GRAMMARS, hurried_rows

_LANGUAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("LATIN", ("en", "fr", "es", "de", "nl", "pt", "tr", "vi", "ms", "cs", "az", "uz", "tk", "ru")),
    ("CYRILLIC", ("ru", "uk", "kk", "uz", "tg", "mn")),
    ("ARABIC", ("ar", "fa", "ps", "ur")),
    ("CJK", ("zh-Hans", "zh-Hant", "ja")),
    ("HIRAGANA", ("ja",)),
    ("KATAKANA", ("ja",)),
    ("HANGUL", ("ko",)),
    ("THAI", ("th",)),
    ("LAO", ("lo",)),
    ("KHMER", ("km",)),
    ("MYANMAR", ("my",)),
    ("BENGALI", ("bn",)),
    ("DEVANAGARI", ("hi",)),
    ("SINHALA", ("si",)),
    ("TAMIL", ("ta",)),
    ("HEBREW", ("he",)),
    ("GEORGIAN", ("ka",)),
    ("ARMENIAN", ("hy",)),
)
"""Whose words for units are looked for in a query with letters of a script, in order of preference."""

_ALWAYS = ("en", "de")
"""Read in every query: "§ 29", "art. 3" stand beside names of any script."""

GROUPINGS = frozenset({ProvisionKind.SCHEDULE, ProvisionKind.CHAPTER})
"""Units that hold others; they are looked for where an instrument has one of that number."""

_NUMBERED = re.compile(r"\{[LN]\}|\(\?P<[nm]>")
_PARTED = re.compile(r"\d+([./-])\w")
_LETTER = re.compile(r"-([A-Z])(?![^\W_])")
_ROMAN = re.compile(r"[IVX]{1,5}", re.IGNORECASE)
_BARE = re.compile(
    r"\d{1,4}[a-z]{0,2}(?:[.-](?:\d{1,3}|[a-z](?![^\W_])))*(?:\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?:[の之의]\d{1,2})?(?:/\d{1,2})?(?:\s?\((?:\d{1,3}|[a-z]{1,2})\))*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in some instrument as the words of a query name it: ``plain[start:end]``.

    ``path`` are the numbers, outermost first, ``levels`` their levels. ``unit`` is None where the words
    give no unit ("TCK 188") or name a paragraph alone. ``language`` is whose words were read, ``spans``
    where each of them stands; ``mark`` is what parts the first number ("." in 228.1), "" if nothing does.
    """

    path: tuple[str, ...]
    levels: tuple[Level, ...]
    unit: ProvisionKind | None
    start: int
    end: int
    language: str
    spans: tuple[tuple[int, int], ...] = ()
    mark: str = ""


def read_places(plain: str) -> tuple[tuple[Place, ...], ...]:
    """Return the ways to read the units in a query (digits in ASCII), the most complete first.

    Each way is a list of places, since a query may name several.

    >>> [place.path for place in read_places("art 3(1)(b)")[0]]
    [('3', '1', 'b')]
    """
    readings: dict[tuple[tuple[tuple[str, ...], tuple[Level, ...]], ...], tuple[int, tuple[Place, ...]]] = {}
    for language in _languages_of(plain):
        scanner = _scanner(language)
        found = [_glue(token, plain) for token in tokens(plain, scanner) if token.items]
        places = _put_together(found, language, plain)
        if places:
            covered = sum(token.end - token.start for token in found)
            key = tuple((place.path, place.levels) for place in places)
            if key not in readings or readings[key][0] < covered:
                readings[key] = (covered, places)
    ranked = sorted(readings.values(), key=lambda reading: -reading[0])
    # What reads less of the words has overlooked a level.
    return tuple(places for covered, places in ranked if covered == ranked[0][0])


def read_bare(plain: str, start: int, end: int) -> Place | None:
    """Return the place that a number without a word for its unit names, None if it is no number.

    >>> read_bare("228.1", 0, 5).path
    ('228-1',)
    """
    if _BARE.fullmatch(plain, start, end) is None:
        return None
    path = read_levels(plain[start:end])
    if not path:
        return None
    mark = _mark(plain[start:end])
    return Place(path, glued(Level.UNIT, path), None, start, end, "", ((start, end),), mark)


def _glue(token: Token, plain: str) -> Token:
    """Join to a number what stands against it: the (1) of "৩৬(১)", the C of "9-C"."""
    items: list[Item] = []
    for item in token.items:
        if items and item.start == items[-1].end and plain[item.start] == "(":
            last = items.pop()
            item = replace(last, levels=last.levels + item.levels[-1:], end=item.end)
        letter = _LETTER.match(plain, item.end)
        if letter is not None and len(item.levels) == 1:
            item = replace(item, levels=(f"{item.levels[0]}-{letter[1].lower()}",), end=letter.end())
        items.append(item)
    return replace(token, items=tuple(items), end=max(token.end, items[-1].end))


def _put_together(found: Sequence[Token], language: str, plain: str) -> tuple[Place, ...]:
    """Join each article with what is named inside of it, whichever comes first."""
    heads = [token for token in found if token.level is Level.UNIT]
    if not heads:
        return (_join(list(found), language, plain),) if found else ()
    groups: list[list[Token]] = [[head] for head in heads]
    rising = found[0].level is not Level.UNIT
    for token in found:
        if token.level is Level.UNIT:
            continue
        before = sum(head.start < token.start for head in heads)
        owner = min(before, len(heads) - 1) if rising else max(before - 1, 0)
        if all(token.level is not other.level for other in groups[owner]):
            groups[owner].append(token)
    return tuple(
        place for group in groups for place in _alternatives(_join(group, language, plain), group[0])
    )


def _join(group: list[Token], language: str, plain: str) -> Place:
    ordered = sorted(group, key=lambda token: token.level)
    path: list[str] = []
    levels: list[Level] = []
    for token in ordered:
        nums = token.items[0].levels
        for num, level in zip(nums, glued(token.level, nums), strict=True):
            if not levels or level > levels[-1]:
                path.append(num)
                levels.append(level)
            else:
                path.append(num)
                levels.append(Level(min(levels[-1] + 1, Level.POINT)))
    unit = ordered[0].row.kind if ordered[0].level is Level.UNIT else None
    start, end = min(token.start for token in group), max(token.end for token in group)
    spans = tuple((token.start, token.end) for token in group)
    head = ordered[0].items[0]
    if unit is None and head.may_be_a_section and len(ordered) == 1:
        levels = list(glued(Level.UNIT, path))
    mark = _mark(plain[head.start : head.end])
    if unit is not None and (roman := _read_roman(plain[head.start : head.end], ordered[0])):
        path[0] = roman
    return Place(tuple(path), tuple(levels), unit, start, end, language, spans, mark)


def _mark(number: str) -> str:
    match = _PARTED.match(number)
    return match[1] if match is not None else ""


def _read_roman(number: str, token: Token) -> str:
    """The number that Roman numerals are, "" where these are none; small ones number schedules alone."""
    grouping = token.row.kind in GROUPINGS
    if not _ROMAN.fullmatch(number) or not (grouping or number.isupper()):
        return ""
    value = read_roman(number.upper())
    return str(value) if value is not None else ""


def _alternatives(place: Place, head: Token) -> list[Place]:
    """Give one place for each number of a list of articles: "articles 3 and 5"."""
    found = [place]
    for item in head.items[1:]:
        path = item.levels
        levels = glued(Level.UNIT, path)
        found.append(replace(place, path=path, levels=levels))
    return found


@cache
def _scanner(language: str) -> Scanner:
    """The scanner of one language that knows units alone, of either case."""
    grammar = _grammar(language)
    family = language.split("-")[0]
    names = {family, language}
    rows = [row for row in (*all_rows(), *hurried_rows()) if names & set(row.languages) and _is_unit(row)]
    patterns = ["(?i)" + expand(row.pattern, grammar) for row in rows]
    union = "|".join(f"(?:{bare(p.removeprefix('(?i)'))})(?P<r{n}>)" for n, p in enumerate(patterns))
    return Scanner(
        language, grammar, tuple(rows), tuple(patterns), re.compile(union, re.IGNORECASE), (None,) * len(rows)
    )


def _is_unit(row: Row) -> bool:
    return row.role is Role.UNIT and _NUMBERED.search(row.pattern) is not None


def _grammar(language: str) -> Grammar:
    own = next((grammar for grammar in GRAMMARS if language in grammar.languages), None)
    found = own or grammar_of(language)
    assert found is not None, language
    return found


def _languages_of(plain: str) -> tuple[str, ...]:
    scripts = {_script(character) for character in plain if character.isalpha()}
    by_script = (language for script, group in _LANGUAGES if script in scripts for language in group)
    return tuple(dict.fromkeys((*by_script, *_ALWAYS)))


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]
