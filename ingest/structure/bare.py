"""Units numbered without a word: sections of common-law statutes, Roman sections of papers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.labels import PROSE, read_labels
from ingest.structure.numbers import Number, plain, read_number
from ingest.structure.recognise import Mark
from ingest.structure.reflow import Paragraph

_BARE = re.compile(
    r"(?:[⁰¹²³⁴-⁹]{1,3})?\[?(?P<num>\d{1,3}(?:[A-Z]{1,2}|[א-תক-হक-हඅ-ෆஅ-ஹ]|-?[က-အ]|-الف)?)\s?[.।৷။۔](?!\d)"
)
# "Amendment 4. Subsection 16(2)": a marginal note that the source ran into the line.
_BESIDE_NOTE = re.compile(
    r"(?<![\w“\"])(?:Amendment|Pindaan|Substitution|Insertion|Deletion)\s+(?P<num>\d{1,3})\.\s(?=[A-Z])"
)
_IN_BRACKETS = re.compile(r"(?:\d{1,2}|[⁰¹²³⁴-⁹]{1,3})\s?\[\s?(?P<num>\d{1,3}[A-Z]{0,2})\s?\.(?!\d)")
# A bill's explanatory statement counts its clauses again.
_EXPLANATION = re.compile(r"EXPLANATORY STATEMENT|HURAIAN|STATEMENT OF OBJECTS")
_COMMON_LAW = frozenset({"en", "ms", "bn", "hi", "ne", "ur", "si", "ta", "my", "fil", "he"})
_STATUTE = re.compile(
    r"be\s+it\s+(?:therefore\s+)?enacted|enacted\s+(?:by|as)|this\s+(?:act|ordinance|law|order)\s+may\s+be\s+(?:cited|called)"
    r"|boleh\s*(?:lah)?\s+dinamakan|diperbuat\s+oleh|সেহেতু|এই\s+আইন|अधिनियम|(?:यस|यो)\s+ऐन|ایکٹ|آرڈیننس|පනත|சட்ட|ဥပဒေ|בחוק\s+זה|חוק\s+זה",
    re.IGNORECASE,
)


def bare_label_end(text: str) -> int | None:
    """Where the label of a section without a word ends (``1.``, ``৪৪।``), or None."""
    match = _BARE.match(text)
    return match.end() if match else None


def bare_sections(paragraphs: Sequence[Paragraph], languages: frozenset[str]) -> list[Mark]:
    """Return the sections of a statute that numbers them without a word: ``1. This Act may be cited``.

    A number counts if it follows the section before it, and is not the next step of a list that
    began in between (a schedule with its own 1, 2, 3).
    """
    opening = " ".join(p.text[:300] for p in paragraphs[:60])
    if not {language.split("-")[0] for language in languages} & _COMMON_LAW or not _STATUTE.search(opening):
        return []
    candidates: list[tuple[int, int, int, Number]] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in (BlockKind.FOOTNOTE, BlockKind.EDITORIAL):
            continue
        if candidates and _EXPLANATION.match(paragraph.text):
            break
        row = paragraph.kind is BlockKind.ROW
        for match in filter(None, (_BARE.match(paragraph.text), *_BESIDE_NOTE.finditer(paragraph.text))):
            number = read_number(match["num"])
            if number and (not row or _is_prose(paragraph.text[match.end() :])):
                candidates.append((index, match.start("num") if match.start() else 0, match.end(), number))
    marks: list[Mark] = []
    last: tuple[int, ...] = (0,)
    accepted = -1
    # The next step of a list that began in between: its predecessor is no section.
    for place, (index, start, end, number) in enumerate(candidates):
        step = number.base - last[0]
        near = step == 1 or (step == 0 and number.key > last and len(number.key) > 1)
        skipped = 1 < step <= 3 and not any(
            n.base == last[0] + 1 and not _listed(candidates, place + 1 + later, accepted)
            for later, (*_, n) in enumerate(candidates[place + 1 : place + 8])
        )
        if (near or skipped) and not _listed(candidates, place, accepted):
            marks.append(Mark(index, K.SECTION, number, start, end, strong=True))
            last, accepted = number.key, place
    return marks if len(marks) >= 2 else []


def replaced_sections(paragraphs: Sequence[Paragraph], marks: Sequence[Mark]) -> list[Mark]:
    """Return ``marks`` with the sections added that stand in brackets between two of them.

    A section that an amendment put in is printed ``¹[9. Punishment``, with the mark of a footnote,
    whatever word heads the others.
    """
    result: list[Mark] = []
    last: Mark | None = None
    for mark in marks:
        if mark.kind is K.SECTION and mark.number is not None:
            if last is not None and last.number is not None:
                low, high = last.number.key, mark.number.key
                for index in range(last.index + 1, mark.index):
                    found = _bracketed(index, paragraphs[index])
                    if found is not None and found.number and low < found.number.key < high:
                        result.append(found)
                        low = found.number.key
            last = mark
        result.append(mark)
    return sorted(result, key=lambda m: (m.index, m.start))


def _bracketed(index: int, paragraph: Paragraph) -> Mark | None:
    match = _IN_BRACKETS.match(paragraph.text)
    if match is None or paragraph.kind in (BlockKind.FOOTNOTE, BlockKind.EDITORIAL, BlockKind.ROW):
        return None
    number = read_number(match["num"])
    return Mark(index, K.SECTION, number, match.start("num"), match.end(), strong=True) if number else None


def _listed(candidates: Sequence[tuple[int, int, int, Number]], place: int, accepted: int) -> bool:
    return place - 1 > accepted and candidates[place - 1][3].base + 1 == candidates[place][3].base


def _is_prose(rest: str) -> bool:
    rest = rest.lstrip()
    return len(rest) > 60 and rest[0].isalpha() and len(rest.split("|")[0]) > 60


_MANY_PARAGRAPHS = 25


def counts_throughout(paragraphs: Sequence[Paragraph], languages: frozenset[str]) -> bool:
    """Tell whether a document counts its paragraphs right through, whatever its headings (a judgment)."""
    expected: dict[str, int] = {}
    for paragraph in paragraphs:
        for label in read_labels(paragraph.text, languages | {PROSE}):
            if label.style in ("1.", "1 A") and label.position == expected.get(label.style, 1):
                expected[label.style] = label.position + 1
    return max(expected.values(), default=0) > _MANY_PARAGRAPHS


_ROMAN_HEADING = re.compile(r"(?P<num>[IVX]{1,5})\s?[.):]\s+\S")


def roman_sections(paragraphs: Sequence[Paragraph]) -> list[Mark]:
    """Return the sections of a paper whose headings carry Roman numerals: ``II. Areas and Forms``."""
    marks: list[Mark] = []
    for index, paragraph in enumerate(paragraphs):
        match = _ROMAN_HEADING.match(paragraph.text)
        if match is None or len(paragraph.text) > 160 or paragraph.text.rstrip()[-1] in ".;,":
            continue
        number = read_number(match["num"])
        if number is not None and number.base == len(marks) + 1:
            marks.append(Mark(index, K.SECTION, plain(number.base), 0, match.end("num") + 1, strong=True))
    return marks if len(marks) >= 2 else []
