"""Tying provisions to the areas of cooperation: proposals with a score and with evidence.

Two kinds of evidence are weighed (:mod:`search.area_model`): how close the provision's meaning lies
to the area (:mod:`search.prototypes`), and which of the area's signal terms stand in it. The spans of
those terms, or the passage itself where only its meaning speaks, go with the proposal. What persons
decided stays as it is; abstracts are left alone, since the register ties every provision of them.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.access import Access
from corpus.areas import Area, load_areas
from corpus.eid import last_kind
from corpus.model import Assignment, AssignmentStatus, Evidence, Nature, ProvisionKind
from corpus.progress import Report, silent
from corpus.settings import Settings
from corpus.store import DocumentSummary, Store
from search.area_model import AreaModel, load_area_model, make_features
from search.balance import LanguageBalance, load_known_means, measure_balance
from search.encoders import Encoder, Vectors, open_encoder
from search.passages import PassageText, encode_missing, load_vectors, read_passages
from search.prototypes import embed_areas
from search.signals import find_headed, locate_signals

logger = logging.getLogger(__name__)

_SYSTEM = Access.system_()
_MOST_EVIDENCE = 5
# Units that undertake nothing: lists of substances, title pages, signatures, covering notes.
_NOT_COMMITMENTS = frozenset(
    (
        ProvisionKind.ENTRY,
        ProvisionKind.SCHEDULE,
        ProvisionKind.FRONT,
        ProvisionKind.CONCLUSION,
        ProvisionKind.COVER,
    )
)


@dataclass(frozen=True, slots=True)
class AssignReport:
    """What was proposed: documents looked at, provisions in them, assignments, provisions with any."""

    documents: int
    provisions: int
    assignments: int
    assigned: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ProvisionFeatures:
    """A provision of a document with what speaks for each area; rows of ``features`` by area."""

    eid: str
    features: NDArray[np.float64]
    signals: Mapping[int, Sequence[Evidence]]
    whole: Evidence


def assign_areas(
    store: Store,
    settings: Settings,
    progress: Report = silent,
    *,
    encoder: Encoder | None = None,
    model: AreaModel | None = None,
) -> AssignReport:
    """Propose areas for every provision of every current document but abstracts.

    Earlier proposals are replaced; documents whose proposals stay the same are not touched.
    """
    began = time.perf_counter()
    encoder = encoder or open_encoder(settings, bulk=True)
    model = model or load_area_model()
    areas = load_areas()
    by = f"narcord/areas-{model.version}"
    documents = [found for found in store.documents(_SYSTEM) if found.nature is not Nature.ABSTRACT]
    provisions = assignments = assigned = 0
    features = compute_features(store, encoder, documents, areas, progress)
    for done, (document, found) in enumerate(features, start=1):
        proposed = [
            assignment for entry in found for assignment in _propose(document.id, entry, areas, model, by)
        ]
        store.put_assignments(document.id, proposed)
        provisions += len(found)
        assignments += len(proposed)
        assigned += len({entry.eid for entry in proposed})
        progress("areas", done, len(documents))
    return AssignReport(len(documents), provisions, assignments, assigned, time.perf_counter() - began)


def compute_features(
    store: Store,
    encoder: Encoder,
    documents: Sequence[DocumentSummary],
    areas: Sequence[Area],
    progress: Report = silent,
) -> Iterator[tuple[DocumentSummary, list[ProvisionFeatures]]]:
    """The features of all provisions with passages, document by document."""
    # The languages are measured over everything there is, as for the index.
    everything = sorted(found.id for found in store.documents(_SYSTEM))
    encode_missing(store, encoder, everything, progress)
    balance = _measure(store, encoder, everything)
    directions = embed_areas(store, encoder, balance, areas)
    for document in documents:
        passages = [
            entry
            for entry in read_passages(store, [document.id], _SYSTEM)
            if last_kind(entry.passage.eid) not in _NOT_COMMITMENTS
        ]
        if not passages:
            yield document, []
            continue
        vectors = load_vectors(store, encoder, passages)
        text = store.document(document.id, _SYSTEM).text
        signals = locate_signals(text, [entry.passage for entry in passages], areas, document.language)
        closeness = _measure_closeness(balance, directions, passages, vectors)
        contexts = {entry.passage.context for entry in passages}
        headed = {context: find_headed(context, areas, document.language) for context in contexts}
        yield document, _gather(text, passages, closeness, signals, headed)


def _measure(store: Store, encoder: Encoder, document_ids: Sequence[str]) -> LanguageBalance:
    passages = list(read_passages(store, document_ids, _SYSTEM))
    languages = [entry.passage.language for entry in passages]
    vectors = load_vectors(store, encoder, passages)
    return measure_balance(vectors, languages, load_known_means(encoder), {})


def _measure_closeness(
    balance: LanguageBalance, directions: Vectors, passages: Sequence[PassageText], vectors: Vectors
) -> NDArray[np.float64]:
    languages = [entry.passage.language for entry in passages]
    scores = (balance.centre_passages(vectors, languages) @ directions.T).astype(np.float64)
    codes = np.array(languages)
    for code in set(languages):
        usual = [balance.measure_spread(direction, [code])[code] for direction in directions]
        here = codes == code
        scores[here] = (scores[here] - [mean for mean, _ in usual]) / [deviation for _, deviation in usual]
    return scores


def _gather(
    text: str,
    passages: Sequence[PassageText],
    closeness: NDArray[np.float64],
    signals: Sequence[Mapping[int, Sequence[Evidence]]],
    headed: Mapping[str, frozenset[int]],
) -> list[ProvisionFeatures]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(passages):
        rows[entry.passage.eid].append(number)
    eids = list(rows)
    best = np.stack([closeness[rows[eid]].max(axis=0) for eid in eids])
    counts, heads = np.zeros_like(best), np.zeros_like(best)
    spans: list[dict[int, list[Evidence]]] = []
    for at, eid in enumerate(eids):
        merged: defaultdict[int, list[Evidence]] = defaultdict(list)
        for number in rows[eid]:
            heads[at, sorted(headed[passages[number].passage.context])] = 1.0
            for area, found in signals[number].items():
                merged[area] += found
        for area, found in merged.items():
            counts[at, area] = len({text[span.start : span.end].casefold() for span in found})
        spans.append(dict(merged))
    features = make_features(best, counts, heads)
    return [
        ProvisionFeatures(
            eid,
            features[at],
            spans[at],
            Evidence(passages[rows[eid][0]].passage.start, passages[rows[eid][-1]].passage.end),
        )
        for at, eid in enumerate(eids)
    ]


def _propose(
    document_id: str, entry: ProvisionFeatures, areas: Sequence[Area], model: AreaModel, by: str
) -> Iterator[Assignment]:
    scores = model.score(entry.features)
    for number in np.flatnonzero(scores >= model.threshold).tolist():
        evidence = tuple(entry.signals.get(number, ())[:_MOST_EVIDENCE]) or (entry.whole,)
        yield Assignment(
            document_id,
            entry.eid,
            areas[number].code,
            round(float(scores[number]), 4),
            AssignmentStatus.PROPOSED,
            by,
            evidence,
        )
