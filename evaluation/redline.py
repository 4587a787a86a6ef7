"""Whether a redline says what became of each provision, where that is known.

``python -m evaluation.redline --home H [--versions N] [--json]`` takes authentic documents in many
languages, with and without spaces between words, makes N new versions of each (:mod:`evaluation.edits`)
and compares them: of each kind how many provisions there are, how many were told as such, precision,
recall and F1, and of how many the counterpart is the right one; by language, and over all. Then the
pairs of versions that the corpus holds, and how long each comparison took.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.access import Access
from corpus.model import Nature
from corpus.settings import Settings
from corpus.store import DocumentSummary, Store
from evaluation.edits import Edited, edit
from search.redline import Kind, Redline, compare_texts, redline

VERSIONS = 3
RATE = 0.3
"""Share of the provisions that are edited: a thorough revision."""
_LEAST, _MOST = 15, 900  # provisions of a document that is taken
_PER_LANGUAGE = 3
_CHANGES = tuple(kind for kind in Kind if kind is not Kind.UNCHANGED)

PAIRS = (
    ("Sri Lanka, bill and act, text", "lk-podd-bill-2022-08-23.txt", "lk-podd-act-2022-41.txt"),
    ("Sri Lanka, bill and act, DOCX", "lk-podd-bill-2022-08-23.docx", "lk-podd-act-2022-41.docx"),
    ("Sri Lanka, bill and act, PDF", "lk-podd-bill-2022-08-23.pdf", "lk-podd-act-2022-41.pdf"),
    ("Sri Lanka, one act, text and DOCX", "lk-podd-act-2022-41.txt", "lk-podd-act-2022-41.docx"),
    ("Malaysia, two bills, English", "en/my-dd-spm-amendment-bill-1990-dr07.md",
     "en/my-dd-spm-amendment-bill-1990-dr12.md"),
    ("Malaysia, two bills, Malay", "ms/my-dd-spm-amendment-bill-1990-dr07.md",
     "ms/my-dd-spm-amendment-bill-1990-dr12.md"),
    ("Vietnam, one law, Markdown and PDF", "vn-luat-phong-chong-ma-tuy-2021.md", "vn-luat-73-2021-qh14.pdf"),
    ("Vietnam, one law, Markdown and DOCX", "vn-luat-phong-chong-ma-tuy-2021.md",
     "vn-luat-phong-chong-ma-tuy-2021.docx"),
    ("Vietnam, one law, PDF and DOCX", "vn-luat-73-2021-qh14.pdf", "vn-luat-phong-chong-ma-tuy-2021.docx"),
    ("1961 Convention in Spanish, two texts", "un-single-convention-1961-es.md",
     "un-single-convention-1961-es.pdf"),
    ("Shandong and Shanghai, two regulations", "cn-shandong-jindu-tiaoli.md", "cn-shanghai-jindu-tiaoli.md"),
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Of one kind: how many there are, how many were told, how many rightly."""

    there: int = 0
    told: int = 0
    right: int = 0

    def add(self, other: Tally) -> None:
        """Count another one in."""
        self.there, self.told, self.right = (
            self.there + other.there, self.told + other.told, self.right + other.right
        )  # fmt: skip

    @property
    def precision(self) -> float:
        """Share of those told that are; 1 if none was told."""
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """Share of those there that were told; 1 if there are none."""
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def check(edited: Edited, found: Redline) -> dict[str, Tally]:
    """Compare what a redline tells with the truth: a tally per kind, and one of ``counterparts``.

    A provision is told rightly as changed, moved or renumbered only beside its true counterpart.
    """
    told = {
        (entry.a.eid if entry.a else None, entry.b.eid if entry.b else None): frozenset(entry.kinds)
        for entry in found.entries
        if entry.a or entry.b
    }
    tallies = {
        kind.value: Tally(
            sum(kind in kinds for kinds in edited.truth.values()),
            sum(kind in kinds for kinds in told.values()),
            sum(kind in kinds and kind in told.get(pair, ()) for pair, kinds in edited.truth.items()),
        )
        for kind in Kind
    }
    true_pairs = {pair for pair in edited.truth if None not in pair}
    told_pairs = {pair for pair in told if None not in pair}
    tallies["counterparts"] = Tally(len(true_pairs), len(told_pairs), len(true_pairs & told_pairs))
    return tallies


