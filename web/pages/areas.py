"""The areas of cooperation: what each instrument says under each, with the words that show it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.areas import area as area_called
from corpus.areas import load_areas
from corpus.languages import direction
from corpus.model import AssignmentStatus
from corpus.store import AreaPage, ProvisionHit
from web.addresses import Here, address, instrument_address
from web.excerpts import Excerpt, excerpt
from web.filters import read_language
from web.interface import choose_messages
from web.naming import place
from web.parameters import read_choice, read_number
from web.rendering import pages_of
from web.services import Services, services_of
from web.shelf import STATUSES, ShelfItem, Tally, list_areas, list_shelf, tally_areas

router = APIRouter()

PER_PAGE = 40
"""Provisions on a page of an area."""
HEAT = ((40, 4), (15, 3), (5, 2), (1, 1), (0, 0))
"""From how many provisions on a cell of the matrix is how dark."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix of areas and instruments."""

    code: str
    confirmed: int
    proposed: int
    heat: int
    href: str

    @property
    def total(self) -> int:
        """All provisions in it."""
        return self.confirmed + self.proposed


@dataclass(frozen=True, slots=True)
class Commitment:
    """A provision under an area, with its words and the stretches of them that put it there."""

    eid: str
    where: str
    excerpt: Excerpt
    language: str
    direction: str
    nature: str
    status: str
    score: float | None
    strength: str | None
    href: str
    others: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """The commitments of one instrument; ``tally`` counts those on other pages too."""

    instrument: ShelfItem
    commitments: list[Commitment]
    tally: Tally
    only: str


@router.get("/areas")
def areas(request: Request) -> Response:
    """Answer with the 18 areas and the matrix of what is covered."""
    services, t = services_of(request), choose_messages(request)
    tallies = tally_areas(services)
    covered = {instrument for _, instrument in tallies}
    rows = [
        {"instrument": item, "cells": [_cell(each.code, item.id, tallies) for each in load_areas()]}
        for item in list_shelf(services, t.language)
        if item.id in covered
    ]
    return pages_of(request).render(
        request,
        "areas.html",
        section="areas",
        title=t("areas.title"),
        areas=list_areas(tallies, t.language),
        rows=rows,
    )


def _cell(code: str, instrument: str, tallies: dict[tuple[str, str], Tally]) -> Cell:
    tally = tallies.get((code, instrument), Tally())
    heat = next(level for least, level in HEAT if tally.total >= least)
    href = address(f"/areas/{code}", [("instrument", instrument)])
    return Cell(code, tally.confirmed, tally.proposed, heat, href)


@router.get("/areas/{code}")
def area(request: Request, code: str) -> Response:
    """Answer with what belongs to one area, by instrument."""
    services, t, here = services_of(request), choose_messages(request), Here(request)
    params = request.query_params
    found = area_called(code.upper())
    status = read_choice(params, "status", [each.value for each in STATUSES])
    language = read_language(params["lang"], "lang") if params.get("lang") else None
    instrument = params.get("instrument") or None
    page = read_number(params, "page", 1, 9999) or 1
    listed = services.store.area_provisions(
        found.code,
        services.access,
        instrument_id=instrument,
        languages=[each for each in (language, t.language, "en") if each],
        statuses=(AssignmentStatus(status),) if status else STATUSES,
        limit=PER_PAGE,
        offset=(page - 1) * PER_PAGE,
    )
    tallies = tally_areas(services)
    shelf = {item.id: item for item in list_shelf(services, t.language)}
    codes = [each.code for each in load_areas()]
    at = codes.index(found.code)
    pages = max(1, -(-listed.total // PER_PAGE))
    return pages_of(request).render(
        request,
        "area.html",
        section="areas",
        title=f"{found.code} {found.label(t.language)}",
        area={"code": found.code, "label": found.label(t.language), "scope": found.scope_note(t.language)},
        other_labels=[(tag, label) for tag, label in found.labels.items() if tag != t.language],
        groups=_groups(services, listed, shelf, tallies, here),
        languages=sorted({tag for item in shelf.values() for tag in item.languages}),
        wanted={"status": status, "lang": language, "instrument": instrument},
        total=listed.total,
        page=page,
        pages=pages,
        previous=here.with_(page=page - 1 if page > 2 else None) if page > 1 else None,
        next=here.with_(page=page + 1) if page < pages else None,
        before=codes[at - 1] if at else None,
        after=codes[at + 1] if at + 1 < len(codes) else None,
    )


def _groups(
    services: Services,
    listed: AreaPage,
    shelf: dict[str, ShelfItem],
    tallies: dict[tuple[str, str], Tally],
    here: Here,
) -> list[Group]:
    others = _other_languages(services, [hit for group in listed.groups for hit in group.hits])
    return [
        Group(
            shelf[group.instrument.id],
            [
                _commitment(hit, listed.area, status, others[hit.document.id, hit.provision.eid])
                for hit, status in zip(group.hits, group.statuses, strict=True)
            ],
            tallies.get((listed.area, group.instrument.id), Tally()),
            here.with_(instrument=group.instrument.id),
        )
        for group in listed.groups
    ]


def _commitment(
    hit: ProvisionHit, code: str, status: AssignmentStatus, others: list[tuple[str, str]]
) -> Commitment:
    provision, document = hit.provision, hit.document
    # The version that is shown may itself say nothing of the area: another language version does.
    tie = next((each for each in hit.assignments if each.area == code), None)
    spans = tie.evidence if tie else ()
    evidence = [(each.start - provision.start, each.end - provision.start) for each in spans]
    return Commitment(
        eid=provision.eid,
        where=place(provision, hit.ancestors),
        excerpt=excerpt(hit.text, evidence),
        language=provision.language,
        direction=direction(provision.language),
        nature=document.nature,
        status=status,
        score=tie.score if tie else None,
        strength=provision.strength,
        href=instrument_address(document.instrument_id, provision.eid, document.id),
        others=others,
    )


def _other_languages(
    services: Services, hits: list[ProvisionHit]
) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return, for each provision shown, where it stands in other languages of its instrument."""
    instruments = {hit.instrument.id for hit in hits}
    texts = [text for text in services.store.documents(services.access) if text.instrument_id in instruments]
    candidates = {
        (hit.document.id, hit.provision.eid): [
            text
            for text in texts
            if text.instrument_id == hit.instrument.id and text.language != hit.document.language
        ]
        for hit in hits
    }
    pairs = {(text.id, eid) for (_, eid), found in candidates.items() for text in found}
    existing = services.store.provision_hits(sorted(pairs), services.access)
    return {
        (document, eid): sorted(
            {
                text.language: instrument_address(text.instrument_id, eid, text.id)
                for text in found
                if (text.id, eid) in existing
            }.items()
        )
        for (document, eid), found in candidates.items()
    }
