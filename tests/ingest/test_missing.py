"""Files that are gone from a folder: told, never removed by themselves."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.access import Access
from corpus.store import Store
from ingest.pipeline import FileOutcome, FileStatus, ingest

LAW = "Act on {0}\n\nArticle 1\nShops keep a book of {0}.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'home' / 'narcord.db'}") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "laws"
    (place / "inner").mkdir(parents=True)
    for name in ("seeds.txt", "inner/roots.txt"):
        (place / name).write_text(LAW.format(name))
    with zipfile.ZipFile(place / "more.zip", "w") as archive:
        archive.writestr("leaves.txt", LAW.format("leaves"))
        archive.writestr("buds.txt", LAW.format("buds"))
    return place


def missing(outcomes: tuple[FileOutcome, ...]) -> dict[str, FileOutcome]:
    return {Path(o.source).name: o for o in outcomes if o.status is FileStatus.MISSING}


def test_a_file_that_is_gone_is_told_and_stays_until_it_is_removed(store: Store, folder: Path) -> None:
    assert not missing(ingest(store, [folder], workers=1).outcomes)
    (folder / "seeds.txt").unlink()

    report = ingest(store, [folder], workers=1)

    [(name, outcome)] = missing(report.outcomes).items()
    assert name == "seeds.txt"
    assert not report.failed
    [part] = outcome.parts
    assert outcome.remedy == f"narcord remove {part.document_id}"
    assert len(store.documents(Access.public())) == 4  # nothing was removed

    store.remove(part.document_id)
    assert not missing(ingest(store, [folder], workers=1).outcomes)


def test_a_folder_that_is_gone_and_an_archive_that_is_gone(store: Store, folder: Path) -> None:
    ingest(store, [folder], workers=1)
    (folder / "inner" / "roots.txt").unlink()
    (folder / "inner").rmdir()
    (folder / "more.zip").unlink()
    report = ingest(store, [folder], workers=1)
    assert set(missing(report.outcomes)) == {"roots.txt", "leaves.txt", "buds.txt"}


def test_a_member_that_left_its_archive(store: Store, folder: Path) -> None:
    ingest(store, [folder], workers=1)
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("buds.txt", LAW.format("buds"))
    assert set(missing(ingest(store, [folder], workers=1).outcomes)) == {"leaves.txt"}


def test_what_cannot_be_read_is_not_missing(store: Store, folder: Path) -> None:
    ingest(store, [folder], workers=1)
    (folder / "more.zip").write_bytes(b"PK\x03\x04 cut off")
    (folder / "seeds.txt").write_bytes(b"")
    report = ingest(store, [folder], workers=1)
    assert not missing(report.outcomes)
    assert {Path(outcome.source).name for outcome in report.failed} == {"more.zip", "seeds.txt"}


def test_only_what_lay_under_the_given_paths_is_looked_for(store: Store, folder: Path) -> None:
    ingest(store, [folder], workers=1)
    (folder / "seeds.txt").unlink()
    assert not missing(ingest(store, [folder / "inner"], workers=1).outcomes)
    named = ingest(store, [folder / "seeds.txt"], workers=1)
    assert [outcome.status for outcome in named.outcomes] == [FileStatus.FAILED]


def test_the_failure_of_a_file_that_is_gone_is_forgotten(store: Store, folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 cut")
    ingest(store, [folder], workers=1)
    assert len(store.failures(Access.public())) == 1
    (folder / "bad.pdf").unlink()
    ingest(store, [folder], workers=1)
    assert store.failures(Access.public()) == []
