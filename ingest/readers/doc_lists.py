"""The lists of Word 97-2003 files: what number Word shows before a paragraph ([MS-DOC] 2.9.131, 2.9.147)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from ingest.readers.docx_numbering import write_number

_LIST, _LEVEL, _OVERRIDE = 28, 28, 16  # sizes of LSTF, LVLF and LFO
_LEVELS = 9
_SIMPLE, _LEGAL = 0x01, 0x04
_RESTARTS, _REDEFINES = 0x10, 0x20
_LONGEST = 200  # characters of a number's pattern; Word allows 31
# MSONFC codes of numbers -> the names that DOCX gives them; others are written in digits.
_FORMS = {
    1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 18: "decimalEnclosedCircle", 22: "decimalZero",
    23: "bullet", 24: "ganada", 25: "chosung", 33: "chineseCounting", 35: "chineseCounting",
    37: "chineseCounting",
    39: "chineseCountingThousand", 41: "koreanDigital", 43: "koreanCounting", 46: "arabicAlpha",
    48: "arabicAbjad", 51: "hindiNumbers", 53: "thaiLetters", 54: "thaiNumbers", 58: "russianLower",
    59: "russianUpper", 255: "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its pattern holds characters 0 to 8 in the place of the levels' numbers."""

    start: int
    form: str
    pattern: str
    legal: bool  # all levels in digits

    @property
    def shown(self) -> bool:
        """Whether the level shows a number at all."""
        return self.form not in ("bullet", "none") or any(ord(c) < _LEVELS for c in self.pattern)


@dataclass(slots=True)
class Lists:
    """The lists of a document, by the numbers that paragraphs name them by, and how far each has counted."""

    levels: dict[int, dict[int, Level]] = field(default_factory=dict)  # by list and depth
    list_of: list[int] = field(default_factory=list)  # override -> list
    changes: dict[int, dict[int, Level]] = field(default_factory=dict)  # by override and depth
    starts: dict[int, dict[int, int]] = field(default_factory=dict)
    counters: dict[int, dict[int, int]] = field(default_factory=dict)
    used: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def read(cls, table: bytes, lists: tuple[int, int], overrides: tuple[int, int]) -> Lists:
        """Read the two tables, given by offset and length; what is cut off is left out.

        Raises:
            struct.error: the tables end too early.
        """
        found = cls()
        if lists[1] >= 2:
            found._read_lists(table, *lists)
        if overrides[1] >= 4:
            found._read_overrides(table, overrides[0])
        return found

    def _read_lists(self, table: bytes, offset: int, length: int) -> None:
        (count,) = struct.unpack_from("<h", table, offset)
        heads = []
        for index in range(min(count, (length - 2) // _LIST)):
            at = offset + 2 + index * _LIST
            identity, flags = struct.unpack_from("<i", table, at)[0], table[at + 26]
            heads.append((identity, 1 if flags & _SIMPLE else _LEVELS))
        at = offset + 2 + len(heads) * _LIST  # the levels follow behind the table
        for identity, depth in heads:
            levels: dict[int, Level] = {}
            for level in range(depth):
                levels[level], at = _read_level(table, at)
            self.levels[identity] = levels

    def _read_overrides(self, table: bytes, offset: int) -> None:
        (count,) = struct.unpack_from("<i", table, offset)
        count = max(0, min(count, (len(table) - offset - 4) // _OVERRIDE))
        at = offset + 4
        changed = []
        for _ in range(count):
            self.list_of.append(struct.unpack_from("<i", table, at)[0])
            changed.append(table[at + 12])
            at += _OVERRIDE
        for index, levels in enumerate(changed):
            at += 4
            for _ in range(min(levels, _LEVELS)):
                start, flags = struct.unpack_from("<iI", table, at)
                at += 8
                depth = flags & 0x0F
                if flags & _REDEFINES:
                    level, at = _read_level(table, at)
                    self.changes.setdefault(index, {})[depth] = level
                    start = level.start
                if flags & _RESTARTS:
                    self.starts.setdefault(index, {})[depth] = start

    def advance(self, override: int, depth: int) -> str | None:
        """Count a paragraph that names ``override`` (from 1) and return its number as shown.

        "" stands for a bullet, None for a list that the file does not hold.
        """
        index = override - 1
        if not 0 <= index < len(self.list_of):
            return None
        identity = self.list_of[index]
        levels = {**self.levels.get(identity, {}), **self.changes.get(index, {})}
        level = levels.get(depth)
        if level is None:
            return None
        counters = self.counters.setdefault(identity, {})
        start = self.starts.get(index, {}).get(depth)
        if start is not None and (index, depth) not in self.used:
            counters[depth] = start
        else:
            counters[depth] = counters.get(depth, level.start - 1) + 1
        self.used.add((index, depth))
        for deeper in [each for each in counters if each > depth]:
            del counters[deeper]
        if not level.shown:
            return ""
        return "".join(
            _write(levels.get(ord(c)), counters.get(ord(c)), level.legal) if ord(c) < _LEVELS else c
            for c in level.pattern
        ).strip()


def _read_level(table: bytes, at: int) -> tuple[Level, int]:
    start, form, flags = struct.unpack_from("<iBB", table, at)
    characters, paragraph = table[at + 24], table[at + 25]
    at += _LEVEL + characters + paragraph
    (length,) = struct.unpack_from("<H", table, at)
    raw = table[at + 2 : at + 2 + 2 * length]
    pattern = raw.decode("utf-16-le", "replace")[:_LONGEST]
    return Level(start, _FORMS.get(form, "decimal"), pattern, bool(flags & _LEGAL)), at + 2 + 2 * length


def _write(level: Level | None, number: int | None, legal: bool) -> str:
    if level is None or level.form in ("bullet", "none"):
        return ""
    return write_number(level.start if number is None else number, "decimal" if legal else level.form)
