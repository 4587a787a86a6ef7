"""The entities of the field with where they are named: what pages, API and command share.

Names and schedules are facts of the register and the same for everybody; every count and every place
comes from the store on behalf of one reader.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.access import Access
from corpus.entities import KNOWN_TO, LISTS, Control, Entity, EntityGroup, entity, load_entities
from corpus.errors import NotFoundError
from corpus.languages import LANGUAGES
from corpus.store import Store
from corpus.store.mentioning import MentionCount
from corpus.thesaurus.fold import fold
from web.addresses import document_address
from web.entity_addresses import entity_address
from web.filters import unknown
from web.parameters import MAX_LIMIT
from web.references import Link

SORTS = ("name", "schedule", "named")
NATIONAL = "none"
"""In place of a schedule: not scheduled internationally."""


@dataclass(frozen=True, slots=True)
class EntityLine:
    """An entity in a list, with how often it is named as far as the reader may see."""

    entity: Entity
    name: str
    count: MentionCount

    @property
    def href(self) -> str:
        """Where its page is."""
        return entity_address(self.entity)

    @property
    def controls(self) -> tuple[Control, ...]:
        """The schedules that hold it, in order."""
        return self.entity.substance.controls if self.entity.substance else ()


def list_entities(
    store: Store, access: Access, language: str, group: EntityGroup | None = None
) -> list[EntityLine]:
    """Return the entities, or those of one group, in the order of the register."""
    counts = store.count_mentions(access)
    return [_line(each, language, counts) for each in load_entities() if group is None or each.group is group]


def entity_line(store: Store, access: Access, id: str, language: str) -> EntityLine:
    """Return one entity as lists show it (NotFoundError if there is none of this id)."""
    return _line(entity(id), language, store.count_mentions(access, id))


def _line(found: Entity, language: str, counts: Mapping[str, MentionCount]) -> EntityLine:
    count = counts.get(found.id, MentionCount(found.id, 0, 0, 0))
    return EntityLine(found, found.preferred(language), count)


def choose_substances(
    lines: Iterable[EntityLine], query: str = "", schedule: str = "", sort: str = ""
) -> list[EntityLine]:
    """Return the substances whose names in any language hold ``query``, under a schedule, sorted.

    ``schedule`` is such as ``1961-I`` or ``1971``, or ``none`` for those not scheduled internationally.

    Raises:
        ParameterError: there is no such schedule or order.
    """
    known = schedules()
    if schedule and schedule not in known:
        raise unknown(schedule, "schedule", known)
    if sort and sort not in SORTS:
        raise unknown(sort, "sort", SORTS)
    wanted = fold(query, None).text.strip()
    found = [
        line
        for line in lines
        if (not wanted or wanted in _searched(line.entity.id))
        and (not schedule or schedule in _schedules_of(line.entity))
    ]
    keys: Mapping[str, Any] = {
        "name": lambda line: fold(line.name, None).text,
        "schedule": lambda line: (_rank(line.controls), fold(line.name, None).text),
        "named": lambda line: (-line.count.provisions, fold(line.name, None).text),
    }
    return sorted(found, key=keys[sort or "name"])


@functools.cache
def schedules() -> tuple[str, ...]:
    """Return what a substance may be listed under: conventions, schedules, and ``none``."""
    found = {key for each in load_entities() if each.substance for key in _schedules_of(each)}
    return (*sorted(found - {NATIONAL}, key=_schedule_order), NATIONAL)


def _schedule_order(key: str) -> tuple[str, int]:
    convention, _, number = key.partition("-")
    return convention, ("", "I", "II", "III", "IV").index(number)


def _schedules_of(found: Entity) -> set[str]:
    controls = found.substance.controls if found.substance else ()
    keys = {f"{each.convention.value}-{each.schedule}" for each in controls}
    return keys | {each.convention.value for each in controls} or {NATIONAL}


def _rank(controls: tuple[Control, ...]) -> list[tuple[str, str]]:
    # What no schedule holds comes last.
    return [(each.convention.value, each.schedule) for each in controls] or [("9", "")]


@functools.cache
def _searched(id: str) -> str:
    found = entity(id)
    names = [name for each in found.names.values() for name in each]
    short = found.substance.short + found.substance.cas if found.substance else ()
    return " | ".join(fold(name, None).text for name in (*names, *short, id.replace("-", " ")))


def named_entities(store: Store, access: Access, document_id: str, language: str) -> dict[str, list[Link]]:
    """Return the entities that each provision of a document names, once each in order, as links."""
    found: dict[str, dict[str, Link]] = {}
    for each in store.mentions(document_id, access):
        try:
            named = entity(each.entity)
        except NotFoundError:  # found by a register that had more: upkeep finds them anew
            continue
        link = Link(entity_address(named), named.brief(language))
        found.setdefault(each.eid, {}).setdefault(each.entity, link)
    return {eid: list(links.values()) for eid, links in found.items()}


def entity_facts(line: EntityLine) -> dict[str, Any]:
    """Return an entity as API and command give it in lists."""
    found = line.entity
    facts: dict[str, Any] = {
        "id": found.id,
        "group": found.group.value,
        "names": {tag: list(names) for tag, names in found.names.items()},
        "note": dict(found.note),
        "concept": found.concept,
        "instrument": found.instrument,
        "part_of": found.part_of,
        "url": found.url,
        "provisions": line.count.provisions,
        "instruments": line.count.instruments,
        "mentions": line.count.mentions,
        "permalink": line.href,
    }
    if found.substance is not None:
        facts |= {
            "controls": [
                {"convention": each.convention.value, "schedule": each.schedule, "since": each.since}
                for each in found.substance.controls
            ],
            "internationally_scheduled": bool(found.substance.controls),
            "cas": list(found.substance.cas),
            "short_names": list(found.substance.short),
            "schedules_known_to": KNOWN_TO,
            "official_lists": {
                each.convention.value: LISTS[each.convention.value] for each in found.substance.controls
            },
        }
    return facts


def describe_entity(
    store: Store, access: Access, id: str, *, languages: Iterable[str] = (), limit: int = 50, offset: int = 0
) -> dict[str, Any]:
    """Return an entity with the provisions that name it, a page of them.

    Raises:
        NotFoundError: there is no such entity.
        ParameterError: a language is none that Narcord serves.
    """
    found = entity(id)
    chosen = tuple(languages)
    for tag in chosen:
        if tag not in LANGUAGES:
            raise unknown(tag, "lang", tuple(LANGUAGES))
    line = entity_line(store, access, found.id, "en")
    places = store.mention_places(found.id, access, languages=chosen)
    shown = places[offset : offset + min(limit, MAX_LIMIT)]
    hits = store.provision_hits([(each.document_id, each.eid) for each in shown], access)
    return entity_facts(line) | {
        "languages": store.mention_languages(found.id, access),
        "total": len(places),
        "places": [
            {
                "instrument": each.instrument_id,
                "title": hit.document.title,
                "document": each.document_id,
                "nature": hit.document.nature.value,
                "language": each.language,
                "eid": each.eid,
                "spans": [list(span) for span in each.spans],
                "words": [
                    hit.text[start - hit.provision.start : end - hit.provision.start]
                    for start, end in each.spans
                ],
                "permalink": document_address(each.document_id, each.eid),
            }
            for each in shown
            if (hit := hits.get((each.document_id, each.eid))) is not None
        ],
    }
