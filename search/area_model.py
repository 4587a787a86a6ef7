"""How sure it is that a provision belongs to an area: a logistic model over a few readable features.

p = 1 / (1 + exp(-(b + w . x))), fitted by :mod:`search.fit.areas` on the assignments that the
register confirms, so that p is the share of such pairs that the register's authors confirmed (how
well it holds is written in the data file: ``measures``). The features of a provision and an area:

``closeness``
    similarity of the provision's best passage to the area's direction, as a z-score within the
    passage's language, so that it means the same in every language and for every encoder;
``margin``
    closeness less the highest closeness to any other area;
``signalled``
    1 if a signal term of the area stands in the provision, else 0;
``signals``
    ln(1 + number of different signal terms);
``headed``
    1 if a signal term of the area stands in the headings above the provision (the title of the
    document left out, which stands above all of them alike), else 0;
``rivals``
    ln(1 + number of other areas with a signal term in the provision).
"""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.areas.load import AREAS_FILE

MODEL_PATH = Path(__file__).parent / "data" / "area_model.json"
FEATURES = ("closeness", "margin", "signalled", "signals", "headed", "rivals")

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AreaModel:
    """Coefficients by the order of ``FEATURES``; pairs with p >= ``threshold`` are proposed."""

    version: int
    weights: tuple[float, ...]
    bias: float
    threshold: float

    def score(self, features: Matrix) -> Matrix:
        """Probabilities for features of shape (..., features)."""
        found: Matrix = 1.0 / (1.0 + np.exp(-(features @ np.array(self.weights) + self.bias)))
        return found


@functools.cache
def fingerprint() -> str:
    """What proposals depend on besides the texts: these coefficients, and the areas themselves."""
    return hashlib.sha256(MODEL_PATH.read_bytes() + AREAS_FILE.read_bytes()).hexdigest()[:16]


@functools.cache
def load_area_model() -> AreaModel:
    """The model that ships."""
    facts = json.loads(MODEL_PATH.read_text(encoding="utf-8"))
    weights = tuple(float(facts["weights"][name]) for name in FEATURES)
    return AreaModel(int(facts["version"]), weights, float(facts["bias"]), float(facts["threshold"]))


def make_features(closeness: Matrix, signals: Matrix, headed: Matrix) -> Matrix:
    """Features of shape (provisions, areas, features).

    All three have the shape (provisions, areas): z-scores, the number of different signal terms,
    and whether one stands in the headings.

    >>> found = make_features(np.array([[2.0, 1.0]]), np.array([[0.0, 3.0]]), np.array([[0.0, 1.0]]))
    >>> found[0, 1].round(2).tolist()
    [1.0, -1.0, 1.0, 1.39, 1.0, 0.0]
    """
    order = np.sort(closeness, axis=1)
    best = order[:, -1:]
    second = order[:, -2:-1] if closeness.shape[1] > 1 else best
    rival = np.where(closeness == best, second, best)
    signalled = (signals > 0).astype(float)
    others = signalled.sum(axis=1, keepdims=True) - signalled
    columns = [closeness, closeness - rival, signalled, np.log1p(signals), headed, np.log1p(others)]
    return np.stack(columns, axis=-1)
