"""From files to the store: outcomes, versions, failures, interruptions."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from corpus.access import Access
from corpus.model import DocumentState
from corpus.store import Store
from ingest.bundles import lineages
from ingest.pipeline import FileStatus, ingest

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLIC = Access.public()

SAMPLE_LAW = """Sample Seeds Act

Article 1
Shops keep a book of the seeds that they sell.

Article 2
1. An inspector may read the book.
2. An inspector shows a card before reading.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'home' / 'narcord.db'}") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "laws"
    place.mkdir()
    (place / "seeds.txt").write_text(SAMPLE_LAW, encoding="utf-8")
    return place


def test_a_file_becomes_an_instrument_with_provisions(store: Store, folder: Path) -> None:
    report = ingest(store, [folder], workers=1)

    assert [outcome.status for outcome in report.outcomes] == [FileStatus.ADDED]
    [part] = report.outcomes[0].parts
    document = store.document(part.document_id, PUBLIC)
    provisions = {p.eid: p for p in store.provisions(document.id, PUBLIC)}
    assert {"art_1", "art_2", "art_2__para_1", "art_2__para_2"} <= provisions.keys()
    para = provisions["art_2__para_2"]
    assert document.text[para.start : para.end] == "2. An inspector shows a card before reading."
    assert document.source == (folder / "seeds.txt").as_posix()


def test_the_file_itself_is_kept(store: Store, folder: Path) -> None:
    [outcome] = ingest(store, [folder], workers=1).outcomes

    kept = store.original(outcome.parts[0].document_id, PUBLIC)

    assert kept == (folder / "seeds.txt").read_bytes()


def test_the_same_folder_again_does_no_work(store: Store, folder: Path) -> None:
    ingest(store, [folder], workers=1)
    revision = store.content_revision()

    report = ingest(store, [folder], workers=1)

    assert [outcome.status for outcome in report.outcomes] == [FileStatus.UNCHANGED]
    assert store.content_revision() == revision


def test_a_changed_file_is_a_new_version_and_the_old_one_stays_readable(store: Store, folder: Path) -> None:
    first = ingest(store, [folder], workers=1).outcomes[0].parts[0].document_id
    (folder / "seeds.txt").write_text(SAMPLE_LAW.replace("a card", "two cards"), encoding="utf-8")

    report = ingest(store, [folder], workers=1)

    second = report.outcomes[0].parts[0].document_id
    assert report.outcomes[0].status is FileStatus.UPDATED
    assert store.document(second, PUBLIC).version == 2
    old = store.document(first, PUBLIC)
    assert old.state is DocumentState.SUPERSEDED
    assert "a card before" in old.text
    assert [entry.id for entry in store.documents(PUBLIC)] == [second]


def test_one_bad_file_never_stops_the_rest(store: Store, folder: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    writer.write(folder / "locked.pdf")
    (folder / "cut.pdf").write_bytes((folder / "locked.pdf").read_bytes()[:200])
    (folder / "empty.docx").write_bytes(b"")
    (folder / "thing.xyz").write_bytes(b"\x00\x01\x02\x03")

    report = ingest(store, [folder, folder / "missing.pdf", folder / "thing.xyz"], workers=2)

    statuses = {Path(outcome.source).name: outcome.status for outcome in report.outcomes}
    assert statuses["seeds.txt"] is FileStatus.ADDED
    for name in ("locked.pdf", "cut.pdf", "empty.docx", "missing.pdf"):
        assert statuses[name] is FileStatus.FAILED, name
    assert all(
        outcome.remedy and Path(outcome.source).name in (outcome.reason or "") for outcome in report.failed
    )
    assert {Path(failure.source).name for failure in store.failures(PUBLIC)} >= {
        "locked.pdf",
        "cut.pdf",
        "empty.docx",
    }


def test_an_icon_in_a_folder_is_skipped_and_no_failure(store: Store, folder: Path) -> None:
    Image.new("L", (32, 32)).save(folder / "logo.png")

    report = ingest(store, [folder], workers=1)

    assert [outcome.status for outcome in report.outcomes] == [FileStatus.SKIPPED, FileStatus.ADDED]
    assert "too small" in (report.outcomes[0].reason or "")
    assert store.failures(Access.system_()) == []


def test_a_failure_keeps_what_was_stored_and_is_forgotten_when_mended(store: Store, folder: Path) -> None:
    ingest(store, [folder], workers=1)
    (folder / "seeds.txt").write_bytes(b"")
    assert ingest(store, [folder], workers=1).failed
    assert len(store.documents(PUBLIC)) == 1

    (folder / "seeds.txt").write_text(SAMPLE_LAW, encoding="utf-8")
    report = ingest(store, [folder], workers=1)

    assert report.outcomes[0].status is FileStatus.UNCHANGED
    assert store.failures(PUBLIC) == []


def test_the_manifest_names_title_year_and_jurisdiction(store: Store, folder: Path) -> None:
    (folder / "INDEX.tsv").write_text(
        "path\tlanguage\tjurisdiction\tinstrument title\tyear\n"
        "seeds.txt\ten\tKazakhstan\tLaw on Seeds\t2019\n",
        encoding="utf-8",
    )

    ingest(store, [folder], workers=1)

    [summary] = store.instruments(PUBLIC)
    assert summary.instrument.id == "/akn/kz/act/2019/seeds"
    assert summary.instrument.title == "Law on Seeds"


def test_the_main_version_is_the_source_itself() -> None:
    assert lineages("/a.md", ["en", "nl", "nl"]) == ["/a.md", "/a.md#nl", "/a.md#nl-2"]


def _describe(store: Store) -> list[object]:
    """Everything that two runs must agree on: ids, text, provisions, passages, citations."""
    access = Access.system_()
    described: list[object] = []
    for entry in store.documents(access, states=tuple(DocumentState)):
        bundle = store.bundle(entry.id, access)
        described.append(
            (entry.id, entry.state, entry.version, bundle.document.text, bundle.provisions, bundle.passages,
             bundle.citations)
        )  # fmt: skip
    return described


def test_killed_at_any_moment_and_run_again_ends_as_undisturbed(tmp_path: Path) -> None:
    place = tmp_path / "laws"
    place.mkdir()
    for number in range(12):
        (place / f"law-{number:02}.txt").write_text(
            f"Act number {number}\n\n"
            + "\n\n".join(f"Article {n}\nRule {n} of act {number} holds." for n in range(1, 40)),
            encoding="utf-8",
        )
    with Store.open(f"sqlite:///{tmp_path / 'calm.db'}") as calm:
        ingest(calm, [place], workers=1)
        expected = _describe(calm)

    url = f"sqlite:///{tmp_path / 'rough.db'}"
    code = textwrap.dedent(
        """
        import sys, os, signal
        from pathlib import Path
        from corpus.store import Store
        from ingest.pipeline import ingest
        def strike(stage, done, total, at=int(sys.argv[3])):
            if done == at:
                os.kill(os.getpid(), signal.SIGKILL)
        with Store.open(sys.argv[1]) as store:
            ingest(store, [Path(sys.argv[2])], workers=1, report=strike)
        """
    )
    for moment in (1, 5, 11):
        killed = subprocess.run(
            [sys.executable, "-c", code, url, str(place), str(moment)],
            cwd=ROOT, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        assert killed.returncode == -signal.SIGKILL
    with Store.open(url) as rough:
        report = ingest(rough, [place], workers=1)
        assert not report.failed
        assert report.count(FileStatus.UNCHANGED) >= 10
        assert _describe(rough) == expected
