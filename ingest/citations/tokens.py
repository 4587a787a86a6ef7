"""Reading the words of the table in a text: units with their numbers, pointers, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.eid import number_to_num
from ingest.citations.grammar import Grammar, Level, Role, Row, Scheme, plain
from ingest.citations.table import Scanner

# Ordinals that are declined: the stem tells the number.
_STEMS = (
    ("перв", "1"), ("перш", "1"), ("втор", "2"), ("друг", "2"), ("трет", "3"), ("четв", "4"),
    ("пят", "5"), ("п'ят", "5"), ("п’ят", "5"), ("шест", "6"), ("шост", "6"), ("седьм", "7"),
    ("сьом", "7"), ("восьм", "8"), ("девят", "9"), ("десят", "10"), ("eerste", "1"),
    ("tweede", "2"), ("derde", "3"), ("vierde", "4"), ("vijfde", "5"), ("zesde", "6"),
    ("zevende", "7"), ("achtste", "8"), ("negende", "9"), ("tiende", "10"), ("elfde", "11"),
    ("twaalfde", "12"), ("birinc", "1"), ("ikinc", "2"), ("üçüncü", "3"), ("dördüncü", "4"),
    ("beşinci", "5"), ("altıncı", "6"), ("yedinci", "7"), ("sekizinci", "8"), ("dokuzuncu", "9"),
    ("onuncu", "10"), ("ikkinchi", "2"), ("uchinchi", "3"), ("toʻrtinchi", "4"),
    ("beshinchi", "5"), ("oltinchi", "6"), ("yettinchi", "7"), ("sakkizinchi", "8"),
    ("first", "1"), ("second", "2"), ("third", "3"), ("fourth", "4"), ("หนึ่ง", "1"), ("แรก", "1"),
    ("สอง", "2"), ("สาม", "3"), ("สี่", "4"), ("ห้า", "5"), ("หก", "6"), ("เจ็ด", "7"),
    ("แปด", "8"), ("เก้า", "9"), ("สิบ", "10"), ("أولا", "1"), ("ثانيا", "2"), ("ثالثا", "3"),
    ("رابعا", "4"), ("خامسا", "5"),
)  # fmt: skip
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_REPEATED = re.compile(r"\s+(bis|ter|quater|quinquies)\b")
_BRACKETED = re.compile(r"[(（]|[a-z](?:\.\d+)?\)")
_PIECE = re.compile(r"[^()]+")
_GROWTH = 140  # characters before the key word in which a title may begin
_NO_TITLE_YET = re.compile(
    r"(?:The|A|An|This|Under|In|Of|And|Or|Section|Article|(?-i:[a-z]+)|\S*\d\S*|.*,\s+the(?=\s))\s+"
    r"|(?:及び|又は|並びに|若しくは|の|等|に|ただし|旧|第[零〇一二三四五六七八九十百千]+条中?)(?=[\u3040-\u9fff])"
)
_HEAD_AND_YEAR = re.compile(r"[A-Z]\w+,?(?: of)? (?:18|19|20)\d\d")
_JOINED_LAWS = re.compile(r"(?<=[法令則例])(?:及び|、|又は|並びに|若しくは|の)")


@dataclass(frozen=True, slots=True)
class Name:
    """Another instrument as the words name it: ``words`` for people, ``key`` where they give one."""

    words: str
    scheme: Scheme
    key: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One number of a list, level by level; ``through`` ends a range that the item before began.

    ``headed`` tells that its first number stands without brackets.
    """

    levels: tuple[str, ...]
    start: int
    end: int
    through: bool = False
    headed: bool = True

    @property
    def may_be_a_section(self) -> bool:
        """Whether the number of an inner unit begins with its section's: "subsection 38(2)"."""
        return self.headed and len(self.levels) > 1 and self.levels[0][0].isdigit()


@dataclass(frozen=True, slots=True)
class Token:
    """Words that a row of the table recognised. ``apart`` says that it counts in a supplement (附則)."""

    row: Row
    start: int
    end: int
    items: tuple[Item, ...] = ()
    name: Name | None = None
    apart: bool = False

    @property
    def role(self) -> Role:
        """What the words do."""
        return self.row.role

    @property
    def level(self) -> Level:
        """How deep the unit lies."""
        return self.row.level


def tokens(text: str, scanner: Scanner) -> Iterator[Token]:
    """Yield what the rows of ``scanner`` recognise in ``text``, in order, without overlaps."""
    for match in scanner.union.finditer(text):
        place = int((match.lastgroup or "r0")[1:])
        exact = scanner.row_at(place).match(text, match.start())
        if exact is not None:
            token = _read(exact, place, scanner)
            if token is not None:
                yield token


