"""What the sequence of numbers says: contents lists, lost superscripts, references, restarts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import ProvisionKind as K
from ingest.structure.numbers import Number, plain, sort_key
from ingest.structure.recognise import GROUPS, Mark
from ingest.structure.reflow import Paragraph
from ingest.structure.units import BASIC

_LONGEST_CONTENTS_LINE = 200
_SHORT_HEADING = 60  # characters: "Contents"
_FAR = 40  # a number that leaps so far is no gap of repealed articles


def without_contents(paragraphs: Sequence[Paragraph], marks: list[Mark]) -> list[Mark]:
    """Drop the marks of a table of contents.

    That is an opening run of marks that repeats later, with next to no text between its lines.
    """
    keys = [(m.kind, m.number.num if m.number else "") for m in marks]
    for first in range(min(3, len(marks))):
        again = next((i for i in range(first + 1, len(keys)) if keys[i] == keys[first]), None)
        if again is None or again - first < 3:
            continue
        run, later = keys[first:again], set(keys[again:])
        if sum(key in later for key in run) < 0.7 * len(run):
            continue
        last = max(i for i, key in enumerate(keys) if key in run)
        lines = _sizes(paragraphs, marks[first : again + 1])
        bodies = _sizes(paragraphs, marks[again : last + 1])
        if lines[len(lines) // 2] <= _LONGEST_CONTENTS_LINE and sum(bodies) >= 2 * sum(lines):
            return marks[:first] + marks[again:]
    return marks


def closing_contents(paragraphs: Sequence[Paragraph], marks: Sequence[Mark]) -> int | None:
    """The paragraph at which a table of contents begins behind the text, or None.

    That is a closing run of marks that all came before, in lines with next to no text, and counts from
    where the document began.
    """
    keys = [(m.kind, m.number.num if m.number else "") for m in marks]
    if len(keys) < 6:
        return None
    start = next((i for i in range(len(keys) - 1, 2, -1) if keys[i] == keys[0]), None)
    if start is None or not set(keys[start:]) <= set(keys[:start]):
        return None
    units = {key for key in keys[:start] if key[0] in BASIC}
    if len(units) < 3 or len(units & set(keys[start:])) < 0.7 * len(units):
        return None
    lines = [len(p.text) for p in paragraphs[marks[start].index :]]
    bodies = _sizes(paragraphs, marks[: start + 1])
    if max(lines) > _LONGEST_CONTENTS_LINE or len(lines) > 2 * (len(keys) - start):
        return None
    if sum(bodies) < 2 * sum(lines):
        return None
    first = marks[start].index
    above = paragraphs[first - 1]
    return first - 1 if len(above.text) <= _SHORT_HEADING and above.text[-1].isalnum() else first


def _sizes(paragraphs: Sequence[Paragraph], marks: Sequence[Mark]) -> list[int]:
    """Characters between each mark and the next, sorted; [0] if there are no two marks."""
    return sorted(
        sum(len(p.text) for p in paragraphs[here.index : after.index]) for here, after in pairwise(marks)
    ) or [0]


def rank_groups(marks: list[Mark]) -> list[Mark]:
    """Rank the groups of a document as it nests them: there may be titles inside its chapters.

    A kind that the tables put above another stands below it if it first comes within the other, whose
    numbering goes on across it.
    """
    groups = [m for m in marks if m.kind in GROUPS and m.number is not None and not m.stated]
    first: dict[K, int] = {}
    for place, mark in enumerate(groups):
        first.setdefault(mark.kind, place)
    for outer in list(first):
        inner = next(
            (
                kind
                for kind in first
                if first[kind] < first[outer]
                and groups[first[kind]].rank > groups[first[outer]].rank
                and _goes_on_across(groups, kind, outer)
            ),
            None,
        )
        if inner is not None:
            rank = groups[first[inner]].rank + 1
            marks = [replace(m, kind=K.DIVISION, rank=rank) if m.kind is outer else m for m in marks]
    return marks


def _goes_on_across(groups: Sequence[Mark], inner: K, outer: K) -> bool:
    """Whether the numbers of ``inner`` go on behind marks of ``outer``, and those are none's last word."""
    numbers = [(place, m.number.base) for place, m in enumerate(groups) if m.kind is inner and m.number]
    between = [place for place, m in enumerate(groups) if m.kind is outer]
    return any(
        here[1] + 1 == after[1] and any(here[0] < place < after[0] for place in between)
        for here, after in pairwise(numbers)
    )


