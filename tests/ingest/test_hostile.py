"""Every hostile or broken file of our list: what a person sees of it, and that the others are still read.

All of them lie in one folder beside sound files and are ingested in one run, as it would happen.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import event

from corpus.access import Access
from corpus.errors import DamagedFileError, StoreError, UnreadableFileError
from corpus.store import Store
from ingest import pipeline
from ingest.bundles import FileFacts
from ingest.discover import SourceFile
from ingest.limits import MEBIBYTE, Limits
from ingest.pipeline import FileOutcome, FileStatus, ingest, read_file
from ingest.readers import load, read_bytes
from tests.ingest.hostile_samples import (
    A_P,
    FORMATS,
    LAW,
    REFUSED,
    SECRET,
    T_P,
    TOLD,
    W_P,
    akn,
    docx_package,
    external,
    link_zip,
    odf,
    odt,
    word,
    zipped,
)

SYSTEM = Access.system_()
LIMITS = Limits(seconds=60, memory=1536 * MEBIBYTE)
WRONG = [(kind, ending) for kind in FORMATS for ending in ("pdf", "docx", "txt", "html") if kind != ending]


@dataclass(frozen=True)
class Run:
    """One ingestion of everything at once."""

    store: Store
    outcomes: dict[str, FileOutcome]
    folder: Path

    def text(self, name: str) -> str:
        return "".join(self.store.document(p.document_id, SYSTEM).text for p in self.outcomes[name].parts)

    def notes(self, name: str) -> tuple[str, ...]:
        return tuple(note for part in self.outcomes[name].parts for note in part.notes)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("hostile")
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text(SECRET)
    for name, (data, *_) in {**REFUSED, **TOLD}.items():
        (folder / name).write_bytes(data)
    for kind, ending in WRONG:
        (folder / f"wrong-{kind}.{ending}").write_bytes(FORMATS[kind])
    for kind, data in FORMATS.items():
        (folder / f"sound.{kind}").write_bytes(data)
    for place, scheme in ((outside.as_uri(), "file"), ("http://127.0.0.1:9/x", "http")):
        before = external(place)
        (folder / f"external-{scheme}.xml").write_bytes(akn(A_P.format("&x;"), before))
        (folder / f"external-{scheme}.odt").write_bytes(odt(odf(T_P.format("&x;"), before)))
        (folder / f"external-{scheme}.docx").write_bytes(docx_package(word(W_P.format("&x;"), before)))
        declared = before.replace("DOCTYPE a", "DOCTYPE html")
        page = f"{declared}<html><body><p>Shops keep a book.</p><p>&x;</p></body></html>"
        (folder / f"external-{scheme}.html").write_bytes(page.encode())
    (folder / "climb.zip").write_bytes(
        zipped({"../../up.txt": b"x", "/root.txt": b"x", "C:\\c.txt": b"x", "ok.txt": LAW.encode()})
    )
    (folder / "links.zip").write_bytes(link_zip())
    (folder / "link-out.txt").symlink_to(outside)
    (folder / "link-in.txt").symlink_to(folder / "sound.txt")
    (folder / "link-gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "link-loop").symlink_to(folder)
    (folder / "copy.txt").write_bytes(FORMATS["txt"])
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('home') / 'narcord.db'}") as store:
        report = ingest(store, [folder], limits=LIMITS, workers=2)
        outcomes = {o.source.removeprefix(f"{folder}/"): o for o in report.outcomes}
        yield Run(store, outcomes, folder)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_says_why_and_what_to_do(run: Run, name: str) -> None:
    _, kind, words = REFUSED[name]
    failures = {Path(f.source.split("!/")[0]).name: f for f in run.store.failures(SYSTEM)}
    assert failures[name].error_kind == kind
    assert words in failures[name].message
    assert name in failures[name].message
    assert failures[name].remedy.endswith(".")
    told = [outcome for source, outcome in run.outcomes.items() if source.split("!/")[0] == name]
    assert [outcome.status for outcome in told] == [FileStatus.FAILED]


@pytest.mark.parametrize("name", TOLD)
def test_what_is_read_in_spite_of_it_says_what_is_wrong(run: Run, name: str) -> None:
    _, words, note = TOLD[name]
    assert run.outcomes[name].status is FileStatus.ADDED
    text = run.text(name)
    assert words in text
    assert not [
        c for c in text if c == "\0" or 0xD800 <= ord(c) < 0xE000 or c in "\u202a\u202b\u202c\u202d\u202e"
    ]
    if note:
        assert any(note in each for each in run.notes(name)), run.notes(name)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_sound_files_of_the_run_are_all_there(run: Run, kind: str) -> None:
    assert run.outcomes[f"sound.{kind}"].status is FileStatus.ADDED
    assert "Shops keep a book." in run.text(f"sound.{kind}")


@pytest.mark.parametrize(("kind", "ending"), WRONG)
def test_a_wrong_ending_makes_no_difference(run: Run, kind: str, ending: str) -> None:
    if kind == "md" and ending == "txt":
        assert run.text("wrong-md.txt") == run.text("sound.txt")
        return
    wrong = {block.text for block in read_bytes(FORMATS[kind], f"wrong.{ending}").blocks}
    assert {"Article 1", "Shops keep a book.", "Article 2"} <= wrong or ending == "html"
    assert run.outcomes[f"wrong-{kind}.{ending}"].status is FileStatus.ADDED
    assert "Shops keep a book." in run.text(f"wrong-{kind}.{ending}")


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_external_entities_are_never_fetched(run: Run, scheme: str) -> None:
    for ending in ("xml", "odt", "docx"):
        outcome = run.outcomes[f"external-{scheme}.{ending}"]
        assert outcome.status is FileStatus.FAILED
        assert "entities" in (outcome.reason or "")
    assert "Shops keep a book." in run.text(f"external-{scheme}.html")
    for entry in run.store.documents(SYSTEM):
        assert SECRET not in run.store.document(entry.id, SYSTEM).text


def test_paths_that_climb_out_of_an_archive(run: Run) -> None:
    found = {source: o for source, o in run.outcomes.items() if source.startswith("climb.zip!/")}
    skipped = {source: o.reason for source, o in found.items() if o.status is FileStatus.SKIPPED}
    assert len(skipped) == 3
    assert set(skipped.values()) == {"its path leads out of the archive"}
    assert found["climb.zip!/ok.txt"].status is FileStatus.ADDED
    assert not (run.folder.parent.parent / "up.txt").exists()


def test_symbolic_links_are_not_followed(run: Run) -> None:
    assert run.outcomes["links.zip!/link.txt"].status is FileStatus.SKIPPED
    assert "symbolic link" in (run.outcomes["links.zip!/link.txt"].reason or "")
    assert run.outcomes["links.zip!/fine.txt"].status is FileStatus.ADDED
    assert "leads out of the folder" in (run.outcomes["link-out.txt"].reason or "")
    assert "in its own place" in (run.outcomes["link-in.txt"].reason or "")
    assert run.outcomes["link-gone.txt"].status is FileStatus.FAILED
    assert run.outcomes["link-loop"].status is FileStatus.SKIPPED


def test_two_files_with_one_content_are_both_kept_and_told(run: Run) -> None:
    copy, original = run.outcomes["copy.txt"], run.outcomes["sound.txt"]
    assert copy.status is original.status is FileStatus.ADDED
    assert copy.parts[0].document_id != original.parts[0].document_id
    assert (copy.reason or "").startswith(f"it has the same content as {run.folder}/")
    assert (original.reason or "").endswith("; both are kept")


def test_a_second_run_does_no_work_and_says_the_same(run: Run) -> None:
    revision = run.store.content_revision()
    report = ingest(run.store, [run.folder], limits=LIMITS, workers=2)
    again = {o.source.removeprefix(f"{run.folder}/"): o for o in report.outcomes}
    assert again.keys() == run.outcomes.keys()
    assert run.store.content_revision() == revision
    for name, outcome in again.items():
        expected = run.outcomes[name]
        assert (outcome.reason, outcome.remedy) == (expected.reason, expected.remedy)
        assert outcome.status is (
            FileStatus.UNCHANGED if expected.status is FileStatus.ADDED else expected.status
        )


# What no folder can hold: files that change, disks that fill, workers that lie ----------------------


def test_a_file_that_grows_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LAW)
    real = os.fstat
    calls: list[int] = []

    def grow(handle: int) -> os.stat_result:
        if calls:
            path.write_text(LAW * 2)
        calls.append(handle)
        return real(handle)

    monkeypatch.setattr("ingest.readers.os.fstat", grow)
    with pytest.raises(UnreadableFileError, match="changed while it was read") as caught:
        load(path)
    assert "Wait until" in caught.value.remedy


def test_a_file_that_changes_between_hashing_and_reading_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LAW)
    with pytest.raises(UnreadableFileError, match="changed while it was read"):
        read_file(SourceFile(path), FileFacts(path.as_posix(), "0" * 64))


def test_a_file_that_is_replaced_during_the_run_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "laws"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(LAW)
    real = SourceFile.load

    def replace_after(self: SourceFile, limits: Limits = LIMITS) -> bytes:
        data = real(self, limits)
        if self.name == "a.txt":
            self.path.write_text(LAW.replace("book", "list"))
        return data

    monkeypatch.setattr(SourceFile, "load", replace_after)
    with Store.open(f"sqlite:///{tmp_path / 'narcord.db'}") as store:
        report = ingest(store, [folder], limits=LIMITS, workers=1)
        assert [outcome.status for outcome in report.outcomes] == [FileStatus.FAILED, FileStatus.ADDED]
        assert "changed while it was read" in (report.outcomes[0].reason or "")


def _fill(store: Store, pages: int) -> None:
    @event.listens_for(store._engine, "connect")
    def bound(connection: object, record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]

    store._engine.dispose()


def test_a_full_disk_loses_nothing_and_names_the_remedy(tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    folder.mkdir()
    (folder / "a.txt").write_text(LAW)
    database = tmp_path / "narcord.db"
    with Store.open(f"sqlite:///{database}") as store:
        first = ingest(store, [folder], limits=LIMITS, workers=1)
        before = store.document(first.outcomes[0].parts[0].document_id, SYSTEM)
        (folder / "b.txt").write_text("\n".join(f"Article {n}\nShops keep book {n}." for n in range(400)))
        _fill(store, database.stat().st_size // 4096 + 2)
        with pytest.raises(StoreError, match="full") as caught:
            ingest(store, [folder], limits=LIMITS, workers=1)
        assert "Free some space on the disk" in caught.value.remedy
        assert store.document(before.id, SYSTEM) == before
        assert len(store.documents(SYSTEM)) == 1
    with Store.open(f"sqlite:///{database}") as store:  # there is room again
        report = ingest(store, [folder], limits=LIMITS, workers=1)
        assert [outcome.status for outcome in report.outcomes] == [FileStatus.UNCHANGED, FileStatus.ADDED]


def test_a_worker_that_answers_for_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LAW)
    other = FileFacts("/elsewhere/b.txt", pipeline.hashlib.sha256(LAW.encode()).hexdigest())
    reading = pipeline._Reading(read_file(SourceFile(path), other), 0.0)
    task = pipeline.FileTask(SourceFile(path), FileFacts(path.as_posix(), other.checksum), LIMITS)
    with pytest.raises(DamagedFileError, match="another file"):
        pipeline._check_answer(task, reading)


def test_an_archive_of_ours_is_no_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"{number}.txt", LAW)
    with Store.open(f"sqlite:///{tmp_path / 'narcord.db'}") as store:
        assert not ingest(store, [path], limits=LIMITS, workers=1).failed
