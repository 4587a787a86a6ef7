"""Killed at any moment, or written by several at once: the store is in the old state or in the new one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from corpus.access import Access
from corpus.model import DocumentState
from corpus.store import Store
from corpus.store.engine import parse_url

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
