"""Our abstracts beside a text: each at its provision, and whether it was checked against these very words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.eid import ancestors as above
from corpus.errors import NotFoundError
from corpus.fingerprints import text_checksum
from corpus.model import Document, Nature, Provision, ProvisionKind
from corpus.register import RegisterInstrument, RegisterProvision, find_entry
from corpus.store import DocumentSummary
from web.addresses import Here
from web.naming import place
from web.reading import GROUPINGS
from web.references import ancestors
from web.rendering import endonym
from web.services import Services

PARAMETER = "abstract"
"""Names the language of the abstracts beside a text."""


class Standing(StrEnum):
    """How an abstract stands to the text that it is shown beside."""

    CHECKED = "checked"  # against these very words
    DIFFERS = "differs"  # these words are others than those it was checked against
    ELSEWHERE = "elsewhere"  # checked against the text in another language
    APART = "apart"  # the text has no such provision
    UNTOLD = "untold"  # the register makes no claim


@dataclass(frozen=True, slots=True)
class Gloss:
    """An abstract beside a text; ``place`` says which provision it sums up where it stands at another."""

    eid: str
    text: str
    language: str
    standing: Standing
    place: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A language that the abstracts are there in."""

    language: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """The abstracts of an instrument laid beside one of its texts.

    ``at`` gives them by the eId in that text where they are shown, ``rest`` those that found no place.
    ``first`` names by standing where the first of a kind is; ``checked_in`` is the language of the text
    that the register's abstracts were checked against.
    """

    language: str
    choices: tuple[Choice, ...]
    at: Mapping[str, Sequence[Gloss]]
    rest: tuple[Gloss, ...]
    counts: Mapping[Standing, int]
    first: Mapping[Standing, str]
    checked_in: str | None

    @property
    def total(self) -> int:
        """How many abstracts there are."""
        return sum(self.counts.values())


def choose_abstract(
    texts: Iterable[DocumentSummary], document: Document, asked: str | None, interface: str
) -> DocumentSummary | None:
    """Return the abstract to show beside a text, None where there is none or the text is one itself.

    Without a language ``asked`` for: the interface's, the text's, English, then any.

    Raises:
        NotFoundError: there is no abstract in the language asked for.
    """
    if document.nature is Nature.ABSTRACT:
        return None
    abstracts = [text for text in texts if text.nature is Nature.ABSTRACT]
    if asked and abstracts and asked not in {text.language for text in abstracts}:
        raise NotFoundError(
            f"There are no abstracts of this instrument in {endonym(asked)}.",
            remedy="choose one of the languages above the text",
        )
    wishes = [asked, interface, document.language, "en"]
    return min(
        abstracts,
        key=lambda text: (wishes.index(text.language) if text.language in wishes else len(wishes), text.id),
        default=None,
    )


def lay_beside(
    services: Services,
    abstract: DocumentSummary,
    texts: Iterable[DocumentSummary],
    document: Document,
    by_eid: Mapping[str, Provision],
    here: Here,
) -> Beside:
    """Return the abstracts of ``abstract`` at the provisions of a text, ``by_eid``."""
    summary = services.store.document(abstract.id, services.access)
    provisions = services.store.provisions(abstract.id, services.access)
    own = {provision.eid: provision for provision in provisions}
    entry = entry_of(summary)
    told = {each.eid: each for each in entry.provisions} if entry else {}
    at: dict[str, list[Gloss]] = defaultdict(list)
    rest: list[Gloss] = []
    counts: Counter[Standing] = Counter()
    first: dict[Standing, str] = {}
    for provision, text in _abstracts(summary, provisions):
        home = _nearest(provision, own, by_eid)
        if home == provision.eid:
            standing, where = _standing(entry, told.get(home), document, by_eid[home]), ""
        else:
            standing, where = Standing.APART, _place(provision, own)
        gloss = Gloss(provision.eid, text, provision.language, standing, where)
        (rest if home is None else at[home]).append(gloss)
        counts[standing] += 1
        first.setdefault(standing, home or "abstracts-apart")
    languages = {text.language for text in texts if text.nature is Nature.ABSTRACT}
    choices = tuple(
        Choice(tag, here.with_(**{PARAMETER: tag}), tag == abstract.language) for tag in sorted(languages)
    )
    checked_in = entry.language if entry else None
    return Beside(abstract.language, choices, dict(at), tuple(rest), counts, first, checked_in)


def entry_of(document: Document) -> RegisterInstrument | None:
    """Return what the register says of an abstract's instrument, None if the abstract is of another edition.

    What shipped since then says nothing of the words that are in this document.
    """
    entry = find_entry(document.instrument_id) if document.nature is Nature.ABSTRACT else None
    return entry if entry is not None and entry.checksum == document.checksum else None


def _abstracts(document: Document, provisions: Sequence[Provision]) -> Iterable[tuple[Provision, str]]:
    inner: dict[str | None, int] = {}
    for provision in provisions:
        inner[provision.parent] = min(provision.start, inner.get(provision.parent, provision.start))
    for provision in provisions:
        if provision.kind is ProvisionKind.COVER:
            continue
        # Only what is summarised itself: the abstract of an article holds those of its paragraphs.
        end = inner.get(provision.eid, provision.end)
        text = _strip_titles(document.text[provision.start : end], provision)
        if text:
            yield provision, text


def _nearest(
    provision: Provision, own: Mapping[str, Provision], by_eid: Mapping[str, Provision]
) -> str | None:
    """Return the eId in the text of a provision, or of what encloses it there; chapters enclose nothing."""
    outer = [each.eid for each in ancestors(provision, own)]
    for eid in (provision.eid, *reversed(above(provision.eid)), *reversed(outer)):
        found = by_eid.get(eid)
        apart = found is not None and found.kind in GROUPINGS and found.kind is not ProvisionKind.SCHEDULE
        if found is not None and (eid == provision.eid or not apart):
            return eid
    return None


def _standing(
    entry: RegisterInstrument | None,
    told: RegisterProvision | None,
    document: Document,
    provision: Provision,
) -> Standing:
    if entry is None or told is None or told.checksum is None:
        return Standing.UNTOLD
    if told.checksum == text_checksum(document.text[provision.start : provision.end]):
        return Standing.CHECKED
    return Standing.DIFFERS if provision.language == entry.language else Standing.ELSEWHERE


def _place(provision: Provision, own: Mapping[str, Provision]) -> str:
    where = place(provision, ancestors(provision, own))
    return where if provision.heading in ("", where) else f"{where}. {provision.heading}"


def _strip_titles(text: str, provision: Provision) -> str:
    """Return text without the number and heading at its head."""
    for title in (provision.label, provision.heading):
        if title and text.lstrip(" \n.:").startswith(title):
            text = text.lstrip(" \n.:").removeprefix(title)
    return text.strip(" \n.:") and text.strip().lstrip(".: \n")
