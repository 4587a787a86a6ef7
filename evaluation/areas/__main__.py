"""Print how well provisions are tied to areas: ``python -m evaluation.areas --home DIR [--split SPLIT]``."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.access import Access
from corpus.areas import is_theme
from corpus.model import AssignmentStatus, Nature
from corpus.settings import Settings
from corpus.store import Store
from evaluation.areas.gold import HELD_OUT, Expected, find_places, read_gold
from evaluation.areas.score import (
    Labels,
    Score,
    Scores,
    average,
    by_group,
    find_calibration_error,
    find_reliability,
    pool,
    score_columns,
)
from search.area_model import choose_proposed, find_columns, find_rivals, load_area_model
from search.assign import open_proposer
from search.encoders import open_encoder
from search.passages import load_vectors, read_passages
from search.propose import Described, Proposer

_SYSTEM = Access.system_()
_MANY = 5
"""Areas with fewer provisions in the gold are left out of the second mean: a single one decides there."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Gold and what the methods say, row by row; columns are the model's codes."""

    expected: tuple[Expected, ...]
    codes: tuple[str, ...]
    gold: Labels
    probabilities: Scores
    proposed: Labels
    keywords: Labels
    closeness: Scores
    rivals: tuple[Mapping[str, tuple[str, ...]], ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the model that ships, and two baselines beside it, against the gold."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.areas", description=main.__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home that holds the shared corpus")
    parser.add_argument("--split", choices=("tuning", HELD_OUT, "all"), default=HELD_OUT)
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    options = parser.parse_args(arguments)
    # What a reviewer decided and the model was fitted on is no gold any more.
    decided = set(load_area_model().facts.get("decided", ()))
    gold = [row for row in read_gold() if row.fingerprint not in decided]
    settings = Settings.load(home=options.home)
    with Store.open(settings.database_url) as store:
        encoder = open_encoder(settings, bulk=True)
        proposer = open_proposer(store, encoder)
        measured = measure(store, proposer, encoder, gold)
        register = measure_register(store, proposer, encoder)
    missing = len(gold) - len(measured.expected)
    if not measured.expected:
        print("The home holds none of the documents of the gold: ingest the shared corpus.", file=sys.stderr)
        return 2
    report = describe(measured, options.split)
    report["gold not found in the home"] = missing
    report["against the register's own assignments, authentic texts"] = register
    if options.json:
        print(json.dumps(report, indent=1))
    else:
        print_report(report)
    return 0


def measure(store: Store, proposer: Proposer, encoder: Any, gold: Sequence[Expected]) -> Measured:
    """Ask the model about every provision of the gold that the store holds."""
    model = proposer.model
    codes = model.codes
    places = find_places(store, gold)
    by_document: defaultdict[str, list[tuple[Expected, str]]] = defaultdict(list)
    for row, place in places.items():
        by_document[place.document_id].append((row, place.eid))
    columns = find_columns(proposer.lists.widths(model.dimension))
    rows, expected = [], []
    for document_id, wanted in sorted(by_document.items()):
        described = describe_stored(store, proposer, encoder, document_id)
        numbers = {eid: number for number, eid in enumerate(described.eids)}
        for row, eid in wanted:
            if eid in numbers:
                expected.append(row)
                rows.append(described.rows[numbers[eid]])
    if not rows:
        none = np.zeros((0, len(codes)))
        return Measured((), codes, none > 0, none, none > 0, none > 0, none, ())
    joined = np.stack(rows)
    probabilities = model.run(joined)
    return Measured(
        tuple(expected),
        codes,
        np.array([[code in row.areas or code in row.themes for code in codes] for row in expected]),
        probabilities,
        choose_proposed(model, probabilities),
        joined[:, columns["signals"]] > 0,
        joined[:, columns["closeness"]].astype(np.float64),
        tuple(find_rivals(codes, each) for each in probabilities),
    )


def measure_register(store: Store, proposer: Proposer, encoder: Any) -> dict[str, Any]:
    """Score the proposals for authentic texts against what the register confirms for the same eIds.

    The register was tied by other habits than the gold (more sparingly), and some of its provisions are
    among the labels that the model was fitted on: a second opinion, not a kept-out one.
    """
    model = proposer.model
    codes = [code for code in model.codes if not is_theme(code)]
    confirmed: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    described_there: defaultdict[str, set[str]] = defaultdict(set)
    documents = store.documents(_SYSTEM)
    for document in documents:
        if document.nature is Nature.ABSTRACT:
            described_there[document.instrument_id] |= {
                each.eid for each in store.provisions(document.id, _SYSTEM)
            }
            for tie in store.assignments(_SYSTEM, document.id, statuses=(AssignmentStatus.CONFIRMED,)):
                confirmed[document.instrument_id, tie.eid].add(tie.area)
    gold, proposed = [], []
    for document in documents:
        if document.nature is Nature.ABSTRACT or document.instrument_id not in described_there:
            continue
        described = describe_stored(store, proposer, encoder, document.id)
        kept = [n for n, eid in enumerate(described.eids) if eid in described_there[document.instrument_id]]
        if kept:
            said = choose_proposed(model, model.run(described.rows[kept]))
            proposed += [row[: len(codes)] for row in said]
            gold += [
                [code in confirmed[document.instrument_id, described.eids[n]] for code in codes] for n in kept
            ]
    if not gold:
        return {"provisions": 0}
    scores = score_columns(np.array(gold), np.array(proposed))
    return {"provisions": len(gold), "macro F1": round(average(scores), 3)} | {
        "assignments": pool(scores).support,
        "precision": round(pool(scores).precision, 3),
        "recall": round(pool(scores).recall, 3),
        "F1": round(pool(scores).f1, 3),
    }


def describe_stored(store: Store, proposer: Proposer, encoder: Any, document_id: str) -> Described:
    """Describe the provisions of a document of the store."""
    passages = list(read_passages(store, [document_id], _SYSTEM))
    return proposer.describe(
        store.document(document_id, _SYSTEM).text,
        store.provisions(document_id, _SYSTEM),
        passages,
        load_vectors(store, encoder, passages),
        meaning=proposer.model.fits(encoder.fingerprint),
    )


def describe(measured: Measured, split: str) -> dict[str, Any]:
    """All figures as JSON."""
    areas = np.array([not is_theme(code) for code in measured.codes])
    here = np.array([split in ("all", row.split) for row in measured.expected])
    tuning = np.array([not row.held_out for row in measured.expected])
    expected = [row for row, kept in zip(measured.expected, here, strict=True) if kept]
    gold, proposed = measured.gold[here], measured.proposed[here]
    codes = [code for code, kept in zip(measured.codes, areas, strict=True) if kept]
    scores = score_columns(gold[:, areas], proposed[:, areas])
    least = choose_least(measured.closeness[tuning], measured.gold[tuning][:, areas])
    keywords = score_columns(gold[:, areas], measured.keywords[here])
    nearness = score_columns(gold[:, areas], measured.closeness[here] >= least)
    themes = score_columns(gold[:, ~areas], proposed[:, ~areas])
    random = np.array([row.stratum == "random" for row in expected])
    bins = find_reliability(gold[:, areas], measured.probabilities[here][:, areas])
    return {
        "split": split,
        "provisions": len(expected),
        "documents": len({row.path for row in expected}),
        "languages": len({row.language for row in expected}),
        "read twice": sum(len(row.readings) > 1 for row in expected),
        "macro F1": {
            "model": round(average(scores), 3),
            "keywords": round(average(keywords), 3),
            "zero-shot encoder": round(average(nearness), 3),
        },
        f"macro F1, areas with {_MANY} provisions or more": {
            "model": round(average(scores, _MANY), 3),
            "keywords": round(average(keywords, _MANY), 3),
            "zero-shot encoder": round(average(nearness, _MANY), 3),
        },
        "pooled": {
            "model": _describe(pool(scores)),
            "keywords": _describe(pool(keywords)),
            "zero-shot encoder": _describe(pool(nearness)),
            "of the random draw alone": _describe(
                pool(score_columns(gold[random][:, areas], proposed[random][:, areas]))
            ),
        },
        "readers against each other, pooled F1": agree(expected, codes),
        "areas": {
            code: _describe(score) | {"keywords F1": round(word.f1, 3), "zero-shot F1": round(near.f1, 3)}
            for code, score, word, near in zip(codes, scores, keywords, nearness, strict=True)
        },
        "languages, pooled": {
            language: _describe(score)
            for language, score in by_group(
                [row.language for row in expected], gold[:, areas], proposed[:, areas]
            ).items()
        },
        "sub-themes": {"macro F1": round(average(themes), 3)} | _describe(pool(themes)),
        "reliability": [
            {
                "from": x.low,
                "to": x.high,
                "pairs": x.pairs,
                "said": round(x.mean, 3),
                "right": round(x.share, 3),
            }
            for x in bins
        ],
        "expected calibration error": round(find_calibration_error(bins), 4),
        "not to be told apart": tell_overlaps(measured, here),
    }


def choose_least(closeness: Scores, gold: Labels) -> float:
    """The z-score from which nearness alone proposes: where pooled F1 on the tuning half is best."""
    candidates = np.arange(0.5, 5, 0.1)
    return float(max(candidates, key=lambda least: pool(score_columns(gold, closeness >= least)).f1))


def agree(expected: Sequence[Expected], codes: Sequence[str]) -> float | None:
    """Pooled F1 of one reader's areas against the other's, where two read."""
    twice = [row.readings for row in expected if len(row.readings) > 1]
    if not twice:
        return None
    one, other = (np.array([[code in pair[n] for code in codes] for pair in twice]) for n in (0, 1))
    return round(pool(score_columns(one, other)).f1, 3)


def tell_overlaps(measured: Measured, here: Labels) -> dict[str, int]:
    """How often the model says that A8, A16 and A17 cannot be told apart, and how often readers did."""
    kept = [n for n, keep in enumerate(here) if keep]
    readers = {n for n in kept if measured.expected[n].between}
    at = {code: number for number, code in enumerate(measured.codes)}
    said = {n for n in kept if any(measured.proposed[n][at[code]] for code in measured.rivals[n])}
    return {"by readers": len(readers), "by the model": len(said), "by both": len(readers & said)}


def _describe(score: Score) -> dict[str, Any]:
    return {
        "provisions": score.support,
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "F1": round(score.f1, 3),
    }


def print_report(report: Mapping[str, Any]) -> None:
    """Print the figures as a page of text."""
    for name, value in report.items():
        if isinstance(value, dict):
            print(f"\n{name}")
            for key, each in value.items():
                if isinstance(each, dict):
                    print(f"  {key:26}" + "  ".join(f"{label} {number}" for label, number in each.items()))
                else:
                    print(f"  {key:26}{each}")
        elif isinstance(value, list):
            print(f"\n{name}")
            for each in value:
                print("  " + "  ".join(f"{label} {number}" for label, number in each.items()))
        else:
            print(f"{name}: {value}")


if __name__ == "__main__":
    sys.exit(main())
