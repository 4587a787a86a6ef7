"""The pictures of an evaluation before they are drawn: bars, stacks, and differences with their intervals.

Every place is a share of the width, in percent, so that a picture is as wide as the reader's window
and its words keep their size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.languages import LANGUAGES
from evaluation.ablation import Worth
from evaluation.comparison import BALANCE, MAIN, Comparison
from evaluation.measures import Scores
from evaluation.report import ModeReport, Report
from evaluation.significance import Difference
from evaluation.tables import RANKS, count_ranks
from evaluation.topics import Split

MODES = ("keyword", "semantic", "hybrid")
"""In the order of their colours."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it begins and how long it is, its number in the palette, what it says."""

    start: float
    width: float
    colour: int
    text: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """A label with its bars, one below the other."""

    label: str
    note: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars in rows. ``series`` names the palette's colours; ``stacked``: the bars of a row lie in line.

    ``summary`` says what the picture shows, for whoever cannot see it. ``aim`` is a place to mark.
    """

    title: str
    summary: str
    series: tuple[tuple[int, str], ...]
    rows: tuple[BarRow, ...]
    stacked: bool = False
    ticks: tuple[str, ...] = ("0", "0.5", "1")
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A difference: its place, those of its interval (None where there is none), and what it says."""

    label: str
    place: float
    low: float | None
    high: float | None
    significant: bool
    text: str


@dataclass(frozen=True, slots=True)
class SpanChart:
    """Differences around nothing, which lies at ``zero``."""

    title: str
    summary: str
    rows: tuple[SpanRow, ...]
    zero: float
    ticks: tuple[str, str]


def chart_languages(report: Report, split: Split) -> BarChart:
    """nDCG@10 by language of the query."""
    modes = [mode for mode in report.modes if split in mode.parts]
    return _chart_scores(
        f"{MAIN} by language of the query, {split} topics",
        modes,
        [mode.parts[split].by_language for mode in modes],
        named=True,
    )


def chart_kinds(report: Report, split: Split) -> BarChart:
    """nDCG@10 by kind of query."""
    modes = [mode for mode in report.modes if split in mode.parts]
    return _chart_scores(
        f"{MAIN} by kind of query, {split} topics", modes, [mode.parts[split].by_kind for mode in modes]
    )


def chart_balance(report: Report) -> BarChart | None:
    """Language balance by language of the answers, None if it was not measured."""
    modes = [mode for mode in report.modes if mode.balance]
    if not modes:
        return None
    languages = sorted(modes[-1].balance, key=lambda code: -modes[-1].balance[code].ratio)
    rows = tuple(
        BarRow(
            name_language(code),
            _count(modes[-1].balance[code].pairs, "pair", "pairs"),
            tuple(
                _bar(mode.balance[code].ratio if code in mode.balance else 0.0, mode.mode) for mode in modes
            ),
        )
        for code in languages
    )
    return BarChart(
        "Language balance by language of the answers",
        _summarise(rows, modes) + " 1 means that answers in a language rank as high among all languages as "
        "they do alone.",
        _series(modes),
        rows,
        aim=80.0,
    )


def chart_ranks(report: Report) -> BarChart:
    """Where the first answer ranks: a bar per mode, cut by rank."""
    rows = []
    for mode in report.modes:
        counts = count_ranks(mode)
        total = sum(counts.values()) or 1
        start, bars = 0.0, []
        for colour, (name, count) in enumerate(counts.items()):
            bars.append(Bar(start, 100 * count / total, colour, f"{name}: {count}"))
            start += 100 * count / total
        rows.append(BarRow(mode.mode, _count(total, "query", "queries"), tuple(bars)))
    return BarChart(
        "Where the first answer ranks",
        "; ".join(f"{row.label}: {', '.join(bar.text for bar in row.bars)}" for row in rows) + ".",
        tuple(enumerate(RANKS)),
        tuple(rows),
        stacked=True,
        ticks=("0 %", "50 %", "100 %"),
    )


