"""The rows of a schedule's tables as its entries; tables that count anew are its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.paragraph import Paragraph
from ingest.structure.tree import Node, Position

_NUMBER = re.compile(r"(\d{1,4})\.?\s*\|")
# "IIB. Substances of ...": the schedule's number and a letter.
_LETTERED = re.compile(r"(?:[IVX]+)?([A-Z])\s?[.:)]\s")


@dataclass(slots=True)
class _Table:
    """Rows that stand together; ``caption`` is the paragraph above them that names them."""

    caption: int | None
    rows: list[int] = field(default_factory=list)
    numbers: list[tuple[int, int]] = field(default_factory=list)  # row and the number that it begins with


def add_entries(schedule: Node, segments: Sequence[Position], paragraphs: Sequence[Paragraph]) -> None:
    """Add the rows of the tables among ``segments`` to ``schedule``: by their numbers, else in order."""
    tables = _tables(segments, paragraphs)
    numbered = [table for table in tables if len(table.numbers) * 2 >= len(table.rows)]
    if not numbered:
        rows = [row for table in tables for row in table.rows]
        for count, row in enumerate(rows if len(rows) > 1 else (), start=1):
            schedule.add(Node(K.ENTRY, (row, 0), str(count), end=(row + 1, 0)))
        return
    groups = _groups(numbered)
    captions = [group[0].caption for group in groups]
    parts: list[Node | None] = [None] * len(groups)
    if len(groups) > 1 and all(caption is not None for caption in captions[1:]):
        named = [(place, caption) for place, caption in enumerate(captions) if caption is not None]
        names = _names([paragraphs[caption].text for _, caption in named])
        for (place, caption), (num, label) in zip(named, names, strict=True):
            end = (groups[place][-1].rows[-1] + 1, 0)
            title = paragraphs[caption].text[len(label) :].strip(" .:)")
            parts[place] = schedule.add(Node(K.PART, (caption, 0), num, label, title, end=end))
    for group, part in zip(groups, parts, strict=True):
        for table in group:
            stops = [row for row, _ in table.numbers[1:]] + [table.rows[-1] + 1]
            for (row, number), stop in zip(table.numbers, stops, strict=True):
                label = str(number) if paragraphs[row].text.startswith(str(number)) else ""
                (part or schedule).add(Node(K.ENTRY, (row, 0), str(number), label, end=(stop, 0)))


def names_part(text: str) -> bool:
    """Whether a line names a part of a schedule by letter: ``IA. Substances that ...``."""
    return bool(_LETTERED.match(text))


def _tables(segments: Sequence[Position], paragraphs: Sequence[Paragraph]) -> list[_Table]:
    tables: list[_Table] = []
    above: list[int] = []  # paragraphs since the last row
    for index, _ in segments:
        paragraph = paragraphs[index]
        if paragraph.kind is not BlockKind.ROW:
            above.append(index)
            continue
        if above or not tables:
            tables.append(_Table(_caption(above, paragraphs, first=not tables)))
            above = []
        tables[-1].rows.append(index)
        if match := _NUMBER.match(paragraph.text):
            tables[-1].numbers.append((index, int(match[1])))
    return tables


def _caption(above: Sequence[int], paragraphs: Sequence[Paragraph], first: bool) -> int | None:
    words = [i for i in above if paragraphs[i].kind is not BlockKind.FOOTNOTE]
    lettered = next((i for i in words if _LETTERED.match(paragraphs[i].text)), None)
    if lettered is not None or not words:
        return lettered
    return words[-1] if first else words[0]


def _groups(tables: Sequence[_Table]) -> list[list[_Table]]:
    """The tables by rows of numbers: one that begins again begins a group."""
    groups: list[list[_Table]] = []
    last = 0
    for table in tables:
        if not groups or table.numbers[0][1] <= last:
            groups.append([])
        groups[-1].append(table)
        last = table.numbers[-1][1]
    return groups


def _names(captions: Sequence[str]) -> list[tuple[str, str]]:
    """A number and a label for each part: its letter, where all have one, else by count."""
    matches = [_LETTERED.match(caption) for caption in captions]
    letters = [match[1].lower() for match in matches if match]
    if len(set(letters)) < len(captions):
        return [(str(count), "") for count in range(1, len(captions) + 1)]
    return [
        (letter, match[0].rstrip(" .:)")) for letter, match in zip(letters, matches, strict=True) if match
    ]
