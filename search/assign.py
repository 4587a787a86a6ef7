"""Tying the provisions of the knowledge base to the areas of cooperation: proposals, stored.

What is proposed, how surely and on what words, is :mod:`search.propose`'s. What persons decided stays as
it is, and proposals that it contradicts are left out; abstracts are left alone, since the register ties
every provision of them.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.access import Access
from corpus.areas import area_of, is_theme
from corpus.model import Assignment, AssignmentStatus, Nature
from corpus.progress import Report, silent
from corpus.settings import Settings
from corpus.store import Store
from search.area_model import AreaModel
from search.balance import LanguageBalance, load_known_means, measure_balance
from search.encoders import Encoder, open_encoder
from search.passages import encode_missing, load_vectors, read_passages
from search.propose import Proposer

logger = logging.getLogger(__name__)

_SYSTEM = Access.system_()


@dataclass(frozen=True, slots=True)
class AssignReport:
    """What was proposed: documents looked at, provisions in them, assignments, provisions with any."""

    documents: int
    provisions: int
    assignments: int
    assigned: int
    seconds: float


def assign_areas(
    store: Store,
    settings: Settings,
    progress: Report = silent,
    *,
    encoder: Encoder | None = None,
    model: AreaModel | None = None,
) -> AssignReport:
    """Propose areas and sub-themes for every provision of every current document but abstracts.

    Earlier proposals are replaced; documents whose proposals stay the same are not touched.
    """
    began = time.perf_counter()
    documents = [found for found in store.documents(_SYSTEM) if found.nature is not Nature.ABSTRACT]
    if not documents:
        # A home with the register alone, at its first start: the proposer would encode for nothing.
        return AssignReport(0, 0, 0, 0, time.perf_counter() - began)
    encoder = encoder or open_encoder(settings, bulk=True)
    proposer = open_proposer(store, encoder, progress, model)
    provisions = assignments = assigned = 0
    for done, document in enumerate(documents, start=1):
        passages = list(read_passages(store, [document.id], _SYSTEM))
        proposed = proposer.propose(
            document.id,
            store.provisions(document.id, _SYSTEM),
            passages,
            load_vectors(store, encoder, passages),
            store.document(document.id, _SYSTEM).text,
        )
        proposed = leave_out_rejected(proposed, store.assignments(_SYSTEM, document.id))
        store.put_assignments(document.id, proposed)
        provisions += len({entry.passage.eid for entry in passages})
        assignments += len(proposed)
        assigned += len({entry.eid for entry in proposed})
        progress("areas", done, len(documents))
    return AssignReport(len(documents), provisions, assignments, assigned, time.perf_counter() - began)


def open_proposer(
    store: Store, encoder: Encoder, progress: Report = silent, model: AreaModel | None = None
) -> Proposer:
    """Return what proposes areas for texts of this store; passages without vectors are encoded first."""
    # The languages are measured over everything there is, as for the index.
    everything = sorted(found.id for found in store.documents(_SYSTEM))
    encode_missing(store, encoder, everything, progress)
    return Proposer(store, encoder, _measure(store, encoder, everything), model)


def leave_out_rejected(proposed: Iterable[Assignment], known: Iterable[Assignment]) -> list[Assignment]:
    """Return the proposals without sub-themes of areas that a person rejected for the provision."""
    rejected = {(each.eid, each.area) for each in known if each.status is AssignmentStatus.REJECTED}
    return [
        each for each in proposed if not (is_theme(each.area) and (each.eid, area_of(each.area)) in rejected)
    ]


def _measure(store: Store, encoder: Encoder, document_ids: Sequence[str]) -> LanguageBalance:
    passages = list(read_passages(store, document_ids, _SYSTEM))
    languages = [entry.passage.language for entry in passages]
    vectors = load_vectors(store, encoder, passages)
    return measure_balance(vectors, languages, load_known_means(encoder), {})
