"""What the embedded index counts and shows by: columns beside the engine's own files.

The engine keeps a point's payload as one packed text. To show where 120 passages stand took it 17 ms,
and to count twelve facets under a filter 100 ms at 100,000 passages and ten times that at ten times
the size. Here the first takes 1 ms and the second 4 ms.

    columns/
      values.json           keys and values by their codes
      leads.npy             whether a point leads, by its id
      blocks/*.npy          runs of points in a row that share what a document has (language, State, ...)
      shared/ own/ terms/   postings: blocks by code, points by code, points by term
      texts.bin, texts.npy  eId and passage of each point, and where each ends

A code stands for a value of a key. What documents have is kept per block, of which there are some 4 per
thousand passages; what provisions have (areas, citations, ...) per point. The eId has no codes: it is
asked for within a document, where it is read off the texts.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.index.postings import Postings, PostingsWriter, load
from search.index.protocol import KEYS, SINGLE, Filter, IndexPoint, Place, Wanted

SHARED = SINGLE | {"group", "year"}
"""Keys that the passages of a document share, as a rule; where they do not, a new block begins."""

_SINGLE = tuple(sorted(SINGLE | {"year"}))  # keys of which a block has at most one value
_SHOWN = tuple(_SINGLE.index(key) for key in ("document", "instrument", "language", "nature"))
_KEPT = 4  # masks: one query asks for the same one again and again
_BETWEEN = "\0"

LEAD = ("lead", "1")
"""The key and the value of points that lead."""

Marks = NDArray[np.bool_]
FindPhrase = Callable[[tuple[int, ...]], Iterable[int]]
"""The points that have a phrase: the engine knows."""


class ColumnsWriter:
    """The columns that are being written; points must come with their ids ascending from 0."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "blocks").mkdir()
        self._folder = folder
        self._codes: dict[tuple[str, str], int] = {}
        self._shared = PostingsWriter(folder / "shared")
        self._own = PostingsWriter(folder / "own")
        self._terms = PostingsWriter(folder / "terms")
        self._leads: list[bool] = []
        self._starts: list[int] = []
        self._single: list[list[int]] = []
        self._values: list[tuple[str, str]] = []
        self._block: tuple[int, ...] | None = None
        self._texts = (folder / "texts.bin").open("wb")
        self._ends: list[int] = []

    def add(self, points: Sequence[IndexPoint]) -> list[list[int]]:
        """Write points; returns the codes of each, by which the engine filters."""
        found: list[list[int]] = []
        own: list[tuple[int, int]] = []
        for point in points:
            shared, rest = self._encode(point)
            found.append([*shared, *rest])
            own += [(code, point.id) for code in rest]
            if shared != self._block:
                self._begin_block(point, shared)
            self._leads.append(point.lead)
            self._texts.write(f"{point.eid}{_BETWEEN}{point.passage}".encode())
            self._ends.append(self._texts.tell())
        pairs = np.array(own, np.uint32).reshape(-1, 2)
        self._own.add(pairs[:, 0], pairs[:, 1])
        sizes = [len(point.terms) for point in points]
        terms = np.fromiter((term for point in points for term in point.terms), np.uint32, sum(sizes))
        self._terms.add(terms, np.repeat(np.array([point.id for point in points], np.uint32), sizes))
        return found

    def finish(self) -> None:
        """Write the rest."""
        self.close()
        for postings in (self._shared, self._own, self._terms):
            postings.finish()
        values = json.dumps(self._values, ensure_ascii=False)
        (self._folder / "values.json").write_text(values, encoding="utf-8")
        np.save(self._folder / "leads.npy", np.array(self._leads, np.bool_))
        np.save(self._folder / "texts.npy", np.array([0, *self._ends], np.uint64))
        np.save(self._folder / "blocks" / "starts.npy", np.array(self._starts, np.int64))
        single = np.array(self._single, np.int64).reshape(-1, len(_SINGLE))
        np.save(self._folder / "blocks" / "single.npy", single)

    def close(self) -> None:
        """Let go of what is half written."""
        self._texts.close()

    def _encode(self, point: IndexPoint) -> tuple[tuple[int, ...], list[int]]:
        shared: list[int] = []
        own: list[int] = []
        for key, values in point.values:
            (shared if key in SHARED else own).extend(self._code(key, value) for value in values)
        if point.year is not None:
            shared.append(self._code("year", str(point.year)))
        if point.lead:
            own.append(self._code(*LEAD))
        return tuple(shared), own

    def _code(self, key: str, value: str) -> int:
        code = self._codes.setdefault((key, value), len(self._values))
        if code == len(self._values):
            self._values.append((key, value))
        return code

    def _begin_block(self, point: IndexPoint, shared: tuple[int, ...]) -> None:
        self._block = shared
        block = len(self._starts)
        self._starts.append(point.id)
        row = dict.fromkeys(_SINGLE, -1)
        for code, (key, _) in ((code, self._values[code]) for code in shared):
            if key in row:
                row[key] = code
        self._single.append(list(row.values()))
        self._shared.add(np.array(shared, np.uint32), np.full(len(shared), block, np.uint32))


