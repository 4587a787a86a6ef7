"""Footnotes at the foot of a PDF page or column: small print under a number that is raised in the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_lines import Line
from ingest.readers.wording import raise_digits

# "7 Circular from ...", "57) § 75 of Act ...": never "7." which numbers a paragraph.
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(rf"(?<=[0-9])[{_RAISED}]+")
_START = re.compile(
    r"^(?:(?P<number>\d{1,3})(?P<close>\)?)|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\)?)\s*(?=[^\W\d]|[§«“„\"‘(])"
)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: the mark that stands for it in the text, its words, and how many lines it takes."""

    mark: str
    text: str
    length: int


def find_footnotes(lines: Sequence[Line]) -> Mapping[int, Footnote]:
    """Return the footnotes of a page by the index of their first line.

    A note must be announced by its raised mark in an earlier line. It is set smaller than the
    text, or its number is raised or closed by a bracket as the mark is; it ends where the small
    print or its block ends, or the next note begins.
    """
    if any(line.height <= 0 for line in lines):
        return {}
    found: dict[int, Footnote] = {}
    text: list[Line] = []
    index = 0
    while index < len(lines):
        start = _START.match(lines[index].text.lstrip())
        mark = (start["raised"] or raise_digits(start["number"])) if start else ""
        closed = bool(start and start["close"])
        announced = (
            next((line for line in reversed(text) if _announces(line, mark, closed)), None) if mark else None
        )
        usual = announced.height if announced else 0.0
        small = lines[index].height < 0.87 * usual
        if start and announced and (small or closed or start["raised"]):
            end = index + 1
            while end < len(lines) and _goes_on(lines[index], lines[end - 1], lines[end], small, usual):
                end += 1
            words = [
                lines[index].text.lstrip()[start.end() :],
                *(line.text for line in lines[index + 1 : end]),
            ]
            found[index] = Footnote(mark, _join(words), end - index)
            index = end
        else:
            text.append(lines[index])
            index += 1
    return found


def set_marks_apart(text: str, marks: Collection[str]) -> str:
    """Return ``text`` with a space before marks of footnotes that follow a digit.

    "Article 40" with a note 2 must not be taken for the article 40 with a raised 2 in its number,
    which is another article.

    >>> set_marks_apart("Article 40²", {"²"}), set_marks_apart("Article 40²", {"³"})
    ('Article 40 ²', 'Article 40²')
    """
    return _MARK.sub(lambda match: f" {match[0]}" if match[0] in marks else match[0], text)


def _announces(line: Line, mark: str, closed: bool) -> bool:
    position = line.text.find(mark)
    if position < 0:
        return False
    bracket = "[)]" if closed else ""
    return re.search(rf"(?<![{_RAISED}]){mark}(?![{_RAISED}]){bracket}", line.text) is not None


def _goes_on(first: Line, before: Line, line: Line, small: bool, usual: float) -> bool:
    if _START.match(line.text.lstrip()) or line.top > before.top:
        return False
    if small:
        return line.height < 0.87 * usual and before.bottom - line.top < 1.2 * line.height
    # In print of one size a note has a hanging indent or ends with its block.
    return line.left > first.left + 2 and before.bottom - line.top < 0.6 * line.height


def _join(parts: Sequence[str]) -> str:
    text = parts[0].strip()
    for part in parts[1:]:
        words = part.strip()
        text = text[:-1] + words if text.endswith("-") and words[:1].islower() else f"{text} {words}"
    return text
