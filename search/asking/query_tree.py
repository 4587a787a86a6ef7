"""From the pieces of a query to its operands, and the operators and brackets that join them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import regex

from corpus.errors import UsageError
from search.asking.clauses import Part, Phrase, Word
from search.asking.query_scan import Kind, Piece

Resolve = Callable[[str, str], str]
"""Turns what a reader wrote for a key into a value of the index; raises UsageError where it is none."""

_PREFIX = regex.compile(
    r"\P{L}*?([\p{L}\p{N}][\p{L}\p{N}\p{M}\u200c\u200d'’ʻ‘-]*)\*[\p{P}--*]*", regex.VERSION1
)

_WORD_FIELDS = frozenset(("title", "heading", "text"))
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hangul}]")


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """A field that filters, with its values."""

    key: str
    values: tuple[str, ...]


@dataclass(slots=True)
class Unit:
    """An operand: a part, a filter, or what stands in brackets."""

    content: Part | FieldFilter | Group
    at: int
    negated: bool = False
    required: bool = False


@dataclass(slots=True)
class Group:
    """Operands and the operators that join neighbours: ``joints[i]`` stands before ``units[i]``."""

    units: list[Unit] = field(default_factory=list)
    joints: list[Piece | None] = field(default_factory=list)


def is_plain(piece: Piece) -> bool:
    """Whether a piece of a query is ordinary text."""
    return piece.kind in (Kind.OPEN, Kind.CLOSE) or (
        piece.kind is Kind.WORD and not _PREFIX.fullmatch(piece.text)
    )


class Reader:
    """From pieces to operands in brackets."""

    def __init__(self, pieces: Sequence[Piece], resolve: Resolve) -> None:
        self._pieces = pieces
        self._resolve = resolve
        self._at = 0

    def read(self) -> Group:
        """All up to the bracket that closes.

        Raises:
            UsageError: an operator has nothing to work on, or a value cannot be.
        """
        group = Group()
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

    def _unit(self) -> Unit | None:
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
        return None if content is None else Unit(content, first.at, negated, required)

    def _content(self, first: Piece) -> Part | FieldFilter | Group | None:
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
            return FieldFilter(piece.text, self._values(piece, value))
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
