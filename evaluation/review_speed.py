"""How long the review of areas takes to answer.

``python -m evaluation.review_speed --home FOLDER`` measures the pages over a knowledge base that is there;
``--database-url URL --documents 150`` makes one (:mod:`evaluation.matrix_store`) in an empty database, such
as PostgreSQL's, first. Prints how many proposals wait, and median and 95th percentile in milliseconds of
whole pages as the application answers them, and of a decision with the page after it. The decision is
taken back: nothing stays but its entries in the log, so measure a copy.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from starlette.testclient import TestClient

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from evaluation.matrix_speed import percentile
from evaluation.matrix_store import make_bundles

BASE = "http://127.0.0.1"
PAGES = (
    ("queue", "/review"),
    ("queue, in the middle", "/review?at=4000"),
    ("queue, one area", "/review?area=A3"),
    ("queue, one language", "/review?lang=ru"),
    ("queue, one country", "/review?jurisdiction=cn"),
    ("statistics", "/review/statistics"),
    ("API, queue", "/api/v1/review?limit=100"),
)


def measure(settings: Settings, repeats: int) -> list[tuple[str, list[float]]]:
    """Return what is measured with the milliseconds of each repetition."""

    def time_calls(call: Callable[[], object]) -> list[float]:
        taken = []
        for _ in range(repeats):
            begun = time.perf_counter()
            call()
            taken.append(1000 * (time.perf_counter() - begun))
        return taken

    # The application is found by its name, as a server does: this room imports nothing of the web's.
    create_app = import_module("web.app").create_app
    found = []
    with TestClient(create_app(settings), base_url=BASE) as client:

        def ask(path: str) -> None:
            answer = client.get(path)
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code} {answer.text[:300]}")

        for name, path in PAGES:
            ask(path)
            found.append((name, time_calls(lambda path=path: ask(path))))  # type: ignore[misc]
        first = client.get("/api/v1/review?limit=1").json()["waiting"][0]
        place = {"document": first["document"], "eid": first["eid"]}
        fields = {**place, "by": "nobody", "reason": "measured", "back": "/review"}

        def decide() -> None:
            for do in ("confirm", "return"):
                answer = client.post(
                    "/review", data={**fields, "do": f"{do}:{first['area']}"}, headers={"Origin": BASE}
                )
                if answer.status_code != 200:
                    raise SystemExit(f"{do}: {answer.status_code} {answer.text[:300]}")

        ask(f"/review?document={first['document']}&eid={first['eid']}")
        found.append(
            (
                "one provision",
                time_calls(lambda: ask(f"/review?document={place['document']}&eid={place['eid']}")),
            )
        )
        found.append(("a decision and the next page", [each / 2 for each in time_calls(decide)]))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--home", type=Path, help="measure the knowledge base of this home")
    parser.add_argument("--database-url", help="make a knowledge base in this empty database")
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--repeats", type=int, default=15)
    options = parser.parse_args(arguments)
    if (options.home is None) == (options.database_url is None):
        parser.error("name either --home or --database-url")
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="narcord-review-") as folder:
        home = options.home or Path(folder)
        url = options.database_url or f"sqlite:///{home / 'narcord.db'}"
        with Store.open(url) as store:
            if options.database_url is not None and not store.documents(Access.system_()):
                for bundle in make_bundles(options.documents):
                    store.put(bundle)
            waiting = sum(number for _, _, number in store.review_tally(Access.public()))
        found = measure(Settings(home=home, database_url=url, encoder="demo"), options.repeats)
    print(f"{waiting} proposals wait")
    print(f"{'milliseconds':<40}{'median':>9}{'p95':>9}")
    for name, taken in found:
        print(f"{name:<40}{statistics.median(taken):>9.0f}{percentile(taken, 95):>9.0f}")


if __name__ == "__main__":
    main()
