"""Killing ingestion at random, again and again: afterwards the knowledge base must be as if undisturbed.

``python -m evaluation.kills --times 100`` takes small files of the shared corpus and lets a child
process ingest them, without encoding, into a knowledge base. The child is killed with SIGKILL after
a random number of files and a random moment more, and started again, several times; then it may
come to its end. Then some files change and the same happens to their new versions; then all begins
anew in an empty home, until so many kills have hit a child at work. Each time that the child came
to its end, all tables are compared with those of a run that nobody disturbed, but for moments and
random tokens.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, select

from corpus.store import Store
from corpus.store.tables import metadata
from ingest.pipeline import ingest

DEFAULT_FOLDER = Path(__file__).parents[1].parent / "shared" / "corpus"
SUFFIXES = frozenset({".md", ".txt", ".html", ".docx"})
# Moments, random tokens and counters of rows: what differs between any two runs.
_VARYING = frozenset({"ingested_at", "at", "granted_at", "token", "revision", "id"})
_CHANGED = 5  # files that change in the second act
_PATIENCE = 600.0  # seconds for one undisturbed run
_MOMENT = 0.3  # seconds, about what a small file takes


@dataclass(frozen=True, slots=True)
class Result:
    """``kills`` hit a child at work; ``different`` are tables, of ``compared`` bases."""

    kills: int
    starts: int
    compared: int
    different: tuple[str, ...]


def choose_files(folder: Path, count: int) -> list[Path]:
    """Return the smallest files of ``folder`` in formats of text."""
    files = [path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file()]
    return sorted(files, key=lambda path: (path.stat().st_size, path.as_posix()))[:count]


def dump(home: Path) -> dict[str, list[str]]:
    """Return the rows of every table as text, sorted, without what varies between runs."""
    engine = create_engine(f"sqlite:///{home / 'narcord.db'}")
    try:
        with engine.connect() as connection:
            return {
                table.name: sorted(
                    repr([value for key, value in row._mapping.items() if not _varies(table.name, key)])
                    for row in connection.execute(select(table))
                )
                for table in metadata.sorted_tables
            }
    finally:
        engine.dispose()


def _varies(table: str, column: str) -> bool:
    return column in _VARYING and not (column == "id" and table in ("document", "passage"))


def run(files: Sequence[Path], times: int, seed: int, work: Path, most: int = 12) -> Result:
    """Kill ingestion of ``files`` until ``times`` kills have hit, at most ``most`` in a row."""
    chance = random.Random(seed)
    source = work / "files"
    calm = []
    for _ in _acts(files, source):
        _ingest_to_the_end(work / "calm", source)
        calm.append(dump(work / "calm"))
    kills = starts = compared = 0
    different: list[str] = []
    home = work / "disturbed"
    while kills < times:
        shutil.rmtree(home, ignore_errors=True)
        for act, expected in zip(_acts(files, source), calm, strict=True):
            for _ in range(chance.randint(2, most)):
                starts += 1
                if not _ingest_and_kill(home, source, chance, len(files)):
                    break
                kills += 1
            starts += 1
            _ingest_to_the_end(home, source)
            compared += 1
            found = dump(home)
            different += [f"{act}: {table}" for table in expected if expected[table] != found[table]]
            print(
                f"{kills} kills in {starts} runs; of {compared} comparisons {len(different)} fail", flush=True
            )
    return Result(kills, starts, compared, tuple(different))


def _acts(files: Sequence[Path], source: Path) -> Iterator[str]:
    """Lay out the files as they are first, and then with some of them changed."""
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    for number, path in enumerate(files):
        shutil.copyfile(path, source / f"{number:02}-{path.name}")
    yield "new files"
    for path in sorted(source.iterdir()):
        if path.suffix in (".md", ".txt") and int(path.name[:2]) < 2 * _CHANGED:
            with path.open("ab") as stream:
                stream.write(b"\nA line that was not there before.\n")
    yield "changed files"


def _start(home: Path, source: Path) -> subprocess.Popen[str]:
    home.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "evaluation.kills", "--child", str(home), str(source)]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, text=True)


def _ingest_to_the_end(home: Path, source: Path) -> None:
    child = _start(home, source)
    child.communicate(timeout=_PATIENCE)
    if child.returncode != 0:
        raise RuntimeError(f"ingestion ended with {child.returncode}")


def _ingest_and_kill(home: Path, source: Path, chance: random.Random, count: int) -> bool:
    """Kill ingestion after some files, in one case of three with its workers; tell whether that hit it."""
    child = _start(home, source)
    assert child.stdout is not None
    for _ in range(chance.randint(1, max(2, count // 6))):
        if not child.stdout.readline():
            break
    time.sleep(chance.uniform(0, _MOMENT))
    alive = child.poll() is None
    # A group outlives its leader by a moment, so killing it never misses.
    with contextlib.suppress(ProcessLookupError):
        (os.killpg if chance.random() < 1 / 3 else os.kill)(child.pid, signal.SIGKILL)
    child.stdout.close()
    child.wait()
    return alive


def _ingest(home: Path, source: Path) -> int:
    with Store.open(f"sqlite:///{home / 'narcord.db'}") as store:
        failed = ingest(store, [source], report=lambda *_: print(".", flush=True)).failed
    for outcome in failed:
        print(f"{outcome.source}: {outcome.reason}", file=sys.stderr)
    return 1 if failed else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what came of it; 1 if a knowledge base differs."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.kills", description=__doc__)
    parser.add_argument("--folder", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--files", type=int, default=25)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        return _ingest(*options.child)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        result = run(choose_files(options.folder, options.files), options.times, options.seed, Path(folder))
    took = time.perf_counter() - begun
    print(f"{result.kills} kills in {result.starts} runs of {options.files} files, {took:.0f} s")
    print(f"compared {result.compared} times with an undisturbed knowledge base: ", end="")
    print(f"{len(result.different)} tables differ: {result.different}" if result.different else "equal")
    return 1 if result.different else 0


if __name__ == "__main__":
    sys.exit(main())
