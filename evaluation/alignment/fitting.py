"""Fitting the weights of alignment on the tuning pairs, as they are and made harder.

The changed versions (:mod:`evaluation.alignment.synthetic`) teach that an article may have no
counterpart, and that order may not hold: with texts in perfect order alone it would be all that counts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.alignment.gold import Pairs, restrict
from evaluation.alignment.material import Material
from evaluation.alignment.measure import keep, measure
from evaluation.alignment.synthetic import Change, change
from search.comparison.cells import Cells, Reals, node_cells, unit_cells
from search.comparison.likelihood import Weights, estimate, fit
from search.comparison.outline import Node
from search.comparison.pairing import Model, Reason, decide_units, settle, spread_units, with_neighbours

_ROUNDS = 3
_DIGITS = 4
Example = tuple[Cells, NDArray[np.bool_]]


def fit_model(materials: Sequence[Material]) -> Model:
    """Return the weights of greatest likelihood on these pairs."""
    changed = [
        (material.a.features, change(material.b.features, how, seed), material.gold)
        for seed, material in enumerate(materials)
        for how in Change
    ]
    units: list[Example] = []
    for a, b, gold in changed:
        cells = unit_cells(a, b)
        known = restrict(keep(gold, a, b), a.outline, b.outline)
        units.append((cells, _right(cells, a.outline.units, b.outline.units, known)))
    alone, beside = _fit_both(units)
    draft = Model(alone, beside, alone, beside, 0.5)
    nodes: list[Example] = []
    for (a, b, gold), (cells, _) in zip(changed, units, strict=True):
        likely = settle(cells, alone, beside)
        pairs = decide_units(cells, likely, a, b, draft)
        inner = node_cells(a, b, spread_units(cells, likely, pairs, a, b))
        nodes.append((inner, _right(inner, a.outline.nodes, b.outline.nodes, keep(gold, a, b))))
    model = Model(alone, beside, *_fit_both(nodes), 0.5)
    return _calibrate(model, materials)


def write_model(model: Model, path: Path) -> None:
    """Write weights as JSON, rounded."""
    path.write_text(json.dumps(_rounded(asdict(model)), indent=1) + "\n", encoding="utf-8")


def _fit_both(examples: Sequence[Example]) -> tuple[Weights, Weights]:
    width = examples[0][0].features.shape[1]
    alone = fit([(cells, cells.features, right) for cells, right in examples], Weights((1.0,) * width, 1.0))
    likely = [estimate(cells, cells.features, alone) for cells, _ in examples]
    beside = Weights((1.0,) * (width + 2), 1.0)
    for _ in range(_ROUNDS):
        features: list[Reals] = [
            with_neighbours(cells, known) for (cells, _), known in zip(examples, likely, strict=True)
        ]
        beside = fit(
            [(cells, rows, right) for (cells, right), rows in zip(examples, features, strict=True)], beside
        )
        likely = [estimate(cells, rows, beside) for (cells, _), rows in zip(examples, features, strict=True)]
    return alone, beside


def _right(cells: Cells, a: Sequence[Node], b: Sequence[Node], gold: Pairs) -> NDArray[np.bool_]:
    here, there = ({node.eid: row for row, node in enumerate(side)} for side in (a, b))
    matrix = np.zeros(cells.shape, bool)
    for one, other in gold:
        matrix[here[one], there[other]] = True
    found: NDArray[np.bool_] = matrix[cells.rows, cells.columns]
    return found


def _calibrate(model: Model, materials: Sequence[Material]) -> Model:
    """The share of pairs told by place that are right is their score."""
    right = [
        hit
        for seed, material in enumerate(materials)
        for how in Change
        for _, why, hit in measure(material, how, seed, model).scored
        if why is Reason.PLACE
    ]
    return replace(model, by_place=(sum(right) + 1) / (len(right) + 2))


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return round(float(value), _DIGITS)
