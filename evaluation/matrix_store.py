"""A made-up knowledge base of any size for timing what counts over all of it: no word of a real instrument.

Sizes are those of the corpus that the project develops with: some 370 provisions a document, six in ten of
which commit, two in five tied to areas and many of those to sub-themes, every third instrument in two or
three language versions.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.areas import load_areas, themes_of
from corpus.groups import load_state_groups
from corpus.identifiers import document_id
from corpus.model import (
    Assignment,
    AssignmentStatus,
    Bundle,
    Commitment,
    Document,
    Evidence,
    Force,
    Instrument,
    InstrumentKind,
    Nature,
    Provision,
    ProvisionKind,
    Strength,
)

PROVISIONS = 370
"""Of a document, on average."""
_TIED = 0.4  # of the provisions, to at least one area
_CONFIRMED = 0.1  # of the ties
_THEMED = 0.6  # of the ties to an area that has sub-themes
_STRENGTHS = (
    (Strength.SHALL, 0.46),
    (Strength.CONSIDER, 0.1),
    (Strength.SHOULD, 0.02),
    (Strength.ENCOURAGE, 0.01),
    (Strength.NOTE, 0.01),
    (Strength.NONE, 0.4),
)
_LANGUAGES = ("en", "ru", "kk", "zh", "fa", "ar", "tr", "th")
_KINDS = (InstrumentKind.ACT, InstrumentKind.REGULATION, InstrumentKind.CODE, InstrumentKind.STATEMENT)
_BODIES = ("un", "cica", "asean", "sco")
_SYLLABLES = ("ba", "du", "ke", "li", "mo", "na", "per", "ro", "sta", "tum", "vi", "zel")


@dataclass(frozen=True, slots=True)
class _Shape:
    """One provision of an instrument, the same in all its versions."""

    kind: ProvisionKind
    eid: str
    parent: str | None
    strength: Strength
    areas: tuple[tuple[str, AssignmentStatus], ...]


def make_bundles(documents: int, seed: int = 7) -> Iterator[Bundle]:
    """Yield this many documents, the same ones for the same ``seed``."""
    draw = random.Random(seed)
    jurisdictions = [
        *_BODIES,
        *sorted({code for group in load_state_groups().groups for code in group.members}),
    ]
    made = number = 0
    while made < documents:
        number += 1
        place, year = draw.choice(jurisdictions), draw.randint(1950, 2025)
        kind = draw.choice(_KINDS)
        title = f"{_sentence(draw, 4).capitalize()} {number}"
        instrument = Instrument(f"/akn/{place}/{kind.value}/{year}/{number}", title, kind, place, year)
        shapes = _draw_shapes(draw)
        versions = min(documents - made, draw.choice((1, 1, 1, 1, 2, 3)))
        for language in draw.sample(_LANGUAGES, versions):
            yield _write(draw, instrument, language, shapes)
        made += versions


def _draw_shapes(draw: random.Random) -> list[_Shape]:
    areas = [area.code for area in load_areas()]
    strengths, weights = zip(*_STRENGTHS, strict=True)
    shapes: list[_Shape] = []
    article = 0
    wanted = max(4, round(draw.gauss(PROVISIONS, PROVISIONS / 3)))
    while len(shapes) < wanted:
        article += 1
        shapes.append(_Shape(ProvisionKind.ARTICLE, f"art_{article}", None, Strength.NONE, ()))
        for paragraph in range(1, draw.randint(2, 9)):
            ties: dict[str, AssignmentStatus] = {}
            if draw.random() < _TIED:
                for code in draw.sample(areas, draw.choice((1, 1, 1, 2))):
                    confirmed = draw.random() < _CONFIRMED
                    ties[code] = AssignmentStatus.CONFIRMED if confirmed else AssignmentStatus.PROPOSED
                    themes = themes_of(code)
                    if themes and draw.random() < _THEMED:
                        ties[draw.choice(themes).code] = ties[code]
            eid = f"art_{article}__para_{paragraph}"
            strength = draw.choices(strengths, weights)[0]
            shapes.append(
                _Shape(ProvisionKind.PARAGRAPH, eid, f"art_{article}", strength, tuple(ties.items()))
            )
    return shapes


def _write(draw: random.Random, instrument: Instrument, language: str, shapes: list[_Shape]) -> Bundle:
    key_of = f"made/{instrument.id}.txt#{language}"
    checksum = hashlib.sha256(key_of.encode()).hexdigest()
    key = document_id(key_of, checksum)
    parts: list[str] = []
    at = 0
    provisions: list[Provision] = []
    ends: dict[str, int] = {}
    for ordinal, shape in enumerate(shapes):
        label = shape.eid.rsplit("_", 1)[1] + "."
        words = f"{label} {_sentence(draw, 3 if shape.parent is None else 30)}\n"
        parts.append(words)
        end = at + len(words) - 1
        ends[shape.eid] = end
        if shape.parent:
            ends[shape.parent] = end
        strength = None if shape.strength is Strength.NONE and draw.random() < 0.5 else shape.strength
        provisions.append(
            Provision(
                document_id=key,
                eid=shape.eid,
                kind=shape.kind,
                start=at,
                end=end,
                language=language,
                ordinal=ordinal,
                label=label,
                parent=shape.parent,
                strength=strength,
            )
        )
        at += len(words)
    return Bundle(
        instrument,
        Document(
            key,
            instrument.id,
            key_of,
            language,
            instrument.title,
            Nature.AUTHENTIC,
            key_of,
            "text/plain",
            checksum,
            "".join(parts),
        ),
        tuple(_extend(each, ends[each.eid]) for each in provisions),
        (),
        assignments=tuple(
            Assignment(
                key,
                shape.eid,
                area,
                1.0 if status is AssignmentStatus.CONFIRMED else 0.7,
                status,
                "made up",
                (Evidence(each.start + 3, each.start + 15),),
            )
            for shape, each in zip(shapes, provisions, strict=True)
            for area, status in shape.areas
        ),
        commitments=tuple(
            Commitment(
                key,
                shape.eid,
                Force.OPERATIVE,
                shape.strength,
                Evidence(each.start + 3, each.start + 8),
            )
            for shape, each in zip(shapes, provisions, strict=True)
            if shape.strength is not Strength.NONE
        ),
    )


def _extend(provision: Provision, end: int) -> Provision:
    return provision if provision.end == end else replace(provision, end=end)


def _sentence(draw: random.Random, words: int) -> str:
    return " ".join("".join(draw.choices(_SYLLABLES, k=draw.randint(1, 4))) for _ in range(words))
