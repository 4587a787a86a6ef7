"""Text in the form in which the source and the reading are compared: what both must agree on.

White space, hyphens and marks without ink are left out, since line ends make and lose them;
compatibility forms become plain ones (ligatures, raised digits, full width), since readers
raise digits and engines differ in ligatures. Everything else must be equal.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

# Hyphens and the minus (also the raised one) that line ends make and lose; the sign between cells.
_IDLE = "-\u2010\u2011\u00ad\u2212\u207b\ufe63\uff0d|\ufffe\uffff"
_LONGEST_EXPANSION = 4  # U+FDFA is eighteen letters: a flood of it must stay small
_WEIGHTLESS = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")


@dataclass(slots=True)
class Folder:
    """Folds words; ``idle`` are further characters that are markup in the format at hand."""

    idle: str = ""
    _characters: dict[str, str] = field(default_factory=dict)
    _words: dict[str, str] = field(default_factory=dict)

    def fold_word(self, word: str) -> str:
        """Return one word without its idle characters, in plain forms."""
        if (known := self._words.get(word)) is None:
            plain = word if word.isascii() else unicodedata.normalize("NFC", word)
            known = "".join([self._fold_character(c) for c in plain])
            if not known.isascii():
                known = unicodedata.normalize("NFC", known)
            if len(self._words) < 200_000 and len(word) < 60:
                self._words[word] = known
        return known

    def _fold_character(self, character: str) -> str:
        if (known := self._characters.get(character)) is None:
            plain = unicodedata.normalize("NFKC", character)
            plain = plain if len(plain) <= _LONGEST_EXPANSION else character
            known = "".join(
                c
                for c in plain
                if c not in _IDLE and c not in self.idle and unicodedata.category(c) not in _WEIGHTLESS
            )
            self._characters[character] = known
        return known

    def fold(self, text: str) -> str:
        """Return a whole text folded.

        >>> Folder().fold("drug-" + chr(10) + "related ﬁnes¹")
        'drugrelatedfines1'
        """
        return "".join([self.fold_word(word) for word in text.split()])


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that remembers the words it came from.

    ``starts[i]`` is where ``words[i]`` begins in ``text``; ``lines`` are the starts and ends of
    its lines in ``text``.
    """

    text: str
    words: tuple[str, ...]
    starts: array[int]
    lines: tuple[tuple[int, int], ...]

    def show(self, start: int, end: int) -> str:
        """Return the words that ``text[start:end]`` came from, as printed."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first, bisect_right(self.starts, end - 1) - 1)
        words = list(self.words[first : last + 1])
        # Where words are not parted by spaces, a "word" is a whole line.
        if len(words[0]) > 40:
            bound = self.starts[first + 1] if first + 1 < len(self.starts) else len(self.text)
            words[0] = self.text[start : min(end, bound)]
        if last > first and len(words[-1]) > 40:
            words[-1] = self.text[self.starts[last] : end]
        return " ".join(words)


def fold_lines(lines: Iterable[str], folder: Folder) -> Folded:
    """Fold a text given line by line."""
    pieces: list[str] = []
    words: list[str] = []
    starts = array("q")
    spans: list[tuple[int, int]] = []
    at = 0
    for line in lines:
        begin = at
        for word in line.split():
            plain = folder.fold_word(word)
            if not plain:
                continue
            pieces.append(plain)
            words.append(word)
            starts.append(at)
            at += len(plain)
        if at > begin:
            spans.append((begin, at))
    return Folded("".join(pieces), tuple(words), starts, tuple(spans))


_NEWLINES = re.compile(r"\r\n|[\r\n\u2028\x0b\x0c]")


def split_lines(text: str) -> list[str]:
    """Split at line ends and form feeds, but not at U+0085 and U+001C, which some code pages misuse."""
    return _NEWLINES.split(text)
