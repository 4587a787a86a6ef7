"""One instrument against the others, as the page, the API and the command tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.areas import area_or_theme
from corpus.languages import direction
from corpus.model import Assignment, Evidence, Provision
from corpus.store import ProvisionHit
from search.framework import NEW_BELOW, REPEATS, Counterpart, Finding, Standing
from web.naming import first_words, place
from web.redlining import Names
from web.services import Services

MOST = 150
"""Commitments of a document that a page or the API looks at; the command has no bound."""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings under one area; ``code`` is None for those under none."""

    code: str | None
    findings: tuple[Finding, ...]


def place_held(services: Services, document_id: str) -> Standing:
    """Return a document of the store beside all others, from what is kept if nothing changed since."""
    found = services.store.summary(document_id, services.access)
    index = services.search.status()
    key = (found.id, found.parser, services.store.content_revision(), index.passages, index.up_to_date)
    return services.standings.find(
        key, lambda: services.search.place(document_id, services.access, most=MOST)
    )


def describe(standing: Standing) -> dict[str, Any]:
    """Return a standing as a plain object."""
    document, instrument = standing.newcomer.bundle.document, standing.newcomer.bundle.instrument
    return {
        "document": {
            "id": document.id if standing.newcomer.held else None,
            "held": standing.newcomer.held,
            "title": document.title,
            "nature": document.nature.value,
            "language": document.language,
            "direction": direction(document.language),
            "source": document.source,
            "instrument": instrument.id,
            "year": instrument.year,
        },
        "thresholds": {"repeats": REPEATS, "new_below": NEW_BELOW},
        "counts": {
            "commitments": len(standing.commitments),
            "recitals": len(standing.recitals),
            "left_out": standing.left_out,
        }
        | {relation.value: count for relation, count in standing.relations.items()}
        | {shift.value: count for shift, count in standing.shifts.items()},
        "silent": [name_area(code) for code in standing.silent],
        "mentioned": [name_area(code) for code in standing.mentioned],
        "also_held": list(standing.also_held),
        "commitments": [_describe(standing, finding) for finding in standing.commitments],
        "recitals": [_describe(standing, finding) for finding in standing.recitals],
    }


def name_area(code: str, language: str = "en") -> dict[str, str]:
    """Return the code and label of an area or sub-theme."""
    return {"code": code, "label": area_or_theme(code).label(language)}


def _describe(standing: Standing, finding: Finding) -> dict[str, Any]:
    names = names_in(standing)
    provision = provision_of(standing, finding)
    return {
        "eid": provision.eid,
        "place": names(provision),
        "text": text_of(standing, finding),
        "strength": finding.commitment.strength.value,
        "force": finding.commitment.force.value,
        "guessed": finding.commitment.guessed,
        "actor": words_of(standing, finding.commitment.actor),
        "areas": [_describe_tie(tie) for tie in finding.areas],
        "relation": finding.relation.value,
        "shift": finding.shift.value if finding.shift else None,
        "nearest": [_describe_counterpart(each) for each in finding.nearest],
    }


def _describe_tie(tie: Assignment) -> dict[str, Any]:
    return {"code": tie.area, "score": round(tie.score, 4), "status": tie.status.value}


def _describe_counterpart(counterpart: Counterpart) -> dict[str, Any]:
    hit = counterpart.provision
    return {
        "closeness": round(counterpart.closeness, 4),
        "strength": counterpart.strength.value if counterpart.strength else None,
        "instrument": {
            "id": hit.instrument.id,
            "title": hit.instrument.title,
            "jurisdiction": hit.instrument.jurisdiction,
            "year": hit.instrument.year,
        },
        "document": hit.document.id,
        "nature": hit.document.nature.value,
        "eid": hit.provision.eid,
        "place": place_of(hit),
        "language": hit.provision.language,
        "direction": direction(hit.provision.language),
        "text": hit.text,
        "permalink": f"/documents/{hit.document.id}#{hit.provision.eid}",
    }


def place_of(hit: ProvisionHit) -> str:
    """Return the numbers of a counterpart, or its first words."""
    named = hit.provision.label or hit.provision.heading
    return place(hit.provision, hit.ancestors) if named else first_words(hit.text)


def names_in(standing: Standing) -> Names:
    """Return what the provisions of the newcomer are called."""
    bundle = standing.newcomer.bundle
    return Names(bundle.document.text, bundle.provisions)


def provision_of(standing: Standing, finding: Finding) -> Provision:
    """Return the provision that a finding is about."""
    eid = finding.commitment.eid
    return next(each for each in standing.newcomer.bundle.provisions if each.eid == eid)


def text_of(standing: Standing, finding: Finding) -> str:
    """Return the words of a finding's provision."""
    provision = provision_of(standing, finding)
    return standing.newcomer.bundle.document.text[provision.start : provision.end]


def words_of(standing: Standing, span: Evidence | None) -> str | None:
    """Return the words of a span, on one line."""
    if span is None:
        return None
    return " ".join(standing.newcomer.bundle.document.text[span.start : span.end].split())


def group_by_area(findings: Sequence[Finding]) -> list[Group]:
    """Return findings under their surest area, in the order of the areas, those without one last."""
    groups: dict[str | None, list[Finding]] = {}
    for finding in findings:
        area = next((tie.area for tie in finding.areas if "." not in tie.area), None)
        groups.setdefault(area, []).append(finding)
    return [
        Group(code, tuple(found))
        for code, found in sorted(groups.items(), key=lambda item: int(item[0][1:]) if item[0] else 999)
    ]
