"""The entities of the field and the substances under control: facts, and where provisions name them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.entities import KNOWN_TO, LISTS, Entity, EntityGroup, entity, load_entities
from corpus.errors import NotFoundError
from corpus.languages import LANGUAGES, direction
from corpus.store import ProvisionHit
from corpus.store.mentioning import MentionPlace
from web.addresses import Here, document_address, instrument_address
from web.entities import (
    NATIONAL,
    SORTS,
    choose_substances,
    entity_line,
    list_entities,
    schedules,
)
from web.entity_addresses import entity_address
from web.excerpts import Excerpt, excerpt
from web.filters import read_language
from web.interface import choose_messages
from web.messages import Messages
from web.naming import place
from web.parameters import read_number
from web.references import Link, who_cites
from web.rendering import pages_of
from web.services import Services, services_of
from web.shelf import list_shelf

router = APIRouter()

PER_PAGE = 30
"""Provisions on a page of an entity."""


@dataclass(frozen=True, slots=True)
class Place:
    """A provision that names an entity, with the words marked."""

    where: str
    excerpt: Excerpt
    language: str
    direction: str
    nature: str
    href: str


@router.get("/entities")
def entities(request: Request) -> Response:
    """Answer with the entities by group, each with how often it is named."""
    services, t = services_of(request), choose_messages(request)
    lines = list_entities(services.store, services.access, t.language)
    groups = {
        group: [line for line in lines if line.entity.group is group]
        for group in EntityGroup
        if group is not EntityGroup.SUBSTANCE
    }
    substances = [line for line in lines if line.entity.group is EntityGroup.SUBSTANCE]
    return pages_of(request).render(
        request,
        "entities.html",
        section="entities",
        title=t("entities.title"),
        groups=groups,
        substances=len(substances),
        named=sum(line.count.provisions > 0 for line in substances),
        most_named=choose_substances(substances, sort="named")[:24],
    )


@router.get("/substances")
def substances(request: Request) -> Response:
    """Answer with the table of substances."""
    services, t, here = services_of(request), choose_messages(request), Here(request)
    params = request.query_params
    query, schedule, sort = (params.get(name, "").strip() for name in ("q", "schedule", "sort"))
    lines = list_entities(services.store, services.access, t.language, EntityGroup.SUBSTANCE)
    return pages_of(request).render(
        request,
        "substances.html",
        section="entities",
        title=t("entities.substances"),
        lines=choose_substances(lines, query[:100], schedule, sort),
        everything=len(lines),
        wanted={"q": query[:100], "schedule": schedule, "sort": sort or SORTS[0]},
        sorts=[(name, here.with_(sort=name)) for name in SORTS],
        schedules=[(key, schedule_name(key, t)) for key in schedules()],
        control_name=lambda control: schedule_name(f"{control.convention.value}-{control.schedule}", t),
        known_to=KNOWN_TO,
        lists=LISTS,
    )


@router.get("/substances/{id}")
def substance(request: Request, id: str) -> Response:
    """Answer with one substance."""
    found = entity(id)
    if found.group is not EntityGroup.SUBSTANCE:
        return RedirectResponse(entity_address(found), status_code=308)
    return _answer(request, found)


@router.get("/entities/{id}")
def one_entity(request: Request, id: str) -> Response:
    """Answer with one entity."""
    found = entity(id)
    if found.group is EntityGroup.SUBSTANCE:
        return RedirectResponse(entity_address(found), status_code=308)
    return _answer(request, found)


def schedule_name(key: str, t: Messages) -> str:
    """Return a convention or a schedule of one in words: ``1988-I`` is "1988, Table I"."""
    if key == NATIONAL:
        return t("entities.not_scheduled")
    convention, _, number = key.partition("-")
    if not number:
        return t("entities.convention", year=convention)
    # The 1988 Convention calls its lists tables.
    if convention == "1988":
        return f"{convention}, {t('entities.table', number=number)}"
    return f"{convention}, {t('entities.schedule', number=number)}"


def _answer(request: Request, found: Entity) -> Response:
    services, t, here = services_of(request), choose_messages(request), Here(request)
    params = request.query_params
    language = read_language(params["lang"], "lang") if params.get("lang") else None
    only = params.get("instrument") or None
    page = read_number(params, "page", 1, 9999) or 1
    places = services.store.mention_places(
        found.id, services.access, languages=[language] if language else (), instrument_id=only
    )
    shelf = {item.id: item for item in list_shelf(services, t.language)}
    places.sort(key=lambda each: (shelf[each.instrument_id].title.casefold(), each.instrument_id))
    shown = places[(page - 1) * PER_PAGE : page * PER_PAGE]
    hits = services.store.provision_hits([(each.document_id, each.eid) for each in shown], services.access)
    pages = max(1, -(-len(places) // PER_PAGE))
    line = entity_line(services.store, services.access, found.id, t.language)
    controls = line.controls
    return pages_of(request).render(
        request,
        "entity.html",
        section="entities",
        title=line.name,
        entity=found,
        line=line,
        note=found.note.get(t.language) or found.note.get("en", ""),
        names=[(tag, names) for tag in LANGUAGES if (names := found.names.get(tag))],
        controls=[(schedule_name(f"{each.convention.value}-{each.schedule}", t), each) for each in controls],
        part_of=_line_of(found.part_of, t),
        members=[_line_of(each.id, t) for each in load_entities() if each.part_of == found.id],
        instrument=shelf.get(found.instrument or ""),
        citing=_cited_by_article(services, found, t),
        languages=services.store.mention_languages(found.id, services.access),
        groups=[
            (
                shelf[instrument],
                [_place(each, hits[each.document_id, each.eid]) for each in entries],
                here.with_(instrument=instrument),
            )
            for instrument, entries in groupby(
                (each for each in shown if (each.document_id, each.eid) in hits),
                key=lambda each: each.instrument_id,
            )
        ],
        total=len(places),
        wanted={"lang": language, "instrument": only},
        without_instrument=here.with_(instrument=None),
        known_to=KNOWN_TO,
        lists={each.convention.value: LISTS[each.convention.value] for each in controls},
        page=page,
        pages=pages,
        previous=here.with_(page=page - 1 if page > 2 else None) if page > 1 else None,
        next=here.with_(page=page + 1) if page < pages else None,
    )


def _line_of(id: str | None, t: Messages) -> Link | None:
    if id is None:
        return None
    found = entity(id)
    return Link(entity_address(found), found.preferred(t.language))


def _place(found: MentionPlace, hit: ProvisionHit) -> Place:
    provision = hit.provision
    spans = [(start - provision.start, end - provision.start) for start, end in found.spans]
    return Place(
        where=place(provision, hit.ancestors),
        excerpt=excerpt(hit.text, spans, longest=420),
        language=provision.language,
        direction=direction(provision.language),
        nature=hit.document.nature,
        href=document_address(hit.document.id, provision.eid),
    )


def _cited_by_article(services: Services, found: Entity, t: Messages) -> list[tuple[str, str, list[Link]]]:
    """Return what cites a convention, by its articles: number, address, links; the whole of it first."""
    if found.instrument is None:
        return []
    try:
        instrument = services.store.instrument(found.instrument, services.access)
    except NotFoundError:  # none of its texts is here, or none that this reader may see
        return []
    grouped: dict[str, list[Link]] = {}
    for eid, links in who_cites(services, instrument, t.language).items():
        top = eid.split("__")[0] if eid else ""
        grouped.setdefault(top, []).extend(links)
    return [
        (
            eid.replace("_", " ").replace("art ", t("entities.article") + " ") if eid else "",
            instrument_address(instrument.id, eid or None),
            list({link.href: link for link in links}.values()),
        )
        for eid, links in sorted(grouped.items(), key=lambda each: _article_order(each[0]))
    ]


def _article_order(eid: str) -> tuple[int, int, str]:
    digits = "".join(character for character in eid.split("_")[-1] if character.isdigit())
    return (0 if not eid else 1, int(digits or 0), eid)
