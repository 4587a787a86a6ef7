"""Laying documents side by side: which provisions say the same, and what only some of them say.

Two to four documents, in any languages. Each two of them are paired (:mod:`search.comparison`), and the
pairs become rows with a cell per document; what a person said of two provisions goes before what is
computed. How well it does is printed by ``python -m evaluation.alignment``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from corpus.access import Access
from corpus.errors import UsageError
from corpus.settings import Settings
from corpus.store import Store
from corpus.store.aligning import Alignment
from search.comparison.features import Features
from search.comparison.outline import Outline
from search.comparison.pairing import Pairing, pair_up
from search.comparison.reading import DocumentReader, Recent
from search.comparison.rows import Link, Row, make_rows, nest, to_links
from search.encoders import Encoder
from search.encoders.protocol import Vectors
from search.index import Index

FEWEST, MOST = 2, 4
_KEPT_PAIRINGS = 48
_FOLLOWS = 0.6
"""Of a text in less of another's order than this, what only it has is listed after all else."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Documents side by side, in the order in which they were asked for.

    ``rows`` hold whole units, with what is inside them as their parts. ``orders`` says for each two
    documents (by number) how far the second follows the first (0 to 1); ``corrections`` are what
    persons said of their provisions. ``outlines`` are the documents' own.
    """

    documents: tuple[str, ...]
    outlines: tuple[Outline, ...]
    rows: tuple[Row, ...]
    orders: Mapping[tuple[int, int], float]
    corrections: tuple[Alignment, ...]


class Comparer:
    """Compares documents, and keeps what it has read and paired; safe to use from several threads."""

    def __init__(
        self, store: Store, settings: Settings, encoder: Encoder | None = None, index: Index | None = None
    ) -> None:
        self._store = store
        self._reader = DocumentReader(store, settings, encoder, index)
        self._pairings: Recent[tuple[object, ...], Pairing] = Recent(_KEPT_PAIRINGS)

    def compare(self, document_ids: Sequence[str], access: Access) -> Comparison:
        """Align documents provision by provision, by meaning.

        Raises:
            UsageError: they are fewer than two, more than four, or one is named twice.
            NotFoundError: one of them does not exist or may not be seen.
        """
        check_documents(document_ids)
        # Asked first, so that a reader without rights is turned away before anything is computed.
        corrections = self._store.alignments(document_ids, access)
        features = self._reader.read(document_ids, access)
        pairings = {
            (first, second): self._pair(document_ids, features, first, second, corrections)
            for first, second in combinations(range(len(document_ids)), 2)
        }
        outlines = tuple(each.outline for each in features)
        rows = _lay_out(outlines, pairings)
        orders = {pair: pairing.order for pair, pairing in pairings.items()}
        return Comparison(tuple(document_ids), outlines, tuple(rows), orders, tuple(corrections))

    def _pair(
        self,
        document_ids: Sequence[str],
        features: Sequence[Features],
        first: int,
        second: int,
        corrections: Sequence[Alignment],
    ) -> Pairing:
        a, b = features[first], features[second]
        verdicts = _verdicts(document_ids[first], document_ids[second], corrections)
        # Features are read anew when a document changes, so what was made of the old ones is not found.
        key = (a, b, tuple(sorted(verdicts.items())))
        return self._pairings.get(key, partial(pair_up, a, b, verdicts))

    def prepare(self, document_ids: Sequence[str], access: Access) -> None:
        """Read documents that are likely to be compared next, so that nobody waits for it."""
        self._reader.read(document_ids, access)

    def close(self) -> None:
        """Let go of what was opened."""
        self._reader.close()


def compare(
    store: Store,
    settings: Settings,
    document_ids: Sequence[str],
    access: Access,
    *,
    encoder: Encoder | None = None,
    index: Index | None = None,
) -> Comparison:
    """Align documents once: :meth:`Comparer.compare`."""
    comparer = Comparer(store, settings, encoder, index)
    try:
        return comparer.compare(document_ids, access)
    finally:
        if index is None:
            comparer.close()


def check_documents(document_ids: Sequence[str]) -> None:
    """Refuse what cannot be laid side by side.

    Raises:
        UsageError: too few or too many documents, or one twice.
    """
    if not FEWEST <= len(document_ids) <= MOST:
        raise UsageError(
            f"{len(document_ids)} documents were named (d); {FEWEST} to {MOST} can be compared.",
            remedy="Name each by its id: d=ID&d=ID.",
        )
    if len(set(document_ids)) < len(document_ids):
        raise UsageError("A document was named twice (d).", remedy="Name different documents.")


def match_mutually(a: Vectors, b: Vectors, threshold: float) -> list[tuple[int, int, float]]:
    """Rows of a and b that are each other's nearest by dot product, at least ``threshold`` near.

    That was the whole method once; it is what the present one is measured against.

    >>> match_mutually(np.eye(2, dtype=np.float32), np.array([[0, 1], [0, 0.9]], np.float32), 0.5)
    [(1, 0, 1.0)]
    """
    if not len(a) or not len(b):
        return []
    scores = a @ b.T
    nearest_b, nearest_a = scores.argmax(axis=1), scores.argmax(axis=0)
    return [
        (i, int(j), float(scores[i, j]))
        for i, j in enumerate(nearest_b)
        if nearest_a[j] == i and scores[i, j] >= threshold
    ]


def _verdicts(one: str, other: str, corrections: Sequence[Alignment]) -> dict[tuple[str, str], bool]:
    """What was said of the provisions of two documents, the first one's eId first."""
    found = {}
    for entry in corrections:
        if (entry.document_a, entry.document_b) == (one, other):
            found[entry.eid_a, entry.eid_b] = entry.same
        elif (entry.document_a, entry.document_b) == (other, one):
            found[entry.eid_b, entry.eid_a] = entry.same
    return found


def _lay_out(outlines: Sequence[Outline], pairings: Mapping[tuple[int, int], Pairing]) -> list[Row]:
    units: list[Link] = []
    nodes: list[Link] = []
    for (first, second), pairing in pairings.items():
        units += to_links(first, second, pairing.units)
        nodes += to_links(first, second, pairing.nodes)
    inside: list[defaultdict[str, list[str]]] = []
    for outline in outlines:
        by_unit: defaultdict[str, list[str]] = defaultdict(list)
        for node in outline.nodes:
            by_unit[node.unit].append(node.eid)
        inside.append(by_unit)
    apart = [
        number
        for number in range(1, len(outlines))
        if max(pairings[earlier, number].order for earlier in range(number)) < _FOLLOWS
    ]
    rows = make_rows([[unit.eid for unit in outline.units] for outline in outlines], units, apart)

    def inner(row: Row) -> list[list[str]]:
        return [
            [eid for unit in cell for eid in inside[number][unit]] for number, cell in enumerate(row.cells)
        ]

    return nest(rows, inner, nodes)
