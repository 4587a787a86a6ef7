"""Provisions with everything that is needed to cite them, read under the reader's access.

Every export is made of these records, whatever collected them: a folder, a search, an area.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpus.model import (
    Assignment,
    AssignmentStatus,
    Commitment,
    DocumentState,
    Nature,
    QualityReport,
)
from corpus.store import DocumentSummary, ProvisionHit
from web.addresses import document_address
from web.messages import Messages
from web.naming import first_words, place
from web.services import Services
from web.shelf import choose_title

Pair = tuple[str, str]  # document id, eId


class Basis(StrEnum):
    """On what a statement about a provision rests."""

    PERSON = "person"  # somebody's word: of the register, or of a reviewer
    RULE = "rule"  # read by a rule that is tested
    GUESS = "guess"  # a machine's guess


class Newer(StrEnum):
    """What became of a provision in the newer version of its document."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"  # nothing has its eId there


@dataclass(frozen=True, slots=True)
class CitedArea:
    """An area that a provision is tied to; ``of_this_text`` unless another language version says so."""

    code: str
    status: AssignmentStatus
    by: str
    score: float
    of_this_text: bool = True


@dataclass(frozen=True, slots=True)
class NewerVersion:
    """The current version of the document that a provision was taken from."""

    document: str
    version: int
    state: Newer


