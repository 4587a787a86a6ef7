"""From what stands on a right-to-left line to what it says: the bidirectional algorithm undone.

Unicode's algorithm (UAX 9) lays logical text out on a line; several texts can give one line, so undoing it is
a choice of the likeliest. A line reads from its right end; islands of Latin words and numbers read from
left to right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_NUMBER = re.compile("[0-9\u0660-\u0669\u06f0-\u06f9]")
_ARABIC_SEPARATORS = frozenset(".,:/\u00a0\u066b\u066c\u060c")
_HEBREW_SEPARATORS = _ARABIC_SEPARATORS | frozenset("+-\u2212")
_AROUND_NUMBER = frozenset("%$#€£¥°₪‰")
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_MIRROR = _PAIRS | {close: opening for opening, close in _PAIRS.items()}
_LOOSE = frozenset(" .,;:!?،؛؟…")


@dataclass(frozen=True, slots=True)
class Sign:
    """One unit of a line: its text, and whether its brackets face as the file says."""

    text: str
    stated: bool = False


def is_right_to_left(text: str) -> bool:
    """Tell whether most letters of ``text`` are Arabic or Hebrew."""
    there = sum(c.isalpha() for c in _RIGHT_TO_LEFT.findall(text))
    return bool(2 * there > sum(map(str.isalpha, text)))


def has_right_to_left(text: str) -> bool:
    """Tell whether there is any Arabic or Hebrew in ``text``."""
    return _RIGHT_TO_LEFT.search(text) is not None


def undo(signs: Sequence[Sign], arabic: bool = True) -> str:
    r"""Return the logical text of a right-to-left line whose ``signs`` are given from left to right.

    ``arabic`` chooses what joins digits into one number: after Arabic letters a hyphen does not.

    >>> undo([Sign(c) for c in "ab 12 \u05d1\u05d0"]) == "\u05d0\u05d1 ab 12"
    True
    """
    parts: list[Sign] = []
    at = len(signs)
    while at > 0:
        start = _island(signs, at, arabic)
        if start is None:
            parts.append(signs[at - 1])
            at -= 1
        else:
            # What is read from left to right keeps its brackets.
            parts += [Sign(sign.text, True) for sign in signs[start:at]]
            at = start
    return face_brackets(parts)


def _island(signs: Sequence[Sign], end: int, arabic: bool) -> int | None:
    """Return where the island begins that ends at ``end`` (exclusive); None if there is none."""
    if not _is_latin(signs[end - 1].text) and not _is_number(signs[end - 1].text):
        rest = signs[end - 1].text
        if arabic or rest not in _AROUND_NUMBER or end < 2 or not _is_number(signs[end - 2].text):
            return None
    start = end - 1
    latin = end if _is_latin(signs[end - 1].text) else 0  # whether anything so far is Latin
    while start > 0:
        step = _step(signs, start, bool(latin), arabic)
        if step is None:
            break
        start = step
        latin = latin or _is_latin(signs[start].text)
    return start


def _step(signs: Sequence[Sign], start: int, latin: bool, arabic: bool) -> int | None:
    """Return the next place to the left that belongs to the island beginning at ``start``."""
    before = signs[start - 1].text
    if _is_latin(before) or _is_number(before):
        return start - 1
    if _RIGHT_TO_LEFT.search(before):
        return None
    separators = _ARABIC_SEPARATORS if arabic else _HEBREW_SEPARATORS
    numbers = start >= 2 and _is_number(signs[start - 2].text) and _is_number(signs[start].text)
    if numbers and before in separators:
        return start - 2
    if not arabic and before in _AROUND_NUMBER and _is_number(signs[start].text):
        return start - 1
    # Whatever stands between Latin words, or between a Latin word and a number after it, is theirs.
    at = start - 1
    while at >= 0 and not _RIGHT_TO_LEFT.search(signs[at].text) and not _is_latin(signs[at].text):
        if _is_number(signs[at].text) and not latin:
            return None
        at -= 1
    if at < 0 or not _is_latin(signs[at].text):
        return None
    return at if latin or re.match("[0-9]", signs[start].text) else None


def _is_latin(text: str) -> bool:
    return any(c.isalpha() for c in text) and not _RIGHT_TO_LEFT.search(text)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.match(text))


def face_brackets(signs: Sequence[Sign]) -> str:
    """Return the text of ``signs`` with each bracket facing what it encloses.

    A glyph's map says which way it looks, and engines turn some of them, so that is no evidence; what stands
    beside a bracket is: an opening one has a space before it and none after it.
    """
    text = [sign.text for sign in signs]
    line = "".join(text)
    waiting: list[str] = []
    position = 0
    for index, sign in enumerate(signs):
        mark = sign.text
        if mark in _MIRROR:
            opening = mark if mark in _PAIRS else _MIRROR[mark]
            if not sign.stated:
                text[index] = opening if _opens(line, position, opening in waiting) else _PAIRS[opening]
            if text[index] == opening:
                waiting.append(opening)
            elif opening in waiting:
                waiting.remove(opening)
        position += len(mark)
    return "".join(text)


def _opens(line: str, position: int, waiting: bool) -> bool:
    before = line[position - 1] if position else " "
    after = line[position + 1] if position + 1 < len(line) else " "
    free_before, free_after = before in _LOOSE, after in _LOOSE
    return free_before if free_before != free_after else not waiting


def is_arabic(text: str) -> bool:
    """Tell whether the right-to-left letters of ``text`` are Arabic rather than Hebrew."""
    return len(_ARABIC.findall(text)) * 2 >= len(_RIGHT_TO_LEFT.findall(text))
