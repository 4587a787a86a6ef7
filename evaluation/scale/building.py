"""Building the index of generated passages as :mod:`search.build` does, lot by lot."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from evaluation.scale.data import DIMENSION, LANGUAGES, Passages
from search.balance import ANCHORS, LanguageBalance
from search.index import Manifest
from search.index.edge import EdgeIndex
from search.words.keywords import RULES


@dataclass(frozen=True, slots=True)
class Built:
    """What building took, without generating the passages.

    ``adding`` are the seconds of handing passages over, ``finishing`` of the graph and of what
    filters need; ``processor`` is the process's time in both. ``disk`` is in bytes.
    """

    passages: int
    adding: float
    finishing: float
    processor: float
    disk: int

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.adding + self.finishing

    @property
    def rate(self) -> float:
        """Passages per second."""
        return self.passages / self.seconds


def build(passages: Passages, folder: Path) -> Built:
    """Build the index in ``folder``; one that is there already is kept, with the figures of its building."""
    record = folder / "built.json"
    if record.is_file():
        return Built(**json.loads(record.read_text(encoding="utf-8")))
    index = EdgeIndex(folder)
    adding = processor = 0.0
    leads = 0
    with index.begin(DIMENSION) as writer:
        for first, end in passages.lots():
            points = passages.points(first, end)
            leads += sum(point.lead for point in points)
            begun, used = time.perf_counter(), time.process_time()
            writer.add(points)
            adding += time.perf_counter() - begun
            processor += time.process_time() - used
            if first % 102_400 == 0:
                print(f"  {end} of {passages.count} added in {adding:.0f} s", file=sys.stderr, flush=True)
        begun, used = time.perf_counter(), time.process_time()
        writer.publish(make_manifest(passages, leads), make_balance(passages).to_bytes())
        finishing = time.perf_counter() - begun
        processor += time.process_time() - used
    index.close()
    built = Built(passages.count, adding, finishing, processor, measure_disk(folder))
    record.write_text(json.dumps(asdict(built)), encoding="utf-8")
    return built


def make_manifest(passages: Passages, leads: int) -> Manifest:
    """The manifest of an index of generated passages."""
    numbers = np.bincount(passages.languages(), minlength=len(LANGUAGES)).tolist()
    languages = {code: count for code, count in zip(LANGUAGES, numbers, strict=True) if count}
    return Manifest("generated", DIMENSION, "0" * 64, RULES, "none", "1", passages.count, leads, languages)


def make_balance(passages: Passages) -> LanguageBalance:
    """Statistics of the shape that a real index has, so that ranking does its whole work."""
    anchors = {
        code: passages.vectors(0, 2 * ANCHORS)[number % 2 :: 2] for number, code in enumerate(LANGUAGES)
    }
    zero = np.zeros(DIMENSION, np.float32)
    return LanguageBalance(
        passage_means={"": zero},
        query_means={"": zero},
        anchors=anchors,
        point_languages=np.array(LANGUAGES)[passages.languages()],
        likeness={("", ""): 0.6, ("=", "="): 0.9},
        point_sizes=np.full(passages.count, 300, np.float32),
        point_roles=np.zeros(passages.count, np.uint8),
    )


def measure_disk(folder: Path) -> int:
    """Bytes on the disk of all files under a folder; the engine makes some larger than what they hold."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())
