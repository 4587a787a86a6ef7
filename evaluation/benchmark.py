"""How fast: latency of queries, passages per second of ingestion against the bare encoder, and of engines.

Nothing here asserts a time; it measures, and the command prints. Latency is measured over the
evaluation queries, as a person meets them: one at a time, after a few that warm everything up.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median, quantiles
from typing import Any

from corpus.errors import UsageError

WARM_UP = 3
Clock = Callable[[], float]
Encode = Callable[[Sequence[str]], object]


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Median and 95th percentile, in milliseconds."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Latency:
    """Per query: the whole search, the encoder's share of it, and the rest."""

    queries: int
    whole: Percentiles
    encoder: Percentiles
    rest: Percentiles

    def to_json(self) -> dict[str, Any]:
        """Return the figures in milliseconds, rounded to a tenth."""
        return {"queries": self.queries, "unit": "ms"} | {
            name: {"p50": round(found.p50, 1), "p95": round(found.p95, 1)}
            for name, found in (("whole", self.whole), ("encoder", self.encoder), ("rest", self.rest))
        }


@dataclass(frozen=True, slots=True)
class Timing:
    """How many passages took how many seconds."""

    passages: int
    seconds: float

    @property
    def rate(self) -> float:
        """Passages per second, 0 if nothing was timed."""
        return self.passages / self.seconds if self.seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Throughput:
    """Ingestion from files to a finished index, beside the encoder alone on the same passages."""

    whole: Timing
    encoder: Timing

    @property
    def share(self) -> float:
        """How much of the encoder's rate ingestion as a whole reaches (1 would be all of it)."""
        return self.whole.rate / self.encoder.rate if self.encoder.rate else 0.0

    def to_json(self) -> dict[str, Any]:
        """Return the rates in passages per second."""
        return {
            "whole": round(self.whole.rate, 1),
            "encoder": round(self.encoder.rate, 1),
            "share": round(self.share, 3),
            "passages": self.whole.passages,
        }


@dataclass(frozen=True, slots=True)
class Race:
    """Two engines on the same passages in the same minutes: rates in passages a second, round by round.

    ``cores`` are how many cores each kept busy, on average: processor time over time.
    """

    small: tuple[float, ...]
    bulk: tuple[float, ...]
    cores: tuple[float, float]
    passages: int

    @property
    def ratio(self) -> float:
        """How many times as fast the bulk engine is: the median over the rounds."""
        return median(bulk / small for small, bulk in zip(self.small, self.bulk, strict=True))

    def to_json(self) -> dict[str, Any]:
        """Return medians, and the rates of every round, in passages per second."""
        return {
            "passages": self.passages,
            "rounds": len(self.small),
            "small": round(median(self.small), 1),
            "bulk": round(median(self.bulk), 1),
            "ratio": round(self.ratio, 2),
            "cores": {"small": round(self.cores[0], 2), "bulk": round(self.cores[1], 2)},
            "each_round": [
                {"small": round(small, 1), "bulk": round(bulk, 1), "ratio": round(bulk / small, 2)}
                for small, bulk in zip(self.small, self.bulk, strict=True)
            ],
        }


def race_engines(
    small: Encode,
    bulk: Encode,
    lots: Sequence[Sequence[str]],
    clock: Clock = time.perf_counter,
    spent: Clock = time.process_time,
    told: Callable[[int], object] = lambda done: None,
) -> Race:
    """Let both engines encode each lot of passages, one after the other, taking turns at being first.

    Other work on the machine so weighs on both. ``spent`` is the processor time of this process.

    Raises:
        UsageError: there is nothing to encode.
    """
    if not lots or not all(lots):
        raise UsageError(
            "There is no passage to encode.", remedy="Ingest something, or ask for fewer rounds."
        )
    engines = {"small": small, "bulk": bulk}
    for encode in engines.values():
        encode(lots[0])  # loads, and chooses a number format
    rates: dict[str, list[float]] = {name: [] for name in engines}
    seconds, work = dict.fromkeys(engines, 0.0), dict.fromkeys(engines, 0.0)
    for number, lot in enumerate(lots):
        for name in sorted(engines, reverse=number % 2 == 0):
            begin, begin_work = clock(), spent()
            engines[name](lot)
            took = clock() - begin
            work[name] += spent() - begin_work
            seconds[name] += took
            rates[name].append(len(lot) / took)
        told(number + 1)
    cores = (work["small"] / seconds["small"], work["bulk"] / seconds["bulk"])
    return Race(tuple(rates["small"]), tuple(rates["bulk"]), cores, sum(map(len, lots)))


def measure_latency(
    texts: Iterable[str],
    search: Callable[[str], object],
    encode: Callable[[str], object],
    clock: Clock = time.perf_counter,
) -> Latency:
    """Time ``search`` for each text, and ``encode`` for the same text right after it.

    The rest is the difference of the two, query by query, never below zero.

    Raises:
        UsageError: there is no text to search for.
    """
    # Twice the same would be answered from memory, and so would be what warmed it up.
    queries = list(dict.fromkeys(texts))
    if not queries:
        raise UsageError("There is no query to time.", remedy="Choose a split that has topics.")
    for text in islice(queries, WARM_UP):
        search(f"{text} .")
        encode(text)
    wholes, encoders = [], []
    for text in queries:
        begin = clock()
        search(text)
        middle = clock()
        encode(text)
        wholes.append(1000 * (middle - begin))
        encoders.append(1000 * (clock() - middle))
    rests = [max(0.0, whole - encoder) for whole, encoder in zip(wholes, encoders, strict=True)]
    return Latency(len(queries), percentiles(wholes), percentiles(encoders), percentiles(rests))


def time_encoder(
    encode_passages: Callable[[Sequence[str]], object], texts: Sequence[str], clock: Clock = time.perf_counter
) -> Timing:
    """Time the bare encoder on ``texts``, after one small batch that warms it up."""
    encode_passages(texts[:WARM_UP])
    begin = clock()
    encode_passages(texts)
    return Timing(len(texts), clock() - begin)


def percentiles(values: Sequence[float]) -> Percentiles:
    """Return median and 95th percentile, interpolated between the neighbouring values."""
    if len(values) == 1:
        return Percentiles(values[0], values[0])
    cuts = quantiles(values, n=100, method="inclusive")
    return Percentiles(cuts[49], cuts[94])
