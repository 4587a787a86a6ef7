"""What ingestion spends its time on: everything but encoding should take at most 10 % of the run.

``python -m evaluation.ingestion_speed [FOLDER] --share 0.1`` ingests a sample of the documents that
INDEX.tsv names (drawn by ``--seed``; ``--share 1`` takes all: some twenty minutes on two cores) into
a home of its own, encodes and indexes them as ``narcord ingest`` does, and prints the seconds of
each stage in one run. Loading the encoder is told apart: a run of any length pays it once. With
``--processor`` seconds are of all processors together, workers among them, not of the clock on the wall:
on a machine that does other work as well, those say more.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.access import Access
from corpus.progress import Report
from corpus.settings import Settings
from corpus.store import Store
from ingest.discover import discover
from ingest.limits import DEFAULT_LIMITS
from ingest.pipeline import FileStatus, ingest
from search.assign import assign_areas
from search.build import build_index
from search.encoders import Encoder, Vectors, open_encoder
from search.encoders.wrapped import WrappedEncoder

DEFAULT_FOLDER = Path(__file__).parents[1].parent / "shared" / "corpus"
AIM = 0.10
Clock = Callable[[], float]


@dataclass(slots=True)
class Stages:
    """Seconds by stage; what an encoder spends within a stage counts as encoding alone."""

    clock: Clock = time.perf_counter
    seconds: dict[str, float] = field(default_factory=dict)
    encoding: float = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        begun, before = self.clock(), self.encoding
        try:
            yield
        finally:
            own = self.clock() - begun - (self.encoding - before)
            self.seconds[name] = self.seconds.get(name, 0.0) + own

    @property
    def other(self) -> float:
        """Seconds of everything but encoding."""
        return sum(self.seconds.values())

    @property
    def share(self) -> float:
        """The share of everything but encoding in the run, 0 for an empty one."""
        whole = self.other + self.encoding
        return self.other / whole if whole else 0.0


class TimedEncoder(WrappedEncoder):
    """An encoder that adds the time of its work to ``stages.encoding``."""

    def __init__(self, encoder: Encoder, stages: Stages) -> None:
        super().__init__(encoder)
        self._stages = stages
        self.passages = 0

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode and count the time."""
        begun = self._stages.clock()
        try:
            return super().encode_queries(texts)
        finally:
            self._stages.encoding += self._stages.clock() - begun

    def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
        """Encode and count the time and the passages."""
        begun = self._stages.clock()
        try:
            return super().encode_passages(texts, progress)
        finally:
            self._stages.encoding += self._stages.clock() - begun
            self.passages += len(texts)


@dataclass(frozen=True, slots=True)
class Speed:
    """What one run took. ``parsing`` are the seconds that workers spent, all of them together."""

    files: int
    failed: int
    documents: int
    passages: int
    encoded: int
    parsing: float
    loading: float
    stages: Stages


def draw(folder: Path, share: float, seed: int) -> list[dict[str, str]]:
    """Return the rows of INDEX.tsv of a share of the documents of ``folder``, at least one, by ``seed``."""
    with (folder / "INDEX.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    count = min(len(rows), max(1, round(share * len(rows))))
    return sorted(random.Random(seed).sample(rows, count), key=lambda row: row["path"])


def processor_time() -> float:
    """Seconds that this process's processors have worked, and those of its workers that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def measure(
    folder: Path,
    share: float,
    seed: int,
    work: Path,
    encoder: Encoder | None = None,
    clock: Clock = time.perf_counter,
) -> Speed:
    """Ingest a share of ``folder`` in the home ``work`` and time the stages."""
    source = work / "files"
    rows = draw(folder, share, seed)
    for row in rows:
        target = source / row["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / row["path"], target)
    with (source / "INDEX.tsv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    url = f"sqlite:///{work / 'narcord.db'}"
    settings = replace(Settings.load(), home=work, database_url=url, index_url=None)
    stages = Stages(clock)
    begun = stages.clock()
    inner = encoder or open_encoder(settings, bulk=True)
    inner.encode_passages(["warm"])
    loading = stages.clock() - begun
    timed = TimedEncoder(inner, stages)
    with Store.open(url) as store:
        with stages.stage("discovery"):
            list(discover([source], DEFAULT_LIMITS))
        with stages.stage("reading and storing"):
            report = ingest(store, [source])
        with stages.stage("areas"):
            assign_areas(store, settings, encoder=timed)
        with stages.stage("index"):
            built = build_index(store, settings, encoder=timed)
        documents = len(store.documents(Access.system_()))
    return Speed(
        files=len([o for o in report.outcomes if o.status is not FileStatus.SKIPPED]),
        failed=len(report.failed),
        documents=documents,
        passages=built.passages,
        encoded=timed.passages,
        parsing=sum(outcome.seconds for outcome in report.outcomes),
        loading=loading,
        stages=stages,
    )


def describe(speed: Speed) -> str:
    """Return the figures in words, a line each."""
    stages = speed.stages
    rate = speed.encoded / stages.encoding if stages.encoding else 0.0
    lines = [
        f"{speed.files} files, {speed.failed} failed; {speed.documents} documents, {speed.passages} passages",
        *(f"{seconds:9.2f} s  {name}" for name, seconds in stages.seconds.items()),
        f"{stages.other:9.2f} s  everything but encoding ({speed.parsing:.1f} s of parsing in the workers)",
        f"{stages.encoding:9.2f} s  encoding, {speed.encoded} passages, {rate:.1f} per second",
        f"{speed.loading:9.2f} s  loading the encoder, not counted",
        f"everything but encoding: {stages.share:.1%} of the run (aim: at most {AIM:.0%})",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 if a file failed."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.ingestion_speed", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--share", type=float, default=1.0, help="of the documents, 0 to 1")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processor", action="store_true", help="seconds of processors, not of the wall")
    options = parser.parse_args(arguments)
    if not (options.folder / "INDEX.tsv").is_file():
        print(f"{options.folder} has no INDEX.tsv. Remedy: name a folder that has one.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="narcord-speed-") as work:
        clock = processor_time if options.processor else time.perf_counter
        speed = measure(options.folder, options.share, options.seed, Path(work), clock=clock)
    print(describe(speed))
    return 1 if speed.failed else 0


if __name__ == "__main__":
    sys.exit(main())
