"""A text with everything said about it: the view that instrument and document pages share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.model import (
    AssignmentStatus,
    Commitment,
    Document,
    Evidence,
    Instrument,
    Nature,
    Provision,
)
from corpus.store import DocumentSummary
from web.abstracts import PARAMETER as ABSTRACT
from web.abstracts import Gloss, choose_abstract, lay_beside
from web.addresses import Here, page_address, similar_address
from web.citing import inside
from web.contents import list_contents
from web.entities import named_entities
from web.filters import read_language
from web.labels import value_label
from web.messages import Messages
from web.part_marks import mark_parts
from web.reading import GROUPINGS, UNITS, CitationAddress, Line, Part, citation_marks, lay_out
from web.redlining import list_versions
from web.references import Link, name_reference, who_cites
from web.register_notes import ProvisionNotes, instrument_notes, provision_notes
from web.rendering import language_name, web_link
from web.services import Services
from web.shelf import area_order, choose_title
from web.sources import has_pictures


@dataclass(frozen=True, slots=True)
class Badge:
    """An area beside a provision."""

    code: str
    status: str
    score: float


@dataclass(slots=True)
class Note:
    """What stands beside a provision: nothing of it is the document's own words."""

    areas: list[Badge] = field(default_factory=list)
    strength: str | None = None
    actor: str = ""
    verb: str = ""
    terms: tuple[tuple[str, str, bool], ...] = ()  # by when and with whom: name, words, whether a guess
    guessed: bool = False
    picture: str | None = None  # the page as printed, with this provision marked
    similar: str | None = None  # what is like it in other instruments
    cited_by: Sequence[Link] = ()
    entities: Sequence[Link] = ()  # what its own words name, in order
    refers_to: list[Link] = field(default_factory=list)
    glosses: Sequence[Gloss] = ()  # our abstracts of what the text says here
    register: ProvisionNotes | None = None  # below an abstract of the register: facts of the provision

    @property
    def beside(self) -> bool:
        """Whether there is anything for the margin."""
        return bool(
            self.areas
            or self.strength
            or self.cited_by
            or self.refers_to
            or self.picture
            or self.similar
            or self.entities
        )


def text_context(services: Services, instrument: Instrument, here: Here, t: Messages) -> dict[str, Any]:
    """Return what the page of an instrument shows above any text."""
    title, language = choose_title(instrument.title, instrument.titles, t.language)
    return {
        "instrument": _Heading(instrument, title, language),
        "other_titles": [(tag, text) for tag, text in instrument.titles.items() if text != title],
        "official_url": web_link(instrument.official_source),
        "tabs": [],
        "authentic_tab": None,
        "current": None,
        "superseded": False,
        "newest": None,
        "since": None,
        "history": (),
        "permanent": None,
        "in_context": None,
        "cited_whole": [],
        "known": instrument_notes(instrument.id, t),
        "status_label": lambda status: _say_status(status, t),
        "language_inside": lambda code: inside(language_name(code, t), t),
        "beside": None,
    }


def _say_status(status: str, t: Messages) -> str:
    """Return a status in the reader's language, or as it is where we could say but a part of it."""
    said = value_label("status", status, t)
    return status if t.language != "en" and re.search("[A-Za-z]{3}", said) else said


class _Heading:
    """An instrument under the title that this reader is shown."""

    def __init__(self, instrument: Instrument, title: str, title_language: str | None) -> None:
        self.id = instrument.id
        self.title = title
        self.title_language = title_language
        self.kind = instrument.kind
        self.jurisdiction = instrument.jurisdiction
        self.year = instrument.year
        self.body = instrument.body
        self.date = instrument.date
        self.status = instrument.status
        self.names = instrument.names
        self.official_source = instrument.official_source


