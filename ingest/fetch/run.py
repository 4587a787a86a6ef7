"""A run over the register: one instrument after the other, on where a run that was stopped left off."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.errors import FetchError, StoreError
from corpus.progress import Report, silent
from corpus.register import OfficialText, RegisterInstrument
from corpus.store import FetchRecord, FetchStatus, Store
from ingest.citations.link import link
from ingest.fetch.asking import Asker
from ingest.fetch.one import FOLDER, FetchOutcome, TextFetcher
from ingest.fetch.policy import Policy
from ingest.fetch.problems import Problem
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.sandbox import Sandbox

logger = logging.getLogger(__name__)

# A run that was stopped longer ago is not gone on with: what it has asked may have changed since.
_STALE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does: the texts to ask for, and those that a run stopped before had come to (``done``)."""

    begun: datetime
    todo: tuple[tuple[RegisterInstrument, OfficialText], ...]
    done: tuple[RegisterInstrument, ...] = ()
    without_address: tuple[RegisterInstrument, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What became of every instrument of a run, in its order."""

    plan: Plan
    outcomes: tuple[FetchOutcome, ...]

    @property
    def failed(self) -> tuple[FetchOutcome, ...]:
        """Those whose text could not be brought."""
        return tuple(outcome for outcome in self.outcomes if outcome.failed)

    def count(self, status: FetchStatus) -> int:
        """How many ended so."""
        return sum(outcome.status is status for outcome in self.outcomes)


def plan_run(
    store: Store, entries: Sequence[RegisterInstrument], *, anew: bool = False, now: datetime | None = None
) -> Plan:
    """Return what a run over these instruments has to do; ``anew`` forgets a run that was stopped.

    Where a run of the last day was stopped, those that it came to are done.
    """
    now = now or datetime.now(UTC)
    records = store.fetches()
    addressed = [(entry, entry.official_text) for entry in entries if entry.official_text is not None]
    bare = tuple(entry for entry in entries if entry.official_text is None)
    begun = max(
        (
            record.wanted_at
            for entry, _ in addressed
            if (record := records.get(entry.instrument.id)) is not None
            and record.wanted_at is not None
            and now - record.wanted_at < _STALE
        ),
        default=None,
    )
    if anew or begun is None:
        return Plan(now, tuple(addressed), without_address=bare)
    left = [pair for pair in addressed if not _was_done(records.get(pair[0].instrument.id), begun)]
    done = tuple(entry for entry, text in addressed if (entry, text) not in left)
    return Plan(begun, tuple(left), done, bare)


def _was_done(record: FetchRecord | None, begun: datetime) -> bool:
    return record is not None and record.checked_at is not None and record.checked_at >= begun


def fetch(
    store: Store,
    home: Path,
    plan: Plan,
    policy: Policy,
    *,
    limits: Limits = DEFAULT_LIMITS,
    accept_shorter: bool = False,
    report: Report = silent,
    tell: Callable[[FetchOutcome], None] = lambda _: None,
    asker: Asker | None = None,
    sandbox: Sandbox | None = None,
) -> FetchReport:
    """Bring the official texts of a plan into the store, each as a document of its instrument.

    One that fails does not stop the others. ``tell`` hears of each as it is done. It may be stopped at any
    time; the next plan goes on with what is left. ``asker`` and ``sandbox`` are used and left open if given.

    Raises:
        FetchError: another process is fetching into this home.
        StoreError: the home or the database cannot be written.
    """
    outcomes: list[FetchOutcome] = []
    with ExitStack() as stack:
        stack.enter_context(_alone(home / FOLDER))
        asker = asker or stack.enter_context(Asker(policy))
        sandbox = sandbox or stack.enter_context(Sandbox(1, limits))
        store.want_fetches({entry.instrument.id: text.address for entry, text in plan.todo}, plan.begun)
        for place, (entry, text) in enumerate(plan.todo):
            report("official texts", place, len(plan.todo))
            one = TextFetcher(store, asker, sandbox, home, entry, text, accept_shorter=accept_shorter)
            outcomes.append(one.fetch())
            tell(outcomes[-1])
        report("official texts", len(plan.todo), len(plan.todo))
    if any(outcome.new or outcome.status is FetchStatus.CHANGED for outcome in outcomes):
        link(store)
    return FetchReport(plan, tuple(outcomes))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder of fetched files for this process; the lock goes when the process does."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(folder / "LOCK", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be written: {error.strerror}.",
            remedy="Make it writable, or set NARCORD_HOME to a folder that is.",
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FetchError(
                "Another process is fetching official texts into this home.",
                remedy="Wait until it has finished, then try again.",
                problem=Problem.BUSY,
            ) from error
        yield
    finally:
        os.close(descriptor)