@dataclass(frozen=True, slots=True)
class CitedProvision:
    """A provision as it is quoted and cited.

    ``heading`` is the code of the area that it is put under, None for none; ``note`` the drafter's own
    words; ``title`` that of the instrument for this reader, with its language where it is known.
    ``recognised`` says that a machine read the words from a picture of the page.
    """

    found: ProvisionHit
    title: str
    title_language: str | None
    place: str
    areas: tuple[CitedArea, ...]
    strength_basis: Basis | None
    recognised: bool
    newer: NewerVersion | None
    permalink: str
    heading: str | None = None
    note: str = ""
    entry: int | None = None
    added_at: datetime | None = None

    @property
    def text_hash(self) -> str:
        """SHA-256 of the quoted text in UTF-8."""
        return hashlib.sha256(self.found.text.encode()).hexdigest()

    @property
    def source(self) -> str:
        """Where the text comes from; for an abstract, where the text that it sums up is."""
        found = self.found
        if found.document.nature is Nature.ABSTRACT and found.instrument.official_source:
            return found.instrument.official_source
        return found.document.source


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written out: provisions in order, those under one heading together.

    ``address`` is where it can be read again. Without ``grouped`` there are no headings.
    """

    title: str
    note: str
    lines: tuple[CitedProvision, ...]
    address: str
    exported_at: datetime
    grouped: bool = True


def cite_provisions(
    services: Services, pairs: Iterable[Pair], base: str, t: Messages
) -> dict[Pair, CitedProvision]:
    """Return provisions (document id, eId) with what is needed to cite them, in the order asked for.

    Those that are not there, or may not be seen, are left out. ``base`` is how this reader reaches us.
    """
    store, access = services.store, services.access
    found = store.provision_hits(pairs, access)
    documents = {hit.document.id: hit.document for hit in found.values()}
    reports = {key: store.quality(key, access) for key, each in documents.items() if each.page_count}
    readings = store.provision_commitments(found, access)
    ties = tie_areas(services, found.values())
    newer = _find_newer(services, found, documents)
    cited = {}
    for pair, hit in found.items():
        title, language = choose_title(hit.instrument.title, hit.instrument.titles, t.language)
        cited[pair] = CitedProvision(
            found=hit,
            title=title,
            title_language=language,
            place=place(hit.provision, hit.ancestors) if hit.provision.label else _place(hit),
            areas=ties[pair],
            strength_basis=_strength_basis(hit, readings.get(pair)),
            recognised=_is_recognised(hit, reports.get(pair[0])),
            newer=newer.get(pair),
            permalink=f"{base}{document_address(*pair)}",
        )
    return cited


def tie_areas(services: Services, hits: Collection[ProvisionHit]) -> dict[Pair, tuple[CitedArea, ...]]:
    """Return the areas of provisions: what a person said before what a program proposes.

    What a person confirmed of a provision in one language version holds for the others too, unless it was
    rejected there.
    """
    store, access = services.store, services.access
    versions = store.provision_versions({(hit.instrument.id, hit.provision.eid) for hit in hits}, access)
    pairs = {(each.id, eid) for (_, eid), found in versions.items() for each in found}
    others = store.provision_hits(sorted(pairs), access)
    rejected = store.rejected_areas({(hit.document.id, hit.provision.eid) for hit in hits}, access)
    ties: dict[Pair, tuple[CitedArea, ...]] = {}
    for hit in hits:
        pair = hit.document.id, hit.provision.eid
        areas = {tie.area: _tie(tie) for tie in hit.assignments}
        for version in versions[hit.instrument.id, hit.provision.eid]:
            for tie in others[version.id, pair[1]].assignments if (version.id, pair[1]) in others else ():
                held = areas.get(tie.area)
                stands = held is not None and held.status is AssignmentStatus.CONFIRMED
                told = tie.status is AssignmentStatus.CONFIRMED and (*pair, tie.area) not in rejected
                if told and not stands:
                    areas[tie.area] = _tie(tie, of_this_text=version.id == pair[0])
        ties[pair] = tuple(sorted(areas.values(), key=_certainty))
    return ties


def _tie(tie: Assignment, of_this_text: bool = True) -> CitedArea:
    return CitedArea(tie.area, tie.status, tie.by, tie.score, of_this_text)


def _certainty(area: CitedArea) -> tuple[bool, float, list[int]]:
    """Order areas: confirmed first, then the surest, then by number."""
    numbers = [int(part) for part in area.code.removeprefix("A").split(".") if part.isdigit()]
    return area.status is not AssignmentStatus.CONFIRMED, -area.score, numbers


def _place(hit: ProvisionHit) -> str:
    """Where a provision without a number stands: the place around it and its first words."""
    around = place(hit.ancestors[-1], hit.ancestors[:-1]) if hit.ancestors and hit.ancestors[-1].label else ""
    own = hit.provision.heading or f"“{first_words(hit.text, 40)}”"
    return f"{around}, {own}" if around else own


def _strength_basis(hit: ProvisionHit, reading: Commitment | None) -> Basis | None:
    if hit.provision.strength is None:
        return None
    if hit.document.nature is Nature.ABSTRACT:
        return Basis.PERSON
    return Basis.RULE if reading is not None and not reading.guessed else Basis.GUESS


def _is_recognised(hit: ProvisionHit, report: QualityReport | None) -> bool:
    pages = hit.provision.pages
    if report is None or pages is None:
        return False
    return any(pages[0] <= page <= pages[1] for page in report.recognised_pages)


def _find_newer(
    services: Services, found: Mapping[Pair, ProvisionHit], documents: Mapping[str, DocumentSummary]
) -> dict[Pair, NewerVersion]:
    """Return, for provisions of superseded documents, what became of them in the current version."""
    store, access = services.store, services.access
    current: dict[str, DocumentSummary] = {}
    for key, document in documents.items():
        if document.state is DocumentState.SUPERSEDED:
            versions = store.versions(key, access)
            newest = next((each for each in versions if each.state is DocumentState.CURRENT), None)
            if newest is not None:
                current[key] = newest
    wanted = {pair: (current[pair[0]].id, pair[1]) for pair in found if pair[0] in current}
    there = store.provision_hits(wanted.values(), access)
    newer = {}
    for pair, place_now in wanted.items():
        document = current[pair[0]]
        now = there.get(place_now)
        state = Newer.GONE if now is None else Newer.CHANGED
        if now is not None and now.text == found[pair].text:
            state = Newer.SAME
        newer[pair] = NewerVersion(document.id, document.version, state)
    return newer
