"""The whole way of a file: found, read, structured, stored; one bad file never stops the rest.

A file's bytes are hashed first; a file that the store already holds, as this version of the
program reads it, costs nothing more. The language versions of a file are stored one by one, the
main one last: a run that is killed in between leaves the main one missing or old, so the next run
takes the file again and ends where an undisturbed run would have.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from corpus.access import Access
from corpus.errors import DamagedFileError, InputError, NotADocumentError
from corpus.model import Bundle, DocumentState, QualityState
from corpus.progress import Report, silent
from corpus.register import RegisterInstrument, load_register
from corpus.store import DocumentSummary, PutOutcome, Store
from corpus.store.validation import check_bundle
from ingest.bundles import FileFacts, assemble
from ingest.citations.link import link
from ingest.discover import Skipped, SourceFile, discover
from ingest.instruments import Described, group_by_instrument
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.missing import find_missing, forget_failures
from ingest.quality import assess, rate_languages, read_raw
from ingest.readers import changed_while_read, read_bytes
from ingest.readers.registry import may_be_recognised
from ingest.sandbox import Sandbox
from ingest.structure import PARSER_VERSION, parse

logger = logging.getLogger(__name__)


class FileStatus(StrEnum):
    """What became of one file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"  # not a document, with the reason
    FAILED = "failed"
    MISSING = "missing"  # gone from its folder; its documents stay until somebody removes them


