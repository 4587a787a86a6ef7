# ruff: noqa: E501 - samples are read as one line
"""Files made to do harm, or that came to harm: one sample per case, each written here."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from pypdf import PdfReader, PdfWriter

from tests.ingest.conftest import build_pdf
from tests.ingest.doc_samples import Para, make_container, make_doc, make_streams
from tests.ingest.fuzz.seeds import docx_package, pack

SECRET = "the words of a file that nobody may read"
LAW = "Sample Seeds Act\n\nArticle 1\nShops keep a book.\n\nArticle 2\nGuests may read it.\n"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
ARTICLES = ("Sample Seeds Act", "Article 1", "Shops keep a book.", "Article 2", "Guests may read it.")


def word(body: str, before: str = "") -> bytes:
    return f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>".encode()


def odf(body: str, before: str = "") -> bytes:
    return f"{before}<office:document-content {_ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>".encode()


def odt(content: bytes, **more: bytes) -> bytes:
    return pack({"mimetype": ODT_TYPE, "content.xml": content} | more)


def akn(body: str, before: str = "") -> bytes:
    return f'{before}<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>{body}</body></act></akomaNtoso>'.encode()


def xhtml(body: str, before: str = "") -> bytes:
    return f'{before}<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'.encode()


def _law() -> dict[str, bytes]:
    """One small law in every format."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ARTICLES)
    return {
        "pdf": build_pdf([[(72, 700 - 20 * n, 12, line) for n, line in enumerate(ARTICLES)]]),
        "docx": docx_package(word(paragraphs)),
        "doc": make_doc([Para(f"{line}\r") for line in ARTICLES]),
        "rtf": ("{\\rtf1\\ansi " + "".join(f"{line}\\par " for line in ARTICLES) + "}").encode(),
        "odt": odt(odf("".join(f"<text:p>{line}</text:p>" for line in ARTICLES))),
        "html": (
            "<!doctype html><html><body>" + "".join(f"<p>{line}</p>" for line in ARTICLES) + "</body></html>"
        ).encode(),
        "xml": akn("".join(f"<p>{line}</p>" for line in ARTICLES)),
        "md": LAW.encode(),
        "txt": LAW.encode(),
    }


FORMATS = _law()


