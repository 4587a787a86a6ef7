"""Rich Text Format: text in many code pages, tables, notes, headings and the numbers of lists.

Read here rather than by striprtf (0.0.35), which was tried: it knows code pages, but drops footnotes and
text boxes, keeps hidden and deleted words, lowers raised digits (article 228¹ becomes 2281), leaves the
halves of surrogate pairs apart, and knows neither headings nor the depth of lists.
"""

from __future__ import annotations

from dataclasses import replace

from corpus.errors import LimitExceededError
from ingest.limits import Limits
from ingest.readers.gather import BlockGatherer
from ingest.readers.rtf_format import Group, Tables
from ingest.readers.rtf_tokens import CHARACTERS, SKIPPED, SYMBOL, Token, read_tokens
from ingest.readers.wording import raise_digits
from ingest.source import BlockKind, SourceText

MEDIA_TYPE = "application/rtf"
_DEEPEST = 1_000  # groups within groups; Word writes some twenty
_FURNITURE = frozenset(["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"])
_NUMBERS = frozenset(("listtext", "pntext"))
_UNIT_ENDS = frozenset(("par", "sect", "page", "column", "cell", "row", "nestcell", "nestrow"))


def read(data: bytes, name: str, limits: Limits) -> SourceText:
    """Read RTF; control words are ASCII, text comes in the code pages that the fonts name."""
    return _Reader(BlockGatherer(name, limits), name).read(data)


