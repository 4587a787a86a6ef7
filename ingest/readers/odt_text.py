"""Walking through the body of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.gather import BlockGatherer
from ingest.readers.odt_numbering import STYLE, TEXT, Counter, ListStyle, count, read_list_styles
from ingest.readers.wording import raise_digits
from ingest.source import BlockKind

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

# No words of the text: what was deleted, remarks, what programs say to themselves. (Deletions that
# are tracked stand apart from the text, so leaving them out gives the text as it now reads.)
_DROPPED = {
    f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}sequence-decls",
    f"{TEXT}variable-decls", f"{TEXT}user-field-decls", f"{OFFICE}forms", f"{TEXT}ruby-text", f"{TEXT}script",
    f"{TEXT}number", f"{OFFICE}scripts", f"{TEXT}page-number", f"{TEXT}table-of-content-source",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
}  # fmt: skip


@dataclass(slots=True)
class Styles:
    """What of the styles the text depends on."""

    lists: dict[str, ListStyle] = field(default_factory=dict)
    raised: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    list_of: dict[str, str] = field(default_factory=dict)
    heading: dict[str, int] = field(default_factory=dict)
    deletions: set[str] = field(default_factory=set)  # changes that delete, by their id

    @classmethod
    def of(cls, roots: Iterable[Any]) -> Styles:
        """Collect the styles of all parts of a document."""
        styles = cls()
        for root in roots:
            styles.lists.update(read_list_styles(root))
            for style in root.iter(f"{STYLE}style"):
                styles._add(style)
            for region in root.iter(f"{TEXT}changed-region"):
                if region.find(f"{TEXT}deletion") is not None:
                    styles.deletions.add(region.get(f"{TEXT}id") or region.get(_XML_ID) or "")
        return styles

    def _add(self, style: Any) -> None:
        name = style.get(f"{STYLE}name", "")
        parent = style.get(f"{STYLE}parent-style-name", "")
        for properties in style.iter(f"{STYLE}text-properties"):
            if properties.get(f"{STYLE}text-position", "").startswith("super"):
                self.raised.add(name)
            if properties.get(f"{TEXT}display") == "none":
                self.hidden.add(name)
        own = style.get(f"{STYLE}list-style-name") or self.list_of.get(parent)
        if own:
            self.list_of[name] = own
        level = count(style.get(f"{STYLE}default-outline-level"), 0) or self.heading.get(parent, 0)
        if level:
            self.heading[name] = level


class Walker:
    """Turns the elements of a body into blocks."""

    def __init__(self, gatherer: BlockGatherer, styles: Styles) -> None:
        self.gatherer = gatherer
        self.styles = styles
        self.counters: dict[str, Counter] = {}  # by list style, the last list of it
        self.named: dict[str, Counter] = {}  # by the id of a list
        self.outline = Counter(styles.lists.get("", {}))
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[Any] = []
        self.deleted: set[str] = set()  # deletions whose text stands here
        self.hidden = 0

    def walk(self, parent: Any) -> None:
        """Add everything below ``parent``."""
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _DROPPED or self._mark_change(child):
                continue
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                self.add_paragraph(child)
            elif tag == f"{TEXT}list":
                self.add_list(child, None, 1)
            elif tag == f"{_TABLE}table":
                self.add_table(child)
            elif child.get(f"{TEXT}display") == "none":
                self.hidden += len("".join(child.itertext()).strip())
            else:  # sections, indexes, frames, change marks
                self.walk(child)

    def finish(self) -> None:
        """Add the notes, and tell what was left out."""
        for mark, text in self.notes:
            self.gatherer.add(f"{mark} {text}", BlockKind.FOOTNOTE, label=mark)
        if self.hidden:
            self.gatherer.note(f"{self.hidden} characters of hidden text are left out.")

    def add_paragraph(self, node: Any, label: str | None = None, level: int = 0) -> None:
        """Add a paragraph or heading; ``label`` is its number in a list, "" for a bullet."""
        stated = node.find(f"{TEXT}number")
        if stated is not None and (stated.text or "").strip():
            label = stated.text.strip()
        name = node.get(f"{TEXT}style-name", "")
        heading = 0
        if node.tag == f"{TEXT}h":
            heading = count(node.get(f"{TEXT}outline-level"), 1)
            if label is None and node.get(f"{TEXT}is-list-header") != "true":
                label = self.outline.advance(heading) or None
        else:
            heading = self.styles.heading.get(name, 0)
        for line in self.words(node).split("\n"):
            text = f"{label} {line}" if label and line.strip() else line
            if heading:
                self.gatherer.add(text, BlockKind.HEADING, level=heading, label=label)
            elif label is not None:
                self.gatherer.add(text, BlockKind.ITEM, level=level, label=label)
            else:
                self.gatherer.add(text)
            if line.strip():
                label = None
        while self.boxes:
            self.walk(self.boxes.pop(0))

    def add_list(self, node: Any, outer: Counter | None, level: int) -> None:
        """Add a list, numbered by its style, by the one it continues, or by the list around it."""
        counter = self._counter(node, outer)
        if node.get(_XML_ID):
            self.named[node.get(_XML_ID)] = counter
        for item in node:
            if not isinstance(item.tag, str) or item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            begin = item.get(f"{TEXT}start-value")
            first = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    if first and self.words(child, quiet=True).strip():
                        label = counter.advance(level, count(begin, 1) if begin else None)
                        self.add_paragraph(child, label, level)
                        first = False
                    else:
                        self.add_paragraph(child, "" if child.tag == f"{TEXT}h" else None, level)
                elif child.tag == f"{TEXT}list":
                    self.add_list(child, counter, level + 1)
                    first = False
                elif isinstance(child.tag, str) and child.tag not in _DROPPED:
                    self.walk([child])

    def _counter(self, node: Any, outer: Counter | None) -> Counter:
        name = node.get(f"{TEXT}style-name", "")
        continued = node.get(f"{TEXT}continue-list", "")
        if continued in self.named:
            return self.named[continued]
        if outer is not None and (not name or outer.style is self.styles.lists.get(name)):
            return outer
        if not name:  # the style of its first paragraph names it
            first = next(node.iter(f"{TEXT}p", f"{TEXT}h"), None)
            name = (
                self.styles.list_of.get(first.get(f"{TEXT}style-name", ""), "") if first is not None else ""
            )
        last = self.counters.get(name)
        if last is not None and node.get(f"{TEXT}continue-numbering") == "true":
            return last
        self.counters[name] = Counter(self.styles.lists.get(name, {}) if name else {})
        return self.counters[name]

    def add_table(self, table: Any) -> None:
        """Add the rows of a table; what stands within a cell is one line."""
        for row in table.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table")) is not table:
                continue  # of a table within a cell, whose words are the cell's
            cells = [
                " ".join(" ".join(self._cell_lines(cell)).split())
                for cell in row
                if cell.tag == f"{_TABLE}table-cell"
            ]
            if any(cells):
                self.gatherer.add(" | ".join(cells), BlockKind.ROW)

    def _cell_lines(self, cell: Any) -> Iterable[str]:
        lists: dict[Any, Counter] = {}
        for node in cell.iter(f"{TEXT}p", f"{TEXT}h"):
            if any(a.tag in _DROPPED or a.tag == f"{TEXT}note" for a in node.iterancestors()):
                continue
            words = self.words(node)
            holders = [a for a in node.iterancestors() if a.tag == f"{TEXT}list"]
            item = node.getparent()
            if holders and item.tag == f"{TEXT}list-item" and item[0] is node and words.strip():
                counter = lists.setdefault(holders[-1], self._counter(holders[-1], None))
                yield counter.advance(len(holders))
            yield words

    def words(self, node: Any, *, quiet: bool = False) -> str:
        """Return the words of a paragraph, breaks as newlines; ``quiet`` keeps no notes or frames."""
        parts: list[str] = []
        deleted = set(self.deleted)
        self._collect(node, parts, quiet)
        if quiet:
            self.deleted = deleted
        return "".join(parts)

    def _mark_change(self, node: Any) -> bool:
        """Note where deleted text begins and ends, where a program keeps it in its old place."""
        identity = node.get(f"{TEXT}change-id", "")
        if node.tag == f"{TEXT}change-start" and identity in self.styles.deletions:
            self.deleted.add(identity)
        elif node.tag == f"{TEXT}change-end":
            self.deleted.discard(identity)
        return node.tag in (f"{TEXT}change-start", f"{TEXT}change-end", f"{TEXT}change")

    def _kept(self, text: str | None) -> str:
        # Line ends in the XML are spaces; only text:line-break is a break.
        return "" if self.deleted else (text or "").replace("\n", " ")

    def _collect(self, node: Any, parts: list[str], quiet: bool) -> None:
        parts.append(self._kept(node.text))
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in _DROPPED or self._mark_change(child):
                pass
            elif tag in (f"{TEXT}s", f"{TEXT}tab"):
                parts.append(" ")
            elif tag == f"{TEXT}line-break":
                parts.append("\n")
            elif tag == f"{TEXT}note":
                parts.append("" if self.deleted else self._note(child, quiet))
            elif tag.startswith(_DRAW):
                if not quiet:
                    self.boxes.extend(child.iter(f"{_DRAW}text-box"))
            elif child.get(f"{TEXT}style-name", "") in self.styles.hidden or tag == f"{TEXT}hidden-text":
                self.hidden += 0 if quiet else len("".join(child.itertext()).strip())
            else:
                inner: list[str] = []
                self._collect(child, inner, quiet)
                text = "".join(inner)
                raised = child.get(f"{TEXT}style-name", "") in self.styles.raised
                parts.append(raise_digits(text) if raised else text)
            parts.append(self._kept(child.tail))

    def _note(self, node: Any, quiet: bool) -> str:
        citation = node.find(f"{TEXT}note-citation")
        body = node.find(f"{TEXT}note-body")
        mark = raise_digits("".join(citation.itertext()).strip()) if citation is not None else ""
        if not quiet and body is not None:
            lines = (self.words(p).replace("\n", " ") for p in body.iter(f"{TEXT}p", f"{TEXT}h"))
            self.notes.append((mark, " ".join(lines)))
        return mark
