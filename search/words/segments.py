"""Where words begin and end: runs without spaces, words with joiners, numbers with separators, hyphens."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import regex

# Languages that write an apostrophe inside a word (oʻzbek, об'єкт), and the signs they write it with.
_APOSTROPHE_LANGUAGES = frozenset(("uz", "uk", "be"))
_APOSTROPHES = "'`´ʹʻʼʽ‘’‛"
_APOSTROPHE_INSIDE = regex.compile(rf"(?<=\p{{L}})[{_APOSTROPHES}](?=\p{{L}})")
# Before a vowel French leaves out the vowel of these, and an apostrophe stands for it: l'article.
_ELIDED = frozenset(("l", "d", "j", "m", "n", "s", "t", "c", "qu"))

# Persian writes prefixes and endings of a word with a blank, with a joiner, or with neither.
_PERSIAN_BEFORE = regex.compile("ن?م[یي]")
_PERSIAN_AFTER = regex.compile("ها|ها[یي]|ها[یي][یي]|تر|تر[یي]ن|اند|ام|ا[یي]م")

_UNSPACED = (
    r"[[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}\p{Hangul}]--\p{Nd}]"
)
_CHUNK = regex.compile(
    # A run of an unspaced script with its marks: ห้อง, 禁毒法, 마약류의.
    rf"(?P<run>{_UNSPACED}(?:{_UNSPACED}|[\p{{M}}\u200b-\u200d])*)"
    # Any other word or number, joiners inside it included: ١٢, 12bis, می‌شود.
    rf"|(?P<word>(?:(?!{_UNSPACED})[\p{{L}}\p{{N}}])"
    rf"(?:(?!{_UNSPACED})[\p{{L}}\p{{N}}\p{{M}}\u200b-\u200d\u00ad])*)",
    regex.VERSION1,
)
# Characters as they are read; what is written below a Khmer or Burmese consonant belongs to it.
_CLUSTER = regex.compile(r"\X(?:(?<=[\u17d2\u1039])\X)*")
_INVISIBLE = regex.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]+")
_HYPHENS = frozenset(("-", "‐", "‑", "-\n", "‐\n"))
_THOUSANDS = frozenset((",", ".", "'", "’", "\u00a0", "\u202f", "\u2009", "٬", "،", "，"))
_MOST_PARTS = 6


_RUN = regex.compile(_UNSPACED, regex.VERSION1)


def is_run(word: str) -> bool:
    """Whether a word is of a script that is written without spaces."""
    return bool(_RUN.match(word))


@dataclass(frozen=True, slots=True)
class Piece:
    """A place in a text; ``elided`` where a vowel fell out: the l of l'article."""

    start: int
    end: int
    elided: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What is one word, and what it consists of; of a run without spaces, its overlapping pairs.

    ``last`` is the last character of a run.
    """

    pieces: tuple[Piece, ...]
    run: bool = False
    hyphenated: bool = False
    last: str = ""

    @property
    def whole(self) -> Piece:
        """From the first piece to the last."""
        first, last = self.pieces[0], self.pieces[-1]
        return first if first is last else Piece(first.start, last.end)


def read_units(text: str, language: str, *, compounds: bool = False) -> Iterator[Unit]:
    """The words of a text in order; with ``compounds``, words with hyphens as a whole after their parts.

    >>> [text[u.whole.start:u.whole.end] for text in ["1,000 e-mails"] for u in read_units(text, "en")]
    ['1,000', 'e', 'mails']
    """
    chain: list[Unit] = []
    for unit in _glue(text, language):
        if compounds and chain:
            between = text[chain[-1].whole.end : unit.whole.start]
            if unit.run or between not in _HYPHENS:
                yield from _join(text, chain)
                chain = []
        yield unit
        if compounds and not unit.run:
            chain.append(unit)
    yield from _join(text, chain)


def _join(text: str, chain: list[Unit]) -> Iterator[Unit]:
    if 1 < len(chain) <= _MOST_PARTS:
        start, end = chain[0].whole.start, chain[-1].whole.end
        if any(character.isalpha() for character in text[start:end]):
            yield Unit(tuple(unit.whole for unit in chain), hyphenated=True)


def _glue(text: str, language: str) -> Iterator[Unit]:
    """Chunks, with those together that are one word: 1,000, می شود."""
    held: list[Piece] = []
    for match in _CHUNK.finditer(_close_apostrophes(text, language)):
        start, end = match.span()
        if match["run"] is not None:
            if held:
                yield Unit(tuple(held))
                held = []
            if pairs := _pair(text, start, end):
                yield pairs
            continue
        pieces = _split(text, start, end, language)
        if held and (start - held[-1].end != 1 or not _continues(text, held, pieces, language)):
            yield Unit(tuple(held))
            held = pieces
        else:
            held += pieces
    if held:
        yield Unit(tuple(held))


def _close_apostrophes(text: str, language: str) -> str:
    # The stand-in is a letter, so that the word pattern runs through it; offsets stay.
    return _APOSTROPHE_INSIDE.sub("ʼ", text) if language in _APOSTROPHE_LANGUAGES else text


def _split(text: str, start: int, end: int, language: str) -> list[Piece]:
    """A chunk in its parts: Persian joins words by a sign that shows nothing."""
    if language == "fa" and "\u200c" in text[start:end]:
        parts = [
            Piece(start + found.start(), start + found.end())
            for found in regex.finditer(r"[^\u200c]+", text[start:end])
        ]
        if all(regex.search(r"\p{L}", text[part.start : part.end]) for part in parts):
            return parts
    if end - start <= 2 and text[end : end + 1] in ("'", "’", "ʼ") and text[end + 1 : end + 2].isalpha():
        elided = language not in _APOSTROPHE_LANGUAGES and text[start:end].lower() in _ELIDED
        return [Piece(start, end, elided)]
    return [Piece(start, end)]


def _continues(text: str, held: list[Piece], pieces: list[Piece], language: str) -> bool:
    between = text[held[-1].end : pieces[0].start]
    if between in _THOUSANDS:
        first, last = text[held[0].start : held[0].end], text[pieces[0].start : pieces[0].end]
        return first.isdecimal() and len(first) <= 3 and last.isdecimal() and len(last) == 3
    if language == "fa" and between == " ":
        before, after = text[held[-1].start : held[-1].end], text[pieces[0].start : pieces[0].end]
        return bool((len(held) == 1 and _PERSIAN_BEFORE.fullmatch(before)) or _PERSIAN_AFTER.fullmatch(after))
    return False


def _pair(text: str, start: int, end: int) -> Unit | None:
    clusters = [
        (start + found.start(), start + found.end())
        for found in _CLUSTER.finditer(text[start:end])
        if not _INVISIBLE.fullmatch(found.group())
    ]
    if not clusters:
        return None
    spans = [(one[0], other[1]) for one, other in itertools.pairwise(clusters)] or clusters
    last = text[clusters[-1][0] : clusters[-1][1]]
    return Unit(tuple(Piece(*span) for span in spans), run=True, last=last)
