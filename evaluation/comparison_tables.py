"""Two runs compared, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evaluation.comparison import BALANCE, MAIN, Comparison, ModeComparison
from evaluation.grids import Grid
from evaluation.significance import FEWEST, Difference

LISTED = 10
"""How many queries are listed that gained most, and that lost most."""


def remarks(comparison: Comparison) -> Iterable[str]:
    """Say what was compared."""
    yield f"Before: {comparison.before}. After: {comparison.after}."
    yield from comparison.notes
    yield (
        "p: paired randomisation, the queries of a topic swapped together; Holm: corrected for the table's "
        f"other rows; 95 %: bootstrap over topics. - where there are fewer than {FEWEST} topics; "
        "* where Holm's p is below 0.05."
    )


def grids(comparison: Comparison) -> Iterable[Grid]:
    """Return the tables of a comparison."""
    yield _grid(
        "Compared: all queries",
        "mode, measure",
        {f"{mode.mode}, {name}": found for mode in comparison.modes for name, found in mode.measures.items()},
    )
    for mode in comparison.modes:
        yield _grid(f"Compared by language of the query: {mode.mode}, {MAIN}", "language", mode.languages)
        yield _grid(f"Compared by kind of query: {mode.mode}, {MAIN}", "kind", mode.kinds)
        if mode.targets:
            yield _grid(
                f"Compared by language of the answers: {mode.mode}, {BALANCE}", "language", mode.targets
            )
        if mode.changes:
            yield _list_changes(mode)


def _row(found: Difference) -> tuple[str, ...]:
    """Return a difference as cells: before, after, difference, interval, p, Holm's p."""
    if found.p is None or found.holm is None or found.low is None or found.high is None:
        tested = ("-", "-", "-")
    else:
        mark = "*" if found.significant else ""
        tested = (
            f"{found.low:+.3f} to {found.high:+.3f}", f"{found.p:.4f}", f"{found.holm:.4f}{mark}",
        )  # fmt: skip
    return (f"{found.before:.3f}", f"{found.after:.3f}", f"{found.difference:+.3f}", *tested)


def _grid(title: str, first: str, differences: Mapping[str, Difference]) -> Grid:
    return Grid(
        title,
        (first, "queries", "before", "after", "difference", "95 %", "p", "Holm"),
        tuple((name, str(found.queries), *_row(found)) for name, found in differences.items()),
    )


def _list_changes(mode: ModeComparison) -> Grid:
    lost = [change for change in mode.changes if change.after < change.before][:LISTED]
    gained = [change for change in mode.changes if change.after > change.before][::-1][:LISTED]
    return Grid(
        f"Changed most: {mode.mode}, {MAIN} ({len(mode.changes)} queries changed)",
        ("query", "before", "after", "first answer before", "first answer after"),
        tuple(
            (
                change.query, f"{change.before:.3f}", f"{change.after:.3f}",
                str(change.rank_before or "-"), str(change.rank_after or "-"),
            )
            for change in (*gained, *lost)
        ),
    )  # fmt: skip
