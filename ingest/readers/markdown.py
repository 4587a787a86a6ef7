"""Markdown, as conversions of statutes really write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

import yaml  # type: ignore[import-untyped, unused-ignore]
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.model import ProvisionKind
from ingest.limits import Limits
from ingest.readers.encoding import decode
from ingest.readers.foot import join_notes
from ingest.readers.gather import BlockGatherer
from ingest.readers.margin import place_notes, without_headers
from ingest.readers.plain import is_hard_wrapped
from ingest.readers.raised import join_marked, lower_references
from ingest.readers.wording import raise_digits
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
# "- 7 -" at the foot of a page, which Markdown takes for an item of a list.
_FOOT = re.compile(r"\d{1,4}\s?[-–—]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.S)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_LEFT_EMPHASIS = re.compile(r"(?<!\*)\*{1,3}(?=\S)([^*]{1,400}?)(?:(?<=\S)\*{1,3}(?!\*)|(?<=\w )\*(?=\w))")
_EMPTY_EMPHASIS = re.compile(r"\*{2,6}")
_EMPHASIS_MARKS = {"em_open", "em_close", "strong_open", "strong_close"}
# Stands for a removed mark until it is clear whether a space was lost beside it: converters
# write "*ordre public*or". A single letter may be set in italics within a word, in chemistry.
_SEAM = "\ue000"
_SEAM_IN_WORD = re.compile(f"(?<=[^\\W_]{{2}}){_SEAM}+(?=[^\\W_])|(?<=[^\\W_]){_SEAM}+(?=[^\\W_]{{2}})")
_ADDRESS = re.compile(r"[/:#]|\.\w|^$")
# "[^3]: text" is a note and "[^3]" its mark; CommonMark knows neither.
_NOTE_SIGN = "\ue001"
_NOTE_TEXT = re.compile(r"^ {0,3}\[\^([^\]\s]{1,12})\]:[ \t]*", re.M)
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,12})\]")
_NOTE = re.compile(rf"^{_NOTE_SIGN}(.+?){_NOTE_SIGN}\s*")
# The title of the section that follows: from the margin, or bold above a bold number.
_TITLE_SIGN = "\ue002"
_RULE = re.compile(r"^-----$", re.M)
_BOLD_TITLE = re.compile(r"^\*\*([^*\n\d][^*\n]{2,120})\*\*[ \t]*\n\s*\n(?=\*\*\d{1,3}[A-Za-z]?\.)", re.M)
_RAISED_NUMBER = re.compile(r"^[⁰¹²³⁴⁵⁶⁷⁸⁹]+[a-z]*(?=\s)")


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
    tokens = _parse(_lay_out(text, gatherer))
    walker = _Walker(gatherer, _habits(tokens))
    walker.walk(tokens)
    gatherer.blocks = join_notes(join_marked(gatherer.blocks))
    if walker.images:
        gatherer.note(f"{walker.images} images are left out; only their captions are text.")
    pages = [block.page for block in gatherer.blocks if block.page]
    title = next((metadata[key] for key in ("title", "Title", "제목") if key in metadata), None)
    title = title or next((b.text for b in gatherer.blocks if b.kind is BlockKind.HEADING), None)
    return gatherer.finish(
        MEDIA_TYPE, title=title, metadata=metadata, page_count=max(pages) if pages else None
    )


def _read_front_matter(text: str) -> dict[str, str] | None:
    try:
        fields = yaml.load(text, Loader=yaml.BaseLoader)
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


def _lay_out(text: str, gatherer: BlockGatherer) -> str:
    """Undo what print did to the order: margin notes go above their sections, running headers go."""
    pages = [page.split("\n") for page in _RULE.split(text)]
    if len(pages) > 1:
        pages, headers = without_headers(pages)
        gatherer.furniture += headers
        placed = place_notes(pages)
        text = "\n\n-----\n\n".join(
            "\n".join(f"\n{_TITLE_SIGN}{line.text}\n" if line.note else line.text for line in page)
            for page in placed
        )
    if len(_BOLD_TITLE.findall(text)) > 1:
        text = _BOLD_TITLE.sub(rf"{_TITLE_SIGN}\1\n\n", text)
    return text


def _parse(text: str) -> list[Token]:
    # Indented code and setext headings are accidents in statutes: numbered paragraphs are
    # indented, and rules stand below text.
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").disable(["code", "lheading"])
    text = _NOTE_TEXT.sub(rf"{_NOTE_SIGN}\1{_NOTE_SIGN} ", text)
    text = _NOTE_MARK.sub(lambda match: raise_digits(match[1]) if match[1].isdigit() else match[0], text)
    return parser.parse(_GLUED_HEADING.sub(r"\1 ", text))


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a file uses Markdown: whether its lines are wrapped, and whether ``#`` means a heading."""

    wrapped: bool
    headings: bool


def _habits(tokens: list[Token]) -> _Habits:
    lines: list[str] = []
    headings: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline":
            continue
        if before is not None and before.type == "heading_open":
            headings.append(token.content.strip("*_ "))
        elif "\n" in token.content:
            lines += token.content.split("\n")
    # Converters that guess headings from the print set them in the middle of sentences.
    broken = sum(1 for words in headings if words[:1].islower())
    return _Habits(is_hard_wrapped(lines), broken < 5 or broken * 5 < len(headings))


