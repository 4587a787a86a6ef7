"""Backups are consistent, private and restorable."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from corpus.access import Access
from corpus.errors import StoreError, UsageError
from corpus.store import Store, restore
from tests.corpus.samples import MOSSES, make_bundle

PUBLIC = Access.public()


def test_a_backup_restores_into_a_new_place(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'a.db'}") as store:
        store.put(make_bundle())
        store.backup(tmp_path / "b.zip")
        lines = list(store.export(PUBLIC))
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".backup-*"))
    restore(tmp_path / "b.zip", f"sqlite:///{tmp_path / 'new' / 'c.db'}")
    with Store.open(f"sqlite:///{tmp_path / 'new' / 'c.db'}") as store:
        assert list(store.export(PUBLIC)) == lines


def test_a_restore_replaces_what_another_process_has_open(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with Store.open(url) as server:
        server.put(make_bundle())
        revision = server.content_revision()
        server.backup(tmp_path / "b.zip")
        server.put(make_bundle(source="m.txt", instrument=MOSSES))
        assert server.counts(PUBLIC).documents == 2
        restore(tmp_path / "b.zip", url)
        assert server.counts(PUBLIC).documents == 1
        assert server.content_revision() == revision
        server.put(make_bundle(source="m.txt", instrument=MOSSES))
        assert server.content_revision() != revision


def test_a_damaged_backup_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with Store.open(url) as store:
        store.put(make_bundle())
        store.backup(tmp_path / "good.zip")
    whole = (tmp_path / "good.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.zip").write_text("hello")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("letter.txt", "hello")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("narcord.db", "")
    with zipfile.ZipFile(tmp_path / "fake.zip", "w") as archive:
        archive.writestr("manifest.json", "{}")
        archive.writestr("narcord.db", "no database at all" * 100)
    middle = bytearray(whole)
    middle[len(whole) // 2] ^= 0xFF
    (tmp_path / "flipped.zip").write_bytes(middle)
    for name in ("cut.zip", "text.zip", "other.zip", "empty.zip", "fake.zip", "flipped.zip", "absent.zip"):
        with pytest.raises(StoreError):
            restore(tmp_path / name, url)
    with Store.open(url) as store:
        assert store.counts(PUBLIC).documents == 1


def test_a_backup_needs_a_file_and_a_folder(tmp_path: Path) -> None:
    with Store.open("sqlite://") as store, pytest.raises(UsageError, match="memory"):
        store.backup(tmp_path / "b.zip")
    with (
        Store.open(f"sqlite:///{tmp_path / 'a.db'}") as store,
        pytest.raises(StoreError, match="cannot be written"),
    ):
        store.backup(tmp_path / "none" / "b.zip")
    with pytest.raises(UsageError, match="pg_restore"):
        restore(tmp_path / "b.zip", "postgresql://h/d")
