"""The signs of a query, apart from its words: quotation marks, signs, fields, operators, brackets."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import regex

from corpus.errors import UsageError

# Opening mark: what may close it. The same sign closes where it also opens.
_CLOSING = {
    '"': '"”“', "“": '”"“', "„": "“”\"", "«": "»", "»": "«»", "「": "」", "『": "』",
    "《": "》", "〝": "〞〟", "＂": "＂",
}  # fmt: skip
_SINGLE = regex.compile(r"‘([^‘’]*(?:’\p{L}[^‘’]*)*)’(?!\p{L})")
# An inch (5"), and the sign within Hebrew abbreviations (חו"ל), are no quotation marks.
_HEBREW_SIGN = regex.compile(r'(?<=\p{Hebrew})"(?=\p{Hebrew})')
_MOST_NESTED = 5

_FIELDS = {
    "title": "title", "заголовок": "heading", "название": "title", "heading": "heading", "text": "text",
    "текст": "text", "lang": "language", "language": "language", "язык": "language",
    "country": "jurisdiction", "jurisdiction": "jurisdiction", "страна": "jurisdiction",
    "group": "group", "kind": "kind", "вид": "kind", "area": "area", "year": "year", "год": "year",
    "body": "body", "status": "status", "nature": "nature", "strength": "strength", "theme": "theme",
    "substance": "substance", "cites": "cites",
}  # fmt: skip
_FIELD = regex.compile(r"(\p{L}+)[:：](?=[^\s:：])")
_WORDS = {
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "И": "and",
    "ИЛИ": "or",
    "НЕ": "not",
    "NEAR": "near",
    "РЯДОМ": "near",
}
_NEAR = regex.compile(r"(?:NEAR|РЯДОМ)/(.*)")
_LETTER_OR_NUMBER = regex.compile(r"[\p{L}\p{N}]")
_LETTER = regex.compile(r"\p{L}")


class Kind(Enum):
    """What a piece of a query is."""

    WORD = "word"
    PHRASE = "phrase"
    REQUIRE = "+"
    EXCLUDE = "-"
    FIELD = "field"
    OPERATOR = "operator"
    OPEN = "("
    CLOSE = ")"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece; ``at`` is the number of its first character, from 1.

    Of an operator the text is ``and``, ``or``, ``not`` or ``near``, and ``detail`` what followed NEAR/;
    of a field it is its key, and the value is the next piece.
    """

    kind: Kind
    text: str
    at: int
    detail: str = ""


