"""Text of another law between quotation marks: what an amendment inserts, which is no unit of its own text.

``After article 3 insert: “Article 3-1 ...”`` makes no article 3-1 of the amending act. It can be
addressed under the provision that quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.model import ProvisionKind as K
from ingest.source import BlockKind
from ingest.structure.bare import bare_label_end
from ingest.structure.numbers import read_number
from ingest.structure.paragraph import Paragraph
from ingest.structure.recognise import Mark
from ingest.structure.units import BASIC, Unit, number_of, units_for

# Opening marks and what closes them; several print the closing mark of another language.
_QUOTES = {"“": "”“", "”": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’"}
# Opening marks that never stand for the closing one, so that they can be counted, with what closes them.
_COUNTED = {"„": "“”", "«": "»", "「": "」", "『": "』"}
_LONGEST = 150  # paragraphs; a quotation mark that never closes is a misprint
_AFTER = re.compile(r"[\s.;,:)।৷]+$")
# "35A. Powers" is a section if the words before say that sections are inserted.
_INSERTS_SECTIONS = re.compile(r"\b(?:new\s+)?(?:section|article|seksyen)s?\b|ধারা|धारा", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of paragraphs ``first`` to ``last``, with the units it holds."""

    first: int
    last: int
    units: tuple[Mark, ...] = field(default=())


def find_quotations(paragraphs: Sequence[Paragraph], languages: frozenset[str]) -> list[Quotation]:
    """Return the quotations that begin with their paragraph or run on beyond it, in order."""
    found: list[Quotation] = []
    index = 0
    # Where „ opens, “ closes; elsewhere it opens.
    low = any("„" in paragraph.text for paragraph in paragraphs)
    counted = _COUNTED if low else {**_COUNTED, "“": "”"}
    while index < len(paragraphs):
        start = _opening(paragraphs[index].text, counted)
        last = _end(paragraphs, index, start, counted) if start is not None else None
        if start is None or last is None:
            index += 1
            continue
        first, at = (index - 1, -1) if _is_caption(paragraphs, index) else (index, start)
        units = _units(paragraphs, first, at, last, languages)
        if units or last > index:
            found.append(Quotation(first, last, units))
        index = last + 1
    return found


def _is_caption(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph is the title of a section whose number was set before it: ``84.``, ``“Ponds``."""
    if index == 0 or paragraphs[index].kind is not BlockKind.HEADING or paragraphs[index].hint is None:
        return False
    return bare_label_end(paragraphs[index - 1].text) == len(paragraphs[index - 1].text)


def _opening(text: str, counted: Mapping[str, str]) -> int | None:
    """Where the quotation opens with which a paragraph begins, or which it leaves open."""
    if text[0] in _QUOTES:
        return 0
    for opening, closing in counted.items():
        if opening not in text:
            continue
        depth = 0
        for mark in reversed(list(re.finditer(f"[{opening}{closing}]", text))):
            depth += 1 if mark[0] in closing else -1
            if depth < 0:
                return mark.start()
    return None


def inside(quotations: Sequence[Quotation]) -> frozenset[int]:
    """The paragraphs that go on with a quotation which an earlier one opened."""
    return frozenset(i for q in quotations for i in range(q.first + 1, q.last + 1))


def _end(paragraphs: Sequence[Paragraph], first: int, start: int, counted: Mapping[str, str]) -> int | None:
    """The paragraph in which the quotation ends that opens at ``start`` of paragraph ``first``, if any."""
    opening = paragraphs[first].text[start]
    closing = _QUOTES[opening]
    if _ends(paragraphs[first].text[start + 1 :], closing):
        return first
    depth = 0
    for index in range(first, min(first + _LONGEST, len(paragraphs))):
        text = paragraphs[index].text[start if index == first else 0 :]
        if opening in counted:
            depth += text.count(opening) - sum(text.count(mark) for mark in counted[opening])
            if depth <= 0:
                return index
        elif index > first and _ends(text, closing):
            return index
    if start == 0 and opening not in _COUNTED:  # marks within that do not match: the one at the end counts
        ahead = range(first + 1, min(first + _LONGEST, len(paragraphs)))
        return next((i for i in ahead if _ends(paragraphs[i].text, closing)), None)
    return None


def _own_words(text: str, rows: Sequence[tuple[Unit, re.Pattern[str]]]) -> str:
    """What a paragraph says behind the number of its own article."""
    return next((text[m.end() :] for _, pattern in rows if (m := pattern.match(text))), text)


def _ends(text: str, closing: str) -> bool:
    tail = _AFTER.sub("", text)
    return bool(tail) and tail[-1] in closing


def _units(
    paragraphs: Sequence[Paragraph], first: int, opening: int, last: int, languages: frozenset[str]
) -> tuple[Mark, ...]:
    """The articles and sections that a quotation holds."""
    rows = [(unit, pattern) for unit, pattern in units_for(languages) if unit.kind in BASIC]
    # Words between: a running header, a title in the margin.
    above = " ".join(_own_words(p.text, rows)[-120:] for p in paragraphs[max(0, first - 3) : first])
    bare = bool(_INSERTS_SECTIONS.search(paragraphs[first].text[:opening] if opening > 0 else above))
    marks: list[Mark] = []
    for index in range(first, last + 1):
        text = paragraphs[index].text
        start = opening + 1 if index == first else 0
        while start < len(text) and text[start] in " \u3000[":
            start += 1
        for unit, pattern in rows:
            match = pattern.match(text, start)
            number = number_of(match) if match else None
            if match and number is not None and not text[match.end() : match.end() + 2].strip()[:1].islower():
                marks.append(Mark(index, unit.kind, number, start, match.end(), strong=True))
                break
        else:
            end = bare_label_end(text[start:]) if bare else None
            number = read_number(text[start : start + end]) if end is not None else None
            if (
                end is not None
                and number is not None
                and (not marks or number.key > (marks[-1].number or number).key)
            ):
                marks.append(Mark(index, K.SECTION, number, start, start + end, strong=True))
    return tuple(marks)
