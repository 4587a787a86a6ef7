"""The stages of ingestion are told apart; no test asserts a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.progress import Report
from evaluation.ingestion_speed import Stages, TimedEncoder, describe, draw, measure
from search.encoders import Vectors

LAW = "# A law on ferns\n\n" + "\n\n".join(
    f"Article {n}. Ferns of kind {n} are left alone." for n in range(1, 9)
)


class Ticking:
    """A clock that moves when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class CountingEncoder:
    """Gives each text a vector without a model."""

    name = "counting"
    dimension = 8
    fingerprint = "0" * 64
    alignment = None

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
        rows = [[1.0 + (len(text) * k) % 7 for k in range(1, 9)] for text in texts]
        found = np.array(rows, np.float32).reshape(len(texts), 8)
        lengths: Vectors = np.linalg.norm(found, axis=1, keepdims=True)
        return np.divide(found, lengths)


def test_what_the_encoder_takes_within_a_stage_is_encoding() -> None:
    clock = Ticking()
    stages = Stages(clock)

    class Slow(CountingEncoder):
        def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
            clock.now += 9.0
            return super().encode_passages(texts)

    encoder = TimedEncoder(Slow(), stages)
    with stages.stage("areas"):
        clock.now += 0.5
        encoder.encode_passages(["a", "b"])
        clock.now += 0.5
    assert stages.seconds == {"areas": pytest.approx(1.0)}
    assert stages.encoding == pytest.approx(9.0)
    assert stages.share == pytest.approx(0.1)
    assert encoder.passages == 2


def test_a_share_is_drawn_by_its_seed(tmp_path: Path) -> None:
    (tmp_path / "INDEX.tsv").write_text("path\n" + "\n".join(f"{n}.md" for n in range(20)), "utf-8")
    assert len(draw(tmp_path, 0.25, 1)) == 5
    assert draw(tmp_path, 0.25, 1) == draw(tmp_path, 0.25, 1) != draw(tmp_path, 0.25, 2)
    assert len(draw(tmp_path, 0.0, 1)) == 1
    assert len(draw(tmp_path, 1.0, 1)) == 20


def test_a_whole_run_names_every_stage(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "ferns.md").write_text(LAW, "utf-8")
    header = "path\tlanguage\tjurisdiction\tinstrument title\tyear\n"
    (folder / "INDEX.tsv").write_text(header + "ferns.md\ten\tNowhere\tA law on ferns\t2001\n", "utf-8")
    speed = measure(folder, 1.0, 1, tmp_path / "work", CountingEncoder())
    assert (speed.files, speed.failed, speed.documents) == (1, 0, 1)
    assert speed.passages >= 8
    assert set(speed.stages.seconds) == {"discovery", "reading and storing", "areas", "index"}
    assert "everything but encoding" in describe(speed)