def chart_ablation(worths: Sequence[Worth]) -> list[list[SpanChart]]:
    """What each part is worth, in nDCG@10 and in language balance: the charts of each mode together."""
    charts = []
    for mode in MODES:
        for_mode = []
        for measure in (MAIN, BALANCE):
            gains = {
                worth.name: worth.gains[measure]
                for worth in worths
                if worth.mode == mode and measure in worth.gains
            }
            if gains:
                for_mode.append(_chart_differences(f"{mode} search: {measure} lost without each part", gains))
        if for_mode:
            charts.append(for_mode)
    return charts


def chart_comparison(comparison: Comparison) -> list[SpanChart]:
    """Two runs: every measure, and for each mode in which anything differs nDCG@10 by kind and language."""
    measures = {
        f"{mode.mode}, {name}": found for mode in comparison.modes for name, found in mode.measures.items()
    }
    charts = [_chart_differences("Difference by measure, all queries", measures)] if measures else []
    for mode in comparison.modes:
        title = f"{mode.mode} search: difference in {MAIN}"
        languages = {name_language(code): found for code, found in mode.languages.items()}
        for what, groups in (("kind of query", mode.kinds), ("language of the query", languages)):
            if any(found.difference for found in groups.values()):
                charts.append(_chart_differences(f"{title} by {what}", groups))
    return charts


def name_language(code: str) -> str:
    """Return the English name of a language, the code itself if it is not one we know.

    >>> name_language("kk"), name_language("xx")
    ('Kazakh', 'xx')
    """
    return LANGUAGES[code].english if code in LANGUAGES else code


def _chart_scores(
    title: str,
    modes: Sequence[ModeReport],
    columns: Sequence[Mapping[str, Scores]],
    *,
    named: bool = False,
) -> BarChart:
    keys = sorted({key for column in columns for key in column})
    if columns:
        last = columns[-1]
        keys.sort(key=lambda key: -last[key].ndcg if key in last else 0.0)
    rows = tuple(
        BarRow(
            name_language(key) if named else key,
            _count(next(column[key].queries for column in columns if key in column), "query", "queries"),
            tuple(
                _bar(column[key].ndcg if key in column else 0.0, mode.mode)
                for mode, column in zip(modes, columns, strict=True)
            ),
        )
        for key in keys
    )
    return BarChart(title, _summarise(rows, modes), _series(modes), rows)


def _chart_differences(title: str, differences: Mapping[str, Difference]) -> SpanChart:
    ends = [0.0]
    for found in differences.values():
        ends += [end for end in (found.difference, found.low, found.high) if end is not None]
    least, most = min(ends), max(ends)
    # Some room at both ends, and a picture even where nothing differs.
    margin = max(0.05 * (most - least), 0.005)
    least, most = least - margin, most + margin

    def place(value: float) -> float:
        return round(100 * (value - least) / (most - least), 2)

    rows = tuple(
        SpanRow(
            name,
            place(found.difference),
            None if found.low is None else place(found.low),
            None if found.high is None else place(found.high),
            found.significant,
            _say(found),
        )
        for name, found in differences.items()
    )
    summary = "; ".join(f"{row.label}: {row.text}" for row in rows) + "."
    return SpanChart(title, summary, rows, place(0.0), (f"{least:+.2f}", f"{most:+.2f}"))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _say(found: Difference) -> str:
    said = f"{found.difference:+.3f}"
    if found.low is not None and found.high is not None:
        said += f" ({found.low:+.3f} to {found.high:+.3f})"
    return f"{said} *" if found.significant else said


def _bar(value: float, mode: str) -> Bar:
    width = min(100.0, round(100 * value, 2))
    return Bar(0.0, width, MODES.index(mode) if mode in MODES else 0, f"{value:.2f}")


def _series(modes: Sequence[ModeReport]) -> tuple[tuple[int, str], ...]:
    return tuple((MODES.index(mode.mode) if mode.mode in MODES else 0, mode.mode) for mode in modes)


def _summarise(rows: Sequence[BarRow], modes: Sequence[ModeReport]) -> str:
    if not rows or not modes:
        return "Nothing was measured."
    first, last = rows[0], rows[-1]
    return (
        f"{len(rows)} rows of bars from 0 to 1, by {modes[-1].mode} search from "
        f"{first.label} ({first.bars[-1].text}) down to {last.label} ({last.bars[-1].text})."
    )