class _Walker:
    """Goes through the tokens once, keeping the page, the open lists and the row at hand."""

    def __init__(self, gatherer: BlockGatherer, habits: _Habits) -> None:
        self.gatherer = gatherer
        self.habits = habits
        self.page: int | None = None
        self.heading = 0
        self.cells: list[str] | None = None
        # One entry per open list: the number of its item until it is written, then None.
        self.labels: list[str | None] = []
        self.images = 0

    def walk(self, tokens: list[Token]) -> None:
        for token in tokens:
            handle = getattr(self, f"on_{token.type}", None)
            if handle is not None:
                handle(token)

    def on_heading_open(self, token: Token) -> None:
        self.write_label()
        self.heading = int(token.tag[1])

    def on_heading_close(self, token: Token) -> None:
        self.heading = 0

    def on_bullet_list_open(self, token: Token) -> None:
        self.write_label()
        self.labels.append(None)

    on_ordered_list_open = on_bullet_list_open

    def on_bullet_list_close(self, token: Token) -> None:
        self.labels.pop()

    on_ordered_list_close = on_bullet_list_close

    def on_list_item_open(self, token: Token) -> None:
        self.labels[-1] = f"{token.info}{token.markup}" if token.info else ""

    def on_list_item_close(self, token: Token) -> None:
        self.write_label()

    def on_table_open(self, token: Token) -> None:
        self.write_label()

    def on_tr_open(self, token: Token) -> None:
        self.cells = []

    def on_tr_close(self, token: Token) -> None:
        self.gatherer.add(" | ".join(self.cells or ()), BlockKind.ROW, page=self.page)
        self.cells = None

    def on_fence(self, token: Token) -> None:
        self.write_label()
        for line in token.content.splitlines():
            self.gatherer.add(line, BlockKind.LINE, page=self.page)

    def on_html_block(self, token: Token) -> None:
        self.write_label()
        for line in unescape(_TAG.sub(" ", _BREAK.sub("\n", token.content))).splitlines():
            self.gatherer.add(line, page=self.page)

    def on_inline(self, token: Token) -> None:
        self.images += sum(child.type == "image" for child in token.children or ())
        lines = inline_lines(token)
        if self.cells is not None:
            self.cells.append(" ".join(lines))
        elif self.heading and self.habits.headings:
            words = " ".join(lines)
            marker = _PAGE.match(words)
            if marker:
                self.page = int(marker[1])
            else:
                self.gatherer.add(words, BlockKind.HEADING, level=self.heading, page=self.page)
        else:
            self.add_paragraph(lines)

    def add_paragraph(self, lines: list[str]) -> None:
        # Below page markers, and where headings are guesses, lines are lines of print.
        printed = self.page is not None or not self.habits.headings
        if self.habits.wrapped and not printed:
            lines = [" ".join(lines)]
        for line in lines:
            note = _NOTE.match(line)
            if note:
                sign = raise_digits(note[1])
                self.gatherer.add(
                    f"{sign} {line[note.end() :]}", BlockKind.FOOTNOTE, page=self.page, label=sign
                )
            elif line.startswith(_TITLE_SIGN):
                title = line[len(_TITLE_SIGN) :]
                self.gatherer.add(title, BlockKind.HEADING, level=6, hint=ProvisionKind.SECTION)
            elif self.labels and self.labels[-1] == "" and self.page is not None and _FOOT.fullmatch(line):
                self.labels[-1] = None
                self.gatherer.add(f"- {line}", BlockKind.EDITORIAL, page=self.page)
            elif self.labels and self.labels[-1] is not None:
                label, self.labels[-1] = self.labels[-1], None
                self.gatherer.add(
                    f"{label} {line}",
                    BlockKind.ITEM,
                    level=len(self.labels),
                    page=self.page,
                    label=label or None,
                )
            else:
                kind = BlockKind.LINE if printed else BlockKind.PARAGRAPH
                raised = _RAISED_NUMBER.match(line)
                mark = raised[0] if raised else None
                self.gatherer.add(line, kind, level=len(self.labels), page=self.page, label=mark)

    def write_label(self) -> None:
        """Write the number of an item that has no words of its own before what comes next."""
        if self.labels and self.labels[-1]:
            label, self.labels[-1] = self.labels[-1], None
            self.gatherer.add(label, BlockKind.ITEM, level=len(self.labels), page=self.page, label=label)


def inline_lines(token: Token) -> list[str]:
    """Return the text of an inline token, one entry per source line, without its markup."""
    parts: list[str] = []
    raised = False
    targets: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(raise_digits(child.content) if raised else child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
        elif child.type == "html_inline":
            tag = child.content.strip("<>/ ").lower()
            if tag == "br":
                parts.append("\n")
            elif tag == "sup":
                raised = not child.content.startswith("</")
        elif child.type == "link_open":
            target = str(child.attrGet("href") or "")
            # "[methyl](propan)" in a chemical name is no link: what links has a dot or a slash.
            targets.append("" if _ADDRESS.search(target) else unquote(target))
            parts.append("[" if targets[-1] else "")
        elif child.type == "link_close":
            target = targets.pop()
            parts.append(f"]({target})" if target else "")
        elif child.type in _EMPHASIS_MARKS:
            parts.append(_SEAM)
    text = "".join(parts)
    # Emphasis that CommonMark leaves as it stands because the marks touch letters or brackets.
    text = _LEFT_EMPHASIS.sub(rf"{_SEAM}\1{_SEAM}", text)
    text = _EMPTY_EMPHASIS.sub(_SEAM, text)
    text = _SEAM_IN_WORD.sub(" ", text).replace(_SEAM, "")
    return [lower_references(line) for line in text.split("\n") if line.strip()]
