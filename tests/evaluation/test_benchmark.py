"""The arithmetic of the benchmark, on a clock that is scripted; no real time is asserted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pytest

from corpus.errors import UsageError
from evaluation.benchmark import (
    Percentiles,
    Throughput,
    Timing,
    measure_latency,
    percentiles,
    race_engines,
    time_encoder,
)


def ticking(times: Iterable[float]) -> Callable[[], float]:
    moments = iter(times)
    return lambda: next(moments)


def test_latency_is_split_into_encoder_and_rest() -> None:
    asked: list[str] = []
    clock = ticking([0.0, 0.030, 0.040, 1.0, 1.050, 1.070])  # search 30 and 50 ms, encoder 10 and 20 ms
    latency = measure_latency(["a", "b", "a"], asked.append, lambda text: None, clock)
    assert asked == ["a .", "b .", "a", "b"]  # warmed up first, by what is not timed
    assert latency.whole.p50 == pytest.approx(40.0)
    assert latency.encoder.p50 == pytest.approx(15.0)
    assert latency.rest.p50 == pytest.approx(25.0)
    assert latency.to_json()["rest"]["p50"] == 25.0


def test_the_rest_is_never_negative() -> None:
    clock = ticking([0.0, 0.010, 0.030])
    assert measure_latency(["a"], lambda text: None, lambda text: None, clock).rest == Percentiles(0.0, 0.0)


def test_percentiles_interpolate() -> None:
    assert percentiles([float(value) for value in range(1, 102)]) == Percentiles(51.0, 96.0)
    assert percentiles([7.0]) == Percentiles(7.0, 7.0)


def test_no_query_is_told() -> None:
    with pytest.raises(UsageError, match="no query"):
        measure_latency([], lambda text: None, lambda text: None)


def test_throughput_compares_rates() -> None:
    throughput = Throughput(whole=Timing(100, 4.0), encoder=Timing(100, 2.0))
    assert throughput.share == 0.5
    assert throughput.to_json() == {"whole": 25.0, "encoder": 50.0, "share": 0.5, "passages": 100}
    assert Throughput(Timing(0, 0.0), Timing(0, 0.0)).share == 0.0


def test_the_encoder_is_timed_after_a_warm_up() -> None:
    batches: list[int] = []
    timing = time_encoder(lambda texts: batches.append(len(texts)), ["x"] * 10, ticking([1.0, 3.0]))
    assert (timing, batches) == (Timing(10, 2.0), [3, 10])


def test_engines_race_on_the_same_passages_taking_turns() -> None:
    order: list[str] = []
    now = {"wall": 0.0, "work": 0.0}

    def engine(name: str, rate: float, cores: float) -> Callable[[Sequence[str]], None]:
        def encode(texts: Sequence[str]) -> None:
            order.append(f"{name}{len(texts)}")
            now["wall"] += len(texts) / rate
            now["work"] += cores * len(texts) / rate

        return encode

    rounds: list[int] = []
    race = race_engines(
        engine("small", 10.0, 1.0),
        engine("bulk", 35.0, 2.0),
        [["a"] * 4, ["b"] * 5, ["c"] * 6],
        clock=lambda: now["wall"],
        spent=lambda: now["work"],
        told=rounds.append,
    )
    assert order[:2] == ["small4", "bulk4"], "both are warmed up"
    assert order[2:] == ["small4", "bulk4", "bulk5", "small5", "small6", "bulk6"]
    assert race.ratio == pytest.approx(3.5)
    assert race.small == pytest.approx((10.0,) * 3)
    assert race.cores == pytest.approx((1.0, 2.0))
    assert rounds == [1, 2, 3]
    assert race.to_json()["bulk"] == 35.0
    assert race.passages == 15


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    from evaluation.benchmark import Race

    assert Race((10.0, 10.0, 1.0), (30.0, 40.0, 100.0), (1.0, 1.0), 3).ratio == 4.0


def test_a_race_without_passages_is_told() -> None:
    with pytest.raises(UsageError, match="no passage"):
        race_engines(len, len, [])
