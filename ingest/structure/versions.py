"""Dividing a file that holds an instrument in several languages into its versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ingest.source import BlockKind
from ingest.structure.recognise import find_marks
from ingest.structure.reflow import Paragraph
from ingest.structure.units import BASIC

_LEAST_SHARE = 0.25  # of the text, for a language to have a version of its own
_LEAST_COMMON = 3  # units that both versions must count


def weigh(paragraphs: Iterable[Paragraph]) -> Counter[str]:
    """Return the characters of text in each language."""
    weights: Counter[str] = Counter()
    for paragraph in paragraphs:
        weights[paragraph.language or "und"] += len(paragraph.text)
    return weights


def divide(paragraphs: list[Paragraph], language: str) -> list[tuple[list[Paragraph], str]]:
    """Return the parts of the file that are versions, each with its language.

    A file holds two versions if its text is in one language up to some point and in another
    from there on, both parts count articles, and the second counts again what the first counted.
    Paragraphs carry their languages; headings take that of their version.
    """
    cut = _switch(paragraphs)
    parts: list[tuple[list[Paragraph], str]] = []
    for part in (paragraphs[:cut], paragraphs[cut:]) if cut else ():
        own = weigh(part).most_common(1)[0][0]
        parts.append(([replace(p, language=own) if p.kind is BlockKind.HEADING else p for p in part], own))
    if len({own for _, own in parts}) < 2:
        return [(paragraphs, language)]
    return parts


def _switch(paragraphs: list[Paragraph]) -> int | None:
    """The index at which the second language begins, if there are two halves."""
    weights = weigh(paragraphs)
    main = [code for code, weight in weights.items() if weight > _LEAST_SHARE * weights.total()]
    if len(main) != 2:
        return None
    opening = weigh(paragraphs[: len(paragraphs) // 3])
    first = max(main, key=lambda code: opening[code])
    # The cut that leaves the fewest characters on the wrong side.
    balance, best, cut = 0, 0, 0
    for index, paragraph in enumerate(paragraphs):
        if balance > best:
            best, cut = balance, index
        if paragraph.language in main:
            balance += len(paragraph.text) if paragraph.language == first else -len(paragraph.text)
    if cut == 0 or not _count_the_same(paragraphs, cut, frozenset(main)):
        return None
    # Headings directly above belong to the second version.
    while cut > 1 and paragraphs[cut - 1].kind is BlockKind.HEADING:
        cut -= 1
    return cut


def _count_the_same(paragraphs: list[Paragraph], cut: int, languages: frozenset[str]) -> bool:
    numbers: tuple[set[str], set[str]] = (set(), set())
    for mark in find_marks(paragraphs, languages):
        if mark.kind in BASIC and mark.number is not None:
            numbers[mark.index >= cut].add(mark.number.num)
    common = len(numbers[0] & numbers[1])
    return common >= _LEAST_COMMON and common >= 0.5 * max(map(len, numbers))
