"""Showing a long provision by the stretch of it that matters, saying that something was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 900
"""Characters of a provision that a list shows."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a text with spans in it; ``before`` and ``after`` say whether it was cut there."""

    text: str
    spans: tuple[tuple[int, int], ...]
    before: bool = False
    after: bool = False


def excerpt(text: str, spans: Iterable[Sequence[int]], longest: int = LONGEST) -> Excerpt:
    """Return the text, or the stretch of at most ``longest`` characters that shows its first span.

    >>> excerpt("short", [(0, 5)])
    Excerpt(text='short', spans=((0, 5),), before=False, after=False)
    >>> excerpt("a b c d e f", [(8, 9)], longest=4).text
    'd e'
    """
    marks = sorted((max(0, span[0]), min(span[1], len(text))) for span in spans)
    if len(text) <= longest:
        return Excerpt(text, tuple(marks))
    first = marks[0][0] if marks else 0
    start = max(0, min(first - longest // 4, len(text) - longest))
    if start:
        # Not in the middle of a word; scripts without spaces are cut where they are.
        space = text.find(" ", start, min(first, start + 40) + 1)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + longest)
    if end < len(text):
        space = text.rfind(" ", max(start, end - 40), end)
        end = space if space > start else end
    inside = tuple((max(s, start) - start, min(e, end) - start) for s, e in marks if e > start and s < end)
    return Excerpt(text[start:end], inside, start > 0, end < len(text))
