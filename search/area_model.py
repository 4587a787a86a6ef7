"""How sure it is that a provision belongs to an area or sub-theme: a small network, calibrated.

Blocks of features (:mod:`search.area_features`), each times a fixed weight, go through one hidden layer;
a few such networks, fitted from different seeds by :mod:`search.fit.areas`, are averaged before the
sigmoid. They were fitted on provisions tied by hand (``search/fit/area_labels.jsonl``) and on provisions
that we wrote for areas and languages of which the laws hold few (``search/fit/area_examples.jsonl``); none
is of the held-out half of the gold (``evaluation/areas``).

Calibration: what the networks said of provisions that they had not seen (cross-validation by article,
five folds) was fitted with p = sigmoid(a * logit + b), one ``a`` and ``b`` for all areas and a shift for
each area, drawn to nothing where there are few provisions (ridge). So of proposals with p = 0.7 some seven in
ten are right; how well this holds on the held-out half is printed by ``python -m evaluation.areas``.
The threshold of an area is where F1 was best in cross-validation, drawn to that of all areas alike
where there are few.

The block ``meaning`` fits one encoder only (``facts["encoder"]``). With another encoder it is left
out, as it was for a part of the provisions while fitting.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.areas import area_of, load_areas, load_themes
from corpus.areas.cues import CUES_FILE
from corpus.areas.load import AREAS_FILE
from corpus.areas.themes import THEMES_FILE
from corpus.errors import ConfigurationError

MODEL_PATH = Path(__file__).parent / "data" / "area_model.npz"

BLOCKS: Mapping[str, float] = {
    "meaning": 4.0,
    "closeness": 0.5,
    "margin": 0.5,
    "signals": 1.5,
    "signals_above": 1.0,
    "concepts": 1.0,
    "concepts_above": 0.7,
    "cues": 1.0,
    "cues_above": 0.7,
    "form": 1.0,
}
"""The blocks in the order of the columns, with what each is multiplied by."""
_CLIP = {"closeness": (-3.0, 6.0), "margin": (-4.0, 4.0)}

Matrix = NDArray[np.float64]
Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer: relu(x @ first + first_bias) @ second + second_bias."""

    first: Rows
    first_bias: Rows
    second: Rows
    second_bias: Rows

    def run(self, rows: Rows) -> Rows:
        """Logits of shape (rows, codes)."""
        hidden = np.maximum(rows @ self.first + self.first_bias, 0)
        return np.asarray(hidden @ self.second + self.second_bias, np.float32)

    def weigh(self, row: Rows, code: int) -> Rows:
        """What each column of a row adds to the logit of a code, as far as the hidden layer is linear."""
        active = (row @ self.first + self.first_bias) > 0
        return np.asarray(row * (self.first @ (self.second[:, code] * active)), np.float32)


@dataclass(frozen=True, slots=True)
class AreaModel:
    """Networks, calibration and thresholds; columns of ``codes`` are areas, then sub-themes."""

    codes: tuple[str, ...]
    networks: tuple[Network, ...]
    slope: float
    shifts: Matrix
    thresholds: Matrix
    facts: Mapping[str, Any]

    @property
    def dimension(self) -> int:
        """Columns of the block ``meaning``."""
        return int(self.facts["dimension"])

    @property
    def version(self) -> int:
        """Counts up with every fit that ships."""
        return int(self.facts["version"])

    def run(self, rows: Rows) -> Matrix:
        """Calibrated probabilities of shape (rows, codes)."""
        if not len(rows):
            return np.zeros((0, len(self.codes)))
        logits = np.mean([network.run(rows) for network in self.networks], axis=0)
        return sigmoid(self.slope * logits.astype(np.float64) + self.shifts)

    def weigh(self, row: Rows, code: int) -> Rows:
        """What each column of a row speaks for a code."""
        return np.asarray(
            np.mean([network.weigh(row, code) for network in self.networks], axis=0), np.float32
        )

    def fits(self, encoder: str) -> bool:
        """Tell whether the block ``meaning`` is of the encoder with this fingerprint."""
        return bool(self.facts["encoder"] == encoder)


