"""Running headers in documents without pages: lines that recur and count their pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.source import Block

_COUNTED = re.compile(r"(?P<before>\d{1,4})\s(?P<after>\D{4,120})|(?P<words>\D{4,120})\s(?P<number>\d{1,4})")
_FEWEST = 5  # pages
_FEWEST_WORDS = 3
_LONGEST_STEP = 2  # pages between one header and the next
_SHARE = 0.8  # of the headers have the same second line


def without_counted_headers(blocks: Sequence[Block]) -> tuple[list[Block], int]:
    """Return the blocks without running headers, and how many there were.

    A converter that makes a document of a printed page leaves its header in the text: the same words
    with a number at one end or the other that counts up from page to page, and perhaps a second line.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for place, block in enumerate(blocks):
        found = _COUNTED.fullmatch(block.text.replace(" | ", " "))
        if found:
            words = (found["after"] or found["words"]).strip()
            places.setdefault(words, []).append((place, int(found["before"] or found["number"])))
    dropped: set[int] = set()
    headers = 0
    for words, counted in places.items():
        numbers = [number for _, number in counted]
        steps = [after - before for before, after in pairwise(numbers)]
        if len(counted) < _FEWEST or not all(0 < step <= _LONGEST_STEP for step in steps):
            continue
        second = [blocks[place + 1].text for place, _ in counted if place + 1 < len(blocks)]
        usual = max(set(second), key=second.count)
        twofold = second.count(usual) >= _SHARE * len(counted)
        ends = {blocks[place].text[0].isdecimal() for place, _ in counted}
        if len(words.split()) < _FEWEST_WORDS or not (twofold or len(ends) > 1):
            continue  # "Article 1", "Article 2"
        headers += len(counted)
        dropped |= {place for place, _ in counted}
        if twofold:
            dropped |= {p + 1 for p, _ in counted if p + 1 < len(blocks) and blocks[p + 1].text == usual}
    return [block for place, block in enumerate(blocks) if place not in dropped], headers
