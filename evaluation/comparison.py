"""Two runs compared query by query.

Compared are the queries that both runs asked, of the same text and judged by the same provisions;
what is left out is told. Each table is a family for Holm's correction
(:mod:`evaluation.significance`): the measures of all modes, the languages of a mode, its kinds of
query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from evaluation.recorded import MEASURES, RecordedMode, RecordedQuery, RecordedRun
from evaluation.significance import Difference, Paired, compare, correct
from evaluation.topics import Split

MAIN = MEASURES[0]
"""The measure by which languages, kinds and queries are compared."""
BALANCE = "language balance"
UNFAIR = 0.05
"""A difference in judged@10 above which a comparison is unfair to the run that has less judged."""


@dataclass(frozen=True, slots=True)
class Change:
    """A query whose score differs: by the main measure, and where its first answer ranked."""

    mode: str
    query: str
    before: float
    after: float
    rank_before: int | None
    rank_after: int | None


@dataclass(frozen=True, slots=True)
class ModeComparison:
    """One mode in both runs: by measure, and by the main measure per language and kind of query.

    ``targets`` compares the language balance per language of the answers.
    """

    mode: str
    measures: Mapping[str, Difference]
    languages: Mapping[str, Difference]
    kinds: Mapping[str, Difference]
    targets: Mapping[str, Difference]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs, by title, and what of them could be compared."""

    before: str
    after: str
    notes: tuple[str, ...]
    modes: tuple[ModeComparison, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as plain values."""
        return {
            "before": self.before,
            "after": self.after,
            "notes": list(self.notes),
            "modes": {mode.mode: _mode(mode) for mode in self.modes},
        }


def compare_runs(
    before: RecordedRun, after: RecordedRun, splits: Sequence[Split] = (Split.TUNING,)
) -> Comparison:
    """Compare what two runs have in common, of ``splits`` alone."""
    notes = list(_tell_differences(before, after))
    shared = {
        mode: _share(before.modes[mode], after.modes[mode], splits)
        for mode in after.modes
        if mode in before.modes
    }
    if not shared:
        notes.append("The runs have no search mode in common.")
    for text in dict.fromkeys(_tell_left_out(before.modes[m], after.modes[m], splits) for m in shared):
        if text:
            notes.append(text)
    for mode, queries in shared.items():
        notes += _tell_unjudged(mode, before.modes[mode], after.modes[mode], queries)
    measures = {
        (mode, measure): compare(pairs)
        for mode, queries in shared.items()
        for measure, pairs in _pair_measures(before.modes[mode], after.modes[mode], queries).items()
        if pairs
    }
    corrected = correct(measures)
    return Comparison(
        before.title(),
        after.title(),
        tuple(notes),
        tuple(
            _compare_mode(
                mode,
                {measure: found for (of, measure), found in corrected.items() if of == mode},
                before.modes[mode],
                after.modes[mode],
                queries,
            )
            for mode, queries in shared.items()
        ),
    )


def compare_modes(before: RecordedMode, after: RecordedMode) -> dict[str, Difference]:
    """Compare two modes of one evaluation by every measure, not yet corrected."""
    queries = _share(before, after, tuple(Split))
    return {
        measure: compare(pairs) for measure, pairs in _pair_measures(before, after, queries).items() if pairs
    }


def _compare_mode(
    mode: str,
    measures: Mapping[str, Difference],
    before: RecordedMode,
    after: RecordedMode,
    queries: Sequence[str],
) -> ModeComparison:
    def group(key: Callable[[RecordedQuery], str]) -> dict[str, Difference]:
        groups: dict[str, list[str]] = {}
        for query in queries:
            groups.setdefault(key(after.queries[query]), []).append(query)
        return correct({name: compare(_pair(before, after, groups[name], MAIN)) for name in sorted(groups)})

    weighed: dict[str, list[Paired]] = {}
    for language, pair in _pair_balance(before, after, queries):
        weighed.setdefault(language, []).append(pair)
    changed = [
        Change(
            mode, query, before.queries[query].scores[MAIN], after.queries[query].scores[MAIN],
            before.queries[query].rank, after.queries[query].rank,
        )
        for query in queries
        if before.queries[query].scores[MAIN] != after.queries[query].scores[MAIN]
        # Where a held-out query failed is told nowhere.
        and after.queries[query].split != Split.HELD_OUT
    ]  # fmt: skip
    return ModeComparison(
        mode,
        measures,
        group(lambda query: query.language),
        group(lambda query: query.kind),
        correct({language: compare(weighed[language]) for language in sorted(weighed)}),
        tuple(sorted(changed, key=lambda change: change.after - change.before)),
    )


def _share(before: RecordedMode, after: RecordedMode, splits: Sequence[Split]) -> list[str]:
    """The queries that can be compared."""
    return [
        query
        for query, now in after.queries.items()
        if now.split in splits
        and (then := before.queries.get(query)) is not None
        and then.digest == now.digest
    ]


def _pair_measures(
    before: RecordedMode, after: RecordedMode, queries: Sequence[str]
) -> dict[str, list[Paired]]:
    paired = {measure: _pair(before, after, queries, measure) for measure in MEASURES}
    return paired | {BALANCE: [pair for _, pair in _pair_balance(before, after, queries)]}


def _pair(before: RecordedMode, after: RecordedMode, queries: Iterable[str], measure: str) -> list[Paired]:
    return [
        Paired(
            after.queries[query].unit,
            before.queries[query].scores[measure],
            after.queries[query].scores[measure],
        )
        for query in queries
    ]


def _pair_balance(
    before: RecordedMode, after: RecordedMode, queries: Sequence[str]
) -> list[tuple[str, Paired]]:
    """The pairs of a query and a language that both runs weighed, with the language."""
    asked = set(queries)
    known = {(pair.query, pair.language): pair for pair in before.pairs}
    return [
        (
            pair.language,
            Paired(after.queries[pair.query].unit, then.mixed, pair.mixed, then.alone, pair.alone),
        )
        for pair in after.pairs
        if pair.query in asked and (then := known.get((pair.query, pair.language))) is not None
    ]


def _tell_differences(before: RecordedRun, after: RecordedRun) -> Iterable[str]:
    if before.collection != after.collection:
        yield "The runs are over different queries or judgements; what they have in common is compared."
    if before.passages != after.passages:
        yield f"The homes differ: {before.passages} passages before, {after.passages} after."
    if (before.encoder, before.fingerprint) != (after.encoder, after.fingerprint):
        yield (
            f"The encoders differ: {before.encoder} {before.fingerprint[:8]} before, "
            f"{after.encoder} {after.fingerprint[:8]} after."
        )
    if before.reranker != after.reranker:
        yield f"Reranked by {before.reranker or 'nothing'} before, {after.reranker or 'nothing'} after."
    missing = [mode for mode in before.modes if mode not in after.modes]
    missing += [mode for mode in after.modes if mode not in before.modes]
    if missing:
        yield f"In one run only: {', '.join(missing)}."


def _tell_left_out(before: RecordedMode, after: RecordedMode, splits: Sequence[Split]) -> str:
    then = {key for key, query in before.queries.items() if query.split in splits}
    now = {key for key, query in after.queries.items() if query.split in splits}
    common = then & now
    changed = sum(before.queries[key].digest != after.queries[key].digest for key in common)
    told = f"{len(common) - changed} queries are compared."
    left_out = [
        f"{count} {why}"
        for count, why in (
            (len(then - now), "only in the first run"),
            (len(now - then), "only in the second"),
            (changed, "asked or judged otherwise"),
        )
        if count
    ]
    return f"{told} Left out: {', '.join(left_out)}." if left_out else told


def _tell_unjudged(
    mode: str, before: RecordedMode, after: RecordedMode, queries: Sequence[str]
) -> Iterable[str]:
    """Warn where one run has found much more that nobody has judged than the other."""
    then, now = (
        [share for query in queries if (share := run.queries[query].judged) is not None]
        for run in (before, after)
    )
    if then and now and abs(fmean(now) - fmean(then)) > UNFAIR:
        yield (
            f"Of the first ten finds in {mode} mode {fmean(then):.0%} are judged before, "
            f"{fmean(now):.0%} after; the others count as not relevant. "
            "Judge them (python -m evaluation.pooling), then measure again."
        )


def _mode(mode: ModeComparison) -> dict[str, Any]:
    tables = {
        "measures": mode.measures, "by_language": mode.languages, "by_kind": mode.kinds,
        "balance_by_language_of_answers": mode.targets,
    }  # fmt: skip
    found: dict[str, Any] = {
        name: {key: _difference(value) for key, value in table.items()} for name, table in tables.items()
    }
    found["changed_queries"] = [
        {
            "query": change.query, "before": round(change.before, 4), "after": round(change.after, 4),
            "rank_before": change.rank_before, "rank_after": change.rank_after,
        }
        for change in mode.changes
    ]  # fmt: skip
    return found


def _difference(found: Difference) -> dict[str, Any]:
    figures = {
        "before": found.before, "after": found.after, "difference": found.difference,
        "low": found.low, "high": found.high, "p": found.p, "p_holm": found.holm,
    }  # fmt: skip
    rounded = {name: None if value is None else round(value, 4) for name, value in figures.items()}
    return {"queries": found.queries, "topics": found.units, **rounded}
