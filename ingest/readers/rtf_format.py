"""What holds within a group of Rich Text Format, and the tables of fonts and styles it draws on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.readers.rtf_tokens import CHARSETS, SYMBOL, code_page

_HEADING_NAME = re.compile(r"(?:heading|title|überschrift|заголовок)\s*(\d)?", re.I)
_BODY_LEVEL = 9  # what \outlinelevel says of text that is no heading


@dataclass(slots=True)
class Group:
    """What holds until the group ends."""

    place: str = "body"  # body, note, furniture, number, title, fonts, styles, skip
    outer: str = "body"  # the place outside of what is skipped
    encoding: str = "cp1252"
    fallback: int = 1  # how many characters stand in for a \u
    raised: bool = False
    hidden: bool = False
    in_table: bool = False
    listed: bool = False
    depth: int = 0
    heading: int = 0


@dataclass(slots=True)
class Tables:
    """The document's code page, the encodings of its fonts and the heading levels of its styles."""

    page: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, int] = field(default_factory=dict)
    font: int = 0
    style: int = 0
    level: int | None = None

    def describe(self, place: str, word: str, number: int | None) -> None:
        """Take in a control word of the font table or the style sheet."""
        value = number or 0
        if place == "fonts":
            if word == "f":
                self.font = value
            elif word == "fcharset" and value == 2:
                self.fonts[self.font] = SYMBOL
            elif word == "fcharset" and value in CHARSETS:
                self.fonts[self.font] = CHARSETS[value]
            elif word == "cpg" and value:
                self.fonts[self.font] = code_page(value)
        elif word == "s":
            self.style = value
        elif word == "outlinelevel" and value < _BODY_LEVEL:
            self.level = value

    def end_style(self, name: str) -> None:
        """Keep the style that was described; it is a heading by its name or by its outline level."""
        match = _HEADING_NAME.match(name.strip(" ;"))
        if match or self.level is not None:
            self.styles[self.style] = int(match[1] or 1) if match else (self.level or 0) + 1
        self.style, self.level = 0, None

    def format(self, group: Group, word: str, number: int | None) -> None:
        """Let a control word act on the group that it stands in; unknown ones do nothing."""
        action = _ACTIONS.get(word)
        if action is not None:
            action(self, group, number)


def _reset_paragraph(tables: Tables, group: Group, number: int | None) -> None:
    group.in_table = group.listed = False
    group.depth = group.heading = 0


def _reset_characters(tables: Tables, group: Group, number: int | None) -> None:
    group.raised = group.hidden = False
    group.encoding = tables.fonts.get(0, tables.page)


def _set_font(tables: Tables, group: Group, number: int | None) -> None:
    group.encoding = tables.fonts.get(number or 0, tables.page)


def _set_page(name: str | None = None) -> Callable[[Tables, Group, int | None], None]:
    def act(tables: Tables, group: Group, number: int | None) -> None:
        if name or number:
            tables.page = group.encoding = name or code_page(number or 0)

    return act


def _set_fallback(tables: Tables, group: Group, number: int | None) -> None:
    group.fallback = max(0, min(number or 0, 8))


def _set_raised(tables: Tables, group: Group, number: int | None) -> None:
    group.raised = number != 0


def _set_level(tables: Tables, group: Group, number: int | None) -> None:
    group.raised = False


def _set_hidden(tables: Tables, group: Group, number: int | None) -> None:
    group.hidden = number != 0


def _set_in_table(tables: Tables, group: Group, number: int | None) -> None:
    group.in_table = True


def _set_list(tables: Tables, group: Group, number: int | None) -> None:
    group.listed = bool(number)


def _set_depth(tables: Tables, group: Group, number: int | None) -> None:
    group.depth = max(0, min(number or 0, 9))


def _set_style(tables: Tables, group: Group, number: int | None) -> None:
    group.heading = tables.styles.get(number or 0, 0)


def _set_outline(tables: Tables, group: Group, number: int | None) -> None:
    group.heading = (number or 0) + 1 if 0 <= (number or 0) < _BODY_LEVEL else 0


_ACTIONS: dict[str, Callable[[Tables, Group, int | None], None]] = {
    "pard": _reset_paragraph,
    "plain": _reset_characters,
    "f": _set_font,
    "ansicpg": _set_page(),
    "mac": _set_page("mac_roman"),
    "pc": _set_page("cp437"),
    "pca": _set_page("cp850"),
    "uc": _set_fallback,
    "super": _set_raised,
    "nosupersub": _set_level,
    "sub": _set_level,
    "v": _set_hidden,
    "deleted": _set_hidden,
    "intbl": _set_in_table,
    "ls": _set_list,
    "ilvl": _set_depth,
    "s": _set_style,
    "outlinelevel": _set_outline,
}
