"""How long the coverage matrix takes over many documents.

``python -m evaluation.matrix_speed --documents 1000`` makes a knowledge base of that many documents
(:mod:`evaluation.matrix_store`; a minute for a thousand) in a temporary folder, or in ``--keep FOLDER``
where a later run finds it again, and prints median and 95th percentile in milliseconds of the counting
alone and of whole pages as the application answers them. ``--home FOLDER`` measures a knowledge base that
is there. "Cold" is the first question after a start; then what ties provisions to areas is in memory.
With ``--processor`` the time is the processor's, not that of the clock on the wall: on a machine that does
other work as well, it says more.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from starlette.testclient import TestClient

from corpus.access import Access
from corpus.model import Strength
from corpus.settings import Settings
from corpus.store import Selection, Store
from evaluation.matrix_store import make_bundles

_COMMITTED = Selection(least=Strength.NOTE)
_COLD = 5
PAGES = (
    ("page, instruments", "/matrix"),
    ("page, all instruments", "/matrix?per=5000"),
    ("page, all instruments and sub-themes", "/matrix?per=5000&open=all"),
    ("page, instruments as rows", "/matrix?transpose=1"),
    ("page, countries", "/matrix?columns=countries&open=all"),
    ("page, groups of States", "/matrix?columns=groups&open=all"),
    ("page, filtered", "/matrix?columns=countries&group=cica&kind=act&year_from=2000&least=should"),
    ("list behind a cell", "/areas/A3?jurisdiction=kz&least=note"),
    ("API", "/api/v1/matrix"),
    ("CSV", "/api/v1/matrix.csv"),
)


def fill(home: Path, documents: int) -> None:
    """Make the knowledge base, unless the folder holds one."""
    if (home / "narcord.db").exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    with Store.open(f"sqlite:///{home / 'narcord.db'}") as store:
        for number, bundle in enumerate(make_bundles(documents), start=1):
            store.put(bundle)
            if number % 200 == 0:
                print(f"  {number} of {documents} documents made", file=sys.stderr, flush=True)


def measure(
    home: Path, repeats: int, clock: Callable[[], float] = time.perf_counter
) -> list[tuple[str, list[float]]]:
    """Return what is measured with the milliseconds of each repetition, by a clock in seconds."""

    def time_calls(call: Callable[[], object], repeats: int) -> list[float]:
        taken = []
        for _ in range(repeats):
            begun = clock()
            call()
            taken.append(1000 * (clock() - begun))
        return taken

    url, access = f"sqlite:///{home / 'narcord.db'}", Access.public()
    cold = []
    for _ in range(_COLD):
        with Store.open(url) as store:
            store.counts(access)  # the database itself is open
            cold += time_calls(lambda store=store: store.coverage(access, _COMMITTED), 1)  # type: ignore[misc]
    with Store.open(url) as store:
        store.coverage(access, _COMMITTED)
        warm = time_calls(lambda: store.coverage(access, _COMMITTED), repeats)
    found = [("counting, cold", cold), ("counting", warm)]
    # The application is found by its name, as a server does: this room imports nothing of the web's.
    create_app = import_module("web.app").create_app
    settings = Settings(home=home, database_url=url, encoder="demo")
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:

        def ask(path: str) -> None:
            answer = client.get(path)
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code} {answer.text[:300]}")

        found.append(("first page, cold", time_calls(lambda: ask("/matrix"), 1)))
        for name, path in PAGES:
            ask(path)
            found.append((name, time_calls(lambda path=path: ask(path), repeats)))  # type: ignore[misc]
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=15)
    parser.add_argument("--keep", type=Path, help="make the knowledge base here, and leave it")
    parser.add_argument("--home", type=Path, help="measure the knowledge base of this home instead")
    parser.add_argument("--processor", action="store_true", help="count the processor's time")
    options = parser.parse_args(arguments)
    clock = time.process_time if options.processor else time.perf_counter
    logging.disable(logging.WARNING)
    if options.home is not None:
        print_figures(options.home, measure(options.home, options.repeats, clock))
        return
    with tempfile.TemporaryDirectory(prefix="narcord-matrix-") as folder:
        home = options.keep or Path(folder)
        fill(home, options.documents)
        print_figures(home, measure(home, options.repeats, clock))


def print_figures(home: Path, found: Sequence[tuple[str, Sequence[float]]]) -> None:
    """Print how much there is, and each measurement."""
    with Store.open(f"sqlite:///{home / 'narcord.db'}") as store:
        counts = store.counts(Access.public())
        tallies = store.coverage(Access.public(), _COMMITTED).tallies
    ties = sum(counts.assignments.values())
    print(
        f"{counts.documents} documents, {counts.instruments} instruments, {counts.provisions} provisions, "
        f"{ties} ties to areas, {len(tallies)} filled cells"
    )
    print(f"{'milliseconds':<40}{'median':>9}{'p95':>9}")
    for name, taken in found:
        print(f"{name:<40}{statistics.median(taken):>9.0f}{percentile(taken, 95):>9.0f}")


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` per cent of them do not exceed (nearest rank).

    >>> percentile([5.0, 1.0, 4.0, 2.0, 3.0], 95), percentile([1.0, 2.0], 50)
    (5.0, 1.0)
    """
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * share // 100) - 1)]


if __name__ == "__main__":
    main()
