"""Akoma Ntoso (OASIS LegalDocML), any version: the namespace is ignored, the element names count."""

from __future__ import annotations

from typing import Any

from lxml import etree

from corpus.model import ProvisionKind
from ingest.readers.gather import BlockGatherer
from ingest.readers.wording import raise_digits, tidy
from ingest.source import BlockKind

_GROUPS = {
    "book": ProvisionKind.BOOK, "part": ProvisionKind.PART, "title": ProvisionKind.TITLE,
    "chapter": ProvisionKind.CHAPTER, "subchapter": ProvisionKind.CHAPTER, "division": ProvisionKind.DIVISION,
    "subdivision": ProvisionKind.DIVISION, "subpart": ProvisionKind.PART, "tome": ProvisionKind.BOOK,
}  # fmt: skip
_UNITS = {
    "section": ProvisionKind.SECTION, "article": ProvisionKind.ARTICLE, "rule": ProvisionKind.ARTICLE,
    "subsection": ProvisionKind.PARAGRAPH, "paragraph": ProvisionKind.PARAGRAPH,
    "clause": ProvisionKind.PARAGRAPH,
    "subparagraph": ProvisionKind.SUBPARAGRAPH, "subclause": ProvisionKind.SUBPARAGRAPH,
    "point": ProvisionKind.POINT, "indent": ProvisionKind.INDENT, "item": ProvisionKind.SUBPARAGRAPH,
    "recital": ProvisionKind.RECITAL, "subrule": ProvisionKind.PARAGRAPH,
}  # fmt: skip
_INSIDE_SUBSECTION = {"paragraph": ProvisionKind.SUBPARAGRAPH, "subparagraph": ProvisionKind.POINT}
_LEAVES = {"p", "docTitle", "longTitle", "formula", "listIntroduction", "listWrapUp", "crossHeading", "block"}
_TEXT_BLOCKS = {"heading", "subheading", "num"}


def walk(root: Any, gatherer: BlockGatherer) -> tuple[str | None, dict[str, str]]:
    """Add the blocks of an Akoma Ntoso document; return its title and FRBR metadata."""
    document = next((child for child in root if isinstance(child.tag, str)), root)
    metadata: dict[str, str] = {}
    for node in document.iter():
        if isinstance(node.tag, str) and local(node).startswith("FRBR") and node.get("value"):
            metadata.setdefault(local(node), node.get("value"))
        elif isinstance(node.tag, str) and local(node) == "FRBRlanguage":
            metadata.setdefault("language", node.get("language", ""))
    title = None
    for node in document.iter():
        if isinstance(node.tag, str) and local(node) in ("docTitle", "shortTitle"):
            title = flat(node)
            break
    for child in document:
        if isinstance(child.tag, str) and local(child) != "meta":
            _visit(child, gatherer, 1)
    return title, metadata


def local(node: Any) -> str:
    """Return the element's name without its namespace."""
    return str(etree.QName(node).localname)


def _visit(node: Any, gatherer: BlockGatherer, depth: int) -> None:
    if not isinstance(node.tag, str):
        return
    name = local(node)
    if name in _GROUPS or name in ("attachment", "hcontainer"):
        kind = _GROUPS.get(name, ProvisionKind.SCHEDULE if name == "attachment" else None)
        _heading(node, gatherer, depth, kind)
        _children(node, gatherer, depth + 1)
    elif name in _UNITS:
        _unit(node, gatherer, depth)
    elif name == "tr":
        gatherer.add(" | ".join(flat(cell) for cell in node), BlockKind.ROW)
    elif name == "authorialNote":
        mark = raise_digits(node.get("marker", ""))
        gatherer.add(f"{mark} {flat(node)}", BlockKind.FOOTNOTE, label=mark or None)
    elif name == "remark":
        gatherer.add(flat(node), BlockKind.EDITORIAL)
    elif name in _LEAVES:
        hint = ProvisionKind.FRONT if name in ("docTitle", "longTitle") else None
        gatherer.add(flat(node), level=depth, hint=hint)
        _notes(node, gatherer)
    elif name not in _TEXT_BLOCKS:
        if node.text and node.text.strip():
            gatherer.add(node.text, level=depth)
        _children(node, gatherer, depth)


def _children(node: Any, gatherer: BlockGatherer, depth: int) -> None:
    for child in node:
        _visit(child, gatherer, depth)
        if child.tail and child.tail.strip():
            gatherer.add(child.tail, level=depth)


def _part(node: Any, name: str) -> str:
    for child in node:
        if isinstance(child.tag, str) and local(child) == name:
            return flat(child)
    return ""


def _heading(node: Any, gatherer: BlockGatherer, depth: int, kind: ProvisionKind | None) -> None:
    number, heading = _part(node, "num"), _part(node, "heading")
    text = f"{number} {heading} {_part(node, 'subheading')}"
    gatherer.add(text, BlockKind.HEADING, level=depth, label=number or None, hint=kind)


def _unit(node: Any, gatherer: BlockGatherer, depth: int) -> None:
    name = local(node)
    kind = _UNITS[name]
    if name in _INSIDE_SUBSECTION and any(
        isinstance(a.tag, str) and local(a) == "subsection" for a in node.iterancestors()
    ):
        kind = _INSIDE_SUBSECTION[name]
    number, heading = _part(node, "num"), _part(node, "heading")
    if heading:
        gatherer.add(heading, BlockKind.HEADING, level=6, hint=kind)
    leaf = _first_leaf(node)
    if leaf is not None:
        gatherer.add(f"{number} {flat(leaf)}", level=depth, label=number or None, hint=kind)
        _notes(leaf, gatherer)
    elif number:
        gatherer.add(number, level=depth, label=number, hint=kind)
    _rest(node, leaf, gatherer, depth + 1)


def _first_leaf(node: Any) -> Any:
    """Return the first leaf that stands in the unit's own content or intro, before any subunit."""
    for child in node:
        if not isinstance(child.tag, str) or local(child) in _TEXT_BLOCKS:
            continue
        if local(child) in ("content", "intro"):
            for inner in child:
                if isinstance(inner.tag, str):
                    return inner if local(inner) in _LEAVES else None
        return child if local(child) in _LEAVES else None
    return None


def _rest(node: Any, done: Any, gatherer: BlockGatherer, depth: int) -> None:
    for child in node:
        if child is done or not isinstance(child.tag, str):
            continue
        if done is not None and done.getparent() is child:
            _rest(child, done, gatherer, depth)
        else:
            _visit(child, gatherer, depth)


def _notes(node: Any, gatherer: BlockGatherer) -> None:
    for note in node.iter():
        if isinstance(note.tag, str) and local(note) == "authorialNote":
            _visit(note, gatherer, 0)


def flat(node: Any) -> str:
    """Return the text of ``node`` on one line, notes left out (they become footnotes)."""
    parts: list[str] = []

    def collect(element: Any) -> None:
        text = element.text or ""
        parts.append(raise_digits(text) if local(element) == "sup" else text)
        for child in element:
            if isinstance(child.tag, str):
                if local(child) == "authorialNote":
                    parts.append(raise_digits(child.get("marker", "")))
                elif local(child) in ("br", "eol"):
                    parts.append(" ")
                else:
                    collect(child)
                    if local(child) in ("p", "num", "heading", "td", "th", "item"):
                        parts.append(" ")
            parts.append(child.tail or "")

    collect(node)
    return tidy("".join(parts))