def unflatten(marks: list[Mark]) -> list[Mark]:
    """Read flattened superscripts by sequence: after 251, the article 2511 is 251-1.

    Some sources lose the superscript of inserted articles, or glue the mark of a footnote to the
    number. A number far beyond its neighbours that begins with the number before it is an
    insertion; one that begins with the next number, and ends in more than 1, carries a footnote mark.
    """
    result: list[Mark] = []
    last: dict[K, int] = {}
    for mark in marks:
        number = mark.number
        if number is not None and mark.kind in BASIC and not mark.series:
            base = last.get(mark.kind)
            if base is not None and len(number.key) == 1 and number.base > base + _FAR:
                number = _taken_apart(number, base)
            elif mark.raised and len(number.key) == 2 and number.base == (base or 0) + 1:
                # Nothing to be inserted behind: the mark of a footnote, and no part of the label.
                mark = replace(mark, end=mark.end - len(number.num.partition("-")[2]))
                number = plain(number.base)
            last[mark.kind] = number.base
        result.append(replace(mark, number=number))
    return result


def _taken_apart(number: Number, base: int) -> Number:
    for stem in (base, base + 1, base + 2, base + 3):
        digits = str(stem)
        rest = number.num.removeprefix(digits)
        if not number.num.startswith(digits) or not 0 < len(rest) <= 2 or rest[0] == "0" or int(rest) > 30:
            continue
        if stem > base and int(rest) > 1:
            return plain(stem)  # a footnote mark: an inserted article follows its base or an earlier one
        num = f"{digits}-{rest}"
        return Number(num, sort_key(num))
    return number


@dataclass(slots=True)
class _Run:
    last: Number | None = None
    count: int = 0


def in_sequence(marks: list[Mark]) -> list[Mark]:
    """Keep the units that make a sequence; mark where numbering starts again.

    Drops repeats of the unit just opened (a heading printed twice) and numbers that go back
    without starting again, which are references at the start of a line or quoted units.
    """
    result: list[Mark] = []
    ahead = _following(marks)
    runs: dict[K, _Run] = {}
    fresh = False  # a schedule or supplement has begun, and no unit in it yet
    in_schedule = False
    provisional: set[tuple[str, tuple[int, ...]]] = set()
    for position, mark in enumerate(marks):
        if mark.kind not in BASIC or mark.number is None:
            if mark.kind is K.SCHEDULE or mark.supplement:
                runs, fresh, in_schedule = {}, True, mark.kind is K.SCHEDULE
            result.append(mark)
            continue
        if mark.series:
            # A provisional article that was counted already is one of another act, printed behind.
            again = (mark.series, mark.number.key) in provisional
            provisional = {(mark.series, mark.number.key)} | (set() if again else provisional)
            result.append(replace(mark, restart=again))
            continue
        if in_schedule and mark.kind is K.SECTION and not mark.stated:
            continue  # schedules of statutes have paragraphs, entries and parts, no sections
        articles = runs.get(K.ARTICLE)
        if mark.kind is K.SECTION and articles is not None and articles.last is not None:
            # An act that counts in articles quotes sections; one that counts in sections is the next act.
            if mark.number.key != (1,) or not ahead[position] or ahead[position][0].base != 2:
                continue
            mark, runs = replace(mark, restart=True), {}
        run = runs.setdefault(mark.kind, _Run())
        number = mark.number
        verdict = _judge(mark, run, ahead[position], fresh)
        if verdict is None or number is None:
            continue
        result.append(verdict)
        if verdict.restart:
            run.count = 0
            if mark.kind is K.ARTICLE:
                runs.pop(K.SECTION, None)
        if run.last is None or verdict.restart or number.key > run.last.key or run.count == 1:
            run.last = number
        run.count += 1
        fresh = False
    return result


def _following(marks: Sequence[Mark]) -> dict[int, list[Number]]:
    """For each unit, the numbers of the five units of its kind that come next."""
    ahead: dict[int, list[Number]] = {}
    for kind in BASIC:
        places = [i for i, m in enumerate(marks) if m.kind is kind and m.number is not None and not m.series]
        for n, i in enumerate(places):
            ahead[i] = [number for j in places[n + 1 : n + 6] if (number := marks[j].number) is not None]
    return ahead


def _judge(mark: Mark, run: _Run, ahead: Sequence[Number], fresh: bool) -> Mark | None:
    """The mark as it is to be kept, or None."""
    number, last = mark.number, run.last
    assert number is not None
    if last is None or fresh:
        return mark
    if number.key == last.key:
        return None
    if number.key < last.key:
        if run.count == 1:
            return mark  # one unit out of place before the first: printed so, kept so
        if number.base <= 1 and any(0 < later.base - number.base <= 2 for later in ahead[:2]):
            return replace(mark, restart=True)
        return mark if mark.heading and not mark.stated else None
    if (
        number.base > last.base + 1
        and not mark.strong
        and any(last.key < later.key < number.key for later in ahead)
    ):
        return None
    return mark
