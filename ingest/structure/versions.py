"""Dividing a file that holds an instrument in several languages into its versions."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.source import BlockKind
from ingest.structure.recognise import find_marks
from ingest.structure.reflow import Paragraph
from ingest.structure.units import BASIC

_Part = tuple[list[Paragraph], list[str], str]


def divide(paragraphs: list[Paragraph], languages: list[str], language: str) -> list[_Part]:
    """Return the parts of the file that are versions: (paragraphs, their languages, language).

    A file holds two versions if its text is in one language up to some point and in another
    from there on, both parts count articles, and the second counts again from the first.
    """
    cut = _switch(paragraphs, languages)
    if cut is None:
        return [(paragraphs, languages, language)]
    parts: list[_Part] = []
    for start, end in ((0, cut), (cut, len(paragraphs))):
        weights: dict[str, int] = {}
        for code, paragraph in zip(languages[start:end], paragraphs[start:end], strict=True):
            weights[code] = weights.get(code, 0) + len(paragraph.text)
        own = max(weights, key=lambda code: weights[code])
        parts.append(
            (
                paragraphs[start:end],
                [
                    own if p.kind is BlockKind.HEADING else c
                    for c, p in zip(languages[start:end], paragraphs[start:end], strict=True)
                ],
                own,
            )
        )
    if parts[0][2] == parts[1][2]:
        return [(paragraphs, languages, language)]
    return parts


def _switch(paragraphs: Sequence[Paragraph], languages: Sequence[str]) -> int | None:
    """The index at which the second language begins, if there are two halves."""
    weights: dict[str, int] = {}
    for code, paragraph in zip(languages, paragraphs, strict=True):
        weights[code] = weights.get(code, 0) + len(paragraph.text)
    total = sum(weights.values())
    main = [code for code, weight in weights.items() if weight > 0.25 * total]
    if len(main) != 2:
        return None
    opening: dict[str, int] = {}
    for code, paragraph in zip(languages[: len(languages) // 3], paragraphs, strict=False):
        opening[code] = opening.get(code, 0) + len(paragraph.text)
    first = max(main, key=lambda code: opening.get(code, 0))
    second = main[0] if main[1] == first else main[1]
    # The cut that leaves the fewest characters on the wrong side.
    balance, best, cut = 0, None, None
    for index, paragraph in enumerate(paragraphs):
        if best is None or balance > best:
            best, cut = balance, index
        size = len(paragraph.text)
        balance += size if languages[index] == first else -size if languages[index] == second else 0
    if cut is None or cut == 0:
        return None
    marks = [m for m in find_marks(paragraphs, frozenset(main)) if m.kind in BASIC and m.number is not None]
    before = {m.number.num for m in marks if m.index < cut and m.number}
    after = {m.number.num for m in marks if m.index >= cut and m.number}
    if len(before & after) < 3 or len(before & after) < 0.5 * max(len(before), len(after)):
        return None
    # Headings directly above belong to the second version.
    while cut > 1 and paragraphs[cut - 1].kind is BlockKind.HEADING:
        cut -= 1
    return cut
