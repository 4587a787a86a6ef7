"""`narcord evaluate`: how well search finds, and how fast, on this home."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from corpus.access import Access
from corpus.errors import UsageError
from corpus.progress import Report as Listener
from corpus.settings import Settings
from corpus.store import Store
from web.commands.console import AsJson, drawn_progress, open_home, print_json, print_table, say

MODES = ("keyword", "semantic", "hybrid")


def add_to(app: typer.Typer) -> None:
    """Add the subcommand."""

    @app.command()
    def evaluate(
        mode: Annotated[
            list[str] | None, typer.Option(help="keyword, semantic or hybrid; default: all.")
        ] = None,
        split: Annotated[
            str | None, typer.Option(help="tuning or held-out; default: both, printed apart.")
        ] = None,
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
        """Ask every evaluation query and print nDCG@10, recall@10 and MRR per language and overall."""
        with drawn_progress() as progress:
            if ingest:
                _print_timing(_time_ingestion(ingest, progress), as_json)
                return
            with open_home() as (settings, store):
                _evaluate(store, settings, _modes(mode), split, markdown, speed, as_json, progress)


def _modes(chosen: list[str] | None) -> tuple[str, ...]:
    unknown = [name for name in chosen or () if name not in MODES]
    if unknown:
        raise UsageError(
            f"There is no search mode {unknown[0]!r}.", remedy=f"Choose among {', '.join(MODES)}."
        )
    return tuple(chosen or MODES)


def _evaluate(
    store: Store,
    settings: Settings,
    modes: tuple[str, ...],
    split: str | None,
    markdown: bool,
    speed: bool,
    as_json: bool,
    progress: Listener,
) -> None:
    from evaluation.evaluate import evaluate
    from evaluation.tables import print_report, to_markdown
    from evaluation.topics import Split

    if split is not None and split not in list(Split):
        raise UsageError(f"There is no split {split!r}.", remedy=f"Choose among {', '.join(Split)}.")
    report = evaluate(store, settings, modes, Split(split) if split else None, progress=progress)
    found: dict[str, Any] = report.to_json()
    if speed:
        found["latency"] = _time_queries(store, settings)
    if as_json:
        print_json(found)
        return
    if markdown:
        print(to_markdown(report))
    else:
        print_report(report, Console())
    if speed:
        _print_timing(found["latency"], as_json=False)


def _time_queries(store: Store, settings: Settings) -> dict[str, Any]:
    from evaluation.benchmark import measure_latency
    from evaluation.topics import load_collection
    from ingest.query_language import recognise
    from search.encoders import open_encoder
    from search.service import SearchQuery, SearchService

    queries = [query.text for query in load_collection().select(None)]
    service = SearchService(store, settings, identify=recognise)
    encoder = open_encoder(settings, bulk=False)
    access = Access.public()
    latency = measure_latency(
        queries,
        lambda text: service.search(SearchQuery(text=text), access),
        lambda text: encoder.encode_queries([text]),
    )
    return {"passages": store.counts(access).passages, **latency.to_json()}


def _time_ingestion(paths: list[Path], progress: Listener) -> dict[str, Any]:
    from evaluation.benchmark import Throughput, Timing, time_encoder
    from ingest.pipeline import ingest
    from search.encoders import open_encoder
    from search.passages import read_passages
    from web.upkeep import refresh

    with tempfile.TemporaryDirectory(prefix="narcord-speed-") as folder:
        home = Path(folder)
        settings = replace(
            Settings.load(), home=home, database_url=f"sqlite:///{home / 'narcord.db'}", index_url=None
        )
        encoder = open_encoder(settings, bulk=True)
        encoder.encode_passages(["warm"])  # loading the model is not ingestion
        with Store.open(settings.database_url) as store:
            begun = time.perf_counter()
            ingest(store, paths, report=progress)
            read = time.perf_counter()
            refresh(store, settings, progress)
            done = time.perf_counter()
            documents = [entry.id for entry in store.documents(Access.system_())]
            passages = read_passages(store, documents, Access.system_())
            texts = list(dict.fromkeys(passage.encoded for passage in passages))
            say(f"encoding the same {len(texts)} passages alone")
            alone = time_encoder(encoder.encode_passages, texts)
    whole = Throughput(Timing(len(texts), done - begun), alone)
    return {
        **whole.to_json(),
        "seconds": {
            "reading": read - begun,
            "encoding and indexing": done - read,
            "bare encoder": alone.seconds,
        },
    }


def _print_timing(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    rows: list[tuple[object, object]] = []
    for name, value in found.items():
        if isinstance(value, dict):
            rows += [(f"{name}: {inner}", figure) for inner, figure in value.items()]
        else:
            rows.append((name, value))
    print_table("Speed", ("figure", "value"), rows)
