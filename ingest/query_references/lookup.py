"""From the numbers in a query to the provision that an instrument has under them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from corpus.eid import is_eid
from ingest.citations.find import glued
from ingest.citations.grammar import Level
from ingest.citations.outline import UNITS, Outline
from ingest.query_references.units import GROUPINGS, Place

_PREFIXES = tuple(kind.value for kind in UNITS)
_SUPPLEMENT = "part_suppl"
_LETTERED = re.compile(r"\d+-[a-z]")
_RANGE = re.compile(r"\d+-\d+")
_PARTED = re.compile(r"\d+-\d+[a-z]?|\d+-\d+-[a-z\d]{1,3}")


class Provisions:
    """The provisions of one document, to be looked up by number."""

    def __init__(self, eids: list[str]) -> None:
        self.outline = Outline(eids)

    @cached_property
    def _units(self) -> Mapping[str, tuple[str, ...]]:
        """The articles and sections by number, wherever they stand; supplements and annexes aside."""
        found: dict[str, list[str]] = {}
        for eid in self.outline.order:
            last = eid.rpartition("__")[2]
            prefix, _, num = last.partition("_")
            if prefix in _PREFIXES and not eid.startswith(_SUPPLEMENT):
                found.setdefault(num, []).append(eid)
        return {num: tuple(eids) for num, eids in found.items()}

    @cached_property
    def _main(self) -> str:
        """In what the units stand: "" at the top, or the part that holds most (a code within its act)."""
        held = Counter(
            eid.rpartition("__")[0] for eids in self._units.values() for eid in eids if not _is_inserted(eid)
        )
        return max(held, key=lambda above: (held[above], not above), default="")

    def find(self, place: Place, within: bool, amending: bool) -> str | None:
        """The eId that ``place`` means here; ``within``: among what this text inserts into another.

        An ``amending`` act has articles of its own, and after them those that it inserts.
        """
        for path, levels in _readings(place):
            if eid := self._find(place, path, levels, within):
                return eid
            if amending and not within and (eid := self._find(place, path, levels, True)):
                return eid
        return None

    def _find(
        self, place: Place, path: tuple[str, ...], levels: tuple[Level, ...], within: bool
    ) -> str | None:
        if place.unit in GROUPINGS:
            return self._find_grouping(place)
        if levels[0] > Level.PARAGRAPH or (levels[0] is Level.PARAGRAPH and self._units):
            return None
        if not self._units:
            top = f"para_{path[0]}"
            return self.outline.inside(top, path[1:], levels[1:]) if top in self.outline.eids else None
        candidates = [eid for eid in self._units.get(path[0], ()) if _is_inserted(eid) == within]
        if not within:
            candidates.sort(key=lambda eid: (eid.rpartition("__")[0] != self._main, eid.count("__")))
            if place.unit is not None:
                prefix = f"{place.unit.value}_"
                candidates.sort(key=lambda eid: not eid.rpartition("__")[2].startswith(prefix))
        elif len(candidates) > 1:
            return None
        if not candidates:
            return None
        return self.outline.inside(candidates[0], path[1:], levels[1:])

    def _find_grouping(self, place: Place) -> str | None:
        """A schedule or chapter, where there is one alone of that number."""
        assert place.unit is not None
        name = f"{place.unit.value}_{place.path[0]}"
        if name in self.outline.eids:
            return name
        found = [
            eid for eid in self.outline.order if eid.endswith(f"__{name}") and not eid.startswith(_SUPPLEMENT)
        ]
        return found[0] if len(found) == 1 else None


def name_missing(place: Place) -> str | None:
    """The eId of a provision that is not there; None for what may be there under another name."""
    if place.unit in GROUPINGS or place.levels[0] is not Level.UNIT:
        return None
    prefix = place.unit.value if place.unit is not None else "art"
    steps = [f"{prefix}_{place.path[0]}"]
    kinds = {Level.PARAGRAPH: "para", Level.SUBPARAGRAPH: "subpara", Level.POINT: "point"}
    steps += [f"{kinds[level]}_{num}" for num, level in zip(place.path[1:], place.levels[1:], strict=True)]
    eid = "__".join(steps)
    return eid if is_eid(eid) else None


def _is_inserted(eid: str) -> bool:
    """Whether a unit stands inside of another: text that an amending act puts into an act."""
    return any(step.partition("_")[0] in _PREFIXES for step in eid.split("__")[:-1])


def _readings(place: Place) -> list[tuple[tuple[str, ...], tuple[Level, ...]]]:
    """The path as read; else "3.1" and "188/3" as a paragraph of an article, "3-5" as a range from it."""
    readings = [(place.path, place.levels)]
    if _LETTERED.fullmatch(place.path[0]):
        readings.append(((place.path[0].replace("-", ""), *place.path[1:]), place.levels))
    if place.mark == "-" and _RANGE.fullmatch(place.path[0]) and len(place.path) == 1:
        readings.append(((place.path[0].partition("-")[0],), place.levels))
    elif place.mark and _PARTED.fullmatch(place.path[0]) and place.levels[0] is Level.UNIT:
        parts = tuple(place.path[0].split("-"))
        levels = glued(Level.UNIT, parts)
        rest = tuple(Level(min(level + len(parts) - 1, Level.POINT)) for level in place.levels[1:])
        readings.append((parts + place.path[1:], levels + rest))
    return readings
