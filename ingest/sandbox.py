"""Parsing in a process of its own, so that no file can take the program down with it.

Parsers meet hostile and broken files, and some are C libraries: they can hang, crash or eat all
memory. Here a function runs in a worker process with bounds on memory, processor time and
wall-clock time; whatever goes wrong comes back as an :class:`~corpus.errors.InputError` with a
remedy. Workers stay warm between files, because starting one takes longer than parsing most
files. A worker that had to be killed is replaced.

    with Sandbox(workers=2) as sandbox:
        for outcome in sandbox.map(read_source, files):
            ...
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar, cast

from corpus.errors import DamagedFileError, InputError, LimitExceededError
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.sandbox_answers import RefusedAnswerError, read_answer

Item = TypeVar("Item")
Value = TypeVar("Value")

_LOG = logging.getLogger(__name__)
_HEADER = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Value]):
    """What became of one item: a value, or the error that says why there is none."""

    item: Item
    value: Value | None = None
    error: InputError | None = None


class Sandbox:
    """A pool of bounded worker processes.

    ``function`` arguments must be importable by name (no lambdas), arguments and results
    picklable. Safe to use from several threads. Workers start when first needed.
    """

    def __init__(self, workers: int | None = None, limits: Limits = DEFAULT_LIMITS) -> None:
        self.size = max(1, workers if workers is not None else count_cores())
        self.limits = limits
        self._free: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all = [_Worker(limits) for _ in range(self.size)]
        for worker in self._all:
            self._free.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers, also those at work."""
        for worker in self._all:
            worker.stop()

    def run(self, function: Callable[[Item], Value], item: Item, *, name: str | None = None) -> Value:
        """Return ``function(item)`` as a worker computes it.

        Raises the InputError that the function raised, LimitExceededError where a bound was hit,
        DamagedFileError where the worker crashed or the function failed in an unforeseen way.
        """
        with self._borrow() as worker:
            return worker.call(function, item, name or describe(item))

    def map(self, function: Callable[[Item], Value], items: Iterable[Item]) -> Iterator[Outcome[Item, Value]]:
        """Yield an outcome per item, in the order of ``items``, computed in parallel.

        Looks only a few items ahead of the consumer, so ``items`` may be endless and results do
        not pile up. One bad item never stops the rest. Closing the iterator ends the calls at work.
        """
        errand = _Errand()
        pending: deque[Future[Outcome[Item, Value]]] = deque()
        executor = ThreadPoolExecutor(self.size, thread_name_prefix="sandbox")
        try:
            for item in items:
                pending.append(executor.submit(self._attempt, function, item, errand))
                if len(pending) > 2 * self.size:
                    yield _take_first(pending)
            while pending:
                yield _take_first(pending)
        finally:
            # Anything left here nobody wants: Ctrl-C, or the consumer has seen enough.
            errand.abandoned = True
            for future in pending:
                future.cancel()
            while wait(pending, timeout=0.05).not_done:
                for worker in tuple(errand.workers):
                    worker.interrupt()
            executor.shutdown(wait=True)

    def _attempt(
        self, function: Callable[[Item], Value], item: Item, errand: _Errand
    ) -> Outcome[Item, Value]:
        with self._borrow() as worker:
            errand.workers.add(worker)
            try:
                if errand.abandoned:
                    raise _stopped(describe(item))
                return Outcome(item, value=worker.call(function, item, describe(item)))
            except InputError as error:
                return Outcome(item, error=error)
            finally:
                errand.workers.discard(worker)

    @contextlib.contextmanager
    def _borrow(self) -> Iterator[_Worker]:
        worker = self._free.get()
        try:
            yield worker
        finally:
            self._free.put(worker)


def _take_first(pending: deque[Future[Outcome[Item, Value]]]) -> Outcome[Item, Value]:
    # It leaves the queue when it is done, not before: Ctrl-C may come while it is waited for.
    outcome = pending[0].result()
    pending.popleft()
    return outcome


class _Errand:
    """One run of ``map``: the workers that are out on it, and whether it is still wanted."""

    def __init__(self) -> None:
        self.workers: set[_Worker] = set()
        self.abandoned = False


def _stopped(name: str) -> LimitExceededError:
    return LimitExceededError(f"{name}: ingestion was stopped.", remedy="Run it again.")


def parse_many(
    function: Callable[[Item], Value],
    items: Iterable[Item],
    workers: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Outcome[Item, Value]]:
    """Run ``function`` over ``items`` on all cores; yield outcomes in order, first to last."""
    with Sandbox(workers, limits) as sandbox:
        yield from sandbox.map(function, items)


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def describe(item: object) -> str:
    """Return the name of ``item`` for messages."""
    return str(getattr(item, "uri", item))[:300]


