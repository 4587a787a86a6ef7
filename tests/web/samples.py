"""A small made-up knowledge base for the pages; none of its words come from a real instrument.

Each document is written as an outline, so that a test can read what its spans must be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.identifiers import document_id, passage_id
from corpus.model import (
    Assignment,
    AssignmentStatus,
    Bundle,
    Citation,
    Classification,
    Document,
    Evidence,
    Instrument,
    InstrumentKind,
    Nature,
    PageSpan,
    Passage,
    Provision,
    ProvisionKind,
    Strength,
)
from corpus.register import bundles_of, load_register
from corpus.settings import Settings


@cache
def small_register() -> tuple[Bundle, ...]:
    """Three instruments of the register: homes that only need some of it are made in a tenth of the time."""
    slugs = ("asean-2021-russia-statement", "cica-2024-concept-paper", "un-1988-illicit-traffic")
    return tuple(bundles_of(entry for entry in load_register() if entry.slug in slugs))


BASE = "http://127.0.0.1"
"""Where the tests' clients think the server is: it answers to no other name."""

HARBOURS = Instrument(
    id="/akn/xx/act/2001/harbours",
    title="Harbour Act",
    kind=InstrumentKind.ACT,
    jurisdiction="xx",
    year=2001,
    body="Parliament of Xanadu",
    date="2001-02-03",
    official_source="https://law.example/harbours",
    titles={"en": "Harbour Act", "ru": "Закон о гаванях"},
    names=("HA 2001",),
)
LIGHTS = Instrument(
    id="/akn/ir/act/2011/lights",
    title="قانون فانوس‌ها",
    kind=InstrumentKind.ACT,
    jurisdiction="ir",
    year=2011,
    titles={"fa": "قانون فانوس‌ها"},
)
SECRETS = Instrument(
    id="/akn/yy/act/2020/zirconium",
    title="Zirconium Protocol",
    kind=InstrumentKind.AGREEMENT,
    jurisdiction="yy",
    year=2020,
)
HOSTILE = Instrument(
    id="/akn/zz/act/2022/hostile",
    title="<script>alert('title')</script> Act",
    kind=InstrumentKind.REGULATION,
    jurisdiction="zz",
    year=2022,
    official_source="javascript:alert('source')",
    names=("\"><img src=x onerror=alert('name')>",),
)

K = ProvisionKind


@dataclass(frozen=True)
class Line:
    """A provision: ``depth`` says how deep it lies; ``words`` follow label and heading."""

    depth: int
    kind: ProvisionKind
    num: str
    label: str = ""
    heading: str = ""
    words: str = ""
    strength: Strength | None = None
    areas: tuple[tuple[str, AssignmentStatus], ...] = ()


def build(
    instrument: Instrument,
    language: str,
    lines: Sequence[Line],
    *,
    source: str,
    pages_at: Sequence[str] = (),
    cites: Sequence[tuple[str, str, str | None, str | None]] = (),
    before: str = "",
    **changes: Any,
) -> Bundle:
    """Return a document of these lines.

    ``pages_at`` are words at which a new page begins. ``cites`` are (eid, words, target
    instrument, target eid). ``before`` stands at the head of the text, in no provision.
    """
    text = before
    opened: list[tuple[int, str, int]] = []
    spans: dict[str, list[int]] = {}
    order: list[tuple[str, Line, str | None]] = []
    for line in lines:
        while opened and opened[-1][0] >= line.depth:
            spans[opened.pop()[1]][1] = len(text.rstrip("\n"))
        parent = opened[-1][1] if opened else None
        own = f"{line.kind}_{line.num}"
        grouping = line.kind in (K.ARTICLE, K.CHAPTER, K.SECTION) or parent is None
        eid = own if grouping else f"{parent}__{own}"
        spans[eid] = [len(text), 0]
        order.append((eid, line, parent))
        opened.append((line.depth, eid, len(text)))
        head = f"{line.label} {line.heading}".strip()
        # A heading has a line to itself, a bare number stands before its words.
        text += f"{head}\n{line.words}" if line.heading else f"{head} {line.words}".strip()
        text += "\n"
    while opened:
        spans[opened.pop()[1]][1] = len(text.rstrip("\n"))
    lineage = f"{source}#{language}"
    checksum = hashlib.sha256(text.encode()).hexdigest()
    key = document_id(lineage, checksum)
    cuts = [0, *(text.index(words) for words in pages_at), len(text)] if pages_at else []
    pages = tuple(PageSpan(n, a, b) for n, (a, b) in enumerate(pairwise(cuts), start=1))
    document = Document(
        id=key,
        instrument_id=instrument.id,
        lineage=lineage,
        language=language,
        title=instrument.titles.get(language, instrument.title),
        source=source,
        media_type="text/plain",
        checksum=checksum,
        text=text,
        pages=pages,
        **{"nature": Nature.AUTHENTIC, **changes},
    )
    provisions = tuple(
        Provision(
            key,
            eid,
            line.kind,
            spans[eid][0],
            spans[eid][1],
            language,
            ordinal,
            line.label,
            line.heading,
            parent,
            (1, max(1, len(pages))) if pages else None,
            line.strength,
        )
        for ordinal, (eid, line, parent) in enumerate(order)
    )
    passages = tuple(
        Passage(passage_id(key, eid, 0), key, eid, text.index(line.words, spans[eid][0]), 0, language)
        for eid, line, _ in order
        if line.words
    )
    words_of = {eid: line.words for eid, line, _ in order}
    passages = tuple(
        Passage(each.id, key, each.eid, each.start, each.start + len(words_of[each.eid]), language)
        for each in passages
    )
    citations = []
    for eid, words, target, target_eid in cites:
        start = text.index(words, spans[eid][0])
        reason = None if target else "no such instrument here"
        citations.append(Citation(key, eid, start, start + len(words), target, target_eid, reason))
    assignments = tuple(
        Assignment(
            key,
            eid,
            area,
            1.0 if status is AssignmentStatus.CONFIRMED else 0.62,
            status,
            "register" if status is AssignmentStatus.CONFIRMED else "program",
            (Evidence(text.index(line.words, spans[eid][0]), text.index(line.words, spans[eid][0]) + 8),),
        )
        for eid, line, _ in order
        for area, status in line.areas
    )
    return Bundle(instrument, document, provisions, passages, tuple(citations), assignments)


