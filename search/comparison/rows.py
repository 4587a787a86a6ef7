"""From pairs of two documents at a time to rows of all of them: every provision in exactly one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from search.comparison.pairing import Pair, Reason

Place = tuple[int, str]
"""A provision: the number of its document, and its eId."""

_FIRST = {Reason.PERSON: 0, Reason.MEANING: 1, Reason.PLACE: 2, Reason.JOINED: 3, Reason.SIMILAR: 4}


@dataclass(frozen=True, slots=True)
class Link:
    """A pairing of provisions of two documents, by number; of the two the first has the lower number."""

    a: Place
    b: Place
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Row:
    """Counterparts, a cell per document: eIds in the order of the text, none for a gap.

    ``links`` are the pairings that the row rests on, ``parts`` the rows of what is inside its units,
    ``elsewhere`` pairings of its provisions with some of other rows: what has moved out of its article.
    """

    cells: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    parts: tuple[Row, ...] = ()
    elsewhere: tuple[Link, ...] = ()

    @property
    def full(self) -> bool:
        """Whether every document has something here."""
        return all(self.cells)


def to_links(first: int, second: int, pairs: Iterable[Pair]) -> list[Link]:
    """Name the documents that pairs are of."""
    return [Link((first, pair.eid_a), (second, pair.eid_b), pair.score, pair.reason) for pair in pairs]


def make_rows(
    orders: Sequence[Sequence[str]], links: Sequence[Link], apart: Collection[int] = ()
) -> list[Row]:
    """Return the rows of documents whose provisions are ``orders``, in the order of the first.

    What the first does not have comes after what precedes it in the document that has it; of documents
    that go their own way (``apart``, by number) it comes at the end. Where
    pairings of three documents contradict each other the surer one counts: no row has two provisions
    of a document but those that were joined.

    >>> rows = make_rows([["a", "b"], ["x", "y"]], [Link((0, "b"), (1, "x"), 0.9, Reason.MEANING)])
    >>> [row.cells for row in rows]
    [(('a',), ()), (('b',), ('x',)), ((), ('y',))]
    """
    known = {(number, eid) for number, order in enumerate(orders) for eid in order}
    groups = _group(known, [link for link in links if link.a in known and link.b in known])
    at = {place: group for group in groups for place in group}
    rank = {(number, eid): rank for number, order in enumerate(orders) for rank, eid in enumerate(order)}
    sequence: list[frozenset[Place]] = []
    placed: set[frozenset[Place]] = set()
    for number, order in enumerate(orders):
        insert_at = len(sequence) if number in apart else 0
        for eid in order:
            group = at[number, eid]
            if group in placed:
                if number not in apart:
                    insert_at = sequence.index(group) + 1
                continue
            sequence.insert(insert_at, group)
            placed.add(group)
            insert_at += 1
    inside: defaultdict[frozenset[Place], list[Link]] = defaultdict(list)
    for link in links:
        if at.get(link.a) is not None and at.get(link.a) == at.get(link.b):
            inside[at[link.a]].append(link)
    return [
        Row(
            tuple(
                tuple(sorted((eid for at_, eid in group if at_ == number), key=lambda e: rank[number, e]))
                for number in range(len(orders))
            ),
            tuple(inside[group]),
        )
        for group in sequence
    ]


def nest(
    rows: Sequence[Row],
    inner_orders: Callable[[Row], Sequence[Sequence[str]]],
    links: Sequence[Link],
) -> list[Row]:
    """Return the rows with their parts; ``inner_orders`` names the nodes in the units of a row."""
    by_place: defaultdict[Place, list[Link]] = defaultdict(list)
    for link in links:
        by_place[link.a].append(link)
        by_place[link.b].append(link)
    found = []
    for row in rows:
        orders = inner_orders(row)
        places = {(number, eid) for number, order in enumerate(orders) for eid in order}
        mine = {link for place in places for link in by_place[place]}
        within = [link for link in links_in_order(mine) if link.a in places and link.b in places]
        out = tuple(link for link in links_in_order(mine) if (link.a in places) != (link.b in places))
        # What is only similar as a whole is read as a whole: there is nothing to tell line by line.
        parts = make_rows(orders, within) if within else [Row(tuple(map(tuple, orders)), ())]
        found.append(Row(row.cells, row.links, tuple(parts), out))
    return found


def links_in_order(links: Iterable[Link]) -> list[Link]:
    """Return links in an order that does not depend on how they were gathered."""
    return sorted(links, key=lambda link: (link.a, link.b))


def _group(known: set[Place], links: Sequence[Link]) -> set[frozenset[Place]]:
    group: dict[Place, set[Place]] = {place: {place} for place in known}
    for link in sorted(links, key=lambda link: (_FIRST[link.reason], -link.score, link.a, link.b)):
        one, other = group[link.a], group[link.b]
        if one is other:
            continue
        if link.reason in (Reason.MEANING, Reason.PLACE, Reason.SIMILAR) and not _numbers(one).isdisjoint(
            _numbers(other)
        ):
            continue
        merged = one | other
        for place in merged:
            group[place] = merged
    return {frozenset(each) for each in group.values()}


def _numbers(places: Iterable[Place]) -> set[int]:
    return {number for number, _ in places}
