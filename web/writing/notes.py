"""Footnotes of a Word document: the part that python-docx does not make itself."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from web.citing import Piece
from web.writing.type import Element, make_runs

TEXT_STYLE, REFERENCE_STYLE, LINK_STYLE = "FootnoteText", "FootnoteReference", "Hyperlink"
# The two lines that separate notes from the text are notes themselves.
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


class Footnotes:
    """The footnotes of one document; their numbers are those of the order in which they are made."""

    def __init__(self, document: Document) -> None:
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        package = document.part.package
        self._part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._count = 0
        self._links: dict[str, str] = {}
        settings = OxmlElement("w:footnotePr")
        for number, kind in _SEPARATORS:
            note, paragraph = self._begin(number)
            note.set(qn("w:type"), kind)
            run = OxmlElement("w:r")
            run.append(OxmlElement(f"w:{kind}"))
            paragraph.append(run)
            told = OxmlElement("w:footnote")
            told.set(qn("w:id"), str(number))
            settings.append(told)
        held = document.settings.element
        held.find(qn("w:compat")).addprevious(settings)

    def add(self, pieces: Iterable[Piece]) -> Element:
        """Make a footnote; return the run (``w:r``) that refers to it, to be put in the text."""
        self._count += 1
        _, paragraph = self._begin(self._count)
        paragraph.append(_marked(OxmlElement("w:footnoteRef")))
        (space,) = make_runs(" ", None)
        paragraph.append(space)
        for piece in pieces:
            paragraph.extend(self._set(piece))
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        return _marked(reference)

    def _begin(self, number: int) -> tuple[Element, Element]:
        note, paragraph = OxmlElement("w:footnote"), OxmlElement("w:p")
        note.set(qn("w:id"), str(number))
        note.append(paragraph)
        self._root.append(note)
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), TEXT_STYLE)
        paragraph.get_or_add_pPr().append(style)
        return note, paragraph

    def _set(self, piece: Piece) -> Iterable[Element]:
        if piece.link is None:
            return make_runs(piece.text, piece.language)
        if piece.link not in self._links:
            # Part.relate_to looks through all that are there, which takes minutes for thousands of notes.
            key = f"rId{len(self._links) + 1}"
            self._part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, piece.link, key, is_external=True)
            self._links[piece.link] = key
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._links[piece.link])
        link.extend(make_runs(piece.text, piece.language, style=LINK_STYLE))
        return [link]


def _marked(mark: Element) -> Element:
    """Return a run in the style of the raised numbers."""
    run, style = OxmlElement("w:r"), OxmlElement("w:rStyle")
    style.set(qn("w:val"), REFERENCE_STYLE)
    run.get_or_add_rPr().append(style)
    run.append(mark)
    return run
