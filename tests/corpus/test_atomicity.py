"""Killed at any moment, or written by several at once: the store is in the old state or in the new one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from corpus.access import Access
from corpus.model import DocumentState
from corpus.store import Store
from corpus.store.engine import parse_url
from tests.corpus.samples import make_bundle

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(HERE / script), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_a_put_that_is_killed_leaves_the_old_state(tmp_path: Path) -> None:
    process = start("kill_while_putting.py", str(tmp_path))
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    report = json.loads(output)
    assert set(report) == {"a new version", "a new reading", "a new document"}
    for what, points in report.items():
        assert len(points) > 10, f"{what} was killed at {len(points)} points only"
        assert [state for _, state in points] == ["old"] * (len(points) - 1) + ["new"], (what, points)


def test_several_processes_open_and_write_one_store_at_once(database_url: str) -> None:
    """They start on a database that does not exist, so that they race for the migration, too."""
    names = ("ada", "bob", "cyd")
    count = 15
    processes = [
        start("put_many.py", database_url_for_children(database_url), name, str(count)) for name in names
    ]
    with Store.open(database_url) as store:
        while any(process.poll() is None for process in processes):
            # A reader sees whole documents only, never waits, and never fails.
            for entry in store.documents(Access.public()):
                assert len(store.provisions(entry.id, Access.public())) == entry.provision_count == 3
    for process in processes:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    with Store.open(database_url) as store:
        current = store.documents(Access.public())
        assert {entry.source for entry in current} == {
            f"{name}-{n}.txt" for name in names for n in range(count)
        }
        assert {entry.version for entry in current} == {2}
        assert len(store.documents(Access.public(), states=(DocumentState.SUPERSEDED,))) == len(names) * count


def database_url_for_children(database_url: str) -> str:
    return parse_url(database_url).render_as_string(hide_password=False)


def test_threads_of_a_server_share_one_store(store: Store) -> None:
    bundles = [make_bundle(source=f"{n}.txt") for n in range(12)]
    pairs = [(bundle.document.id, "art_1__para_1") for bundle in bundles]
    done = Event()

    def read(_: int) -> int:
        rounds = 0
        while not done.is_set() or not rounds:
            hits = store.provision_hits(pairs, Access.public())
            assert all(hit.text == "1. Ferns are counted yearly." for hit in hits.values())
            store.counts(Access.public())
            rounds += 1
        return rounds

    with ThreadPoolExecutor(4) as readers:
        running = readers.map(read, range(4))
        try:
            for bundle in bundles:
                store.put(bundle)
        finally:
            done.set()
        assert min(running) >= 1
    assert len(store.provision_hits(pairs, Access.public())) == 12
