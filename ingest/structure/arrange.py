"""Putting what a page prints beside the text where it belongs: footnotes and captions of articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.bare import bare_label_end
from ingest.structure.reflow import Paragraph, starts_unit
from ingest.structure.units import BASIC, units_for

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", _SUPERSCRIPTS)
_NOTE_START = re.compile(rf"([{_SUPERSCRIPTS}]{{1,3}})\s*[^\W\d_{_SUPERSCRIPTS}]")
_CELL_BREAK = " | "
# "1 Subs. by Act XX of 2022": how statutes of South Asia tell of amendments at the foot of the page.
_AMENDMENT = re.compile(
    r"(?:\d{1,2}\s?)?(?:(?:Ins|Subs|Rep|Omitted|Added|Amended|Inserted|Substituted|Deleted)\b[.,]?\s?(?:(?:and|&)\s\w+\.?\s)?)"
    r"(?:\S+\s){0,3}?by\b.{0,160}\b(?:Act|Ordinance|Order|Ord\.|A\.O\.|S\.R\.O\.|Amdt)",
    re.DOTALL,
)
_NUMBER_START = re.compile(r"\d{1,2}(?!\d)")
# Units whose captions formats state: sections, and the subsections of Canadian acts.
_CAPTIONED = BASIC | {K.PARAGRAPH}
_DASH = re.compile(r"\s*[-–—](?=\s)")  # between the number and the text
_NUMBER_ONLY = re.compile(r"\d{1,3}")


def move_footnotes(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Move every footnote behind the paragraph that carries its mark.

    A footnote stands where its page ends, in the middle of whatever goes on overleaf. A page
    number directly above it goes.
    """
    if not any(_NOTE_START.match(p.text) or p.kind is BlockKind.FOOTNOTE for p in paragraphs):
        return list(paragraphs)
    result: list[Paragraph] = []
    # Swiss statutes number paragraphs with raised digits; then they are no footnotes.
    numbering = sum(1 for p in paragraphs if p.text.startswith("¹") and p.kind is not BlockKind.FOOTNOTE) >= 3
    for place, paragraph in enumerate(paragraphs):
        raised = None if numbering else _NOTE_START.match(paragraph.text)
        if raised and paragraph.kind in (BlockKind.PARAGRAPH, BlockKind.LINE):
            paragraph = replace(paragraph, kind=BlockKind.FOOTNOTE, label=raised[1])
        if paragraph.kind is not BlockKind.FOOTNOTE:
            following = paragraphs[place + 1].text if place + 1 < len(paragraphs) else ""
            if _NUMBER_ONLY.fullmatch(paragraph.text) and _NOTE_START.match(following):
                continue
            result.append(paragraph)
            continue
        mark = (paragraph.label or "").strip("[]^().* ").translate(_RAISED)
        home = _bearer(result, mark, raised is not None or numbering) if mark else None
        if raised and home is None:  # nothing refers to it: a raised number of a paragraph
            result.append(paragraphs[place])
            continue
        if home is None:
            result.append(paragraph)
        else:
            while home + 1 < len(result) and result[home + 1].kind is BlockKind.FOOTNOTE:
                home += 1
            result.insert(home + 1, paragraph)
    return result


def mark_amendment_notes(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Make footnotes of the notes on amendments between the lines of a statute: ``1 Subs. by Act``.

    The mark may be a paragraph by itself.
    """
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        above = result[-1] if result else None
        if _AMENDMENT.match(paragraph.text) and paragraph.kind in (BlockKind.PARAGRAPH, BlockKind.LINE):
            if above is not None and _NUMBER_ONLY.fullmatch(above.text):
                paragraph = result.pop().joined(paragraph)
            label = _NUMBER_START.match(paragraph.text)
            paragraph = replace(paragraph, kind=BlockKind.FOOTNOTE, label=label[0] if label else None)
        result.append(paragraph)
    return result


def _bearer(paragraphs: Sequence[Paragraph], mark: str, attached: bool) -> int | None:
    """The nearest paragraph above that carries the mark; ``attached``: behind a word, without a space."""
    before = rf"(?<=[^\s{_SUPERSCRIPTS}])" if attached else rf"(?<![{_SUPERSCRIPTS}])"
    pattern = re.compile(rf"{before}{re.escape(mark)}(?![{_SUPERSCRIPTS}])")
    for index in range(len(paragraphs) - 1, max(-1, len(paragraphs) - 200), -1):
        if paragraphs[index].kind is not BlockKind.FOOTNOTE and pattern.search(paragraphs[index].text):
            return index
    return None


def unfold_rows(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Take apart rows that lay out a statute rather than data: a marginal note beside a section."""
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        cells = _cells(paragraph) if paragraph.kind is BlockKind.ROW else []
        prose = next((c for c in cells if _opens_section(c.text)), None)
        if prose is None or not 2 <= len(cells) <= 3:
            result.append(paragraph)
            continue
        others = [c for c in cells if c is not prose and c.text.strip()]
        note = next((c for c in others if any(x.isalpha() for x in c.text)), None)
        if note is not None:
            result.append(replace(note, kind=BlockKind.HEADING, hint=K.SECTION, label=None))
        result.append(replace(prose, kind=BlockKind.PARAGRAPH))
        result += [replace(c, kind=BlockKind.PARAGRAPH) for c in others if c is not note]
    return result


def _cells(row: Paragraph) -> list[Paragraph]:
    cells, at = [], 0
    for cell in row.text.split(_CELL_BREAK):
        cells.append(row.part(at, at + len(cell)))
        at += len(cell) + len(_CELL_BREAK)
    return cells


def _opens_section(cell: str) -> bool:
    end = bare_label_end(cell)
    return end is not None and len(cell) >= 40 and cell[end:].lstrip()[:1].isalpha()


def move_captions(paragraphs: Sequence[Paragraph], languages: frozenset[str]) -> list[Paragraph]:
    """Move captions printed above an article behind its number, so that a provision begins with its label.

    A marginal note has no place in the order of reading; the format says that it is one.
    """
    result: list[Paragraph] = []
    place = 0
    while place < len(paragraphs):
        paragraph = paragraphs[place]
        caption = paragraph.kind is BlockKind.HEADING and paragraph.hint in _CAPTIONED and not paragraph.label
        if caption and place + 1 < len(paragraphs) and paragraph.hint is not None:
            unit = paragraphs[place + 1]
            end = _label_end(unit, languages, paragraph.hint)
            if end is not None:
                if end < len(unit.text):
                    head, tail = unit.cut(end)
                    result += [replace(head, label=unit.label, hint=unit.hint), paragraph, tail]
                else:
                    result += [unit, paragraph]
                place += 2
                continue
        result.append(paragraph)
        place += 1
    return result


def _label_end(unit: Paragraph, languages: frozenset[str], captioned: K) -> int | None:
    if unit.label and (unit.hint is captioned or {unit.hint, captioned} <= BASIC):
        return len(unit.label)
    if captioned not in BASIC:
        return None
    if (bare := bare_label_end(unit.text)) is not None:
        return bare
    if starts_unit(unit.text, languages):
        for row, pattern in units_for(languages):
            if row.kind in BASIC and (found := pattern.match(unit.text)):
                dash = _DASH.match(unit.text, found.end())
                return dash.end() if dash else found.end()
    return None
