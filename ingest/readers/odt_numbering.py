"""The list styles of OpenDocument texts: what number an office program shows before an item."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.readers.docx_numbering import write_number

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DEEPEST = 10  # levels, by the standard

# style:num-format -> the name that write_number knows; the long ones are those of LibreOffice.
_FORMS = {
    "1": "decimal", "i": "lowerRoman", "I": "upperRoman", "01, 02, 03, ...": "decimalZero",
    "一, 二, 三, ...": "chineseCounting", "一, 二, 三, ": "chineseCounting", "أ, ب, ت, ...": "arabicAlpha",
    "أ, ب, ج, ...": "arabicAbjad", "А, Б, .., Аа, Аб, ... (ru)": "russianUpper",
    "а, б, .., аа, аб, ... (ru)": "russianLower", "А, Б, .., Аа, Бб, ... (ru)": "russianUpper",
    "а, б, .., аа, бб, ... (ru)": "russianLower",
}  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style; ``form`` is "" for bullets and for levels that show nothing."""

    form: str
    prefix: str
    suffix: str
    start: int
    shown: int  # how many levels the number shows: 1.2.3 shows three

    @classmethod
    def of(cls, element: Any) -> Level:
        """Read a ``text:list-level-style-number`` or its like."""
        return cls(
            element.get(f"{STYLE}num-format", ""),
            element.get(f"{STYLE}num-prefix", ""),
            element.get(f"{STYLE}num-suffix", ""),
            count(element.get(f"{TEXT}start-value"), 1),
            count(element.get(f"{TEXT}display-levels"), 1),
        )


ListStyle = dict[int, Level]


def count(value: str | None, default: int) -> int:
    """Return a number as attributes write it, ``default`` for anything else."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else default


def read_list_styles(root: Any) -> dict[str, ListStyle]:
    """Return the list styles below ``root`` by name; the numbering of headings has the name ""."""
    styles: dict[str, ListStyle] = {}
    for tag, named in ((f"{TEXT}list-style", True), (f"{TEXT}outline-style", False)):
        for style in root.iter(tag):
            levels = {
                count(level.get(f"{TEXT}level"), 1): Level.of(level)
                for level in style
                if isinstance(level.tag, str)
            }
            styles[style.get(f"{STYLE}name", "") if named else ""] = levels
    return styles


@dataclass(slots=True)
class Counter:
    """How far one list has counted, per level from 1."""

    style: ListStyle
    reached: dict[int, int] = field(default_factory=dict)

    def advance(self, level: int, start: int | None = None) -> str:
        """Count an item and return its number as shown, "" for a bullet."""
        own = self.style.get(level)
        begin = own.start if own else 1
        self.reached[level] = start if start is not None else self.reached.get(level, begin - 1) + 1
        for deeper in [each for each in self.reached if each > level]:
            del self.reached[deeper]
        if own is None or not own.form:
            return ""
        first = max(1, level - max(1, min(own.shown, _DEEPEST)) + 1)
        numbers = [self._write(each) for each in range(first, level + 1)]
        return f"{own.prefix}{'.'.join(number for number in numbers if number)}{own.suffix}".strip()

    def _write(self, level: int) -> str:
        style = self.style.get(level)
        if style is None or not style.form:
            return ""
        number = self.reached.get(level, style.start)
        if style.form in ("a", "A"):
            letters = _spell(number)
            return letters if style.form == "a" else letters.upper()
        return write_number(number, _FORMS.get(style.form, "decimal"))


def _spell(number: int) -> str:
    """Write a number in letters as OpenDocument counts: z is followed by aa, ab ..."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters
