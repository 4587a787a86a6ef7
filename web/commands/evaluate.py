"""`narcord evaluate`: how well search finds, and how fast, on this home."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from corpus.access import Access
from corpus.errors import UsageError
from corpus.progress import Report as Listener
from corpus.settings import Settings
from web.commands.console import AsJson, drawn_progress, open_home, print_json, say
from web.commands.speed import print_timing, time_ingestion, time_queries

if TYPE_CHECKING:
    from evaluation.comparison import Comparison
    from evaluation.report import Report
    from evaluation.topics import Split

MODES = ("keyword", "semantic", "hybrid")


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def evaluate(
        newer: Annotated[
            Path | None, typer.Argument(help="With --compare: the newer run file; default: measure now.")
        ] = None,
        mode: Annotated[
            list[str] | None, typer.Option(help="keyword, semantic or hybrid; default: all.")
        ] = None,
        split: Annotated[
            str | None, typer.Option(help="tuning or held-out; default: tuning, and with --held-out both.")
        ] = None,
        held_out: Annotated[
            bool, typer.Option("--held-out", help="Measure held-out topics too; the look is recorded.")
        ] = False,
        ablation: Annotated[
            bool, typer.Option("--ablation", help="Measure again without each part of search.")
        ] = False,
        page: Annotated[
            Path | None, typer.Option(help="Write a page with pictures to this file (HTML).")
        ] = None,
        save: Annotated[
            Path | None, typer.Option(help="Keep the scores of every query in this file (JSON).")
        ] = None,
        compare: Annotated[
            Path | None, typer.Option(help="Compare with this run file, made by --save before.")
        ] = None,
        cases: Annotated[
            bool, typer.Option("--cases", help="Only check the relevance cases that must hold.")
        ] = False,
        markdown: Annotated[bool, typer.Option("--markdown", help="Print tables in Markdown.")] = False,
        speed: Annotated[bool, typer.Option("--speed", help="Time the queries too.")] = False,
        ingest: Annotated[
            list[Path] | None,
            typer.Option(
                help="Only time ingestion of this path, in a home of its own, beside the bare encoder."
            ),
        ] = None,
        as_json: AsJson = False,
    ) -> None:
        """Ask every evaluation query; print nDCG@10, recall@10, MRR and language balance."""
        _check(newer, compare, save, ablation=ablation)
        with drawn_progress() as progress:
            if ingest:
                print_timing(time_ingestion(ingest, progress), as_json)
                return
            if cases:
                _check_cases(as_json, progress)
                return
            from evaluation.looks import choose_splits

            splits = choose_splits(split, held_out=held_out)
            report, latency = None, None
            if newer is None:
                report, latency = _measure(_modes(mode), splits, ablation, speed, progress)
            comparison = _compare(compare, newer or report, splits) if compare else None
        if report is not None and save is not None:
            _save(report, save)
        if page is not None:
            _write_page(page, report, comparison)
        _print(report, comparison, latency, markdown=markdown, as_json=as_json)


def _check(newer: Path | None, compare: Path | None, save: Path | None, *, ablation: bool) -> None:
    if newer is not None and compare is None:
        raise UsageError(
            f"There is nothing to compare {newer} with.", remedy="Name the older run: --compare OLD.json."
        )
    if newer is not None and (save is not None or ablation):
        raise UsageError(
            "Two run files are compared without measuring anything.",
            remedy="Leave out --save and --ablation, or the second file.",
        )


def _modes(chosen: list[str] | None) -> tuple[str, ...]:
    unknown = [name for name in chosen or () if name not in MODES]
    if unknown:
        raise UsageError(
            f"There is no search mode {unknown[0]!r}.", remedy=f"Choose among {', '.join(MODES)}."
        )
    return tuple(name for name in MODES if name in (chosen or MODES))


def _measure(
    modes: tuple[str, ...], splits: tuple[Split, ...], ablation: bool, speed: bool, progress: Listener
) -> tuple[Report, dict[str, Any] | None]:
    from evaluation.evaluate import evaluate

    with open_home() as (settings, store):
        report = evaluate(store, settings, modes, splits, ablation=ablation, progress=progress)
        return report, time_queries(store, settings) if speed else None


def _compare(older: Path, newer: Path | Report | None, splits: tuple[Split, ...]) -> Comparison | None:
    """Compare a run file with another, or with what was measured just now."""
    from evaluation.comparison import compare_runs
    from evaluation.looks import record_look
    from evaluation.recorded import read_run, record_run
    from evaluation.topics import Split

    before = read_run(older)
    if not isinstance(newer, Path):
        return compare_runs(before, record_run(newer), splits) if newer else None
    after = read_run(newer)
    if Split.HELD_OUT in splits:
        record_look(Settings.load().home, {"compared": [before.title(), after.title()]})
    return compare_runs(before, after, splits)


def _save(report: Report, path: Path) -> None:
    from evaluation.recorded import record_run, write_run

    write_run(record_run(report, path.stem), path)
    say(f"saved: {path}")


def _write_page(path: Path, report: Report | None, comparison: Comparison | None) -> None:
    from evaluation.page import render_page

    try:
        path.write_text(render_page(report, comparison), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{path}: {error.strerror}.", remedy="Name a file in a folder that you may write to."
        ) from error
    say(f"page: {path}")


def _print(
    report: Report | None,
    comparison: Comparison | None,
    latency: dict[str, Any] | None,
    *,
    markdown: bool,
    as_json: bool,
) -> None:
    from evaluation import comparison_tables, tables
    from evaluation.grids import print_grids, to_markdown

    if as_json:
        found: dict[str, Any] = report.to_json() if report else {}
        if comparison is not None:
            found["comparison"] = comparison.to_json()
        if latency is not None:
            found["latency"] = latency
        print_json(found)
        return
    remarks = [*(tables.remarks(report) if report else ())]
    grids = [*(tables.grids(report) if report else ())]
    if comparison is not None:
        remarks += comparison_tables.remarks(comparison)
        grids += comparison_tables.grids(comparison)
    if markdown:
        print(to_markdown(remarks, grids))
    else:
        print_grids(remarks, grids, Console())
    if latency is not None:
        print_timing(latency, as_json=False)


def _check_cases(as_json: bool, progress: Listener) -> None:
    from evaluation.cases import check_home, load_cases, tell

    with open_home() as (settings, store):
        verdicts = check_home(store, settings, load_cases(), Access.public(), progress)
    if as_json:
        print_json([verdict.to_json() for verdict in verdicts])
    else:
        for line in tell(verdicts):
            print(line)
    if any(verdict.fails for verdict in verdicts):
        raise typer.Exit(1)
