"""The records of the knowledge base: what an instrument, a document, a provision ... is.

Frozen dataclasses without behaviour beyond what follows from their own fields. Everything that
crosses from one room to another is one of these. Offsets are counted in Python characters
(Unicode code points) of :attr:`Document.text`; ends are exclusive; pages count from 1; languages
are BCP 47 tags (``en``, ``kk``, ``zh-Hant``).

The invariant of the whole system: the text of a provision *is* its span of the document,
``document.text[provision.start:provision.end]``. Text is therefore stored once, and a provision
cannot disagree with its document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class InstrumentKind(StrEnum):
    """What sort of work an instrument is."""

    CONVENTION = "convention"  # a treaty between States
    AGREEMENT = "agreement"  # a bilateral or regional treaty
    CONCEPT_PAPER = "concept-paper"
    STATEMENT = "statement"  # a declaration, statement or resolution of States
    CODE = "code"  # a criminal or other code
    ACT = "act"  # a statute passed by a legislature
    BILL = "bill"  # a text not (yet) passed
    REGULATION = "regulation"  # decree, order, ordinance, rules
    INTERPRETATION = "interpretation"  # a judicial interpretation with the force of rules
    JUDGMENT = "judgment"  # a judgment or an opinion of a court
    OTHER = "other"


class Nature(StrEnum):
    """What the text of a document is, shown wherever the text is shown."""

    AUTHENTIC = "authentic"  # the words of the instrument, as the source file gives them
    ABSTRACT = "abstract"  # our own summary, from the register
    TRANSLATION = "translation"  # somebody's unofficial translation


class Classification(StrEnum):
    """How widely the providing party lets a document go."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"


class DocumentState(StrEnum):
    """Whether a document is the one that search shows."""

    CURRENT = "current"
    SUPERSEDED = "superseded"  # a newer version exists; still readable
    REMOVED = "removed"  # taken out on request; kept so that the index cannot show it


class ProvisionKind(StrEnum):
    """The structural unit that a provision is; the value is its prefix in an eId."""

    COVER = "cover"  # a covering note before the instrument itself
    FRONT = "front"  # title page, enacting words, table of contents
    RECITAL = "rec"  # a preambular paragraph
    BOOK = "book"
    PART = "part"
    TITLE = "title"
    CHAPTER = "chp"
    DIVISION = "dvs"  # a section that groups articles (第一节, раздел, subdivision)
    SECTION = "sec"  # a section that is itself the unit cited (s. 9), or a numbered section of a paper
    ARTICLE = "art"
    PARAGRAPH = "para"
    SUBPARAGRAPH = "subpara"
    POINT = "point"
    INDENT = "indent"
    SCHEDULE = "sched"  # schedule, annex, appendix, table of substances
    ENTRY = "item"  # a row or entry of a schedule
    FOOTNOTE = "fn"
    BLOCK = "block"  # text in which no structure was found
    CONCLUSION = "concl"  # signatures, date of adoption


class AssignmentStatus(StrEnum):
    """How far an assignment of a provision to an area can be relied on."""

    PROPOSED = "proposed"  # by the program
    CONFIRMED = "confirmed"  # by a person, or written in the register
    REJECTED = "rejected"  # by a person


class Strength(StrEnum):
    """How strongly a provision commits, strongest first."""

    SHALL = "shall"
    SHOULD = "should"
    ENCOURAGE = "encourage"
    CONSIDER = "consider"
    NOTE = "note"
    NONE = "none"  # commits nobody: a definition, a final clause


@dataclass(frozen=True, slots=True)
class Instrument:
    """A work in all its languages and versions, e.g. the 1988 Convention.

    ``id`` is an Akoma Ntoso work URI (:mod:`corpus.identifiers`). ``jurisdiction`` is an ISO
    3166-1 code in lower case (``cn``) or the short name of a body (``un``, ``cica``, ``asean``).
    ``titles`` maps languages to titles, ``names`` are further names by which people call it.
    """

    id: str
    title: str
    kind: InstrumentKind
    jurisdiction: str
    year: int | None = None
    body: str | None = None
    date: str | None = None
    status: str | None = None
    official_source: str | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSpan:
    """One page of the source: ``text[start:end]`` of the document came from page ``number``."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One instrument in one language version, from one file.

    ``id`` is derived from lineage and content, so ingesting the same bytes again gives the same
    id. ``lineage`` is what stays the same when a file changes (its source and language part);
    ``version`` counts from 1 within it. ``checksum`` is the SHA-256 of the file. ``notes`` are
    doubts that a reader must be told (pages without text, structure not found ...).
    """

    id: str
    instrument_id: str
    lineage: str
    language: str
    title: str
    nature: Nature
    source: str
    media_type: str
    checksum: str
    text: str
    version: int = 1
    pages: tuple[PageSpan, ...] = ()
    state: DocumentState = DocumentState.CURRENT
    classification: Classification = Classification.PUBLIC
    provider: str | None = None
    ingested_at: datetime | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """A unit of a document that can be cited: article, paragraph, recital, entry, footnote.

    ``label`` is the number as printed (``第十二条``, ``1.``), ``heading`` its title if it has one.
    A provision's span contains the spans of its children (``parent`` is the parent's eId), and
    begins with its label. ``ordinal`` is its position in document order, from 0. ``pages`` is
    the first and last page. ``strength`` is set where it is known.
    """

    document_id: str
    eid: str
    kind: ProvisionKind
    start: int
    end: int
    language: str
    ordinal: int
    label: str = ""
    heading: str = ""
    parent: str | None = None
    pages: tuple[int, int] | None = None
    strength: Strength | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed: a stretch of one provision, short enough for the encoder.

    ``eid`` is the provision it belongs to and never leaves; the stretches of all passages of a
    document do not overlap. ``context`` are the headings above it, which are encoded together
    with the text but are not part of it.
    """

    id: str
    document_id: str
    eid: str
    start: int
    end: int
    language: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Words on the page that point to another text, and what they point to.

    ``target_instrument`` and ``target_eid`` are None until resolved; ``reason`` then says why
    not. A resolved citation is a cross-reference.
    """

    document_id: str
    eid: str
    start: int
    end: int
    target_instrument: str | None = None
    target_eid: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A resolved edge from a provision to an instrument or to one of its provisions."""

    document_id: str
    eid: str
    target_instrument: str
    target_eid: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of the document's text that carries a decision."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """A provision tied to an area of cooperation.

    ``score`` is in 0..1. ``by`` names the method or the person, ``at`` says when, ``reason`` why.
    """

    document_id: str
    eid: str
    area: str
    score: float
    status: AssignmentStatus
    by: str
    evidence: tuple[Evidence, ...] = ()
    at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Authorisation:
    """A providing party's written leave for another party to see one document.

    ``reference`` names the written act (letter, note verbale) by which it was given.
    """

    document_id: str
    party: str
    granted_by: str
    reference: str
    granted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """A document with everything read out of it: the unit in which ingestion hands over."""

    instrument: Instrument
    document: Document
    provisions: tuple[Provision, ...]
    passages: tuple[Passage, ...]
    citations: tuple[Citation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
