"""XML legislation: a table of schemas, each with its own walker; entities, DTDs and network off."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from lxml import etree

from corpus.errors import DamagedFileError, LimitExceededError, UnknownFormatError
from ingest.limits import Limits
from ingest.readers.gather import BlockGatherer
from ingest.source import SourceText

# Root element (local name) -> module with walk(root, gatherer) -> (title, metadata).
SCHEMAS: dict[str, tuple[str, str]] = {
    "Statute": ("Justice Canada", "ingest.readers.justice"),
    "Regulation": ("Justice Canada", "ingest.readers.justice"),
    "akomaNtoso": ("Akoma Ntoso", "ingest.readers.akoma_ntoso"),
}
MEDIA_TYPE = "application/xml"
_ENTITY = re.compile(rb"<!ENTITY", re.I)


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read XML of a schema that we know; UnknownFormatError names those."""
    root = parse_xml(data, name, limits)
    local = etree.QName(root).localname
    if local == "html":
        reader: Callable[[bytes, str, Limits], SourceText] = import_module("ingest.readers.html").read
        return reader(data, name, limits)
    if local not in SCHEMAS:
        known = ", ".join(sorted({schema for schema, _ in SCHEMAS.values()}))
        raise UnknownFormatError(
            f"{name} is XML with the root <{local}>, a schema that Narcord does not know.",
            remedy=f"Known schemas are {known}; save the text as HTML, DOCX or plain text instead.",
        )
    gatherer = BlockGatherer(name, limits)
    title, metadata = import_module(SCHEMAS[local][1]).walk(root, gatherer)
    return gatherer.finish(MEDIA_TYPE, title=title, metadata=metadata)


def parse_xml(data: bytes, name: str, limits: Limits) -> Any:
    """Parse ``data`` safely and return its root element.

    Entities that a document declares for itself are refused outright: they serve bombs and
    the reading of foreign files, and no legislation needs them. What slips through that look
    meets libxml2's own bounds on amplification, which lxml's ``huge_tree`` would switch off.
    """
    if _ENTITY.search(data[:65_536]):
        raise DamagedFileError(
            f"{name} declares XML entities of its own, which are refused.",
            remedy="Save it without a document type declaration.",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        _check_depth(data, name, limits)
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFileError(
            f"{name} is not well-formed XML: {error.msg}.", remedy="Get the file again from its source."
        ) from error


class _DepthCounter:
    """A parser target that keeps no tree, only the depth; nesting is refused before it is built."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits, self.depth = name, limits, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > self.limits.max_xml_depth:
            raise LimitExceededError(
                f"{self.name} nests elements deeper than {self.limits.max_xml_depth}.",
                remedy="Legislation is never that deep: check the file, or save its text alone.",
            )

    def end(self, tag: str) -> None:
        self.depth -= 1

    def data(self, data: str) -> None:
        pass

    def close(self) -> None:
        pass


def _check_depth(data: bytes, name: str, limits: Limits) -> None:
    parser = etree.XMLParser(
        target=_DepthCounter(name, limits),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    etree.fromstring(data, parser)
