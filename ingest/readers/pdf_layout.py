"""Reading order of a PDF page: columns, stray lines, and notes in the margin.

A PDF paints text in any order. pdfium gives lines in the order of painting, which is mostly that of
reading; what is wrong with it is local: headers painted last, titles line by line in the order in
which somebody edited them, marginal notes after the page that they stand beside. So the order
of painting is kept wherever it runs down the page, and only what jumps up is put in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import median

from ingest.readers.pdf_lines import Line

_COUNT = re.compile(r"^\d{1,3}$")
_WORDS = re.compile(r"[^\W\d_]{2}")
_UNIT_START = re.compile(r"^[\W_]*\d+[A-Z]{0,2}\b")


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the margin, its ``lines`` joined; it stands beside ``lines[before]`` of the page."""

    text: str
    before: int
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page in reading order. ``counts`` are numbers that count the lines of print."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()
    counts: tuple[Line, ...] = ()
    rearranged: bool = False


def mirror(line: Line, width: float) -> Line:
    """Return the line where a mirror beside the page shows it."""
    return replace(line, left=width - line.right, right=width - line.left) if line.height > 0 else line


def mirror_page(page: Page, width: float) -> Page:
    """Return the page with all its lines mirrored."""
    notes = [replace(note, lines=tuple(mirror(line, width) for line in note.lines)) for note in page.notes]
    return replace(
        page,
        lines=tuple(mirror(line, width) for line in page.lines),
        notes=tuple(notes),
        counts=tuple(mirror(line, width) for line in page.counts),
    )


def arrange(lines: list[Line]) -> Page:
    """Put the lines of a page in reading order and take margin notes and line counts out."""
    if len(lines) < 2 or any(line.height <= 0 for line in lines):
        return Page(tuple(lines))
    left, right = _body_edges(lines)
    counts = _find_counts(lines, left, right)
    rest = [line for line in lines if line not in counts]
    aside = _find_margin(rest, left, right)
    ordered = _order([line for line in rest if line not in aside])
    notes = _join_notes([line for line in rest if line in aside], ordered)
    changed = bool(counts or notes) or ordered != lines
    return Page(tuple(ordered), tuple(notes), tuple(counts), changed)


def _body_edges(lines: list[Line]) -> tuple[float, float]:
    """Return the left and right edge of the text block: those of its long lines."""
    widths = sorted(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left >= 0.7 * widths[int(0.9 * (len(widths) - 1))]]
    return min(line.left for line in long), max(line.right for line in long)


def _find_counts(lines: list[Line], left: float, right: float) -> list[Line]:
    """Return the lines that are bare multiples of five outside the text block (bills count lines so)."""
    found = [
        line
        for line in lines
        if _COUNT.match(line.text.strip())
        and int(line.text) % 5 == 0
        and (line.right <= left or line.left >= right)
    ]
    edges = {max(line.top for line in lines), min(line.top for line in lines)}
    return found if len(found) >= 2 else [line for line in found if line.top not in edges]


def _find_margin(lines: list[Line], left: float, right: float) -> list[Line]:
    """Return the lines set small and narrow beside others: marginal notes."""
    height = median(line.height for line in lines)
    width = right - left
    found = []
    for line in lines:
        outside = line.left >= right - 1 or line.right <= left + 1
        small = line.height < 0.87 * height and line.right - line.left < 0.35 * width
        beside = any(
            _same_height(line, other)
            and (other.left > line.right + 2 or other.right < line.left - 2)
            and other.height > line.height
            for other in lines
        )
        slim = line.right - line.left < 0.35 * width
        if slim and beside and _WORDS.search(line.text) and (small or (outside and line.height < height)):
            found.append(line)
    # A few small words beside the text are a table or a formula; notes come in stacks or outside.
    sure = [
        line for line in found if line.left >= right - 1 or line.right <= left + 1 or _stacked(line, found)
    ]
    narrow = [line for line in lines if line.height < height and line.right - line.left < 0.35 * width]
    return _grow(sure, narrow)


