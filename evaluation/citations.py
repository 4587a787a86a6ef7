"""Citations over a folder: how many are found and resolved, why the others are not, and a sample to read.

Ingests the folder into a knowledge base of its own, so that citations across documents are linked, and
prints counts per language; ``--sample`` draws resolved citations at random for reading, each with its
words in context and the beginning of what it points to. Whoever reads them counts the wrong ones::

    python -m evaluation.citations ../shared/corpus --sample 200 --seed 1
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.access import Access
from corpus.model import Bundle, Citation
from corpus.store import Store
from ingest.citations.reasons import Reason, reason_of
from ingest.pipeline import ingest

READ_BY_EYE = (
    # seed, read, wrong as found; the causes were mended after each reading, so the last is to go by
    (1, 105, 8),
    (2, 50, 2),
    (3, 97, 7),
    (4, 74, 2),
    (5, 200, 6),
    (6, 100, 4),
    (7, 100, 1),
)
"""Resolved citations of the shared corpus that a person read in context, and how many were wrong."""

_AROUND = 70  # characters of context on each side
_TARGET = 110  # characters of the provision pointed to


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one language: citations found and resolved, linked across documents, and reasons for the rest."""

    found: int
    resolved: int
    linked: int
    reasons: dict[str, int]


def tally(bundles: Iterable[Bundle]) -> dict[str, Tally]:
    """Count the citations of ``bundles`` by language."""
    found: dict[str, list[Citation]] = defaultdict(list)
    for bundle in bundles:
        found[bundle.document.language] += bundle.citations
    return {language: _count(citations) for language, citations in sorted(found.items())}


def _count(citations: Sequence[Citation]) -> Tally:
    resolved = [c for c in citations if c.target_instrument is not None]
    reasons = Counter(
        reason.value for c in citations if c.target_instrument is None and (reason := reason_of(c.reason))
    )
    linked = sum(reason_of(c.reason) is Reason.BY_NAME for c in resolved)
    return Tally(len(citations), len(resolved), linked, dict(reasons.most_common()))


def draw(bundles: Sequence[Bundle], size: int, seed: int) -> list[tuple[Bundle, Citation]]:
    """Draw ``size`` resolved citations, the languages in turn, the same for the same seed."""
    chance = random.Random(seed)
    by_language: dict[str, list[tuple[Bundle, Citation]]] = defaultdict(list)
    for bundle in bundles:
        by_language[bundle.document.language] += [
            (bundle, c) for c in bundle.citations if c.target_instrument is not None
        ]
    for entries in by_language.values():
        chance.shuffle(entries)
    drawn: list[tuple[Bundle, Citation]] = []
    while len(drawn) < size and any(by_language.values()):
        for language in sorted(by_language):
            if by_language[language] and len(drawn) < size:
                drawn.append(by_language[language].pop())
    return drawn


def show(drawn: Sequence[tuple[Bundle, Citation]], bundles: Sequence[Bundle]) -> Iterator[str]:
    """Yield one block of lines per citation: where it stands, its words in context, what it points to."""
    texts: dict[tuple[str, str], tuple[str, str]] = {}
    for bundle in bundles:
        for provision in bundle.provisions:
            words = bundle.document.text[provision.start : min(provision.end, provision.start + _TARGET)]
            key = (bundle.instrument.id, provision.eid)
            texts.setdefault(key, (bundle.document.language, words))
            texts[(bundle.document.id, provision.eid)] = (bundle.document.language, words)
    for number, (bundle, citation) in enumerate(drawn, start=1):
        text = bundle.document.text
        before = text[max(0, citation.start - _AROUND) : citation.start]
        after = text[citation.end : citation.end + _AROUND]
        eid = citation.target_eid or ""
        target = (
            texts.get((bundle.document.id, eid))
            if citation.target_instrument == bundle.instrument.id
            else None
        )
        target = target or texts.get((citation.target_instrument or "", eid))
        words = " ".join((target[1] if target else "(no text held)").split())
        yield f"{number}. [{bundle.document.language}] {bundle.document.title[:50]} {citation.eid}"
        yield "   " + " ".join(f"{before}⟦{text[citation.start : citation.end]}⟧{after}".split())
        name = (citation.target_instrument or "").rpartition("/")[2]
        yield f"   -> {name} {eid}: {words}"


def read_folder(folder: Path) -> list[Bundle]:
    """Ingest ``folder`` into a store of its own and return all that is current in it."""
    access = Access.system_()
    with tempfile.TemporaryDirectory() as place, Store.open(f"sqlite:///{place}/citations.db") as store:
        ingest(store, [folder])
        return [store.bundle(entry.id, access) for entry in store.documents(access)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts, and the sample if one is asked for."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.citations", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/corpus"))
    parser.add_argument(
        "--sample", type=int, default=0, help="how many resolved citations to print for reading"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    bundles = read_folder(options.folder)
    print(f"{'language':<9} {'found':>6} {'resolved':>8} {'linked':>6}  reasons of the others")
    counts = tally(bundles)
    for language, each in counts.items():
        reasons = "; ".join(f"{reason} {count}" for reason, count in each.reasons.items())
        print(f"{language:<9} {each.found:>6} {each.resolved:>8} {each.linked:>6}  {reasons}")
    totals = [
        sum(getattr(each, name) for each in counts.values()) for name in ("found", "resolved", "linked")
    ]
    print(f"{'all':<9} {totals[0]:>6} {totals[1]:>8} {totals[2]:>6}")
    for seed, read, wrong in READ_BY_EYE:
        print(f"read by eye, seed {seed}: {wrong} wrong of {read} resolved")
    for line in show(draw(bundles, options.sample, options.seed), bundles):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