def _read(match: re.Match[str], place: int, scanner: Scanner) -> Token | None:
    row = scanner.rows[place]
    start, end = match.span()
    if row.role is Role.UNIT:
        groups = {key: match.span(key) for key, value in match.groupdict().items() if value}
        span = groups.get("n") or groups.get("m")
        plus = match.groupdict().get("plus") or ""
        items = read_items(match.string, span, scanner.grammar, plus) if span else ()
        if items is None:
            return None
        if "plus" in groups and len(items) == 1:
            items = (Item(items[0].levels, items[0].start, groups["plus"][1]),)
        return Token(row, start, end, items, apart="supp" in groups)
    if row.role in (Role.NAME, Role.TERM):
        return _read_name(match, row, scanner.grows[place])
    return Token(row, start, end)


def _read_name(match: re.Match[str], row: Row, grow: re.Pattern[str] | None) -> Token | None:
    start, end = match.span()
    groups = {key: value for key, value in match.groupdict().items() if value is not None}
    if row.role is Role.TERM:
        return Token(row, start, end, name=Name(plain(groups.get("t", match[0])), Scheme.TITLE))
    if row.scheme is Scheme.CONVENTION:
        return Token(row, start, end, name=Name(plain(match[0]), row.scheme, row.key))
    if row.scheme is Scheme.NUMBER:
        return Token(row, start, end, name=Name(plain(match[0]), row.scheme, _fill(row.key, groups)))
    if grow is not None:
        before = match.string[max(0, start - _GROWTH) : start]
        found = grow.search(before)
        if found is None:
            # "the Act" alone names nothing; "Code of Criminal Procedure" does.
            if match[0].isalpha() or "第" in match.string[end : end + 1]:
                return None
        else:
            grown = found[0]
            while (cut := _NO_TITLE_YET.match(grown)) is not None and cut.end():
                grown = grown[cut.end() :]
            cuts = [cut.end() for cut in _JOINED_LAWS.finditer(grown)]
            grown = grown[cuts[-1] :] if cuts else grown
            if not grown and match[0].isalpha():
                return None
            start -= len(grown)
    words = plain(groups.get("t") or match.string[start:end])
    if _HEAD_AND_YEAR.fullmatch(words):
        return None
    return Token(row, start, end, name=Name(re.sub(r"（.*）$", "", words), Scheme.TITLE))


def _fill(template: str, groups: dict[str, str]) -> str:
    values = {key: plain(value) for key, value in groups.items()}
    first = next(iter(values.values()), "")
    read = {key: number_to_num(value) if key.startswith("n") else value for key, value in values.items()}
    # One template serves several ways to write a number: its first group is whichever was found.
    return (
        re.sub(r"\{(\w+)\}", lambda m: read.get(m[1], first), template)
        .replace(" / ", "/")
        .replace("م /", "م/")
    )


def read_items(text: str, span: tuple[int, int], grammar: Grammar, plus: str = "") -> tuple[Item, ...] | None:
    """Read the list of numbers at ``span``; None if one of them cannot be read."""
    items: list[Item] = []
    start, end = span
    at = start
    while at < end:
        match = grammar.one.match(text, at, end) or grammar.one.search(text, at, end)
        if match is None:
            break
        levels = read_levels(match[0] + plus)
        if not levels:
            return None
        headed = _BRACKETED.match(match[0]) is None
        if items and not headed:
            levels = _beside(items[-1].levels, levels)
        through = bool(items) and grammar.spans.match(text[items[-1].end : match.start()]) is not None
        items.append(Item(levels, match.start(), match.end(), through, headed))
        joint = grammar.joint.match(text, match.end(), end)
        at = joint.end() if joint is not None else match.end()
    if not items:
        levels = read_levels(text[start:end] + plus)
        return (Item(levels, start, end),) if levels else None
    return tuple(items)


@lru_cache(maxsize=8192)
def read_levels(printed: str) -> tuple[str, ...]:
    """Read a printed number, level by level.

    >>> read_levels("38(2)(b)"), read_levels("12 bis"), read_levels("второй")
    (('38', '2', 'b'), ('12bis',), ('2',))
    """
    pieces = _PIECE.findall(_REPEATED.sub(r"\1", printed))
    nums = tuple(num for piece in pieces if piece.strip(" .,") if (num := _num(piece.strip(" \"'“”«»‘’"))))
    return nums if len(nums) == len([p for p in pieces if p.strip(" .,")]) else ()


def _num(printed: str) -> str:
    lowered = printed.lower().replace("i̇", "i")
    for stem, num in _STEMS:
        if lowered.startswith(stem):
            extra = "".join(c for c in printed if c in "⁰¹²³⁴⁵⁶⁷⁸⁹").translate(_SUPERSCRIPT)
            return f"{num}-{extra}" if extra else num
    num = number_to_num(printed, roman=False)
    return "" if num.isalpha() and len(num) > 4 else num


def _beside(before: tuple[str, ...], levels: tuple[str, ...]) -> tuple[str, ...]:
    """Complete "(c)" after "38(2)(b)": it stands where the last number of its sort stood."""
    for depth in range(len(before) - 1, -1, -1):
        if before[depth].isalpha() == levels[0].isalpha():
            return (*before[:depth], *levels)
    return (*before, *levels) if len(before) > 1 else levels
