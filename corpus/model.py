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


SCALE = tuple(strength for strength in Strength if strength is not Strength.NONE)
"""The five steps of what commits, strongest first."""
RANKS = {strength: rank for rank, strength in enumerate(reversed(Strength))}
"""How strong each is: 0 for what commits nobody, the higher, the stronger."""


class Force(StrEnum):
    """On which side of "have agreed as follows" a provision of a text stands."""

    PREAMBULAR = "preambular"  # it gives reasons and recalls, and binds nobody
    OPERATIVE = "operative"


class QualityState(StrEnum):
    """How far the reading of a document can be relied on; a file that gave none has failed."""

    READY = "ready"
    ATTENTION = "needs attention"  # the report's doubts say why


class DoubtCode(StrEnum):
    """What may be wrong with the reading of a document."""

    WORDS_LEFT_OUT = "words-left-out"  # more of the source than the aim allows is in no provision
    PAGES_WITHOUT_TEXT = "pages-without-text"
    RECOGNISED = "recognised"  # the words are a machine's reading of page images
    POORLY_RECOGNISED = "poorly-recognised"  # and the machine is not sure of them
    CHARACTER_MAP = "character-map"  # a font or encoding gives wrong or private characters
    LANGUAGE = "language"
    STRUCTURE = "structure"  # no articles, sections or numbered paragraphs were found
    GAP = "gap"  # a number is missing in a row of numbers
    REPEAT = "repeat"  # a number stands twice
    SOURCE = "source"  # a remark of the reader of the format


class LeftOutReason(StrEnum):
    """Why words of the source are in no provision."""

    FURNITURE = "furniture"  # running headers and footers, page numbers
    EDITORIAL = "editorial"  # the publisher's, not the instrument's
    MARKUP = "markup"  # signs of the format itself
    LOST = "lost"  # nothing above: a fault


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
class LineBox:
    """Where a line of the document stands on its page: ``text[start:end]`` is within the box.

    Sides are fractions (0 to 1) of the page's width and height as it is shown, from its left and
    top edges, so that they fit an image of any size.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the source that are in no provision, shortened where they are many."""

    text: str
    characters: int
    reason: LeftOutReason
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that a reader of the document should know; ``detail`` names what and where."""

    code: DoubtCode
    detail: str
    page: int | None = None
    eid: str | None = None


@dataclass(frozen=True, slots=True)
class QualityReport:
    """How completely and how surely a document was read from its source.

    ``characters`` are those of the source other than white space, counted apart from the reading;
    ``kept`` those of them that ended in a provision, ``furniture`` those left out as no words of
    the instrument (headers, page numbers, the publisher's notes). ``left_out`` lists what is in no
    provision, the longest first, at most a few hundred; ``left_out_total`` counts all entries.
    ``recognised_pages`` are those whose words come from optical character recognition, with mean
    ``recognition_confidence`` (0 to 1).
    """

    state: QualityState
    characters: int
    kept: int
    furniture: int = 0
    left_out: tuple[LeftOut, ...] = ()
    left_out_total: int = 0
    page_count: int | None = None
    pages_without_text: tuple[int, ...] = ()
    recognised_pages: tuple[int, ...] = ()
    recognition_confidence: float | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def coverage(self) -> float:
        """Share of the instrument's characters that ended in a provision; 1 for an empty source."""
        whole = self.characters - self.furniture
        return min(1.0, self.kept / whole) if whole > 0 else 1.0


@dataclass(frozen=True, slots=True)
class Document:
    """One instrument in one language version, from one file.

    ``id`` is derived from lineage and content, so ingesting the same bytes again gives the same
    id. ``lineage`` is what stays the same when a file changes (its source and language part);
    ``version`` counts from 1 within it. ``checksum`` is the SHA-256 of the file. ``notes`` are
    doubts that a reader must be told (pages without text, structure not found ...).
    ``lines`` are known for paged sources, in text order; ``quality`` is None where nothing was
    read from a file (the register).
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
    lines: tuple[LineBox, ...] = ()
    quality: QualityReport | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A unit of a document that can be cited: article, paragraph, recital, entry, footnote.

    ``label`` is the number as printed (``第十二条``, ``1.``), ``heading`` its title if it has one.
    A provision's span contains the spans of its children (``parent`` is the parent's eId), and
    begins with its label. ``ordinal`` is its position in document order, from 0. ``pages`` is
    the first and last page. ``strength`` is set where it is known. ``language_confidence`` (0 to 1)
    is how sure the program is of ``language``, None where the source or a person states it.
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
    language_confidence: float | None = None


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

    A citation with a ``target_instrument`` is resolved, a cross-reference; ``target_eid`` is then the
    provision, None for the instrument as a whole. Without one it is not, and ``reason`` says why; its
    ``target_eid`` may then hold the place that the words name in an instrument that is not held. A
    ``reason`` may stand with a resolved citation too: that it was linked by name, and by which. Only
    ``target_instrument`` tells the two apart. Citations may share or overlap their spans: a range is
    cited by its two ends, and what it passes over by the whole of its words.
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
class Commitment:
    """What a provision undertakes: who, with what verb, how strongly, on which side of the text.

    ``verb`` is the span of the words that ``strength`` rests on (the opening verb of a paragraph
    of a resolution, the modal of an article), ``actor`` that of who commits as printed, ``action``
    what is to be done, ``deadline`` by when or how often, ``partner`` with whom; each None where
    the words do not say. ``guessed`` marks a reading that rests on no tested rule; ``guesses`` names
    the parts (``action``, ``deadline``, ``partner``) that do not, although the strength may.
    """

    document_id: str
    eid: str
    force: Force
    strength: Strength
    verb: Evidence | None = None
    actor: Evidence | None = None
    guessed: bool = False
    action: Evidence | None = None
    deadline: Evidence | None = None
    partner: Evidence | None = None
    guesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words on the page that name an entity of the field; ``entity`` is its id (:mod:`corpus.entities`)."""

    document_id: str
    eid: str
    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """A provision tied to an area of cooperation (``A3``), or to a sub-theme of one (``A3.2``).

    A sub-theme's assignment stands beside that of its area, never without it. ``score`` is in 0..1.
    ``by`` names the method or the person, ``at`` says when, ``reason`` why. ``rivals`` are areas
    from which the method could not tell this one for this provision.
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
    rivals: tuple[str, ...] = ()


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
    commitments: tuple[Commitment, ...] = ()
    mentions: tuple[Mention, ...] = ()
