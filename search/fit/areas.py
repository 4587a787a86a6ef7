"""Fit the model that ties provisions to areas, on what the register confirms.

    python -m search.fit.areas --home DIR

The home holds the register and, best, the authentic texts of its instruments: the assignments of an
abstract hold for the provision of the same eId in every language version, and authentic wording is
what the model will meet. Coefficients are fitted by Newton's method with an L2 penalty; what is
written beside them is measured by cross-validation in which whole articles are held out. The
threshold is the lowest at which at least 75 % of the proposals are right in cross-validation.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.access import Access
from corpus.areas import load_areas
from corpus.model import AssignmentStatus, Nature
from corpus.settings import Settings
from corpus.store import Store
from search.area_model import FEATURES, MODEL_PATH, AreaModel
from search.assign import compute_features
from search.encoders import open_encoder

SEED = 18
FOLDS = 5
PENALTY = 1.0
PRECISION = 0.75

Matrix = NDArray[np.float64]


def collect(store: Store, settings: Settings) -> tuple[Matrix, Matrix, list[str], list[str]]:
    """Features (pairs, features), labels, the article and the document of each pair."""
    areas = load_areas()
    confirmed: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    instruments = {found.id: found.instrument_id for found in store.documents(Access.system_())}
    known: set[str] = set()
    for tie in store.assignments(Access.system_(), statuses=(AssignmentStatus.CONFIRMED,)):
        confirmed[instruments[tie.document_id], tie.eid].add(tie.area)
        known.add(instruments[tie.document_id])
    documents = [found for found in store.documents(Access.system_()) if found.instrument_id in known]
    # Only provisions that the register describes: what it is silent on is neither right nor wrong.
    described = {
        (found.instrument_id, provision.eid)
        for found in documents
        if found.nature is Nature.ABSTRACT
        for provision in store.provisions(found.id, Access.system_())
    }
    rows: list[Matrix] = []
    labels: list[float] = []
    articles: list[str] = []
    names: list[str] = []
    encoder = open_encoder(settings, bulk=True)
    for document, entries in compute_features(store, encoder, documents, areas):
        for entry in entries:
            if (document.instrument_id, entry.eid) not in described:
                continue
            wanted = confirmed[document.instrument_id, entry.eid]
            rows.append(entry.features)
            labels += [float(area.code in wanted) for area in areas]
            articles += [f"{document.instrument_id}#{entry.eid.split('__')[0]}"] * len(areas)
            names += [f"{document.instrument_id} {document.language} {document.nature.value}"] * len(areas)
    return np.concatenate(rows), np.array(labels), articles, names


def fit(features: Matrix, labels: Matrix) -> tuple[Matrix, float]:
    """Weights and bias that minimise log loss + PENALTY / 2 |w|^2 (the bias is not penalised)."""
    x = np.hstack([features, np.ones((len(features), 1))])
    w = np.zeros(x.shape[1])
    ridge = PENALTY * np.eye(x.shape[1])
    ridge[-1, -1] = 1e-9
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (p - labels) + ridge @ w)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return w[:-1], float(w[-1])


def cross_validate(features: Matrix, labels: Matrix, articles: list[str]) -> Matrix:
    """The probability of each pair by a model that has not seen its article."""
    names = sorted(set(articles))
    fold = dict(zip(names, np.random.default_rng(SEED).permutation(len(names)) % FOLDS, strict=True))
    number = np.array([fold[name] for name in articles])
    scores = np.zeros(len(labels))
    for held_out in range(FOLDS):
        weights, bias = fit(features[number != held_out], labels[number != held_out])
        model = AreaModel(0, tuple(weights), bias, 0.5)
        scores[number == held_out] = model.score(features[number == held_out])
    return scores


def choose_threshold(scores: Matrix, labels: Matrix) -> float:
    """The lowest threshold from which on the wanted precision is kept."""
    for threshold in np.arange(0.1, 0.9, 0.01):
        chosen = scores >= threshold
        if chosen.any() and labels[chosen].mean() >= PRECISION:
            return round(float(threshold), 2)
    return 0.9


def describe(scores: Matrix, labels: Matrix, threshold: float) -> dict[str, object]:
    """Precision and recall at the threshold, and how well probabilities hold, by bins of ten."""
    chosen = scores >= threshold
    order = np.argsort(-scores)
    ranked = labels[order]
    precision_at = ranked.cumsum() / np.arange(1, len(ranked) + 1)
    bins = np.minimum((scores * 10).astype(int), 9)
    return {
        "pairs": len(labels),
        "positive": int(labels.sum()),
        "precision": round(float(labels[chosen].mean()), 3),
        "recall": round(float(labels[chosen].sum() / labels.sum()), 3),
        "average_precision": round(float((precision_at * ranked).sum() / labels.sum()), 3),
        "calibration_error": round(
            float(
                sum(
                    (bins == b).mean() * abs(scores[bins == b].mean() - labels[bins == b].mean())
                    for b in range(10)
                    if (bins == b).any()
                )
            ),
            4,
        ),
        "calibration": {
            f"{b / 10:.1f}": [int((bins == b).sum()), round(float(labels[bins == b].mean()), 3)]
            for b in range(10)
            if (bins == b).any()
        },
    }


def main() -> None:
    """Fit on a home and write the data file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--dry-run", action="store_true", help="print, but do not write")
    arguments = parser.parse_args()
    settings = Settings.load(home=arguments.home)
    with Store.open(settings.database_url) as store:
        features, labels, articles, names = collect(store, settings)
    flat = features.reshape(-1, len(FEATURES))
    scores = cross_validate(flat, labels, articles)
    threshold = choose_threshold(scores, labels)
    weights, bias = fit(flat, labels)
    measures: dict[str, object] = {"all": describe(scores, labels, threshold)}
    for name in sorted(set(names)):
        here = np.array([other == name for other in names])
        measures[name] = {
            key: value
            for key, value in describe(scores[here], labels[here], threshold).items()
            if key != "calibration"
        }
    facts = {
        "version": 1,
        "fitted_by": "search/fit/areas.py",
        "seed": SEED,
        "penalty": PENALTY,
        "threshold": threshold,
        "weights": {name: round(float(value), 5) for name, value in zip(FEATURES, weights, strict=True)},
        "bias": round(bias, 5),
        "measures": measures,
    }
    text = json.dumps(facts, ensure_ascii=False, indent=1)
    sys.stdout.write(text + "\n")
    if not arguments.dry_run:
        MODEL_PATH.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
