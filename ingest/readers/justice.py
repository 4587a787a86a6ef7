"""Justice Canada's schema of consolidated acts and regulations (English and French)."""

from __future__ import annotations

from typing import Any

from corpus.model import ProvisionKind
from ingest.readers.gather import BlockGatherer
from ingest.readers.wording import raise_digits, tidy
from ingest.source import BlockKind

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Units of the schema -> our kinds and their depth below the grouping headings.
_UNITS = {
    "Section": (ProvisionKind.SECTION, 1),
    "Subsection": (ProvisionKind.PARAGRAPH, 2),
    "Paragraph": (ProvisionKind.SUBPARAGRAPH, 3),
    "Subparagraph": (ProvisionKind.POINT, 4),
    "Clause": (ProvisionKind.INDENT, 5),
    "Subclause": (ProvisionKind.INDENT, 6),
    "Subsubclause": (ProvisionKind.INDENT, 7),
}
_CONTINUED = {
    "ContinuedSectionSubsection": 2,
    "ContinuedParagraph": 3,
    "ContinuedSubparagraph": 4,
    "ContinuedClause": 5,
    "ContinuedDefinition": 2,
    "ContinuedFormParagraph": 2,
}
_EDITORIAL = {"HistoricalNote", "RelatedOrNotInForce", "RecentAmendments", "Note", "ReaderNote"}
_SPOKEN_TO = {"LongTitle", "ShortTitle", "RunningHead"}
# A heading above a section is the title of that section; it stands below all groupings.
MARGINAL_LEVEL = 6


def walk(root: Any, gatherer: BlockGatherer) -> tuple[str | None, dict[str, str]]:
    """Add the blocks of an act or regulation; return its title and metadata."""
    _Walker(gatherer, root.get(XML_LANG)).walk(root)
    identification = root.find("Identification")
    metadata = {f"{key.split('}')[-1]}": value for key, value in root.attrib.items()}
    title = None
    if identification is not None:
        for tag in ("ShortTitle", "LongTitle"):
            node = identification.find(tag)
            if node is not None and title is None:
                title = inline(node)
        for node in identification.iter("ConsolidatedNumber", "InstrumentNumber", "LongTitle", "ShortTitle"):
            metadata.setdefault(node.tag, inline(node))
        year = identification.findtext(".//AnnualStatuteId/YYYY")
        if year:
            metadata["year"] = year
    return title, metadata


