"""Parts of a document whose bare references are not to its own provisions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import ProvisionKind
from ingest.citations.grammar import plain

# Consolidated texts end with provisions of the acts that amended them, under one of these headings.
_APPENDED = re.compile(
    r"^[*#\s]*(?:RELATED PROVISIONS|AMENDMENTS NOT IN FORCE"
    r"|DISPOSITIONS CONNEXES|MODIFICATIONS NON EN VIGUEUR)\s*$",
    re.MULTILINE,
)
_OUTSIDE = ("rec_", "fn_", "cover_")
_FRONT = "front_"
# A line of a table of contents: leaders and a page number, or a chapter with its articles in brackets.
_LEADERS = re.compile(r"\.{4,}\s*\d*\s*$|…{2,}")
_CHAPTER = re.compile(r"^\s*第\S{1,6}[編章節款][^（]{0,60}（[^）]*$")
# Languages whose law tells articles and sections apart: "Art. 2" is not § 2.
_TOLD_APART = frozenset({"en", "de", "cs"})
_PROTOCOL = re.compile(r"[Pp]rotoc[oó]l|Протокол|протокол|议定书|議定書|의정서|[Nn]ghị định thư")
_WORDS_BEFORE = 60  # characters of a title in which the sort of the instrument is said


def appended_from(text: str) -> int:
    r"""Return where provisions of amending acts begin behind the text itself, its end where none do.

    >>> appended_from("Ponds\nRELATED PROVISIONS\nFish")
    6
    """
    match = _APPENDED.search(text)
    return match.start() if match is not None else len(text)


def lies_outside(text: str, eid: str, start: int) -> bool:
    """Whether a bare reference at ``start`` stands in a recital, a note or the front matter.

    Recitals name the provisions on which a text rests, notes those by which it was amended. Lines of a
    table of contents are the exception: they name its own.
    """
    first = eid.partition("__")[0]
    if eid.rpartition("__")[2].startswith(_OUTSIDE) or first.startswith(_OUTSIDE):
        return True
    if not first.startswith(_FRONT):
        return False
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    before = text[line_start:start]
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return bool(before.strip()) and not _LEADERS.search(line) and not _CHAPTER.match(before)


def may_be_either(kind: ProvisionKind | None, language: str) -> bool:
    """Whether a unit may be of the other kind than the words say, since the language has one word."""
    return kind is None or language.partition("-")[0] not in _TOLD_APART


def is_other_sort(words: str, titles: Sequence[str]) -> bool:
    """Whether "this Protocol" stands in an instrument that is none.

    >>> is_other_sort("article 4 of this Protocol", ["Single Convention"])
    True
    >>> is_other_sort("article 4 of this Convention", ["Single Convention"])
    False
    """
    if _PROTOCOL.search(words) is None:
        return False
    heads = [plain(title)[:_WORDS_BEFORE] for title in titles]
    return not any(
        (found := _PROTOCOL.search(head)) and "onven" not in head[: found.start()] for head in heads
    )
