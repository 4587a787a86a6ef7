"""Finding the signal terms of an area in a text: the visible evidence for an assignment."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import regex  # type: ignore[import-untyped, unused-ignore]

from corpus.areas.load import Area, load_areas

# Letters that are written differently for the same word, in the Arabic script: Arabic and Persian
# yeh and kaf, alef with and without hamza or madda, teh marbuta and heh.
_VARIANTS = {letter: f"[{group}]" for group in ("يیى", "كک", "اأإآ", "ةه") for letter in group}
# Vowel signs and tatweel may stand after any Arabic letter; statutes are partly vowelled.
_ARABIC_MARKS = "[\u064b-\u0652\u0670\u0640]*"
# Conjunctions, prepositions and the article are written together with the Arabic word.
_ARABIC_CLITICS = "(?:[وف]?[بلك]?(?:ال|لل)?)"
# Scripts that run words together (Korean: in compounds, with spaces at will): a term may begin anywhere.
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
# An acronym or a very short word is no stem: "nps", "pics", Turkish "fonu".
_SHORT = regex.compile(r"[\p{Latin}\d]{1,4}")
_ARABIC = regex.compile(r"\p{Arabic}")


def find_signals(text: str, area: Area, language: str | None = None) -> list[tuple[int, int]]:
    """Return the spans ``(start, end)`` in ``text`` where a signal term of the area occurs.

    Terms are stems, or phrases of stems: a match begins where a word begins and is drawn out to
    the end of its last word, so that the evidence reads as words. Case, white space and spelling
    variants of the Arabic script do not matter. Only the terms of
    ``language`` and of its base language are tried, or all if it is None. Spans are in order and
    do not overlap.
    """
    pattern = _compile(area.code, language) if _is_shipped(area) else _compile_terms(_terms(area, language))
    if pattern is None:
        return []
    return [match.span() for match in pattern.finditer(text)]


def _is_shipped(area: Area) -> bool:
    return any(area is shipped for shipped in load_areas())


@functools.cache
def _compile(code: str, language: str | None) -> regex.Pattern[str] | None:
    area = next(area for area in load_areas() if area.code == code)
    return _compile_terms(_terms(area, language))


def _terms(area: Area, language: str | None) -> tuple[str, ...]:
    if language is None:
        return tuple(dict.fromkeys(term for terms in area.terms.values() for term in terms))
    return tuple(
        dict.fromkeys((*area.terms.get(language, ()), *area.terms.get(language.split("-", 1)[0], ())))
    )


def _compile_terms(terms: Iterable[str]) -> regex.Pattern[str] | None:
    # Longest first, so that "mutual legal assistance" is found whole and not as "legal assistance".
    parts = [_pattern(term) for term in sorted(terms, key=len, reverse=True)]
    return regex.compile("|".join(parts), regex.IGNORECASE) if parts else None


def _pattern(term: str) -> str:
    if _UNSPACED.search(term):
        return r"\s*".join(regex.escape(part) for part in term.split())
    if _ARABIC.search(term):
        return rf"(?<!\w){_ARABIC_CLITICS}{_arabic(term.removeprefix('ال'))}\w*"
    if _SHORT.fullmatch(term):
        return rf"(?<!\w){regex.escape(term)}(?!\w)"
    return r"(?<!\w)" + r"\s+".join(regex.escape(word) + r"\w*" for word in term.split())


def _arabic(term: str) -> str:
    pieces = []
    for character in term:
        if character in " \u200c":
            # A zero-width non-joiner, a space or nothing: Persian compounds come in all three.
            pieces.append("[\\s\u200c]*")
        else:
            pieces.append(_VARIANTS.get(character, regex.escape(character)) + _ARABIC_MARKS)
    return "".join(pieces)
