"""Turning register files into documents that are stored, indexed and shown like any other.

One document per instrument and language, assembled from labels, headings and abstracts, with
nature *abstract*. Spans obey the invariant of :mod:`corpus.model`: a provision's span begins with
its label (or, where it has none, with its heading or abstract) and contains its children.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.areas import area, area_of, find_signals
from corpus.entities.mention import find_mentions
from corpus.identifiers import document_id, passage_id
from corpus.model import (
    Assignment,
    AssignmentStatus,
    Bundle,
    Citation,
    Commitment,
    Document,
    Evidence,
    Force,
    Nature,
    Passage,
    Provision,
    ProvisionKind,
    Strength,
)
from corpus.register.load import load_register
from corpus.register.records import RegisterInstrument, RegisterProvision

MEDIA_TYPE = "application/yaml"
DECIDED_BY = "register"

_NOTES = {
    "en": "Abstracts in our own words, not the text of the instrument; see the official source.",
    "ru": "Рефераты, составленные нами, а не текст документа; см. официальный источник.",
}


@dataclass(slots=True)
class _Layout:
    """The text of a document as it grows, and where each provision and its abstract lie in it."""

    text: str = ""
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    abstracts: dict[str, tuple[int, int]] = field(default_factory=dict)


def register_bundles() -> list[Bundle]:
    """Return one bundle per shipped instrument that has provisions, and language."""
    return bundles_of(load_register())


def bundles_of(register: Iterable[RegisterInstrument]) -> list[Bundle]:
    """Return one bundle per instrument that has provisions, and language."""
    return [_bundle(entry, language) for entry in register if not entry.bare for language in entry.languages]


def _bundle(entry: RegisterInstrument, language: str) -> Bundle:
    layout = _lay_out(entry.provisions, language)
    lineage = f"register:{entry.slug}#{language}"
    document = Document(
        id=document_id(lineage, entry.checksum),
        instrument_id=entry.instrument.id,
        lineage=lineage,
        language=language,
        title=entry.instrument.titles[language],
        nature=Nature.ABSTRACT,
        source=f"register:{entry.file}",
        media_type=MEDIA_TYPE,
        checksum=entry.checksum,
        text=layout.text,
        notes=_notes(entry, language),
    )
    provisions = _provisions(entry, document, layout)
    return Bundle(
        instrument=entry.instrument,
        document=document,
        provisions=provisions,
        passages=_passages(entry, document, layout),
        citations=_citations(entry, document, layout),
        assignments=_assignments(entry, document, layout),
        commitments=_commitments(entry, document, layout),
        mentions=find_mentions(document.id, document.text, provisions),
    )


def _notes(entry: RegisterInstrument, language: str) -> tuple[str, ...]:
    notes = [_NOTES.get(language, _NOTES["en"])]
    if entry.left_out:
        notes.append(entry.left_out.get(language, entry.left_out["en"]))
    return tuple(notes)


def _lay_out(provisions: Iterable[RegisterProvision], language: str) -> _Layout:
    """Write the provisions one below the other and remember where each begins and ends."""
    layout = _Layout()
    parents: dict[str, str | None] = {}
    for provision in provisions:
        parents[provision.eid] = provision.parent
        if layout.text:
            layout.text += "\n\n"
        layout.starts[provision.eid] = len(layout.text)
        head = _head(provision, language)
        abstract = provision.abstracts.get(language, "")
        layout.text += head
        if head and abstract:
            # A numbered paragraph runs on from its number; a heading stands on a line of its own.
            layout.text += "\n" if provision.headings else " "
        if abstract:
            layout.abstracts[provision.eid] = (len(layout.text), len(layout.text) + len(abstract))
            layout.text += abstract
        above: str | None = provision.eid
        while above is not None:
            layout.ends[above] = len(layout.text)
            above = parents[above]
    return layout


def _head(provision: RegisterProvision, language: str) -> str:
    label, heading = provision.labels.get(language, ""), provision.headings.get(language, "")
    joint = " " if label.endswith((".", ")")) else ". "
    return f"{label}{joint}{heading}" if label and heading else label or heading


def _provisions(entry: RegisterInstrument, document: Document, layout: _Layout) -> tuple[Provision, ...]:
    return tuple(
        Provision(
            document_id=document.id,
            eid=provision.eid,
            kind=provision.kind,
            start=layout.starts[provision.eid],
            end=layout.ends[provision.eid],
            language=document.language,
            ordinal=ordinal,
            label=provision.labels.get(document.language, ""),
            heading=provision.headings.get(document.language, ""),
            parent=provision.parent,
            strength=provision.strength,
        )
        for ordinal, provision in enumerate(entry.provisions)
    )


def _passages(entry: RegisterInstrument, document: Document, layout: _Layout) -> tuple[Passage, ...]:
    contexts = _contexts(entry.provisions, document)
    return tuple(
        Passage(
            id=passage_id(document.id, eid, 0),
            document_id=document.id,
            eid=eid,
            start=start,
            end=end,
            language=document.language,
            context=contexts[eid],
        )
        for eid, (start, end) in layout.abstracts.items()
    )


def _contexts(provisions: Iterable[RegisterProvision], document: Document) -> dict[str, str]:
    """Return, by eId, the title of the document and the headings down to the provision."""
    contexts: dict[str, str] = {}
    for provision in provisions:
        above = document.title if provision.parent is None else contexts[provision.parent]
        heading = provision.headings.get(document.language, "")
        contexts[provision.eid] = f"{above} > {heading}" if heading else above
    return contexts


def _citations(entry: RegisterInstrument, document: Document, layout: _Layout) -> tuple[Citation, ...]:
    # An abstract paraphrases, so no words of it can be relied on to name the target: the citation
    # is tied to the abstract as a whole.
    return tuple(
        Citation(
            document_id=document.id,
            eid=provision.eid,
            start=layout.abstracts[provision.eid][0],
            end=layout.abstracts[provision.eid][1],
            target_instrument=cited.instrument,
            target_eid=cited.eid,
        )
        for provision in entry.provisions
        for cited in provision.cites
    )


def _commitments(entry: RegisterInstrument, document: Document, layout: _Layout) -> tuple[Commitment, ...]:
    # The strength was read off the authentic words; those of an abstract carry no verb of theirs. Who commits
    # is told where the abstract says it in the very words of the file.
    return tuple(
        Commitment(
            document_id=document.id,
            eid=provision.eid,
            force=Force.PREAMBULAR if provision.kind is ProvisionKind.RECITAL else Force.OPERATIVE,
            strength=provision.strength,
            actor=_actor(provision, document, layout.abstracts[provision.eid]),
        )
        for provision in entry.provisions
        if provision.strength is not None and provision.strength is not Strength.NONE
    )


def _actor(provision: RegisterProvision, document: Document, span: tuple[int, int]) -> Evidence | None:
    who = provision.who.get(document.language)
    found = who and re.search(rf"(?i)\b{re.escape(who)}\b", document.text[span[0] : span[1]])
    return Evidence(span[0] + found.start(), span[0] + found.end()) if found else None


def _assignments(entry: RegisterInstrument, document: Document, layout: _Layout) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(
            document_id=document.id,
            eid=provision.eid,
            area=code,
            score=1.0,
            status=AssignmentStatus.CONFIRMED,
            by=DECIDED_BY,
            evidence=_evidence(document, code, layout.abstracts[provision.eid]),
            reason=reason,
        )
        for provision in entry.provisions
        for code, reason in provision.areas.items()
    )


def _evidence(document: Document, code: str, span: tuple[int, int]) -> tuple[Evidence, ...]:
    """Return where terms that signal the area occur in the abstract, else the whole abstract."""
    start, end = span
    found = find_signals(document.text[start:end], area(area_of(code)), document.language)
    return tuple(Evidence(start + left, start + right) for left, right in found) or (Evidence(start, end),)
