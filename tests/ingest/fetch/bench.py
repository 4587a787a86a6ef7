"""A home, a site and the run between them, for the tests of fetching."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.access import Access
from corpus.model import Instrument, InstrumentKind
from corpus.register import OfficialText, RegisterInstrument
from corpus.store import FetchRecord, FetchStatus, Store
from ingest.fetch import FetchOutcome, Policy, fetch, plan_run
from ingest.sandbox import Sandbox
from tests.ingest.fetch.official_site import (
    OfficialSite,
    Talk,
    law,
    policy_for,
)

SYSTEM = Access.system_()
HTML_TYPES = ("text/html", "application/xhtml+xml")
PDF_TYPES = ("application/pdf",)
LINES = [f"Section {n}. The keeper of quay {n} writes down each crate of seeds." for n in range(1, 15)]


def entry_at(
    address: str, types: Sequence[str] = HTML_TYPES, link: str | None = None, slug: str = "harbour-seeds"
) -> RegisterInstrument:
    title = f"Act of {slug}"
    instrument = Instrument(
        f"/akn/xx/act/2001/{slug}", title, InstrumentKind.ACT, "xx", 2001, titles={"en": title}
    )
    return RegisterInstrument(
        instrument=instrument,
        file=f"{slug}.yaml",
        checksum="0",
        source_title=title,
        languages=("en", "ru"),
        years=(2001,),
        checked_against=None,
        left_out={},
        provisions=(),
        official_text=OfficialText(address, tuple(types), link),
    )


@dataclass
class Bench:
    """A home, a site, and the run between them."""

    store: Store
    home: Path
    site: OfficialSite
    sandbox: Sandbox

    def run(
        self, *entries: RegisterInstrument, policy: Policy | None = None, anew: bool = False, **options: Any
    ) -> list[FetchOutcome]:
        plan = plan_run(self.store, entries, anew=anew)
        report = fetch(
            self.store, self.home, plan, policy or policy_for(self.site), sandbox=self.sandbox, **options
        )
        return list(report.outcomes)

    def one(self, entry: RegisterInstrument, **options: Any) -> FetchOutcome:
        [outcome] = self.run(entry, **options)
        return outcome

    def record(self, entry: RegisterInstrument) -> FetchRecord:
        found = self.store.fetch_of(entry.instrument.id)
        assert found is not None
        return found

    def files(self) -> list[str]:
        """The files kept, below the folder of fetched ones."""
        folder = self.home / "fetched"
        return sorted(
            each.relative_to(folder).as_posix()
            for each in folder.rglob("*")
            if each.name != "LOCK" and each.is_file()
        )


def pdf(make_pdf: Callable[..., bytes], lines: Sequence[str] = LINES) -> bytes:
    return make_pdf([[(60.0, 780.0 - 20 * n, 10.0, line) for n, line in enumerate(lines)]])


def hold_good_text(bench: Bench) -> tuple[RegisterInstrument, FetchOutcome, FetchRecord]:
    """A good text, before the site goes bad."""
    bench.site.serve("/act", law(), etag='"good"')
    entry = entry_at(bench.site.url("/act"))
    outcome = bench.one(entry)
    return entry, outcome, bench.record(entry)


def check_kept(bench: Bench, entry: RegisterInstrument, good: FetchOutcome, before: FetchRecord) -> None:
    """The good text is where it was, in the store and on disk, and is what is asked for next."""
    [document] = bench.store.documents(SYSTEM)
    assert document.id == good.document
    # What broke off may lie there until the next attempt.
    kept_file = str(before.path).removeprefix("fetched/")
    assert set(bench.files()) - {f"{entry.slug}/partial"} == {kept_file}
    record = bench.record(entry)
    kept = ("document", "checksum", "size", "path", "url", "etag", "fetched_at", "changed_at")
    assert [getattr(record, name) for name in kept] == [getattr(before, name) for name in kept]
    assert bench.store.failures(SYSTEM) == []
    bench.site.serve("/act", law(), etag='"good"')
    assert bench.one(entry).status is FetchStatus.CURRENT
    assert bench.record(entry).problem is None
    assert bench.files() == [kept_file]


def break_off(body: bytes, at: int, **headers: str) -> Callable[[Talk], None]:
    """Promise all of it and send the beginning."""

    def answer(talk: Talk) -> None:
        talk.head(200, Content_Length=str(len(body)), **headers)
        talk.wfile.write(body[:at])
        talk.wfile.flush()
        talk.close_connection = True

    return answer
