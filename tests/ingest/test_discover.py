"""What is found, in which order, with which metadata; and what is passed over, with the reason."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import EncryptedFileError, InputError, LimitExceededError, UnreadableFileError
from ingest.discover import Found, Skipped, SourceFile, discover
from ingest.jurisdictions import jurisdiction_code
from ingest.limits import Limits
from ingest.manifest import ManifestEntry, read_manifest

HEADER = (
    "path\tlanguage\tjurisdiction\tinstrument title (original)\tyear\tsource repo\tlicence / status\tnotes\n"
)


def write(folder: Path, name: str, content: str = "Article 1") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def names(found: list[Found], root: Path) -> list[str]:
    return [item.uri.removeprefix(f"{root.resolve()}/") for item in found if isinstance(item, SourceFile)]


def skipped(found: list[Found]) -> dict[str, str]:
    return {Path(item.uri).name: item.reason for item in found if isinstance(item, Skipped)}


def test_folders_are_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y.html", "c.pdf", ".hidden.txt", ".git/x.txt", "~$lock.docx"):
        write(tmp_path, name)
    found = list(discover([tmp_path]))
    assert names(found, tmp_path) == ["a/y.html", "a/z.md", "b.txt", "c.pdf"]
    assert len(found) == 4


def test_other_files_are_skipped_with_the_reason(tmp_path: Path) -> None:
    for name in ("table.tsv", "sound.mp3", "Makefile", "a.txt"):
        write(tmp_path, name)
    found = list(discover([tmp_path]))
    assert names(found, tmp_path) == ["a.txt"]
    reasons = skipped(found)
    assert set(reasons) == {"table.tsv", "sound.mp3", "Makefile"}
    assert ".tsv" in reasons["table.tsv"]


def test_a_file_named_by_itself_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    path = write(tmp_path, "law.dat")
    assert names(list(discover([path])), tmp_path) == ["law.dat"]


def test_the_same_file_is_found_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    assert len(list(discover([path, tmp_path, tmp_path / "." / "a.txt"]))) == 1


def test_a_missing_path_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    found = list(discover([tmp_path / "nowhere", tmp_path]))
    assert isinstance(found[0], Skipped)
    assert isinstance(found[0].error, UnreadableFileError)
    assert names(found, tmp_path) == ["a.txt"]


def test_links(tmp_path: Path) -> None:
    outside = write(tmp_path, "outside/secret.txt")
    folder = tmp_path / "folder"
    write(folder, "real.txt")
    (folder / "again.txt").symlink_to(folder / "real.txt")
    (folder / "broken.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "out.txt").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    found = list(discover([folder]))
    assert names(found, folder) == ["real.txt"]
    reasons = skipped(found)
    assert set(reasons) == {"again.txt", "broken.txt", "loop.txt", "out.txt", "up"}
    assert "out of the folder" in reasons["out.txt"]
    errors = {Path(item.uri).name for item in found if isinstance(item, Skipped) and item.error}
    assert errors == {"broken.txt", "loop.txt"}


def test_a_link_named_by_itself_is_followed_and_a_loop_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    (tmp_path / "link.txt").symlink_to(path)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    found = list(discover([tmp_path / "link.txt", tmp_path / "loop"]))
    assert names(found[:1], tmp_path) == ["a.txt"]
    assert isinstance(found[1], Skipped)
    assert isinstance(found[1].error, UnreadableFileError)


def test_a_folder_without_rights_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests may run as root, whom no rights stop: the refusal is injected.
    write(tmp_path, "open/a.txt")
    write(tmp_path, "shut/b.txt")
    real = os.scandir

    def scan(path: Any) -> Any:
        if Path(path).name == "shut":
            raise PermissionError(13, os.strerror(13), str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scan)
    found = list(discover([tmp_path]))
    assert names(found, tmp_path) == ["open/a.txt"]
    refused = [item for item in found if isinstance(item, Skipped)]
    assert len(refused) == 1
    assert isinstance(refused[0].error, UnreadableFileError)
    assert "Permission denied" in refused[0].reason


def test_the_manifest_gives_metadata_and_is_no_document(tmp_path: Path) -> None:
    write(tmp_path, "ru/a.txt")
    write(tmp_path, "b.xyz")
    write(tmp_path, "c.txt")
    row = 'ru/a.txt\tru+kk\tSaudi Arabia\t"A ""quoted""\ttitle"\t2009-05-01\tsomewhere\tpublic domain\tnone\n'
    write(
        tmp_path,
        "INDEX.tsv",
        HEADER + row + "b.xyz\ten\tAtlantis\tB\t\t\t\t\n" + "gone.txt\ten\tUN\tG\t1961/1972\t\t\t\n",
    )
    found = list(discover([tmp_path]))
    files = {item.name: item for item in found if isinstance(item, SourceFile)}
    assert files["a.txt"].entry == ManifestEntry(
        path="ru/a.txt",
        languages=("ru", "kk"),
        jurisdiction="sa",
        title='A "quoted"\ttitle',
        year=2009,
        licence="public domain",
        provenance="somewhere",
        notes="none",
    )
    assert files["a.txt"].entry.language == "ru"
    assert files["b.xyz"].entry.jurisdiction == "Atlantis"  # listed, so taken in spite of its ending
    assert files["c.txt"].entry is None
    reasons = skipped(found)
    assert "manifest" in reasons["INDEX.tsv"]
    assert "not there" in reasons["gone.txt"]


def test_a_single_file_finds_its_manifest_above(tmp_path: Path) -> None:
    path = write(tmp_path, "ru/laws/a.txt")
    write(tmp_path, "INDEX.tsv", HEADER + "ru/laws/a.txt\tru\tRussia\tA\t1996\t\t\t\n")
    (found,) = discover([path])
    assert isinstance(found, SourceFile)
    assert found.entry is not None
    assert (found.entry.jurisdiction, found.entry.year) == ("ru", 1996)


@pytest.mark.parametrize(
    "data",
    [b"", b"no\ttable\n1\t2\n", b"\xff\xfe\x00", b"path\tlanguage\n\t\n", b'path\n"unclosed'],
    ids=["empty", "other columns", "broken", "no path", "open quote"],
)
def test_a_strange_manifest_does_no_harm(data: bytes) -> None:
    assert all(isinstance(entry, ManifestEntry) for entry in read_manifest(data).values())


def test_short_rows_and_a_byte_order_mark() -> None:
    entries = read_manifest("\ufeffPath\tLang\tTitle\na.txt\tzh-TW\n".encode())
    assert entries["a.txt"].languages == ("zh-Hant",)
    assert entries["a.txt"].title is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Saudi Arabia", "sa"),
        ("Türkiye", "tr"),
        ("turkey", "tr"),
        ("Korea (Rep.)", "kr"),
        ("EU (CJEU)", "eu"),
        ("Viet Nam", "vn"),
        ("Switzerland-Romania", "ch-ro"),
        ("Timor-Leste", "tl"),
        ("kz", "kz"),
        ("UN", "un"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_jurisdictions(name: str, code: str | None) -> None:
    assert jurisdiction_code(name) == code


def test_every_jurisdiction_of_the_corpus_is_known(shared_corpus: Path) -> None:
    entries = read_manifest((shared_corpus / "INDEX.tsv").read_bytes())
    assert len(entries) > 85
    for entry in entries.values():
        assert entry.jurisdiction is not None
        assert entry.jurisdiction == entry.jurisdiction.lower(), entry
        assert entry.languages, entry
        assert entry.title, entry


def test_members_of_archives_are_read_in_memory(tmp_path: Path) -> None:
    manifest = (HEADER + "ru/b.txt\tru\tRussia\tB\t1996\t\t\t\n").encode()
    path = make_zip(
        tmp_path / "laws.zip",
        {
            "laws/ru/b.txt": "Статья 1".encode(),
            "laws/INDEX.tsv": manifest,
            "laws/a.md": b"# A",
            "laws/sound.mp3": b"x",
            "__MACOSX/._a.md": b"x",
            "laws/.hidden.txt": b"x",
        },
    )
    found = list(discover([tmp_path]))
    files = [item for item in found if isinstance(item, SourceFile)]
    assert [item.uri for item in files] == [
        f"{path.resolve()}!/laws/a.md",
        f"{path.resolve()}!/laws/ru/b.txt",
    ]
    assert files[1].load().decode() == "Статья 1"
    assert files[1].name == "b.txt"
    assert files[1].entry is not None
    assert files[1].entry.jurisdiction == "ru"
    assert set(skipped(found)) == {"INDEX.tsv", "sound.mp3"}
    assert sorted(child.name for child in tmp_path.iterdir()) == ["laws.zip"]


def test_archives_in_archives_to_a_depth(tmp_path: Path) -> None:
    deepest = zipped({"c.txt": b"C"})
    make_zip(tmp_path / "a.zip", {"inner.zip": zipped({"b.txt": b"B", "deep.zip": deepest})})
    found = list(discover([tmp_path]))
    files = [item for item in found if isinstance(item, SourceFile)]
    assert [item.members for item in files] == [("inner.zip", "b.txt")]
    assert files[0].load() == b"B"
    (refused,) = (item for item in found if isinstance(item, Skipped))
    assert isinstance(refused.error, LimitExceededError)


def test_a_path_out_of_the_archive_is_refused(tmp_path: Path) -> None:
    make_zip(
        tmp_path / "a.zip", {"../../evil.txt": b"x", "/root.txt": b"x", "C:\\x.txt": b"x", "fine.txt": b"x"}
    )
    found = list(discover([tmp_path]))
    files = [item.name for item in found if isinstance(item, SourceFile)]
    assert files == ["fine.txt"]
    assert sum("out of the archive" in item.reason for item in found if isinstance(item, Skipped)) == 3


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    make_zip(tmp_path / "bomb.zip", {"big.txt": b"\0" * 30_000_000})
    (found,) = discover([tmp_path])
    assert isinstance(found, Skipped)
    assert isinstance(found.error, LimitExceededError)
    assert "bomb" in found.reason


def test_a_bomb_that_lies_about_its_size_meets_the_limit(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", {"big.txt": b"words " * 5_000})
    (found,) = discover([path])
    assert isinstance(found, SourceFile)
    with pytest.raises(LimitExceededError):
        found.load(Limits(max_bytes=1_000))


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    make_zip(tmp_path / "a.zip", {f"{n}.txt": b"x" for n in range(30)})
    (found,) = discover([tmp_path], Limits(max_zip_entries=20))
    assert isinstance(found, Skipped)
    assert isinstance(found.error, LimitExceededError)


def test_a_damaged_archive_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    whole = make_zip(tmp_path / "b.zip", {"b.txt": b"words"}).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[: len(whole) // 2])
    found = list(discover([tmp_path]))
    assert isinstance(found[0], Skipped)
    assert isinstance(found[0].error, InputError)
    assert isinstance(found[1], SourceFile)


def test_an_archive_under_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"words"}))
    data[6] |= 1  # the flag of encryption, in the member's own header ...
    data[data.index(b"PK\x01\x02") + 8] |= 1  # ... and in the directory
    (tmp_path / "a.zip").write_bytes(bytes(data))
    (found,) = discover([tmp_path])
    assert isinstance(found, Skipped)
    assert isinstance(found.error, EncryptedFileError)


def test_member_names_without_the_flag_of_utf8(tmp_path: Path) -> None:
    data = zipped({"laws/Закон.txt": b"words"})
    raw = bytearray(data)
    raw[7] &= ~0x08
    directory = raw.index(b"PK\x01\x02")
    raw[directory + 9] &= ~0x08
    (tmp_path / "a.zip").write_bytes(bytes(raw))
    (found,) = discover([tmp_path])
    assert isinstance(found, SourceFile)
    assert found.load() == b"words"
    assert found.name == "Закон.txt"
    assert found.uri.endswith("!/laws/Закон.txt")
