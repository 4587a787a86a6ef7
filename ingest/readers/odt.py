"""OpenDocument texts (ODT), packed or flat: text in order, numbers as an office program shows them.

Read over lxml with the guards of :mod:`ingest.readers.xml`. odfdo (3.27, Apache-2.0) was looked at:
it is well kept, but opens packages and parses their XML by itself without any of those guards, and
computes no list numbers, which are what legal texts hang on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from corpus.errors import DamagedFileError, EncryptedFileError, UnknownFormatError
from ingest.limits import Limits
from ingest.readers.archive import check_archive, read_member
from ingest.readers.gather import BlockGatherer
from ingest.readers.odt_text import OFFICE, Styles, Walker
from ingest.readers.xml import parse_xml
from ingest.readers.xml import read as read_xml
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_KEYS = {
    f"{_DC}title": "title", f"{_DC}subject": "subject", f"{_DC}creator": "author",
    f"{_DC}language": "language",
    f"{_DC}date": "modified", f"{_META}creation-date": "created", f"{_META}keyword": "keywords",
}  # fmt: skip
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FURNITURE = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read an OpenDocument text: a package, or one XML file that holds everything."""
    if not data.startswith(b"PK"):
        return read_xml(data, name, limits)  # the flat form, known by its root
    members = {item.filename for item in check_archive(data, name, limits)}
    if "content.xml" not in members:
        raise DamagedFileError(
            f"{name} is an OpenDocument package without a text in it.",
            remedy="Open it in LibreOffice and save it again, or get the file again from its source.",
        )

    def part(member: str) -> bytes:
        return read_member(data, member, f"{name}!/{member}", limits) if member in members else b""

    if b"encryption-data" in part("META-INF/manifest.xml"):
        raise EncryptedFileError(
            f"{name} is protected by a password.",
            remedy="Open it in LibreOffice, save it without a password, try again.",
        )
    roots = [
        parse_xml(content, f"{name}!/{member}", limits)
        for member in ("styles.xml", "content.xml", "meta.xml")
        if (content := part(member))
    ]
    gatherer = BlockGatherer(name, limits)
    title, metadata = _gather(roots, gatherer)
    return gatherer.finish(MEDIA_TYPE, title=title, metadata=metadata)


def walk(root: Any, gatherer: BlockGatherer) -> tuple[str | None, dict[str, str]]:
    """Add the blocks of the flat form (FODT); return its title and what it says of itself."""
    return _gather([root], gatherer)


def _gather(roots: list[Any], gatherer: BlockGatherer) -> tuple[str | None, dict[str, str]]:
    walker = Walker(gatherer, Styles.of(roots))
    body = next((found for root in roots for found in root.iter(f"{OFFICE}text")), None)
    if body is None:
        raise UnknownFormatError(
            f"{gatherer.name} is an OpenDocument file, but not a text.",
            remedy="Save its words as ODT, DOCX or HTML.",
        )
    walker.walk(body)
    walker.finish()
    for text in dict.fromkeys(_furniture(roots)):
        gatherer.add(text, BlockKind.EDITORIAL)
    metadata = {
        key: str(found.text)
        for tag, key in _KEYS.items()
        for root in roots
        for found in root.iter(tag)
        if found.text and found.getparent().tag == f"{OFFICE}meta"
    }
    return metadata.get("title"), metadata


def _furniture(roots: Iterable[Any]) -> Iterable[str]:
    """Yield the lines of headers and footers, page numbers left out."""
    for root in roots:
        for page in root.iter(f"{_STYLE}master-page"):
            for part in page:
                if isinstance(part.tag, str) and part.tag.removeprefix(_STYLE) in _FURNITURE:
                    for line in part:
                        text = " ".join("".join(line.itertext()).split())
                        if text and not text.isdigit():
                            yield text