def choose_documents(
    store: Store, access: Access, per_language: int = _PER_LANGUAGE
) -> list[DocumentSummary]:
    """Authentic documents of middle size, at most so many per language, the longest first."""
    by_language: defaultdict[str, list[DocumentSummary]] = defaultdict(list)
    for document in store.documents(access):
        if document.nature is Nature.AUTHENTIC and _LEAST <= document.provision_count <= _MOST:
            by_language[document.language].append(document)
    chosen = []
    for _, documents in sorted(by_language.items()):
        documents.sort(key=lambda each: (-each.provision_count, each.id))
        chosen += documents[:per_language]
    return chosen


def measure(
    store: Store, access: Access, documents: Iterable[DocumentSummary], versions: int, rate: float = RATE
) -> dict[str, dict[str, Tally]]:
    """Tallies by language, over all made-up versions, and over ``all`` languages."""
    table: defaultdict[str, dict[str, Tally]] = defaultdict(dict)
    for document in documents:
        text = store.document(document.id, access).text
        provisions = store.provisions(document.id, access)
        for seed in range(1, versions + 1):  # version 0 was looked at while the method was made
            edited = edit(text, provisions, rate, seed)
            found = compare_texts(text, provisions, edited.text, edited.provisions)
            for name, tally in check(edited, found).items():
                for group in (document.language, "all"):
                    table[group].setdefault(name, Tally()).add(tally)
    return dict(table)


def compare_pairs(store: Store, access: Access) -> list[tuple[str, dict[Kind, int], float]]:
    """The pairs of versions that are held: name, provisions per kind, milliseconds."""
    sources = {document.source: document.id for document in store.documents(access)}
    rows = []
    for name, *ends in PAIRS:
        ids = [next((key for source, key in sources.items() if source.endswith(end)), None) for end in ends]
        if ids[0] is None or ids[1] is None:
            continue
        began = time.perf_counter()
        found = redline(store, ids[0], ids[1], access)
        rows.append((name, found.counts, 1000 * (time.perf_counter() - began)))
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.redline", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home with authentic documents")
    parser.add_argument("--versions", type=int, default=VERSIONS, help="new versions of each document")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    access = Access.system_()
    settings = Settings.load({"NARCORD_HOME": str(options.home)})
    with Store.open(settings.database_url) as store:
        documents = choose_documents(store, access)
        if not documents:
            print("No authentic document of middle size is here.", file=sys.stderr)
            return 2
        table = measure(store, access, documents, options.versions)
        pairs = compare_pairs(store, access)
    if options.json:
        print(
            json.dumps(
                {
                    "documents": len(documents),
                    "made": {
                        group: {
                            name: {"there": t.there, "told": t.told, "right": t.right, "f1": round(t.f1, 4)}
                            for name, t in tallies.items()
                        }
                        for group, tallies in table.items()
                    },
                    "held": [{"pair": name, "kinds": kinds, "ms": round(ms)} for name, kinds, ms in pairs],
                }
            )
        )
        return 0
    languages = Counter(document.language for document in documents)
    print(
        f"{len(documents)} documents in {len(languages)} languages, {options.versions} new versions of each"
    )
    print(f"\n{'over all':14}{'there':>8}{'told':>8}{'P':>8}{'R':>8}{'F1':>8}")
    for name, tally in table["all"].items():
        print(
            f"{name:14}{tally.there:8}{tally.told:8}{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}"
        )
    names = [*(kind.value for kind in _CHANGES), "counterparts"]
    print(f"\n{'F1':10}" + "".join(f"{name:>13}" for name in names))
    for group, tallies in sorted(table.items()):
        print(f"{group:10}" + "".join(f"{tallies[name].f1:13.3f}" for name in names))
    print(f"\n{'held':40}" + "".join(f"{kind.value:>11}" for kind in Kind) + f"{'ms':>7}")
    for name, kinds, ms in pairs:
        print(f"{name:40}" + "".join(f"{kinds[kind]:11}" for kind in Kind) + f"{ms:7.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