def _encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(FORMATS["pdf"])))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _encrypted_doc() -> bytes:
    stream, table = make_streams([Para("x\r")])
    flagged = bytearray(stream)
    struct.pack_into("<H", flagged, 0x0A, 0x0100)
    return make_container({"WordDocument": bytes(flagged), "0Table": table})


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _encrypted_zip() -> bytes:
    data = bytearray(zipped({"a.txt": LAW.encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _overlapping_zip() -> bytes:
    """Many entries of the directory that share one compressed member."""
    data = zipped({"a000.txt": b"words " * 100_000})
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry, tail = data[at:end], bytearray(data[end:])
    entries = b"".join(entry.replace(b"a000.txt", f"a{n:03}.txt".encode()) for n in range(200))
    struct.pack_into("<HHI", tail, 8, 200, 200, len(entries))
    return data[:at] + entries + bytes(tail)


def _nested_zip() -> bytes:
    inner = zipped({"a.txt": b"\0" * 20_000_000})
    for depth in range(4):
        inner = zipped({f"{depth}.zip": inner})
    return inner


def link_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("fine.txt", LAW)
    return buffer.getvalue()


def _many_pages(count: int) -> bytes:
    """A PDF whose tree of pages names one page ``count`` times."""
    data = build_pdf([[(72, 700, 12, "Article 1")]])
    kid = data.index(b"/Kids [") + 7
    reference = data[kid : data.index(b"]", kid)]
    data = data[:kid] + b" ".join([reference] * count) + data[kid + len(reference) :]
    return data.replace(b"/Count 1", b"/Count %d" % count)


_LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "words words ">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def external(target: str) -> str:
    return f'<!DOCTYPE a [<!ENTITY x SYSTEM "{target}">]>'


def laughing(make: Callable[[str, str], bytes], paragraph: str) -> bytes:
    return make(paragraph.format("&j;"), _LAUGHS)


W_P, T_P, A_P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "<text:p>{}</text:p>", "<p>{}</p>"

# name of the file -> bytes, the kind of the failure, and a word of its message.
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "encrypted.pdf": (_encrypted_pdf(), "EncryptedFileError", "password"),
    "encrypted.docx": (make_container({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "EncryptedFileError", "password"),
    "encrypted.doc": (_encrypted_doc(), "EncryptedFileError", "password"),
    "encrypted.odt": (odt(b"\x8f\x02", **{"META-INF/manifest.xml": b"<encryption-data/>"}), "EncryptedFileError", "password"),
    "encrypted.zip": (_encrypted_zip(), "EncryptedFileError", "password"),
    "truncated.pdf": (FORMATS["pdf"][:-100], "DamagedFileError", "truncated"),
    "truncated.docx": (FORMATS["docx"][:-80], "DamagedFileError", "truncated"),
    "truncated.doc": (FORMATS["doc"][:3_000], "DamagedFileError", "truncated"),
    "truncated.odt": (FORMATS["odt"][:-80], "DamagedFileError", "truncated"),
    "truncated.xml": (FORMATS["xml"][:-20], "DamagedFileError", "not well-formed"),
    "truncated.zip": (zipped({"a.txt": LAW.encode()})[:-30], "DamagedFileError", "truncated"),
    **{f"zero.{ending}": (b"", "EmptyFileError", "is empty") for ending in (*FORMATS, "fodt")},
    "zero-bytes.txt": (b"\0" * 5_000, "EmptyFileError", "nothing but zero bytes"),
    "pages.pdf": (_many_pages(5_001), "LimitExceededError", "5,000"),
    "line.txt": (b"x" * 50_000_000, "LimitExceededError", "characters"),
    "deep.xml": (akn("<section>" * 5_000 + "x" + "</section>" * 5_000), "LimitExceededError", "deeper"),
    "deep.html": (b"<html><body>" + b"<div>" * 5_000 + b"x", "LimitExceededError", "deeper"),
    "deep.odt": (odt(odf("<text:section>" * 5_000 + "x" + "</text:section>" * 5_000)), "LimitExceededError", "deeper"),
    "deep.rtf": (b"{\\rtf1 " + b"{" * 50_000 + b"x", "LimitExceededError", "deeper"),
    "entities.xml": (laughing(akn, A_P), "DamagedFileError", "entities"),
    "entities.odt": (odt(laughing(odf, T_P)), "DamagedFileError", "entities"),
    "entities.docx": (docx_package(laughing(word, W_P)), "DamagedFileError", "entities"),
    "entities.xhtml": (laughing(xhtml, A_P), "DamagedFileError", "entities"),
    "ratio.zip": (zipped({"big.txt": b"\0" * 30_000_000}), "LimitExceededError", "bomb"),
    "ratio.odt": (zipped({"mimetype": ODT_TYPE, "content.xml": b" " * 30_000_000}), "LimitExceededError", "bomb"),
    "overlap.zip": (_overlapping_zip(), "LimitExceededError", "bomb"),
    "nested.zip": (_nested_zip(), "LimitExceededError", "nested deeper"),
    "surrogate.xml": (akn("<p>a&#xD800;b</p>"), "DamagedFileError", "not well-formed"),
    "program.txt": (b"\x7fELF" + bytes(range(256)) * 8, "UnknownFormatError", "a program"),
}  # fmt: skip

# name -> bytes, words that must be there, a word of the note that must be there.
TOLD: dict[str, tuple[bytes, str, str]] = {
    "truncated.rtf": (FORMATS["rtf"][:-30], "Shops keep a book.", "truncated"),
    "truncated.html": (FORMATS["html"][:-40], "Shops keep a book.", "truncated"),
    "nul.txt": (LAW.replace("keep", "ke\0ep").encode(), "Shops keep a book.", "control characters"),
    "override.txt": (LAW.replace("a book", "\u202ekoob a\u202c").encode(), "Shops keep koob a.", "invisible marks"),
    "override.html": (FORMATS["html"].replace(b"a book", b"&#x202E;koob a&#x202C;"), "Shops keep koob a.", "invisible marks"),
    "tags.txt": (LAW.replace("book", "book" + "".join(chr(0xE0000 + ord(c)) for c in "not")).encode(), "Shops keep a book.", "invisible marks"),
    "surrogate-bytes.txt": (LAW.replace("keep", "ke@ep").encode().replace(b"@", b"\xed\xa0\x80"), "Shops ke", ""),
    "surrogate-utf16.txt": (b"\xff\xfe" + LAW.encode("utf-16-le").replace(b"k\0e\0e\0p\0", b"k\0e\0\x00\xd8e\0p\0"), "Shops ke\ufffdep a book.", ""),
    "surrogate.html": (FORMATS["html"].replace(b"keep", b"keep&#xD800;&#55296;"), "Shops keep", ""),
    "surrogate.rtf": (FORMATS["rtf"].replace(b"keep", b"keep\\u-10240?"), "Shops keep\ufffd a book.", ""),
    "surrogate-escape.txt": (LAW.replace("keep", "keep \\ud800").encode(), "Shops keep \\ud800 a book.", ""),
    "flood.txt": (LAW.replace("a book", "\ufdfa" * 20_000).encode(), "\ufdfa" * 20_000, ""),
    "isolates.txt": (LAW.replace("a book", "\u2067كتاب\u2069").encode(), "Shops keep كتاب.", ""),
}  # fmt: skip
