"""Reading a query: quotation marks, signs, operators in capitals, fields. See docs/query.md.

What is no operator is text, so that any sentence may be pasted in; what looks like an operator and
cannot be understood is told, with the place and the remedy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import regex

from corpus.errors import UsageError
from search.clauses import Clause, Near, Parsed, Part, Phrase, Word
from search.index.protocol import Selection, select
from search.query_scan import Kind, Piece, scan
from search.year_range import ANY_YEAR, Years

__all__ = ["Clause", "Near", "Parsed", "Part", "Phrase", "Resolve", "Word", "accept", "parse"]

MOST_APART = 30
USUALLY_APART = 10

Resolve = Callable[[str, str], str]
"""Turns what a reader wrote for a key into a value of the index; raises UsageError where it is none."""

_WORD_FIELDS = frozenset(("title", "heading", "text"))
_PREFIX = regex.compile(
    r"\P{L}*?([\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d'’ʻ‘-]*)\*[\p{P}--*]*", regex.VERSION1
)
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hangul}]")


def accept(key: str, value: str) -> str:
    """Take any value for what it is."""
    return value


@dataclass(frozen=True, slots=True)
class _Filter:
    key: str
    values: tuple[str, ...]


@dataclass(slots=True)
class _Unit:
    """An operand: a part, a filter, or what stands in brackets."""

    content: Part | _Filter | _Group
    at: int
    negated: bool = False
    required: bool = False


@dataclass(slots=True)
class _Group:
    """Operands and the operators that join neighbours: ``joints[i]`` stands before ``units[i]``."""

    units: list[_Unit] = field(default_factory=list)
    joints: list[Piece | None] = field(default_factory=list)


def parse(text: str, resolve: Resolve = accept) -> Parsed:
    """Read a query.

    ``resolve`` checks the values of fields that filter, such as ``lang:ru``.

    >>> parse('"controlled delivery" -heroin lang:ru').must_not
    (Clause(alternatives=(Word(text='heroin', field='', prefix=False),)),)

    Raises:
        UsageError: an operator cannot be understood; the message names the place and what to do.
    """
    pieces = scan(text)
    if all(_is_plain(piece) for piece in pieces):
        return Parsed(text.strip())
    reader = _Reader(pieces, resolve)
    group = reader.read()
    result = _Result()
    result.take(group)
    return result.parsed()


def _is_plain(piece: Piece) -> bool:
    return piece.kind in (Kind.OPEN, Kind.CLOSE) or (
        piece.kind is Kind.WORD and not _PREFIX.fullmatch(piece.text)
    )


class _Reader:
    """From pieces to operands in brackets."""

    def __init__(self, pieces: Sequence[Piece], resolve: Resolve) -> None:
        self._pieces = pieces
        self._resolve = resolve
        self._at = 0

    def read(self) -> _Group:
        group = _Group()
        joint: Piece | None = None
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            if piece.kind is Kind.CLOSE:
                break
            if piece.kind is Kind.OPERATOR and piece.text != "not":
                self._at += 1
                if not group.units or joint is not None:
                    raise _lonely(piece, "before")
                joint = piece
                continue
            unit = self._unit()
            if unit is not None:
                group.units.append(unit)
                group.joints.append(joint)
                joint = None
        if joint is not None:
            raise _lonely(joint, "after")
        return group

    def _unit(self) -> _Unit | None:
        first = self._pieces[self._at]
        negated = required = False
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            if piece.kind is Kind.EXCLUDE or (piece.kind is Kind.OPERATOR and piece.text == "not"):
                negated = True
            elif piece.kind is Kind.REQUIRE:
                required = True
            else:
                break
            self._at += 1
        else:
            raise _lonely(first, "after")
        content = self._content(first)
        return None if content is None else _Unit(content, first.at, negated, required)

    def _content(self, first: Piece) -> Part | _Filter | _Group | None:
        piece = self._pieces[self._at]
        if piece.kind in (Kind.OPERATOR, Kind.CLOSE):
            raise _lonely(first, "after")
        self._at += 1
        if piece.kind is Kind.OPEN:
            group = self.read()
            self._at += 1
            return group if group.units else None
        if piece.kind is Kind.PHRASE:
            return Phrase(piece.text)
        if piece.kind is Kind.FIELD:
            value = self._pieces[self._at]
            self._at += 1
            if piece.text in _WORD_FIELDS:
                return self._part(value, piece.text)
            return _Filter(piece.text, self._values(piece, value))
        return self._part(piece, "")

    def _part(self, piece: Piece, where: str) -> Part:
        if piece.kind is Kind.PHRASE:
            return Phrase(piece.text, where)
        found = _PREFIX.fullmatch(piece.text)
        if not found:
            return Word(piece.text, where)
        if len(found[1]) < 2 and not _UNSPACED.match(found[1]):
            raise UsageError(
                f"One letter before * at character {piece.at} begins too many words.",
                remedy="Give at least two letters before the *.",
            )
        return Word(found[1], where, prefix=True)

    def _values(self, key: Piece, value: Piece) -> tuple[str, ...]:
        written = [value.text] if value.kind is Kind.PHRASE else regex.split(r"[,;，、]", value.text)
        written = [each.strip() for each in written if each.strip()]
        if not written:
            raise UsageError(f"The field at character {key.at} has no value.", remedy="Write it as lang:ru.")
        if key.text == "year":
            return tuple(written)
        return tuple(self._resolve(key.text, each) for each in written)


def _lonely(piece: Piece, side: str) -> UsageError:
    name = {"and": "AND", "or": "OR", "not": "NOT", "near": "NEAR"}.get(piece.text, piece.text)
    return UsageError(
        f"There is nothing {side} {name} at character {piece.at} that it could work on.",
        remedy=f"Put a word or words in quotation marks {side} it, or write it in small letters as a word."
        if piece.kind is Kind.OPERATOR
        else "Put a word or words in quotation marks after it.",
    )


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

    def take(self, group: _Group) -> None:
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

    def _take_unit(self, group: _Group, at: int) -> None:
        unit = group.units[at]
        after = group.joints[at + 1] if at + 1 < len(group.units) else None
        if _joins(group.joints[at], "near"):
            self._take_near(group.units[at - 1], unit, group.joints[at])
        if _joins(group.joints[at], "near") or _joins(after, "near"):
            self._keep(_the_part(unit))
            return
        required = unit.required or _joins(group.joints[at], "and") or _joins(after, "and")
        if isinstance(unit.content, _Filter):
            self._take_filter(unit.content, unit)
        elif unit.negated:
            self._must_not.append(Clause(tuple(_alternatives(unit))))
        elif isinstance(unit.content, _Group):
            self.take(_required(unit.content) if required else unit.content)
        else:
            self._keep(unit.content)
            part = unit.content
            if required or isinstance(part, Phrase) or part.prefix or part.field:
                self._must.append(Clause((part,)))

    def _take_alternatives(self, units: Sequence[_Unit]) -> None:
        for unit in units:
            if unit.negated:
                raise UsageError(
                    f"OR cannot be joined to something left out, at character {unit.at}.",
                    remedy="Write what to leave out at the end, by itself: a OR b -c.",
                )
        filters = [unit.content for unit in units if isinstance(unit.content, _Filter)]
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

    def _take_near(self, left: _Unit, right: _Unit, joint: Piece | None) -> None:
        distance = _distance(joint) if joint is not None else USUALLY_APART
        self._near.append(Near((_the_part(left), _the_part(right)), distance))

    def _take_filter(self, wanted: _Filter, unit: _Unit) -> None:
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


def _required(group: _Group) -> _Group:
    for unit in group.units:
        unit.required = True
    return group


def _alternatives(unit: _Unit) -> list[Part]:
    """The parts of which one is enough.

    Raises:
        UsageError: brackets hold something else than alternatives.
    """
    content = unit.content
    if isinstance(content, _Filter):
        raise _no_alternatives(unit)
    if not isinstance(content, _Group):
        return [content]
    if any(each.negated for each in content.units):
        raise _no_alternatives(unit)
    if not all(_joins(joint, "or") for joint in content.joints[1:]):
        raise _no_alternatives(unit)
    return [part for each in content.units for part in _alternatives(each)]


def _no_alternatives(unit: _Unit) -> UsageError:
    return UsageError(
        f"The brackets at character {unit.at} hold more than alternatives.",
        remedy='Join single words, or words in quotation marks, by OR within the brackets: (a OR "b c").',
    )


def _the_part(unit: _Unit) -> Part:
    """The operand of NEAR."""
    content = unit.content
    if unit.negated or isinstance(content, (_Filter, _Group)) or content.field:
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
