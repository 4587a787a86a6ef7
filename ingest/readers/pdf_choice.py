"""Which engine has read a page of a PDF better, by evidence from the whole document.

Both engines see the same glyphs and differ in where they put the spaces. pypdf guesses them from
text operators and breaks words apart in files set with kerning ("t he", "Chi ếm"); pdfium
measures the gaps between glyphs and now and then glues words. Where the two disagree on a
word, the document is the judge: a joined form that it uses elsewhere, more often than the
halves, is a word; otherwise the halves are.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

_TOKEN = re.compile(r"[^\W_]+")
# Nothing readable: replacement characters, and the private use areas of fonts without a mapping.
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count the words of all pages as both engines see them."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_TOKEN.findall(text))
    return counts


def choose_engine(pypdf: str, pdfium: str, counts: Mapping[str, int]) -> Literal["pypdf", "pdfium"]:
    """Return the engine whose text of one page shows fewer faults.

    pdfium where both are alike: it also knows where on the page each line stands.
    """
    if not pdfium.strip() or not pypdf.strip():
        return "pypdf" if pypdf.strip() else "pdfium"
    unreadable = len(_UNREADABLE.findall(pypdf)) - len(_UNREADABLE.findall(pdfium))
    lost = _letters(pdfium) - _letters(pypdf)
    # A page on which one engine finds a tenth less text has lost a column, a table or a font.
    if abs(lost) > max(_letters(pdfium), _letters(pypdf)) // 10:
        return "pdfium" if lost > 0 else "pypdf"
    faults = count_faults(pypdf, pdfium, counts) - count_faults(pdfium, pypdf, counts)
    # One word is no evidence: the engines order a header and its page number differently.
    return "pypdf" if faults + unreadable < -1 else "pdfium"


def count_faults(text: str, other: str, counts: Mapping[str, int]) -> int:
    """Count the words that ``text`` breaks or glues where ``other`` reads them right."""
    mine, theirs = _TOKEN.findall(text), _TOKEN.findall(other)
    return _broken(mine, theirs, counts) + _glued(mine, theirs, counts)


def _broken(mine: list[str], theirs: list[str], counts: Mapping[str, int]) -> int:
    whole = Counter(theirs)
    whole.subtract(Counter(mine))
    found = 0
    for left, right in itertools.pairwise(mine):
        word = left + right
        if whole[word] > 0 and counts[word] >= min(counts[left], counts[right]):
            whole[word] -= 1
            found += 1
    return found


def _glued(mine: list[str], theirs: list[str], counts: Mapping[str, int]) -> int:
    whole = Counter(mine)
    whole.subtract(Counter(theirs))
    found = 0
    for left, right in itertools.pairwise(theirs):
        word = left + right
        if whole[word] > 0 and counts[word] < min(counts[left], counts[right]):
            whole[word] -= 1
            found += 1
    return found


def _letters(text: str) -> int:
    return sum(map(len, _TOKEN.findall(text)))
