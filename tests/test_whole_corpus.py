"""Every authentic document, from its file to the store: nothing is lost and every span is its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.access import Access
from corpus.model import Document, Provision, ProvisionKind
from corpus.settings import Settings
from corpus.store import Store
from evaluation.cases import check_home, load_cases, tell
from ingest.discover import discover
from ingest.pipeline import FileStatus, IngestReport, ingest
from search.build import build_index
from web.upkeep import load_register_into

ACCESS = Access.public()


@dataclass(frozen=True)
class Ingested:
    """The shared corpus in a store, with the report of its ingestion."""

    settings: Settings
    store: Store
    report: IngestReport


@pytest.fixture(scope="module")
def ingested(shared_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ingested]:
    settings = Settings.load(
        {"NARCORD_HOME": str(tmp_path_factory.mktemp("whole")), "NARCORD_ENCODER": "demo"}
    )
    with Store.open(settings.database_url) as store:
        load_register_into(store)
        yield Ingested(settings, store, ingest(store, [shared_corpus]))


def _documents(ingested: Ingested) -> Iterator[tuple[Document, list[Provision]]]:
    for summary in ingested.store.documents(ACCESS):
        yield ingested.store.document(summary.id, ACCESS), ingested.store.provisions(summary.id, ACCESS)


def test_every_listed_file_is_there_with_provisions(ingested: Ingested, shared_corpus: Path) -> None:
    listed = {
        (shared_corpus / line.split("\t")[0]).resolve().as_posix()
        for line in (shared_corpus / "INDEX.tsv").read_text(encoding="utf-8").splitlines()[1:]
    }
    assert len(listed) > 90
    outcomes = {outcome.source: outcome for outcome in ingested.report.outcomes}
    assert listed <= outcomes.keys()
    assert [outcome.reason for outcome in ingested.report.failed] == []
    for source in listed:
        assert outcomes[source].status is FileStatus.ADDED
        assert all(part.provisions and part.passages for part in outcomes[source].parts), source


def test_the_text_of_every_provision_is_its_span_of_the_document(ingested: Ingested) -> None:
    """What the store hands out for a hit is cut out by the database; here it is cut out again."""
    for document, provisions in _documents(ingested):
        hits = ingested.store.provision_hits([(document.id, p.eid) for p in provisions], ACCESS)
        assert len(hits) == len(provisions)
        for p in provisions:
            assert hits[document.id, p.eid].text == document.text[p.start : p.end], (document.source, p.eid)


def test_provisions_nest_and_no_letter_is_outside_them(ingested: Ingested) -> None:
    for document, provisions in _documents(ingested):
        by_eid = {p.eid: p for p in provisions}
        assert len(by_eid) == len(provisions), document.source
        covered = bytearray(len(document.text))
        for p in provisions:
            assert 0 <= p.start < p.end <= len(document.text), (document.source, p.eid)
            covered[p.start : p.end] = b"\1" * (p.end - p.start)
            if p.parent is not None and p.kind is not ProvisionKind.FOOTNOTE:
                parent = by_eid[p.parent]
                assert parent.start <= p.start, (document.source, p.eid)
                assert p.end <= parent.end, (document.source, p.eid)
        outside = [
            letter
            for letter, inside in zip(document.text, covered, strict=True)
            if not inside and not letter.isspace()
        ]
        assert outside == [], document.source


def test_a_provision_begins_with_its_label(ingested: Ingested) -> None:
    for document, provisions in _documents(ingested):
        for p in provisions:
            assert document.text[p.start : p.end].startswith(p.label), (document.source, p.eid)


def test_passages_lie_in_their_provision_and_do_not_overlap(ingested: Ingested) -> None:
    for document, provisions in _documents(ingested):
        by_eid = {p.eid: p for p in provisions}
        end = 0
        for passage in sorted(ingested.store.passages([document.id], ACCESS), key=lambda each: each.start):
            assert passage.start >= end, (document.source, passage.eid)
            end = passage.end
            assert by_eid[passage.eid].start <= passage.start, (document.source, passage.eid)
            assert passage.end <= by_eid[passage.eid].end, (document.source, passage.eid)


def test_again_nothing_is_to_do(ingested: Ingested, shared_corpus: Path) -> None:
    revision = ingested.store.content_revision()
    again = ingest(ingested.store, [shared_corpus])
    documents = sum(not hasattr(found, "reason") for found in discover([shared_corpus]))
    assert again.count(FileStatus.UNCHANGED) == documents
    assert ingested.store.content_revision() == revision


def test_relevance_cases_that_need_no_model_hold(ingested: Ingested) -> None:
    """References, quoted phrases, operators and spellings, over the words of all documents in one pool."""
    build_index(ingested.store, ingested.settings)
    cases = [case for case in load_cases() if case.home == "corpus" and case.any_encoder]
    verdicts = check_home(ingested.store, ingested.settings, cases, ACCESS)
    assert not any(verdict.absent for verdict in verdicts)
    assert len({verdict.case.language for verdict in verdicts if not verdict.failures}) >= 12
    assert not any(verdict.fails for verdict in verdicts), "\n".join(tell(verdicts))
