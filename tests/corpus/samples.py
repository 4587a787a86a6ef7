"""Small made-up documents for the tests of the store; none of their words come from a real instrument."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from corpus.identifiers import document_id, passage_id
from corpus.model import (
    Assignment,
    AssignmentStatus,
    Bundle,
    Citation,
    Document,
    Evidence,
    Instrument,
    InstrumentKind,
    Nature,
    PageSpan,
    Passage,
    Provision,
    ProvisionKind,
)

FERNS = Instrument(
    id="/akn/xx/act/2001/ferns",
    title="Act on Ferns",
    kind=InstrumentKind.ACT,
    jurisdiction="xx",
    year=2001,
    titles={"en": "Act on Ferns"},
    names=("Ferns Act",),
)
MOSSES = Instrument(
    id="/akn/yy/act/2002/mosses", title="Act on Mosses", kind=InstrumentKind.ACT, jurisdiction="yy", year=2002
)

ARTICLES = (
    "Article 1\n1. Ferns are counted yearly.\n2. Ferns are watered.",
    "Article 2\n1. Mosses are left alone (see article 1).",
)


def make_bundle(
    articles: tuple[str, ...] = ARTICLES,
    *,
    instrument: Instrument = FERNS,
    source: str = "ferns.txt",
    language: str = "en",
    assignments: tuple[tuple[str, str, AssignmentStatus], ...] = (),
    cites: str | None = None,
    **changes: Any,
) -> Bundle:
    """Return a bundle of one chapter with ``articles``, each line after the first a paragraph.

    ``assignments`` are (eid, area, status); ``cites`` puts a citation of that instrument in art_1;
    ``changes`` are fields of the document.
    """
    text = "Chapter I\n" + "\n".join(articles)
    lineage = f"{source}#{language}"
    checksum = hashlib.sha256(text.encode()).hexdigest()
    key = document_id(lineage, checksum)
    document = Document(
        id=key,
        instrument_id=instrument.id,
        lineage=lineage,
        language=language,
        title=instrument.title,
        nature=Nature.AUTHENTIC,
        source=source,
        media_type="text/plain",
        checksum=checksum,
        text=text,
        pages=(PageSpan(1, 0, len(text)),),
        notes=("a note",),
    )
    provisions = [
        Provision(
            key, "chp_1", ProvisionKind.CHAPTER, 0, len(text), language, 0, label="Chapter I", pages=(1, 1)
        )
    ]
    passages = []
    for number, article in enumerate(articles, start=1):
        start = text.index(article)
        eid = f"art_{number}"
        provisions.append(
            Provision(
                key,
                eid,
                ProvisionKind.ARTICLE,
                start,
                start + len(article),
                language,
                len(provisions),
                label=f"Article {number}",
                parent="chp_1",
            )
        )
        at = start
        for place, line in enumerate(article.split("\n")):
            if place:
                para = f"{eid}__para_{place}"
                provisions.append(
                    Provision(
                        key,
                        para,
                        ProvisionKind.PARAGRAPH,
                        at,
                        at + len(line),
                        language,
                        len(provisions),
                        label=f"{place}.",
                        parent=eid,
                    )
                )
                passages.append(
                    Passage(
                        passage_id(key, para, 0),
                        key,
                        para,
                        at,
                        at + len(line),
                        language,
                        context=f"Chapter I > Article {number}",
                    )
                )
            at += len(line) + 1
    spans = {entry.eid: entry for entry in provisions}
    citations = (
        ()
        if cites is None
        else (Citation(key, "art_1", spans["art_1"].start, spans["art_1"].start + 9, cites, "art_1__para_1"),)
    )
    assigned = tuple(
        Assignment(
            key,
            eid,
            area,
            0.5,
            status,
            "program",
            evidence=(Evidence(spans[eid].start + 3, spans[eid].start + 8),),
        )
        for eid, area, status in assignments
    )
    return Bundle(
        instrument, replace(document, **changes), tuple(provisions), tuple(passages), citations, assigned
    )


def quoted(bundle: Bundle, assignment: Assignment) -> list[str]:
    """Return the words that are the evidence of an assignment."""
    return [bundle.document.text[span.start : span.end] for span in assignment.evidence]
