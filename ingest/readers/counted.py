"""Running headers in documents without pages: lines that recur and count their pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.source import Block, BlockKind

_COUNTED = re.compile(r"(?P<before>\d{1,4})\s(?P<after>\D{4,120})|(?P<words>\D{4,120})\s(?P<number>\d{1,4})")
_FEWEST = 5  # pages
_FEWEST_WORDS = 3
_LONGEST_STEP = 2  # pages between one header and the next
_SHARE = 0.8  # of the headers have the same second line


def mark_counted_headers(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with running headers as editorial blocks of the pages whose numbers they bear.

    A converter that makes a document of a printed page leaves its header in the text: the same words
    with a number at one end or the other that counts up from page to page, and perhaps a second line.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for place, block in enumerate(blocks):
        found = _COUNTED.fullmatch(block.text.replace(" | ", " "))
        if found:
            words = (found["after"] or found["words"]).strip()
            places.setdefault(words, []).append((place, int(found["before"] or found["number"])))
    pages: dict[int, int] = {}
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
        pages |= dict(counted)
        if twofold:
            lines = [(p + 1, page) for p, page in counted if p + 1 < len(blocks)]
            pages |= {place: page for place, page in lines if blocks[place].text == usual}
    return [
        Block(block.text.replace(" | ", " "), BlockKind.EDITORIAL, page=pages[place], language=block.language)
        if place in pages
        else block
        for place, block in enumerate(blocks)
    ]
