"""The title of a unit: on the line of its number, on the next line, or printed above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.recognise import Mark
from ingest.structure.reflow import Paragraph
from ingest.structure.tree import Position
from ingest.structure.units import BASIC

_LONGEST = 260
# Thai articles have no titles, and their sentences end without a stop.
_UNTITLED = frozenset({"th"})
_SEPARATOR = re.compile(r"[\s\u3000.:：．\-–—)\]|]*")
_BRACKETED = re.compile(r"[(（【\[][^)）】\]]{1,80}[)）】\]]")
_SENTENCE_ENDS = (".", ";", ":", ",", "。", "；", "：", "،", "؛", "।", "!", "?")
_LABEL_START = re.compile(
    r"\(?\d{1,3}\s?[.)）।၊။۔、]|\d{1,3}\s?[-–ـ]\s|\d{1,3}\.\d{1,3}\.|[①-⑳⑴-⒇㈠-㈩]|[(（][^\W_]{1,3}[)）]|[^\W\d_]\)"
    r"|[一二三四五六七八九十]+[、　]|[가-하]\.\s|[イロハニホヘト]　"
)


def heading_after(paragraphs: Sequence[Paragraph], mark: Mark, until: int) -> tuple[str, Position]:
    """Return the heading of the unit that ``mark`` opens, and where its text begins.

    ``until`` is the index of the next unit's paragraph. A heading never takes the only text of
    an article.
    """
    paragraph = paragraphs[mark.index]
    at = _SEPARATOR.match(paragraph.text, mark.end).end()  # type: ignore[union-attr]
    rest = paragraph.text[at:]
    after: Position = (mark.index + 1, 0)
    more = mark.index + 1 < until
    titled = mark.kind not in BASIC or (paragraph.language or "").split("-")[0] not in _UNTITLED
    if rest:
        if paragraph.kind is BlockKind.HEADING or mark.kind not in BASIC:
            return _bare_title(rest), after
        bracket = _BRACKETED.match(rest)
        if bracket and mark.kind is K.ARTICLE and not _LABEL_START.match(rest):
            tail = mark_tail(paragraph.text, at + bracket.end())
            inside = bracket[0][1:-1].strip()
            return inside, (mark.index, tail) if tail < len(paragraph.text) else after
        if (
            more
            and titled
            and _is_title(rest)
            and not _LABEL_START.match(rest)
            and not _is_continued_lowercase(paragraphs, mark, until)
        ):
            return rest.strip(), after
        return "", (mark.index, at)
    index = mark.index + 1
    headings: list[str] = []
    while index < until and len(headings) < 3:
        following = paragraphs[index]
        if following.label or following.kind in (BlockKind.FOOTNOTE, BlockKind.ROW):
            break
        set_apart = following.kind is BlockKind.HEADING
        basic = mark.kind in BASIC
        if not set_apart and not (_is_title(following.text) and not _LABEL_START.match(following.text)):
            break
        if (
            not set_apart
            and basic
            and (headings or index + 1 >= until or not _text_follows(paragraphs, index + 1, until))
        ):
            break
        if not set_apart and not basic and headings:
            break
        headings.append(following.text)
        index += 1
        if basic:
            break
    return " ".join(headings).strip("()（） "), (index, 0)


def mark_tail(text: str, at: int) -> int:
    """The first position from ``at`` that is no space."""
    while at < len(text) and text[at] in " \u3000":
        at += 1
    return at


def _bare_title(rest: str) -> str:
    return rest.strip("()（） ") if _BRACKETED.fullmatch(rest) else rest.strip()


def _is_title(text: str) -> bool:
    stripped = text.rstrip()
    return 0 < len(stripped) <= _LONGEST and not stripped.endswith(_SENTENCE_ENDS)


def _text_follows(paragraphs: Sequence[Paragraph], index: int, until: int) -> bool:
    return index < until and bool(paragraphs[index].text)


def _is_continued_lowercase(paragraphs: Sequence[Paragraph], mark: Mark, until: int) -> bool:
    following = paragraphs[mark.index + 1].text if mark.index + 1 < until else ""
    return bool(following) and following[0].islower() and not _LABEL_START.match(following)