@dataclass(frozen=True, slots=True)
class StoredPart:
    """One document that a file gave."""

    document_id: str
    instrument_id: str
    title: str
    language: str
    provisions: int
    passages: int
    notes: tuple[str, ...]
    quality_state: QualityState | None = None
    coverage: float | None = None


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """A row of the ingestion report. ``seconds`` is the time its parsing took, 0 if it was not parsed."""

    source: str
    status: FileStatus
    parts: tuple[StoredPart, ...] = ()
    seconds: float = 0.0
    reason: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of every file that was found, in the order of discovery; then the missing ones."""

    outcomes: tuple[FileOutcome, ...]

    @property
    def failed(self) -> tuple[FileOutcome, ...]:
        """The files that could not be ingested."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is FileStatus.FAILED)

    def count(self, status: FileStatus) -> int:
        """How many files ended so."""
        return sum(outcome.status is status for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class FileTask:
    """One file for a worker process of the sandbox."""

    file: SourceFile
    facts: FileFacts
    limits: Limits

    @property
    def uri(self) -> str:
        """Where the file is from: what its documents name as their source."""
        return self.facts.uri

    @property
    def more_seconds(self) -> float:
        """What the sandbox grants beyond its bound: pages of these may have to be recognised."""
        return self.limits.ocr_seconds if may_be_recognised(self.file.name) else 0.0


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a worker gives back."""

    bundles: tuple[Bundle, ...]
    seconds: float


@cache
def _register() -> dict[str, RegisterInstrument]:
    return {entry.instrument.id: entry for entry in load_register()}


def read_file(file: SourceFile, facts: FileFacts, limits: Limits = DEFAULT_LIMITS) -> tuple[Bundle, ...]:
    """Read one file into bundles, the main language version first.

    Raises:
        InputError: it cannot be read; the error says why and what to do.
    """
    data = file.load(limits)
    if hashlib.sha256(data).hexdigest() != facts.checksum:
        # Its document would bear the checksum of other bytes than those it was read from.
        raise changed_while_read(file.uri)
    source = read_bytes(data, file.name, limits, facts.entry.language if facts.entry else None)
    language = facts.entry.language if facts.entry else None
    parts = [rate_languages(source, part, language) for part in parse(source, language)]
    reports = assess(source, parts, read_raw(data, source), language.split("+") if language else ())
    bundles = assemble(facts, source, parts, _register(), reports)
    for bundle in bundles:
        # Here, in the worker, so that a reading that contradicts itself fails this file alone.
        check_bundle(bundle)
    return bundles


def _work(task: FileTask) -> _Reading:
    begun = time.perf_counter()
    bundles = read_file(task.file, task.facts, task.limits)
    return _Reading(bundles, time.perf_counter() - begun)


def ingest(
    store: Store,
    paths: Iterable[Path],
    *,
    limits: Limits = DEFAULT_LIMITS,
    workers: int | None = None,
    report: Report = silent,
) -> IngestReport:
    """Read everything under ``paths`` into the store; ``workers`` processes parse at a time.

    What cannot be read becomes a failure in the report and in the store, with its remedy, and
    keeps what was stored of it before. At the end, citations of instruments that the store now
    holds are linked, also those of documents from earlier runs.
    """
    paths = list(paths)
    found = list(discover(paths, limits))
    files = [item for item in found if isinstance(item, SourceFile)]
    outcomes: dict[str, FileOutcome] = {}
    for item in found:
        if isinstance(item, Skipped):
            outcomes[item.uri] = _note_skipped(store, item)
    done = len(outcomes)
    report("reading files", done, len(found))
    with Sandbox(workers, limits) as sandbox:
        checksums: dict[str, str] = {}
        changed = _changed(store, files, limits, outcomes, checksums)
        for result in sandbox.map(_work, changed):
            task = result.item
            if result.value is not None:
                outcomes[task.uri] = _keep(store, task, result.value)
            elif isinstance(result.error, NotADocumentError):
                outcomes[task.uri] = FileOutcome(task.uri, FileStatus.SKIPPED, reason=result.error.message)
            elif result.error is not None:
                outcomes[task.uri] = _note_failure(store, task.uri, task.facts.checksum, result.error)
            report("reading files", len(outcomes), len(found))
    report("reading files", len(found), len(found))
    _tell_copies(outcomes, checksums)
    met = outcomes.keys()
    forget_failures(store, paths, met)
    gone = [_tell_missing(*entry) for entry in find_missing(store, paths, met).items()]
    link(store)
    return IngestReport((*(outcomes[item.uri] for item in found), *gone))


def ingest_one(
    store: Store, sandbox: Sandbox, task: FileTask, accept: Callable[[tuple[Bundle, ...]], None]
) -> FileOutcome:
    """Read one file of which the facts are known, and keep it if ``accept`` raises nothing.

    Nothing is written before ``accept`` has seen what was read. Citations are not linked.

    Raises:
        InputError: it cannot be read.
    """
    reading = sandbox.run(_work, task)
    _check_answer(task, reading)
    accept(reading.bundles)
    return _keep(store, task, reading)


def _changed(
    store: Store,
    files: Sequence[SourceFile],
    limits: Limits,
    outcomes: dict[str, FileOutcome],
    checksums: dict[str, str],
) -> Iterator[FileTask]:
    """Yield a task per file that the store does not hold as it is; note the others in ``outcomes``.

    ``checksums`` takes down those of all files that can be read.
    """
    slugs = group_by_instrument(
        Described(file.uri, file.entry.jurisdiction, file.entry.title) for file in files if file.entry
    )
    for file in files:
        try:
            data = file.load(limits)
        except InputError as error:
            outcomes[file.uri] = _note_failure(store, file.uri, None, error)
            continue
        checksum = checksums[file.uri] = hashlib.sha256(data).hexdigest()
        known = [
            entry
            for entry in store.documents_from_source(file.uri)
            if entry.state is not DocumentState.SUPERSEDED
        ]
        main = next((entry for entry in known if entry.lineage == file.uri), None)
        if main is not None and main.checksum == checksum and main.parser == PARSER_VERSION:
            store.clear_failure(file.uri)
            outcomes[file.uri] = FileOutcome(file.uri, FileStatus.UNCHANGED, _stored_parts(known))
            continue
        yield FileTask(file, FileFacts(file.uri, checksum, slugs.get(file.uri), file.entry), limits)


def _tell_copies(outcomes: dict[str, FileOutcome], checksums: Mapping[str, str]) -> None:
    """Say of files that were kept which of them have one content: both are kept, for places tell too."""
    first: dict[str, str] = {}
    for source, checksum in checksums.items():
        original = first.setdefault(checksum, source)
        outcome = outcomes.get(source)
        if original != source and outcome is not None and outcome.status is not FileStatus.FAILED:
            reason = f"it has the same content as {original}; both are kept"
            outcomes[source] = replace(outcome, reason=reason)


def _stored_parts(entries: Iterable[DocumentSummary]) -> tuple[StoredPart, ...]:
    return tuple(
        StoredPart(
            entry.id, entry.instrument_id, entry.title, entry.language,
            entry.provision_count, entry.passage_count, entry.notes,
            entry.quality_state, entry.coverage,
        )
        for entry in entries
    )  # fmt: skip


def _tell_missing(source: str, entries: Sequence[DocumentSummary]) -> FileOutcome:
    return FileOutcome(
        source,
        FileStatus.MISSING,
        _stored_parts(entries),
        reason="it is no longer where it was; what was read from it stays",
        remedy="; ".join(f"narcord remove {entry.id}" for entry in entries),
    )


def _keep(store: Store, task: FileTask, reading: _Reading) -> FileOutcome:
    status = FileStatus.UNCHANGED
    try:
        _check_answer(task, reading)
        original = task.file.load(task.limits)
        if hashlib.sha256(original).hexdigest() != task.facts.checksum:
            raise changed_while_read(task.uri)
        for bundle in reversed(reading.bundles):
            outcome = store.put(bundle, parser=PARSER_VERSION, original=original)
            # The main version is put last and decides.
            status = _STATUS[outcome] if outcome is not PutOutcome.UNCHANGED else status
        _retire_vanished(store, task, reading)
    except InputError as error:
        return _note_failure(store, task.uri, task.facts.checksum, error)
    parts = tuple(
        StoredPart(
            bundle.document.id, bundle.instrument.id, bundle.document.title, bundle.document.language,
            len(bundle.provisions), len(bundle.passages), bundle.document.notes,
            bundle.document.quality.state if bundle.document.quality else None,
            bundle.document.quality.coverage if bundle.document.quality else None,
        )
        for bundle in reading.bundles
    )  # fmt: skip
    return FileOutcome(task.uri, status, parts, reading.seconds)


def _check_answer(task: FileTask, reading: _Reading) -> None:
    """Refuse a reading of another file than the one that was asked for: a worker is not to be trusted."""
    root = task.facts.lineage
    for bundle in reading.bundles:
        document = bundle.document
        if (
            document.source != task.uri
            or document.checksum != task.facts.checksum
            or not (document.lineage == root or document.lineage.startswith(f"{root}#"))
            or (task.facts.instrument is not None and document.instrument_id != task.facts.instrument.id)
        ):
            raise DamagedFileError(
                f"{task.uri} makes its parser answer for another file.",
                remedy="Do not open the file: it may be an attack. Get it again from a source you trust.",
            )


_STATUS = {
    PutOutcome.ADDED: FileStatus.ADDED,
    PutOutcome.UPDATED: FileStatus.UPDATED,
    PutOutcome.UNCHANGED: FileStatus.UNCHANGED,
}


def _retire_vanished(store: Store, task: FileTask, reading: _Reading) -> None:
    """Take out language versions that the file held before and holds no longer."""
    lineages = {bundle.document.lineage for bundle in reading.bundles}
    for entry in _held(store, task):
        if entry.state is DocumentState.CURRENT and entry.lineage not in lineages:
            logger.warning("%s no longer holds a version in %s; it is taken out", task.uri, entry.language)
            store.remove(entry.id)


def _held(store: Store, task: FileTask) -> list[DocumentSummary]:
    """The documents that the file gave before."""
    if task.facts.instrument is None:
        return store.documents_from_source(task.uri)
    # By lineage: the source may have moved, and may hold other instruments too.
    root = task.facts.lineage
    return [
        entry
        for entry in store.documents(Access.system_(), task.facts.instrument.id)
        if entry.lineage == root or entry.lineage.startswith(f"{root}#")
    ]


def _note_skipped(store: Store, item: Skipped) -> FileOutcome:
    if item.error is not None:
        return _note_failure(store, item.uri, None, item.error)
    return FileOutcome(item.uri, FileStatus.SKIPPED, reason=item.reason)


def _note_failure(store: Store, uri: str, checksum: str | None, error: InputError) -> FileOutcome:
    store.record_failure(uri, checksum, type(error).__name__, error.message, error.remedy)
    return FileOutcome(uri, FileStatus.FAILED, reason=error.message, remedy=error.remedy)
