"""Kills itself while it puts a bundle: at every statement, before the commit, and after it.

Run by test_atomicity as ``python kill_while_putting.py FOLDER``; prints JSON: per kind of put, the
points of the kill with "old", "new" or "torn", the state in which the database was found afterwards.
Forks, so that the libraries are loaded once only; the database starts as a fresh copy each time.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event

from corpus.access import Access
from corpus.model import AssignmentStatus, DocumentState
from corpus.store import PutOutcome, Store
from tests.corpus.samples import FERNS, make_bundle

SYSTEM = Access.system_()
OLD = make_bundle(assignments=(("art_1", "A1", AssignmentStatus.PROPOSED),), cites=FERNS.id)
NEW = make_bundle(
    ("Article 1\n1. Changed.", "Article 2\n1. Mosses are left alone (see article 1)."),
    cites=FERNS.id,
    assignments=(("art_1", "A2", AssignmentStatus.PROPOSED),),
)
PUTS: dict[str, Callable[[Store], PutOutcome]] = {
    "a new version": lambda store: store.put(NEW, parser="1"),
    "a new reading": lambda store: store.put(OLD, parser="2"),
    "a new document": lambda store: store.put(make_bundle(source="other.txt"), parser="1"),
}


def look(folder: Path) -> str:
    """Return all that the store holds, but for moments and random tokens."""
    with Store.open(f"sqlite:///{folder / 'narcord.db'}") as store:
        summaries = store.documents(SYSTEM, states=tuple(DocumentState))
        parts = [store.bundle(entry.id, SYSTEM) for entry in summaries]
        return repr([(entry.id, entry.version, entry.state, entry.parser) for entry in summaries]) + repr(
            [
                (
                    part.document.text,
                    part.provisions,
                    part.passages,
                    part.citations,
                    [(a.eid, a.area, a.status, a.by) for a in part.assignments],
                )
                for part in parts
            ]
        )


def put_and_die(folder: Path, what: str, point: int | str | None) -> None:
    """Put in this process, which ends at ``point`` by SIGKILL; with None, report the number of statements."""
    store = Store.open(f"sqlite:///{folder / 'narcord.db'}")
    count = 0

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def step(*_: object) -> None:
        nonlocal count
        count += 1
        if count == point:
            die()

    event.listen(store._engine, "after_cursor_execute", step)
    if point == "before the commit":
        event.listen(store._engine, "commit", die)
    PUTS[what](store)
    if point == "after the commit":
        die()
    os._exit(count)


def fork(folder: Path, what: str, point: int | str | None) -> int:
    """Return the wait status of a child that ran :func:`put_and_die`."""
    child = os.fork()
    if child == 0:
        put_and_die(folder, what, point)
    return os.waitpid(child, 0)[1]


def main(folder: Path) -> None:
    """Try every point of every kind of put."""
    base = folder / "base"
    base.mkdir()
    with Store.open(f"sqlite:///{base / 'narcord.db'}") as store:
        store.put(OLD, parser="1")
        store.decide(OLD.document.id, "art_2", "A5", AssignmentStatus.CONFIRMED, "Ann")
    old = look(base)
    report: dict[str, list[tuple[int | str, str]]] = {}
    for number, what in enumerate(PUTS):
        whole = folder / f"whole{number}"
        shutil.copytree(base, whole)
        statements = os.waitstatus_to_exitcode(fork(whole, what, None))
        new = look(whole)
        found: list[tuple[int | str, str]] = []
        for point in [*range(1, statements + 1), "before the commit", "after the commit"]:
            place = folder / f"{number}-{point}"
            shutil.copytree(base, place)
            status = fork(place, what, point)
            if not os.WIFSIGNALED(status):
                sys.exit(f"was not killed at {point} of {what}")
            state = look(place)
            found.append((point, "old" if state == old else "new" if state == new else "torn"))
            # A put that was cut short is simply done again.
            with Store.open(f"sqlite:///{place / 'narcord.db'}") as store:
                PUTS[what](store)
            if look(place) != new:
                sys.exit(f"doing {what} again after a kill at {point} ended in another state")
        report[what] = found
    print(json.dumps(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
