"""A small knowledge base of our own sentences, for the tests of the search room."""

from __future__ import annotations

from corpus.model import (
    Assignment,
    AssignmentStatus,
    Bundle,
    Classification,
    Document,
    Instrument,
    InstrumentKind,
    Nature,
    Passage,
    Provision,
    ProvisionKind,
)


def make_bundle(
    name: str,
    language: str,
    articles: list[str],
    *,
    jurisdiction: str = "un",
    kind: InstrumentKind = InstrumentKind.CONVENTION,
    year: int | None = 1999,
    nature: Nature = Nature.AUTHENTIC,
    classification: Classification = Classification.PUBLIC,
    provider: str | None = None,
    areas: dict[int, str] | None = None,
    checksum: str = "1",
) -> Bundle:
    """A document whose articles are the given texts; an article of two lines has two passages."""
    document_id = f"{name}-{language}-{checksum}"
    work = f"/akn/{jurisdiction}/act/{year or 'nodate'}/{name}"
    text, provisions, passages, ties = "", [], [], []
    for number, words in enumerate(articles, start=1):
        start, eid = len(text), f"art_{number}"
        text += words + "\n\n"
        provisions.append(
            Provision(
                document_id, eid, ProvisionKind.ARTICLE, start, start + len(words), language,
                len(provisions), label=f"{number}",
            )
        )  # fmt: skip
        at = start
        for part, line in enumerate(words.split("\n")):
            passages.append(
                Passage(f"{document_id}#{eid}.{part}", document_id, eid, at, at + len(line), language)
            )
            at += len(line) + 1
        if areas and number in areas:
            ties.append(
                Assignment(document_id, eid, areas[number], 1.0, AssignmentStatus.CONFIRMED, by="register")
            )
    return Bundle(
        Instrument(work, f"The {name} law", kind, jurisdiction, year),
        Document(
            document_id, work, f"{name}/{language}", language,
            f"The {name} law", nature, f"{name}.txt", "text/plain", checksum, text,
            classification=classification, provider=provider,
        ),
        tuple(provisions),
        tuple(passages),
        assignments=tuple(ties),
    )  # fmt: skip


SEA = make_bundle(
    "sea", "en",
    ["Ships may be boarded on the high seas.",
     "Harbour masters keep a register.\nThe register lists every ship and its cargo.",
     "Extradition follows the usual treaties."],
    areas={3: "A1"},
)  # fmt: skip
HARBOUR = make_bundle(
    "harbour", "ru",
    ["Суда досматриваются в портах.", "Выдача лиц производится по договору."],
    jurisdiction="kz", kind=InstrumentKind.ACT, year=2015,
)  # fmt: skip
SECRET = make_bundle(
    "secret", "en", ["Ships carry undercover officers."],
    jurisdiction="tr", year=None, classification=Classification.CONFIDENTIAL, provider="tr",
)  # fmt: skip