class _Worker:
    """One process and the two pipes to it; started at the first call and after every loss."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._timed_out = False
        self._too_long = False
        self._busy = False

    def call(self, function: Callable[[Item], Value], item: Item, name: str) -> Value:
        request = pickle.dumps((function, item, name), protocol=pickle.HIGHEST_PROTOCOL)
        process = self._start()
        self._timed_out = self._too_long = False
        # A page of a scan takes seconds of another program; what may hold scans says how much it may take.
        seconds = self._limits.seconds + float(getattr(item, "more_seconds", 0.0))
        timer = threading.Timer(seconds, self._expire, (process,))
        timer.daemon = True
        timer.start()
        self._busy = True
        try:
            answer = self._exchange(process, request)
        finally:
            self._busy = False
            timer.cancel()
        if answer is None:
            raise self._explain_loss(process, name)
        try:
            succeeded, value = read_answer(answer)
        except RefusedAnswerError as refusal:
            # Whatever speaks there is no parser of ours any more.
            _LOG.error("%s: %s; its parser was ended", name, refusal)
            self._end_process(process)
            raise DamagedFileError(
                f"{name} makes its parser answer with something other than a document.",
                remedy="Do not open the file: it may be an attack. Get it again from a source you trust.",
            ) from refusal
        if not succeeded:
            error, trace = cast(tuple[InputError, str], value)
            _LOG.debug("%s failed: %s", name, trace)
            raise error
        return cast(Value, value)

    def interrupt(self) -> None:
        """Give up the call at work, if there is one; the next call starts a new process."""
        process = self._process
        if self._busy and process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()

    def stop(self) -> None:
        self._stopped = True
        if self._process is not None:
            _end(self._process)
            self._process = None

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            # Plain subprocess instead of multiprocessing: a spawned child would import the
            # parent's main module again (the whole program), a forked one copies its threads.
            path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
            self._process = subprocess.Popen(
                # -P: the folder that the user stands in may hold a struct.py of his own.
                [sys.executable, "-P", "-m", "ingest.sandbox_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
                start_new_session=True,  # Ctrl-C reaches the parent alone, which then ends its workers
            )
            settings = (self._limits.memory, self._limits.cpu_seconds, os.getpid())
            self._write(self._process, pickle.dumps(settings))
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], request: bytes) -> bytes | None:
        try:
            self._write(process, request)
            assert process.stdout is not None
            header = process.stdout.read(_HEADER.size)
            if len(header) < _HEADER.size:
                return None
            (length,) = _HEADER.unpack(header)
            if length > self._limits.max_answer_bytes:
                self._too_long = True
                return None
            answer = process.stdout.read(length)
        except (OSError, ValueError):
            return None
        return answer if len(answer) == length else None

    @staticmethod
    def _write(process: subprocess.Popen[bytes], message: bytes) -> None:
        assert process.stdin is not None
        process.stdin.write(_HEADER.pack(len(message)) + message)
        process.stdin.flush()

    def _expire(self, process: subprocess.Popen[bytes]) -> None:
        self._timed_out = True
        with contextlib.suppress(ProcessLookupError):
            process.kill()

    def _end_process(self, process: subprocess.Popen[bytes]) -> None:
        _end(process)
        self._process = None

    def _explain_loss(self, process: subprocess.Popen[bytes], name: str) -> InputError:
        timed_out, stopped, too_long = self._timed_out, self._stopped, self._too_long
        self._end_process(process)
        code = process.returncode
        if stopped:
            return _stopped(name)
        if too_long:
            return LimitExceededError(
                f"{name} gives more to store than {self._limits.max_answer_bytes:,} bytes.",
                remedy="Split the file into several.",
            )
        if timed_out or code == -signal.SIGXCPU:
            bound = (
                f"{self._limits.seconds:.0f} s" if timed_out else f"{self._limits.cpu_seconds} s of computing"
            )
            return LimitExceededError(
                f"{name} took longer to parse than {bound}.",
                remedy="Split the file, save it in a simpler format, or raise NARCORD_PARSE_SECONDS.",
            )
        if code == -signal.SIGKILL:
            return LimitExceededError(
                f"{name}: the system ended its parser, most likely for lack of memory.",
                remedy="Close other programs or use fewer workers, and try again; or split the file.",
            )
        cause = signal.Signals(-code).name if code and code < 0 else f"exit code {code}"
        return DamagedFileError(
            f"{name} makes its parser crash ({cause}).",
            remedy="The file is probably damaged: open it in its own program and save it again.",
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
