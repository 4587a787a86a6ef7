"""Counting the words of the source against those that ended in provisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import LeftOut, LeftOutReason
from ingest.quality.fold import Folded, Folder, fold_lines
from ingest.quality.match import Pool, find_stretches
from ingest.quality.raw import RawPart, RawText
from ingest.source import BlockKind, SourceText
from ingest.structure import ParsedText

_MOST_LISTED = 300
_LONGEST_SHOWN = 300  # characters of one entry
# Marks in the row of bytes that says what became of each character.
_LOST, _SET_ASIDE, _FIRST_VERSION = 0, 1, 8
_REASONS = (LeftOutReason.FURNITURE, LeftOutReason.EDITORIAL, LeftOutReason.MARKUP)


@dataclass(frozen=True, slots=True)
class Account:
    """The figures of one language version; see :class:`corpus.model.QualityReport`."""

    characters: int
    kept: int
    furniture: int
    left_out: tuple[LeftOut, ...]
    left_out_total: int


def settle(source: SourceText, parts: Sequence[ParsedText], raw: RawText) -> list[Account]:
    """Return the account of each version; what is in none counts to the version that it stands in."""
    folder = Folder(raw.idle)
    folded = [fold_lines(part.lines, folder) for part in raw.parts]
    taken = [bytearray(len(text.text)) for text in folded]
    aside = _left_out_blocks(source, parts, folder)
    _set_lines_aside(raw.parts, folded, taken, aside)
    pool, marks = _provisions(parts, folder)
    # The instrument's own words first: what a page's frame repeats of them must not use them up.
    order = sorted(range(len(folded)), key=lambda i: raw.parts[i].reason is not None)
    find = _Finder(order, folded, taken)
    find(pool, marks)
    rest = Pool("".join(text for _, text, _ in aside if text))
    find(rest, b"".join(bytes([_mark(reason)]) * len(text) for _, text, reason in aside))
    entries: list[list[LeftOut]] = [[] for _ in parts]
    counts = [[0, 0, 0, 0] for _ in parts]  # characters, kept, furniture, entries
    version = 0
    for part, text, states in zip(raw.parts, folded, taken, strict=True):
        for state, start, end in _runs(states):
            if state >= _FIRST_VERSION:
                version = state - _FIRST_VERSION
                counts[version][0] += end - start
                counts[version][1] += end - start
                continue
            reason = _reason(state, part, text.text[start:end])
            if reason is not LeftOutReason.MARKUP:
                counts[version][0] += end - start
            if reason is LeftOutReason.FURNITURE or reason is LeftOutReason.EDITORIAL:
                counts[version][2] += end - start
            counts[version][3] += 1
            shown = text.show(start, end)
            entries[version].append(LeftOut(shown[:_LONGEST_SHOWN], end - start, reason, part.page))
    return [
        Account(c[0], c[1], c[2], _longest(found), c[3]) for c, found in zip(counts, entries, strict=True)
    ]


class _Finder:
    """Looks for the parts of a source, one after another, in a pool."""

    def __init__(self, order: Sequence[int], folded: Sequence[Folded], taken: Sequence[bytearray]) -> None:
        self.order, self.folded, self.taken = order, folded, taken

    def __call__(self, pool: Pool, marks: bytes) -> None:
        # All parts as one text: a stretch is first looked for where the last one ended.
        text = "".join(self.folded[i].text for i in self.order)
        taken = bytearray().join(self.taken[i] for i in self.order)
        find_stretches(text, taken, pool, marks)
        at = 0
        for i in self.order:
            size = len(self.taken[i])
            self.taken[i][:] = taken[at : at + size]
            at += size


def _longest(entries: list[LeftOut]) -> tuple[LeftOut, ...]:
    # A loss stands before what was left out on purpose, however long that is.
    entries.sort(key=lambda entry: (entry.reason is not LeftOutReason.LOST, -entry.characters))
    return tuple(entries[:_MOST_LISTED])


def _mark(reason: LeftOutReason) -> int:
    return _SET_ASIDE + _REASONS.index(reason)


def _reason(state: int, part: RawPart, text: str) -> LeftOutReason:
    if state != _LOST:
        return _REASONS[state - _SET_ASIDE]
    if part.reason is not None:
        return part.reason
    return LeftOutReason.LOST


def _provisions(parts: Sequence[ParsedText], folder: Folder) -> tuple[Pool, bytes]:
    texts, marks = [], []
    for number, part in enumerate(parts):
        text = "".join(folder.fold(part.text[start:end]) for start, end in covered(part))
        texts.append(text)
        marks.append(bytes([min(255, _FIRST_VERSION + number)]) * len(text))
    return Pool("".join(texts)), b"".join(marks)


def covered(part: ParsedText) -> list[tuple[int, int]]:
    """Return the spans of the text that are in a provision, in order, joined where they touch."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((p.start, p.end) for p in part.provisions):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _left_out_blocks(
    source: SourceText, parts: Sequence[ParsedText], folder: Folder
) -> list[tuple[int | None, str, LeftOutReason]]:
    """Page, folded text and reason of the blocks that are in no version."""
    traced = {trace.block for part in parts for trace in part.trace}
    found = []
    for number, block in enumerate(source.blocks):
        if block.kind is not BlockKind.EDITORIAL:
            continue  # words of the instrument: if they are gone, they are lost
        if number in traced or (not traced and block.page is None):
            continue
        reason = LeftOutReason.FURNITURE if block.page is not None else LeftOutReason.EDITORIAL
        found.append((block.page, folder.fold(block.text), reason))
    found += [(None, folder.fold(line), LeftOutReason.FURNITURE) for line in source.furniture]
    return found


def _set_lines_aside(
    parts: Sequence[RawPart],
    folded: Sequence[Folded],
    taken: Sequence[bytearray],
    aside: list[tuple[int | None, str, LeftOutReason]],
) -> None:
    """Mark the lines of each page that the reading left out, and take them off the list ``aside``."""
    pages = {part.page: place for place, part in enumerate(parts) if part.page is not None}
    for place, (page, words, reason) in enumerate(aside):
        where = pages.get(page) if page is not None else None
        if where is None or not words:
            continue
        text, states = folded[where], taken[where]
        edges = sorted(text.lines, key=lambda span: min(span[0], len(text.text) - span[1]))
        for start, end in edges:
            if not states[start] and text.text[start:end] == words:
                states[start:end] = bytes([_mark(reason)]) * (end - start)
                aside[place] = (page, "", reason)
                break


def _runs(states: bytearray) -> Iterator[tuple[int, int, int]]:
    """Yield (state, start, end) for each stretch of equal states."""
    start = 0
    while start < len(states):
        state = states[start]
        rest = states[start:]
        end = start + len(rest) - len(rest.lstrip(bytes([state])))
        yield state, start, end
        start = end
