"""Marking in a text laid out for reading what its provisions commit to: who, what, by when, with whom.

The marks lie over plain text only: a citation stays a link. The runs, joined, are the same text as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from corpus.model import Commitment
from web.commitments import PARTS
from web.reading import Line, Part, Run

Span = tuple[int, int, str]


def mark_parts(root: Part, text: str, commitments: Iterable[Commitment]) -> None:
    """Say of every plain run under ``root`` which parts of a commitment it is, cutting runs where need be."""
    spans = sorted(
        {
            (span.start, span.end, name)
            for each in commitments
            for name in PARTS
            if (span := getattr(each, name)) is not None and span.end > span.start
        }
    )
    if spans:
        _Marker(text, spans).mark(root)


class _Marker:
    """Goes through the parts in the order of the text; ``at`` is how far it has come."""

    def __init__(self, text: str, spans: list[Span]) -> None:
        self._text = text
        self._spans = spans
        self._first = 0
        self._at = 0

    def mark(self, part: Part) -> None:
        for place, item in enumerate(part.content):
            if isinstance(item, Line):
                part.content[place] = Line(tuple(run for old in item.runs for run in self._cut(old)))
            else:
                self.mark(item)

    def _cut(self, run: Run) -> Iterator[Run]:
        start = self._text.find(run.text, self._at) if run.text else self._at
        if start < 0:  # not the document's own words
            yield run
            return
        end = self._at = start + len(run.text)
        while self._first < len(self._spans) and self._spans[self._first][1] <= start - _LONGEST:
            self._first += 1
        over = []
        for place in range(self._first, len(self._spans)):
            if self._spans[place][0] >= end:
                break
            if self._spans[place][1] > start:
                over.append(self._spans[place])
        if run.kind != "text" or not over:
            yield run
            return
        cuts = sorted({start, end, *(at for s, e, _ in over for at in (s, e) if start < at < end)})
        for a, b in pairwise(cuts):
            named = tuple(n for n in PARTS if any(n == name and s <= a and b <= e for s, e, name in over))
            # A page begins with the first piece alone.
            yield replace(run, text=self._text[a:b], page=run.page if a == start else None, parts=named)


_LONGEST = 4000  # no span is longer: what ends further back reaches no run that is still to come
