"""Setting words of many scripts in a Word document: fonts, languages and directions of runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from corpus.languages import direction

Element = Any  # an lxml element; python-docx has no types

SERIF, SANS = "Times New Roman", "Arial"
"""The first for the words of instruments, the second for everything that Narcord itself says."""

# East Asian fonts and the languages by which Word tells the forms of shared characters apart.
_EAST_ASIAN = {
    "zh": ("SimSun", "zh-CN"),
    "zh-Hant": ("PMingLiU", "zh-TW"),
    "ja": ("MS Mincho", "ja-JP"),
    "ko": ("Batang", "ko-KR"),
}
# Scripts that Word calls complex: their font and language are apart from those of all others.
_COMPLEX = {
    "ar": (SERIF, "ar-SA"),
    "fa": (SERIF, "fa-IR"),
    "prs": (SERIF, "prs-AF"),
    "ps": (SERIF, "ps-AF"),
    "ur": (SERIF, "ur-PK"),
    "he": (SERIF, "he-IL"),
    "th": ("Leelawadee UI", "th-TH"),
    "lo": ("Leelawadee UI", "lo-LA"),
    "km": ("Leelawadee UI", "km-KH"),
    "my": ("Myanmar Text", "my-MM"),
    "bn": ("Nirmala UI", "bn-BD"),
    "hi": ("Nirmala UI", "hi-IN"),
    "ne": ("Nirmala UI", "ne-NP"),
    "si": ("Nirmala UI", "si-LK"),
    "ta": ("Nirmala UI", "ta-IN"),
}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CLOSES = {")": "(", "]": "[", "}": "{", "»": "«"}
_STRONG = frozenset(("L", "R", "AL"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text that runs one way."""

    text: str
    rtl: bool


def legal(text: str) -> str:
    """Return text with a replacement sign for each character that XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def stretches(text: str, rtl: bool) -> Iterator[Stretch]:
    """Yield text in pieces that run one way; signs without a direction go with what is around them.

    >>> [(each.text, each.rtl) for each in stretches("ماده 3 (INCB) است", True)]
    [('ماده 3 (', True), ('INCB', False), (') است', True)]
    """
    start, end, way = 0, 0, rtl
    for at, sign in enumerate(text):
        kind = unicodedata.bidirectional(sign)
        if kind not in _STRONG:
            continue
        new = kind != "L"
        if new != way:
            # Between two stretches, what has no direction belongs to the text around both.
            cut = at if way == rtl else _closed(text, start, end)
            if cut > start:
                yield Stretch(text[start:cut], way)
            start, way = cut, new
            if cut < at and new != rtl:
                yield Stretch(text[cut:at], rtl)
                start = at
        end = at + 1
    end = _closed(text, start, end)
    if way != rtl and end < len(text):
        yield Stretch(text[start:end], way)
        start, way = end, rtl
    if start < len(text):
        yield Stretch(text[start:], way)


def _closed(text: str, start: int, end: int) -> int:
    """Return where a stretch ends if it takes in the brackets right after it that it opened itself."""
    while text[end : end + 1] in _CLOSES and text[start:end].count(_CLOSES[text[end]]) > text[
        start:end
    ].count(text[end]):
        end += 1
    return end


def runs_from_right(text: str, language: str | None) -> bool:
    """Whether a paragraph runs from right to left: by its language, or else by its first letter."""
    if language is not None:
        return direction(language) == "rtl"
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in _STRONG), "L") != "L"


def make_runs(
    text: str, language: str | None, *, font: str | None = None, style: str | None = None, bold: bool = False
) -> Iterator[Element]:
    """Yield the runs (``w:r``) of a text; without a language its letters say which way it runs.

    ``font`` is that of Latin and Cyrillic letters, by default the paragraph's; ``style`` a character style.
    """
    text = legal(text)
    for stretch in stretches(text, runs_from_right(text, language)):
        run = OxmlElement("w:r")
        run.text = stretch.text
        properties = run.get_or_add_rPr()
        for name, values in _properties(stretch, language, font, style, bold):
            child = OxmlElement(f"w:{name}")
            for key, value in values.items():
                child.set(qn(f"w:{key}"), value)
            properties.append(child)
        yield run


def _properties(
    stretch: Stretch, language: str | None, font: str | None, style: str | None, bold: bool
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the properties of a run in the order that the format wants."""
    if style:
        yield "rStyle", {"val": style}
    fonts = {"ascii": font, "hAnsi": font, "cs": font} if font else {}
    tongues: dict[str, str] = {}
    if language in _EAST_ASIAN:
        name, tag = _EAST_ASIAN[language]
        # The hint settles signs that both scripts have, such as quotation marks.
        fonts |= {"eastAsia": name, "hint": "eastAsia"}
        tongues["eastAsia"] = tag
    elif language in _COMPLEX:
        name, tag = _COMPLEX[language]
        fonts |= {"cs": name}
        tongues["bidi"] = tag
    elif language:
        tongues["val"] = language
    if stretch.rtl and "cs" not in fonts:
        fonts["cs"] = SERIF
    if fonts:
        yield "rFonts", fonts
    if bold:
        yield "b", {}
        yield "bCs", {}
    if stretch.rtl:
        yield "rtl", {}
    elif language in _COMPLEX and not _is_latin(stretch.text):
        yield "cs", {}
    if tongues:
        yield "lang", tongues


def _is_latin(text: str) -> bool:
    return all(ord(sign) < 0x250 or not sign.isalpha() for sign in text)
