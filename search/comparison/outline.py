"""What of a document is laid side by side: its units (articles), and in them nodes with their own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Provision, ProvisionKind

GROUPINGS = frozenset(
    {
        ProvisionKind.BOOK,
        ProvisionKind.PART,
        ProvisionKind.TITLE,
        ProvisionKind.CHAPTER,
        ProvisionKind.DIVISION,
        ProvisionKind.SCHEDULE,
    }
)
"""Provisions that hold units and are none: of their own they have a title."""

_CITED = frozenset({ProvisionKind.ARTICLE, ProvisionKind.SECTION})
# A paper whose few sections hold numbered paragraphs is cited by paragraph; a law's sections are its units.
_FEW_SECTIONS = 8


@dataclass(frozen=True, slots=True)
class Node:
    """A provision with words of its own: those in ``spans``, which hold no provision below it.

    ``unit`` is the eId of the unit that it belongs to (its own, if it is one), ``grouping`` says that it
    is the title of a part or chapter. ``depth`` counts from the unit, which has 0.
    """

    eid: str
    unit: str
    spans: tuple[tuple[int, int], ...]
    grouping: bool
    depth: int
    kind: ProvisionKind

    def read(self, text: str) -> str:
        """Return its own words."""
        return " ".join(text[start:end].strip() for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Outline:
    """The nodes of a document in the order of its text, and its units with all their words."""

    nodes: tuple[Node, ...]
    units: tuple[Node, ...]

    def unit_numbers(self) -> dict[str, int]:
        """Return where each unit stands among the units."""
        return {unit.eid: number for number, unit in enumerate(self.units)}


def read_outline(text: str, provisions: Sequence[Provision]) -> Outline:
    """Find the units of a document and the nodes in them; every word of a provision is in one node.

    Articles are units where there are any, else sections, where there are many or nothing is numbered
    in them, else paragraphs; whatever lies in none of these is a unit as it stands.
    """
    ordered = sorted(provisions, key=lambda p: (p.start, -p.end, p.ordinal))
    by_eid = {entry.eid: entry for entry in ordered}
    children: defaultdict[str | None, list[Provision]] = defaultdict(list)
    for entry in ordered:
        children[entry.parent if entry.parent in by_eid else None].append(entry)
    groups = _groupings(ordered, children)
    nodes: list[Node] = []
    units: list[Node] = []

    def visit(entry: Provision, unit: str | None, depth: int) -> None:
        grouping = unit is None and entry.eid in groups
        own = _own_spans(text, entry, children[entry.eid])
        mine = unit or entry.eid
        if own:
            nodes.append(Node(entry.eid, mine, own, grouping, depth, entry.kind))
        if unit is None and (own or not grouping):
            spans = own if grouping else ((entry.start, entry.end),)
            units.append(Node(entry.eid, entry.eid, spans, grouping, 0, entry.kind))
        for child in children[entry.eid]:
            visit(child, None if grouping else mine, 0 if grouping else depth + 1)

    for entry in children[None]:
        visit(entry, None, 0)
    return Outline(tuple(nodes), tuple(units))


def _groupings(ordered: Sequence[Provision], children: Mapping[str | None, list[Provision]]) -> set[str]:
    """The eIds of what holds units."""
    articles = any(entry.kind is ProvisionKind.ARTICLE for entry in ordered)
    sections = [entry for entry in ordered if entry.kind is ProvisionKind.SECTION]
    few = len(sections) < _FEW_SECTIONS and not articles
    found = {entry.eid for entry in ordered if entry.kind in GROUPINGS}
    for entry in sections:
        inner = {child.kind for child in children.get(entry.eid, ())}
        # A section above articles groups them, as a few sections group the paragraphs of a paper.
        if inner & _CITED if articles else (few and len(children.get(entry.eid, ())) > _FEW_SECTIONS):
            found.add(entry.eid)
    return found


def _own_spans(text: str, entry: Provision, inner: Sequence[Provision]) -> tuple[tuple[int, int], ...]:
    """The stretches of a provision that lie in none below it and have words."""
    spans: list[tuple[int, int]] = []
    at = entry.start
    for child in inner:
        if child.start > at:
            spans.append((at, child.start))
        at = max(at, child.end)
    if at < entry.end:
        spans.append((at, entry.end))
    return tuple(span for span in spans if any(letter.isalnum() for letter in text[span[0] : span[1]]))
