"""New versions of a text, made by changes that are known: what a redline should find.

A document is taken apart into its provisions and put together again with some of them changed, deleted,
moved, inserted and, in consequence, renumbered; of every provision of the new text is kept which it was.
The words that come in are those of the document itself, so that nothing is told by foreign words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.eid import last_num
from corpus.model import Provision
from search.redline import Kind, read_words
from search.redline.units import ROOT, Unit, read_units

_LEAST_WORDS = 8
"""Words of a provision that may be edited: of fewer, a change leaves nothing to know it by."""


@dataclass(slots=True)
class Node:
    """A provision being edited: its own stretches of text and, between them, the provisions inside it."""

    provision: Provision | None
    content: list[str | Node]
    label: str = ""
    num: str = ""
    kinds: set[Kind] = field(default_factory=set)
    inserted: bool = False

    @property
    def children(self) -> list[Node]:
        """The provisions inside it."""
        return [item for item in self.content if isinstance(item, Node)]

    def walk(self) -> Iterator[Node]:
        """Itself and everything inside it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Edited:
    """A new version with the truth: kinds by (eId before, eId after), None where there is no such."""

    text: str
    provisions: tuple[Provision, ...]
    truth: dict[tuple[str | None, str | None], frozenset[Kind]]


def edit(text: str, provisions: Sequence[Provision], rate: float, seed: int) -> Edited:
    """A new version in which about ``rate`` of the provisions that can be edited were.

    One in two edits changes words (one in ten to one in three of them), the others delete, insert, move,
    and move and change, alike often; then what has a number is numbered through as before.
    """
    generator = random.Random(seed)
    root = _take_apart(text, read_units(text, provisions))
    words = [key for key in read_words(text).keys if key[0].isalpha()]
    gone: list[Node] = []
    chosen = [node for node in root.walk() if _may_be_edited(node)]
    generator.shuffle(chosen)
    edited: set[int] = set()
    for node in chosen[: max(5, round(rate * len(chosen)))]:
        holder = _find_holder(root, node)
        # What an edit took with it, or touched inside or around, is left as it is.
        if holder is None or any(id(each) in edited for each in node.walk()):
            continue
        kind = generator.choice([Kind.CHANGED] * 4 + [Kind.DELETED, Kind.INSERTED, Kind.MOVED, "both"])
        done = _EDITS[kind](generator, holder, node, words, gone)
        if done:
            edited |= {id(each) for each in node.walk()}
    _number_through(root)
    return _put_together(root, gone)


def _may_be_edited(node: Node) -> bool:
    own = "".join(item for item in node.content if isinstance(item, str))
    return (
        node.provision is not None
        and node.content[:1] != []
        and len(read_words(own).keys) >= _LEAST_WORDS
        and isinstance(node.content[0], str)
    )


def _take_apart(text: str, units: Sequence[Unit]) -> Node:
    nodes: list[Node] = []
    spans = _find_spans(units)
    for unit in units:
        provision = unit.provision
        num = last_num(provision.eid) if provision else ""
        nodes.append(Node(provision, [], unit.label, num))
    for unit in units:
        start, end = spans[unit.number]
        at = start
        for child in unit.children:
            child_start, child_end = spans[child]
            if child_start > at:
                nodes[unit.number].content.append(text[at:child_start])
            nodes[unit.number].content.append(nodes[child])
            at = child_end
        if end > at:
            nodes[unit.number].content.append(text[at:end])
    return nodes[ROOT]


