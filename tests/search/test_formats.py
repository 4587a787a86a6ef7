"""Which number format is chosen: by its speed, if its vectors agree; no clock of the machine is read."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from search.encoders import formats
from search.encoders.bulk import SentenceEncoder
from search.encoders.formats import PLAIN, SAMPLE, choose_format
from search.encoders.protocol import Vectors
from tests.search.tiny_models import save_encoder


class Processor:
    """Takes a given number of seconds a text in each format, and bends vectors by a given angle."""

    def __init__(self, seconds: Mapping[str, float], angles: Mapping[str, float] | None = None) -> None:
        self.seconds = seconds
        self.angles = angles or {}
        self.now = 0.0
        self.asked: list[tuple[str, int]] = []

    def encode(self, name: str, texts: Sequence[str]) -> Vectors:
        self.asked.append((name, len(texts)))
        if name not in self.seconds:
            raise RuntimeError(f"no kernel for {name}")
        self.now += self.seconds[name] * len(texts)
        angle = self.angles.get(name, 0.0)
        return np.tile(np.array([[np.cos(angle), np.sin(angle)]], np.float32), (len(texts), 1))

    def clock(self) -> float:
        return self.now


def choose(processor: Processor, device: str = "cuda") -> formats.Choice:
    return choose_format(processor.encode, device, clock=processor.clock)


def test_the_fastest_that_agrees_is_taken() -> None:
    processor = Processor({"float32": 1.0, "bfloat16": 0.5, "float16": 0.3})
    assert choose(processor).name == "float16"
    # cos 0.05 = 0.9988 and cos 0.02 = 0.9998
    bent = Processor(processor.seconds, {"float16": 0.05, "bfloat16": 0.02})
    choice = choose(bent)
    assert choice.name == "bfloat16"
    assert {trial.name: round(trial.agreement, 4) for trial in choice.trials} == {
        "float32": 1.0, "bfloat16": 0.9998, "float16": 0.9988
    }  # fmt: skip
    assert [trial.seconds for trial in choice.trials] == pytest.approx([8.0, 4.0, 2.4])


def test_a_format_that_gains_next_to_nothing_is_left() -> None:
    assert choose(Processor({"float32": 1.0, "bfloat16": 0.97, "float16": 1.2})).name == PLAIN


def test_an_emulated_format_is_given_up_after_one_text() -> None:
    processor = Processor({"float32": 1.0, "bfloat16": 9.0, "float16": 0.5})
    assert choose(processor).name == "float16"
    assert {number for name, number in processor.asked if name == "bfloat16"} == {1}


def test_a_format_that_torch_does_not_have_is_passed_over() -> None:
    choice = choose(Processor({"float32": 1.0, "float16": 0.5}))
    assert choice.name == "float16"
    assert [trial.name for trial in choice.trials] == ["float32", "float16"]


def test_numbers_that_overflow_agree_with_nothing() -> None:
    class Overflowing(Processor):
        def encode(self, name: str, texts: Sequence[str]) -> Vectors:
            rows = super().encode(name, texts)
            return rows * np.float32(np.nan) if name != PLAIN else rows

    assert choose(Overflowing({"float32": 1.0, "bfloat16": 0.1, "float16": 0.1})).name == PLAIN


def test_a_device_of_an_unknown_kind_stays_with_float32() -> None:
    processor = Processor({"float32": 1.0})
    assert choose(processor, "abacus").name == PLAIN


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "_CHOSEN", {})


@pytest.mark.usefixtures("forgetful")
def test_an_encoder_tries_once_a_process_and_only_when_it_pays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = str(save_encoder(tmp_path))
    encoder = SentenceEncoder(folder)
    texts = [f"text {number} " * (number % 9 + 1) for number in range(60)]
    with caplog.at_level(logging.INFO, "search.encoders.formats"):
        few = encoder.encode_passages(texts[:5])
        assert formats.remembered(encoder.fingerprint) is None
        many = encoder.encode_passages(texts)
        choice = formats.remembered(encoder.fingerprint)
        assert choice is not None
        SentenceEncoder(folder).encode_passages(texts)
    assert caplog.text.count("passages are encoded in") == 1
    assert {trial.name for trial in choice.trials} >= {"float32"}
    assert (few * many[:5]).sum(axis=1) == pytest.approx(np.ones(5), abs=1e-3)


@pytest.mark.usefixtures("forgetful")
def test_the_formats_of_this_processor_agree(tmp_path: Path) -> None:
    encoder = SentenceEncoder(str(save_encoder(tmp_path)))
    texts = list(SAMPLE)
    plain = encoder._encode_in(PLAIN, texts, encoder._model.encode_document, "", None)
    short = encoder._encode_in("bfloat16", texts, encoder._model.encode_document, "", None)
    assert (plain * short).sum(axis=1).min() > 0.999
    assert not np.array_equal(plain, short)


def test_the_sample_is_of_many_scripts_and_lengths() -> None:
    lengths = sorted(map(len, SAMPLE))
    assert lengths[-1] > 3 * lengths[0]
    assert len(set("".join(SAMPLE))) > 150
