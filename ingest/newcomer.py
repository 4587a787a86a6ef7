"""Reading one file without keeping it: for a comparison, in the same sandbox and under the same checks."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import DamagedFileError
from corpus.model import Bundle
from ingest.bundles import FileFacts
from ingest.discover import SourceFile
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.pipeline import FileTask, read_file
from ingest.sandbox import Sandbox

_UNSAFE = re.compile(r"[^\w. ()-]+")
_LONGEST_NAME = 120


def _work(task: FileTask) -> tuple[Bundle, ...]:
    return read_file(task.file, task.facts, task.limits)


def read_newcomer(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Bundle, ...]:
    """Read the bytes of one file into bundles, the main language version first; nothing is kept.

    The file lies in a temporary folder while it is read. ``name`` is what it is called; only its end
    counts, and only letters, digits and ``. ( ) -`` of it.

    Raises:
        InputError: it cannot be read; the error says why and what to do.
    """
    shown = safe_name(name)
    with TemporaryDirectory(prefix="narcord-") as folder:
        path = Path(folder, shown)
        path.write_bytes(data)
        file = SourceFile(path)
        task = FileTask(file, FileFacts(file.uri, hashlib.sha256(data).hexdigest()), limits)
        with Sandbox(1, limits) as sandbox:
            bundles = sandbox.run(_work, task, name=shown)
        if any(bundle.document.checksum != task.facts.checksum for bundle in bundles):
            raise DamagedFileError(
                f"{shown} makes its parser answer for another file.",
                remedy="Do not open the file: it may be an attack.",
            )
    # Where it lay for a moment is nobody's business.
    return tuple(
        replace(bundle, document=replace(bundle.document, source=shown, lineage=shown)) for bundle in bundles
    )


def safe_name(name: str) -> str:
    r"""The last part of a file name, without signs that mean something to a file system.

    >>> safe_name("../../etc/pass*wd.pdf"), safe_name("C:\\My Papers\\Statement (2).docx"), safe_name("..")
    ('pass_wd.pdf', 'Statement (2).docx', 'newcomer')
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = _UNSAFE.sub("_", last).strip(". ")
    stem, dot, suffix = clean.rpartition(".")
    if len(clean) > _LONGEST_NAME:
        clean = (
            f"{stem[: _LONGEST_NAME - len(suffix) - 1]}{dot}{suffix}"
            if len(suffix) < 10
            else clean[:_LONGEST_NAME]
        )
    return clean or "newcomer"
