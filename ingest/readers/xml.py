"""XML legislation: a table of schemas, each with its own walker; entities, DTDs and network off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, cast

from lxml import etree

from corpus.errors import DamagedFileError, LimitExceededError, UnknownFormatError
from ingest.limits import Limits
from ingest.readers.gather import BlockGatherer
from ingest.source import SourceText

MEDIA_TYPE = "application/xml"
# Distributions that read a further schema name it in this group of entry points: an object
# `Schema`, imported by every process that reads.
ENTRY_POINTS = "narcord.xml_schemas"
_ENTITY = re.compile(rb"<!ENTITY", re.I)


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema of XML that is read: the root elements that tell it, and where its reader is.

    ``module`` has ``walk(root, gatherer)``, which adds the blocks of the document and returns its
    title and metadata. ``namespace`` is what the root's namespace begins with; "" takes any.
    """

    name: str
    roots: frozenset[str]
    module: str
    namespace: str = ""
    media_type: str = MEDIA_TYPE

    def fits(self, root: Any) -> bool:
        """Tell whether ``root`` is the root of such a document."""
        name = etree.QName(root)
        return name.localname in self.roots and (name.namespace or "").startswith(self.namespace)


SCHEMAS: list[Schema] = [
    Schema("Justice Canada", frozenset({"Statute", "Regulation"}), "ingest.readers.justice"),
    Schema("Akoma Ntoso", frozenset({"akomaNtoso"}), "ingest.readers.akoma_ntoso"),
    Schema(
        "flat OpenDocument",
        frozenset({"document"}),
        "ingest.readers.odt",
        "urn:oasis:names:tc:opendocument:xmlns:office",
        "application/vnd.oasis.opendocument.text-flat-xml",
    ),
    Schema("XHTML", frozenset({"html"}), "ingest.readers.html"),
]
"""The schemas that come with the program; :func:`register` adds to them in this process."""


def register(schema: Schema) -> None:
    """Let XML of a further schema be read; it goes before those that are there."""
    SCHEMAS.insert(0, schema)


def find_schema(root: Any) -> Schema | None:
    """Return the schema of the document with that root element, None if nobody knows it."""
    own = next((schema for schema in SCHEMAS if schema.fits(root)), None)
    return own or next((schema for schema in _installed() if schema.fits(root)), None)


@cache
def _installed() -> tuple[Schema, ...]:
    """The schemas that other distributions bring."""
    return tuple(
        found for entry in entry_points(group=ENTRY_POINTS) if isinstance(found := entry.load(), Schema)
    )


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read XML of a schema that we know; UnknownFormatError names those."""
    root = parse_xml(data, name, limits)
    schema = find_schema(root)
    if schema is None:
        known = ", ".join(sorted({schema.name for schema in (*SCHEMAS, *_installed())}))
        raise UnknownFormatError(
            f"{name} is XML with the root <{etree.QName(root).localname}>, "
            "a schema that Narcord does not know.",
            remedy=f"Known schemas are {known}; save the text as HTML, DOCX or plain text instead.",
        )
    module = import_module(schema.module)
    if schema.name == "XHTML":
        return cast(SourceText, module.read(data, name, limits))
    gatherer = BlockGatherer(name, limits)
    title, metadata = module.walk(root, gatherer)
    return gatherer.finish(schema.media_type, title=title, metadata=metadata)


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
