"""Reading a query: quotation marks, signs, operators in capitals, fields. See docs/query.md.

What is no operator is text, so that any sentence may be pasted in; what looks like an operator and
cannot be understood is told, with the place and the remedy.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.errors import UsageError
from search.asking.clauses import Clause, Near, Parsed, Part, Phrase, Word
from search.asking.query_scan import Piece, scan
from search.asking.query_tree import FieldFilter, Group, Reader, Resolve, Unit, is_plain
from search.asking.year_range import ANY_YEAR, Years
from search.index.protocol import Selection, select

__all__ = ["Clause", "Near", "Parsed", "Part", "Phrase", "Resolve", "Word", "accept", "parse"]

MOST_APART = 30
USUALLY_APART = 10


def accept(key: str, value: str) -> str:
    """Take any value for what it is."""
    return value


def parse(text: str, resolve: Resolve = accept) -> Parsed:
    """Read a query.

    ``resolve`` checks the values of fields that filter, such as ``lang:ru``.

    >>> parse('"controlled delivery" -heroin lang:ru').must_not
    (Clause(alternatives=(Word(text='heroin', field='', prefix=False),)),)

    Raises:
        UsageError: an operator cannot be understood; the message names the place and what to do.
    """
    pieces = scan(text)
    if all(is_plain(piece) for piece in pieces):
        return Parsed(text.strip())
    reader = Reader(pieces, resolve)
    group = reader.read()
    result = _Result()
    result.take(group)
    return result.parsed()


class _Result:
    """What a query asks for, gathered operand by operand."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._must: list[Clause] = []
        self._must_not: list[Clause] = []
        self._near: list[Near] = []
        self._only: dict[str, set[str]] = {}
        self._without: dict[str, set[str]] = {}
        self._years = ANY_YEAR

    def parsed(self) -> Parsed:
        text = " ".join(self._text)
        if self._must_not and not text:
            raise UsageError(
                "This query only says what to leave out.", remedy="Add a word that should be found."
            )
        return Parsed(
            text, tuple(self._must), tuple(self._must_not), tuple(self._near), _select(self._only),
            _select(self._without), self._years.first, self._years.last, operators=True,
        )  # fmt: skip

    def take(self, group: Group) -> None:
        """Add the operands of a bracket, or of the whole query."""
        at = 0
        while at < len(group.units):
            end = at + 1
            while end < len(group.units) and _joins(group.joints[end], "or"):
                end += 1
            near = [
                place for place in range(at, end + 1)
                if place < len(group.units) and _joins(group.joints[place], "near")
            ]  # fmt: skip
            if end - at > 1:
                if near:
                    raise UsageError(
                        f"NEAR and OR stand side by side at character {group.units[near[0]].at}.",
                        remedy="Ask one of them at a time, or join the words by NEAR alone.",
                    )
                self._take_alternatives(group.units[at:end])
            else:
                self._take_unit(group, at)
            at = end

    def _take_unit(self, group: Group, at: int) -> None:
        unit = group.units[at]
        after = group.joints[at + 1] if at + 1 < len(group.units) else None
        if _joins(group.joints[at], "near"):
            self._take_near(group.units[at - 1], unit, group.joints[at])
        if _joins(group.joints[at], "near") or _joins(after, "near"):
            self._keep(_the_part(unit))
            return
        required = unit.required or _joins(group.joints[at], "and") or _joins(after, "and")
        if isinstance(unit.content, FieldFilter):
            self._take_filter(unit.content, unit)
        elif unit.negated:
            self._must_not.append(Clause(tuple(_alternatives(unit))))
        elif isinstance(unit.content, Group):
            self.take(_required(unit.content) if required else unit.content)
        else:
            self._keep(unit.content)
            part = unit.content
            if required or isinstance(part, Phrase) or part.prefix or part.field:
                self._must.append(Clause((part,)))

    def _take_alternatives(self, units: Sequence[Unit]) -> None:
        for unit in units:
            if unit.negated:
                raise UsageError(
                    f"OR cannot be joined to something left out, at character {unit.at}.",
                    remedy="Write what to leave out at the end, by itself: a OR b -c.",
                )
        filters = [unit.content for unit in units if isinstance(unit.content, FieldFilter)]
        if filters:
            keys = {each.key for each in filters}
            if len(filters) < len(units) or len(keys) > 1 or "year" in keys:
                raise UsageError(
                    f"OR before character {units[1].at} can join words, or values of one field, not both.",
                    remedy="Write fields by themselves: lang:ru,kk for several, year:2010-2020 for years.",
                )
            for unit, each in zip(units, filters, strict=True):
                self._take_filter(each, unit)
            return
        parts = [part for unit in units for part in _alternatives(unit)]
        for part in parts:
            self._keep(part)
        self._must.append(Clause(tuple(dict.fromkeys(parts))))

    def _take_near(self, left: Unit, right: Unit, joint: Piece | None) -> None:
        distance = _distance(joint) if joint is not None else USUALLY_APART
        self._near.append(Near((_the_part(left), _the_part(right)), distance))

    def _take_filter(self, wanted: FieldFilter, unit: Unit) -> None:
        if wanted.key == "year":
            for value in wanted.values:
                years = Years.read(value, unit.at)
                self._years = self._years.meet(years.complement(unit.at) if unit.negated else years, unit.at)
            return
        chosen = self._without if unit.negated else self._only
        chosen.setdefault(wanted.key, set()).update(wanted.values)

    def _keep(self, part: Part) -> None:
        self._text.append(part.text)


def _select(chosen: dict[str, set[str]]) -> Selection:
    return select(**chosen)


def _joins(joint: Piece | None, name: str) -> bool:
    return joint is not None and joint.text == name


def _required(group: Group) -> Group:
    for unit in group.units:
        unit.required = True
    return group


def _alternatives(unit: Unit) -> list[Part]:
    """The parts of which one is enough.

    Raises:
        UsageError: brackets hold something else than alternatives.
    """
    content = unit.content
    if isinstance(content, FieldFilter):
        raise _no_alternatives(unit)
    if not isinstance(content, Group):
        return [content]
    if any(each.negated for each in content.units):
        raise _no_alternatives(unit)
    if not all(_joins(joint, "or") for joint in content.joints[1:]):
        raise _no_alternatives(unit)
    return [part for each in content.units for part in _alternatives(each)]


def _no_alternatives(unit: Unit) -> UsageError:
    return UsageError(
        f"The brackets at character {unit.at} hold more than alternatives.",
        remedy='Join single words, or words in quotation marks, by OR within the brackets: (a OR "b c").',
    )


def _the_part(unit: Unit) -> Part:
    """The operand of NEAR."""
    content = unit.content
    if unit.negated or isinstance(content, (FieldFilter, Group)) or content.field:
        raise UsageError(
            f"NEAR cannot work on what stands at character {unit.at}.",
            remedy='Put a word, or words in quotation marks, on either side: drug NEAR/5 "money laundering".',
        )
    return content


def _distance(joint: Piece) -> int:
    if not joint.detail:
        return USUALLY_APART
    if not joint.detail.isdecimal() or not 1 <= int(joint.detail) <= MOST_APART:
        raise UsageError(
            f"NEAR/ at character {joint.at} needs a number of words from 1 to {MOST_APART}.",
            remedy="Write it as drug NEAR/5 trafficking.",
        )
    return int(joint.detail)
