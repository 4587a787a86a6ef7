"""From the language versions found in one file to the bundles that the store keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.identifiers import document_id, passage_id, slugify
from corpus.model import Bundle, Document, Instrument, Nature, ProvisionKind, QualityReport, Strength
from corpus.register import RegisterInstrument, recognise
from ingest.citations import cite
from ingest.commitments import read_commitments
from ingest.instruments import find_year, identify_instrument
from ingest.layout import line_boxes
from ingest.manifest import ManifestEntry
from ingest.passages import split
from ingest.source import SourceText
from ingest.structure import ParsedText

# Where the instrument itself begins; what stands before may name it, what follows may cite others.
_BODY = frozenset(
    {
        ProvisionKind.RECITAL,
        ProvisionKind.PART,
        ProvisionKind.CHAPTER,
        ProvisionKind.SECTION,
        ProvisionKind.ARTICLE,
        ProvisionKind.PARAGRAPH,
    }
)
_LONGEST_TITLE = 300  # characters
_CHAPTER_WORD = re.compile(r"(?<=\s)ch?\.(?=\s)")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file before it is read.

    ``uri`` names it, ``checksum`` is the SHA-256 of its bytes, ``slug`` that of its instrument by
    the manifest, ``entry`` what the manifest states.
    """

    uri: str
    checksum: str
    slug: str | None = None
    entry: ManifestEntry | None = None


def lineages(uri: str, languages: Sequence[str]) -> list[str]:
    """What stays the same when a file changes, per language version; the first is the main one.

    >>> lineages("/a.md", ["en", "nl"])
    ['/a.md', '/a.md#nl']
    """
    names = [uri if place == 0 else f"{uri}#{language}" for place, language in enumerate(languages)]
    return [name if name not in names[:place] else f"{name}-{place}" for place, name in enumerate(names)]


def assemble(
    facts: FileFacts,
    source: SourceText,
    parts: Sequence[ParsedText],
    register: Mapping[str, RegisterInstrument],
    reports: Sequence[QualityReport | None] | None = None,
) -> tuple[Bundle, ...]:
    """Give the language versions of one file their instrument, identifiers, passages and citations.

    ``reports`` says of each version how well it was read (:func:`ingest.quality.assess`).
    """
    reports = reports or [None] * len(parts)
    instrument, title = _name(facts, source, parts, register)
    bundles = []
    names = lineages(facts.uri, [part.language for part in parts])
    for part, lineage, quality in zip(parts, names, reports, strict=True):
        own_title = title if len(parts) == 1 else part.title
        document = Document(
            id=document_id(lineage, facts.checksum),
            instrument_id=instrument.id,
            lineage=lineage,
            language=part.language,
            title=own_title,
            nature=Nature.AUTHENTIC,
            source=facts.uri,
            media_type=source.media_type,
            checksum=facts.checksum,
            text=part.text,
            pages=part.pages,
            notes=part.notes,
            lines=line_boxes(source, part),
            quality=quality,
        )
        bundles.append(_fill(document, instrument, part))
    return tuple(bundles)


def _fill(
    document: Document,
    instrument: Instrument,
    part: ParsedText,
) -> Bundle:
    commitments = read_commitments(part.text, part.provisions, part.language)
    strengths = {commitment.eid: commitment.strength for commitment in commitments}
    provisions = tuple(
        replace(provision, document_id=document.id, strength=strengths.get(provision.eid))
        for provision in part.provisions
    )
    counts: dict[str, int] = {}
    passages = []
    for passage in split(part.text, provisions, document.title):
        n = counts.get(passage.eid, 0)
        counts[passage.eid] = n + 1
        passages.append(replace(passage, id=passage_id(document.id, passage.eid, n), document_id=document.id))
    citations = cite(instrument, document, provisions)
    return Bundle(
        instrument,
        document,
        provisions,
        tuple(passages),
        citations,
        commitments=tuple(
            replace(commitment, document_id=document.id)
            for commitment in commitments
            if commitment.strength is not Strength.NONE  # known to commit nobody: no commitment
        ),
    )


def _name(
    facts: FileFacts,
    source: SourceText,
    parts: Sequence[ParsedText],
    register: Mapping[str, RegisterInstrument],
) -> tuple[Instrument, str]:
    """The file's instrument, and the title by which it goes."""
    entry = facts.entry
    stated = entry.title if entry else None
    year = entry.year if entry else None
    titles = [stated, *(part.title for part in parts), source.title]
    if not any(title and recognise(title, year) for title in titles):
        # A covering letter may come first: the instrument's own title is a line of its own.
        line = next((line for part in parts for line in _opening_lines(part) if recognise(line, year)), None)
        titles = [line, *titles] if line else titles
    shown = next((title for title in titles if title and title.strip()), facts.uri.rsplit("/", 1)[-1])
    instrument = identify_instrument(
        titles,
        jurisdiction=entry.jurisdiction if entry else None,
        year=year if year is not None else find_year(*titles),
        slug=_official_number(source) or facts.slug,
        register=register,
    )
    return instrument, shown.strip()


def _official_number(source: SourceText) -> str | None:
    """The number by which the publisher files the instrument, as a slug: one for all its languages.

    "C.R.C., c. 1041" and "C.R.C., ch. 1041" are one number, so the word for chapter goes.
    """
    number = source.metadata.get("ConsolidatedNumber") or source.metadata.get("InstrumentNumber")
    return slugify(_CHAPTER_WORD.sub(" ", number)) if number else None


def _opening_lines(part: ParsedText) -> Iterator[str]:
    end = min((p.start for p in part.provisions if p.kind in _BODY), default=len(part.text))
    for line in part.text[:end].split("\n"):
        if line.strip() and len(line) <= _LONGEST_TITLE:
            yield line.strip()
