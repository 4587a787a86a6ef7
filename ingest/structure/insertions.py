"""What stands inside the provisions without being part of their numbering: quoted articles, footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.headings import heading_after
from ingest.structure.levels import nest
from ingest.structure.paragraph import Paragraph
from ingest.structure.quotations import Quotation
from ingest.structure.tree import Node, Position, sort_children


def add_quoted_units(
    root: Node,
    quotations: Sequence[Quotation],
    paragraphs: Sequence[Paragraph],
    languages: frozenset[str],
    language: str,
) -> None:
    """Put the articles that a quotation holds under the provision that quotes them."""
    if not any(quotation.units for quotation in quotations):
        return
    sort_children(root)
    for quotation in quotations:
        for place, mark in enumerate(quotation.units):
            holder = _deepest(root, (mark.index, mark.start))
            while holder.kind is K.INDENT and not holder.label and holder.parent is not None:
                holder = holder.parent
            if holder is root or mark.number is None:
                break  # quoted before the first unit
            following = quotation.units[place + 1].index if place + 1 < len(quotation.units) else None
            until = quotation.last + 1 if following is None else following
            text = paragraphs[mark.index].text
            label = text[mark.start : mark.end].strip()
            node = Node(mark.kind, (mark.index, mark.start), mark.number.num, label, end=(until, 0))
            node.quoted = True
            node.heading, after = heading_after(paragraphs, mark, until)
            segments: list[Position] = [after] if after[0] < until else []
            segments += [(i, 0) for i in range(after[0] + 1, until)]
            nest(node, segments, paragraphs, languages, language)
            holder.add(node)
            sort_children(holder)


def add_footnotes(root: Node, paragraphs: Sequence[Paragraph]) -> None:
    """Put every footnote into the provision in which it stands."""
    indices = [i for i, p in enumerate(paragraphs) if p.kind is BlockKind.FOOTNOTE]
    if not indices:
        return
    sort_children(root)
    for index in indices:
        holder = _deepest(root, (index, 0))
        text = paragraphs[index].text
        label = paragraphs[index].label or text.split(None, 1)[0]
        if not text.startswith(label) or (len(label) > 1 and label.strip(".").isalpha()):
            label = ""  # no mark: the first word
        holder.add(Node(K.FOOTNOTE, (index, 0), label=label, end=(index + 1, 0)))
    sort_children(root)


def _deepest(root: Node, position: Position) -> Node:
    node = root
    while True:
        inner = None
        for child in node.children:
            if child.start > position:
                break
            if child.start < position and child.kind is not K.FOOTNOTE:
                # A sibling that has ended leaves none of those before it open.
                inner = child if child.end is None or position < child.end else None
        if inner is None:
            return node
        node = inner