def _find_spans(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Spans that nest: those of the provisions, cut off at the end of what holds them."""
    whole = sum(len(unit.words.text) for unit in units)
    spans = [(0, whole)]
    for unit in units[1:]:
        assert unit.provision is not None  # the root alone has none
        low, high = spans[unit.parent]
        before = [spans[child][1] for child in units[unit.parent].children if child < unit.number]
        start = min(high, max(unit.provision.start, low, *before[-1:]))
        spans.append((start, max(start, min(unit.provision.end, high))))
    return spans


def _find_holder(root: Node, node: Node) -> Node | None:
    return next((each for each in root.walk() if any(child is node for child in each.children)), None)


def _change(
    generator: random.Random, holder: Node, node: Node, words: Sequence[str], gone: list[Node]
) -> bool:
    """Replace, insert or delete words in one to three places."""
    at = next(place for place, item in enumerate(node.content) if isinstance(item, str) and item.strip())
    item = node.content[at]
    assert isinstance(item, str)  # chosen so
    label = len(node.label) if item.startswith(node.label) else 0
    cut = read_words(item[label:])
    places = [n for n, key in enumerate(cut.keys) if key[0].isalpha()]
    if len(places) < _LEAST_WORDS - 2:
        return False
    pieces = [cut.cut(n, n + 1) for n in range(len(cut.keys))]
    total = max(1, round(generator.uniform(0.1, 0.33) * len(places)))
    for _ in range(generator.randint(1, 3)):
        run = max(1, total // 2)
        first = generator.choice(places[: max(1, len(places) - run)])
        fresh = [generator.choice(words) + _space_behind(pieces[first]) for _ in range(run)]
        how = generator.choice(("replace", "insert", "delete"))
        for n in range(first, min(first + run, len(pieces))):
            pieces[n] = "" if how != "insert" else pieces[n]
        if how != "delete":
            pieces[first] = "".join(fresh) + pieces[first]
    changed = "".join(pieces)
    if read_words(changed).keys == cut.keys or len(read_words(changed).keys) < 4:
        return False
    node.content[at] = item[:label] + changed
    node.kinds.add(Kind.CHANGED)
    return True


def _space_behind(piece: str) -> str:
    return " " if piece != piece.rstrip() else ""


def _delete(
    generator: random.Random, holder: Node, node: Node, words: Sequence[str], gone: list[Node]
) -> bool:
    if len(holder.children) < 2:
        return False
    holder.content.pop(_place_of(holder, node))
    gone += node.walk()
    return True


def _insert(
    generator: random.Random, holder: Node, node: Node, words: Sequence[str], gone: list[Node]
) -> bool:
    """Put a provision of shuffled words behind this one."""
    assert node.provision is not None  # chosen so
    space = " " if " " in "".join(item for item in node.content if isinstance(item, str)).strip() else ""
    said = space.join(generator.choice(words) for _ in range(generator.randint(12, 40)))
    text = f"{node.label} {said}.\n" if node.label else f"{said}.\n"
    place = _place_of(holder, node) + 1
    holder.content.insert(place, Node(node.provision, [text], node.label, node.num, {Kind.INSERTED}, True))
    before = holder.content[place - 1]
    if isinstance(before, Node) and not _ends_line(before):
        holder.content.insert(place, "\n")
    return True


def _ends_line(node: Node) -> bool:
    last = node.content[-1] if node.content else ""
    return _ends_line(last) if isinstance(last, Node) else last.endswith("\n")


def _move(generator: random.Random, holder: Node, node: Node, words: Sequence[str], gone: list[Node]) -> bool:
    """Put it behind another of the same holder, at least two further on or back."""
    children = holder.children
    here = next(place for place, child in enumerate(children) if child is node)
    size = sum(1 for _ in node.walk())
    targets = [
        child
        for place, child in enumerate(children)
        if abs(place - here) > 2 and sum(1 for _ in child.walk()) >= size
    ]
    if not targets:
        return False
    target = generator.choice(targets)
    holder.content.pop(_place_of(holder, node))
    place = _place_of(holder, target) + 1
    holder.content[place:place] = ["\n", node]
    node.kinds.add(Kind.MOVED)
    return True


def _move_and_change(
    generator: random.Random, holder: Node, node: Node, words: Sequence[str], gone: list[Node]
) -> bool:
    return _move(generator, holder, node, words, gone) and _change(generator, holder, node, words, gone)


_EDITS = {
    Kind.CHANGED: _change,
    Kind.DELETED: _delete,
    Kind.INSERTED: _insert,
    Kind.MOVED: _move,
    "both": _move_and_change,
}


def _place_of(holder: Node, node: Node) -> int:
    return next(place for place, item in enumerate(holder.content) if item is node)


def _number_through(root: Node) -> None:
    """Give those with numbers of one kind, in one provision, the row of numbers that it had."""
    for holder in list(root.walk()):
        by_kind: dict[object, list[Node]] = {}
        for child in holder.children:
            if child.provision is not None and child.label:
                by_kind.setdefault(child.provision.kind, []).append(child)
        for nodes in by_kind.values():
            row = sorted(
                {
                    (node.provision.ordinal, node.label, node.num)
                    for node in nodes
                    if node.provision is not None and not node.inserted
                }
            )
            for node, (_, label, num) in zip(nodes, row, strict=False):
                _relabel(node, label, num)


def _relabel(node: Node, label: str, num: str) -> None:
    first = node.content[0] if node.content else ""
    if label == node.label or not isinstance(first, str) or not first.startswith(node.label):
        return
    node.content[0] = label + first[len(node.label) :]
    if num != node.num and not node.inserted:
        node.kinds.add(Kind.RENUMBERED)
    node.label, node.num = label, num


def _put_together(root: Node, gone: Sequence[Node]) -> Edited:
    pieces: list[str] = []
    provisions: list[Provision] = []
    truth: dict[tuple[str | None, str | None], frozenset[Kind]] = {}
    taken: set[str] = set()
    at = 0

    def write(node: Node, above: str | None) -> None:
        nonlocal at
        eid = above
        start = at
        place = len(provisions)
        if node.provision is not None:
            old = node.provision.eid.rpartition("__")[2].partition("_")[0]
            name = f"{old}_{node.num}"
            eid = f"{above}__{name}" if above else name
            while eid in taken:
                eid += "-dup2"
            taken.add(eid)
            provisions.append(replace(node.provision, eid=eid, label=node.label, parent=above, ordinal=place))
        for item in node.content:
            if isinstance(item, Node):
                write(item, eid)
            else:
                pieces.append(item)
                at += len(item)
        if node.provision is not None:
            provisions[place] = replace(provisions[place], start=start, end=at)
            before = None if node.inserted else node.provision.eid
            truth[before, eid] = frozenset(node.kinds or {Kind.UNCHANGED})

    write(root, None)
    for node in gone:
        if node.provision is not None and not node.inserted:
            truth[node.provision.eid, None] = frozenset({Kind.DELETED})
    return Edited("".join(pieces), tuple(provisions), truth)