def scan(text: str) -> list[Piece]:
    """The pieces of a query, in order.

    Raises:
        UsageError: a quotation mark is not closed.
    """
    pieces = list(_Scanner(text).pieces())
    return _settle_operators(pieces)


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0

    def pieces(self) -> Iterator[Piece]:
        text = self._text
        while self._at < len(text):
            at, character = self._at, text[self._at]
            if character.isspace():
                self._at += 1
            elif character in "+-＋－" and self._is_sign(at):
                self._at += 1
                yield Piece(Kind.REQUIRE if character in "+＋" else Kind.EXCLUDE, character, at + 1)
            elif character == "(" and self._opens(at):
                self._at += 1
                self._depth += 1
                yield Piece(Kind.OPEN, "(", at + 1)
            elif character == ")" and self._depth:
                self._at += 1
                self._depth -= 1
                yield Piece(Kind.CLOSE, ")", at + 1)
            elif (phrase := self._phrase(at)) is not None:
                if phrase.text:
                    yield phrase
            elif (field := _FIELD.match(text, at)) and field[1].casefold() in _FIELDS:
                self._at = field.end()
                yield Piece(Kind.FIELD, _FIELDS[field[1].casefold()], at + 1)
                yield self._value()
            else:
                yield Piece(Kind.WORD, self._word(), at + 1)

    def _is_sign(self, at: int) -> bool:
        """Whether a sign is one: before a word, a quotation or a bracket, and after nothing or a blank.

        A list that was pasted in has its dashes at the beginnings of lines, and numbers may be negative.
        """
        before = self._text[at - 1] if at else " "
        after = self._text[at + 1 : at + 2]
        follows = bool(after) and (bool(_LETTER.match(after)) or after == "(" or self._is_quote(at + 1))
        return (before in "(（" or (before.isspace() and before not in "\r\n")) and follows

    def _opens(self, at: int) -> bool:
        before = self._text[at - 1] if at else " "
        return self._depth < _MOST_NESTED and (before.isspace() or before in "(-+－＋")

    def _is_quote(self, at: int) -> bool:
        text = self._text
        if text[at] == "‘":
            return (at == 0 or not text[at - 1].isalnum()) and bool(_SINGLE.match(text, at))
        if text[at] not in _CLOSING:
            return False
        if text[at] == '"' and at and text[at - 1].isdecimal() and not self._follows_field(at):
            return False
        return not _HEBREW_SIGN.match(text, at)

    def _follows_field(self, at: int) -> bool:
        return at > 0 and self._text[at - 1] in ":："

    def _phrase(self, at: int) -> Piece | None:
        if not self._is_quote(at):
            return None
        text = self._text
        if single := _SINGLE.match(text, at):
            self._at = single.end()
            return Piece(Kind.PHRASE, single[1].strip(), at + 1)
        closing = _CLOSING[text[at]]
        end = at + 1
        while end < len(text) and (text[end] not in closing or _HEBREW_SIGN.match(text, end)):
            end += 1
        if end == len(text):
            raise UsageError(
                f"The quotation mark at character {at + 1} is not closed.",
                remedy="Put another at the end of the words that must stand together, or take this one away.",
            )
        self._at = end + 1
        return Piece(Kind.PHRASE, text[at + 1 : end].strip(), at + 1)

    def _value(self) -> Piece:
        at = self._at
        phrase = self._phrase(at)
        return phrase or Piece(Kind.WORD, self._word(), at + 1)

    def _word(self) -> str:
        """All up to a blank, to a quotation, or to the bracket that closes an open one."""
        start, inner = self._at, 0
        self._at += 1
        while self._at < len(self._text):
            character = self._text[self._at]
            if character.isspace() or (self._is_quote(self._at) and character not in "»“"):
                break
            if character == ")" and self._depth and not inner:
                break
            inner += (character == "(") - (character == ")" and inner > 0)
            self._at += 1
        return self._text[start : self._at]


def _settle_operators(pieces: list[Piece]) -> list[Piece]:
    shouted = _is_shouted(pieces)
    settled: list[Piece] = []
    for place, piece in enumerate(pieces):
        after_field = place > 0 and pieces[place - 1].kind is Kind.FIELD
        if piece.kind is Kind.WORD and not after_field:
            if near := _NEAR.fullmatch(piece.text):
                piece = Piece(Kind.OPERATOR, "near", piece.at, near[1] or "?")
            elif piece.text in _WORDS and not shouted and not _begins_sentence(piece, settled):
                piece = Piece(Kind.OPERATOR, _WORDS[piece.text], piece.at)
        settled.append(piece)
    return settled


def _begins_sentence(piece: Piece, before: list[Piece]) -> bool:
    """Whether it is the first word of a text, where a capital says nothing: "И вот"."""
    return not before and piece.text == "И"


def _is_shouted(pieces: list[Piece]) -> bool:
    """Whether all is in capitals, so that capitals mark no operators: "SALE AND SUPPLY OF DRUGS".

    Words that only operators part ("MDMA OR LSD") are no such sentence.
    """
    words = [piece.text for piece in pieces if piece.kind is Kind.WORD]
    plain = "".join(word for word in words if word not in _WORDS and not _NEAR.fullmatch(word))
    if plain.upper() != plain or plain.lower() == plain:
        return False
    ordinary = [
        piece.kind is Kind.WORD and piece.text not in _WORDS and bool(_LETTER_OR_NUMBER.search(piece.text))
        for piece in pieces
    ]
    return any(one and other for one, other in itertools.pairwise(ordinary))
