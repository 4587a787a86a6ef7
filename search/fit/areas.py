"""Fit the model that ties provisions to areas, on what was tied by hand.

    python -m search.fit.areas --home DIR

The home holds the shared corpus, ingested, so that the provisions of ``area_labels.jsonl`` are found
(by path, language, eId and the fingerprint of their words); ``area_examples.jsonl`` are provisions of our
own. The networks see a part of them without the block ``meaning``, so that they serve other encoders
too. Calibration and thresholds come from cross-validation in which whole articles, in all their
language versions, are held out (:mod:`search.area_model`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.access import Access
from corpus.areas import area_of, is_theme
from corpus.fingerprints import fingerprint
from corpus.model import Provision, ProvisionKind
from corpus.settings import Settings
from corpus.store import Store
from search.area_features import Lists, Surroundings, describe, read_words
from search.area_model import (
    MODEL_PATH,
    AreaModel,
    Matrix,
    Network,
    Rows,
    find_columns,
    join,
    list_codes,
    save_area_model,
    sigmoid,
)
from search.assign import open_proposer
from search.encoders import Encoder, open_encoder
from search.fit.decisions import read_decisions
from search.passages import hash_text, load_vectors, read_passages
from search.propose import Proposer, find_margin

LABELS = Path(__file__).parent / "area_labels.jsonl"
EXAMPLES = Path(__file__).parent / "area_examples.jsonl"
VERSION = 2

SEED = 18
FOLDS = 5
NETWORKS = 4
HIDDEN = 96
EPOCHS = 32
BATCH = 64
RATE = 2e-3
DECAY = 2e-3
DROPPED_INPUT, DROPPED_HIDDEN = 0.15, 0.4
WITHOUT_MEANING = 0.15
EXAMPLE_WEIGHT = 0.6
"""What a provision of our own counts beside one of a law."""
RIDGE = 4.0
"""How many provisions draw the shift and threshold of an area to those of all areas."""

_SYSTEM = Access.system_()
_ARTICLE = re.compile(r"(?:art|sec|para|rec|sched)_")


@dataclass(frozen=True, slots=True)
class Collected:
    """Rows, labels of shape (rows, codes), the article of each row and how much each counts.

    ``judged`` is 1 where a person looked at a code, else 0: whoever decides of one area of a provision
    says nothing of the others.
    """

    rows: Rows
    labels: Rows
    articles: tuple[str, ...]
    counts: Rows
    judged: Rows


def read_labels(decisions: Sequence[Path] = ()) -> list[dict[str, Any]]:
    """Read the labels that ship, and what reviewers decided, which counts where the two differ."""
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    rows, _ = read_decisions(decisions)
    return merge_labels(labels, rows)


def merge_labels(
    labels: Sequence[Mapping[str, Any]], decided: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Lay decisions over labels: only the codes that were judged change."""
    merged = {_place(label): dict(label) for label in labels}
    for row in decided:
        known = merged.get(_place(row))
        if known is None:
            merged[_place(row)] = dict(row)
            continue
        judged = set(row["judged"])
        for name in ("areas", "themes"):
            known[name] = sorted(({*known[name]} - judged) | ({*row[name]} & judged))
    return list(merged.values())


def _place(label: Mapping[str, Any]) -> tuple[str, str, str]:
    return label["path"], label["language"], label["eid"]


def collect(
    store: Store, proposer: Proposer, encoder: Encoder, labels: Sequence[dict[str, Any]]
) -> Collected:
    """Describe the labelled provisions of the store; what is not found is told on standard error."""
    by_path: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for label in labels:
        by_path[label["path"]].append(label)
    codes = list_codes()
    rows: list[Rows] = []
    wanted: list[Rows] = []
    judged: list[Rows] = []
    articles: list[str] = []
    for document in store.documents(_SYSTEM):
        here = next((found for path, found in by_path.items() if document.source.endswith("/" + path)), [])
        if not here:
            continue
        text, provisions = store.document(document.id, _SYSTEM).text, store.provisions(document.id, _SYSTEM)
        passages = list(read_passages(store, [document.id], _SYSTEM))
        described = proposer.describe(text, provisions, passages, load_vectors(store, encoder, passages))
        marks = {each.eid: fingerprint(text, each) for each in provisions}
        numbers = {eid: number for number, eid in enumerate(described.eids)}
        for label in here:
            number = numbers.get(label["eid"])
            if number is not None and marks[label["eid"]] == label["fingerprint"]:
                rows.append(described.rows[number])
                wanted.append(_mark(codes, {*label["areas"], *label["themes"]}))
                judged.append(_mark(codes, label.get("judged", codes)))
                articles.append(f"{document.instrument_id}#{find_article(label['eid'])}")
    print(f"{len(rows)} of {len(labels)} labelled provisions found", file=sys.stderr)
    counts = np.ones(len(rows), np.float32)
    return Collected(np.stack(rows), np.stack(wanted), tuple(articles), counts, np.stack(judged))


