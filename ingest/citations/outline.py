"""The provisions of a document as a tree in which a number can be looked up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from corpus.eid import number_to_num
from corpus.model import Provision, ProvisionKind
from ingest.citations.grammar import Level

UNITS = (ProvisionKind.ARTICLE, ProvisionKind.SECTION)
_UNIT_PREFIXES = tuple(kind.value for kind in UNITS)
_INNER = ("para", "subpara", "point", "indent", "item")
_SUPPLEMENT = "part_suppl"
_DIGITS = re.compile(r"\d+(?![\d⁰¹²³⁴⁵⁶⁷⁸⁹])")


class Outline:
    """Looks up units by number; names of eIds alone matter, so it serves stored ones as well."""

    def __init__(self, eids: Iterable[str], printed: Mapping[str, str] | None = None) -> None:
        self.order: list[str] = list(eids)
        self._printed = printed or {}
        self.eids = frozenset(self.order)
        self.children: dict[str, list[str]] = defaultdict(list)
        for eid in self.order:
            above, _, _ = eid.rpartition("__")
            self.children[above].append(eid)
        self._units: dict[str, list[str]] = defaultdict(list)
        for eid in self.order:
            above, _, last = eid.rpartition("__")
            if last.partition("_")[0] in _UNIT_PREFIXES:
                self._units[above].append(eid)

    @classmethod
    def of(cls, provisions: Sequence[Provision]) -> Outline:
        """The outline of a document's provisions, in text order."""
        ordered = sorted(provisions, key=lambda p: (p.start, -p.end, p.ordinal))
        return cls((p.eid for p in ordered), _flattened(ordered))

    @cached_property
    def main_unit(self) -> ProvisionKind:
        """What the document is divided into: articles or sections."""
        return max(UNITS, key=lambda kind: sum(eid.startswith(f"{kind.value}_") for eid in self.order))

    def unit_of(self, eid: str) -> str | None:
        """The article or section around ``eid``, or itself."""
        steps = eid.split("__")
        for depth in range(len(steps), 0, -1):
            if steps[depth - 1].partition("_")[0] in _UNIT_PREFIXES:
                return "__".join(steps[:depth])
        return None

    def container_of(self, eid: str) -> str:
        """What stands before the unit in the eId: "" where numbers run through."""
        unit = self.unit_of(eid)
        return unit.rpartition("__")[0] if unit else ""

    def in_supplement(self, eid: str) -> bool:
        """Whether it stands in the supplementary provisions (附則, 부칙)."""
        return eid.startswith(_SUPPLEMENT)

    def at_depth(self, eid: str, depth: int) -> str | None:
        """The unit ``depth`` levels below the article around ``eid`` (0: the article), or None."""
        unit = self.unit_of(eid)
        if unit is None:
            return None
        inner = eid[len(unit) :].strip("_").split("__") if len(eid) > len(unit) else []
        if depth > len(inner):
            return None
        return "__".join([unit, *inner[:depth]])

    def find_unit(
        self, num: str, kind: ProvisionKind | None, container: str, either: bool = True
    ) -> str | None:
        """The article or section ``num`` in ``container``; with ``either`` also of the other kind."""
        for each in dict.fromkeys((kind or UNITS[0], *(UNITS if either else ()))):
            eid = f"{container}__{each.value}_{num}" if container else f"{each.value}_{num}"
            if eid in self.eids:
                return eid
            if (alias := self._printed.get(eid)) is not None:
                return alias
        return None

    def inside(self, eid: str, path: Sequence[str], levels: Sequence[Level]) -> str | None:
        """The provision that ``path`` names inside of ``eid``, or ``eid`` where nothing is numbered there."""
        for num, level in zip(path, levels, strict=True):
            inner = [c for c in self.children.get(eid, ()) if _kind(c) in _INNER]
            if not inner:
                return eid
            fits = [c for c in inner if _num(c) == num and _kind(c) in self._kinds(eid, level)]
            if not fits and level > Level.PARAGRAPH:
                # A level in between that the words pass over: the only one below with this number.
                fits = [
                    d for c in inner if _kind(c) == "para" for d in self.children.get(c, ()) if _num(d) == num
                ]
            if len(fits) != 1:
                return None
            eid = fits[0]
        return eid

    def _kinds(self, eid: str, level: Level) -> frozenset[str]:
        """What a level may be called inside of ``eid``."""
        if level is Level.PARAGRAPH:
            return frozenset({"para", "item"})
        if level is Level.SUBPARAGRAPH and _kind(eid) in _UNIT_PREFIXES:
            # Russian "пункт", German "Nummer": the first level where there is no other.
            has = any(_kind(c) == "subpara" for c in self.children.get(eid, ()))
            return frozenset({"subpara"} if has else {"para", "point", "item"})
        return frozenset({"subpara", "point", "indent"})

    def beside(self, eid: str, step: int) -> list[str]:
        """What stands ``step`` places from ``eid`` among its like: all those between, in order."""
        above, _, last = eid.rpartition("__")
        kind = last.partition("_")[0]
        pool = self._units[above] if kind in _UNIT_PREFIXES else self.children[above]
        row = [each for each in pool if each.rpartition("__")[2].partition("_")[0] == kind]
        at = row.index(eid)
        if step > 0:
            return row[at + step : at + step + 1]
        if step == -99:
            return row[:at]
        return row[at + step : at] if at + step >= 0 else []

    def between(self, first: str, last: str) -> list[str]:
        """What stands strictly between two provisions of one kind in one place."""
        above, _, tail = first.rpartition("__")
        if last.rpartition("__")[0] != above:
            return []
        kind = tail.partition("_")[0]
        row = [each for each in self.children[above] if each.rpartition("__")[2].partition("_")[0] == kind]
        if first not in row or last not in row:
            return []
        return row[row.index(first) + 1 : row.index(last)]


def _flattened(provisions: Iterable[Provision]) -> dict[str, str]:
    """Units whose superscript the file lost, by the number as printed: "1271" is article 127-1."""
    found: dict[str, str] = {}
    for provision in provisions:
        above, _, last = provision.eid.rpartition("__")
        prefix, _, num = last.partition("_")
        printed = _DIGITS.match(provision.label)
        if prefix in _UNIT_PREFIXES and printed is not None and num.count("-") == 1:
            digits = number_to_num(printed[0], roman=False)
            if digits != num and digits == num.replace("-", ""):
                found[f"{above}__{prefix}_{digits}" if above else f"{prefix}_{digits}"] = provision.eid
    return found


def _kind(eid: str) -> str:
    return eid.rpartition("__")[2].partition("_")[0]


def _num(eid: str) -> str:
    return eid.rpartition("__")[2].partition("_")[2]
