"""Gaps and repeats in the rows of numbers that a document counts with.

A row is what counts together: the articles of a document, the paragraphs of an article, the
letters of a list. Whatever is inserted (``12bis``, ``5-2``, ``35A``) belongs to the number that it
follows; letters that the lists of a language pass over leave no gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Doubt, DoubtCode, Provision, ProvisionKind
from corpus.numerals import read_roman

_GROUPS = frozenset(
    {
        ProvisionKind.BOOK,
        ProvisionKind.PART,
        ProvisionKind.TITLE,
        ProvisionKind.CHAPTER,
        ProvisionKind.DIVISION,
    }
)
# Provisions on their own entry into force, of the law and of each law that amended it: databases
# print of the latter what concerns the law.
_SUPPLEMENT = "part_suppl"
_LARGE = _GROUPS | {ProvisionKind.SECTION, ProvisionKind.ARTICLE}
_SMALL = ("art_", "sec_", "para_", "subpara_", "point_", "indent_")
_COUNTED = {
    ProvisionKind.BOOK: "books",
    ProvisionKind.PART: "parts",
    ProvisionKind.TITLE: "titles",
    ProvisionKind.CHAPTER: "chapters",
    ProvisionKind.DIVISION: "divisions",
    ProvisionKind.SECTION: "sections",
    ProvisionKind.ARTICLE: "articles",
    ProvisionKind.PARAGRAPH: "paragraphs",
    ProvisionKind.SUBPARAGRAPH: "subparagraphs",
    ProvisionKind.POINT: "points",
    ProvisionKind.SCHEDULE: "schedules",
    ProvisionKind.ENTRY: "entries",
}
# Letters that lists of a language pass over. Vietnamese đ comes as d with a mark of its own.
_SKIPPED = {"vi": "fjwz", "tr": "qwx", "az": "w", "cs": "qw", "it": "jkwxy", "es": "kw"}
# Uzbek laws in Latin letters count on in the order of the Cyrillic ones: a) b) v) g) d).
_ORDERS = {"uz": "abvgdejziklmnoprstufx"}
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_MOST_NAMED = 8
_DUPLICATE = re.compile(r"-dup\d+$")
_NUMBER = re.compile(r"(\d{1,6})(?!\d)-?(\d{1,4}(?!\d))?")


@dataclass(frozen=True, slots=True)
class Counted:
    """One number of a row: its value, and the last value where it stands for several (``5-7``)."""

    eid: str
    value: int
    last: int


def find_numbering_doubts(provisions: Sequence[Provision], language: str) -> list[Doubt]:
    """Return the gaps and repeats in the numbering of one language version, a doubt for each row."""
    doubts: list[Doubt] = []
    extracts: list[str] = []
    for (holder, kind), members in _rows(provisions).items():
        where = f" of {holder}" if holder else ""
        numbered = [member for member in members if member.label]
        repeated = [member for member in numbered if _DUPLICATE.search(member.eid)]
        if repeated:
            labels = ", ".join(dict.fromkeys(_show(member) for member in repeated[:_MOST_NAMED]))
            more = f" and {len(repeated) - _MOST_NAMED} more" if len(repeated) > _MOST_NAMED else ""
            detail = f"{_COUNTED[kind]}{where}: {labels}{more} repeated"
            doubts.append(Doubt(DoubtCode.REPEAT, detail, _page(repeated[0]), repeated[0].eid))
        row = Row.read(numbered, [_num(member) for member in members], language)
        if row is not None and (missing := sorted(set(row.gaps()))):
            detail = f"{_COUNTED[kind]}{where}: {row.spell(missing)} missing"
            if holder.startswith(_SUPPLEMENT):
                extracts.append(holder)
                continue
            doubts.append(Doubt(DoubtCode.GAP, detail, _page(numbered[0]), row.counted[0].eid))
    if extracts:
        detail = f"numbers are missing in {len(extracts)} supplementary provisions, which are often extracts"
        doubts.append(Doubt(DoubtCode.GAP, detail, None, extracts[0]))
    return doubts


def _page(provision: Provision) -> int | None:
    return provision.pages[0] if provision.pages else None


def _show(provision: Provision) -> str:
    return provision.label[:30].rstrip(" .:-–—")


def _rows(provisions: Iterable[Provision]) -> dict[tuple[str, ProvisionKind], list[Provision]]:
    """The provisions by what counts them: the eId before theirs, and their kind.

    Chapters may count on from part to part, so groups of one kind are one row; and so are what
    stands in repetitions of a holder. Rows without a printed number are left out.
    """
    rows: dict[tuple[str, ProvisionKind], list[Provision]] = {}
    for provision in provisions:
        if provision.kind in _COUNTED:
            holder = provision.eid.rpartition("__")[0]
            if provision.kind in _LARGE and holder.rpartition("__")[2].startswith(_SMALL):
                continue  # an article inside a paragraph is quoted by an amendment, with its own number
            if provision.kind in _GROUPS:
                holder = ""
            rows.setdefault((holder, provision.kind), []).append(provision)
    return {key: members for key, members in rows.items() if any(member.label for member in members)}


def _num(provision: Provision) -> str:
    return _DUPLICATE.sub("", provision.eid).rpartition("__")[2].partition("_")[2]


@dataclass(frozen=True, slots=True)
class Row:
    """Numbers that count together, in document order; ``present`` are all values that there are.

    ``signs`` are the letters that the row counts with, in their order, "" for numbers.
    """

    counted: tuple[Counted, ...]
    present: frozenset[int]
    signs: str = ""

    @classmethod
    def read(cls, members: Sequence[Provision], nums: Sequence[str], language: str) -> Row | None:
        """Return the row of ``members``; ``nums`` are all numbers in it, also those not printed."""
        pairs = [(member.eid, _num(member)) for member in members]
        numbers = [pair for pair in pairs if pair[1][:1].isdigit()]
        if len(numbers) >= len(pairs) - len(numbers):
            counted = tuple(_read_numbers(numbers))
            unprinted = {int(num) for num in nums if num.isdigit() and len(num) < 7}
            return cls(counted, _values(counted) | unprinted) if counted else None
        letters = [pair for pair in pairs if pair[1].isalpha()]
        if _is_roman([num for _, num in letters]):
            romans = [(eid, read_roman(num)) for eid, num in letters]
            counted = tuple(Counted(eid, value, value) for eid, value in romans if value is not None)
            return cls(counted, _values(counted)) if counted else None
        signs = _ORDERS.get(language) or "".join(
            sign for sign in _ALPHABET if sign not in _SKIPPED.get(language, "")
        )
        places = [(eid, signs.index(num) + 1) for eid, num in letters if len(num) == 1 and num in signs]
        counted = tuple(Counted(eid, value, value) for eid, value in places)
        return cls(counted, _values(counted), signs) if counted else None

    def gaps(self) -> Iterator[int]:
        """Yield the values that are passed over; a row that starts again counts anew."""
        yield from (value for value in range(1, self.counted[0].value) if value not in self.present)
        for before, after in pairwise(self.counted):
            if after.value > before.last + 1:
                passed = range(before.last + 1, after.value)
                yield from (value for value in passed if value not in self.present)

    def spell(self, values: Sequence[int]) -> str:
        """Write values as ranges, in the signs of the row.

        >>> Row((), frozenset()).spell([1, 2, 3, 7])
        '1-3, 7'
        """
        ranges: list[list[int]] = []
        for value in values:
            if ranges and ranges[-1][-1] == value - 1:
                ranges[-1] = [ranges[-1][0], value]
            else:
                ranges.append([value])
        return ", ".join(
            "-".join(self.signs[v - 1] if self.signs else str(v) for v in item) for item in ranges
        )


def _values(counted: Iterable[Counted]) -> frozenset[int]:
    return frozenset(value for item in counted for value in range(item.value, item.last + 1))


def _is_roman(nums: Sequence[str]) -> bool:
    """Tell i, ii, iii from g, h, i: a list that begins with i, or has Roman numerals of two letters."""
    readable = [num for num in nums if read_roman(num) is not None]
    mostly = len(readable) > 0.7 * len(nums)
    return mostly and (nums[0] == "i" or any(len(num) > 1 for num in readable))


def _read_numbers(nums: Sequence[tuple[str, str]]) -> Iterator[Counted]:
    for place, (eid, num) in enumerate(nums):
        found = _NUMBER.match(num)
        if not found:
            continue
        value = last = int(found[1])
        if found[2] and int(found[2]) > value:
            # "5-7" is three repealed articles where 8 follows, else the seventh inserted after 5.
            following = _NUMBER.match(nums[place + 1][1]) if place + 1 < len(nums) else None
            last = int(found[2]) if following and int(following[1]) > int(found[2]) else value
        yield Counted(eid, value, last)