def find_article(eid: str) -> str:
    """The eId of the article, section or paragraph that a provision is in.

    >>> find_article("chp_2__art_5__para_1"), find_article("sec_2__para_4")
    ('chp_2__art_5', 'sec_2')
    """
    steps = eid.split("__")
    for number, step in enumerate(steps):
        if _ARTICLE.match(step):
            return "__".join(steps[: number + 1])
    return eid


def describe_examples(store: Store, proposer: Proposer, encoder: Encoder) -> Collected:
    """Describe the provisions that we wrote ourselves."""
    examples = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    texts = [str(example["text"]) for example in examples]
    keys = [hash_text(text) for text in texts]
    known = dict(store.vectors(encoder.fingerprint, keys))
    if missing := {key: text for key, text in zip(keys, texts, strict=True) if key not in known}:
        new = dict(zip(missing, encoder.encode_passages(list(missing.values())), strict=True))
        store.put_vectors(encoder.fingerprint, new)
        known |= new
    languages = [str(example["language"]) for example in examples]
    centred, closeness = proposer.compare(np.stack([known[key] for key in keys]), languages)
    blocks: defaultdict[str, list[Rows]] = defaultdict(list)
    for number, (text, language) in enumerate(zip(texts, languages, strict=True)):
        unit = Provision("", "art_1", ProvisionKind.ARTICLE, 0, len(text), language, 0)
        words = read_words(text, language, proposer.lists)
        row = describe(text, unit, Surroundings([unit]), words, proposer.lists, statement=False)
        row["meaning"] = centred[number] / max(float(np.linalg.norm(centred[number])), 1e-12)
        row["closeness"] = closeness[number].astype(np.float32)
        row["margin"] = find_margin(closeness[number]).astype(np.float32)
        for name, values in row.items():
            blocks[name].append(values)
    rows = join({name: np.stack(values) for name, values in blocks.items()})
    codes = list_codes()
    return Collected(
        rows,
        np.stack([_mark(codes, {*example["areas"], *example["themes"]}) for example in examples]),
        tuple(f"example {number}" for number in range(len(examples))),
        np.full(len(examples), EXAMPLE_WEIGHT, np.float32),
        np.ones((len(examples), len(codes)), np.float32),
    )


def _mark(codes: Sequence[str], given: Collection[str]) -> Rows:
    return np.array([code in given for code in codes], np.float32)


def fit_network(data: Collected, meaning: slice, seed: int) -> Network:
    """Fit one network; the rows are shuffled, and some lose their meaning, by ``seed``."""
    import torch

    torch.manual_seed(seed)
    rows, labels = torch.tensor(data.rows), torch.tensor(data.labels)
    counts = torch.tensor(data.counts)[:, None] * torch.tensor(data.judged)
    first = torch.nn.Linear(rows.shape[1], HIDDEN)
    second = torch.nn.Linear(HIDDEN, labels.shape[1])
    network = torch.nn.Sequential(
        torch.nn.Dropout(DROPPED_INPUT), first, torch.nn.ReLU(), torch.nn.Dropout(DROPPED_HIDDEN), second
    )
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    batches = -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=EPOCHS * batches + 1)
    network.train()
    for _ in range(EPOCHS):
        order = torch.randperm(len(rows))
        for start in range(0, len(rows), BATCH):
            at = order[start : start + BATCH]
            batch = rows[at].clone()
            batch[torch.rand(len(at)) < WITHOUT_MEANING, meaning] = 0
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                network(batch), labels[at], reduction="none"
            )
            optimiser.zero_grad()
            (loss * counts[at]).sum(dim=1).mean().backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()

    def read(parameter: Any, *, turned: bool = False) -> Rows:
        values = parameter.detach().numpy()
        return np.ascontiguousarray(values.T if turned else values, np.float32)

    return Network(
        read(first.weight, turned=True),
        read(first.bias),
        read(second.weight, turned=True),
        read(second.bias),
    )


def cross_validate(data: Collected, examples: Collected, meaning: slice) -> Rows:
    """Logits of every labelled provision by networks that saw no provision of its article."""
    folds = np.array([_fold(article) for article in data.articles])
    logits = np.zeros_like(data.labels)
    for fold in range(FOLDS):
        out = folds == fold
        seen = merge(
            Collected(data.rows[~out], data.labels[~out], (), data.counts[~out], data.judged[~out]), examples
        )
        networks = [fit_network(seen, meaning, SEED + number) for number in range(NETWORKS)]
        logits[out] = np.mean([network.run(data.rows[out]) for network in networks], axis=0)
        print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr)
    return logits