def open_text(
    services: Services,
    instrument: Instrument,
    document_id: str,
    texts: Sequence[DocumentSummary],
    here: Here,
    t: Messages,
) -> dict[str, Any]:
    """Return what the page of a text shows of it."""
    store, access = services.store, services.access
    document = store.document(document_id, access)
    provisions = store.provisions(document_id, access)
    by_eid = {provision.eid: provision for provision in provisions}
    known = frozenset(each.instrument.id for each in store.instruments(access))
    address = CitationAddress(instrument.id, frozenset(by_eid), known)
    citations = store.citations(document_id, access)
    # An abstract cites as a whole: its references stand beside it, and its words stay plain.
    inline = [] if document.nature is Nature.ABSTRACT else citations
    root = lay_out(document.text, provisions, document.pages, citation_marks(inline, address))
    notes: dict[str, Note] = defaultdict(Note)
    for citation in citations if not inline else ():
        if (href := address(citation)) is not None:
            notes[citation.eid].refers_to.append(name_reference(services, instrument, citation, href, by_eid))
    for eid, badges in _collect_areas(services, document_id, texts).items():
        notes[eid].areas = badges
    commitments = services.store.commitments(document_id, access)
    _add_commitments(document, commitments, provisions, notes)
    marked = here_value(here, "parts") == "1"
    if marked:
        mark_parts(root, document.text, commitments)
    for eid, links in named_entities(services.store, services.access, document_id, t.language).items():
        notes[eid].entities = links
    has_original = store.has_original(document_id, access)
    pictures = has_pictures(document, has_original)
    for provision in provisions:
        if provision.kind in UNITS:
            notes[provision.eid].similar = similar_address(document_id, provision.eid)
            if pictures and provision.pages is not None:
                notes[provision.eid].picture = page_address(document_id, provision.pages[0], provision.eid)
    citing = who_cites(services, instrument, t.language)
    for target, links in citing.items():
        if target is not None:
            notes[target].cited_by = links
    asked = here_value(here, ABSTRACT)
    abstract = choose_abstract(texts, document, read_language(asked, ABSTRACT) if asked else None, t.language)
    beside = None
    abstracts_on = here_value(here, "abstracts") != "0"
    if abstract is not None and abstracts_on:
        beside = lay_beside(services, abstract, texts, document, by_eid, here)
        for eid, glosses in beside.at.items():
            notes[eid].glosses = glosses
    _add_register_notes(notes, provision_notes(services, document, provisions, texts, t))
    return {
        "current": document,
        "history": list_versions(services, document_id, t),
        "report": document.quality,
        "pictures": pictures,
        "has_original": has_original,
        "root": _Shown(root),
        "notes": dict(notes),
        "contents": list_contents(document.text, provisions, t("instrument.preamble")),
        "provision_count": len(provisions),
        "cited_whole": citing.get(None, []),
        "parts_marked": marked,
        "parts_toggle": here.with_(parts=None if marked else "1") if commitments else None,
        "abstracts_on": abstracts_on,
        "abstracts_toggle": here.with_(abstracts="0" if abstracts_on else None)
        if abstract is not None
        else None,
        "beside": beside,
    }


def _add_commitments(
    document: Document,
    commitments: Sequence[Commitment],
    provisions: Sequence[Provision],
    notes: dict[str, Note],
) -> None:
    """Say beside each provision how strongly it commits, whom, and by what words."""
    found = {each.eid: each for each in commitments}
    for provision in provisions:
        if provision.strength is None or provision.strength == "none":
            continue
        note = notes[provision.eid]
        note.strength = provision.strength
        commitment = found.get(provision.eid)
        if commitment is not None:
            note.guessed = commitment.guessed
            note.verb = _words_of(document, commitment.verb)
            note.actor = _words_of(document, commitment.actor)
            note.terms = tuple(
                (name, _words_of(document, span), name in commitment.guesses)
                for name in ("deadline", "partner")
                if (span := getattr(commitment, name)) is not None
            )


def _add_register_notes(notes: dict[str, Note], told: Mapping[str, ProvisionNotes]) -> None:
    """Put below each abstract what the register knows; what it says there is not said in the margin too."""
    for eid, register in told.items():
        note = notes[eid]
        note.register = register
        if register.who:
            note.actor = ""
        below = {link.href for link in register.substances}
        note.entities = [link for link in note.entities if link.href not in below]


def _words_of(document: Document, span: Evidence | None) -> str:
    return " ".join(document.text[span.start : span.end].split()) if span else ""


def _collect_areas(
    services: Services, document_id: str, texts: Sequence[DocumentSummary]
) -> dict[str, list[Badge]]:
    """Return the areas of each provision, confirmed ones first.

    What a person confirmed for one text of an instrument holds for the same provision of the
    others; what the program proposes it proposes for the words of this text only.
    """
    store, access = services.store, services.access
    found: dict[str, dict[str, Badge]] = defaultdict(dict)
    rejected = set()
    for tie in store.assignments(access, document_id=document_id):
        if tie.status is AssignmentStatus.REJECTED:
            rejected.add((tie.eid, tie.area))
        else:
            found[tie.eid][tie.area] = Badge(tie.area, tie.status, tie.score)
    confirmed = (AssignmentStatus.CONFIRMED,)
    for text in texts:
        for tie in store.assignments(access, document_id=text.id, statuses=confirmed):
            if (tie.eid, tie.area) not in rejected:
                found[tie.eid][tie.area] = Badge(tie.area, tie.status, tie.score)
    return {
        eid: sorted(badges.values(), key=lambda badge: (badge.status != "confirmed", area_order(badge.code)))
        for eid, badges in found.items()
    }


def here_value(here: Here, name: str) -> str | None:
    """Return the value of a parameter of this address."""
    return next((value for key, value in here.params if key == name), None)


class _Shown:
    """A part as the template walks it, with the classes that style it."""

    def __init__(self, part: Part, inner: bool = False) -> None:
        self.provision = part.provision
        self.depth = part.depth
        kind = part.provision.kind if part.provision else None
        self.kind_class = "grouping" if kind in GROUPINGS else "unit" if kind in UNITS else ""
        self.inner = inner
        # Articles stand at the margin even inside chapters; what is inside an article is indented.
        inward = bool(kind and kind not in GROUPINGS)
        self.opening: list[Line] = part.opening
        self.content = [item if isinstance(item, Line) else _Shown(item, inward) for item in part.content]
        self.rest = self.content[len(self.opening) :]
