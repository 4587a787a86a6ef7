# ruff: noqa: E501 - samples are read as one line
"""What is fuzzed: a function per reader that takes any bytes, and what must hold of its result.

An InputError is an answer; every other exception is a finding.
"""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.errors import InputError
from corpus.store.validation import check_bundle
from ingest.bundles import FileFacts, assemble
from ingest.discover import SourceFile, discover
from ingest.language import identify
from ingest.limits import MEBIBYTE, Limits
from ingest.manifest import read_manifest
from ingest.readers import read_bytes
from ingest.readers.wording import tidy
from ingest.source import Block, BlockKind, SourceText
from ingest.structure import parse
from tests.ingest.fuzz.seeds import docx_package, pack

# Small, so that what grows without bound meets them soon.
LIMITS = Limits(max_bytes=8 * MEBIBYTE, max_zip_bytes=32 * MEBIBYTE, max_pages=200)
LANGUAGES = ("en", "ru", "zh", "ja", "ko", "th", "ar", "de", "tr", "uz", "vi", "km")
_SUFFIXES = ("pdf", "docx", "doc", "rtf", "odt", "fodt", "html", "xml", "md", "txt", "zip", "")

Target = Callable[[bytes], None]


def check_source(source: SourceText) -> None:
    """Check what every reader promises of its blocks."""
    assert source.blocks
    for block in source.blocks:
        assert block.text, "an empty block"
        assert "\n" not in block.text
        assert not any(0xD800 <= ord(c) < 0xE000 or c == "\0" for c in block.text), "a broken character"
        if block.label and block.kind is not BlockKind.FOOTNOTE:
            assert block.text.startswith(block.label)
    for text in (source.title or "", *source.notes, *source.metadata.keys(), *source.metadata.values()):
        text.encode("utf-8")


def check_structure(source: SourceText, language: str | None, name: object = None) -> None:
    """Check what the structure parser promises: sound spans, unique eIds, a faithful trace."""
    parts = parse(source, language, name)  # type: ignore[arg-type]
    facts = FileFacts("/fuzz/a.txt", "0" * 64)
    for bundle in assemble(facts, source, parts, {}):
        check_bundle(bundle)
    for part in parts:
        before = 0
        for traced in part.trace:
            assert 0 <= traced.block < len(source.blocks)
            assert before <= traced.start < traced.end <= len(part.text), "the trace overlaps"
            before = traced.end


def _read_as(name: str) -> Target:
    def target(data: bytes) -> None:
        try:
            check_source(read_bytes(data, name, LIMITS))
        except InputError:
            return

    return target


def _docx_part(data: bytes) -> None:
    """Fuzz the parts of a DOCX: the bytes are document, numbering and footnotes, parted by NULs."""
    _read_as("a.docx")(docx_package(*[*data.split(b"\0", 2), b"", b""][:3]))


def _odt_part(data: bytes) -> None:
    """Fuzz the parts of an ODT: the bytes are content and styles, parted by a NUL."""
    content, _, styles = data.partition(b"\0")
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content}
    _read_as("a.odt")(pack(members | ({"styles.xml": styles} if styles else {})))


def _doc_streams(data: bytes) -> None:
    """Fuzz the two streams of a Word 97 file without their container: length of the first, then both."""
    from ingest.readers import doc

    if len(data) < 2:
        return
    (length,) = struct.unpack_from("<H", data)
    try:
        check_source(doc.read_streams(data[2 : 2 + length], data[2 + length :], "a.doc", LIMITS))
    except InputError:
        return


def _any_name(data: bytes) -> None:
    """Fuzz the recognition of formats: the first byte picks an ending."""
    if data:
        _read_as(f"a.{_SUFFIXES[data[0] % len(_SUFFIXES)]}".rstrip("."))(data[1:])


