"""Margin notes and line numbers of statutes whose conversion to text set them between the lines.

Statutes of the Commonwealth print the title of a section in the margin beside it, and bills count
their lines there. A converter writes the narrow column before or behind the wide one, or in the
middle of a sentence. On a page with as many narrow pieces as sections, the pieces are their titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import quantiles

_MARKUP = re.compile(r"[#*_]+")
_SECTION = re.compile(r"(\d{1,3})[.]\s+(?:\(1\)\s+)?[A-Z“\"]")
_LETTERS = re.compile(r"[\W\d_]+")
_NUMBER = re.compile(r"\d{1,2}")
_NARROW = 0.42  # of the width of the page
_LONGEST = 8  # lines of a note
_STEP = 5  # every fifth line is counted
_FEWEST = 8  # numbers in the margin, that they are taken for such
_FEWEST_SECTIONS = 3
_NEAR = 8  # lines between a note and the section beside which it stands
_MOST = 8  # notes or sections on a page
_HEADER = 80  # characters of a running header
_OPEN_ENDS = (":", ";", ",", "—", "–", "-", "”")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of the text; ``note``: the title of the section whose first line follows."""

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    lines: tuple[str, ...]


def without_line_numbers(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """Return the pages without the numbers of their lines in the margin, and how many there were."""
    found = [line.strip() for page in pages for line in page if _is_line_number(line)]
    alone = [line for page in pages for line in page if _NUMBER.fullmatch(line.strip())]
    # Pages are numbered by every number, lines by every fifth, again on each page.
    if len(found) < _FEWEST or len(set(found)) * 2 > len(found) or len(found) * 2 < len(alone):
        return [list(page) for page in pages], 0
    return [[line for line in page if not _is_line_number(line)] for page in pages], len(found)


def _is_line_number(line: str) -> bool:
    number = _NUMBER.fullmatch(line.strip())
    return number is not None and int(number[0]) % _STEP == 0 and number[0] != "0"


def place_notes(pages: Sequence[Sequence[str]]) -> list[list[Placed]]:
    """Return the lines of each page with the titles of sections, where they are told, above the sections."""
    lengths = [len(bare) for page in pages for line in page if (bare := _bare(line))]
    if len(lengths) < 2:
        return [[Placed(line) for line in page] for page in pages]
    width = quantiles(lengths, n=10)[-1]
    plans: list[dict[int, _Piece]] = []
    last = certain = 0
    for page in pages:
        starts, others = [], []
        for index, line in enumerate(page):
            section = _SECTION.match(_bare(line))
            if section and int(section[1]) == last + 1:
                starts.append(index)
                last += 1
            elif section:
                others.append(index)
        notes = [piece for piece in _pieces(page) if _is_note(piece, width)]
        if len(starts) == len(notes):
            plans.append(dict(zip(starts, notes, strict=True)))
            certain += len(notes)
        else:
            plans.append(_nearest(sorted(starts + others), notes))
    if certain < _FEWEST_SECTIONS:
        return [[Placed(line) for line in page] for page in pages]
    return [_lay(page, plan) for page, plan in zip(pages, plans, strict=True)]


def _nearest(starts: Sequence[int], notes: Sequence[_Piece]) -> dict[int, _Piece]:
    """As many notes beside sections as keep their order, and of these the nearest."""
    notes = [n for n in notes if any(_distance(s, n) <= _NEAR for s in starts)]
    if max(len(starts), len(notes)) > _MOST:
        return {}
    for count in range(min(len(starts), len(notes)), 0, -1):
        pairs = (
            zip(s, n, strict=True) for s in combinations(starts, count) for n in combinations(notes, count)
        )
        fitting = [
            (sum(apart), plan)
            for plan in map(dict, pairs)
            if max(apart := [_distance(s, n) for s, n in plan.items()]) <= _NEAR
        ]
        if fitting:
            return min(fitting, key=lambda x: x[0])[1]
    return {}


def _distance(start: int, note: _Piece) -> int:
    return note.start - start if note.start > start else start - note.end + 1


def without_headers(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """Return pages that a rule divides without their running headers, and these.

    A header is the first piece of a page and begins or ends with the number of the page, or stands,
    that number aside, above another page too.
    """
    heads = [_head(page) for page in pages]
    bare = [_LETTERS.sub("", " ".join(head.lines)).lower() if head else "" for head in heads]
    result: list[list[str]] = []
    dropped: list[str] = []
    for number, (page, head) in enumerate(zip(pages, heads, strict=True), start=1):
        long = head is not None and sum(map(len, head.lines)) > _HEADER
        if head is None or number == 1 or not bare[number - 1] or long:
            result.append(list(page))
            continue
        ends = [word for line in head.lines for word in (line.split()[:1] + line.split()[-1:])]
        printed = {int(word) for word in ends if word.isdecimal() and len(word) < 4}
        if any(abs(n - number) <= 1 for n in printed) or bare.count(bare[number - 1]) > 1:
            dropped.append(" ".join(head.lines))
            result.append([*page[: head.start], *page[head.end :]])
        else:
            result.append(list(page))
    return (result, dropped) if len(dropped) > 1 else ([list(page) for page in pages], [])


def _head(page: Sequence[str]) -> _Piece | None:
    """The first piece of a page; two where the first opens a bracket that the second closes."""
    pieces = _pieces(page)
    head = next(pieces, None)
    more = next(pieces, None) if head is not None and len(head.lines) == 1 else None
    if head is None or more is None or len(more.lines) > 1:
        return head
    words, rest = head.lines[0], more.lines[0]
    if words.count("(") == words.count(")") + 1 and rest.count(")") == rest.count("(") + 1:
        return _Piece(head.start, more.end, (words, rest))
    return head


def _lay(page: Sequence[str], plan: dict[int, _Piece]) -> list[Placed]:
    moved = {index for piece in plan.values() for index in range(piece.start, piece.end)}
    result: list[Placed] = []
    for index, line in enumerate(page):
        if index in plan:
            result.append(Placed(" ".join(plan[index].lines), note=True))
        if index not in moved:
            result.append(Placed(line))
    return result


def _pieces(page: Sequence[str]) -> Iterator[_Piece]:
    """The runs of lines between empty ones."""
    start: int | None = None
    for index, line in enumerate([*page, ""]):
        if line.strip() and start is None:
            start = index
        elif not line.strip() and start is not None:
            yield _Piece(start, index, tuple(_bare(x) for x in page[start:index]))
            start = None


def _is_note(piece: _Piece, width: float) -> bool:
    words = " ".join(piece.lines)
    return (
        len(piece.lines) <= _LONGEST
        and max(map(len, piece.lines)) <= _NARROW * width
        and words[:1].isupper()
        and not words.isupper()
        and len(words) > 3
        and not words.endswith(_OPEN_ENDS)
    )


def _bare(line: str) -> str:
    return _MARKUP.sub("", " ".join(line.split())).strip()
