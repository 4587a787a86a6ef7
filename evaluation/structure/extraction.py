"""The text of a source file taken without our own readers, for the eye that makes the gold table.

Nothing of ``ingest`` is used: what the readers get wrong must not come into the table by the same
way. PDF goes through ``pdftotext`` (Debian's ``poppler-utils``) and DOC through ``catdoc``;
the others need only lxml and the standard library. Scoring needs none of this.
"""

from __future__ import annotations

import html
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdo",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "q",
        "rb",
        "ruby",
    }
    | {"s", "small", "span", "strong", "sub", "sup", "tt", "u"}
)
_UNSEEN = frozenset(
    ("script", "style", "head", "title", "noscript", "select", "option", "button", "rp", "rt")
)
_JUSTICE_LINES = frozenset(
    {"Label", "MarginalNote", "Text", "TitleText", "LongTitle", "ShortTitle", "HistoricalNoteSubItem"}
    | {"OriginatingRef", "Repealed", "FormHeading", "entry", "RepealDate", "Enacts"}
)
_RAISED_CLASS = "W9"  # how pravo.gov.ru marks the 1 of Статья 228¹
_PAGE_HEADING = re.compile(r"#+ P[aá]gina (\d+)")
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph of the source; ``page`` counts from 1 in PDF and in text with form feeds."""

    text: str
    page: int | None = None


def extract(path: Path) -> list[Line]:
    """Return the lines of ``path`` that hold more than white space, in the order of the file.

    Raises:
        KeyError: the suffix names no format of the table.
        OSError, subprocess.CalledProcessError: the file or the program that reads it fails.
    """
    return [
        Line(" ".join(line.text.split()), line.page)
        for line in _FORMATS[path.suffix](path)
        if line.text.strip()
    ]


def _pdf(path: Path) -> Iterator[Line]:
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    for page, text in enumerate(done.stdout.decode().split("\f"), start=1):
        yield from (Line(line, page) for line in text.split("\n"))


def _doc(path: Path) -> Iterator[Line]:
    done = subprocess.run(["catdoc", "-w", "-d", "utf-8", str(path)], capture_output=True, check=True)
    yield from map(Line, done.stdout.decode().split("\n"))


def _docx(path: Path) -> Iterator[Line]:
    """Paragraphs of the body, table cells one by one, then those of the footnotes."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in ("word/document.xml", "word/footnotes.xml") if name in archive.namelist()]
        for name in names:
            root = etree.fromstring(archive.read(name))
            for paragraph in root.iter(f"{_WORD}p"):
                yield Line("".join(map(_run, paragraph.iter(f"{_WORD}r"))))


def _run(run: etree._Element) -> str:
    raised = any(mark.get(f"{_WORD}val") == "superscript" for mark in run.iter(f"{_WORD}vertAlign"))
    pieces = (
        (node.text or "") if node.tag == f"{_WORD}t" else " "
        for node in run.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br")
    )
    text = "".join(pieces)
    return text.translate(_RAISE) if raised else text


def _html(path: Path) -> Iterator[Line]:
    root = lxml_html.fromstring(path.read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    pieces: list[str] = []

    def walk(node: lxml_html.HtmlElement) -> None:
        if isinstance(node.tag, str) and node.tag not in _UNSEEN:
            breaks = node.tag not in _INLINE
            pieces.append("\n" if breaks else "")
            raised = node.tag == "sup" or node.get("class") == _RAISED_CLASS
            text = " ".join((node.text or "").split("\n"))
            pieces.append(text.translate(_RAISE) if raised else text)
            for inner in node:
                walk(inner)
            pieces.append("\n" if breaks else "")
        pieces.append(" ".join((node.tail or "").split("\n")))

    walk(root)
    yield from map(Line, "".join(pieces).split("\n"))


def _xml(path: Path) -> Iterator[Line]:
    """The Canadian schema, an element a line; the number of a unit goes before its marginal note."""

    def walk(node: etree._Element) -> Iterator[Line]:
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name in _JUSTICE_LINES:
            yield Line("".join(node.itertext()))
            return
        inner = [child for child in node if isinstance(child.tag, str)]
        inner.sort(key=lambda child: _RANK.get(etree.QName(child).localname, 2))
        if (node.text or "").strip() and name:
            yield Line(node.text or "")
        for child in inner:
            yield from walk(child)
            if (child.tail or "").strip():
                yield Line(child.tail or "")

    yield from walk(etree.fromstring(path.read_bytes()))


_RANK = {"Label": 0, "MarginalNote": 1}


def _markdown(path: Path) -> Iterator[Line]:
    """Lines without addresses of links, HTML tags, entities, backslashes and marks of footnotes."""
    page = None
    for text in path.read_text(encoding="utf-8").split("\n"):
        if marker := _PAGE_HEADING.fullmatch(text.strip()):  # a conversion of a PDF keeps its pages so
            page = int(marker[1])
        text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
        text = re.sub(r"(?<=.)\[\^[^\]]+\](?!:)", "", text)
        text = html.unescape(re.sub(r"</?[a-zA-Z][^>]*>", " ", text))
        yield Line(re.sub(r"\\(.)", r"\1", text), page)


def _plain(path: Path) -> Iterator[Line]:
    pages = path.read_text(encoding="utf-8-sig").split("\f")
    for page, text in enumerate(pages, start=1):
        yield from (Line(line, page if len(pages) > 1 else None) for line in text.split("\n"))


_FORMATS: dict[str, Callable[[Path], Iterator[Line]]] = {
    ".pdf": _pdf,
    ".doc": _doc,
    ".docx": _docx,
    ".html": _html,
    ".xml": _xml,
    ".md": _markdown,
    ".txt": _plain,
}