def _grow(notes: list[Line], narrow: list[Line]) -> list[Line]:
    """Add the lines that go on a note where no text stands beside it."""
    rest = [line for line in narrow if line not in notes]
    while True:
        more = [line for line in rest if any(_follows(line, note) or _follows(note, line) for note in notes)]
        if not more:
            return notes
        notes = notes + more
        rest = [line for line in rest if line not in more]


def _follows(line: Line, above: Line) -> bool:
    return abs(line.left - above.left) < 4 and 0 < above.top - line.top < 1.8 * max(line.height, above.height)


def _stacked(line: Line, others: list[Line]) -> bool:
    near = [o for o in others if o is not line and abs(o.left - line.left) < 4]
    return sum(abs(o.top - line.top) < 2.2 * line.height for o in near) >= 1 and len(near) >= 2


def _same_height(one: Line, other: Line) -> bool:
    return min(one.top, other.top) - max(one.bottom, other.bottom) > 0.3 * min(one.height, other.height)


def _order(lines: list[Line]) -> list[Line]:
    result: list[Line] = []
    for line in lines:
        if not result or line.top <= result[-1].bottom + 0.5 * line.height or _same_row(result[-1], line):
            result.append(line)
        else:
            result.insert(_place_of(line, result), line)
    return result


def _same_row(before: Line, line: Line) -> bool:
    return _same_height(before, line) and line.left >= before.right - 1


def _place_of(line: Line, result: list[Line]) -> int:
    """Return where a line belongs that stands higher than the last one."""
    previous = result[-1]
    beside = [i for i, other in enumerate(result) if _same_height(line, other)]
    if beside:
        if all(line.left >= result[i].right - 1 for i in beside):
            return len(result)  # the top of a column to the right
        first = next((i for i in beside if result[i].left >= line.right - 1), None)
        if first is not None:
            return first
    elif line.left > previous.right - 1 or _continues_column(line, result):
        return len(result)
    return next(
        (i for i, other in enumerate(result) if other.top < line.bottom + 0.5 * line.height), len(result)
    )


def _continues_column(line: Line, result: list[Line]) -> bool:
    """Tell a line in a gap of the column to the left: something there stands beside this column."""
    columns = [other for other in result if other.right <= line.left + 1]
    return len(columns) > 5 and result[-1].left >= max(other.right for other in columns[-3:]) - 1


def _join_notes(aside: list[Line], body: list[Line]) -> list[Note]:
    stacks: list[list[Line]] = []
    for line in sorted(aside, key=lambda item: (round(item.left / 40), -item.top)):
        last = stacks[-1][-1] if stacks else None
        if (
            last is not None
            and abs(last.left - line.left) < 6
            and 0 < last.top - line.top < 2.2 * last.height
        ):
            stacks[-1].append(line)
        else:
            stacks.append([line])
    notes = [Note(_join(stack), _beside(stack[0], body), tuple(stack)) for stack in stacks]
    return sorted(notes, key=lambda note: note.before)


def _join(stack: list[Line]) -> str:
    text = ""
    for line in stack:
        words = line.text.strip()
        text = text[:-1] + words if text.endswith("-") and words[:1].islower() else f"{text} {words}"
    return text.strip()


def _beside(line: Line, body: list[Line]) -> int:
    """Return the index of the line of text that a note stands beside: rather the start of a unit."""
    middle = (line.top + line.bottom) / 2
    distance = [abs((other.top + other.bottom) / 2 - middle) for other in body]
    if not distance:
        return 0
    nearest = min(range(len(body)), key=distance.__getitem__)
    near = [
        i for i in range(nearest - 2, nearest + 3) if 0 <= i < len(body) and distance[i] < 3 * body[i].height
    ]
    return next(
        (i for i in sorted(near, key=distance.__getitem__) if _UNIT_START.match(body[i].text)), nearest
    )
