"""Two wordings of one text, word by word: what stayed, what went, what came.

Words are compared, not the white space between them: a text keeps its words when a page is set anew.
Scripts that are written without spaces are compared by what a reader takes for one character (a Thai
consonant with its vowels and tones); tiny islands that agree by chance between two changes are made part
of the change, so that whole words are struck out and not their letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex
from rapidfuzz.distance import Indel

_SCRIPTS = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
_UNSPACED = rf"[[{_SCRIPTS}]--\p{{Nd}}--\p{{P}}]"
_SPACED = rf"[[\p{{L}}\p{{N}}]--[{_SCRIPTS}]]"
_TOKEN = regex.compile(
    # A number with its separators: 1,000 and 2.5 change as a whole.
    r"\p{Nd}++(?:[.,]\p{Nd}++)*+"
    # A word, joiners and apostrophes inside it included.
    rf"|{_SPACED}[[\p{{L}}\p{{N}}\p{{M}}\u200b-\u200d\u00ad]--[{_SCRIPTS}]]*+(?:['’ʼʻ]{_SPACED}++\p{{M}}*+)*+"
    # A character of an unspaced script with all that is written around it; a Khmer or Burmese
    # consonant with what stands below it; a Thai or Lao vowel that is written before its consonant.
    rf"|[\u0e40-\u0e44\u0ec0-\u0ec4]?{_UNSPACED}(?:[\p{{M}}\u200b-\u200d]|[\u17d2\u1039]\p{{L}})*+"
    r"[\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3]?"
    # Any other sign is one by itself.
    r"|\S",
    regex.VERSION1,
)
_WIDE = regex.compile(_UNSPACED, regex.VERSION1)
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\ufeff")
_SEEN_BY_NOBODY = regex.compile("[\u00ad\u200b\ufeff]")
_BREAK = regex.compile(r"\p{L}[-‐]\s+\p{L}")
_HYPHENS = regex.compile(r"[-‐\s\u00ad]+")
# Cells of the table that comparing two lists of words may take (an eighth of a byte each).
_MOST_CELLS = 400_000_000
# Letters: "of the High Court" may be swallowed by the changes around it, a clause may not.
_LARGEST_ISLAND = 16
_SENTENCE_ENDS = frozenset(".;:!?。；：！？।؛؟۔")


class Change(StrEnum):
    """What became of a stretch of text."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of both texts; ``a`` is empty where it was inserted, ``b`` where it was deleted.

    Of an equal stretch both hold the same words; the white space between them may differ, and where a
    line's end breaks a word.
    """

    change: Change
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words: ``keys`` are what is compared, ``starts`` where the pieces begin.

    The pieces are the text: each runs to the next one, the first from the beginning.
    """

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]

    def cut(self, first: int, last: int) -> str:
        """The text of the pieces from ``first`` up to ``last``."""
        if first >= last:
            return ""
        start = self.starts[first] if first else 0
        return self.text[start : self.starts[last] if last < len(self.starts) else len(self.text)]


def read_words(text: str) -> Words:
    """Cut a text into words.

    >>> read_words("Art. 5: 1,000 g").keys
    ('Art', '.', '5', ':', '1,000', 'g')
    >>> read_words("禁毒法").keys
    ('禁', '毒', '法')
    """
    starts = []
    keys = []
    for found in _TOKEN.finditer(text):
        starts.append(found.start())
        keys.append(found.group())
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            keys = [unicodedata.normalize("NFC", key) for key in keys]
        if _SEEN_BY_NOBODY.search(text):
            seen = [(start, key.translate(_INVISIBLE)) for start, key in zip(starts, keys, strict=True)]
            starts = [start for start, key in seen if key]
            keys = [key for _, key in seen if key]
    return Words(text, tuple(keys), tuple(starts))


def diff_words(a: Words, b: Words) -> tuple[Segment, ...]:
    """What became of one text in the other.

    The ``a`` of all segments, joined, are the first text, and the ``b`` the second. What is deleted
    stands before what is inserted in its place.

    >>> [segment.b or segment.a for segment in diff_words(read_words("a cat sat"), read_words("a dog sat"))]
    ['a ', 'cat ', 'dog ', 'sat']
    """
    if a.keys == b.keys:
        return (Segment(Change.EQUAL, a.text, b.text),) if a.text or b.text else ()
    edits = [edit for edit in _find_edits(a.keys, b.keys) if not _is_line_break(a, b, edit)]
    edits = _slide(a.keys, b.keys, edits)
    sizes = [max(_weigh(a.keys, e.a0, e.a1), _weigh(b.keys, e.b0, e.b1)) for e in edits]
    edits = _join_islands(a.keys, edits, sizes)
    segments: list[Segment] = []
    at_a = at_b = 0
    for edit in (*edits, _Edit(len(a.keys), len(a.keys), len(b.keys), len(b.keys))):
        same = Segment(Change.EQUAL, a.cut(at_a, edit.a0), b.cut(at_b, edit.b0))
        gone = Segment(Change.DELETED, a.cut(edit.a0, edit.a1), "")
        come = Segment(Change.INSERTED, "", b.cut(edit.b0, edit.b1))
        segments += [segment for segment in (same, gone, come) if segment.a or segment.b]
        at_a, at_b = edit.a1, edit.b1
    if not a.keys and a.text:  # white space alone
        segments.insert(0, Segment(Change.EQUAL, a.text, ""))
    if not b.keys and b.text:
        segments.append(Segment(Change.EQUAL, "", b.text))
    return tuple(segments)


