"""What a provision refers to and what refers to it, in words and with where that leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.model import Citation, Instrument, Nature, Provision
from corpus.store import ProvisionHit
from web.addresses import document_address
from web.naming import place
from web.services import Services

NATURE_ORDER = (Nature.AUTHENTIC, Nature.TRANSLATION, Nature.ABSTRACT)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a reference leads, and its words."""

    href: str
    label: str


def who_cites(services: Services, instrument: Instrument, language: str) -> dict[str | None, list[Link]]:
    """Return what cites an instrument, by the provision cited; under None what cites it as a whole.

    References within the instrument are left out. A provision that cites in several language
    versions is there once, in the reader's language if possible.
    """
    citing: dict[str | None, set[tuple[str, str]]] = defaultdict(set)
    # Most references of a work are to itself: left out before anything is looked up for them.
    own = {each.id for each in services.store.documents(services.access, instrument.id)}
    for citation in services.store.cited_by(instrument.id, None, services.access):
        if citation.document_id not in own:
            citing[citation.target_eid].add((citation.document_id, citation.eid))
    everything = {pair for pairs in citing.values() for pair in pairs}
    hits = services.store.provision_hits(sorted(everything), services.access)
    found = {}
    for eid, pairs in citing.items():
        others = [hits[pair] for pair in pairs if pair in hits and hits[pair].instrument.id != instrument.id]
        if others:
            found[eid] = [_link_to(hit) for hit in _once_each(others, language)]
    return found


def _once_each(hits: Iterable[ProvisionHit], language: str) -> list[ProvisionHit]:
    best: dict[tuple[str, str], ProvisionHit] = {}
    for hit in sorted(hits, key=lambda hit: _preference(hit, language)):
        best.setdefault((hit.instrument.id, hit.provision.eid), hit)
    return sorted(best.values(), key=lambda hit: (hit.instrument.title.casefold(), hit.provision.ordinal))


def _preference(hit: ProvisionHit, language: str) -> tuple[bool, int, str]:
    return hit.document.language != language, NATURE_ORDER.index(hit.document.nature), hit.document.id


def _link_to(hit: ProvisionHit) -> Link:
    where = place(hit.provision, hit.ancestors)
    return Link(document_address(hit.document.id, hit.provision.eid), f"{hit.document.title}, {where}")


def name_reference(
    services: Services,
    instrument: Instrument,
    citation: Citation,
    href: str,
    by_eid: Mapping[str, Provision],
) -> Link:
    """Return a reference in words: the number within this work, the shortest name of another."""
    eid = citation.target_eid
    if citation.target_instrument == instrument.id and eid is not None and eid in by_eid:
        return Link(href, place(by_eid[eid], ancestors(by_eid[eid], by_eid)))
    target = services.store.instrument(citation.target_instrument or "", services.access)
    name = target.names[0] if target.names else target.title
    number = f", {eid.split('__')[0].replace('_', ' ')}" if eid else ""
    return Link(href, f"{name}{number}")


def ancestors(provision: Provision, by_eid: Mapping[str, Provision]) -> list[Provision]:
    """Return what a provision lies in, outermost first."""
    found: list[Provision] = []
    while (parent := by_eid.get((found[0] if found else provision).parent or "")) is not None:
        found.insert(0, parent)
    return found
