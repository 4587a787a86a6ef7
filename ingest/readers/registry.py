"""Which reader a file goes to: content decides, the extension only breaks ties."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import PurePosixPath
from typing import cast

from corpus.errors import EmptyFileError, EncryptedFileError, UnknownFormatError
from ingest.limits import Limits
from ingest.readers.archive import DAMAGED
from ingest.readers.encoding import guess_wide
from ingest.source import SourceText

Reader = Callable[..., SourceText]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that we read: where its reader is, and the extensions that name it.

    ``module`` is imported only when a file of the format comes (pypdf and python-docx take time). Where
    ``recognised``, the reader may have to recognise characters, and is told the language.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    module: str
    recognised: bool = False

    def reader(self) -> Reader:
        """Import the reader: a module function ``read(data, name, limits)``."""
        return cast(Reader, import_module(self.module).read)

    def read(self, data: bytes, name: str, limits: Limits, language: str | None) -> SourceText:
        """Read a file of this format; ``language`` is what the catalogue states of it."""
        if self.recognised:
            return self.reader()(data, name, limits, language)
        return self.reader()(data, name, limits)


PDF = Format("PDF", "application/pdf", (".pdf",), "ingest.readers.pdf", recognised=True)
DOCX = Format(
    "Word (DOCX)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx",),
    "ingest.readers.docx",
)
DOC = Format("Word 97-2003 (DOC)", "application/msword", (".doc",), "ingest.readers.doc")
HTML = Format("HTML", "text/html", (".html", ".htm", ".xhtml"), "ingest.readers.html")
XML = Format("XML", "application/xml", (".xml", ".akn"), "ingest.readers.xml")
MARKDOWN = Format("Markdown", "text/markdown", (".md", ".markdown"), "ingest.readers.markdown")
PLAIN = Format("plain text", "text/plain", (".txt", ".text"), "ingest.readers.plain")
ODT = Format(
    "OpenDocument (ODT)",
    "application/vnd.oasis.opendocument.text",
    (".odt", ".fodt", ".ott"),
    "ingest.readers.odt",
)
RTF = Format("RTF", "application/rtf", (".rtf",), "ingest.readers.rtf")
IMAGE = Format(
    "images of pages (PNG, JPEG, TIFF)",
    "image/tiff",
    (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    "ingest.readers.ocr_image",
    recognised=True,
)

FORMATS: tuple[Format, ...] = (PDF, DOCX, DOC, HTML, XML, MARKDOWN, PLAIN, RTF, ODT, IMAGE)
BY_SUFFIX = {suffix: item for item in FORMATS for suffix in item.suffixes}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_FOREIGN = {
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"OggS": "a sound file",
    b"ID3": "a sound file",
    b"SQLite format 3": "a database",
    b"%!PS": "a PostScript file",
}
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML_START = re.compile(
    r"\s*(?:<\?xml\b|<!DOCTYPE\s+(?!html)\w|(?:<!--.*?-->\s*)*<[A-Za-z][\w.-]*:?\w*\s[^<>]*?\bxmlns[:=\s])",
    re.S,
)
_HEAD = 8_192
# Byte-order marks of encodings that are full of zero bytes; that of UTF-32 begins with one of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip


def may_be_recognised(name: str) -> bool:
    """Tell whether a file of this name may hold images of text, whose recognition takes its time."""
    stated = BY_SUFFIX.get(PurePosixPath(name.lower()).suffix)
    return stated is not None and stated.recognised


def known_formats() -> str:
    """Name the formats that are read, for messages."""
    return ", ".join(item.name for item in FORMATS) + " and ZIP archives of these"


def recognise(data: bytes, name: str) -> Format:
    """Return the format of ``data``; ``name`` is its file name.

    Raises EmptyFileError, EncryptedFileError (a Word file under a password) or
    UnknownFormatError, which says what the file seems to be where that shows.
    """
    if not data.strip(b"\x00\t\n\r\x0b\x0c "):
        kind = "is empty" if not data else "contains nothing but zero bytes and white space"
        raise EmptyFileError(f"{name} {kind}.", remedy="Get the file again from its source.")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognise_zip(data, name)
    if data.startswith(_OLE):
        return _recognise_ole(data, name)
    if data.lstrip()[:5] == b"{\\rtf":
        return RTF
    if data.startswith(_IMAGES):
        return IMAGE
    for magic, what in _FOREIGN.items():
        if data.startswith(magic) and (magic != b"MZ" or b"\x00" in data[:_HEAD]):
            raise _unknown(name, what)
    return _recognise_text(data, name)


def _recognise_zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = set(archive.namelist())
            kind = _read_mimetype(archive)
    except DAMAGED:
        members, kind = set(), ""
    if "word/document.xml" in members or (not members and name.lower().endswith(".docx")):
        return DOCX
    if "xl/workbook.xml" in members:
        raise _unknown(name, "an Excel workbook")
    if "ppt/presentation.xml" in members:
        raise _unknown(name, "a PowerPoint presentation")
    if kind.startswith(ODT.media_type) or (not members and name.lower().endswith(".odt")):
        return ODT
    if kind:
        raise _unknown(name, f"a file of the type {kind}")
    raise _unknown(name, "a ZIP archive inside another file, or one without documents")


def _read_mimetype(archive: zipfile.ZipFile) -> str:
    """Return what an OpenDocument or EPUB package says it is, "" for other archives."""
    try:
        with archive.open("mimetype") as stream:
            return stream.read(100).decode("ascii", "replace").strip()
    except (KeyError, RuntimeError, EOFError, zlib.error, *DAMAGED):
        return ""


def _recognise_ole(data: bytes, name: str) -> Format:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise EncryptedFileError(
            f"{name} is protected by a password.",
            remedy="Open it in Word, remove the password, save, try again.",
        )
    if holds("WordDocument") or name.lower().endswith(".doc"):  # the directory may be cut off
        return DOC
    raise _unknown(name, "an old Office file, but not a Word document")


def _recognise_text(data: bytes, name: str) -> Format:
    head = data[:_HEAD]
    wide = next((name for mark, name in _MARKS if head.startswith(mark)), None) or guess_wide(head)
    if wide is None:
        controls = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b\x00" for byte in head)
        if controls > len(head) // 20 or head.count(0) > len(head) // 5:
            raise _unknown(name, "a binary file")
    text = head.decode(wide or "utf-8", "replace").lstrip("\ufeff")
    suffix = PurePosixPath(name.lower()).suffix
    if _HTML_START.match(text):
        return HTML
    if _XML_START.match(text):
        return XML
    stated = BY_SUFFIX.get(suffix)
    if stated in (HTML, XML, MARKDOWN, PLAIN):
        return stated
    if stated is DOC or not suffix or stated is not None:
        # Text under a binary format's name: e-mails saved as .doc, HTML named .pdf.
        return HTML if "<html" in text.lower() else PLAIN
    raise _unknown(name, f"text, but {suffix} is not the ending of a document")


def _unknown(name: str, what: str) -> UnknownFormatError:
    return UnknownFormatError(
        f"{name} is {what}, which Narcord does not read.",
        remedy=f"Convert it to one of these: {known_formats()}.",
    )
