"""An alignment that a home keeps for a sentence-transformers model is merged into it when it is loaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ConfigurationError
from corpus.settings import Settings
from search.encoders import open_encoder
from search.encoders.bulk import SentenceEncoder, hash_weights
from search.encoders.deltas import place_of, write_alignment
from tests.search.tiny_models import WIDTH, save_encoder

TEXTS = ["ships carry cargo", "суда в портах", "a"]
MATRIX, VECTOR = "encoder.layer.0.output.dense.weight", "embeddings.LayerNorm.bias"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return save_encoder(tmp_path)


def _learned(rows: int = WIDTH) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(3).standard_normal
    return {
        f"{MATRIX}:up": draw((rows, 2)).astype(np.float16),
        f"{MATRIX}:down": draw((2, 2 * WIDTH)).astype(np.float16),
        VECTOR: draw(WIDTH).astype(np.float32),
    }


def test_an_alignment_is_merged_and_changes_the_fingerprint(model: Path, tmp_path: Path) -> None:
    settings = Settings.load({"NARCORD_HOME": str(tmp_path / "home"), "NARCORD_ENCODER": str(model)})
    bare = open_encoder(settings)
    assert isinstance(bare, SentenceEncoder)
    assert bare.alignment is None
    weights = hash_weights(bare._model)
    learned = _learned()
    write_alignment(place_of(weights, tmp_path / "home" / "encoders"), learned, {"base": weights, "seed": 3})

    aligned = open_encoder(settings)
    assert isinstance(aligned, SentenceEncoder)
    assert aligned.alignment is not None
    assert aligned.alignment.facts["seed"] == 3
    assert aligned.fingerprint != bare.fingerprint
    assert aligned.fingerprint == open_encoder(settings).fingerprint

    # By hand: the product of the factors, and the vector, added to the bare weights.
    import torch

    parameters = dict(bare._model[0].auto_model.named_parameters())
    with torch.no_grad():
        up, down = (learned[f"{MATRIX}:{side}"].astype(np.float32) for side in ("up", "down"))
        parameters[MATRIX] += torch.from_numpy(up @ down)
        parameters[VECTOR] += torch.from_numpy(learned[VECTOR])
    expected = bare.encode_passages(TEXTS)
    assert aligned.encode_passages(TEXTS) == pytest.approx(expected, abs=1e-5)
    # The folder itself stays as it was.
    assert SentenceEncoder(str(model)).encode_passages(TEXTS) != pytest.approx(expected, abs=1e-2)


def test_an_alignment_of_other_weights_is_left_alone(model: Path, tmp_path: Path) -> None:
    write_alignment(place_of("0" * 64, tmp_path), _learned(), {"base": "0" * 64})
    assert SentenceEncoder(str(model), cache=tmp_path).alignment is None


def test_an_alignment_that_does_not_fit_is_told_with_a_remedy(model: Path, tmp_path: Path) -> None:
    weights = hash_weights(SentenceEncoder(str(model))._model)
    write_alignment(place_of(weights, tmp_path), _learned(rows=5), {"base": weights})
    with pytest.raises(ConfigurationError, match="narcord encoder align"):
        SentenceEncoder(str(model), cache=tmp_path)
