"""One instrument: its official text brought, checked, read, kept; or the reason why not."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.access import Access
from corpus.errors import FetchError, InputError, NotFoundError, RefusedError, StoreError, UnreachableError
from corpus.model import Bundle
from corpus.register import OfficialText, RegisterInstrument
from corpus.store import FetchRecord, FetchStatus, PartialDownload, Store
from ingest.bundles import FileFacts
from ingest.discover import SourceFile
from ingest.fetch.asking import Asker
from ingest.fetch.download import Download, Downloader
from ingest.fetch.formats import check_content, formats_of
from ingest.fetch.judging import judge_length, judge_page, same_text
from ingest.fetch.landing import find_text
from ingest.fetch.problems import Problem
from ingest.pipeline import FileStatus, FileTask, ingest_one
from ingest.readers.registry import Format
from ingest.sandbox import Sandbox
from ingest.structure import PARSER_VERSION

logger = logging.getLogger(__name__)
_SYSTEM = Access.system_()

FOLDER = "fetched"
"""Where the files lie, within the home: a folder per instrument, a file per version."""


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What became of one instrument in a run.

    ``new`` says that this is the first text of it. ``document`` is what the text was read into, ``former``
    the version before it where the text changed.
    """

    instrument_id: str
    slug: str
    title: str
    address: str
    status: FetchStatus
    new: bool = False
    problem: str | None = None
    reason: str | None = None
    remedy: str | None = None
    url: str | None = None
    size: int | None = None
    document: str | None = None
    former: str | None = None

    @property
    def failed(self) -> bool:
        """Whether the text could not be brought."""
        return self.status in (FetchStatus.UNREACHABLE, FetchStatus.REFUSED)


def lineage_of(instrument_id: str) -> str:
    """Return the lineage of an instrument's official text: the same wherever it is published.

    >>> lineage_of("/akn/un/act/1961/single-convention")
    'official:/akn/un/act/1961/single-convention'
    """
    return f"official:{instrument_id}"


class _SameTextError(Exception):
    """Other bytes with the same words; nothing is to be kept."""


