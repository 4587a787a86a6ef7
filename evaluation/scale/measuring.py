"""Measuring one size: our index in a process of its own, numpy beside it, question by question."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.scale.asking import KINDS, Asker
from evaluation.scale.building import Built, build, make_balance, make_manifest
from evaluation.scale.data import DIMENSION, Draft, Passages
from search.balance import LanguageBalance
from search.encoders.protocol import Vectors
from search.index.edge import EdgeIndex

WARMING, ASKED = 20, 120
LOCAL_UP_TO = 10_000
_CANDIDATES = 600
_TOP = 10


Spent = tuple[float, float]
"""Seconds by the clock on the wall, and of processors."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: the median, and what 95 of 100 questions stay under, by the clock on the wall.

    ``processor50`` and ``processor95`` are the same of the time that processors worked on it, which other
    work on the machine lengthens little.
    """

    p50: float
    p95: float
    processor50: float
    processor95: float

    @classmethod
    def of(cls, seconds: Sequence[Spent]) -> Times:
        """From the seconds of each question, on the wall and of processors."""
        p50, p95 = np.percentile(np.array(seconds) * 1000, [50, 95], axis=0)
        return cls(float(p50[0]), float(p95[0]), float(p50[1]), float(p95[1]))


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured at one size.

    ``ours`` by kind of question. ``numpy`` is the exact dot product over the same vectors as float32,
    nothing else, ``local`` our questions to the client's local mode, where it can follow. ``first`` are
    the questions of the first pass, of all kinds, before files are in memory. Memory is in
    bytes: ``anonymous`` cannot be given back, ``mapped`` are pages of files that the system may take back.
    """

    built: Built
    opening: float
    first: Times
    ours: dict[str, Times]
    recall: float
    numpy: Times
    local: dict[str, Times]
    anonymous: int
    mapped: int


def measure(count: int, folder: Path, *, seed: int = 1988) -> Measured:
    """Build an index of ``count`` generated passages under ``folder``, or take the one there, and ask it."""
    passages = Passages(count, seed)
    drafts = passages.drafts(WARMING + ASKED)
    context = multiprocessing.get_context("spawn")
    # Building leaves memory behind; it is not the reader's.
    builder = context.Process(target=build, args=(passages, folder))
    builder.start()
    builder.join()
    if builder.exitcode:
        raise RuntimeError(f"building {count} passages failed")
    built = build(passages, folder)
    vectors = _gather(passages)
    ours, theirs = context.Pipe()
    reader = context.Process(target=_read, args=(passages, folder, len(drafts), theirs))
    reader.start()
    # So that its end, should it fail, is heard here.
    theirs.close()
    try:
        opening: float = ours.recv()
        first = [_ask(ours, kind, number) for number in range(WARMING) for kind in KINDS]
        seconds: dict[str, list[Spent]] = {kind: [] for kind in KINDS}
        scanned: list[Spent] = []
        right = 0
        for number in range(WARMING, WARMING + ASKED):
            for kind in KINDS:
                seconds[kind].append(_ask(ours, kind, number))
            begun = _now()
            exact = scan(vectors, drafts[number].vector)
            scanned.append(_since(begun))
            found = _send(ours, ("nearest", number))
            right += len(set(exact[:_TOP].tolist()) & set(found))
        anonymous, mapped = _send(ours, ("memory", 0))
    finally:
        ours.send(None)
        reader.join()
    local = _ask_local(passages, drafts) if count <= LOCAL_UP_TO else {}
    return Measured(
        built=built,
        opening=opening,
        first=Times.of(first),
        ours={kind: Times.of(each) for kind, each in seconds.items()},
        recall=right / (_TOP * ASKED),
        numpy=Times.of(scanned),
        local=local,
        anonymous=anonymous,
        mapped=mapped,
    )


def scan(vectors: Vectors, query: Vectors) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The nearest by all dot products, best first: as many as our search considers."""
    scores = vectors @ query
    most = min(_CANDIDATES, len(scores))
    near = np.argpartition(-scores, most - 1)[:most]
    ordered: np.ndarray[Any, np.dtype[np.int64]] = near[np.argsort(-scores[near])]
    return ordered


def _gather(passages: Passages) -> Vectors:
    vectors = np.empty((passages.count, DIMENSION), np.float32)
    for first, end in passages.lots():
        vectors[first:end] = passages.vectors(first, end)
    return vectors


def _now() -> Spent:
    return time.perf_counter(), time.process_time()


def _since(begun: Spent) -> Spent:
    wall, processor = _now()
    return wall - begun[0], processor - begun[1]


def _ask(reader: Connection[Any, Any], kind: str, number: int) -> Spent:
    wall, processor = _send(reader, (kind, number))
    return wall, processor


def _send(reader: Connection[Any, Any], question: tuple[str, int]) -> Any:
    reader.send(question)
    return reader.recv()


def _read(passages: Passages, folder: Path, asked: int, questions: Connection[Any, Any]) -> None:
    """The process that only reads: answers with seconds, or what else was asked for."""
    begun = time.perf_counter()
    generation = EdgeIndex(folder).current()
    balance = LanguageBalance.from_bytes(generation.balance)
    opened = time.perf_counter() - begun
    asker = Asker(generation, balance, passages, passages.drafts(asked))
    questions.send(opened)
    while (question := questions.recv()) is not None:
        what, number = question
        if what == "memory":
            questions.send(read_memory())
        elif what == "nearest":
            questions.send(asker.nearest(number, _TOP))
        else:
            spent = _now()
            asker.ask(what, number)
            questions.send(_since(spent))


def read_memory() -> tuple[int, int]:
    """This process's memory in bytes: anonymous, and pages of files."""
    found = dict.fromkeys(("RssAnon", "RssFile"), 0)
    for line in Path(f"/proc/{os.getpid()}/status").read_text(encoding="ascii").splitlines():
        name, _, value = line.partition(":")
        if name in found:
            found[name] = int(value.split()[0]) * 1024
    return found["RssAnon"], found["RssFile"]


def _ask_local(passages: Passages, drafts: Sequence[Draft]) -> dict[str, Times]:
    """The same through the server adapter and the client's local mode, which has no indexes."""
    from qdrant_client import QdrantClient

    from search.index.server import ServerIndex

    index = ServerIndex(QdrantClient(":memory:"))
    balance = make_balance(passages)
    with index.begin(DIMENSION) as writer:
        for first, end in passages.lots():
            writer.add(passages.points(first, end))
        writer.publish(make_manifest(passages, passages.count), b"")
    asker = Asker(index.current(), balance, passages, drafts)
    found: dict[str, Times] = {}
    for kind in ("plain", "filters"):
        seconds = []
        for number in range(WARMING, WARMING + 6):
            begun = _now()
            asker.ask(kind, number)
            seconds.append(_since(begun))
        found[kind] = Times.of(seconds)
        print(f"  local mode, {kind}: {found[kind].p50:.0f} ms", file=sys.stderr, flush=True)
    index.close()
    return found
