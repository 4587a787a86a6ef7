"""The words of a source by a second, simpler route than its reader's: for counting, not for reading.

Each format has a function of a few lines that takes every text there is, in any order. What is
in none of the provisions afterwards was left out, and must be listed. The reason stated here is
that of text which the format itself says is not the instrument's (the frame of a web page).
"""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any

from corpus.model import LeftOutReason
from ingest.quality.fold import split_lines
from ingest.readers.encoding import decode
from ingest.readers.pdf_frame import Frame
from ingest.readers.pdf_script import is_intricate, read_script_lines
from ingest.source import SourceText

_LOG = logging.getLogger(__name__)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.S)
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,12})\]:?")
# What a link or image points to, where it is an address: "[methyl](propan)" is a chemical name.
_TARGET = r"\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
_ADDRESS = re.compile(rf"!\[[^\]\n]*\]{_TARGET}|(?<=\])(?=\([^()\s]*(?:[/:#]|\.\w)){_TARGET}")
_TABLE_RULE = re.compile(r"^[\s|:-]+$")
# A heading that marks a page of the original is the converter's.
_PAGE_HEADING = re.compile(r"^#+\s*\**(?:p[aá]gina|page|seite|страница|trang|halaman)\s*\d+\**\s*$", re.I)


@dataclass(frozen=True, slots=True)
class RawPart:
    """Some text of the source, line by line. ``reason`` says why it may be left out, None: it may not."""

    lines: tuple[str, ...]
    page: int | None = None
    reason: LeftOutReason | None = None


@dataclass(frozen=True, slots=True)
class RawText:
    """All text of a source. ``idle`` are characters that are markup in its format."""

    parts: tuple[RawPart, ...]
    idle: str = ""


def read_raw(data: bytes, source: SourceText) -> RawText | None:
    """Return every text in ``data``, which was read as ``source``; None where there is no second route."""
    route = _ROUTES.get(source.media_type)
    if route is None:
        return None
    try:
        parts, idle = route(data, source)
    except Exception as error:
        # The reader has read the file: what only this count stumbles over must not take it away again.
        _LOG.warning("the words of a %s file cannot be counted: %s", source.media_type, error)
        return None
    return RawText(tuple(part for part in parts if any(line.strip() for line in part.lines)), idle)


def _part(text: str, page: int | None = None, reason: LeftOutReason | None = None) -> RawPart:
    return RawPart(tuple(split_lines(text)), page, reason)


_Route = Callable[[bytes, SourceText], tuple[Iterable[RawPart], str]]


def _pdf(data: bytes, source: SourceText) -> tuple[Iterable[RawPart], str]:
    """The text layer as pdfium gives it; of pages without one, what was recognised in their image."""
    import pypdfium2

    recognised: dict[int, list[str]] = {}
    for block in source.blocks:
        if block.confidence is not None and block.page is not None:
            recognised.setdefault(block.page, []).append(block.text)
    parts = []
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(1, len(document) + 1):
            if number in recognised:
                parts.append(RawPart(tuple(recognised[number]), number))
            else:
                parts.append(_part(_page_text(document, number - 1), number))
    finally:
        document.close()
    return parts, ""


def _page_text(document: Any, index: int) -> str:
    import pypdfium2

    try:
        page = document[index]
        layer = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    try:
        text = str(layer.get_text_range())
        if is_intricate(text):
            # There pdfium repeats what stands for a group of glyphs, and turns words round.
            text = "\n".join(line.text for line in read_script_lines(page, layer, Frame.of(page))[0])
        return text
    finally:
        layer.close()
        page.close()


def _docx(data: bytes, source: SourceText) -> tuple[Iterable[RawPart], str]:
    """All text runs of the body, the notes, headers and footers; deleted and moved-away text aside."""
    parts = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        for member in package.namelist():
            name = member.removeprefix("word/").removesuffix(".xml")
            if not member.startswith("word/") or not member.endswith(".xml"):
                continue
            stem = name.rstrip("0123456789")
            if stem in ("document", "footnotes", "endnotes", "header", "footer"):
                reason = LeftOutReason.FURNITURE if stem in ("header", "footer") else None
                parts.append(RawPart(tuple(_word_paragraphs(_xml(package.read(member)))), None, reason))
    return parts, ""


