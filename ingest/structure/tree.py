"""The provisions while they are being built: nodes with positions in paragraphs, then spans of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.model import ProvisionKind as K
from ingest.structure.paragraph import Paragraph

Position = tuple[int, int]
"""Index of a paragraph and offset in it."""


@dataclass(slots=True, eq=False)
class Node:
    """A provision to be. ``end`` is set only where it ends before the next node that is no descendant.

    ``prefix`` says whether the eIds of what it contains carry its own (annexes, restarted numbering).
    ``quoted``: a unit of another text, under the provision that quotes it.
    """

    kind: K
    start: Position
    num: str = ""
    label: str = ""
    heading: str = ""
    parent: Node | None = None
    end: Position | None = None
    prefix: bool = False
    rank: int = 9
    quoted: bool = False
    eid: str = ""
    language: str | None = None
    children: list[Node] = field(default_factory=list)

    def add(self, child: Node) -> Node:
        """Append ``child`` and return it."""
        child.parent = self
        self.children.append(child)
        return child

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order in which they were added."""
        yield self
        for child in self.children:
            yield from child.walk()


def sort_children(root: Node) -> None:
    """Put all children in document order."""
    for node in root.walk():
        node.children.sort(key=lambda child: child.start)


@dataclass(frozen=True, slots=True)
class Laid:
    """The paragraphs as one text: ``offsets[i]`` is where paragraph ``i`` begins in ``text``."""

    text: str
    offsets: tuple[int, ...]

    def at(self, position: Position) -> int:
        """The character offset of a position."""
        index, offset = position
        return len(self.text) if index >= len(self.offsets) else self.offsets[index] + offset


def lay_out(paragraphs: Sequence[Paragraph]) -> Laid:
    """Join the paragraphs by line feeds."""
    offsets, at = [], 0
    for paragraph in paragraphs:
        offsets.append(at)
        at += len(paragraph.text) + 1
    return Laid("\n".join(p.text for p in paragraphs), tuple(offsets))


def spans(root: Node, laid: Laid) -> dict[Node, tuple[int, int]]:
    """Return the span of every node below ``root``: spans nest, and begin at the node's start.

    A node ends where the next node begins that is not inside it, or at its own ``end``.
    """
    result: dict[Node, tuple[int, int]] = {}
    _span_children(root, len(laid.text), laid, result)
    return result


def _span_children(node: Node, limit: int, laid: Laid, result: dict[Node, tuple[int, int]]) -> None:
    children = node.children
    for place, child in enumerate(children):
        start = laid.at(child.start)
        end = laid.at(children[place + 1].start) if place + 1 < len(children) else limit
        if child.end is not None:
            end = min(end, laid.at(child.end))
        end = max(start, min(end, limit))
        end = start + len(laid.text[start:end].rstrip())
        result[child] = (start, end)
        _span_children(child, end, laid, result)