def _archive(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        path.write_bytes(data)
        for found in discover([path], LIMITS):
            if isinstance(found, SourceFile):
                try:
                    found.load(LIMITS)
                except InputError:
                    continue


def _manifest(data: bytes) -> None:
    read_manifest(data)


def _language(data: bytes) -> None:
    lines = data.decode("utf-8", "replace").split("\n")
    found = identify(lines, LANGUAGES[data[0] % len(LANGUAGES)] if data else None)
    assert len(found) == len(lines)
    for item in found:
        assert item.language
        assert 0.0 <= item.confidence <= 1.0


_HEADS = (
    "", "Article 1", "Article 2", "Article 2-1", "Article 35A", "CHAPTER I", "CHAPTER II", "Annex", "Schedule II",
    "Section 1", "1.", "2.", "3.", "1.1", "(a)", "(b)", "(i)", "(ii)", "I.", "II.", "第一条", "第二条の二", "附　則", "①",
    "第三百四十七条", "Статья 5.", "Статья 5-1.", "а)", "б)", "§ 7", "มาตรา ๑", "المادة الأولى", "מادה", "“3.", "PART I",
    "25", "Điều 1.", "제5조의2", "ধারা ৯", "បទប្បញ្ញត្តិ ១", "¹", "Recalling", "Recognizing that", "PREAMBLE", "-", "—",
)  # fmt: skip
_TAILS = (
    "", "Every party keeps a list:", "must act.", "of the Act", "lists matter,", "短い文。", "x", "¹ See there",
    "in section 3, insert:", "“4. A new one.”", "see article 2, paragraph 1", "Have agreed as follows:", "| a | b",
    "1961 Convention", ". . . . . 12", "broken at the li-", "前款", "настоящей статьи", "\u202eabc", "ﷺ" * 3,
)  # fmt: skip
_KINDS = tuple(kind for kind in BlockKind)


def _blocks(data: bytes) -> list[Block]:
    """Spell blocks out of bytes: kind, head, tail, page; a tail of 255 takes the bytes after it as text."""
    blocks = []
    at = 0
    while at + 4 <= len(data) and len(blocks) < 80:
        kind, head, tail, page = data[at : at + 4]
        at += 4
        words = _TAILS[tail % len(_TAILS)]
        if tail == 255:
            words = data[at : at + 24].decode("utf-8", "ignore")
            at += 24
        label = _HEADS[head % len(_HEADS)]
        text = tidy(f"{label} {words}")  # as every reader hands it over
        if text:
            stated = label if head >= 200 and label and text.startswith(label) else None
            blocks.append(
                Block(
                    text,
                    _KINDS[kind % len(_KINDS)],
                    kind // 64,
                    page % 4 + 1 if page < 200 else None,
                    stated,
                )
            )
    return blocks


def _one(language: str) -> Callable[[Sequence[str], str | None], list[str]]:
    return lambda texts, default: [language] * len(texts)


def _structure(data: bytes) -> None:
    """Fuzz the structure parser: the first byte picks a language, the rest spell blocks."""
    if not data:
        return
    blocks = _blocks(data[1:])
    if blocks:
        language = LANGUAGES[data[0] % len(LANGUAGES)]
        named = _one(language) if data[0] < 200 else None
        check_structure(SourceText("text/plain", tuple(blocks)), language, named)


def _whole(data: bytes) -> None:
    """Fuzz the whole way of a text file, languages and citations included."""
    try:
        source = read_bytes(data, "a.txt", LIMITS)
    except InputError:
        return
    check_structure(source, None)


TARGETS: dict[str, Target] = {
    "plain": _read_as("a.txt"),
    "markdown": _read_as("a.md"),
    "html": _read_as("a.html"),
    "xml": _read_as("a.xml"),
    "rtf": _read_as("a.rtf"),
    "pdf": _read_as("a.pdf"),
    "docx": _read_as("a.docx"),
    "docx-part": _docx_part,
    "doc": _read_as("a.doc"),
    "doc-streams": _doc_streams,
    "odt": _read_as("a.odt"),
    "odt-part": _odt_part,
    "fodt": _read_as("a.fodt"),
    "any-name": _any_name,
    "archive": _archive,
    "manifest": _manifest,
    "language": _language,
    "structure": _structure,
    "whole": _whole,
}