class TextFetcher:
    """The fetch of one instrument's official text."""

    def __init__(
        self,
        store: Store,
        asker: Asker,
        sandbox: Sandbox,
        home: Path,
        entry: RegisterInstrument,
        text: OfficialText,
        *,
        accept_shorter: bool = False,
    ) -> None:
        self._store = store
        self._asker = asker
        self._sandbox = sandbox
        self._home = home
        self._entry = entry
        self._text = text
        self._accept_shorter = accept_shorter
        self._folder = home / FOLDER / entry.slug
        known = store.fetch_of(entry.instrument.id)
        self._known = replace(
            known or FetchRecord(entry.instrument.id, text.address), address=text.address, wanted_at=None
        )

    def fetch(self) -> FetchOutcome:
        """Bring the text if it changed; whatever goes wrong, what was held before stays."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreError(
                f"The folder {self._folder} cannot be made: {error.strerror}.",
                remedy="Make the home writable and see that the disk has room.",
            ) from error
        try:
            return self._fetch()
        except (FetchError, InputError) as error:
            return self._fail(error)
        except StoreError:
            raise
        except Exception as error:
            # One site must not keep the others from being asked, however strange its answer.
            logger.exception("fetching %s failed", self._text.address)
            return self._fail(
                UnreachableError(
                    f"The answer cannot be understood ({type(error).__name__}: {str(error)[:200]}).",
                    remedy="Report this with the address.",
                    problem=Problem.BROKEN,
                )
            )

    def _fetch(self) -> FetchOutcome:
        held = self._is_held()
        wanted = formats_of(self._text.media_types)
        address = self._text.address
        if self._text.link is not None:
            address = find_text(self._asker, self._sandbox, address, self._text.link, wanted)
        downloader = Downloader(
            self._asker,
            self._folder,
            self._known,
            held=held,
            wanted=wanted,
            keep_partial=self._keep_partial,
        )
        try:
            came = downloader.get(address)
            if came is None or (held and came.checksum == self._known.checksum):
                return self._still(came)
            glance = check_content(self._sandbox, came.path, came.url, wanted, whole=came.told)
            judge_page(glance)
            return self._take(came, glance.format)
        finally:
            downloader.body.unlink(missing_ok=True)

    def _take(self, came: Download, found: Format) -> FetchOutcome:
        """Read what came, and keep it if it is a text, and another than the one that is held."""
        former = self._former()
        incoming = self._folder / f"incoming{found.suffixes[0]}"
        os.replace(came.path, incoming)
        try:
            outcome = ingest_one(
                self._store,
                self._sandbox,
                self._task(incoming, came.url, came.checksum),
                lambda bundles: self._accept(bundles, former),
            )
            if outcome.status is FileStatus.FAILED:
                self._store.clear_failure(came.url)  # told here, with the instrument
                raise RefusedError(
                    outcome.reason or "", remedy=outcome.remedy or "", problem=Problem.UNREADABLE
                )
            path = self._folder / f"{came.checksum[:16]}{found.suffixes[0]}"
            os.replace(incoming, path)
        except _SameTextError:
            return self._still(came)
        finally:
            incoming.unlink(missing_ok=True)
        document = outcome.parts[0].document_id
        before = next((each.document.id for each in former if each.document.id != document), None)
        self._remember(
            FetchStatus.CHANGED if former else FetchStatus.CURRENT,
            changed_at=datetime.now(UTC),
            fetched_at=datetime.now(UTC),
            url=came.url,
            checksum=came.checksum,
            size=came.size,
            media_type=found.media_type,
            etag=came.etag,
            last_modified=came.last_modified,
            path=path.relative_to(self._home).as_posix(),
            document=document,
        )
        return self._tell(new=not former, former=before)

    def _accept(self, bundles: Sequence[Bundle], former: Sequence[Bundle]) -> None:
        if former and same_text(bundles, former):
            raise _SameTextError
        # A person who has looked says that the text really is that short.
        if not self._accept_shorter:
            judge_length(self._entry, bundles, former)

    def _still(self, came: Download | None) -> FetchOutcome:
        """The text is the one that is held; what to ask with next time may be new."""
        news: dict[str, object] = {}
        if came is not None:
            news = {"url": came.url, "etag": came.etag, "last_modified": came.last_modified}
        self._remember(FetchStatus.CURRENT, **news)
        return self._tell()

    def _fail(self, error: FetchError | InputError) -> FetchOutcome:
        unreachable = isinstance(error, UnreachableError)
        self._remember(
            FetchStatus.UNREACHABLE if unreachable else FetchStatus.REFUSED,
            problem=error.problem if isinstance(error, FetchError) else Problem.UNREADABLE,
            reason=error.message,
            remedy=error.remedy,
        )
        return self._tell()

    def _remember(self, status: FetchStatus, **values: object) -> None:
        told = {"problem": None, "reason": None, "remedy": None, **values}
        self._known = replace(self._known, status=status, checked_at=datetime.now(UTC), **told)  # type: ignore[arg-type]
        self._store.keep_fetch(self._known)

    def _keep_partial(self, partial: PartialDownload | None) -> None:
        self._known = replace(self._known, partial=partial)
        # The run still wants it: should it be stopped now, the next one goes on here.
        stored = self._store.fetch_of(self._known.instrument_id)
        self._store.keep_fetch(replace(self._known, wanted_at=stored.wanted_at if stored else None))

    def _tell(self, *, new: bool = False, former: str | None = None) -> FetchOutcome:
        known, entry = self._known, self._entry
        return FetchOutcome(
            entry.instrument.id,
            entry.slug,
            entry.instrument.titles.get("en", entry.instrument.title),
            known.address,
            known.status,
            new,
            known.problem,
            known.reason,
            known.remedy,
            known.url,
            known.size,
            known.document,
            former,
        )

    def _is_held(self) -> bool:
        """Whether the last good copy and what was read from it are here, read as this program reads."""
        known = self._known
        if known.path is None or known.document is None or known.checksum is None:
            return False
        path = self._home / known.path
        try:
            summary = self._store.summary(known.document, _SYSTEM)
            if not path.is_file() or path.stat().st_size != known.size:
                self._restore(path, known.document, known.checksum)
        except (OSError, NotFoundError):
            return False
        if summary.parser != PARSER_VERSION:
            # Compared with a reading by another parser, the same text would seem to have changed.
            try:
                task = self._task(path, summary.source, known.checksum)
                ingest_one(self._store, self._sandbox, task, lambda _: None)
            except InputError as error:
                logger.warning("%s cannot be read any more: %s", path, error.message)
                return False
        return True

    def _restore(self, path: Path, document: str, checksum: str) -> None:
        """Write a file that was lost again, from the bytes that the store keeps with each document.

        Raises:
            NotFoundError: those are others.
        """
        data = self._store.original(document, _SYSTEM)
        if hashlib.sha256(data).hexdigest() != checksum:
            raise NotFoundError("The file is not kept.", remedy="Fetch it again.")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        incoming = path.with_suffix(".restored")
        incoming.write_bytes(data)
        os.replace(incoming, path)

    def _task(self, path: Path, source: str, checksum: str) -> FileTask:
        instrument = self._entry.instrument
        facts = FileFacts(source, checksum, instrument=instrument, root=lineage_of(instrument.id))
        return FileTask(SourceFile(path), facts, self._sandbox.limits)

    def _former(self) -> list[Bundle]:
        """What was read from the text that is held, its main language version first."""
        root = lineage_of(self._entry.instrument.id)
        found = [
            entry
            for entry in self._store.documents(_SYSTEM, self._entry.instrument.id)
            if entry.lineage == root or entry.lineage.startswith(f"{root}#")
        ]
        found.sort(key=lambda entry: entry.lineage)
        return [self._store.bundle(entry.id, _SYSTEM) for entry in found]
