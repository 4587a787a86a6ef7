"""Markdown, as conversions of statutes really write it."""

from __future__ import annotations

import re
from html import unescape

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.limits import Limits
from ingest.readers.encoding import decode
from ingest.readers.gather import BlockGatherer
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "text/markdown"

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.S)
# "##Heading": no Markdown by the book, yet thousands of statutes are written so.
_GLUED_HEADING = re.compile(r"^(#{1,6})(?=[^#\s])", re.M)
# "## Pagina 12", "## Page 3": a converter's marker of a page of the original.
_PAGE = re.compile(
    r"^(?:p[aá]gina|page|seite|страница|стр\.|halaman|trang|sayfa|bet|бет|صفحة|صفحه|পৃষ্ঠা|หน้า|第)\s*"
    r"(\d{1,5})\s*(?:页|頁|ページ)?$",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.S)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_LEFT_EMPHASIS = re.compile(r"(?<!\*)\*{1,3}(?=\S)([^*]{1,400}?)(?<=\S)\*{1,3}(?!\*)")
_EMPTY_EMPHASIS = re.compile(r"\*{2,6}")


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read Markdown with optional YAML front matter."""
    text, encoding, doubt = decode(data)
    gatherer = BlockGatherer(name, limits)
    if doubt:
        gatherer.note(doubt)
    metadata = {"encoding": encoding}
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    if front:
        fields = _read_front_matter(front[1])
        if fields is not None:
            metadata |= fields
            text = text[front.end() :]
    _walk(_parse(text), gatherer)
    pages = [block.page for block in gatherer.blocks if block.page]
    title = next((metadata[key] for key in ("title", "Title", "제목") if key in metadata), None)
    title = title or next((b.text for b in gatherer.blocks if b.kind is BlockKind.HEADING), None)
    return gatherer.finish(
        MEDIA_TYPE, title=title, metadata=metadata, page_count=max(pages) if pages else None
    )


def _read_front_matter(text: str) -> dict[str, str] | None:
    try:
        fields = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings only
    except yaml.YAMLError:
        return None
    if not isinstance(fields, dict):
        return None
    return {str(key): _flatten(value) for key, value in fields.items()}


def _flatten(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_flatten(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_flatten(item)}" for key, item in value.items())
    return str(value)


def _parse(text: str) -> list[Token]:
    # Indented code and setext headings are accidents in statutes: numbered paragraphs are
    # indented, and rules stand below text.
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").disable(["code", "lheading"])
    return parser.parse(_GLUED_HEADING.sub(r"\1 ", text))


def _walk(tokens: list[Token], gatherer: BlockGatherer) -> None:
    page: int | None = None
    depth = 0
    label: str | None = None
    cells: list[str] | None = None
    heading = 0
    for token in tokens:
        if token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = 0
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            label = f"{token.info}{token.markup}" if token.info else ""
        elif token.type == "list_item_close":
            label = None
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            gatherer.add(" | ".join(cells), BlockKind.ROW, page=page)
            cells = None
        elif token.type == "inline":
            lines = _inline_lines(token)
            if cells is not None:
                cells.append(" ".join(lines))
            elif heading:
                words = " ".join(lines)
                marker = _PAGE.match(words)
                if marker:
                    page = int(marker[1])
                else:
                    gatherer.add(words, BlockKind.HEADING, level=heading, page=page)
            else:
                label = _add_paragraph(gatherer, lines, depth, label, page)
        elif token.type in ("fence", "code_block"):
            for line in token.content.splitlines():
                gatherer.add(line, BlockKind.LINE, page=page)
        elif token.type == "html_block":
            for line in unescape(_TAG.sub(" ", _BREAK.sub("\n", token.content))).splitlines():
                gatherer.add(line, BlockKind.PARAGRAPH, page=page)


def _add_paragraph(
    gatherer: BlockGatherer, lines: list[str], depth: int, label: str | None, page: int | None
) -> str | None:
    """Add the lines of one paragraph; return the item label that is still to be used."""
    for line in lines:
        if depth and label is not None:
            text = f"{label} {line}" if label else line
            gatherer.add(text, BlockKind.ITEM, level=depth, page=page, label=label or None)
            label = None
        else:
            # Below page markers the text is a page's print, line by line.
            kind = BlockKind.LINE if page is not None else BlockKind.PARAGRAPH
            gatherer.add(line, kind, page=page, level=depth)
    return label


def _inline_lines(token: Token) -> list[str]:
    """Return the text of an inline token, one entry per source line, without its markup."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
        elif child.type == "html_inline" and _BREAK.match(child.content):
            parts.append("\n")
    text = "".join(parts)
    # Emphasis that CommonMark leaves as it stands because the marks touch letters or brackets.
    text = _EMPTY_EMPHASIS.sub("", _LEFT_EMPHASIS.sub(r"\1", text))
    return [line for line in text.split("\n") if line.strip()]
