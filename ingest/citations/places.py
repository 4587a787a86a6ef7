"""Where in a document words stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from corpus.model import Provision, ProvisionKind
from ingest.citations.grammar import Level, Role
from ingest.citations.tokens import Token

_UNITS = frozenset({ProvisionKind.ARTICLE, ProvisionKind.SECTION})


class Places:
    """Finds the innermost provision at an offset, and the labels to leave out."""

    def __init__(self, text: str, provisions: Sequence[Provision]) -> None:
        self.text = text
        self.ordered = sorted(provisions, key=lambda p: (p.start, -p.end))
        self.starts = [p.start for p in self.ordered]
        self.by_eid = {p.eid: p for p in provisions}
        self.labels = {p.start for p in provisions if p.kind in _UNITS}

    def innermost(self, start: int, end: int) -> str | None:
        """The eId of the smallest provision around ``start`` to ``end``."""
        place = bisect_right(self.starts, start) - 1
        if place < 0:
            return None
        candidate: Provision | None = self.ordered[place]
        while candidate is not None and not (candidate.start <= start and end <= candidate.end):
            candidate = self.by_eid.get(candidate.parent) if candidate.parent else None
        return candidate.eid if candidate is not None else None

    def is_label(self, token: Token) -> bool:
        """Whether the token is the number of a provision, or stands alone on its line."""
        if token.role is not Role.UNIT or token.level is not Level.UNIT:
            return False
        if token.start in self.labels:
            return True
        before = self.text[max(0, token.start - 3) : token.start].rstrip(" *#")
        after = self.text[token.end : token.end + 3].lstrip(" .:*")
        return (not before or before[-1] == "\n") and (not after or after[0] == "\n")
