"""What a file is is told by its content; what cannot be read says why and what to do."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import (
    EmptyFileError,
    InputError,
    LimitExceededError,
    UnknownFormatError,
    UnreadableFileError,
)
from ingest.limits import Limits
from ingest.readers import FORMATS, read, read_bytes, recognise


def make_zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_pdf_named_txt_is_read_as_pdf(make_pdf: Callable[..., bytes]) -> None:
    data = make_pdf([[(72, 700, 12, "Article 1")]])
    assert recognise(data, "law.txt").name == "PDF"
    source = read_bytes(data, "law.txt")
    assert source.media_type == "application/pdf"
    assert source.blocks[0].text == "Article 1"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"<!DOCTYPE html><p>x", "a.txt", "HTML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Statute/>", "a.md", "XML"),
        (b"<akomaNtoso xmlns='urn:x'/>", "a", "XML"),
        (b"{\\rtf1 x}", "a.doc", "RTF"),
        (b"# Title", "a.MD", "Markdown"),
        (b"# Title", "a.txt", "plain text"),
        (b"plain words", "README", "plain text"),
        ("Статья 1".encode("utf-16"), "a.txt", "plain text"),
        (b"<html><body>saved from a browser</body></html>", "a.doc", "HTML"),
        (b"an e-mail saved under a wrong name", "a.doc", "plain text"),
    ],
)
def test_content_goes_before_extension(data: bytes, name: str, expected: str) -> None:
    assert recognise(data, name).name == expected


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\x00" * 4096], ids=["no bytes", "blanks", "zero bytes"])
def test_an_empty_file_is_told(data: bytes) -> None:
    with pytest.raises(EmptyFileError) as caught:
        read_bytes(data, "empty.pdf")
    assert "empty.pdf" in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"GIF89a" + b"\x00" * 50, "scan.pdf", "GIF"),
        (b"MZ\x90\x00\x03" + b"\x00" * 50, "setup.txt", "program"),
        (bytes(range(256)) * 40, "noise.txt", "binary"),
        (b"a,b\n1,2\n", "table.csv", ".csv"),
        (make_zip({"xl/workbook.xml": b"<x/>"}), "list.docx", "Excel"),
        (make_zip({"a.txt": b"x"}), "bundle.txt", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "old.xls", "Office"),
    ],
)
def test_an_unknown_type_is_named(data: bytes, name: str, word: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        read_bytes(data, name)
    assert word in caught.value.message
    assert all(item.name in caught.value.remedy for item in FORMATS)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"word " * 1000)
    with pytest.raises(LimitExceededError, match=r"big\.txt"):
        read(path, Limits(max_bytes=100))


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    for name, word in (("missing.txt", "no file"), ("broken.txt", "leads nowhere")):
        with pytest.raises(UnreadableFileError, match=word):
            read(tmp_path / name)
    with pytest.raises(UnreadableFileError):
        read(tmp_path)


def test_a_file_without_rights_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests may run as root, whom no rights stop: the refusal is injected where the file is opened.
    path = tmp_path / "secret.txt"
    path.write_text("x")

    def refuse(self: Path, *args: Any, **kwargs: Any) -> Any:
        raise PermissionError(13, os.strerror(13), str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFileError, match="Permission denied"):
        read(path)


def test_every_format_has_a_reader_and_an_own_extension() -> None:
    suffixes = [suffix for item in FORMATS for suffix in item.suffixes]
    assert len(suffixes) == len(set(suffixes))
    for item in FORMATS:
        assert callable(item.reader())


def test_a_broken_container_is_an_input_error() -> None:
    with pytest.raises(InputError):
        read_bytes(b"PK\x03\x04 not a zip at all", "law.docx")
