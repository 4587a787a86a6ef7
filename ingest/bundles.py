"""From the language versions found in one file to the bundles that the store keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.entities.mention import find_mentions
from corpus.identifiers import document_id, passage_id
from corpus.model import Bundle, Document, Instrument, Nature, QualityReport, Strength
from corpus.register import RegisterInstrument
from ingest.bibliography import name_instrument
from ingest.citations import cite
from ingest.commitments import read_commitments
from ingest.layout import line_boxes
from ingest.manifest import ManifestEntry
from ingest.passages import split
from ingest.source import SourceText
from ingest.structure import ParsedText


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file before it is read.

    ``uri`` names it, ``checksum`` is the SHA-256 of its bytes, ``slug`` that of its instrument by
    the manifest, ``entry`` what the manifest states. ``instrument`` is set where it is known beforehand
    which one the file holds; ``root`` is the lineage of its main language version, by default ``uri``.
    """

    uri: str
    checksum: str
    slug: str | None = None
    entry: ManifestEntry | None = None
    instrument: Instrument | None = None
    root: str | None = None

    @property
    def lineage(self) -> str:
        """What stays the same when the file changes; those of further language versions begin with it."""
        return self.root or self.uri


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
    instrument, title, remarks = name_instrument(
        source, parts, register, entry=facts.entry, slug=facts.slug, uri=facts.uri
    )
    if facts.instrument is not None:
        # What a page says of itself ("Laws online") must not undo what is known.
        instrument, remarks = facts.instrument, ()
        title = instrument.titles.get(parts[0].language, instrument.title)
    bundles = []
    names = lineages(facts.lineage, [part.language for part in parts])
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
            # What the structure parser notes, the report says as doubts, with pages and places.
            notes=(part.notes if quality is None else source.notes) + remarks,
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
        mentions=find_mentions(document.id, document.text, provisions),
    )
