"""Reviewing what was proposed of areas: the queue, one provision with its log, and deciding.

Pages, API and command share what is here. Everything reads the store on behalf of the reader, so that
nobody meets, counts or decides of what he may not see.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.areas import Area, area_of, area_or_theme
from corpus.errors import ConfigurationError, UsageError
from corpus.model import Assignment, AssignmentStatus
from corpus.store import Decision, ProvisionHit, ReviewPage, Selection
from search.area_model import load_area_model
from web.addresses import address
from web.services import Services
from web.shelf import area_order

logger = logging.getLogger(__name__)

PROPOSED, CONFIRMED, REJECTED = (
    AssignmentStatus.PROPOSED,
    AssignmentStatus.CONFIRMED,
    AssignmentStatus.REJECTED,
)
DO = ("confirm", "reject", "return", "move", "add")
"""What can be done; ``return`` takes back."""
_REASONED = frozenset(("reject", "move", "add"))
"""What differs from the proposal, so that somebody will ask why."""
_WORDS = ((0.9, "almost_certain"), (0.75, "likely"), (0.5, "rather"), (0.0, "doubtful"))


@dataclass(frozen=True, slots=True)
class AreaStanding:
    """An area or sub-theme as it stands for a provision.

    ``status`` is None where nothing was said of it: a rival that was not proposed. ``scope`` is the note on
    the area in the concept paper's sense, that of its area for a sub-theme. ``spans`` are the words that
    carry the proposal, in the provision's text. ``threshold`` is the probability from which it is proposed.
    """

    code: str
    label: str
    scope: str
    status: AssignmentStatus | None = None
    score: float | None = None
    threshold: float | None = None
    by: str = ""
    at: str | None = None
    reason: str | None = None
    rivals: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    person: bool = False

    @property
    def words(self) -> str | None:
        """The key of the words for its probability."""
        return None if self.score is None else sure_words(self.score)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A provision with all that is said of its areas, and the log of decisions, newest first."""

    hit: ProvisionHit
    areas: tuple[AreaStanding, ...]
    log: tuple[Decision, ...]

    def standing(self, code: str, language: str) -> AreaStanding:
        """Return how an area stands, also one of which nothing was said."""
        known = next((each for each in self.areas if each.code == code), None)
        return known or _stand(code, None, self.hit, language, frozenset())


def sure_words(probability: float) -> str:
    """Return the key of the words for a probability.

    >>> sure_words(0.93), sure_words(0.5), sure_words(0.2)
    ('almost_certain', 'rather', 'doubtful')
    """
    return next(words for least, words in _WORDS if probability >= least)


@functools.cache
def known_thresholds() -> Mapping[str, float]:
    """Return the probability from which each area and sub-theme is proposed.

    None are known where the model fits other areas than there are: the queue then goes by the middle.
    """
    try:
        model = load_area_model()
    except (ConfigurationError, OSError) as error:
        logger.warning("the queue goes by probability alone: %s", error)
        return {}
    return dict(zip(model.codes, map(float, model.thresholds), strict=True))


def read_queue(
    services: Services, area: str | None, selection: Selection, *, limit: int, offset: int
) -> ReviewPage:
    """Return a stretch of what waits for a person, the least certain first."""
    code = area_or_theme(area.upper()).code if area else None
    return services.store.review_queue(
        services.access, known_thresholds(), area=code, selection=selection, limit=limit, offset=offset
    )


def read_provision(services: Services, document_id: str, eid: str, language: str) -> Reviewed:
    """Return a provision with its areas, those that persons rejected too.

    Raises:
        NotFoundError: there is none, or it may not be seen.
    """
    services.store.provision(document_id, eid, services.access)  # says what is not there
    hit = services.store.provision_hits([(document_id, eid)], services.access)[document_id, eid]
    log = services.store.provision_decisions(document_id, eid, services.access)
    persons = frozenset((each.area, each.by) for each in log if each.status is not PROPOSED)
    known = [each for each in services.store.assignments(services.access, document_id) if each.eid == eid]
    areas = [_stand(each.area, each, hit, language, persons) for each in known]
    return Reviewed(hit, tuple(sorted(areas, key=lambda each: area_order(each.code))), tuple(log))


def _stand(
    code: str,
    known: Assignment | None,
    hit: ProvisionHit,
    language: str,
    persons: frozenset[tuple[str, str]],
) -> AreaStanding:
    named, whole = area_or_theme(code), area_or_theme(area_of(code))
    label = named.label(language)
    scope = whole.scope_note(language) if isinstance(whole, Area) else ""
    threshold = known_thresholds().get(code)
    if known is None:
        return AreaStanding(code, label, scope, threshold=threshold)
    start = hit.provision.start
    return AreaStanding(
        code,
        label,
        scope,
        known.status,
        known.score,
        threshold,
        known.by,
        known.at.isoformat(timespec="seconds") if known.at else None,
        known.reason,
        known.rivals,
        tuple((span.start - start, span.end - start) for span in known.evidence),
        known.status is not PROPOSED and (code, known.by) in persons,
    )


def take_decision(
    services: Services,
    document_id: str,
    eid: str,
    do: str,
    area: str,
    *,
    to: str = "",
    by: str = "",
    reason: str = "",
) -> list[Decision]:
    """Do one of :data:`DO` with an area of a provision; return what was logged.

    Raises:
        NotFoundError: there is no such provision or area.
        UsageError: a name or a reason is missing, or it makes no sense.
    """
    if do not in DO:
        raise UsageError(f"'{do[:40]}' cannot be done (do).", remedy=f"Use one of {', '.join(DO)}.")
    code, other = area.strip().upper(), to.strip().upper()
    for field, value in (("area", code), ("to", other if do == "move" else "-")):
        if not value:
            raise UsageError(f"No area is named ({field}).", remedy="Name one, such as A3 or A3.2.")
    area_or_theme(code)
    if do == "move" and code == other:
        raise UsageError(f"{code} cannot be moved to itself (to).", remedy="Name another area.")
    if do in _REASONED and not reason.strip():
        raise UsageError(
            "It is not said why (reason).", remedy="Give a reason: it differs from what was proposed."
        )
    changes = {
        "confirm": [(code, CONFIRMED)],
        "add": [(code, CONFIRMED)],
        "reject": [(code, REJECTED)],
        "return": [(code, PROPOSED)],
        "move": [(code, REJECTED), (other, CONFIRMED)],
    }[do]
    return services.store.review(document_id, eid, changes, by, reason, services.access)


def review_address(document_id: str, eid: str) -> str:
    """Return the address of the page on which a provision's areas are decided."""
    return address("/review", [("document", document_id), ("eid", eid)])
