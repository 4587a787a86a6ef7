"""What the register knows of an instrument and of its provisions, beyond what the store holds of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.entities import entity
from corpus.errors import NotFoundError
from corpus.model import Document, Nature, Provision
from corpus.register import RegisterInstrument, RegisterProvision, find_entry
from corpus.store import DocumentSummary
from web.abstracts import entry_of
from web.addresses import instrument_address
from web.entity_addresses import entity_address
from web.messages import Messages
from web.naming import place
from web.references import Link, ancestors
from web.services import Services

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
_NOTHING = ("", "-", "–")  # what stands for "nothing is left out"


@dataclass(frozen=True, slots=True)
class InstrumentNotes:
    """Facts of an instrument, and how its abstracts came about.

    ``left_out`` is what the abstracts leave out, with its language; ``checked_title`` the title of the text
    that they were checked against, in ``checked_language``; ``slug`` names its line on the page of sources.
    """

    number: str | None
    in_force: str | None
    last_amended: str | None
    left_out: str
    left_out_language: str
    checked_title: str | None
    checked_language: str
    has_abstracts: bool
    slug: str
    licence: str = LICENCE
    licence_address: str = LICENCE_ADDRESS


@dataclass(frozen=True, slots=True)
class ProvisionNotes:
    """What stands below an abstract: facts of the provision that it sums up, and where its own words are.

    ``number`` is the number as the law prints it, empty where the abstract shows it already. ``authentic``
    leads to the same provision of the text itself, or to the nearest one around it.
    """

    number: str
    who: str
    who_language: str
    substances: Sequence[Link]
    amounts: Sequence[str]
    authentic: Link | None
    authentic_language: str | None


def instrument_notes(instrument_id: str, t: Messages) -> InstrumentNotes | None:
    """Return what the register says of an instrument, None if it is not in the register."""
    entry = find_entry(instrument_id)
    if entry is None:
        return None
    wishes = [tag for tag in (t.language, "en") if entry.left_out.get(tag, "") not in _NOTHING]
    tag = wishes[0] if wishes else "en"
    return InstrumentNotes(
        number=entry.number,
        in_force=entry.in_force,
        last_amended=entry.last_amended,
        left_out=entry.left_out[tag] if wishes else "",
        left_out_language=tag,
        checked_title=entry.source_title if entry.checked_against else None,
        checked_language=entry.language,
        has_abstracts=not entry.bare,
        slug=entry.slug,
    )


def provision_notes(
    services: Services,
    document: Document,
    provisions: Sequence[Provision],
    texts: Iterable[DocumentSummary],
    t: Messages,
) -> dict[str, ProvisionNotes]:
    """Return what stands below each abstract of the register's own document, by eId; {} for others."""
    entry = entry_of(document)
    if entry is None:
        return {}
    text = _authentic(entry, texts, t)
    there = services.store.provisions(text.id, services.access) if text is not None else []
    held = {each.eid: each for each in there}
    shown = {each.eid: each for each in provisions}
    return {
        each.eid: _notes(each, document, shown[each.eid], shown, text, held, t)
        for each in entry.provisions
        if each.abstracts and each.eid in shown
    }


def _notes(
    told: RegisterProvision,
    document: Document,
    provision: Provision,
    shown: Mapping[str, Provision],
    text: DocumentSummary | None,
    held: Mapping[str, Provision],
    t: Messages,
) -> ProvisionNotes:
    who_language = next((tag for tag in (document.language, t.language, "en") if tag in told.who), "en")
    around = [provision, *reversed(ancestors(provision, shown))]
    target = next((held[each.eid] for each in around if each.eid in held), None)
    return ProvisionNotes(
        number="" if told.number == provision.label else told.number,
        who=told.who.get(who_language, ""),
        who_language=who_language,
        substances=_substances(told.substances, t.language),
        amounts=told.amounts,
        authentic=Link(
            instrument_address(text.instrument_id, target.eid, text.id),
            place(target, ancestors(target, held)),
        )
        if target is not None and text is not None
        else None,
        authentic_language=target.language if target is not None else None,
    )


def _authentic(
    entry: RegisterInstrument, texts: Iterable[DocumentSummary], t: Messages
) -> DocumentSummary | None:
    """Return the authentic text to lead to: the one the abstracts were checked against before others."""
    wishes = [entry.language, t.language, "en"]
    return min(
        (text for text in texts if text.nature is Nature.AUTHENTIC),
        key=lambda text: (wishes.index(text.language) if text.language in wishes else len(wishes), text.id),
        default=None,
    )


def _substances(ids: Iterable[str], language: str) -> list[Link]:
    links = []
    for id in ids:
        try:
            found = entity(id)
        except NotFoundError:  # of a newer register of entities
            continue
        links.append(Link(entity_address(found), found.brief(language)))
    return links
