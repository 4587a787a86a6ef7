"""Word documents (DOCX): paragraphs and tables in document order, numbers as Word would show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from lxml import etree

from corpus.errors import DamagedFileError
from corpus.model import ProvisionKind
from ingest.limits import Limits
from ingest.readers.archive import check_archive, read_member
from ingest.readers.counted import mark_counted_headers
from ingest.readers.docx_numbering import Numbering, whole
from ingest.readers.gather import BlockGatherer
from ingest.readers.wording import raise_digits
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_STYLE = re.compile(r"^(?:heading|title|subtitle|überschrift|заголовок)\s*(\d)?", re.I)
# What python-docx and lxml raise over parts that do not hold together.
_BROKEN = (ValueError, TypeError, AttributeError, KeyError, IndexError, NotImplementedError, etree.LxmlError)
_SHOWN = "shown"  # attribute that we set on references to notes: the number that Word prints
_DECLARATION = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0T\0Y\0P\0E", re.I)  # also in UTF-16
_SECTION = re.compile(r"\d{1,3}\.\s")
_SMALL = 0.85  # of the size of the text
_FOOTNOTE_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read a DOCX: body in order, then footnotes and endnotes, then headers and footers."""
    import docx

    members = check_archive(data, name, limits)
    _refuse_declarations(data, [item.filename for item in members], name, limits)
    try:
        document = docx.Document(BytesIO(data))
        body = document.element.body
    except Exception as error:  # python-docx raises many kinds on a broken package
        raise _damaged(name, error) from error
    gatherer = BlockGatherer(name, limits)
    try:
        walker = _Walker(gatherer, Numbering.of(document), _style_levels(document))
        marks = _number_notes(body)
        walker.walk(body)
        _add_notes(document, walker, marks)
        _add_furniture(document, gatherer)
        title, metadata = _properties(document)
    except _BROKEN as error:
        raise _damaged(name, error) from error
    gatherer.blocks = mark_counted_headers(gatherer.blocks)
    return gatherer.finish(MEDIA_TYPE, title=title, metadata=metadata)


def _damaged(name: str, error: Exception) -> DamagedFileError:
    return DamagedFileError(
        f"{name} is not a complete Word document ({type(error).__name__}).",
        remedy="Open it in Word and save it again, or get the file again from its source.",
    )


def _properties(document: Any) -> tuple[str | None, dict[str, str]]:
    properties = document.core_properties
    metadata = {
        key: str(value)
        for key in ("title", "subject", "author", "keywords", "created", "modified", "language")
        if (value := getattr(properties, key, None))
    }
    return properties.title or None, metadata


def _refuse_declarations(data: bytes, members: list[str], name: str, limits: Limits) -> None:
    """Refuse parts with a document type declaration: Word writes none, entity bombs need one."""
    for member in members:
        if member.endswith((".xml", ".rels")):
            part = read_member(data, member, f"{name}!/{member}", limits)
            if _DECLARATION.search(part[:4_096]) or b"<!ENTITY" in part:
                raise DamagedFileError(
                    f"{name} declares XML entities of its own in {member}, which are refused.",
                    remedy="Open it in Word and save it again, if you trust it.",
                )


def _style_levels(document: Any) -> dict[str, int]:
    """Map style ids to heading levels, through the style a style is based on."""
    levels: dict[str, int] = {}
    for style in document.styles.element.iter(f"{W}style"):
        identity = style.get(f"{W}styleId")
        named = style.find(f"{W}name")
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        match = _HEADING_STYLE.match(named.get(f"{W}val", "")) if named is not None else None
        if identity and match:
            levels[identity] = int(match[1] or 1)
        elif identity and outline is not None and whole(outline.get(f"{W}val"), 9) < 9:
            levels[identity] = whole(outline.get(f"{W}val"), 9) + 1
    return levels


class _Walker:
    """Turns the children of a body, cell or note into blocks."""

    def __init__(self, gatherer: BlockGatherer, numbering: Numbering, levels: dict[str, int]) -> None:
        self.gatherer = gatherer
        self.numbering = numbering
        self.levels = levels

    def walk(self, parent: Any) -> None:
        for child in parent.iterchildren():
            if child.tag == f"{W}p":
                self.add_paragraph(child)
            elif child.tag == f"{W}tbl":
                self.add_table(child)
            elif child.tag in (f"{W}sdt", f"{W}customXml", f"{W}ins", f"{W}smartTag"):
                inner = child.find(f"{W}sdtContent")
                self.walk(child if inner is None else inner)

    def add_paragraph(self, paragraph: Any) -> None:
        label, depth = self.numbering.advance(paragraph)
        if note := _take_margin_note(paragraph):
            self.gatherer.add(note, BlockKind.HEADING, level=6, hint=ProvisionKind.SECTION)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = self.levels.get(style.get(f"{W}val"), 0) if style is not None else 0
        for line in text_of(paragraph).split("\n"):
            text = f"{label} {line}" if label else line
            if level:
                self.gatherer.add(text, BlockKind.HEADING, level=level, label=label)
            elif label is not None:
                self.gatherer.add(text, BlockKind.ITEM, level=depth + 1, label=label or None)
            else:
                self.gatherer.add(text)
            label = None
        for box in _outermost_boxes(paragraph):
            self.walk(box)

    def add_table(self, table: Any) -> None:
        for row in table.iterchildren(f"{W}tr"):
            cells = list(_cells(row))
            texts = [" ".join(filter(None, self.cell_lines(cell))) for cell in cells]
            filled = [text for text in texts if text.strip()]
            if len(filled) == 1 and len(cells) == 1:
                # A frame drawn as a one-cell table is no table: its paragraphs are paragraphs.
                self.walk(cells[0])
            elif filled:
                self.gatherer.add(" | ".join(text.strip() for text in texts), BlockKind.ROW)

    def cell_lines(self, cell: Any) -> Iterator[str]:
        for child in cell.iter(f"{W}p"):
            label, _ = self.numbering.advance(child)
            text = text_of(child).replace("\n", " ").strip()
            yield f"{label} {text}" if label and text else text


