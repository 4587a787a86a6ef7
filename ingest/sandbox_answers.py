"""Reading what a worker answers without trusting it.

A worker parses hostile files with large C libraries; should one of them be taken over, its answer
is the way out of the sandbox, because unpickling runs whatever callables the data names. Answers
are therefore read by an unpickler that knows a short table of record types and refuses every
other name. What remains to a hostile worker is to lie about the one file that it was given, which
:mod:`ingest.pipeline` checks against what it knows of that file.
"""

from __future__ import annotations

import dataclasses
import pickle
from enum import Enum
from importlib import import_module
from io import BytesIO

from corpus.errors import InputError

# Modules whose records may come back. Of each only the frozen dataclasses and enumerations count
# that it defines itself: never a function, never what it imports.
RECORD_MODULES = frozenset({"corpus.model", "ingest.source", "ingest.structure.parse", "ingest.pipeline"})
_ERRORS = "corpus.errors"
_REBUILD = "_rebuild"  # the one function: it makes an error from its type and two strings


class RefusedAnswerError(Exception):
    """An answer that names what no honest worker sends."""


class _AnswerReader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        """Return the record type of that name, or refuse it."""
        if "." not in name and (module in RECORD_MODULES or module == _ERRORS):
            found = getattr(import_module(module), name, None)
            if getattr(found, "__module__", None) == module and _is_harmless(found, module, name):
                return found
        raise RefusedAnswerError(f"a worker's answer names {module}.{name}"[:200])

    def persistent_load(self, pid: object) -> object:
        """Refuse: workers send no references."""
        raise RefusedAnswerError("a worker's answer holds a reference")


def _is_harmless(found: object, module: str, name: str) -> bool:
    if module == _ERRORS:
        return name == _REBUILD or (isinstance(found, type) and issubclass(found, InputError))
    return isinstance(found, type) and (issubclass(found, Enum) or dataclasses.is_dataclass(found))


def read_answer(data: bytes) -> tuple[bool, object]:
    """Return whether the call succeeded, and its value or ``(error, traceback)``.

    Raises:
        RefusedAnswerError: the answer is not of that form, or names anything but records.
    """
    try:
        answer = _AnswerReader(BytesIO(data)).load()
    except RefusedAnswerError:
        raise
    except Exception as error:  # a malformed pickle fails in many ways
        raise RefusedAnswerError(f"a worker's answer cannot be read ({type(error).__name__})") from error
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[0], bool):
        raise RefusedAnswerError("a worker's answer has another form")
    succeeded, value = answer
    if not succeeded and not (
        isinstance(value, tuple)
        and len(value) == 2
        and isinstance(value[0], InputError)
        and isinstance(value[1], str)
    ):
        raise RefusedAnswerError("a worker's answer has another form")
    return succeeded, value
