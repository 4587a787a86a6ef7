"""The areas of cooperation: what each instrument says under each, with the words that show it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.areas import Area, area_of, area_or_theme, is_theme, load_areas, themes_of
from corpus.languages import direction
from corpus.model import AssignmentStatus, Nature, Strength
from corpus.store import AreaPage, ProvisionHit
from web.addresses import Here, instrument_address
from web.coverage_labels import describe_selection
from web.coverage_question import read_selection, selection_pairs
from web.excerpts import Excerpt, excerpt
from web.filters import read_language
from web.interface import choose_messages
from web.naming import place
from web.parameters import read_number
from web.rendering import pages_of
from web.services import Services, services_of
from web.shelf import ShelfItem, Tally, list_areas, list_shelf, list_themes, tally_areas

router = APIRouter()

PER_PAGE = 40
"""Provisions on a page of an area."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A provision under an area, with its words and the stretches of them that put it there."""

    document: str
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
    """Answer with the 18 areas and their sub-themes, and how much there is under each."""
    services, t = services_of(request), choose_messages(request)
    tallies = tally_areas(services)
    return pages_of(request).render(
        request,
        "areas.html",
        section="areas",
        title=t("areas.title"),
        areas=list_areas(tallies, t.language),
        themes={each.code: list_themes(each.code, tallies, t.language) for each in load_areas()},
    )


@router.get("/areas/{code}")
def area(request: Request, code: str) -> Response:
    """Answer with what belongs to one area or sub-theme, by instrument; the matrix's cells lead here."""
    services, t, here = services_of(request), choose_messages(request), Here(request)
    params = request.query_params
    found = area_or_theme(code.upper())
    selection = read_selection(params, None)
    preferred = read_language(params["prefer"], "prefer") if params.get("prefer") else None
    page = read_number(params, "page", 1, 9999) or 1
    listed = services.store.area_provisions(
        found.code,
        services.access,
        selection=selection,
        languages=[each for each in (preferred, t.language, "en") if each],
        limit=PER_PAGE,
        offset=(page - 1) * PER_PAGE,
    )
    shelf = {item.id: item for item in list_shelf(services, t.language)}
    area_code = area_of(found.code)
    siblings = [each.code for each in (themes_of(area_code) if is_theme(found.code) else load_areas())]
    at = siblings.index(found.code)
    pages = max(1, -(-listed.total // PER_PAGE))
    whole = None if isinstance(found, Area) else area_or_theme(area_code)
    return pages_of(request).render(
        request,
        "area.html",
        section="areas",
        title=f"{found.code} {found.label(t.language)}",
        area={
            "code": found.code,
            "label": found.label(t.language),
            "scope": found.scope_note(t.language) if isinstance(found, Area) else "",
            "whole": {"code": whole.code, "label": whole.label(t.language)} if whole else None,
            "themes": [(each.code, each.label(t.language)) for each in themes_of(found.code)],
        },
        other_labels=[(tag, label) for tag, label in found.labels.items() if tag != t.language],
        groups=_groups(services, listed, shelf, here),
        languages=sorted({tag for item in shelf.values() for tag in item.languages}),
        chips=describe_selection(selection, shelf, here, t),
        kept=[pair for pair in selection_pairs(selection) if pair[0] != "status"],
        kept_query=selection_pairs(selection),
        wanted={
            "status": params.get("status"),
            "prefer": preferred,
            "instrument": len(tuple(selection.instruments)) == 1,
        },
        total=listed.total,
        page=page,
        pages=pages,
        previous=here.with_(page=page - 1 if page > 2 else None) if page > 1 else None,
        next=here.with_(page=page + 1) if page < pages else None,
        before=siblings[at - 1] if at else None,
        after=siblings[at + 1] if at + 1 < len(siblings) else None,
    )


def _groups(
    services: Services,
    listed: AreaPage,
    shelf: dict[str, ShelfItem],
    here: Here,
) -> list[Group]:
    others = _other_languages(services, [hit for group in listed.groups for hit in group.hits])
    return [
        Group(
            shelf[group.instrument.id],
            [
                _commitment(hit, listed.area, status, strength, others[hit.document.id, hit.provision.eid])
                for hit, status, strength in zip(group.hits, group.statuses, group.strengths, strict=True)
            ],
            Tally(group.confirmed, group.proposed),
            here.with_(instrument=group.instrument.id),
        )
        for group in listed.groups
    ]


def _commitment(
    hit: ProvisionHit,
    code: str,
    status: AssignmentStatus,
    strength: Strength | None,
    others: list[tuple[str, str]],
) -> Commitment:
    provision, document = hit.provision, hit.document
    # The version that is shown may itself say nothing of the area: another language version does.
    tie = next((each for each in hit.assignments if each.area == code), None)
    spans = tie.evidence if tie else ()
    if document.nature is Nature.ABSTRACT:
        # Where no term signals the area, the register's evidence is the whole abstract: nothing to point out.
        # A term ends before the full stop, the whole with it.
        spans = tuple(each for each in spans if hit.text[each.end - provision.start :][:1] not in ("", "\n"))
    evidence = [(each.start - provision.start, each.end - provision.start) for each in spans]
    return Commitment(
        document=document.id,
        eid=provision.eid,
        where=place(provision, hit.ancestors),
        excerpt=excerpt(hit.text, evidence),
        language=provision.language,
        direction=direction(provision.language),
        nature=document.nature,
        status=status,
        score=tie.score if tie else None,
        strength=strength or provision.strength,
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