def merge(one: Collected, other: Collected) -> Collected:
    """Both, one after the other."""
    return Collected(
        np.concatenate([one.rows, other.rows]),
        np.concatenate([one.labels, other.labels]),
        (*one.articles, *other.articles),
        np.concatenate([one.counts, other.counts]),
        np.concatenate([one.judged, other.judged]),
    )


def _fold(article: str) -> int:
    return int(hashlib.sha256(f"fold:{article}".encode()).hexdigest(), 16) % FOLDS


def calibrate(logits: Matrix, labels: Matrix) -> tuple[float, Matrix]:
    """Return slope and shifts of p = sigmoid(slope * logit + shift) by Newton's method.

    A shift is that of all areas plus one of its own, which ``RIDGE`` draws to nothing.
    """
    count, codes = logits.shape
    x = np.zeros((count * codes, codes + 2))
    x[:, 0] = logits.ravel()
    x[:, 1] = 1
    x[np.arange(count * codes), np.tile(np.arange(codes), count) + 2] = 1
    y = labels.ravel()
    w = np.zeros(codes + 2)
    w[0] = 1
    ridge = np.diag([1e-6, 1e-6, *[RIDGE] * codes])
    for _ in range(30):
        p = sigmoid(x @ w)
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (p - y) + ridge @ w)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    return float(w[0]), np.asarray(w[1] + w[2:])


def choose_thresholds(probabilities: Matrix, labels: Matrix) -> Matrix:
    """Return for each code the threshold of best F1, drawn to that of its kind where there are few."""
    candidates = np.arange(0.1, 0.86, 0.01)

    def best(columns: NDArray[np.intp]) -> float:
        right = labels[:, columns] > 0
        return float(max(candidates, key=lambda least: _f1(right, probabilities[:, columns] >= least)))

    codes = list_codes()
    found = np.zeros(len(codes))
    for themes in (False, True):
        columns = np.array([n for n, code in enumerate(codes) if is_theme(code) is themes])
        usual = best(columns)
        for column in columns:
            support = float(labels[:, column].sum())
            own = best(np.array([column])) if support else usual
            share = support / (support + 5 * RIDGE)
            found[column] = share * own + (1 - share) * usual
    return found


def _f1(right: NDArray[np.bool_], proposed: NDArray[np.bool_]) -> float:
    both = float((right & proposed).sum())
    return 2 * both / max(1.0, float(right.sum() + proposed.sum()))


def main(arguments: Sequence[str] | None = None, tell: Callable[[str], None] = print) -> int:
    """Fit, calibrate, and write the model."""
    parser = argparse.ArgumentParser(prog="python -m search.fit.areas", description=main.__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home that holds the shared corpus")
    parser.add_argument("--out", type=Path, default=MODEL_PATH)
    parser.add_argument(
        "--decisions", type=Path, nargs="*", default=[], help="files that `narcord review export` wrote"
    )
    options = parser.parse_args(arguments)
    settings = Settings.load({"NARCORD_HOME": str(options.home)})
    with Store.open(settings.database_url) as store:
        encoder = open_encoder(settings, bulk=True)
        proposer = open_proposer(store, encoder)
        labels = read_labels(options.decisions)
        data = collect(store, proposer, encoder, labels)
        examples = describe_examples(store, proposer, encoder)
    meaning = find_columns(Lists.shipped().widths(encoder.dimension))["meaning"]
    logits = cross_validate(data, examples, meaning).astype(np.float64)
    whole = data.judged.all(axis=1)  # what is not wholly judged says nothing of how often a code is right
    logits, known = logits[whole], data.labels[whole].astype(np.float64)
    slope, shifts = calibrate(logits, known)
    probabilities = sigmoid(slope * logits + shifts)
    thresholds = choose_thresholds(probabilities, known)
    codes = list_codes()
    areas = [number for number, code in enumerate(codes) if not is_theme(code)]
    f1 = {codes[n]: round(_f1(known[:, [n]] > 0, probabilities[:, [n]] >= thresholds[n]), 3) for n in areas}
    everything = merge(data, examples)
    networks = tuple(fit_network(everything, meaning, SEED + number) for number in range(NETWORKS))
    facts = {
        "version": VERSION,
        "encoder": encoder.fingerprint,
        "dimension": encoder.dimension,
        "provisions": len(data.rows),
        "examples": len(examples.rows),
        "decided": sorted({label["fingerprint"] for label in labels if "judged" in label}),
        "cross_validation": {"macro_f1": round(float(np.mean([*f1.values()])), 3), "f1": f1},
    }
    save_area_model(options.out, AreaModel(codes, networks, slope, shifts, thresholds, facts))
    tell(json.dumps(facts["cross_validation"]))
    tell(f"slope {slope:.3f}; thresholds {dict(zip(codes, thresholds.round(2).tolist(), strict=True))}")
    assert all(area_of(code) in codes for code in codes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
