"""What reviewers decided: agreement with the program, the export, and all of it as plain objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.fingerprints import fingerprint
from corpus.model import AssignmentStatus
from corpus.store import Decision, LoggedDecision, ReviewItem
from web.reviewing import AreaStanding, Reviewed, sure_words
from web.services import Services
from web.shelf import area_order

PROPOSED, CONFIRMED, REJECTED = (
    AssignmentStatus.PROPOSED,
    AssignmentStatus.CONFIRMED,
    AssignmentStatus.REJECTED,
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What persons decided under one area; ``share`` is that confirmed of what the program proposed."""

    code: str
    waiting: int
    confirmed: int
    rejected: int
    added: int

    @property
    def share(self) -> float | None:
        """None where none of what the program proposed was decided."""
        judged = self.confirmed + self.rejected
        return self.confirmed / judged if judged else None


def measure_agreement(services: Services) -> list[Agreement]:
    """Return per area and sub-theme what waits and what was decided, areas with neither left out.

    Of several decisions on one area of a provision the latest counts, over all versions of the text.
    What nobody had proposed counts as added.
    """
    waiting: Counter[str] = Counter()
    for _, code, number in services.store.review_tally(services.access):
        waiting[code] += number
    latest: dict[tuple[str, str, str], Decision] = {}
    for each in services.store.all_decisions(services.access):
        latest[each.lineage, each.decision.eid, each.decision.area] = each.decision
    counts: Counter[tuple[str, str]] = Counter()
    for decision in latest.values():
        proposed = decision.said is not None and decision.said.status is PROPOSED
        if decision.status is CONFIRMED:
            counts[decision.area, "confirmed" if proposed else "added"] += 1
        elif decision.status is REJECTED and proposed:
            counts[decision.area, "rejected"] += 1
    codes = sorted({*waiting, *(code for code, _ in counts)}, key=area_order)
    return [
        Agreement(
            code, waiting[code], counts[code, "confirmed"], counts[code, "rejected"], counts[code, "added"]
        )
        for code in codes
    ]


def export_decisions(services: Services, document_ids: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield the log of decisions, oldest first, as training data: with what finds the words again."""
    logged = services.store.all_decisions(services.access, document_ids)
    marks: dict[str, dict[str, str]] = {}
    for each in logged:
        document_id = each.decision.document_id
        if document_id not in marks:
            marks[document_id] = _find_marks(services, logged, document_id)
        yield describe_logged(each, marks[document_id].get(each.decision.eid))


def _find_marks(services: Services, logged: Sequence[LoggedDecision], document_id: str) -> dict[str, str]:
    """Return the fingerprints of a document's provisions that were decided of."""
    wanted = {each.decision.eid for each in logged if each.decision.document_id == document_id}
    text = services.store.document(document_id, services.access).text
    provisions = services.store.provisions(document_id, services.access)
    return {each.eid: fingerprint(text, each) for each in provisions if each.eid in wanted}


def describe_logged(logged: LoggedDecision, mark: str | None) -> dict[str, Any]:
    """Return a decision as a plain object; ``path`` is the end of where its document came from."""
    return {
        "instrument": logged.instrument_id,
        "document": logged.decision.document_id,
        "path": "/".join(logged.source.rstrip("/").rsplit("/", 2)[-2:]),
        "language": logged.language,
        "eid": logged.decision.eid,
        "fingerprint": mark,
        **describe_decision(logged.decision),
    }


def describe_decision(decision: Decision) -> dict[str, Any]:
    """Return what was decided, by whom, when and why, as a plain object."""
    said = decision.said
    return {
        "area": decision.area,
        "status": decision.status.value,
        "by": decision.by,
        "at": decision.at.isoformat(),
        "reason": decision.reason,
        "act": decision.act,
        "said": {"status": said.status.value, "score": said.score, "by": said.by} if said else None,
    }


def describe_item(item: ReviewItem) -> dict[str, Any]:
    """Return what waits as a plain object."""
    return {
        "document": item.document_id,
        "eid": item.eid,
        "area": item.area,
        "score": item.score,
        "sure": sure_words(item.score),
        "rivals": list(item.rivals),
        "distance": round(item.distance, 4),
    }


def describe_standing(standing: AreaStanding) -> dict[str, Any]:
    """Return how an area stands for a provision, as a plain object."""
    return {
        "area": standing.code,
        "label": standing.label,
        "status": standing.status.value if standing.status else None,
        "score": standing.score,
        "sure": standing.words,
        "threshold": standing.threshold,
        "by": standing.by,
        "at": standing.at,
        "reason": standing.reason,
        "rivals": list(standing.rivals),
        "evidence": [list(span) for span in standing.spans],
    }


def describe_reviewed(reviewed: Reviewed) -> dict[str, Any]:
    """Return a provision with its areas and its log, as a plain object."""
    hit = reviewed.hit
    return {
        "instrument": hit.instrument.id,
        "document": hit.document.id,
        "eid": hit.provision.eid,
        "nature": hit.document.nature.value,
        "language": hit.provision.language,
        "text": hit.text,
        "areas": [describe_standing(each) for each in reviewed.areas],
        "log": [describe_decision(each) for each in reviewed.log],
    }


def describe_agreement(found: Agreement) -> dict[str, Any]:
    """Return what was decided under an area, as a plain object."""
    return {
        "area": found.code,
        "waiting": found.waiting,
        "confirmed": found.confirmed,
        "rejected": found.rejected,
        "added": found.added,
        "agreement": None if found.share is None else round(found.share, 4),
    }