@dataclass(frozen=True, slots=True)
class _Edit:
    """Words ``a0`` to ``a1`` became words ``b0`` to ``b1``."""

    a0: int
    a1: int
    b0: int
    b1: int


def _find_edits(a: Sequence[str], b: Sequence[str]) -> list[_Edit]:
    """The fewest words to take out and put in, neighbouring ones together."""
    if len(a) * len(b) > _MOST_CELLS:
        return [_trim(a, b)]
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(key, len(numbers)) for key in keys] for keys in (a, b)]
    edits: list[_Edit] = []
    for found in Indel.opcodes(*coded):
        if found.tag == "equal":
            continue
        if edits and edits[-1].a1 == found.src_start and edits[-1].b1 == found.dest_start:
            edits[-1] = _Edit(edits[-1].a0, found.src_end, edits[-1].b0, found.dest_end)
        else:
            edits.append(_Edit(found.src_start, found.src_end, found.dest_start, found.dest_end))
    return edits


def is_broken_alike(a: str, b: str) -> bool:
    r"""Whether two texts are one but for words that a line's end breaks with a hyphen.

    >>> is_broken_alike("not main-\n tained", "not maintained"), is_broken_alike("re-sign", "resign")
    (True, False)
    """
    broken = _BREAK.search(a) or _BREAK.search(b)
    return bool(broken) and _HYPHENS.sub("", a) == _HYPHENS.sub("", b)


def _is_line_break(a: Words, b: Words, edit: _Edit) -> bool:
    return (
        edit.a0 < edit.a1
        and edit.b0 < edit.b1
        and is_broken_alike(a.cut(edit.a0, edit.a1).strip(), b.cut(edit.b0, edit.b1).strip())
    )


def _trim(a: Sequence[str], b: Sequence[str]) -> _Edit:
    """All between what both begin and end with, for texts too long to be compared word by word."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return _Edit(start, len(a) - end, start, len(b) - end)


def _slide(a: Sequence[str], b: Sequence[str], edits: Sequence[_Edit]) -> list[_Edit]:
    """Move what was only put in, or only taken out, to where a sentence begins if the words allow it.

    "one; [two; ]" and "one[; two];" say the same; the first is how people read it.
    """
    slid: list[_Edit] = []
    for place, edit in enumerate(edits):
        if edit.a0 == edit.a1 or edit.b0 == edit.b1:
            keys, start, end = (b, edit.b0, edit.b1) if edit.a0 == edit.a1 else (a, edit.a0, edit.a1)
            before = edit.a0 - (slid[-1].a1 if slid else 0)
            after = (edits[place + 1].a0 if place + 1 < len(edits) else len(a)) - edit.a1
            shift = _choose_shift(keys, start, end, before, after)
            edit = _Edit(edit.a0 + shift, edit.a1 + shift, edit.b0 + shift, edit.b1 + shift)
        slid.append(edit)
    return slid


def _choose_shift(keys: Sequence[str], start: int, end: int, before: int, after: int) -> int:
    """How far the stretch may be moved, within so many equal words on each side, and is best moved."""
    least = 0
    while -least < before and keys[start + least - 1] == keys[end + least - 1]:
        least -= 1
    most = 0
    while most < after and keys[start + most] == keys[end + most]:
        most += 1

    def worth(shift: int) -> tuple[int, int]:
        opens = start + shift == 0 or keys[start + shift - 1][-1:] in _SENTENCE_ENDS
        return (2 if opens else _is_sign(keys[start + shift - 1])), -abs(shift)

    return max(range(least, most + 1), key=worth)


def _is_sign(key: str) -> int:
    return int(not any(character.isalnum() for character in key))


def _join_islands(a: Sequence[str], edits: Sequence[_Edit], sizes: Sequence[int]) -> list[_Edit]:
    """Make what is equal between two edits part of them where it says no more than either of them.

    ``sizes`` are those of the edits. After the "semantic cleanup" of N. Fraser, "Diff Strategies" (2006),
    with a bound, so that a sentence that stayed is never struck out.
    """
    joined: list[tuple[_Edit, int]] = []
    for edit, size in zip(edits, sizes, strict=True):
        while joined:
            last, other = joined[-1]
            island = _weigh(a, last.a1, edit.a0)
            if island > min(other, size, _LARGEST_ISLAND):
                break
            joined.pop()
            edit, size = _Edit(last.a0, edit.a1, last.b0, edit.b1), other + island + size
        joined.append((edit, size))
    return [edit for edit, _ in joined]


def _weigh(keys: Sequence[str], start: int, end: int) -> int:
    """How much some words say, in letters; a Chinese character or Thai syllable says as much as two."""
    return sum(2 * len(key) if _WIDE.match(key) else len(key) for key in keys[start:end] if key[0].isalnum())
