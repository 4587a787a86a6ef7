"""How fast: queries and ingestion timed, for `narcord evaluate`."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.access import Access
from corpus.progress import Report as Listener
from corpus.settings import Settings
from corpus.store import Store
from web.commands.console import print_json, print_table, say


def time_queries(store: Store, settings: Settings) -> dict[str, Any]:
    """Time every evaluation query, and its encoding alone."""
    from evaluation.benchmark import measure_latency
    from evaluation.topics import load_collection
    from ingest.query_language import recognise
    from ingest.query_references import ReferenceReader
    from search.encoders import open_encoder
    from search.service import SearchQuery, SearchService

    queries = [query.text for query in load_collection().select(None)]
    service = SearchService(store, settings, identify=recognise, refer=ReferenceReader(store))
    encoder = open_encoder(settings, bulk=False)
    access = Access.public()
    latency = measure_latency(
        queries,
        lambda text: service.search(SearchQuery(text=text), access),
        lambda text: encoder.encode_queries([text]),
    )
    return {"passages": store.counts(access).passages, **latency.to_json()}


def time_ingestion(paths: list[Path], progress: Listener) -> dict[str, Any]:
    """Time the ingestion of ``paths`` in a home of its own, beside the bare encoder."""
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


def print_timing(found: dict[str, Any], as_json: bool) -> None:
    """Print figures, as JSON or as a table."""
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