@dataclass(frozen=True, slots=True)
class _Matched:
    """Which points a filter lets through, and how many of each block."""

    marks: Marks
    by_block: NDArray[np.int64]


class Columns:
    """The columns of one generation, open for reading; safe to use from several threads."""

    def __init__(self, folder: Path, find_phrase: FindPhrase) -> None:
        self._find_phrase = find_phrase
        values = json.loads((folder / "values.json").read_text(encoding="utf-8"))
        self._values: list[tuple[str, str]] = [(key, value) for key, value in values]
        self._codes: dict[str, dict[str, int]] = {key: {} for key in (*KEYS, "year", LEAD[0])}
        for code, (key, value) in enumerate(self._values):
            self._codes[key][value] = code
        self._shared = Postings(folder / "shared")
        self._own = Postings(folder / "own")
        self._terms = Postings(folder / "terms")
        self._leads: Any = load(folder / "leads.npy")
        self._starts: Any = load(folder / "blocks" / "starts.npy")
        self._single: Any = load(folder / "blocks" / "single.npy")
        self._ends: Any = load(folder / "texts.npy")
        # A view of memory: a slice of an array costs ten times as much.
        texts: Any = np.memmap(folder / "texts.bin", np.uint8, "r") if len(self._leads) else b""
        self._texts = memoryview(texts)
        self._sizes = np.diff(np.append(self._starts, len(self._leads)))
        self._kept: OrderedDict[Filter, _Matched] = OrderedDict()
        self._lock = threading.Lock()

    def codes(self, key: str, values: Iterable[str]) -> list[int]:
        """The codes of those values that some point has."""
        known = self._codes[key]
        return [known[value] for value in values if value in known]

    def years(self, first: int | None, last: int | None) -> list[int]:
        """The codes of the years of a span; None stands for an open end."""
        return [
            code
            for year, code in self._codes["year"].items()
            if (first is None or int(year) >= first) and (last is None or int(year) <= last)
        ]

    def locate(self, ids: Sequence[int]) -> dict[int, Place]:
        """Where the passages of these points stand; points that there are not are left out."""
        asked = [point for point in ids if 0 <= point < len(self._leads)]
        blocks = np.searchsorted(self._starts, asked, side="right") - 1
        found: dict[int, Place] = {}
        shown = self._single[blocks][:, _SHOWN].tolist()
        for point, codes in zip(asked, shown, strict=True):
            eid, passage = self._read(point)
            document, instrument, language, nature = (
                self._values[code][1] if code >= 0 else "" for code in codes
            )
            found[point] = Place(document, eid, passage, instrument, language, nature)
        return found

    def count(self, where: Filter) -> int:
        """How many points there are."""
        if where.any_terms and where == Filter(any_terms=where.any_terms):
            # How common a word is: asked for every word of a query, and seldom twice.
            if len(where.any_terms) == 1:
                return len(self._terms.of(next(iter(where.any_terms))))
            return int(np.count_nonzero(self._terms.mark(where.any_terms, len(self._leads))))
        return int(np.count_nonzero(self._match(where).marks))

    def select(self, where: Filter, limit: int) -> list[int]:
        """The ids of at most ``limit`` points, ascending."""
        return [int(point) for point in np.flatnonzero(self._match(where).marks)[:limit]]

    def facet(self, key: str, where: Filter, limit: int) -> dict[str, int]:
        """Counts of points by the values of a key, most first, equals by value."""
        matched = self._match(where)
        if key in _SINGLE:
            # One more, so that -1, no value, has a place, the first.
            column = self._single[:, _SINGLE.index(key)] + 1
            counts = np.bincount(column, weights=matched.by_block)[1:]
            found = {self._values[code][1]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}
        else:
            marks = matched.by_block if key in SHARED else matched.marks
            postings = self._shared if key in SHARED else self._own
            found = {value: int(marks[postings.of(code)].sum()) for value, code in self._codes[key].items()}
        ordered = sorted((-count, value) for value, count in found.items() if count)
        return {value: -count for count, value in ordered[:limit]}

    def _match(self, where: Filter) -> _Matched:
        with self._lock:
            known = self._kept.get(where)
            if known is not None:
                self._kept.move_to_end(where)
                return known
        marks = self._compute(where)
        by_block = (
            np.add.reduceat(marks, self._starts, dtype=np.int64) if len(marks) else np.zeros(0, np.int64)
        )
        matched = _Matched(marks, by_block)
        with self._lock:
            self._kept[where] = matched
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return matched

    def _compute(self, where: Filter) -> Marks:
        blocks = np.ones(len(self._starts), np.bool_)
        narrow: list[Marks] = []
        for key, values in where.only:
            codes = self.codes(key, values)
            if key == "eid":
                continue
            if key in SHARED:
                blocks &= self._shared.mark(codes, len(blocks))
            else:
                narrow.append(self._own.mark(codes, len(self._leads)))
        for key, values in where.without:
            codes = self.codes(key, values)
            if key == "eid":
                continue
            if key in SHARED:
                blocks &= ~self._shared.mark(codes, len(blocks))
            else:
                narrow.append(~self._own.mark(codes, len(self._leads)))
        if where.year_from is not None or where.year_to is not None:
            blocks &= self._shared.mark(self.years(where.year_from, where.year_to), len(blocks))
        if where.hidden:
            blocks &= ~self._shared.mark(self.codes("document", where.hidden), len(blocks))
        marks = np.repeat(blocks, self._sizes)
        if where.leads:
            marks &= self._leads
        if where.any_terms:
            marks &= self._terms.mark(where.any_terms, len(marks))
        for each in where.must:
            marks &= self._have(each)
        for each in where.must_not:
            marks &= ~self._have(each)
        for other in narrow:
            marks &= other
        if where.points is not None:
            chosen = np.zeros(len(marks), np.bool_)
            chosen[[point for point in where.points if 0 <= point < len(marks)]] = True
            marks &= chosen
        eids, without = dict(where.only).get("eid"), dict(where.without).get("eid", ())
        if eids is not None or without:
            for point in np.flatnonzero(marks).tolist():
                eid = self._read(point)[0]
                marks[point] = (eids is None or eid in eids) and eid not in without
        return marks

    def _read(self, point: int) -> tuple[str, str]:
        """The eId and the passage of a point."""
        text = bytes(self._texts[int(self._ends[point]) : int(self._ends[point + 1])]).decode()
        eid, _, passage = text.partition(_BETWEEN)
        return eid, passage

    def _have(self, wanted: Wanted) -> Marks:
        marks = self._terms.mark(wanted.terms, len(self._leads))
        for phrase in wanted.phrases:
            marks[list(self._find_phrase(phrase))] = True
        return marks
