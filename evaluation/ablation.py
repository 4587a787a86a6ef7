"""Ablation: each part of the query path left out in turn, to see what it is worth.

A variant names what is left out and the modes in which that part does anything. Hybrid search
without words is the semantic mode, without meaning the keyword mode; these are measured anyway.

Without centring, calibration is by the factors as they ship, which were measured on centred vectors;
the bare encoder is what is left without both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from corpus.progress import Report as Listener
from corpus.progress import silent
from evaluation.bench import Bench
from evaluation.comparison import compare_modes
from evaluation.measures import Scores, average
from evaluation.recorded import record_mode
from evaluation.report import Ablated, ModeReport, Report
from evaluation.runs import Searcher, join_balances
from evaluation.significance import Difference, correct
from search.parts import ALL_PARTS, Parts

MEANING = ("semantic", "hybrid")


@dataclass(frozen=True, slots=True)
class Variant:
    """Search without something: ``parts`` of the query path, centring, or the reranker of the settings."""

    name: str
    parts: Parts = ALL_PARTS
    modes: tuple[str, ...] = MEANING
    centred: bool = True
    reranked: bool = True


VARIANTS = (
    Variant("centring", centred=False),
    Variant("calibration", Parts(calibration=False)),
    Variant("centring and calibration", Parts(calibration=False), centred=False),
    Variant("raising by area", Parts(areas=False)),
    Variant("lowering of short passages", Parts(shortness=False)),
    Variant("sinking of frames", Parts(sinking=False)),
    Variant("concepts of the thesaurus", Parts(concepts=False), ("hybrid",)),
    Variant("references", Parts(references=False), ("keyword", *MEANING)),
    Variant("raising of definitions", Parts(definitions=False)),
    Variant("stems of other languages", Parts(stems=False), ("keyword", "hybrid")),
    Variant(
        "all of these (bare cosine, BM25)",
        Parts(
            calibration=False,
            areas=False,
            shortness=False,
            sinking=False,
            concepts=False,
            references=False,
            definitions=False,
            stems=False,
        ),
        ("keyword", "semantic", "hybrid"),
        centred=False,
        reranked=False,
    ),
)
RERANKING = Variant("reranking", reranked=False)
"""Only where the settings name a reranker."""
# What fusion joins, by what hybrid search is without it.
FUSED = {"semantic": "words (semantic mode)", "keyword": "meaning (keyword mode)"}


@dataclass(frozen=True, slots=True)
class Worth:
    """What a part is worth to a mode: the figures without it, and what it adds, by measure.

    ``balance`` is None where the mode crosses no languages. In ``gains`` "before" is without the part,
    "after" the whole; p-values are corrected over the parts of the mode.
    """

    name: str
    mode: str
    scores: Scores
    balance: float | None
    gains: Mapping[str, Difference]


def ablate(
    bench: Bench,
    whole: Sequence[ModeReport],
    open_searcher: Callable[[Variant], AbstractContextManager[Searcher]],
    variants: Iterable[Variant] = VARIANTS,
    progress: Listener = silent,
) -> tuple[Ablated, ...]:
    """Measure every variant in those of its modes that ``whole`` (nothing left out) has."""
    measured = {report.mode: report for report in whole}
    found = [*_without_fusion(measured)]
    for variant in variants:
        modes = [mode for mode in variant.modes if mode in measured]
        if modes:
            with open_searcher(variant) as searcher:
                found += [
                    Ablated(variant.name, bench.measure(searcher, mode, _name(progress, variant)))
                    for mode in modes
                ]
    return tuple(found)


def weigh_parts(report: Report) -> tuple[Worth, ...]:
    """Test every part that was left out against the whole."""
    whole = {mode.mode: record_mode(mode) for mode in report.modes}
    tests = {
        (ablated.report.mode, measure, ablated.name): found
        for ablated in report.ablation
        for measure, found in compare_modes(record_mode(ablated.report), whole[ablated.report.mode]).items()
    }
    corrected: dict[tuple[str, str, str], Difference] = {}
    for family in dict.fromkeys((mode, measure) for mode, measure, _ in tests):
        corrected |= correct({key: found for key, found in tests.items() if key[:2] == family})
    return tuple(
        Worth(
            ablated.name,
            ablated.report.mode,
            average_mode(ablated.report),
            join_balances(ablated.report.balance).ratio if ablated.report.balance else None,
            {
                measure: found
                for (mode, measure, name), found in corrected.items()
                if (mode, name) == (ablated.report.mode, ablated.name)
            },
        )
        for ablated in report.ablation
    )


def average_mode(report: ModeReport) -> Scores:
    """Return the scores of a mode over all queries measured, whatever their split."""
    return average(result.scores for result in report.results)


def _without_fusion(measured: Mapping[str, ModeReport]) -> list[Ablated]:
    """The single modes, told as what hybrid search is without the other."""
    if "hybrid" not in measured:
        return []
    return [
        Ablated(name, ModeReport("hybrid", report.parts, report.distinct, (), report.balance,
                                 report.results, report.pairs))
        for mode, name in FUSED.items()
        if (report := measured.get(mode)) is not None
    ]  # fmt: skip


def _name(progress: Listener, variant: Variant) -> Listener:
    return lambda stage, done, total: progress(f"without {variant.name}: {stage}", done, total)
