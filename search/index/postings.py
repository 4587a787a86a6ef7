"""Which points have which number: written once, in bounded memory, then read from the disk's cache."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BUFFER = 4_000_000  # pairs that are sorted at a time


class PostingsWriter:
    """Collects (number, point) pairs; points must come in ascending order."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._numbers: list[NDArray[np.uint32]] = []
        self._points: list[NDArray[np.uint32]] = []
        self._held = 0
        self._runs: list[tuple[Path, NDArray[np.uint32], NDArray[np.int64]]] = []

    def add(self, numbers: NDArray[np.uint32], points: NDArray[np.uint32]) -> None:
        """Note that each point has the number beside it."""
        self._numbers.append(numbers)
        self._points.append(points)
        self._held += len(numbers)
        if self._held >= _BUFFER:
            self._spill()

    def finish(self) -> None:
        """Write what :class:`Postings` reads."""
        if self._held or not self._runs:
            self._spill()
        keys = np.unique(np.concatenate([found for _, found, _ in self._runs]))
        sizes = np.zeros(len(keys), np.int64)
        for _, found, counts in self._runs:
            sizes[np.searchsorted(keys, found)] += counts
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        # A file cannot be mapped while it is empty.
        whole = np.lib.format.open_memmap(
            self._folder / "points.npy", mode="w+", dtype=np.uint32, shape=(max(1, int(starts[-1])),)
        )
        ends = starts[:-1].copy()
        for path, found, counts in self._runs:
            run = np.load(path, mmap_mode="r")
            at = np.searchsorted(keys, found)
            begins = np.cumsum(counts) - counts
            whole[np.repeat(ends[at] - begins, counts) + np.arange(len(run))] = run
            ends[at] += counts
            del run
            path.unlink()
        whole.flush()
        del whole
        np.save(self._folder / "keys.npy", keys)
        np.save(self._folder / "starts.npy", starts)
        self._runs = []

    def _spill(self) -> None:
        numbers = np.concatenate([np.zeros(0, np.uint32), *self._numbers])
        points = np.concatenate([np.zeros(0, np.uint32), *self._points])
        # Stable, so that the points of a number stay in order.
        order = np.argsort(numbers, kind="stable")
        path = self._folder / f"run-{len(self._runs)}.npy"
        np.save(path, points[order])
        self._runs.append((path, *np.unique(numbers, return_counts=True)))
        self._numbers, self._points, self._held = [], [], 0


class Postings:
    """The points of each number, ascending."""

    def __init__(self, folder: Path) -> None:
        self._keys: NDArray[np.uint32] = load(folder / "keys.npy")
        self._starts: NDArray[np.int64] = load(folder / "starts.npy")
        self._points: NDArray[np.uint32] = load(folder / "points.npy")

    def of(self, number: int) -> NDArray[np.uint32]:
        """The points that have the number; none where no point has it."""
        at = int(np.searchsorted(self._keys, number)) if 0 <= number < 2**32 else len(self._keys)
        if at == len(self._keys) or self._keys[at] != number:
            return self._points[:0]
        return self._points[self._starts[at] : self._starts[at + 1]]

    def mark(self, numbers: Iterable[int], count: int) -> NDArray[np.bool_]:
        """Of ``count`` points, which have one of the numbers."""
        marks = np.zeros(count, np.bool_)
        for number in numbers:
            marks[self.of(number)] = True
        return marks


def load(path: Path) -> NDArray[Any]:
    """An array as it lies on the disk, read when it is looked at."""
    # The plain view: each slice of a memmap object would cost a microsecond more.
    mapped: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return mapped