def sigmoid(logits: Matrix) -> Matrix:
    """1 / (1 + exp(-x)) without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(logits / 2)))


def join(blocks: Mapping[str, Rows]) -> Rows:
    """Put blocks of shape (rows, columns) side by side, weighted, as a network takes them."""
    columns = []
    for name, weight in BLOCKS.items():
        block = np.asarray(blocks[name], np.float32)
        if name in _CLIP:
            block = np.clip(block, *_CLIP[name])
        columns.append(block * np.float32(weight))
    return np.hstack(columns)


def find_columns(widths: Mapping[str, int]) -> dict[str, slice]:
    """Return where each block stands among the columns."""
    found, at = {}, 0
    for name in BLOCKS:
        found[name] = slice(at, at + widths[name])
        at += widths[name]
    return found


def list_codes() -> tuple[str, ...]:
    """Areas, then sub-themes: the columns of what the model says."""
    return (*(area.code for area in load_areas()), *(theme.code for theme in load_themes()))


@functools.cache
def fingerprint() -> str:
    """What proposals depend on besides the texts: the model, and the lists that its columns stand for."""
    digest = hashlib.sha256()
    for path in (MODEL_PATH, AREAS_FILE, THEMES_FILE, CUES_FILE):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@functools.cache
def load_area_model() -> AreaModel:
    """The model that ships.

    Raises:
        ConfigurationError: its columns are not those of the present lists; it must be fitted anew.
    """
    return load_area_model_file(MODEL_PATH)


def load_area_model_file(path: Path) -> AreaModel:
    """Read a model from a file that :func:`save_area_model` wrote."""
    with np.load(path, allow_pickle=False) as file:
        facts = json.loads(str(file["facts"]))
        names = ("first", "first_bias", "second", "second_bias")
        networks = tuple(
            Network(*(file[f"{name}_{number}"].astype(np.float32) for name in names))
            for number in range(int(facts["networks"]))
        )
        model = AreaModel(
            tuple(facts["codes"]),
            networks,
            float(facts["slope"]),
            file["shifts"].astype(np.float64),
            file["thresholds"].astype(np.float64),
            facts,
        )
    if model.codes != list_codes():
        raise ConfigurationError(
            f"{path.name} was fitted for other areas and sub-themes than there are now.",
            remedy="Fit it anew with `python -m search.fit.areas`.",
        )
    return model


def save_area_model(path: Path, model: AreaModel) -> None:
    """Write a model; weights in half precision, which changes no probability by a thousandth."""
    arrays: dict[str, Any] = {"shifts": model.shifts, "thresholds": model.thresholds}
    for number, network in enumerate(model.networks):
        for name in ("first", "first_bias", "second", "second_bias"):
            arrays[f"{name}_{number}"] = getattr(network, name).astype(np.float16)
    facts = {
        **model.facts,
        "codes": list(model.codes),
        "slope": model.slope,
        "networks": len(model.networks),
    }
    np.savez_compressed(path, facts=np.array(json.dumps(facts, sort_keys=True)), **arrays)


def choose_proposed(model: AreaModel, probabilities: Matrix) -> NDArray[np.bool_]:
    """Tell which codes are proposed, shape as ``probabilities``: a sub-theme only with its area."""
    chosen = probabilities >= model.thresholds
    at = {code: number for number, code in enumerate(model.codes)}
    areas = np.array([at[area_of(code)] for code in model.codes])
    return np.asarray(chosen & chosen[..., areas])


def find_rivals(codes: Sequence[str], probabilities: Matrix) -> dict[str, tuple[str, ...]]:
    """Areas of one provision that the concept paper lets overlap, and that cannot be told apart here.

    A8, A16 and A17 share their subject; where two of them are about as probable, each names the other.

    >>> find_rivals(["A16", "A17", "A3"], np.array([0.61, 0.55, 0.58]))
    {'A16': ('A17',), 'A17': ('A16',)}
    """
    at = {code: number for number, code in enumerate(codes)}
    found: dict[str, tuple[str, ...]] = {}
    for first, second in OVERLAPPING:
        if first not in at or second not in at:
            continue
        one, other = float(probabilities[at[first]]), float(probabilities[at[second]])
        if min(one, other) >= _LEAST_RIVAL and abs(one - other) <= _CLOSE:
            found[first] = (*found.get(first, ()), second)
            found[second] = (*found.get(second, ()), first)
    return found


OVERLAPPING = (("A8", "A16"), ("A16", "A17"))
"""Areas of which the concept paper says much the same."""
_LEAST_RIVAL = 0.25
_CLOSE = 0.3