def _word_paragraphs(root: Any) -> Iterator[str]:
    skipped = {
        f"{_W}del",
        f"{_W}moveFrom",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
    line: list[str] = []
    from lxml import etree

    skipping = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if node.tag in skipped:
            skipping += 1 if event == "start" else -1
        elif event == "end" and not skipping:
            if node.tag == f"{_W}t":
                line.append(node.text or "")
            elif node.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                line.append(" ")
            elif node.tag == f"{_W}p":
                yield "".join(line)
                line = []
    yield "".join(line)


def _xml(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def _legislation(data: bytes, source: SourceText) -> tuple[Iterable[RawPart], str]:
    """Every text node of the XML document that is no metadata."""
    lines: list[str] = []
    from lxml import etree

    skipping = 0
    for event, node in etree.iterwalk(_xml(data), events=("start", "end")):
        if etree.QName(node).localname in _METADATA:
            skipping += 1 if event == "start" else -1
            if event == "start":
                continue
        if skipping:
            continue
        text = node.text if event == "start" else node.tail
        if text and text.strip():
            lines.append(text)
    return [RawPart(tuple(lines))], ""


# Of Akoma Ntoso and of Justice Canada: what is said of the document, not in it.
_METADATA = {"meta", "BillHistory", "Chapter"}


def _odt(data: bytes, source: SourceText) -> tuple[Iterable[RawPart], str]:
    from lxml import etree

    parts = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        for member in ("content.xml", "styles.xml"):
            if member not in package.namelist():
                continue
            lines: list[str] = []
            skipping = 0
            for event, node in etree.iterwalk(_xml(package.read(member)), events=("start", "end")):
                name = etree.QName(node).localname
                if name in ("tracked-changes", "automatic-styles", "font-face-decls"):
                    skipping += 1 if event == "start" else -1
                elif not skipping:
                    text = node.text if event == "start" else node.tail
                    if text and text.strip():
                        lines.append(text)
            reason = LeftOutReason.FURNITURE if member == "styles.xml" else None
            parts.append(RawPart(tuple(lines), None, reason))
    return parts, ""


_NO_TEXT = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "title",
    "select",
    "textarea",
    "rt",
    "rp",
    "rtc",
}
_FRAME = {"nav", "header", "footer", "form", "button", "aside", "dialog"}


def _html(data: bytes, source: SourceText) -> tuple[Iterable[RawPart], str]:
    """All text nodes of the page; those of its frame (menus, footers) apart."""
    from lxml import etree, html

    from ingest.readers.html_profiles import profile_for

    text, _, _ = decode(data, declared=True)
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    clean = text.replace("\x00", "").encode("utf-8", "ignore")
    root = html.document_fromstring(clean, parser=parser)
    profile = profile_for(data)
    content = [node for path in profile.content for node in root.xpath(path)]
    inside = 0 if content else 1
    frame = silent = 0
    lines: dict[bool, list[str]] = {False: [], True: []}
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        marks = set((node.get("class") or "").split()) | {f"#{node.get('id')}"}
        holds = node in content
        off = node.tag in _NO_TEXT
        away = node.tag in _FRAME or bool(marks & profile.drop)
        if event == "start":
            inside, frame, silent = inside + holds, frame + away, silent + off
            if node.text and not silent:
                lines[bool(frame) or not inside].append(node.text)
            if not silent and (note := node.get("title")) and "footnote" in marks:
                lines[bool(frame)].append(note)
        else:
            inside, frame, silent = inside - holds, frame - away, silent - off
            if node.tail and not silent:
                lines[bool(frame) or not inside].append(node.tail)
    return [
        RawPart(tuple(lines[False])),
        RawPart(tuple(lines[True]), None, LeftOutReason.FURNITURE),
    ], ""


def _doc(data: bytes, source: SourceText) -> tuple[Iterable[RawPart], str]:
    """The text of the piece table: body, notes, headers, text boxes; field codes aside."""
    import olefile  # type: ignore[import-untyped, unused-ignore]

    from ingest.readers.doc_layout import TABLE_1, WordDocument

    with olefile.OleFileIO(BytesIO(data)) as container:
        document = WordDocument(container.openstream("WordDocument").read(), "")
        document.open(container.openstream("1Table" if document.flags & TABLE_1 else "0Table").read())
    text = document.text().encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = re.sub("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))", "", text)
    text = re.sub("[\x07\x0b\x0c]", "\r", text.replace("\x15", ""))
    body = document.body_length + document.notes_length
    return [_part(text[:body]), _part(text[body:], None, LeftOutReason.FURNITURE)], ""


def _rtf(data: bytes, source: SourceText) -> tuple[Iterable[RawPart], str]:
    from striprtf.striprtf import rtf_to_text

    text = str(rtf_to_text(data.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call, unused-ignore]
    return [_part(text)], ""


def _plain(data: bytes, source: SourceText) -> tuple[Iterable[RawPart], str]:
    text, _, _ = decode(data)
    pages = text.split("\f")
    if len(pages) == 1:
        return [_part(text)], "*"
    return [_part(page, number) for number, page in enumerate(pages, start=1)], "*"


def _markdown(data: bytes, source: SourceText) -> tuple[Iterable[RawPart], str]:
    """The decoded file without front matter, tags and the signs of Markdown."""
    text, _, _ = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if front := _FRONT_MATTER.match(text):
        text = text[front.end() :]
    text = _ADDRESS.sub("", _NOTE_MARK.sub(r" \1 ", text))
    text = unescape(_TAG.sub(" ", text))
    lines = [line for line in text.split("\n") if not (_PAGE_HEADING.match(line) or _TABLE_RULE.match(line))]
    return [RawPart(tuple(lines))], "*_#>`\\[]"


_ROUTES: Mapping[str, _Route] = {
    "application/pdf": _pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _docx,
    "application/vnd.oasis.opendocument.text": _odt,
    "application/msword": _doc,
    "application/rtf": _rtf,
    "application/xml": _legislation,
    "text/html": _html,
    "text/markdown": _markdown,
    "text/plain": _plain,
}
