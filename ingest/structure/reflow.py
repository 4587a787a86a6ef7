"""From blocks to paragraphs: joining the lines of a page, and what a page break tore apart.

The words of the source are kept in its order. What is taken out is counted and told: running
headers, footers and page numbers, which would otherwise stand in the middle of a provision.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ingest.source import Block, BlockKind
from ingest.structure.closing import closes
from ingest.structure.labels import read_labels
from ingest.structure.paragraph import Growing
from ingest.structure.paragraph import Paragraph as Paragraph
from ingest.structure.units import BASIC, units_for

_TERMINAL = ".!?:;。．！？：；।၊။۔؟؛…"
_CLOSING = "\"'”’»«)]）】」』›“"
# Scripts written without spaces between words.
_SPACELESS = (
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
    r"\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f]"
)
_NO_SPACE = re.compile(rf"{_SPACELESS}$")
_NO_SPACE_START = re.compile(rf"^{_SPACELESS}")
_HYPHEN_END = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^\W*(?:p(?:age|\.)?\s*)?(?:\d{1,4}|[ivxl]{1,6})\W*$", re.IGNORECASE)
# "22 El artículo": paragraphs of judgments bear a number and nothing else.
_NUMBERED = re.compile(r"\d{1,3}\s+[«“]?[^\W\d_a-z]")
# "1[9. Punishment", "2[(3)": put in place by an amendment, with the mark of a footnote.
_AMENDED = re.compile(r"(?:\d{1,2}|[⁰¹²³⁴-⁹]{1,3})\s?\[\s?(?:\d|\()")
# "... der Parteien und": the last but one of a row of clauses, each a paragraph of its own.
_CONJUNCTION = re.compile(r"\s(?:und|and|et|y|e|en|oder|or|ou|и|та|și)$")
_FEW_PAGES = 3
# "2.", "a)", "1. a)" on a line of their own: what they number is on the next.
_BARE_LABEL = re.compile(r"[\"“«(]{0,2}(?:\d{1,3}|[^\W\d_]|[ivxl]{2,5})[.)]{1,2}(?:\s?\(?[^\W\d_][.)])?")
_QUOTED_LABEL = re.compile(r"[\"“«]\(?\d{1,3}[.)]\s")
_DATE = re.compile(r"\[\d{1,2}(?:st|nd|rd|th)\s[A-Z][a-z]+,? \d{4}\]")  # of assent, below a title
_BULLET = re.compile(r"^[-–—•·▪◦‣*]\s")


def reflow(blocks: Sequence[Block], languages: frozenset[str]) -> tuple[list[Paragraph], list[str]]:
    """Return the paragraphs of a document in reading order, and notes on what was taken out."""
    numbers, kept, notes = _without_furniture(blocks, languages)
    kept = _unwrap(kept)
    width = _line_width(kept)
    words = _hyphen_vocabulary(kept)
    structured = sum(1 for block in kept if block.hint is not None and block.label) >= 10
    paragraphs: list[Paragraph] = []
    growing: Growing | None = None
    previous: Block | None = None
    lone = False
    for number, block in zip(numbers, kept, strict=True):
        # The number of a paragraph that was taken for that of its page.
        source = blocks[number]
        bare = source.kind is BlockKind.EDITORIAL and source.page is not None and block.text.isdecimal()
        if (
            growing is not None
            and previous is not None
            and not bare
            and (
                (lone and block.kind is BlockKind.LINE)
                or _continues(growing, previous, block, width, languages, structured)
            )
        ):
            glue, hyphen_goes = _glue(growing.last, block.text, words)
            growing.add(number, block, glue, hyphen_goes)
        else:
            if growing is not None:
                paragraphs.append(growing.finish())
            growing = Growing(number, block)
        previous, lone = block, bare
    if growing is not None:
        paragraphs.append(growing.finish())
    return paragraphs, notes


def _without_furniture(
    blocks: Sequence[Block], languages: frozenset[str]
) -> tuple[list[int], list[Block], list[str]]:
    """Drop running headers and page numbers; return the places of what stays, what stays, and a note."""
    printed = [b.text for b in blocks if b.kind is BlockKind.EDITORIAL and b.page is not None]
    recurring = Counter(_DIGITS.sub("#", text) for text in printed)
    exact = Counter(block.text for block in blocks)

    def is_unit(text: str) -> bool:
        return len(text) <= 40 and exact[text] == 1 and starts_article(text, languages)

    counted = _page_count(blocks)
    places: list[int] = []
    kept: list[Block] = []
    dropped = 0
    for place, block in enumerate(blocks):
        # Only what stands on a printed page can be its furniture; other editorial notes are kept.
        if block.kind is BlockKind.EDITORIAL and block.page is not None:
            number = bool(_PAGE_NUMBER.match(block.text)) and counted(block)
            if number or (recurring[_DIGITS.sub("#", block.text)] > 1 and not is_unit(block.text)):
                dropped += 1
                continue
            # The first or last line of a page that recurs nowhere is no running header.
            block = replace(block, kind=BlockKind.LINE)
        places.append(place)
        kept.append(block)
    notes = [f"{dropped} running headers, footers or page numbers were left out."] if dropped else []
    return places, kept, notes


def _page_count(blocks: Sequence[Block]) -> Callable[[Block], bool]:
    """Return what tells of a number on a page whether it counts the pages.

    Numbers that count pages keep one distance from the page they stand on (two where a document has
    several parts). A lone number that does not is the number of a paragraph at the top of its page.
    """
    distances: Counter[int] = Counter()
    pages: set[int] = set()
    for block in blocks:
        if block.page is not None:
            pages.add(block.page)
            if block.kind is BlockKind.EDITORIAL and block.text.isdecimal():
                distances[int(block.text) - block.page] += 1

    def counts(block: Block) -> bool:
        if not block.text.isdecimal() or block.page is None or len(pages) < _FEW_PAGES:
            return True
        return distances[int(block.text) - block.page] > 1

    return counts


def _unwrap(blocks: list[Block]) -> list[Block]:
    """Call the paragraphs of a hard-wrapped document what they are: lines.

    Markdown and text made from print keep the lines of the page; then most of them end in the
    middle of a sentence and none is long.
    """
    plain = [b for b in blocks if b.kind is BlockKind.PARAGRAPH and b.hint is None]
    if len(plain) < 20:
        return blocks
    lengths = sorted(len(b.text) for b in plain)
    if lengths[int(len(lengths) * 0.98)] > 120:
        return blocks
    # Torn lines come near the width of the page; headings and short paragraphs do not.
    width = lengths[int(len(lengths) * 0.98)]
    long = [b for b in plain if len(b.text) > max(lengths[len(lengths) // 2] * 0.8, 0.6 * width)]
    if len(long) < 0.5 * len(plain):
        return blocks
    torn = sum(1 for b in long if not _ends_sentence(b.text) and b.text[-1] != ",")
    if torn < 0.35 * len(long):
        return blocks
    return [
        replace(b, kind=BlockKind.LINE) if b.kind is BlockKind.PARAGRAPH and b.hint is None else b
        for b in blocks
    ]


def _line_width(blocks: Iterable[Block]) -> float:
    lengths = sorted(len(b.text) for b in blocks if b.kind is BlockKind.LINE)
    return float(lengths[int(len(lengths) * 0.85)]) if lengths else 0.0


# Begun at word starts only: a run of a million letters would cost its square.
_HYPHENED = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]+")


def _hyphen_vocabulary(blocks: Iterable[Block]) -> frozenset[str]:
    """Words that the document writes with a hyphen inside a line (``drug-related``)."""
    return frozenset(word.lower() for b in blocks for word in _HYPHENED.findall(b.text))


def _ends_sentence(text: str) -> bool:
    stripped = text.rstrip(_CLOSING + " ")
    return bool(stripped) and stripped[-1] in _TERMINAL


def _is_caps(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def starts_unit(text: str, languages: frozenset[str]) -> bool:
    """Tell whether ``text`` begins like an article, a chapter, a schedule."""
    head = text[:60]
    return any(pattern.match(head) for _, pattern in units_for(languages))


def starts_article(text: str, languages: frozenset[str]) -> bool:
    """Tell whether ``text`` begins like an article or section."""
    return any(unit.kind in BASIC and pattern.match(text) for unit, pattern in units_for(languages))


def starts_label(text: str, languages: frozenset[str]) -> bool:
    """Tell whether ``text`` begins with the label of a paragraph or list item."""
    return bool(read_labels(text, languages)) or bool(_BULLET.match(text))


def _continues(
    so_far: Growing,
    previous: Block,
    block: Block,
    width: float,
    languages: frozenset[str],
    structured: bool,
) -> bool:
    """Tell whether ``block`` goes on with the paragraph that ended in ``previous``."""
    if block.kind is BlockKind.LINE and so_far.length <= 12 and _BARE_LABEL.fullmatch(so_far.head.strip()):
        # "31." at the end of a sentence, and then "3." of the next paragraph.
        counts_on = (
            starts_label(block.text, languages) and block.text[0].isdigit() == so_far.head[0].isdigit()
        )
        return not counts_on and not starts_unit(block.text, languages)
    if block.kind is BlockKind.LINE and previous.kind is BlockKind.LINE:
        return _line_continues(so_far, previous.text, block.text, width, languages)
    text_kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.LINE)
    if structured or block.kind not in text_kinds or previous.kind not in text_kinds:
        return False
    if block.label or block.hint or so_far.first.hint or not block.text[0].islower() or so_far.length < 40:
        return False
    if not (so_far.last[-1].isalnum() or so_far.last[-1] in "-‐") or _CONJUNCTION.search(so_far.last):
        return False
    return not starts_label(block.text, languages)


def _line_continues(so_far: Growing, last: str, line: str, width: float, languages: frozenset[str]) -> bool:
    if starts_unit(line, languages):
        return False
    if starts_label(line, languages) or _AMENDED.match(line) or _BARE_LABEL.fullmatch(line):
        return False
    ended = _ends_sentence(last)
    if line.startswith("[") and starts_article(so_far.head, languages) and _DATE.match(line):
        return False
    if ended and any(closes(line, language) for language in languages):
        return False
    if ended and _QUOTED_LABEL.match(line):
        return False
    if _NUMBERED.match(line) and (ended or len(last) < 0.8 * width):
        return False
    first = next((c for c in line if c.isalpha()), "")
    lower = first.islower()
    if _HYPHEN_END.search(last) and lower:
        return True
    full = len(last) >= 0.8 * width
    if lower:
        # A sentence that ended on a short line does not go on in lower case, but a list may.
        return not (ended and not full)
    if ended:
        return full and len(last) >= 0.9 * width and not _is_caps(line)
    if _is_caps(last) != _is_caps(line) and so_far.length < 300:
        return False
    if starts_unit(so_far.head, languages) and not full:
        return False
    cased = first.isupper()
    if cased and len(last) < 0.6 * width:
        return _is_caps(last) and _is_caps(line)
    return full or not cased or len(last) >= 0.6 * width


def _glue(head: str, tail: str, hyphenated: frozenset[str]) -> tuple[str, bool]:
    """What stands between a line and the next, and whether the hyphen at the end of the first goes."""
    broken = _HYPHEN_END.search(head)
    if broken and tail[0].islower():
        after = re.match(r"[^\W\d_]+", tail)
        whole = f"{broken[1]}-{after[0] if after else ''}".lower()
        return "", whole not in hyphenated
    if _NO_SPACE.search(head) and _NO_SPACE_START.search(tail) and not _is_hangul(head[-1]):
        return "", False
    return " ", False


def _is_hangul(char: str) -> bool:
    return "HANGUL" in unicodedata.name(char, "")