class _Reader:
    """Goes through the tokens once, with a stack of groups."""

    def __init__(self, gatherer: BlockGatherer, name: str) -> None:
        self.gatherer = gatherer
        self.name = name
        self.group = Group()
        self.stack: list[Group] = []
        self.tables = Tables()
        self.bytes = bytearray()
        self.units: list[int] = []  # of UTF-16, from \u
        self.skip = 0  # characters that stand in for the last \u
        self.starred = False
        self.parts: dict[str, list[str]] = {
            place: [] for place in ("body", "note", "furniture", "number", "title", "styles")
        }
        self.cells: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.furniture: list[str] = []
        self.hidden = self.unnumbered = 0

    def read(self, data: bytes) -> SourceText:
        for token in read_tokens(data):
            if token.kind == "text":
                self._take(token)
            elif token.kind == "brace":
                self._turn(token.value)
            elif token.kind == "sign":
                self._sign(token.value)
            else:
                self._word(token.value, token.number)
        whole = not self.stack
        while self.stack:
            self._close()
        self._end_unit("par")
        self._add_row()
        return self._finish(whole)

    def _finish(self, whole: bool) -> SourceText:
        for mark, text in self.notes:
            self.gatherer.add(f"{mark} {text}", BlockKind.FOOTNOTE, label=mark)
        for text in dict.fromkeys(self.furniture):
            if not text.isdigit():
                self.gatherer.add(text, BlockKind.EDITORIAL)
        if not whole:
            self.gatherer.note("The file ends in the middle of a group: it seems to be truncated.")
        if self.hidden:
            self.gatherer.note(f"{self.hidden} characters of hidden or deleted text are left out.")
        if self.unnumbered:
            self.gatherer.note(
                f"{self.unnumbered} paragraphs get their number from the word processor; "
                "the file does not hold it, and it is not part of the text."
            )
        return self.gatherer.finish(MEDIA_TYPE, title="".join(self.parts["title"]) or None)

    # Characters ---------------------------------------------------------------------------------

    def _take(self, token: Token) -> None:
        data = token.data
        if self.skip:
            taken = min(self.skip, len(data))
            self.skip -= taken
            data = data[taken:]
        if data and self.group.place != "skip":
            self._flush_units()
            self.bytes += data

    def _flush(self) -> None:
        """Decode what came in bytes, in the encoding of the font that it came in."""
        if self.bytes:
            raw, self.bytes = bytes(self.bytes), bytearray()
            if self.group.encoding == SYMBOL:
                self._write("".join("•" if byte == 0xB7 else chr(byte) for byte in raw if byte >= 32))
            else:
                self._write(raw.decode(self.group.encoding, "replace"))
        self._flush_units()

    def _flush_units(self) -> None:
        if self.units:
            raw = b"".join(unit.to_bytes(2, "little") for unit in self.units)
            self.units = []
            self._write(raw.decode("utf-16-le", "replace"))

    def _write(self, text: str) -> None:
        group = self.group
        if group.hidden and group.place in ("body", "note"):
            self.hidden += len(text.strip())
        elif group.place in self.parts:
            self.parts[group.place].append(raise_digits(text) if group.raised else text)

    # Groups -------------------------------------------------------------------------------------

    def _turn(self, brace: str) -> None:
        self.skip = 0
        self._flush()
        self.starred = False
        if brace == "}":
            self._close()
            return
        if len(self.stack) >= _DEEPEST:
            raise LimitExceededError(
                f"{self.name} nests groups deeper than {_DEEPEST:,}.",
                remedy="Open it in a word processor and save it as DOCX.",
            )
        self.stack.append(self.group)
        self.group = replace(self.group)

    def _close(self) -> None:
        self._flush()
        if not self.stack:
            return
        ended, self.group = self.group, self.stack.pop()
        if ended.place == "note" != self.group.place:
            text = " ".join("".join(self.parts["note"]).split())
            self.parts["note"] = []
            if text:
                self.notes[-1] = (self.notes[-1][0], text)
            else:
                self.notes.pop()
        elif ended.place == "furniture" != self.group.place:
            lines = "".join(self.parts["furniture"]).split("\n")
            self.parts["furniture"] = []
            self.furniture.extend(line.strip() for line in lines if line.strip())
        elif ended.place == "styles":
            self.tables.end_style("".join(self.parts["styles"]))
            self.parts["styles"] = []

    def _enter(self, place: str) -> None:
        group = self.group
        if group.place != "skip" or place == group.outer:
            group.place = place
            if place not in ("skip", "number", "fonts", "styles"):
                group.outer = place

    # Control words ------------------------------------------------------------------------------

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.starred = True
        elif sign in ("\n", "\r"):
            self._word("par", None)
        elif self.skip:
            self.skip -= 1
        elif sign in "{}\\":
            self._take(Token("text", data=sign.encode()))
        elif sign in "~_":
            self._flush()
            self._write("\u00a0" if sign == "~" else "-")

    def _word(self, word: str, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if word == "u":
            if self.bytes:
                self._flush()
            if self.group.place != "skip":
                self.units.append((number or 0) & 0xFFFF)
            self.skip = self.group.fallback
            return
        if self.skip:
            self.skip -= 1
            return
        self._flush()
        if self._is_destination(word, starred) or self.group.place == "skip":
            return
        if self.group.place in ("fonts", "styles"):
            self.tables.describe(self.group.place, word, number)
        elif word in _UNIT_ENDS:
            self._end_unit(word)
        elif word in CHARACTERS:
            self._write(CHARACTERS[word])
        elif word == "chftn":
            if self.group.place == "body":  # within the note its number is set by ourselves
                self._write(raise_digits(str(len(self.notes) + 1)))
        else:
            self.tables.format(self.group, word, number)

    def _is_destination(self, word: str, starred: bool) -> bool:
        """Enter the destination that ``word`` opens, if it opens one."""
        if word in SKIPPED:
            self._enter("skip")
        elif word == "upr":  # two spellings of one text; \ud holds the better
            self.group.outer, self.group.place = self.group.place, "skip"
        elif word == "ud":
            self._enter(self.group.outer)
        elif word in ("footnote", "endnote"):
            if self.group.place != "skip":
                self.notes.append((raise_digits(str(len(self.notes) + 1)), ""))
                self._enter("note")
                self.group.raised = False
        elif word in _FURNITURE:
            self._enter("furniture")
        elif word in _NUMBERS:
            self._enter("number")
        elif word in ("info", "title"):
            self._enter("skip" if word == "info" else "title")
            if word == "title" and len(self.stack) <= 3:
                self.group.place = "title"
        elif word == "fonttbl":
            self._enter("fonts")
        elif word == "stylesheet":
            self._enter("styles")
        elif (starred and word not in ("shpinst", "cs", "ts", "s", "ds", "pn")) or (starred and word == "pn"):
            self._enter("skip")
        else:
            return False
        return True

    # Blocks -------------------------------------------------------------------------------------

    def _end_unit(self, word: str) -> None:
        place = self.group.place
        if place in ("note", "furniture"):
            self.parts[place].append(" " if place == "note" else "\n")
            return
        if place != "body":
            return
        text = "".join(self.parts["body"])
        number = " ".join("".join(self.parts["number"]).split())
        if word == "column" or (word == "page" and self.group.in_table):
            return
        if text.strip() and self.group.listed and not number:
            self.unnumbered += 1
        self.parts["body"], self.parts["number"] = [], []
        label = number if any(c.isalnum() for c in number) else ""
        if word in ("cell", "nestcell") or (self.group.in_table and word == "par"):
            words = " ".join(f"{label} {text}".split())
            if word == "par" or word == "nestcell":
                self.parts["body"] = [f"{words} "] if words else []
            else:
                self.cells.append(words)
        elif word == "row":
            self._add_row()
        elif word != "nestrow":
            self._add_row()
            self._add_paragraph(text, label, bool(number))

    def _add_paragraph(self, text: str, label: str, listed: bool) -> None:
        for line in text.split("\n"):
            words = f"{label} {line}" if label else line
            if self.group.heading:
                self.gatherer.add(words, BlockKind.HEADING, level=self.group.heading, label=label)
            elif listed:
                self.gatherer.add(words, BlockKind.ITEM, level=self.group.depth + 1, label=label)
            else:
                self.gatherer.add(words)
            label, listed = "", False

    def _add_row(self) -> None:
        if any(self.cells):
            self.gatherer.add(" | ".join(self.cells), BlockKind.ROW)
        self.cells = []
