"""Laying two documents side by side: which provisions say the same, and what only one of them says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.access import Access
from corpus.errors import SearchIndexError
from corpus.model import AssignmentStatus
from corpus.settings import Settings
from corpus.store import Store
from search.balance import LanguageBalance, load_known_means, measure_balance
from search.encoders import Encoder, Vectors, open_encoder
from search.index import Index, open_index
from search.passages import PassageText, encode_missing, load_vectors, read_passages

# Provisions that are each other's nearest are taken for a match from this similarity on. Of 339
# articles that nine instruments share between two languages, 298 were each other's nearest, 99 % of
# them rightly; 281 of those reach this similarity, as do 10 % of the pairs of two different laws.
THRESHOLD = 0.30


@dataclass(frozen=True, slots=True)
class Match:
    """Two provisions that say much the same; ``score`` is the cosine of their centred vectors.

    ``areas`` are those that both are tied to.
    """

    eid_a: str
    eid_b: str
    score: float
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """The provisions of either document under one area: an empty side is a gap."""

    area: str
    a: tuple[str, ...]
    b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents, provision by provision, in the order of the first.

    ``only_a`` and ``only_b`` are provisions without a counterpart, in text order.
    """

    document_a: str
    document_b: str
    matches: tuple[Match, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    areas: tuple[AreaRow, ...]


def compare(
    store: Store,
    settings: Settings,
    document_a: str,
    document_b: str,
    access: Access,
    *,
    threshold: float = THRESHOLD,
    encoder: Encoder | None = None,
    index: Index | None = None,
) -> Comparison:
    """Align the provisions of two documents, in whatever languages, by meaning.

    Two provisions match if each is the other's nearest and they are similar enough.

    Raises:
        NotFoundError: a document does not exist or may not be seen.
    """
    # Asked first, so that a reader without rights is turned away before anything is computed.
    for document_id in (document_a, document_b):
        store.summary(document_id, access)
    encoder = encoder or open_encoder(settings, bulk=False)
    encode_missing(store, encoder, [document_a, document_b])
    passages_a = list(read_passages(store, [document_a], access))
    passages_b = list(read_passages(store, [document_b], access))
    vectors = load_vectors(store, encoder, [*passages_a, *passages_b])
    balance = _balance(settings, encoder, index, [*passages_a, *passages_b], vectors)
    eids_a, rows_a = _roll_up(balance, passages_a, vectors[: len(passages_a)])
    eids_b, rows_b = _roll_up(balance, passages_b, vectors[len(passages_a) :])
    areas_a, areas_b = (_areas(store, access, found) for found in (document_a, document_b))
    matches = tuple(
        Match(
            eids_a[a], eids_b[b], score,
            tuple(sorted(areas_a.get(eids_a[a], set()) & areas_b.get(eids_b[b], set()), key=_number)),
        )
        for a, b, score in match_mutually(rows_a, rows_b, threshold)
    )  # fmt: skip
    matched_a, matched_b = {m.eid_a for m in matches}, {m.eid_b for m in matches}
    return Comparison(
        document_a,
        document_b,
        matches,
        tuple(eid for eid in eids_a if eid not in matched_a),
        tuple(eid for eid in eids_b if eid not in matched_b),
        _make_rows(eids_a, areas_a, eids_b, areas_b),
    )


def match_mutually(a: Vectors, b: Vectors, threshold: float) -> list[tuple[int, int, float]]:
    """Rows of a and b that are each other's nearest by dot product, at least ``threshold`` near.

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


def _balance(
    settings: Settings,
    encoder: Encoder,
    index: Index | None,
    passages: Sequence[PassageText],
    vectors: Vectors,
) -> LanguageBalance:
    """The index's statistics, drawn from far more text; else those of the two documents."""
    own = index is None
    index = index or open_index(settings)
    try:
        generation = index.current()
        if generation.manifest.fingerprint == encoder.fingerprint:
            return LanguageBalance.from_bytes(generation.balance)
    except SearchIndexError:
        pass
    finally:
        if own:
            index.close()
    languages = [entry.passage.language for entry in passages]
    return measure_balance(vectors, languages, load_known_means(encoder), {})


def _roll_up(
    balance: LanguageBalance, passages: Sequence[PassageText], vectors: Vectors
) -> tuple[list[str], Vectors]:
    """Provisions in text order, and for each the mean direction of its centred passages."""
    centred = balance.centre_passages(vectors, [entry.passage.language for entry in passages])
    numbers: dict[str, int] = {}
    for entry in passages:
        numbers.setdefault(entry.passage.eid, len(numbers))
    rows = np.zeros((len(numbers), vectors.shape[1]), np.float32)
    np.add.at(rows, [numbers[entry.passage.eid] for entry in passages], centred)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return list(numbers), rows


def _areas(store: Store, access: Access, document_id: str) -> dict[str, set[str]]:
    shown = (AssignmentStatus.PROPOSED, AssignmentStatus.CONFIRMED)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for tie in store.assignments(access, document_id, statuses=shown):
        found[tie.eid].add(tie.area)
    return found


def _make_rows(
    eids_a: Sequence[str],
    areas_a: Mapping[str, set[str]],
    eids_b: Sequence[str],
    areas_b: Mapping[str, set[str]],
) -> tuple[AreaRow, ...]:
    codes = sorted(set().union(*areas_a.values(), *areas_b.values()), key=_number)

    def under(code: str, eids: Sequence[str], areas: Mapping[str, set[str]]) -> tuple[str, ...]:
        # Provisions that are tied to an area but hold no passage of their own come last.
        order = [*eids, *sorted(areas.keys() - set(eids))]
        return tuple(eid for eid in order if code in areas.get(eid, ()))

    return tuple(AreaRow(code, under(code, eids_a, areas_a), under(code, eids_b, areas_b)) for code in codes)


def _number(area: str) -> int:
    return int(area[1:])
