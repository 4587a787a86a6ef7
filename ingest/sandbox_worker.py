"""The process behind :mod:`ingest.sandbox`: reads calls from stdin, answers on stdout.

Each message is its length (8 bytes) and a pickle. The first gives the bounds; then come calls
``(function, item, name)``, each answered by ``(True, value)`` or ``(False, (error, traceback))``.
Ends when the parent closes the pipe.
"""

from __future__ import annotations

import os
import pickle
import resource
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import BinaryIO

from corpus.errors import DamagedFileError, InputError, LimitExceededError, NarcordError

_HEADER = struct.Struct("<Q")


def main() -> None:
    """Serve calls until the parent goes away."""
    source = sys.stdin.buffer
    # Libraries print; what they print must not mix with the answers.
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    settings = _receive(source)
    if settings is None:
        return
    memory, cpu_seconds, parent = pickle.loads(settings)  # our own parent wrote it
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_CORE, 0)
    while (request := _receive(source)) is not None:
        _bound_processor_time(cpu_seconds)
        answer = _answer(request)
        target.write(_HEADER.pack(len(answer)) + answer)
        target.flush()


def _watch(parent: int) -> None:
    """End this process when the parent is gone, also in the middle of a call."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _receive(source: BinaryIO) -> bytes | None:
    header = source.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    return source.read(_HEADER.unpack(header)[0])


def _bound(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (soft, hard))


def _bound_processor_time(seconds: int) -> None:
    # The system counts over the life of the process, the bound is per call.
    used = resource.getrusage(resource.RUSAGE_SELF)
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def _answer(request: bytes) -> bytes:
    name = "a file"
    try:
        function: Callable[[object], object]
        function, item, name = pickle.loads(request)
        return pickle.dumps((True, function(item)), protocol=pickle.HIGHEST_PROTOCOL)
    except NarcordError as error:
        failure: NarcordError = error if isinstance(error, InputError) else _unforeseen(name, error)
    except MemoryError:
        failure = LimitExceededError(
            f"{name} needs more memory to parse than it may use.",
            remedy="Split the file into several, or save it in a simpler format.",
        )
    except RecursionError:
        failure = LimitExceededError(
            f"{name} is nested too deeply to parse.", remedy="Check the file: documents are never that deep."
        )
    except Exception as error:
        failure = _unforeseen(name, error)
    return pickle.dumps((False, (failure, traceback.format_exc())))


def _unforeseen(name: str, error: Exception) -> DamagedFileError:
    return DamagedFileError(
        f"{name} cannot be parsed ({type(error).__name__}: {str(error)[:200]}).",
        remedy="Open it in its own program and save it again; if that fails, report it with the file.",
    )


if __name__ == "__main__":
    main()
