"""An evaluation as tables: Markdown for notes and commits, rich for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evaluation.measures import Scores
from evaluation.report import Miss, ModeReport, Report
from evaluation.runs import LIMIT, join_balances
from evaluation.topics import Split


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before it has a form: a title, column heads, rows of texts."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def to_markdown(report: Report) -> str:
    """Return the report as Markdown."""
    parts = ["\n".join(remarks(report))]
    for grid in grids(report):
        parts.append(
            f"### {grid.title}\n\n{_markdown_row(grid.heads)}\n"
            f"{_markdown_row(['---'] + ['---:'] * (len(grid.heads) - 1))}\n"
            + "\n".join(map(_markdown_row, grid.rows))
        )
    return "\n\n".join(parts) + "\n"


def print_report(report: Report, console: Console) -> None:
    """Print the report to a terminal."""
    for line in remarks(report):
        console.print(escape(line), highlight=False)
    for grid in grids(report):
        table = Table(title=grid.title, title_justify="left")
        for number, head in enumerate(grid.heads):
            table.add_column(head, justify="left" if number == 0 else "right", overflow="fold")
        for row in grid.rows:
            table.add_row(*map(escape, row))
        console.print(table)


def remarks(report: Report) -> Iterator[str]:
    """Say what was measured, and what could not be."""
    yield (
        f"{report.queries} queries in {report.languages} languages, {report.judgements} judgements; "
        f"encoder {report.encoder}."
    )
    yield (
        "nDCG@10 weighs provisions that answer (2) and related ones (1); R@10 and RR@10 count those that "
        "answer. R@10 max is what R@10 can reach where more than ten answer. Distinct is the share of the "
        "first ten hits that are not the same article again, in part or in another language."
    )
    if report.missing:
        yield (
            f"Not in this home: {', '.join(report.missing)} ({len(report.missing)} documents, "
            f"{report.dropped} judgements left out)."
        )
    if report.unanswerable:
        topics = Counter(query.partition(".")[0] for query in report.unanswerable)
        listed = ", ".join(f"{topic} ({count})" for topic, count in topics.items())
        yield f"Left out, since nothing in this home answers them: {listed}; {topics.total()} queries."
    if report.unknown:
        yield (
            f"Judged, but in no stored document ({len(report.unknown)}): "
            f"{', '.join(map(str, report.unknown))}."
        )


def grids(report: Report) -> Iterator[Grid]:
    """Return the tables: overview, languages and kinds by split, language balance, misses."""
    yield _overview(report.modes)
    splits = list(dict.fromkeys(split for mode in report.modes for split in mode.parts))
    for split in splits:
        yield _by_language(report.modes, split)
        yield _by_kind(report.modes, split)
    weighed = [mode for mode in report.modes if mode.balance]
    if weighed:
        yield _balance(weighed)
    for mode in report.modes:
        if mode.misses:
            yield _misses(mode.mode, mode.misses)


def _overview(modes: Sequence[ModeReport]) -> Grid:
    heads = ("mode, part", "queries", "nDCG@10", "R@10", "R@10 max", "RR@10", "distinct", "balance")
    rows = []
    for mode in modes:
        balance = f"{join_balances(mode.balance).ratio:.2f}" if mode.balance else "-"
        for split, part in mode.parts.items():
            rows.append(
                (
                    f"{mode.mode}, {split}",
                    str(part.overall.queries),
                    *_three(part.overall),
                    f"{mode.distinct:.0%}",
                    balance,
                )
            )
    return Grid("Search quality", heads, tuple(rows))


def _three(scores: Scores) -> tuple[str, ...]:
    return tuple(
        f"{value:.3f}" for value in (scores.ndcg, scores.recall, scores.ceiling, scores.reciprocal_rank)
    )


def _by_language(modes: Sequence[ModeReport], split: Split) -> Grid:
    rows = _rows(mode.parts[split].by_language for mode in modes if split in mode.parts)
    return Grid(f"By language of the query, {split} topics", _heads("language", modes), rows)


def _by_kind(modes: Sequence[ModeReport], split: Split) -> Grid:
    rows = _rows(mode.parts[split].by_kind for mode in modes if split in mode.parts)
    return Grid(f"By kind of query, {split} topics", _heads("kind", modes), rows)


def _heads(first: str, modes: Sequence[ModeReport]) -> tuple[str, ...]:
    return (first, "queries", *(f"{mode.mode} {name}" for mode in modes for name in ("nDCG", "R", "RR")))


def _rows(columns: Iterable[Mapping[str, Scores]]) -> tuple[tuple[str, ...], ...]:
    groups = list(columns)
    names = sorted({name for scores in groups for name in scores})
    return tuple(
        (
            name,
            str(next(scores[name].queries for scores in groups if name in scores)),
            *(value for scores in groups for value in _short(scores.get(name))),
        )
        for name in names
    )


def _short(scores: Scores | None) -> tuple[str, str, str]:
    if scores is None:
        return ("-", "-", "-")
    return (f"{scores.ndcg:.2f}", f"{scores.recall:.2f}", f"{scores.reciprocal_rank:.2f}")


def _balance(modes: Sequence[ModeReport]) -> Grid:
    heads = (
        "language of the answers",
        "pairs",
        *(f"{mode.mode} {name}" for mode in modes for name in ("mixed", "alone", "balance")),
    )
    languages = sorted({language for mode in modes for language in mode.balance})
    rows = []
    for language in languages:
        found = [mode.balance[language] for mode in modes]
        rows.append(
            (
                language,
                str(found[0].pairs),
                *(
                    value
                    for balance in found
                    for value in (f"{balance.mixed:.2f}", f"{balance.alone:.2f}", f"{balance.ratio:.2f}")
                ),
            )
        )
    return Grid(
        "Language balance: RR@10 of the first answer in a language, all languages searched or it alone",
        heads,
        tuple(rows),
    )


def _misses(mode: str, misses: Sequence[Miss]) -> Grid:
    rows = tuple(
        (miss.query, _shorten(miss.text), *_nearest(miss), str(miss.first or "nothing")) for miss in misses
    )
    return Grid(
        f"Nothing that answers in the first ten: {mode}",
        ("query", "text", "nearest answer", "its rank", "first instead"),
        rows,
    )


def _nearest(miss: Miss) -> tuple[str, str]:
    if miss.rank is not None:
        return str(miss.expected), str(miss.rank)
    others = f" or {miss.answers - 1} others" if miss.answers > 1 else ""
    return f"{miss.expected}{others}", f"none in {LIMIT} hits"


def _shorten(text: str, length: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def _markdown_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