def _take_margin_note(paragraph: Any) -> str | None:
    """Take the title of a section out of its first paragraph, if it stands there in small print behind a tab.

    So a converter writes the margin of a statute: on the line beside which it is printed.
    """
    runs = [(run, "".join(t.text or "" for t in run.iter(f"{W}t"))) for run in paragraph.findall(f"{W}r")]
    if not _SECTION.match("".join(words for _, words in runs).lstrip()):
        return None
    sizes = [size.get(f"{W}val", "") for run, _ in runs if (size := run.find(f"{W}rPr/{W}sz")) is not None]
    usual = max((int(size) for size in sizes if size.isdecimal()), default=0)
    for (before, printed), (run, words) in pairwise(runs):
        size = run.find(f"{W}rPr/{W}sz")
        value = size.get(f"{W}val", "") if size is not None else ""
        tabbed = before.find(f"{W}tab") is not None and not printed
        if tabbed and words[:1].isupper() and value.isdecimal() and int(value) <= _SMALL * usual:
            paragraph.remove(run)
            return words
    return None


def _cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren():
        if child.tag == f"{W}tc":
            merge = child.find(f"{W}tcPr/{W}vMerge")
            if merge is None or merge.get(f"{W}val") == "restart" or text_of(child).strip():
                yield child
        elif child.tag == f"{W}sdt":
            yield from child.iter(f"{W}tc")


def _outermost_boxes(paragraph: Any) -> Iterator[Any]:
    # mc:AlternateContent holds a text box twice, once for old readers; the first is enough.
    for box in paragraph.iter(f"{W}txbxContent"):
        if not any(a.tag.endswith("}Fallback") or a.tag == f"{W}txbxContent" for a in box.iterancestors()):
            yield box


def text_of(element: Any) -> str:
    """Return the visible text below ``element``: breaks as newlines, deletions and codes left out."""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: Any, parts: list[str]) -> None:
    for child in element.iterchildren():
        tag = child.tag
        if tag == f"{W}t":
            text = child.text or ""
            raised = child.getparent().find(f"{W}rPr/{W}vertAlign")
            parts.append(
                raise_digits(text) if raised is not None and raised.get(f"{W}val") == "superscript" else text
            )
        elif tag in (f"{W}tab", f"{W}ptab"):
            if child.getparent().tag == f"{W}r":
                parts.append("\t")
        elif tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            parts.append(raise_digits(child.get(_SHOWN, "")))
        elif tag == f"{W}sym":
            parts.append("•")
        elif tag not in (f"{W}del", f"{W}instrText", f"{W}pPr", f"{W}rPr", f"{W}txbxContent") and isinstance(
            tag, str
        ):
            if tag.endswith(("}Fallback", "}txbx")):
                continue
            _collect(child, parts)


def _number_notes(body: Any) -> dict[tuple[str, str], str]:
    """Number the notes as Word prints them, by the order of their references, not by their ids."""
    marks: dict[tuple[str, str], str] = {}
    counts = {"footnote": 0, "endnote": 0}
    for reference in body.iter(f"{W}footnoteReference", f"{W}endnoteReference"):
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        if reference.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            continue  # its mark stands in the text
        key = (kind, reference.get(f"{W}id", ""))
        if key not in marks:
            counts[kind] += 1
            marks[key] = str(counts[kind])
        reference.set(_SHOWN, marks[key])
    return marks


def _add_notes(document: Any, walker: _Walker, marks: dict[tuple[str, str], str]) -> None:
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in ("footnotes", "endnotes") or relation.is_external:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(relation.target_part.blob, parser)
        for note in root:
            if note.get(f"{W}type") in _FOOTNOTE_SEPARATORS:
                continue
            mark = raise_digits(marks.get((kind.removesuffix("s"), note.get(f"{W}id", "")), ""))
            text = " ".join(text_of(p) for p in note.iter(f"{W}p")).strip()
            walker.gatherer.add(f"{mark} {text}" if text else "", BlockKind.FOOTNOTE, label=mark)


def _add_furniture(document: Any, gatherer: BlockGatherer) -> None:
    seen: set[str] = set()
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if part.is_linked_to_previous:
                continue
            for paragraph in part._element.iter(f"{W}p"):
                text = text_of(paragraph).strip()
                if text and not text.isdigit() and text not in seen:
                    seen.add(text)
                    gatherer.add(text.replace("\n", " "), BlockKind.EDITORIAL)
