"""Lines of pages in scripts whose letters do not stand one after the other: read from places and painting.

Right-to-left text (Arabic, Hebrew) is painted in any order, so its lines are put together from left to right
by their places and then turned round. Scripts of clusters (Thai, Khmer, Devanagari ...) are painted in
logical order by whoever says what the clusters mean, so there the order of painting is kept.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from ingest.readers.pdf_bidi import Sign, face_brackets, has_right_to_left, is_arabic, is_right_to_left, undo
from ingest.readers.pdf_frame import Frame
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_order import pick_reading
from ingest.readers.pdf_units import Unit, compose_am, read_units
from ingest.readers.wording import raise_digits

# Hebrew to Arabic Extended, the Indic scripts, Sinhala, Thai, Lao, Tibetan, Myanmar, Khmer, shapes of Arabic.
_INTRICATE = re.compile(
    "[\u0590-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\ua8e0-\ua8ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
# In heights of the print: a gap that is a space, and one that parts two columns of what was painted apart.
_SPACE = 0.16
_WIDE_SPACE = 0.8  # where the file writes its spaces itself, only such a gap is one more
_COLUMN = 1.2
_CELL = 4.0


def is_intricate(text: str) -> bool:
    """Tell whether ``text`` has letters of a script that is read here."""
    return _INTRICATE.search(text) is not None


@dataclass(slots=True)
class _Row:
    """Units on one line of print, in the order of painting."""

    units: list[Unit] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(unit.left for unit in self.units)

    @property
    def right(self) -> float:
        return max(unit.right for unit in self.units)

    @property
    def low(self) -> float:
        return min(unit.low for unit in self.units)

    @property
    def high(self) -> float:
        return max(unit.high for unit in self.units)

    @property
    def base(self) -> float:
        return median(unit.base for unit in self.units)


def read_script_lines(page: Any, text_page: Any, frame: Frame) -> tuple[list[Line], list[str]]:
    """Return the lines of a page in the order of painting, and doubts about their characters."""
    units = read_units(page, text_page, frame)
    units = [unit for unit in units if unit.text.strip() or unit.text == " "]
    if not units:
        return [], []
    size = median([unit.high - unit.low for unit in units if unit.high > unit.low] or [1.0])
    rows = _rows(units, size)
    spaces = sum(unit.text == " " for unit in units)
    space = (_WIDE_SPACE if 60 * spaces > len(units) else _SPACE) * size
    rightward = has_right_to_left("".join(unit.text for unit in units))
    placed = [_by_place(row, size, space) if rightward else _by_painting(row, size, space) for row in rows]
    doubts: list[str] = []
    if rightward:
        painted = [_by_painting(row, size, space) for row in rows]
        placed, doubt = pick_reading(placed, painted)
        doubts += [doubt] if doubt else []
    lines = [_line(compose_am(text), row) for text, row in zip(placed, rows, strict=True)]
    return [line for line in lines if line.text.strip()], doubts


def _line(text: str, row: _Row) -> Line:
    inked = [unit for unit in row.units if unit.high > unit.low and unit.text.strip()] or row.units
    return Line(
        text,
        min(unit.left for unit in inked),
        min(unit.low for unit in inked),
        max(unit.right for unit in inked),
        max(unit.high for unit in inked),
    )


def _rows(units: Sequence[Unit], size: float) -> list[_Row]:
    """Gather units into rows: first what was painted in one go, then what stands side by side."""
    runs: list[_Row] = []
    for unit in units:
        last = runs[-1] if runs else None
        if last is not None and _beside(last, unit, size, _CELL):
            last.units.append(unit)
        else:
            runs.append(_Row([unit]))
    rows: list[_Row] = []
    for run in runs:
        found = next((row for row in reversed(rows) if _joins(row, run, size)), None)
        if found is None:
            rows.append(run)
        else:
            found.units += run.units
    return rows


def _beside(row: _Row, unit: Unit, size: float, gap: float) -> bool:
    """Tell whether ``unit`` goes on the run of painting ``row``."""
    last = row.units[-1]
    if min(abs(unit.left - last.right), abs(last.left - unit.right)) < size:
        # The letters of one word climb down a slope in Nastaliq.
        return abs(unit.base - last.base) < 1.2 * size
    level = abs(unit.base - last.base) <= 0.45 * size or abs(unit.base - row.base) <= 0.45 * size
    return level and unit.left - row.right < gap * size and row.left - unit.right < gap * size


def _joins(row: _Row, run: _Row, size: float) -> bool:
    low, high = max(row.low, run.low), min(row.high, run.high)
    smaller = min(row.high - row.low, run.high - run.low)
    if abs(run.base - row.base) > 0.45 * size and high - low < 0.6 * smaller:
        return False
    return max(run.left - row.right, row.left - run.right) < _COLUMN * size


def _by_painting(row: _Row, size: float, space: float) -> str:
    """The text of a row in the order of painting."""
    signs: list[Sign] = []
    edge: float | None = None
    for unit in row.units:
        gap = edge is not None and unit.left - edge > space
        if gap and signs[-1].text != " " and unit.text != " ":
            signs.append(Sign(" "))
        signs.append(Sign(_raised(unit, row, size), unit.stated))
        edge = max(edge if edge is not None else unit.right, unit.right)
    text = "".join(sign.text for sign in signs)
    return face_brackets(signs) if is_right_to_left(text) else text


def _by_place(row: _Row, size: float, space: float) -> str:
    """The text of a row by its places, read from the right if most of its letters are."""
    units = _from_left(row)
    signs: list[Sign] = []
    edge: float | None = None
    for unit in units:
        gap = edge is not None and unit.left - edge > space
        if gap and signs[-1].text != " " and unit.text != " ":
            signs.append(Sign(" "))
        signs.append(Sign(_raised(unit, row, size), unit.stated))
        edge = max(edge if edge is not None else unit.right, unit.right)
    text = "".join(sign.text for sign in signs)
    if not is_right_to_left(text):
        return _with_rightward_runs(signs)
    return undo(signs, is_arabic(text))


def _with_rightward_runs(signs: list[Sign]) -> str:
    """Turn round the right-to-left stretches of a line that otherwise reads from the left."""
    text = ""
    at = 0
    while at < len(signs):
        if not has_right_to_left(signs[at].text):
            text += signs[at].text
            at += 1
            continue
        end = last = at + 1
        while end < len(signs) and not _reads_from_left(signs[end].text):
            end += 1
            last = end if has_right_to_left(signs[end - 1].text) else last
        text += undo(signs[at:last], is_arabic("".join(sign.text for sign in signs[at:last])))
        at = last
    # The engine has turned some brackets of such a line, and left others.
    return face_brackets([Sign(c) for c in text]) if has_right_to_left(text) else text


def _reads_from_left(text: str) -> bool:
    return any(c.isalpha() for c in text) and not has_right_to_left(text)


def _from_left(row: _Row) -> list[Unit]:
    """The units of a row from left to right, each mark before the letter that carries it.

    Reading from the right then gives the letter first. Pieces without width keep the order of painting.
    """
    carriers = [unit for unit in row.units if not unit.is_mark]
    marks: dict[int, list[Unit]] = {}
    for at, unit in enumerate(row.units):
        if unit.is_mark and carriers:
            near = [u for u in row.units[max(0, at - 3) : at + 4] if not u.is_mark] or carriers
            middle = (unit.left + unit.right) / 2
            carrier = min(near, key=lambda u: abs((u.left + u.right) / 2 - middle))
            marks.setdefault(id(carrier), []).append(unit)
    painted = _paints_leftward(carriers)
    ordered = sorted(carriers, key=lambda u: (round(u.left, 1), -u.order if painted else u.order))
    _untangle(ordered, {id(u): (-n if painted else n) for n, u in enumerate(carriers)})
    result: list[Unit] = []
    for unit in ordered:
        carried = marks.get(id(unit), [])
        text = unit.text + "".join(mark.text for mark in (carried if painted else reversed(carried)))
        result.append(replace(unit, text=text) if carried else unit)
    return result or list(row.units)


def _untangle(units: list[Unit], rank: dict[int, int]) -> None:
    """Put overlapping neighbours in their order of painting: letters of Nastaliq reach under each other."""
    for at in range(len(units) - 1):
        one, other = units[at], units[at + 1]
        if rank[id(one)] == rank[id(other)] + 1 and one.right > other.left + 0.1:
            units[at], units[at + 1] = other, one


def _paints_leftward(units: Sequence[Unit]) -> bool:
    """Tell whether the letters that read from the right were painted in that order."""
    letters = [unit for unit in units if has_right_to_left(unit.text)]
    steps = [after.left - before.left for before, after in itertools.pairwise(letters)]
    return 2 * sum(step < 0 for step in steps) > len(steps)


def _raised(unit: Unit, row: _Row, size: float) -> str:
    """The unit's text, in superscripts if it is a digit set small and high."""
    if not unit.text.isdigit() or not unit.text.isascii():
        return unit.text
    high = unit.low > row.base + 0.3 * size and unit.high - unit.low < 0.75 * size
    return raise_digits(unit.text) if high else unit.text
