"""A drafting paper as a Word document (DOCX): headings by area, quotations, notes, and real footnotes.

Quotations hold the text of the document sign by sign, a paragraph a line. What is no authentic text says
so before it, in another style. Every quotation ends in a footnote with its pinpoint citation and permalink.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import groupby

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from corpus.model import Nature
from web.citing import Piece, footnote, plain, say_newer, say_version
from web.messages import Messages
from web.writing.cited import CitedProvision, Paper
from web.writing.notes import LINK_STYLE, Footnotes
from web.writing.rows import name_heading
from web.writing.styles import ABSTRACT, FACTS, HEADINGS, MARK, NOTE, QUOTE, TITLE, blank
from web.writing.type import Element, legal, make_runs, runs_from_right


def as_word(paper: Paper, t: Messages) -> bytes:
    """Return the paper as a DOCX file."""
    document = blank(t.language)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = legal(paper.title), "Narcord", ""
    properties.language = t.language
    properties.created = properties.modified = paper.exported_at.replace(tzinfo=None)
    body = document.element.body
    end = body.sectPr
    notes = Footnotes(document)
    for paragraph in _paragraphs(paper, document, notes, t):
        end.addprevious(paragraph)
    _number_pages(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _paragraphs(paper: Paper, document: Document, notes: Footnotes, t: Messages) -> Iterator[Element]:
    yield _paragraph(TITLE, [Piece(paper.title)])
    for line in paper.note.splitlines():
        yield _paragraph("Normal", [Piece(line)])
    made = t("writing.made", n=len(paper.lines), at=f"{paper.exported_at:%Y-%m-%d %H:%M} UTC")
    yield _paragraph(FACTS, [Piece(f"{made} ")], [_link(document, paper.address)])
    yield _paragraph(FACTS, [Piece(t("writing.legend"))])
    for heading, lines in groupby(paper.lines, key=lambda cited: cited.heading):
        if paper.grouped:
            yield _paragraph(HEADINGS[0], [Piece(name_heading(heading, t))])
        for cited in lines:
            yield from _entry(cited, notes, t)


def _entry(cited: CitedProvision, notes: Footnotes, t: Messages) -> Iterator[Element]:
    language = cited.found.provision.language
    named = [Piece(cited.title, cited.title_language), Piece(", "), Piece(cited.place, language)]
    yield _paragraph(HEADINGS[1], named)
    nature = cited.found.document.nature
    marks = [] if nature is Nature.AUTHENTIC else [say_version(cited, t)]
    if nature is Nature.AUTHENTIC:
        yield _paragraph(FACTS, [Piece(say_version(cited, t))])
    if cited.recognised:
        marks.append(t("citing.recognised"))
    if cited.newer is not None:
        marks.append(say_newer(cited, t))
    for mark in marks:
        yield _paragraph(MARK, [Piece(mark)], bold=True)
    style = QUOTE if nature is Nature.AUTHENTIC else ABSTRACT
    *lines, last = cited.found.text.split("\n")
    for line in lines:
        yield _paragraph(style, [Piece(line, language)], language=language)
    reference = notes.add(footnote(cited, t))
    yield _paragraph(style, [Piece(last, language)], [reference], language=language)
    for number, line in enumerate(cited.note.splitlines()):
        label = [] if number else [*make_runs(f"{t('writing.drafter')}: ", t.language, bold=True)]
        yield _paragraph(NOTE, [Piece(line)], first=label)


def _paragraph(
    style: str,
    pieces: Iterable[Piece],
    last: Iterable[Element] = (),
    *,
    first: Iterable[Element] = (),
    language: str | None = None,
    bold: bool = False,
) -> Element:
    """Return a paragraph (``w:p``); it runs from right to left if its language or first letter does."""
    held = list(pieces)
    paragraph = OxmlElement("w:p")
    properties = paragraph.get_or_add_pPr()
    named = OxmlElement("w:pStyle")
    named.set(qn("w:val"), style)
    properties.append(named)
    if runs_from_right(plain(held), language):
        properties.append(OxmlElement("w:bidi"))
    paragraph.extend(first)
    for piece in held:
        paragraph.extend(make_runs(piece.text, piece.language, bold=bold))
    paragraph.extend(last)
    return paragraph


def _link(document: Document, address: str) -> Element:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.extend(make_runs(address, "en", style=LINK_STYLE))
    return link


def _number_pages(document: Document) -> None:
    """Put the number of the page at its foot."""
    paragraph = document.sections[0].footer.paragraphs[0]._p
    for kind, code in (("begin", None), (None, " PAGE "), ("end", None)):
        run = OxmlElement("w:r")
        if kind:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
        else:
            sign = OxmlElement("w:instrText")
            sign.set(qn("xml:space"), "preserve")
            sign.text = code
        run.append(sign)
        paragraph.append(run)