CONFIRMED, PROPOSED = AssignmentStatus.CONFIRMED, AssignmentStatus.PROPOSED

HARBOURS_EN = build(
    HARBOURS,
    "en",
    [
        Line(1, K.RECITAL, "1", words="Whereas ships arrive by night,"),
        Line(1, K.CHAPTER, "1", "Chapter I", "Of harbours"),
        Line(2, K.ARTICLE, "1", "Article 1", "Duties of the harbour master", "In port:"),
        Line(
            3,
            K.PARAGRAPH,
            "1",
            "1.",
            words="Precursors that arrive by sea are inspected on the quay.",
            strength=Strength.SHALL,
            areas=(("A3", CONFIRMED),),
        ),
        Line(3, K.PARAGRAPH, "2", "2.", words="Under article 2, cargo of 5 < 7 tonnes is exempt:"),
        Line(4, K.SUBPARAGRAPH, "a", "(a)", words="salt and fish;"),
        Line(4, K.SUBPARAGRAPH, "b", "(b)", words="paper & ink, as the Act on Paper says."),
        Line(
            2,
            K.ARTICLE,
            "2",
            "Article 2",
            "Exchange of messages",
            "Harbour masters exchange messages on ships.",
        ),
        Line(3, K.FOOTNOTE, "1", "*", words="Messages may be sent by pigeon."),
    ],
    source="laws/harbours.pdf",
    pages_at=("2. Under", "Article 2"),
    before="XANADU GAZETTE\n\n",
    cites=(
        ("art_1__para_2", "article 2", HARBOURS.id, "art_2"),
        ("art_1__para_2__subpara_b", "the Act on Paper", None, None),
        ("art_2", "ships.", LIGHTS.id, "art_1"),
        ("rec_1", "ships", LIGHTS.id, None),
    ),
    notes=("Two pages had no text.",),
)
HARBOURS_ABSTRACT = build(
    HARBOURS,
    "en",
    [
        Line(1, K.ARTICLE, "1", "Article 1", "What harbour masters do"),
        Line(2, K.PARAGRAPH, "1", "1.", words="Chemicals coming over water get looked at on landing."),
        Line(
            1,
            K.ARTICLE,
            "2",
            "Article 2",
            words="Port heads keep each other informed.",
            areas=(("A5", CONFIRMED),),
        ),
    ],
    source="register:harbours.yaml",
    nature=Nature.ABSTRACT,
)
HARBOURS_ABSTRACT_RU = build(
    HARBOURS,
    "ru",
    [
        Line(1, K.ARTICLE, "1", "Статья 1", "Обязанности начальника гавани"),
        Line(2, K.PARAGRAPH, "1", "1.", words="Прибывшие морем химикаты осматривают на причале."),
        Line(
            1,
            K.ARTICLE,
            "2",
            "Статья 2",
            words="Начальники портов извещают друг друга.",
            areas=(("A5", CONFIRMED),),
        ),
    ],
    source="register:harbours.yaml",
    nature=Nature.ABSTRACT,
)
LIGHTS_FA = build(
    LIGHTS,
    "fa",
    [
        Line(1, K.ARTICLE, "1", "ماده ۱", "فانوس‌ها", "فانوس هر بندر شب‌ها روشن است."),
        Line(
            2, K.PARAGRAPH, "1", "۱.", words="پیش‌سازها در نور فانوس بازرسی می‌شوند.", areas=(("A3", PROPOSED),)
        ),
    ],
    source="laws/lights.docx",
)
SECRETS_EN = build(
    SECRETS,
    "en",
    [
        Line(
            1,
            K.ARTICLE,
            "1",
            "Article 1",
            "Zirconium",
            "Zirconium messages travel in sealed bags.",
            areas=(("A7", CONFIRMED),),
        ),
    ],
    source="vault/zirconium.txt",
    cites=(("art_1", "messages", HARBOURS.id, "art_2"),),
    classification=Classification.CONFIDENTIAL,
    provider="yy",
)
HOSTILE_EN = build(
    HOSTILE,
    "en",
    [
        Line(
            1,
            K.ARTICLE,
            "1",
            "<b>1</b>",
            "<svg onload=alert('heading')>",
            "Hostile <script>alert('words')</script> words & \"quotes\" '{{ 7 * 7 }}' {% raw %}.",
        ),
    ],
    source="laws/<img src=x onerror=alert('source')>.txt",
    notes=("<script>alert('note')</script>",),
)
KNOWLEDGE = (HARBOURS_EN, HARBOURS_ABSTRACT, HARBOURS_ABSTRACT_RU, LIGHTS_FA, SECRETS_EN, HOSTILE_EN)


def settings_of(home: Path) -> Settings:
    """The settings of a home with a database of its own and the encoder of tests."""
    return Settings(home=home, database_url=f"sqlite:///{home / 'narcord.db'}", encoder="demo")
