"""An evaluation as one HTML page with pictures, which needs no network and no script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evaluation import charts, comparison_tables, tables
from evaluation.ablation import average_mode, weigh_parts
from evaluation.comparison import Comparison
from evaluation.grids import Grid
from evaluation.report import Report
from evaluation.runs import LIMIT, join_balances

TEMPLATES = Path(__file__).parent / "templates"


def render_page(report: Report | None, compared: Comparison | None = None) -> str:
    """Return the page for a report, for two runs compared, or for both."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found: dict[str, object] = {
        "made": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "report": report,
        "comparison": compared,
        "limit": LIMIT,
    }
    if report is not None:
        found |= _describe(report)
    if compared is not None:
        found |= {
            "compared_remarks": list(comparison_tables.remarks(compared)),
            "compared_charts": charts.chart_comparison(compared),
            "compared_grids": list(comparison_tables.grids(compared)),
        }
    return environment.get_template("evaluation.html").render(found)


def _describe(report: Report) -> dict[str, object]:
    worths = weigh_parts(report) if report.ablation else ()
    grids = list(tables.grids(report))
    return {
        "remarks": list(tables.remarks(report)),
        "cards": [
            (
                charts.MODES.index(mode.mode),
                mode.mode,
                average_mode(mode),
                f"{join_balances(mode.balance).ratio:.2f}" if mode.balance else "-",
            )
            for mode in report.modes
        ],
        "languages": [charts.chart_languages(report, split) for split in report.splits],
        "kinds": [charts.chart_kinds(report, split) for split in report.splits],
        "balance": charts.chart_balance(report),
        "ranks": charts.chart_ranks(report),
        "ablation": charts.chart_ablation(worths),
        "tables": _without_misses(grids),
        "misses": [mode for mode in report.modes if mode.misses],
        "name_language": charts.name_language,
    }


def _without_misses(grids: Sequence[Grid]) -> list[Grid]:
    """All tables but the misses, which the page shows in a form of their own."""
    return [grid for grid in grids if not grid.title.startswith(tables.MISSES)]