class _Walker:
    def __init__(self, gatherer: BlockGatherer, language: str | None) -> None:
        self.gatherer = gatherer
        self.language = language
        self.editorial = 0

    def add(self, text: str, kind: BlockKind = BlockKind.PARAGRAPH, **extra: Any) -> None:
        if self.editorial:
            extra.pop("hint", None)
            kind = BlockKind.EDITORIAL
        self.gatherer.add(text, kind, language=self.language, **extra)

    def walk(self, node: Any) -> None:
        for child in node:
            self.visit(child)

    def visit(self, node: Any) -> None:
        tag = node.tag
        if not isinstance(tag, str):
            return
        if tag in _EDITORIAL:
            self.editorial += 1
            if tag == "HistoricalNote":
                # The level says whose history it is: a section's does not belong to its last subsection.
                self.add(inline(node), BlockKind.EDITORIAL, level=_depth(node))
            else:
                self.walk(node)
            self.editorial -= 1
        elif tag == "Identification":
            self.identify(node)
        elif tag in _UNITS:
            self.unit(node)
        elif tag in _CONTINUED:
            self.add_texts(node, _CONTINUED[tag])
        elif tag == "Definition":
            self.add_texts(node, _depth(node) + 1, BlockKind.ITEM)
        elif tag == "MarginalNote":
            kind = _UNITS.get(node.getparent().tag, (None, 0))[0]
            self.add(inline(node), BlockKind.HEADING, level=MARGINAL_LEVEL, hint=kind)
        elif tag == "Heading":
            self.heading(node)
        elif tag == "ScheduleFormHeading":
            self.schedule_heading(node)
        elif tag in ("Item", "Provision", "FormHeading", "GroupHeading", "Footnote"):
            getattr(self, tag.lower())(node)
        elif tag in ("row", "Row"):
            self.add(" | ".join(inline(entry) for entry in node), BlockKind.ROW)
        elif tag in ("TitleText", "Caption", "title"):
            self.add(inline(node), BlockKind.HEADING, level=5)
        elif (tag in ("Text", "Repealed", "AmendedText", "Reserved") and len(node) == 0) or _is_inline(node):
            self.add(inline(node), level=_depth(node))
        else:
            if node.text and node.text.strip():
                self.add(node.text)
            self.walk(node)

    def identify(self, node: Any) -> None:
        for child in node.iter():
            if child.tag == "LongTitle":
                self.add(inline(child), BlockKind.HEADING, level=1, hint=ProvisionKind.FRONT)
            elif (child.tag in _SPOKEN_TO and child.tag != "RunningHead") or child.tag in (
                "InstrumentNumber",
                "ConsolidatedNumber",
                "EnablingAuthority",
            ):
                self.add(inline(child), hint=ProvisionKind.FRONT)

    def unit(self, node: Any) -> None:
        kind, level = _UNITS[node.tag]
        for note in node.findall("MarginalNote"):
            self.visit(note)
        label_node = node.find("Label")
        label = inline(label_node) if label_node is not None else ""
        first = True
        for child in node:
            if child.tag in ("MarginalNote", "Label"):
                continue
            if child.tag in ("Text", "Repealed") and first:
                self.add(f"{label} {inline(child)}", label=label or None, hint=kind, level=level)
                first = False
                continue
            if first and label:
                self.add(label, label=label, hint=kind, level=level)
            first = False
            if child.tag in ("Text", "Repealed"):
                self.add(inline(child), level=level)
            else:
                self.visit(child)
        if first and label:
            self.add(label, label=label, hint=kind, level=level)

    def add_texts(self, node: Any, level: int, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        for child in node:
            if child.tag == "Text":
                self.add(inline(child), kind, level=level)
            else:
                self.visit(child)

    def heading(self, node: Any) -> None:
        label = inline(node.find("Label")) if node.find("Label") is not None else ""
        title = inline(node.find("TitleText")) if node.find("TitleText") is not None else ""
        level = int(node.get("level", "1"))
        hint = None
        word = label.split(" ")[0].lower()
        if word in ("part", "partie"):
            hint = ProvisionKind.PART
        elif word in ("division", "section", "subdivision", "sous-section"):
            hint = ProvisionKind.DIVISION
        self.add(f"{label} {title}", BlockKind.HEADING, level=level, label=label or None, hint=hint)
        for child in node:
            if child.tag not in ("Label", "TitleText"):
                self.visit(child)

    def schedule_heading(self, node: Any) -> None:
        for child in node:
            text = inline(child)
            if child.tag == "Label":
                self.add(text, BlockKind.HEADING, level=1, label=text, hint=ProvisionKind.SCHEDULE)
            elif child.tag == "TitleText":
                self.add(text, BlockKind.HEADING, level=2)
            else:
                self.add(text)

    def item(self, node: Any) -> None:
        depth = sum(1 for parent in node.iterancestors("Item")) + 1
        label_node, text_node = node.find("Label"), node.find("Text")
        label = inline(label_node) if label_node is not None else ""
        text = inline(text_node) if text_node is not None else ""
        # An item without a number is a line between the entries ("but not including").
        hint = ProvisionKind.ENTRY if label else None
        self.add(f"{label} {text}", BlockKind.ITEM, level=depth, label=label or None, hint=hint)
        for child in node:
            if child is not label_node and child is not text_node:
                self.visit(child)

    def provision(self, node: Any) -> None:
        self.add_texts(node, _depth(node))

    def formheading(self, node: Any) -> None:
        self.add(inline(node), BlockKind.HEADING, level=2)

    def groupheading(self, node: Any) -> None:
        self.add(inline(node), BlockKind.HEADING, level=3)

    def footnote(self, node: Any) -> None:
        label = inline(node.find("Label")) if node.find("Label") is not None else node.get("id", "")
        label = raise_digits(label)
        rest = " ".join(inline(child) for child in node if child.tag != "Label")
        self.add(f"{label} {rest}", BlockKind.FOOTNOTE, label=label or None)


def _depth(node: Any) -> int:
    for parent in (node, *node.iterancestors()):
        if parent.tag in _UNITS:
            return _UNITS[parent.tag][1]
    return 0


_INLINE = {
    "XRefInternal", "XRefExternal", "DefinedTermEn", "DefinedTermFr", "DefinitionRef", "Emphasis", "Language",
    "Sup", "Sub", "FootnoteRef", "LineBreak", "Repealed", "Fraction", "Ins", "Del", "Separator", "Leader",
    "DefinitionEnOnly", "DefinitionFrOnly", "Number", "YYYY", "MM", "DD", "Date",
}  # fmt: skip
# Elements whose content never runs on into the next without a space.
_APART = {
    "Label",
    "TitleText",
    "Text",
    "HistoricalNoteSubItem",
    "LineBreak",
    "YYYY",
    "MM",
    "DD",
    "Number",
    "entry",
}


def _is_inline(node: Any) -> bool:
    return all(child.tag in _INLINE for child in node.iter() if child is not node) and bool(inline(node))


def inline(node: Any) -> str:
    """Return the text of ``node`` and all it contains, on one line; raised digits stay raised."""
    parts: list[str] = []

    def collect(element: Any) -> None:
        text = element.text or ""
        parts.append(raise_digits(text) if element.tag in ("Sup", "FootnoteRef") else text)
        for child in element:
            if isinstance(child.tag, str):
                if child.tag in _APART:
                    parts.append(" ")
                collect(child)
                if child.tag in _APART:
                    parts.append(" ")
            parts.append(child.tail or "")

    collect(node)
    return tidy("".join(parts))
